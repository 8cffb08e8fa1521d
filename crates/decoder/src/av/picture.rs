//! Decoded frames as [`Picture`]s: planes where they are, and everything needed to show them right.

use super::convert::Converter;
use super::facts::{StreamFacts, pixel_aspect, rotation_of_matrix};
use super::lent::lend;
use super::light;
use super::memory::Planes;
use crate::limits;
use ffmpeg_next::chroma::Location;
use ffmpeg_next::format::Pixel;
use ffmpeg_next::frame::{self, side_data};
use ffmpeg_next::{codec, color};
use media::{
    ChromaSiting, ColourMatrix, ColourRange, Colours, MediaError, MediaErrorKind, Picture, PixelAspect,
    PixelFormat, Plane, PlaneData, Primaries, Rotation, Transfer,
};
use std::sync::Arc;

/// What the stream says that a frame does not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PictureHints {
    pixel_aspect: Option<PixelAspect>,
    rotation: Rotation,
    /// Lossy WebP is BT.601 whatever its size (RFC 9649, section 2.5).
    webp: bool,
    /// PNG and JPEG use every sample value, also where the frame does not say so.
    photograph: bool,
    /// The brightest that the picture gets, in cd/m², where the container says it.
    peak: Option<u16>,
}

impl PictureHints {
    /// From the stream's headers.
    pub(crate) fn of(facts: &StreamFacts) -> Self {
        let codec = facts.decoder.map(|decoder| decoder.id());
        Self {
            pixel_aspect: facts.pixel_aspect,
            rotation: facts.rotation,
            webp: codec == Some(codec::Id::WEBP),
            photograph: matches!(codec, Some(codec::Id::PNG | codec::Id::MJPEG)),
            peak: facts.peak,
        }
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

/// A frame as a picture: its planes are not copied, but those in formats that the renderer does not
/// know are converted.
pub(crate) fn picture_of(
    frame: &frame::Video,
    hints: &PictureHints,
    converter: &mut Converter,
) -> Result<Picture, MediaError> {
    let (width, height) = (frame.width(), frame.height());
    limits::check_size(width, height)?;
    let colours = colours_of(frame, hints);
    let (planes, format) = match direct_format(frame.format()) {
        Some(format) => {
            let lent = lend(frame, format, width, height);
            (lent.or_else(|| copy_planes(frame, format, (width, height), &mut converter.planes)), format)
        }
        None => {
            let converted = converter.convert(frame, &colours)?;
            let format = direct_format(converted.format()).ok_or_else(unusable)?;
            (lend(converted, format, width, height), format)
        }
    };
    let planes = planes.ok_or_else(unusable)?;
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
    Some(match format {
        Pixel::GRAY8 => PixelFormat::Grey8,
        Pixel::GRAY10LE => PixelFormat::Grey10,
        Pixel::GRAY12LE => PixelFormat::Grey12,
        Pixel::YUV420P | Pixel::YUVJ420P => PixelFormat::Yuv420P8,
        Pixel::YUV420P10LE => PixelFormat::Yuv420P10,
        Pixel::YUV420P12LE => PixelFormat::Yuv420P12,
        Pixel::YUV422P | Pixel::YUVJ422P => PixelFormat::Yuv422P8,
        Pixel::YUV422P10LE => PixelFormat::Yuv422P10,
        Pixel::YUV422P12LE => PixelFormat::Yuv422P12,
        Pixel::YUV444P | Pixel::YUVJ444P => PixelFormat::Yuv444P8,
        Pixel::YUV444P10LE => PixelFormat::Yuv444P10,
        Pixel::YUV444P12LE => PixelFormat::Yuv444P12,
        Pixel::NV12 => PixelFormat::Nv12,
        Pixel::P010LE => PixelFormat::P010,
        Pixel::RGBA => PixelFormat::Rgba8,
        _ => return None,
    })
}

/// Copies of the planes, for frames whose memory cannot be lent.
fn copy_planes(
    frame: &frame::Video,
    format: PixelFormat,
    (width, height): (u32, u32),
    planes: &mut Planes,
) -> Option<Vec<Plane>> {
    (0..format.plane_count())
        .map(|index| copy_plane(frame, index, format.plane_size(index, width, height), planes))
        .collect()
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
    Some(Plane { stride: row_bytes, data: PlaneData::from(copy) })
}

fn colours_of(frame: &frame::Video, hints: &PictureHints) -> Colours {
    let full = is_full_range_format(frame.format());
    let range = match frame.color_range() {
        color::Range::JPEG => ColourRange::Full,
        _ if full || hints.photograph => ColourRange::Full,
        _ => ColourRange::Limited,
    };
    let transfer = match frame.color_transfer_characteristic() {
        color::TransferCharacteristic::SMPTE2084 => Transfer::Pq,
        color::TransferCharacteristic::ARIB_STD_B67 => Transfer::Hlg,
        _ => Transfer::Standard,
    };
    let primaries = match frame.color_primaries() {
        color::Primaries::BT2020 => Primaries::Bt2020,
        // High dynamic range has these by BT.2100, whatever was forgotten.
        color::Primaries::Unspecified if transfer != Transfer::Standard => Primaries::Bt2020,
        _ => Primaries::Bt709,
    };
    let siting = match frame.chroma_location() {
        Location::Center | Location::Bottom => ChromaSiting::Centre,
        Location::TopLeft => ChromaSiting::TopLeft,
        Location::Top => ChromaSiting::Top,
        // Lossy WebP is decoded like JPEG: libwebp's "fancy" upsampling puts chroma in the middle.
        Location::Unspecified if hints.webp => ChromaSiting::Centre,
        Location::Unspecified | Location::Left | Location::BottomLeft => ChromaSiting::Left,
    };
    let peak = if transfer == Transfer::Pq { light::peak_of_frame(frame).or(hints.peak) } else { None };
    Colours { matrix: matrix_of(frame, hints), range, transfer, primaries, siting, peak }
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
