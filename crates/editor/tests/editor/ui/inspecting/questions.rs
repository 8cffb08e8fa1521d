//! Questions, their choices and kinds of answer.

use super::{at, choices, focus, of, pick, press, said, story, write, write_lines};
use crate::support;
use crate::ui::stage::{Stage, TWO};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use scene_graph::Answers;

#[test]
fn a_question_with_three_choices_is_written_in_both_languages() {
    // In words of each language: ask, add, the prompt, choice, text.
    for (language, ask, add, prompt, choice, text) in [
        ("en", "Ask something", "Add a choice", "Question", "Choice", "Text"),
        ("ja", "質問を加える", "選択肢を加える", "質問文", "選択肢", "文"),
    ] {
        let mut stage = at(TWO, language, "lunch");
        assert_eq!(stage.nameless(), Vec::<String>::new());
        press(&mut stage, ask);
        press(&mut stage, add);
        for (tag, words) in [("English", "Why us?"), ("日本語", "決め手は？")] {
            write_lines(&mut stage, &format!("{prompt} ({tag})"), words);
        }
        for (number, english, japanese) in [(1, "People", "人"), (2, "Work", "仕事"), (3, "Growth", "成長")]
        {
            write(&mut stage, &format!("{choice} {number}: {text} (English)"), english);
            write(&mut stage, &format!("{choice} {number}: {text} (日本語)"), japanese);
        }
        assert_eq!(stage.nameless(), Vec::<String>::new());
        let question = of(&mut stage, "lunch").question.unwrap();
        assert_eq!(
            (said(&question.prompt, "en"), said(&question.prompt, "ja")),
            ("Why us?".into(), "決め手は？".into())
        );
        let written: Vec<_> = question
            .answers
            .choices()
            .iter()
            .map(|one| (said(&one.text, "en"), said(&one.text, "ja")))
            .collect();
        let wanted = [("People", "人"), ("Work", "仕事"), ("Growth", "成長")];
        assert_eq!(written, wanted.map(|(one, other)| (one.to_owned(), other.to_owned())));
        // Ten things were done: the question, a choice, eight texts.
        for left in (0..10).rev() {
            stage.workspace().undo();
            assert_eq!(stage.workspace().document.next_undo().is_some(), left > 0, "{left}");
        }
        assert_eq!(story(&mut stage), support::story(TWO));
    }
}

#[test]
fn choices_are_moved_and_removed_by_button_and_key() {
    let mut stage = at(TWO, "en", "welcome");
    let order = |stage: &mut Stage| -> Vec<String> {
        choices(stage, "welcome").iter().map(|choice| choice.id.to_string()).collect()
    };
    press(&mut stage, "Choice 1: Move down");
    assert_eq!(order(&mut stage), ["end", "on"]);
    focus(&mut stage, Role::TextInput, "Choice 2: Text (English)");
    stage.press_with(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(order(&mut stage), ["on", "end"]);
    stage.press_with(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(order(&mut stage), ["on", "end"], "the first stays the first");
    press(&mut stage, "Choice 1: Remove");
    assert_eq!(order(&mut stage), ["end"]);
    for wanted in [vec!["on", "end"], vec!["end", "on"], vec!["on", "end"]] {
        stage.workspace().undo();
        assert_eq!(order(&mut stage), wanted);
    }
}

#[test]
fn another_kind_of_answer_keeps_what_it_can() {
    let mut stage = at(TWO, "en", "welcome");
    let before = of(&mut stage, "welcome");
    for kind in ["choose several", "a number on a scale", "a few words of their own", "ask to be contacted"] {
        pick(&mut stage, "Kind of answer", kind);
    }
    assert_eq!(of(&mut stage, "welcome").question.unwrap().answers, Answers::Contact);
    pick(&mut stage, "Kind of answer", "choose several");
    assert!(choices(&mut stage, "welcome").iter().all(|choice| choice.then.is_none()));
    pick(&mut stage, "Kind of answer", "choose one");
    assert_eq!(of(&mut stage, "welcome"), before, "texts and ways on are back");
}
