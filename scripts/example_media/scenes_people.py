"""The team, Sato's mistake, and the rules of the house."""

from .draw import (
    CORAL, GREY, GROUND, INK, LEAF, SKY, STEEL, SUN, WHITE, WOOD,
    Palette, clamp, mix, pop, ramp, wave,
)  # fmt: skip

P = Palette("relationships")
SHIRTS = [P.main, CORAL, SKY, SUN, (0.55, 0.47, 0.72), (0.36, 0.62, 0.66)]


def people_team(s, t, seconds, marks, language):
    s.backdrop(P, t)
    s.heading(P, t, "となりの席の先輩", "The colleague beside you")
    table = marks[1] - 0.3
    k = ramp(t, table, 1.2)
    # the six of the team arrive around one table; the newcomer (in yellow) sits beside the mentor
    seats = [(640, 3, 3, 0.0), (516, 0, 1, 0.0), (764, 1, 0, 0.5), (392, 2, 2, 0.7), (888, 4, 5, 0.9), (1012, 5, 6, 1.1), (268, 1, 4, 1.3)]
    for n, (x, shirt, kind, late) in sorted(enumerate(seats), key=lambda seat: -seat[0]):
        come = pop(t, 0.3 + 0.15 * n, 0.7) if n < 2 else pop(t, table + late * 0.6, 0.7)
        if come > 0:
            look = clamp((640 - x) / 200, -1, 1) if n else -0.8 * (1 - k)
            s.person(x, 418 + 60 * (1 - come), t, SHIRTS[shirt], kind, 1.0 if n < 2 else 0.94, look, arm=50 + 14 * wave(t, 1.1) if n == 1 and t < table else None)
    s.box(180, 398, 920, 34, mix(WOOD, WHITE, 0.25), 17)
    s.box(180, 420, 920, 100, mix(WOOD, INK, 0.12), 10)
    for n, x in enumerate((268, 392, 516, 640, 764, 888, 1012)):
        up = pop(t, table + 0.9 + 0.12 * n, 0.5)
        if up > 0:
            with s.at(x, 404, up):
                s.box(-38, -18, 76, 22, mix(CORAL, INK, 0.35), 7)
                s.box(-33, -22, 30, 14, WHITE, 5)
                s.box(2, -22, 30, 14, (SUN, LEAF, CORAL)[n % 3], 5)
    s.floor(P, 520)


def failure(s, t, seconds, marks, language):
    s.backdrop(P, t, hills=False)
    s.heading(P, t, "佐藤さんの失敗", "Sato's mistake")
    send = marks[0] + (marks[1] - marks[0]) * 0.62
    oh = marks[1] + 0.3
    right, wrong = (905, GROUND), (1120, GROUND)
    s.building(*right, 150, 215, mix(P.main, WHITE, 0.35), lit=0.7)
    s.building(*wrong, 170, 292, mix(STEEL, WHITE, 0.35), lit=0.4)
    s.text("お客様", right[0], 272, 22, INK, align="middle")
    s.text("customer", right[0], 250 - 4, 17, STEEL, bold=False, align="middle")
    s.text("別の会社", wrong[0], 196, 22, INK, align="middle")
    s.text("someone else", wrong[0], 170, 17, STEEL, bold=False, align="middle")
    s.person(330, 438, t, SKY, 0, 1.28, 0.6, mood=1 - 2.2 * ramp(t, oh, 0.4))
    s.desk(150, 428, 470)
    s.laptop(470, 430, 1.12, mix(SKY, WHITE, 0.4))
    fly = ramp(t, send, 1.5)
    if 0 < fly < 1 or fly == 1:
        x = 480 + (wrong[0] - 480) * fly
        y = 350 - 190 * (4 * fly * (1 - fly)) * 0.9 + (300 - 350) * fly
        for n in range(1, 7):
            past = clamp(fly - n * 0.045)
            px, py = 480 + (wrong[0] - 480) * past, 350 - 171 * (4 * past * (1 - past)) - 50 * past
            if 0 < past < 0.93:
                s.disc(px, py, 5 - 0.5 * n, P.main, 0.5)
        s.envelope(x, y, 0.85 - 0.2 * fly, turn=0.25 * wave(t, 1.3) * (1 - fly))
    alarm = pop(t, oh, 0.45)
    if alarm > 0:
        s.bubble(455, 196, 92, 92, WHITE, -0.7, alarm)
        with s.at(455, 196, alarm):
            s.box(-6, -30, 12, 38, CORAL, 6)
            s.disc(0, 24, 7.5, CORAL)
    s.floor(P, GROUND)


