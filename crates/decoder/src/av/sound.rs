//! Decoded sound as interleaved stereo at one rate, with swresample.

use ffmpeg_next::{Error, ffi, frame};
use media::{MediaError, MediaErrorKind};

/// Converts frames of one rate, format and layout.
pub(crate) struct Resampler {
    context: *mut ffi::SwrContext,
    layout: Layout,
    format: core::ffi::c_int,
    rate: u32,
    output_rate: u32,
}

/// A layout of loudspeakers that is freed when dropped.
struct Layout(ffi::AVChannelLayout);

impl Layout {
    /// That of a frame, or the usual one for its number of channels when it does not say.
    fn of(frame: &frame::Audio) -> Option<Self> {
        // SAFETY: an all-zero layout is a valid empty one by its documentation; the copy is freed by
        // Drop, the frame's own stays the frame's.
        unsafe {
            let source = &raw const (*frame.as_ptr()).ch_layout;
            let mut layout: ffi::AVChannelLayout = core::mem::zeroed();
            if (*source).order == ffi::AVChannelOrder::AV_CHANNEL_ORDER_UNSPEC {
                ffi::av_channel_layout_default(&mut layout, (*source).nb_channels);
            } else if ffi::av_channel_layout_copy(&mut layout, source) < 0 {
                return None;
            }
            Some(Self(layout))
        }
    }

    /// Two channels.
    fn stereo() -> Self {
        Self::usual(2)
    }

    fn usual(channels: core::ffi::c_int) -> Self {
        // SAFETY: as above.
        unsafe {
            let mut layout: ffi::AVChannelLayout = core::mem::zeroed();
            ffi::av_channel_layout_default(&mut layout, channels);
            Self(layout)
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        // SAFETY: both are valid layouts.
        unsafe { ffi::av_channel_layout_compare(&self.0, &other.0) == 0 }
    }
}

impl Drop for Layout {
    fn drop(&mut self) {
        // SAFETY: valid, and not used afterwards.
        unsafe { ffi::av_channel_layout_uninit(&mut self.0) }
    }
}

impl Resampler {
    /// For frames like this one.
    pub(crate) fn for_frame(frame: &frame::Audio, output_rate: u32) -> Result<Self, MediaError> {
        let failed = |error: Error| {
            tracing::debug!(%error, "resampler");
            let message = "its sound has a form that cannot be played: convert it to stereo AAC";
            MediaError::new(MediaErrorKind::NotSupported, message)
        };
        let mut layout = Layout::of(frame).ok_or_else(|| failed(Error::InvalidData))?;
        let (format, rate) = (raw_format(frame), frame.rate());
        let number = |value: u32| core::ffi::c_int::try_from(value).ok().filter(|value| *value > 0);
        let (Some(in_rate), Some(out_rate), Some(in_format)) =
            (number(rate), number(output_rate), sample_format(format))
        else {
            return Err(failed(Error::InvalidData));
        };
        let mut stereo = Layout::stereo();
        // One channel is played as loud on both sides, not 3 dB softer; told apart by the count
        // because its place (centre, left) does not matter.
        if layout.0.nb_channels == 1 {
            layout = Layout::usual(1);
        }
        let mut context = core::ptr::null_mut();
        // SAFETY: swr_alloc_set_opts2 makes the context and copies the layouts; on success it is
        // owned by the value made at once, which frees it also when swr_init fails.
        unsafe {
            let made = ffi::swr_alloc_set_opts2(
                &mut context,
                &mut stereo.0,
                ffi::AVSampleFormat::AV_SAMPLE_FMT_FLT,
                out_rate,
                &mut layout.0,
                in_format,
                in_rate,
                0,
                core::ptr::null_mut(),
            );
            if made < 0 || context.is_null() {
                return Err(failed(Error::from(made)));
            }
            let mono = layout.0.nb_channels == 1;
            let resampler = Self { context, layout, format, rate, output_rate };
            // Mixing down many channels must not exceed full scale.
            let set = ffi::av_opt_set_double(context.cast(), c"rematrix_maxval".as_ptr(), 1.0, 0);
            let matrix = [1.0_f64, 1.0];
            let mixed = if mono { ffi::swr_set_matrix(context, matrix.as_ptr(), 1) } else { 0 };
            let result = if set < 0 || mixed < 0 { set.min(mixed) } else { ffi::swr_init(context) };
            if result < 0 { Err(failed(Error::from(result))) } else { Ok(resampler) }
        }
    }

