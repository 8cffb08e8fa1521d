//! Finished pixels turned upright.

use crate::geometry::swaps_sides;
use media::Rotation;

/// Copies pixels of this size to rows `stride` apart, turned clockwise.
pub(super) fn turn(
    from: &[u8],
    (width, height): (usize, usize),
    rotation: Rotation,
    to: &mut [u8],
    stride: usize,
) {
    let (from, _) = from.as_chunks::<4>();
    let drawn_rows = if swaps_sides(rotation) { width } else { height };
    for (row, line) in to.chunks_mut(stride).take(drawn_rows).enumerate() {
        let (line, _) = line.as_chunks_mut::<4>();
        match rotation {
            Rotation::None => line[..width].copy_from_slice(&from[row * width..][..width]),
            Rotation::Half => {
                let source = &from[(height - 1 - row) * width..][..width];
                for (pixel, &source) in line.iter_mut().zip(source.iter().rev()) {
                    *pixel = source;
                }
            }
            Rotation::Clockwise90 => {
                for (column, pixel) in line[..height].iter_mut().enumerate() {
                    *pixel = from[(height - 1 - column) * width + row];
                }
            }
            Rotation::Clockwise270 => {
                for (column, pixel) in line[..height].iter_mut().enumerate() {
                    *pixel = from[column * width + (width - 1 - row)];
                }
            }
        }
    }
}
