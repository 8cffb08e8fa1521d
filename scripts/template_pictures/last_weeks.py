"""The last weeks: a fresh morning."""

import math

from .people import somebody, vase, waving
from .sheet import CORAL, HEIGHT, INK, LEAF, SKY, SUN, TEAL, WHITE, WIDTH, WOOD, mix, rgb
from .things import (
    GROUND, Look, asks, bubble, bunting, card, desk, dots, heart, outdoors, phone, room, shadow, sun, tick,
)

LOOK = Look("4c9f70", rgb("fff3d2"))


def welcome(s):
    """The team waves."""
    outdoors(s, LOOK, sun=(1090, 150))
    bunting(s, 34, 50, (CORAL, SUN, LOOK.main, TEAL))
    waving(s, "ken", 300, 520, TEAL, -1, 1.24, 0.6)
    waving(s, "mio", 980, 520, CORAL, 1, 1.24, -0.6)
    waving(s, "haru", 640, 520, rgb("f0c14f"), 1, 1.3)
    s.box(0, GROUND - 20, WIDTH, HEIGHT, mix(LEAF, INK, 0.08))
    for n in range(17):
        s.disc(n * 82, GROUND - 8, 52, mix(LEAF, INK, 0.08))
    for n in range(16):
        s.disc(n * 88 + 30, GROUND + 4, 20, mix(LEAF, WHITE, 0.12))
    for n, colour in enumerate((CORAL, WHITE, SUN, CORAL, WHITE, SUN, CORAL)):
        s.disc(110 + 180 * n, GROUND + 20 + 22 * (n % 2), 12, colour)


def schedule(s):
    """A clock with the day's parts."""
    room(s, LOOK)
    x, y = 640, 292
    s.disc(x + 8, y + 12, 222, INK, 0.12)
    s.disc(x, y, 222, WHITE)
    for start, end, colour in ((-90, -32, SUN), (-28, 28, SKY), (32, 84, CORAL), (88, 148, LEAF)):
        s.c.set_line_cap(0)
        s.arc(x, y, 182, start, end, colour, 44)
        s.c.set_line_cap(1)
    s.arc(x, y, 182, 156, 262, LOOK.high, 44)
    for n in range(12):
        angle = n * math.pi / 6
        s.disc(x + 136 * math.cos(angle), y + 136 * math.sin(angle), 7 if n % 3 else 11, mix(INK, WHITE, 0.5))
    s.line([(x, y), (x - 62, y - 40)], INK, 15)
    s.line([(x, y), (x + 2, y - 116)], INK, 11)
    s.disc(x, y, 15, CORAL)


def bring(s):
    """A bag, and what lies beside it."""
    room(s, LOOK)
    shadow(s, 640, 560, 190, LOOK.ground)
    s.sweep((560, 260), [(560, 110, 720, 110, 720, 260)], mix(WOOD, INK, 0.2), 18)
    s.box(600, 178, 60, 100, LOOK.main, 8)
    s.box(668, 200, 44, 90, WHITE, 6)
    with s.at(575, 240, turn=-10):
        s.box(-8, -90, 16, 130, SUN, 6)
    s.shape([(490, 250), (790, 250), (770, 556), (510, 556)], mix(rgb("f0d9ae"), WOOD, 0.15))
    s.shape([(490, 250), (790, 250), (787, 292), (493, 292)], mix(rgb("f0d9ae"), WOOD, 0.4))
    s.tree(640, 500, 100, LEAF)
    # A name card, a notebook with a pen, an umbrella.
    s.sweep((290, 250), [(250, 330, 300, 350, 290, 390)], CORAL, 9)
    card(s, 290, 450, 190, 124, WHITE, 14, -5)
    with s.at(290, 450, turn=-5):
        s.disc(-50, -12, 22, rgb("e3b189"))
        s.box(-78, 12, 56, 32, TEAL, 15)
        s.box(0, -24, 70, 12, LOOK.soft, 6)
        s.box(0, 2, 50, 10, LOOK.high, 5)
    with s.at(980, 440, turn=8):
        s.box(-70, -80, 156, 190, INK, 10, 0.12)
        s.box(-78, -90, 156, 190, TEAL, 10)
        s.box(-54, -90, 14, 190, mix(TEAL, INK, 0.25))
        s.box(-16, -50, 70, 40, mix(TEAL, WHITE, 0.75), 6)
        with s.at(104, -10, turn=6):
            s.box(-9, -80, 18, 150, CORAL, 6)
            s.shape([(-9, 68), (9, 68), (0, 96)], rgb("f2d3ae"))


