//! What a parser's error means to the person who wrote the story.

use super::form;
use crate::diagnostic::{Diagnostic, Place, Position, codes};
use ron::error::{Error, SpannedError};

/// A diagnostic for the one fault at which parsing stopped.
pub(super) fn explain(error: &SpannedError, text: &str, left_open: Option<(char, Position)>) -> Diagnostic {
    let start = position(error.span.start);
    let end = position(error.span.end);
    let at_end_of_file = error.span.end.line > text.lines().count() || matches!(error.code, Error::Eof);
    if let (true, Some((bracket, open))) = (at_end_of_file, left_open) {
        let message = format!(
            "the file ends while the '{bracket}' of line {}, column {} is still open",
            open.line, open.column
        );
        return Diagnostic::at(
            codes::SYNTAX,
            message,
            &format!("close it with '{}'", closing(bracket)),
            Some(open),
        );
    }
    let (code, message, remedy, field) = sort(&error.code);
    // Errors of one value are best shown where it begins; errors of punctuation where it was missed.
    let position = if code == codes::SYNTAX { end } else { start };
    let mut found = Diagnostic::at(code, message, &remedy, Some(position));
    if let Some(field) = field {
        found.place = Place::field(field);
    }
    found
}

fn position(at: ron::error::Position) -> Position {
    let bounded = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Position { line: bounded(at.line), column: bounded(at.col) }
}

fn closing(bracket: char) -> char {
    match bracket {
        '[' => ']',
        '{' => '}',
        _ => ')',
    }
}

/// Code, message, remedy and, where it is known, the field.
fn sort(error: &Error) -> (crate::Code, String, String, Option<String>) {
    let shape = |message: String, remedy: &str| (codes::SHAPE, message, remedy.to_owned(), None);
    match error {
        Error::Message(message) => match form::coded(message) {
            Some((code, message)) => (code, message.to_owned(), remedy_of(code).to_owned(), None),
            None => shape(first_small(message), SEE_FORMAT),
        },
        Error::NoSuchStructField { expected, found, outer } => {
            let message = format!("{} has no field \"{found}\"", named(outer.as_deref()));
            let remedy = match closest(found, expected) {
                Some(near) => format!("did you mean \"{near}\"? Its fields are: {}", expected.join(", ")),
                None => format!("its fields are: {}", expected.join(", ")),
            };
            (codes::UNKNOWN_FIELD, message, remedy, Some(found.clone()))
        }
        Error::DuplicateStructField { field, outer } => {
            let message = format!("{} is given \"{field}\" twice", named(outer.as_deref()));
            (codes::KEY_TWICE, message, "keep one of them".to_owned(), Some((*field).to_owned()))
        }
        Error::MissingStructField { field: "format", .. } => {
            let remedy = format!("write format: {} first in the story", super::FORMAT);
            (
                codes::NO_FORMAT,
                "the story does not say its format".to_owned(),
                remedy,
                Some("format".to_owned()),
            )
        }
        Error::MissingStructField { field, outer } => {
            let message = format!("{} needs the field \"{field}\"", named(outer.as_deref()));
            (codes::SHAPE, message, format!("write {field}: … into it"), Some((*field).to_owned()))
        }
        Error::NoSuchEnumVariant { expected, found, outer } => {
            let message = format!("there is no \"{found}\" of {}", named(outer.as_deref()));
            let remedy = match closest(found, expected) {
                Some(near) => format!("did you mean {near}? There are: {}", expected.join(", ")),
                None => format!("there are: {}", expected.join(", ")),
            };
            (codes::SHAPE, message, remedy, None)
        }
        Error::ExpectedMap => shape(
            "a '{' is expected here".to_owned(),
            "texts are written by language, {\"ja\": \"…\", \"en\": \"…\"}, and other maps as {\"key\": value}",
        ),
        Error::InvalidValueForType { expected, found } => {
            shape(format!("{expected} is expected here, but there is {found}"), SEE_FORMAT)
        }
        Error::ExpectedDifferentLength { .. }
        | Error::ExpectedDifferentStructName { .. }
        | Error::IntegerOutOfBounds
        | Error::ExpectedNamedStructLike(_)
        | Error::ExpectedStructName(_)
        | Error::ExpectedStructLike
        | Error::ExpectedArray
        | Error::ExpectedBoolean
        | Error::ExpectedInteger
        | Error::ExpectedString
        | Error::ExpectedUnit => shape(first_small(&error.to_string()), SEE_FORMAT),
        Error::ExceededRecursionLimit => (
            codes::TOO_DEEP,
            "this nests too deep".to_owned(),
            "split the condition or branch into several scenes".to_owned(),
            None,
        ),
        _ => (
            codes::SYNTAX,
            first_small(&error.to_string()),
            "look for a missing comma, quotation mark or bracket on this line or the one before".to_owned(),
            None,
        ),
    }
}

const SEE_FORMAT: &str = "docs/story-format.md shows every field with an example";

fn remedy_of(code: crate::Code) -> &'static str {
    if code == codes::KEY_TWICE {
        "give one of them another name, or remove it"
    } else if code == codes::BAD_ID {
        "write it like \"first-day-2\""
    } else if code == codes::BAD_LANGUAGE {
        "write it like \"ja\" or \"en-GB\""
    } else if code == codes::BAD_TIME {
        "write minutes, seconds and milliseconds like \"01:05.250\"; a time before a clip's end begins with '-'"
    } else {
        SEE_FORMAT
    }
}

fn named(outer: Option<&str>) -> String {
    outer.map_or_else(|| "this place".to_owned(), ToOwned::to_owned)
}

/// The message with a small first letter and without ron's backticks.
fn first_small(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", chars.as_str()).replace('`', "'")
}

/// The name among `known` that differs from `found` in at most two letters, or only in capitals.
pub(crate) fn closest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    let small = found.to_lowercase();
    let mut best: Option<(usize, &str)> = None;
    for name in known {
        let distance = distance(&small, &name.to_lowercase());
        if distance <= 2 && distance < name.len() && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// The Levenshtein distance, over the first 64 characters.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().take(64).enumerate() {
        let mut diagonal = i;
        let mut last = i + 1;
        for (b, above) in right.iter().zip(row.iter_mut().skip(1)) {
            let cost = (diagonal + usize::from(a != *b)).min(*above + 1).min(last + 1);
            diagonal = *above;
            *above = cost;
            last = cost;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested() {
        assert_eq!(closest("tilte", &["title", "text"]), Some("title"));
        assert_eq!(closest("goto", &["Goto", "Return"]), Some("Goto"));
        assert_eq!(closest("colours", &["title", "text"]), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
