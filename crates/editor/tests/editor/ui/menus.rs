//! Menus, shortcuts, the palette, and the words of the window.

use super::stage::{Stage, TWO};
use editor::ui::{Ask, Command, Request};
use editor::{Item, What};
use egui::{Key, Modifiers};

#[test]
fn every_command_is_in_its_menu_with_its_shortcut_and_can_be_found_by_name() {
    let mut stage = Stage::new(TWO);
    for menu in ["File", "Edit", "Insert", "Arrange", "View", "Play", "Help"] {
        assert!(stage.has(menu), "{menu}");
    }
    stage.click("File");
    assert!(stage.has("Save"), "the menu is open");
    stage.click("Save");
    assert_eq!(stage.requests(), [Request::Save { then: None }]);
}

#[test]
fn shortcuts_do_what_menus_do_but_not_while_something_asks() {
    let mut stage = Stage::new(TWO);
    stage.press_with(Modifiers::COMMAND, Key::S);
    assert_eq!(stage.requests(), [Request::Save { then: None }]);
    stage.press(Key::F1);
    assert_eq!(stage.workspace().ask, Some(Ask::Keys));
    stage.press_with(Modifiers::COMMAND, Key::S);
    assert_eq!(stage.requests(), [], "the page of keys is open");
    stage.press(Key::Escape);
    assert_eq!(stage.workspace().ask, None);
}

#[test]
fn undo_and_redo_by_keys() {
    let mut stage = Stage::new(TWO);
    stage.workspace().edit(What::Story, |edit| {
        edit.head(|story| story.note = "a note".to_owned());
        Ok(())
    });
    let undo = (Modifiers::COMMAND, Key::Z);
    let redo = (Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    for (keys, note) in [(undo, ""), (undo, ""), (redo, "a note"), (undo, "")] {
        stage.press_with(keys.0, keys.1);
        assert_eq!(stage.workspace().document.story().note, note);
    }
}

#[test]
fn commands_and_scenes_are_found_by_a_part_of_their_names() {
    let mut stage = Stage::new(TWO);
    stage.press_with(Modifiers::COMMAND, Key::F);
    stage.type_text("lun");
    stage.press(Key::Enter);
    assert_eq!(stage.workspace().ask, None);
    let lunch = Item::Scene(crate::support::scene("lunch"));
    assert!(stage.workspace().selection.items.contains(&lunch));
    stage.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    stage.type_text("save as");
    stage.press(Key::Enter);
    assert_eq!(stage.requests(), [Request::SaveAs]);
    stage.press_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    stage.type_text("no such command");
    assert!(stage.has("Nothing found"));
    stage.press(Key::Enter);
    stage.press(Key::Escape);
    assert_eq!((stage.workspace().ask.clone(), stage.requests()), (None, Vec::new()));
}

#[test]
fn the_windows_words_change_while_it_is_open() {
    let mut stage = Stage::new(TWO);
    stage.click("View");
    stage.click("日本語");
    assert!(stage.has("ファイル") && !stage.has("File"));
    assert!(stage.nameless().is_empty(), "{:?}", stage.nameless());
}

#[test]
fn what_cannot_be_done_now_is_not_done() {
    let mut stage = Stage::new(TWO);
    assert!(!Command::Undo.is_possible(stage.workspace()));
    stage.press_with(Modifiers::COMMAND, Key::Z);
    stage.press(Key::Delete);
    assert!(stage.workspace().document.is_saved());
    assert_eq!(stage.requests(), []);
}
