//! From the planes in memory to finished pixels, beside a plain copy of the same planes.

use super::easel::Easel;
use crate::measure::Setting;
use crate::report::{Report, Row, Unit, Value};
use anyhow::Result;
use media::{Colours, Picture, PixelAspect, PixelFormat, Plane, Rotation};
use renderer::PicturePath;
use std::sync::Arc;
use std::time::Instant;

/// A new picture every frame, off screen.
pub(super) fn drawing(setting: &Setting, report: &mut Report) -> Result<()> {
    let frames = setting.by_effort(8, 30, 100);
    for (path, path_name) in [(PicturePath::Cpu, "processor"), (PicturePath::Shader, "shader")] {
        for (format, size) in [
            (PixelFormat::Yuv420P8, (960, 540)),
            (PixelFormat::Yuv420P8, (1_920, 1_080)),
            (PixelFormat::Yuv420P10, (1_920, 1_080)),
            (PixelFormat::Yuv420P8, (3_840, 2_160)),
        ] {
            let target = (size.0.min(1_920), size.1.min(1_080));
            let mut easel = Easel::with_path(target, path)?;
            report.machine.adapter = easel.adapter();
            let pictures = [0, 1].map(|phase| Arc::new(noise(format, size, phase)));
            let (mut drawn, mut copied) = (Vec::new(), Vec::new());
            for picture in pictures.iter().cycle().take(frames + 2) {
                let began = Instant::now();
                easel.draw(picture)?;
                drawn.push(began.elapsed().as_secs_f64() * 1e3);
                copied.push(copy(picture));
            }
            // The first ones make textures and pipelines.
            let figure = format!("{format:?} {}p on {}p, by the {path_name}", size.1, target.1);
            let row = Row::new("Drawing off screen", figure, Value::many(&drawn[2..], Unit::Millis));
            report.add(row.beside("one copy of the planes", Value::many(&copied[2..], Unit::Millis)));
        }
    }
    Ok(())
}

/// How long one copy of all planes takes, in milliseconds.
fn copy(picture: &Picture) -> f64 {
    let began = Instant::now();
    let copies: Vec<Vec<u8>> = picture.planes.iter().map(|plane| plane.data.to_vec()).collect();
    let taken = began.elapsed().as_secs_f64() * 1e3;
    std::hint::black_box(&copies);
    taken
}

/// Planes without any sameness that a cache or a compressor could use.
fn noise(format: PixelFormat, (width, height): (u32, u32), phase: u32) -> Picture {
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
        rotation: Rotation::None,
        pixel_aspect: PixelAspect::SQUARE,
    }
}
