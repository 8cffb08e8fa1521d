//! Memory: of primed choices, after many cuts, and whether what is accounted for is what is taken.
//! Each is measured in a process of its own.

use super::cost::{alone, resident_bytes};
use super::cuts::{MEGABYTE, full_hd, tiny};
use super::manual::Manual;
use super::plot::{Asks, Plot};
use super::rig::{Move, Script};
use crate::measure::Setting;
use crate::report::{Goal, Report, Row, Unit, Value};
use anyhow::{Context, Result, bail};
use media_time::{MediaDuration, MediaTime};
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// What a process of its own says. Bytes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Taken {
    /// Taken by the process, once a cut.
    resident: Vec<usize>,
    /// Accounted for by playback at the same moments.
    accounted: Vec<usize>,
}

fn megabytes(bytes: f64) -> f64 {
    bytes / 1e6
}

fn median(values: &[usize]) -> f64 {
    let values: Vec<f64> = values.iter().map(|value| *value as f64).collect();
    Value::many(&values, Unit::Megabytes).main().unwrap_or_default()
}

fn ask(setting: &Setting, arguments: &[&str]) -> Result<Taken> {
    let arguments: Vec<String> = arguments.iter().map(|word| (*word).to_owned()).collect();
    alone(&setting.folder, &arguments)
}

/// The measurements that need a fresh process: adds rows from what those say.
pub(super) fn memory(setting: &Setting, report: &mut Report) -> Result<()> {
    let rounds = setting.by_effort(1, 3, 5);
    let (mut more, mut accounted) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let without = ask(setting, &["primed", "0"])?;
        let with = ask(setting, &["primed", "4"])?;
        more.push(megabytes(median(&with.resident) - median(&without.resident)));
        accounted.push(megabytes(median(&with.accounted)));
    }
    let group = "Memory";
    let row =
        Row::new(group, "4 primed 1080p choices: more than with none", Value::many(&more, Unit::Megabytes));
    report.add(row.goal(Goal::AtMost(64.0)));
    let figure = "4 primed 1080p choices: as playback accounts for them";
    report.add(Row::new(group, figure, Value::many(&accounted, Unit::Megabytes)));

    let cuts = setting.by_effort("150", "1000", "20000");
    let taken = ask(setting, &["cuts", cuts])?;
    let fifth = taken.resident.len() / 5;
    let early = median(taken.resident.get(fifth..2 * fifth).unwrap_or_default());
    let late = median(taken.resident.get(4 * fifth..).unwrap_or_default());
    let figure = format!("{cuts} random cuts: growth from the second fifth of them to the last");
    let growth = Value::One(megabytes(late - early), Unit::Megabytes);
    report.add(Row::new(group, figure, growth).goal(Goal::AtMost(5.0)));

    let cuts = setting.by_effort("8", "40", "1000");
    let with = ask(setting, &["accounting", "4", cuts])?;
    let without = ask(setting, &["accounting", "0", cuts])?;
    let real = megabytes(median(&with.resident) - median(&without.resident));
    let accounted = megabytes(median(&with.accounted));
    let figure = "random run at 1080p: memory of primed clips as accounted for, beside what they really take";
    let row = Row::new(group, figure, Value::One(accounted, Unit::Megabytes));
    report.add(row.beside("really", Value::One(real, Unit::Megabytes)));
    let off = Value::One((accounted / real - 1.0).abs() * 100.0, Unit::Percent);
    report.add(Row::new(group, "how far the accounting is off", off).goal(Goal::AtMost(20.0)));
    Ok(())
}

/// In the process of its own: measures what the words say.
pub(super) fn in_own_process(setting: &Setting, words: &[String]) -> Result<Taken> {
    let number = |nth: usize| -> Result<usize> {
        words.get(nth).context("a number is missing")?.parse().context("no number")
    };
    match words.first().map(String::as_str) {
        Some("primed") => play(setting, number(1)?, Asks::CutAtOnce, true, 1),
        Some("accounting") => play(setting, number(1)?, Asks::CutAtOnce, true, number(2)?),
        Some("cuts") => play(setting, 3, Asks::CutAtOnce, false, number(1)?),
        other => bail!("{other:?} is no measurement"),
    }
}

/// Waits until what is held ready has not changed for a while.
fn settle(run: &mut Manual<'_>) {
    const STEP: Duration = Duration::from_millis(10);
    let (mut held, mut unchanged) = (0, 0);
    // Bounded: three seconds.
    for _ in 0..300 {
        std::thread::sleep(STEP);
        run.core.advance(MediaDuration::ZERO);
        let now = run.core.preloaded().1;
        unchanged = if now == held { unchanged + 1 } else { 0 };
        held = now;
        if unchanged >= 25 {
            break;
        }
    }
}

/// Plays so many cuts and looks at the memory in the middle of each scene, when everything that is
/// to be primed is.
fn play(setting: &Setting, choices: usize, asks: Asks, large: bool, cuts: usize) -> Result<Taken> {
    let folder = setting.fresh_folder("memory")?;
    let shows = if large { full_hd(6, 1_400) } else { tiny(6, 800) };
    let plot = Plot::write(&folder, &setting.clips, &shows, choices, asks, None, true)?;
    // Without choices nothing is answered, and the way on is not primed before the end nears.
    let moves = if choices == 0 { Move::Nothing } else { Move::AfterStart(MediaDuration::from_millis(500)) };
    let script = Script { plot: &plot, moves: &[moves], cuts, budget_bytes: 256 * MEGABYTE };
    let mut run = Manual::begin(&script, 3, false)?;
    let mut taken = Taken::default();
    while taken.resident.len() < cuts {
        run.step()?;
        let inside = run.core.view().position >= MediaTime::from_millis(400);
        if run.viewer.visits.len() > taken.resident.len() && inside {
            // Primed decks decode on threads of their own: real time, though the clock stands.
            if large {
                settle(&mut run);
            }
            taken.resident.push(resident_bytes()?);
            taken.accounted.push(run.core.preloaded().1);
        }
    }
    Ok(taken)
}
