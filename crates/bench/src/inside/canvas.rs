//! The editor's canvas without a window: what one pass costs with a hundred scenes and with ten thousand.
//!
//! - `steps`: single steps on all of ten thousand scenes.

mod steps;

use crate::measure::Setting;
use crate::report::{Goal, Report, Row, Unit, Value};
use anyhow::{Context as _, Result, ensure};
use editor::ui::{Command, EditorUi, Selection, Settings, Workspace};
use editor::{Document, Item, Layout};
use egui::{
    Context, Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect,
    TouchPhase, Vec2, pos2, vec2,
};
use scene_graph::{Language, SceneId};
use std::fmt::Write as _;
use std::time::Instant;

const GROUP: &str = "Graph editor";
const WINDOW: Vec2 = vec2(1_920.0, 1_080.0);
/// The events of the pass of this number.
type Deed = fn(usize) -> Vec<Event>;
/// What the author does meanwhile.
const DEEDS: [(&str, Deed); 5] = [
    ("panning", pan),
    ("zooming, 40 % to 300 %", zoom),
    (DRAG, drag),
    ("drawing a box", select),
    (FAR, zoom_far),
];
const DRAG: &str = "dragging a card";
/// With so many cards in sight that the smaller story has no such view.
const FAR: &str = "zooming, 10 % to 100 %";
/// In the middle of the canvas.
const MIDDLE: Pos2 = pos2(960.0, 500.0);

/// How many scenes the two stories have.
const SMALL: usize = 100;
const LARGE: usize = 10_000;
/// So often both are measured in turn.
const ROUNDS: usize = 4;

/// The p95 of a pass (run and tessellate) while panning, zooming and dragging.
pub(super) fn canvas(setting: &Setting, report: &mut Report) -> Result<()> {
    let passes = setting.by_effort(120, 480, 1_200) / ROUNDS;
    let mut small = Window::open(SMALL)?;
    let began = Instant::now();
    let mut large = Window::open(LARGE)?;
    large.pass(Vec::new());
    let opened = Value::One(began.elapsed().as_secs_f64() * 1e3, Unit::Millis);
    let row = Row::new(GROUP, format!("{LARGE} scenes: read, checked and drawn first"), opened);
    report.add(row.goal(Goal::AtMost(1_000.0)));
    for (deed, events) in DEEDS {
        let mut costs = [Vec::new(), Vec::new()];
        for _ in 0..ROUNDS {
            for (costs, window) in costs.iter_mut().zip([&mut small, &mut large]) {
                let (more, has_moved) = window.costs(passes, events);
                costs.extend(more);
                ensure!(
                    has_moved == (deed == DRAG),
                    "{deed}: there was no card in the middle, or one was taken"
                );
            }
        }
        let [small, large] = costs.map(p95);
        let figure = format!("{LARGE} scenes, {deed}: processor time a pass, p95");
        report.add(Row::new(GROUP, figure, large.clone()).goal(Goal::AtMost(8.3)));
        if deed != FAR {
            let row = Row::new(GROUP, format!("{LARGE} scenes, {deed}: beside {SMALL}"), large);
            report.add(row.beside(&format!("{SMALL} scenes"), small).goal(Goal::TimesPeer(1.2)));
        }
    }
    steps::steps(&mut large, report)
}

fn p95(mut costs: Vec<f64>) -> Value {
    costs.sort_by(f64::total_cmp);
    let cost = costs.get(costs.len() * 95 / 100).copied();
    cost.map_or_else(|| Value::Missing("nothing was drawn".to_owned()), |cost| Value::One(cost, Unit::Millis))
}

/// The window without a window.
struct Window {
    context: Context,
    editor: EditorUi,
    workspace: Workspace,
    /// The scene in the middle.
    middle: SceneId,
    passes: u32,
}

impl Window {
    fn open(scenes: usize) -> Result<Self> {
        let context = Context::default();
        let mut editor = EditorUi::new(&context, &Language::new("en"));
        editor.set_settings(Settings::default());
        let story = scene_graph::load(story(scenes).as_bytes()).story.context("the made-up story is none")?;
        let layout = Layout::read(places(scenes).as_bytes())?;
        let mut workspace = Workspace::new(Document::opened(story, layout), None);
        workspace.found.problems = std::sync::Arc::new(scene_graph::check(workspace.document.story(), None));
        let scenes = &workspace.document.story().scenes;
        let rows = rows(scenes.len());
        let middle = scenes.get_index(rows * rows / 2 + rows / 2);
        let middle = middle.map(|(id, _)| id.clone()).context("a story without a middle")?;
        Ok(Self { context, editor, workspace, middle, passes: 0 })
    }

    /// One pass: what it took, in milliseconds.
    fn pass(&mut self, events: Vec<Event>) -> f64 {
        let input = self.input(events);
        let began = Instant::now();
        let mut output = self.context.run_ui(input, |ui| self.editor.show(ui, &mut self.workspace));
        let shapes = std::mem::take(&mut output.shapes);
        let drawn = self.context.tessellate(shapes, output.pixels_per_point);
        let cost = began.elapsed().as_secs_f64() * 1e3;
        std::hint::black_box(drawn);
        output.drop_without_applying_deltas();
        cost
    }

