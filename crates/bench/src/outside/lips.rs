//! Sound against picture in the real window: the flash on screen, the beep on the sound device.

use super::peers::{self, MpvOutput};
use super::sequence::millis;
use super::sink::Sink;
use super::stage::{Stage, story};
use super::stories::Then;
use super::watch::Seen;
use crate::clips::{ClipSpec, is_flash};
use crate::measure::{Setting, is_installed};
use crate::report::{Goal, Report, Row, Unit, Value};
use anyhow::Result;
use std::path::PathBuf;
use std::time::{Duration, Instant};

const GROUP: &str = "Sound against picture in the window, 540p";

/// Farther apart, a flash and a beep do not belong together.
const FARTHEST: f64 = 400.0;

pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result<()> {
    if !(is_installed("pulseaudio") && is_installed("parec")) {
        report.remark("PulseAudio is not installed: sound against picture in the window is not measured");
        return Ok(());
    }
    let specs: Vec<ClipSpec> = (0..4).map(|nth| ClipSpec::small(220 + nth, 3_000)).collect();
    let files = specs.iter().map(|spec| setting.clips.get(spec)).collect::<Result<Vec<_>>>()?;
    let scenes: Vec<(PathBuf, Then)> =
        files.iter().enumerate().map(|(nth, file)| (file.clone(), Then::By((nth + 1) % 4))).collect();
    let story = story(setting, "lips", &scenes)?;
    let mut stage = Stage::new(specs[0].size)?;
    let (mut ours, mut mpvs) = (Vec::new(), Vec::new());
    for _ in 0..setting.by_effort(1, 2, 6) {
        let length = Duration::from_secs(setting.by_effort(12, 40, 60));
        let sink = Sink::start()?;
        stage.display.set_sound(sink.server());
        {
            let _player = stage.play(&story)?;
            ours.extend(look(&stage, &sink, &specs, length));
        }
        if is_installed("mpv") {
            let list = [peers::edl(files.iter().map(PathBuf::as_path))];
            let options = ["--loop-file=inf", "--ao=pulse"];
            let _mpv = stage.mpv(MpvOutput::X11, &options, &list)?;
            mpvs.extend(look(&stage, &sink, &specs, length));
        }
    }
    let all = |offsets: &[f64]| {
        let sizes: Vec<f64> = offsets.iter().map(|offset| offset.abs()).collect();
        Value::many(&sizes, Unit::Millis)
    };
    report.add(
        Row::new(GROUP, "picture and sound apart, over cuts", all(&ours))
            .beside("mpv EDL", all(&mpvs))
            .goal(Goal::MedianAndWorst(5.0, 1_000.0 / 120.0 + 5.0)),
    );
    let middle = |offsets: &[f64]| {
        let mut sorted = offsets.to_vec();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
    };
    report.remark(format!(
        "sound against picture: the picture comes {:.1} ms after the sound in the middle ({:.1} with mpv); the \
         recorder's own delay, the same for both, is some milliseconds of it",
        middle(&ours),
        middle(&mpvs)
    ));
    Ok(())
}

/// Milliseconds from each beep to its flash; below 0: the picture came first.
fn look(stage: &Stage, sink: &Sink, specs: &[ClipSpec], length: Duration) -> Vec<f64> {
    // A device takes a while until it runs evenly.
    std::thread::sleep(Duration::from_secs(3));
    let (place, since) = (stage.watch.len(), Instant::now());
    std::thread::sleep(length);
    let flashes: Vec<Instant> = stage
        .watch
        .since(place)
        .iter()
        .filter(|seen| begins_flash(seen, specs))
        .map(|seen| seen.at)
        .collect();
    let beeps = sink.beeps_since(since);
    flashes
        .into_iter()
        .filter_map(|flash| {
            let apart = beeps.iter().map(|beep| signed(*beep, flash));
            apart.min_by(|a, b| a.abs().total_cmp(&b.abs())).filter(|apart| apart.abs() < FARTHEST)
        })
        .collect()
}

fn signed(from: Instant, to: Instant) -> f64 {
    millis(to.saturating_duration_since(from)) - millis(from.saturating_duration_since(to))
}

/// The cells tell which frame it is, and so whether a flash begins: it needs no look of its own.
fn begins_flash(seen: &Seen, specs: &[ClipSpec]) -> bool {
    seen.sight.is_some_and(|mark| {
        let frame = u32::from(mark.frame);
        let spec = specs.iter().find(|spec| spec.id == mark.clip);
        spec.is_some_and(|spec| is_flash(spec, frame) && (frame == 0 || !is_flash(spec, frame - 1)))
    })
}
