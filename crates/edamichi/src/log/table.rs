//! Tables on a terminal: columns that line up in Japanese too, and texts that cannot command it.

use std::fmt::Write as _;

/// Columns that a terminal gives a character (Unicode TR 11, the wide and full-width blocks; combining
/// marks and joiners take none).
pub(super) fn width(c: char) -> usize {
    match u32::from(c) {
        0x300..=0x36f | 0x200b..=0x200f | 0x2060 | 0x3099..=0x309a | 0xfe00..=0xfe0f | 0xfeff => 0,
        0x1100..=0x115f
        | 0x2e80..=0x303e
        | 0x3041..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1_f300..=0x1_faff
        | 0x2_0000..=0x3_fffd => 2,
        _ => 1,
    }
}

fn text_width(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// A text from a file, safe to print: control characters and those that turn the writing direction
/// become a dot.
pub(super) fn plain(text: &str) -> String {
    let harmless = |c: char| {
        !c.is_control()
            && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    text.chars().map(|c| if harmless(c) { c } else { '·' }).collect()
}

/// Cut to a width, with an ellipsis.
pub(super) fn cut(text: &str, at_most: usize) -> String {
    if text_width(text) <= at_most {
        return text.to_owned();
    }
    let mut used = 1;
    let kept = text.chars().take_while(|&c| {
        used += width(c);
        used <= at_most
    });
    kept.collect::<String>() + "…"
}

/// Rows under a heading, two blanks between columns, empty columns left out.
pub(super) fn table<const N: usize>(heading: [&str; N], rows: &[[String; N]]) -> String {
    let widths: [usize; N] = core::array::from_fn(|at| {
        let widest = rows.iter().map(|row| text_width(&row[at])).max().unwrap_or(0);
        if widest == 0 { 0 } else { widest.max(text_width(heading[at])) }
    });
    let mut text = String::new();
    let heading = heading.map(str::to_owned);
    for row in core::iter::once(&heading).chain(rows) {
        let mut line = " ".to_owned();
        for (cell, &width) in row.iter().zip(&widths).filter(|(_, width)| **width > 0) {
            let fill = width.saturating_sub(text_width(cell)) + 2;
            let _ = write!(line, " {cell}{}", " ".repeat(fill - 1));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_columns_line_up() {
        let rows = [
            ["人間関係".to_owned(), String::new(), "1".to_owned()],
            ["work".to_owned(), String::new(), "2".to_owned()],
        ];
        let expected = "  topic     n\n  人間関係  1\n  work      2\n";
        assert_eq!(table(["topic", "never used", "n"], &rows), expected);
    }

    #[test]
    fn texts_are_cut_by_what_they_take() {
        assert_eq!(cut("人間関係", 8), "人間関係");
        assert_eq!(cut("人間関係", 7), "人間関…");
        assert_eq!(cut("人間関係", 6), "人間…");
        assert_eq!(cut("relations", 6), "relat…");
    }

    #[test]
    fn nothing_reaches_the_terminal_as_a_command() {
        assert_eq!(plain("a\u{1b}[31mb\r\n\u{202e}c\u{9b}d"), "a·[31mb···c·d");
    }
}
