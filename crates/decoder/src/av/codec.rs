//! One stream of a container as decoded frames.

mod changing;

use super::ahead::Ahead;
use super::facts::{StreamFacts, StreamKind};
use super::input::{Input, Read, codec_refused};
use super::memory;
use super::opening::{How, On, OpenCodec};
use ffmpeg_next::{Error, Frame, Packet, frame};
use media::{MediaError, MediaErrorKind};
use media_time::{MediaDuration, MediaTime};

/// Damaged places in a row after which the rest of a file is given up.
const PATIENCE: u32 = 500;

/// Pictures after a seek among which one must be a key picture: some minutes.
const KEY_PATIENCE: u32 = 10_000;

/// One stream of a container as decoded frames. Only this stream is read.
pub(crate) struct Source {
    input: Input,
    facts: StreamFacts,
    /// Closed while there is nothing to do.
    codec: Option<OpenCodec>,
    how: How,
    /// The key packet from which on a codec with more threads decodes, once the present one is drained.
    switching: Option<Packet>,
    /// The stream's headers changed on the way: a codec that is opened anew would not know.
    new_headers: bool,
    draining: bool,
    damaged_in_a_row: u32,
    /// Whether anything was read or sought.
    fresh: bool,
    /// Where the last packet of the stream ended, in the file's time.
    read_until: MediaTime,
    /// Damage that was met and not yet asked for.
    fault: Option<MediaError>,
    /// A frame came since the last seek. Damage before that is what seeking leaves.
    settled: bool,
    /// Packets to pass over, at most, until one that can be decoded by itself: after a seek, some
    /// decoders make grey pictures of what depends on others.
    until_key: u32,
    /// Where decoding could begin, while that is noted.
    keyframes: Option<Vec<i64>>,
    /// Packets that were read ahead, and what they tell.
    ahead: Ahead,
    /// Frames that were decoded since it was opened.
    decoded: u64,
}

/// What asking for a frame gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pulled {
    /// A frame is in the frame that was handed in.
    Frame,
    /// There are no more.
    End,
    /// The clip was dropped.
    Stopped,
    /// The hardware failed: [`Source::give_up_hardware`].
    Lost,
}

/// What handing over a packet did.
enum Fed {
    /// It can go on.
    More,
    /// The clip was dropped.
    Stopped,
    /// The hardware failed.
    Lost,
}

impl Source {
    /// Opens the decoder of a stream of `input`.
    pub(crate) fn new(mut input: Input, facts: StreamFacts, how: How) -> Result<Self, MediaError> {
        if facts.decoder.is_none() {
            return Err(codec_refused(&facts));
        }
        let codec = OpenCodec::open(&input, &facts, &how)?;
        input.keep_only(facts.index);
        Ok(Self {
            input,
            facts,
            codec: Some(codec),
            how,
            switching: None,
            new_headers: false,
            draining: false,
            damaged_in_a_row: 0,
            fresh: true,
            read_until: MediaTime::ZERO,
            fault: None,
            settled: true,
            until_key: 0,
            keyframes: None,
            ahead: Ahead::none(),
            decoded: 0,
        })
    }

    /// The stream.
    pub(crate) fn facts(&self) -> &StreamFacts {
        &self.facts
    }

    /// An estimate of the memory that this takes, with the thread that uses it.
    pub(crate) fn held_bytes(&self) -> usize {
        memory::held(self.codec.as_deref(), &self.facts)
    }

    /// The container.
    pub(crate) fn input(&self) -> &Input {
        &self.input
    }

    /// Notes from now on where decoding could begin.
    pub(crate) fn note_keyframes(&mut self) {
        self.keyframes = Some(Vec::new());
    }

    /// The keyframes that were noted, in ticks of the stream and in the order in which they were read.
    pub(crate) fn take_keyframes(&mut self) -> Vec<i64> {
        self.keyframes.take().unwrap_or_default()
    }

    /// Whether nothing was read or sought yet.
    pub(crate) fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// Damage that was met since the last call.
    pub(crate) fn take_fault(&mut self) -> Option<MediaError> {
        self.fault.take()
    }

    /// Goes to the last point at or before `target` from which can be decoded. Says whether the
    /// container could.
    pub(crate) fn seek(&mut self, target: MediaTime) -> bool {
        self.fresh = false;
        let done = self.input.seek(&self.facts, target);
        if let Some(codec) = &mut self.codec {
            codec.flush();
        }
        self.draining = false;
        self.switching = None;
        self.damaged_in_a_row = 0;
        self.settled = false;
        self.until_key = if self.facts.kind == StreamKind::Picture { KEY_PATIENCE } else { 0 };
        self.ahead = Ahead::none();
        self.codec_skips(false);
        done
    }

