//! The bundled typeface, and what is drawn for letters that no typeface has.

use egui::epaint::text::{GlyphBitmap, GlyphRasterizer, GlyphRasterizerRequest, RasterizedGlyph};
use egui::{Color32, ColorImage, FontData, FontDefinitions, FontFamily, vec2};
use std::sync::Arc;

/// The family of bold text.
pub const BOLD: &str = "bold";

static REGULAR_FILE: &[u8] = include_bytes!("../../../assets/fonts/BIZUDPGothic-Regular.ttf");
static BOLD_FILE: &[u8] = include_bytes!("../../../assets/fonts/BIZUDPGothic-Bold.ttf");

/// Makes BIZ UDPGothic the typeface of `ctx` (assets/fonts/README.md says where it is from). Who
/// knows the system's typefaces may add them as a provider.
pub fn install(ctx: &egui::Context) {
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
    ctx.add_glyph_rasterizer(GlyphRasterizer::new("edamichi placeholder", placeholder));
}

/// A letter that nothing can draw: a soft frame with a dot, quieter than the boxes of typefaces,
/// which look like a fault. What has no width of its own has none here.
fn placeholder(request: &GlyphRasterizerRequest<'_>) -> Option<RasterizedGlyph> {
    let size = request.font_size_px;
    if request.cluster.chars().all(is_invisible) {
        let image = ColorImage::filled([1, 1], Color32::TRANSPARENT);
        let bitmap = GlyphBitmap { image, offset_px: vec2(0.0, 0.0), is_color: false };
        return Some(RasterizedGlyph { bitmap, advance_px: 0.0 });
    }
    let (width, height) = ((0.66 * size).round().max(3.0), (0.78 * size).round().max(3.0));
    let (line, radius, dot) = ((0.06 * size).max(1.0), 0.16 * size, 0.075 * size);
    let middle = vec2(width / 2.0, height / 2.0);
    let mut image = ColorImage::filled([width as usize, height as usize], Color32::TRANSPARENT);
    for y in 0..height as usize {
        for x in 0..width as usize {
            let from_middle = vec2(x as f32 + 0.5, y as f32 + 0.5) - middle;
            // How far outside of the frame's outer edge: the distance to a rounded rectangle.
            let beyond = from_middle.abs() - middle + vec2(radius, radius);
            let outside = beyond.max(egui::Vec2::ZERO).length() + beyond.max_elem().min(0.0) - radius;
            let frame = (0.5 - outside).clamp(0.0, 1.0) * (outside + line + 0.5).clamp(0.0, 1.0);
            let point = (dot - from_middle.length() + 0.5).clamp(0.0, 1.0);
            let alpha = (frame.max(point) * 200.0) as u8;
            image[(x, y)] = Color32::from_white_alpha(alpha);
        }
    }
    let side = (0.06 * size).round();
    // It stands a little below the baseline, as kanji do.
    let offset_px = vec2(side, (0.06 * size).round() - height);
    Some(RasterizedGlyph {
        bitmap: GlyphBitmap { image, offset_px, is_color: false },
        advance_px: width + 2.0 * side,
    })
}

/// Joiners, variation selectors, tags and marks for directions.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0000}'..='\u{e01ef}')
        || letter.is_control()
}
