"""The way in and out: welcome, hub, waiting, how you feel, a few words, the offer to talk, goodbye."""

import math

from . import handouts
from .draw import (
    CORAL, GREY, GROUND, INK, LEAF, PAPER, ROSE, SKY, STEEL, SUN, WHITE, WOOD,
    Palette, clamp, mix, pop, ramp, wave,
)  # fmt: skip

H = Palette("home")
THEMES = ["relationships", "job-content", "career", "comparison", "information"]
RAIN = mix(STEEL, SKY, 0.4)


def tinted(high, low):
    """The home palette under another sky."""
    p = Palette("home")
    p.high, p.low = high, low
    return p


# -- in ---------------------------------------------------------------------------------------------


def welcome(s, t, seconds, marks, language):
    """A door that opens; the greeting in one language, for this clip exists once for each."""
    dawn = ramp(t, 0, 4)
    p = tinted(mix(H.high, (0.99, 0.90, 0.80), 0.7 * dawn), mix(H.low, (1.0, 0.95, 0.82), dawn))
    s.backdrop(p, t)
    k = ramp(t, 0.7, 2.2)
    x, y, w, h = 900, GROUND, 210, 330
    s.polygon([(x - 12, y), (x + w + 12, y), (x + w + 12 + 210 * k, 720), (x - 12 - 300 * k, 720)], mix(SUN, WHITE, 0.72), 0.72 * k)
    s.box(x - 22, y - h - 22, w + 44, h + 22, mix(H.main, INK, 0.15), 14)
    s.box(x, y - h, w, h, mix(SUN, WHITE, 0.55), 4)
    s.c.save()
    s.c.rectangle(x, y - h, w, h)
    s.c.clip()
    s.disc(x + w / 2, y - h / 2 - 10, 150 * k, WHITE, 0.45)
    for n, (dx, kind, shirt) in enumerate(((52, 0, SKY), (158, 3, CORAL), (105, 1, H.main))):
        rise = pop(t, 1.6 + 0.3 * n, 0.8)
        arm = 62 + 20 * wave(t, 1.0) if n == 2 else None
        s.person(x + dx, y + 8 + 150 * (1 - rise), t, shirt, kind, 0.86, 0.1 * (1 - n), arm=arm)
    s.c.restore()
    door = w * (1 - 0.82 * k)
    s.polygon([(x, y - h), (x + door, y - h - 24 * k), (x + door, y + 30 * k), (x, y)], mix(H.main, WHITE, 0.12))
    s.disc(x + door - 20, y - h / 2 + 8, 8, SUN)
    s.petals(t + 4, 18, mix(ROSE, WHITE, 0.15), 680)
    with s.at(112, 122, pop(t, 0.2)):
        handouts.mark(s, 0, 0, 40)
    name = "株式会社みほん" if language == "ja" else "Mihon Inc."
    s.text(name, 170, 133, 30, H.main, alpha=ramp(t, 0.4))
    lines = ["内定、", "おめでとうございます"] if language == "ja" else ["Congratulations", "on your offer"]
    for n, words in enumerate(lines):
        a = ramp(t, 0.6 + 0.35 * n, 0.8)
        s.text(words, 76, 258 + 88 * n + 16 * (1 - a), 66 if language == "ja" else 70, INK, alpha=a)
    more = "入社までの、歩きかた" if language == "ja" else "The way to your first day"
    a = ramp(t, marks[1], 0.8)
    s.box(80, 388, 300 * a, 5, SUN, 2)
    s.text(more, 80, 438, 32, mix(INK, H.main, 0.5), bold=False, alpha=a)


def hub(s, t, seconds, marks, language):
    """Five signs round a person who wonders; the right half stays free for the question."""
    s.backdrop(H, t)
    s.person(330, GROUND + 6, t, mix(H.main, WHITE, 0.15), 2, 1.25, 0.3 * wave(t, 5), mood=0.8)
    for n, theme in enumerate(THEMES):
        p = Palette(theme)
        k = pop(t, 0.25 + 0.22 * n, 0.6)
        a = math.radians(196 - 53 * n)
        x, y = 330 + 250 * math.cos(a), 330 - 232 * math.sin(a) + 5 * wave(t, 3.2, n / 5)
        with s.at(x, y, k):
            s.disc(3, 6, 56, INK, 0.10)
            s.disc(0, 0, 56, WHITE)
            s.ring(0, 0, 56, p.main, 5)
            sign(s, theme, p.main)
    for n in range(3):
        s.disc(404 + 14 * n, 214 - 16 * n + 3 * wave(t, 2, n / 4), 4 + 2.5 * n, H.main, 0.55 * ramp(t, 1.2))


