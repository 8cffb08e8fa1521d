"""The drawing kit: easing, palettes, type and the figures and things the scenes are made of.

Everything is drawn with cairo on a 1280x720 stage. The ground begins at y = 500: the lower third
stays calm, because questions are drawn over it.
"""

import math

import cairo

WIDTH, HEIGHT, FPS, GROUND = 1280, 720, 30, 500
FONT = "Noto Sans CJK JP"
TAU = 2 * math.pi


def rgb(text):
    text = text.lstrip("#")
    return tuple(int(text[i : i + 2], 16) / 255 for i in (0, 2, 4))


INK, PAPER, WHITE = rgb("21323d"), rgb("fff8ec"), rgb("ffffff")
SUN, CORAL, LEAF, SKY, ROSE = rgb("f4b942"), rgb("e8735a"), rgb("4f9d76"), rgb("7db6d6"), rgb("f3b5bd")
GREY, STEEL, WOOD = rgb("b9c4c9"), rgb("5d7380"), rgb("b98a5e")
SKINS = [rgb("f2c9a5"), rgb("e5b48b"), rgb("f6d5b8"), rgb("d9a67c")]
HAIRS = [rgb("2f2a2b"), rgb("4a352b"), rgb("5b4a42"), rgb("26323c")]

# theme -> (sky at the top, sky at the ground, ground, main colour, soft colour)
PALETTES = {
    "home": ("e4f1f2", "fdf6e7", "1f6f8b", "1f6f8b", "bfe0e2"),
    "relationships": ("e2f2ea", "fbf7e8", "2c7f61", "2f8f6b", "bfe3d2"),
    "job-content": ("e3ecf7", "fbf7ee", "33609f", "3b6fb6", "c3d7ef"),
    "career": ("fbeade", "fff7e6", "a9542a", "c0622f", "f5cfb4"),
    "comparison": ("eee7f6", "fcf6f1", "6b4a92", "7d56a8", "dacbec"),
    "information": ("f8efd6", "fffaf0", "8d6a12", "a67c12", "eedfae"),
    "night": ("152a45", "3d5277", "182b40", "f4b942", "5d7598"),
    "dim": ("8fa2ab", "c9d2d3", "4b606b", "3c5260", "aebbc1"),
}


class Palette:
    def __init__(self, name):
        self.name = name
        self.high, self.low, self.ground, self.main, self.soft = (rgb(c) for c in PALETTES[name])
        self.dark = name == "night"


def mix(a, b, k):
    return tuple(x + (y - x) * k for x, y in zip(a, b))


def clamp(x, low=0.0, high=1.0):
    return max(low, min(high, x))


def ramp(t, start, length=0.7):
    """0 before `start`, 1 after `start + length`, eased at both ends."""
    x = clamp((t - start) / length)
    return x * x * x * (x * (6 * x - 15) + 10)


def pop(t, start, length=0.6):
    """Like `ramp`, with a small overshoot: for things that appear."""
    x = clamp((t - start) / length)
    if x in (0.0, 1.0):
        return x
    return 1 + 2.2 * (x - 1) ** 3 + 1.2 * (x - 1) ** 2


def wave(t, period, phase=0.0):
    return math.sin(TAU * (t / period + phase))


