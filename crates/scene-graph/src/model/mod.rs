//! [`Story`] and everything in it.

mod question;
mod rules;
mod scene;
mod story;
mod text;

pub use question::{
    Answers, Area, Choice, Cut, Limit, Meanwhile, Place, Question, Scale, SeveralOf, Shown, Words,
};
pub use rules::{Branch, Case, Condition, Is, SetVariable, VariableValue};
pub use scene::{Bed, Media, Scene, SceneMusic, Still, Video};
pub use story::{Brand, Care, Consent, Contact, Ending, Handout, HandoutTarget, Step, Story, Theme};
pub use text::{ClipTime, Language, Text, is_language_tag};
