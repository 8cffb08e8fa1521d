//! egui's triangles drawn by the processor, as a graphics device would draw them: textures and
//! colours multiplied as they are stored (no transfer curve), mixed with premultiplied alpha.
//!
//! Without graphics hardware this takes milliseconds where a software adapter takes tens of them,
//! and only what changed is drawn.

mod textures;
mod triangle;

pub use textures::Textures;

use egui::epaint::{ClippedPrimitive, ClippedShape, Primitive};
use renderer::{OverlayArea, PixelRect};
use triangle::{Corner, Triangle};

/// Draws primitives into an area.
pub fn draw(
    area: &mut OverlayArea<'_>,
    primitives: &[ClippedPrimitive],
    textures: &Textures,
    pixels_per_point: f32,
) {
    for ClippedPrimitive { clip_rect, primitive } in primitives {
        let Primitive::Mesh(mesh) = primitive else { continue };
        let clip = common(area.rect, pixels_within(*clip_rect, pixels_per_point));
        if clip.is_empty() {
            continue;
        }
        let Some(texture) = textures.get(mesh.texture_id) else { continue };
        let corner = |index: u32| {
            mesh.vertices
                .get(index as usize)
                .map(|vertex| Corner::new(vertex.pos * pixels_per_point, vertex.uv, vertex.color))
        };
        for [a, b, c] in mesh.triangles() {
            if let (Some(a), Some(b), Some(c)) = (corner(a), corner(b), corner(c)) {
                Triangle::new([a, b, c]).draw(area, clip, texture);
            }
        }
    }
}

/// The pixels that a scissor of these points leaves, as wgpu's renderer for egui rounds them.
fn pixels_within(rect: egui::Rect, pixels_per_point: f32) -> PixelRect {
    let side = |points: f32| (points * pixels_per_point).round().max(0.0) as u32;
    let (x, y) = (side(rect.min.x), side(rect.min.y));
    let (right, bottom) = (side(rect.max.x).max(x), side(rect.max.y).max(y));
    PixelRect { x, y, width: right - x, height: bottom - y }
}

/// What lies in both.
fn common(one: PixelRect, other: PixelRect) -> PixelRect {
    let end = |start: u32, length: u32| start.saturating_add(length);
    let (x, y) = (one.x.max(other.x), one.y.max(other.y));
    let right = end(one.x, one.width).min(end(other.x, other.width)).max(x);
    let bottom = end(one.y, one.height).min(end(other.y, other.height)).max(y);
    PixelRect { x, y, width: right - x, height: bottom - y }
}

/// Where the shapes of two passes differ, in points.
pub(crate) fn difference(old: &[ClippedShape], new: &[ClippedShape]) -> egui::Rect {
    let mut changed = egui::Rect::NOTHING;
    let mut add = |shapes: &[ClippedShape]| {
        for shape in shapes {
            changed |= extent(shape);
        }
    };
    if old.len() == new.len() {
        for (old, new) in old.iter().zip(new).filter(|(old, new)| old != new) {
            add(std::slice::from_ref(old));
            add(std::slice::from_ref(new));
        }
        return changed;
    }
    let before = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[before..], &new[before..]);
    let after = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    add(&old[..old.len() - after]);
    add(&new[..new.len() - after]);
    changed
}

/// Whether a shape shows one of these images.
pub(crate) fn shows(shape: &egui::Shape, images: &[egui::TextureId]) -> bool {
    match shape {
        egui::Shape::Vec(shapes) => shapes.iter().any(|shape| shows(shape, images)),
        shape => images.contains(&shape.texture_id()),
    }
}

/// What a shape may touch, in points: its bounds, and the soft edge that egui gives it.
pub(crate) fn extent(clipped: &ClippedShape) -> egui::Rect {
    /// More than egui's feathering, at any size of a point.
    const SOFT_EDGE: f32 = 2.0;
    let bounds = clipped.transform_after_tessellation * clipped.shape.visual_bounding_rect();
    bounds.expand(SOFT_EDGE).intersect(clipped.clip_rect.expand(SOFT_EDGE))
}

