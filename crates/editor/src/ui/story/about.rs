//! The story's title, series and follow-up step.

use crate::document::What;
use crate::ui::fields::basic::{choose, section};
use crate::ui::fields::pick::{Picked, pick, scenes};
use crate::ui::fields::text::{Kind, Line, checked_edit, label, plain, stored_as, text};
use crate::ui::fields::{Form, Spec};
use crate::ui::words::Word;
use egui::Ui;
use scene_graph::{Step, Story, StoryId};

const TITLE: Spec = Spec::new("title", Word::StoryTitle, Word::StoryTitleWhy, What::Text);
const SERIES: Spec = Spec::new("series", Word::StorySeries, Word::StorySeriesWhy, What::Story);
const STEP: Spec = Spec::new("step", Word::StoryStep, Word::StoryStepWhy, What::Story);
const NOTE: Spec = Spec::new("note", Word::FieldNote, Word::FieldNoteWhy, What::Text);
const ID: Spec = Spec::new("id", Word::StoryIdName, Word::StoryIdWhy, What::Rename);

pub(super) fn show(form: &mut Form<'_>, ui: &mut Ui, story: &mut Story) {
    text(form, ui, TITLE, &mut story.title, Kind::Needed, 1);
    let steps = [
        (None, Word::StepNone),
        (Some(Step::Offered), Word::StepOffered),
        (Some(Step::Accepted), Word::StepAccepted),
        (Some(Step::Nearing), Word::StepNearing),
        (Some(Step::LastWeeks), Word::StepLastWeeks),
        (Some(Step::FirstWeek), Word::StepFirstWeek),
        (Some(Step::Joined), Word::StepJoined),
    ];
    choose(form, ui, STEP, &mut story.step, &steps);
    section(form, ui, (Word::PartAbout, Word::PartAboutWhy), false, |form, ui| {
        label(form, ui, Word::StoryStart, Word::FieldStartWhy);
        let (name, shown) = (form.word(Word::StoryStart), form.scene_title(&story.start));
        if let Some(Picked::Known(start)) = pick(form, ui, ("start", &name, &shown), None, scenes)
            && start != story.start
        {
            story.start = start;
            form.touch(What::Story, None);
        }
        let id = story.id.as_str().to_owned();
        if let Some(id) = story_id(form, ui, ID, &id, |words| StoryId::new(words).ok()) {
            story.id = id;
        }
        let series = story.series.as_ref().map(|id| id.as_str().to_owned()).unwrap_or_default();
        let take =
            |words: &str| if words.is_empty() { Some(None) } else { StoryId::new(words).ok().map(Some) };
        if let Some(series) = story_id(form, ui, SERIES, &series, take) {
            story.series = series;
        }
        plain(form, ui, NOTE, &mut story.note, 3);
    });
}

/// A field for an id that nothing within the story refers to.
fn story_id<T>(
    form: &mut Form<'_>,
    ui: &mut Ui,
    spec: Spec,
    stored: &str,
    take: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    label(form, ui, spec.word, spec.why);
    let name = form.word(spec.word);
    let line = Line { field: spec.field, name: &name, hint: "", why: spec.why, rows: 1 };
    let take = |words: &str| take(words).map(|value| (value, words.to_owned()));
    let ((value, written), id) = checked_edit(form, ui, line, stored, take, Word::StoryNotAnId)?;
    stored_as(form, id, written);
    form.touch(spec.what, Some(id));
    Some(value)
}
