//! egui's textures in memory: the glyphs, and images if there are any.

use egui::epaint::{ImageData, ImageDelta};
use egui::{Pos2, TextureFilter, TextureId};
use std::collections::HashMap;

/// All textures that egui has told of.
#[derive(Default)]
pub struct Textures(HashMap<TextureId, Texture>);

/// Red, green, blue, alpha; premultiplied.
#[derive(Default)]
pub(crate) struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 4]>,
    nearest: bool,
}

impl Textures {
    pub(crate) fn get(&self, id: TextureId) -> Option<&Texture> {
        self.0.get(&id)
    }

    /// Takes a new texture or a part of one. `true` when the texture is another one than before,
    /// so that everything drawn with it may look different.
    pub fn change(&mut self, id: TextureId, delta: &ImageDelta) -> bool {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        let nearest = delta.options.magnification == TextureFilter::Nearest;
        let Some([left, top]) = delta.pos else {
            let pixels = image.pixels.iter().map(egui::Color32::to_array).collect();
            let new = Texture { width, height, pixels, nearest };
            let same = self.0.get(&id).is_none_or(|old| new.only_adds_to(old));
            self.0.insert(id, new);
            return !same;
        };
        let Some(texture) = self.0.get_mut(&id) else { return false };
        if left + width > texture.width || top + height > texture.height || width == 0 {
            tracing::warn!("a part of a texture lies outside of it");
            return false;
        }
        for (row, line) in image.pixels.chunks_exact(width).enumerate() {
            let start = (top + row) * texture.width + left;
            for (pixel, colour) in texture.pixels[start..start + width].iter_mut().zip(line) {
                *pixel = colour.to_array();
            }
        }
        false
    }

    /// The texture is gone.
    pub fn forget(&mut self, id: TextureId) {
        self.0.remove(&id);
    }
}

impl Texture {
    /// Whether all that `old` showed is in the same place: what was drawn with it looks as it did. The
    /// glyphs' texture grows like this, downwards; places are told in texels until they are drawn.
    fn only_adds_to(&self, old: &Self) -> bool {
        (self.width, self.nearest) == (old.width, old.nearest)
            && self.pixels.len() >= old.pixels.len()
            && self.pixels.iter().zip(&old.pixels).all(|(new, old)| new == old || old[3] == 0)
    }

    /// The texel at a whole place, or the nearest one to it.
    fn texel(&self, x: i32, y: i32) -> [u8; 4] {
        let within =
            |place: i32, side: usize| usize::try_from(place).unwrap_or(0).min(side.saturating_sub(1));
        let index = within(y, self.height) * self.width + within(x, self.width);
        self.pixels.get(index).copied().unwrap_or_default()
    }

    /// From texture coordinates (0 to 1) to texels.
    pub(crate) fn place(&self, uv: Pos2) -> [f32; 2] {
        [uv.x * self.width as f32, uv.y * self.height as f32]
    }

    /// What is seen at this place, given in texels from the left and top edge.
    pub(crate) fn sample(&self, [x, y]: [f32; 2]) -> [u8; 4] {
        /// Glyphs lie on whole pixels: nothing needs mixing when a texel's centre is this near.
        const NEAR: f32 = 1.0 / 64.0;
        if self.nearest {
            return self.texel(x.floor() as i32, y.floor() as i32);
        }
        let (x, y) = (x - 0.5, y - 0.5);
        let (left, top) = (x.round(), y.round());
        if (x - left).abs() < NEAR && (y - top).abs() < NEAR {
            return self.texel(left as i32, top as i32);
        }
        let (left, top) = (x.floor(), y.floor());
        let [across, down] = [x - left, y - top];
        let (left, top) = (left as i32, top as i32);
        let corners = [
            (self.texel(left, top), (1.0 - across) * (1.0 - down)),
            (self.texel(left + 1, top), across * (1.0 - down)),
            (self.texel(left, top + 1), (1.0 - across) * down),
            (self.texel(left + 1, top + 1), across * down),
        ];
        std::array::from_fn(|channel| {
            let sum: f32 = corners.iter().map(|(texel, weight)| f32::from(texel[channel]) * weight).sum();
            (sum + 0.5) as u8
        })
    }
}
