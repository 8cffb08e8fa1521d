"""Places and things that several pictures show."""

import math

from .sheet import CORAL, CREAM, HEIGHT, INK, LEAF, SUN, WHITE, WIDTH, WOOD, mix, rgb

GROUND = 520


class Look:
    """A template's colours, all from one: of the wall or sky, the ground, and what lies on them."""

    def __init__(self, main, warmth=CREAM):
        self.main = rgb(main) if isinstance(main, str) else main
        self.high = mix(self.main, WHITE, 0.72)
        self.low = mix(mix(self.main, WHITE, 0.86), warmth, 0.45)
        self.halo = mix(self.main, WHITE, 0.88)
        self.ground = mix(self.main, warmth, 0.62)
        self.soft = mix(self.main, WHITE, 0.5)
        self.deep = mix(self.main, INK, 0.42)


def room(s, look, halo=True):
    """A wall, the floor, and a calm round of light where things stand."""
    s.box(0, 0, WIDTH, HEIGHT, mix(look.high, look.low, 0.5))
    if halo:
        s.disc(640, 300, 262, look.halo, 0.55)
        s.disc(640, 300, 214, look.halo)
    s.box(0, GROUND, WIDTH, HEIGHT - GROUND, look.ground)
    s.box(0, GROUND - 12, WIDTH, 12, mix(look.ground, WHITE, 0.45))
    s.oval(640, 614, 540, 54, mix(look.ground, look.main, 0.14))


def outdoors(s, look, sun=(980, 190), ground=GROUND):
    """Sky, hills, and ground in front."""
    s.bands(0, ground, look.high, look.low)
    if sun:
        x, y = sun
        for r, alpha in ((140, 0.16), (98, 0.3)):
            s.disc(x, y, r, SUN, alpha)
        s.disc(x, y, 62, rgb("fbd07a"))
    s.hill(400, 36, 0.1, mix(look.main, look.low, 0.72), base=ground)
    s.hill(452, 22, 0.55, mix(look.main, look.low, 0.5), base=ground)
    s.box(0, ground, WIDTH, HEIGHT - ground, look.ground)
    s.box(0, ground, WIDTH, 6, mix(look.ground, look.main, 0.2))


def shadow(s, x, y, wide, ground):
    s.oval(x, y, wide, wide * 0.09, mix(ground, INK, 0.16))


def desk(s, y=430, wood=WOOD, left=150, right=1130):
    """A desk's top at `y`, its legs below."""
    for x in (left + 60, right - 86):
        s.box(x, y, 26, 190, mix(wood, INK, 0.28), 6)
    s.box(left, y, right - left, 26, mix(wood, WHITE, 0.28), 10)
    s.box(left, y + 18, right - left, 12, mix(wood, INK, 0.1), 6)


def card(s, x, y, w, h, colour=WHITE, r=18, turn=0.0):
    """A sheet with a soft shadow, its middle at (x, y)."""
    with s.at(x, y, turn=turn):
        s.box(-w / 2 + 8, -h / 2 + 10, w, h, INK, r, 0.12)
        s.box(-w / 2, -h / 2, w, h, colour, r)


def bubble(s, x, y, w, h, colour, tail=-1):
    """A speech bubble, its middle at (x, y); tail: -1 points down to the left, 1 to the right, 0 has none."""
    s.box(x - w / 2, y - h / 2, w, h, colour, min(w, h) * 0.36)
    if tail:
        foot = y + h / 2
        s.shape([(x + tail * w * 0.12, foot - 6), (x + tail * w * 0.34, foot - 14), (x + tail * w * 0.4, foot + h * 0.26)], colour)


def dots(s, x, y, r, colour, step=None):
    """Somebody is about to say something."""
    for n in (-1, 0, 1):
        s.disc(x + n * (step or 3.2 * r), y, r, colour)


def asks(s, x, y, size, colour):
    """A question mark."""
    with s.at(x, y, size):
        s.sweep((-24, -26), [(-24, -62, 30, -62, 28, -24), (27, -2, 0, -4, 0, 20)], colour, 15)
        s.disc(0, 46, 9.5, colour)


