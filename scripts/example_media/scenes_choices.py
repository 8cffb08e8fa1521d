"""Comparing offers without hurry, the months until the first day, and what colleagues once worried about."""

import math

from .draw import (
    CORAL, GREY, GROUND, INK, LEAF, PAPER, SKY, STEEL, SUN, WHITE, WOOD,
    Palette, clamp, mix, pop, ramp, rgb, wave,
)  # fmt: skip

C = Palette("comparison")
I = Palette("information")
R = Palette("relationships")
RIVAL = mix(CORAL, WHITE, 0.15)


def blend(a, b, k):
    """A palette on the way from `a` to `b`, for light that changes within a scene."""
    p = Palette(b.name)
    for part in ("high", "low", "ground", "main", "soft"):
        setattr(p, part, mix(getattr(a, part), getattr(b, part), k))
    p.dark = (a if k < 0.5 else b).dark
    return p


def label(s, x, y, japanese, english, size=26, k=1.0):
    """A short caption on a thing: Japanese above, English below, in the middle of x."""
    if k > 0:
        s.text(japanese, x, y, size, INK, align="middle", alpha=clamp(k))
        s.text(english, x, y + size + 3, round(size * 0.72), STEEL, bold=False, align="middle", alpha=clamp(k))


def thought(s, x, y, r, k, side=-1, colour=WHITE):
    """A round thought bubble; two small ones lead down to the thinker on `side`."""
    s.disc(x, y, r * k, colour, 0.96)
    for n in (1, 2):
        s.disc(x + side * r * (0.68 + 0.3 * n), y + r * (0.5 + 0.3 * n), (15 - 5 * n) * k, colour, 0.96)


def bento(s, size=1.0, lid=CORAL):
    """A lunch box around (0, 0) of what is placed: rice with a plum, an egg, greens."""
    with s.at(0, 0, size):
        s.box(-58, -36, 116, 74, mix(lid, INK, 0.35), 12)
        s.box(-50, -28, 54, 58, WHITE, 8)
        s.disc(-23, 1, 9, lid)
        s.box(10, -28, 40, 26, SUN, 7)
        s.box(10, 4, 40, 26, LEAF, 7)


# -- comparing --------------------------------------------------------------------------------------


def offers_fair(s, t, seconds, marks, language):
    s.backdrop(C, t)
    s.heading(C, t, "くらべるのは、自然なこと", "Comparing is only natural")
    s.person(250, GROUND, t, SKY, 5, 1.2, 0.6, mood=0.5 + 0.5 * ramp(t, marks[1], 1))
    # the scales sway less and less until they rest level
    tilt = (0.05 + 0.13 * (1 - ramp(t, 0.4, marks[1] + 1.5))) * wave(t, 3.6) * (1 - 0.9 * ramp(t, marks[1], 2.5))
    s.box(560, 478, 160, 30, mix(C.main, INK, 0.25), 12)
    s.box(632, 210, 16, 280, mix(C.main, INK, 0.1), 8)
    for side, colour, height in ((-1, C.main, 92), (1, RIVAL, 92)):
        x, y = 640 + side * 160 * math.cos(tilt), 222 + side * 160 * math.sin(tilt)
        s.stroke([(640, 222), (x, y)], mix(C.main, INK, 0.1), 14)
        for edge in (-66, 66):
            s.stroke([(x, y), (x + edge, y + 182)], STEEL, 3)
        s.building(x, y + 180, 94, height, colour, lit=0.7)
        s.box(x - 76, y + 180, 152, 16, mix(C.main, INK, 0.1), 8)
    s.disc(640, 222, 18, SUN)
    # nobody counts the time: the hourglass lies down, and the tea is warm
    s.desk(905, 420, 290)
    fall = pop(t, marks[1] + 0.2, 0.9)
    with s.at(990 - 22 * fall, 420 - 64 + 24 * fall, 1, -math.pi / 2 * fall):
        hourglass(s, t, fall)
    s.cup(1125, 420, t, WHITE, pop(t, marks[1] + 1.1, 0.6) * 1.15)
    label(s, 1050, 248, "急がなくて大丈夫", "no hurry", 28, ramp(t, marks[1] + 0.5, 0.6))
    s.floor(C, GROUND + 4)


