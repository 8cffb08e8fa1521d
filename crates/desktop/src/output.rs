//! What a window is drawn with: a graphics device, or the processor where there is none.

use crate::compose::Compositor;
use crate::raster::{self, Textures};
use egui::epaint::ClippedShape;
use media::Picture;
use renderer::{
    FrameTrouble, Gpu, GpuOptions, PictureError, PixelRect, Screen, SoftwareScreen,
    may_have_graphics_hardware,
};
use std::sync::Arc;
use winit::event_loop::OwnedDisplayHandle;
use winit::window::Window;

/// Draws pictures and the overlay into the window.
pub enum Output {
    /// Shaders draw, and presenting waits for the display's refresh.
    Graphics(Box<Graphics>),
    /// The processor draws, and what is presented is seen at once.
    Software(Box<Software>),
}

/// A graphics device with its screen.
pub struct Graphics {
    compositor: Compositor,
    screen: Screen,
    gpu: Gpu,
    window: Arc<Window>,
}

/// The processor with the window's memory.
pub struct Software {
    screen: SoftwareScreen,
    textures: Textures,
    overlay: DrawnOverlay,
}

/// The overlay as its pixels are.
#[derive(Default)]
struct DrawnOverlay {
    shapes: Vec<ClippedShape>,
    pixels_per_point: f32,
    size: (u32, u32),
}

/// Why a window cannot be drawn, or no longer.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The graphics adapter is missing or refused.
    #[error(transparent)]
    Graphics(#[from] renderer::GpuError),
    /// The graphics adapter was there and went away (a driver that was restarted, a card that was
    /// unplugged).
    #[error("the graphics adapter was lost: {0}")]
    Lost(String),
}

impl Output {
    /// What is best on this machine for this window.
    ///
    /// # Errors
    /// When neither a graphics device nor the processor can draw it.
    pub fn open(window: &Arc<Window>, display: &OwnedDisplayHandle) -> Result<Self, OutputError> {
        let size = window.inner_size();
        let size = (size.width, size.height);
        let asked_for = std::env::var_os("WGPU_BACKEND").is_some();
        let graphics = may_have_graphics_hardware().then(|| Graphics::open(window, display, size));
        match graphics {
            Some(Ok(graphics)) if asked_for || !graphics.gpu.is_software() => {
                return Ok(Self::Graphics(Box::new(graphics)));
            }
            // Who names an interface wants that one or none.
            Some(Err(error)) if asked_for => return Err(error),
            Some(Err(error)) => tracing::info!("no graphics device: {error}"),
            Some(Ok(_)) | None => {}
        }
        match SoftwareScreen::new(window.clone(), size) {
            Ok(screen) => {
                tracing::info!("no graphics processor: the processor draws the window");
                let (textures, overlay) = (Textures::default(), DrawnOverlay::default());
                Ok(Self::Software(Box::new(Software { screen, textures, overlay })))
            }
            // A display that takes no pixels may still be one for a device that is not seen here.
            Err(error) => {
                tracing::warn!("{error}");
                Graphics::open(window, display, size).map(|graphics| Self::Graphics(Box::new(graphics)))
            }
        }
    }

    /// Whether what is presented is seen at once, without waiting for a refresh.
    #[must_use]
    pub fn shows_at_once(&self) -> bool {
        match self {
            Self::Graphics(graphics) => !graphics.screen.waits_for_refresh(),
            Self::Software(_) => true,
        }
    }

    /// The longest side of a texture.
    #[must_use]
    pub fn largest_texture(&self) -> u32 {
        /// For glyphs, of which even a Japanese story needs no more.
        const ENOUGH: u32 = 8_192;
        match self {
            Self::Graphics(graphics) => graphics.gpu.largest_side(),
            Self::Software(_) => ENOUGH,
        }
    }

    /// Takes the window's new size in physical pixels.
    pub fn resize(&mut self, (width, height): (u32, u32)) {
        match self {
            Self::Graphics(graphics) => graphics.screen.resize(width, height),
            Self::Software(software) => software.screen.resize(width, height),
        }
    }

    /// The colour where there is no picture.
    pub fn set_background(&mut self, colour: [u8; 3]) {
        match self {
            Self::Graphics(graphics) => graphics.compositor.set_background(colour),
            Self::Software(software) => software.screen.set_background(colour),
        }
    }

    /// Takes the picture for the next frame.
    ///
    /// # Errors
    /// When the picture's planes are not what they promise; the one before stays.
    pub fn set_picture(&mut self, picture: Option<&Arc<Picture>>) -> Result<(), PictureError> {
        match self {
            Self::Graphics(graphics) => graphics.compositor.set_picture(picture),
            Self::Software(software) => software.screen.set_picture(picture),
        }
    }

