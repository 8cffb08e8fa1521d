//! Picture planes to the screen or to an image, with wgpu or on the CPU.
//!
//! - [`Gpu`]: the graphics device, opened off screen or with a window's [`Screen`].
//! - [`PictureRenderer`]: takes a [`media::Picture`] and draws it, the right way up and in the
//!   right colours, as large as it fits.
//! - [`Screen`] and its [`Frame`]s, or [`Offscreen`]: what is drawn on. Both give a [`Canvas`].
//! - [`fit`]: where a picture will lie, for what is laid over it.
//!
//! ```no_run
//! # use std::sync::Arc;
//! # fn example(picture: Arc<media::Picture>) -> Result<(), Box<dyn std::error::Error>> {
//! use renderer::{Gpu, GpuOptions, Offscreen, PictureRenderer, PixelRect};
//!
//! let gpu = Gpu::open(GpuOptions::default())?;
//! let target = Offscreen::new(&gpu, 1280, 720)?;
//! let mut pictures = PictureRenderer::new(&gpu, Offscreen::FORMAT);
//! pictures.set_background([16, 24, 32]);
//! pictures.set_picture(&gpu, Some(&picture))?;
//!
//! let mut encoder = gpu.device.create_command_encoder(&Default::default());
//! let canvas = target.canvas();
//! pictures.draw(&gpu, &mut encoder, canvas, PixelRect::whole(canvas.size()));
//! // An overlay's pass would follow here, in the same encoder, with LoadOp::Load.
//! gpu.queue.submit([encoder.finish()]);
//! let image = target.read_rgba(&gpu)?;
//! # Ok(())
//! # }
//! ```
//!
//! A window is the same with [`Gpu::open_with_screen`], [`Screen::acquire`] instead of
//! [`Offscreen::new`], and [`Frame::present`] instead of reading. [`FrameTrouble`] says what to do
//! when there is no frame.
//!
//! On a software adapter ([`Gpu::is_software`]) every pixel a shader touches is dear, so pictures
//! are scaled and converted on the processor there ([`PicturePath::Cpu`]) and copied to the canvas
//! whole. The same conversion into any memory, without a graphics device, is
//! [`CpuConverter::convert_into`].
//!
//! A window without graphics hardware needs no device at all: [`SoftwareScreen`] converts pictures
//! straight into the memory from which the window system shows them, and mixes in an overlay of
//! finished pixels. [`may_have_graphics_hardware`] tells whether looking for a device is worth it.

mod canvas;
mod checked;
mod colour;
mod cpu_path;
mod geometry;
mod gpu;
mod offscreen;
mod overlay_pixels;
mod picture;
mod screen;
mod shader_path;
mod software;
mod tone;

pub use canvas::Canvas;
pub use checked::PictureError;
pub use cpu_path::{CpuConverter, PixelOrder};
pub use geometry::{PixelRect, fit};
pub use gpu::{Gpu, GpuError, GpuOptions, may_have_graphics_hardware};
pub use offscreen::{Offscreen, OffscreenError, RgbaImage};
pub use overlay_pixels::{OverlayArea, OverlayPixels, mix};
pub use picture::{PicturePath, PictureRenderer};
pub use screen::{Frame, FrameTrouble, Screen, ScreenError};
pub use software::{SoftwareScreen, SystemWindow};
