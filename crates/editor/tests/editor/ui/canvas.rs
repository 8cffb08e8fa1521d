//! The graph as cards and wires.

use super::rig::{self, Desk, card, click, drag};
use editor::ui::{Command, Dropped, Selection};
use editor::wires::{self, Lead};
use editor::{Item, Port, Spot};
use egui::{Key, Modifiers, PointerButton, Pos2, Rect, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable};
use scene_graph::SceneId;
use std::path::PathBuf;

/// Two scenes that nothing joins, and an ending.
pub(super) const TWO: &str = r#"Story(format: 1, id: "two", title: {"en": "Two"}, languages: ["en"], start: "a",
    endings: {"over": Ending(title: {"en": "Over"})},
    scenes: {"a": Scene(title: {"en": "Alpha"}), "b": Scene(title: {"en": "Beta"})})"#;
const TWO_PLACES: &str = r#"Layout(scenes: {"a": (0, 0), "b": (480, 0)}, endings: {"over": (480, 320)}, frames: {1: (title: "Group", at: (-40, -60), size: (340, 300))})"#;

pub(super) fn id(words: &str) -> SceneId {
    SceneId::new(words).unwrap()
}

pub(super) fn two() -> Harness<'static, Desk> {
    let mut harness = rig::open(TWO, TWO_PLACES);
    // More room for the canvas.
    harness.state_mut().workspace.panes.side = None;
    harness.state_mut().workspace.panes.inspector = false;
    harness.run_steps(3);
    harness
}

pub(super) fn spot(harness: &Harness<'_, Desk>, words: &str) -> Spot {
    harness.state().workspace.spot(&Item::Scene(id(words))).unwrap()
}

pub(super) fn leads(harness: &Harness<'_, Desk>, words: &str) -> Vec<Lead> {
    let story = harness.state().workspace.document.story();
    wires::wires(&id(words), &story.scenes[&id(words)]).into_iter().map(|wire| wire.to).collect()
}

/// Where the ring of a scene's own way on lies.
pub(super) fn own_port(rect: Rect) -> Pos2 {
    rect.right_bottom() - vec2(0.0, rect.width() / 232.0 * 18.0)
}

#[test]
fn a_click_selects_and_a_drag_moves_in_one_step() {
    let mut harness = two();
    let alpha = card(&harness, "Alpha");
    click(&mut harness, alpha.center(), PointerButton::Primary);
    assert_eq!(harness.state().workspace.selection, Selection::of(Item::Scene(id("a"))));
    let before = spot(&harness, "a");
    drag(&mut harness, alpha.center(), alpha.center() + vec2(60.0, 180.0));
    let after = spot(&harness, "a");
    assert!(after.0 > before.0 + 40 && after.1 > before.1 + 120, "{after:?}");
    harness.state_mut().workspace.undo();
    assert_eq!(spot(&harness, "a"), before);
    assert!(harness.state().workspace.document.next_undo().is_none());
}

#[test]
fn a_wire_is_drawn_from_a_port_to_a_card_and_taken_by_its_end() {
    let mut harness = two();
    let (alpha, beta) = (card(&harness, "Alpha"), card(&harness, "Beta"));
    drag(&mut harness, own_port(alpha), beta.center());
    assert_eq!(leads(&harness, "a"), [Lead::Goto(id("b"))]);
    assert!(harness.state().workspace.selection.wire.is_some());
    // Its end is led to the ending, then dropped on nothing.
    let scale = beta.width() / 232.0;
    let end = beta.left_top() + vec2(-3.0, 30.0 * scale);
    let over = card(&harness, "Ending: Over");
    drag(&mut harness, end, over.center());
    assert!(matches!(leads(&harness, "a")[..], [Lead::End(_)]));
    drag(&mut harness, over.left_center() - vec2(3.0, 0.0), over.left_center() + vec2(-20.0, 150.0));
    assert!(leads(&harness, "a").is_empty());
}

#[test]
fn a_wire_that_is_dropped_on_nothing_makes_a_scene_in_one_step() {
    let mut harness = two();
    let alpha = card(&harness, "Alpha");
    drag(&mut harness, own_port(alpha), alpha.center_bottom() + vec2(180.0, 150.0));
    assert_eq!(leads(&harness, "a"), [Lead::Goto(id("scene"))]);
    assert_eq!(harness.state().workspace.document.story().scenes.len(), 3);
    harness.state_mut().workspace.undo();
    assert_eq!(harness.state().workspace.document.story().scenes.len(), 2);
    assert!(leads(&harness, "a").is_empty());
}