def sign(s, theme, colour):
    """A theme's sign within 40 px around (0, 0)."""
    if theme == "relationships":
        for x, shade in ((-15, mix(colour, WHITE, 0.35)), (15, colour)):
            s.disc(x, -13, 11, shade)
            s.box(x - 16, 2, 32, 26, shade, 14)
    elif theme == "job-content":
        s.box(-26, -20, 52, 34, colour, 5)
        s.box(-21, -15, 42, 24, WHITE, 3)
        s.box(-32, 17, 64, 8, colour, 4)
    elif theme == "career":
        for n in range(3):
            s.box(-28 + 19 * n, 16 - 15 * n, 17, 10 + 15 * n, mix(WHITE, colour, 0.5 + 0.25 * n), 3)
        s.polygon([(21, -34), (34, -27), (21, -20)], colour)
        s.stroke([(20, -34), (20, -14)], colour, 3)
    elif theme == "comparison":
        s.stroke([(0, -24), (0, 24)], colour, 5)
        s.stroke([(-26, -16), (26, -16)], colour, 5)
        s.stroke([(-13, 26), (13, 26)], colour, 6)
        for x in (-26, 26):
            s.c.new_path()
            s.c.arc(x, 0, 13, 0, math.pi)
            s.fill(colour)
            s.stroke([(x, -14), (x, 0)], colour, 2.5)
    else:
        s.box(-26, -22, 52, 48, colour, 7)
        s.box(-21, -9, 42, 30, WHITE, 4)
        s.check(0, 6, 26, colour)


def waiting(s, t, seconds, marks, language):
    """A road that branches, and lights that walk along it: round and round without a seam."""
    turn = t / 6.0  # one round in the clip's six seconds
    s.backdrop(H, 0, hills=False)
    s.disc(640, 250, 236 + 6 * math.sin(2 * math.pi * turn), H.soft, 0.40)
    s.disc(640, 250, 178 - 5 * math.sin(2 * math.pi * turn), H.soft, 0.55)
    ways = [
        lambda k: _curve((640, 500), (640, 360), (600, 300), (430, 200), k),
        lambda k: _curve((640, 500), (640, 360), (640, 280), (640, 150), k),
        lambda k: _curve((640, 500), (640, 360), (680, 300), (850, 200), k),
    ]
    for way in ways:
        s.stroke([way(n / 40) for n in range(41)], mix(H.main, WHITE, 0.82), 30)
    for way in ways:
        s.stroke([way(n / 40) for n in range(41)], WHITE, 18)
    for n, (way, theme) in enumerate(zip(ways, ("relationships", "career", "comparison"))):
        p, (x, y) = Palette(theme), way(1)
        glow = 0.5 + 0.5 * math.sin(2 * math.pi * (turn - n / 3))
        s.disc(x, y, 38 + 8 * glow, p.main, 0.16)
        s.disc(x, y, 27, p.main)
        s.disc(x, y, 11, WHITE)
        for m in range(2):
            k = (turn + n / 3 + m / 2) % 1
            s.disc(*way(k), 7.5, SUN, math.sin(math.pi * k) ** 0.5)
    s.floor(H)


def _curve(a, b, c, d, k):
    m = 1 - k
    return tuple(m**3 * p + 3 * m * m * k * q + 3 * m * k * k * r + k**3 * u for p, q, r, u in zip(a, b, c, d))


# -- how you feel -----------------------------------------------------------------------------------


def cloud(s, x, y, size, colour, alpha=1.0):
    with s.at(x, y, size):
        s.c.new_path()
        for dx, dy, r in ((-52, 8, 32), (-14, -14, 44), (34, -2, 38), (62, 14, 26)):
            s.c.new_sub_path()
            s.c.arc(dx, dy, r, 0, 2 * math.pi)
        s.c.new_sub_path()
        s.c.rectangle(-54, 8, 118, 32)
        s.fill(colour, alpha)


