//! The inspector, by what an author and their assistive technology meet.

use super::stage::{Stage, TWO};
use crate::support::{self, scene};
use editor::ui::{ClipFound, Field, Request, Selection};
use editor::{Document, Item};
use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use media_time::MediaDuration;
use scene_graph::{
    Answers, Branch, Choice, ClipTime, Condition, Is, Language, Limit, Media, Scene, SceneMusic, Shown, Story,
};

/// A tall window: everything of a form is on it.
pub(super) fn tall(document: Document, language: &str) -> Stage {
    let mut stage = Stage::of(document, language, vec2(1400.0, 4000.0));
    stage.workspace().panes.side = None;
    stage.run();
    stage
}

fn at(text: &str, language: &str, selected: &str) -> Stage {
    let mut stage = tall(support::document(text), language);
    select(&mut stage, selected);
    stage
}

fn select(stage: &mut Stage, id: &str) {
    stage.workspace().selection = Selection::of(Item::Scene(scene(id)));
    stage.run();
}

/// Clicks a control of this role, apart from labels of the same name.
pub(super) fn click(stage: &mut Stage, role: Role, name: &str) {
    stage.harness.get_by_role_and_label(role, name).click();
    stage.run();
}

pub(super) fn press(stage: &mut Stage, name: &str) {
    click(stage, Role::Button, name);
}

/// Opens a list and takes a line of it.
pub(super) fn pick(stage: &mut Stage, list: &str, line: &str) {
    click(stage, Role::ComboBox, list);
    click(stage, Role::Button, line);
}

pub(super) fn focus(stage: &mut Stage, role: Role, name: &str) {
    stage.harness.get_by_role_and_label(role, name).focus();
    stage.run();
}

/// Goes into a field and writes at the end of what is there.
pub(super) fn write(stage: &mut Stage, name: &str, words: &str) {
    focus(stage, Role::TextInput, name);
    stage.type_text(words);
}

/// The same in a field of several lines.
pub(super) fn write_lines(stage: &mut Stage, name: &str, words: &str) {
    focus(stage, Role::MultilineTextInput, name);
    stage.type_text(words);
}

pub(super) fn story(stage: &mut Stage) -> Story {
    stage.workspace().document.story().clone()
}

fn of(stage: &mut Stage, id: &str) -> Scene {
    stage.workspace().document.story().scenes[&scene(id)].clone()
}

fn choices(stage: &mut Stage, id: &str) -> Vec<Choice> {
    of(stage, id).question.unwrap().answers.choices().to_vec()
}

fn said(text: &scene_graph::Text, tag: &str) -> String {
    text.0.get(&Language::new(tag)).cloned().unwrap_or_default()
}

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
fn a_stay_in_a_field_is_one_step_and_the_field_follows_the_document() {
    let mut stage = at(TWO, "en", "lunch");
    write(&mut stage, "Title (English)", "eon");
    stage.type_text(" at");
    stage.type_text(" one");
    assert_eq!(said(&of(&mut stage, "lunch").title, "en"), "Luncheon at one");
    // Undone by the menu, while the field has the focus.
    stage.workspace().undo();
    stage.run();
    assert_eq!(said(&of(&mut stage, "lunch").title, "en"), "Lunch");
    assert_eq!(stage.workspace().document.next_undo(), None);
    stage.type_text("!");
    assert!(
        said(&of(&mut stage, "lunch").title, "en").contains("Lunch"),
        "what was undone is not written again"
    );
    // Another stay is another step.
    write(&mut stage, "Title (日本語)", "会");
    stage.workspace().undo();
    assert_eq!(said(&of(&mut stage, "lunch").title, "ja"), "昼食");
    assert!(stage.workspace().document.next_undo().is_some());
}