#[test]
fn a_loose_card_is_put_into_the_wire_it_is_dropped_on() {
    let story = TWO.replace(r#""b": Scene"#, r#""c": Scene(title: {"en": "Gamma"}), "b": Scene"#);
    let story = story.replace(r#""a": Scene("#, r#""a": Scene(then: Goto("b"), "#);
    let layout = TWO_PLACES.replace(r#""b": (480, 0)"#, r#""b": (900, 0), "c": (380, 300)"#);
    let mut harness = rig::open(&story, &layout);
    harness.state_mut().workspace.panes.side = None;
    harness.state_mut().workspace.panes.inspector = false;
    harness.run_steps(3);
    let (alpha, beta, gamma) = (card(&harness, "Alpha"), card(&harness, "Beta"), card(&harness, "Gamma"));
    let entry = beta.left_top() + vec2(0.0, 30.0 * beta.width() / 232.0);
    let middle = own_port(alpha).lerp(entry, 0.5);
    drag(&mut harness, gamma.center(), middle);
    assert_eq!(leads(&harness, "a"), [Lead::Goto(id("c"))]);
    assert_eq!(leads(&harness, "c"), [Lead::Goto(id("b"))]);
}

#[test]
fn a_frame_carries_what_lies_in_it_and_grows_by_its_corner() {
    let mut harness = two();
    let alpha = card(&harness, "Alpha");
    let scale = alpha.width() / 232.0;
    let title = alpha.left_top() + vec2(20.0, -46.0) * scale;
    drag(&mut harness, title, title + vec2(-16.0, 200.0) * scale);
    let frame = &harness.state().workspace.document.layout().frames[&editor::FrameId(1)];
    let moved = Spot(frame.at.0 + 40, frame.at.1 + 60);
    assert_eq!(spot(&harness, "a"), moved);
    assert_eq!(spot(&harness, "b"), Spot(480, 0));
    assert_ne!(moved, Spot(0, 0));
    let corner = card(&harness, "Alpha").left_top() + vec2(300.0, 240.0) * scale;
    drag(&mut harness, corner, corner + vec2(100.0, 50.0) * scale);
    let frame = &harness.state().workspace.document.layout().frames[&editor::FrameId(1)];
    assert!(frame.size.0 > 400 && frame.size.1 > 330, "{:?}", frame.size);
}

#[test]
fn a_box_and_a_lasso_select_what_they_go_around() {
    let mut harness = two();
    let (alpha, beta) = (card(&harness, "Alpha"), card(&harness, "Beta"));
    let over = card(&harness, "Ending: Over");
    drag(&mut harness, over.right_bottom() + vec2(30.0, 30.0), beta.center());
    let items = &harness.state().workspace.selection.items;
    assert_eq!(items.len(), 2, "{items:?}");
    let around = beta.expand(20.0);
    harness.event(egui::Event::ModifiersChanged(Modifiers::ALT));
    let corners = [around.left_top(), around.right_top(), around.right_bottom(), around.left_bottom()];
    harness.hover_at(corners[0]);
    harness.run_steps(1);
    harness.drag_at(corners[0]);
    harness.run_steps(1);
    for corner in &corners[1..] {
        harness.hover_at(*corner);
        harness.run_steps(1);
    }
    harness.drop_at(corners[3]);
    harness.event(egui::Event::ModifiersChanged(Modifiers::NONE));
    harness.run_steps(2);
    assert_eq!(harness.state().workspace.selection, Selection::of(Item::Scene(id("b"))));
    assert!(!harness.state().workspace.selection.items.contains(&Item::Scene(id("a"))), "{alpha:?}");
}

#[test]
fn a_double_click_on_nothing_makes_a_scene_there() {
    let mut harness = two();
    let at = card(&harness, "Beta").right_top() + vec2(150.0, 20.0);
    harness.hover_at(at);
    harness.run_steps(1);
    for _ in 0..2 {
        for pressed in [true, false] {
            let button = PointerButton::Primary;
            harness.event(egui::Event::PointerButton {
                pos: at,
                button,
                pressed,
                modifiers: Modifiers::NONE,
            });
        }
        harness.run_steps(1);
    }
    harness.run_steps(3);
    assert!(card(&harness, "scene").contains(at));
}

#[test]
fn everything_goes_by_keyboard() {
    let mut harness = two();
    harness.key_press(Key::ArrowRight);
    harness.run_steps(3);
    assert_eq!(harness.state().workspace.selection.scene(), Some(&id("a")), "it begins with the start");
    harness.key_press(Key::ArrowRight);
    harness.run_steps(3);
    assert_eq!(harness.state().workspace.selection.scene(), Some(&id("b")));
    let before = spot(&harness, "b");
    for _ in 0..3 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::ArrowDown);
        harness.run_steps(1);
    }
    assert_eq!(spot(&harness, "b"), before.moved(0, 24));
    harness.state_mut().workspace.undo();
    assert_eq!(spot(&harness, "b"), before, "one step");
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    assert!(harness.state().workspace.panes.inspector);
    harness.key_press(Key::Escape);
    harness.run_steps(2);
}

#[test]
fn commands_make_scenes_endings_frames_and_lay_them_out() {
    let mut harness = two();
    let run = |harness: &mut Harness<'_, Desk>, command: Command| {
        let Desk { ui: editor, workspace } = harness.state_mut();
        let ctx = egui::Context::default();
        ctx.run_ui(Default::default(), |ui| editor.run(ui, command, workspace))
            .drop_without_applying_deltas();
        harness.run_steps(2);
    };
    harness.state_mut().workspace.selection = Selection::of(Item::Scene(id("a")));
    run(&mut harness, Command::AddScene);
    assert_eq!(leads(&harness, "a"), [Lead::Goto(id("scene"))], "a loose end is joined");
    run(&mut harness, Command::AddQuestion);
    run(&mut harness, Command::AddChoice);
    let story = harness.state().workspace.document.story();
    let question = story.scenes[&id("scene")].question.as_ref().unwrap();
    assert_eq!(question.answers.choices().len(), 3);
    run(&mut harness, Command::AddEnding);
    assert_eq!(harness.state().workspace.document.story().endings.len(), 2);
    run(&mut harness, Command::SelectAll);
    run(&mut harness, Command::AlignTop);
    let tops: Vec<i32> =
        harness.state().workspace.document.layout().scenes.values().map(|spot| spot.1).collect();
    assert!(tops.windows(2).all(|pair| pair[0] == pair[1]), "{tops:?}");
    run(&mut harness, Command::Arrange);
    run(&mut harness, Command::AddFrame);
    assert_eq!(harness.state().workspace.document.layout().frames.len(), 2);
    assert!(harness.state().workspace.ask.is_some(), "it asks for the title");
}

