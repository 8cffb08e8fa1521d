//! A place while it is only being looked at.

use super::Place;
use crate::{ChoiceId, QuestionId, SceneId};

/// A [`Place`] that is borrowed from the story: a check looks at a hundred places for each that it
/// reports, so names are put together only for those.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct At<'p> {
    scene: Option<&'p SceneId>,
    question: Option<&'p QuestionId>,
    choice: Option<&'p ChoiceId>,
    field: Option<Field<'p>>,
}

/// A field, and those that it lies in.
#[derive(Clone, Copy, Debug)]
struct Field<'p> {
    outer: Option<&'p Field<'p>>,
    name: &'p str,
    part: Part<'p>,
}

#[derive(Clone, Copy, Debug)]
enum Part<'p> {
    Whole,
    /// The entry of that name in a map.
    Entry(&'p str),
    /// The item of that number in a list.
    Item(usize),
}

impl<'p> At<'p> {
    /// The story as a whole.
    pub(crate) fn story() -> Self {
        Self::default()
    }

    /// A field of the story.
    pub(crate) fn field(name: &'p str) -> Self {
        Self { field: Some(Field { outer: None, name, part: Part::Whole }), ..Self::default() }
    }

    /// An entry of one of the story's maps.
    pub(crate) fn entry(map: &'p str, key: &'p str) -> Self {
        Self { field: Some(Field { outer: None, name: map, part: Part::Entry(key) }), ..Self::default() }
    }

    /// A scene.
    pub(crate) fn scene(scene: &'p SceneId) -> Self {
        Self { scene: Some(scene), ..Self::default() }
    }

    /// The same place, in a question.
    pub(crate) const fn in_question(self, question: &'p QuestionId) -> Self {
        Self { question: Some(question), ..self }
    }

    /// The same place, in a choice.
    pub(crate) const fn in_choice(self, choice: &'p ChoiceId) -> Self {
        Self { choice: Some(choice), ..self }
    }

    /// The same place, in a field of it.
    pub(crate) const fn in_field<'s>(&'s self, name: &'s str) -> At<'s> {
        self.inwards(name, Part::Whole)
    }

    /// The same place, in an entry of a map.
    pub(crate) const fn in_entry<'s>(&'s self, map: &'s str, key: &'s str) -> At<'s> {
        self.inwards(map, Part::Entry(key))
    }

    /// The same place, in an item of a list.
    pub(crate) const fn in_item<'s>(&'s self, list: &'s str, number: usize) -> At<'s> {
        self.inwards(list, Part::Item(number))
    }

    const fn inwards<'s>(&'s self, name: &'s str, part: Part<'s>) -> At<'s> {
        At { field: Some(Field { outer: self.field.as_ref(), name, part }), ..*self }
    }
}

impl From<At<'_>> for Place {
    fn from(at: At<'_>) -> Self {
        Self {
            scene: at.scene.cloned(),
            question: at.question.cloned(),
            choice: at.choice.cloned(),
            field: at.field.map(|field| field.to_string()),
        }
    }
}

/// From the outermost field inwards, with points between: `then.cases[0].when`.
impl core::fmt::Display for Field<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        if let Some(outer) = self.outer {
            write!(f, "{outer}.")?;
        }
        match self.part {
            Part::Whole => f.write_str(self.name),
            Part::Entry(key) => write!(f, "{}.{key}", self.name),
            Part::Item(number) => write!(f, "{}[{number}]", self.name),
        }
    }
}
