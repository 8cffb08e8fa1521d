//! Pictures converted and scaled by the processor, and copied to the canvas as they are.
//!
//! Planes are scaled first (three bytes a pixel at most), then `yuv` makes colours of them. The
//! canvas-sized buffer keeps bars and unchanged pictures, so only what is new is computed.

mod convert;
mod into_memory;
mod lookup;
mod resample;
mod taps;
mod turn;

use crate::canvas::Canvas;
use crate::checked::CheckedPicture;
use crate::geometry::PixelRect;
use crate::gpu::Gpu;
use crate::shader_path::{covering_pipeline, texture_entry};
use convert::Converter;
pub use into_memory::{CpuConverter, PixelOrder};
use media::Picture;
use std::sync::Arc;

/// Copies a texture to a canvas that cannot be copied to.
const COPY_WGSL: &str = include_str!("../../../../shaders/copy.wgsl");

#[derive(Debug)]
pub(crate) struct CpuPath {
    converter: Converter,
    /// The whole canvas's pixels, in its own order of bytes.
    pixels: Vec<u8>,
    /// What `pixels` holds.
    made: Option<Made>,
    by_drawing: Option<DrawnCopy>,
    format: wgpu::TextureFormat,
}

/// Everything that `pixels` depends on.
#[derive(Debug)]
struct Made {
    picture: Arc<Picture>,
    frame: Framing,
}

/// Where the picture lies on what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Framing {
    /// The canvas's size.
    pub(crate) canvas: (u32, u32),
    /// Where on it the picture is.
    pub(crate) rect: PixelRect,
    /// What the rest is filled with.
    pub(crate) background: [u8; 3],
}

impl CpuPath {
    pub(crate) fn new(format: wgpu::TextureFormat) -> Self {
        let blue_first =
            matches!(format, wgpu::TextureFormat::Bgra8Unorm | wgpu::TextureFormat::Bgra8UnormSrgb);
        Self {
            converter: Converter::new(blue_first),
            pixels: Vec::new(),
            made: None,
            by_drawing: None,
            format,
        }
    }

    /// Converts what changed and puts the whole canvas's pixels where they belong.
    pub(crate) fn draw(
        &mut self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        canvas: Canvas<'_>,
        checked: &CheckedPicture,
        frame: Framing,
    ) {
        self.make(checked, frame);
        if canvas.takes_copies() {
            write_pixels(gpu, canvas.texture, &self.pixels);
        } else {
            let kept = self.by_drawing.take();
            let copy = DrawnCopy::for_size(kept, gpu, self.format, canvas.size());
            write_pixels(gpu, &copy.texture, &self.pixels);
            copy.draw(encoder, canvas);
            self.by_drawing = Some(copy);
        }
    }

    fn make(&mut self, checked: &CheckedPicture, frame: Framing) {
        let same_frame = self.made.as_ref().is_some_and(|made| made.frame == frame);
        let same_picture =
            self.made.as_ref().is_some_and(|made| Arc::ptr_eq(&made.picture, checked.picture()));
        if same_frame && same_picture {
            return;
        }
        let Framing { canvas: (width, height), rect, background } = frame;
        let stride = width as usize * 4;
        if !same_frame {
            let bar = self.converter.pixel(background);
            self.pixels.clear();
            self.pixels.resize(stride * height as usize, 0);
            for pixel in self.pixels.as_chunks_mut::<4>().0 {
                *pixel = bar;
            }
        }
        if !rect.is_empty() {
            let start = rect.y as usize * stride + rect.x as usize * 4;
            let size = (rect.width as usize, rect.height as usize);
            let pixels = &mut self.pixels[start..];
            self.converter.convert(checked, size, 0..size.1, background, pixels, stride);
        }
        self.made = Some(Made { picture: Arc::clone(checked.picture()), frame });
    }
}

fn write_pixels(gpu: &Gpu, texture: &wgpu::Texture, pixels: &[u8]) {
    let layout = wgpu::TexelCopyBufferLayout {
        offset: 0,
        bytes_per_row: Some(texture.width() * 4),
        rows_per_image: None,
    };
    gpu.queue.write_texture(texture.as_image_copy(), pixels, layout, texture.size());
}

/// A texture of the canvas's size that is drawn onto it pixel by pixel.
#[derive(Debug)]
struct DrawnCopy {
    texture: wgpu::Texture,
    bind_group: wgpu::BindGroup,
    pipeline: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
}

impl DrawnCopy {
    fn for_size(kept: Option<Self>, gpu: &Gpu, format: wgpu::TextureFormat, size: (u32, u32)) -> Self {
        let (pipeline, layout) = match kept {
            Some(kept) if (kept.texture.width(), kept.texture.height()) == size => return kept,
            Some(kept) => (kept.pipeline, kept.layout),
            None => {
                let layout = gpu.device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
                    label: Some("copy"),
                    entries: &[texture_entry(0)],
                });
                (covering_pipeline(&gpu.device, "copy", COPY_WGSL, &layout, format), layout)
            }
        };
        let texture = gpu.device.create_texture(&wgpu::TextureDescriptor {
            label: Some("converted picture"),
            size: wgpu::Extent3d { width: size.0, height: size.1, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: format.remove_srgb_suffix(),
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let bind_group = gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("copy"),
            layout: &layout,
            entries: &[wgpu::BindGroupEntry {
                binding: 0,
                resource: wgpu::BindingResource::TextureView(&view),
            }],
        });
        Self { texture, bind_group, pipeline, layout }
    }

    fn draw(&self, encoder: &mut wgpu::CommandEncoder, canvas: Canvas<'_>) {
        let mut pass = crate::shader_path::background_pass(encoder, canvas, [0, 0, 0]);
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, &self.bind_group, &[]);
        pass.draw(0..3, 0..1);
    }
}
