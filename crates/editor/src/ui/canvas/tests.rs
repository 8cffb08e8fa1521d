//! The board that was kept up to date by changes is the one that is made anew.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use super::board::{Board, Key};
use crate::document::{Document, EditError, Item, What};
use crate::layout::Spot;
use crate::names::Name;
use crate::ui::Workspace;
use crate::wires::{self, Lead, Port};
use crate::{commands, names};
use egui::{Rect, pos2, vec2};
use proptest::prelude::*;
use scene_graph::generate::{Dice, valid_story};
use scene_graph::{Scene, SceneId};
use std::collections::BTreeMap;

fn any_scene(workspace: &Workspace, dice: &mut Dice) -> SceneId {
    let scenes = &workspace.document.story().scenes;
    scenes.get_index(dice.below(scenes.len())).unwrap().0.clone()
}

fn any_item(workspace: &Workspace, dice: &mut Dice) -> Item {
    let endings = &workspace.document.story().endings;
    match endings.get_index(dice.below(endings.len() + 3)) {
        Some((id, _)) => Item::Ending(id.clone()),
        None => Item::Scene(any_scene(workspace, dice)),
    }
}

fn random_edit(workspace: &mut Workspace, dice: &mut Dice) {
    let (scene, item) = (any_scene(workspace, dice), any_item(workspace, dice));
    let spot = Spot(i32::try_from(dice.below(4_000)).unwrap(), i32::try_from(dice.below(3_000)).unwrap());
    let kind = dice.below(11);
    let document = &mut workspace.document;
    // What cannot be done changes nothing.
    let _: Result<(), EditError> = match kind {
        0 => document.edit(What::AddScene, |edit| {
            commands::add_scene(edit, "new", Scene::default(), (spot.0 % 2 == 0).then_some(spot)).map(drop)
        }),
        1 => document.edit(What::Delete, |edit| commands::delete(edit, &[item], &[])),
        2 => document.edit(What::Paste, |edit| commands::duplicate(edit, &[scene]).map(drop)),
        3 => document.edit(What::Move, |edit| {
            edit.place(&item, Some(spot));
            Ok(())
        }),
        4 => document.edit(What::Wire, |edit| {
            wires::join(edit, &Port::of_scene(scene.clone()).turn(), Lead::to(item, false))
        }),
        5 => document.edit(What::Wire, |edit| wires::cut(edit, &Port::of_scene(scene.clone()).turn())),
        6 => {
            document.edit(What::Rename, |edit| names::rename(edit, &Name::Scene(scene), "renamed").map(drop))
        }
        7 => document.edit(What::Story, |edit| commands::add_ending(edit, "end", Some(spot)).map(drop)),
        8 => document.edit(What::Move, |edit| {
            let all: Vec<Item> = Item::all_of(edit.story()).collect();
            commands::move_items(edit, &all, spot.0, spot.1);
            // Some have no place of their own any more.
            all.iter().skip(dice.below(4)).step_by(3).for_each(|item| edit.place(item, None));
            Ok(())
        }),
        9 => {
            document.undo();
            Ok(())
        }
        _ => {
            document.redo();
            Ok(())
        }
    };
}

/// Every card with its form, and its place if the layout has one.
fn cards(board: &Board, workspace: &Workspace) -> BTreeMap<Item, String> {
    let words = |card: &super::board::Card| {
        let rect = workspace.spot(&card.item).map(|_| card.rect);
        format!("{:?} {rect:?}", card.form)
    };
    board.cards().map(|(_, card)| (card.item.clone(), words(card))).collect()
}

/// Every wire: where it begins, to what, whether that is there, and both ways round.
fn lines(board: &Board) -> Vec<String> {
    let mut lines = Vec::new();
    for (key, card) in board.cards() {
        for (nth, line) in board.lines_from(key) {
            let into = board.card_into(line).map(|(_, card)| card.item.clone());
            let known =
                line.to.item().is_none_or(|item| board.lines_into(&item).any(|(other, _)| other == nth));
            lines
                .push(format!("{:?} {:?} {:?} {} {into:?} {known}", card.item, line.turn, line.to, line.row));
        }
    }
    lines.sort();
    lines
}

/// What a view finds is what lies there.
fn finds(board: &Board, view: Rect) -> bool {
    let (mut found, mut wires): (Vec<Key>, Vec<Key>) = (Vec::new(), Vec::new());
    board.cards_near(view, &mut found);
    board.lines_near(view, &mut wires);
    board.cards().all(|(key, card)| {
        let lines = board.lines_from(key).all(|(key, line)| {
            !board.route(line).bounds().intersects(view) || wires.binary_search(&key).is_ok()
        });
        lines && card.rect.intersects(view) == found.binary_search(&key).is_ok()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn changes_bring_the_board_to_where_a_new_one_begins(
        story in valid_story(),
        throws in proptest::collection::vec(any::<u16>(), 0..160),
    ) {
        let mut workspace = Workspace::new(Document::opened(story, Default::default()), None);
        let mut dice = Dice::new(throws);
        let mut board = Board::default();
        prop_assert!(board.update(&mut workspace));
        for step in 0..24 {
            random_edit(&mut workspace, &mut dice);
            if step % 3 == 0 {
                prop_assert!(!board.update(&mut workspace));
            }
        }
        board.update(&mut workspace);
        let mut fresh = Board::default();
        fresh.update(&mut workspace);
        prop_assert_eq!(cards(&board, &workspace), cards(&fresh, &workspace));
        prop_assert_eq!(lines(&board), lines(&fresh));
        for view in [Rect::EVERYTHING, Rect::from_min_size(pos2(500.0, 300.0), vec2(900.0, 700.0))] {
            prop_assert!(finds(&board, view) && finds(&fresh, view));
        }
    }
}