    /// What a pass is told.
    fn input(&mut self, events: Vec<Event>) -> RawInput {
        self.passes += 1;
        RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, WINDOW)),
            time: Some(f64::from(self.passes) / 60.0),
            events,
            ..RawInput::default()
        }
    }

    fn command(&mut self, command: Command) {
        let input = self.input(Vec::new());
        let ran = self.context.run_ui(input, |ui| self.editor.run(ui, command, &mut self.workspace));
        ran.drop_without_applying_deltas();
        self.pass(Vec::new());
    }

    /// The same view of every story: around its middle scene, in its own size.
    fn look_at_middle(&mut self) {
        self.workspace.selection = Selection::of(Item::Scene(self.middle.clone()));
        self.command(Command::FitSelection);
        self.command(Command::ZoomReset);
        self.workspace.selection = Selection::default();
        // Until it has moved there.
        for _ in 0..60 {
            self.pass(vec![Event::PointerMoved(MIDDLE)]);
        }
    }

    /// What the passes cost, and whether the story or its cards' places were changed; that is taken back.
    fn costs(&mut self, passes: usize, events: Deed) -> (Vec<f64>, bool) {
        self.look_at_middle();
        let before = self.workspace.document.state();
        let costs = (0..passes).map(|nth| self.pass(events(nth))).collect();
        self.pass(vec![button(MIDDLE, false)]);
        self.pass(vec![Event::PointerMoved(MIDDLE)]);
        let has_changed = self.workspace.document.state() != before;
        if has_changed {
            self.command(Command::Undo);
        }
        (costs, has_changed)
    }
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

/// Around in a circle.
fn pan(nth: usize) -> Vec<Event> {
    let delta = Vec2::angled(nth as f32 / 8.0) * 24.0;
    let phase = TouchPhase::Move;
    vec![Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta,
        modifiers: Modifiers::NONE,
        phase,
        source: MouseWheelSource::Trackpad,
    }]
}

/// Out to 40 %, in to 300 % and back.
fn zoom(nth: usize) -> Vec<Event> {
    wave(nth, 0.4, 3.0)
}

/// Out to 10 % and back.
fn zoom_far(nth: usize) -> Vec<Event> {
    wave(nth, 0.1, 1.0)
}

/// From 1 in a second each way between both sizes.
fn wave(nth: usize, least: f32, most: f32) -> Vec<Event> {
    let size = |nth: usize| {
        let (middle, swing) = ((least * most).sqrt().ln(), (most / least).sqrt().ln());
        let begin = ((0.0 - middle) / swing).clamp(-1.0, 1.0).asin();
        (middle + swing * (begin - nth as f32 * std::f32::consts::PI / 60.0).sin()).exp()
    };
    vec![Event::Zoom(size(nth + 1) / size(nth))]
}

/// What lies in the middle, to and fro.
fn drag(nth: usize) -> Vec<Event> {
    let at = MIDDLE + Vec2::angled(nth as f32 / 12.0) * vec2(300.0, 160.0) * (nth.min(20) as f32 / 20.0);
    if nth == 0 { vec![button(MIDDLE, true)] } else { vec![Event::PointerMoved(at)] }
}

/// A box around more and more, from between two columns.
fn select(nth: usize) -> Vec<Event> {
    let from = MIDDLE - vec2(CELL.x * 0.5, 0.0);
    let at = from + vec2(-3.0, 3.0) * (nth % 120) as f32;
    match nth {
        0 => vec![Event::PointerMoved(from)],
        1 => vec![button(from, true)],
        _ => vec![Event::PointerMoved(at)],
    }
}

/// From card to card.
const CELL: Vec2 = vec2(330.0, 330.0);

/// Scenes stand in a square: in so many rows.
fn rows(scenes: usize) -> usize {
    (scenes as f64).sqrt().round().max(1.0) as usize
}

/// Where the scenes stand: in columns.
fn places(scenes: usize) -> String {
    let rows = rows(scenes);
    let mut text = String::from("Layout(scenes: {");
    for scene in 0..scenes {
        let (x, y) = ((scene / rows) as f32 * CELL.x, (scene % rows) as f32 * CELL.y);
        let _ = write!(text, "\"s{scene}\": ({}, {}), ", x as i32, y as i32);
    }
    text.push_str("})");
    text
}

/// Scenes with three choices each: to the next ones, one of them a detour; now and then far ahead or back.
fn story(scenes: usize) -> String {
    let rows = rows(scenes);
    let mut text = String::from(
        "Story(format: 1, id: \"large\", title: {\"en\": \"Large\"}, languages: [\"en\"], start: \"s0\",\n\
         themes: {\"work\": (name: {\"en\": \"Work\"}, colour: \"#2f8f6b\"), \
         \"people\": (name: {\"en\": \"People\"}, colour: \"#c0622f\")},\n\
         endings: {\"over\": Ending(title: {\"en\": \"Over\"})}, scenes: {\n",
    );
    for scene in 0..scenes {
        let _ = write!(
            text,
            "\"s{scene}\": Scene(title: {{\"en\": \"What happens at number {scene} of all\"}}, themes: [\"work\"], \
             media: Video(file: \"c{scene}.mp4\"), question: Question(id: \"q{scene}\", \
             prompt: {{\"en\": \"Which way would you like to go from number {scene}?\"}}, answers: OneOf(["
        );
        let far = if scene % 17 == 0 { scene * 3 + 40 } else { scene + rows + 1 };
        for (nth, to) in [scene + rows, far, scene + 2].into_iter().enumerate() {
            let then = match (to < scenes, nth) {
                (false, _) => "End(\"over\")".to_owned(),
                (true, 2) => format!("Visit(\"s{to}\")"),
                (true, _) => format!("Goto(\"s{to}\")"),
            };
            let _ = write!(
                text,
                "Choice(id: \"c{nth}\", text: {{\"en\": \"Way {nth} of number {scene}\"}}, \
                 themes: [\"people\"], then: {then}), "
            );
        }
        let _ = writeln!(text, "])), then: Goto(\"s{}\")),", scene.checked_sub(3 * rows).unwrap_or(scene));
    }
    text.push_str("})\n");
    text
}
