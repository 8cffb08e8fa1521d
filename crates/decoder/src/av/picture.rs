//! Decoded frames as [`Picture`]s: planes copied once, and everything needed to show them right.

use super::convert::Converter;
use super::facts::{StreamFacts, pixel_aspect, rotation_of_matrix};
use super::memory::Planes;
use crate::limits;
use ffmpeg_next::format::Pixel;
use ffmpeg_next::frame::{self, side_data};
use ffmpeg_next::{codec, color};
use media::{
    ColourMatrix, ColourRange, Colours, MediaError, MediaErrorKind, Picture, PixelAspect, PixelFormat, Plane,
    Rotation, Transfer,
};
use std::sync::Arc;

/// What the stream says that a frame does not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PictureHints {
    pixel_aspect: Option<PixelAspect>,
    rotation: Rotation,
    /// Lossy WebP is BT.601 whatever its size (RFC 9649, section 2.5).
    webp: bool,
}

impl PictureHints {
    /// From the stream's headers.
    pub(crate) fn of(facts: &StreamFacts) -> Self {
        let webp = facts.decoder.is_some_and(|decoder| decoder.id() == codec::Id::WEBP);
        Self { pixel_aspect: facts.pixel_aspect, rotation: facts.rotation, webp }
    }
}

/// Width and height as shown, from the headers alone.
pub(crate) fn header_display_size(facts: &StreamFacts) -> (u32, u32) {
    let picture = Picture {
        width: facts.size.0,
        height: facts.size.1,
        format: PixelFormat::Yuv420P8,
        planes: Vec::new(),
        colours: Colours::default(),
        rotation: facts.rotation,
        pixel_aspect: facts.pixel_aspect.unwrap_or_default(),
    };
    picture.display_size()
}

/// Copies a frame's planes, converting what the renderer does not know.
pub(crate) fn picture_of(
    frame: &frame::Video,
    hints: &PictureHints,
    converter: &mut Converter,
) -> Result<Picture, MediaError> {
    let (width, height) = (frame.width(), frame.height());
    limits::check_size(width, height)?;
    let colours = colours_of(frame, hints);
    let converted;
    let (source, format) = match direct_format(frame.format()) {
        Some(format) => (frame, format),
        None => {
            converted = converter.convert(frame, &colours)?;
            (&converted, direct_format(converted.format()).ok_or_else(unusable)?)
        }
    };
    let planes = (0..format.plane_count())
        .map(|index| {
            copy_plane(source, index, format.plane_size(index, width, height), &mut converter.planes)
        })
        .collect::<Option<Vec<Plane>>>()
        .ok_or_else(unusable)?;
    let matrix = frame.side_data(side_data::Type::DisplayMatrix);
    Ok(Picture {
        width,
        height,
        format,
        planes,
        colours,
        rotation: matrix.map_or(hints.rotation, |matrix| rotation_of_matrix(matrix.data())),
        pixel_aspect: hints.pixel_aspect.or_else(|| pixel_aspect(frame.aspect_ratio())).unwrap_or_default(),
    })
}

fn unusable() -> MediaError {
    MediaError::new(MediaErrorKind::Damaged, "a picture in it cannot be used: export it again")
}

/// Formats that are handed on as they are.
fn direct_format(format: Pixel) -> Option<PixelFormat> {
    match format {
        Pixel::YUV420P | Pixel::YUVJ420P => Some(PixelFormat::Yuv420P8),
        Pixel::YUV420P10LE => Some(PixelFormat::Yuv420P10),
        Pixel::NV12 => Some(PixelFormat::Nv12),
        Pixel::RGBA => Some(PixelFormat::Rgba8),
        _ => None,
    }
}

/// Copies one plane without the padding between its rows, into one of `planes` if one is free.
fn copy_plane(
    frame: &frame::Video,
    index: usize,
    (row_bytes, rows): (usize, usize),
    planes: &mut Planes,
) -> Option<Plane> {
    // SAFETY: the frame is alive; the arrays have eight places and `index` is below four.
    let (data, line) = unsafe { ((*frame.as_ptr()).data[index], (*frame.as_ptr()).linesize[index]) };
    let line = isize::try_from(line).ok()?;
    if data.is_null() || line.unsigned_abs() < row_bytes || row_bytes == 0 {
        return None;
    }
    let length = row_bytes.checked_mul(rows)?;
    // SAFETY: zeros are bytes. The system gives big blocks as zeros: writing them costs nothing.
    let fresh = || unsafe { Arc::<[u8]>::new_zeroed_slice(length).assume_init() };
    let mut copy = planes.take(length).unwrap_or_else(fresh);
    let target = Arc::get_mut(&mut copy)?;
    for (row, out) in target.chunks_exact_mut(row_bytes).enumerate() {
        let offset = isize::try_from(row).ok()?.checked_mul(line)?;
        // SAFETY: a frame of this format and size has `rows` rows of at least `row_bytes` bytes in
        // this plane, `line` bytes apart (backwards when negative, `data` then being the last in
        // memory); `out` is as long, and not part of the frame.
        unsafe { core::ptr::copy_nonoverlapping(data.offset(offset), out.as_mut_ptr(), row_bytes) };
    }
    planes.remember(&copy);
    Some(Plane { stride: row_bytes, data: copy })
}

fn colours_of(frame: &frame::Video, hints: &PictureHints) -> Colours {
    let full = is_full_range_format(frame.format());
    let range = match frame.color_range() {
        color::Range::JPEG => ColourRange::Full,
        _ if full => ColourRange::Full,
        _ => ColourRange::Limited,
    };
    let transfer = match frame.color_transfer_characteristic() {
        color::TransferCharacteristic::SMPTE2084 => Transfer::Pq,
        color::TransferCharacteristic::ARIB_STD_B67 => Transfer::Hlg,
        _ => Transfer::Standard,
    };
    Colours { matrix: matrix_of(frame, hints), range, transfer }
}

fn matrix_of(frame: &frame::Video, hints: &PictureHints) -> ColourMatrix {
    match frame.color_space() {
        color::Space::BT709 => ColourMatrix::Bt709,
        color::Space::BT470BG | color::Space::SMPTE170M | color::Space::FCC => ColourMatrix::Bt601,
        color::Space::BT2020NCL | color::Space::BT2020CL => ColourMatrix::Bt2020,
        _ if hints.webp => ColourMatrix::Bt601,
        // Untagged: standard definition (also after rotation) is BT.601, the rest BT.709.
        _ if frame.height() < 720 && frame.width() < 1280 => ColourMatrix::Bt601,
        _ => ColourMatrix::Bt709,
    }
}

/// The deprecated "J" formats, which mean full range whatever the tag says.
pub(crate) fn is_full_range_format(format: Pixel) -> bool {
    matches!(format, Pixel::YUVJ420P | Pixel::YUVJ422P | Pixel::YUVJ444P | Pixel::YUVJ440P | Pixel::YUVJ411P)
}
