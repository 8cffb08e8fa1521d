//! Changing the codec of a source: closed while there is nothing to do, with more threads, or in
//! software where the hardware failed.

use super::Source;
use crate::av::hardware;
use crate::av::opening::{On, OpenCodec};
use crate::nal;
use ffmpeg_next::codec::packet::side_data::Type as SideData;
use ffmpeg_next::{Packet, frame};
use media::MediaError;

impl Source {
    /// Closes the codec and gives back what it holds. [`Source::wake`] comes before anything else.
    pub(crate) fn rest(&mut self) {
        self.codec = None;
    }

    /// Opens the codec again after a [`Source::rest`]. What was being decoded is lost: seek, unless
    /// the source is fresh.
    pub(crate) fn wake(&mut self) -> Result<(), MediaError> {
        if self.codec.is_none() {
            self.codec = Some(OpenCodec::open(&self.input, &self.facts, &self.how)?);
        }
        Ok(())
    }

    /// So many threads are wanted from now on. More are given at the next picture that begins
    /// everything anew, without a gap; fewer the next time that the codec is opened.
    pub(crate) fn want_threads(&mut self, threads: u8) {
        self.how.threads = threads;
    }

    /// Threads of the codec that is open.
    #[cfg(test)]
    pub(crate) fn threads(&self) -> u8 {
        self.codec.as_ref().map_or(0, |codec| codec.threads)
    }

    /// The hardware failed: from now on in software. What was being decoded is lost: seek.
    pub(crate) fn give_up_hardware(&mut self) -> Result<(), MediaError> {
        if let On::Hardware(hardware) = &self.how.on {
            hardware.note_failure();
        }
        tracing::debug!("hardware decoding failed; going on in software");
        self.how.on = On::Software;
        self.codec = None;
        self.wake()
    }

    /// A copy of a decoded picture in ordinary memory, if it does not lie there already. The outer
    /// `None`: the hardware failed.
    pub(crate) fn copy_to_memory(&mut self, frame: &frame::Video) -> Option<Option<frame::Video>> {
        #[cfg(test)]
        if let Some(On::Failing { copies, .. }) = self.codec.as_mut().map(|codec| &mut codec.on) {
            *copies = copies.checked_sub(1)?;
        }
        if hardware::is_on_device(frame) { hardware::to_memory(frame).map(Some) } else { Some(None) }
    }

    pub(super) fn is_on_hardware(&self) -> bool {
        self.codec.as_ref().is_some_and(|codec| !matches!(codec.on, On::Software))
    }

    /// Whether this frame is the one at which a trial's hardware fails.
    pub(super) fn fails_now(&mut self) -> bool {
        #[cfg(test)]
        if let Some(On::Failing { frames, .. }) = self.codec.as_mut().map(|codec| &mut codec.on) {
            let left = frames.checked_sub(1);
            *frames = left.unwrap_or(0);
            return left.is_none();
        }
        false
    }

    /// The present codec is drained: one with as many threads as are wanted goes on.
    pub(super) fn switch(&mut self) {
        let Some(packet) = self.switching.take() else { return };
        match OpenCodec::open(&self.input, &self.facts, &self.how) {
            Ok(codec) => self.codec = Some(codec),
            // The one that is there can begin anew as well.
            Err(_) => {
                if let Some(codec) = &mut self.codec {
                    codec.flush();
                    codec.threads = self.how.threads;
                }
            }
        }
        if let Some(Err(error)) = self.codec.as_mut().map(|codec| codec.send_packet(&packet)) {
            self.note_damage(&error);
        }
    }

    /// Whether more threads are wanted, and can be had from this key packet on without changing a
    /// picture: nothing after it is shown before it, or depends on what came before it.
    pub(super) fn switches_at(&mut self, packet: &Packet) -> bool {
        let more = self
            .codec
            .as_ref()
            .is_some_and(|codec| codec.threads < self.how.threads && matches!(codec.on, On::Software));
        self.new_headers |= packet.side_data().any(|data| data.kind() == SideData::NewExtraData);
        if !more || self.new_headers || !packet.is_key() || self.decoded == 0 {
            return false;
        }
        let h264 = self.facts.decoder.is_some_and(|decoder| decoder.id() == ffmpeg_next::codec::Id::H264);
        let lengths = self.input.unit_lengths(&self.facts);
        if h264 && !packet.data().is_some_and(|data| nal::has_idr(data, lengths)) {
            return false;
        }
        packet.pts().is_some_and(|key| self.ahead.nothing_before(&mut self.input, &self.facts, key))
    }
}