def hourglass(s, t, still):
    for end in (-58, 46):
        s.box(-42, end, 84, 12, mix(WOOD, INK, 0.15), 5)
    for up in (-1, 1):
        s.polygon([(-34, 46 * up), (34, 46 * up), (4, 0), (-4, 0)], mix(WHITE, C.soft, 0.35))
    level = 30 - 10 * clamp(t / 8)
    s.polygon([(-level * 0.74, -level), (level * 0.74, -level), (3, 0), (-3, 0)], SUN)
    s.polygon([(-30, 44), (30, 44), (8, 24), (-8, 24)], SUN)
    s.stroke([(0, 0), (0, 26)], SUN, 3, clamp(1 - still))


ROWS = [("年収", "pay", 0.62, 0.74), ("手当", "allowances", 0.8, 0.4), ("残業", "overtime", 0.3, 0.66), ("休み", "time off", 0.86, 0.58), ("転勤", "transfers", 0.2, 0.5)]


def offers_sheet(s, t, seconds, marks, language):
    s.backdrop(C, t)
    s.heading(C, t, "同じ表に、並べてみる", "Side by side, in one table")
    s.person(200, GROUND, t, SKY, 5, 1.25, 0.9, arm=28 + 5 * wave(t, 2.6))
    s.card(790, 316, 840, 346, ramp(t, 0.2, 0.7))
    for x, name, colour in ((690, "A社", C.main), (962, "B社", RIVAL)):
        s.box(x, 158, 224, 40, colour, 10, ramp(t, 0.5, 0.6))
        s.text(name, x + 112, 187, 24, WHITE, align="middle", alpha=ramp(t, 0.5, 0.6))
    first, line = marks[1] - marks[0], seconds - marks[1]
    fills = [marks[1] + 0.2] + [marks[1] + line * (0.2 + 0.13 * n) for n in range(4)]
    # the star looks for the row that matters most to this viewer, and stays there
    steps = [ramp(t, marks[0] + first * (0.25 + 0.2 * n), 0.5) for n in range(3)]
    star_y = 234 + 56 * sum(steps)
    s.box(384, star_y - 25, 812, 50, mix(C.soft, WHITE, 0.45), 14, ramp(t, marks[0] + 0.2, 0.5))
    for n, ((japanese, english, a, b), when) in enumerate(zip(ROWS, fills)):
        y, k = 234 + 56 * n, ramp(t, 0.6 + 0.12 * n, 0.5)
        s.text(japanese, 450, y + 9, 26, INK, alpha=k)
        s.text(english, 526, y + 8, 20, STEEL, bold=False, alpha=k)
        for x, share, colour in ((690, a, C.main), (962, b, RIVAL)):
            s.box(x, y - 9, 224, 18, mix(GREY, WHITE, 0.6), 9, k)
            s.box(x, y - 9, 224 * share * ramp(t, when, 0.8), 18, colour, 9)
    star(s, 418, star_y, 15 * pop(t, marks[0] + 0.2, 0.6), 0.12 * wave(t, 2.8))
    s.floor(C, GROUND + 4)


def star(s, x, y, r, turn=0.0, colour=SUN):
    points = [(x + r * (1 if n % 2 == 0 else 0.48) * math.sin(turn + n * math.pi / 5), y - r * (1 if n % 2 == 0 else 0.48) * math.cos(turn + n * math.pi / 5)) for n in range(10)]
    s.polygon(points, colour)


