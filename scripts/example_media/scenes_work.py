"""The first month, a day, what is hard; then the years ahead, the monthly talk and changing teams."""

import math

from .draw import (
    CORAL, GREY, GROUND, INK, LEAF, PAPER, SKY, STEEL, SUN, WHITE, WOOD,
    Palette, clamp, mix, pop, ramp, wave,
)  # fmt: skip

J = Palette("job-content")
C = Palette("career")


# -- the work ---------------------------------------------------------------------------------------


def work_month(s, t, seconds, marks, language):
    """A way through four weeks; the newcomer walks it, and from the third week not alone."""
    s.backdrop(J, t)
    s.heading(J, t, "最初の一か月", "Your first month")
    half = marks[0] + (marks[1] - marks[0]) * 0.5
    opens = [marks[0], half, marks[1] + 0.2, marks[1] + 2.2]
    weeks = [
        ("一週目", "準備とあいさつ", "set up, say hello"),
        ("二週目", "お客様の声", "hear customers"),
        ("三週目", "先輩と二人で", "side by side"),
        ("四週目", "小さな改善", "one improvement"),
    ]
    s.stroke([(120, GROUND - 16), (1160, GROUND - 16)], mix(J.soft, J.main, 0.25), 10)
    walked = sum(ramp(t, when - 0.5, 0.9) for when in opens[1:]) / 3
    s.stroke([(120, GROUND - 16), (215 + 850 * walked, GROUND - 16)], J.main, 10)
    for n, ((week, what, small), when) in enumerate(zip(weeks, opens)):
        x, k = 215 + 283 * n, pop(t, when, 0.6)
        s.disc(x, GROUND - 16, 13, J.main if k > 0.5 else mix(J.soft, J.main, 0.25))
        s.disc(x, GROUND - 16, 6, WHITE)
        if k <= 0:
            continue
        s.card(x, 286, 248, 236, clamp(k))
        s.text(week, x - 104, 208, 21, J.main, alpha=clamp(k))
        with s.at(x, 272, k):
            (_desk_set, _headset, _pair, _spark)[n](s, t)
        s.text(what, x, 358, 26, INK, align="middle", alpha=clamp(k))
        s.text(small, x, 387, 19, STEEL, bold=False, align="middle", alpha=clamp(k))
    hop = 5 * abs(wave(t, 0.7)) * (1 if 0.02 < walked % (1 / 3) * 3 < 0.98 else 0)
    s.person(215 + 850 * walked, GROUND + 4 - hop, t, SUN, 0, 0.40, 0.6, legs=False)
    mate = pop(t, opens[2] + 0.4, 0.6)
    if mate > 0:
        s.person(215 + 850 * walked - 58, GROUND + 4 - hop, t, J.main, 1, 0.40 * mate, 0.6)


def _desk_set(s, t):
    s.laptop(0, 44, 0.82, mix(SKY, WHITE, 0.2 + 0.2 * wave(t, 2)))
    s.bubble(58, -40, 56, 34, J.main, -0.5, 0.8 + 0.04 * wave(t, 2.4))


def _headset(s, t):
    s.c.new_path()
    s.c.arc(0, 2, 42, math.pi, 2 * math.pi)
    s.line(INK, 9)
    for side in (-1, 1):
        s.box(side * 42 - 13, -4, 26, 42, J.main, 11)
    s.stroke([(42, 40), (32, 52), (12, 52)], INK, 5)
    s.disc(10, 52, 6, CORAL)
    for n in range(5):
        h = 8 + 9 * abs(wave(t, 0.9, n / 5))
        s.stroke([(-20 + 10 * n, 20 - h), (-20 + 10 * n, 20 + h)], mix(J.main, WHITE, 0.3), 5)


def _pair(s, t):
    s.c.save()
    s.c.rectangle(-110, -100, 220, 148)
    s.c.clip()
    s.person(-32, 56, t, J.main, 1, 0.45, 0.6)
    s.person(32, 56, t, SUN, 0, 0.45, -0.6)
    s.c.restore()