/// All pixels that points within `rect` touch, cut to a window of this size; none for an empty one.
pub(crate) fn pixels_around(rect: egui::Rect, pixels_per_point: f32, size: (u32, u32)) -> PixelRect {
    if !rect.is_positive() {
        return PixelRect::default();
    }
    let side = |points: f32, longest: u32| (points * pixels_per_point).clamp(0.0, longest as f32);
    let (x, y) = (side(rect.min.x, size.0).floor() as u32, side(rect.min.y, size.1).floor() as u32);
    let (right, bottom) = (side(rect.max.x, size.0).ceil() as u32, side(rect.max.y, size.1).ceil() as u32);
    PixelRect { x, y, width: right.saturating_sub(x), height: bottom.saturating_sub(y) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Compositor;
    use egui::{Color32, Pos2, Rect, Vec2, pos2, vec2};
    use renderer::{Gpu, GpuOptions, Offscreen};

    const SIZE: (u32, u32) = (320, 240);

    fn run(context: &egui::Context, add: impl FnMut(&mut egui::Ui)) -> egui::FullOutput {
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(320.0, 240.0)));
        context.run_ui(egui::RawInput { screen_rect, ..Default::default() }, add)
    }

    /// Of everything that the viewer's pages are made of.
    fn everything(ui: &mut egui::Ui) {
        let painter = ui.painter();
        let place =
            |x: f32, y: f32, width: f32, height: f32| Rect::from_min_size(pos2(x, y), vec2(width, height));
        painter.rect_filled(place(10.0, 10.0, 140.0, 60.0), 12.0, Color32::from_rgb(30, 60, 110));
        painter.rect_filled(
            place(60.3, 40.7, 140.0, 60.0),
            9.0,
            Color32::from_rgba_unmultiplied(200, 40, 20, 90),
        );
        let stroke = egui::Stroke::new(1.5, Color32::from_rgb(200, 220, 255));
        painter.rect_stroke(place(20.0, 110.0, 90.0, 40.0), 6.0, stroke, egui::StrokeKind::Inside);
        painter.circle_filled(pos2(250.5, 60.2), 31.3, Color32::from_white_alpha(120));
        painter.line_segment([pos2(130.0, 200.0), pos2(300.0, 130.0)], stroke);
        painter.text(
            pos2(20.0, 20.0),
            egui::Align2::LEFT_TOP,
            "Which road? 123",
            egui::FontId::proportional(17.0),
            Color32::WHITE,
        );
        let mut shade = egui::Mesh::default();
        for (x, y, alpha) in [(0.0, 160.0, 0), (320.0, 160.0, 0), (320.0, 240.0, 215), (0.0, 240.0, 215)] {
            shade.colored_vertex(pos2(x, y), Color32::from_rgba_unmultiplied(6, 9, 18, alpha));
        }
        shade.add_triangle(0, 1, 2);
        shade.add_triangle(0, 2, 3);
        painter.add(shade);
        painter.with_clip_rect(place(0.0, 0.0, 300.0, 20.0)).circle_filled(
            pos2(290.0, 20.0),
            15.0,
            Color32::RED,
        );
    }

    /// What the processor makes of it, on black; red first.
    fn by_processor(
        context: &egui::Context,
        output: &egui::FullOutput,
        textures: &mut Textures,
    ) -> Vec<[u8; 4]> {
        for (id, changes) in &output.textures_delta.set {
            for change in changes {
                textures.change(*id, change);
            }
        }
        let primitives = context.tessellate(output.shapes.clone(), output.pixels_per_point);
        let mut area = renderer::OverlayPixels::new(SIZE);
        area.redraw(PixelRect::whole(SIZE), |area| {
            draw(area, &primitives, textures, output.pixels_per_point);
        });
        area.pixels().iter().map(|&[b, g, r, _]| [r, g, b, 255]).collect()
    }

    #[test]
    fn the_processor_draws_what_a_graphics_device_draws() {
        let gpu = Gpu::open(GpuOptions::default()).unwrap();
        let target = Offscreen::new(&gpu, SIZE.0, SIZE.1).unwrap();
        let mut compositor = Compositor::new(&gpu, Offscreen::FORMAT);
        let context = egui::Context::default();
        let output = run(&context, everything);
        let mut textures = Textures::default();
        let ours = by_processor(&context, &output, &mut textures);
        compositor.set_overlay(&context, output);
        compositor.paint(target.canvas());
        let theirs = target.read_rgba(&gpu).unwrap();
        let (theirs, _) = theirs.pixels.as_chunks::<4>();
        if let Some(folder) = std::env::var_os("EDAMICHI_TEST_PICTURES") {
            for (name, pixels) in [("processor", &ours[..]), ("device", theirs)] {
                let path = std::path::Path::new(&folder).join(format!("raster-{name}.png"));
                image::save_buffer(path, pixels.as_flattened(), SIZE.0, SIZE.1, image::ColorType::Rgba8)
                    .unwrap();
            }
        }
        // Devices may differ in the last bits of places and colours; a pixel of an edge may then
        // fall to its neighbour.
        let far = |(a, b): &(&[u8; 4], &[u8; 4])| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > 4);
        let different = ours.iter().zip(theirs).filter(far).count();
        assert!(different <= 20, "{different} pixels differ");
        let drawn = ours.iter().filter(|pixel| pixel[..3] != [0, 0, 0]).count();
        assert!(drawn > 20_000, "{drawn}");
    }

    #[test]
    fn triangles_that_share_an_edge_leave_no_gap_and_no_seam() {
        let textures = {
            let mut textures = Textures::default();
            let white = egui::ColorImage::filled([1, 1], Color32::WHITE);
            let delta = egui::epaint::ImageDelta::full(white, egui::TextureOptions::LINEAR);
            textures.change(egui::TextureId::default(), &delta);
            textures
        };
        // Fans around an odd centre, clockwise and not, all half transparent: each pixel once.
        for turn in [1.0_f32, -1.0] {
            let centre = pos2(160.37, 120.61);
            let mut mesh = egui::Mesh::default();
            mesh.colored_vertex(centre, Color32::from_white_alpha(128));
            let corners = 37;
            for corner in 0..corners {
                let angle = turn * corner as f32 / corners as f32 * std::f32::consts::TAU;
                mesh.colored_vertex(centre + 90.0 * Vec2::angled(angle), Color32::from_white_alpha(128));
            }
            for corner in 0..corners {
                mesh.add_triangle(0, 1 + corner, 1 + (corner + 1) % corners);
            }
            let primitive =
                ClippedPrimitive { clip_rect: Rect::EVERYTHING, primitive: Primitive::Mesh(mesh) };
            let mut buffer = renderer::OverlayPixels::new(SIZE);
            buffer.redraw(PixelRect::whole(SIZE), |area| {
                draw(area, &[primitive], &textures, 1.0);
            });
            for (index, pixel) in buffer.pixels().iter().enumerate() {
                let place = pos2((index % 320) as f32 + 0.5, (index / 320) as f32 + 0.5);
                let distance = place.distance(centre);
                match pixel[3] {
                    128 => assert!(distance < 91.0),
                    0 => assert!(distance > 88.0, "a gap at {place:?}"),
                    other => panic!("{other} at {place:?}"),
                }
            }
        }
    }

    #[test]
    fn what_did_not_change_is_not_drawn_again() {
        let context = egui::Context::default();
        let dot = |x: f32| {
            move |ui: &mut egui::Ui| {
                ui.painter().rect_filled(
                    Rect::from_min_size(pos2(5.0, 5.0), Vec2::splat(9.0)),
                    0.0,
                    Color32::RED,
                );
                ui.painter().circle_filled(pos2(x, 100.0), 4.0, Color32::WHITE);
            }
        };
        let [first, same, moved] = [50.0, 50.0, 60.0].map(|x| {
            let mut output = run(&context, dot(x));
            output.textures_delta.clear();
            output.shapes
        });
        assert!(!difference(&first, &same).is_positive());
        let changed = difference(&first, &moved);
        assert!(changed.contains_rect(Rect::from_min_max(pos2(46.0, 96.0), pos2(64.0, 104.0))));
        assert!(changed.top() > 90.0 && changed.right() < 70.0);
        // One fewer: only where it was.
        let fewer = difference(&first[..first.len() - 1], &first);
        assert!(fewer.top() > 90.0 && fewer.is_positive());
        assert!(pixels_around(Rect::NOTHING, 1.0, SIZE).is_empty());
        let outside = Rect::from_min_max(pos2(-50.0, -50.0), pos2(1e9, 3.5));
        let wanted = PixelRect { x: 0, y: 0, width: 320, height: 7 };
        assert_eq!(pixels_around(outside, 2.0, SIZE), wanted);
    }
}
