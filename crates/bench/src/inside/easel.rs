//! Drawing as the window does, into memory.

use anyhow::Result;
use renderer::{Gpu, GpuOptions, Offscreen, PicturePath, PictureRenderer, PixelRect};
use std::sync::Arc;

/// Draws as the window does, into memory.
pub(crate) struct Easel {
    gpu: Gpu,
    target: Offscreen,
    renderer: PictureRenderer,
    size: (u32, u32),
}

impl Easel {
    /// Of this size, on the machine's adapter.
    pub(crate) fn new(size: (u32, u32)) -> Result<Self> {
        let gpu = Gpu::open(GpuOptions::default())?;
        let renderer = PictureRenderer::new(&gpu, Offscreen::FORMAT);
        let target = Offscreen::new(&gpu, size.0, size.1)?;
        Ok(Self { gpu, target, renderer, size })
    }

    /// The same, by this path.
    pub(crate) fn with_path(size: (u32, u32), path: PicturePath) -> Result<Self> {
        let easel = Self::new(size)?;
        let renderer = PictureRenderer::with_path(&easel.gpu, Offscreen::FORMAT, path);
        Ok(Self { renderer, ..easel })
    }

    /// The adapter's name.
    pub(crate) fn adapter(&self) -> String {
        self.gpu.description()
    }

    /// Draws, and waits until it is drawn.
    pub(crate) fn draw(&mut self, picture: &Arc<media::Picture>) -> Result<()> {
        self.renderer.set_picture(&self.gpu, Some(picture))?;
        let mut encoder = self.gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        self.renderer.draw(&self.gpu, &mut encoder, self.target.canvas(), PixelRect::whole(self.size));
        self.gpu.queue.submit([encoder.finish()]);
        self.gpu.device.poll(wgpu::PollType::wait_indefinitely())?;
        Ok(())
    }
}
