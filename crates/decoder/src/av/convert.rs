//! Pixel formats that the renderer does not know become ones that it does, with swscale.

use super::memory::Planes;
use ffmpeg_next::ffi;
use ffmpeg_next::format::Pixel;
use ffmpeg_next::frame;
use media::{ColourMatrix, ColourRange, Colours, MediaError, MediaErrorKind};

/// Made frames that are remembered, to be used again: as many as pictures wait at a time, and some.
const MOST_KEPT: usize = 32;

/// Converts frames; remembers the tables of the last kind of frame, and planes to copy into.
pub(crate) struct Converter {
    /// Where pictures are copied to.
    pub(crate) planes: Planes,
    scaler: *mut ffi::SwsContext,
    /// Frames that were made: those that no picture refers to any more are used again.
    made: Vec<frame::Video>,
    prepared_for: Option<(Pixel, u32, u32, Pixel, Colours)>,
}

impl Converter {
    /// Nothing is allocated before the first frame that needs it.
    pub(crate) fn new() -> Self {
        Self {
            planes: Planes::default(),
            scaler: core::ptr::null_mut(),
            made: Vec::new(),
            prepared_for: None,
        }
    }

    /// A copy of `source` in a format that the renderer knows, of the same size, matrix and range.
    /// It stays as it is for as long as somebody refers to its buffers.
    pub(crate) fn convert(
        &mut self,
        source: &frame::Video,
        colours: &Colours,
    ) -> Result<&frame::Video, MediaError> {
        let target = target_format(source.format());
        let (width, height) = (source.width(), source.height());
        self.prepare((source.format(), width, height, target, *colours))?;
        let mut result = self.frame(target, width, height);
        let rows = core::ffi::c_int::try_from(height).map_err(|_| failed())?;
        // SAFETY: the scaler was made for exactly these formats and this size; both frames own
        // planes of that size (checked for the new one, whose allocation may fail).
        let written = unsafe {
            if result.is_empty() {
                return Err(failed());
            }
            ffi::sws_scale(
                self.scaler,
                (*source.as_ptr()).data.as_ptr().cast(),
                (*source.as_ptr()).linesize.as_ptr(),
                0,
                rows,
                (*result.as_mut_ptr()).data.as_ptr(),
                (*result.as_mut_ptr()).linesize.as_ptr(),
            )
        };
        if written != rows {
            return Err(failed());
        }
        self.made.push(result);
        self.made.last().ok_or_else(failed)
    }

    /// A frame whose memory nobody uses: one from before, or a new one.
    fn frame(&mut self, format: Pixel, width: u32, height: u32) -> frame::Video {
        self.made.retain(|made| (made.format(), made.width(), made.height()) == (format, width, height));
        // SAFETY: the frames are alive; this only reads the counts of their buffers.
        let free = |made: &frame::Video| unsafe { ffi::av_frame_is_writable(made.as_ptr().cast_mut()) == 1 };
        if let Some(index) = self.made.iter().position(free) {
            return self.made.swap_remove(index);
        }
        if self.made.len() >= MOST_KEPT {
            // The picture that it was made into keeps its memory; only this reference goes.
            self.made.remove(0);
        }
        frame::Video::new(format, width, height)
    }

    fn prepare(&mut self, wanted: (Pixel, u32, u32, Pixel, Colours)) -> Result<(), MediaError> {
        if self.prepared_for == Some(wanted) {
            return Ok(());
        }
        self.prepared_for = None;
        let (from, width, height, to, colours) = wanted;
        let size = |value: u32| core::ffi::c_int::try_from(value).map_err(|_| failed());
        let (width, height) = (size(width)?, size(height)?);
        let flags =
            ffi::SWS_BICUBIC | ffi::SWS_ACCURATE_RND | ffi::SWS_FULL_CHR_H_INT | ffi::SWS_FULL_CHR_H_INP;
        // SAFETY: the scaler is null or ours; sws_getCachedContext frees the old one when it makes
        // a new one. Filters and parameters may be null. The coefficient tables are static.
        unsafe {
            self.scaler = ffi::sws_getCachedContext(
                self.scaler,
                width,
                height,
                from.into(),
                width,
                height,
                to.into(),
                flags as _,
                core::ptr::null_mut(),
                core::ptr::null_mut(),
                core::ptr::null(),
            );
            if self.scaler.is_null() {
                return Err(failed());
            }
            let table = ffi::sws_getCoefficients(match colours.matrix {
                ColourMatrix::Bt601 => ffi::SWS_CS_ITU601,
                ColourMatrix::Bt709 => ffi::SWS_CS_ITU709,
                ColourMatrix::Bt2020 => ffi::SWS_CS_BT2020,
            });
            let range = core::ffi::c_int::from(colours.range == ColourRange::Full);
            // Says −1 where neither side has a matrix (RGB to RGB): nothing to set there.
            let _nothing_to_set =
                ffi::sws_setColorspaceDetails(self.scaler, table, range, table, range, 0, 1 << 16, 1 << 16);
        }
        self.prepared_for = Some(wanted);
        Ok(())
    }
}

impl Drop for Converter {
    fn drop(&mut self) {
        // SAFETY: null or made by sws_getCachedContext, and freed once.
        unsafe { ffi::sws_freeContext(self.scaler) }
    }
}

fn failed() -> MediaError {
    let message = "its pixel format cannot be converted: convert it to 8-bit 4:2:0";
    MediaError::new(MediaErrorKind::NotSupported, message)
}

/// What a format becomes: RGB and everything with alpha RGBA; the rest planes with no less chroma
/// than it has, of 8 bits, or of 10 or 12 where it has more than 8 or 10.
fn target_format(format: Pixel) -> Pixel {
    // SAFETY: the descriptor is null or static.
    let Some(descriptor) = (unsafe { ffi::av_pix_fmt_desc_get(format.into()).as_ref() }) else {
        return Pixel::YUV420P;
    };
    let has = |flag: core::ffi::c_int| descriptor.flags & flag as u64 != 0;
    if has(ffi::AV_PIX_FMT_FLAG_RGB) || has(ffi::AV_PIX_FMT_FLAG_PAL) || has(ffi::AV_PIX_FMT_FLAG_ALPHA) {
        return Pixel::RGBA;
    }
    let formats = match (descriptor.nb_components, descriptor.log2_chroma_w, descriptor.log2_chroma_h) {
        (0..3, ..) => [Pixel::GRAY8, Pixel::GRAY10LE, Pixel::GRAY12LE],
        (_, 0, _) => [Pixel::YUV444P, Pixel::YUV444P10LE, Pixel::YUV444P12LE],
        (_, _, 0) => [Pixel::YUV422P, Pixel::YUV422P10LE, Pixel::YUV422P12LE],
        _ => [Pixel::YUV420P, Pixel::YUV420P10LE, Pixel::YUV420P12LE],
    };
    formats[match descriptor.comp[0].depth {
        ..=8 => 0,
        9..=10 => 1,
        _ => 2,
    }]
}
