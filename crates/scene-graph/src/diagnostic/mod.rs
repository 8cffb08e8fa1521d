//! What is wrong with a story, where, and what to do about it.

mod at;
pub mod codes;

pub(crate) use at::At;
pub use codes::{Code, CodeEntry};

use crate::{ChoiceId, QuestionId, SceneId};
use core::fmt;
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// How bad it is. The code's letter says it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The story cannot be played as it is.
    Error,
    /// It plays, but probably not as it is meant.
    Warning,
    /// Worth knowing.
    Note,
}

/// A place in the story's text; both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// A place in the story's structure. What does not apply is absent: a fault of the story as a whole
/// has no scene.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// The scene.
    pub scene: Option<SceneId>,
    /// The question.
    pub question: Option<QuestionId>,
    /// The choice.
    pub choice: Option<ChoiceId>,
    /// The field in that, such as `media.captions.ja`.
    pub field: Option<String>,
}

/// One thing that is wrong or worth knowing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind it is.
    pub code: Code,
    /// Where in the story.
    pub place: Place,
    /// What is the case.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// Where in the text; known for faults of syntax and shape.
    pub position: Option<Position>,
    /// The one file that it is about, if it is about one: for lists that say the rest in words of their own.
    pub file: Option<String>,
}

impl Severity {
    /// `error`, `warning` or `note`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl Place {
    /// The story as a whole.
    #[must_use]
    pub fn story() -> Self {
        Self::default()
    }

    /// A field of the story.
    #[must_use]
    pub fn field(field: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..Self::default() }
    }
}

impl Diagnostic {
    /// A diagnostic of that kind.
    #[must_use]
    pub fn new(code: Code, place: Place, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { code, place, message: message.into(), remedy: remedy.into(), position: None, file: None }
    }

    /// A diagnostic of the story's text; the position, where known, is also said in the message.
    pub(crate) fn at(code: Code, message: String, remedy: &str, position: Option<Position>) -> Self {
        let message = match position {
            Some(at) => format!("line {}, column {}: {message}", at.line, at.column),
            None => message,
        };
        Self { position, ..Self::new(code, Place::story(), message, remedy) }
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// `scene welcome, question mind, choice people, field then`; empty for the whole story.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: [(&str, Option<&str>); 4] = [
            ("scene", self.scene.as_ref().map(SceneId::as_str)),
            ("question", self.question.as_ref().map(QuestionId::as_str)),
            ("choice", self.choice.as_ref().map(ChoiceId::as_str)),
            ("field", self.field.as_deref()),
        ];
        let mut separator = "";
        for (kind, name) in parts {
            if let Some(name) = name {
                write!(f, "{separator}{kind} {name}")?;
                separator = ", ";
            }
        }
        Ok(())
    }
}

/// `error[E101] scene welcome, field then: message (remedy)`, on one line.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place.to_string();
        let space = if place.is_empty() { "" } else { " " };
        write!(f, "{}[{}]{space}{place}: {}", self.severity(), self.code.id(), self.message)?;
        if self.remedy.is_empty() { Ok(()) } else { write!(f, " ({})", self.remedy) }
    }
}

/// `{code, severity, scene, question, choice, field, message, remedy}`; what is absent is null.
impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut out = to.serialize_struct("Diagnostic", 8)?;
        out.serialize_field("code", self.code.id())?;
        out.serialize_field("severity", self.severity().as_str())?;
        out.serialize_field("scene", &self.place.scene)?;
        out.serialize_field("question", &self.place.question)?;
        out.serialize_field("choice", &self.place.choice)?;
        out.serialize_field("field", &self.place.field)?;
        out.serialize_field("message", &self.message)?;
        out.serialize_field("remedy", &self.remedy)?;
        out.end()
    }
}