def _spark(s, t):
    with s.at(0, 2, 1 + 0.03 * wave(t, 1.8)):
        s.disc(0, -4, 46, SUN, 0.25)
        s.disc(0, -10, 30, SUN)
        s.box(-13, 18, 26, 22, mix(STEEL, WHITE, 0.2), 5)
        s.stroke([(-12, 26), (12, 26)], INK, 3)
        s.stroke([(-8, -8), (0, 2), (8, -8)], WHITE, 4)
        for n in range(7):
            a = math.pi * (1.08 + 0.14 * n)
            s.stroke([(46 * math.cos(a), -10 + 46 * math.sin(a)), (58 * math.cos(a), -10 + 58 * math.sin(a))], SUN, 5)


def _between(marks, n, share, seconds):
    """The moment at `share` of the nth sentence."""
    end = marks[n + 1] if n + 1 < len(marks) else seconds
    return marks[n] + (end - marks[n]) * share


def _label(s, japanese, english, x, y, k=1.0, size=26):
    s.text(japanese, x, y, size, INK, align="middle", alpha=clamp(k))
    s.text(english, x, y + size + 4, size * 0.7, STEEL, bold=False, align="middle", alpha=clamp(k))


def work_day(s, t, seconds, marks, language):
    s.backdrop(J, t)
    s.heading(J, t, "ある一日", "One day at work")
    at = [_between(marks, n, share, seconds) for n, share in ((0, 0.0), (0, 0.45), (1, 0.0), (1, 0.15), (1, 0.37), (1, 0.68))]
    hours = (9, 10.5, 12, 15, 17.5, 18)
    names = [("朝会", "meeting"), ("一緒に作業", "side by side"), ("お昼", "lunch"), ("見直し", "review"), ("日報", "report"), ("帰宅", "home")]

    def spot(hour):
        return 150 + (hour - 9) * 108

    hour = 9 + sum((b - a) * ramp(t, when - 0.3, 0.9) for a, b, when in zip(hours, hours[1:], at[1:]))
    s.box(spot(9), 421, 972, 14, WHITE, 7)
    s.box(spot(9), 421, spot(hour) - spot(9) + 1, 14, J.main, 7)
    for n, (label, small) in enumerate(names):
        k, x = pop(t, at[n] + 0.15, 0.6), 154 + 194 * n
        s.disc(spot(hours[n]), 428, 9, mix(GREY, J.main, clamp(k)))
        if n != 1:
            s.text(f"{int(hours[n])}:{'30' if hours[n] % 1 else '00'}", spot(hours[n]) + (-22 if n == 4 else 18 if n == 5 else 0), 470, 22, INK, align="middle", alpha=0.35 + 0.65 * clamp(k))
        if k <= 0:
            continue
        s.stroke([(x, 362), (spot(hours[n]), 416)], J.main, 3, 0.45 * clamp(k))
        s.card(x, 268, 176, 196, clamp(k))
        with s.at(x, 236, 0.7 * k):
            s.disc(0, 0, 70, mix(J.soft, WHITE, 0.45))
            (_voices, _two, _lunch, _review, _report, _home)[n](s, t)
        _label(s, label, small, x, 326, k, 25)
    s.disc(spot(hour), 428, 18 + wave(t, 1.6), WHITE)
    s.disc(spot(hour), 428, 12, CORAL)


def _lunch(s, t):
    s.box(-48, -28, 96, 58, mix(CORAL, INK, 0.35), 12)
    s.box(-41, -21, 46, 44, WHITE, 8)
    s.disc(-18, 1, 7, CORAL)
    s.box(10, -21, 31, 20, SUN, 6)
    s.box(10, 4, 31, 19, LEAF, 6)


