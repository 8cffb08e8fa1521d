//! Plan files: what a scripted viewer does, step by step.
//!
//! UTF-8 (a byte order mark is skipped); blank lines and lines that begin with `#` are skipped; one
//! step a line:
//!
//! | step | what it does |
//! |---|---|
//! | `choose CHOICE` · `scale N` · `several CHOICE,CHOICE` · `words "JSON string"` · `contact "JSON string"` · `skip` | answers the next question (`contact` also where an ending offers it) |
//! | `wait-limit` | lets the next question's limit run out |
//! | `wait 2s` · `wait 500ms` | lets so much unpaused story time pass |
//! | `back` · `restart` · `jump SCENE` · `seek TIME` · `language TAG` · `consent LIST` · `leave` | at once |
//!
//! [`Plan::parse`] reads a plan; a [`ScriptedViewer`] carries it out.

mod parse;
mod viewer;

pub use parse::{Plan, PlanError, PlannedStep, Step, parse_consent};
pub use viewer::{PlanProblem, ScriptedViewer, Todo};
