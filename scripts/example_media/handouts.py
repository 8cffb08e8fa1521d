"""The two handouts as PDF, one page A4 each, in both languages, and the invented company's mark."""

import os
from pathlib import Path

import cairo

from .draw import INK, LEAF, STEEL, SUN, WHITE, Stage, mix, rgb

A4 = (595.0, 842.0)
FONT = "BIZ UDPGothic"  # the player's own font: TrueType, so that a page takes up little
BRAND = rgb("1f6f8b")
SOFT = mix(BRAND, WHITE, 0.86)

COMPARE = {
    "ja": {
        "title": "くらべるシート",
        "lead": ["大事にしたいことから順に、同じ言葉で書き並べてみてください。", "空欄は、その会社に聞いてよいことです。急いで埋めなくて大丈夫です。"],
        "columns": ["くらべること", "会社(    )", "会社(    )", "みほんの答え"],
        "rows": [
            ("年収(一年目・賞与込み)", "360万円前後"),
            ("毎月の手当", "住まい2万円・通勤は全額"),
            ("残業(一年目の月平均)", "12時間・全額支給"),
            ("休み(年間・有給の取得)", "124日・平均14日"),
            ("転勤", "あり(3年に一度、希望を確認)"),
            ("働く場所", "駅から7分・在宅は週2日まで"),
            ("一緒に働く人", "会ってから決められます"),
            ("仕事の中身", "一日体験を受けられます"),
            ("五年後の道", "専門・チームの二つ"),
        ],
        "foot": "このシートは、あなたのためのものです。提出する必要はありません。",
        "who": "株式会社みほん 人事部 採用チーム(架空の会社です) recruiting@example.jp",
    },
    "en": {
        "title": "Comparison sheet",
        "lead": ["Begin with what matters most, and use the same words for each company.", "An empty cell is something you may ask them. There is no hurry to fill it."],
        "columns": ["What to compare", "Company (     )", "Company (     )", "Mihon's answer"],
        "rows": [
            ("Pay, bonus included", "about 3.6 million yen"),
            ("Monthly allowances", "20,000 yen for rent, all travel"),
            ("Overtime in year one", "12 hours a month, all of it paid"),
            ("Days off, leave taken", "124 days, 14 of leave"),
            ("Transfers", "yes; we ask every 3 years"),
            ("Place of work", "7 minutes from the station"),
            ("The people", "meet them before deciding"),
            ("The work itself", "try it for a day"),
            ("Five years on", "specialist or team lead"),
        ],
        "foot": "This sheet is yours alone. Nobody will ask you to hand it in.",
        "who": "Recruiting team, Mihon Inc. (an invented company)  recruiting@example.jp",
    },
}
FIRST_DAY = {
    "ja": {
        "title": "初日までの予定と持ち物",
        "lead": ["お便りは月に一度お送りします。返信はいりません。"],
        "dates": [
            ("12月", "座談会(オンライン・自由参加)", "先輩六人と、仕事のふだんの話をします。"),
            ("1月", "書類のご案内", "入社書類をお送りします。書き方の動画もつけます。"),
            ("2月", "配属の面談", "希望と不安を、配属先の上司がうかがいます。"),
            ("3月", "最後のご案内", "初日の集合場所と、当日の流れをお知らせします。"),
            ("4月1日", "入社日", "9時30分、一階の受付へ。服装は自由です。"),
        ],
        "bring": "初日の持ち物",
        "items": ["身分証", "年金の書類(基礎年金番号の通知書など)", "通帳の写し(給与の振込先)", "筆記用具"],
        "foot": "忘れても、後日で大丈夫です。昼食は、こちらで用意します。",
        "who": COMPARE["ja"]["who"],
    },
    "en": {
        "title": "Dates and what to bring",
        "lead": ["We write once a month. You never need to reply."],
        "dates": [
            ("December", "Round-table (online, if you like)", "Six colleagues talk about their ordinary working days."),
            ("January", "Your papers", "We post the forms, with a short film on how to fill them in."),
            ("February", "A talk about your team", "Your future manager asks about hopes and worries."),
            ("March", "Last details", "Where to meet on day one, and what will happen."),
            ("1 April", "Your first day", "Half past nine at reception. Wear what you like."),
        ],
        "bring": "For day one",
        "items": ["Your ID", "Pension papers", "A copy of your bank book, for your salary", "Something to write with"],
        "foot": "If you forget something, later is fine. Lunch is on us.",
        "who": COMPARE["en"]["who"],
    },
}


