//! Drawing into memory instead of a window.

use crate::canvas::Canvas;
use crate::gpu::Gpu;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

/// A picture that is drawn on like a window, and then read.
#[derive(Debug)]
pub struct Offscreen {
    texture: wgpu::Texture,
    view: wgpu::TextureView,
}

/// Pixels that were read: rows of R, G, B, A bytes from the top, without padding. Alpha is 255.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RgbaImage {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// `width × height × 4` bytes.
    pub pixels: Vec<u8>,
}

/// Why there is no picture off screen.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OffscreenError {
    /// The size cannot be had.
    #[error("a picture of {width}×{height} cannot be drawn: each side must be from 1 to {largest} pixels")]
    Size {
        /// Asked width.
        width: u32,
        /// Asked height.
        height: u32,
        /// The device's limit.
        largest: u32,
    },
    /// The picture is larger than the device can give back.
    #[error(
        "a picture of {width}×{height} cannot be drawn: this graphics device gives back at most {megapixels} \
         million pixels"
    )]
    Area {
        /// Asked width.
        width: u32,
        /// Asked height.
        height: u32,
        /// What the device gives, in millions of pixels.
        megapixels: u64,
    },
    /// The pixels could not be read back.
    #[error("the drawn picture could not be read from the graphics device: {0}")]
    Read(String),
}

impl Offscreen {
    /// What pipelines that draw here must be made for.
    pub const FORMAT: wgpu::TextureFormat = wgpu::TextureFormat::Rgba8Unorm;

    /// A picture of this size, all zero.
    ///
    /// # Errors
    /// When a side is zero or beyond the device's limit.
    pub fn new(gpu: &Gpu, width: u32, height: u32) -> Result<Self, OffscreenError> {
        Self::with_format(gpu, width, height, Self::FORMAT)
    }

    pub(crate) fn with_format(
        gpu: &Gpu,
        width: u32,
        height: u32,
        format: wgpu::TextureFormat,
    ) -> Result<Self, OffscreenError> {
        let largest = gpu.largest_side();
        if width == 0 || height == 0 || width > largest || height > largest {
            return Err(OffscreenError::Size { width, height, largest });
        }
        // Reading it back takes a buffer as large as the picture, which devices bound on its own.
        let row = u64::from((width * 4).next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT));
        let most = gpu.device.limits().max_buffer_size;
        if row * u64::from(height) > most {
            return Err(OffscreenError::Area { width, height, megapixels: most / 4_000_000 });
        }
        let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
            label: Some("off screen"),
            size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT
                | wgpu::TextureUsages::COPY_SRC
                | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        Ok(Self { texture, view })
    }

    /// What is drawn on.
    #[must_use]
    pub fn canvas(&self) -> Canvas<'_> {
        Canvas::new(&self.texture, &self.view)
    }

    /// Waits until everything submitted has been drawn, and gives the pixels.
    ///
    /// # Errors
    /// When the device is lost or out of memory.
    pub fn read_rgba(&self, gpu: &Gpu) -> Result<RgbaImage, OffscreenError> {
        let (width, height) = self.canvas().size();
        let mut pixels = self.read_bytes(gpu)?;
        // What is blended on top leaves alpha behind that means nothing on a screen.
        for pixel in pixels.chunks_exact_mut(4) {
            pixel[3] = 255;
        }
        Ok(RgbaImage { width, height, pixels })
    }

    /// The pixels in the texture's own order of bytes, rows without padding.
    pub(crate) fn read_bytes(&self, gpu: &Gpu) -> Result<Vec<u8>, OffscreenError> {
        let (width, height) = self.canvas().size();
        let row = width as usize * 4;
        let padded = row.next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT as usize);
        let buffer = gpu.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("read back"),
            size: padded as u64 * u64::from(height),
            usage: wgpu::BufferUsages::COPY_DST | wgpu::BufferUsages::MAP_READ,
            mapped_at_creation: false,
        });
        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let layout = wgpu::TexelCopyBufferLayout {
            offset: 0,
            bytes_per_row: u32::try_from(padded).ok(),
            rows_per_image: None,
        };
        encoder.copy_texture_to_buffer(
            self.texture.as_image_copy(),
            wgpu::TexelCopyBufferInfo { buffer: &buffer, layout },
            self.texture.size(),
        );
        gpu.queue.submit([encoder.finish()]);
        let mapped = map_and_wait(gpu, &buffer)?;
        let mut pixels = Vec::with_capacity(row * height as usize);
        for line in mapped.chunks_exact(padded) {
            pixels.extend_from_slice(&line[..row]);
        }
        Ok(pixels)
    }
}

fn map_and_wait(gpu: &Gpu, buffer: &wgpu::Buffer) -> Result<wgpu::BufferView, OffscreenError> {
    /// The callback comes from whichever thread asked the device: it may be on its way still.
    const ON_ITS_WAY: Duration = Duration::from_millis(10);
    let failed = |error: &dyn std::fmt::Display| OffscreenError::Read(error.to_string());
    let (sender, receiver) = std::sync::mpsc::sync_channel(1);
    buffer.map_async(wgpu::MapMode::Read, .., move |result| {
        // The receiver is only gone when the wait below failed, which is reported there.
        let _ = sender.send(result);
    });
    loop {
        gpu.device.poll(wgpu::PollType::wait_indefinitely()).map_err(|error| failed(&error))?;
        match receiver.recv_timeout(ON_ITS_WAY) {
            Ok(Ok(())) => return buffer.get_mapped_range(..).map_err(|error| failed(&error)),
            Ok(Err(error)) => return Err(failed(&error)),
            Err(RecvTimeoutError::Timeout) => {
                if let Some(reason) = gpu.lost() {
                    return Err(failed(&reason));
                }
            }
            // Dropped without being called.
            Err(RecvTimeoutError::Disconnected) => return Err(failed(&"the device gave no answer")),
        }
    }
}

impl RgbaImage {
    /// Red, green and blue at this place; `None` outside.
    #[must_use]
    pub fn rgb_at(&self, x: u32, y: u32) -> Option<[u8; 3]> {
        if x >= self.width || y >= self.height {
            return None;
        }
        let start = (y as usize * self.width as usize + x as usize) * 4;
        self.pixels.get(start..start + 3)?.try_into().ok()
    }
}
