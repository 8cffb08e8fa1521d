//! Both rings at once, and what pauses, volume and cuts do to the samples.

use super::*;
use rtrb::{Producer, RingBuffer};

const RATE: u32 = 48_000;
/// 5 ms.
const FADE: usize = 240;

struct Rig {
    shared: Arc<Shared>,
    deck: Producer<Frame>,
    music: Producer<Frame>,
    cues: Producer<Frame>,
    callback: Callback,
    now: Moment,
}

impl Rig {
    fn new() -> Self {
        let shared = Arc::new(Shared::new());
        let (deck, deck_reader) = RingBuffer::new(48_000);
        let (music, music_reader) = RingBuffer::new(48_000);
        let (cues, cues_reader) = RingBuffer::new(48_000);
        let callback = Callback::new(Arc::clone(&shared), [deck_reader, music_reader, cues_reader], RATE);
        Self { shared, deck, music, cues, callback, now: Moment::ORIGIN }
    }

    fn deck(mut self, frames: usize, value: f32) -> Self {
        (0..frames).for_each(|_| self.deck.push([value; 2]).unwrap());
        self
    }

    fn music(mut self, frames: usize, value: f32) -> Self {
        (0..frames).for_each(|_| self.music.push([value; 2]).unwrap());
        self
    }

    /// What is heard beside the deck without being ducked.
    fn cues(mut self, frames: usize, value: f32) -> Self {
        (0..frames).for_each(|_| self.cues.push([value; 2]).unwrap());
        self
    }

    /// The left side of so many frames.
    fn hear(&mut self, frames: usize) -> Vec<f32> {
        let mut out = vec![9.0; frames * 2];
        self.callback.fill(&mut out, 2, self.now, MediaDuration::ZERO);
        self.now = self.now + MediaDuration::from_samples(frames as u64, RATE);
        assert!(out.chunks(2).all(|frame| frame[0] == frame[1]));
        out.into_iter().step_by(2).collect()
    }
}

fn steepest(samples: &[f32]) -> f32 {
    samples.windows(2).fold(0.0, |most, pair| most.max((pair[1] - pair[0]).abs()))
}

#[test]
fn cues_go_on_over_a_skipped_deck() {
    let mut rig = Rig::new().deck(4_800, 0.5).cues(4_800, 0.25);
    assert_eq!(rig.hear(480), [0.75; 480]);
    rig.shared.set_skip_to(4_800);
    let heard = rig.hear(1_000);
    assert!(steepest(&heard) < 0.01, "{}", steepest(&heard));
    assert_eq!(heard[FADE..], [0.25; 1_000 - FADE], "the deck is gone, the cues are not");
    assert_eq!(rig.callback.read_frame, 4_800);
}

#[test]
fn a_skip_fades_into_what_follows() {
    let mut rig = Rig::new().deck(4_800, -0.6).deck(4_800, 0.6);
    rig.hear(480);
    rig.shared.set_skip_to(4_800);
    let heard = rig.hear(480);
    assert!(steepest(&heard) < 0.02, "{}", steepest(&heard));
    assert!((heard[0] + 0.6).abs() < 0.02);
    assert_eq!(heard[FADE..], [0.6; 480 - FADE]);
}

#[test]
fn a_second_skip_during_the_fade_is_as_soft() {
    let mut rig = Rig::new().deck(1_000, -0.6).deck(1_000, 0.6).deck(1_000, -0.6);
    let mut heard = rig.hear(480);
    rig.shared.set_skip_to(1_000);
    heard.extend(rig.hear(60));
    rig.shared.set_skip_to(2_000);
    heard.extend(rig.hear(480));
    assert!(steepest(&heard) < 0.03, "{}", steepest(&heard));
    assert_eq!(heard[540 + FADE..], [-0.6; 480 - FADE]);
}

#[test]
fn a_skip_with_nothing_left_fades_from_the_last_value() {
    let mut rig = Rig::new().deck(490, 0.6);
    let mut heard = rig.hear(480);
    rig.shared.set_skip_to(490);
    heard.extend(rig.hear(480));
    assert!(steepest(&heard) < 0.01, "{}", steepest(&heard));
    assert_eq!(heard[490 + FADE..], [0.0; 470 - FADE]);
}

#[test]
fn a_dry_ring_fades_out_and_in_and_loses_nothing() {
    let mut rig = Rig::new().deck(100, 0.6);
    let mut heard = rig.hear(480);
    let mut rig = rig.deck(480, 0.6);
    heard.extend(rig.hear(480));
    assert_eq!(heard[..100], [0.6; 100]);
    assert!(steepest(&heard) < 0.01, "{}", steepest(&heard));
    assert_eq!(heard[480 + FADE..], [0.6; 480 - FADE]);
    assert_eq!(rig.callback.read_frame, 580);
}

