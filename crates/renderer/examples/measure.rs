//! How long a frame takes on this machine, by both paths: `cargo run -p renderer --example measure`.
//! A new picture every frame, off screen, from the planes in memory to the finished pixels.

#![allow(clippy::print_stdout, reason = "its output is what it is for")]

use media::{Colours, Picture, PixelAspect, PixelFormat, Plane, Rotation};
use renderer::{Gpu, GpuOptions, Offscreen, PicturePath, PictureRenderer, PixelRect};
use std::sync::Arc;
use std::time::{Duration, Instant};

const FRAMES: u32 = 15;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let gpu = Gpu::open(GpuOptions::default())?;
    println!("{}", gpu.description());
    println!("{:<8}{:<12}{:<12}{:<12}{:>10}{:>10}", "path", "format", "picture", "canvas", "median", "worst");
    for path in [PicturePath::Cpu, PicturePath::Shader] {
        for (format, rotation) in [
            (PixelFormat::Yuv420P8, Rotation::None),
            (PixelFormat::Nv12, Rotation::None),
            (PixelFormat::Yuv420P10, Rotation::None),
            (PixelFormat::Yuv420P8, Rotation::Clockwise90),
        ] {
            for from in [(640, 360), (1280, 720), (1920, 1080), (3840, 2160)] {
                for to in [(1280, 720), (1920, 1080)] {
                    let (median, worst) = measure(&gpu, path, format, rotation, from, to)?;
                    let name = format!("{format:?}{}", if rotation == Rotation::None { "" } else { " ↻" });
                    println!(
                        "{:<8}{name:<12}{:<12}{:<12}{:>7.1} ms{:>7.1} ms",
                        format!("{path:?}"),
                        format!("{}×{}", from.0, from.1),
                        format!("{}×{}", to.0, to.1),
                        median.as_secs_f64() * 1e3,
                        worst.as_secs_f64() * 1e3,
                    );
                }
            }
        }
    }
    Ok(())
}

fn measure(
    gpu: &Gpu,
    path: PicturePath,
    format: PixelFormat,
    rotation: Rotation,
    from: (u32, u32),
    to: (u32, u32),
) -> Result<(Duration, Duration), Box<dyn std::error::Error>> {
    let target = Offscreen::new(gpu, to.0, to.1)?;
    let mut renderer = PictureRenderer::with_path(gpu, Offscreen::FORMAT, path);
    let pictures = [0, 1].map(|phase| Arc::new(noise(format, rotation, from, phase)));
    let mut times = Vec::new();
    for frame in 0..FRAMES {
        let begin = Instant::now();
        renderer.set_picture(gpu, Some(&pictures[frame as usize % 2]))?;
        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        renderer.draw(gpu, &mut encoder, target.canvas(), PixelRect::whole(to));
        gpu.queue.submit([encoder.finish()]);
        gpu.device.poll(wgpu::PollType::wait_indefinitely())?;
        times.push(begin.elapsed());
    }
    times.sort();
    Ok((times[times.len() / 2], times[times.len() - 1]))
}

/// Planes without any sameness that a cache or a compressor could use.
fn noise(format: PixelFormat, rotation: Rotation, (width, height): (u32, u32), phase: u32) -> Picture {
    let planes = (0..format.plane_count())
        .map(|index| {
            let (stride, rows) = format.plane_size(index, width, height);
            let mut state = phase.wrapping_mul(2_654_435_761) + 1;
            let mut data: Vec<u8> = Vec::with_capacity(stride * rows);
            for _ in 0..stride * rows {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                data.push((state >> 24) as u8);
            }
            if format == PixelFormat::Yuv420P10 {
                data.iter_mut().skip(1).step_by(2).for_each(|high| *high &= 3);
            }
            Plane { stride, data: data.into() }
        })
        .collect();
    Picture {
        width,
        height,
        format,
        planes,
        colours: Colours::default(),
        rotation,
        pixel_aspect: PixelAspect::SQUARE,
    }
}
