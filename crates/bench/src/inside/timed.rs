//! Cuts in real time, with pictures drawn off screen.

use super::cuts::{Condition, MEGABYTE, add_faults, add_steps, after, before, full_hd, judged, small};
use super::easel::Easel;
use super::judge::Pictures;
use super::listen::{References, Sound};
use super::live::Live;
use super::plot::Asks;
use super::rig::Move;
use crate::measure::Setting;
use crate::report::{Goal, Report, Row, Unit, Value};
use anyhow::Result;
use media_time::MediaDuration;

/// One refresh at 60 a second.
const REFRESH: f64 = 1_000.0 / 60.0;
const SMALL: (u32, u32) = (960, 540);
const FULL_HD: (u32, u32) = (1_920, 1_080);

/// Answers that came early, or as late as can be.
pub(super) fn early(setting: &Setting, report: &mut Report) -> Result<()> {
    let late = vec![before(500), before(100), before(33), before(0)];
    let name = "540p, answer 500, 100, 33, 0 ms before the end";
    let few = Condition::usual(name, small(6, 900), setting.by_effort(12, 160, 200));
    let name = "540p, answer 5 s before the end";
    let long = Condition::usual(name, small(6, 5_400), setting.by_effort(2, 8, 40));
    let conditions =
        [Condition { moves: late.clone(), ..few }, Condition { moves: vec![before(5_000)], ..long }];
    timed(setting, report, &conditions, SMALL)?;
    let name = "1080p, answer 500, 100, 33, 0 ms before the end";
    let large = Condition::usual(name, full_hd(6, 900), setting.by_effort(12, 80, 1_000));
    timed(setting, report, &[Condition { moves: late, ..large }], FULL_HD)
}

/// Answers that cut at once, by the number of open choices.
pub(super) fn in_mid_play(setting: &Setting, report: &mut Report) -> Result<()> {
    let conditions: Vec<_> = [1, 2, 4, 8]
        .into_iter()
        .map(|choices| {
            let name = format!("540p, in mid-play, {choices} choices");
            let usual = Condition::usual(&name, small(10, 1_000), setting.by_effort(10, 30, 200));
            let moves = vec![after(600), after(633), after(681)];
            Condition { asks: Asks::CutAtOnce, choices, moves, ..usual }
        })
        .collect();
    timed(setting, report, &conditions, SMALL)
}

/// The same with 8 choices of 1080p, by the budget of memory for what may play next.
pub(super) fn by_budget(setting: &Setting, report: &mut Report) -> Result<()> {
    let conditions: Vec<_> = [64, 128, 256]
        .into_iter()
        .map(|budget| {
            let name = format!("1080p, in mid-play, 8 choices, {budget} MB");
            let usual = Condition::usual(&name, full_hd(10, 1_400), setting.by_effort(8, 24, 200));
            let (budget, moves) = (budget * MEGABYTE, vec![after(1_000), after(1_133)]);
            Condition { asks: Asks::CutAtOnce, choices: 8, budget, moves, ..usual }
        })
        .collect();
    timed(setting, report, &conditions, FULL_HD)
}