def use_bundled_fonts(fonts: Path, work: Path):
    """Lets fontconfig find the fonts of `assets/fonts`; before anything is drawn."""
    config = work / "fonts.conf"
    config.write_text(
        f'<?xml version="1.0"?><fontconfig><include>/etc/fonts/fonts.conf</include><dir>{fonts}</dir></fontconfig>'
    )
    os.environ["FONTCONFIG_FILE"] = str(config)


def write(folder: Path):
    """Writes `files/*.pdf` and `media/logo.png`."""
    for language in ("ja", "en"):
        _page(folder / "files" / f"compare.{language}.pdf", COMPARE[language], _compare)
        _page(folder / "files" / f"first-day.{language}.pdf", FIRST_DAY[language], _first_day)
    logo = cairo.ImageSurface(cairo.FORMAT_ARGB32, 256, 256)
    mark(Stage(logo), 128, 128, 118)
    logo.write_to_png(str(folder / "media" / "logo.png"))


def mark(s, x, y, r):
    """The mark: a road that branches and bears a leaf, in a disc."""
    k = r / 118
    s.disc(x, y, r, BRAND)
    with s.at(x, y, k):
        s.c.new_path()
        s.c.move_to(0, 78)
        s.c.curve_to(0, 20, 0, 10, 44, -44)
        s.line(WHITE, 22)
        s.c.new_path()
        s.c.move_to(0, 78)
        s.c.curve_to(0, 30, -4, 16, -40, -14)
        s.line(WHITE, 22)
        s.disc(46, -48, 22, SUN)
        with s.at(-46, -24, 1, -0.75):
            s.c.new_path()
            s.c.move_to(0, 16)
            s.c.curve_to(-30, 4, -26, -36, 0, -52)
            s.c.curve_to(26, -36, 30, 4, 0, 16)
            s.fill(mix(LEAF, WHITE, 0.45))


def _page(path, words, body):
    surface = cairo.PDFSurface(str(path), *A4)
    surface.set_metadata(cairo.PDF_METADATA_TITLE, words["title"])
    surface.set_metadata(cairo.PDF_METADATA_CREATE_DATE, "2026-11-01T00:00:00Z")
    s = Stage(surface, FONT)
    s.c.rectangle(0, 0, A4[0], 118)
    s.fill(BRAND)
    mark_on_white = Stage(surface)
    mark_on_white.disc(72, 59, 33, WHITE)
    mark(mark_on_white, 72, 59, 30)
    s.text(words["title"], 122, 70, 27, WHITE)
    for n, line in enumerate(words["lead"]):
        s.text(line, 42, 152 + 19 * n, 11.5, INK, bold=False)
    body(s, words)
    s.text(words["foot"], A4[0] / 2, 776, 12.5, BRAND, align="middle")
    s.text(words["who"], A4[0] / 2, 806, 9, STEEL, bold=False, align="middle")
    surface.finish()


def _compare(s, words):
    widths, x0, y0, height = (150, 100, 100, 161), 42, 196, 53
    lefts = [x0 + sum(widths[:n]) for n in range(5)]
    s.box(x0, y0, sum(widths), 30, BRAND, 6)
    for left, title in zip(lefts, words["columns"]):
        s.text(title, left + 9, y0 + 20, 10.5, WHITE)
    for n, (name, answer) in enumerate(words["rows"]):
        y = y0 + 36 + n * height
        s.box(x0, y, sum(widths), height - 5, SOFT if n % 2 == 0 else WHITE, 6)
        s.text(name, lefts[0] + 9, y + 28, 10, INK)
        s.text(answer, lefts[3] + 9, y + 28, 8.8, INK, bold=False)
        for left in lefts[1:4]:
            s.stroke([(left, y + 6), (left, y + height - 11)], mix(BRAND, WHITE, 0.6), 0.7)


def _first_day(s, words):
    for n, (when, what, more) in enumerate(words["dates"]):
        y = 188 + 66 * n
        if n + 1 < len(words["dates"]):
            s.stroke([(66, y + 24), (66, y + 66)], mix(BRAND, WHITE, 0.6), 2)
        s.disc(66, y + 16, 9, SUN if n + 1 == len(words["dates"]) else BRAND)
        s.text(when, 90, y + 21, 14, BRAND)
        s.text(what, 196, y + 15, 13, INK)
        s.text(more, 196, y + 35, 10.5, STEEL, bold=False)
    s.box(42, 538, 511, 196, SOFT, 12)
    s.text(words["bring"], 66, 572, 15, BRAND)
    for n, item in enumerate(words["items"]):
        y = 594 + 33 * n
        s.frame(68, y, 16, 16, BRAND, 1.6, 3)
        s.text(item, 98, y + 13, 13, INK, bold=False)


