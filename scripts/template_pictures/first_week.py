"""The first week: evenings, with a lamp on."""

from .sheet import CORAL, HEIGHT, INK, LEAF, SKY, SUN, TEAL, WHITE, WIDTH, WOOD, mix, rgb
from .things import GROUND, desk, heart, house, laptop, sprout, star, tick

NIGHT, DUSK, GLOW = rgb("39406b"), rgb("8a7ba8"), rgb("ffcf86")


def lamp(s, x, foot, side=1):
    """A desk lamp with its light."""
    s.shape([(x + side * 70, foot - 218), (x + side * 190, foot - 170), (x + side * 330, foot), (x + side * 10, foot)], GLOW, 0.28)
    s.box(x - 58, foot - 14, 116, 14, INK, 7)
    s.line([(x, foot - 10), (x - side * 26, foot - 130), (x + side * 80, foot - 226)], INK, 10)
    with s.at(x + side * 96, foot - 212, turn=side * 22):
        s.shape([(-36, -24), (36, -24), (74, 34), (-74, 34)], CORAL)
        s.oval(0, 34, 72, 12, rgb("ffe9b8"))


def welcome(s):
    """The day is done: a closed laptop before an evening window."""
    s.box(0, 0, WIDTH, HEIGHT, mix(NIGHT, DUSK, 0.35))
    s.box(330, 50, 620, 340, mix(NIGHT, INK, 0.3), 12)
    with s.within(346, 66, 588, 308, 4):
        s.bands(66, 374, rgb("5a5a92"), rgb("f6b98e"))
        s.disc(700, 330, 70, rgb("ffdf9e"))
        for n, (x, top, w) in enumerate(((350, 250, 90), (446, 210, 70), (524, 280, 110), (640, 310, 80), (760, 240, 80), (846, 200, 96))):
            s.box(x, top, w, 200, mix(NIGHT, INK, 0.12))
            for k in range(6):
                if (k + n) % 3:
                    s.box(x + 14 + (w - 42) * (k % 2), top + 18 + 38 * (k // 2), 16, 18, GLOW, 2)
    s.box(634, 66, 12, 308, mix(NIGHT, INK, 0.3))
    s.box(0, 560, WIDTH, 160, mix(NIGHT, INK, 0.25))
    desk(s, 440, mix(WOOD, NIGHT, 0.22), 110, 1170)
    lamp(s, 270, 440)
    s.box(520, 424, 260, 16, mix(INK, WHITE, 0.35), 8)
    s.box(520, 412, 260, 14, mix(INK, WHITE, 0.55), 7)
    s.cup(880, 438, WHITE, 1.5)
    s.sweep((880, 376), [(866, 356, 898, 346, 882, 322)], mix(WHITE, DUSK, 0.4), 6)
    sprout(s, 1050, 440, 0.8, 2)


def hard_day(s):
    """An umbrella over what is young."""
    s.bands(0, GROUND, rgb("565c8c"), rgb("a79bc0"))
    s.box(0, GROUND, WIDTH, HEIGHT - GROUND, mix(NIGHT, DUSK, 0.3))
    s.oval(640, 600, 330, 44, mix(NIGHT, DUSK, 0.55))
    for n in range(74):
        x, y = (n * 181 + 20) % WIDTH, (n * 97) % 470
        if not (360 < x < 910 and y > 10):
            s.line([(x, y), (x - 8, y + 30)], mix(SKY, DUSK, 0.3), 5)
    s.shape([(420, 262), (860, 262), (900, 590), (380, 590)], GLOW, 0.2)
    s.line([(740, 190), (740, 528)], rgb("2b3157"), 10)
    s.arc(766, 528, 26, 0, 180, rgb("2b3157"), 10)
    sprout(s, 620, 590, 1.1, 2)
    umbrella(s, 640, 270, 268)


def umbrella(s, x, y, r):
    """Its cloth: a half round with a wavy edge, in four parts; the edge's height is y."""
    edge = [x - r + n * r / 2 for n in range(5)]
    top = (x, y - r * 0.86)
    for n in range(4):
        a, b = edge[n], edge[n + 1]
        bend = 0.86
        left = (x + (a - x) * 0.62, top[1] + 6, x + (a - x) * bend - (4 if n == 0 else 0), y - r * 0.62, a, y)
        right = (x + (b - x) * bend, y - r * 0.62, x + (b - x) * 0.62, top[1] + 6, *top)
        hem = (a + r * 0.1, y - r * 0.15, b - r * 0.1, y - r * 0.15, b, y)
        s.soft(top, [left, hem, right], CORAL if n % 2 else mix(CORAL, WHITE, 0.18))
    s.line([top, (x, top[1] - 22)], rgb("2b3157"), 9)


def look_back(s):
    """Five days in a notebook; some are written."""
    s.box(0, 0, WIDTH, HEIGHT, mix(NIGHT, DUSK, 0.4))
    s.disc(640, 330, 420, GLOW, 0.12)
    s.disc(640, 330, 320, GLOW, 0.14)
    s.box(0, 590, WIDTH, 130, mix(NIGHT, INK, 0.2))
    s.box(238, 102, 812, 436, INK, 22, 0.25)
    s.box(230, 92, 820, 436, mix(WOOD, INK, 0.2), 22)
    for x in (250, 644):
        s.box(x, 108, 386, 402, rgb("fff6e4"), 10)
    s.box(634, 108, 12, 402, mix(WOOD, WHITE, 0.2))
    for n in range(5):
        y = 158 + 74 * n
        done = n < 3
        s.disc(312, y, 27, (SUN, CORAL, LEAF)[n] if done else rgb("eadfca"))
        if done:
            tick(s, 312, y, 12, WHITE, 6)
        s.box(360, y - 7, (220, 180, 210, 240, 240)[n], 14, rgb("d9cbb0") if done else rgb("f0e6d2"), 7)
    s.sweep((700, 330), [(760, 210, 850, 210, 880, 300), (900, 360, 950, 330, 970, 230)], TEAL, 12)
    for x, y, colour in ((700, 330, SUN), (806, 238, CORAL), (880, 300, LEAF)):
        s.disc(x, y, 17, colour)
    heart(s, 970, 220, 26, CORAL)
    for n in range(3):
        s.box(690, 400 + 32 * n, 290 - 60 * n, 12, rgb("d9cbb0"), 6)
    with s.at(1080, 420, turn=28):
        s.box(-13, -140, 26, 220, TEAL, 8)
        s.shape([(-13, 78), (13, 78), (0, 116)], rgb("f2d3ae"))


def good_night(s):
    """The moon over lit windows."""
    s.bands(0, GROUND, rgb("2f3660"), rgb("7d76a8"))
    for n in range(34):
        x, y = (n * 229 + 60) % WIDTH, (n * 71 + 24) % 300
        s.disc(x, y, 2.5 + n % 3, WHITE, 0.75)
    for x, y, r in ((260, 110, 15), (520, 70, 11), (1130, 250, 14)):
        star(s, x, y, r, rgb("ffe9b8"))
    s.disc(930, 160, 150, GLOW, 0.1)
    s.disc(930, 160, 86, rgb("ffe6ae"))
    s.disc(966, 140, 74, mix(rgb("2f3660"), rgb("7d76a8"), 0.24))
    s.hill(430, 34, 0.3, rgb("4b4f7e"), base=GROUND, wide=1000)
    s.box(0, GROUND - 10, WIDTH, HEIGHT, rgb("333a64"))
    for x in (140, 356, 560, 772, 980, 1200):
        s.tree(x, GROUND + 2, 66, rgb("3f6a67"))
    for x, w, h, wall, roof in ((250, 170, 130, "8d84b4", "5a5488"), (460, 150, 160, "a394bb", "6b5f93"), (660, 190, 140, "8d84b4", "4e4a7c"), (880, 150, 150, "a394bb", "5a5488"), (1080, 180, 126, "8d84b4", "6b5f93")):
        house(s, x, GROUND, w, h, rgb(wall), rgb(roof))
    for x, w in ((250, 50), (460, 46), (660, 58), (880, 46), (1080, 54)):
        s.shape([(x - w * 0.4, GROUND), (x + w * 0.4, GROUND), (x + w, GROUND + 74), (x - w, GROUND + 74)], GLOW, 0.14)


SCENES = (welcome, hard_day, look_back, good_night)
