//! Questions of every kind.

use crate::samples::{self, english, japanese};
use crate::stage::{Stage, asked, kept};
use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers};
use scene_graph::{ChoiceId, Place};
use session::{Answer, QuestionKind};
use viewer_ui::UiAction;

fn id(text: &str) -> ChoiceId {
    ChoiceId::new(text).unwrap()
}

fn one(text: &str) -> Vec<UiAction> {
    vec![UiAction::Answer(Answer::One(id(text)))]
}

fn hub(count: usize) -> Stage {
    let tongue = kept(japanese());
    let kind = QuestionKind::OneOf(samples::choices(tongue, count));
    Stage::new(tongue, asked(tongue, samples::question(tongue.prompt, Place::LowerThird, kind)))
}

#[test]
fn a_choice_is_taken_by_click_digit_or_enter() {
    assert_eq!(hub(3).click(Role::Button, "この先のキャリア"), one("c2"));
    assert_eq!(hub(3).press(Key::Num2), one("c1"));
    assert_eq!(hub(3).press(Key::Enter), one("c0"), "the first choice has the focus");
    assert_eq!(hub(3).press(Key::Num9), []);
    let mut stage = hub(3);
    assert_eq!(stage.press(Key::ArrowRight), []);
    assert_eq!(stage.press(Key::Space), one("c1"));
}

#[test]
fn every_place_takes_answers() {
    let tongue = kept(english());
    for place in [Place::LowerThird, Place::Side, Place::Full, Place::OnPicture] {
        let kind = QuestionKind::OneOf(samples::choices(tongue, 8));
        let mut stage = Stage::new(tongue, asked(tongue, samples::question(tongue.prompt, place, kind)));
        assert_eq!(stage.press(Key::Num8), one("c7"), "{place:?}");
        assert_eq!(stage.click(Role::Button, tongue.choices[0]), one("c0"), "{place:?}");
    }
}

#[test]
fn visited_choices_say_so_and_the_prompt_is_a_live_heading() {
    let stage = hub(3);
    assert!(stage.has(Role::Button, "仕事の内容と一日の流れ (視聴済み)"));
    assert!(stage.has(Role::Heading, "いま、いちばん気になっていることは何ですか？"));
}

#[test]
fn a_hundred_keys_in_one_pass_are_one_answer() {
    let mut stage = hub(3);
    let press = Event::Key {
        key: Key::Num1,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    stage.send(vec![press; 100]);
    assert_eq!(stage.done(), one("c0"));
}

#[test]
fn a_question_that_opens_under_a_finger_is_not_answered() {
    let tongue = kept(english());
    let mut stage =
        Stage::new(tongue, viewer_ui::Page::Story(samples::story(tongue, crate::stage::languages(), None)));
    let kind = QuestionKind::OneOf(samples::choices(tongue, 3));
    let page = asked(tongue, samples::question(tongue.prompt, Place::LowerThird, kind));
    stage.harness.state_mut().model.page = page;
    for key in [Key::Space, Key::Enter] {
        let modifiers = Modifiers::NONE;
        stage.send(vec![Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }]);
    }
    assert_eq!(stage.done(), []);
    assert_eq!(stage.press(Key::Enter), one("c0"));
}

#[test]
fn what_is_looked_at_is_told() {
    let mut stage = hub(3);
    stage.harness.state_mut().actions.clear();
    stage.press(Key::ArrowRight);
    let mut stage = hub(3);
    let before = std::mem::take(&mut stage.harness.state_mut().actions);
    assert!(before.contains(&UiAction::Considering(Some(id("c0")))));
}

fn several(at_least: u32, at_most: u32) -> Stage {
    let tongue = kept(japanese());
    let kind = QuestionKind::SeveralOf { choices: samples::choices(tongue, 5), at_least, at_most };
    let mut view = samples::question(tongue.prompt, Place::Full, kind);
    view.can_skip = true;
    Stage::new(tongue, asked(tongue, view))
}

#[test]
fn several_are_confirmed_once_they_are_enough() {
    let mut stage = several(2, 3);
    assert_eq!(stage.click(Role::Button, "決定"), [], "nothing is chosen yet");
    stage.press(Key::Num3);
    stage.press(Key::Num1);
    assert!(stage.says("2〜3つ選んでください · 2つ選択中"));
    stage.press(Key::Num2);
    stage.press(Key::Num5);
    assert!(stage.says("3つ選択中"), "a fourth is not taken");
    stage.press(Key::Num2);
    let chosen = vec![id("c0"), id("c2")];
    assert_eq!(stage.click(Role::Button, "決定"), [UiAction::Answer(Answer::Several(chosen))]);
    assert_eq!(stage.click(Role::Button, "答えたくない"), [UiAction::Skip]);
}

#[test]
fn several_with_one_allowed_changes_over() {
    let mut stage = several(1, 1);
    stage.press(Key::Num1);
    stage.press(Key::Num4);
    assert_eq!(stage.click(Role::Button, "決定"), [UiAction::Answer(Answer::Several(vec![id("c3")]))]);
}

fn scale(from: i32, to: i32, preset: Option<i32>) -> Stage {
    let tongue = kept(english());
    let kind =
        QuestionKind::Scale { from, to, low: tongue.low.to_owned(), high: tongue.high.to_owned(), preset };
    let mut view = samples::question(tongue.feel, Place::LowerThird, kind);
    view.can_skip = true;
    Stage::new(tongue, asked(tongue, view))
}