def sun(s, x, y, r, t, k=1.0):
    if k <= 0:
        return
    s.disc(x, y, r * 1.7, SUN, 0.14 * k)
    for n in range(12):
        a = 2 * math.pi * n / 12 + 0.1 * t
        s.stroke(
            [(x + r * 1.25 * math.cos(a), y + r * 1.25 * math.sin(a)), (x + r * 1.48 * math.cos(a), y + r * 1.48 * math.sin(a))],
            SUN, 6, 0.8 * k,
        )  # fmt: skip
    s.disc(x, y, r, SUN, k)


def rain(s, t, x, width, top, strength):
    for n in range(12):
        drop = (t * 1.1 + n * n * 0.137) % 1
        px = x - width / 2 + width * ((n * 0.618) % 1)
        s.stroke([(px, top + 110 * drop), (px - 4, top + 110 * drop + 16)], RAIN, 4, 0.7 * strength * math.sin(math.pi * drop))


def feel(s, t, seconds, marks, language):
    s.backdrop(H, t)
    s.heading(H, t, "いまのお気持ち", "How do you feel today?")
    for n, x in enumerate((330, 640, 950)):
        k = pop(t, 0.5 + 0.4 * n, 0.7)
        y = 258 + 6 * wave(t, 3.6, n / 3)
        with s.at(x, y, 0.84 * k):
            s.disc(4, 8, 126, INK, 0.08)
            s.disc(0, 0, 126, WHITE, 0.95)
            if n == 0:
                rain(s, t, 0, 110, 8, 1)
                cloud(s, -4, -18, 0.98, mix(GREY, STEEL, 0.25))
            elif n == 1:
                sun(s, 34, -26, 36, t)
                cloud(s, -14, 20, 0.86, mix(GREY, WHITE, 0.35))
            else:
                sun(s, 0, 0, 54, t)


def feel_worried(s, t, seconds, marks, language):
    ease = ramp(t, marks[1], 3.0)
    p = tinted(mix(Palette("dim").high, H.high, 0.25 + 0.75 * ease), mix(Palette("dim").low, (1.0, 0.96, 0.86), 0.2 + 0.8 * ease))
    s.backdrop(p, t)
    cloud(s, 520 - 130 * ease, 150, 1.5, mix(STEEL, WHITE, 0.3 + 0.4 * ease))
    cloud(s, 790 + 150 * ease, 170, 1.3, mix(STEEL, WHITE, 0.4 + 0.35 * ease))
    sun(s, 650, 140, 46, t, ease)
    rain(s, t, 640, 560, 200, 1 - ease)
    rain(s, t + 0.4, 640, 620, 290, 1 - ease)
    come = ramp(t, marks[1] - 0.3, 1.3)
    if come > 0:
        s.person(960 - 250 * come, GROUND, t, H.main, 1, 1.12, -0.7, mood=1)
    s.person(560, GROUND, t, SKY, 0, 1.12, 0.7 * come, mood=-0.7 + 1.5 * ramp(t, marks[1] + 1, 1.4))
    if come > 0:  # one umbrella for two
        x, y = 890 - 250 * come, 206
        s.stroke([(x, y), (x, y + 190)], INK, 7)
        with s.at(x, y + 12, 1, 0.02 * wave(t, 3)):
            s.c.new_path()
            s.c.arc(0, 20, 172, math.pi, 2 * math.pi)
            s.fill(CORAL)
            for n in range(4):
                s.c.new_path()
                s.c.arc(-129 + 86 * n, 20, 43, math.pi, 2 * math.pi)
                s.fill(mix(CORAL, WHITE, 0.16 if n % 2 else 0.28))
    s.floor(p)