#[test]
fn japanese_is_written_by_composition() {
    let mut stage = at(TWO, "ja", "lunch");
    focus(&mut stage, Role::TextInput, "題名 (日本語)");
    stage.press(Key::End);
    for part in ["k", "か", "かい", "会"] {
        let preedit = ImeEvent::Preedit { text: part.to_owned(), active_range_chars: None };
        stage.send(vec![Event::Ime(preedit)]);
    }
    stage.send(vec![Event::Ime(ImeEvent::Commit("会".to_owned()))]);
    stage.run();
    assert_eq!(said(&of(&mut stage, "lunch").title, "ja"), "昼食会");
    stage.workspace().undo();
    assert_eq!(said(&of(&mut stage, "lunch").title, "ja"), "昼食");
    assert_eq!(stage.workspace().document.next_undo(), None);
}

#[test]
fn missing_texts_are_told_in_words() {
    let text = TWO.replace(r#""ja": "昼食""#, r#""ja": """#);
    let mut stage = at(&text, "en", "lunch");
    let field = stage.harness.get_by_role_and_label(Role::TextInput, "Title (日本語)");
    let told = |description: Option<String>| description.is_some_and(|words| words.starts_with("missing"));
    assert!(told(field.accesskit_node().description()));
    write(&mut stage, "Title (日本語)", "昼食");
    let field = stage.harness.get_by_role_and_label(Role::TextInput, "Title (日本語)");
    assert!(!told(field.accesskit_node().description()));
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

/// A scene with a clip of ten seconds.
fn with_clip(question: &str) -> Stage {
    let text = format!(
        r#"Story(format: 1, id: "clip", title: {{"en": "Clip"}}, languages: ["en"], start: "tour",
            endings: {{"done": Ending(title: {{"en": "Done"}})}},
            scenes: {{"tour": Scene(media: Video(file: "media/tour.mp4"), {question} then: End("done"))}})"#
    );
    let mut stage = tall(support::document(&text), "en");
    let waveform = (0..500_u16).map(|place| f32::from(place % 50) / 50.0).collect();
    let found = ClipFound {
        length: Some(MediaDuration::from_seconds(10)),
        waveform: Some(waveform),
        ..ClipFound::default()
    };
    stage.workspace().found.clips.insert("media/tour.mp4".to_owned(), found);
    select(&mut stage, "tour");
    stage
}

fn video(stage: &mut Stage) -> scene_graph::Video {
    match of(stage, "tour").media {
        Media::Video(video) => video,
        other => panic!("{other:?}"),
    }
}

const fn after(millis: i64) -> Option<ClipTime> {
    Some(ClipTime::AfterStart(MediaDuration::from_millis(millis)))
}

#[test]
fn trims_are_set_by_keyboard() {
    let mut stage = with_clip("");
    focus(&mut stage, Role::Slider, "Where the clip begins");
    for _ in 0..3 {
        stage.press(Key::ArrowRight);
    }
    stage.press_with(Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(video(&mut stage).from, after(1_300));
    focus(&mut stage, Role::Slider, "Where the clip ends");
    stage.press(Key::ArrowLeft);
    assert_eq!((video(&mut stage).from, video(&mut stage).to), (after(1_300), after(9_900)));
    stage.press(Key::Home);
    assert_eq!(video(&mut stage).to, after(1_300), "not before it begins");
    stage.press(Key::End);
    assert_eq!(video(&mut stage).to, None);
    // One step, taken back whole: only the other handle's is left.
    stage.workspace().undo();
    assert_eq!((video(&mut stage).from, video(&mut stage).to), (None, None));
    assert!(stage.workspace().document.is_saved());
}

#[test]
fn trims_are_dragged_in_one_step() {
    let mut stage = with_clip("");
    let handle = stage.harness.get_by_role_and_label(Role::Slider, "Where the clip begins").rect().center();
    stage.harness.drag_at(handle);
    stage.run();
    for right in [20.0, 40.0, 60.0] {
        stage.harness.hover_at(handle + vec2(right, 0.0));
        stage.run();
    }
    stage.harness.drop_at(handle + vec2(60.0, 0.0));
    stage.run();
    let Some(ClipTime::AfterStart(from)) = video(&mut stage).from else { panic!() };
    assert!((500..5_000).contains(&from.millis()), "{from}");
    stage.workspace().undo();
    assert!(video(&mut stage).from.is_none() && stage.workspace().document.is_saved());
}

#[test]
fn times_are_typed_and_nonsense_is_told() {
    let mut stage = with_clip("");
    focus(&mut stage, Role::TextInput, "Begins at");
    for (part, from) in [("0", after(0)), ("0:0", after(0)), ("2", after(2_000)), (".5", after(2_500))] {
        stage.type_text(part);
        assert_eq!(video(&mut stage).from, from, "{part}");
    }
    stage.type_text("x");
    assert!(stage.says("is no time"));
    assert_eq!(video(&mut stage).from, after(2_500), "the document keeps the last that could be read");
    focus(&mut stage, Role::TextInput, "Ends at");
    stage.type_text("99:00");
    assert!(stage.says("only 00:10.000 long"));
    stage.workspace().undo();
    stage.type_text("00:01.000");
    assert!(stage.says("ends before it begins"));
}

#[test]
fn the_questions_time_is_a_handle_on_the_clip() {
    let ask = r#"question: Question(id: "mind", prompt: {"en": "?"}, shown: PauseAt("00:04.000"),
        answers: OneOf([Choice(id: "a", text: {"en": "A"})])),"#;
    let mut stage = with_clip(ask);
    focus(&mut stage, Role::Slider, "Where the question appears");
    stage.press(Key::ArrowRight);
    let shown = of(&mut stage, "tour").question.unwrap().shown;
    assert_eq!(Some(shown), after(4_100).map(Shown::PauseAt));
    click(&mut stage, Role::DisclosureTriangle, "How it is asked");
    pick(&mut stage, "When it appears", "at a moment; the clip goes on");
    pick(&mut stage, "Time to answer", "until the clip is over");
    assert!(stage.says("switch all time limits off"));
    pick(&mut stage, "When it appears", "at the end of the clip");
    let question = of(&mut stage, "tour").question.unwrap();
    assert_eq!(
        (question.shown, question.limit),
        (Shown::AtEnd, Limit::Off),
        "no limit without a clip that goes on"
    );
}

#[test]
fn files_are_asked_for_by_field() {
    let mut stage = with_clip("");
    press(&mut stage, "Captions (English) – Choose…");
    let field = Field { scene: Some(scene("tour")), choice: None, name: "media.captions.en".to_owned() };
    assert_eq!(stage.requests(), [Request::ChooseFile(field)]);
    write(&mut stage, "Captions (English)", "../secret.vtt");
    assert!(stage.says("is not a file within the story’s folder"));
    pick(&mut stage, "Music", "its own");
    press(&mut stage, "Music: Music file – Choose…");
    assert!(matches!(&*stage.requests(), [Request::ChooseFile(field)] if field.name == "music.file"));
    assert!(matches!(of(&mut stage, "tour").music, SceneMusic::Own(_)));
}

#[test]
fn a_field_is_gone_to_wherever_it_is() {
    let text = TWO.replace(
        r#"text: {"en": "On", "ja": "進む"},"#,
        r#"text: {"en": "On", "ja": "進む"}, when: Visited("lunch"),"#,
    );
    for (choice, name, focused) in [
        (None, "title", "Title (English)"),
        (None, "prompt", "Question (English)"),
        (Some("end"), "text", "Choice 2: Text (English)"),
        (None, "media.captions.ja", "A file for each language"),
        (None, "limit", "Time to answer"),
        (None, "then", "Then"),
        (Some("on"), "then", "Choice 1: Leads to"),
        (None, "", "Title (English)"),
    ] {
        // Low, so that it must be scrolled to.
        let mut stage = Stage::of(support::document(&text), "en", vec2(1000.0, 500.0));
        let choice = choice.map(|id| scene_graph::ChoiceId::new(id).unwrap());
        let field = Field { scene: Some(scene("welcome")), choice, name: name.to_owned() };
        stage.workspace().show_field(field);
        for _ in 0..6 {
            stage.run();
        }
        let found: Vec<_> = stage
            .harness
            .query_all_by(has_focus)
            .map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()))
            .filter(|(label, _)| !label.is_empty())
            .collect();
        assert!(found.iter().any(|(label, _)| label == focused), "{name}: {found:?}");
        assert!(found.iter().all(|(_, rect)| rect.min.y > 0.0 && rect.max.y < 500.0), "{name}: {found:?}");
        assert_eq!(stage.workspace().go_to, None);
    }
}

