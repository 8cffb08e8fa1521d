//! A window that the processor draws, without a graphics device: pictures are converted once,
//! straight into the memory from which the window system shows them.
//!
//! On machines without graphics hardware (virtual desktops, remote desktops, old offices) this
//! takes a small part of what a shader on a software adapter takes, and no driver need be opened.

use crate::checked::{CheckedPicture, PictureError};
use crate::cpu_path::{CpuConverter, PixelOrder};
use crate::geometry::{PixelRect, fit};
use crate::overlay_pixels::{OverlayArea, OverlayPixels};
use crate::screen::{FrameTrouble, ScreenError};
use media::Picture;
use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;
use wgpu::rwh::{HasDisplayHandle, HasWindowHandle};

/// A window of the window system, for example winit's.
pub trait SystemWindow: HasDisplayHandle + HasWindowHandle {}

impl<T: HasDisplayHandle + HasWindowHandle + ?Sized> SystemWindow for T {}

type Shared = Arc<dyn SystemWindow>;

/// A window drawn by the processor: a picture, and an overlay of finished pixels on it.
///
/// [`SoftwareScreen::prepare`] makes the pixels, [`SoftwareScreen::present`] shows them; the first
/// can be done ahead of time, so that the second happens at its moment.
pub struct SoftwareScreen {
    surface: softbuffer::Surface<Shared, Shared>,
    size: (u32, u32),
    hidden: bool,
    needs_resizing: bool,
    painter: Painter,
    /// What the window system's buffer holds; `None`: nothing that is known.
    buffer: Option<Content>,
    /// What was shown last.
    shown: Option<Content>,
}

/// What pixels were made of.
#[derive(Clone, Debug)]
struct Content {
    picture: Option<Arc<Picture>>,
    size: (u32, u32),
    background: [u8; 3],
    /// Rows in which the overlay has changed since.
    stale: Range<usize>,
}

/// Makes a window's pixels.
#[derive(Debug)]
struct Painter {
    converter: CpuConverter,
    picture: Option<Arc<Picture>>,
    background: [u8; 3],
    overlay: OverlayPixels,
}

impl SoftwareScreen {
    /// The longest side of a window; what is beyond stays as it is.
    pub const LARGEST_SIDE: u32 = 16_384;

    /// For a window of this size in physical pixels.
    ///
    /// # Errors
    /// When the window system takes no pixels from programs.
    pub fn new(window: Arc<dyn SystemWindow>, size: (u32, u32)) -> Result<Self, ScreenError> {
        let refused = |error: softbuffer::SoftBufferError| ScreenError::NoPixels(error.to_string());
        let context = softbuffer::Context::new(Arc::clone(&window)).map_err(refused)?;
        let surface = softbuffer::Surface::new(&context, window).map_err(refused)?;
        let mut screen = Self {
            surface,
            size: (1, 1),
            hidden: true,
            needs_resizing: true,
            painter: Painter::new(),
            buffer: None,
            shown: None,
        };
        screen.resize(size.0, size.1);
        Ok(screen)
    }

    /// Takes the window's new size in physical pixels. Zero (minimised) is allowed. The overlay is
    /// to be drawn anew after a change.
    pub fn resize(&mut self, width: u32, height: u32) {
        self.hidden = width == 0 || height == 0;
        let size = (width.clamp(1, Self::LARGEST_SIDE), height.clamp(1, Self::LARGEST_SIDE));
        if self.hidden || (size == self.size && !self.needs_resizing) {
            return;
        }
        self.size = size;
        self.needs_resizing = true;
        self.painter.overlay.resize(size);
    }

