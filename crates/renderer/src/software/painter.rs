//! What pixels a window has to have, and which of them are new.

use crate::cpu_path::{CpuConverter, PixelOrder};
use crate::geometry::{PixelRect, fit};
use crate::overlay_pixels::OverlayPixels;
use media::Picture;
use std::ops::Range;
use std::sync::Arc;

/// What pixels were made of.
#[derive(Clone, Debug)]
pub(super) struct Content {
    picture: Option<Arc<Picture>>,
    size: (u32, u32),
    background: [u8; 3],
    /// Rows in which the overlay has changed since.
    pub(super) stale: Range<usize>,
}

/// Makes a window's pixels.
#[derive(Debug)]
pub(super) struct Painter {
    converter: CpuConverter,
    pub(super) picture: Option<Arc<Picture>>,
    pub(super) background: [u8; 3],
    pub(super) overlay: OverlayPixels,
}

impl Painter {
    pub(super) fn new() -> Self {
        Self {
            converter: CpuConverter::new(PixelOrder::Bgra),
            picture: None,
            background: [0; 3],
            overlay: OverlayPixels::default(),
        }
    }

    pub(super) fn content(&self, size: (u32, u32)) -> Content {
        Content { picture: self.picture.clone(), size, background: self.background, stale: 0..0 }
    }

    /// Where the picture lies.
    fn rect(&self, size: (u32, u32)) -> PixelRect {
        match &self.picture {
            Some(picture) => fit(picture.display_size(), PixelRect::whole(size)),
            None => PixelRect::default(),
        }
    }

    /// The rows in which what is to be seen differs from this.
    pub(super) fn rows_to_show(&self, from: Option<&Content>, size: (u32, u32)) -> Range<usize> {
        let whole = 0..size.1 as usize;
        let Some(from) = from else { return whole };
        if from.size != size || from.background != self.background {
            return whole;
        }
        if same_picture(from.picture.as_ref(), self.picture.as_ref()) {
            return from.stale.clone();
        }
        match (&from.picture, &self.picture) {
            (Some(old), Some(new)) if old.display_size() == new.display_size() => {
                let PixelRect { y, height, .. } = self.rect(size);
                hull(&from.stale, &(y as usize..(y + height) as usize))
            }
            _ => whole,
        }
    }

    /// Makes pixels that hold `known` into what is to be seen.
    pub(super) fn paint(&mut self, known: Option<&Content>, pixels: &mut [u8], size: (u32, u32)) {
        let rows = self.rows_to_show(known, size);
        if rows.is_empty() {
            return;
        }
        let (rect, stride) = (self.rect(size), size.0 as usize * 4);
        self.converter.fill_rows_around(size, rect, rows.clone(), self.background, pixels, stride);
        if let Some(picture) = &self.picture {
            // What the picture promises was looked at when it was taken.
            let rows = rows.clone();
            let made = self.converter.convert_rows_into(picture, rect, rows, self.background, pixels, stride);
            if let Err(error) = made {
                tracing::error!(%error, "a picture could not be drawn");
            }
        }
        self.overlay.lay_on(rows, pixels);
    }
}

pub(super) fn same_picture(one: Option<&Arc<Picture>>, other: Option<&Arc<Picture>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    }
}

/// The smallest range that holds both; an empty one counts for nothing.
pub(super) fn hull(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    match (one.is_empty(), other.is_empty()) {
        (true, _) => other.clone(),
        (_, true) => one.clone(),
        _ => one.start.min(other.start)..one.end.max(other.end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use media::{Colours, PixelAspect, PixelFormat, Plane, Rotation};

    const SIZE: (u32, u32) = (8, 8);

    fn picture(width: u32, height: u32, grey: u8) -> Arc<Picture> {
        let data = [grey, grey, grey, 255].repeat((width * height) as usize);
        Arc::new(Picture {
            width,
            height,
            format: PixelFormat::Rgba8,
            planes: vec![Plane { stride: width as usize * 4, data: data.into() }],
            colours: Colours::default(),
            rotation: Rotation::None,
            pixel_aspect: PixelAspect::SQUARE,
        })
    }

    /// The first channel of each row's first and middle pixel.
    fn look(pixels: &[u8]) -> Vec<(u8, u8)> {
        pixels.chunks(SIZE.0 as usize * 4).map(|row| (row[0], row[16])).collect()
    }

    #[test]
    fn pixels_made_from_what_was_there_are_those_made_from_nothing() {
        // Each step changes something; what is kept of the step before must not be seen.
        type Step = fn(&mut Painter) -> Range<usize>;
        let steps: [Step; 9] = [
            |painter| {
                painter.picture = Some(picture(16, 8, 100));
                0..0
            },
            |painter| {
                // Half transparent white over the upper bar and the picture's first rows.
                let upper = PixelRect { x: 0, y: 0, width: 4, height: 4 };
                painter.overlay.redraw(upper, |area| {
                    for y in 0..4 {
                        area.row(y, 0..8).fill([128, 128, 128, 128]);
                    }
                });
                0..4
            },
            |painter| {
                painter.picture = Some(picture(16, 8, 50));
                0..0
            },
            |painter| {
                painter.background = [9, 9, 9];
                0..0
            },
            |painter| {
                painter.overlay.redraw(PixelRect { x: 0, y: 7, width: 8, height: 1 }, |area| {
                    area.row(7, 0..8).fill([3, 3, 3, 255]);
                });
                7..8
            },
            |painter| {
                painter.overlay.redraw(PixelRect { x: 0, y: 0, width: 8, height: 2 }, |_| {});
                0..2
            },
            |painter| {
                painter.picture = Some(picture(4, 8, 70));
                0..0
            },
            |painter| {
                painter.picture = None;
                0..0
            },
            |_| 0..0,
        ];
        let mut painter = Painter::new();
        painter.overlay.resize(SIZE);
        let mut kept = vec![0; 8 * 8 * 4];
        let mut content: Option<Content> = None;
        for (number, step) in steps.into_iter().enumerate() {
            let changed = step(&mut painter);
            if let Some(content) = &mut content {
                content.stale = hull(&content.stale, &changed);
            }
            let before = kept.clone();
            let shown_rows = painter.rows_to_show(content.as_ref(), SIZE);
            painter.paint(content.as_ref(), &mut kept, SIZE);
            content = Some(painter.content(SIZE));
            let mut anew = vec![77; 8 * 8 * 4];
            painter.paint(None, &mut anew, SIZE);
            assert_eq!(look(&kept), look(&anew), "step {number}");
            // Everything that changed lies within the rows that are shown anew.
            for (row, (old, new)) in before.chunks(32).zip(kept.chunks(32)).enumerate() {
                assert!(old == new || shown_rows.contains(&row), "step {number}, row {row}");
            }
        }
    }

    #[test]
    fn nothing_new_is_nothing_to_show() {
        let mut painter = Painter::new();
        assert_eq!(painter.rows_to_show(None, SIZE), 0..8);
        let content = painter.content(SIZE);
        assert!(painter.rows_to_show(Some(&content), SIZE).is_empty());
        painter.picture = Some(picture(16, 8, 1));
        let content = painter.content(SIZE);
        painter.picture = Some(picture(16, 8, 2));
        assert_eq!(painter.rows_to_show(Some(&content), SIZE), 2..6);
        assert_eq!(painter.rows_to_show(Some(&content), (9, 8)), 0..8);
    }
}
