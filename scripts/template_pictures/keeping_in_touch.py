"""News after acceptance: letters, in the colour of news."""

from .people import portrait, somebody, table, vase
from .sheet import CORAL, INK, LEAF, PLUM, SUN, TEAL, WHITE, WOOD, mix, rgb
from .things import GROUND, Look, bubble, card, dots, envelope, heart, leaf, outdoors, room, shadow, sprout, star, sun

LOOK = Look("4a8f9f", rgb("fdf4e3"))


def welcome(s):
    """An open letter, from which the month comes out."""
    room(s, LOOK)
    shadow(s, 640, 574, 250, LOOK.ground)
    back, front = mix(LOOK.main, INK, 0.2), LOOK.main
    s.shape([(400, 330), (640, 170), (880, 330), (880, 400), (400, 400)], back)
    card(s, 520, 250, 170, 220, WHITE, 10, -9)
    with s.at(520, 250, turn=-9):
        s.box(-68, -92, 136, 104, rgb("fbe2c4"), 6)
        s.disc(30, -52, 24, SUN)
        for n in range(3):
            s.box(-68, 28 + 22 * n, 136 - 36 * (n == 2), 9, LOOK.soft, 4)
    card(s, 766, 256, 160, 200, WHITE, 10, 10)
    with s.at(766, 256, turn=10):
        s.box(-64, -84, 128, 100, mix(LEAF, WHITE, 0.6), 6)
        for x, colour in ((-28, CORAL), (28, TEAL)):
            s.disc(x, -44, 18, mix(colour, WHITE, 0.1))
            s.box(x - 26, -26, 52, 42, colour, 20)
        s.box(-64, 34, 100, 9, LOOK.soft, 4)
    card(s, 642, 214, 170, 240, WHITE, 10)
    heart(s, 642, 176, 46, CORAL)
    for n in range(3):
        s.box(584, 244 + 22 * n, 116, 9, LOOK.soft, 4)
    s.shape([(400, 330), (640, 460), (880, 330), (880, 570), (400, 570)], front)
    s.shape([(400, 570), (640, 420), (880, 570)], mix(front, WHITE, 0.16))
    s.shape([(400, 330), (400, 570), (610, 440)], mix(front, INK, 0.08))
    s.shape([(880, 330), (880, 570), (670, 440)], mix(front, INK, 0.08))
    for x, y, turn in ((250, 260, -30), (1030, 300, 40), (980, 150, 20), (310, 130, -60)):
        leaf(s, x, y, 0.6, turn, mix(LEAF, WHITE, 0.2))