def offers_weak(s, t, seconds, marks, language):
    s.backdrop(C, t, hills=False)
    s.heading(C, t, "弱いところも、そのまま", "Our weak points, plainly")
    s.card(290, 322, 400, 310, ramp(t, 0.2, 0.7))
    k = ramp(t, 0.5, 0.8)
    for n, colour in enumerate((mix(C.soft, WHITE, 0.3), C.main, mix(C.soft, WHITE, 0.3))):
        s.c.new_path()
        s.c.arc(290, 372, 128, math.pi * (1.03 + n * 0.325), math.pi * (1.03 + n * 0.325 + 0.29 * k))
        s.line(colour, 30)
    turn = math.pi * (0.06 + 0.44 * pop(t, marks[0] + 0.4, 1.4)) + 0.03 * wave(t, 2.7)
    s.stroke([(290, 372), (290 - 92 * math.cos(turn), 372 - 92 * math.sin(turn))], INK, 8)
    s.disc(290, 372, 15, INK)
    label(s, 290, 424, "給与は、真ん中くらい", "pay: about average", 26, ramp(t, marks[0] + 1.0, 0.6))
    # the old house in the heat; then a van, and a new house in spring
    line = seconds - marks[1]
    hot = ramp(t, marks[1], 0.6) * (1 - ramp(t, marks[1] + line * 0.55, 0.8))
    move = ramp(t, marks[1] + line * 0.58, line * 0.3)
    s.disc(780, 196, 46 + 4 * wave(t, 2), SUN, hot)
    for n in range(3):
        s.disc(780, 196, 56 + 16 * ((t * 0.7 + n / 3) % 1) * 2, SUN, 0.22 * hot)
    s.building(650, GROUND, 160, 250, mix(STEEL, WOOD, 0.45), lit=0.35)
    s.stroke([(590, 276), (606, 306), (596, 330)], mix(STEEL, INK, 0.5), 3)
    thermometer(s, t, 790, 400, hot)
    up = pop(t, marks[1] + line * 0.5, 1.0)
    s.building(1110, GROUND, 190, 290 * up, C.main, lit=0.85) if up > 0.2 else None
    label(s, 650, 226, "いま", "now", 24, ramp(t, marks[1], 0.6) * (1 - ramp(t, marks[1] + line * 0.45, 0.4)))
    label(s, 1110, 168, "来年の春", "next spring", 26, ramp(t, marks[1] + line * 0.6, 0.6))
    if up > 0:
        s.petals(t, round(14 * clamp(up)), low=GROUND - 20)
    s.floor(C)
    if 0 < move:
        van(s, 770 + 170 * move, GROUND + 6, t, clamp(move * 8))


def thermometer(s, t, x, y, hot):
    if hot > 0:
        s.box(x - 15, y - 128, 30, 140, WHITE, 15, hot)
        s.disc(x, y + 14, 27, WHITE, hot)
        s.disc(x, y + 14, 18, CORAL, hot)
        level = (70 + 8 * wave(t, 1.4)) * hot
        s.box(x - 6, y - level - 10, 12, level + 24, CORAL, 6, hot)
        for n in range(2):
            drop = (t * 0.6 + n / 2) % 1
            s.disc(x + 34 + 16 * n, y - 96 + 60 * drop, 7 * (1 - drop), SKY, hot)


def van(s, x, y, t, k):
    with s.at(x, y + 2 * wave(t, 0.35), 1.0):
        s.box(-84, -92, 112, 78, WHITE, 8, k)
        s.box(-84, -44, 112, 12, C.main, 0, k)
        s.box(22, -66, 52, 52, CORAL, 12, k)
        s.box(44, -58, 22, 22, mix(SKY, WHITE, 0.5), 5, k)
        for wheel in (-52, 44):
            s.disc(wheel, -12, 15, INK, k)
            s.disc(wheel, -12, 6, GREY, k)


# -- until the first day ----------------------------------------------------------------------------


def ready_calendar(s, t, seconds, marks, language):
    s.backdrop(I, t)
    s.heading(I, t, "入社までの、四つの月", "The months until you join")
    first, line = marks[1] - marks[0], seconds - marks[1]
    months = [("12月", "Dec", "座談会", "round-table"), ("1月", "Jan", "書類", "papers"), ("2月", "Feb", "面談", "meet your team"), ("3月", "Mar", "最後のご案内", "last details")]
    for n, (month, short, japanese, english) in enumerate(months):
        k = pop(t, 0.4 + 0.14 * n, 0.6)
        if k <= 0:
            continue
        x, y = 224 + 278 * n, 322 + 3 * wave(t, 4, n / 4)
        s.card(x, y, 252, 300, k)
        s.box(x - 126, y - 150 + 26 * (1 - k), 252, 66, mix(I.main, WHITE, 0.08), 18, clamp(k))
        s.box(x - 126, y - 110 + 26 * (1 - k), 252, 26, mix(I.main, WHITE, 0.08), 0, clamp(k))
        s.text(month, x - 104, y - 104, 36, WHITE, alpha=clamp(k))
        s.text(short, x + 104 - 10, y - 105, 24, mix(I.soft, WHITE, 0.4), bold=False, align="right", alpha=clamp(k))
        # first a letter falls into every month, then what the month brings takes its place
        drop = ramp(t, marks[0] + first * (0.12 + 0.13 * n), 0.7)
        there = pop(t, marks[1] + line * (0.02 + 0.22 * n), 0.6)
        with s.at(x, y - 6, 1):
            s.disc(0, 0, 70 * clamp(k), mix(I.soft, WHITE, 0.35))
            if drop > 0 and there < 0.5:
                s.envelope(0, -46 * (1 - drop), 0.9 * drop * (1 - clamp(2 * there)), turn=0.05 * wave(t, 2.4, n / 4))
            if there > 0:
                with s.at(0, 0, there):
                    (_round_table, _papers, _talk, _guide)[n](s, t)
        label(s, x, y + 98, japanese, english, 27, there)
        label(s, x, y + 98, "お便り", "a letter", 27, drop * (1 - clamp(2 * there)))


