//! What the overlay costs: an open question over a playing clip and over a held picture, and the
//! moment in which it opens.

use super::process::usage;
use super::sequence::{self, late};
use super::stage::{Stage, facts, story};
use super::stories::Then;
use crate::clips::ClipSpec;
use crate::measure::Setting;
use crate::report::{Goal, Report, Row, Unit, Value};
use anyhow::Result;
use std::time::{Duration, Instant};

const GROUP: &str = "The overlay";

/// When the question opens that is watched opening: late enough for the pace before it to be known.
const OPENS: u32 = 3_000;

/// After an opening, so many pictures are looked at: it has faded in by then.
const LOOKED_AT: u16 = 15;

/// A question that opened has faded in, and the clip plays at its pace.
const SETTLED: Duration = Duration::from_millis(1_500);

/// What was taken for a while: by the player and by the X server, in milliseconds of processor time
/// for each of the clip's frames.
#[derive(Default)]
struct Cost {
    player: Vec<f64>,
    server: Vec<f64>,
}

pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result<()> {
    for (name, spec) in [
        ("540p30", ClipSpec::small(221, setting.by_effort(12_000, 20_000, 20_000))),
        ("1080p30", ClipSpec::full_hd(222, setting.by_effort(12_000, 20_000, 20_000))),
    ] {
        measure_clip(setting, report, name, &spec)?;
    }
    Ok(())
}

fn measure_clip(setting: &Setting, report: &mut Report, name: &str, spec: &ClipSpec) -> Result<()> {
    let file = setting.clips.get(spec)?;
    let short =
        setting.clips.get(&ClipSpec { frames: spec.frames.min(30), id: spec.id + 10, ..spec.clone() })?;
    let plain = story(setting, "overlay-none", &[(file.clone(), Then::By(0))])?;
    let asked = story(setting, "overlay-open", &[(file.clone(), Then::Asked { from: Some(60) })])?;
    let opens = story(setting, "overlay-opens", &[(file, Then::Asked { from: Some(OPENS) })])?;
    let held = story(setting, "overlay-held", &[(short, Then::Asked { from: None })])?;
    let stage = Stage::new(spec.size)?;
    let length = Duration::from_secs(setting.by_effort(6, 12, 12));
    let frame = spec.rate.frame_millis();
    let (mut without, mut with, mut idle) = (Cost::default(), Cost::default(), Cost::default());
    for _ in 0..setting.by_effort(1, 3, 5) {
        without.add(&stage, &plain, length, frame)?;
        with.add(&stage, &asked, length, frame)?;
        // Without frames: a second stands for one, below.
        idle.add(&stage, &held, length, 1e3)?;
    }
    let mut opening = Vec::new();
    for _ in 0..setting.by_effort(2, 10, 20) {
        opening.extend(watch_opening(&stage, &opens, spec)?);
    }
    tell(report, name, (&without, &with, &idle), &opening);
    Ok(())
}

impl Cost {
    fn add(&mut self, stage: &Stage, story: &std::path::Path, length: Duration, frame: f64) -> Result<()> {
        let player = stage.play(story)?;
        std::thread::sleep(SETTLED);
        let (since, before, server) = (Instant::now(), player.usage(), usage(stage.display.server()));
        std::thread::sleep(length);
        let frames = since.elapsed().as_secs_f64() * 1e3 / frame;
        let (after, server_after) = (player.usage(), usage(stage.display.server()));
        self.player.push((after.cpu - before.cpu).as_secs_f64() * 1e3 / frames);
        self.server.push((server_after.cpu - server.cpu).as_secs_f64() * 1e3 / frames);
        Ok(())
    }
}

/// How late the pictures came while a question opened that the program had not shown before.
fn watch_opening(stage: &Stage, story: &std::path::Path, spec: &ClipSpec) -> Result<Vec<f64>> {
    let place = stage.watch.len();
    let player = stage.play(story)?;
    std::thread::sleep(Duration::from_millis(u64::from(OPENS) + 1_500));
    drop(player);
    let clip = facts(spec);
    let opens = (f64::from(OPENS) / clip.frame) as u16;
    Ok(late(&sequence::shown(&stage.watch.since(place)), clip, opens..opens + LOOKED_AT))
}

fn tell(report: &mut Report, name: &str, (without, with, idle): (&Cost, &Cost, &Cost), opening: &[f64]) {
    let millis = |values: &[f64]| Value::many(values, Unit::Millis);
    report.add(
        Row::new(GROUP, format!("{name}: processor time a frame, a question open"), millis(&with.player))
            .beside("no question", millis(&without.player)),
    );
    report.add(
        Row::new(GROUP, format!("{name}: the X server meanwhile, a frame"), millis(&with.server))
            .beside("no question", millis(&without.server)),
    );
    // Milliseconds a second are tenths of a hundredth.
    let percent: Vec<f64> = idle.player.iter().map(|millis| millis / 10.0).collect();
    report.add(
        Row::new(
            GROUP,
            format!("{name}: idle, the picture held at an open question, in % of one processor"),
            Value::many(&percent, Unit::Percent),
        )
        .goal(Goal::AtMost(1.0)),
    );
    report.add(
        Row::new(
            GROUP,
            format!("{name}: how late pictures come while a question opens for the first time"),
            millis(opening),
        )
        .goal(Goal::MedianAndWorst(1.0, 16.7)),
    );
}