def news(s):
    """Photographs of the month, on a line."""
    room(s, LOOK, halo=False)
    s.sweep((60, 90), [(420, 150, 860, 150, 1220, 90)], mix(WOOD, INK, 0.3), 5)
    for x, y, turn, what in ((270, 270, -4, "house"), (640, 290, 2, "thing"), (1010, 270, 5, "plan")):
        card(s, x, y, 290, 300, WHITE, 10, turn)
        with s.at(x, y, turn=turn):
            s.box(-125, -130, 250, 210, {"house": rgb("cfe6ea"), "thing": rgb("fbe2c4"), "plan": mix(LEAF, WHITE, 0.65)}[what], 4)
            with s.within(-125, -130, 250, 210):
                if what == "house":
                    s.disc(78, -84, 26, SUN)
                    s.box(-76, -66, 116, 146, WHITE)
                    for n in range(6):
                        s.box(-60 + 38 * (n % 3), -48 + 42 * (n // 3), 24, 26, LOOK.main, 3)
                    s.box(-36, 36, 36, 44, CORAL, 3)
                    s.tree(78, 80, 74, LEAF)
                elif what == "thing":
                    s.box(-90, 44, 180, 40, WOOD, 4)
                    s.shape([(-46, 44), (46, 44), (66, -54), (-66, -54)], CORAL)
                    s.box(-74, -68, 148, 20, mix(CORAL, INK, 0.16), 6)
                    s.box(-10, -68, 20, 112, SUN)
                    for side in (-1, 1):
                        s.soft((0, -68), [(side * 14, -112, side * 64, -110, side * 46, -74), (side * 34, -62, side * 12, -62, 0, -68)], SUN)
                else:
                    for k, (x2, colour) in enumerate(((-62, TEAL), (0, SUN), (62, CORAL))):
                        s.disc(x2, -28, 26, (rgb("efc6a2"), rgb("e3b189"), rgb("f4d2b2"))[k])
                        s.box(x2 - 38, 2, 76, 90, colour, 36)
            s.box(-125, 100, 160, 12, LOOK.soft, 6)
        s.box(x - 9, y - 178, 18, 48, WOOD, 5)


def round_table(s):
    """Around the table, a word goes about."""
    room(s, LOOK, halo=False)
    s.box(820, 80, 330, 220, WHITE, 10)
    s.box(832, 92, 306, 196, rgb("cfe6ea"))
    with s.within(832, 92, 306, 196):
        s.hill(250, 20, 0.1, mix(LEAF, WHITE, 0.4), base=300, wide=420)
        s.disc(1060, 150, 34, SUN)
    bubble(s, 300, 150, 190, 116, WHITE, 1)
    dots(s, 300, 150, 13, LOOK.main)
    bubble(s, 660, 112, 150, 96, mix(SUN, WHITE, 0.25))
    heart(s, 660, 112, 26, CORAL)
    somebody(s, "rin", 560, 424, LOOK.main, 0.5, 1.02)
    somebody(s, "yuki", 760, 424, PLUM, -0.5, 1.02)
    somebody(s, "sota", 340, 446, rgb("f0c14f"), 1.0, 1.12)
    somebody(s, "haru", 968, 446, LEAF, -1.0, 1.12)
    table(s, 654, 468, 480)
    for x, y, colour in ((470, 474, WHITE), (800, 478, CORAL), (880, 456, WHITE)):
        s.cup(x, y, colour)
    vase(s, 640, 470, size=0.9)


def peers(s):
    """Those who join, each in their own frame."""
    room(s, LOOK, halo=False)
    for x, y, name, shirt, behind, look in (
        (220, 300, "mio", CORAL, rgb("fbe2c4"), 0.8), (500, 240, "ken", TEAL, rgb("d8ead9"), 0.4),
        (780, 240, "rin", rgb("f0c14f"), rgb("dcdcee"), -0.4), (1060, 300, "sota", LEAF, rgb("cfe6ea"), -0.8),
    ):
        portrait(s, name, x, y, 116, behind, shirt, look)
    s.sweep((220, 470), [(400, 520, 880, 520, 1060, 470)], mix(LOOK.main, WHITE, 0.2), 8, (2, 22))
    for x, y in ((220, 470), (500, 502), (780, 502), (1060, 470)):
        s.disc(x, y, 15, WHITE)
        s.disc(x, y, 9, CORAL)


def path(s):
    """Three years: a sprout, a young plant, a tree."""
    room(s, LOOK)
    for n in range(3):
        x, top = 250 + 270 * n, 470 - 60 * n
        s.box(x, top, 262, 600 - top, mix(LOOK.main, WHITE, 0.42 - 0.16 * n), 10)
        s.box(x, top, 262, 16, mix(LOOK.main, WHITE, 0.62 - 0.16 * n), 8)
    sprout(s, 381, 470, 0.72, 1)
    sprout(s, 651, 410, 0.8, 2)
    s.tub(921, 352, 128)
    star(s, 1060, 150, 28, SUN)
    star(s, 790, 120, 18, SUN)


def next_time(s):
    """A letter box, and a letter on its way."""
    outdoors(s, LOOK, sun=(250, 180))
    s.tree(1120, GROUND + 6, 170, mix(LEAF, LOOK.main, 0.25))
    shadow(s, 700, 606, 170, LOOK.ground)
    s.box(684, 420, 34, 184, mix(WOOD, INK, 0.15), 6)
    s.box(560, 236, 290, 200, CORAL, 30)
    s.box(560, 236, 108, 200, mix(CORAL, INK, 0.14), 50)
    s.box(584, 262, 60, 150, mix(CORAL, INK, 0.4), 30)
    s.box(704, 300, 112, 16, mix(CORAL, INK, 0.4), 8)
    s.box(812, 176, 12, 90, INK, 5)
    s.box(812, 176, 66, 40, SUN, 5)
    s.sweep((270, 420), [(330, 300, 380, 440, 450, 356)], WHITE, 6, (4, 18))
    envelope(s, 492, 330, 150, WHITE, -12)


SCENES = (welcome, news, round_table, peers, path, next_time)
