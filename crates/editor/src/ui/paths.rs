//! The story's paths, their lengths, and how often choices come up. Also what goes out of the editor as
//! files: texts for translators, the graph for documents.

use super::Cx;
use super::canvas::clock;
use super::command::Command;
use super::look::whole_if_cut;
use super::words::{Value, Word};
use super::workspace::{Export, Request, Selection, Sheet, Workspace};
use crate::document::{Document, Item};
use crate::survey::{Bounds, PathEnd, coverage_csv, languages_csv, paths_csv};
use crate::work::{SurveyOrder, Surveyed};
use egui::{DragValue, Grid, Label, RichText, ScrollArea, Ui};
use media_time::MediaDuration;
use scene_graph::{ChoiceId, QuestionId, SceneId};
use std::collections::HashMap;
use std::sync::Arc;

/// Random viewers at most: more say nothing more.
const MOST_VIEWERS: u32 = 100_000;

/// What is shown of a survey.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Paths,
    Choices,
    Languages,
}

/// The story's paths, their lengths, and how often choices come up.
pub(super) struct PathsPane {
    tab: Tab,
    order: SurveyOrder,
    ranking: Ranking,
}

/// The choices of a survey, those first that nobody took; ranked once for each state of the document.
#[derive(Default)]
struct Ranking {
    of: Option<(Arc<Surveyed>, u64)>,
    /// By their number in the survey, each with the scene that asks its question.
    choices: Vec<(usize, Option<SceneId>)>,
}

impl Ranking {
    fn update(&mut self, found: &Arc<Surveyed>, document: &Document) {
        let state = document.state();
        if self.of.as_ref().is_some_and(|(of, at)| Arc::ptr_eq(of, found) && *at == state) {
            return;
        }
        // Of two questions with one id the first counts.
        let scenes = document.story().scenes.iter().rev();
        let asking: HashMap<&QuestionId, &SceneId> =
            scenes.filter_map(|(id, scene)| Some((&scene.question.as_ref()?.id, id))).collect();
        let mut ranked: Vec<_> = found.coverage.choices.iter().enumerate().collect();
        ranked.sort_by_key(|(_, (_, count))| count.chosen);
        let scene = |question: &QuestionId| asking.get(question).copied().cloned();
        self.choices =
            ranked.into_iter().map(|(place, ((question, _), _))| (place, scene(question))).collect();
        self.of = Some((Arc::clone(found), state));
    }
}

impl Default for PathsPane {
    fn default() -> Self {
        Self {
            tab: Tab::default(),
            order: SurveyOrder { seed: 1, viewers: 1_000, bounds: Bounds::default() },
            ranking: Ranking::default(),
        }
    }
}

