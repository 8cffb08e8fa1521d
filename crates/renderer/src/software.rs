//! A window that the processor draws, without a graphics device: pictures are converted once,
//! straight into the memory from which the window system shows them.
//!
//! On machines without graphics hardware (virtual desktops, remote desktops, old offices) this
//! takes a small part of what a shader on a software adapter takes, and no driver need be opened.

mod painter;

use crate::checked::{CheckedPicture, PictureError};
use crate::cpu_path::CpuConverter;
use crate::geometry::PixelRect;
use crate::overlay_pixels::OverlayArea;
use crate::screen::{FrameTrouble, ScreenError};
use media::Picture;
use painter::{Content, Painter, hull, same_picture};
use std::num::NonZeroU32;
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

fn refused(error: &softbuffer::SoftBufferError) -> FrameTrouble {
    tracing::warn!(%error, "the window system took no picture");
    FrameTrouble::Refused
}
