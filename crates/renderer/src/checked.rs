//! Pictures whose planes have been found to hold what they promise.

use crate::geometry::PixelRect;
use media::{Picture, PixelFormat, Plane};
use std::sync::Arc;

/// Why a picture cannot be shown. The one that was shown before stays.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PictureError {
    /// A side is zero.
    #[error("the picture has no pixels ({width}×{height})")]
    Empty {
        /// Samples in a row.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// A side is more than the device can hold.
    #[error("the picture of {width}×{height} is too large: no side may be over {largest} pixels")]
    TooLarge {
        /// Samples in a row.
        width: u32,
        /// Rows.
        height: u32,
        /// The limit.
        largest: u32,
    },
    /// There are fewer or more planes than the format has.
    #[error("the picture has {found} planes, its format {format:?} has {wanted}")]
    Planes {
        /// How they should be laid out.
        format: PixelFormat,
        /// How many there are.
        found: usize,
        /// How many there should be.
        wanted: usize,
    },
    /// A plane is shorter than its rows.
    #[error("plane {plane} of the picture has {found} bytes in rows of {stride}, but needs {wanted}")]
    PlaneTooShort {
        /// Which, from 0.
        plane: usize,
        /// Bytes that are there.
        found: usize,
        /// Its stride.
        stride: usize,
        /// Bytes that are needed.
        wanted: usize,
    },
    /// The memory that the picture was to be written to does not hold the rectangle.
    #[error("{bytes} bytes in rows of {stride} do not hold a picture at {rect:?}")]
    NoRoom {
        /// Where the picture was to go.
        rect: PixelRect,
        /// Bytes that are there.
        bytes: usize,
        /// Bytes from one row to the next.
        stride: usize,
    },
}

/// A picture whose planes may be read without looking again.
#[derive(Clone, Debug)]
pub(crate) struct CheckedPicture(Arc<Picture>);

impl CheckedPicture {
    pub(crate) fn new(picture: &Arc<Picture>, largest: u32) -> Result<Self, PictureError> {
        let Picture { width, height, format, .. } = **picture;
        if width == 0 || height == 0 {
            return Err(PictureError::Empty { width, height });
        }
        if width > largest || height > largest {
            return Err(PictureError::TooLarge { width, height, largest });
        }
        let (found, wanted) = (picture.planes.len(), format.plane_count());
        if found != wanted {
            return Err(PictureError::Planes { format, found, wanted });
        }
        for (plane, Plane { stride, data }) in picture.planes.iter().enumerate() {
            let (row, rows) = format.plane_size(plane, width, height);
            // The last row may lack its padding. A stride near usize::MAX saturates: too short.
            let wanted = stride.saturating_mul(rows - 1).saturating_add(row);
            if *stride < row || data.len() < wanted {
                return Err(PictureError::PlaneTooShort {
                    plane,
                    found: data.len(),
                    stride: *stride,
                    wanted,
                });
            }
        }
        Ok(Self(Arc::clone(picture)))
    }

    pub(crate) fn picture(&self) -> &Arc<Picture> {
        &self.0
    }

    /// Row `row` of plane `index`: exactly the bytes that hold samples.
    pub(crate) fn row(&self, index: usize, row: usize) -> &[u8] {
        let Plane { stride, data } = &self.0.planes[index];
        let (bytes, _) = self.0.format.plane_size(index, self.0.width, self.0.height);
        &data[row * stride..][..bytes]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use media::{Colours, PixelAspect, Rotation};

    fn picture(width: u32, height: u32, planes: &[(usize, usize)]) -> Arc<Picture> {
        Arc::new(Picture {
            width,
            height,
            format: PixelFormat::Yuv420P8,
            planes: planes
                .iter()
                .map(|&(stride, bytes)| Plane { stride, data: vec![0; bytes].into() })
                .collect(),
            colours: Colours::default(),
            rotation: Rotation::None,
            pixel_aspect: PixelAspect::SQUARE,
        })
    }

    #[test]
    fn takes_what_is_complete() {
        for (width, height, planes) in [
            (1, 1, [(1, 1), (1, 1), (1, 1)]),
            (3, 5, [(3, 15), (2, 6), (2, 6)]),
            // The last row's padding may be missing.
            (3, 5, [(64, 64 * 4 + 3), (32, 32 * 2 + 2), (32, 32 * 2 + 2)]),
        ] {
            assert!(CheckedPicture::new(&picture(width, height, &planes), 100).is_ok());
        }
    }

    #[test]
    fn refuses_what_is_not() {
        type Case = (u32, u32, &'static [(usize, usize)], &'static str);
        let cases: [Case; 8] = [
            (0, 5, &[(0, 0), (0, 0), (0, 0)], "no pixels"),
            (5, 0, &[(5, 0), (3, 0), (3, 0)], "no pixels"),
            (101, 1, &[(101, 101), (51, 51), (51, 51)], "too large"),
            (u32::MAX, u32::MAX, &[(1, 1), (1, 1), (1, 1)], "too large"),
            (4, 4, &[(4, 16), (2, 4)], "2 planes"),
            (4, 4, &[(4, 15), (2, 4), (2, 4)], "plane 0"),
            (4, 4, &[(3, 16), (2, 4), (2, 4)], "plane 0"),
            (4, 4, &[(4, 16), (2, 4), (usize::MAX, 4)], "plane 2"),
        ];
        for (width, height, planes, part) in cases {
            let error = CheckedPicture::new(&picture(width, height, planes), 100).unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
    }
}
