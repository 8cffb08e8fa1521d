//! Music and cues as they come out of the mixer, without its thread.

use super::*;
use media::{
    Clip, ClipState, ClipStatus, DeckId, Generation, MediaError, MediaErrorKind, Polled, Readiness,
    SoundBlock, Stamp, VideoFrame,
};
use media_time::MediaTime;
use rtrb::{Consumer, RingBuffer};

const RATE: u32 = 8_000;
/// Frames of the crossfade.
const FADE: usize = 6_400;

/// `length` frames that count up from 0 to nearly `peak`, in blocks of 100.
struct Counting {
    length: usize,
    peak: f32,
    next: usize,
    stamp: Stamp,
}

impl Counting {
    fn bed(length: usize, peak: f32, gain: f32) -> MusicBed {
        let stamp = Stamp { deck: DeckId(1), generation: Generation(0) };
        MusicBed { clip: Box::new(Self { length, peak, next: 0, stamp }), gain }
    }
}

impl Clip for Counting {
    fn status(&self) -> ClipStatus {
        let failed = MediaError::new(MediaErrorKind::Empty, "nobody asks");
        ClipStatus { state: ClipState::Failed(failed), fault: None }
    }

    fn next_frame(&mut self) -> Polled<VideoFrame> {
        Polled::End
    }

    fn next_sound(&mut self) -> Polled<SoundBlock> {
        if self.next >= self.length {
            return Polled::End;
        }
        let end = (self.next + 100).min(self.length);
        let samples =
            (self.next..end).flat_map(|at| [at as f32 / self.length as f32 * self.peak; 2]).collect();
        self.next = end;
        Polled::Ready(SoundBlock { stamp: self.stamp, time: MediaTime::ZERO, rate: RATE, samples })
    }

    fn seek(&mut self, target: MediaTime, stamp: Stamp) {
        assert_eq!(target, MediaTime::ZERO);
        (self.next, self.stamp) = (0, stamp);
    }

    fn to_foreground(&mut self) {}

    fn hold(&mut self, _readiness: Readiness) {}

    fn queued_bytes(&self) -> usize {
        0
    }

    fn held_bytes(&self) -> usize {
        0
    }
}

/// A mixer and the ring of its music.
fn mixer() -> (Mixer, Consumer<Frame>) {
    let (mixer, music, _) = mixer_and_rings();
    (mixer, music)
}

/// A mixer and its rings of music and cues.
fn mixer_and_rings() -> (Mixer, Consumer<Frame>, Consumer<Frame>) {
    let (music, music_reader) = RingBuffer::new(500);
    let (cues, cues_reader) = RingBuffer::new(500);
    (Mixer::new(RATE, music, cues), music_reader, cues_reader)
}

/// The left side of so many frames; fewer when nothing plays any more.
fn hear(mixer: &mut Mixer, ring: &mut Consumer<Frame>, frames: usize) -> Vec<f32> {
    let mut heard = Vec::new();
    while heard.len() < frames {
        let busy = mixer.fill();
        while heard.len() < frames
            && let Ok(frame) = ring.pop()
        {
            assert_eq!(frame[0], frame[1]);
            heard.push(frame[0]);
        }
        if !busy && ring.is_empty() {
            break;
        }
    }
    heard
}

#[test]
fn nothing_plays_until_it_is_told_to() {
    let (mut mixer, mut ring) = mixer();
    assert_eq!(hear(&mut mixer, &mut ring, 100), [0.0; 0]);
}

#[test]
fn a_bed_fades_in_and_begins_again_without_a_gap() {
    let (mut mixer, mut ring) = mixer();
    mixer.apply(Command::Music(Some(Counting::bed(1_050, 0.5, 0.5))));
    let heard = hear(&mut mixer, &mut ring, FADE + 3_000);
    assert!(heard[..1_050].iter().all(|sample| sample.abs() < 0.1), "soft at first");
    for (at, &sample) in heard.iter().enumerate().skip(FADE) {
        let expected = (at % 1_050) as f32 / 1_050.0 * 0.5 * 0.5;
        assert!((sample - expected).abs() < 1e-6, "frame {at}: {sample}, not {expected}");
    }
}

#[test]
fn another_bed_takes_over_and_no_bed_is_silence() {
    let (mut mixer, mut ring) = mixer();
    mixer.apply(Command::Music(Some(Counting::bed(100_000, 0.0, 1.0))));
    hear(&mut mixer, &mut ring, FADE);
    mixer.apply(Command::Music(Some(Counting::bed(1, 0.0, 1.0))));
    mixer.apply(Command::Music(None));
    let heard = hear(&mut mixer, &mut ring, FADE * 3);
    assert!(heard.len() <= FADE + 500, "both beds end after their fade: {}", heard.len());
    assert!(!mixer.fill());
}

#[test]
fn an_empty_bed_is_silence_and_does_not_spin() {
    let (mut mixer, mut ring) = mixer();
    mixer.apply(Command::Music(Some(Counting::bed(0, 1.0, 1.0))));
    assert_eq!(hear(&mut mixer, &mut ring, 1_000), [0.0; 1_000]);
}

#[test]
fn a_cue_is_heard_once_on_both_sides_apart_from_the_music() {
    let (mut mixer, _music, mut ring) = mixer_and_rings();
    mixer.apply(Command::Cue(Cue::Answered));
    let heard = hear(&mut mixer, &mut ring, 10_000);
    assert_eq!(heard.len(), cue::samples(Cue::Answered, RATE).len());
    assert_eq!(heard, cue::samples(Cue::Answered, RATE));
}