class Stage:
    """A cairo context with the shapes that the scenes share."""

    def __init__(self, surface, font=FONT):
        self.c, self.font = cairo.Context(surface), font
        self.c.set_line_cap(cairo.LINE_CAP_ROUND)
        self.c.set_line_join(cairo.LINE_JOIN_ROUND)

    # -- basics ---------------------------------------------------------------------------------

    def fill(self, colour, alpha=1.0):
        self.c.set_source_rgba(*colour, alpha)
        self.c.fill()

    def line(self, colour, width, alpha=1.0):
        self.c.set_source_rgba(*colour, alpha)
        self.c.set_line_width(width)
        self.c.stroke()

    def disc(self, x, y, r, colour, alpha=1.0):
        if r > 0:
            self.c.new_path()
            self.c.arc(x, y, r, 0, TAU)
            self.fill(colour, alpha)

    def ring(self, x, y, r, colour, width, alpha=1.0):
        if r > 0:
            self.c.new_path()
            self.c.arc(x, y, r, 0, TAU)
            self.line(colour, width, alpha)

    def path_box(self, x, y, w, h, r):
        c, r = self.c, min(r, w / 2, h / 2)
        c.new_path()
        c.arc(x + w - r, y + r, r, -TAU / 4, 0)
        c.arc(x + w - r, y + h - r, r, 0, TAU / 4)
        c.arc(x + r, y + h - r, r, TAU / 4, TAU / 2)
        c.arc(x + r, y + r, r, TAU / 2, 3 * TAU / 4)
        c.close_path()

    def box(self, x, y, w, h, colour, r=12, alpha=1.0):
        if w > 0 and h > 0:
            self.path_box(x, y, w, h, r)
            self.fill(colour, alpha)

    def frame(self, x, y, w, h, colour, width=4, r=12, alpha=1.0):
        self.path_box(x, y, w, h, r)
        self.line(colour, width, alpha)

    def stroke(self, points, colour, width=4, alpha=1.0):
        self.c.new_path()
        self.c.move_to(*points[0])
        for p in points[1:]:
            self.c.line_to(*p)
        self.line(colour, width, alpha)

    def polygon(self, points, colour, alpha=1.0):
        self.c.new_path()
        self.c.move_to(*points[0])
        for p in points[1:]:
            self.c.line_to(*p)
        self.c.close_path()
        self.fill(colour, alpha)

    def at(self, x, y, scale=1.0, turn=0.0):
        """Use as `with stage.at(...)`: what follows is drawn around (0, 0) there."""
        return _Placed(self.c, x, y, scale, turn)

    def text(self, words, x, y, size, colour, bold=True, align="left", alpha=1.0):
        c = self.c
        c.select_font_face(self.font, cairo.FONT_SLANT_NORMAL, cairo.FONT_WEIGHT_BOLD if bold else cairo.FONT_WEIGHT_NORMAL)
        c.set_font_size(size)
        advance = c.text_extents(words).x_advance
        shift = {"left": 0, "middle": advance / 2, "right": advance}[align]
        c.move_to(x - shift, y)
        c.set_source_rgba(*colour, alpha)
        c.show_text(words)
        c.new_path()
        return advance

    # -- the place ------------------------------------------------------------------------------

    def backdrop(self, p, t, hills=True):
        """Sky, a large pale sun that drifts, two rows of hills with parallax, and the calm ground."""
        sky = cairo.LinearGradient(0, 0, 0, GROUND)
        sky.add_color_stop_rgb(0, *p.high)
        sky.add_color_stop_rgb(1, *p.low)
        self.c.set_source(sky)
        self.c.paint()
        if hills:
            self.disc(1040 - 2.0 * t, 170, 210, p.soft, 0.35)
            for row, (height, speed, k) in enumerate(((70, 2.5, 0.25), (38, 5.0, 0.5))):
                self.c.new_path()
                self.c.move_to(0, HEIGHT)
                for x in range(0, WIDTH + 33, 32):
                    y = GROUND - height - 26 * math.sin((x + speed * t) / (190 - 40 * row) + 2.1 * row)
                    self.c.line_to(x, y)
                self.c.line_to(WIDTH, HEIGHT)
                self.c.close_path()
                self.fill(mix(p.low, p.soft, 0.55 + k * 0.8))
        self.floor(p)

    def floor(self, p, y=GROUND):
        self.c.rectangle(0, y, WIDTH, HEIGHT - y)
        self.fill(p.ground)
        self.c.rectangle(0, y, WIDTH, 6)
        self.fill(WHITE, 0.18)
        for n, (rise, alpha) in enumerate(((60, 0.05), (130, 0.06))):
            self.c.new_path()
            self.c.move_to(0, HEIGHT)
            self.c.line_to(0, y + rise)
            self.c.curve_to(420, y + rise - 46 + 70 * n, 820, y + rise + 50 - 80 * n, WIDTH, y + rise - 12)
            self.c.line_to(WIDTH, HEIGHT)
            self.c.close_path()
            self.fill(INK, alpha)

    def heading(self, p, t, japanese, english, x=80, y=92):
        """The scene's title: large in Japanese, small in English, with a bar in the theme's colour."""
        k = ramp(t, 0.15, 0.6)
        ink = WHITE if p.dark else INK
        self.box(x, y - 42 + 94 * (1 - k) / 2, 8, 94 * k, p.main, 4)
        self.text(japanese, x + 28 - 16 * (1 - k), y, 44, ink, alpha=k)
        self.text(english, x + 28 - 10 * (1 - ramp(t, 0.3, 0.6)), y + 42, 25, mix(ink, p.main, 0.35), bold=False, alpha=ramp(t, 0.3, 0.6))

    # -- people ---------------------------------------------------------------------------------

    def person(self, x, y, t, shirt, kind=0, size=1.0, look=0.0, mood=1.0, arm=None, legs=False):
        """A colleague. (x, y) is the middle of the waist (of the feet with `legs`); `kind` picks skin and hair.

        `look` turns the face (-1 left .. 1 right), `mood` bends the mouth, `arm` is the angle of a raised
        right arm in degrees (0 = straight out, 90 = up).
        """
        skin, hair = SKINS[kind % 4], HAIRS[(kind * 3 + kind // 2) % 4]
        breath = 1.6 * wave(t, 3.4, kind * 0.23)
        with self.at(x, y, size):
            if legs:
                for side in (-1, 1):
                    self.box(side * 17 - 13, -96, 26, 92, mix(INK, STEEL, 0.4), 10)
                    self.box(side * 19 - 17, -14, 34, 15, INK, 7)
                self.c.translate(0, -88)
            self.c.translate(0, -breath)
            if arm is not None:
                a = math.radians(arm)
                ex, ey = 46 + 62 * math.cos(a), -104 - 62 * math.sin(a)
                self.stroke([(44, -98), (ex, ey)], mix(shirt, INK, 0.12), 26)
                self.disc(ex + 8 * math.cos(a), ey - 8 * math.sin(a), 14, skin)
            if kind % 2:  # long hair falls behind the shoulders
                self.box(-44, -226, 88, 112, hair, 42)
            self.c.new_path()
            self.c.move_to(-62, 0)
            self.c.curve_to(-66, -70, -62, -128, 0, -130)
            self.c.curve_to(62, -128, 66, -70, 62, 0)
            self.c.close_path()
            self.fill(shirt)
            self.polygon([(-18, -130), (18, -130), (0, -100)], mix(skin, WOOD, 0.25))
            self.box(-14, -154, 28, 34, mix(skin, WOOD, 0.25), 10)
            self._head(t, skin, hair, kind, look, mood)

    def _head(self, t, skin, hair, kind, look, mood):
        dx = 7 * look
        long = kind % 2 == 1
        self.c.new_path()
        self.c.save()
        self.c.translate(0, -182)
        self.c.scale(1, 1.12)
        self.c.arc(0, 0, 38, 0, TAU)
        self.c.restore()
        self.fill(skin)
        self.c.new_path()
        self.c.arc(0, -190, 41, math.pi * 1.02, math.pi * 1.98)
        if long:
            self.c.curve_to(30, -206, 6, -214, -8, -216)
            self.c.curve_to(-20, -208, -34, -200, -41, -184)
        else:
            self.c.curve_to(34, -202, 10, -204, -14, -206)
            self.c.curve_to(-24, -204, -36, -200, -41, -184)
        self.c.close_path()
        self.fill(hair)
        shut = 0.15 if (t + kind * 1.37) % 3.9 < 0.12 else 1.0
        for side in (-1, 1):
            with self.at(side * 13 + dx, -178, 1.0):
                self.c.scale(1, shut)
                self.disc(0, 0, 4.2, INK)
            self.disc(side * 22 + dx, -164, 6, ROSE, 0.55)
        self.c.new_path()
        self.c.move_to(-9 + dx, -160)
        self.c.curve_to(-4 + dx, -160 + 8 * mood, 4 + dx, -160 + 8 * mood, 9 + dx, -160)
        self.line(mix(INK, CORAL, 0.35), 3.2)

    # -- things ---------------------------------------------------------------------------------

    def desk(self, x, y, w, colour=WOOD):
        self.box(x, y, w, 20, colour, 8)
        for leg in (x + 24, x + w - 40):
            self.box(leg, y + 14, 16, GROUND + 26 - y, mix(colour, INK, 0.25), 4)

    def laptop(self, x, y, size=1.0, screen=SKY):
        with self.at(x, y, size):
            self.box(-70, -92, 140, 88, INK, 10)
            self.box(-62, -85, 124, 72, screen, 5)
            self.box(-86, -8, 172, 12, STEEL, 6)

    def cup(self, x, y, t, colour=WHITE, size=1.0):
        with self.at(x, y, size):
            for n in (-8, 8):
                self.c.new_path()
                self.c.move_to(n, -46)
                self.c.curve_to(n + 8 * wave(t, 2.4, n / 16), -58, n - 8 * wave(t, 2.4, n / 16), -70, n + 3, -82)
                self.line(GREY, 4, 0.55)
            self.ring(24, -20, 11, colour, 6)
            self.box(-24, -40, 48, 40, colour, 9)

    def bubble(self, x, y, w, h, colour=WHITE, tail=0, k=1.0):
        """A speech bubble around (x, y); `tail` is where its point leaves below, from -1 to 1."""
        if k <= 0:
            return
        with self.at(x, y, k):
            self.polygon([(tail * w * 0.4 - 14, h / 2 - 6), (tail * w * 0.4 + 14, h / 2 - 6), (tail * w * 0.52, h / 2 + 26)], colour)
            self.box(-w / 2, -h / 2, w, h, colour, 24)

    def card(self, x, y, w, h, k=1.0, colour=WHITE):
        """A paper card around (x, y) with a soft shadow, risen by `k`."""
        if k <= 0:
            return
        y += 26 * (1 - k)
        self.box(x - w / 2 + 4, y - h / 2 + 8, w, h, INK, 18, 0.10 * k)
        self.box(x - w / 2, y - h / 2, w, h, colour, 18, min(1, k))

    def envelope(self, x, y, size=1.0, colour=WHITE, seal=CORAL, turn=0.0):
        with self.at(x, y, size, turn):
            self.box(-52, -34, 104, 68, colour, 8)
            self.stroke([(-48, -28), (0, 8), (48, -28)], GREY, 5)
            self.disc(0, 8, 9, seal)

    def check(self, x, y, size, colour=LEAF, k=1.0):
        if k <= 0:
            return
        a, b, c = (-0.5, 0.0), (-0.12, 0.36), (0.55, -0.42)
        first, second = clamp(k * 2), clamp(k * 2 - 1)
        pts = [(x + a[0] * size, y + a[1] * size), (x + (a[0] + (b[0] - a[0]) * first) * size, y + (a[1] + (b[1] - a[1]) * first) * size)]
        if second > 0:
            pts.append((x + (b[0] + (c[0] - b[0]) * second) * size, y + (b[1] + (c[1] - b[1]) * second) * size))
        self.stroke(pts, colour, size * 0.22)

    def clock(self, x, y, r, hours, rim=INK):
        self.disc(x, y, r, WHITE)
        self.ring(x, y, r, rim, r * 0.11)
        for n in range(12):
            a = TAU * n / 12
            self.disc(x + 0.78 * r * math.sin(a), y - 0.78 * r * math.cos(a), r * (0.05 if n % 3 else 0.075), STEEL)
        for angle, length, width in ((hours / 12, 0.46, 0.1), (hours % 1, 0.68, 0.07)):
            a = TAU * angle
            self.stroke([(x, y), (x + length * r * math.sin(a), y - length * r * math.cos(a))], INK, r * width)
        self.disc(x, y, r * 0.08, CORAL)

    def building(self, x, y, w, h, colour, t=0.0, lit=0.6):
        """An office standing on y."""
        self.box(x - w / 2, y - h, w, h + 6, colour, 10)
        columns, rows = max(2, int(w // 46)), max(2, int((h - 50) // 46))
        for row in range(rows):
            for column in range(columns):
                on = (math.sin(row * 12.9 + column * 78.2 + w) * 43758.5) % 1 < lit
                self.box(
                    x - w / 2 + (column + 0.5) * w / columns - 12, y - h + 22 + row * 44, 24, 26,
                    mix(SUN, WHITE, 0.35) if on else mix(colour, INK, 0.35), 4, 0.95,
                )  # fmt: skip

    def tree(self, x, y, t, size=1.0, colour=LEAF):
        with self.at(x, y, size, 0.012 * wave(t, 4.2, x / 300)):
            self.box(-7, -60, 14, 62, mix(WOOD, INK, 0.3), 5)
            for dx, dy, r in ((-26, -74, 34), (26, -74, 34), (0, -104, 40)):
                self.disc(dx, dy, r, colour)
            self.disc(-10, -112, 18, mix(colour, WHITE, 0.25))

    def petals(self, t, count=16, colour=ROSE, low=GROUND):
        """Cherry petals that drift across; they never bunch because each has its own lane."""
        for n in range(count):
            lane = (n * 0.61803) % 1
            speed = 26 + 17 * ((n * 0.37) % 1)
            x = (lane * 1500 + speed * 1.2 * t) % 1400 - 60
            y = ((n * 0.277) % 1 * (low + 60) + speed * t) % (low + 40) - 30
            with self.at(x, y, 0.8 + 0.5 * ((n * 0.53) % 1), wave(t, 3 + n % 3, n / 7)):
                self.c.new_path()
                self.c.move_to(0, -9)
                self.c.curve_to(9, -6, 8, 8, 0, 10)
                self.c.curve_to(-8, 8, -9, -6, 0, -9)
                self.fill(colour, 0.9)

    def arrow(self, points, colour, width, k=1.0):
        """A line through `points`, drawn up to the share `k`, with a head."""
        if k <= 0.02:
            return
        lengths = [math.dist(a, b) for a, b in zip(points, points[1:])]
        left, out = sum(lengths) * k, [points[0]]
        for (a, b), length in zip(zip(points, points[1:]), lengths):
            part = min(1.0, left / length) if length else 1
            out.append((a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part))
            left -= length
            if left <= 0:
                break
        self.stroke(out, colour, width)
        (ax, ay), (bx, by) = out[-2], out[-1]
        turn = math.atan2(by - ay, bx - ax)
        head = width * 1.9
        tips = [(bx + head * math.cos(turn + d), by + head * math.sin(turn + d)) for d in (0, 2.3, -2.3)]
        self.polygon(tips, colour)


class _Placed:
    def __init__(self, context, x, y, scale, turn):
        self.context, self.args = context, (x, y, scale, turn)

    def __enter__(self):
        x, y, scale, turn = self.args
        self.context.save()
        self.context.translate(x, y)
        self.context.rotate(turn)
        self.context.scale(max(scale, 1e-4), max(scale, 1e-4))

    def __exit__(self, *_):
        self.context.restore()
