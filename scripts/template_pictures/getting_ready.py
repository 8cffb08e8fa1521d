"""Two months to one month before: order, in the colour of work."""

import math

from .first_story import icon
from .people import somebody
from .sheet import CORAL, HEIGHT, INK, LEAF, SKY, SUN, TEAL, WHITE, WIDTH, WOOD, mix, rgb
from .things import GROUND, Look, asks, bubble, calendar, desk, heart, rays, room, sprout, star, sun, tick

LOOK = Look("3b6fb6", rgb("fdf4e3"))


def welcome(s):
    """Two months on the wall; the day is marked."""
    room(s, LOOK)
    calendar(s, 456, 290, 320, LOOK.main, marked=range(0, 17))
    calendar(s, 836, 290, 320, TEAL, marked=(), ringed=18)
    s.box(200, 506, 880, 18, WOOD, 8)
    sprout(s, 1010, 506, 0.72, 2)
    s.cup(280, 504, CORAL, 1.4)


def papers(s):
    """A list on its board, most of it done."""
    room(s, LOOK)
    with s.at(640, 300, turn=-3):
        s.box(-196, -226, 400, 486, INK, 20, 0.12)
        s.box(-204, -236, 400, 486, mix(WOOD, WHITE, 0.1), 20)
        s.box(-180, -200, 352, 430, WHITE, 8)
        s.box(-70, -258, 132, 52, mix(INK, WHITE, 0.25), 14)
        for n in range(5):
            y = -140 + 76 * n
            done = n < 3
            s.box(-146, y - 22, 44, 44, mix(LEAF, WHITE, 0.1) if done else LOOK.high, 10)
            if done:
                tick(s, -124, y, 13, WHITE, 7)
            s.box(-76, y - 12, (210, 170, 220, 150, 190)[n], 12, LOOK.soft, 6)
            s.box(-76, y + 8, (120, 90, 100, 110, 80)[n], 9, LOOK.high, 4)
    # A pen and a seal.
    with s.at(930, 330, turn=24):
        s.box(-15, -150, 30, 240, LOOK.main, 8)
        s.box(-15, -150, 30, 50, SUN, 8)
        s.shape([(-15, 88), (15, 88), (0, 132)], rgb("f2d3ae"))
        s.shape([(-5, 118), (5, 118), (0, 132)], INK)
    s.box(330, 380, 54, 110, CORAL, 14)
    s.box(322, 470, 70, 34, mix(CORAL, INK, 0.2), 8)
    s.disc(357, 560, 34, CORAL, 0.9)
    s.disc(357, 560, 25, LOOK.ground)
    s.disc(357, 560, 12, CORAL, 0.9)


def papers_help(s):
    """What is asked, and a clear answer."""
    room(s, LOOK, halo=False)
    bubble(s, 450, 250, 380, 260, LOOK.main)
    asks(s, 450, 240, 1.6, WHITE)
    bubble(s, 850, 340, 380, 250, WHITE, 1)
    tick(s, 850, 338, 62, LEAF, 24)
    for x, y, r in ((190, 130, 20), (236, 86, 11), (1090, 150, 24), (1140, 104, 12), (1052, 96, 9)):
        s.disc(x, y, r, LOOK.soft, 0.6)


def manager(s):
    """Somebody behind a desk, glad to see one."""
    room(s, LOOK, halo=False)
    s.box(120, 70, 320, 260, WHITE, 10)
    s.box(132, 82, 296, 236, rgb("d5e6f2"))
    with s.within(132, 82, 296, 236):
        for x, top, w in ((150, 190, 60), (222, 150, 74), (308, 210, 60), (380, 170, 60)):
            s.box(x, top, w, 200, mix(LOOK.main, WHITE, 0.5))
            for n in range(8):
                s.box(x + 10 + (w - 30) * (n % 2), top + 14 + 30 * (n // 2), 12, 16, rgb("ffe6ae"), 2)
    s.box(275, 82, 10, 236, WHITE)
    s.box(850, 130, 270, 14, WOOD, 6)
    for x, h, colour in ((870, 66, LOOK.main), (898, 84, CORAL), (926, 60, SUN), (952, 76, TEAL)):
        s.box(x, 130 - h, 24, h, colour, 4)
    s.box(1030, 60, 70, 70, WHITE, 6)
    s.box(1038, 68, 54, 54, mix(LEAF, WHITE, 0.5), 4)
    somebody(s, "yuki", 640, 432, LOOK.main, 0, 1.42)
    desk(s)
    s.box(250, 410, 180, 20, SUN, 5)
    s.box(262, 392, 156, 18, WHITE, 4)
    s.cup(860, 428, WHITE, 1.4)
    sprout(s, 1000, 430, 0.9, 2)


def a_day(s):
    """The sun's way over a working day."""
    s.bands(0, GROUND, LOOK.high, LOOK.low)
    s.box(0, GROUND, WIDTH, HEIGHT - GROUND, LOOK.ground)
    s.box(0, GROUND, WIDTH, 6, mix(LOOK.ground, LOOK.main, 0.2))
    s.arc(640, GROUND, 400, 180, 360, WHITE, 12)
    stops = ((184, "sun"), (220, "mail"), (252, "talk"), (288, "lunch"), (320, "focus"), (352, "note"))
    colours = {"mail": SKY, "talk": LEAF, "lunch": SUN, "focus": LOOK.main, "note": CORAL}
    for degrees, what in stops:
        x, y = 640 + 400 * math.cos(math.radians(degrees)), GROUND + 400 * math.sin(math.radians(degrees))
        if what == "sun":
            continue
        s.disc(x, y + 4, 57, INK, 0.1)
        s.disc(x, y, 56, WHITE)
        s.disc(x, y, 48, colours[what])
        icon(s, what, x, y, WHITE)
    with s.within(0, 0, WIDTH, GROUND):
        rays(s, 248, GROUND - 22, 66)
    s.box(500, 340, 280, GROUND - 340, WHITE)
    s.box(484, 322, 312, 24, LOOK.main, 6)
    for n in range(6):
        s.box(528 + 84 * (n % 3), 366 + 62 * (n // 3), 56, 40, mix(SKY, WHITE, 0.3), 5)
    s.box(610, 462, 60, GROUND - 462, rgb("ffd98a"), 4)
    s.tree(450, GROUND, 96, LEAF)
    s.tree(846, GROUND, 112, mix(LEAF, LOOK.main, 0.15))


def expectations(s):
    """Two hopes that meet."""
    room(s, LOOK, halo=False)
    s.disc(528, 290, 190, mix(LOOK.main, WHITE, 0.18))
    s.disc(752, 290, 190, mix(SUN, WHITE, 0.12))
    with s.within(338, 100, 380, 380, 190):
        s.disc(752, 290, 190, mix(LEAF, WHITE, 0.1))
    heart(s, 640, 290, 58, WHITE)
    star(s, 448, 290, 48, WHITE)
    s.disc(832, 282, 20, WHITE)
    s.box(800, 308, 64, 42, WHITE, 20)


SCENES = (welcome, papers, papers_help, manager, a_day, expectations)