    /// Whether this frame is of the form that this was made for.
    pub(crate) fn suits(&self, frame: &frame::Audio) -> bool {
        let layout =
            Layout::of(frame).map(|layout| if layout.0.nb_channels == 1 { Layout::usual(1) } else { layout });
        self.format == raw_format(frame)
            && self.rate == frame.rate()
            && layout.is_some_and(|layout| layout.is_same(&self.layout))
    }

    /// Sample frames a second that go in.
    pub(crate) fn input_rate(&self) -> u32 {
        self.rate
    }

    /// Converts a frame and appends what comes out, which lags a little behind.
    pub(crate) fn feed(&mut self, frame: &frame::Audio, out: &mut Vec<f32>) -> Result<(), MediaError> {
        // SAFETY: `extended_data` has a pointer for every plane of `nb_samples` samples.
        let (planes, count) = unsafe { ((*frame.as_ptr()).extended_data, (*frame.as_ptr()).nb_samples) };
        if count <= 0 {
            return Ok(());
        }
        if planes.is_null() {
            return Err(damaged());
        }
        self.run(planes.cast(), count, out)
    }

    /// Appends what lags behind. Nothing can be fed afterwards.
    pub(crate) fn finish(mut self, out: &mut Vec<f32>) -> Result<(), MediaError> {
        self.run(core::ptr::null_mut(), 0, out)
    }

    fn run(
        &mut self,
        planes: *mut *const u8,
        count: core::ffi::c_int,
        out: &mut Vec<f32>,
    ) -> Result<(), MediaError> {
        // SAFETY: the context is initialised.
        let room = unsafe { ffi::swr_get_out_samples(self.context, count) };
        // A frame of more than a minute is damage, and not worth the memory.
        let most = i64::from(self.output_rate) * 64;
        if room < 0 || i64::from(room) > most {
            return Err(damaged());
        }
        // The last samples come out only when there is room for more than the estimate.
        let room = room.saturating_add(64);
        let before = out.len();
        out.resize(before + room.unsigned_abs() as usize * 2, 0.0);
        let Some(target) = out.get_mut(before..) else { return Err(damaged()) };
        let mut target: [*mut u8; 1] = [target.as_mut_ptr().cast()];
        // SAFETY: the output is packed stereo, so there is one plane, with room for `room` frames
        // of two floats; `planes` is null (draining) or as described in `feed`, of the form that
        // the context was made for.
        let written = unsafe { ffi::swr_convert(self.context, target.as_mut_ptr(), room, planes, count) };
        let written = usize::try_from(written).map_err(|_| damaged())?;
        out.truncate(before + written * 2);
        Ok(())
    }
}

impl Drop for Resampler {
    fn drop(&mut self) {
        // SAFETY: made by swr_alloc_set_opts2, freed once.
        unsafe { ffi::swr_free(&mut self.context) }
    }
}

fn raw_format(frame: &frame::Audio) -> core::ffi::c_int {
    // SAFETY: a plain number of a live frame.
    unsafe { (*frame.as_ptr()).format }
}

fn sample_format(format: core::ffi::c_int) -> Option<ffi::AVSampleFormat> {
    use ffi::AVSampleFormat as F;
    [
        F::AV_SAMPLE_FMT_U8,
        F::AV_SAMPLE_FMT_S16,
        F::AV_SAMPLE_FMT_S32,
        F::AV_SAMPLE_FMT_FLT,
        F::AV_SAMPLE_FMT_DBL,
        F::AV_SAMPLE_FMT_U8P,
        F::AV_SAMPLE_FMT_S16P,
        F::AV_SAMPLE_FMT_S32P,
        F::AV_SAMPLE_FMT_FLTP,
        F::AV_SAMPLE_FMT_DBLP,
        F::AV_SAMPLE_FMT_S64,
        F::AV_SAMPLE_FMT_S64P,
    ]
    .into_iter()
    .find(|known| *known as core::ffi::c_int == format)
}

fn damaged() -> MediaError {
    MediaError::new(MediaErrorKind::Damaged, "a part of its sound is damaged: export it again")
}