    /// Before anything is decoded after a seek or from the start: looks which picture is on screen at
    /// `target`. `skips`: pictures that end before it, and on which no other picture depends, are not
    /// decoded. Finds out nothing where the packets do not say it clearly.
    pub(crate) fn look_ahead(&mut self, target: MediaTime, skips: bool) {
        self.fresh = false;
        self.ahead = Ahead::look(&mut self.input, &self.facts, target, self.until_key, skips);
    }

    /// When the picture after the one at `time` begins, if that is the one on screen at the target of
    /// [`Source::look_ahead`].
    pub(crate) fn begins_after(&self, time: MediaTime) -> Option<MediaTime> {
        let (at, next) = self.ahead.on_screen()?;
        let in_file = |ticks| self.input.file_time(&self.facts, ticks);
        (in_file(at) == time).then(|| in_file(next))
    }

    /// The target of [`Source::look_ahead`] is reached: everything from here on is decoded.
    pub(crate) fn skip_no_more(&mut self) {
        self.ahead.skip_no_more();
    }

    /// Whether damage was met while pictures were skipped, so that what comes may not be what
    /// decoding everything gives.
    pub(crate) fn skipped_wrongly(&self) -> bool {
        self.ahead.met_damage()
    }

    /// Frames that were decoded since it was opened.
    #[cfg(test)]
    pub(crate) fn decoded(&self) -> u64 {
        self.decoded
    }

    /// After a seek: decodes the first picture that needs no other, and nothing else, into `frame`.
    /// Seek before anything else is asked of it. False: there is no such picture.
    pub(crate) fn pull_key(&mut self, frame: &mut Frame) -> bool {
        while !self.input.cancelled() && self.damaged_in_a_row <= PATIENCE {
            match self.input.read() {
                Read::Packet(packet) if packet.stream() != self.facts.index => {}
                Read::Packet(packet) if packet.is_key() => {
                    // At its end a codec gives at once what it would hold back otherwise.
                    let Some(codec) = &mut self.codec else { return false };
                    let sent = codec.send_packet(&packet).and_then(|()| codec.send_eof());
                    let came = sent.and_then(|()| codec.receive_frame(frame)).is_ok();
                    codec.flush();
                    return came && !frame.has_decode_errors();
                }
                Read::Packet(_) if self.until_key > 0 => self.until_key -= 1,
                Read::Damaged => self.damaged_in_a_row += 1,
                Read::Packet(_) | Read::End | Read::Stopped => return false,
            }
        }
        false
    }

    /// After [`Source::look_ahead`]: when the key picture that comes next is the one on screen at the
    /// target, decodes it alone into `frame`, at once; without that it would come only after those
    /// that are decoded before the one that follows it. It comes once more in its turn. False: it is
    /// not so, or cannot be done without a doubt.
    pub(crate) fn pull_alone(&mut self, frame: &mut Frame) -> bool {
        let key = self.ahead.key_on_screen().filter(|_| !self.new_headers && !self.is_on_hardware());
        let Some(packet) = key.cloned() else { return false };
        let how = How { threads: 1, on: On::Software };
        let Ok(mut alone) = OpenCodec::open(&self.input, &self.facts, &how) else { return false };
        if self.codec.as_ref().is_some_and(|codec| codec.threads > 1) && !matches!(self.feed(), Fed::More) {
            // Its own threads begin with it meanwhile.
            return false;
        }
        let sent = alone.send_packet(&packet).and_then(|()| alone.send_eof());
        sent.and_then(|()| alone.receive_frame(frame)).is_ok() && !frame.has_decode_errors()
    }

    fn codec_skips(&mut self, skips: bool) {
        use ffmpeg_next::ffi::AVDiscard;
        let Some(codec) = &mut self.codec else { return };
        let which = if skips { AVDiscard::AVDISCARD_NONREF } else { AVDiscard::AVDISCARD_DEFAULT };
        // SAFETY: the context is open and used by this thread alone; libavcodec lets its user change
        // this field between packets, and hands it on to its own threads with the next one.
        unsafe { (*codec.as_mut_ptr()).skip_frame = which }
    }

