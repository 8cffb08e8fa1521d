//! What the player takes while its window is not to be seen.

use super::process::usage;
use super::stage::{Stage, story};
use super::stories::Then;
use crate::clips::ClipSpec;
use crate::measure::Setting;
use crate::report::{Report, Row, Unit, Value};
use anyhow::Result;
use std::time::{Duration, Instant};

const GROUP: &str = "A hidden window";

pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result<()> {
    let spec = ClipSpec::full_hd(202, setting.by_effort(10_000, 30_000, 30_000));
    let file = setting.clips.get(&spec)?;
    let story = story(setting, "hidden", &[(file, Then::By(0))])?;
    let stage = Stage::new(spec.size)?;
    let mut player = stage.play(&story)?;
    let length = Duration::from_secs(setting.by_effort(4, 10, 20));
    let (mut shown, mut covered, mut unmapped) = (Vec::new(), Vec::new(), Vec::new());
    let share = |into: &mut Vec<(f64, f64)>, player: &super::player::Player| {
        // What just began is not counted.
        std::thread::sleep(Duration::from_millis(500));
        let (since, before, server) = (Instant::now(), player.usage(), usage(stage.display.server()));
        std::thread::sleep(length);
        let (after, server_after) = (player.usage(), usage(stage.display.server()));
        let took = since.elapsed().as_secs_f64() / 100.0;
        into.push((
            (after.cpu - before.cpu).as_secs_f64() / took,
            (server_after.cpu - server.cpu).as_secs_f64() / took,
        ));
    };
    for _ in 0..setting.by_effort(1, 2, 2) {
        share(&mut shown, &player);
        let cover = player.client.cover(stage.size)?;
        share(&mut covered, &player);
        player.client.uncover(cover)?;
        share(&mut shown, &player);
        let window = player.window();
        player.client.set_minimised(window, true)?;
        share(&mut unmapped, &player);
        player.client.set_minimised(window, false)?;
    }
    // What it takes while it is hidden beside what it takes while it is seen.
    let of = |values: &[(f64, f64)], pick: fn(&(f64, f64)) -> f64| {
        Value::many(&values.iter().map(pick).collect::<Vec<_>>(), Unit::Percent)
    };
    for (name, values) in [("covered by another", &covered), ("minimised", &unmapped)] {
        report.add(
            Row::new(
                GROUP,
                format!("1080p30, {name}: the player, in % of one processor"),
                of(values, |v| v.0),
            )
            .beside("seen", of(&shown, |v| v.0)),
        );
        report.add(
            Row::new(GROUP, format!("1080p30, {name}: the X server meanwhile"), of(values, |v| v.1))
                .beside("seen", of(&shown, |v| v.1)),
        );
    }
    Ok(())
}
