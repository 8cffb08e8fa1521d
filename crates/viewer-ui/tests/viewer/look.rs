//! Contrast, whatever colours an author chose.

use egui::Color32;
use viewer_ui::Brand;
use viewer_ui::theme::{Metrics, Palette, TEXT_CONTRAST, composited, contrast, luminance, parse_colour};

const BAD: [[u8; 3]; 8] = [
    [0, 0, 0],
    [255, 255, 255],
    [32, 41, 65],
    [128, 128, 128],
    [255, 0, 0],
    [0, 0, 255],
    [255, 255, 0],
    [10, 14, 26],
];

fn palettes() -> impl Iterator<Item = Palette> {
    let brands = BAD.iter().flat_map(|colour| {
        BAD.iter().map(|background| Brand { colour: Some(*colour), background: Some(*background) })
    });
    brands.chain([Brand::default()]).map(Palette::new)
}

#[test]
fn text_can_be_read_on_everything_it_stands_on() {
    for look in palettes() {
        for ground in [look.page, look.sheet, look.card, look.card_hovered, look.card_chosen] {
            assert!(contrast(look.text, ground) >= TEXT_CONTRAST, "text on {ground:?} of {look:?}");
            assert!(contrast(look.muted, ground) >= TEXT_CONTRAST, "muted text on {ground:?} of {look:?}");
        }
        assert!(contrast(look.on_accent, look.accent) >= TEXT_CONTRAST, "{look:?}");
        assert!(contrast(look.accent, look.page) >= TEXT_CONTRAST, "the kicker of {look:?}");
    }
}

#[test]
fn text_on_the_scrim_can_be_read_over_any_picture() {
    let look = Palette::new(Brand::default());
    for level in (0..=255).step_by(5) {
        let ground = composited(look.scrim, Color32::from_gray(level));
        assert!(contrast(look.text, ground) >= 7.0, "over {level}");
        assert!(contrast(look.muted, ground) >= TEXT_CONTRAST, "over {level}");
    }
    // Captions and the control bar's time.
    for (alpha, shade) in [(205, Color32::BLACK), (158, Color32::from_rgb(6, 9, 18))] {
        let dark = Color32::from_rgba_unmultiplied(shade.r(), shade.g(), shade.b(), alpha);
        assert!(contrast(Color32::WHITE, composited(dark, Color32::WHITE)) >= TEXT_CONTRAST);
    }
}

#[test]
fn a_themes_bar_is_seen_on_its_card() {
    let look = Palette::new(Brand::default());
    for colour in BAD {
        let written = format!("#{:02x}{:02x}{:02X}", colour[0], colour[1], colour[2]);
        let bar = look.bar(&written).unwrap();
        for card in [look.card, look.card_hovered] {
            assert!(contrast(bar, card) >= 3.0, "{written}");
        }
    }
    for wrong in ["", "#", "#12345", "#1234567", "123456", "#12345g", "#+12345", "#あ345", "red"] {
        assert_eq!(parse_colour(wrong), None, "{wrong}");
    }
}

#[test]
fn contrast_is_what_wcag_says() {
    assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-3);
    // The example of the WCAG techniques: #767676 on white is 4.54:1.
    assert!((contrast(Color32::from_gray(0x76), Color32::WHITE) - 4.54).abs() < 0.01);
    assert!((luminance(Color32::WHITE) - 1.0).abs() < 1e-5);
}

#[test]
fn targets_are_at_least_44_points() {
    for size in [(1.0, 1.0), (640.0, 360.0), (1280.0, 720.0), (3840.0, 2160.0)] {
        let m = Metrics::new(egui::vec2(size.0, size.1), &viewer_ui::Options::default());
        assert!(m.target() >= 44.0);
    }
}
