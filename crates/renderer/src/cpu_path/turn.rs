//! Finished pixels turned upright.

use crate::geometry::swaps_sides;
use media::Rotation;
use std::ops::Range;

/// Copies pixels of this size to rows `stride` apart, turned clockwise: only these rows of what comes
/// out, of which the first begins `to`.
pub(super) fn turn(
    from: &[u8],
    (width, height): (usize, usize),
    rotation: Rotation,
    rows: Range<usize>,
    to: &mut [u8],
    stride: usize,
) {
    let (from, _) = from.as_chunks::<4>();
    let drawn_rows = if swaps_sides(rotation) { width } else { height };
    for (row, line) in (rows.start..rows.end.min(drawn_rows)).zip(to.chunks_mut(stride)) {
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
