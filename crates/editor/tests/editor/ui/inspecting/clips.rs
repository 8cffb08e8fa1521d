//! Clips: trims, times, the moment of the question.

use super::{click, focus, of, pick, press, select, tall, write};
use crate::support::{self, scene};
use crate::ui::stage::Stage;
use editor::ui::{ClipFound, Field, Request};
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;
use media_time::MediaDuration;
use scene_graph::{ClipTime, Limit, Media, SceneMusic, Shown};

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
fn a_handle_that_is_held_shows_its_moment() {
    let mut stage = with_clip("");
    stage.workspace().found.clips.get_mut("media/tour.mp4").unwrap().size = Some((1_920, 1_080));
    stage.run();
    let handle = stage.harness.get_by_role_and_label(Role::Slider, "Where the clip begins").rect().center();
    assert!(stage.workspace().found.scrub.is_none(), "nobody asked for one");
    stage.harness.drag_at(handle);
    stage.run();
    stage.harness.hover_at(handle + vec2(60.0, 0.0));
    stage.run();
    let scrub = stage.workspace().found.scrub.clone().unwrap();
    assert_eq!(
        (scrub.file.as_str(), Some(ClipTime::AfterStart(scrub.at))),
        ("media/tour.mp4", video(&mut stage).from)
    );
    // What a worker was told stays so while nothing moves; then another moment is wanted.
    stage.workspace().found.scrub.as_mut().unwrap().asked = true;
    stage.run();
    assert!(stage.workspace().found.scrub.as_ref().unwrap().asked);
    stage.harness.hover_at(handle + vec2(80.0, 0.0));
    stage.run();
    let later = stage.workspace().found.scrub.clone().unwrap();
    assert!(!later.asked && later.at > scrub.at);
    stage.harness.drop_at(handle + vec2(80.0, 0.0));
    focus(&mut stage, Role::Slider, "Where the clip ends");
    let end = stage.workspace().found.scrub.clone().unwrap().at;
    assert!((9_000..10_000).contains(&end.millis()), "{end}: there is no picture at the very end");
}

#[test]
fn two_clips_of_one_scene_have_their_pictures_at_once() {
    let text = r#"Story(format: 1, id: "clip", title: {"en": "Clip"}, languages: ["en", "ja"], start: "tour",
        endings: {"done": Ending(title: {"en": "Done"})},
        scenes: {"tour": Scene(media: ByLanguage({"en": Video(file: "en.mp4"), "ja": Video(file: "ja.mp4")}),
            then: End("done"))})"#;
    let mut stage = tall(support::document(text), "en");
    for file in ["en.mp4", "ja.mp4"] {
        let length = Some(MediaDuration::from_seconds(10));
        let found = ClipFound { length, size: Some((1_920, 1_080)), ..ClipFound::default() };
        stage.workspace().found.clips.insert(file.to_owned(), found);
    }
    select(&mut stage, "tour");
    stage.run();
    let files = |stage: &mut Stage| -> Vec<(String, bool)> {
        let strips = &mut stage.workspace().found.filmstrips;
        strips
            .iter_mut()
            .map(|strip| (strip.file.clone(), std::mem::replace(&mut strip.asked, true)))
            .collect()
    };
    let both = |asked: bool| [("en.mp4".to_owned(), asked), ("ja.mp4".to_owned(), asked)];
    assert_eq!(files(&mut stage), both(false));
    // They do not ask in turns for each other's place.
    stage.run();
    assert_eq!(files(&mut stage), both(true));
}
