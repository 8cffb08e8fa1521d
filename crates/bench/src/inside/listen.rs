//! Was the right sound heard, every sample once and in order?

use super::opened::Opened;
use super::plot::{Asks, Cast, Scene};
use super::rig::RATE;
use super::witness::{Visit, Witnessed};
use crate::clips::Clips;
use anyhow::{Result, bail};
use media::{ClipPoint, SoundBlock, Stamp};
use std::collections::HashMap;
use std::path::PathBuf;
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
pub(crate) struct References {
    folder: PathBuf,
    known: HashMap<(String, Points), Arc<[f32]>>,
}

/// Where a clip begins and stops, in flicks.
type Points = (i64, i64);

impl References {
    /// Of clips in this folder.
    pub(crate) fn new(clips: &Clips) -> Self {
        Self { folder: clips.folder().to_owned(), known: HashMap::new() }
    }

    fn of(&mut self, scene: &Scene) -> Result<Arc<[f32]>> {
        let key = key(scene);
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        let path = self.folder.join(&scene.file);
        let mut opened = Opened::open(&path, Some(scene), false)?;
        let mut samples: Vec<f32> = Vec::new();
        // Pictures fill their queue and wait; sound comes all the same.
        while let Some(block) = opened.next_sound()? {
            samples.extend_from_slice(&block.samples);
        }
        let whole = frames(scene) * SoundBlock::CHANNELS;
        samples.resize(whole, 0.0);
        let samples: Arc<[f32]> = samples.into();
        self.known.insert(key, samples.clone());
        Ok(samples)
    }
}

