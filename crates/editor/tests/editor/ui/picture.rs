//! Pictures of the window, drawn by the processor: with EDAMICHI_TEST_PICTURES=FOLDER they are saved, to
//! be looked at by a person.

use super::rig::Desk;
use egui::epaint::{ImageDelta, Primitive, Vertex};
use egui::{Color32, Event, Pos2, Rect, TextureId, vec2};
use scene_graph::Language;
use std::collections::HashMap;
use std::path::Path;
use viewer_ui::ThemeChoice;

/// Draws triangles into pixels, as a graphics device does.
struct Raster {
    size: [usize; 2],
    pixels: Vec<[f32; 4]>,
    textures: HashMap<TextureId, ([usize; 2], Vec<Color32>)>,
}

impl Raster {
    fn take(&mut self, id: TextureId, delta: &ImageDelta) {
        let egui::ImageData::Color(image) = &delta.image;
        match delta.pos {
            None => drop(self.textures.insert(id, (image.size, image.pixels.clone()))),
            Some([x, y]) => {
                let (size, pixels) = self.textures.get_mut(&id).unwrap();
                for row in 0..image.size[1] {
                    let (to, from) = ((y + row) * size[0] + x, row * image.size[0]);
                    pixels[to..to + image.size[0]].copy_from_slice(&image.pixels[from..from + image.size[0]]);
                }
            }
        }
    }

    fn triangle(&mut self, clip: Rect, texture: TextureId, corners: [Vertex; 3]) {
        let [a, b, c] = corners;
        let area = (b.pos - a.pos).rot90().dot(c.pos - a.pos);
        if area.abs() < 1e-6 {
            return;
        }
        let bounds = Rect::from_points(&[a.pos, b.pos, c.pos]).intersect(clip);
        let (size, texels) = &self.textures[&texture];
        for y in bounds.top().floor().max(0.0) as usize..(bounds.bottom().ceil() as usize).min(self.size[1]) {
            for x in
                bounds.left().floor().max(0.0) as usize..(bounds.right().ceil() as usize).min(self.size[0])
            {
                let at = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
                if !clip.contains(at) {
                    continue;
                }
                let share = |one: Pos2, other: Pos2| (other - one).rot90().dot(at - one) / area;
                let (wa, wb, wc) = (share(b.pos, c.pos), share(c.pos, a.pos), share(a.pos, b.pos));
                if wa < 0.0 || wb < 0.0 || wc < 0.0 {
                    continue;
                }
                let uv = a.uv.to_vec2() * wa + b.uv.to_vec2() * wb + c.uv.to_vec2() * wc;
                let texel = |length: usize, at: f32| ((at * length as f32) as usize).min(length - 1);
                let texel = texels[texel(size[1], uv.y) * size[0] + texel(size[0], uv.x)].to_array();
                let tint = |nth: usize| {
                    let [a, b, c] = [a, b, c].map(|corner| f32::from(corner.color.to_array()[nth]));
                    (a * wa + b * wb + c * wc) / 255.0 * f32::from(texel[nth]) / 255.0
                };
                let over = [tint(0), tint(1), tint(2), tint(3)];
                let pixel = &mut self.pixels[y * self.size[0] + x];
                for (under, over_part) in pixel.iter_mut().zip(over) {
                    *under = over_part + *under * (1.0 - over[3]);
                }
            }
        }
    }
}

/// A picture that is to be taken.
pub(crate) struct Shot {
    pub(crate) name: &'static str,
    pub(crate) story: &'static str,
    pub(crate) layout: &'static str,
    pub(crate) language: &'static str,
    pub(crate) theme: ThemeChoice,
    pub(crate) size: [usize; 2],
}

impl Shot {
    /// Draws it after `prepare` and each list of events, a few passes each; gives how many pixels are not
    /// of the most common colour, and saves it where a person wants it.
    pub(crate) fn take(
        &self,
        prepare: impl FnOnce(&mut Desk, &egui::Context),
        events: Vec<Vec<Event>>,
    ) -> usize {
        let ctx = egui::Context::default();
        let mut desk = Desk::new(&ctx, self.story, self.layout, self.language, self.theme);
        assert_eq!(desk.ui.language(), Language::new(self.language).as_str());
        prepare(&mut desk, &ctx);
        let mut raster = Raster {
            size: self.size,
            pixels: vec![[0.0; 4]; self.size[0] * self.size[1]],
            textures: HashMap::new(),
        };
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(self.size[0] as f32, self.size[1] as f32));
        let settle = || std::iter::repeat_n(Vec::new(), 4);
        let passes: Vec<Vec<Event>> = settle()
            .chain(events.into_iter().flat_map(|events| std::iter::once(events).chain(settle())))
            .collect();
        let mut shapes = Vec::new();
        for (nth, events) in passes.into_iter().enumerate() {
            let input = egui::RawInput {
                screen_rect: Some(screen),
                time: Some(nth as f64 / 4.0),
                events,
                ..Default::default()
            };
            let mut output = ctx.run_ui(input, |ui| desk.ui.show(ui, &mut desk.workspace));
            let mut delta = std::mem::take(&mut output.textures_delta);
            for (id, changes) in &delta.set {
                for change in changes {
                    raster.take(*id, change);
                }
            }
            delta.clear();
            shapes = std::mem::take(&mut output.shapes);
        }
        for clipped in ctx.tessellate(shapes, 1.0) {
            let Primitive::Mesh(mesh) = clipped.primitive else { continue };
            for corners in mesh.triangles() {
                let corners = corners.map(|index| mesh.vertices[index as usize]);
                raster.triangle(clipped.clip_rect, mesh.texture_id, corners);
            }
        }
        let pixels: Vec<[u8; 4]> = (raster.pixels.iter())
            .map(|pixel| [pixel[0], pixel[1], pixel[2], 1.0].map(|part| (part * 255.0).round() as u8))
            .collect();
        if let Some(folder) = std::env::var_os("EDAMICHI_TEST_PICTURES") {
            let path = Path::new(&folder).join(format!("editor-{}.png", self.name));
            let (wide, high) = (self.size[0] as u32, self.size[1] as u32);
            image::save_buffer(path, pixels.as_flattened(), wide, high, image::ColorType::Rgba8).unwrap();
        }
        let mut counts: HashMap<[u8; 4], usize> = HashMap::new();
        for pixel in &pixels {
            *counts.entry(*pixel).or_default() += 1;
        }
        pixels.len() - counts.values().max().unwrap()
    }
}