impl PathsPane {
    /// Draws it into the room that `ui` has.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        ui.horizontal_wrapped(|ui| self.head(ui, cx));
        let Some(found) = cx.workspace.found.survey.found.clone() else {
            cx.prose(ui, Word::PathsHow, cx.palette.muted);
            return;
        };
        ui.horizontal_wrapped(|ui| {
            for (tab, word) in [
                (Tab::Paths, Word::PathsTabPaths),
                (Tab::Choices, Word::PathsTabChoices),
                (Tab::Languages, Word::PathsTabLanguages),
            ] {
                ui.selectable_value(&mut self.tab, tab, cx.word(word));
            }
            if ui.button(cx.word(Word::PathsExport)).clicked() {
                self.export(cx.workspace, &found);
            }
            if found.state != cx.workspace.document.state() {
                cx.prose(ui, Word::PathsOld, cx.palette.warning);
            }
        });
        match self.tab {
            Tab::Paths => paths(ui, cx, &found),
            Tab::Choices => {
                self.ranking.update(&found, &cx.workspace.document);
                choices(ui, cx, &found, &self.ranking.choices);
            }
            Tab::Languages => languages(ui, cx, &found),
        }
    }

    /// Begins a survey, or tells how far it is.
    fn head(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let takes_keyboard = cx.workspace.keyboard_to.take() == Some(Sheet::Paths);
        ui.heading(cx.word(Word::PathsTitle));
        if let Some(progress) = cx.workspace.found.survey.progress {
            cx.progress(ui, progress);
            if ui.button(cx.word(Word::PathsStop)).clicked() {
                cx.workspace.found.survey.stop = true;
            }
            return;
        }
        let begin = ui.button(cx.word(Word::PathsBegin));
        if takes_keyboard {
            begin.request_focus();
        }
        if begin.clicked() {
            cx.workspace.found.survey.wanted = Some(self.order);
        }
        let label = ui.label(cx.word(Word::PathsViewers));
        let viewers = DragValue::new(&mut self.order.viewers).range(0..=MOST_VIEWERS).speed(10.0);
        ui.add(viewers).labelled_by(label.id).on_hover_text(cx.word(Word::PathsViewersWhy));
        let label = ui.label(cx.word(Word::PathsSeed));
        let seed = DragValue::new(&mut self.order.seed);
        ui.add(seed).labelled_by(label.id).on_hover_text(cx.word(Word::PathsSeedWhy));
    }

    fn export(&self, workspace: &mut Workspace, found: &Surveyed) {
        let story = workspace.document.story();
        let (name, bytes) = match self.tab {
            Tab::Paths => ("paths", paths_csv(&found.paths)),
            Tab::Choices => ("choices", coverage_csv(story, &workspace.shown_language, &found.coverage)),
            Tab::Languages => ("languages", languages_csv(&found.languages)),
        };
        let name = format!("{}-{name}.csv", story.id);
        workspace.request(Request::Export { name, what: Export::Bytes(bytes.into()) });
    }

    /// Carries out a command that is its own; false: it is not.
    pub(super) fn run(&mut self, command: Command, cx: &mut Cx<'_>) -> bool {
        let workspace = &mut *cx.workspace;
        let story = workspace.document.story();
        let whole = || Arc::new(story.clone());
        let language = workspace.shown_language.clone();
        let (ending, what) = match command {
            Command::ExportTexts => ("-texts.csv", Export::Texts(whole())),
            Command::ExportMermaid => (".mmd", Export::Mermaid(whole(), language)),
            Command::ExportSvg => {
                let layout = Arc::new(workspace.document.layout().clone());
                (".svg", Export::Svg(whole(), layout, language))
            }
            _ => return false,
        };
        let name = format!("{}{ending}", story.id);
        workspace.request(Request::Export { name, what });
        true
    }
}

/// `1:05`, or that it is not known.
fn time(cx: &Cx<'_>, length: Option<MediaDuration>) -> String {
    length.map_or_else(|| cx.word(Word::PathsUnknown), clock)
}

/// Every way through the story; a click selects its scenes.
fn paths(ui: &mut Ui, cx: &mut Cx<'_>, found: &Surveyed) {
    let paths = &found.paths;
    let word = if paths.all { Word::PathsAll } else { Word::PathsSome };
    let (least, most) =
        (paths.shortest().and_then(|path| path.length), paths.longest().and_then(|path| path.length));
    ui.horizontal_wrapped(|ui| {
        ui.label(cx.words.with(word, &[("count", Value::count(paths.found.len()))]));
        let (least, most) = (time(cx, least), time(cx, most));
        let values = [("least", Value::Text(&least)), ("most", Value::Text(&most))];
        let of_all = !paths.all && paths.quickest.is_some();
        let word = if of_all { Word::PathsLengthsSome } else { Word::PathsLengths };
        ui.label(cx.words.with(word, &values));
    });
    let height = ui.spacing().interact_size.y;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, height, paths.found.len(), |ui, rows| {
        for row in rows {
            let Some(path) = paths.found.get(row) else { continue };
            let titles: Vec<&str> = path.scenes.iter().map(|id| cx.workspace.scene_title(id)).collect();
            let end = match &path.end {
                PathEnd::Ending(id) => cx.workspace.ending_title(id).to_owned(),
                PathEnd::Stuck => cx.word(Word::PathsStuck),
                PathEnd::TooLong => cx.word(Word::PathsTooLong),
            };
            let text = format!("{}. {} · {} → {end}", row + 1, time(cx, path.length), titles.join(" › "));
            let is_bad = !matches!(path.end, PathEnd::Ending(_));
            let words = RichText::new(&text);
            let words = if is_bad { words.color(cx.palette.warning) } else { words };
            let label = egui::Button::selectable(false, words).truncate();
            let line = ui.add(label);
            let room = line.rect.width() - 2.0 * ui.spacing().button_padding.x;
            let line = whole_if_cut(ui, line, room, &text);
            if line.on_hover_text(cx.word(Word::PathsSelect)).clicked() {
                let mut items: Vec<Item> = path.scenes.iter().cloned().map(Item::Scene).collect();
                if let PathEnd::Ending(id) = &path.end {
                    items.push(Item::Ending(id.clone()));
                }
                cx.workspace.selection =
                    Selection { items: items.into_iter().collect(), ..Selection::default() };
                cx.commands.push(Command::FitSelection);
            }
        }
    });
}

