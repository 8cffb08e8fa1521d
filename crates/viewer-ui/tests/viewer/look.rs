//! Contrast, whatever colours an author chose.

use egui::Color32;
use proptest::prelude::*;
use viewer_ui::Brand;
use viewer_ui::gallery::contrast_figures;
use viewer_ui::theme::{
    CAPTION_STRIP, CAPTION_TEXT, Ground, Look, MARK_CONTRAST, Metrics, Palette, SHADES, TEXT_CONTRAST,
    ThemeChoice, composited, contrast, luminance, parse_colour,
};

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

/// Every look on every ground.
fn palettes(brand: &Brand) -> impl Iterator<Item = Palette> {
    let looks = Look::ALL.into_iter();
    looks.flat_map(|look| [Ground::Page, Ground::Picture].map(|ground| Palette::new(look, ground, brand)))
}

fn assert_readable(brand: &Brand) {
    for look in palettes(brand) {
        for pair in look.pairs() {
            assert!(pair.is_enough(), "{pair:?} in {:?} with {brand:?}", look.look);
        }
        for colour in BAD {
            let written = format!("#{:02x}{:02x}{:02X}", colour[0], colour[1], colour[2]);
            let bar = look.bar(&written).unwrap();
            for card in [look.card, look.card_hovered, look.card_chosen] {
                assert!(contrast(bar, card) >= MARK_CONTRAST, "{written} in {:?} with {brand:?}", look.look);
            }
        }
    }
}

#[test]
fn everything_can_be_read_with_bad_brands() {
    assert!(contrast_figures().iter().all(|figure| figure.failing == 0));
    assert_readable(&Brand::default());
    for colour in BAD {
        for background in BAD {
            let brand = Brand { colour: Some(colour), background: Some(background), logo: None };
            assert_readable(&brand);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn everything_can_be_read_with_any_brand(colour: Option<[u8; 3]>, background: Option<[u8; 3]>) {
        assert_readable(&Brand { colour, background, logo: None });
    }
}

#[test]
fn text_on_the_scrim_can_be_read_over_any_picture() {
    for look in Look::ALL {
        let look = Palette::new(look, Ground::Picture, &Brand::default());
        for level in (0..=255).step_by(5) {
            let ground = composited(look.scrim, Color32::from_gray(level));
            assert!(contrast(look.text, ground) >= 7.0, "over {level}");
            assert!(contrast(look.muted, ground) >= TEXT_CONTRAST, "over {level}");
        }
    }
    // Captions, and the control bar's time and icons.
    for dark in [CAPTION_STRIP, SHADES[0], SHADES[1]] {
        assert!(contrast(CAPTION_TEXT, composited(dark, Color32::WHITE)) >= TEXT_CONTRAST);
    }
}

#[test]
fn only_six_digits_are_a_colour() {
    for wrong in ["", "#", "#12345", "#1234567", "123456", "#12345g", "#+12345", "#あ345", "red"] {
        assert_eq!(parse_colour(wrong), None, "{wrong}");
    }
}

#[test]
fn pages_follow_the_theme_and_pictures_stay_dark() {
    let brand = Brand::default();
    let light = |ground| luminance(Palette::new(Look::Light, ground, &brand).card) > 0.5;
    assert!(light(Ground::Page) && !light(Ground::Picture));
    for choice in ThemeChoice::ALL {
        assert_eq!(ThemeChoice::from_name(choice.name()), Some(choice));
    }
    assert_eq!(ThemeChoice::System.look(Some(egui::Theme::Light)), Look::Light);
    assert_eq!(ThemeChoice::System.look(None), Look::Dark);
    assert_eq!(ThemeChoice::Dark.look(Some(egui::Theme::Light)), Look::Dark);
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