def tick(s, x, y, size, colour, width=7):
    s.line([(x - size, y), (x - size * 0.25, y + size * 0.75), (x + size, y - size * 0.8)], colour, width)


def star(s, x, y, r, colour):
    points = []
    for n in range(10):
        angle, reach = n * math.pi / 5 - math.pi / 2, r if n % 2 == 0 else r * 0.46
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    s.shape(points, colour)


def heart(s, x, y, r, colour):
    with s.at(x, y, r / 50):
        s.soft((0, 44), [(-66, -2, -48, -56, -16, -46), (-6, -42, 0, -34, 0, -26), (0, -34, 6, -42, 16, -46), (48, -56, 66, -2, 0, 44)], colour)


def cloud(s, x, y, size, colour=WHITE):
    with s.at(x, y, size):
        for dx, dy, r in ((-44, 6, 34), (0, -16, 46), (46, 4, 36)):
            s.disc(dx, dy, r, colour)
        s.box(-78, 4, 160, 36, colour, 18)


def sun(s, x, y, r):
    s.disc(x, y, r * 1.6, SUN, 0.24)
    s.disc(x, y, r, SUN)


def rays(s, x, y, r, colour=SUN, count=12):
    for n in range(count):
        angle = n * 2 * math.pi / count
        near, far = r * 1.3, r * 1.58
        s.line([(x + near * math.cos(angle), y + near * math.sin(angle)), (x + far * math.cos(angle), y + far * math.sin(angle))], colour, r * 0.13)
    s.disc(x, y, r, colour)


def leaf(s, x, y, size, turn, colour=LEAF):
    with s.at(x, y, size, turn):
        s.soft((0, 0), [(-34, -30, -26, -78, 0, -100), (26, -78, 34, -30, 0, 0)], colour)
        s.line([(0, 0), (0, -74)], mix(colour, WHITE, 0.3), 4)


def sprout(s, x, ground, size, pairs=1, pot=CORAL):
    """A young plant in a pot, with so many pairs of leaves."""
    with s.at(x, ground, size):
        top = -92 - 64 * pairs
        s.line([(0, -80), (0, top)], mix(LEAF, INK, 0.18), 8)
        for n in range(pairs):
            y = -112 - 64 * n
            k = 0.95 - 0.12 * n
            leaf(s, 0, y, k, -58)
            leaf(s, 0, y, k, 58, mix(LEAF, WHITE, 0.12))
        leaf(s, 0, top + 12, 0.6, 0, mix(LEAF, WHITE, 0.22))
        s.shape([(-52, -84), (52, -84), (38, 0), (-38, 0)], mix(pot, INK, 0.1))
        s.box(-60, -98, 120, 24, pot, 7)


def envelope(s, x, y, w, colour, turn=0.0, seal=CORAL):
    """A closed letter."""
    h = w * 0.66
    with s.at(x, y, turn=turn):
        s.box(-w / 2 + 8, -h / 2 + 10, w, h, INK, w * 0.05, 0.12)
        s.box(-w / 2, -h / 2, w, h, colour, w * 0.05)
        s.shape([(-w / 2 + w * 0.03, -h / 2), (w / 2 - w * 0.03, -h / 2), (0, h * 0.12)], mix(colour, INK, 0.1))
        s.disc(0, h * 0.06, w * 0.075, seal)


def laptop(s, x, foot, w, screen, body=INK):
    """Seen from the front, on what it stands at `foot`; gives its screen: x, y, width, height."""
    h = w * 0.6
    s.box(x - w / 2, foot - h - 10, w, h, body, 14)
    inside = (x - w / 2 + 12, foot - h + 2, w - 24, h - 24)
    s.box(*inside, screen, 6)
    s.box(x - w * 0.6, foot - 14, w * 1.2, 14, mix(body, WHITE, 0.55), 7)
    return inside


