"""Just after the offer: warm, a celebration."""

import math

from .people import portrait, somebody, vase
from .sheet import CORAL, HEIGHT, INK, LEAF, SKY, SUN, TEAL, WHITE, WIDTH, mix, rgb
from .things import (
    Look, bubble, calendar, cloud, desk, envelope, flag, heart, laptop, leaf, outdoors, rays, room, shadow,
    sprout, star, sun, way,
)

LOOK = Look("e4775f", rgb("fff0d2"))
PINK = rgb("f3a9a0")


def flower(s, x, y, r, colour, heart_colour=SUN, petals=7):
    for n in range(petals):
        angle = n * 2 * math.pi / petals
        s.disc(x + r * 0.62 * math.cos(angle), y + r * 0.62 * math.sin(angle), r * 0.42, colour)
    s.disc(x, y, r * 0.36, heart_colour)


def welcome(s):
    """A bunch of flowers, and confetti."""
    room(s, LOOK)
    for n in range(64):
        x, y = (n * 193 + 40) % WIDTH, (n * 127 + 30) % 470
        if abs(x - 640) > 250 or y < 40:
            with s.at(x, y, turn=n * 47):
                s.box(-9, -5, 18, 10, (CORAL, SUN, TEAL, PINK, LEAF)[n % 5], 3, 0.85)
    shadow(s, 640, 590, 170, LOOK.ground)
    for turn in (-44, -20, 6, 30, 50):
        leaf(s, 640, 400, 2.4, turn, mix(LEAF, INK, 0.06 * (turn % 3)))
    for x, y, r, colour in ((520, 236, 66, PINK), (640, 170, 74, CORAL), (762, 240, 66, SUN), (574, 318, 58, SUN), (706, 326, 62, PINK), (640, 268, 54, WHITE)):
        flower(s, x, y, r, colour, mix(SUN, CORAL, 0.25) if colour != SUN else CORAL)
    s.shape([(528, 366), (752, 366), (676, 588), (604, 588)], WHITE)
    s.shape([(528, 366), (640, 420), (604, 588)], mix(LOOK.soft, WHITE, 0.5))
    s.shape([(752, 366), (640, 420), (676, 588)], mix(LOOK.soft, WHITE, 0.25))
    for side in (-1, 1):
        s.soft((640, 496), [(640 + side * 30, 450, 640 + side * 96, 456, 640 + side * 84, 498), (640 + side * 80, 530, 640 + side * 30, 528, 640, 496)], CORAL)
        s.line([(640 + side * 6, 506), (640 + side * 40, 566)], CORAL, 13)
    s.disc(640, 498, 17, mix(CORAL, INK, 0.18))


def interviewer(s):
    """Somebody tells what they liked."""
    room(s, LOOK, halo=False)
    s.box(110, 70, 250, 300, WHITE, 10)
    s.box(122, 82, 226, 276, rgb("fbe2c4"))
    with s.within(122, 82, 226, 276):
        s.disc(270, 200, 50, SUN, 0.8)
        s.hill(310, 20, 0.3, mix(LEAF, WHITE, 0.45), base=370, wide=420)
    s.box(229, 82, 10, 276, WHITE)
    somebody(s, "aki", 500, 430, TEAL, 1.0, 1.34)
    bubble(s, 840, 200, 330, 210, WHITE)
    heart(s, 840, 196, 62, CORAL)
    desk(s)
    vase(s, 1010, 432, (CORAL, SUN, PINK), 1.25)
    for n, colour in enumerate((SUN, TEAL)):
        s.box(236 + 14 * n, 402 - 26 * n, 150 - 28 * n, 26, colour, 5)
    s.cup(770, 428, CORAL, 1.4)


