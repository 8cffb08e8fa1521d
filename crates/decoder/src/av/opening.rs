//! Opening codecs: with how many threads, and on what.

use super::facts::{StreamFacts, StreamKind};
use super::hardware::Hardware;
use super::indexed;
use super::input::{Input, codec_refused, decoder_failed, decoder_options};
use crate::limits;
use core::ops::{Deref, DerefMut};
use ffmpeg_next::{codec, decoder, ffi};
use media::MediaError;
use std::sync::Arc;

/// How a stream is to be decoded.
#[derive(Clone, Debug)]
pub(crate) struct How {
    /// Threads of a codec in software.
    pub(crate) threads: u8,
    /// What is tried first.
    pub(crate) on: On,
}

/// What decodes.
#[derive(Clone, Debug)]
pub(crate) enum On {
    /// The processor.
    Software,
    /// Graphics hardware, where it can.
    Hardware(Arc<Hardware>),
    /// Hardware that fails, without any: after so many frames, or so many copies to memory.
    #[cfg(test)]
    Failing {
        /// Counted down.
        frames: u32,
        /// Counted down.
        copies: u32,
    },
}

/// An open codec.
pub(crate) struct OpenCodec {
    opened: decoder::Opened,
    /// The threads that it was opened with.
    pub(crate) threads: u8,
    /// What it decodes on; [`On::Software`] where hardware was wished for and there is none.
    pub(crate) on: On,
}

impl Deref for OpenCodec {
    type Target = decoder::Opened;

    fn deref(&self) -> &decoder::Opened {
        &self.opened
    }
}

impl DerefMut for OpenCodec {
    fn deref_mut(&mut self) -> &mut decoder::Opened {
        &mut self.opened
    }
}

impl OpenCodec {
    /// Opens the decoder of a stream of `input`, in software when the hardware does not want to.
    pub(crate) fn open(input: &Input, facts: &StreamFacts, how: &How) -> Result<Self, MediaError> {
        match &how.on {
            On::Hardware(hardware) if facts.kind == StreamKind::Picture => {
                if let Some(opened) = open(input, facts, 1, Some(hardware))? {
                    return Ok(Self { opened, threads: how.threads, on: how.on.clone() });
                }
            }
            #[cfg(test)]
            On::Failing { .. } => {
                let codec = open(input, facts, how.threads, None)?.ok_or_else(|| codec_refused(facts))?;
                return Ok(Self { opened: codec, threads: how.threads, on: how.on.clone() });
            }
            On::Software | On::Hardware(_) => {}
        }
        let opened = open(input, facts, how.threads, None)?.ok_or_else(|| codec_refused(facts))?;
        Ok(Self { opened, threads: how.threads, on: On::Software })
    }
}

/// `None`: the hardware does not decode this.
fn open(
    input: &Input,
    facts: &StreamFacts,
    threads: u8,
    hardware: Option<&Hardware>,
) -> Result<Option<decoder::Opened>, MediaError> {
    if facts.kind == StreamKind::Picture {
        limits::check_size(facts.size.0, facts.size.1)?;
    }
    let found = input.stream(facts.index).zip(facts.decoder);
    let (stream, codec) = found.ok_or_else(|| codec_refused(facts))?;
    let mut context = codec::Context::from_parameters(stream.parameters())
        .map_err(|error| decoder_failed(&error))?
        .decoder();
    context.set_packet_time_base(stream.time_base());
    if let Some(setup) = &facts.setup {
        indexed::complete(&mut context, setup)?;
    }
    // Otherwise H.264 holds back good pictures behind a key picture that is no IDR; which of the
    // first ones are good is decided by who asks.
    context.set_flags(codec::Flags::OUTPUT_CORRUPT);
    // SAFETY: the context is not opened yet, so these fields are the caller's to set.
    unsafe {
        let raw = context.as_mut_ptr();
        (*raw).thread_count = i32::from(threads);
        (*raw).thread_type = ffi::FF_THREAD_FRAME | ffi::FF_THREAD_SLICE;
    }
    if hardware.is_some_and(|hardware| !hardware.equip(&mut context, codec)) {
        return Ok(None);
    }
    match context.open_as_with(codec, decoder_options(limits::MAX_CODED_PIXELS)) {
        Ok(opened) => Ok(Some(opened)),
        Err(_) if hardware.is_some() => Ok(None),
        Err(error) => Err(decoder_failed(&error)),
    }
}
