//! A look at a story's text before it is parsed: how deep its brackets nest, how long its texts are,
//! and which format it says it has. It walks the text once and keeps no recursion, so that hostile
//! text cannot exhaust the stack.

use super::{MAX_DEPTH, MAX_TEXT};
use crate::diagnostic::Position;

/// What the scan found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scan {
    /// The number after `format:` directly in the outermost brackets.
    pub(super) format: Option<u64>,
    /// Where the brackets first nest deeper than [`MAX_DEPTH`].
    pub(super) too_deep: Option<Position>,
    /// Where the first text begins that is longer than [`MAX_TEXT`], and its bytes.
    pub(super) too_long: Option<(Position, usize)>,
    /// The innermost bracket that is still open at the end of the text.
    pub(super) left_open: Option<(char, Position)>,
}

/// Scans `text`.
pub(super) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner { rest: text, at: Position { line: 1, column: 1 } };
    let mut found = Scan::default();
    let mut open: Vec<(char, Position)> = Vec::new();
    let mut depth = 0_usize;
    // How much of `format`, `:` was just seen.
    let mut after_format = false;
    while let Some(next) = scanner.peek() {
        let at = scanner.at;
        match next {
            '(' | '[' | '{' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    found.too_deep.get_or_insert(at);
                } else {
                    open.push((next, at));
                }
                scanner.skip();
            }
            ')' | ']' | '}' => {
                if depth <= MAX_DEPTH {
                    open.pop();
                }
                depth = depth.saturating_sub(1);
                scanner.skip();
            }
            '"' => note_text(&mut found, at, scanner.string()),
            '\'' => scanner.character(),
            '/' => scanner.comment(),
            _ if next.is_alphanumeric() || next == '_' => {
                if let Some(bytes) = scanner.raw_string() {
                    note_text(&mut found, at, bytes);
                    continue;
                }
                let word = scanner.word();
                if depth == 1 && after_format && found.format.is_none() {
                    found.format = number(word);
                }
                after_format = depth == 1 && word == "format";
                continue;
            }
            ':' => {
                scanner.skip();
                continue;
            }
            _ if next.is_whitespace() => {
                scanner.skip();
                continue;
            }
            _ => scanner.skip(),
        }
        after_format &= next == '/';
    }
    found.left_open = open.pop();
    found
}

fn note_text(found: &mut Scan, at: Position, bytes: usize) {
    if bytes > MAX_TEXT {
        found.too_long.get_or_insert((at, bytes));
    }
}

/// A whole number as RON may write it; too large ones become the largest.
fn number(word: &str) -> Option<u64> {
    let digits = word.replace('_', "");
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(digits.parse().unwrap_or(u64::MAX))
}

struct Scanner<'a> {
    rest: &'a str,
    at: Position,
}

