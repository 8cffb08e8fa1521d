//! Where a picture lies on a canvas.

use media::Rotation;

/// A rectangle of whole pixels; the origin is the canvas's top left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PixelRect {
    /// Pixels from the left.
    pub x: u32,
    /// Pixels from the top.
    pub y: u32,
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

impl PixelRect {
    /// All of a canvas of this size.
    #[must_use]
    pub const fn whole((width, height): (u32, u32)) -> Self {
        Self { x: 0, y: 0, width, height }
    }

    /// Whether it has no area.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// What of it lies on a canvas of this size.
    #[must_use]
    pub fn within(self, (width, height): (u32, u32)) -> Self {
        let (x, y) = (self.x.min(width), self.y.min(height));
        Self { x, y, width: self.width.min(width - x), height: self.height.min(height - y) }
    }
}

/// Where a picture of this display size ([`media::Picture::display_size`]) is drawn in `area`: as
/// large as it can be without changing its shape, in the middle, with bars on two sides.
#[must_use]
pub fn fit((width, height): (u32, u32), area: PixelRect) -> PixelRect {
    if area.is_empty() || width == 0 || height == 0 {
        return PixelRect { width: 0, height: 0, ..area };
    }
    let wide = u64::from(width) * u64::from(area.height) >= u64::from(height) * u64::from(area.width);
    let (fitted_width, fitted_height) = if wide {
        (area.width, in_proportion(height, area.width, width).min(area.height))
    } else {
        (in_proportion(width, area.height, height).min(area.width), area.height)
    };
    PixelRect {
        x: area.x + (area.width - fitted_width) / 2,
        y: area.y + (area.height - fitted_height) / 2,
        width: fitted_width,
        height: fitted_height,
    }
}

/// `value × numerator ÷ denominator`, rounded, at least 1.
fn in_proportion(value: u32, numerator: u32, denominator: u32) -> u32 {
    let denominator = u64::from(denominator);
    let exact = (u64::from(value) * u64::from(numerator) + denominator / 2) / denominator;
    u32::try_from(exact).unwrap_or(u32::MAX).max(1)
}

/// Whether width and height change places.
pub(crate) const fn swaps_sides(rotation: Rotation) -> bool {
    matches!(rotation, Rotation::Clockwise90 | Rotation::Clockwise270)
}

/// From a place on the drawn picture to the place in the planes that is seen there, both from 0 at
/// the left or top to 1: two rows of (factor of x, factor of y, constant).
pub(crate) const fn source_from_drawn(rotation: Rotation) -> [[f32; 3]; 2] {
    match rotation {
        Rotation::None => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]],
        Rotation::Clockwise90 => [[0.0, 1.0, 0.0], [-1.0, 0.0, 1.0]],
        Rotation::Half => [[-1.0, 0.0, 1.0], [0.0, -1.0, 1.0]],
        Rotation::Clockwise270 => [[0.0, -1.0, 1.0], [1.0, 0.0, 0.0]],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fits_without_changing_the_shape() {
        let area = PixelRect { x: 10, y: 20, width: 640, height: 360 };
        let cases = [
            ((1920, 1080), (10, 20, 640, 360)),
            ((640, 480), (90, 20, 480, 360)),
            ((480, 640), (195, 20, 270, 360)),
            ((1000, 100), (10, 168, 640, 64)),
            ((1, 1), (150, 20, 360, 360)),
            ((u32::MAX, 1), (10, 199, 640, 1)),
            ((1, u32::MAX), (329, 20, 1, 360)),
            ((1919, 1079), (10, 20, 640, 360)),
        ];
        for (size, (x, y, width, height)) in cases {
            assert_eq!(fit(size, area), PixelRect { x, y, width, height }, "{size:?}");
        }
    }

    #[test]
    fn nothing_fits_in_nothing() {
        assert!(fit((16, 9), PixelRect::default()).is_empty());
        assert!(fit((0, 9), PixelRect::whole((100, 100))).is_empty());
    }

    #[test]
    fn what_lies_outside_is_cut_off() {
        let rect = PixelRect { x: 50, y: 50, width: 100, height: 100 };
        assert_eq!(rect.within((80, 200)), PixelRect { x: 50, y: 50, width: 30, height: 100 });
        assert!(rect.within((40, 40)).is_empty());
    }
}
