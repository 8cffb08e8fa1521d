"""A person's hands and eyes on an X display: keys and mouse by XTEST, pictures of the screen."""

import subprocess
import time
from pathlib import Path

from Xlib import X, XK, display
from Xlib.ext import xtest


class Failed(Exception):
    """A step did not come to what it was to come to."""


def until(what, holds, seconds=40, pause=0.05):
    """Waits until `holds()` gives something true, and gives that; else fails with `what`."""
    end = time.monotonic() + seconds
    while True:
        found = holds()
        if found:
            return found
        if time.monotonic() > end:
            raise Failed(f"waited {seconds} seconds in vain: {what}")
        time.sleep(pause)


class Seat:
    """In front of the display that DISPLAY names."""

    def __init__(self, size):
        self.display = display.Display()
        self.size = size
        # Keys that mean nothing, and letters that were given one of them.
        self.spare, self.given = self._spare_keys(), {}
        if not self.display.has_extension("XTEST"):
            raise Failed("the X server has no XTEST")

    def _send(self, kind, detail=0, x=0, y=0):
        xtest.fake_input(self.display, kind, detail, x=x, y=y)
        self.display.sync()

    # The keyboard.

    def key(self, *combinations):
        """Presses `Return`, `ctrl+shift+p`, ... one after the other, as held and let go by a hand."""
        for combination in combinations:
            codes = [self._code(name) for name in combination.split("+")]
            for code in codes:
                self._send(X.KeyPress, code)
                time.sleep(0.02)
            for code in reversed(codes):
                self._send(X.KeyRelease, code)
                time.sleep(0.02)
            time.sleep(0.05)

    def _code(self, name):
        name = {"ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L"}.get(name, name)
        code = self.display.keysym_to_keycode(XK.string_to_keysym(name))
        if code == 0:
            raise Failed(f"no key is called {name}")
        return code

    def type(self, text):
        """Types letters of any script: those that have no key are given one first, all together, so that
        no program reads a key that has just become another letter."""
        if any(self._typed(letter) is None for letter in text):
            self._give_keys(text)
        for letter in text:
            code, shifted = self._typed(letter)
            if shifted:
                self._send(X.KeyPress, self._code("shift"))
            self._send(X.KeyPress, code)
            self._send(X.KeyRelease, code)
            if shifted:
                self._send(X.KeyRelease, self._code("shift"))
            time.sleep(0.03)
        time.sleep(0.1)

    def _typed(self, letter):
        """The key of a letter, and whether Shift belongs to it."""
        if letter in self.given:
            return self.given[letter], False
        number = ord(letter)
        if not 0x20 <= number < 0x7F:
            return None
        # Latin letters' keysyms are their numbers.
        found = self.display.keysym_to_keycodes(number)
        return next(((code, index == 1) for code, index in found if index in (0, 1)), None)

    def _give_keys(self, text):
        missing = {letter for letter in text if self._typed(letter) is None}
        if len(self.spare) - len(self.given) < len(missing):
            self.given.clear()
            missing = {letter for letter in text if self._typed(letter) is None}
        free = [code for code in self.spare if code not in self.given.values()]
        if len(free) < len(missing):
            raise Failed(f"the keyboard has no {len(missing)} keys to spare")
        for code, letter in zip(free, sorted(missing), strict=False):
            # A letter's keysym, whatever its script (X Window System Protocol, appendix A).
            self.display.change_keyboard_mapping(code, [[0x01000000 + ord(letter)] * 2])
            self.given[letter] = code
        self.display.sync()
        time.sleep(0.5)

    def _spare_keys(self):
        first, last = self.display.display.info.min_keycode, self.display.display.info.max_keycode
        keys = self.display.get_keyboard_mapping(first, last - first + 1)
        return [first + at for at, names in enumerate(keys) if not any(names)]

    def letters(self, text):
        """Types letters that have a key each, one key at a time: what an input method reads."""
        for letter in text:
            self.key({" ": "space", "-": "minus"}.get(letter, letter))

    # The mouse.

    def move(self, at):
        """Goes there as a hand does, on the way."""
        x, y = (round(part) for part in at)
        before = self.display.screen().root.query_pointer()
        for step in (0.5, 0.9, 1.0):
            self._send(
                X.MotionNotify,
                x=round(before.root_x + (x - before.root_x) * step),
                y=round(before.root_y + (y - before.root_y) * step),
            )
            time.sleep(0.02)

    def click(self, at, times=1, button=1):
        self.move(at)
        time.sleep(0.05)
        for _ in range(times):
            self.press(button)
            time.sleep(0.04)
            self.release(button)
            time.sleep(0.06)

    def press(self, button=1):
        self._send(X.ButtonPress, button)

    def release(self, button=1):
        self._send(X.ButtonRelease, button)

    def drag(self, begin, end):
        self.move(begin)
        time.sleep(0.1)
        self.press()
        time.sleep(0.1)
        for step in (0.1, 0.3, 0.6, 0.9, 1.0):
            self.move([a + (b - a) * step for a, b in zip(begin, end, strict=True)])
            time.sleep(0.06)
        time.sleep(0.1)
        self.release()
        time.sleep(0.1)

    def wheel(self, at, down=1):
        self.move(at)
        for _ in range(abs(down)):
            self.click(at, button=5 if down > 0 else 4)

    # Windows and what they show.

    def windows(self, process):
        """The visible windows of a process, by their titles."""
        found = {}
        wanted = self.display.intern_atom("_NET_WM_PID")
        for window in self.display.screen().root.query_tree().children:
            try:
                owner = window.get_full_property(wanted, X.AnyPropertyType)
                if owner is None or owner.value[0] != process:
                    continue
                if window.get_attributes().map_state == X.IsViewable:
                    found[self._title(window)] = window
            except Exception:  # noqa: BLE001: a window may go while it is asked
                continue
        return found

    def _title(self, window):
        title = window.get_full_property(self.display.intern_atom("_NET_WM_NAME"), X.AnyPropertyType)
        value = title.value if title else b""
        return value.decode() if isinstance(value, bytes) else str(value)

    def focus(self, window):
        window.set_input_focus(X.RevertToParent, X.CurrentTime)
        self.display.sync()

    def pixels(self, x=0, y=0, width=None, height=None):
        """The screen's pixels there, to be compared."""
        width, height = width or self.size[0] - x, height or self.size[1] - y
        image = self.display.screen().root.get_image(x, y, width, height, X.ZPixmap, 0xFFFFFFFF)
        return bytes(image.data)

    def settled(self, seconds=6):
        """Waits until the screen stands still for a moment, or has moved for all that time."""
        end = time.monotonic() + seconds
        before, since = self.pixels(), time.monotonic()
        while time.monotonic() < end and time.monotonic() - since < 0.4:
            time.sleep(0.1)
            now = self.pixels()
            if now != before:
                before, since = now, time.monotonic()

    def picture(self, path: Path, window=None):
        """Of the whole screen, or of as much of it as a window at its corner covers."""
        self.settled()
        size = self.size
        if window is not None:
            form = window.get_geometry()
            size = min(size[0], form.width), min(size[1], form.height)
        size = "x".join(str(part) for part in size)
        command = ["ffmpeg", "-v", "error", "-y", "-f", "x11grab", "-draw_mouse", "1", "-video_size", size]
        command += ["-i", self.display.get_display_name(), "-frames:v", "1", str(path)]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, timeout=60)
