//! From starting a program to its first pictures, and its memory then.

use super::peers::MpvOutput;
use super::sequence::millis;
use super::stage::{Stage, story};
use super::stories::Then;
use crate::clips::ClipSpec;
use crate::measure::{Setting, is_installed};
use crate::report::{Goal, Report, Row, Unit, Value};
use anyhow::Result;
use std::time::Duration;

const GROUP: &str = "Starting, in the window";

/// Milliseconds of each start.
#[derive(Default)]
struct Starts {
    page: Vec<f64>,
    picture: Vec<f64>,
    both: Vec<f64>,
    page_memory: Vec<f64>,
    mpv: Vec<f64>,
    mpv_memory: Vec<f64>,
}

pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result<()> {
    for (name, spec) in
        [("540p30", ClipSpec::small(201, 10_000)), ("1080p30", ClipSpec::full_hd(202, 10_000))]
    {
        let file = setting.clips.get(&spec)?;
        let story = story(setting, "start", &[(file.clone(), Then::By(0))])?;
        let stage = Stage::new(spec.size)?;
        let mut starts = Starts::default();
        for _ in 0..setting.by_effort(3, 12, 20) {
            let mut player = stage.open_player(&story)?;
            // The viewer reads.
            std::thread::sleep(Duration::from_millis(400));
            let (page, memory) = (millis(player.first_page), player.usage().resident);
            let (pressed, seen) = player.begin(&stage.watch)?;
            let picture = millis(seen.at.saturating_duration_since(pressed));
            drop(player);
            starts.page.push(page);
            starts.page_memory.push(memory as f64 / 1e6);
            starts.picture.push(picture);
            starts.both.push(page + picture);
            if is_installed("mpv") {
                let place = stage.watch.len();
                let files = [file.clone()];
                let mpv = stage.mpv(MpvOutput::X11, &["--loop-file=inf"], &files)?;
                let seen = stage.first_picture(place, "mpv")?;
                starts.mpv.push(millis(seen.at.saturating_duration_since(mpv.running.started())));
                starts.mpv_memory.push(mpv.running.usage().resident as f64 / 1e6);
            }
        }
        tell(report, name, &starts);
    }
    Ok(())
}

fn tell(report: &mut Report, name: &str, starts: &Starts) {
    let value = |values: &[f64]| Value::many(values, Unit::Millis);
    let mpv = value(&starts.mpv);
    report.add(
        Row::new(GROUP, format!("{name}: process start to the first page"), value(&starts.page))
            .beside("mpv, cold, to its first picture", mpv.clone()),
    );
    report.add(
        Row::new(
            GROUP,
            format!("{name}: from the first page's key to the first picture"),
            value(&starts.picture),
        )
        .goal(Goal::AtMost(25.0)),
    );
    report.add(
        Row::new(
            GROUP,
            format!("{name}: process start to picture, without the person's time"),
            value(&starts.both),
        )
        .beside("mpv, cold", mpv)
        .goal(Goal::TimesPeer(1.0)),
    );
    let memory = |values: &[f64]| Value::many(values, Unit::Megabytes);
    report.add(
        Row::new("Memory", format!("{name}: the process on its first page"), memory(&starts.page_memory))
            .beside("mpv at its first picture", memory(&starts.mpv_memory)),
    );
}
