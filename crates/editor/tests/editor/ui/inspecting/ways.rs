//! Where scenes and choices lead, and on which conditions.

use super::{at, choices, click, focus, of, pick, press, said, story};
use crate::support::{self, scene};
use crate::ui::stage::{Stage, TWO};
use editor::{What, commands};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use scene_graph::{Branch, Condition, Is};

#[test]
fn a_choice_is_led_to_a_scene_an_ending_back_and_nowhere() {
    let mut stage = at(TWO, "en", "welcome");
    let then = |stage: &mut Stage| choices(stage, "welcome")[0].then.clone();
    let list = "Choice 1: Leads to";
    pick(&mut stage, list, "Ending: Done");
    assert_eq!(then(&mut stage), Some(Branch::End(scene_graph::EndingId::new("done").unwrap())));
    pick(&mut stage, list, "Back to where they came from");
    assert_eq!(then(&mut stage), Some(Branch::Return));
    pick(&mut stage, list, "as the scene does");
    assert_eq!(then(&mut stage), None);
    pick(&mut stage, list, "Lunch");
    pick(&mut stage, "Choice 1, Leads to: How", "a detour, then back to this question");
    assert_eq!(then(&mut stage), Some(Branch::Visit(scene("lunch"))));
    // A new scene, named by what was searched.
    click(&mut stage, Role::ComboBox, list);
    stage.type_text("Office tour");
    stage.press(Key::Enter);
    assert_eq!(then(&mut stage), Some(Branch::Visit(scene("office-tour"))));
    assert_eq!(said(&of(&mut stage, "office-tour").title, "en"), "Office tour");
    stage.workspace().undo();
    assert!(!story(&mut stage).scenes.contains_key("office-tour"), "the scene and the wire are one step");
    assert_eq!(then(&mut stage), Some(Branch::Visit(scene("lunch"))));
}

#[test]
fn a_way_on_depends_on_a_condition_that_reads_as_a_sentence() {
    let text = TWO.replace(r#"endings:"#, r#"variables: {"reassured": Number(0)}, endings:"#);
    for (language, depends, more, kind, how_often, number, second, bound, seen, list, pick_scene, lunch) in [
        (
            "en",
            "It depends…",
            "and…",
            "Kind of condition",
            "scene seen",
            "number variable",
            "Condition 2",
            "Bound",
            "they have seen",
            "Condition 1",
            "Scene",
            "Lunch",
        ),
        (
            "ja",
            "条件で分ける…",
            "さらに…",
            "条件の種類",
            "シーンを見た",
            "数の変数",
            "条件 2",
            "範囲",
            "を見た",
            "条件 1",
            "シーン",
            "Lunch",
        ),
    ] {
        let mut stage = at(&text, language, "welcome");
        let (then, case) =
            if language == "en" { ("Then", "Then – Case 1") } else { ("次は", "次は – 場合 1") };
        press(&mut stage, &format!("{then}: {depends}"));
        press(&mut stage, &format!("{case}: {more}"));
        pick(&mut stage, &format!("{case}, {list}: {kind}"), how_often);
        pick(&mut stage, &format!("{case}, {list}: {pick_scene}"), lunch);
        pick(&mut stage, &format!("{case}, {second}: {kind}"), number);
        assert!(stage.says(seen), "it reads as a sentence");
        assert!(stage.has(&format!("{case}, {second}: {bound}")));
        let number_name = if language == "en" { "Number" } else { "数" };
        focus(&mut stage, Role::SpinButton, &format!("{case}, {second}: {number_name}"));
        stage.press(Key::ArrowUp);
        let Some(Branch::When { cases, otherwise }) = of(&mut stage, "welcome").then else { panic!() };
        let reassured = scene_graph::VariableId::new("reassured").unwrap();
        let wanted = vec![Condition::Visited(scene("lunch")), Condition::Number(reassured, Is::AtLeast(2))];
        assert_eq!(cases[0].when, Condition::All(wanted));
        assert_eq!(*otherwise, Branch::Goto(scene("lunch")));
        assert_eq!(stage.nameless(), Vec::<String>::new());
        while stage.workspace().document.next_undo().is_some() {
            stage.workspace().undo();
        }
        assert_eq!(story(&mut stage), support::story(&text));
    }
}

#[test]
fn an_open_list_follows_the_story_and_what_is_searched() {
    let mut stage = at(TWO, "en", "welcome");
    click(&mut stage, Role::ComboBox, "Choice 1: Leads to");
    let has = |stage: &Stage, line| stage.harness.query_by_role_and_label(Role::Button, line).is_some();
    assert!(has(&stage, "Lunch") && has(&stage, "Ending: Done"));
    stage.type_text("tour");
    assert!(!has(&stage, "Lunch") && !has(&stage, "Office tour"));
    stage.workspace().edit(What::AddScene, |edit| commands::add_clip(edit, "media/Office tour.mp4", None));
    stage.run();
    assert!(!has(&stage, "Lunch") && has(&stage, "Office tour"));
}
