//! Opening and losing devices, and the shaders.

use crate::support::{BOTH, picture};
use media::PixelFormat;
use renderer::{Gpu, GpuError, GpuOptions, Offscreen, PictureRenderer, PixelRect};
use std::sync::Arc;

#[test]
fn shaders_and_pipelines_are_valid_for_every_format_of_canvas() {
    use wgpu::TextureFormat::{Bgra8Unorm, Bgra8UnormSrgb, Rgba8Unorm, Rgba8UnormSrgb};
    let gpu = Gpu::open(GpuOptions::default()).unwrap();
    for format in [Bgra8Unorm, Rgba8Unorm, Bgra8UnormSrgb, Rgba8UnormSrgb] {
        for path in BOTH {
            assert_eq!(PictureRenderer::with_path(&gpu, format, path).path(), path);
        }
    }
    assert_eq!(gpu.faults(), [""; 0]);
    assert!(!gpu.description().is_empty());
}

#[test]
fn without_an_adapter_a_person_reads_what_to_install() {
    let nothing = wgpu::Backends::BROWSER_WEBGPU;
    let error = Gpu::open(GpuOptions { backends: Some(nothing), ..GpuOptions::default() }).unwrap_err();
    assert!(matches!(error, GpuError::NoAdapter { .. }), "{error:?}");
    assert!(error.to_string().contains("mesa-vulkan-drivers"), "{error}");
}

#[test]
fn a_lost_device_is_reported_and_drawing_on_goes_nowhere_without_a_panic() {
    let gpu = Gpu::open(GpuOptions::default()).unwrap();
    assert_eq!(gpu.lost(), None);
    let target = Offscreen::new(&gpu, 8, 8).unwrap();
    gpu.device.destroy();
    // The device says so at the next poll, which fails or not.
    let _ = gpu.device.poll(wgpu::PollType::wait_indefinitely());
    assert!(gpu.lost().is_some());

    let raw = vec![128; 8 * 8 * 3 / 2];
    let picture = Arc::new(picture(PixelFormat::Yuv420P8, (8, 8), &raw));
    for path in BOTH {
        let mut renderer = PictureRenderer::with_path(&gpu, Offscreen::FORMAT, path);
        renderer.set_picture(&gpu, Some(&picture)).unwrap();
        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        renderer.draw(&gpu, &mut encoder, target.canvas(), PixelRect::whole((8, 8)));
        gpu.queue.submit([encoder.finish()]);
    }
    let error = target.read_rgba(&gpu).unwrap_err().to_string();
    assert!(error.contains("could not be read"), "{error}");
}

#[test]
fn pictures_are_read_back_on_many_threads_of_one_device() {
    // Whoever polls the device calls all callbacks that are due, also those of other threads.
    let gpu = Gpu::open(GpuOptions::default()).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let target = Offscreen::new(&gpu, 4, 4).unwrap();
                for _ in 0..600 {
                    target.read_rgba(&gpu).unwrap();
                }
            });
        }
    });
    assert_eq!(gpu.faults(), [""; 0]);
}