def _review(s, t):
    s.box(-34, -44, 62, 84, WHITE, 8)
    for n in range(3):
        s.box(-24, -30 + 20 * n, 40, 6, GREY, 3)
    x, y = 12 + 5 * wave(t, 3), 8
    s.disc(x, y, 22, mix(SKY, WHITE, 0.6))
    s.ring(x, y, 22, J.main, 6)
    s.stroke([(x + 17, y + 17), (x + 34, y + 34)], J.main, 9)


def _report(s, t):
    s.box(-34, -44, 68, 88, WHITE, 8)
    for n in range(3):
        s.box(-22, -28 + 20 * n, (44, 36, 24)[n], 6, J.main, 3)
    s.stroke([(4 + 4 * wave(t, 1.2), 26), (36, -10)], SUN, 10)


def _home(s, t):
    s.box(-34, -8, 68, 50, WHITE, 6)
    s.polygon([(-48, -4), (0, -46), (48, -4)], CORAL)
    s.box(-10, 12, 20, 30, mix(SUN, WHITE, 0.25 + 0.15 * wave(t, 3)), 4)


def _voices(s, t):
    s.bubble(-18, -20, 80, 50, J.main, -0.4)
    s.bubble(22, 22 + 2 * wave(t, 2.6), 72, 46, SUN, 0.4)
    for n in range(3):
        s.disc(-38 + 20 * n, -20 + 2 * wave(t, 1.4, n / 5), 5, WHITE)


def _two(s, t):
    s.person(-30, 52, t, SUN, 0, 0.44, 0.8)
    s.person(30, 52, t, J.main, 1, 0.44, -0.8)


def work_hard(s, t, seconds, marks, language):
    """Strange words crowd around, and then find their place in the glossary."""
    s.backdrop(J, t)
    s.heading(J, t, "正直、大変なところ", "What is hard, honestly")
    settle = ramp(t, marks[1] + 0.2, 1.8)
    s.person(400, GROUND, t, SUN, 0, 1.35, 0.6 * settle, mood=-0.7 + 1.7 * settle)
    book = pop(t, marks[1] - 0.2, 0.7)
    if book > 0:
        with s.at(900, 356, book):
            s.box(-176, -116, 356, 236, INK, 12, 0.10)
            s.box(-184, -124, 184, 236, PAPER, 8)
            s.box(0, -124, 184, 236, PAPER, 8)
            s.stroke([(0, -122), (0, 110)], mix(J.main, WHITE, 0.5), 4)
            s.text("用語集", -92, -74, 32, J.main, align="middle")
            s.text("glossary", -92, -42, 20, STEEL, bold=False, align="middle")
            s.text("200", -92, 44, 62, INK, align="middle")
            s.text("words · 語", -92, 80, 19, STEEL, bold=False, align="middle")
            for n in range(6):
                k = ramp(t, marks[1] + 1.2 + 0.16 * n, 0.5)
                s.box(22, -92 + 33 * n, (140 - 26 * (n % 3)) * k, 14, mix(J.soft, J.main, 0.15 + 0.1 * (n % 2)), 7)
    strange = ["SLA", "稟議", "KPI", "与信", "要件", "DNS", "締め日", "API"]
    for n, word in enumerate(strange):
        k = pop(t, 0.5 + 0.24 * n, 0.6)
        a = 2 * math.pi * n / len(strange) + 0.22 * t
        x, y = 400 + 250 * math.cos(a), 300 + 112 * math.sin(a) + 6 * wave(t, 2.3, n / 5)
        away = ramp(t, marks[1] + 0.2 + 0.1 * n, 1.1)
        x, y = x + (992 - x) * away, y + (330 - y) * away
        size = k * (1 - away)
        if size > 0.02:
            with s.at(x, y, size, 0.09 * wave(t, 3, n / 4)):
                w = 44 + 25 * len(word) * (1 if word.isascii() else 1.15)
                s.box(-w / 2, -27, w, 54, WHITE, 27)
                s.frame(-w / 2, -27, w, 54, mix(J.main, WHITE, 0.45), 3, 27)
                s.text(word, 0, 9, 25, J.main, align="middle")