def team(s):
    """Three from the team, each with a word."""
    room(s, LOOK, halo=False)
    people = ((300, "ken", TEAL, 0.7, SUN), (640, "mio", CORAL, 0, rgb("cfe6ea")), (980, "sota", rgb("f0c14f"), -0.7, PINK))
    for x, name, shirt, look, behind in people:
        portrait(s, name, x, 350, 132, mix(behind, WHITE, 0.35), shirt, look)
    for x, colour, what in ((404, CORAL, "heart"), (744, SUN, "star"), (1084, LEAF, "sun")):
        bubble(s, x, 142, 134, 104, WHITE)
        if what == "heart":
            heart(s, x, 140, 32, colour)
        elif what == "star":
            star(s, x, 143, 36, colour)
        else:
            leaf(s, x, 182, 0.8, 0, colour)


def first_work(s):
    """A place that is ready: screen, notebook, a young plant, the first month."""
    room(s, LOOK, halo=False)
    calendar(s, 300, 220, 250, CORAL, marked=range(2, 20), ringed=1)
    desk(s)
    x, y, w, h = laptop(s, 640, 430, 400, rgb("cfe6ea"))
    s.box(x + 30, y + 30, 120, h - 60, WHITE, 8)
    for n, colour in enumerate((TEAL, CORAL, SUN)):
        s.box(x + 180, y + 36 + 46 * n, w - 220 - 30 * n, 24, colour, 12)
    s.disc(x + 90, y + 84, 30, TEAL)
    sprout(s, 980, 430, 1.15, 2)
    s.box(240, 412, 150, 20, TEAL, 5)
    s.box(252, 394, 126, 18, WHITE, 4)
    with s.at(318, 386, turn=-8):
        s.box(-60, -6, 120, 10, SUN, 5)
    # A card that says welcome without a word.
    s.shape([(1046, 430), (1116, 430), (1096, 350), (1034, 350)], WHITE)
    heart(s, 1074, 390, 20, CORAL)


def feeling(s):
    """Sun, a bright cloud, a cloud: each is fine."""
    room(s, LOOK, halo=False)
    for x, colour in ((300, rgb("ffe9bd")), (640, rgb("dcecf2")), (980, rgb("e3e1ec"))):
        s.disc(x, 298, 150, INK, 0.06)
        s.disc(x, 290, 150, colour)
    rays(s, 300, 290, 66)
    sun(s, 676, 244, 44)
    cloud(s, 626, 310, 1.15)
    cloud(s, 980, 272, 1.15, mix(SKY, WHITE, 0.35))
    for n in range(4):
        s.line([(926 + 36 * n, 340), (916 + 36 * n, 368)], mix(SKY, TEAL, 0.3), 9)


def next(s):
    """Letters along the way to a house."""
    outdoors(s, LOOK, sun=(300, 200))
    s.hill(470, 26, 0.2, mix(LEAF, LOOK.low, 0.55), base=HEIGHT, wide=1400)
    way(s, [(330, HEIGHT), (560, 600), (760, 520), (880, 462), (960, 436)], rgb("fff3dc"), (220, 14))
    house(s, 1010, 446, 150, 100)
    for x, y, size, colour in ((470, 560, 128, WHITE), (720, 470, 92, WHITE), (846, 408, 62, WHITE)):
        s.oval(x, y + 62 * size / 128, size * 0.42, size * 0.06, INK, 0.14)
        envelope(s, x, y - size * 0.12, size, colour, -6)
    s.tree(1180, 470, 110, LEAF)
    s.tree(180, 520, 130, mix(LEAF, LOOK.main, 0.2))


def house(s, x, ground, w, h):
    s.box(x - w / 2, ground - h, w, h, WHITE)
    s.box(x - w / 2 - 8, ground - h - 14, w + 16, 18, TEAL, 4)
    for n in range(3):
        s.box(x - w / 2 + 16 + n * 44, ground - h + 18, 30, 26, mix(TEAL, SKY, 0.72), 3)
    s.box(x - 22, ground - 44, 44, 44, rgb("ffd98a"), 3)
    flag(s, x + 58, ground - h - 10, 66, CORAL)


SCENES = (welcome, interviewer, team, first_work, feeling, next)