def _round_table(s, t):
    for n in range(6):
        a = n * math.pi / 3 + 0.12 * wave(t, 5)
        s.disc(48 * math.cos(a), 48 * math.sin(a), 15, (CORAL, SKY, LEAF)[n % 3])
    s.disc(0, 0, 29, WOOD)
    s.disc(0, 0, 20, mix(WOOD, WHITE, 0.25))


def _papers(s, t):
    for n, tint in enumerate((mix(I.soft, WOOD, 0.3), WHITE)):
        with s.at(6 - 10 * n, -4 + 6 * n, 1, 0.1 - 0.14 * n + 0.02 * wave(t, 3)):
            s.box(-34, -44, 68, 88, tint, 6)
            if n:
                for row in range(4):
                    s.box(-22, -28 + 15 * row, 44 if row < 3 else 22, 6, GREY, 3)
                s.disc(18, 26, 9, CORAL)


def _talk(s, t):
    s.bubble(-14, -22, 72, 48, SKY, -0.4)
    s.bubble(18, 18 + 2 * wave(t, 2), 72, 48, I.main, 0.4)
    for n in range(3):
        s.disc(n * 18, 18 + 3 * wave(t, 1.3, n / 5), 5, WHITE)


def _guide(s, t):
    s.polygon([(-52, -30), (-18, -42), (-18, 30), (-52, 42)], WHITE)
    s.polygon([(-18, -42), (18, -30), (18, 42), (-18, 30)], mix(LEAF, WHITE, 0.55))
    s.polygon([(18, -30), (52, -42), (52, 30), (18, 42)], WHITE)
    with s.at(14, 8 - 4 * abs(wave(t, 1.6)), 1):
        s.polygon([(-15, -24), (15, -24), (0, 8)], CORAL)
        s.disc(0, -28, 17, CORAL)
        s.disc(0, -28, 7, WHITE)


ITEMS = [("身分証", "ID"), ("年金の書類", "pension papers"), ("通帳の写し", "bank book copy"), ("筆記用具", "a pen")]


def ready_bring(s, t, seconds, marks, language):
    s.backdrop(I, t)
    s.heading(I, t, "初日の持ち物は四つ", "Four things for day one")
    first = marks[1] - marks[0]
    s.card(330, 322, 500, 316, ramp(t, 0.2, 0.7))
    bag_x, later = 800, ramp(t, marks[1] + 0.2, 0.6)
    swing = 0.02 * wave(t, 3)
    flights = [ramp(t, marks[0] + first * (0.36 + 0.15 * n) + 0.25, 0.9) for n in range(4)]
    with s.at(bag_x, 490, 1, swing):
        s.c.new_path()
        s.c.arc(0, -214, 54, math.pi, 2 * math.pi)
        s.line(mix(WOOD, INK, 0.45), 11)
        s.box(-112, -222, 224, 40, mix(WOOD, INK, 0.5), 14)
    for n, ((japanese, english), fly) in enumerate(zip(ITEMS, flights)):
        y, k = 208 + 76 * n, ramp(t, 0.5 + 0.12 * n, 0.5)
        s.disc(132, y, 30, mix(I.soft, WHITE, 0.4), k)
        s.check(132, y, 34, LEAF, clamp(fly * 3 - 2))
        s.text(japanese, 186, y + 10, 29, INK, alpha=k)
        s.text(english, 372, y + 9, 21, STEEL, bold=False, alpha=k)
        if fly < 1:
            x = 132 + (bag_x - 132 + (n - 1.5) * 20) * fly
            with s.at(x, y + (330 - y) * fly - 4 * 170 * fly * (1 - fly) * (0.35 + 0.25 * n), (0.5 + 0.35 * fly) * k, 0.5 * fly):
                (_id, _pension, _bankbook, _pen)[n](s)
    with s.at(bag_x, 490, 1, swing):
        s.polygon([(-112, -204), (112, -204), (136, -10), (-136, -10)], WOOD)
        s.box(-136, -40, 272, 42, WOOD, 18)
        s.box(-54, -138, 108, 76, mix(WOOD, WHITE, 0.25), 12)
        star(s, 0, -100, 22, 0.0, mix(SUN, WHITE, 0.2))
    lunch = pop(t, marks[1] + (seconds - marks[1]) * 0.45, 0.7)
    if later > 0:
        s.bubble(1082, 214, 244, 92, WHITE, -0.7, later)
        label(s, 1082, 208, "忘れても、後日で", "later is fine", 26, later)
    if lunch > 0:
        with s.at(1082, 392 + 3 * wave(t, 3), lunch):
            bento(s, 1.35)
        label(s, 1082, 322, "", "", 24)
        s.text("昼食つき · lunch on us", 1082, 478, 24, INK, align="middle", alpha=clamp(lunch))
    s.floor(I)


