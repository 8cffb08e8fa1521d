"""The five worries: each in its theme's colour, on the same paper."""

import math

from .first_story import icon
from .people import somebody
from .sheet import CORAL, HEIGHT, INK, LEAF, SUN, TEAL, WHITE, WIDTH, WOOD, mix, rgb
from .things import GROUND, bubble, dots, envelope, flag, heart, laptop, shadow, sprout, star, sun, way

PEOPLE, WORK, CAREER, DOUBT, NEWS = (rgb(c) for c in ("4c9f70", "3b6fb6", "8a6fb0", "c2783c", "4a8f9f"))
PAPER, FLOOR = rgb("faf3e6"), rgb("efe3cd")


def page(s, colour):
    """Paper, a wide band of the theme's colour, a round of it."""
    s.box(0, 0, WIDTH, HEIGHT, PAPER)
    s.disc(640, 290, 250, mix(colour, PAPER, 0.78))
    s.disc(640, 290, 206, mix(colour, PAPER, 0.55))
    s.box(0, GROUND, WIDTH, HEIGHT - GROUND, FLOOR)
    s.box(0, GROUND, WIDTH, 8, mix(colour, FLOOR, 0.45))


def balance(s, x, y, size, colour, tilt=0.0):
    """Scales, their foot at (x, y)."""
    with s.at(x, y, size):
        s.box(-60, -14, 120, 16, colour, 8)
        s.line([(0, -10), (0, -210)], colour, 12)
        for side in (-1, 1):
            end = (side * 120, -196 + side * tilt)
            s.line([(0, -200), end], colour, 10)
            for dx in (-46, 46):
                s.line([end, (end[0] + dx, end[1] + 84)], colour, 4)
            s.c.new_path()
            s.c.arc(end[0], end[1] + 82, 54, 0, math.pi)
            s.c.close_path()
            s.fill(colour)
        s.disc(0, -208, 15, colour)


def welcome(s):
    """Five rounds to choose from."""
    s.box(0, 0, WIDTH, HEIGHT, PAPER)
    s.box(0, GROUND, WIDTH, HEIGHT - GROUND, FLOOR)
    places = ((216, 330), (416, 204), (640, 150), (864, 204), (1064, 330))
    s.sweep(places[0], [(380, 90, 900, 90, 1064, 330)], mix(FLOOR, WOOD, 0.25), 6, (2, 18))
    for (x, y), colour, what in zip(places, (PEOPLE, WORK, CAREER, DOUBT, NEWS), ("talk", "focus", "flag", "balance", "mail")):
        s.disc(x, y + 8, 104, INK, 0.08)
        s.disc(x, y, 104, mix(colour, WHITE, 0.72))
        s.disc(x, y, 82, colour)
        if what == "flag":
            for n in range(3):
                s.box(x - 46 + 32 * n, y + 34 - 22 * (n + 1), 30, 22 * (n + 1), WHITE, 4)
            s.line([(x + 33, y - 32), (x + 33, y - 62)], WHITE, 5)
            s.shape([(x + 33, y - 62), (x + 8, y - 53), (x + 33, y - 44)], WHITE)
        elif what == "balance":
            balance(s, x, y + 50, 0.46, WHITE)
        else:
            with s.at(x, y, 1.75):
                icon(s, what, 0, 0, WHITE)
    somebody(s, "haru", 640, 530, CORAL, 0, 0.94)
    s.box(0, GROUND, WIDTH, HEIGHT - GROUND, FLOOR)
    s.box(0, GROUND, WIDTH, 8, CORAL, 0, 0.45)


def relationships(s):
    """Three with a word for each other."""
    page(s, PEOPLE)
    with s.within(0, 0, WIDTH, GROUND):
        somebody(s, "ken", 470, GROUND + 6, TEAL, 0.9, 1.2)
        somebody(s, "mio", 810, GROUND + 6, rgb("f0c14f"), -0.9, 1.2)
        somebody(s, "aki", 640, GROUND + 6, PEOPLE, 0, 1.42)
    bubble(s, 350, 176, 150, 100, WHITE, 1)
    heart(s, 350, 176, 27, CORAL)
    bubble(s, 930, 176, 150, 100, WHITE, -1)
    dots(s, 930, 176, 11, PEOPLE)