fn key(scene: &Scene) -> (String, Points) {
    let point = |point: Option<ClipPoint>| match point {
        Some(ClipPoint::AfterStart(length)) => length.flicks(),
        Some(ClipPoint::BeforeEnd(length)) => -length.flicks(),
        None => i64::MAX,
    };
    (scene.file.clone(), (point(Some(scene.from)), point(scene.to)))
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
pub(crate) fn listen(cast: &Cast, run: &Witnessed, references: &mut References) -> Result<Sound> {
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
        let waiting = cast.waiting.as_ref().filter(|waiting| waiting.file == file);
        let follows = last.as_ref().filter(|last| last.stamp == segment.stamp);
        let scene = match (follows, waiting) {
            (Some(last), _) => last.scene,
            (None, Some(waiting)) => waiting,
            (None, None) => {
                place += usize::from(last.is_some());
                let Some(scene) = scene_at(cast, &run.visits, place) else { break };
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
                let left_loop = is_waiting(cast, before.scene) && !rounds;
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
        let reference = references.of(scene)?;
        found.wrong += wrong(&run.sound.samples, &reference, first, begin, end - first);
        if scene.file != file {
            found.wrong += end - first;
        }
        let cut_short = cast.asks == Asks::CutAtOnce
            && run.visits.get(place).is_some_and(|visit| visit.answered.is_some() && !visit.refused);
        last = Some(Last { stamp: segment.stamp, end: begin + (end - first), scene, cut_short });
    }
    if cast.asks == Asks::OverLoop && !run.decks.values().any(|file| is_file(cast, file)) {
        bail!("the waiting clip was never opened");
    }
    Ok(found)
}

fn is_file(cast: &Cast, file: &str) -> bool {
    cast.waiting.as_ref().is_some_and(|waiting| waiting.file == file)
}

fn is_waiting(cast: &Cast, scene: &Scene) -> bool {
    is_file(cast, &scene.file)
}

fn scene_at<'a>(cast: &'a Cast, visits: &[Visit], place: usize) -> Option<&'a Scene> {
    cast.scenes.get(visits.get(place)?.scene)
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

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::super::judge::tests::{cast, scene, visits};
    use super::*;
    use media::output::CapturedSegment;
    use media::{CapturedSound, DeckId, Generation};
    use media_time::{MediaDuration, MediaTime, Speed};

    /// Sample frames of a scene of 400 ms.
    const WHOLE: u64 = 19_200;

    /// The sound of a clip: every sample of every clip is another.
    fn sound_of(clip: u8) -> Vec<f32> {
        (0..WHOLE).flat_map(|at| [at as f32 / WHOLE as f32, f32::from(clip)]).collect()
    }

    /// Stretches (deck, clip, from, to) that were heard one after the other.
    fn heard(asks: Asks, answered: Option<i64>, stretches: &[(u64, u8, u64, u64)]) -> Sound {
        let mut sound = CapturedSound { rate: RATE, ..CapturedSound::default() };
        for (deck, clip, from, to) in stretches {
            let stamp = Stamp { deck: DeckId(*deck), generation: Generation::default() };
            let time = MediaTime::ZERO + MediaDuration::from_samples(*from, RATE);
            let first_frame = sound.samples.len() as u64 / 2;
            let speed = Speed::NORMAL;
            sound.segments.push(CapturedSegment { first_frame, stamp, time, speed });
            let range = usize::try_from(from * 2).unwrap()..usize::try_from(to * 2).unwrap();
            sound.samples.extend_from_slice(&sound_of(*clip)[range]);
        }
        let decks = stretches.iter().map(|(deck, clip, ..)| (*deck, format!("{clip}.mp4"))).collect();
        let run = Witnessed { seen: Vec::new(), visits: visits(answered), sound, decks };
        let known = [1, 2, 3, 9].map(|clip| (key(&scene(clip)), sound_of(clip).into()));
        let mut references = References { folder: PathBuf::new(), known: known.into_iter().collect() };
        listen(&cast(asks), &run, &mut references).unwrap()
    }

    fn faults(found: &Sound) -> (u64, u64, u64) {
        (found.lost, found.repeated, found.wrong)
    }

    #[test]
    fn whole_clips_lose_and_repeat_nothing() {
        let found = heard(Asks::CutAtEnd, None, &[(1, 1, 0, WHOLE), (2, 2, 0, WHOLE), (5, 3, 0, WHOLE)]);
        assert_eq!(faults(&found), (0, 0, 0));
        assert_eq!(found.jumps.len(), 2);
        assert!(found.jumps.iter().all(|jump| *jump >= 0.99), "{:?}", found.jumps);
    }

    #[test]
    fn samples_lost_repeated_and_wrong_are_counted() {
        let end = |from, to| heard(Asks::CutAtEnd, None, &[(1, 1, from, to), (2, 2, 0, WHOLE)]);
        assert_eq!(faults(&end(0, WHOLE - 7)), (7, 0, 0), "at the end");
        assert_eq!(faults(&end(3, WHOLE)), (3, 0, 0), "at the beginning");
        let broken = [(1, 1, 0, 9_000), (1, 1, 9_010, WHOLE), (2, 2, 5, WHOLE)];
        assert_eq!(faults(&heard(Asks::CutAtEnd, None, &broken)), (15, 0, 0));
        let twice = [(1, 1, 0, 9_000), (1, 1, 8_900, WHOLE), (2, 2, 0, WHOLE)];
        assert_eq!(faults(&heard(Asks::CutAtEnd, None, &twice)), (0, 100, 0));
        let stranger = [(1, 1, 0, WHOLE), (2, 3, 0, WHOLE)];
        assert!(heard(Asks::CutAtEnd, None, &stranger).wrong >= WHOLE);
        let short = [(1, 1, 0, 9_000), (2, 2, 0, WHOLE)];
        assert_eq!(faults(&heard(Asks::CutAtOnce, Some(0), &short)), (0, 0, 0), "cut short on purpose");
        assert_eq!(faults(&heard(Asks::CutAtEnd, None, &short)), (WHOLE - 9_000, 0, 0));
    }

    #[test]
    fn rounds_of_a_waiting_clip_are_whole_but_the_last() {
        let rounds = [(1, 1, 0, WHOLE), (8, 9, 0, WHOLE), (9, 9, 0, 500), (2, 2, 0, WHOLE)];
        assert_eq!(faults(&heard(Asks::OverLoop, Some(0), &rounds)), (0, 0, 0));
        let gap = [(1, 1, 0, WHOLE), (8, 9, 0, WHOLE - 5), (9, 9, 0, 500), (2, 2, 0, WHOLE)];
        assert_eq!(faults(&heard(Asks::OverLoop, Some(0), &gap)), (5, 0, 0));
    }
}
