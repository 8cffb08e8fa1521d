//! Opening the one cpal stream of a story.

use crate::callback::Callback;
use crate::error::OpenError;
use crate::parts::{Parts, parts};
use crate::shared::{Failure, Shared};
use core::time::Duration;
use cpal::traits::{DeviceTrait, HostTrait, StreamTrait};
use cpal::{BufferSize, ErrorKind, FromSample, OutputCallbackInfo, SampleFormat, SizedSample};
use cpal::{StreamConfig, SupportedBufferSize, SupportedStreamConfig};
use media_time::{Clock, MediaDuration};
use std::sync::Arc;
use std::thread;

/// A device that takes longer to open is done without.
const PATIENCE: Duration = Duration::from_secs(5);
/// A device that swallows sound at once is found out in this time.
const PROBE: Duration = Duration::from_millis(60);
/// The wanted buffer, as a part of a second: about 21 ms, short enough for cues and cuts that are
/// skipped, long enough for a busy office machine.
const BUFFERS_A_SECOND: u32 = 47;
/// Sample frames that are converted at a time.
const CHUNK_FRAMES: usize = 512;

/// A playing stream and the core thread's ends of its rings.
pub(crate) struct Opened {
    pub(crate) stream: cpal::Stream,
    pub(crate) parts: Parts,
    pub(crate) rate: u32,
}

/// Opens the default device on a thread of its own, so that one that hangs costs only [`PATIENCE`].
pub(crate) fn open(clock: Arc<dyn Clock>) -> Result<Opened, OpenError> {
    let (sender, receiver) = crossbeam_channel::bounded(1);
    let opener = move || {
        let quiet = Quiet::begin();
        let opened = open_here(&clock);
        quiet.end();
        // Nobody waits any more: the stream is dropped here.
        let _ = sender.send(opened);
    };
    let thread = thread::Builder::new().name("audio-open".to_owned()).spawn(opener);
    thread.map_err(|error| OpenError::Thread(error.to_string()))?;
    receiver.recv_timeout(PATIENCE).unwrap_or(Err(OpenError::NoAnswer))
}

/// Closes a stream on a thread of its own: a device that is gone can take its time.
pub(crate) fn close(stream: cpal::Stream) {
    if let Err(error) = thread::Builder::new().name("audio-close".to_owned()).spawn(move || drop(stream)) {
        tracing::debug!(%error, "the sound device was closed on the core thread");
    }
}

fn open_here(clock: &Arc<dyn Clock>) -> Result<Opened, OpenError> {
    // Only the default device is asked for: enumerating opens every device there could be.
    let none = || OpenError::NoDevice("there is no default device".to_owned());
    let device = cpal::default_host().default_output_device().ok_or_else(none)?;
    let supported = device.default_output_config().map_err(|error| refused(&error))?;
    let fixed = fixed_buffer(&supported).map(|frames| build(&device, &supported, frames, clock));
    let opened = match fixed {
        Some(Ok(opened)) => opened,
        _ => build(&device, &supported, BufferSize::Default, clock)?,
    };
    opened.stream.play().map_err(|error| refused(&error))?;
    thread::sleep(PROBE);
    match opened.parts.shared.failure() {
        None => Ok(opened),
        Some(Failure::TooFast) => Err(OpenError::TooFast),
        Some(Failure::Lost) => Err(OpenError::NoDevice("it went away at once".to_owned())),
    }
}

fn refused(error: &cpal::Error) -> OpenError {
    match error.kind() {
        ErrorKind::DeviceNotAvailable | ErrorKind::HostUnavailable => {
            OpenError::NoDevice("none is connected".to_owned())
        }
        ErrorKind::DeviceBusy => OpenError::NoDevice("another program uses it alone".to_owned()),
        _ => OpenError::NoDevice(error.to_string().trim_end_matches('.').to_owned()),
    }
}

fn fixed_buffer(supported: &SupportedStreamConfig) -> Option<BufferSize> {
    let wanted = supported.sample_rate().div_ceil(BUFFERS_A_SECOND).next_power_of_two();
    match *supported.buffer_size() {
        SupportedBufferSize::Range { min, max } if min <= max => {
            Some(BufferSize::Fixed(wanted.clamp(min, max)))
        }
        SupportedBufferSize::Range { .. } | SupportedBufferSize::Unknown => None,
    }
}

