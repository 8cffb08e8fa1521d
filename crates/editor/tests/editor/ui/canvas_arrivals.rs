//! What comes onto the canvas from elsewhere: files, copied scenes; and cards that are put into wires.

use super::canvas::{TWO, id, leads, own_port, spot, two};
use super::rig::{self, Desk, card, click, drag};
use editor::ui::{Dropped, Request, Selection};
use editor::wires::Lead;
use editor::{Item, Spot};
use egui::{Key, Modifiers, PointerButton, Pos2, Rect, vec2};
use egui_kittest::Harness;
use scene_graph::{Media, SceneId};
use std::path::PathBuf;

#[test]
fn what_was_copied_is_pasted_where_the_pointer_is_and_other_texts_are_refused() {
    let mut harness = two();
    let alpha = card(&harness, "Alpha");
    click(&mut harness, alpha.center(), PointerButton::Primary);
    harness.event(egui::Event::Copy);
    harness.run_steps(1);
    let commands = harness.output().platform_output.commands.clone();
    let copied = commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let at = card(&harness, "Beta").right_bottom() + vec2(60.0, 20.0);
    harness.hover_at(at);
    harness.event(egui::Event::Paste(copied.unwrap()));
    harness.run_steps(3);
    let selection = &harness.state().workspace.selection;
    let pasted = selection.scene().unwrap().clone();
    assert_ne!(pasted, id("a"));
    let place = harness.state().workspace.spot(&Item::Scene(pasted)).unwrap();
    assert!(place.0 > spot(&harness, "b").0, "{place:?}");
    harness.event(egui::Event::Paste("some words".to_owned()));
    harness.run_steps(2);
    assert_eq!(harness.state().workspace.document.story().scenes.len(), 3);
    assert_eq!(harness.state().workspace.notes.len(), 1);
}

#[test]
fn cards_that_were_never_moved_are_copied_as_they_are_seen() {
    let mut harness = rig::open(TWO, "Layout()");
    harness.run_steps(3);
    harness.state_mut().workspace.selection =
        Selection { items: [Item::Scene(id("a")), Item::Scene(id("b"))].into(), ..Selection::default() };
    let (alpha, beta) = (card(&harness, "Alpha"), card(&harness, "Beta"));
    assert!(!alpha.intersects(beta));
    harness.event(egui::Event::Copy);
    harness.run_steps(1);
    let copied = harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.unwrap();
    let trimmed = copied[..copied.rfind("\nLayout(").unwrap()].to_owned();
    assert!(harness.state().workspace.document.layout().scenes.is_empty(), "nothing was placed by that");
    // Into another story; also where a mail cut the places off; and beside themselves.
    let apart = |harness: &Harness<'_, Desk>| {
        let scenes: Vec<SceneId> = harness.state().workspace.selection.scenes().cloned().collect();
        let spots: Vec<Spot> = scenes.iter().map(|id| spot(harness, id.as_str())).collect();
        assert_eq!(spots.len(), 2);
        (spots[0].0.abs_diff(spots[1].0) >= 232) || (spots[0].1.abs_diff(spots[1].1) >= 200)
    };
    for text in [copied, trimmed] {
        harness.event(egui::Event::Paste(text));
        harness.run_steps(2);
        assert!(apart(&harness));
    }
    harness.state_mut().workspace.undo();
    harness.state_mut().workspace.undo();
    harness.state_mut().workspace.selection =
        Selection { items: [Item::Scene(id("a")), Item::Scene(id("b"))].into(), ..Selection::default() };
    harness.key_press_modifiers(Modifiers::COMMAND, Key::D);
    harness.run_steps(2);
    assert!(apart(&harness));
    harness.state_mut().workspace.undo();
    assert!(harness.state().workspace.document.next_undo().is_none(), "one step each");
}