def feel_unsure(s, t, seconds, marks, language):
    s.backdrop(H, t)
    s.heading(H, t, "半分ずつで、大丈夫", "Half and half is fine")
    drift = 34 * wave(t, 9)
    sun(s, 420 - drift, 262, 62, t)
    cloud(s, 850 + drift, 262, 1.25, mix(GREY, WHITE, 0.35))
    cloud(s, 930 + drift * 1.5, 312, 0.8, mix(GREY, WHITE, 0.6))
    s.person(640, GROUND, t, mix(H.main, WHITE, 0.2), 3, 1.2, 0.8 * wave(t, 5.2), mood=0.3 + 0.5 * ramp(t, marks[1], 1.5))
    for n in range(5):  # small steps, one after the other
        k = pop(t, marks[1] + 0.3 + 0.32 * n, 0.5)
        x = 800 + 86 * n
        s.box(x, GROUND - (16 + 15 * n) * k, 80, 10 + (16 + 15 * n) * k, mix(H.soft, H.main, 0.25 + 0.13 * n), 5)
    s.floor(H)


def feel_glad(s, t, seconds, marks, language):
    p = tinted(mix(H.high, SKY, 0.25), (1.0, 0.95, 0.85))
    s.backdrop(p, t)
    sun(s, 1040, 150, 62, t)
    for x, size in ((150, 1.7), (1140, 1.5)):
        s.tree(x, GROUND + 4, t, size, mix(ROSE, CORAL, 0.15))
    people = ((450, 2, SUN), (640, 1, H.main), (830, 0, SKY))
    for n, (x, kind, shirt) in enumerate(people):
        jump = 14 * abs(wave(t, 1.5, n / 6)) * ramp(t, marks[1], 1) * (1 - ramp(t, seconds - 0.8, 0.8))
        s.person(x, GROUND + 4 - jump, t, shirt, kind, 1.12, 0.5 * (1 - n), arm=66 + 16 * wave(t, 1.1, n / 3))
    s.petals(t, 26)
    s.heading(p, t, "春を楽しみに", "Looking forward to spring")


# -- out --------------------------------------------------------------------------------------------


def words(s, t, seconds, marks, language):
    """Letter paper, a pen and a cup, seen from above a little: the one still picture."""
    s.backdrop(H, t)
    s.box(0, 330, 1280, 400, mix(WOOD, WHITE, 0.35), 0)
    s.box(0, 330, 1280, 10, mix(WOOD, WHITE, 0.6), 0)
    s.box(120, 90, 250, 200, mix(SKY, WHITE, 0.5), 12)
    s.frame(120, 90, 250, 200, WHITE, 12, 12)
    s.stroke([(245, 94), (245, 286)], WHITE, 8)
    sun(s, 190, 160, 26, t)
    s.tree(330, 286, t, 0.8)
    with s.at(640, 330, 1, -0.05):
        s.box(-182, -172, 376, 330, INK, 10, 0.10)
        s.box(-190, -182, 376, 330, PAPER, 10)
        for n in range(6):
            s.stroke([(-150, -116 + 42 * n), (146 - (110 if n == 5 else 0), -116 + 42 * n)], mix(GREY, WHITE, 0.35), 3)
        s.text("こんにちは。", -148, -128, 26, mix(INK, H.main, 0.4), bold=False)
    with s.at(880, 330, 1, 0.5):
        s.box(-9, -120, 20, 190, H.main, 8)
        s.polygon([(-9, 66), (11, 66), (1, 98)], SUN)
        s.box(-9, -120, 20, 26, INK, 8)
    s.cup(1060, 400, t, CORAL, 1.9)


