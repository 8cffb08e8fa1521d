//! Which packets after a seek need not be decoded: those of pictures that are over before the target,
//! when no other picture depends on them.
//!
//! Which picture is on screen at the target is known from the packets' own stamps, once they were
//! read so far that nothing earlier can follow. Where stamps are missing, doubled or out of order,
//! nothing is skipped.

use super::facts::StreamFacts;
use super::input::{Input, Read};
use ffmpeg_next::Packet;
use media_time::MediaTime;
use std::collections::{BTreeSet, VecDeque};

/// Packets that are read ahead at most; beyond that everything is decoded.
const MOST_PACKETS: usize = 4_000;

/// Packets that are read ahead at most to see what follows a key picture.
const FEW_PACKETS: usize = 64;

/// Bytes of packets that are read ahead at most.
const MOST_BYTES: usize = 48 << 20;

/// Packets that were read ahead, and which of them may be skipped.
pub(crate) struct Skipping {
    ahead: VecDeque<Read>,
    /// Pictures with an earlier stamp are not shown. `None`: nothing is skipped.
    first_shown: Option<i64>,
    damaged: bool,
}

impl Skipping {
    /// Nothing was read ahead, and nothing is skipped.
    pub(crate) fn none() -> Self {
        Self { ahead: VecDeque::new(), first_shown: None, damaged: false }
    }

    /// Reads ahead to the picture that is on screen at `target` (file's time). At most `until_key`
    /// packets before the first key packet are passed over.
    pub(crate) fn look_ahead(
        input: &mut Input,
        facts: &StreamFacts,
        target: MediaTime,
        mut until_key: u32,
    ) -> Self {
        let mut ahead = VecDeque::new();
        let mut stamps = BTreeSet::new();
        let mut bytes = 0;
        let mut last = i64::MIN;
        let clear = loop {
            match input.read() {
                Read::Packet(packet) if packet.stream() != facts.index => {}
                Read::Packet(packet) if until_key > 0 && !packet.is_key() => until_key -= 1,
                Read::Packet(packet) => {
                    until_key = 0;
                    let stamped = packet.pts().zip(packet.dts());
                    let in_order =
                        stamped.is_some_and(|(pts, dts)| dts > last && pts >= dts && stamps.insert(pts));
                    bytes += packet.size();
                    ahead.push_back(Read::Packet(packet));
                    let Some((_, dts)) = stamped.filter(|_| in_order) else { break false };
                    last = dts;
                    // Whatever follows is decoded later, and nothing is shown before it is decoded.
                    if input.file_time(facts, dts) > target {
                        break true;
                    }
                    if ahead.len() >= MOST_PACKETS || bytes >= MOST_BYTES {
                        break false;
                    }
                }
                Read::End => {
                    ahead.push_back(Read::End);
                    break true;
                }
                other => {
                    ahead.push_back(other);
                    break false;
                }
            }
        };
        let shown = stamps.into_iter().rev().find(|pts| input.file_time(facts, *pts) <= target);
        Self { ahead, first_shown: shown.filter(|_| clear), damaged: false }
    }

    /// The next packet that was read ahead.
    pub(crate) fn next(&mut self) -> Option<Read> {
        self.ahead.pop_front()
    }

    /// Whether no packet after the one at `key` is shown before it, as far as stamps tell it clearly.
    pub(crate) fn nothing_before(&mut self, input: &mut Input, facts: &StreamFacts, key: i64) -> bool {
        for index in 0..FEW_PACKETS {
            if self.ahead.len() <= index {
                self.ahead.push_back(input.read());
            }
            match self.ahead.get(index) {
                Some(Read::Packet(packet)) if packet.stream() != facts.index => {}
                Some(Read::Packet(packet)) => match packet.pts().zip(packet.dts()) {
                    Some((pts, _)) if pts < key => return false,
                    Some((_, dts)) if dts >= key => return true,
                    Some(_) => {}
                    None => return false,
                },
                Some(Read::End) => return true,
                _ => return false,
            }
        }
        false
    }

    /// Whether the codec may skip this packet if nothing depends on its picture.
    pub(crate) fn skips(&self, packet: &Packet) -> bool {
        self.first_shown.is_some_and(|first| packet.pts().is_some_and(|pts| pts < first))
    }

    /// The target is reached.
    pub(crate) fn is_over(&mut self) {
        self.first_shown = None;
    }

    /// Damage was met: whatever hides it may use pictures that were skipped.
    pub(crate) fn note_damage(&mut self) {
        self.damaged = self.first_shown.is_some();
    }

    /// Whether there was damage while pictures were skipped.
    pub(crate) fn met_damage(&self) -> bool {
        self.damaged
    }
}
