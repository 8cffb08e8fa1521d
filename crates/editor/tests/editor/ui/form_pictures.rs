//! Pictures of the inspector and the story's pages; see `picture`.

use super::picture::Shot;
use super::rig::Desk;
use crate::support::scene;
use editor::Item;
use editor::ui::{ClipFound, Field, Selection, Side};
use media_time::MediaDuration;
use viewer_ui::ThemeChoice;

/// A scene with a bit of everything.
pub(super) const RICH: &str = r##"Story(format: 1, id: "rich", title: {"ja": "入社までの道", "en": "The way to your first day"}, languages: ["ja", "en"],
    themes: {
        "relationships": Theme(name: {"ja": "人間関係・社風", "en": "People and company culture"}, colour: "#3b6fb6"),
        "career": Theme(name: {"ja": "キャリア", "en": "Career"}, colour: "#c77d0a"),
    },
    variables: {"reassured": Number(0), "met-mentor": Flag(false)},
    care: {"torn": Care(name: {"ja": "他社と迷っている", "en": "Compares companies"}, when: Chose("mind", "others"), advice: {"ja": "先輩社員との面談をすすめる"})},
    endings: {"done": Ending(title: {"ja": "またね", "en": "See you soon"})}, start: "welcome",
    scenes: {
        "welcome": Scene(title: {"ja": "ようこそ", "en": "Welcome"}, media: Video(file: "media/welcome.mp4", from: "00:01.500", to: "-00:02.000", captions: {"ja": "media/welcome.ja.vtt"}),
            question: Question(id: "mind", prompt: {"ja": "いちばん気になることは何ですか？", "en": "What is on your mind most?"}, shown: PauseAt("00:05.000"), limit: Seconds(20), answers: OneOf([
                Choice(id: "people", text: {"ja": "人間関係と社風", "en": "The people and how we work together"}, themes: ["relationships"], then: Visit("lunch")),
                Choice(id: "others", text: {"ja": "他社と迷っている"}, worry: true, when: All([Visited("lunch"), Number("reassured", AtLeast(2))]), set: [Add("reassured", 1)], then: End("done")),
            ])), then: When(cases: [(when: All([Visited("lunch"), Not(Chose("mind", "others"))]), then: Goto("lunch"))], otherwise: End("done"))),
        "lunch": Scene(title: {"ja": "チームの昼食", "en": "Team lunch"}, then: Return),
    })"##;

fn desk(desk: &mut Desk, side: Option<Side>, selected: Option<&str>) {
    let waveform =
        (0..1_500_u16).map(|at| (f32::from(at) / 40.0).sin().abs() * f32::from(at % 37) / 37.0).collect();
    let found = ClipFound {
        length: Some(MediaDuration::from_seconds(30)),
        waveform: Some(waveform),
        ..ClipFound::default()
    };
    desk.workspace.found.clips.insert("media/welcome.mp4".to_owned(), found);
    desk.workspace.panes.side = side;
    desk.workspace.panes.inspector = side.is_none();
    if let Some(selected) = selected {
        desk.workspace.selection = Selection::of(Item::Scene(scene(selected)));
    }
}

#[test]
fn forms_are_drawn() {
    let shot =
        |name, language, theme| Shot { name, story: RICH, layout: "", language, theme, size: [900, 1_900] };
    for (name, language, theme) in
        [("scene-en", "en", ThemeChoice::Light), ("scene-ja", "ja", ThemeChoice::Dark)]
    {
        let drawn = shot(name, language, theme).take(|on, _| desk(on, None, Some("welcome")), Vec::new());
        assert!(drawn > 20_000, "{drawn}");
    }
    for (name, language) in [("choice-en", "en"), ("choice-ja", "ja")] {
        // Everything is unfolded to find it.
        let opened = shot(name, language, ThemeChoice::Light).take(
            |on, _| {
                desk(on, None, Some("welcome"));
                let choice = scene_graph::ChoiceId::new("others").ok();
                let name = "when.all[1]".to_owned();
                on.workspace.show_field(Field { scene: Some(scene("welcome")), choice, name });
            },
            vec![Vec::new(); 3],
        );
        assert!(opened > 20_000, "{opened}");
    }
    for (name, language, theme) in
        [("story-en", "en", ThemeChoice::Dark), ("story-ja", "ja", ThemeChoice::Light)]
    {
        let drawn = shot(name, language, theme).take(
            |on, _| {
                desk(on, Some(Side::Story), None);
                let name = "care.torn.advice".to_owned();
                on.workspace.show_field(Field { scene: None, choice: None, name });
            },
            vec![Vec::new(); 3],
        );
        assert!(drawn > 20_000, "{drawn}");
    }
    let teaches = Shot {
        name: "nothing-ja",
        story: RICH,
        layout: "",
        language: "ja",
        theme: ThemeChoice::Light,
        size: [900, 600],
    };
    assert!(teaches.take(|on, _| desk(on, None, None), Vec::new()) > 5_000);
}
