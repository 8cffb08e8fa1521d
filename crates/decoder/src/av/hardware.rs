//! Decoding by graphics hardware, through FFmpeg's hwcontext: VAAPI and NVDEC (CUDA) on Linux,
//! D3D11VA and NVDEC on Windows, VideoToolbox on macOS. Decoded pictures are copied to ordinary
//! memory. Whatever fails, a clip is decoded in software instead.

use ffmpeg_next::{Codec, decoder, ffi, frame};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The kinds of devices that are tried, the likeliest first.
#[cfg(target_os = "windows")]
const KINDS: &[ffi::AVHWDeviceType] =
    &[ffi::AVHWDeviceType::AV_HWDEVICE_TYPE_D3D11VA, ffi::AVHWDeviceType::AV_HWDEVICE_TYPE_CUDA];
/// The kinds of devices that are tried, the likeliest first.
#[cfg(target_os = "macos")]
const KINDS: &[ffi::AVHWDeviceType] = &[ffi::AVHWDeviceType::AV_HWDEVICE_TYPE_VIDEOTOOLBOX];
/// The kinds of devices that are tried, the likeliest first.
#[cfg(not(any(target_os = "windows", target_os = "macos")))]
const KINDS: &[ffi::AVHWDeviceType] =
    &[ffi::AVHWDeviceType::AV_HWDEVICE_TYPE_VAAPI, ffi::AVHWDeviceType::AV_HWDEVICE_TYPE_CUDA];

/// Clips in which the hardware may fail before it is not asked any more.
const PATIENCE: u32 = 3;

/// Surfaces beside those that the codec needs: one that is held back, one that is being copied.
const EXTRA_SURFACES: core::ffi::c_int = 3;

/// The devices of this program, opened when they are first wanted.
#[derive(Debug, Default)]
pub(crate) struct Hardware {
    devices: Mutex<Vec<(ffi::AVHWDeviceType, Option<Arc<Device>>)>>,
    failures: AtomicU32,
}

/// An opened device.
#[derive(Debug)]
struct Device(*mut ffi::AVBufferRef);

// SAFETY: a reference to a device context may be used and released by any thread: libavutil counts
// references atomically, and the context is not changed after it was made.
unsafe impl Send for Device {}
// SAFETY: as above.
unsafe impl Sync for Device {}

impl Drop for Device {
    fn drop(&mut self) {
        // SAFETY: our own reference, released once.
        unsafe { ffi::av_buffer_unref(&mut self.0) }
    }
}

impl Hardware {
    /// Lets `context`, which is not opened yet, decode on a device. False: there is none for `codec`.
    pub(crate) fn equip(&self, context: &mut decoder::Decoder, codec: Codec) -> bool {
        if self.failures.load(Ordering::Relaxed) >= PATIENCE {
            return false;
        }
        let kinds = KINDS.iter().filter(|kind| decodes_on(codec, **kind));
        let Some(device) = kinds.filter_map(|kind| self.device(*kind)).next() else { return false };
        // SAFETY: the context is not opened yet, so these fields are the caller's to set; libavcodec
        // releases the reference with the context.
        unsafe {
            let reference = ffi::av_buffer_ref(device.0);
            let raw = context.as_mut_ptr();
            (*raw).hw_device_ctx = reference;
            (*raw).extra_hw_frames = EXTRA_SURFACES;
            !reference.is_null()
        }
    }

    fn device(&self, kind: ffi::AVHWDeviceType) -> Option<Arc<Device>> {
        let mut devices = self.devices.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, device)) = devices.iter().find(|(opened, _)| *opened == kind) {
            return device.clone();
        }
        let mut reference = core::ptr::null_mut();
        // SAFETY: device name and options may be null: the system's first one. On failure nothing is
        // stored.
        let made = unsafe {
            ffi::av_hwdevice_ctx_create(&mut reference, kind, core::ptr::null(), core::ptr::null_mut(), 0)
        };
        let device = (made >= 0 && !reference.is_null()).then(|| Arc::new(Device(reference)));
        tracing::debug!(?kind, opened = device.is_some(), "hardware decoding");
        devices.push((kind, device.clone()));
        device
    }

    /// The hardware failed in the middle of a clip.
    pub(crate) fn note_failure(&self) {
        self.failures.fetch_add(1, Ordering::Relaxed);
    }
}

/// Whether `codec` can decode on such a device.
fn decodes_on(codec: Codec, kind: ffi::AVHWDeviceType) -> bool {
    let method = ffi::AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX as core::ffi::c_int;
    // SAFETY: the codec is static; the list of its configurations ends with a null.
    let config = |index| unsafe { ffi::avcodec_get_hw_config(codec.as_ptr(), index).as_ref() };
    (0..).map_while(config).any(|config| config.device_type == kind && config.methods & method != 0)
}

/// Whether a frame lies in a device's memory.
pub(crate) fn is_on_device(frame: &frame::Video) -> bool {
    // SAFETY: the descriptor is null or static.
    let descriptor = unsafe { ffi::av_pix_fmt_desc_get(frame.format().into()).as_ref() };
    descriptor.is_some_and(|descriptor| descriptor.flags & ffi::AV_PIX_FMT_FLAG_HWACCEL as u64 != 0)
}

/// A copy of a device's frame in ordinary memory; `None`: the device failed.
pub(crate) fn to_memory(frame: &frame::Video) -> Option<frame::Video> {
    let mut copy = frame::Video::empty();
    // SAFETY: both frames are alive; libavutil allocates the empty one in a format of its choice, and
    // properties are copied between any two frames.
    let done = unsafe {
        ffi::av_hwframe_transfer_data(copy.as_mut_ptr(), frame.as_ptr(), 0) >= 0
            && ffi::av_frame_copy_props(copy.as_mut_ptr(), frame.as_ptr()) >= 0
    };
    done.then_some(copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codecs_say_what_they_can_be_decoded_on() {
        let h264 = ffmpeg_next::decoder::find(ffmpeg_next::codec::Id::H264).unwrap();
        let png = ffmpeg_next::decoder::find(ffmpeg_next::codec::Id::PNG).unwrap();
        assert!(KINDS.iter().any(|kind| decodes_on(h264, *kind)));
        assert!(!KINDS.iter().any(|kind| decodes_on(png, *kind)));
    }

    #[test]
    fn hardware_that_keeps_failing_is_not_asked_any_more() {
        let hardware = Hardware::default();
        for _ in 0..PATIENCE {
            hardware.note_failure();
        }
        let codec = ffmpeg_next::decoder::find(ffmpeg_next::codec::Id::H264).unwrap();
        let mut context = ffmpeg_next::codec::Context::new_with_codec(codec).decoder();
        assert!(!hardware.equip(&mut context, codec));
        assert!(hardware.devices.lock().unwrap().is_empty(), "no device was opened");
    }
}
