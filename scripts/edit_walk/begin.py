"""What both walks begin and end with."""

import os
import sys
from pathlib import Path

from .desk import Desk
from .playing import play_to_the_end
from .seat import Failed
from .words import Words


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
