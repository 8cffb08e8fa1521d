"""The drawing kit: one picture, its colours and its simplest shapes."""

import math
import struct
import zlib
from collections import Counter
from contextlib import contextmanager

import cairo

WIDTH, HEIGHT = 1280, 720


def rgb(text):
    return tuple(int(text[i : i + 2], 16) / 255 for i in (0, 2, 4))


def mix(a, b, k):
    """From a (k = 0) to b (k = 1)."""
    return tuple(x + (y - x) * k for x, y in zip(a, b))


INK, CREAM, WHITE = rgb("22343f"), rgb("fdf4e3"), rgb("ffffff")
SUN, CORAL, LEAF, SKY, TEAL, PLUM = (rgb(c) for c in ("f5bd4f", "e4775f", "569a78", "8cc0dc", "24697f", "7b5c95"))
WOOD = rgb("c39163")


class Sheet:
    """One picture: flat shapes, the origin at the top left."""

    def __init__(self, size=(WIDTH, HEIGHT)):
        self.surface = cairo.ImageSurface(cairo.FORMAT_RGB24, *size)
        self.c = cairo.Context(self.surface)
        self.c.set_line_cap(cairo.LINE_CAP_ROUND)
        self.c.set_line_join(cairo.LINE_JOIN_ROUND)

    def fill(self, colour, alpha=1.0):
        self.c.set_source_rgba(*colour, alpha)
        self.c.fill()

    @contextmanager
    def at(self, x, y, size=1.0, turn=0.0):
        """Draws around (x, y), larger or turned (in degrees)."""
        self.c.save()
        self.c.translate(x, y)
        self.c.scale(size, size)
        self.c.rotate(math.radians(turn))
        yield
        self.c.restore()

    @contextmanager
    def within(self, x, y, w, h, r=0.0):
        """Draws nothing outside of a box; with r = w / 2 = h / 2, of a disc."""
        self.c.save()
        self.outline(x, y, w, h, r)
        self.c.clip()
        yield
        self.c.restore()

    def bands(self, top, bottom, high, low, count=7):
        """A sky in even steps: soft to look at, small as a file."""
        step = (bottom - top) / count
        for n in range(count):
            self.c.rectangle(0, top + n * step, WIDTH, step + 1)
            self.fill(mix(high, low, n / (count - 1)))

    def outline(self, x, y, w, h, r):
        r = min(r, w / 2, h / 2)
        self.c.new_path()
        for cx, cy, quarter in ((x + w - r, y + r, 3), (x + w - r, y + h - r, 0), (x + r, y + h - r, 1), (x + r, y + r, 2)):
            self.c.arc(cx, cy, r, quarter * math.pi / 2, (quarter + 1) * math.pi / 2)
        self.c.close_path()

    def box(self, x, y, w, h, colour, r=0.0, alpha=1.0):
        self.outline(x, y, w, h, r)
        self.fill(colour, alpha)

    def disc(self, x, y, r, colour, alpha=1.0):
        self.c.new_path()
        self.c.arc(x, y, r, 0, 2 * math.pi)
        self.fill(colour, alpha)

    def arc(self, x, y, r, start, end, colour, width):
        """A stroke along a circle, from and to degrees, clockwise from the right."""
        self.c.new_path()
        self.c.arc(x, y, r, math.radians(start), math.radians(end))
        self.c.set_source_rgb(*colour)
        self.c.set_line_width(width)
        self.c.stroke()

    def oval(self, x, y, rx, ry, colour, alpha=1.0):
        self.c.save()
        self.c.translate(x, y)
        self.c.scale(rx, ry)
        self.disc(0, 0, 1, colour, alpha)
        self.c.restore()

    def shape(self, points, colour, alpha=1.0):
        self.c.new_path()
        for point in points:
            self.c.line_to(*point)
        self.c.close_path()
        self.fill(colour, alpha)

    def soft(self, start, curves, colour, alpha=1.0):
        """A shape of curves, each six numbers (two handles and where it ends)."""
        self.trace(start, curves)
        self.c.close_path()
        self.fill(colour, alpha)

    def sweep(self, start, curves, colour, width, dash=()):
        """A stroke along curves."""
        self.trace(start, curves)
        self.c.set_source_rgb(*colour)
        self.c.set_line_width(width)
        self.c.set_dash(dash)
        self.c.stroke()
        self.c.set_dash([])

    def trace(self, start, curves):
        self.c.new_path()
        self.c.move_to(*start)
        for curve in curves:
            self.c.curve_to(*curve)

    def line(self, points, colour, width):
        self.c.new_path()
        for point in points:
            self.c.line_to(*point)
        self.c.set_source_rgb(*colour)
        self.c.set_line_width(width)
        self.c.stroke()

    def hill(self, height, rise, phase, colour, base=500, wide=900):
        """A long wave of land from `base` up to `height`."""
        land = [(x, height - rise * math.sin(2 * math.pi * (x / wide + phase))) for x in range(0, WIDTH + 20, 20)]
        self.shape([(0, base), *land, (WIDTH, base)], colour)

    def tree(self, x, ground, size, colour):
        self.line([(x, ground), (x, ground - 0.9 * size)], mix(WOOD, INK, 0.35), size * 0.1)
        for dx, dy, r in ((-0.28, -0.85, 0.34), (0.28, -0.9, 0.36), (0, -1.25, 0.44)):
            self.disc(x + dx * size, ground + dy * size, r * size, colour)
        self.disc(x + 0.1 * size, ground - 1.32 * size, 0.26 * size, mix(colour, WHITE, 0.14))

    def tub(self, x, ground, size):
        """A young tree in a tub."""
        self.tree(x, ground - 0.45 * size, size, LEAF)
        top, foot, y = 0.34 * size, 0.26 * size, ground - 0.5 * size
        self.shape([(x - top, y), (x + top, y), (x + foot, ground), (x - foot, ground)], mix(CORAL, INK, 0.1))
        self.box(x - top - 5, y - 7, 2 * top + 10, 15, CORAL, 5)

    def cup(self, x, y, colour, size=1.0):
        self.c.set_source_rgb(*colour)
        self.c.set_line_width(6 * size)
        self.c.new_path()
        self.c.arc(x + 19 * size, y - 18 * size, 10 * size, 0, 2 * math.pi)
        self.c.stroke()
        self.box(x - 18 * size, y - 36 * size, 37 * size, 37 * size, colour, 7 * size)

    def small(self, width):
        """The same picture, smaller."""
        scale = width / WIDTH
        small = Sheet((width, round(HEIGHT * scale)))
        small.c.scale(scale, scale)
        small.c.set_source_surface(self.surface)
        small.c.get_source().set_filter(cairo.Filter.BEST)
        small.c.paint()
        return small

    def save(self, path):
        """As a PNG of at most 256 colours: half the size of a full one, and flat shapes need no more."""
        self.surface.flush()
        pixels = memoryview(self.surface.get_data()).cast("I")
        counted = Counter(pixels)
        kept = [colour for colour, _ in counted.most_common(256)]
        parts = [(c >> 16 & 255, c >> 8 & 255, c & 255) for c in kept]
        known = {colour: n for n, colour in enumerate(kept)}
        for colour in counted:
            if colour not in known:
                red, green, blue = colour >> 16 & 255, colour >> 8 & 255, colour & 255
                known[colour] = min(
                    range(len(parts)),
                    key=lambda n: (parts[n][0] - red) ** 2 + (parts[n][1] - green) ** 2 + (parts[n][2] - blue) ** 2,
                )
        rows = bytearray()
        width, height = self.surface.get_width(), self.surface.get_height()
        for start in range(0, width * height, width):
            rows.append(0)
            rows.extend(known[colour] for colour in pixels[start : start + width])

        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
        palette = b"".join(bytes(part) for part in parts)
        body = chunk(b"IHDR", head) + chunk(b"PLTE", palette) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