/// Measures conditions in real time, drawn off screen at this size.
fn timed(setting: &Setting, report: &mut Report, conditions: &[Condition], size: (u32, u32)) -> Result<()> {
    let group = "Cuts, real time, off screen";
    let (mut references, mut steps) = (References::new(&setting.clips), Vec::new());
    for condition in conditions {
        let (pictures, sound) = lived(setting, report, condition, size, &mut references)?;
        let name = &condition.name;
        let stalls: Vec<f64> = pictures.cuts.iter().map(|cut| cut.stall).collect();
        if condition.asks == Asks::CutAtOnce {
            add_answers(report, group, condition, &pictures);
            let freeze = Value::many(&stalls, Unit::Millis);
            let figure = format!("{name}: last picture stands longer than a frame by");
            report.add(Row::new(group, figure, freeze).goal(Goal::MedianAndWorst(REFRESH, REFRESH)));
        } else {
            let gaps: Vec<f64> = pictures.cuts.iter().map(|cut| cut.gap).collect();
            let figure = format!("{name}: last A → first B");
            report.add(Row::new(group, figure, Value::many(&gaps, Unit::Millis)));
            for (kind, doing) in condition.moves.iter().enumerate().filter(|_| condition.moves.len() > 1) {
                let of_kind = pictures.cuts.iter().filter(|cut| cut.kind == kind);
                let stalls: Vec<f64> = of_kind.map(|cut| cut.stall).collect();
                let Move::BeforeEnd(lead) = doing else { continue };
                let figure = format!("{name}: stall with {} ms", lead.millis());
                report.add(Row::new(group, figure, Value::many(&stalls, Unit::Millis)));
            }
            let stall = Row::new(group, format!("{name}: stall"), Value::many(&stalls, Unit::Millis));
            report.add(stall.goal(Goal::MedianAndWorst(1.0, REFRESH)));
        }
        add_faults(report, group, condition, &pictures, &sound, &mut steps);
        add_offsets(report, condition, &pictures);
    }
    if !steps.is_empty() {
        add_steps(report, group, &steps);
    }
    Ok(())
}

fn lived(
    setting: &Setting,
    report: &mut Report,
    condition: &Condition,
    size: (u32, u32),
    references: &mut References,
) -> Result<(Pictures, Sound)> {
    let plot = condition.plot(setting, true)?;
    let script = condition.script(&plot);
    let mut easel = Easel::new(size)?;
    report.machine.adapter = easel.adapter();
    let run = Live::begin(&script, &mut easel, 11)?.run()?;
    judged(&plot, &run, references)
}

fn add_answers(report: &mut Report, group: &str, condition: &Condition, pictures: &Pictures) {
    let answers: Vec<f64> = pictures.cuts.iter().filter_map(|cut| cut.answer).collect();
    let figure = format!("{}: answer → first B", condition.name);
    let row = Row::new(group, figure, Value::many(&answers, Unit::Millis));
    report.add(row.goal(Goal::MedianAndWorst(REFRESH, REFRESH)));
}

fn add_offsets(report: &mut Report, condition: &Condition, pictures: &Pictures) {
    let group = "Sound against picture";
    for (side, offsets) in [("before", &pictures.before_cut), ("after", &pictures.after_cut)] {
        let sizes: Vec<f64> = offsets.iter().map(|offset| offset.abs()).collect();
        let figure = format!("{}: {side} the cut", condition.name);
        let row = Row::new(group, figure, Value::many(&sizes, Unit::Millis));
        report.add(row.goal(Goal::MedianAndWorst(5.0, REFRESH / 2.0 + 5.0)));
    }
}

/// Jumps by the chapter map: nothing was opened before.
pub(super) fn not_primed(setting: &Setting, report: &mut Report) -> Result<()> {
    let group = "Cuts to what was not primed";
    let cuts = setting.by_effort(6, 25, 200);
    let mut references = References::new(&setting.clips);
    for (name, shows, size) in [
        ("540p, jump by the chapter map", small(8, 1_000), SMALL),
        ("1080p, jump by the chapter map", full_hd(8, 1_000), FULL_HD),
    ] {
        let moves = vec![Move::Jump(MediaDuration::from_millis(600))];
        let usual = Condition::usual(name, shows, cuts);
        let condition = Condition { asks: Asks::CutAtOnce, choices: 2, moves, ..usual };
        let (pictures, sound) = lived(setting, report, &condition, size, &mut references)?;
        let answers: Vec<f64> = pictures.cuts.iter().filter_map(|cut| cut.answer).collect();
        let figure = format!("{name}: jump → first picture");
        report.add(Row::new(group, figure, Value::many(&answers, Unit::Millis)));
        add_faults(report, group, &condition, &pictures, &sound, &mut Vec::new());
    }
    Ok(())
}
