//! Where the cards lie: `layout.ron` beside the story. Moving a card is no change of the story.

use scene_graph::{EndingId, SceneId};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// No layout is longer than this, in bytes: 10,000 scenes take about 400 KB.
pub const LONGEST: usize = 16 * 1024 * 1024;

/// A place on the canvas, in logical pixels at 100 %; x to the right, y down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub struct Spot(pub i32, pub i32);

impl Spot {
    /// So far to the right and down; stops at the canvas's ends.
    #[must_use]
    pub fn moved(self, right: i32, down: i32) -> Self {
        Self(self.0.saturating_add(right), self.1.saturating_add(down))
    }
}

/// Names a frame within a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(transparent)]
pub struct FrameId(pub u32);

/// A titled area of the canvas; what lies in it belongs together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Frame {
    /// The author's own words for it.
    pub title: String,
    /// Its upper left corner.
    pub at: Spot,
    /// Width and height, in the canvas's pixels.
    pub size: (u32, u32),
    /// `#rrggbb`; the theme's own colour for frames when absent.
    pub colour: Option<String>,
}

/// Where everything lies. What has no place here is laid out by the editor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename = "Layout")]
pub struct Layout {
    /// Scenes' cards: their upper left corners.
    pub scenes: BTreeMap<SceneId, Spot>,
    /// Endings' cards.
    pub endings: BTreeMap<EndingId, Spot>,
    /// Titled areas.
    pub frames: BTreeMap<FrameId, Frame>,
}

/// A layout that cannot be read. The story is not touched by that: it is laid out anew.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LayoutError {
    /// Not the form of a layout.
    #[error(
        "layout.ron, line {line}: {reason}. The story is whole; its cards are laid out anew, and when you save, this file is kept as layout.damaged.ron"
    )]
    Shape {
        /// Where, from 1.
        line: usize,
        /// What the parser says.
        reason: String,
    },
    /// Longer than any layout.
    #[error("layout.ron is longer than {} MB. The story is whole; its cards are laid out anew, and when you save, this file is kept as layout.damaged.ron", LONGEST >> 20)]
    TooLong,
    /// Bytes that are no text.
    #[error(
        "layout.ron is not UTF-8 text. The story is whole; its cards are laid out anew, and when you save, this file is kept as layout.damaged.ron"
    )]
    NotText,
}

impl Layout {
    /// Reads what [`Layout::to_ron`] wrote, or a person.
    ///
    /// # Errors
    /// When it is no layout: go on with an empty one, and say so.
    pub fn read(text: &[u8]) -> Result<Self, LayoutError> {
        if text.len() > LONGEST {
            return Err(LayoutError::TooLong);
        }
        let text = std::str::from_utf8(text).map_err(|_| LayoutError::NotText)?;
        let options = ron::Options::default()
            .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
            .with_recursion_limit(16);
        options.from_str(text).map_err(|error| LayoutError::Shape {
            line: error.span.start.line,
            reason: error.code.to_string(),
        })
    }

    /// As RON: one fact a line, in the order of names, so that version control shows what moved.
    #[must_use]
    pub fn to_ron(&self) -> String {
        let mut out = String::from("Layout(\n");
        cards(&mut out, "scenes", self.scenes.iter().map(|(id, spot)| (id.as_str(), *spot)));
        cards(&mut out, "endings", self.endings.iter().map(|(id, spot)| (id.as_str(), *spot)));
        if !self.frames.is_empty() {
            out.push_str("    frames: {\n");
            for (id, frame) in &self.frames {
                let Frame { title, at, size, colour } = frame;
                // Writing to a String cannot fail.
                let _ = write!(out, "        {}: (title: {}", id.0, quoted(title));
                let _ = write!(out, ", at: ({}, {}), size: ({}, {})", at.0, at.1, size.0, size.1);
                if let Some(colour) = colour {
                    let _ = write!(out, ", colour: {}", quoted(colour));
                }
                out.push_str("),\n");
            }
            out.push_str("    },\n");
        }
        out.push_str(")\n");
        out
    }

    /// A number that no frame has.
    #[must_use]
    pub fn free_frame(&self) -> FrameId {
        let mut number = 1;
        while self.frames.contains_key(&FrameId(number)) {
            number += 1;
        }
        FrameId(number)
    }
}

fn cards<'a>(out: &mut String, name: &str, spots: impl Iterator<Item = (&'a str, Spot)>) {
    let mut spots = spots.peekable();
    if spots.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "    {name}: {{");
    for (id, Spot(x, y)) in spots {
        let _ = writeln!(out, "        {}: ({x}, {y}),", quoted(id));
    }
    out.push_str("    },\n");
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            other if other.is_control() => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(other));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
