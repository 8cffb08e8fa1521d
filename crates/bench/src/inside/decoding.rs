//! Decoding: processor time beside `ffmpeg`, the first frame, seeking and scrubbing.

use super::cost::{ffmpeg_decoding, processor_time};
use super::indexed::index_of;
use super::opened::Opened;
use super::rig::Dice;
use crate::cells::read_picture;
use crate::clips::ClipSpec;
use crate::measure::Setting;
use crate::report::{Goal, Report, Row, Unit, Value};
use anyhow::{Context, Result};
use media::ClipIndex;
use media_time::{FLICKS_PER_SECOND, MediaTime};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn millis(length: Duration) -> f64 {
    length.as_secs_f64() * 1e3
}

/// Codec threads of a clip that is on air, where there is more than one processor.
const THREADS: u32 = 3;

/// Within this the threads of a clip that was dropped have ended: several pictures of the largest size.
const SETTLING: Duration = Duration::from_millis(400);

/// Processor time a frame, ours and ffmpeg's in turn, at the same number of codec threads.
pub(super) fn cost(setting: &Setting, report: &mut Report) -> Result<()> {
    let silent = |spec: ClipSpec| ClipSpec { sound: None, ..spec };
    let mut specs = vec![
        ("540p", silent(ClipSpec::small(1, 10_000)), 4),
        ("1080p", silent(ClipSpec::full_hd(1, 20_000)), 1),
    ];
    if setting.by_effort(false, true, true) {
        specs.push(("2160p", silent(ClipSpec::ultra_hd(1, 3_000)), 1));
    }
    for (name, spec, times) in specs {
        let path = setting.clips.get(&spec)?;
        // What looking into its packets costs is no part of decoding: ffmpeg does that before it counts.
        let index = index_of(&path)?;
        let frames = f64::from(spec.frames * times);
        let (mut ours, mut theirs, mut missing) = (Vec::new(), Vec::new(), None);
        for _ in 0..setting.by_effort(2, 6, 15) {
            let before = processor_time()?;
            for _ in 0..times {
                decode_all(&path, &index, spec.frames)?;
            }
            ours.push(millis(processor_time()?.saturating_sub(before)) / frames);
            let peer = (0..times).map(|_| ffmpeg_decoding(&path, THREADS)).sum::<Result<Duration>>();
            match peer {
                Ok(taken) => theirs.push(millis(taken) / frames),
                Err(error) => missing = Some(format!("{error:#}")),
            }
        }
        let peer = missing.map_or_else(|| Value::many(&theirs, Unit::Millis), Value::Missing);
        let figure = format!("{name}, {THREADS} codec threads: processor time a frame");
        let row = Row::new("Decoding", figure, Value::many(&ours, Unit::Millis));
        report.add(row.beside("ffmpeg -f null", peer).goal(Goal::TimesPeer(1.05)));
    }
    Ok(())
}

/// Decodes every picture and drops it.
fn decode_all(path: &Path, index: &Arc<ClipIndex>, frames: u32) -> Result<()> {
    let mut opened = Opened::open_with(path, None, true, Some(Arc::clone(index)))?;
    let mut count = 0;
    while opened.next_frame()?.is_some() {
        count += 1;
    }
    anyhow::ensure!(count == frames, "{count} of {frames} frames came");
    Ok(())
}

