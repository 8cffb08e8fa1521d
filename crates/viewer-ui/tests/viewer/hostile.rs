//! Texts and windows that nobody would make on purpose, and somebody will.

use crate::pages::all_pages;
use crate::samples::{self, Tongue, english, japanese};
use crate::stage::{Stage, kept};
use egui::vec2;

fn hostile(text: &'static str) -> Tongue {
    let tongue = english();
    Tongue {
        title: text,
        who: text,
        why: text,
        statistics: text,
        follow_up: text,
        prompt: text,
        choices: [text; 8],
        low: text,
        high: text,
        feel: text,
        words: text,
        words_hint: text,
        caption: text,
        contact_prompt: text,
        to: text,
        promise: text,
        ending: text,
        ending_text: text,
        handout: text,
        scene: text,
        ..tongue
    }
}

#[test]
fn strange_texts_are_shown_as_far_as_they_can_be() {
    let control: String = (0..0x20_u8).map(char::from).chain(['\u{7f}', '\u{85}', '\u{2028}']).collect();
    for text in [
        String::new(),
        " \n\n ".to_owned(),
        control,
        "مرحبا بكم في شركتنا \u{202e}abc\u{2066}".to_owned(),
        "👩‍👩‍👧‍👦🇯🇵e\u{301}\u{301}\u{301}\u{fe0f}\u{200d}".to_owned(),
        "W".repeat(300),
        "あ".repeat(300),
        "一。".repeat(200),
    ] {
        let tongue = kept(hostile(kept(text)));
        for page in all_pages(tongue) {
            Stage::new(tongue, page);
        }
    }
}

#[test]
fn a_text_of_64_kib_is_shown() {
    for text in ["long words ".repeat(6_000), "長い文章です。".repeat(3_200)] {
        assert!(text.len() >= 64 * 1_024);
        let tongue = kept(Tongue { prompt: kept(text), ..english() });
        let kind = session::QuestionKind::OneOf(samples::choices(tongue, 2));
        let view = samples::question(tongue.prompt, scene_graph::Place::LowerThird, kind);
        let mut stage = Stage::new(tongue, crate::stage::asked(tongue, view));
        assert_eq!(stage.press(egui::Key::Num2).len(), 1, "and can be answered");
    }
}

#[test]
fn windows_of_any_size_show_something() {
    let tongue = kept(japanese());
    for size in [(1.0, 1.0), (40.0, 2_000.0), (2_000.0, 30.0), (640.0, 360.0), (7_680.0, 4_320.0)] {
        for page in all_pages(tongue) {
            let mut stage = Stage::sized(tongue, page, vec2(size.0, size.1));
            stage.harness.set_size(vec2(size.1, size.0));
            stage.harness.run_steps(2);
        }
    }
}

#[test]
fn large_text_fits_small_windows() {
    let tongue = kept(japanese());
    for page in all_pages(tongue) {
        let stage = Stage::sized(tongue, page, vec2(640.0, 360.0));
        let mut stage = stage;
        stage.viewer(|viewer| viewer.options_mut().text_scale = 2.0);
        stage.harness.run_steps(4);
    }
}