def failure_told(s, t, seconds, marks, language):
    s.backdrop(P, t)
    s.heading(P, t, "いまなら、すぐ話す", "Today I'd tell someone at once")
    turn = ramp(t, marks[1], 0.6)
    s.person(450, GROUND, t, SKY, 0, 1.35, 0.8, mood=0.7)
    s.person(820, GROUND, t, P.main, 1, 1.35, -0.8, mood=1)
    s.bubble(640, 168, 170, 84, WHITE, -0.7, pop(t, marks[0] + 0.2) * (1 - turn))
    if turn < 1:
        for n in range(3):
            s.disc(608 + n * 32, 168 + 4 * wave(t, 1.2, n / 5), 8 * (1 - turn) * pop(t, marks[0] + 0.4 + 0.12 * n), P.main)
    k = pop(t, marks[1], 0.6)
    if k > 0:
        s.card(1075, 300, 210, 210, clamp(k))
        s.clock(1075, 285, 66 * k, 10 + ramp(t, marks[1] + 0.2, 2.4), P.main)
        s.text("1時間 · one hour", 1075, 388, 20, INK, align="middle", alpha=clamp(k))
    s.floor(P, GROUND)


def failure_alone(s, t, seconds, marks, language):
    told = ramp(t, marks[1] + 1.7, 1.2)
    s.backdrop(Palette("dim"), t, hills=False)
    s.c.rectangle(0, 0, 1280, 720)
    s.fill(P.low, 0.82 * told)
    s.heading(P, t, "ひとりで悩んだ一時間", "An hour alone")
    s.clock(1060, 236, 104, 10 + ramp(t, 0.6, marks[1] + 2.0), mix(STEEL, P.main, told))
    if told > 0:
        s.person(900 - 90 * told, 438, t, P.main, 1, 1.28, -0.8)
    s.person(430, 434 + 8 * (1 - told), t, SKY, 0, 1.28, 0.7 * told, mood=-0.8 + 1.5 * told)
    s.desk(240, 428, 760)
    s.laptop(600, 430, 1.05, mix(GREY, SKY, told))
    for n in range(3):
        k = pop(t, 0.7 + 0.5 * n) * (1 - told)
        s.disc(500 + 34 * n, 196 - 26 * n, (9 + 7 * n) * k, WHITE, 0.9)
    s.bubble(640, 158, 150, 76, WHITE, 0.75, told)
    if told > 0.3:
        s.check(640, 158, 34, P.main, ramp(t, marks[1] + 2.4, 0.6))
    s.floor(P, GROUND)