def way(s):
    """From the train to the door."""
    room(s, LOOK, halo=False)
    card(s, 640, 300, 940, 440, rgb("f6f1e2"), 26)
    with s.within(170, 80, 940, 440, 26):
        s.box(170, 80, 250, 150, mix(LEAF, WHITE, 0.5), 30)
        s.box(760, 380, 400, 200, mix(LEAF, WHITE, 0.5), 40)
        s.sweep((400, 560), [(460, 420, 560, 380, 560, 40)], mix(SKY, WHITE, 0.3), 52)
        for points in ([(120, 330), (1160, 250)], [(330, 40), (390, 560)], [(800, 40), (860, 560)], [(120, 460), (1160, 420)]):
            s.line(points, WHITE, 30)
        for x, y, w, h in ((440, 350, 70, 54), (640, 330, 110, 66), (900, 120, 130, 80), (620, 120, 120, 90), (230, 380, 80, 44)):
            s.box(x, y, w, h, mix(WOOD, WHITE, 0.62), 10)
        for x, y in ((210, 130), (270, 170), (350, 120), (960, 460), (1050, 470)):
            s.disc(x, y, 20, mix(LEAF, WHITE, 0.15))
    s.sweep((300, 318), [(420, 306, 560, 296, 818, 276), (826, 330, 832, 360, 840, 424), (900, 428, 930, 426, 980, 424)], CORAL, 12, (2, 24))
    # The train.
    s.disc(290, 300, 62, INK, 0.12)
    s.disc(290, 292, 62, WHITE)
    s.box(258, 256, 64, 62, LOOK.main, 14)
    s.box(266, 266, 48, 24, rgb("d5ecf2"), 5)
    for x in (272, 308):
        s.disc(x, 304, 6, SUN)
    s.line([(268, 332), (260, 344)], INK, 5)
    s.line([(312, 332), (320, 344)], INK, 5)
    # The pin.
    with s.at(990, 410):
        s.oval(0, 4, 28, 8, INK, 0.2)
        s.shape([(-46, -86), (46, -86), (0, 0)], CORAL)
        s.disc(0, -104, 54, CORAL)
        s.disc(0, -104, 24, WHITE)


def who(s):
    """Two at the desk by the door."""
    room(s, LOOK, halo=False)
    s.box(440, 24, 400, 84, WHITE, 16)
    s.disc(535, 66, 22, LEAF)
    for n, colour in enumerate((SUN, CORAL, TEAL)):
        s.disc(605 + 70 * n, 66, 22, colour)
    somebody(s, "rin", 500, 416, LOOK.main, 0.4, 1.2)
    somebody(s, "sota", 780, 416, rgb("f0c14f"), -0.4, 1.2)
    s.box(300, 404, 680, 28, mix(WOOD, WHITE, 0.3), 10)
    s.box(330, 430, 620, 176, WOOD, 8)
    for n in range(9):
        s.box(350 + 66 * n, 446, 50, 144, mix(WOOD, WHITE, 0.12), 6)
    vase(s, 396, 406, (CORAL, SUN, WHITE), 1.1)
    for x in (600, 680):
        s.shape([(x - 32, 404), (x + 32, 404), (x + 24, 370), (x - 24, 370)], WHITE)
    s.tub(150, 590, 180)
    s.tub(1130, 590, 180)


def last_question(s):
    """A message that may be sent at any time."""
    room(s, LOOK)
    phone(s, 640, 300, 430, rgb("e9f4ec"), 4)
    with s.at(640, 300, turn=4):
        s.box(-78, -120, 130, 56, WHITE, 22)
        s.box(-62, -98, 80, 11, LOOK.soft, 5)
        s.box(-44, -44, 122, 64, LOOK.main, 24)
        dots(s, 18, -12, 9, WHITE)
        s.box(-78, 40, 108, 56, WHITE, 22)
        heart(s, -24, 68, 19, CORAL)
    bubble(s, 950, 210, 220, 160, WHITE, -1)
    asks(s, 950, 204, 1.0, LOOK.main)
    bubble(s, 330, 300, 200, 140, mix(SUN, WHITE, 0.2), 1)
    tick(s, 330, 300, 34, WHITE, 14)


def see_you(s):
    """The way to the entrance, in the sun."""
    outdoors(s, LOOK, sun=(640, 200))
    s.shape([(556, 500), (724, 500), (960, HEIGHT), (320, HEIGHT)], rgb("fff3d8"))
    s.box(430, 250, 420, 262, WHITE)
    s.box(406, 226, 468, 30, LOOK.main, 8)
    for side in (-1, 1):
        s.box(640 + side * 140 - 38, 300, 76, 90, mix(SKY, WHITE, 0.3), 6)
    s.box(556, 340, 168, 172, LOOK.deep, 8)
    for x in (566, 644):
        s.box(x, 350, 70, 162, rgb("ffe3a6"), 4)
    s.shape([(636, 350), (636, 420), (576, 512), (566, 512), (566, 480), (606, 350)], rgb("fff2cf"))
    heart(s, 640, 292, 28, CORAL)
    for x, size in ((300, 180), (980, 180), (170, 140), (1120, 150)):
        s.tree(x, GROUND + 20, size, mix(LEAF, INK, 0.04))
    for n in range(6):
        for side in (-1, 1):
            s.disc(640 + side * (190 + 36 * n), GROUND + 26 + 30 * n, 10 + 2 * n, (CORAL, SUN, WHITE)[n % 3])


SCENES = (welcome, schedule, bring, way, who, last_question, see_you)
