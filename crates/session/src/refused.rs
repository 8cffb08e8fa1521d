//! Why an input was not taken.

use scene_graph::{ChoiceId, HandoutId, Language, SceneId};

/// An input that does not fit the state. It changed nothing; the texts are for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// Something before [`crate::Input::Begin`].
    #[error("the story has not begun")]
    NotBegun,
    /// A second [`crate::Input::Begin`].
    #[error("the story has already begun")]
    AlreadyBegun,
    /// Something after [`crate::Input::Leave`].
    #[error("the viewer has left")]
    HasLeft,
    /// An answer or skip without an open question: it may have closed meanwhile.
    #[error("no question is open")]
    NoOpenQuestion,
    /// An answer of another kind than the question's.
    #[error("the open question takes another kind of answer: {0}")]
    WrongKind(&'static str),
    /// A choice that is not among those shown.
    #[error("the choice \"{0}\" is not shown")]
    ChoiceNotShown(ChoiceId),
    /// Fewer choices than the question asks for.
    #[error("too few chosen: at least {at_least}")]
    TooFew {
        /// How many at least.
        at_least: u32,
    },
    /// More choices than the question allows.
    #[error("too many chosen: at most {at_most}")]
    TooMany {
        /// How many at most.
        at_most: u32,
    },
    /// A number that is not on the scale.
    #[error("not on the scale: from {from} to {to}")]
    OutOfScale {
        /// The lowest number.
        from: i32,
        /// The highest number.
        to: i32,
    },
    /// More characters than the question allows.
    #[error("too long: at most {at_most} characters")]
    TooLong {
        /// How many characters at most.
        at_most: u32,
    },
    /// No words at all: that is a skip, where the question allows one.
    #[error("nothing was written")]
    NoWords,
    /// A skip where the question must be answered.
    #[error("this question cannot be skipped")]
    CannotSkip,
    /// Back without an earlier question.
    #[error("there is nothing to go back to")]
    NothingToGoBackTo,
    /// A jump to a scene that was not seen.
    #[error("the scene \"{0}\" has not been seen")]
    SceneNotSeen(SceneId),
    /// A scene that the story does not have.
    #[error("the story has no scene \"{0}\"")]
    NoSuchScene(SceneId),
    /// A seek where no clip is shown, or where it cannot be shown.
    #[error("there is no clip to seek in")]
    NothingToSeek,
    /// A seek before the clip is open; try again when it is.
    #[error("the clip is not open yet")]
    NotOpenYet,
    /// A language that the story is not told in.
    #[error("the story is not told in \"{0}\"")]
    NoSuchLanguage(Language),
    /// A handout that is not offered here.
    #[error("the handout \"{0}\" is not offered here")]
    NotOffered(HandoutId),
    /// A contact request where none is offered.
    #[error("no contact request can be made here")]
    NoContactHere,
}
