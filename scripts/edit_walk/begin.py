"""What both walks have in common: how they begin and end, and what is done alike with and without a mouse."""

import os
import sys
from pathlib import Path

from .desk import Desk
from .playing import play_to_the_end
from .seat import Failed, until
from .words import Words


class Author:
    """Somebody at the desk who makes a story: each walk says how, in its `run`."""

    def __init__(self, desk: Desk, story: Path):
        self.desk, self.seat, self.words, self.story = desk, desk.seat, desk.words, story
        self.language = desk.words.language

    def choice(self, number, language):
        """The field of a choice's text."""
        return f"{self.words('choice-number', number=str(number))}: {self.words.field('field-choice-text', language)}"

    def problem(self, key):
        """How a button begins that does this about a problem somewhere."""
        return self.words("problems-fix-this", does=self.words(key), place="\0").split("\0")[0]

    def save(self):
        """Saves and prepares the clips, with nothing left to be found by `edamichi check`."""
        desk = self.desk
        self.seat.key("ctrl+s")
        desk.named("label", "status-saved")
        until("the title still says that something is not saved", lambda: not desk.title().startswith("•"))
        desk.step("saved")
        self.prepare()
        desk.step("clips prepared")
        status, said = desk.check(self.story)
        print(f"  edamichi check: {said.strip().splitlines()[-1]} (status {status})")
        if status != 0 or "0 errors, 0 warnings, 0 notes" not in said:
            raise Failed(f"edamichi check is not content: {said}")


def begin(walk):
    """Walks (`walk(desk, story).run()`), then plays what was made; the exit status."""
    language, out = sys.argv[1], Path(sys.argv[2])
    work, program = Path(environment("EDIT_WALK_WORK")), environment("EDIT_WALK_PROGRAM")
    desk = Desk(program, Words(language), out, work)
    try:
        walk(desk, work / "story").run()
        desk.end()
        play_to_the_end(desk, work / "story")
    except Failed as failed:
        desk.step("where it failed")
        print(f"edit-walk: after step {desk.number - 1}: {failed}", file=sys.stderr)
        return 1
    finally:
        desk.leave()
    print(f"edit-walk: done; pictures in {out}")
    return 0


def environment(name):
    value = os.environ.get(name, "")
    if not value:
        sys.exit(f"{name} is not set: call scripts/edit-walk.sh")
    return value