def failure_after(s, t, seconds, marks, language):
    s.backdrop(P, t)
    s.heading(P, t, "失敗から生まれた決まり", "A rule born of a mistake")
    bow = 0.10 * ramp(t, marks[0] + 1.2, 0.5) * (1 - ramp(t, marks[0] + 2.8, 0.6))
    slide = 150 * ramp(t, marks[1] - 0.3, 0.9)
    for x, shirt, kind in ((490 - slide, SKY, 0), (770 - slide, P.main, 1)):
        with s.at(x, GROUND + 30, 1.3, bow):
            s.person(0, 0, t, shirt, kind, 1.0, 0.5 if kind == 0 else -0.5, mood=1)
    ringing = (1 - ramp(t, marks[1] - 0.6, 0.5)) * ramp(t, 0.6, 0.5)
    if ringing > 0:
        with s.at(630, 262, ringing, 0.12 * wave(t, 0.5)):
            s.box(-20, -36, 40, 74, INK, 10)
            s.box(-15, -28, 30, 50, SKY, 4)
        for n in range(3):
            s.ring(630, 262, 48 + 22 * ((t * 1.2 + n / 3) % 1) * 2, P.main, 3, ringing * (1 - (t * 1.2 + n / 3) % 1))
    k = ramp(t, marks[1] - 0.1, 0.7)
    if k > 0:
        s.card(980, 310, 380, 270, k)
        s.envelope(860, 236, 0.62, mix(P.soft, WHITE, 0.2))
        s.text("社外へのメール", 912, 236, 26, INK, alpha=k)
        s.text("email to the outside", 912, 264, 18, STEEL, bold=False, alpha=k)
        for n, (label, small) in enumerate((("書いた人", "the writer"), ("もうひとり", "a colleague"))):
            y = 326 + 66 * n
            s.box(828, y - 24, 46, 46, mix(P.soft, WHITE, 0.4), 10)
            s.check(851, y, 30, P.main, ramp(t, marks[1] + 1.0 + 0.9 * n, 0.6))
            s.text(label, 896, y + 4, 25, INK, alpha=k)
            s.text(small, 896 + 150, y + 3, 18, STEEL, bold=False, alpha=k)
    s.floor(P, GROUND)


def people_rules(s, t, seconds, marks, language):
    s.backdrop(P, t)
    s.heading(P, t, "職場のルール", "The rules of the house")
    cards = [
        (marks[0] + 0.1, "服装は自由", "Wear what you like"),
        (marks[0] + 1.6, "飲み会は任意", "Drinks are optional"),
        (marks[1] + 0.3, "残業 月12時間", "12 h overtime a month"),
        (marks[1] + 2.2, "休みに理由は不要", "Time off, no reason"),
    ]
    for n, (when, label, small) in enumerate(cards):
        k = pop(t, when, 0.6)
        if k <= 0:
            continue
        x = 224 + 278 * n
        y = 306 + 4 * wave(t, 4, n / 4)
        s.card(x, y, 252, 284, clamp(k))
        with s.at(x, y - 38, 0.6 + 0.4 * k):
            s.disc(0, 0, 78, mix(P.soft, WHITE, 0.35))
            (_shirt, _glass, _overtime, _beach)[n](s, t)
        s.text(label, x, y + 82, 27, INK, align="middle", alpha=clamp(k))
        s.text(small, x, y + 114, 19, STEEL, bold=False, align="middle", alpha=clamp(k))


def _shirt(s, t):
    tint = mix(P.main, CORAL, 0.5 + 0.5 * wave(t, 3.0))
    s.polygon([(-22, -44), (-56, -24), (-44, 4), (-30, -4), (-30, 46), (30, 46), (30, -4), (44, 4), (56, -24), (22, -44), (0, -32)], tint)


def _glass(s, t):
    with s.at(0, 0, 1, 0.08 * wave(t, 2.2)):
        s.box(-32, -50, 64, 98, mix(WHITE, SKY, 0.5), 9)
        s.box(-25, -20 + 2 * wave(t, 1.6), 50, 62 - 2 * wave(t, 1.6), SUN, 6)
        s.disc(-8, 8 - (t * 16) % 30, 4, WHITE, 0.8)
        s.disc(9, 24 - (t * 12) % 34, 3, WHITE, 0.8)


def _overtime(s, t):
    s.clock(0, 0, 56, 5.5 + 0.5 * (0.5 + 0.5 * wave(t, 5)), P.main)


def _beach(s, t):
    s.disc(20, -22, 22, SUN)
    s.polygon([(-54, 44), (54, 44), (24, 18), (-20, 18)], mix(WOOD, WHITE, 0.45))
    s.stroke([(-12, 32), (0, -22)], INK, 5)
    s.polygon([(-44, -6), (0, -38), (34, 6)], CORAL)
    s.polygon([(-16, -17), (0, -38), (10, -2)], WHITE)


SCENES = {
    "people-team": people_team,
    "failure": failure,
    "failure-told": failure_told,
    "failure-alone": failure_alone,
    "failure-after": failure_after,
    "people-rules": people_rules,
}