def _id(s):
    s.box(-48, -32, 96, 64, SKY, 8)
    s.disc(-22, -6, 13, WHITE)
    s.box(-38, 10, 32, 14, WHITE, 7)
    for row in range(3):
        s.box(6, -16 + 14 * row, 32, 6, WHITE, 3)


def _pension(s):
    s.box(-34, -44, 68, 88, mix(LEAF, WHITE, 0.3), 7)
    s.box(-22, -28, 44, 20, WHITE, 4)
    for row in range(2):
        s.box(-22, 6 + 14 * row, 44, 6, WHITE, 3)


def _bankbook(s):
    s.box(-46, -34, 92, 68, CORAL, 7)
    s.box(-46, -4, 92, 5, mix(CORAL, INK, 0.3), 0)
    s.text("¥", 0, -9, 24, WHITE, align="middle")
    s.box(-30, 12, 60, 7, WHITE, 3)


def _pen(s):
    with s.at(0, 0, 1, 0.7):
        s.box(-9, -48, 18, 74, I.main, 6)
        s.polygon([(-9, 26), (9, 26), (0, 48)], INK)
        s.box(-9, -30, 18, 7, SUN, 0)


DUSK = Palette("information")
DUSK.high, DUSK.low, DUSK.ground, DUSK.soft = rgb("a3abd0"), rgb("f1cdb4"), rgb("4d4763"), rgb("c7a9b4")
FACES = [CORAL, SKY, LEAF, SUN, (0.55, 0.47, 0.72), (0.36, 0.62, 0.66)]


def avatar(s, x, y, r, t, kind, k=1.0):
    """A round portrait, as in a chat."""
    if k <= 0:
        return
    with s.at(x, y, k * r / 40):
        s.disc(0, 0, 40, mix(FACES[kind % 6], WHITE, 0.6))
        s.c.arc(0, 0, 40, 0, 2 * math.pi)
        s.c.clip()
        s.person(0, 116, t, FACES[(kind + 2) % 6], kind, 0.66, 0.5 * wave(t, 5, kind / 7))


