"""The first story: an entrance, people, a day's work, an open door."""

import math

from .people import person
from .sheet import CORAL, HEIGHT, INK, LEAF, PLUM, SKY, SUN, TEAL, WHITE, WIDTH, WOOD, mix, rgb


def welcome(s):
    """An entrance in the morning light."""
    ground = 490
    s.bands(0, ground, rgb("cfe6ea"), rgb("fff0d2"))
    s.disc(1010, 250, 150, SUN, 0.16)
    s.disc(1010, 250, 104, SUN, 0.28)
    s.disc(1010, 250, 66, rgb("fbd07a"))
    s.hill(385, 34, 0.1, rgb("b9d8cf"))
    s.hill(440, 20, 0.55, rgb("93c1ac"))
    for x, size in ((905, 84), (1190, 104), (1095, 66)):
        s.tree(x, ground, size, mix(LEAF, rgb("b9d8cf"), 0.3))

    # The house, its windows catching the sun.
    wall, shade = rgb("f7efe1"), rgb("e6d8c2")
    s.box(110, 78, 690, ground - 78, wall)
    s.box(110, 78, 60, ground - 78, shade)
    s.box(92, 56, 726, 30, TEAL, 6)
    for n in range(4):
        x = 208 + n * 146
        s.box(x, 118, 104, 78, mix(TEAL, SKY, 0.72), 6)
        s.shape([(x + 94, 118), (x + 60, 118), (x + 16, 196), (x + 50, 196)], rgb("ffe6ae"))

    # The entrance: a wide canopy, two glass doors, light inside.
    s.box(290, 232, 430, 26, mix(TEAL, INK, 0.15), 8)
    s.box(320, 258, 370, ground - 258, mix(TEAL, INK, 0.35))
    for x in (332, 510):
        s.box(x, 270, 168, ground - 270, rgb("ffe3a6"))
        s.shape([(x + 168, 270), (x + 168, 430), (x + 40, ground), (x, ground), (x, 460), (x + 112, 270)], rgb("fff2cf"))
    s.box(500, 258, 10, ground - 258, mix(TEAL, INK, 0.35))
    for x in (480, 521):
        s.box(x, 366, 9, 66, INK, 4)
    # A reception desk with flowers, behind the glass.
    s.box(352, 424, 112, ground - 424, mix(WOOD, WHITE, 0.15), 6)
    s.box(344, 414, 128, 14, mix(WOOD, WHITE, 0.4), 6)
    s.box(390, 392, 20, 24, SKY, 5)
    for dx, dy, colour in ((-12, -10, CORAL), (10, -14, SUN), (0, -26, CORAL)):
        s.disc(400 + dx, 392 + dy, 10, colour)
    s.tub(262, ground + 14, 108)
    s.tub(752, ground + 14, 108)

    # The forecourt: long, quiet morning light.
    s.box(0, ground, WIDTH, HEIGHT - ground, rgb("dfcfb4"))
    s.shape([(320, ground), (690, ground), (850, HEIGHT), (-10, HEIGHT)], rgb("ecdfc8"))
    s.shape([(340, ground), (505, ground), (330, HEIGHT), (0, HEIGHT)], rgb("f8ecd3"))
    s.shape([(520, ground), (680, ground), (690, HEIGHT), (420, HEIGHT)], rgb("f8ecd3"))
    s.box(0, ground, WIDTH, 6, rgb("cdb996"))
    s.tub(262, ground + 14, 108)
    s.tub(752, ground + 14, 108)


