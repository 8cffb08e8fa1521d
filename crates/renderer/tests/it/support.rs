//! Pictures made by hand, and drawing them.

use media::{Colours, Picture, PixelAspect, PixelFormat, Plane, Rotation};
use renderer::{Gpu, GpuOptions, Offscreen, PicturePath, PictureRenderer, PixelRect, RgbaImage};
use std::sync::{Arc, LazyLock};

/// Both ways of drawing.
pub(crate) const BOTH: [PicturePath; 2] = [PicturePath::Shader, PicturePath::Cpu];

static GPU: LazyLock<Gpu> = LazyLock::new(|| Gpu::open(GpuOptions::default()).expect("a graphics adapter"));

/// One device for all tests.
pub(crate) fn gpu() -> &'static Gpu {
    &GPU
}

/// A picture of packed planes out of raw bytes as `ffmpeg -f rawvideo` writes them.
pub(crate) fn picture(format: PixelFormat, (width, height): (u32, u32), raw: &[u8]) -> Picture {
    let mut rest = raw;
    let planes = (0..format.plane_count())
        .map(|index| {
            let (stride, rows) = format.plane_size(index, width, height);
            let (plane, after) = rest.split_at(stride * rows);
            rest = after;
            Plane { stride, data: plane.into() }
        })
        .collect();
    Picture {
        width,
        height,
        format,
        planes,
        colours: Colours::default(),
        rotation: Rotation::None,
        pixel_aspect: PixelAspect::SQUARE,
    }
}

/// Draws a picture on a canvas of this size.
pub(crate) fn draw_on(
    path: PicturePath,
    picture: Picture,
    background: [u8; 3],
    size: (u32, u32),
    area: PixelRect,
) -> RgbaImage {
    let gpu = gpu();
    let target = Offscreen::new(gpu, size.0, size.1).unwrap();
    let mut renderer = PictureRenderer::with_path(gpu, Offscreen::FORMAT, path);
    renderer.set_background(background);
    renderer.set_picture(gpu, Some(&Arc::new(picture))).unwrap();
    let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
    renderer.draw(gpu, &mut encoder, target.canvas(), area);
    gpu.queue.submit([encoder.finish()]);
    let image = target.read_rgba(gpu).unwrap();
    assert_eq!(gpu.faults(), [""; 0]);
    image
}

/// Draws a picture that fills a canvas of this size.
pub(crate) fn draw(path: PicturePath, picture: Picture, size: (u32, u32)) -> RgbaImage {
    draw_on(path, picture, [0, 0, 0], size, PixelRect::whole(size))
}

/// Peak signal-to-noise ratio in dB of two lots of bytes; infinite when they are the same.
pub(crate) fn psnr(one: &[u8], other: &[u8]) -> f64 {
    assert_eq!(one.len(), other.len());
    let squares: u64 = one.iter().zip(other).map(|(a, b)| u64::from(a.abs_diff(*b)).pow(2)).sum();
    10.0 * (255.0 * 255.0 * one.len() as f64 / squares as f64).log10()
}

/// Red, green and blue without alpha.
pub(crate) trait Rgb {
    fn rgb(&self) -> Vec<u8>;
}

impl Rgb for RgbaImage {
    fn rgb(&self) -> Vec<u8> {
        self.pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
    }
}