# -- the years ahead --------------------------------------------------------------------------------


def career_path(s, t, seconds, marks, language):
    """Steps that rise; at the top, two ways."""
    s.backdrop(C, t)
    s.heading(C, t, "一年目、三年目、五年目", "Years one, three and five")
    third = marks[0] + (marks[1] - marks[0]) * 0.55
    steps = [
        (150, 92, marks[0], "1年目", "担当をひとつ", "one thing to look after"),
        (430, 168, third, "3年目", "小さな企画", "a small project"),
        (710, 244, marks[1], "5年目", "分かれ道", "a fork"),
    ]
    for n, (x, h, when, *_) in enumerate(steps):
        k = pop(t, when - 0.1, 0.7)
        s.box(x, GROUND - h * k, 284, h * k + 10, mix(C.soft, C.main, 0.10 + 0.14 * n), 10)
        s.box(x, GROUND - h * k, 284, 12 * min(1, k), WHITE, 6, 0.35)
    for n, (x, h, when, year, what, small) in enumerate(steps):
        a = ramp(t, when + 0.15)
        s.text(year, x + 22, GROUND - h + 46, 30, INK, alpha=a)
        s.text(what, x + (22 if n else 112), GROUND - h + (78 if n else 45), 22, INK, alpha=a)
        s.text(small, x + 22, GROUND - h + (106 if n else 76), 18, mix(INK, C.main, 0.3), bold=False, alpha=a)
    up1, up2 = ramp(t, third - 0.3, 0.9), ramp(t, marks[1] - 0.3, 0.9)
    x = 292 + 280 * up1 + 280 * up2
    y = GROUND - 92 - 76 * up1 - 76 * up2 - 34 * (math.sin(math.pi * up1) + math.sin(math.pi * up2))
    s.person(x, y + 2, t, SUN, 0, 0.66, 0.6, arm=60 + 16 * wave(t, 1.2) if up2 > 0.98 else None)
    for n, (points, what, small, colour) in enumerate((
        ([(966, 290), (1030, 290), (1064, 226), (1108, 210)], "専門を深める", "go deep", C.main),
        ([(966, 306), (1030, 306), (1064, 372), (1108, 388)], "チームを率いる", "lead a team", LEAF),
    )):  # fmt: skip
        k = ramp(t, marks[1] + 1.4 + 0.9 * n, 0.9)
        s.arrow(points, colour, 12, k)
        y = 150 if n == 0 else 440
        s.text(what, 1118, y, 26, INK, align="middle", alpha=k)
        s.text(small, 1118, y + 28, 19, STEEL, bold=False, align="middle", alpha=k)


def career_talks(s, t, seconds, marks, language):
    s.backdrop(C, t)
    s.heading(C, t, "月に一度の、三十分", "Half an hour, once a month")
    s.person(430, GROUND + 4, t, SUN, 0, 1.3, 0.7, mood=0.9)
    s.person(770, GROUND + 4, t, C.main, 1, 1.3, -0.7)
    s.box(478, 418, 244, 20, WOOD, 10)
    s.box(590, 430, 20, 80, mix(WOOD, INK, 0.25), 6)
    s.cup(546, 419, t, CORAL, 0.9)
    s.cup(650, 419, t + 1, SKY, 0.9)
    first = (1 - ramp(t, marks[1] - 0.4, 0.5)) * pop(t, marks[0] + 0.3, 0.6)
    if first > 0:
        s.bubble(600, 190, 160, 84, WHITE, 0.5, first)
        for n in range(3):
            s.disc(568 + 32 * n, 190 + 4 * wave(t, 1.1, n / 4), 8 * first, C.main)
    second = pop(t, marks[1] + 1.6, 0.6)
    if second > 0:
        s.bubble(606, 176, 206, 96, WHITE, -0.5, second)
        with s.at(606, 176, second):
            s.text("転職も、話せる", 0, -4, 25, INK, align="middle")
            s.text("even about leaving", 0, 27, 19, STEEL, bold=False, align="middle")
    k = pop(t, marks[0] + 0.8, 0.6)
    if k > 0:
        s.card(1066, 236, 220, 196, clamp(k))
        s.clock(1066, 214, 56 * k, 10 + 0.5 * ramp(t, marks[0] + 1.2, 2.6), C.main)
        s.text("30分 · 30 min", 1066, 306, 22, INK, align="middle", alpha=clamp(k))
    k = pop(t, marks[1], 0.6)
    if k > 0:
        s.card(1066, 412, 300, 112, clamp(k))
        with s.at(956, 412, k):
            s.box(-20, -30, 40, 54, mix(GREY, WHITE, 0.4), 5)
            for n in range(3):
                s.stroke([(-11, -16 + 14 * n), (11, -16 + 14 * n)], GREY, 4)
        s.stroke([(928, 440), (984, 384)], CORAL, 7, ramp(t, marks[1] + 0.4))
        s.text("評価には無関係", 994, 408, 25, INK, alpha=clamp(k))
        s.text("no part in appraisals", 994, 438, 18, STEEL, bold=False, alpha=clamp(k))
    s.floor(C)