#[test]
fn a_scale_is_answered_by_step_digit_or_not_at_all() {
    let answer = |number| vec![UiAction::Answer(Answer::Scale(number))];
    assert_eq!(scale(1, 5, None).press(Key::Num4), answer(4));
    assert_eq!(scale(1, 5, None).press(Key::Num6), []);
    assert_eq!(scale(0, 10, None).press(Key::Num0), answer(0));
    assert_eq!(scale(1, 5, None).click(Role::RadioButton, "1 of 5, Very uneasy"), answer(1));
    assert_eq!(scale(1, 5, None).click(Role::RadioButton, "3 of 5"), answer(3));
    assert_eq!(scale(1, 5, Some(2)).press(Key::Enter), answer(2), "the focus is on the latest answer");
    assert_eq!(scale(1, 5, None).click(Role::Button, "Rather not say"), [UiAction::Skip]);
}

#[test]
fn a_long_scale_is_a_slider_that_is_no_answer_before_it_is_touched() {
    let mut stage = scale(0, 100, None);
    assert_eq!(stage.click(Role::Button, "Confirm"), []);
    stage.harness.state_mut().actions.clear();
    let mut stage = scale(0, 100, None);
    stage.press(Key::ArrowRight);
    stage.press(Key::ArrowRight);
    assert_eq!(stage.click(Role::Button, "Confirm"), [UiAction::Answer(Answer::Scale(2))]);
    let mut stage = scale(i32::MIN, i32::MAX, None);
    stage.press(Key::ArrowLeft);
    assert_eq!(stage.click(Role::Button, "Confirm"), [UiAction::Answer(Answer::Scale(i32::MIN))]);
}

fn words(at_most: u32) -> Stage {
    let tongue = kept(japanese());
    let kind = QuestionKind::Words { at_most, hint: tongue.words_hint.to_owned(), preset: String::new() };
    Stage::new(tongue, asked(tongue, samples::question(tongue.words, Place::LowerThird, kind)))
}

fn said(words: &str) -> Vec<UiAction> {
    vec![UiAction::Answer(Answer::Words(words.to_owned()))]
}

#[test]
fn words_are_sent_by_the_button_or_ctrl_enter_and_by_nothing_else() {
    let mut stage = words(200);
    assert_eq!(stage.click(Role::Button, "送る"), [], "nothing to send");
    let mut stage = words(200);
    stage.type_text("残業は");
    assert_eq!(stage.press(Key::Enter), [], "a new line");
    assert_eq!(stage.press(Key::M), [], "no shortcut while writing");
    assert_eq!(stage.press(Key::Backspace), [], "takes the new line away");
    stage.type_text("？");
    stage.done();
    assert!(stage.says("200文字中4文字"));
    assert_eq!(stage.press_with(Modifiers::COMMAND, Key::Enter), said("残業は？"));
    assert_eq!(stage.click(Role::Button, "送る"), said("残業は？"));
}

#[test]
fn words_are_no_longer_than_allowed() {
    let mut stage = words(3);
    stage.type_text("あいうえお");
    assert_eq!(stage.click(Role::Button, "送る"), said("あいう"));
}

#[test]
fn an_input_methods_enter_sends_nothing() {
    let mut stage = words(200);
    let preedit =
        |text: &str| Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None });
    stage.send(vec![preedit("ざんぎょう")]);
    assert_eq!(stage.press_with(Modifiers::COMMAND, Key::Enter), [], "in the middle of a composition");
    stage.send(vec![Event::Ime(ImeEvent::Commit("残業".to_owned()))]);
    assert_eq!(stage.done(), []);
    assert_eq!(stage.press_with(Modifiers::COMMAND, Key::Enter), said("残業"));
}

fn contact() -> Stage {
    let tongue = kept(english());
    Stage::new(
        tongue,
        asked(tongue, samples::question(tongue.contact_prompt, Place::LowerThird, QuestionKind::Contact)),
    )
}

#[test]
fn a_contact_request_is_sent_after_its_preview() {
    let mut stage = contact();
    stage.type_text("  Please call me. ");
    assert_eq!(stage.click(Role::Button, "See what will be sent"), []);
    assert!(stage.says("Please call me.") && stage.says("From: no name"));
    assert!(stage.says("To Ms Tanaka, People Team"));
    assert_eq!(stage.click(Role::Button, "Change"), []);
    stage.click(Role::Button, "See what will be sent");
    let sent = vec![UiAction::Answer(Answer::Contact("Please call me.".to_owned()))];
    assert_eq!(stage.click(Role::Button, "Send it"), sent);
    assert_eq!(contact().click(Role::Button, "Not now"), [UiAction::Skip]);
}

#[test]
fn a_limit_is_shown_in_whole_seconds() {
    let tongue = kept(japanese());
    let mut view =
        samples::question(tongue.prompt, Place::Side, QuestionKind::OneOf(samples::choices(tongue, 2)));
    view.limit = samples::limit(7_200, 12_000);
    let mut stage = Stage::new(tongue, asked(tongue, view));
    assert!(stage.says("8秒"));
    assert_eq!(stage.click(Role::Button, "時間制限なし"), [UiAction::NoTimeLimits(true)]);
}
