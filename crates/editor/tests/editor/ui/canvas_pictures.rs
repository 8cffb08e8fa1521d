//! Pictures of the canvas, to be looked at.

use super::picture::Shot;
use super::rig::Desk;
use editor::Item;
use editor::ui::{ClipFound, Selection};
use egui::{Modifiers, PointerButton, Pos2};
use media_time::MediaDuration;
use scene_graph::SceneId;
use std::sync::Arc;
use viewer_ui::ThemeChoice;

const EXAMPLE: &str = include_str!("../../../../../examples/offer-follow-up/story.ron");

fn id(words: &str) -> SceneId {
    SceneId::new(words).unwrap()
}

/// A picture for each clip, and what the checks say.
fn furnish(desk: &mut Desk, ctx: &egui::Context) {
    let story = desk.workspace.document.story().clone();
    for (nth, file) in scene_graph::media_files(&story).iter().enumerate() {
        let path = file.file.to_owned();
        let image = egui::ColorImage::new(
            [64, 36],
            (0..64 * 36)
                .map(|at| {
                    let (x, y) = ((at % 64) as f32 / 64.0, (at / 64) as f32 / 36.0);
                    let hue = (nth as f32 * 0.13).fract();
                    egui::ecolor::Hsva::new((hue + x * 0.12).fract(), 0.45, 0.35 + 0.5 * (1.0 - y), 1.0)
                        .into()
                })
                .collect(),
        );
        let picture = ctx.load_texture(path.clone(), image, egui::TextureOptions::LINEAR);
        let found = ClipFound {
            length: Some(MediaDuration::from_seconds(12 + 7 * i64::try_from(nth).unwrap())),
            picture: (nth % 4 != 3).then_some(picture),
            ..ClipFound::default()
        };
        desk.workspace.found.clips.insert(path, found);
    }
    desk.workspace.found.problems = Arc::new(scene_graph::check(&story, None));
    desk.workspace.found.problems_of = Some(desk.workspace.document.state());
}

fn shot(name: &'static str, language: &'static str, theme: ThemeChoice) -> Shot {
    Shot { name, story: EXAMPLE, layout: "", language, theme, size: [1440, 900] }
}

#[test]
fn pictures_of_the_example_in_both_languages_and_themes() {
    for (name, language, theme) in [
        ("canvas-ja-light", "ja", ThemeChoice::Light),
        ("canvas-en-dark", "en", ThemeChoice::Dark),
        ("canvas-ja-contrast", "ja", ThemeChoice::HighContrast),
    ] {
        let drawn = shot(name, language, theme).take(
            |desk, ctx| {
                furnish(desk, ctx);
                desk.workspace.selection = Selection::of(Item::Scene(id("hub")));
            },
            vec![],
        );
        assert!(drawn > 60_000, "{name}: {drawn}");
    }
}

#[test]
fn a_picture_of_problems_frames_the_previews_way_and_a_wire_in_hand() {
    let story = EXAMPLE.replace(r#"then: Goto("hub")"#, r#"then: Goto("gone")"#);
    let story: &'static str = Box::leak(story.into_boxed_str());
    let layout = r##"Layout(scenes: {"welcome": (0, 120), "hub": (420, 40), "people-team": (840, -160), "failure": (1240, -160), "failure-told": (860, 420), "failure-alone": (1240, 420)}, endings: {"see-you": (420, 520)}, frames: {1: (title: "最初の十分", at: (-50, -30), size: (740, 480), colour: "#2f8f6b"), 2: (at: (800, -240), size: (720, 480))})"##;
    let shot = Shot {
        name: "canvas-states",
        story,
        layout,
        language: "ja",
        theme: ThemeChoice::Light,
        size: [1600, 1000],
    };
    let press = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let drawn = shot.take(
        |desk, ctx| {
            furnish(desk, ctx);
            desk.workspace.panes.side = None;
            desk.workspace.panes.inspector = false;
            desk.workspace.preview.trail = ["hub", "people-team", "failure"].map(id).to_vec();
        },
        vec![
            vec![egui::Event::PointerMoved(Pos2::new(800.0, 700.0))],
            vec![press(Pos2::new(800.0, 700.0), true)],
            vec![egui::Event::PointerMoved(Pos2::new(500.0, 560.0))],
        ],
    );
    assert!(drawn > 60_000, "{drawn}");
}

fn zoomed(factor: f32) -> Vec<Vec<egui::Event>> {
    let at = Pos2::new(700.0, 420.0);
    vec![vec![egui::Event::PointerMoved(at)], vec![egui::Event::Zoom(factor)]]
}

#[test]
fn pictures_from_near_and_afar() {
    let near = shot("canvas-near", "ja", ThemeChoice::Light).take(
        |desk, ctx| {
            furnish(desk, ctx);
            desk.workspace.panes.inspector = false;
        },
        zoomed(3.0),
    );
    let middle = shot("canvas-middle", "ja", ThemeChoice::Light).take(furnish, zoomed(0.5));
    let far = shot("canvas-far", "en", ThemeChoice::Dark).take(furnish, zoomed(0.2));
    assert!(near > 100_000 && middle > 20_000 && far > 5_000, "{near} {middle} {far}");
}

#[test]
fn an_empty_story_says_what_to_do() {
    let story = r#"Story(format: 1, id: "new", title: {"ja": "新しい", "en": "New"}, languages: ["ja", "en"],
        start: "start", scenes: {"start": Scene()})"#;
    for (name, language) in [("canvas-empty-ja", "ja"), ("canvas-empty-en", "en")] {
        let shot = Shot { name, story, layout: "", language, theme: ThemeChoice::Light, size: [1280, 800] };
        assert!(shot.take(|_, _| {}, vec![]) > 5_000);
    }
}