#[test]
fn an_id_is_renamed_everywhere_and_nonsense_is_told() {
    let mut stage = at(TWO, "en", "lunch");
    stage.harness.get_by_role_and_label(Role::Button, "ID lunch: Rename").click();
    stage.run();
    write(&mut stage, "New ID", " At lunch!");
    assert!(stage.says("cannot be an id"));
    press(&mut stage, "Cancel");
    assert_eq!(story(&mut stage), support::story(TWO));
    stage.harness.get_by_role_and_label(Role::Button, "ID lunch: Rename").click();
    stage.run();
    write(&mut stage, "New ID", "-time");
    press(&mut stage, "Rename everywhere");
    assert_eq!(of(&mut stage, "welcome").then, Some(Branch::Goto(scene("lunch-time"))));
}

#[test]
fn hostile_texts_and_names_never_stop_it() {
    let long = "長い文 ".repeat(5_000);
    let text = TWO
        .replace("\"昼食\"", &format!("{long:?}"))
        .replace(r#"then: Goto("lunch")),"#, r#"then: Goto("nowhere")),"#)
        .replace(
            r#"Choice(id: "on","#,
            r#"Choice(id: "on", themes: ["no-such"], set: [Add("no-such", 5)],
                when: Count([Not(Not(Chose("no", "way"))), Flag("gone"), All([])], Exactly(-3)),"#,
        );
    for language in ["en", "ja"] {
        let mut stage = at(&text, language, "welcome");
        select(&mut stage, "lunch");
        select(&mut stage, "welcome");
        let more = if language == "en" { "Choice 1: More" } else { "選択肢 1: 詳しく" };
        click(&mut stage, Role::DisclosureTriangle, more);
        assert!(stage.says("no-such"));
        assert_eq!(stage.nameless(), Vec::<String>::new());
        assert!(stage.workspace().document.is_saved(), "looking changes nothing");
    }
}

#[test]
fn nothing_and_several_are_told() {
    let text = TWO.replace(
        r#"endings:"#,
        r##"themes: {"team": Theme(name: {"en": "Team"}, colour: "#3b6fb6")}, endings:"##,
    );
    let mut stage = tall(support::document(&text), "en");
    assert!(stage.has("Nothing is selected"));
    let both = ["welcome", "lunch"].map(|id| Item::Scene(scene(id)));
    stage.workspace().selection = Selection { items: both.into(), ..Selection::default() };
    stage.run();
    assert!(stage.has("2 scenes and 0 endings"));
    press(&mut stage, "Themes – Team");
    assert!(story(&mut stage).scenes.values().all(|scene| scene.themes.len() == 1));
    press(&mut stage, "Themes – Team");
    assert!(story(&mut stage).scenes.values().all(|scene| scene.themes.is_empty()));
    let done = Item::Ending(scene_graph::EndingId::new("done").unwrap());
    stage.workspace().selection = Selection::of(done);
    stage.run();
    write(&mut stage, "Heading (English)", "!");
    let ending = story(&mut stage).endings.first().map(|(_, ending)| said(&ending.title, "en"));
    assert_eq!(ending.as_deref(), Some("Done!"));
}

fn has_focus(node: &egui_kittest::kittest::AccessKitNode<'_>) -> bool {
    node.is_focused()
}
