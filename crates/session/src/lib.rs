//! One viewer's way through a story: a pure state machine.
//!
//! [`Session::apply`] takes an [`Input`] and gives [`Effect`]s; nothing else happens. The session
//! reads no clock: [`Now`] tells it the time.
//!
//! - [`input`]: what a session is told.
//! - [`effect`]: what it answers: pictures to show, questions to open, entries for the log.
//! - [`view`]: what is open to the viewer at the moment, for overlays.
//! - [`plan`]: a scripted viewer, from a plan file.

pub mod effect;
pub mod input;
mod memory;
mod picture;
mod refused;
mod session;
mod state;
mod turn;
pub mod view;

pub use effect::AnswerValue;
pub use effect::{Effect, Event, PictureRequest, PictureSource, Run};
pub use input::{Answer, Input, Now, Settings};
pub use refused::Refused;
pub use session::{EndingPlace, SeenView, Session};
pub use state::SessionState;
pub use view::{ChoiceView, QuestionKind, QuestionView};
