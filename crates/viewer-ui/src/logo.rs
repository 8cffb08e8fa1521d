//! A story's logo.

use egui::{Color32, ColorImage, Id, Painter, Rect, TextureHandle, TextureOptions, Vec2, pos2, vec2};
use std::fmt;
use std::sync::Arc;

/// A story's logo, decoded. Clones share the picture.
#[derive(Clone)]
pub struct Logo(Arc<ColorImage>);

impl Logo {
    /// The longest side of a picture that is taken.
    pub const LONGEST_SIDE: usize = 2_048;

    /// From pixels: red, green, blue and alpha (not premultiplied), row by row. `None` when they
    /// are not as many as the size says, or the picture is empty or too large.
    #[must_use]
    pub fn from_rgba(width: usize, height: usize, pixels: &[u8]) -> Option<Self> {
        let sides = 1..=Self::LONGEST_SIDE;
        if !sides.contains(&width) || !sides.contains(&height) || pixels.len() != width * height * 4 {
            return None;
        }
        Some(Self(Arc::new(ColorImage::from_rgba_unmultiplied([width, height], pixels))))
    }

    /// Its size when it is `height` high, and smaller where that is wider than `most`.
    pub(crate) fn size(&self, height: f32, most: f32) -> Vec2 {
        let [width, pixels] = self.0.size;
        let size = vec2(height * width as f32 / pixels as f32, height);
        size * (most / size.x).min(1.0)
    }

    /// Draws it into `rect`.
    pub(crate) fn draw(&self, painter: &Painter, rect: Rect) {
        let id = Id::unique(("logo", Arc::as_ptr(&self.0) as usize));
        let ctx = painter.ctx();
        let texture = ctx.data(|data| data.get_temp::<TextureHandle>(id)).unwrap_or_else(|| {
            let texture = ctx.load_texture("logo", Arc::clone(&self.0), TextureOptions::LINEAR);
            ctx.data_mut(|data| data.insert_temp(id, texture.clone()));
            texture
        });
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        painter.image(texture.id(), rect, whole, Color32::WHITE);
    }
}

impl PartialEq for Logo {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Logo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Pages are compared by what this says.
        write!(formatter, "Logo({:?} at {:p})", self.0.size, Arc::as_ptr(&self.0))
    }
}