/// From the wish to open a clip until its first picture is there.
pub(super) fn first_frame(setting: &Setting, report: &mut Report) -> Result<()> {
    let count = setting.by_effort(10, 40, 100);
    for (name, spec) in [
        ("540p", ClipSpec::small(1, 10_000)),
        ("1080p", ClipSpec::full_hd(1, 10_000)),
        ("2160p", ClipSpec::ultra_hd(1, 3_000)),
    ] {
        let path = setting.clips.get(&spec)?;
        let index = index_of(&path)?;
        let (mut times, mut without) = (Vec::new(), Vec::new());
        for nth in 0..2 * count {
            let (index, times) =
                if nth % 2 == 0 { (Some(index.clone()), &mut times) } else { (None, &mut without) };
            let began = Instant::now();
            let mut opened = Opened::open_with(&path, None, true, index)?;
            opened.next_frame()?.context("no picture came")?;
            times.push(millis(began.elapsed()));
            // Its threads end by themselves, when they have finished what they were about.
            drop(opened);
            std::thread::sleep(SETTLING);
        }
        let row = Row::new(
            "First frame",
            format!("{name}: open → first picture"),
            Value::many(&times, Unit::Millis),
        );
        let row = row.beside("without its import index", Value::many(&without, Unit::Millis));
        report.add(row.goal(Goal::AtMost(25.0)));
    }
    Ok(())
}

/// How long until the picture of a place is there, and whether it is the right one.
pub(super) fn seeking(setting: &Setting, report: &mut Report) -> Result<()> {
    let count = setting.by_effort(8, 40, 200);
    for keyframes in [12, 60, 250] {
        let spec = ClipSpec { keyframes, ..ClipSpec::full_hd(2, 10_000) };
        let path = setting.clips.get(&spec)?;
        let mut opened = Opened::open(&path, None, true)?;
        opened.next_frame()?;
        let mut seeker = Seeker { opened, spec, times: Vec::new(), wrong: 0 };
        let name = format!("1080p, keyframe every {keyframes}");
        let mut dice = Dice::new(5);
        for _ in 0..count {
            let frame = dice.below(seeker.spec.frames as usize) as u32;
            seeker.seek(frame)?;
        }
        let row = Row::new("Seeking", format!("{name}: exact seek"), seeker.take_times());
        report.add(row);
        // Back and forth over the same half second, as with the arrow keys.
        for nth in 0..count as u32 {
            let step = nth % 28;
            seeker.seek(100 + if step < 14 { step } else { 28 - step })?;
        }
        let row =
            Row::new("Seeking", format!("{name}: to and fro within decoded frames"), seeker.take_times());
        report.add(row.goal(Goal::AtMost(1_000.0 / 60.0)));
        for _ in 0..count {
            let frame = dice.below(seeker.spec.frames as usize) as u32;
            seeker.scrub(frame)?;
        }
        report.add(Row::new("Seeking", format!("{name}: while the bar is dragged"), seeker.take_times()));
        let what = "exact seeks that gave another frame".to_owned();
        let wrong = Value::Faults { faults: seeker.wrong, of: 2 * count as u64, what };
        report.add(Row::new("Seeking", format!("{name}: frames"), wrong).goal(Goal::None));
    }
    Ok(())
}

struct Seeker {
    opened: Opened,
    spec: ClipSpec,
    times: Vec<f64>,
    wrong: u64,
}

impl Seeker {
    /// The middle of this frame's time.
    fn time(&self, frame: u32) -> MediaTime {
        let seconds = self.spec.rate.time_of(frame) + self.spec.rate.time_of(1) / 2.0;
        MediaTime::from_flicks((seconds * FLICKS_PER_SECOND as f64) as i64)
    }

    fn seek(&mut self, frame: u32) -> Result<()> {
        let began = Instant::now();
        let found = self.opened.seek(self.time(frame))?;
        self.times.push(millis(began.elapsed()));
        let mark = found.and_then(|found| read_picture(&found.picture));
        self.wrong += u64::from(mark.map(|mark| u32::from(mark.frame)) != Some(frame));
        Ok(())
    }

    fn scrub(&mut self, frame: u32) -> Result<()> {
        let began = Instant::now();
        self.opened.scrub(self.time(frame))?.context("no picture came")?;
        self.times.push(millis(began.elapsed()));
        Ok(())
    }

    fn take_times(&mut self) -> Value {
        Value::many(&std::mem::take(&mut self.times), Unit::Millis)
    }
}