def talk(s, t, seconds, marks, language):
    s.backdrop(H, t)
    s.heading(H, t, "三十分、お話ししませんか", "Half an hour to talk?")
    s.box(352, 156, 576, 330, INK, 22)
    s.box(366, 170, 548, 302, mix(H.soft, WHITE, 0.4), 12)
    for n, (x, kind, shirt, soft) in enumerate(((506, 1, H.main, H.soft), (774, 4, SKY, mix(SUN, WHITE, 0.6)))):
        k = pop(t, 0.6 + (marks[0] + 1.4) * n * 0.6, 0.7)
        s.box(x - 124, 182, 248, 278, mix(WHITE, soft, 0.75), 12, 0.4 + 0.6 * clamp(k))
        s.c.save()
        s.c.rectangle(x - 124, 182, 248, 278)
        s.c.clip()
        s.person(x, 462 + 190 * (1 - k), t, shirt, kind, 1.02, 0.4 - 0.8 * n, arm=58 + 18 * wave(t, 1.1) if n == 1 and t < marks[1] else None)
        s.c.restore()
    for n, (x, y) in enumerate(((506, 440), (774, 440))):
        name, small = (("森", "Mori, HR"), ("先輩", "your team"))[n]
        k = ramp(t, 1.2 + 0.9 * n)
        s.box(x - 112, y - 24, 136, 34, INK, 10, 0.72 * k)
        s.text(name, x - 100, y, 19, WHITE, alpha=k)
        s.text(small, x - 100 + 21 * len(name) + 8, y, 15, WHITE, bold=False, alpha=k)
    s.box(590, 484, 100, 20, mix(INK, STEEL, 0.4), 4)
    s.cup(1040, GROUND, t, CORAL, 1.3)
    k = pop(t, marks[1], 0.6)
    if k > 0:
        s.bubble(1066, 300, 236, 96, WHITE, -0.3, k)
        with s.at(1066, 300, k):
            s.text("いまでなくても", 0, -6, 24, INK, align="middle")
            s.text("no hurry", 0, 26, 20, STEEL, bold=False, align="middle")
    s.floor(H)


def thanks(s, t, seconds, marks, language):
    s.backdrop(H, t)
    s.heading(H, t, "お申し込み、ありがとうございます", "Thank you for asking")
    s.person(300, GROUND, t, H.main, 1, 1.3, 0.6, arm=54 + 10 * wave(t, 1.3) if t > 0.5 else None)
    fly = ramp(t, 0.5, 2.0)
    trail = [(430 + 360 * k, 330 - 150 * math.sin(math.pi * k * 0.8)) for k in (n / 24 * fly for n in range(25))]
    s.stroke(trail, mix(H.main, WHITE, 0.55), 3, 0.7)
    s.envelope(*trail[-1], 0.9 + 0.35 * fly, turn=0.08 * wave(t, 2.6))
    for n in range(3):  # three working days
        k = pop(t, marks[1] + 0.35 * n, 0.6)
        if k > 0:
            x = 800 + 150 * n
            s.card(x, 400, 126, 136, clamp(k))
            s.box(x - 63, 332 + 26 * (1 - clamp(k)), 126, 36, H.main, 12, clamp(k))
            s.text(str(n + 1), x, 438, 50, INK if n < 2 else CORAL, align="middle", alpha=clamp(k))
    s.floor(H)


def goodbye(s, t, seconds, marks, language):
    dusk = ramp(t, 0, seconds)
    p = tinted(mix(H.high, (0.98, 0.84, 0.74), 0.8 * dusk), mix(H.low, (1.0, 0.93, 0.78), dusk))
    s.backdrop(p, t)
    sun(s, 870, 330 + 30 * dusk, 74, t)
    s.polygon([(850, GROUND - 8), (890, GROUND - 8), (1010, 720), (560, 720)], mix(p.low, WOOD, 0.22))
    s.floor(p, GROUND)
    s.polygon([(862, GROUND), (882, GROUND), (980, 720), (640, 720)], mix(p.ground, WHITE, 0.26))
    for x, size in ((190, 1.3), (1130, 1.55), (1020, 1.0)):
        s.tree(x, GROUND + 6, t, size, mix(LEAF, SUN, 0.15))
    s.person(420, GROUND + 4, t, H.main, 1, 1.25, 0.4, arm=64 + 20 * wave(t, 1.1))
    k = pop(t, marks[1], 0.7)
    if k > 0:
        s.person(600, GROUND + 4 + 40 * (1 - k), t, SKY, 0, 1.18 * clamp(k), -0.2, arm=58 + 20 * wave(t, 1.0, 0.3))
    s.petals(t + 2, 16, mix(ROSE, WHITE, 0.1), 640)
    s.heading(p, t, "また、ここで", "Until next time")


SCENES = {
    "welcome": welcome,
    "hub": hub,
    "waiting": waiting,
    "feel": feel,
    "feel-worried": feel_worried,
    "feel-unsure": feel_unsure,
    "feel-glad": feel_glad,
    "words": words,
    "talk": talk,
    "thanks": thanks,
    "goodbye": goodbye,
}