def people(s):
    """Three people around a table."""
    floor = 540
    s.box(0, 0, WIDTH, HEIGHT, rgb("dcece2"))
    # A window onto the morning, a shelf, a lamp.
    s.box(86, 70, 330, 262, WHITE, 10)
    s.box(100, 84, 302, 234, rgb("cfe6ea"))
    s.c.save()
    s.c.rectangle(100, 84, 302, 234)
    s.c.clip()
    s.disc(320, 168, 44, rgb("fbd07a"))
    s.hill(268, 18, 0.2, rgb("a9d0bd"), base=330, wide=520)
    s.hill(296, 10, 0.6, rgb("86b79d"), base=330, wide=420)
    s.c.restore()
    s.box(246, 84, 10, 234, WHITE)
    s.box(72, 326, 358, 16, rgb("f4efe4"), 6)
    s.box(912, 214, 262, 14, WOOD, 6)
    for x, h, colour in ((934, 66, TEAL), (962, 82, CORAL), (988, 58, SUN), (1014, 76, PLUM)):
        s.box(x, 214 - h, 22, h, colour, 4)
    s.box(1094, 176, 46, 38, WHITE, 8)
    for dx, dy in ((-16, -12), (0, -28), (16, -12)):
        s.oval(1117 + dx, 174 + dy, 13, 22, LEAF)
    s.line([(640, 0), (640, 66)], INK, 5)
    s.shape([(606, 66), (674, 66), (724, 124), (556, 124)], CORAL)
    s.oval(640, 124, 40, 10, rgb("ffe6ae"))

    s.box(0, floor, WIDTH, HEIGHT - floor, rgb("c2dacb"))
    s.oval(640, 640, 560, 58, rgb("b3d0be"))
    # The one in the middle speaks, the others listen.
    person(s, 640, 420, rgb("f0c14f"), rgb("efc6a2"), rgb("3a2d2a"), "bun", -0.5, 1.06)
    person(s, 372, 442, TEAL, rgb("e3b189"), rgb("2b2a2e"), "short", 1.0, 1.12)
    person(s, 908, 442, CORAL, rgb("f4d2b2"), rgb("54392d"), "long", -1.0, 1.12)
    # The table.
    s.box(604, 478, 72, 150, mix(WOOD, INK, 0.3), 10)
    s.oval(640, 634, 150, 20, mix(WOOD, INK, 0.3))
    s.oval(640, 474, 470, 66, mix(WOOD, INK, 0.14))
    s.oval(640, 458, 470, 66, mix(WOOD, WHITE, 0.28))
    for x, y, colour in ((470, 462, WHITE), (706, 440, TEAL), (838, 470, WHITE)):
        s.oval(x, y, 34, 8, mix(WOOD, INK, 0.1), 0.5)
        s.cup(x, y, colour)
    s.oval(598, 478, 56, 14, WHITE)
    for dx, colour in ((-24, CORAL), (0, SUN), (24, LEAF)):
        s.disc(598 + dx, 468, 15, colour)


def icon(s, kind, x, y, colour):
    """A small sign of what is done: mail, talk, focus, lunch, look back."""
    if kind == "mail":
        s.box(x - 24, y - 17, 48, 34, colour, 6)
        s.line([(x - 18, y - 10), (x, y + 4), (x + 18, y - 10)], mix(colour, INK, 0.45), 4)
    elif kind == "talk":
        for dx in (-13, 13):
            s.disc(x + dx, y - 9, 9, colour)
            s.box(x + dx - 13, y + 3, 26, 18, colour, 9)
    elif kind == "lunch":
        s.c.new_path()
        s.c.arc(x, y - 2, 24, 0, math.pi)
        s.c.close_path()
        s.fill(colour)
        s.box(x - 12, y + 18, 24, 5, colour, 2)
        for dx in (-10, 2, 14):
            s.line([(x + dx - 3, y - 10), (x + dx + 3, y - 22)], colour, 4)
    elif kind == "focus":
        s.box(x - 22, y - 18, 44, 28, colour, 5)
        s.box(x - 30, y + 13, 60, 7, colour, 3)
    else:
        s.shape([(x - 20, y + 20), (x - 15, y + 4), (x + 10, y - 21), (x + 21, y - 10), (x - 4, y + 15)], colour)


def work(s):
    """A day's timetable as blocks, over a quiet desk."""
    desk = 520
    s.box(0, 0, WIDTH, HEIGHT, rgb("dde8f4"))
    s.box(0, desk, WIDTH, HEIGHT - desk, mix(WOOD, WHITE, 0.42))
    s.box(0, desk, WIDTH, 10, mix(WOOD, WHITE, 0.15))
    # The board.
    s.box(118, 52, 1044, 420, rgb("c6d5e6"), 26)
    s.box(106, 40, 1044, 420, WHITE, 26)
    left, right, axis = 160, 1096, 138
    hour = (right - left) / 9
    s.line([(left, axis), (right, axis)], rgb("d3dde8"), 6)
    for n in range(10):
        s.disc(left + n * hour, axis, 6, rgb("b4c4d5"))
    # The sun's way over the day.
    for n, (colour, r) in enumerate(((SUN, 19), (rgb("f7c968"), 23), (CORAL, 19))):
        x = left + (0.4, 4.5, 8.6)[n] * hour
        y = (96, 82, 96)[n]
        s.disc(x, y, r + 9, colour, 0.25)
        s.disc(x, y, r, colour)
    # One's own work; with others; breaks and the look back.
    rows = (
        (190, ((0, 1, "mail", SKY), (1, 1.6, "focus", TEAL), (5.9, 2.1, "focus", TEAL))),
        (280, ((2.6, 1, "talk", LEAF), (4.6, 1.3, "talk", LEAF))),
        (370, ((3.6, 1, "lunch", SUN), (8, 1, "note", CORAL))),
    )
    for y, blocks in rows:
        s.box(left, y, right - left, 66, rgb("f1f5f9"), 14)
        for start, hours, kind, colour in blocks:
            s.box(left + start * hour, y, hours * hour - 4, 66, colour, 14)
            icon(s, kind, left + (start + hours / 2) * hour - 2, y + 33, mix(colour, WHITE, 0.82))
    # Now: a fine line through the day.
    now = left + 2.3 * hour
    s.line([(now, axis), (now, 440)], INK, 4)
    s.disc(now, axis, 11, INK)
    # On the desk.
    s.cup(1060, 560, WHITE, 1.5)
    s.box(170, 548, 190, 22, TEAL, 6)
    s.box(184, 528, 162, 20, CORAL, 6)
    s.tub(262, 534, 62)


