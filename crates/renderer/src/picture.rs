//! The picture of the moment, drawn onto a canvas.

use crate::canvas::Canvas;
use crate::checked::{CheckedPicture, PictureError};
use crate::cpu_path::{CpuPath, Framing};
use crate::geometry::{PixelRect, fit};
use crate::gpu::Gpu;
use crate::shader_path::{ShaderPath, background_pass};
use media::Picture;
use std::sync::Arc;

/// Who converts and scales pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PicturePath {
    /// A shader: for graphics hardware.
    Shader,
    /// The processor, without a shader: where a shader would run on the processor too, only ten
    /// times slower.
    Cpu,
}

impl PicturePath {
    /// The better one for this device.
    #[must_use]
    pub fn for_gpu(gpu: &Gpu) -> Self {
        if gpu.is_software() { Self::Cpu } else { Self::Shader }
    }
}

/// Draws pictures on canvases of one format: converted to display-referred red, green and blue,
/// turned upright, with square pixels, as large as fits, on a background.
///
/// Colours are written as they are, without a transfer curve: canvases are not of an sRGB format.
#[derive(Debug)]
pub struct PictureRenderer {
    path: Path,
    picture: Option<CheckedPicture>,
    background: [u8; 3],
}

#[derive(Debug)]
enum Path {
    Shader(Box<ShaderPath>),
    Cpu(Box<CpuPath>),
}

impl PictureRenderer {
    /// For canvases of this format ([`crate::Screen::format`], [`crate::Offscreen::FORMAT`]), by the
    /// better path for the device.
    #[must_use]
    pub fn new(gpu: &Gpu, format: wgpu::TextureFormat) -> Self {
        Self::with_path(gpu, format, PicturePath::for_gpu(gpu))
    }

    /// By this path.
    #[must_use]
    pub fn with_path(gpu: &Gpu, format: wgpu::TextureFormat, path: PicturePath) -> Self {
        let path = match path {
            PicturePath::Shader => Path::Shader(Box::new(ShaderPath::new(gpu, format))),
            PicturePath::Cpu => Path::Cpu(Box::new(CpuPath::new(format))),
        };
        Self { path, picture: None, background: [0, 0, 0] }
    }

    /// Who converts and scales.
    #[must_use]
    pub fn path(&self) -> PicturePath {
        match self.path {
            Path::Shader(_) => PicturePath::Shader,
            Path::Cpu(_) => PicturePath::Cpu,
        }
    }

    /// The colour of bars, of transparent parts, and of everything when there is no picture: red,
    /// green, blue. Black at first.
    pub fn set_background(&mut self, background: [u8; 3]) {
        self.background = background;
    }

    /// Takes the picture that is drawn from now on; `None`: only the background. Taking the same
    /// one again costs nothing.
    ///
    /// # Errors
    /// When the planes do not hold what the picture promises, or it is too large. The picture
    /// before stays.
    pub fn set_picture(&mut self, gpu: &Gpu, picture: Option<&Arc<Picture>>) -> Result<(), PictureError> {
        let Some(picture) = picture else {
            self.picture = None;
            return Ok(());
        };
        if self.picture.as_ref().is_some_and(|shown| Arc::ptr_eq(shown.picture(), picture)) {
            return Ok(());
        }
        let checked = CheckedPicture::new(picture, gpu.largest_side())?;
        if let Path::Shader(shader) = &mut self.path {
            shader.upload(gpu, &checked);
        }
        self.picture = Some(checked);
        Ok(())
    }

    /// Width and height of the picture as shown, in square pixels.
    #[must_use]
    pub fn picture_size(&self) -> Option<(u32, u32)> {
        self.picture.as_ref().map(|checked| checked.picture().display_size())
    }

    /// Fills the whole canvas: the picture as large as it fits into `area` (cut to the canvas), the
    /// background elsewhere. Gives where the picture is. What `encoder` held before is drawn over,
    /// so this comes first; what is drawn on top follows in the same encoder, loading the canvas.
    pub fn draw(
        &mut self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        canvas: Canvas<'_>,
        area: PixelRect,
    ) -> PixelRect {
        let area = area.within(canvas.size());
        let Some(checked) = &self.picture else {
            drop(background_pass(encoder, canvas, self.background));
            return PixelRect { width: 0, height: 0, ..area };
        };
        let rect = fit(checked.picture().display_size(), area);
        match &mut self.path {
            Path::Shader(shader) => {
                shader.draw(gpu, encoder, canvas, checked.picture(), rect, self.background);
            }
            Path::Cpu(cpu) => {
                let frame = Framing { canvas: canvas.size(), rect, background: self.background };
                cpu.draw(gpu, encoder, canvas, checked, frame);
            }
        }
        rect
    }
}