    /// Takes what lies over the pictures from now on; every output of egui's must come here.
    pub fn set_overlay(&mut self, context: &egui::Context, output: egui::FullOutput) {
        match self {
            Self::Graphics(graphics) => graphics.compositor.set_overlay(context, output),
            Self::Software(software) => software.set_overlay(context, output),
        }
    }

    /// The window's pixels may be gone.
    pub fn forget_shown(&mut self) {
        if let Self::Software(software) = self {
            software.screen.forget_shown();
        }
    }

    /// Makes the next frame ahead of time, where that saves time when it is due.
    ///
    /// # Errors
    /// When the window system has nothing to draw into now.
    pub fn prepare(&mut self) -> Result<(), FrameTrouble> {
        match self {
            Self::Graphics(_) => Ok(()),
            Self::Software(software) => software.screen.prepare(),
        }
    }

    /// Shows the frame. Lost surfaces are made anew: then it is `NotYet`.
    ///
    /// # Errors
    /// When the graphics adapter is lost for good: the window has to go.
    pub fn present(&mut self) -> Result<Result<(), FrameTrouble>, OutputError> {
        match self {
            Self::Graphics(graphics) => graphics.present(),
            Self::Software(software) => Ok(software.screen.present().map(drop)),
        }
    }
}

impl Graphics {
    fn open(
        window: &Arc<Window>,
        display: &OwnedDisplayHandle,
        size: (u32, u32),
    ) -> Result<Self, OutputError> {
        let options = GpuOptions { display: Some(Box::new(display.clone())), ..GpuOptions::default() };
        let (gpu, screen) = Gpu::open_with_screen(options, window.clone(), size)?;
        let compositor = Compositor::new(&gpu, screen.format());
        Ok(Self { compositor, screen, gpu, window: window.clone() })
    }

    fn present(&mut self) -> Result<Result<(), FrameTrouble>, OutputError> {
        match self.screen.acquire(&self.gpu) {
            Ok(frame) => {
                self.compositor.paint(frame.canvas());
                self.window.pre_present_notify();
                frame.present(&self.gpu);
                Ok(Ok(()))
            }
            Err(FrameTrouble::Lost) => {
                if let Some(reason) = self.gpu.lost() {
                    return Err(OutputError::Lost(reason.to_owned()));
                }
                self.screen
                    .recreate(&self.gpu, self.window.clone())
                    .map_err(|error| OutputError::Graphics(error.into()))?;
                Ok(Err(FrameTrouble::NotYet))
            }
            Err(trouble) => Ok(Err(trouble)),
        }
    }
}

impl Software {
    /// Draws what is new of the overlay, and only that.
    fn set_overlay(&mut self, context: &egui::Context, output: egui::FullOutput) {
        let egui::FullOutput { mut textures_delta, shapes, pixels_per_point, .. } = output;
        let mut all = false;
        let mut images = Vec::new();
        for (id, changes) in textures_delta.set.drain() {
            let letters = id == egui::TextureId::default();
            for change in changes {
                let differs = self.textures.change(id, &change);
                all |= differs && letters;
                // Of an image every part shows.
                images.extend((!letters).then_some(id));
            }
        }
        let size = self.screen.size();
        let before = &self.overlay;
        all |= before.pixels_per_point.to_bits() != pixels_per_point.to_bits() || before.size != size;
        let rect = if all {
            PixelRect::whole(size)
        } else {
            let changed = raster::difference(&before.shapes, &shapes);
            let images = shapes.iter().filter(|shape| raster::shows(&shape.shape, &images));
            let changed = images.fold(changed, |changed, shape| changed | raster::extent(shape));
            raster::pixels_around(changed, pixels_per_point, size)
        };
        let was_empty = before.shapes.is_empty() && shapes.is_empty();
        if !rect.is_empty() && !was_empty {
            let side = |pixels: u32| pixels as f32 / pixels_per_point;
            let corner = egui::pos2(side(rect.x), side(rect.y));
            let anew = egui::Rect::from_min_size(corner, egui::vec2(side(rect.width), side(rect.height)));
            let touched = shapes.iter().filter(|shape| raster::extent(shape).intersects(anew));
            let primitives = context.tessellate(touched.cloned().collect(), pixels_per_point);
            let textures = &self.textures;
            self.screen.redraw_overlay(rect, |area| {
                raster::draw(area, &primitives, textures, pixels_per_point);
            });
        }
        self.overlay = DrawnOverlay { shapes, pixels_per_point, size };
        for id in textures_delta.free.drain() {
            self.textures.forget(id);
        }
    }
}