def thanks(s):
    """An open door: outside a bright morning, and a way that goes on."""
    floor = 500
    wall = rgb("1f5568")
    s.box(0, 0, WIDTH, HEIGHT, wall)
    s.box(0, 0, WIDTH, 380, mix(wall, WHITE, 0.05))
    s.box(0, 380, WIDTH, 8, mix(wall, WHITE, 0.14))
    s.box(0, floor, WIDTH, HEIGHT - floor, rgb("8b6a4e"))
    s.box(0, floor - 16, WIDTH, 16, mix(wall, WHITE, 0.2))
    # Outside.
    x, y, w = 470, 70, 340
    s.box(x - 26, y - 26, w + 52, floor - y + 26, rgb("f3e6cf"), 6)
    s.c.save()
    s.c.rectangle(x, y, w, floor - y)
    s.c.clip()
    s.bands(y, floor, rgb("bfe1ea"), rgb("fff1d4"))
    s.disc(x + 216, 222, 92, SUN, 0.25)
    s.disc(x + 216, 222, 56, rgb("fbd07a"))
    s.hill(330, 22, 0.0, rgb("b7dbc8"), base=floor, wide=520)
    s.hill(380, 16, 0.45, rgb("8fc2a5"), base=floor, wide=460)
    s.hill(424, 8, 0.2, rgb("6fac8a"), base=floor, wide=600)
    for tx, size in ((x + 46, 92), (x + 300, 70)):
        s.tree(tx, 446, size, LEAF)
    s.c.new_path()
    s.c.move_to(x + 110, floor)
    s.c.curve_to(x + 150, 456, x + 260, 446, x + 206, 416)
    s.c.curve_to(x + 190, 404, x + 206, 396, x + 222, 388)
    s.c.curve_to(x + 214, 398, x + 214, 404, x + 232, 416)
    s.c.curve_to(x + 290, 446, x + 250, 466, x + 262, floor)
    s.c.close_path()
    s.fill(rgb("f7e7c4"))
    s.c.restore()
    # The door, swung inwards.
    s.shape([(x + w, y), (x + w + 176, y - 44), (x + w + 176, floor + 56), (x + w, floor)], CORAL)
    s.shape([(x + w, y), (x + w + 12, y - 3), (x + w + 12, floor + 4), (x + w, floor)], mix(CORAL, INK, 0.3))
    for top, bottom in ((0.1, 0.46), (0.54, 0.9)):
        inner = []
        for px in (40, 142):
            k = px / 176
            high, low = y - 44 * k, floor + 56 * k
            inner.append((x + w + px, high, low))
        (ax, ah, al), (bx, bh, bl) = inner
        s.shape([(ax, ah + (al - ah) * top), (bx, bh + (bl - bh) * top), (bx, bh + (bl - bh) * bottom), (ax, ah + (al - ah) * bottom)], mix(CORAL, INK, 0.12))
    s.disc(x + w + 158, 300, 11, SUN)
    # Light on the floor.
    s.shape([(x, floor), (x + w, floor), (x + w - 40, HEIGHT), (x - 330, HEIGHT)], rgb("c79f6f"))
    s.shape([(x + 40, floor), (x + w - 40, floor), (x + w - 130, HEIGHT), (x - 220, HEIGHT)], rgb("dcb681"))
    s.shape([(x + w, floor), (x + w + 176, floor + 56), (x + w + 176, floor + 68), (x + w - 4, floor + 12)], rgb("6d5039"))
    # A coat on its hook and a plant: somebody is about to go.
    s.box(150, 150, 200, 12, WOOD, 6)
    for px in (180, 250, 320):
        s.box(px - 4, 156, 8, 24, WOOD, 4)
    for side in (-1, 1):
        s.line([(250 + 40 * side, 222), (250 + 58 * side, 318)], mix(SUN, INK, 0.12), 30)
    s.shape([(232, 186), (268, 186), (302, 210), (296, 372), (204, 372), (198, 210)], SUN)
    s.shape([(232, 186), (268, 186), (250, 232)], mix(SUN, INK, 0.3))
    s.line([(250, 232), (250, 368)], mix(SUN, INK, 0.22), 4)
    for y in (262, 300, 338):
        s.disc(262, y, 4, mix(SUN, INK, 0.45))
    s.tub(1110, floor + 40, 150)


SCENES = (welcome, people, work, thanks)