    /// Decodes the next frame into `frame`.
    pub(crate) fn pull(&mut self, frame: &mut Frame) -> Pulled {
        loop {
            if self.input.cancelled() {
                return Pulled::Stopped;
            }
            let Some(codec) = &mut self.codec else { return Pulled::End };
            match codec.receive_frame(frame) {
                Ok(()) if self.fails_now() => return Pulled::Lost,
                Ok(()) => {
                    self.note_frame(frame);
                    return Pulled::Frame;
                }
                Err(Error::Eof) if self.switching.is_some() => self.switch(),
                Err(Error::Eof) => return self.finish(),
                Err(Error::Other { errno }) if errno == ffmpeg_next::error::EAGAIN => {
                    // A drained decoder that asks for more is a broken one.
                    if self.draining {
                        return self.finish();
                    }
                    if self.switching.is_some() {
                        self.switch();
                    }
                }
                Err(_) if self.is_on_hardware() => return Pulled::Lost,
                Err(error) => {
                    self.note_damage(&error);
                    if self.draining && self.damaged_in_a_row > PATIENCE {
                        return Pulled::End;
                    }
                }
            }
            if !self.draining && self.switching.is_none() {
                match self.feed() {
                    Fed::More => {}
                    Fed::Stopped => return Pulled::Stopped,
                    Fed::Lost => return Pulled::Lost,
                }
            }
        }
    }

    /// Hands the decoder the next packet, or the end.
    fn feed(&mut self) -> Fed {
        self.fresh = false;
        let read = self.ahead.next().unwrap_or_else(|| self.input.read());
        match read {
            Read::Packet(packet) if packet.stream() == self.facts.index => {
                if self.until_key > 0 && !packet.is_key() {
                    self.until_key -= 1;
                    return Fed::More;
                }
                self.until_key = 0;
                if let Some(ticks) = packet.pts().or(packet.dts()) {
                    if let Some(keyframes) = self.keyframes.as_mut().filter(|_| packet.is_key()) {
                        keyframes.push(ticks);
                    }
                    let end = ticks.saturating_add(packet.duration().max(0));
                    self.read_until = self.read_until.max(self.input.file_time(&self.facts, end));
                }
                // The last packet of a file that was cut off is damaged, and says less than the cut.
                if packet.is_corrupt() && self.ahead.ends_soon(&mut self.input) {
                    self.note_break();
                }
                self.codec_skips(self.ahead.skips(&packet));
                if self.switches_at(&packet) {
                    // Fails only when it is draining already.
                    let _already = self.codec.as_mut().map(|codec| codec.send_eof());
                    self.switching = Some(packet);
                    return Fed::More;
                }
                let sent = self.codec.as_mut().map_or(Ok(()), |codec| codec.send_packet(&packet));
                if sent.is_err() && self.is_on_hardware() {
                    return Fed::Lost;
                }
                if let Err(error) = sent {
                    self.note_damage(&error);
                }
            }
            Read::Packet(_) => {}
            Read::Damaged => {
                self.note_damage(&Error::InvalidData);
                if self.damaged_in_a_row > PATIENCE {
                    self.drain();
                }
            }
            Read::End => self.drain(),
            Read::Stopped => return Fed::Stopped,
        }
        Fed::More
    }

    fn drain(&mut self) {
        self.draining = true;
        // Fails only when it is draining already.
        let _already = self.codec.as_mut().map(|codec| codec.send_eof());
    }

    fn finish(&mut self) -> Pulled {
        self.note_break();
        Pulled::End
    }

    /// The end: a stream that ends long before its header says is a file that was cut off.
    fn note_break(&mut self) {
        let promised = self.input.header_end_of(&self.facts);
        let missing = promised.map_or(MediaDuration::ZERO, |end| end - self.read_until);
        if missing > MediaDuration::from_millis(1_000) && self.fault.is_none() {
            let message = format!(
                "it breaks off {:.1} seconds before its end: copy or export it again",
                missing.seconds()
            );
            self.fault = Some(MediaError::new(MediaErrorKind::Damaged, message));
        }
    }

    fn note_frame(&mut self, frame: &Frame) {
        self.damaged_in_a_row = 0;
        self.decoded += 1;
        if self.settled && frame.has_decode_errors() {
            self.note_damage(&Error::InvalidData);
        }
        self.settled = true;
    }

    fn note_damage(&mut self, error: &Error) {
        self.damaged_in_a_row += 1;
        if self.settled {
            self.ahead.note_damage();
        }
        if self.settled && self.fault.is_none() {
            tracing::debug!(%error, "damaged data");
            let message = "a part of it is damaged; what can be shown is shown: export it again";
            self.fault = Some(MediaError::new(MediaErrorKind::Damaged, message));
        }
    }

    /// When a frame is seen or heard, in the file's time, and how long; as far as the file says.
    pub(crate) fn stamp(&self, frame: &Frame) -> (Option<MediaTime>, MediaDuration) {
        let time = frame.timestamp().or(frame.pts()).map(|ticks| self.input.file_time(&self.facts, ticks));
        let lasts = self.facts.time_base.time(frame.packet().duration.max(0)).since_zero();
        (time, lasts)
    }
}

/// An empty picture to decode into.
pub(crate) fn empty_picture() -> frame::Video {
    frame::Video::empty()
}

/// An empty piece of sound to decode into.
pub(crate) fn empty_sound() -> frame::Audio {
    frame::Audio::empty()
}