    /// Width and height in physical pixels, never zero.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        self.size
    }

    /// The colour of bars, and of everything when there is no picture: red, green, blue.
    pub fn set_background(&mut self, background: [u8; 3]) {
        self.painter.background = background;
    }

    /// Takes the picture that is shown from the next [`Self::prepare`] on; `None`: only the
    /// background. Taking the same one again costs nothing.
    ///
    /// # Errors
    /// When the planes do not hold what the picture promises. The picture before stays.
    pub fn set_picture(&mut self, picture: Option<&Arc<Picture>>) -> Result<(), PictureError> {
        if let Some(picture) = picture
            && !same_picture(self.painter.picture.as_ref(), Some(picture))
        {
            CheckedPicture::new(picture, CpuConverter::LARGEST_SIDE)?;
        }
        self.painter.picture = picture.cloned();
        Ok(())
    }

    /// Draws the part of the overlay within `rect` (the window's pixels) anew.
    pub fn redraw_overlay(&mut self, rect: PixelRect, draw: impl FnOnce(&mut OverlayArea<'_>)) {
        let rect = rect.within(self.size);
        if rect.is_empty() {
            return;
        }
        self.painter.overlay.redraw(rect, draw);
        let rows = rect.y as usize..(rect.y + rect.height) as usize;
        for content in [&mut self.buffer, &mut self.shown].into_iter().flatten() {
            content.stale = hull(&content.stale, &rows);
        }
    }

    /// The window's pixels may be gone (another window lay over it): everything is shown anew.
    pub fn forget_shown(&mut self) {
        self.shown = None;
    }

    /// Makes the pixels that [`Self::present`] will show, as far as they are not there yet. May
    /// wait until the window system has taken the ones before.
    ///
    /// # Errors
    /// When there is nothing to draw in just now; see [`FrameTrouble`] for what to do.
    pub fn prepare(&mut self) -> Result<(), FrameTrouble> {
        self.fill().map(drop)
    }

    /// Shows what is new, made ahead of time or now. `false`: everything was on screen already.
    ///
    /// # Errors
    /// When there is nothing to draw in just now; see [`FrameTrouble`] for what to do.
    pub fn present(&mut self) -> Result<bool, FrameTrouble> {
        if self.hidden {
            return Err(FrameTrouble::Hidden);
        }
        let rows = self.painter.rows_to_show(self.shown.as_ref(), self.size);
        if rows.is_empty() {
            return Ok(false);
        }
        let (width, height) = self.size;
        let content = self.painter.content(self.size);
        let whole = self.shown.is_none();
        let buffer = self.fill()?;
        let damage = (!whole)
            .then(|| {
                Some(softbuffer::Rect {
                    x: 0,
                    y: u32::try_from(rows.start).ok()?,
                    width: NonZeroU32::new(width)?,
                    height: NonZeroU32::new(u32::try_from(rows.len()).ok()?.min(height))?,
                })
            })
            .flatten();
        let shown = match damage {
            Some(damage) => buffer.present_with_damage(&[damage]),
            None => buffer.present(),
        };
        shown.map_err(|error| refused(&error))?;
        self.shown = Some(content);
        Ok(true)
    }

    /// The window system's buffer with everything in it that is to be shown.
    fn fill(&mut self) -> Result<softbuffer::Buffer<'_, Shared, Shared>, FrameTrouble> {
        if self.hidden {
            return Err(FrameTrouble::Hidden);
        }
        if self.needs_resizing {
            let side = |side| NonZeroU32::new(side).unwrap_or(NonZeroU32::MIN);
            let (width, height) = self.size;
            self.surface.resize(side(width), side(height)).map_err(|error| refused(&error))?;
            self.needs_resizing = false;
            (self.buffer, self.shown) = (None, None);
        }
        let mut buffer = self.surface.buffer_mut().map_err(|error| refused(&error))?;
        // A buffer that takes turns with others holds an older picture; one that never was shown
        // may hold what was made ahead of time.
        let known = if buffer.age() <= 1 { self.buffer.take() } else { None };
        self.painter.paint(known.as_ref(), bytemuck::cast_slice_mut(&mut buffer), self.size);
        self.buffer = Some(self.painter.content(self.size));
        Ok(buffer)
    }
}

impl std::fmt::Debug for SoftwareScreen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SoftwareScreen").field("size", &self.size).finish_non_exhaustive()
    }
}

impl Painter {
    fn new() -> Self {
        Self {
            converter: CpuConverter::new(PixelOrder::Bgra),
            picture: None,
            background: [0; 3],
            overlay: OverlayPixels::default(),
        }
    }

    fn content(&self, size: (u32, u32)) -> Content {
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
    fn rows_to_show(&self, from: Option<&Content>, size: (u32, u32)) -> Range<usize> {
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
    fn paint(&mut self, known: Option<&Content>, pixels: &mut [u8], size: (u32, u32)) {
        let mut rows = self.rows_to_show(known, size);
        if rows.is_empty() {
            return;
        }
        let rect = self.rect(size);
        let picture_rows = rect.y as usize..(rect.y + rect.height) as usize;
        if overlap(&rows, &picture_rows) {
            rows = hull(&rows, &picture_rows);
        }
        let stride = size.0 as usize * 4;
        let first = u32::try_from(rows.start).unwrap_or(0);
        let Some(lines) = pixels.get_mut(rows.start * stride..rows.end * stride) else { return };
        let canvas = (size.0, u32::try_from(rows.len()).unwrap_or(0));
        let inside = if overlap(&rows, &picture_rows) {
            PixelRect { y: rect.y - first, ..rect }
        } else {
            PixelRect::default()
        };
        self.converter.fill_around(canvas, inside, self.background, lines, stride);
        if let Some(picture) = self.picture.as_ref().filter(|_| !inside.is_empty()) {
            // What the picture promises was looked at when it was taken.
            if let Err(error) = self.converter.convert_into(picture, inside, self.background, lines, stride) {
                tracing::error!(%error, "a picture could not be drawn");
            }
        }
        self.overlay.lay_on(rows, pixels);
    }
}

fn same_picture(one: Option<&Arc<Picture>>, other: Option<&Arc<Picture>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start.max(other.start) < one.end.min(other.end)
}

/// The smallest range that holds both; an empty one counts for nothing.
fn hull(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    match (one.is_empty(), other.is_empty()) {
        (true, _) => other.clone(),
        (_, true) => one.clone(),
        _ => one.start.min(other.start)..one.end.max(other.end),
    }
}

fn refused(error: &softbuffer::SoftBufferError) -> FrameTrouble {
    tracing::warn!(%error, "the window system took no picture");
    FrameTrouble::Refused
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
