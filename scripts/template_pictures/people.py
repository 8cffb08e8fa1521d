"""People: head and shoulders, in a round frame, waving, around a table."""

import math

from .sheet import CORAL, INK, LEAF, SUN, WHITE, WOOD, mix, rgb


def person(s, x, seat, shirt, skin, hair, style, look, size=1.0):
    """Head and shoulders above a table whose edge is at `seat`; look: -1 to the left, 1 to the right."""
    c = s.c
    c.save()
    c.translate(x, seat)
    c.scale(size, size)
    if style == "long":
        s.box(-54, -226, 108, 134, hair, 50)
    # Body and neck.
    c.new_path()
    c.move_to(-92, 10)
    c.curve_to(-92, -84, -70, -110, -22, -112)
    c.line_to(22, -112)
    c.curve_to(70, -110, 92, -84, 92, 10)
    c.close_path()
    s.fill(shirt)
    s.box(-17, -142, 34, 46, mix(skin, INK, 0.12), 14)
    s.shape([(-24, -112), (24, -112), (0, -84)], mix(skin, INK, 0.12))
    # Head, hair, face: turned a little to who speaks.
    s.oval(0, -172, 45, 52, skin)
    turn = 11 * look
    for side in (-1, 1):
        s.disc(turn + 15 * side, -168, 4.6, INK)
        s.disc(turn * 0.5 + 25 * side, -152, 8, CORAL, 0.28)
    c.new_path()
    c.arc(turn * 1.15, -157, 12, 0.2 * math.pi, 0.8 * math.pi)
    c.set_source_rgb(*mix(CORAL, INK, 0.45))
    c.set_line_width(4)
    c.stroke()
    # A fringe that falls to the side away from where one looks.
    part = -26 if look > 0 else 26
    c.new_path()
    c.move_to(-49, -168)
    c.curve_to(-58, -250, 58, -250, 49, -168)
    c.curve_to(44, -184, 40, -196, part + 6 if part > 0 else 30, -206)
    c.curve_to(part * 0.4, -190, -part * 0.2, -190, part if part < 0 else -30, -206 if part > 0 else -204)
    c.curve_to(-40, -194, -45, -184, -49, -168)
    c.close_path()
    s.fill(hair)
    if style == "bun":
        s.disc(-turn * 0.6, -240, 21, hair)
    if style == "long":
        s.box(-54, -190, 18, 66, hair, 9)
        s.box(36, -190, 18, 66, hair, 9)
    c.restore()


# skin, hair, how it is worn
LOOKS = {
    "haru": (rgb("efc6a2"), rgb("3a2d2a"), "bun"),
    "ken": (rgb("e3b189"), rgb("2b2a2e"), "short"),
    "mio": (rgb("f4d2b2"), rgb("54392d"), "long"),
    "sota": (rgb("f2caa6"), rgb("4a352b"), "short"),
    "rin": (rgb("e8b98f"), rgb("26323c"), "long"),
    "aki": (rgb("d9a67c"), rgb("3b332f"), "bun"),
    "yuki": (rgb("f4d2b2"), rgb("8a8f96"), "short"),
}


def somebody(s, name, x, seat, shirt, look=0.0, size=1.0):
    """One of LOOKS, as `person` draws them."""
    skin, hair, style = LOOKS[name]
    person(s, x, seat, shirt, skin, hair, style, look, size)


def portrait(s, name, x, y, r, behind, shirt, look=0.0, edge=WHITE):
    """Somebody in a round frame."""
    s.disc(x, y + r * 0.07, r + r * 0.09, INK, 0.1)
    s.disc(x, y, r + r * 0.09, edge)
    with s.within(x - r, y - r, 2 * r, 2 * r, r):
        s.disc(x, y, r, behind)
        somebody(s, name, x, y + r * 1.06, shirt, look, r / 130)


def waving(s, name, x, seat, shirt, side, size=1.0, look=0.0):
    """Somebody with an arm raised; side: -1 the left one, 1 the right one."""
    skin = LOOKS[name][0]
    with s.at(x, seat, size):
        elbow, hand = (124 * side, -128), (108 * side, -226)
        s.line([(66 * side, -66), elbow], mix(shirt, INK, 0.1), 40)
        s.line([elbow, (112 * side, -196)], mix(shirt, INK, 0.1), 36)
        s.line([(110 * side, -206), hand], skin, 24)
        for dx in (-14, -4, 7, 16):
            s.line([(hand[0] + dx * 0.6, hand[1]), (hand[0] + dx, hand[1] - 26)], skin, 8)
    somebody(s, name, x, seat, shirt, look, size)


def table(s, x, y, wide, wood=WOOD):
    """A round table, its top's middle at (x, y)."""
    s.box(x - 36, y + 18, 72, 150, mix(wood, INK, 0.3), 10)
    s.oval(x, y + 174, 150, 20, mix(wood, INK, 0.3))
    s.oval(x, y + 16, wide, wide * 0.14, mix(wood, INK, 0.14))
    s.oval(x, y, wide, wide * 0.14, mix(wood, WHITE, 0.28))


def vase(s, x, y, colours=(CORAL, SUN, CORAL), size=1.0):
    """A few flowers."""
    with s.at(x, y, size):
        for dx, dy, colour in zip((-26, 26, 0), (-78, -82, -104), colours):
            s.line([(0, -30), (dx, dy)], LEAF, 5)
            for turn in range(5):
                angle = turn * 2 * math.pi / 5
                s.disc(dx + 11 * math.cos(angle), dy + 11 * math.sin(angle), 9, colour)
            s.disc(dx, dy, 7, mix(SUN, WHITE, 0.5))
        s.box(-19, -44, 38, 46, WHITE, 8)
