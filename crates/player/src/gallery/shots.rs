//! Pictures of the gallery's pages, without a window and without a graphics device.

use super::{GalleryError, GalleryOptions};
use crate::ShotError;
use desktop::raster::{self, Textures};
use desktop::system_fonts;
use renderer::{OverlayPixels, PixelRect};
use std::path::{Path, PathBuf};
use viewer_ui::gallery::{Sample, Tongue, picture};
use viewer_ui::{Page, ThemeChoice, ViewerUi};

/// Between events, and before the picture is taken, pages settle over so many passes.
const PASSES: usize = 3;

/// What was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GalleryReport {
    /// The pictures.
    pub pictures: Vec<PathBuf>,
}

/// Saves a picture of every page that `options` name, as `PAGE-LANGUAGE-THEME-WxH.png`.
///
/// # Errors
/// When no page is meant, or a picture cannot be written.
pub fn save(folder: &Path, options: &GalleryOptions) -> Result<GalleryReport, GalleryError> {
    let (pages, tongues) = (options.pages()?, options.tongues()?);
    let failed = |path: &Path, reason: String| ShotError::Save { path: path.to_path_buf(), reason };
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, error.to_string()))?;
    let mut report = GalleryReport::default();
    for sample in pages {
        for tongue in &tongues {
            for theme in options.themes() {
                // Over a picture the light theme looks like the dark one.
                let same = theme == ThemeChoice::Light && is_over_picture(sample, tongue);
                if same && options.theme.is_none() {
                    continue;
                }
                for size in options.sizes() {
                    let (language, theme_name, (width, height)) =
                        (tongue.language.as_str(), theme.name(), size);
                    let path =
                        folder.join(format!("{}-{language}-{theme_name}-{width}x{height}.png", sample.name));
                    let pixels = draw(sample, tongue, theme, size, options.text_scale);
                    image::save_buffer(&path, &pixels, width, height, image::ColorType::Rgba8)
                        .map_err(|error| failed(&path, error.to_string()))?;
                    report.pictures.push(path);
                }
            }
        }
    }
    Ok(report)
}

fn is_over_picture(sample: &Sample, tongue: &Tongue) -> bool {
    let mut over = false;
    sample.show(tongue, &mut |model| over = matches!(model.page, Page::Story(_)));
    over
}

/// The page as opaque pixels: red, green, blue, alpha.
fn draw(sample: &Sample, tongue: &Tongue, theme: ThemeChoice, size: (u32, u32), text_scale: f32) -> Vec<u8> {
    // A context of its own for each picture: nothing of one is seen in the next.
    let context = egui::Context::default();
    let mut pages = ViewerUi::new(&context, &tongue.language);
    system_fonts::install_at_once(&context);
    pages.options_mut().still = true;
    pages.options_mut().theme = theme;
    pages.options_mut().text_scale = text_scale;
    sample.set(pages.options_mut());
    context.all_styles_mut(|style| style.animation_time = 0.0);
    let window = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(size.0 as f32, size.1 as f32));
    let mut textures = Textures::default();
    let mut shapes = Vec::new();
    let settle = std::iter::repeat_n(Vec::new(), PASSES);
    let mut passes: Vec<_> = settle.clone().collect();
    for events in sample.events() {
        passes.push(events);
        passes.extend(settle.clone());
    }
    for (pass, events) in passes.into_iter().enumerate() {
        let time = Some(1.0 + pass as f64);
        let input = egui::RawInput { screen_rect: Some(window), time, events, ..Default::default() };
        let mut output = context.run_ui(input, |ui| {
            sample.show(tongue, &mut |model| {
                if matches!(model.page, Page::Story(_)) {
                    picture(ui.painter(), window);
                }
                pages.show(ui, model);
            });
        });
        for (id, changes) in output.textures_delta.set.drain() {
            for change in changes {
                textures.change(id, &change);
            }
        }
        for id in output.textures_delta.free.drain() {
            textures.forget(id);
        }
        shapes = output.shapes;
    }
    let primitives = context.tessellate(shapes, 1.0);
    let mut pixels = OverlayPixels::new(size);
    pixels.redraw(PixelRect::whole(size), |area| raster::draw(area, &primitives, &textures, 1.0));
    pixels.pixels().iter().flat_map(|[blue, green, red, _]| [*red, *green, *blue, 255]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use viewer_ui::gallery::{PAGES, tongues};

    #[test]
    fn pages_are_drawn_and_look_different_in_each_theme() {
        let sample = PAGES.iter().find(|sample| sample.name == "start").unwrap();
        let [japanese, english] = tongues();
        let draw = |tongue, theme| draw(sample, tongue, theme, (640, 360), 1.0);
        let dark = draw(&japanese, ThemeChoice::Dark);
        assert_eq!(dark.len(), 640 * 360 * 4);
        let light = draw(&japanese, ThemeChoice::Light);
        let mean =
            |pixels: &[u8]| pixels.iter().map(|part| u64::from(*part)).sum::<u64>() / pixels.len() as u64;
        assert!(mean(&light) > mean(&dark) + 60, "{} and {}", mean(&light), mean(&dark));
        assert_ne!(draw(&english, ThemeChoice::Dark), dark);
    }

    #[test]
    fn what_is_asked_for_must_exist() {
        let folder = Path::new("/nonexistent");
        let options = GalleryOptions { language: Some("fr".to_owned()), ..GalleryOptions::default() };
        assert!(matches!(save(folder, &options), Err(GalleryError::Language(_))));
        let options = GalleryOptions { pages: Some("nothing".to_owned()), ..GalleryOptions::default() };
        assert!(matches!(save(folder, &options), Err(GalleryError::Page(_))));
    }
}
