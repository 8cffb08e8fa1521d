//! Where pictures land: bars, rotation, pixel aspect, areas, odd sizes, broken planes.

use crate::support::{BOTH, draw, draw_on, gpu, picture};
use media::{Picture, PixelAspect, PixelFormat, Plane, Rotation};
use renderer::{Offscreen, PictureRenderer, PixelRect};
use std::sync::Arc;

const RED: [u8; 3] = [250, 10, 10];
const GREEN: [u8; 3] = [10, 250, 10];
const BLUE: [u8; 3] = [10, 10, 250];
const WHITE: [u8; 3] = [250, 250, 250];
const BAR: [u8; 3] = [30, 60, 90];

/// Quarters: red and green above blue and white.
fn quarters(width: u32, height: u32) -> Picture {
    let mut raw = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let [r, g, b] = match (x < width / 2, y < height / 2) {
                (true, true) => RED,
                (false, true) => GREEN,
                (true, false) => BLUE,
                (false, false) => WHITE,
            };
            raw.extend([r, g, b, 255]);
        }
    }
    picture(PixelFormat::Rgba8, (width, height), &raw)
}

#[test]
fn bars_lie_where_the_picture_does_not_reach() {
    for path in BOTH {
        let wide = draw_on(path, quarters(64, 16), BAR, (128, 96), PixelRect::whole((128, 96)));
        // 128×32 in the middle: bars of 32 rows above and below.
        for (x, y, wanted) in [
            (0, 0, BAR),
            (127, 31, BAR),
            (0, 32, RED),
            (127, 32, GREEN),
            (0, 63, BLUE),
            (127, 63, WHITE),
            (0, 64, BAR),
            (127, 95, BAR),
        ] {
            assert_eq!(wide.rgb_at(x, y), Some(wanted), "{path:?} at {x}, {y}");
        }
        let high = draw_on(path, quarters(16, 64), BAR, (128, 64), PixelRect::whole((128, 64)));
        for (x, y, wanted) in [(55, 0, BAR), (56, 0, RED), (71, 0, GREEN), (72, 0, BAR), (71, 63, WHITE)] {
            assert_eq!(high.rgb_at(x, y), Some(wanted), "{path:?} at {x}, {y}");
        }
    }
}

#[test]
fn turned_pictures_have_their_corners_in_the_right_places() {
    let cases = [
        (Rotation::None, (40, 20), [RED, GREEN, BLUE, WHITE]),
        (Rotation::Clockwise90, (20, 40), [BLUE, RED, WHITE, GREEN]),
        (Rotation::Half, (40, 20), [WHITE, BLUE, GREEN, RED]),
        (Rotation::Clockwise270, (20, 40), [GREEN, WHITE, RED, BLUE]),
    ];
    for path in BOTH {
        for (rotation, (width, height), corners) in cases {
            let turned = Picture { rotation, ..quarters(40, 20) };
            assert_eq!(turned.display_size(), (width, height));
            let drawn = draw(path, turned, (width, height));
            let seen = [(0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)]
                .map(|(x, y)| drawn.rgb_at(x, y).unwrap());
            assert_eq!(seen, corners, "{path:?} {rotation:?}");
        }
    }
}

#[test]
fn samples_that_are_not_square_are_stretched() {
    for path in BOTH {
        let pixel_aspect = PixelAspect { width: 2, height: 1 };
        let stretched = Picture { pixel_aspect, ..quarters(32, 32) };
        let drawn = draw_on(path, stretched, BAR, (64, 64), PixelRect::whole((64, 64)));
        for (x, y, wanted) in [(0, 15, BAR), (0, 16, RED), (63, 16, GREEN), (63, 47, WHITE), (63, 48, BAR)] {
            assert_eq!(drawn.rgb_at(x, y), Some(wanted), "{path:?} at {x}, {y}");
        }
    }
}

