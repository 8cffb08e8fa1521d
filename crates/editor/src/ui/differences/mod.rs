//! What is another in one story than in another, in the author's words: no names of fields, no brackets.

mod places;
mod values;

use super::Cx;
use super::fields::{Form, Memory};
use crate::compare::{Difference, Place};
use scene_graph::Story;

/// A difference as the author reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// Where it is, from the outside in.
    pub(super) place: String,
    /// What the first story says there; `None`: nothing.
    pub(super) before: Option<String>,
    /// What the second one does.
    pub(super) after: Option<String>,
}

/// These differences of two stories. What belongs together (the parts of a condition, of a way on) is one.
pub(super) fn told(cx: &Cx<'_>, before: &Story, after: &Story, found: &[Difference]) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for one in found {
        let next = Told {
            place: place_words(cx, &[after, before], &one.place),
            before: value_words(cx, before, &one.place, one.before.as_deref()),
            after: value_words(cx, after, &one.place, one.after.as_deref()),
        };
        if told.last() != Some(&next) {
            told.push(next);
        }
    }
    told
}

/// Where something is; what it lies in is called as the first of the stories calls it that has it.
pub(super) fn place_words(cx: &Cx<'_>, stories: &[&Story], place: &Place) -> String {
    places::words(cx, stories, &parts_of(place))
}

/// What a story says at a place; `written` is how its file writes it.
pub(super) fn value_words(
    cx: &Cx<'_>,
    story: &Story,
    place: &Place,
    written: Option<&str>,
) -> Option<String> {
    let mut memory = Memory::default();
    values::words(&Form::reading(cx, story, &mut memory), &parts_of(place), written)
}

fn parts_of(place: &Place) -> Vec<&str> {
    place.0.iter().map(String::as_str).collect()
}
