//! The graph for documents.

use crate::support::{scene, story};
use editor::diagram::{mermaid, svg};
use editor::{Frame, FrameId, Layout, Spot};
use proptest::prelude::*;
use scene_graph::Language;
use scene_graph::generate::any_story;

const STORY: &str = r##"Story(format: 1, id: "s", title: {"ja": "一日 <1>"}, languages: ["ja"], themes: {"people": (name: {"ja": "人"}, colour: "#4c9f70"), "bad": (name: {"ja": "悪"}, colour: "red\"/><script>")},
    endings: {"bye": Ending(title: {"ja": "では & また"})}, start: "end", scenes: {
    "end": Scene(title: {"ja": "「はじめ」\"A\" <b>"}, themes: ["people"], question: Question(id: "q", prompt: {"ja": "いま、気になることは何ですか? いくつでも見られますので、ごゆっくりどうぞ。"}, answers: OneOf([
        Choice(id: "one", text: {"ja": "人 | 仕事"}, then: Visit("lunch")), Choice(id: "two", text: {"ja": "終わり"}, then: End("bye")),
        Choice(id: "three", text: {"ja": "無い"}, then: Goto("gone"))]))),
    "lunch": Scene(themes: ["bad"], then: Return), "lost": Scene(then: Goto("end"))})"##;

#[test]
fn mermaid_is_text_that_cannot_break_out() {
    let text = mermaid(&story(STORY), &Language::new("ja"));
    println!("{text}");
    assert!(text.starts_with("flowchart LR\n    s0[\"「はじめ」#34;A#34; #60;b#62;<br/><i>いま、"), "{text}");
    assert!(text.contains("    s0 -.->|\"人 #124; 仕事\"| s1\n"), "{text}");
    assert!(text.contains("    s0 -->|\"終わり\"| e0\n"), "{text}");
    assert!(text.contains("    e0([\"では #38; また\"])\n"), "{text}");
    assert!(!text.contains("無い"), "what leads nowhere is not drawn: {text}");
}

#[test]
fn svg_has_everything_where_it_lies() {
    let layout = Layout {
        scenes: [(scene("end"), Spot(-100, 40)), (scene("lunch"), Spot(300, 0))].into(),
        frames: [(
            FrameId(1),
            Frame { title: "第1章 & <2>".to_owned(), at: Spot(-120, -40), size: (700, 300), colour: None },
        )]
        .into(),
        ..Layout::default()
    };
    let text = svg(&story(STORY), &layout, &Language::new("ja"));
    assert!(text.contains("stroke-width=\"3\" x=\"-100\" y=\"40\""), "{text}");
    assert!(text.contains("<title>一日 &lt;1&gt;</title>") && text.contains("第1章 &amp; &lt;2&gt;"));
    assert!(text.contains("fill=\"#4c9f70\"") && !text.contains("script"));
    assert!(text.contains("stroke-dasharray") && text.contains(">人 | 仕事</text>"));
    if let Ok(folder) = std::env::var("EDAMICHI_TEST_PICTURES") {
        std::fs::write(format!("{folder}/editor-graph.svg"), &text).unwrap();
    }
}

/// Whether it is well-formed enough: tags close, nothing but entities follows an ampersand.
fn is_sound(text: &str) -> bool {
    let mut open = Vec::new();
    for part in text.split('<').skip(1) {
        let Some((tag, _)) = part.split_once('>') else { return false };
        let name = tag.split([' ', '/', '>']).next().unwrap_or_default();
        if let Some(closed) = tag.strip_prefix('/') {
            if open.pop() != Some(closed.to_owned()) {
                return false;
            }
        } else if !tag.ends_with('/') {
            open.push(name.to_owned());
        }
    }
    let entities = ["amp;", "lt;", "gt;", "quot;", "#39;"];
    open.is_empty()
        && text.split('&').skip(1).all(|rest| entities.iter().any(|known| rest.starts_with(known)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_story_is_drawn(story in any_story()) {
        let language = Language::new("ja");
        let picture = svg(&story, &Layout::default(), &language);
        prop_assert!(is_sound(&picture), "{picture}");
        let text = mermaid(&story, &language);
        for line in text.lines().skip(1) {
            prop_assert_eq!(line.matches('"').count() % 2, 0, "{}", line);
        }
    }
}
