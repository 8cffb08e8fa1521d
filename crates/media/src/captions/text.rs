//! From a cue's markup to the words that are shown.

/// Markup longer than this is taken for text.
const LONGEST_MARKUP: usize = 256;
/// The longest entity that is known, with room: `&#x10FFFF;`.
const LONGEST_ENTITY: usize = 10;

/// The text without tags and with entities decoded. Lines are trimmed and empty ones left out.
pub(super) fn plain(markup: &str) -> String {
    let mut plain = String::with_capacity(markup.len());
    let mut rest = markup;
    let mut in_ruby_text = false;
    while let Some(first) = rest.chars().next() {
        let (taken, shown) = match first {
            '<' => match tag(rest) {
                Some((length, name)) => (length, ruby(name, &mut in_ruby_text)),
                None => (1, Some('<')),
            },
            '{' if rest.starts_with("{\\") => match find_within(rest, b'}', LONGEST_MARKUP) {
                Some(end) => (end + 1, None),
                None => (1, Some('{')),
            },
            '&' => match entity(rest) {
                Some((length, decoded)) => (length, Some(decoded)),
                None => (1, Some('&')),
            },
            other => (other.len_utf8(), Some(other)),
        };
        plain.extend(shown.filter(|&shown| shown == '\n' || !shown.is_control()));
        rest = &rest[taken..];
    }
    let lines: Vec<&str> = plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// Where the ASCII character `wanted` first is, when it is among the first `limit` bytes and the
/// character that `text` begins with does not come again before it.
fn find_within(text: &str, wanted: u8, limit: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (&first, rest) = bytes.split_first()?;
    let found = rest.iter().take(limit).position(|&byte| byte == wanted || byte == first)? + 1;
    (bytes.get(found) == Some(&wanted)).then_some(found)
}

/// The length of the tag that `text` begins with, and its name with a leading `/` when it closes.
/// A `<` that begins no tag ("1 < 2", "<3") stays as it is.
fn tag(text: &str) -> Option<(usize, &str)> {
    let end = find_within(text, b'>', LONGEST_MARKUP)?;
    let inside = &text[1..end];
    let unsigned = inside.strip_prefix('/').unwrap_or(inside);
    let is_time =
        unsigned.contains(':') && unsigned.chars().all(|c| c.is_ascii_digit() || c == ':' || c == '.');
    let is_named = unsigned.starts_with(|c: char| c.is_ascii_alphabetic());
    if !(is_time || is_named || unsigned.is_empty()) {
        return None;
    }
    let length = inside.len() - unsigned.len();
    let name_end = unsigned.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(unsigned.len());
    Some((end + 1, &inside[..length + name_end]))
}

/// Readings over kanji are shown behind them in brackets, as there is nothing above the line.
fn ruby(tag: &str, open: &mut bool) -> Option<char> {
    match (tag, *open) {
        ("rt", false) => {
            *open = true;
            Some('（')
        }
        ("/rt" | "/ruby", true) => {
            *open = false;
            Some('）')
        }
        _ => None,
    }
}

/// The length of the entity that `text` begins with, and what it stands for.
fn entity(text: &str) -> Option<(usize, char)> {
    let end = find_within(text, b';', LONGEST_ENTITY)?;
    let decoded = match &text[1..end] {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "lrm" => '\u{200e}',
        "rlm" => '\u{200f}',
        other => numbered(other.strip_prefix('#')?)?,
    };
    Some((end + 1, decoded))
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}
