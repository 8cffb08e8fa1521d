//! Single steps on a story of ten thousand scenes: the longest pass that each makes.

use super::{GROUP, LARGE, MIDDLE, Value, Window, button};
use crate::report::{Goal, Report, Row, Unit};
use anyhow::{Result, ensure};
use editor::ui::{Command, Selection};
use editor::{Document, Item};
use egui::{Event, vec2};
use std::collections::BTreeSet;
use std::time::Instant;

/// So often each is done; the figure is the middle one.
const ROUNDS: usize = 5;
/// Passes that are looked at after it: what it brings about may be drawn later.
const PASSES: usize = 12;
/// As many cards as an author works on at once.
const SOME: usize = 100;
/// Nothing may block the window for longer, in milliseconds.
const LONGEST: f64 = 16.0;

/// What is selected before, what is done, and what takes it back.
struct Step {
    name: &'static str,
    cards: usize,
    command: Command,
    undone: bool,
}

const STEPS: [Step; 9] = [
    Step { name: "a scene is made", cards: 0, command: Command::AddScene, undone: true },
    Step { name: "100 scenes are duplicated", cards: SOME, command: Command::Duplicate, undone: true },
    Step { name: "100 scenes are deleted", cards: SOME, command: Command::Delete, undone: true },
    Step { name: "100 scenes are copied", cards: SOME, command: Command::Copy, undone: false },
    Step { name: "100 scenes are laid out", cards: SOME, command: Command::Arrange, undone: true },
    Step { name: "all are lined up", cards: LARGE, command: Command::AlignLeft, undone: true },
    Step { name: "all are laid out", cards: LARGE, command: Command::Arrange, undone: true },
    Step { name: "all are duplicated", cards: LARGE, command: Command::Duplicate, undone: true },
    Step { name: "all are copied", cards: LARGE, command: Command::Copy, undone: false },
];

/// The longest pass of each step and of taking it back, of dragging all cards, and what a save costs the
/// window's thread.
pub(super) fn steps(window: &mut Window, report: &mut Report) -> Result<()> {
    let mut tell = |name: String, costs: Vec<f64>| {
        let row = Row::new(GROUP, format!("{LARGE} scenes, {name}: longest pass"), middle(costs));
        report.add(row.goal(Goal::AtMost(LONGEST)));
    };
    for step in &STEPS {
        let (mut costs, mut back) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            select(window, step.cards);
            costs.push(longest(window, step.command));
            if step.undone {
                back.push(longest(window, Command::Undo));
            }
        }
        tell(step.name.to_owned(), costs);
        if step.undone && step.cards > 0 {
            tell(format!("{}, taken back", step.name), back);
        }
    }
    let mut dragged = Vec::new();
    for _ in 0..ROUNDS {
        window.look_at_middle();
        select(window, LARGE);
        let before = window.workspace.document.state();
        dragged.push(drag(window));
        ensure!(window.workspace.document.state() != before, "the cards were not dragged");
        longest(window, Command::Undo);
    }
    tell("all are dragged".to_owned(), dragged);
    let copies = (0..ROUNDS).map(|_| snapshot(&window.workspace.document)).collect();
    tell("saved, what the window's thread does".to_owned(), copies);
    Ok(())
}

fn middle(mut costs: Vec<f64>) -> Value {
    costs.sort_by(f64::total_cmp);
    let cost = costs.get(costs.len() / 2).copied();
    cost.map_or_else(|| Value::Missing("nothing was done".to_owned()), |cost| Value::One(cost, Unit::Millis))
}

/// The first so many scenes.
fn select(window: &mut Window, cards: usize) {
    let story = window.workspace.document.story();
    let items: BTreeSet<Item> = story.scenes.keys().take(cards).cloned().map(Item::Scene).collect();
    window.workspace.selection = Selection { items, ..Selection::default() };
    settle(window);
}

/// Until nothing moves any more.
fn settle(window: &mut Window) {
    for _ in 0..60 {
        window.pass(Vec::new());
    }
}

/// The longest of the pass in which it is done and those after.
fn longest(window: &mut Window, command: Command) -> f64 {
    let input = window.input(Vec::new());
    let began = Instant::now();
    let ran = window.context.run_ui(input, |ui| window.editor.run(ui, command, &mut window.workspace));
    let done = began.elapsed().as_secs_f64() * 1e3;
    ran.drop_without_applying_deltas();
    (0..PASSES).map(|_| window.pass(Vec::new())).fold(done, f64::max)
}

/// Takes the card in the middle, all others with it, and lets go a little further.
fn drag(window: &mut Window) -> f64 {
    let way = (1..10_u8).map(|step| vec![Event::PointerMoved(MIDDLE + vec2(f32::from(step) * 9.0, 3.0))]);
    let begin = [vec![Event::PointerMoved(MIDDLE)], vec![button(MIDDLE, true)]];
    let end = MIDDLE + vec2(81.0, 3.0);
    let events = begin.into_iter().chain(way).chain([vec![button(end, false)], Vec::new(), Vec::new()]);
    events.map(|events| window.pass(events)).fold(0.0, f64::max)
}

/// What is handed to the thread that writes.
fn snapshot(document: &Document) -> f64 {
    let began = Instant::now();
    let copies = (document.story().clone(), document.layout().clone());
    let cost = began.elapsed().as_secs_f64() * 1e3;
    std::hint::black_box(copies);
    cost
}
