"""A Japanese input method at the desk: ibus with anthy, as X programs reach it (XIM)."""

import os
import subprocess
import time
from pathlib import Path

from .seat import until

# Letters go through as they are until it is switched on, as people have it.
SETTINGS = "[org/freedesktop/ibus/engine/anthy/common]\ninput-mode=3\n"
SWITCH = "ctrl+j"


class Ime:
    """Runs it; programs that are started afterwards use it."""

    def __init__(self):
        settings = Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0/settings/keyfile"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(SETTINGS, encoding="utf-8")
        # The engine's program takes the first Python of the path, and needs the system's own.
        os.environ |= {
            "GSETTINGS_BACKEND": "keyfile",
            "XMODIFIERS": "@im=ibus",
            "LC_ALL": "C.UTF-8",
            "PATH": f"/usr/bin:{os.environ['PATH']}",
        }
        command = ["ibus-daemon", "--xim", "--panel=disable", "--emoji-extension=disable"]
        self.daemon = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until("the input method does not start", self._is_on, pause=0.5)

    @staticmethod
    def _is_on():
        subprocess.run(["ibus", "engine", "anthy"], capture_output=True, timeout=60, check=False)
        told = subprocess.run(["ibus", "engine"], capture_output=True, text=True, timeout=60, check=False)
        return told.stdout.strip() == "anthy"

    def compose(self, desk, field, reading, wanted):
        """Writes `wanted` into a field that has the keyboard: its reading, then conversions, then Return."""
        seat = desk.seat
        seat.key("ctrl+a", SWITCH)
        time.sleep(0.3)
        seat.letters(reading)
        until("nothing is being composed", lambda: not desk.find("entry", field).text.isascii())
        desk.step("a word is being composed")
        for _ in range(12):
            seat.key("space")
            time.sleep(0.3)
            if desk.find("entry", field).text == wanted:
                break
        desk.stands(field, wanted)
        desk.step("the word is converted")
        seat.key("Return", SWITCH)
        time.sleep(0.3)
        desk.stands(field, wanted)

    def end(self):
        self.daemon.kill()
        self.daemon.wait()
