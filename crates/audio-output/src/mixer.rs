//! The mixer thread: music and cue sounds, mixed by rodio into a ring each, as music is ducked under
//! speech and cues are not. rodio's mixer allocates as it runs, so it must not run in the callback.

use crate::bus::Frame;
use crate::cue;
use core::num::NonZero;
use core::sync::atomic::{AtomicBool, Ordering};
use core::time::Duration;
use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, TrySendError};
use media::output::LoopedBed;
use media::{Cue, MusicBed};
use media_time::MediaDuration;
use rodio::Source;
use rodio::buffer::SamplesBuffer;
use rodio::mixer::{Mixer as Input, MixerSource};
use rtrb::Producer;
use std::sync::Arc;
use std::thread;

/// How long one music bed takes to give way to the next.
const CROSSFADE: MediaDuration = MediaDuration::from_millis(800);
/// Commands that may wait.
const COMMANDS: usize = 16;
/// How often the ring is filled up: a fraction of what it holds.
const NAP: Duration = Duration::from_millis(10);

/// What the mixer is asked to do.
pub(crate) enum Command {
    Music(Option<MusicBed>),
    Cue(Cue),
}

/// The core thread's end. The thread stops when this is dropped.
pub(crate) struct MixerHandle {
    commands: Sender<Command>,
}

/// The mixer without its thread.
pub(crate) struct Mixer {
    music: Group,
    cues: Group,
    rate: NonZero<u32>,
    /// Tells the present bed to fade out.
    leave: Option<Arc<AtomicBool>>,
}

/// Sounds that are mixed into one ring.
struct Group {
    input: Input,
    output: MixerSource,
    ring: Producer<Frame>,
}

/// A music bed as a source for rodio: fades in, and fades out and ends when told to leave.
struct BedSource {
    bed: LoopedBed,
    rate: NonZero<u32>,
    leave: Arc<AtomicBool>,
    level: f32,
    step: f32,
    right: Option<f32>,
}

impl MixerHandle {
    /// Starts the thread "mixer", which fills the rings of music and cues.
    pub(crate) fn start(
        rate: u32,
        music: Producer<Frame>,
        cues: Producer<Frame>,
    ) -> Result<Self, std::io::Error> {
        let (commands, received) = crossbeam_channel::bounded(COMMANDS);
        let mixer = Mixer::new(rate, music, cues);
        thread::Builder::new().name("mixer".to_owned()).spawn(move || run(mixer, &received))?;
        Ok(Self { commands })
    }

    /// Never waits: a command that finds the queue full is dropped and reported.
    pub(crate) fn send(&self, command: Command) {
        if let Err(TrySendError::Full(_)) = self.commands.try_send(command) {
            tracing::warn!("the mixer thread does not keep up: a music or cue command was dropped");
        }
    }
}

fn run(mut mixer: Mixer, commands: &Receiver<Command>) {
    loop {
        let busy = mixer.fill();
        let command = if busy {
            commands.recv_timeout(NAP)
        } else {
            commands.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        match command {
            Ok(command) => mixer.apply(command),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

impl Mixer {
    pub(crate) fn new(rate: u32, music: Producer<Frame>, cues: Producer<Frame>) -> Self {
        let rate = NonZero::new(rate).unwrap_or(NonZero::<u32>::MIN);
        Self { music: Group::new(rate, music), cues: Group::new(rate, cues), rate, leave: None }
    }

    pub(crate) fn apply(&mut self, command: Command) {
        match command {
            Command::Cue(cue) => {
                let samples = cue::samples(cue, self.rate.get());
                self.cues.input.add(SamplesBuffer::new(MONO, self.rate, samples));
            }
            Command::Music(bed) => {
                if let Some(leave) = self.leave.take() {
                    leave.store(true, Ordering::Relaxed);
                }
                if let Some(bed) = bed {
                    let source = BedSource::new(bed, self.rate);
                    self.leave = Some(Arc::clone(&source.leave));
                    self.music.input.add(source);
                }
            }
        }
    }

    /// Fills the rings. Gives `false` when nothing plays: then they run dry, which is silence.
    pub(crate) fn fill(&mut self) -> bool {
        let music = self.music.fill();
        self.cues.fill() || music
    }
}

impl Group {
    fn new(rate: NonZero<u32>, ring: Producer<Frame>) -> Self {
        let (input, output) = rodio::mixer::mixer(STEREO, rate);
        Self { input, output, ring }
    }

    fn fill(&mut self) -> bool {
        while self.ring.slots() > 0 {
            let Some(left) = self.output.next() else { return false };
            let right = self.output.next().unwrap_or(left);
            if self.ring.push([left, right]).is_err() {
                break;
            }
        }
        true
    }
}

const MONO: NonZero<u16> = NonZero::<u16>::MIN;
const STEREO: NonZero<u16> = MONO.saturating_add(1);

impl BedSource {
    fn new(bed: MusicBed, rate: NonZero<u32>) -> Self {
        let step = 1.0 / CROSSFADE.samples(rate.get()).max(1) as f32;
        let leave = Arc::new(AtomicBool::new(false));
        Self { bed: LoopedBed::new(bed), rate, leave, level: 0.0, step, right: None }
    }
}

impl Iterator for BedSource {
    type Item = rodio::Sample;

    fn next(&mut self) -> Option<rodio::Sample> {
        if let Some(right) = self.right.take() {
            return Some(right);
        }
        if self.leave.load(Ordering::Relaxed) {
            self.level -= self.step;
            if self.level <= 0.0 {
                return None;
            }
        } else {
            self.level = (self.level + self.step).min(1.0);
        }
        // A quarter of a sine: the powers of the bed that goes and the one that comes add up to 1.
        let gain = if self.level == 1.0 { 1.0 } else { (self.level * core::f32::consts::FRAC_PI_2).sin() };
        let [left, right] = self.bed.next_frame();
        self.right = Some(right * gain);
        Some(left * gain)
    }
}

impl Source for BedSource {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> rodio::ChannelCount {
        STEREO
    }

    fn sample_rate(&self) -> rodio::SampleRate {
        self.rate
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}

#[cfg(test)]
mod tests;
