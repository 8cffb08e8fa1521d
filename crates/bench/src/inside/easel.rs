//! Drawing into memory, by the way that the window takes on this machine.

use anyhow::Result;
use renderer::{
    CpuConverter, Gpu, GpuOptions, Offscreen, PicturePath, PictureRenderer, PixelOrder, PixelRect, fit,
    may_have_graphics_hardware,
};
use std::sync::Arc;

/// Where pictures are drawn.
pub(crate) struct Easel {
    size: (u32, u32),
    way: Way,
}

/// How.
enum Way {
    /// By graphics hardware, or a program that plays its part.
    Gpu { gpu: Gpu, target: Offscreen, renderer: Box<PictureRenderer> },
    /// By the processor, into memory such as the window system shows.
    Processor { converter: Box<CpuConverter>, pixels: Vec<u8> },
}

impl Easel {
    /// Of this size, as a window of that size is drawn: by the processor where there is no graphics
    /// hardware.
    pub(crate) fn new(size: (u32, u32)) -> Result<Self> {
        if may_have_graphics_hardware() {
            let easel = Self::with_path(size, PicturePath::Shader)?;
            if let Way::Gpu { gpu, .. } = &easel.way
                && !gpu.is_software()
            {
                return Ok(easel);
            }
        }
        Self::with_path(size, PicturePath::Cpu)
    }

    /// Of this size, drawn so.
    pub(crate) fn with_path(size: (u32, u32), path: PicturePath) -> Result<Self> {
        let way = if path == PicturePath::Cpu {
            let pixels = vec![0; size.0 as usize * size.1 as usize * 4];
            Way::Processor { converter: Box::new(CpuConverter::new(PixelOrder::Bgra)), pixels }
        } else {
            let gpu = Gpu::open(GpuOptions::default())?;
            let renderer = Box::new(PictureRenderer::with_path(&gpu, Offscreen::FORMAT, path));
            let target = Offscreen::new(&gpu, size.0, size.1)?;
            Way::Gpu { gpu, target, renderer }
        };
        Ok(Self { size, way })
    }

    /// What draws.
    pub(crate) fn adapter(&self) -> String {
        match &self.way {
            Way::Gpu { gpu, .. } => gpu.description(),
            Way::Processor { .. } => "drawn by the processor".to_owned(),
        }
    }

    /// Draws, and waits until it is drawn.
    pub(crate) fn draw(&mut self, picture: &Arc<media::Picture>) -> Result<()> {
        match &mut self.way {
            Way::Gpu { gpu, target, renderer } => {
                renderer.set_picture(gpu, Some(picture))?;
                let mut encoder =
                    gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
                renderer.draw(gpu, &mut encoder, target.canvas(), PixelRect::whole(self.size));
                gpu.queue.submit([encoder.finish()]);
                gpu.device.poll(wgpu::PollType::wait_indefinitely())?;
            }
            Way::Processor { converter, pixels } => {
                let place = fit(picture.display_size(), PixelRect::whole(self.size));
                converter.convert_into(picture, place, [0; 3], pixels, self.size.0 as usize * 4)?;
            }
        }
        Ok(())
    }
}