def job_content(s):
    """A place to work at, with what helps."""
    page(s, WORK)
    s.box(240, GROUND - 26, 800, 26, mix(WOOD, WHITE, 0.2), 8)
    x, y, w, h = laptop(s, 640, GROUND - 26, 420, rgb("e8f0f9"))
    for n in range(3):
        s.box(x + 26 + 126 * n, y + 26, 106, h - 52, mix(WORK, WHITE, 0.75), 8)
        for k in range(3 - n):
            s.box(x + 38 + 126 * n, y + 40 + 48 * k, 82, 36, (WORK, SUN, LEAF)[n], 7)
    s.cup(960, GROUND - 28, CORAL, 1.5)
    s.box(280, GROUND - 48, 130, 22, WORK, 5)
    s.box(292, GROUND - 68, 106, 20, SUN, 5)
    with s.at(346, GROUND - 78, turn=-6):
        s.box(-58, -6, 116, 10, CORAL, 5)


def career(s):
    """Steps, one by one, to a flag."""
    page(s, CAREER)
    for n in range(5):
        x, top = 330 + 116 * n, GROUND - 44 - 58 * n
        s.box(x, top, 116, GROUND - top, mix(CAREER, WHITE, 0.56 - 0.12 * n), 6)
        s.box(x, top, 116, 12, mix(CAREER, WHITE, 0.72 - 0.12 * n), 6)
    flag(s, 860, GROUND - 44 - 58 * 4, 130, CORAL)
    sprout(s, 388, GROUND - 44, 0.56, 1)
    sprout(s, 620, GROUND - 160, 0.6, 2)
    star(s, 420, 150, 20, SUN)
    star(s, 1000, 130, 26, SUN)


def comparison(s):
    """Scales, level: take your time."""
    page(s, DOUBT)
    shadow(s, 640, 540, 110, FLOOR)
    balance(s, 640, 536, 1.9, mix(DOUBT, INK, 0.18))
    heart(s, 412, 296, 46, CORAL)
    star(s, 868, 292, 50, SUN)


def information(s):
    """A letter that has come, with a small light on it."""
    page(s, NEWS)
    shadow(s, 640, 560, 220, FLOOR)
    envelope(s, 640, 330, 420, WHITE)
    s.disc(840, 196, 46, CORAL)
    s.disc(840, 196, 17, WHITE)
    for r, k in ((250, 0.3), (290, 0.55)):
        s.arc(640, 330, r, 150, 210, mix(NEWS, PAPER, k), 12)
        s.arc(640, 330, r, -30, 30, mix(NEWS, PAPER, k), 12)


def joining(s):
    """A gate that stands open; nobody pushes."""
    page(s, LEAF)
    s.hill(500, 18, 0.3, mix(LEAF, WHITE, 0.5), base=GROUND, wide=900)
    s.box(0, GROUND, WIDTH, HEIGHT - GROUND, FLOOR)
    s.box(0, GROUND, WIDTH, 8, mix(LEAF, FLOOR, 0.45))
    way(s, [(600, HEIGHT), (626, 630), (640, 560), (640, GROUND + 8)], rgb("fffaf0"), (330, 130))
    for side in (-1, 1):
        x = 640 + side * 150
        s.box(x - 24, 250, 48, 310, mix(WOOD, WHITE, 0.12), 8)
        s.box(x - 34, 232, 68, 26, mix(WOOD, INK, 0.15), 8)
        s.disc(x, 214, 22, SUN)
        near, far = x + side * 26, x + side * 190
        for n in range(5):
            k = n / 4
            px = near + (far - near) * k
            s.box(px - 7, 308 - 24 * k, 14, 240 + 52 * k, mix(WOOD, WHITE, 0.5), 6)
        for top in (340, 480):
            s.line([(near, top), (far, top + (top - 430) * 0.3)], mix(WOOD, WHITE, 0.42), 12)
    sun(s, 640, 180, 44)


def offer_talk(s):
    """A bench with room for two, and two cups."""
    page(s, TEAL)
    s.tree(940, GROUND + 10, 230, LEAF)
    shadow(s, 620, 584, 260, FLOOR)
    for x in (430, 800):
        s.box(x, 480, 20, 104, INK, 5)
        s.box(x, 360, 16, 140, INK, 5)
    for y in (366, 408):
        s.box(380, y, 490, 30, mix(WOOD, WHITE, 0.1), 8)
    s.box(370, 478, 510, 30, WOOD, 8)
    s.cup(560, 478, CORAL, 1.25)
    s.cup(690, 478, WHITE, 1.25)
    for x in (560, 690):
        s.sweep((x, 424), [(x - 12, 404, x + 14, 396, x, 374)], WHITE, 6)
    bubble(s, 500, 190, 190, 124, WHITE, -1)
    dots(s, 500, 190, 14, TEAL)
    bubble(s, 730, 230, 170, 112, CORAL, 1)
    heart(s, 730, 230, 30, WHITE)


SCENES = (welcome, relationships, job_content, career, comparison, information, joining, offer_talk)