def ready_silence(s, t, seconds, marks, language):
    lively = ramp(t, marks[1] - 0.3, 1.4)
    p = blend(DUSK, I, lively)
    s.backdrop(p, t)
    s.heading(p, t, "忘れていません", "You are not forgotten")
    with s.at(640, 492, 1, 0.012 * wave(t, 5) * (1 - lively)):
        s.box(-96, -336, 192, 336, INK, 26)
        s.box(-84, -318, 168, 300, mix(rgb("34425c"), mix(SKY, WHITE, 0.7), lively), 16)
        s.text("…", 0, -160, 56, rgb("8593ad"), align="middle", alpha=(0.6 + 0.4 * wave(t, 2.6)) * (1 - lively))
        label(s, 0, -276, "同期 18人", "18 of you", 24, ramp(t, marks[1] + 0.2, 0.5))
    # eighteen classmates, nine on either side; some of them are writing
    for n in range(18):
        side, row, column = 1 if n % 2 else -1, n // 2 // 3, n // 2 % 3
        k = pop(t, marks[1] + 0.1 + 0.11 * ((n * 7) % 18), 0.5)
        x, y = 640 + side * (190 + 128 * column), 222 + 98 * row + 3 * wave(t, 3, n / 9)
        avatar(s, x, y, 40, t, n + n // 2, k)
        chat = pop(t, marks[1] + 1.4 + 0.21 * ((n * 5) % 18), 0.4) if n % 3 == 0 else 0
        if chat > 0:
            s.bubble(x + 36, y - 40, 58, 38, (WHITE, mix(SUN, WHITE, 0.4))[n % 2], -0.5, chat)
            for dot in range(3):
                s.disc(x + 22 + 14 * dot, y - 40 + 2.5 * wave(t, 1.2, dot / 5 + n / 7), 4 * chat, I.main)
    hello = pop(t, marks[1] + (seconds - marks[1]) * 0.5, 0.6)
    if hello > 0:
        avatar(s, 592, 372, 24, t, 3, hello)
        s.bubble(664, 318, 112, 52, I.main, -0.7, hello)
        s.text("元気ですか", 664, 325, 18, WHITE, align="middle", alpha=clamp(hello))
        label(s, 640, 424, "人事も、2週に1度", "HR, fortnightly", 18, hello)
    s.floor(p)


def voices(s, t, seconds, marks, language):
    day = ramp(t, marks[1] + (seconds - marks[1]) * 0.56, 0.9)
    p = blend(Palette("night"), R, day)
    s.backdrop(p, t)
    for n in range(26):
        s.disc((n * 223) % 1260 + 10, 30 + (n * 97) % 330, 2.2 + (n % 3), WHITE, (0.45 + 0.3 * wave(t, 2 + n % 3, n / 5)) * (1 - day))
    s.disc(1110, 118, 44, PAPER, 1 - day)
    s.disc(1094, 108, 40, p.high, 1 - day)
    s.disc(1110, 150 - 34 * day, 46, SUN, day)
    s.heading(p, t, "前の晩、何が不安でしたか", "The night before: what worried you?")
    line = seconds - marks[1]
    bubbles = ((marks[1], _name), (marks[1] + line * 0.28, _alone), (marks[0] + 2.2, _dots))
    for n, (x, shirt, kind) in enumerate(((250, CORAL, 1), (620, SKY, 2), (990, SUN, 5))):
        laugh = day * abs(wave(t, 0.9, n / 3))
        s.person(x + 20 * day, GROUND + 6 - 9 * laugh, t, shirt, kind, 1.2, (0.5, 0.3, -0.5)[n], mood=-0.5 + 2.1 * day, arm=(None, None, 55 + 10 * wave(t, 0.9))[n] if day > 0.6 else None)
        when, draw = bubbles[n]
        k = pop(t, when, 0.6) * (1 - day)
        bx, by = x + 134, 232 + 4 * wave(t, 4, n / 3)
        if k > 0:
            thought(s, bx, by, 66, k)
            with s.at(bx, by, k):
                draw(s, t)
        for m in range(3):
            a = math.radians(20 + 28 * m)
            tip = 74 + 8 * laugh
            s.stroke([(x + 20 + 62 * math.cos(a), 300 - 62 * math.sin(a)), (x + 20 + tip * math.cos(a), 300 - tip * math.sin(a))], R.main, 5, day) if n < 2 else None
    s.floor(p, GROUND + 4)


def _name(s, t):
    s.stroke([(-16, -58), (0, -26), (16, -58)], CORAL, 5)
    s.box(-44, -30, 88, 60, mix(SKY, WHITE, 0.5), 9)
    s.box(-44, -30, 88, 16, STEEL, 7)
    s.text("？", 0, 22, 34, INK, align="middle", alpha=0.75 + 0.25 * wave(t, 1.8))


def _alone(s, t):
    with s.at(0, 4, 0.72):
        bento(s)
    for n in (-1, 1):
        s.stroke([(30 + 3 * n, -36), (46 + 3 * n, -46)], WOOD, 3)


def _dots(s, t):
    for n in range(3):
        s.disc(-28 + 28 * n, 5 * wave(t, 1.5, n / 5), 9, STEEL)


SCENES = {
    "offers-fair": offers_fair,
    "offers-sheet": offers_sheet,
    "offers-weak": offers_weak,
    "ready-calendar": ready_calendar,
    "ready-bring": ready_bring,
    "ready-silence": ready_silence,
    "voices": voices,
}
