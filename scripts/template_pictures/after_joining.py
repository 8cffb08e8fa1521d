"""After joining: quiet, in the colour of what may come."""

from .people import somebody, vase
from .sheet import CORAL, HEIGHT, INK, LEAF, SKY, SUN, TEAL, WHITE, WIDTH, WOOD, mix, rgb
from .things import (
    GROUND, Look, bubble, card, cloud, desk, dots, flag, heart, outdoors, room, shadow, sprout, star, sun,
    way,
)

LOOK = Look("8a6fb0", rgb("fdf0dc"))


def welcome(s):
    """A young plant, watered for a month."""
    room(s, LOOK)
    shadow(s, 700, 566, 150, LOOK.ground)
    sprout(s, 700, 566, 1.5, 3, LOOK.main)
    with s.at(380, 200, turn=24):
        s.sweep((-70, -40), [(-170, -70, -160, 90, -64, 60)], mix(TEAL, INK, 0.15), 18)
        s.line([(60, 30), (168, -54)], TEAL, 24)
        with s.at(176, -60, turn=-38):
            s.box(-16, -38, 26, 76, mix(TEAL, INK, 0.15), 8)
        s.shape([(-74, -70), (74, -70), (92, 84), (-92, 84)], TEAL)
        s.box(-80, -84, 160, 22, mix(TEAL, WHITE, 0.25), 8)
    for n in range(7):
        x, y = 566 + 15 * (n % 4), 216 + 28 * (n // 2)
        s.line([(x, y), (x + 4, y + 16)], SKY, 8)


def gap(s):
    """As it was pictured, and as it is."""
    room(s, LOOK, halo=False)
    for x, real in ((360, False), (920, True)):
        s.box(x - 206, 82, 428, 390, INK, 16, 0.12)
        s.box(x - 214, 72, 428, 390, WHITE, 16)
        with s.within(x - 192, 94, 384, 346, 6):
            if real:
                s.bands(94, 440, rgb("d5e6f2"), rgb("f2f4ea"))
                sun(s, x + 110, 176, 36)
                cloud(s, x - 50, 170, 0.95)
                s.hill(330, 26, 0.4, mix(LEAF, WHITE, 0.4), base=460, wide=500)
                s.hill(376, 16, 0.1, mix(LEAF, WHITE, 0.2), base=460, wide=420)
                way(s, [(x - 20, 450), (x + 70, 408), (x - 60, 372), (x + 10, 346)], rgb("fbedd0"), (90, 10))
                s.tree(x + 120, 400, 74, LEAF)
                s.tree(x - 136, 410, 92, LEAF)
            else:
                s.bands(94, 440, rgb("efe6f4"), rgb("fdf0dc"))
                s.shape([(x - 190, 400), (x - 60, 200), (x + 60, 400)], mix(LOOK.main, WHITE, 0.35))
                s.shape([(x - 40, 400), (x + 100, 160), (x + 260, 400)], mix(LOOK.main, WHITE, 0.15))
                s.shape([(x + 60, 229), (x + 100, 160), (x + 146, 229), (x + 118, 214), (x + 98, 240), (x + 80, 214)], WHITE)
                s.box(x - 200, 390, 420, 80, mix(LOOK.main, WHITE, 0.55))
                way(s, [(x - 20, 450), (x - 10, 420), (x + 10, 392)], rgb("fdf0dc"), (80, 14))
                star(s, x + 100, 128, 20, SUN)
    s.sweep((588, 250), [(620, 216, 660, 216, 692, 250)], LOOK.main, 9)
    s.shape([(704, 262), (698, 234), (676, 254)], LOOK.main)
    s.sweep((692, 310), [(660, 344, 620, 344, 588, 310)], LOOK.main, 9)
    s.shape([(576, 298), (582, 326), (604, 306)], LOOK.main)


def people_talk(s):
    """Two who take their time."""
    room(s, LOOK, halo=False)
    s.line([(640, 0), (640, 40)], INK, 5)
    s.shape([(606, 40), (674, 40), (724, 98), (556, 98)], SUN)
    s.oval(640, 98, 80, 10, rgb("fff0c4"))
    s.shape([(560, 100), (720, 100), (980, 520), (300, 520)], rgb("fff4d6"), 0.5)
    somebody(s, "mio", 390, 450, LOOK.main, 1.0, 1.3)
    somebody(s, "yuki", 890, 450, TEAL, -1.0, 1.3)
    bubble(s, 560, 196, 150, 96, WHITE, -1)
    dots(s, 560, 196, 11, LOOK.main)
    bubble(s, 730, 260, 140, 90, mix(LOOK.main, WHITE, 0.35), 1)
    heart(s, 730, 260, 25, WHITE)
    desk(s, 446, WOOD, 230, 1050)
    s.cup(520, 444, CORAL, 1.3)
    s.cup(756, 444, WHITE, 1.3)
    s.tub(150, 590, 150)


def work_talk(s):
    """Cards on a board; one is taken over."""
    room(s, LOOK, halo=False)
    card(s, 640, 288, 880, 420, WHITE, 24)
    for n, colour in enumerate((LOOK.main, SUN, LEAF)):
        x = 234 + 280 * n
        s.box(x, 108, 252, 360, mix(colour, WHITE, 0.82), 16)
        s.box(x + 20, 126, 120, 16, colour, 8)
    for x, y, colour in ((254, 160, LOOK.soft), (254, 236, LOOK.soft), (254, 312, LOOK.soft), (254, 388, LOOK.soft), (814, 160, mix(LEAF, WHITE, 0.4)), (534, 160, mix(SUN, WHITE, 0.35))):
        s.box(x, y, 212, 62, colour, 12)
        s.box(x + 18, y + 18, 110, 10, WHITE, 5)
        s.box(x + 18, y + 36, 74, 8, WHITE, 4)
    with s.at(660, 316, turn=-9):
        s.box(-100, -24, 218, 70, INK, 12, 0.16)
        s.box(-108, -34, 218, 70, CORAL, 12)
        s.box(-88, -14, 110, 11, WHITE, 5)
        s.box(-88, 6, 74, 9, WHITE, 4)
    s.sweep((450, 420), [(500, 440, 540, 410, 560, 376)], LOOK.main, 8, (2, 18))


def career_talk(s):
    """A signpost where the way divides; both are good."""
    outdoors(s, LOOK, sun=(640, 150))
    s.shape([(80, GROUND), (270, 240), (460, GROUND)], mix(LOOK.main, WHITE, 0.4))
    s.shape([(212, 326), (270, 240), (330, 326), (296, 308), (268, 336), (244, 310)], WHITE)
    s.shape([(840, GROUND), (1020, 280), (1210, GROUND)], mix(TEAL, WHITE, 0.45))
    s.shape([(966, 352), (1020, 280), (1076, 352), (1042, 338), (1018, 362), (996, 338)], WHITE)
    flag(s, 270, 244, 66, CORAL)
    flag(s, 1020, 284, 62, SUN)
    s.box(0, GROUND - 14, WIDTH, HEIGHT, LOOK.ground)
    pale = rgb("fff6e2")
    way(s, [(640, HEIGHT), (600, 630), (470, 560), (330, GROUND - 10)], pale, (210, 22))
    way(s, [(640, HEIGHT), (680, 630), (820, 560), (960, GROUND - 10)], pale, (210, 22))
    s.box(628, 250, 24, 330, mix(WOOD, INK, 0.15), 6)
    s.shape([(640, 270), (470, 270), (430, 310), (470, 350), (640, 350)], mix(LOOK.main, WHITE, 0.05))
    s.shape([(640, 372), (800, 372), (840, 412), (800, 452), (640, 452)], TEAL)
    star(s, 540, 312, 24, WHITE)
    heart(s, 730, 412, 24, WHITE)
    s.tree(130, GROUND + 30, 100, LEAF)
    s.tree(1170, GROUND + 30, 110, LEAF)


def good(s):
    """A flower in the window, and tea."""
    room(s, LOOK, halo=False)
    s.box(330, 40, 620, 420, WHITE, 12)
    with s.within(348, 58, 584, 384, 4):
        s.bands(58, 442, rgb("d9e9f4"), rgb("fff2d8"))
        sun(s, 780, 160, 52)
        cloud(s, 480, 140, 0.8)
        s.hill(370, 24, 0.2, mix(LEAF, WHITE, 0.45), base=450, wide=600)
        s.hill(410, 12, 0.6, mix(LEAF, WHITE, 0.25), base=450, wide=500)
    s.box(634, 58, 12, 384, WHITE)
    for side in (-1, 1):
        x = 640 + side * 350
        outer, inner = x + side * 60, x - side * 70
        s.soft((outer, 20), [(outer, 160, outer, 300, outer, 448), (outer, 448, x + side * 6, 448, x + side * 6, 448), (x + side * 30, 300, inner, 250, inner, 20)], LOOK.soft)
        s.box(min(outer, x - side * 2), 316, 62, 18, LOOK.main, 8)
    s.box(290, 448, 700, 26, mix(WOOD, WHITE, 0.35), 10)
    vase(s, 520, 450, (CORAL, SUN, mix(LOOK.main, WHITE, 0.3)), 1.7)
    s.cup(720, 446, CORAL, 1.7)
    s.sweep((718, 374), [(702, 350, 738, 340, 720, 312)], mix(LOOK.main, WHITE, 0.6), 7)
    s.box(800, 430, 120, 18, TEAL, 5)
    s.box(812, 414, 96, 17, SUN, 5)


def support(s):
    """A light that shows the way."""
    s.bands(0, GROUND, mix(LOOK.main, INK, 0.3), rgb("f4cdb6"))
    for n in range(12):
        s.disc((n * 211 + 70) % WIDTH, (n * 53 + 30) % 170, 3, WHITE, 0.8)
    s.shape([(700, 170), (0, 50), (0, 270), (700, 200)], rgb("fff0c4"), 0.4)
    s.shape([(760, 170), (1280, 90), (1280, 280), (760, 200)], rgb("fff0c4"), 0.4)
    s.box(0, GROUND - 50, WIDTH, HEIGHT, mix(TEAL, LOOK.main, 0.4))
    for n in range(9):
        s.line([(60 + 150 * n, GROUND + 10 + 40 * (n % 3)), (120 + 150 * n, GROUND + 10 + 40 * (n % 3))], mix(mix(TEAL, LOOK.main, 0.4), WHITE, 0.3), 5)
    s.soft((470, GROUND + 20), [(560, 410, 660, 420, 730, 420), (850, 420, 930, 450, 1010, GROUND + 20), (860, GROUND + 52, 620, GROUND + 52, 470, GROUND + 20)], mix(LEAF, INK, 0.22))
    s.shape([(684, 430), (776, 430), (762, 214), (698, 214)], WHITE)
    for y in (258, 344):
        k = (y - 214) / 216
        s.shape([(698 - 14 * k, y), (762 + 14 * k, y), (764 + 14 * k, y + 42), (696 - 14 * k, y + 42)], CORAL)
    s.box(682, 204, 96, 14, INK, 5)
    s.box(700, 158, 60, 48, rgb("ffe9a8"), 4)
    s.shape([(690, 160), (770, 160), (730, 116)], CORAL)
    # A boat on its way home.
    s.shape([(210, 520), (400, 520), (366, 570), (246, 570)], WHITE)
    s.line([(300, 520), (300, 380)], WOOD, 8)
    s.shape([(308, 386), (308, 504), (396, 504)], rgb("fff6e4"))
    s.shape([(292, 410), (292, 504), (226, 504)], mix(CORAL, WHITE, 0.2))


SCENES = (welcome, gap, people_talk, work_talk, career_talk, good, support)
