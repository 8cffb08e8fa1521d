#!/usr/bin/python3
"""Draws the pictures of assets/templates: one for every scene, in the colours of its template.

Needs Python 3 and cairo: on Debian 'apt-get install python3-cairo'. Then:

    /usr/bin/python3 scripts/make-template-pictures.py            into assets/templates/TEMPLATE/media
    /usr/bin/python3 scripts/make-template-pictures.py FOLDER     into FOLDER/TEMPLATE/media, to look at them first

Afterwards `edamichi index assets/templates/TEMPLATE` makes each import index again.

The pictures hold no words, so that they serve every language, and are 1280x720. The lowest third
is quiet in all of them: questions and captions lie there. They stand until a company's own clips
take their places. They come out the same every time, and are the project's own work, under its
licences.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from template_pictures import (  # noqa: E402
    after_joining,
    first_story,
    first_week,
    five_worries,
    getting_ready,
    just_offered,
    keeping_in_touch,
    last_weeks,
)
from template_pictures.sheet import Sheet  # noqa: E402

TEMPLATES = (
    first_story, just_offered, keeping_in_touch, getting_ready, last_weeks, first_week, after_joining, five_worries,
)

# What the start page shows of a template: its first picture, small.
START_WIDTH = 320


def main():
    elsewhere = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    for template in TEMPLATES:
        name = template.__name__.rpartition(".")[2].replace("_", "-")
        folder = (elsewhere or ROOT / "assets/templates") / name / "media"
        folder.mkdir(parents=True, exist_ok=True)
        for draw in template.SCENES:
            sheet = Sheet()
            draw(sheet)
            # A function is named after its scene.
            sheet.save(folder / f"{draw.__name__.replace('_', '-')}.png")
            if draw is template.SCENES[0]:
                start = folder.parent.parent / "start"
                start.mkdir(exist_ok=True)
                sheet.small(START_WIDTH).save(start / f"{name}.png")


if __name__ == "__main__":
    main()
