"""The editor on a display with somebody in front of it, who looks for controls by what they are called."""

import re
import subprocess
import time
from pathlib import Path

from .ime import Ime
from .seat import Failed, Seat, until
from .tree import Tree, listen
from .words import READINGS

SCREEN = (1500, 920)


class Desk:
    """The editor's window, the hands in front of it, and the folder for pictures."""

    def __init__(self, program, words, out: Path, work: Path):
        self.words, self.out, self.work = words, out, work
        self.program = program
        self.seat = Seat(SCREEN)
        self.number = 0
        self.begun = time.monotonic()
        listen()
        self.ime = Ime()
        self.said = open(work / "said", "w", encoding="utf-8")  # noqa: SIM115: as long as the editor
        self.editor = subprocess.Popen([program, "edit", "--language", words.language], stderr=self.said)
        self.tree = Tree(self.editor.pid)
        self.window = until("the editor's window does not open", self._window)
        self.seat.focus(self.window)

    def _window(self):
        if self.editor.poll() is not None:
            raise Failed(f"the editor ended: {(self.work / 'said').read_text(encoding='utf-8')}")
        return next(iter(self.seat.windows(self.editor.pid).values()), None)

    def title(self):
        return next(iter(self.seat.windows(self.editor.pid)), "")

    # What is seen.

    def step(self, what):
        """A step is done: says so, and keeps a picture of it and what a screen reader is told."""
        self.number += 1
        name = f"{self.number:02}-{what.replace(' ', '-')}"
        window = self.window if self.editor.poll() is None else None
        self.seat.picture(self.out / f"{name}.png", window)
        (self.out / f"{name}.txt").write_text(self.tree.lines() + "\n", encoding="utf-8")
        print(f"  {name}  ({time.monotonic() - self.begun:.0f} s)", flush=True)

    def find(self, role, name, **how):
        return self.tree.find(role, name, **how)

    def named(self, role, key, **how):
        return self.tree.find(role, self.words(key), **how)

    def panel(self, around):
        """The part of the window in which a form that holds this control can be scrolled: the height
        between the menu bar and the line at the foot."""
        _, top, _, height = next(node for node in self.tree.all() if node.role == "frame").rect
        return top + 60, top + height - 70

    def bring(self, role, name, **how):
        """Turns the wheel until the control is in sight."""
        for _ in range(60):
            node = self.find(role, name, **how)
            x, y, width, height = node.rect
            top, bottom = self.panel(node)
            if top <= y and y + height <= bottom:
                return node
            self.seat.wheel((x + width / 2, (top + bottom) / 2), 1 if y + height > bottom else -1)
            time.sleep(0.3)
        raise Failed(f"“{name}” cannot be brought into sight")

    # What is done.

    def click(self, role, name, **how):
        self.seat.click(self.find(role, name, **how).middle)

    def press(self, role, key, **how):
        """Clicks what bears these words of the window."""
        self.seat.click(self.bring(role, self.words(key), **how).middle)

    def write(self, field, text):
        """Clicks into a field and writes; waits until it stands there."""
        self.seat.click(self.bring("entry", field).middle)
        until(f"“{field}” does not take the keyboard", lambda: self.find("entry", field).has("FOCUSED"))
        self.fill(field, text)

    def fill(self, field, text):
        """Writes into a field that has the keyboard."""
        if text in READINGS:
            self.ime.compose(self, field, READINGS[text], text)
        else:
            self.seat.key("ctrl+a")
            self.seat.type(text)
            self.stands(field, text)

    def stands(self, field, text):
        until(f"“{field}” does not say “{text}”", lambda: self.find("entry", field).text == text, seconds=20)

    def card(self, title, kind="canvas-scene-name"):
        return self.find("list item", self.called(kind, title))

    def called(self, kind, title):
        """Whether a name is that of this card, whatever it says besides."""
        wanted = self.words(kind, title=title)
        return lambda name: name == wanted or name.startswith(wanted + ",")

    def row(self, title):
        return self.find("tree item", lambda name: name == title or name.startswith(title + ","))

    def menu(self, menu, command):
        self.click("push button", self.words(f"menu-{menu}"))
        # Its shortcut belongs to its name.
        wanted = self.words(f"command-{command}")
        self.click("push button", lambda name: name.startswith(wanted))

    def counts(self):
        """Errors and warnings, as the line at the foot tells them."""
        said = [node.name for node in self.tree.all() if node.role == "push button"]
        if self.words("status-no-problems") in said:
            return 0, 0
        wanted = re.escape(self.words("status-problems"))
        pattern = re.sub(r"\\\{\\ \\\$(errors|warnings)\\ \\\}", r"(?P<\1>\\d+)", wanted)
        for name in said:
            found = re.fullmatch(pattern, name)
            if found:
                return int(found["errors"]), int(found["warnings"])
        return None

    # What came of it.

    def check(self, story):
        """What `edamichi check` says: its status and its words."""
        done = subprocess.run(
            [self.program, "check", str(story)], capture_output=True, text=True, timeout=300, check=False
        )
        return done.returncode, done.stdout + done.stderr

    def end(self):
        if self.editor.poll() is None:
            self.editor.kill()
            self.editor.wait()
        self.said.close()

    def leave(self):
        self.end()
        self.ime.end()


def make_clips(folder: Path, clips):
    """Small clips of a moving pattern, with a voice-like tone, each of another colour."""
    made = []
    for number, (name, _) in enumerate(clips):
        file = folder / f"{name}.mp4"
        pattern = f"gradients=s=640x360:d=3:r=25:speed=0.02:seed={7 * number + 3}:n=4"
        tone = f"sine=frequency={260 + 90 * number}:duration=3,volume=0.2"
        command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", pattern, "-f", "lavfi", "-i", tone]
        command += ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest", str(file)]
        subprocess.run(command, check=True, timeout=120, stdin=subprocess.DEVNULL)
        made.append(file)
    return made

