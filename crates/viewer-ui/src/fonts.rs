//! The bundled typeface.

use egui::{FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

/// The family of bold text.
pub(crate) const BOLD: &str = "bold";

static REGULAR_FILE: &[u8] = include_bytes!("../../../assets/fonts/BIZUDPGothic-Regular.ttf");
static BOLD_FILE: &[u8] = include_bytes!("../../../assets/fonts/BIZUDPGothic-Bold.ttf");

/// Makes BIZ UDPGothic the only typeface of `ctx` (assets/fonts/README.md says where it is from).
pub(crate) fn install(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::empty();
    for (name, file) in [("regular", REGULAR_FILE), (BOLD, BOLD_FILE)] {
        fonts.font_data.insert(name.into(), Arc::new(FontData::from_static(file)));
    }
    for (family, names) in [
        (FontFamily::Proportional, ["regular", BOLD]),
        (FontFamily::Monospace, ["regular", BOLD]),
        (FontFamily::Name(BOLD.into()), [BOLD, "regular"]),
    ] {
        fonts.families.insert(family, names.map(String::from).to_vec());
    }
    ctx.set_fonts(fonts);
}