#[test]
fn an_area_of_the_canvas_can_be_drawn_in() {
    let area = PixelRect { x: 10, y: 20, width: 32, height: 16 };
    for path in BOTH {
        let drawn = draw_on(path, quarters(32, 16), BAR, (80, 50), area);
        for (x, y, wanted) in
            [(9, 20, BAR), (10, 20, RED), (41, 20, GREEN), (42, 20, BAR), (10, 35, BLUE), (10, 36, BAR)]
        {
            assert_eq!(drawn.rgb_at(x, y), Some(wanted), "{path:?} at {x}, {y}");
        }
        let outside = PixelRect { x: 500, y: 500, width: 10, height: 10 };
        let empty = draw_on(path, quarters(32, 16), BAR, (80, 50), outside);
        assert!(empty.pixels.chunks_exact(4).all(|pixel| pixel[..3] == BAR), "{path:?}");
    }
}

#[test]
fn odd_sizes_keep_their_colour_up_to_the_edge() {
    // Luma 145, chroma neutral: grey (145 − 16) × 255 ÷ 219 = 150.2.
    for path in BOTH {
        for format in [PixelFormat::Yuv420P8, PixelFormat::Nv12] {
            for size in [(1, 1), (3, 5), (1919, 1079), (2, 1), (7, 300)] {
                let (width, height) = size;
                let (columns, rows) = format.plane_size(0, width, height);
                let mut raw = vec![145; columns * rows];
                raw.resize(raw.len() + 2 * (columns.div_ceil(2) * rows.div_ceil(2)), 128);
                for canvas in [size, (33, 17), (1, 1)] {
                    let drawn = draw_on(
                        path,
                        picture(format, size, &raw),
                        [150, 150, 150],
                        canvas,
                        PixelRect::whole(canvas),
                    );
                    let flat = drawn
                        .pixels
                        .iter()
                        .enumerate()
                        .all(|(index, &value)| index % 4 == 3 || value.abs_diff(150) <= 1);
                    assert!(flat, "{path:?} {format:?} {size:?} on {canvas:?}");
                }
            }
        }
    }
}

