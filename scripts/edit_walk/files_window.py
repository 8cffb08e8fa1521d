"""A small window with files in it, such as a file manager's: they can be dragged out of it.

    python3 files_window.py X Y FILE ...

Pressing on it and moving away drags all files by the XDND protocol, version 5
(https://freedesktop.org/wiki/Specifications/XDND/). Says `shown`, `entered`, `accepted`, `dropped` and
`finished` on stdout, a line each, and ends when the target has said that it is done.
"""

import sys
from pathlib import Path

from Xlib import X, display
from Xlib.protocol import event

VERSION = 5
WIDTH, HEIGHT, LINE = 220, 24, 22


def say(word):
    print(word, flush=True)


class Source:
    def __init__(self, at, files):
        self.display = display.Display()
        self.files = files
        screen = self.display.screen()
        self.root = screen.root
        self.window = self.root.create_window(
            *at, WIDTH, HEIGHT + LINE * len(files), 1, screen.root_depth, X.InputOutput, X.CopyFromParent,
            background_pixel=screen.white_pixel, override_redirect=True,
            event_mask=X.ExposureMask | X.ButtonPressMask | X.ButtonReleaseMask | X.Button1MotionMask,
        )
        self.ink = self.window.create_gc(foreground=screen.black_pixel, background=screen.white_pixel)
        self.window.map()
        self.target = None
        self.accepted = False
        self.display.flush()

    def atom(self, name):
        return self.display.intern_atom(name)

    def run(self):
        while True:
            happened = self.display.next_event()
            if happened.type == X.Expose:
                self.draw()
            elif happened.type == X.ButtonPress:
                self.window.set_selection_owner(self.atom("XdndSelection"), happened.time)
            elif happened.type == X.MotionNotify:
                self.drag(happened)
            elif happened.type == X.ButtonRelease:
                self.let_go(happened)
            elif happened.type == X.SelectionRequest:
                self.give(happened)
            elif happened.type == X.ClientMessage and self.hears(happened):
                return

    def draw(self):
        for number, file in enumerate(self.files):
            name = file.name.encode("latin-1", "replace")
            self.window.draw_text(self.ink, 12, HEIGHT + LINE * number, name)
        self.display.flush()
        say("shown")

    def uris(self):
        return "".join(file.resolve().as_uri() + "\r\n" for file in self.files).encode()

    def below(self):
        """The window under the pointer that takes drops."""
        window = self.root
        while True:
            found = window.query_pointer().child
            if found == X.NONE:
                return None
            window = found
            if window.id == self.window.id:
                return None
            if window.get_full_property(self.atom("XdndAware"), X.AnyPropertyType):
                return window

    def tell(self, name, *data):
        message = event.ClientMessage(
            window=self.target, client_type=self.atom(name), data=(32, [self.window.id, *data])
        )
        self.target.send_event(message, event_mask=X.NoEventMask)
        self.display.flush()

    def drag(self, happened):
        below = self.below()
        if self.target is not None and (below is None or below.id != self.target.id):
            self.tell("XdndLeave", 0, 0, 0, 0)
            self.target, self.accepted = None, False
        if below is None:
            return
        if self.target is None:
            self.target = below
            self.tell("XdndEnter", VERSION << 24, self.atom("text/uri-list"), 0, 0)
            say("entered")
        place = happened.root_x << 16 | happened.root_y
        self.tell("XdndPosition", 0, place, happened.time, self.atom("XdndActionCopy"))

    def let_go(self, happened):
        if self.target is None:
            return
        if self.accepted:
            say("dropped")
            self.tell("XdndDrop", 0, happened.time, 0, 0)
        else:
            say("refused")
            self.tell("XdndLeave", 0, 0, 0, 0)

    def give(self, asked):
        answer = asked.property if asked.target == self.atom("text/uri-list") else X.NONE
        if answer != X.NONE:
            asked.requestor.change_property(answer, asked.target, 8, self.uris())
        asked.requestor.send_event(
            event.SelectionNotify(
                time=asked.time, requestor=asked.requestor, selection=asked.selection,
                target=asked.target, property=answer,
            )
        )
        self.display.flush()

    def hears(self, message):
        """Whether it is over."""
        if message.client_type == self.atom("XdndStatus"):
            accepted = bool(message.data[1][1] & 1)
            if accepted and not self.accepted:
                say("accepted")
            self.accepted = accepted
        return message.client_type == self.atom("XdndFinished") and not say("finished")


if __name__ == "__main__":
    Source((int(sys.argv[1]), int(sys.argv[2])), [Path(name) for name in sys.argv[3:]]).run()
