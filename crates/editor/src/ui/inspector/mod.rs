//! Everything of what is selected.
//!
//! - `scene`: a scene's form; `question` with `choice` and `limit`, `media` with `timeline`, `branch` for
//!   where it goes on.
//! - `condition` builds conditions as sentences, `condition_words` says them, `condition_subjects` lists
//!   what they can be about.
//! - `ending`, `several`: an ending's form, and what several cards have in common.

pub(super) mod branch;
mod choice;
pub(super) mod condition;
mod condition_subjects;
pub(super) mod condition_words;
pub(super) mod ending;
mod limit;
pub(super) mod media;
pub(super) mod question;
mod scene;
mod several;
mod timeline;

use super::Cx;
use super::command::Command;
use super::fields::text::{help, plain};
use super::fields::{Draft, Form, Memory, Outcome, Spec, draw};
use super::words::Word;
use super::workspace::{Field, Selection};
use crate::commands;
use crate::document::{Item, What, head_of};
use crate::layout::FrameId;
use crate::ui::look::prose;
use crate::wires::Port;
use egui::{ScrollArea, Ui};
use scene_graph::{EndingId, SceneId};
use viewer_ui::theme::TextSize;

/// Everything of what is selected.
#[derive(Default)]
pub(super) struct Inspector {
    memory: Memory,
    /// Whose choice or way on was gone to last.
    shown_port: Option<Port>,
}

/// What the inspector is about.
enum Subject {
    Nothing,
    Scene(SceneId),
    Ending(EndingId),
    Frame(FrameId),
    Several,
}

fn subject(selection: &Selection) -> Subject {
    let port = selection.port.as_ref().or(selection.wire.as_ref().map(|turn| &turn.port));
    let mut items = selection.items.iter();
    match (items.next(), items.next(), selection.frames.iter().next()) {
        (Some(Item::Scene(id)), None, _) => Subject::Scene(id.clone()),
        (Some(Item::Ending(id)), None, _) => Subject::Ending(id.clone()),
        (Some(_), Some(_), _) => Subject::Several,
        (None, _, Some(frame)) => Subject::Frame(*frame),
        (None, _, None) => port.map_or(Subject::Nothing, |port| Subject::Scene(port.scene.clone())),
    }
}

impl Inspector {
    /// Draws it into the room that `ui` has.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.take_wishes(cx);
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            let (outcome, draft) = self.form(ui, cx);
            outcome.apply(cx.workspace, &mut self.memory, draft);
        });
    }

    /// Where the author wants to be: a field that was asked for, or a port that was selected.
    fn take_wishes(&mut self, cx: &mut Cx<'_>) {
        if cx.workspace.go_to.as_ref().is_some_and(|field| field.scene.is_some()) {
            self.shown_port.clone_from(&cx.workspace.selection.port);
            if let Some(field) = cx.workspace.go_to.take() {
                self.memory.seek(field);
            }
        }
        let selection = &cx.workspace.selection;
        let port = selection.port.as_ref().or(selection.wire.as_ref().map(|turn| &turn.port));
        if port != self.shown_port.as_ref() {
            self.shown_port = port.cloned();
            if let Some(Port { scene, choice }) = port.cloned() {
                let name = if choice.is_some() { "text" } else { "then" };
                self.memory.seek(Field { scene: Some(scene), choice, name: name.to_owned() });
            }
        }
    }

    fn form(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> (Outcome, Draft) {
        let story = cx.workspace.document.story();
        let memory = &mut self.memory;
        match subject(&cx.workspace.selection) {
            Subject::Scene(id) => {
                let Some(mut draft) =
                    story.scenes.get(&id).map(|scene| Box::new(scene_graph::Scene::clone(scene)))
                else {
                    return (Outcome::default(), Draft::None);
                };
                let show = |form: &mut Form<'_>, ui: &mut Ui| {
                    ui.push_id(&id, |ui| scene::show(form, ui, &id, &mut draft));
                };
                let ((), outcome) = draw(ui, cx, memory, Some(id.clone()), show);
                (outcome, Draft::Scene(id, draft))
            }
            Subject::Ending(id) => {
                let mut draft = Box::new(head_of(story));
                let Some(ending) = draft.endings.get_mut(&id) else {
                    return (Outcome::default(), Draft::None);
                };
                let ((), outcome) =
                    draw(ui, cx, memory, None, |form, ui| ending::show(form, ui, &id, ending));
                (outcome, Draft::Head(draft))
            }
            Subject::Several => {
                let items = &cx.workspace.selection.items;
                let ((), outcome) = draw(ui, cx, memory, None, |form, ui| several::show(form, ui, items));
                (outcome, Draft::None)
            }
            Subject::Frame(id) => {
                let frame = cx.workspace.document.layout().frames.get(&id).cloned();
                let ((), outcome) = draw(ui, cx, memory, None, |form, ui| frame_form(form, ui, id, frame));
                (outcome, Draft::None)
            }
            Subject::Nothing => {
                let ((), outcome) = draw(ui, cx, memory, None, nothing);
                (outcome, Draft::None)
            }
        }
    }

    /// Carries out a command that is its own, and goes to what it made; false: it is another command.
    pub(super) fn run(&mut self, command: Command, cx: &mut Cx<'_>) -> bool {
        if !matches!(command, Command::AddQuestion | Command::AddChoice) {
            return false;
        }
        let Some(id) = cx.workspace.selection.scene().cloned() else { return true };
        let scene = cx.workspace.document.story().scenes.get(&id);
        let asks = scene.is_some_and(|scene| scene.question.is_some());
        let made = cx.workspace.edit(What::Question, |edit| match (command, asks) {
            (Command::AddChoice, true) => commands::add_choice(edit, &id).map(Some),
            (_, true) => Ok(None),
            (_, false) => commands::add_question(edit, &id).map(|_| None),
        });
        if let Some(choice) = made {
            cx.workspace.panes.inspector = true;
            let name = if choice.is_some() { "text" } else { "prompt" };
            self.memory.seek(Field { scene: Some(id), choice, name: name.to_owned() });
        }
        true
    }
}

/// What to do when nothing is selected.
fn nothing(form: &mut Form<'_>, ui: &mut Ui) {
    ui.heading(form.word(Word::NothingTitle));
    for word in [Word::NothingSelect, Word::NothingDrop, Word::NothingWire, Word::NothingKeys] {
        prose(ui, &form.m, &form.word(word), (TextSize::Body, form.palette.text));
    }
    help(form, ui, form.word(Word::NothingStory));
}

const FRAME_TITLE: Spec = Spec::new("frame", Word::FieldFrameTitle, Word::FieldFrameTitleWhy, What::Frame);
const FRAME_COLOUR: Spec =
    Spec::new("colour", Word::FieldFrameColour, Word::FieldFrameColourWhy, What::Frame);

fn frame_form(form: &mut Form<'_>, ui: &mut Ui, id: FrameId, frame: Option<crate::layout::Frame>) {
    let Some(before) = frame else { return };
    let mut frame = before.clone();
    plain(form, ui, FRAME_TITLE, &mut frame.title, 1);
    super::fields::colour::colour_or_none(form, ui, FRAME_COLOUR, Word::ColourUsual, &mut frame.colour);
    if frame != before {
        form.work(What::Frame, move |edit| {
            edit.frame(id, Some(frame));
            Ok(())
        });
    }
}