#[test]
fn bars_of_converted_pictures_are_clean_on_every_side() {
    let grey = |(width, height): (u32, u32)| {
        let mut raw = vec![145; (width * height) as usize];
        raw.resize(raw.len() * 3 / 2, 128);
        picture(PixelFormat::Yuv420P8, (width, height), &raw)
    };
    for path in BOTH {
        for rotation in [Rotation::None, Rotation::Clockwise90, Rotation::Half, Rotation::Clockwise270] {
            for canvas in [(101, 67), (67, 101)] {
                let upright = Picture { rotation, ..grey((40, 40)) };
                let drawn = draw_on(path, upright, BAR, canvas, PixelRect::whole(canvas));
                for y in 0..canvas.1 {
                    for x in 0..canvas.0 {
                        let inside = (17..84).contains(&if canvas.0 > canvas.1 { x } else { y });
                        let wanted = if inside { [150; 3] } else { BAR };
                        let got = drawn.rgb_at(x, y).unwrap();
                        let near = got.iter().zip(wanted).all(|(got, wanted)| got.abs_diff(wanted) <= 1);
                        assert!(near, "{path:?} {rotation:?} {canvas:?} at {x}, {y}: {got:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_transparent_shows_the_background() {
    let raw = [[200, 100, 0, 128], [255, 255, 255, 0]].concat();
    for path in BOTH {
        let drawn =
            draw_on(path, picture(PixelFormat::Rgba8, (2, 1), &raw), BAR, (2, 1), PixelRect::whole((2, 1)));
        let half = drawn.rgb_at(0, 0).unwrap();
        let wanted: [u8; 3] = [115, 80, 45];
        assert!(half.iter().zip(wanted).all(|(got, wanted)| got.abs_diff(wanted) <= 1), "{path:?} {half:?}");
        assert_eq!(drawn.rgb_at(1, 0), Some(BAR), "{path:?}");
    }
}

#[test]
fn a_broken_picture_is_refused_and_the_one_before_stays() {
    let gpu = gpu();
    for path in BOTH {
        let target = Offscreen::new(gpu, 40, 20).unwrap();
        let mut renderer = PictureRenderer::with_path(gpu, Offscreen::FORMAT, path);
        renderer.set_picture(gpu, Some(&Arc::new(quarters(40, 20)))).unwrap();
        let mut short = quarters(40, 20);
        short.planes[0] = Plane { stride: 160, data: vec![0; 100].into() };
        let error = renderer.set_picture(gpu, Some(&Arc::new(short))).unwrap_err();
        assert!(error.to_string().contains("plane 0"), "{error}");
        let far_too_large = Picture { width: 200_000, ..quarters(40, 20) };
        let error = renderer.set_picture(gpu, Some(&Arc::new(far_too_large))).unwrap_err();
        assert!(error.to_string().contains("too large"), "{error}");

        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        renderer.draw(gpu, &mut encoder, target.canvas(), PixelRect::whole((40, 20)));
        gpu.queue.submit([encoder.finish()]);
        assert_eq!(target.read_rgba(gpu).unwrap().rgb_at(0, 0), Some(RED));
    }
}

#[test]
fn without_a_picture_there_is_the_background() {
    let gpu = gpu();
    for path in BOTH {
        let target = Offscreen::new(gpu, 33, 7).unwrap();
        let mut renderer = PictureRenderer::with_path(gpu, Offscreen::FORMAT, path);
        renderer.set_background(BAR);
        let mut encoder = gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let rect = renderer.draw(gpu, &mut encoder, target.canvas(), PixelRect::whole((33, 7)));
        gpu.queue.submit([encoder.finish()]);
        assert!(rect.is_empty());
        let image = target.read_rgba(gpu).unwrap();
        assert_eq!((image.width, image.height, image.pixels.len()), (33, 7, 33 * 7 * 4));
        assert!(image.pixels.chunks_exact(4).all(|pixel| pixel[..3] == BAR));
    }
}

#[test]
fn sizes_that_cannot_be_had_are_refused_with_the_limit() {
    for (width, height) in [(0, 10), (10, 0), (1_000_000, 10)] {
        let error = Offscreen::new(gpu(), width, height).unwrap_err().to_string();
        assert!(error.contains(&format!("{width}×{height}")), "{error}");
    }
}

/// Staging memory is filled again while the device may still read what came before.
#[test]
fn pictures_in_quick_succession_come_out_as_each_alone() {
    let sizes = [(96, 50), (96, 50), (33, 17), (96, 50)];
    let shades = (0..40_u8).map(|shade| (sizes[usize::from(shade / 10)], shade.wrapping_mul(37)));
    for path in BOTH {
        let mut renderer = PictureRenderer::with_path(gpu(), Offscreen::FORMAT, path);
        let drawn: Vec<_> = shades
            .clone()
            .map(|(size, shade)| {
                let target = Offscreen::new(gpu(), size.0, size.1).unwrap();
                renderer.set_picture(gpu(), Some(&Arc::new(slope(size, shade)))).unwrap();
                let mut encoder = gpu().device.create_command_encoder(&Default::default());
                renderer.draw(gpu(), &mut encoder, target.canvas(), PixelRect::whole(size));
                gpu().queue.submit([encoder.finish()]);
                target
            })
            .collect();
        for ((size, shade), target) in shades.clone().zip(drawn) {
            let alone = draw(path, slope(size, shade), size);
            assert!(target.read_rgba(gpu()).unwrap() == alone, "{path:?}, {size:?}, shade {shade}");
        }
    }
}

/// Greys that no other shade gives at any place.
fn slope(size: (u32, u32), shade: u8) -> Picture {
    let (luma, chroma) = ((size.0 * size.1) as usize, (size.0.div_ceil(2) * size.1.div_ceil(2)) as usize);
    let bright = (0..luma).map(|at| shade.wrapping_add((at % 7) as u8));
    let raw: Vec<u8> = bright.chain(std::iter::repeat_n(128, 2 * chroma)).collect();
    picture(PixelFormat::Yuv420P8, size, &raw)
}
