//! What belongs to the story as a whole.
//!
//! - `about`: title, series, follow-up step. `languages`: which, and their texts.
//! - `vocabulary`: themes and variables. `consent`: what is asked to be agreed to, and who answers.
//! - `care`: care signals. `looks`: brand, waiting clip, music. `places`: endings and handouts.

mod about;
mod care;
mod consent;
mod languages;
mod looks;
mod places;
mod vocabulary;

use super::Cx;
use super::fields::{Draft, Memory, draw};
use super::words::Word;
use crate::document::head_of;
use egui::{ScrollArea, Ui};
use vocabulary::Uses;

/// What belongs to the story as a whole.
#[derive(Default)]
pub(super) struct StoryPane {
    memory: Memory,
    uses: Uses,
    languages: languages::Asked,
}

impl StoryPane {
    /// Draws it into the room that `ui` has.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if cx.workspace.go_to.as_ref().is_some_and(|field| field.scene.is_none())
            && let Some(field) = cx.workspace.go_to.take()
        {
            self.memory.seek(field);
        }
        let document = &cx.workspace.document;
        let mut draft = Box::new(head_of(document.story()));
        let state = document.state();
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            let (uses, languages) = (&mut self.uses, &mut self.languages);
            let story = &mut *draft;
            let ((), outcome) = draw(ui, cx, &mut self.memory, None, |form, ui| {
                ui.heading(form.word(Word::StoryHeading));
                about::show(form, ui, story);
                languages::show(form, ui, story, languages);
                uses.count(form.story, state);
                vocabulary::show(form, ui, story, uses);
                consent::show(form, ui, story);
                consent::contact(form, ui, story);
                care::show(form, ui, story);
                places::show(form, ui, story);
                looks::show(form, ui, story);
            });
            outcome.apply(cx.workspace, &mut self.memory, Draft::Head(draft));
        });
    }
}
