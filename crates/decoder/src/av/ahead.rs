//! Packets that are read ahead, and what their stamps tell before anything is decoded: which picture is
//! on screen at a target, when the one after it begins, and which packets before it need not be
//! decoded, because their pictures are over by then and no other picture depends on them.
//!
//! All that is known once packets were read so far that nothing earlier can follow. Where stamps are
//! missing, doubled or out of order, nothing is told and nothing is skipped.

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

/// Packets that were read ahead, and what they tell.
pub(crate) struct Ahead {
    packets: VecDeque<Read>,
    on_screen: Option<OnScreen>,
    /// Pictures before the one on screen need not be decoded.
    skips: bool,
    damaged: bool,
}

/// The picture that is on screen at the target, in ticks of the stream.
#[derive(Clone, Copy)]
struct OnScreen {
    at: i64,
    /// When the one after it begins; `None`: that is not known for certain.
    next: Option<i64>,
}

/// Stamps of packets in the order in which they were read.
struct Stamps {
    shown: BTreeSet<i64>,
    last_decoded: i64,
}

impl Stamps {
    /// Notes a packet's; says when it is decoded. `None`: it has none, or not in order.
    fn note(&mut self, packet: &Packet) -> Option<i64> {
        let (shown, decoded) = packet.pts().zip(packet.dts())?;
        let in_order = decoded > self.last_decoded && shown >= decoded && self.shown.insert(shown);
        self.last_decoded = self.last_decoded.max(decoded);
        in_order.then_some(decoded)
    }

    /// The first of those that are `later`. Whatever is read afterwards is decoded later, and nothing
    /// is shown before it is decoded: it is certain once packets were read that are decoded then.
    fn first_of(&self, later: impl Fn(i64) -> bool) -> Option<i64> {
        self.shown.iter().rev().take_while(|shown| later(**shown)).last().copied()
    }
}

impl Ahead {
    /// Nothing was read ahead, and nothing is skipped.
    pub(crate) fn none() -> Self {
        Self { packets: VecDeque::new(), on_screen: None, skips: false, damaged: false }
    }

    /// Reads ahead to the picture that is on screen at `target` (file's time). At most `until_key`
    /// packets before the first key packet are passed over. `skips`: what that picture does not need
    /// is not decoded.
    pub(crate) fn look(
        input: &mut Input,
        facts: &StreamFacts,
        target: MediaTime,
        mut until_key: u32,
        skips: bool,
    ) -> Self {
        let mut packets = VecDeque::new();
        let mut stamps = Stamps { shown: BTreeSet::new(), last_decoded: i64::MIN };
        let mut bytes = 0;
        // Where the target is passed, and how many packets that took.
        let mut passed = None;
        let later = |input: &Input, ticks| input.file_time(facts, ticks) > target;
        let next = loop {
            match input.read() {
                Read::Packet(packet) if packet.stream() != facts.index => continue,
                Read::Packet(packet) if until_key > 0 && !packet.is_key() => {
                    until_key -= 1;
                    continue;
                }
                Read::Packet(packet) => {
                    until_key = 0;
                    bytes += packet.size();
                    let decoded = stamps.note(&packet);
                    packets.push_back(Read::Packet(packet));
                    let Some(decoded) = decoded else { break None };
                    if later(input, decoded) {
                        passed.get_or_insert(packets.len());
                        let next = stamps.first_of(|shown| later(input, shown));
                        if next.is_some_and(|next| next <= decoded) {
                            break next;
                        }
                    }
                }
                Read::End => {
                    packets.push_back(Read::End);
                    passed.get_or_insert(packets.len());
                    break stamps.first_of(|shown| later(input, shown));
                }
                other => {
                    packets.push_back(other);
                    break None;
                }
            }
            let most = passed.map_or(MOST_PACKETS, |passed| passed + FEW_PACKETS);
            if packets.len() >= most || bytes >= MOST_BYTES {
                break None;
            }
        };
        // A stamp that came twice or too late for its place leaves nothing certain, unless that
        // was behind the target.
        let at = stamps.shown.iter().rev().find(|shown| !later(input, **shown)).copied();
        let on_screen = at.filter(|_| passed.is_some()).map(|at| OnScreen { at, next });
        Self { packets, on_screen, skips, damaged: false }
    }

    /// The next packet that was read ahead.
    pub(crate) fn next(&mut self) -> Option<Read> {
        self.packets.pop_front()
    }

    /// When the picture on screen at the target begins and when the one after it does, in ticks of
    /// the stream, if both are certain.
    pub(crate) fn on_screen(&self) -> Option<(i64, i64)> {
        let on_screen = self.on_screen?;
        Some((on_screen.at, on_screen.next?))
    }

    /// The next packet, if it alone makes the picture that is on screen at the target.
    pub(crate) fn key_on_screen(&self) -> Option<&Packet> {
        let (at, _) = self.on_screen()?;
        match self.packets.front()? {
            Read::Packet(packet) if packet.is_key() && packet.pts() == Some(at) => Some(packet),
            _ => None,
        }
    }

    /// Whether no packet after the one at `key` is shown before it, as far as stamps tell it clearly.
    pub(crate) fn nothing_before(&mut self, input: &mut Input, facts: &StreamFacts, key: i64) -> bool {
        for index in 0..FEW_PACKETS {
            if self.packets.len() <= index {
                self.packets.push_back(input.read());
            }
            match self.packets.get(index) {
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

    /// Whether nothing whole comes any more, as far as a few packets tell.
    pub(crate) fn ends_soon(&mut self, input: &mut Input) -> bool {
        for index in 0..FEW_PACKETS {
            if self.packets.len() <= index {
                self.packets.push_back(input.read());
            }
            match self.packets.get(index) {
                Some(Read::Packet(packet)) if packet.is_corrupt() => {}
                Some(Read::Damaged) => {}
                Some(Read::End) => return true,
                _ => return false,
            }
        }
        false
    }

    /// Whether the codec may skip this packet if nothing depends on its picture.
    pub(crate) fn skips(&self, packet: &Packet) -> bool {
        let first = self.on_screen.filter(|_| self.skips).map(|on_screen| on_screen.at);
        first.is_some_and(|first| packet.pts().is_some_and(|pts| pts < first))
    }

    /// The target is reached.
    pub(crate) fn skip_no_more(&mut self) {
        self.skips = false;
    }

    /// Damage was met: whatever hides it may use pictures that were skipped.
    pub(crate) fn note_damage(&mut self) {
        self.damaged = self.skips && self.on_screen.is_some();
    }

    /// Whether there was damage while pictures were skipped.
    pub(crate) fn met_damage(&self) -> bool {
        self.damaged
    }
}