def career_change(s, t, seconds, marks, language):
    """A raised hand, a bridge to the other team; then twelve figures, seven of them across."""
    s.backdrop(C, t)
    s.heading(C, t, "部署を移りたくなったら", "Moving to another team")
    walk = ramp(t, marks[0] + 2.0, 2.2)
    for x, label, small, colour in ((230, "いまの部署", "your team", C.main), (620, "行きたい部署", "where you'd go", LEAF)):
        s.box(x - 120, 418, 240, 92, mix(colour, WHITE, 0.15), 14)
        s.text(label, x, 462, 24, WHITE, align="middle")
        s.text(small, x, 489, 17, WHITE, bold=False, align="middle")
    bridge = ramp(t, marks[0] + 1.2, 0.9)
    for n in range(6):
        k = clamp(bridge * 6 - n)
        s.box(352 + 25 * n, 424 + 14 * (1 - k) + 5 * math.sin(math.pi * (n + 0.5) / 6), 21, 12, WOOD, 4, k)
    s.person(150, 420, t, mix(C.main, WHITE, 0.3), 3, 0.70, 0.3)
    s.person(700, 420, t, mix(LEAF, INK, 0.15), 2, 0.70, -0.5)
    raised = 76 + 8 * wave(t, 0.8) if marks[0] + 0.2 < t < marks[0] + 2.0 else None
    s.person(262 + 316 * walk, 420 - 4 * abs(wave(t, 0.6)) * (0 < walk < 1), t, SUN, 0, 0.80, 0.6, arm=raised)
    k = ramp(t, marks[1] - 0.2, 0.6)
    if k > 0:
        s.card(1000, 310, 396, 272, k)
        s.text("去年", 830, 222, 24, STEEL, alpha=k)
        s.text("last year", 884, 222, 19, STEEL, bold=False, alpha=k)
        for n in range(12):
            x, y = 850 + 60 * (n % 6), 278 + 70 * (n // 6)
            on = ramp(t, marks[1] + 1.0 + 0.2 * n, 0.4) if n < 7 else 0
            tint = mix(mix(GREY, WHITE, 0.25), LEAF, on)
            s.disc(x, y - 16, 12 + 2 * math.sin(math.pi * on), tint, k)
            s.box(x - 18, y, 36, 26, tint, 13, k)
        s.text("12人のうち 7人", 830, 424, 26, INK, alpha=ramp(t, marks[1] + 2.2))
        s.text("seven of twelve", 1040, 424, 19, STEEL, bold=False, alpha=ramp(t, marks[1] + 2.2))


SCENES = {
    "work-month": work_month,
    "work-day": work_day,
    "work-hard": work_hard,
    "career-path": career_path,
    "career-talks": career_talks,
    "career-change": career_change,
}