fn build(
    device: &cpal::Device,
    supported: &SupportedStreamConfig,
    buffer_size: BufferSize,
    clock: &Arc<dyn Clock>,
) -> Result<Opened, OpenError> {
    let config = StreamConfig { buffer_size, ..supported.config() };
    let rate = config.sample_rate;
    let (parts, callback) = parts(rate).map_err(|error| OpenError::Thread(error.to_string()))?;
    let feed = Feed { device, config, callback, clock: Arc::clone(clock), shared: Arc::clone(&parts.shared) };
    let stream = match supported.sample_format() {
        SampleFormat::F32 => feed.stream::<f32>(),
        SampleFormat::F64 => feed.stream::<f64>(),
        SampleFormat::I8 => feed.stream::<i8>(),
        SampleFormat::I16 => feed.stream::<i16>(),
        SampleFormat::I24 => feed.stream::<cpal::I24>(),
        SampleFormat::I32 => feed.stream::<i32>(),
        SampleFormat::I64 => feed.stream::<i64>(),
        SampleFormat::U8 => feed.stream::<u8>(),
        SampleFormat::U16 => feed.stream::<u16>(),
        SampleFormat::U24 => feed.stream::<cpal::U24>(),
        SampleFormat::U32 => feed.stream::<u32>(),
        SampleFormat::U64 => feed.stream::<u64>(),
        other => return Err(OpenError::Format(other.to_string())),
    };
    Ok(Opened { stream: stream.map_err(|error| refused(&error))?, parts, rate })
}

/// Everything that a stream of some sample type needs.
struct Feed<'a> {
    device: &'a cpal::Device,
    config: StreamConfig,
    callback: Callback,
    clock: Arc<dyn Clock>,
    shared: Arc<Shared>,
}

impl Feed<'_> {
    fn stream<T: SizedSample + FromSample<f32> + Send + 'static>(self) -> Result<cpal::Stream, cpal::Error> {
        let Self { device, config, mut callback, clock, shared } = self;
        let channels = usize::from(config.channels).max(1);
        let mut scratch = vec![0.0_f32; CHUNK_FRAMES * channels];
        let fill = move |data: &mut [T], info: &OutputCallbackInfo| {
            let now = clock.now();
            let stamp = info.timestamp();
            let mut delay = MediaDuration::from_std(stamp.playback.duration_since(stamp.callback));
            for part in data.chunks_mut(scratch.len()) {
                let chunk = &mut scratch[..part.len()];
                callback.fill(chunk, channels, now, delay);
                for (sample, &value) in part.iter_mut().zip(chunk.iter()) {
                    *sample = T::from_sample_(value);
                }
                delay += MediaDuration::from_samples((part.len() / channels) as u64, config.sample_rate);
            }
        };
        let failed = move |error: cpal::Error| match error.kind() {
            ErrorKind::DeviceNotAvailable | ErrorKind::StreamInvalidated | ErrorKind::HostUnavailable => {
                shared.fail(Failure::Lost);
            }
            // The stream goes on by itself, unless there is nothing but errors any more.
            _ => shared.count_error(),
        };
        device.build_output_stream::<T, _, _>(config, fill, failed, None)
    }
}

/// Keeps ALSA's messages off stderr while a device is opened: without a sound card there are a
/// dozen, none of them for people. What ALSA says on its own threads later cannot be caught so.
#[cfg(target_os = "linux")]
struct Quiet(Option<std::rc::Rc<core::cell::RefCell<alsa::Output>>>);

#[cfg(target_os = "linux")]
impl Quiet {
    fn begin() -> Self {
        Self(alsa::Output::local_error_handler().ok())
    }

    fn end(self) {
        if let Some(messages) = self.0 {
            let messages = messages.borrow().to_string();
            if !messages.is_empty() {
                tracing::debug!(alsa = messages.trim_end(), "while opening the sound device");
            }
        }
    }
}

#[cfg(not(target_os = "linux"))]
struct Quiet;

#[cfg(not(target_os = "linux"))]
impl Quiet {
    fn begin() -> Self {
        Self
    }

    fn end(self) {}
}