def calendar(s, x, y, w, colour, rows=4, marked=(), ringed=None):
    """A month's sheet, its middle at (x, y); days are counted along the rows of seven."""
    h = w * 0.86
    card(s, x, y, w, h)
    left, top = x - w / 2, y - h / 2
    with s.within(left, top, w, h, 18):
        s.box(left, top, w, h * 0.2, colour)
    for n in (0.24, 0.76):
        s.box(left + w * n - 8, top - 16, 16, 40, INK, 8)
    step, r = w * 0.84 / 7, w * 0.036
    for n in range(rows * 7):
        cx = left + w * 0.08 + step * (n % 7 + 0.5)
        cy = top + h * 0.2 + (h * 0.72 / rows) * (n // 7 + 0.56)
        if n == ringed:
            s.disc(cx, cy, r * 1.75, CORAL)
            star(s, cx, cy, r * 1.15, WHITE)
        elif n in marked:
            s.disc(cx, cy, r * 1.1, colour)
        else:
            s.disc(cx, cy, r, mix(colour, WHITE, 0.76))


def way(s, points, colour, wide=(150, 8)):
    """A path in perspective: through points from near to far, so wide at first and at last."""
    count = len(points) - 1
    width = [wide[0] * (wide[1] / wide[0]) ** (n / count) for n in range(count + 1)]
    left = [(x - w / 2, y) for (x, y), w in zip(points, width)]
    right = [(x + w / 2, y) for (x, y), w in zip(points, width)]

    def through(line):
        # Each piece leaves a point in the direction from the one before it to the one after it.
        ends = [line[0], *line, line[-1]]
        for before, a, b, after in zip(ends, line, line[1:], ends[3:]):
            s.c.curve_to(
                a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6,
                b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6, *b,
            )

    s.c.new_path()
    s.c.move_to(*left[0])
    through(left)
    s.c.line_to(*right[-1])
    through(right[::-1])
    s.c.close_path()
    s.fill(colour)


def house(s, x, ground, w, h, wall, roof, lit=True):
    """A small house with two windows and a door."""
    s.box(x - w / 2, ground - h, w, h, wall)
    s.shape([(x - w * 0.62, ground - h), (x + w * 0.62, ground - h), (x, ground - h - w * 0.42)], roof)
    glow = rgb("ffd98a") if lit else mix(wall, INK, 0.35)
    for side in (-1, 1):
        s.box(x + side * w * 0.25 - w * 0.11, ground - h * 0.78, w * 0.22, h * 0.28, glow, 4)
    s.box(x - w * 0.1, ground - h * 0.4, w * 0.2, h * 0.4, mix(roof, INK, 0.25), 4)


def bunting(s, y, drop, colours, count=13):
    """Small flags on a line across the picture."""
    def at(k):
        return (WIDTH * k, y + drop * 4 * k * (1 - k))

    s.line([at(n / 40) for n in range(41)], mix(INK, WHITE, 0.35), 4)
    for n in range(count):
        (ax, ay), (bx, by) = at((n + 0.2) / count), at((n + 0.8) / count)
        s.shape([(ax, ay), (bx, by), ((ax + bx) / 2, (ay + by) / 2 + 58)], colours[n % len(colours)])


def phone(s, x, y, h, screen, turn=0.0):
    """Upright, its middle at (x, y)."""
    w = h * 0.52
    with s.at(x, y, turn=turn):
        s.box(-w / 2 + 8, -h / 2 + 10, w, h, INK, h * 0.08, 0.12)
        s.box(-w / 2, -h / 2, w, h, INK, h * 0.08)
        s.box(-w / 2 + 12, -h / 2 + 12, w - 24, h - 24, screen, h * 0.055)
        s.box(-w * 0.12, -h / 2 + 20, w * 0.24, 9, INK, 4)


def flag(s, x, ground, h, colour):
    s.line([(x, ground), (x, ground - h)], INK, 7)
    s.shape([(x + 3, ground - h), (x + h * 0.56, ground - h * 0.78), (x + 3, ground - h * 0.56)], colour)