#[test]
fn dropped_videos_become_scenes_where_they_were_dropped() {
    let mut harness = two();
    let alpha = card(&harness, "Alpha");
    let at = alpha.left_bottom() + vec2(40.0, 120.0);
    let files =
        ["one.mp4", "media/two.MOV", "notes.txt"].map(|name| PathBuf::from("/stories/test").join(name));
    harness.state_mut().workspace.dropped = Some(Dropped { files: files.to_vec(), at: Some(at) });
    harness.run_steps(3);
    let story = harness.state().workspace.document.story();
    assert_eq!(story.scenes.len(), 4);
    assert!(story.scenes.contains_key(&id("one")) && story.scenes.contains_key(&id("two")));
    // Where it was dropped on the canvas; the view may have moved to show both.
    let dropped = (at - alpha.min) / (alpha.width() / 232.0);
    let Spot(x, y) = spot(&harness, "one");
    assert!(
        Rect::from_min_size(egui::pos2(x as f32, y as f32), vec2(232.0, 185.0)).contains(dropped.to_pos2())
    );
    assert_eq!(harness.state().workspace.notes.len(), 1, "the text file is told of");
    // From elsewhere they have to be taken in first, all together.
    let dropped = Dropped { files: vec![files[0].clone(), PathBuf::from("/elsewhere/a.mp4")], at: None };
    harness.state_mut().workspace.dropped = Some(dropped.clone());
    harness.run_steps(2);
    assert_eq!(harness.state().workspace.requests, [Request::TakeIn(dropped)]);
}

#[test]
fn a_clip_that_is_dropped_on_a_card_is_shown_there_and_pictures_are_taken() {
    let mut harness = two();
    let drop = |harness: &mut Harness<'_, Desk>, names: &[&str], at: Pos2| {
        let files = names.iter().map(|name| PathBuf::from("/stories/test").join(name)).collect();
        harness.state_mut().workspace.dropped = Some(Dropped { files, at: Some(at) });
        harness.run_steps(3);
    };
    let media = |harness: &Harness<'_, Desk>, scene: &str| {
        harness.state().workspace.document.story().scenes[&id(scene)].media.clone()
    };
    let alpha = card(&harness, "Alpha");
    drop(&mut harness, &["media/new.mp4"], alpha.center());
    assert!(matches!(media(&harness, "a"), Media::Video(video) if video.file == "media/new.mp4"));
    assert_eq!(harness.state().workspace.document.story().scenes.len(), 2);
    assert_eq!(harness.state().workspace.selection, Selection::of(Item::Scene(id("a"))));
    harness.state_mut().workspace.undo();
    assert_eq!(media(&harness, "a"), Media::Nothing);
    // Several become scenes of their own wherever they fall; a picture is shown for some seconds.
    let alpha = card(&harness, "Alpha");
    drop(&mut harness, &["one.mp4", "two.PNG"], alpha.center());
    assert_eq!(media(&harness, "a"), Media::Nothing);
    let still =
        |media| matches!(media, Media::Still(still) if still.lasts.is_some() && still.file == "two.PNG");
    assert!(still(media(&harness, "two")));
}

#[test]
fn a_loose_card_goes_into_the_wire_that_its_midst_lies_on() {
    const LINE: &str =
        r#"Layout(scenes: {"a": (0, 0), "b": (640, 0), "c": (320, 480)}, endings: {"over": (0, 480)})"#;
    let story =
        TWO.replace(r#""a": Scene("#, r#""c": Scene(title: {"en": "Gamma"}), "a": Scene(then: Goto("b"), "#);
    for free in [true, false] {
        let mut harness = rig::open(&story, LINE);
        harness.state_mut().workspace.panes.side = None;
        harness.state_mut().workspace.panes.inspector = false;
        harness.run_steps(3);
        let (alpha, beta, gamma) = (card(&harness, "Alpha"), card(&harness, "Beta"), card(&harness, "Gamma"));
        let entry = beta.left_top() + vec2(0.0, 30.0 * beta.width() / 232.0);
        let wire = own_port(alpha).lerp(entry, 0.5);
        // Held at a corner: the pointer is far from the wire.
        let grip = gamma.left_top() + vec2(12.0, 12.0);
        if free {
            harness.event(egui::Event::ModifiersChanged(Modifiers::ALT));
        }
        drag(&mut harness, grip, grip + (wire - gamma.center()));
        let expected = if free { "b" } else { "c" };
        assert_eq!(leads(&harness, "a"), [Lead::Goto(id(expected))]);
    }
}
