//! Laying out RON: what fits on a line stays on it, the rest is broken, one entry a line.

/// How many columns a line may have, unless a single text is longer.
const WIDTH: usize = 120;
const INDENT: usize = 4;

/// A piece of RON.
#[derive(Debug)]
pub(super) enum Node {
    /// A name, number or text.
    Atom(String),
    /// A bracket with entries.
    Group(Group),
}

/// `name(entry, key: entry)`, `[entry]` or `{key: entry}`.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) open: String,
    pub(super) close: char,
    pub(super) entries: Vec<(String, Node)>,
    /// Broken even where it fits.
    tall: bool,
    /// Columns on one line.
    width: usize,
}

impl Node {
    pub(super) fn atom(text: impl Into<String>) -> Self {
        Self::Atom(text.into())
    }

    /// `name(key: entry, …)`; entries without a key have an empty one.
    pub(super) fn call(name: &str, entries: Vec<(String, Self)>) -> Self {
        Self::group(format!("{name}("), ')', entries)
    }

    /// `name(entry, …)`.
    pub(super) fn wrap(name: &str, entries: Vec<Self>) -> Self {
        Self::call(name, entries.into_iter().map(|entry| (String::new(), entry)).collect())
    }

    /// `[entry, …]`.
    pub(super) fn list(entries: Vec<Self>) -> Self {
        Self::group("[".to_owned(), ']', entries.into_iter().map(|entry| (String::new(), entry)).collect())
    }

    /// `{"key": entry, …}`.
    pub(super) fn map(entries: Vec<(String, Self)>) -> Self {
        Self::group("{".to_owned(), '}', entries)
    }

    /// Anything with entries.
    pub(super) fn group(open: String, close: char, entries: Vec<(String, Self)>) -> Self {
        let inside: usize = entries.iter().map(|(key, node)| key_width(key) + node.width() + 2).sum();
        let width = columns(&open) + 1 + inside.saturating_sub(2);
        let tall = entries.iter().any(|(_, node)| matches!(node, Self::Group(Group { tall: true, .. })));
        Self::Group(Group { open, close, entries, tall, width })
    }

    /// The same, broken even where it would fit, and so is all around it.
    pub(super) fn tall(mut self) -> Self {
        if let Self::Group(group) = &mut self {
            group.tall = !group.entries.is_empty();
        }
        self
    }

    fn width(&self) -> usize {
        match self {
            Self::Atom(text) => columns(text),
            Self::Group(group) => group.width,
        }
    }

    /// The text, with a line's end after it.
    pub(super) fn render(&self) -> String {
        let mut out = String::new();
        self.put(0, 0, &mut out);
        out.push('\n');
        out
    }

    /// Writes it at `indent` after `used` columns of its line.
    fn put(&self, indent: usize, used: usize, out: &mut String) {
        match self {
            Self::Atom(text) => out.push_str(text),
            // One column is left for the comma after it.
            Self::Group(group) if !group.tall && used + group.width < WIDTH => group.put_flat(out),
            Self::Group(group) => group.put_tall(indent, out),
        }
    }
}

impl Group {
    fn put_flat(&self, out: &mut String) {
        out.push_str(&self.open);
        for (index, (key, node)) in self.entries.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            put_key(key, out);
            match node {
                Node::Atom(text) => out.push_str(text),
                Node::Group(group) => group.put_flat(out),
            }
        }
        out.push(self.close);
    }

    fn put_tall(&self, indent: usize, out: &mut String) {
        out.push_str(&self.open);
        // `OneOf([` and its like open and close on the same lines as their only entry.
        if let [(key, Node::Group(only))] = &*self.entries
            && key.is_empty()
            && self.close == ')'
        {
            only.put_tall(indent, out);
            out.push(self.close);
            return;
        }
        let deeper = indent + INDENT;
        for (key, node) in &self.entries {
            out.push('\n');
            out.extend(core::iter::repeat_n(' ', deeper));
            put_key(key, out);
            node.put(deeper, deeper + key_width(key), out);
            out.push(',');
        }
        if !self.entries.is_empty() {
            out.push('\n');
            out.extend(core::iter::repeat_n(' ', indent));
        }
        out.push(self.close);
    }
}

fn put_key(key: &str, out: &mut String) {
    if !key.is_empty() {
        out.push_str(key);
        out.push_str(": ");
    }
}

fn key_width(key: &str) -> usize {
    if key.is_empty() { 0 } else { columns(key) + 2 }
}

/// Characters, not columns of a terminal: it only decides where lines break, and what is wide differs
/// between editors.
fn columns(text: &str) -> usize {
    text.chars().count()
}

/// `text` as a RON string. Control characters and those that turn the direction of writing are
/// written as escapes, so that what a person reads is what there is.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if c.is_control() || is_invisible(c) => out.extend(c.escape_unicode()),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Line separators, marks of writing direction and the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