/// How often each choice came up, those first that nobody took.
fn choices(ui: &mut Ui, cx: &Cx<'_>, found: &Surveyed, ranked: &[(usize, Option<SceneId>)]) {
    let coverage = &found.coverage;
    let stuck = coverage.stuck + coverage.endless;
    let seen = coverage.scenes.values().filter(|count| **count > 0).count();
    let values = [
        ("viewers", Value::count(coverage.sessions)),
        ("seen", Value::count(seen)),
        ("scenes", Value::count(coverage.scenes.len())),
    ];
    ui.label(cx.words.with(Word::PathsSeen, &values));
    if stuck > 0 {
        let text = cx.words.with(Word::PathsStuckViewers, &[("count", Value::count(stuck))]);
        ui.label(RichText::new(text).color(cx.palette.warning));
    }
    let height = ui.spacing().interact_size.y;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, height, ranked.len(), |ui, rows| {
        for row in rows {
            let Some((place, scene)) = ranked.get(row) else { continue };
            let Some(((question, choice), count)) = coverage.choices.get_index(*place) else { continue };
            let (shown, chosen) = (Value::count(count.shown), Value::count(count.chosen));
            let words = choice_words(cx, scene.as_ref(), question, choice);
            let values = [("choice", Value::Text(&words)), ("shown", shown), ("chosen", chosen)];
            let text = RichText::new(cx.words.with(Word::PathsChoice, &values));
            let text = if count.chosen == 0 { text.color(cx.palette.warning) } else { text };
            ui.add(Label::new(text).truncate());
        }
    });
}

/// A choice under its question's prompt.
fn choice_words(cx: &Cx<'_>, scene: Option<&SceneId>, question: &QuestionId, choice: &ChoiceId) -> String {
    let scene = scene.and_then(|id| cx.workspace.document.story().scenes.get(id));
    let asked = scene.and_then(|scene| scene.question.as_ref());
    let known = asked.and_then(|asked| asked.answers.choice(choice));
    let (question, choice) = (question.as_str(), choice.as_str());
    let prompt = asked.map_or(question, |asked| cx.workspace.said_or(&asked.prompt, question));
    let text = known.map_or(choice, |known| cx.workspace.said_or(&known.text, choice));
    format!("{prompt} › {text}")
}

/// What each language has.
fn languages(ui: &mut Ui, cx: &mut Cx<'_>, found: &Surveyed) {
    ScrollArea::both().auto_shrink(false).show(ui, |ui| {
        Grid::new("languages of the survey").striped(true).show(ui, |ui| {
            for word in [
                Word::PathsLanguage,
                Word::PathsMissing,
                Word::PathsWhole,
                Word::PathsShortest,
                Word::PathsUsual,
                Word::PathsLongest,
            ] {
                ui.label(RichText::new(cx.word(word)).color(cx.palette.muted));
            }
            ui.end_row();
            for survey in &found.languages {
                ui.label(survey.language.as_str());
                ui.label(format!("{} / {}", survey.missing, survey.texts));
                ui.label(format!(
                    "{} / {}",
                    survey.whole_scenes,
                    survey.whole_scenes + survey.scenes_with_gaps.len()
                ));
                let watching = survey.watching;
                ui.label(time(cx, watching.map(|watching| watching.least)));
                ui.label(time(cx, watching.map(|watching| watching.usual)));
                ui.label(time(cx, watching.map(|watching| watching.most)));
                if !survey.scenes_with_gaps.is_empty() {
                    let name = cx
                        .words
                        .with(Word::PathsShowGaps, &[("language", Value::Text(survey.language.as_str()))]);
                    if ui.button(name).clicked() {
                        let items = survey.scenes_with_gaps.iter().cloned().map(Item::Scene);
                        cx.workspace.selection = Selection { items: items.collect(), ..Selection::default() };
                        cx.commands.push(Command::FitSelection);
                    }
                }
                ui.end_row();
            }
        });
    });
}
