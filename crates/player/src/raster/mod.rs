//! egui's triangles drawn by the processor, as a graphics device would draw them: textures and
//! colours multiplied as they are stored (no transfer curve), mixed with premultiplied alpha.
//!
//! Without graphics hardware this takes milliseconds where a software adapter takes tens of them,
//! and only what changed is drawn.

mod textures;
mod triangle;

pub(crate) use textures::Textures;

use egui::epaint::{ClippedPrimitive, ClippedShape, Primitive};
use renderer::{OverlayArea, PixelRect};
use triangle::{Corner, Triangle};

/// Draws primitives into an area.
pub(crate) fn draw(
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

/// What a shape may touch, in points: its bounds, and the soft edge that egui gives it.
pub(crate) fn extent(ClippedShape { clip_rect, shape }: &ClippedShape) -> egui::Rect {
    /// More than egui's feathering, at any size of a point.
    const SOFT_EDGE: f32 = 2.0;
    shape.visual_bounding_rect().expand(SOFT_EDGE).intersect(clip_rect.expand(SOFT_EDGE))
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