#[test]
fn a_pause_is_soft_and_takes_nothing_from_the_rings() {
    let mut rig = Rig::new().deck(4_800, 0.5).cues(4_800, 0.25);
    let mut heard = rig.hear(480);
    rig.shared.set_paused(true);
    heard.extend(rig.hear(960));
    assert_eq!(heard[960..], [0.0; 480], "silent after 10 ms");
    let (deck, music) = (rig.deck.slots(), rig.cues.slots());
    heard.extend(rig.hear(960));
    assert_eq!((rig.deck.slots(), rig.cues.slots()), (deck, music));
    rig.shared.set_paused(false);
    heard.extend(rig.hear(960));
    assert!(steepest(&heard) < 0.002, "{}", steepest(&heard));
    assert_eq!(heard[2_400 + 480..], [0.75; 480]);
}

#[test]
fn a_skip_in_a_pause_is_not_heard_afterwards() {
    let mut rig = Rig::new().deck(4_800, -0.5).deck(4_800, 0.5);
    rig.hear(480);
    rig.shared.set_paused(true);
    rig.hear(960);
    rig.shared.set_skip_to(4_800);
    rig.hear(480);
    rig.shared.set_paused(false);
    let heard = rig.hear(960);
    assert!(heard.iter().all(|&sample| sample >= 0.0));
    assert_eq!(heard[480..], [0.5; 480]);
    assert_eq!(rig.callback.read_frame, 4_800 + 960);
}

#[test]
fn volume_moves_softly_and_mutes_fully() {
    let mut rig = Rig::new().deck(9_600, 0.8);
    rig.hear(10);
    rig.shared.set_volume(0.5);
    let heard = rig.hear(960);
    assert!(steepest(&heard) < 0.002);
    assert!((heard[959] - 0.4).abs() < 1e-6);
    rig.shared.set_volume(0.0);
    let heard = rig.hear(960);
    assert_eq!(heard[959], 0.0);
    assert_eq!(rig.callback.read_frame, 1_930, "muted is not paused");
}

#[test]
fn devices_of_any_channel_count_get_what_they_can_play() {
    for (channels, expected) in [(1, vec![0.25]), (2, vec![0.5, 0.0]), (4, vec![0.5, 0.0, 0.0, 0.0])] {
        let mut rig = Rig::new();
        rig.deck.push([0.5, 0.0]).unwrap();
        let mut out = vec![9.0; channels];
        rig.callback.fill(&mut out, channels, rig.now, MediaDuration::ZERO);
        assert_eq!(out, expected);
    }
    // A buffer that breaks off within a frame, and no channels at all.
    let mut rig = Rig::new().deck(10, 0.5);
    let mut out = [9.0; 5];
    rig.callback.fill(&mut out, 2, rig.now, MediaDuration::ZERO);
    rig.callback.fill(&mut out, 0, rig.now, MediaDuration::ZERO);
    assert_eq!(out, [0.5; 5]);
}

#[test]
fn what_no_device_takes_is_kept_away_from_it() {
    let mut rig = Rig::new();
    for value in [f32::NAN, f32::INFINITY, 3.0, -3.0] {
        rig.deck.push([value; 2]).unwrap();
    }
    assert_eq!(rig.hear(4), [0.0, 0.0, 1.0, -1.0]);
}

#[test]
fn music_goes_back_under_a_voice_and_cues_do_not() {
    let mut rig = Rig::new().music(48_000, 0.1);
    (0..48_000).for_each(|at: u16| {
        // A tone of one in 24 frames has no sum of its own over whole periods.
        let voice =
            if at >= 24_000 { (f32::from(at) * core::f32::consts::TAU / 24.0).sin() * 0.2 } else { 0.0 };
        rig.deck.push([voice; 2]).unwrap();
        rig.cues.push([0.05; 2]).unwrap();
    });
    let heard = rig.hear(48_000);
    let mean = |range: std::ops::Range<usize>| heard[range.clone()].iter().sum::<f32>() / range.len() as f32;
    assert!((mean(0..24_000) - 0.15).abs() < 1e-4, "{}", mean(0..24_000));
    let ducked = 0.1 * 10_f32.powf(-12.0 / 20.0) + 0.05;
    assert!((mean(28_800..48_000) - ducked).abs() < 1e-3, "{}", mean(28_800..48_000));
}
