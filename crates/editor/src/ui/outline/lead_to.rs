//! Where a way on leads, chosen from a list: a story can be wired without the canvas.

use super::hint;
use crate::commands;
use crate::document::{Item, What};
use crate::ui::Cx;
use crate::ui::search::{Found, Ground, Keys, Wanted};
use crate::ui::told::{focus_first, heading};
use crate::ui::words::{Value, Word};
use crate::ui::workspace::{Ask, Workspace};
use crate::wires::{self, Hop, Lead, Port, Turn};
use egui::{Id, TextEdit, Ui};
use scene_graph::{Answers, Scene, SceneId};

/// Every way on of a scene, with its words and where it leads now.
pub(in crate::ui) fn ways(cx: &Cx<'_>, id: &SceneId) -> Vec<(Turn, String)> {
    let Some(scene) = cx.workspace.document.story().scenes.get(id) else { return Vec::new() };
    let joined = wires::wires(id, scene);
    let mut ways = Vec::new();
    for port in ports(id, scene) {
        let words = port_words(cx, scene, &port);
        let here: Vec<_> = joined.iter().filter(|wire| wire.turn.port == port).collect();
        if here.is_empty() {
            let nowhere = cx.word(Word::OutlineNowhere);
            ways.push((port.clone().turn(), format!("{words} → {nowhere}")));
        }
        for wire in here {
            let conditional = wire.turn.path.iter().any(|hop| *hop != Hop::AfterDetour);
            let note = if conditional { cx.word(Word::OutlineConditional) } else { String::new() };
            ways.push((wire.turn.clone(), format!("{words} {note} → {}", lead_words(cx, &wire.to))));
        }
    }
    ways
}

/// What ways on begin at, in the author's order.
fn ports(id: &SceneId, scene: &Scene) -> Vec<Port> {
    let choices = match scene.question.as_ref().map(|question| &question.answers) {
        Some(Answers::OneOf(choices)) => choices.as_slice(),
        _ => &[],
    };
    let of_choices = choices.iter().map(|choice| Some(choice.id.clone()));
    of_choices.chain([None]).map(|choice| Port { scene: id.clone(), choice }).collect()
}

fn port_words(cx: &Cx<'_>, scene: &Scene, port: &Port) -> String {
    let question = scene.question.as_ref();
    let choice = question.zip(port.choice.as_ref()).and_then(|(question, id)| question.answers.choice(id));
    match choice {
        Some(choice) => {
            let text = cx.workspace.said_or(&choice.text, choice.id.as_str());
            cx.words.with(Word::OutlineChoice, &[("text", Value::Text(text))])
        }
        None if question.is_some() => cx.word(Word::CanvasOtherwise),
        None => cx.word(Word::CanvasNext),
    }
}

fn lead_words(cx: &Cx<'_>, lead: &Lead) -> String {
    match lead {
        Lead::Goto(scene) => cx.workspace.scene_title(scene).to_owned(),
        Lead::Visit(scene) => {
            let title = Value::Text(cx.workspace.scene_title(scene));
            cx.words.with(Word::OutlineVisit, &[("title", title)])
        }
        Lead::Return => cx.word(Word::OutlineReturn),
        Lead::End(ending) => item_words(cx, &Item::Ending(ending.clone())),
    }
}

fn item_words(cx: &Cx<'_>, item: &Item) -> String {
    match item {
        Item::Scene(id) => cx.workspace.scene_title_and_id(id),
        Item::Ending(id) => {
            let title = Value::Text(cx.workspace.ending_title(id));
            cx.words.with(Word::CanvasEndingName, &[("title", title)])
        }
    }
}

/// What can be chosen.
#[derive(Clone)]
enum Goal {
    Item(Item),
    New,
    Back,
    Nowhere,
}

impl Goal {
    fn words(&self, cx: &Cx<'_>) -> String {
        match self {
            Self::Item(item) => item_words(cx, item),
            Self::New => cx.word(Word::LeadToNew),
            Self::Back => cx.word(Word::OutlineReturn),
            Self::Nowhere => cx.word(Word::OutlineNowhere),
        }
    }
}

/// Scenes and endings first, then what leads to none of them; those that fit what was written.
fn goals(cx: &Cx<'_>, wanted: &Wanted) -> Vec<Goal> {
    let items = Item::all_of(cx.workspace.document.story()).map(Goal::Item);
    let all = items.chain([Goal::New, Goal::Back, Goal::Nowhere]);
    all.filter(|goal| wanted.fits(|| goal.words(cx))).collect()
}

pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, turn: &Turn, wanted: &str, visits: bool) {
    let (mut wanted, mut visits) = (wanted.to_owned(), visits);
    let from = cx.workspace.document.story().scenes.get(&turn.port.scene);
    let way = from.map_or(String::new(), |scene| port_words(cx, scene, &turn.port));
    let label = heading(ui, cx.words.with(Word::LeadToHeading, &[("way", Value::Text(&way))]));
    let keys = Keys::take(ui);
    let field = TextEdit::singleline(&mut wanted).hint_text(cx.word(Word::PaletteScene));
    let field = ui.add(field.desired_width(f32::INFINITY)).labelled_by(label.id);
    ui.checkbox(&mut visits, cx.word(Word::LeadToVisits));
    let found_id = Id::unique("lead to found");
    let mut found: Found<Goal> = ui.data(|data| data.get_temp(found_id)).unwrap_or_default();
    let goals = found.lines(&Ground::of(cx), &wanted, |wanted| goals(cx, wanted));
    ui.data_mut(|data| data.insert_temp(found_id, found));
    let chosen_id = Id::unique("lead to chosen");
    let mut chosen = ui.data(|data| data.get_temp::<usize>(chosen_id)).unwrap_or(0);
    // A dialog that opens begins with the first line, whatever was chosen in the one before.
    if focus_first(ui, &field) || field.changed() {
        chosen = 0;
    }
    if goals.is_empty() {
        hint(ui, cx, Word::PaletteNothing);
    }
    let taken = keys.choose(ui, goals.len(), &mut chosen, |row| goals[row].words(cx));
    ui.data_mut(|data| data.insert_temp(chosen_id, chosen));
    cx.workspace.ask = match taken.and_then(|row| goals.get(row)) {
        Some(goal) => {
            lead(cx.workspace, turn, goal.clone(), visits);
            None
        }
        None => Some(Ask::LeadTo { turn: turn.clone(), wanted, visits }),
    };
}

fn lead(workspace: &mut Workspace, turn: &Turn, goal: Goal, visits: bool) {
    let lead = match goal {
        Goal::Item(item) => Lead::to(item, visits),
        Goal::Back => Lead::Return,
        Goal::Nowhere => {
            let leads = workspace.document.story().scenes.get(&turn.port.scene);
            let leads = leads.is_some_and(|scene| {
                wires::wires(&turn.port.scene, scene).iter().any(|wire| wire.turn == *turn)
            });
            if leads {
                workspace.edit(What::Wire, |edit| wires::cut(edit, turn));
            }
            return;
        }
        Goal::New => {
            workspace.edit(What::AddScene, |edit| {
                let id = commands::add_scene(edit, "scene", Scene::default(), None)?;
                wires::join(edit, turn, Lead::to(Item::Scene(id), visits))
            });
            return;
        }
    };
    workspace.edit(What::Wire, |edit| wires::join(edit, turn, lead));
}
