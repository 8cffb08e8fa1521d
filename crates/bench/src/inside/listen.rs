//! Was the right sound heard, every sample once and in order?

use super::opened::Opened;
use super::plot::{Asks, Plot, Scene};
use super::rig::RATE;
use super::witness::{Visit, Witnessed};
use crate::clips::Clips;
use anyhow::{Result, bail};
use media::{ClipPoint, SoundBlock, Stamp};
use std::collections::HashMap;
use std::sync::Arc;

/// Within so many sample frames of a cut, fades may change the sound: five milliseconds.
const FADE: usize = RATE as usize * 5 / 1_000;
/// What is more than this apart is another sample: a hundredth of the least step of 16 bits would
/// be finer than sound needs, a hundredth of full scale too coarse.
const SAME: f32 = 1e-4;

/// What became of the sound. Counts are sample frames.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sound {
    pub(crate) heard: u64,
    pub(crate) lost: u64,
    pub(crate) repeated: u64,
    /// Not the sample that should be there.
    pub(crate) wrong: u64,
    /// The largest step from one sample to the next near each cut.
    pub(crate) jumps: Vec<f64>,
}

/// The whole sound of clips, decoded on their own.
#[derive(Default)]
pub(crate) struct References(HashMap<(String, Points), Arc<[f32]>>);

/// Where a clip begins and stops, in flicks.
type Points = (i64, i64);

impl References {
    fn of(&mut self, clips: &Clips, scene: &Scene) -> Result<Arc<[f32]>> {
        let point = |point: Option<ClipPoint>| match point {
            Some(ClipPoint::AfterStart(length)) => length.flicks(),
            Some(ClipPoint::BeforeEnd(length)) => -length.flicks(),
            None => i64::MAX,
        };
        let key = (scene.file.clone(), (point(Some(scene.from)), point(scene.to)));
        if let Some(known) = self.0.get(&key) {
            return Ok(known.clone());
        }
        let path = clips.folder().join(&scene.file);
        let mut opened = Opened::open(&path, Some(scene), false)?;
        let mut samples: Vec<f32> = Vec::new();
        // Pictures fill their queue and wait; sound comes all the same.
        while let Some(block) = opened.next_sound()? {
            samples.extend_from_slice(&block.samples);
        }
        let whole = frames(scene) * SoundBlock::CHANNELS;
        samples.resize(whole, 0.0);
        let samples: Arc<[f32]> = samples.into();
        self.0.insert(key, samples.clone());
        Ok(samples)
    }
}

fn frames(scene: &Scene) -> usize {
    usize::try_from(scene.length.samples(RATE)).unwrap_or_default()
}

/// What was heard last, how far, and as what.
struct Last<'a> {
    stamp: Stamp,
    end: u64,
    scene: &'a Scene,
    /// The scene was left before its end on purpose.
    cut_short: bool,
}

/// Judges a run.
pub(crate) fn listen(
    plot: &Plot,
    run: &Witnessed,
    clips: &Clips,
    references: &mut References,
) -> Result<Sound> {
    let heard = (run.sound.samples.len() / SoundBlock::CHANNELS) as u64;
    let mut found = Sound { heard, ..Sound::default() };
    let mut last: Option<Last<'_>> = None;
    let mut place = 0;
    let segments = &run.sound.segments;
    for (nth, segment) in segments.iter().enumerate() {
        let first = segment.first_frame;
        let end = segments.get(nth + 1).map_or(heard, |next| next.first_frame);
        let begin = segment.time.since_zero().samples(RATE);
        let file = run.decks.get(&segment.stamp.deck.0).map_or("", String::as_str);
        let waiting = plot.waiting.as_ref().filter(|waiting| waiting.file == file);
        let follows = last.as_ref().filter(|last| last.stamp == segment.stamp);
        let scene = match (follows, waiting) {
            (Some(last), _) => last.scene,
            (None, Some(waiting)) => waiting,
            (None, None) => {
                place += usize::from(last.is_some());
                let Some(scene) = scene_at(plot, &run.visits, place) else { break };
                scene
            }
        };
        match &last {
            Some(before) if follows.is_some() => {
                found.lost += begin.saturating_sub(before.end);
                found.repeated += before.end.saturating_sub(begin);
            }
            Some(before) => {
                let rounds = std::ptr::eq(before.scene, scene);
                let left_loop = is_waiting(plot, before.scene) && !rounds;
                if !before.cut_short && !left_loop {
                    found.lost += (frames(before.scene) as u64).saturating_sub(before.end);
                }
                found.lost += begin;
            }
            None => found.lost += begin,
        }
        if last.is_some() {
            found.jumps.push(jump(&run.sound.samples, first));
        }
        let reference = references.of(clips, scene)?;
        found.wrong += wrong(&run.sound.samples, &reference, first, begin, end - first);
        if scene.file != file {
            found.wrong += end - first;
        }
        let cut_short = plot.asks == Asks::CutAtOnce
            && run.visits.get(place).is_some_and(|visit| visit.answered.is_some() && !visit.refused);
        last = Some(Last { stamp: segment.stamp, end: begin + (end - first), scene, cut_short });
    }
    if plot.asks == Asks::OverLoop && !run.decks.values().any(|file| is_file(plot, file)) {
        bail!("the waiting clip was never opened");
    }
    Ok(found)
}

fn is_file(plot: &Plot, file: &str) -> bool {
    plot.waiting.as_ref().is_some_and(|waiting| waiting.file == file)
}

fn is_waiting(plot: &Plot, scene: &Scene) -> bool {
    is_file(plot, &scene.file)
}

fn scene_at<'a>(plot: &'a Plot, visits: &[Visit], place: usize) -> Option<&'a Scene> {
    plot.scenes.get(visits.get(place)?.scene)
}

/// How many sample frames differ, but for fades at both ends.
fn wrong(heard: &[f32], reference: &[f32], first: u64, begin: u64, length: u64) -> u64 {
    let at = |index: u64| usize::try_from(index).unwrap_or(usize::MAX).saturating_mul(SoundBlock::CHANNELS);
    let length = at(length);
    let heard = heard.get(at(first)..).unwrap_or_default();
    let reference = reference.get(at(begin)..).unwrap_or_default();
    let edge = FADE * SoundBlock::CHANNELS;
    let inner = edge.min(length)..length.saturating_sub(edge).max(edge.min(length));
    let count = inner.len() / SoundBlock::CHANNELS;
    let (Some(heard), Some(reference)) = (heard.get(inner.clone()), reference.get(inner)) else {
        return count as u64;
    };
    let differ = heard.chunks_exact(2).zip(reference.chunks_exact(2));
    differ.filter(|(a, b)| (a[0] - b[0]).abs() > SAME || (a[1] - b[1]).abs() > SAME).count() as u64
}

/// The largest step of either channel within a fade of this sample frame.
fn jump(samples: &[f32], at: u64) -> f64 {
    let at = usize::try_from(at).unwrap_or(usize::MAX).saturating_mul(SoundBlock::CHANNELS);
    let edge = FADE * SoundBlock::CHANNELS;
    let near =
        samples.get(at.saturating_sub(edge)..at.saturating_add(edge).min(samples.len())).unwrap_or_default();
    let steps =
        near.iter().zip(near.iter().skip(SoundBlock::CHANNELS)).map(|(a, b)| f64::from((b - a).abs()));
    steps.fold(0.0, f64::max)
}

impl Sound {
    /// Everything that should not be.
    pub(crate) fn faults(&self) -> u64 {
        self.lost + self.repeated + self.wrong
    }
}
