"""What a screen reader is told of a window: its controls by role and name, and where they are (AT-SPI)."""

import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

from .seat import Failed, until  # noqa: E402


def listen():
    """Tells the desktop that somebody uses a screen reader, as one does when it starts."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    enabled = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
    bus.call_sync(
        "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", enabled, None, 0, 10_000, None
    )
    Atspi.init()
    Atspi.set_timeout(10_000, 20_000)


class Node:
    """A control as it was when it was looked at."""

    def __init__(self, accessible):
        self.accessible = accessible
        self.role = accessible.get_role_name()
        self.name = accessible.get_name() or ""

    def __repr__(self):
        return f"{self.role} “{self.name}”"

    @property
    def rect(self):
        component = self.accessible.get_component_iface()
        if component is None:
            return 0, 0, 0, 0
        rect = component.get_extents(Atspi.CoordType.SCREEN)
        return rect.x, rect.y, rect.width, rect.height

    @property
    def middle(self):
        x, y, width, height = self.rect
        return x + width / 2, y + height / 2

    @property
    def text(self):
        """What stands in a field."""
        text = self.accessible.get_text_iface()
        return text.get_text(0, text.get_character_count()) if text else ""

    def has(self, state):
        return self.accessible.get_state_set().contains(getattr(Atspi.StateType, state))

    @property
    def shown(self):
        return self.has("SHOWING") and self.rect[2] > 0 and self.rect[3] > 0


class Tree:
    """The controls of a process's windows."""

    def __init__(self, process):
        self.process = process

    def _application(self):
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(number)
            try:
                if application is not None and application.get_process_id() == self.process:
                    return application
            except GLib.Error:
                continue
        return None

    def all(self):
        """Every control, in the order in which it is read."""
        application = self._application()
        waiting, found = [], []
        if application is not None:
            # Else it would answer from what it remembers.
            application.clear_cache()
            waiting.append(application)
        while waiting:
            accessible = waiting.pop()
            try:
                found.append(Node(accessible))
                count = accessible.get_child_count()
                children = [accessible.get_child_at_index(number) for number in range(count)]
                waiting.extend(child for child in reversed(children) if child is not None)
            except GLib.Error:
                # It went while it was asked.
                continue
        return found

    def matching(self, role, name):
        """The shown controls of a role (`None`: any) whose name is `name`, or for which `name` holds."""
        fits = name if callable(name) else (lambda given: given == name)
        found = []
        for node in self.all():
            try:
                if role in (None, node.role) and fits(node.name) and node.shown:
                    found.append(node)
            except GLib.Error:
                continue
        return found

    def has(self, role, name):
        return bool(self.matching(role, name))

    def find(self, role, name, seconds=40, number=0):
        """The control, once it is shown and stands still: the first, or that of this number."""
        called = name if isinstance(name, str) else "…"

        def there():
            found = self.matching(role, name)
            if len(found) <= number:
                return None
            before = found[number].rect
            time.sleep(0.25)
            again = self.matching(role, name)
            return again[number] if len(again) > number and again[number].rect == before else None

        try:
            return until(f"no {role or 'control'} is called “{called}”", there, seconds)
        except Failed as failed:
            others = [repr(node) for node in self.all() if role in (None, node.role) and node.name]
            raise Failed(f"{failed}; there are: {', '.join(others)}") from None

    def focused(self):
        """What has the keyboard."""
        for node in self.all():
            try:
                if node.has("FOCUSED"):
                    return node
            except GLib.Error:
                continue
        return None

    def lines(self):
        """The tree as text, a control a line."""
        return "\n".join(f"{node!r} {node.rect if node.shown else ''}".rstrip() for node in self.all())
