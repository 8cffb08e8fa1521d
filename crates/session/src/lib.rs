//! One viewer's way through a story: a pure state machine.
//!
//! [`Session::apply`] takes an [`Input`] and gives [`Effect`]s; nothing else happens. The session
//! reads no clock: [`Now`] tells it the time.
//!
//! - [`input`]: what a session is told.
//! - [`effect`]: what it answers: pictures to show, questions to open, entries for the log.
//! - [`view`]: what is open to the viewer at the moment, for overlays.
//! - [`chapters`]: what was seen and where there is more, for a map.
//! - [`Past`]: what conditions read of the way so far; can be made up, to begin in the middle.
//! - [`plan`]: a scripted viewer, from a plan file.
//!
//! # What the caller does
//!
//! Applies [`Input::Begin`], and carries out the effects of every input in their order. It tells of the
//! scene's own media: [`Input::MediaOpened`] when the picture that was asked for is open (again after
//! each [`Effect::Show`]), [`Input::MediaReached`] when it has played up to [`Session::next_cue`],
//! [`Input::MediaEnded`] when a [`Run::Once`] has ended, [`Input::MediaFailed`] when it cannot be shown
//! (and, after a slate has stood for a moment, [`Input::MediaEnded`]). While [`Session::limit_left`] is
//! `Some`, [`Input::TimePassed`] tells of unpaused time. Media inputs that come too late have no
//! effect. [`Now::media`] is read only while the scene's own media plays.
//!
//! # Which effects a situation has
//!
//! Records are left out here: [`choice_log::Kind`] has one for each of these. Of the pictures that one
//! input would ask for only the last is asked for: a chain of scenes without media makes one `Show`.
//! A `Show` ends a hold.
//!
//! | situation | effects, in order |
//! |---|---|
//! | a scene is entered | (`QuestionClosed` if one was open) `Event(Scene)` · `Show(own media, start 0, Once)` · `Music` |
//! | … without media | `Event(Scene)` · `Show(Nothing, Stand)` · `Music`, then at once what its end brings |
//! | a `During` question opens | `QuestionOpened` · `Event(Question)`; the clip plays on |
//! | a `PauseAt` or `AtEnd` question opens, or a `During` question outlives its clip | (`QuestionOpened` · `Event(Question)`) · `Show(waiting clip, Loop)`, or `HoldPicture(true)` where the picture just stands |
//! | an answer with a branch | `Event(Answer)` · `QuestionClosed` · the next scene's |
//! | an answer without a branch, a skip, a limit that runs out | `Event(…)` · `QuestionClosed` · then the rest of the clip: nothing while it plays, `HoldPicture(false)` after a hold, `Show(own media, start = where it stood, Once)` after a waiting clip; at the clip's end: the next scene's |
//! | an answer that waits for the clip's end | `Event(Answer)`; the question stays ([`QuestionView::answered`]); at the end `QuestionClosed` · the next scene's |
//! | Return to a question | `QuestionClosed`? · `Music` · `QuestionOpened` · `Event(Question)` · the waiting clip, or `Show(own media, start = where it stood, Stand)`; for a `During` question whose clip is not over `Show(own media, start = where it stood, Once)` |
//! | Back | `Event(Back)` · then like Return; to a place without a question: `Show(own media, start = where it stood, Once)` |
//! | an ending | `QuestionClosed`? · `Event(End)` · `Show(Ending or Stuck, Stand)` · `Music(the story's)` |
//! | a contact request | `Event(Contact)`, and at a question what an answer brings |
//! | a seek | `Seek(time)`, with `HoldPicture(false)` after a hold; `Show(own media, start = time, Once)` after a waiting clip; passing a question opens it |
//! | another language | `Show` of the same with the new language's files, if those differ; `keep_position` if only sound and captions do |
//! | the viewer leaves | `Left` |
//!
//! `start` is [`media_time::MediaTime::MAX`] where the own media stands at its end. Nothing that
//! stands, loops or is no media tells of an end.

mod ahead;
pub mod chapters;
pub mod effect;
mod explored;
pub mod input;
mod lines;
mod memory;
mod next;
mod past;
mod picture;
pub mod plan;
mod refused;
mod restore;
mod session;
mod state;
mod turn;
pub mod view;

pub use chapters::{Chapter, ChapterGroup, Chapters};
pub use effect::AnswerValue;
pub use effect::{Effect, Event, PictureRequest, PictureSource, Run};
pub use explored::Explored;
pub use input::{Answer, Input, Now, Settings};
pub use next::NextPicture;
pub use past::Past;
pub use plan::{Plan, PlanError, PlanProblem, PlannedStep, ScriptedViewer, Step, Todo};
pub use refused::Refused;
pub use session::{EndingPlace, SeenView, Session};
pub use state::SessionState;
pub use view::{ChoiceView, QuestionKind, QuestionView};
