//! Small pictures of scenes that were seen.

use egui::{Color32, ColorImage, CornerRadius, Id, Rect, Shape, TextureHandle, TextureOptions, Ui, pos2};
use scene_graph::SceneId;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// A small picture of a scene. Clones share the pixels.
#[derive(Clone)]
pub struct Thumbnail(Arc<ColorImage>);

/// The small pictures that there are, by scene.
#[derive(Clone, Default, PartialEq)]
pub struct Thumbnails(HashMap<SceneId, Thumbnail>);

impl Thumbnail {
    /// The longest side of a picture that is taken.
    pub const LONGEST_SIDE: usize = 512;

    /// From opaque pixels: red, green, blue and one byte more, row by row. `None` when they are not
    /// as many as the size says, or the picture is empty or too large.
    #[must_use]
    pub fn from_rgba(width: usize, height: usize, pixels: &[u8]) -> Option<Self> {
        let sides = 1..=Self::LONGEST_SIDE;
        if !sides.contains(&width) || !sides.contains(&height) || pixels.len() != width * height * 4 {
            return None;
        }
        let opaque = pixels.as_chunks::<4>().0.iter().map(|[r, g, b, _]| Color32::from_rgb(*r, *g, *b));
        Some(Self(Arc::new(ColorImage::new([width, height], opaque.collect()))))
    }

    /// Draws as much of its middle as fills `rect`.
    pub(crate) fn draw(&self, ui: &Ui, rect: Rect, corners: CornerRadius) {
        let id = Id::unique(("thumbnail", Arc::as_ptr(&self.0) as usize));
        let ctx = ui.ctx();
        let texture = ctx.data(|data| data.get_temp::<TextureHandle>(id)).unwrap_or_else(|| {
            let texture = ctx.load_texture("thumbnail", Arc::clone(&self.0), TextureOptions::LINEAR);
            ctx.data_mut(|data| data.insert_temp(id, texture.clone()));
            texture
        });
        let [width, height] = self.0.size;
        let (shape, wanted) = (width as f32 / height as f32, rect.width() / rect.height().max(1.0));
        let (across, down) = if shape > wanted { (wanted / shape, 1.0) } else { (1.0, shape / wanted) };
        let uv = Rect::from_min_max(
            pos2(0.5 - across / 2.0, 0.5 - down / 2.0),
            pos2(0.5 + across / 2.0, 0.5 + down / 2.0),
        );
        let shape = egui::epaint::RectShape::filled(rect, corners, Color32::WHITE);
        ui.painter().add(Shape::Rect(shape.with_texture(texture.id(), uv)));
    }
}

impl PartialEq for Thumbnail {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Thumbnail {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Pages are compared by what this says.
        write!(formatter, "Thumbnail({:?} at {:p})", self.0.size, Arc::as_ptr(&self.0))
    }
}

impl Thumbnails {
    /// The picture of this scene; one that was there gives way.
    pub fn insert(&mut self, scene: SceneId, picture: Thumbnail) {
        self.0.insert(scene, picture);
    }

    /// The picture of this scene.
    #[must_use]
    pub fn get(&self, scene: &SceneId) -> Option<&Thumbnail> {
        self.0.get(scene)
    }
}

impl fmt::Debug for Thumbnails {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Pages are compared by what this says: a scene's picture is made twice at most.
        write!(formatter, "Thumbnails({} of ", self.0.len())?;
        let at = self.0.values().map(|thumbnail| Arc::as_ptr(&thumbnail.0) as usize);
        write!(formatter, "{:x})", at.fold(0_usize, usize::wrapping_add))
    }
}