#[test]
fn a_wires_menu_inserts_a_scene() {
    let story = TWO.replace(r#""a": Scene("#, r#""a": Scene(then: Goto("b"), "#);
    let mut harness = rig::open(&story, TWO_PLACES);
    let turn = Port::of_scene(id("a")).turn();
    let (alpha, beta) = (card(&harness, "Alpha"), card(&harness, "Beta"));
    let entry = beta.left_top() + vec2(0.0, 30.0 * beta.width() / 232.0);
    click(&mut harness, own_port(alpha).lerp(entry, 0.5), PointerButton::Secondary);
    assert_eq!(harness.state().workspace.selection.wire, Some(turn));
    harness.get_by_label("Insert a scene here").click();
    harness.run_steps(3);
    assert_eq!(leads(&harness, "a"), [Lead::Goto(id("scene"))]);
    assert_eq!(leads(&harness, "scene"), [Lead::Goto(id("b"))]);
}

#[test]
fn the_wheel_zooms_to_the_pointer() {
    let mut harness = two();
    let alpha = card(&harness, "Alpha");
    let at = alpha.left_top() + vec2(10.0, 10.0);
    harness.hover_at(at);
    harness.run_steps(1);
    harness.event(egui::Event::Zoom(1.5));
    harness.run_steps(3);
    let larger = card(&harness, "Alpha");
    assert!((larger.width() / alpha.width() - 1.5).abs() < 0.02);
    assert!((larger.left_top() - at + vec2(10.0, 10.0) * 1.5).length() < 1.0);
}

#[test]
fn dropped_videos_cover_nothing_and_are_in_sight() {
    let mut harness = rig::open(TWO, TWO_PLACES);
    let seen =
        |harness: &Harness<'_, Desk>| rig::place(harness, egui::accesskit::Role::Canvas, "Story graph");
    let before = ["Alpha", "Beta"].map(|name| card(&harness, name));
    let at = before[1].center();
    let files = ["one.mp4", "two.mp4", "three.mp4"].map(|name| PathBuf::from("/stories/test").join(name));
    harness.state_mut().workspace.dropped = Some(Dropped { files: files.to_vec(), at: Some(at) });
    harness.run_steps(20);
    let made = ["one", "two", "three"].map(|name| card(&harness, name));
    for (nth, card) in made.iter().enumerate() {
        assert!(seen(&harness).contains_rect(*card), "{card:?} is in sight");
        let others = ["Alpha", "Beta", "Ending: Over"].map(|name| rig::card(&harness, name));
        let others = others.into_iter().chain(made.into_iter().take(nth));
        assert!(others.into_iter().all(|other| !other.intersects(*card)), "{card:?} lies on nothing");
    }
    // Below one another, as the choices are that will lead to them.
    assert!(made[0].bottom() < made[1].top() && made[1].bottom() < made[2].top());
}

#[test]
fn the_map_is_there_where_something_is_out_of_sight() {
    let mut harness = two();
    let has_map = |harness: &Harness<'_, Desk>| {
        harness.query_by_role_and_label(egui::accesskit::Role::Image, "Overview map").is_some()
    };
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    harness.run_steps(30);
    assert!(!has_map(&harness), "it would only lie on the cards");
    for _ in 0..4 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Plus);
        harness.run_steps(10);
    }
    assert!(has_map(&harness));
    for (shown, wanted) in [("by its key", false), ("and again", true)] {
        harness.key_press_modifiers(Modifiers::ALT, Key::Num6);
        harness.run_steps(3);
        assert_eq!((has_map(&harness), harness.state().workspace.panes.map), (wanted, wanted), "{shown}");
    }
}

