//! The brand's look, the waiting clip and the music.

use crate::document::What;
use crate::ui::fields::basic::{section, switch};
use crate::ui::fields::colour::colour_or_none;
use crate::ui::fields::file::file_or_none;
use crate::ui::fields::text::{help, warn};
use crate::ui::fields::{Form, Spec};
use crate::ui::inspector::media;
use crate::ui::words::{Value, Word};
use egui::{Color32, Ui};
use scene_graph::{Bed, Brand, Media, Story, Video};
use viewer_ui::theme::{MARK_CONTRAST, contrast, parse_colour};

const LOGO: Spec = Spec::new("logo", Word::BrandLogo, Word::BrandLogoWhy, What::Story);
const COLOUR: Spec = Spec::new("colour", Word::BrandColour, Word::BrandColourWhy, What::Story);
const BACKGROUND: Spec =
    Spec::new("background", Word::BrandBackground, Word::BrandBackgroundWhy, What::Story);
const WAITING: Spec = Spec::new("waiting.on", Word::WaitingOn, Word::WaitingOnWhy, What::Media);
const MUSIC: Spec = Spec::new("music.on", Word::MusicOn, Word::FieldMusicWhy, What::Media);

pub(super) fn show(form: &mut Form<'_>, ui: &mut Ui, story: &mut Story) {
    section(form, ui, (Word::PartBrand, Word::PartBrandWhy), false, |form, ui| {
        let mut brand = story.brand.clone().unwrap_or_default();
        form.inside("brand", |form| {
            file_or_none(form, ui, LOGO, &mut brand.logo);
            colour_or_none(form, ui, COLOUR, Word::ColourUsual, &mut brand.colour);
            told(form, ui, brand.colour.as_deref());
            colour_or_none(form, ui, BACKGROUND, Word::ColourUsual, &mut brand.background);
            told(form, ui, brand.background.as_deref());
            beside_one_another(form, ui, &brand);
        });
        if story.brand.is_some() || brand != Brand::default() {
            story.brand = (brand != Brand::default()).then_some(brand);
        }
    });
    section(form, ui, (Word::PartWaiting, Word::PartWaitingWhy), false, |form, ui| {
        let mut on = story.waiting.is_some();
        if switch(form, ui, WAITING, &mut on) {
            story.waiting = on.then(|| Media::Video(Video::default()));
        }
        let name = form.word(Word::PartWaiting);
        if let Some(waiting) = &mut story.waiting {
            form.named(&name, |form| form.inside("waiting", |form| media::show(form, ui, waiting, None)));
        }
        let mut on = story.music.is_some();
        if switch(form, ui, MUSIC, &mut on) {
            story.music = on.then(Bed::default);
        }
        let name = form.word(Word::FieldMusic);
        if let Some(bed) = &mut story.music {
            form.named(&name, |form| form.inside("music", |form| media::bed(form, ui, bed)));
        }
    });
}

fn solid(colour: &str) -> Option<Color32> {
    parse_colour(colour).map(|[r, g, b]| Color32::from_rgb(r, g, b))
}

/// A ratio as people write it, without the program's own decimals.
fn ratio(one: Color32, other: Color32) -> String {
    format!("{:.1}:1", contrast(one, other))
}

/// Which letters are readable on a colour.
fn told(form: &Form<'_>, ui: &mut Ui, colour: Option<&str>) {
    let Some(colour) = colour.and_then(solid) else { return };
    let (white, black) = (ratio(Color32::WHITE, colour), ratio(Color32::BLACK, colour));
    let values = [("white", Value::Text(&white)), ("black", Value::Text(&black))];
    help(form, ui, form.with(Word::BrandContrast, &values));
}

/// Whether what has the brand's colour is seen on the brand's background.
fn beside_one_another(form: &Form<'_>, ui: &mut Ui, brand: &Brand) {
    let both = brand.colour.as_deref().and_then(solid).zip(brand.background.as_deref().and_then(solid));
    let Some((colour, background)) = both else { return };
    let said = ratio(colour, background);
    if contrast(colour, background) < MARK_CONTRAST {
        warn(form, ui, form.with(Word::BrandTooAlike, &[("ratio", Value::Text(&said))]));
    }
}
