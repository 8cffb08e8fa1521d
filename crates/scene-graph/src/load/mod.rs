//! Reading a story from RON.

mod fault;
pub(crate) mod form;
mod scan;

pub(crate) use fault::closest;

use crate::diagnostic::{Diagnostic, Place, Position, Severity, codes};
use crate::model::Story;

/// The newest format that this program reads, and the one it writes.
pub const FORMAT: u32 = 1;
/// How many bytes a story's RON may have.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
/// How many scenes a story may have.
pub const MAX_SCENES: usize = 10_000;
/// How many languages a story may have.
pub const MAX_LANGUAGES: usize = 100;
/// How many choices a question may have. (Nobody reads so many; the checks compare them pair by pair.)
pub const MAX_CHOICES: usize = 200;
/// How many bytes of UTF-8 one text may have.
pub const MAX_TEXT: usize = 64 * 1024;
/// How deep brackets may nest. People's stories need about fifteen.
pub const MAX_DEPTH: usize = 64;

/// ron counts enums, options and newtypes besides brackets.
const RON_RECURSION: usize = 4 * MAX_DEPTH;

/// What came of loading: a story with its diagnostics, or diagnostics alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The story; absent when its text has a fault of syntax or shape. It may still have errors.
    pub story: Option<Story>,
    /// One fault of syntax or shape, or all faults of meaning that can be seen without media.
    pub diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// Whether there is a story without any error, that is, one that can be played.
    #[must_use]
    pub fn is_playable(&self) -> bool {
        self.story.is_some() && !self.diagnostics.iter().any(|found| found.severity() == Severity::Error)
    }
}

/// Reads a story and checks what it means. Never panics, whatever `text` is.
///
/// The diagnostics are those of [`check`](crate::check()) without media facts; a caller that knows the
/// media calls that and uses its answer instead.
#[must_use]
pub fn load(text: &[u8]) -> Loaded {
    match read(text) {
        Ok(story) => {
            let diagnostics = crate::check(&story, None);
            Loaded { story: Some(story), diagnostics }
        }
        Err(fault) => Loaded { story: None, diagnostics: vec![*fault] },
    }
}

/// Reads a story without checking what it means.
///
/// # Errors
/// The first fault of syntax, shape or size, with its line and column where it has one.
pub fn read(text: &[u8]) -> Result<Story, Box<Diagnostic>> {
    let text = decode(text)?;
    if text.trim().is_empty() {
        let remedy = "start from a template: edamichi new DIR";
        return fault(codes::SYNTAX, "the file is empty".to_owned(), remedy, None);
    }
    let found = scan::scan(text);
    if let Some(format) = found.format.filter(|format| *format > u64::from(FORMAT)) {
        let message = format!("this story has format {format}; this program reads format {FORMAT}");
        let remedy = "open it with a newer version of Edamichi";
        return fault(codes::NEWER_FORMAT, message, remedy, None);
    }
    if let Some(at) = found.too_deep {
        let message = format!("brackets nest deeper than {MAX_DEPTH} levels");
        let remedy = "split the condition or branch into several scenes; no ordinary story nests so deep";
        return fault(codes::TOO_DEEP, message, remedy, Some(at));
    }
    if let Some((at, bytes)) = found.too_long {
        let message = format!("this text has {bytes} bytes; a text may have {MAX_TEXT}");
        return fault(codes::TEXT_TOO_LONG, message, "shorten it, or put it into a handout", Some(at));
    }
    let story: Story = ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_recursion_limit(RON_RECURSION)
        .from_str(text)
        .map_err(|error| Box::new(fault::explain(&error, text, found.left_open)))?;
    if story.format == 0 {
        let remedy = format!("write format: {FORMAT}");
        return fault(codes::NO_FORMAT, "there is no format 0".to_owned(), &remedy, None);
    }
    if story.format > FORMAT {
        let message = format!("this story has format {}; this program reads format {FORMAT}", story.format);
        return fault(codes::NEWER_FORMAT, message, "open it with a newer version of Edamichi", None);
    }
    if story.scenes.len() > MAX_SCENES {
        let message = format!("this story has {} scenes; it may have {MAX_SCENES}", story.scenes.len());
        return fault(codes::TOO_MANY_SCENES, message, "make several stories of it", None);
    }
    too_many(&story)?;
    Ok(story)
}

/// Refuses more languages or choices than any story needs.
fn too_many(story: &Story) -> Result<(), Box<Diagnostic>> {
    if story.languages.len() > MAX_LANGUAGES {
        let message =
            format!("this story has {} languages; it may have {MAX_LANGUAGES}", story.languages.len());
        return fault(codes::TOO_MANY_PARTS, message, "remove some, or make several stories", None);
    }
    for question in story.scenes.values().filter_map(|scene| scene.question.as_ref()) {
        let count = question.answers.choices().len();
        if count > MAX_CHOICES {
            let message =
                format!("the question \"{}\" has {count} choices; it may have {MAX_CHOICES}", question.id);
            return fault(codes::TOO_MANY_PARTS, message, "ask in several questions", None);
        }
    }
    Ok(())
}

/// The text of a story's bytes, without a byte order mark.
fn decode(bytes: &[u8]) -> Result<&str, Box<Diagnostic>> {
    if bytes.len() > MAX_BYTES {
        let message = format!("this file has {} bytes; a story may have {MAX_BYTES}", bytes.len());
        let remedy = "check that this is a story.ron and not a clip; make several stories of a very long one";
        return fault(codes::TOO_LARGE, message, remedy, None).map(|()| "");
    }
    let text = core::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let before = core::str::from_utf8(valid).unwrap_or_default();
        let message = "this file is not UTF-8 text".to_owned();
        let remedy = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            "it looks like UTF-16: save it as UTF-8 in your text editor"
        } else {
            "check that this is a story.ron, and save it as UTF-8 in your text editor"
        };
        Box::new(Diagnostic::at(codes::NOT_UTF8, message, remedy, Some(end_of(before))))
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The position after the last character of `text`.
fn end_of(text: &str) -> Position {
    let line = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = text.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    let bounded = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Position { line: bounded(line), column: bounded(column) }
}

fn fault<T>(
    code: crate::Code,
    message: String,
    remedy: &str,
    position: Option<Position>,
) -> Result<T, Box<Diagnostic>> {
    let mut diagnostic = Diagnostic::at(code, message, remedy, position);
    if code == codes::NO_FORMAT || code == codes::NEWER_FORMAT {
        diagnostic.place = Place::field("format");
    }
    Err(Box::new(diagnostic))
}