/// What stands under the pointer when it has rested there.
fn tip(harness: &mut Harness<'_, Desk>, at: Pos2) -> Vec<String> {
    harness.hover_at(at + vec2(1.0, 0.0));
    harness.run_steps(2);
    harness.hover_at(at);
    harness.run_steps(90);
    let tips = harness.query_all_by_role(egui::accesskit::Role::Tooltip);
    let words = tips.flat_map(|tip| tip.children_recursive().collect::<Vec<_>>());
    words.filter_map(|node| node.accesskit_node().value().or(node.accesskit_node().label())).collect()
}

#[test]
fn texts_that_are_cut_off_are_told_whole_and_others_are_not() {
    let title = "What the people who sit around you will talk about on your very first morning here";
    let choice = "I would like to hear how the others felt in their first week";
    let story = format!(
        r#"Story(format: 1, id: "s", title: {{"en": "S"}}, languages: ["en"], start: "a",
        scenes: {{"a": Scene(title: {{"en": "{title}"}}, question: Question(id: "q", prompt: {{"en": "Which?"}}, answers: OneOf([
            Choice(id: "long", text: {{"en": "{choice}"}}), Choice(id: "short", text: {{"en": "Short"}})])))}})"#
    );
    let mut harness = rig::open(&story, "");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Num0);
    harness.run_steps(30);
    let at = card(&harness, "What");
    let row = |nth: f32| pos2(at.left() + 60.0, at.top() + 104.0 + 50.0 + 44.0 + 26.0 * (nth + 0.5));
    let in_title = pos2(at.left() + 60.0, at.top() + 104.0 + 25.0);
    assert_eq!(tip(&mut harness, in_title), [title]);
    assert_eq!(tip(&mut harness, row(0.0)), [choice]);
    assert!(tip(&mut harness, row(1.0)).is_empty());
    // The list of scenes, where the title has one line.
    let listed = rig::place(&harness, egui::accesskit::Role::TreeItem, "What");
    assert!(tip(&mut harness, listed.center()).concat().starts_with(title));
}