impl<'a> Scanner<'a> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn skip(&mut self) {
        let mut chars = self.rest.chars();
        match chars.next() {
            Some('\n') => self.at = Position { line: self.at.line.saturating_add(1), column: 1 },
            Some(_) => self.at.column = self.at.column.saturating_add(1),
            None => {}
        }
        self.rest = chars.as_str();
    }

    /// Skips so many bytes, which must end between two characters; else the rest.
    fn skip_bytes(&mut self, bytes: usize) {
        let left = self.rest.len().saturating_sub(bytes);
        while self.rest.len() > left {
            self.skip();
        }
    }

    fn word(&mut self) -> &'a str {
        let length = self.rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(self.rest.len());
        let (word, _) = self.rest.split_at(length);
        self.skip_bytes(length);
        word
    }

    /// Skips a string and says how many bytes it stands for.
    fn string(&mut self) -> usize {
        self.skip();
        let mut bytes = 0;
        while let Some(next) = self.peek() {
            self.skip();
            match next {
                '"' => break,
                '\\' => bytes += self.escape(),
                _ => bytes += next.len_utf8(),
            }
        }
        bytes
    }

    /// Skips what follows a backslash and says how many bytes it stands for.
    fn escape(&mut self) -> usize {
        let kind = self.peek();
        self.skip();
        match kind {
            Some('x') => {
                self.skip_bytes(self.rest.bytes().take(2).take_while(u8::is_ascii_hexdigit).count());
                2
            }
            Some('u') if self.peek() == Some('{') => {
                let inside = self.rest.get(1..).unwrap_or_default();
                let digits = inside.bytes().take_while(u8::is_ascii_hexdigit).count();
                let value = inside.get(..digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
                if inside.as_bytes().get(digits) == Some(&b'}') {
                    self.skip_bytes(digits + 2);
                }
                value.and_then(char::from_u32).map_or(1, char::len_utf8)
            }
            Some(_) => 1,
            None => 0,
        }
    }

    /// Skips a raw string (`r"…"`, `r#"…"#`, `br"…"`) and says how many bytes it has; `None` when
    /// there is none here.
    fn raw_string(&mut self) -> Option<usize> {
        let after_r = self.rest.strip_prefix("br").or_else(|| self.rest.strip_prefix('r'))?;
        let hashes = after_r.bytes().take_while(|byte| *byte == b'#').count();
        let body = after_r.get(hashes..)?.strip_prefix('"')?;
        let close = format!("\"{}", "#".repeat(hashes));
        let length = body.find(&close).unwrap_or(body.len());
        let head = self.rest.len() - body.len();
        self.skip_bytes(head + length + close.len());
        Some(length)
    }

    /// Skips a character such as `'('`, or else only the quotation mark.
    fn character(&mut self) {
        self.skip();
        let mut ahead = self.rest.chars();
        match (ahead.next(), ahead.next()) {
            (Some('\\'), Some(_)) => {
                self.skip();
                self.escape();
                if self.peek() == Some('\'') {
                    self.skip();
                }
            }
            (Some(_), Some('\'')) => {
                self.skip();
                self.skip();
            }
            _ => {}
        }
    }

    /// Skips a comment, or else only the slash. Block comments nest.
    fn comment(&mut self) {
        if self.rest.starts_with("//") {
            while self.peek().is_some_and(|next| next != '\n') {
                self.skip();
            }
        } else if self.rest.starts_with("/*") {
            let mut depth = 0_usize;
            while !self.rest.is_empty() {
                if self.rest.starts_with("/*") {
                    depth += 1;
                    self.skip_bytes(2);
                } else if self.rest.starts_with("*/") {
                    depth -= 1;
                    self.skip_bytes(2);
                    if depth == 0 {
                        break;
                    }
                } else {
                    self.skip();
                }
            }
        } else {
            self.skip();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_texts_and_comments_do_not_count() {
        let deep = "(".repeat(MAX_DEPTH + 1);
        for text in [
            format!("\"{deep}\""),
            format!("r#\"\"{deep}\"#"),
            format!("// {deep}\n"),
            format!("/* /* {deep} */ {deep} */"),
            format!("\"\\\"{deep}\""),
            "'('".repeat(MAX_DEPTH + 1),
        ] {
            assert_eq!(scan(&text), Scan::default(), "{text}");
        }
        assert!(scan(&deep).too_deep.is_some());
        assert!(scan(&format!("'\\'' {deep}")).too_deep.is_some());
        assert!(scan(&format!("/* */ {deep}")).too_deep.is_some());
    }

    #[test]
    fn the_format_is_found_where_it_belongs() {
        for (text, format) in [
            ("Story(format: 2, x: 1)", Some(2)),
            ("(\n  // format: 7\n  format /* so */ : /* 9 */ 1_0,)", Some(10)),
            ("(title: \"format: 3\", a: (format: 4), format: 99999999999999999999999)", Some(u64::MAX)),
            ("(a: (format: 4))", None),
            ("format: 4", None),
            ("(format: \"4\")", None),
            ("(format, 4)", None),
        ] {
            assert_eq!(scan(text).format, format, "{text}");
        }
    }

    #[test]
    fn texts_are_measured_as_they_are_read() {
        let at_limit = "\\\"".repeat(MAX_TEXT);
        assert_eq!(scan(&format!("\"{at_limit}\"")).too_long, None);
        let over = "\\u{3042}".repeat(MAX_TEXT / 3 + 1);
        assert!(
            scan(&format!("(\n \"{over}\"")).too_long.is_some_and(|(at, _)| at.line == 2 && at.column == 2)
        );
    }

    #[test]
    fn the_bracket_that_is_left_open_is_named() {
        let open = scan("Story(\n  a: [1, 2],\n  b: {1: 2,\n").left_open;
        assert_eq!(open, Some(('{', Position { line: 3, column: 6 })));
    }
}
