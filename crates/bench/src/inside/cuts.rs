//! Cuts of every kind, and how exact they are with a clock moved by hand.

use super::judge::{Pictures, judge};
use super::listen::{References, Sound, listen};
use super::manual::Manual;
use super::plot::{Asks, Plot, Show};
use super::rig::{Move, Script};
use super::witness::Witnessed;
use crate::clips::{ClipSpec, Matrix, Rate, SoundSpec};
use crate::measure::Setting;
use crate::report::{Goal, Report, Row, Unit, Value};
use anyhow::Result;
use media_time::MediaDuration;

pub(super) const MEGABYTE: usize = 1 << 20;
/// The largest step that the clips' own sound makes ([`crate::clips::tone`] has a test for it).
const OWN_STEP: f64 = 0.16;
/// A kind of cut.
pub(super) struct Condition {
    pub(super) name: String,
    pub(super) shows: Vec<Show>,
    pub(super) choices: usize,
    pub(super) asks: Asks,
    pub(super) moves: Vec<Move>,
    pub(super) budget: usize,
    pub(super) waiting: Option<ClipSpec>,
    pub(super) cuts: usize,
}

impl Condition {
    /// Four choices, 256 MB, answers 100 ms before the end.
    pub(super) fn usual(name: &str, shows: Vec<Show>, cuts: usize) -> Self {
        Self {
            name: name.to_owned(),
            shows,
            choices: 4,
            asks: Asks::CutAtEnd,
            moves: vec![before(100)],
            budget: 256 * MEGABYTE,
            waiting: None,
            cuts,
        }
    }

    pub(super) fn plot(&self, setting: &Setting, indexed: bool) -> Result<Plot> {
        let folder = setting.fresh_folder("story")?;
        Plot::write(
            &folder,
            &setting.clips,
            &self.shows,
            self.choices,
            self.asks,
            self.waiting.as_ref(),
            indexed,
        )
    }

    pub(super) fn script<'a>(&'a self, plot: &'a Plot) -> Script<'a> {
        Script { plot, moves: &self.moves, cuts: self.cuts, budget_bytes: self.budget }
    }
}

pub(super) fn before(millis: i64) -> Move {
    Move::BeforeEnd(MediaDuration::from_millis(millis))
}

pub(super) fn after(millis: i64) -> Move {
    Move::AfterStart(MediaDuration::from_millis(millis))
}

/// So many whole clips of 640×360 (for exactness, size is no matter).
pub(super) fn tiny(count: u8, millis: u32) -> Vec<Show> {
    (1..=count).map(|id| Show::Clip(ClipSpec { size: (640, 360), ..ClipSpec::small(id, millis) })).collect()
}

pub(super) fn small(count: u8, millis: u32) -> Vec<Show> {
    (1..=count).map(|id| Show::Clip(ClipSpec::small(id, millis))).collect()
}

pub(super) fn full_hd(count: u8, millis: u32) -> Vec<Show> {
    (1..=count).map(|id| Show::Clip(ClipSpec::full_hd(id, millis))).collect()
}

/// Clips that differ in everything: each cut changes size, rate, matrix and sound.
fn mixed() -> Vec<Show> {
    let sizes = [(640, 360), (960, 540), (1_280, 720)];
    let rates = [Rate::R25, Rate::R29_97, Rate::R30, Rate::R60];
    let sounds = [Some((48_000, 2)), Some((44_100, 1)), None, Some((48_000, 6)), Some((32_000, 2))];
    let spec = |nth: usize| {
        let rate = rates[nth % rates.len()];
        ClipSpec {
            id: 40 + nth as u8,
            size: sizes[nth % sizes.len()],
            rate,
            keyframes: [12, 60, 250][nth / 2 % 3],
            frames: rate.frames_in(700),
            sound: sounds[nth % sounds.len()].map(|(rate, channels)| SoundSpec { rate, channels }),
            matrix: if nth.is_multiple_of(2) { Matrix::Bt601 } else { Matrix::Bt709 },
        }
    };
    (0..8).map(|nth| Show::Clip(spec(nth))).collect()
}

/// Stretches of one file that follow one another, not beginning at its keyframes.
fn parts() -> Vec<Show> {
    let spec = ClipSpec { rate: Rate::R25, frames: 150, size: (640, 360), ..ClipSpec::small(60, 6_000) };
    (0..6).map(|nth| Show::Part(spec.clone(), 7 + nth * 23, 7 + nth * 23 + 16)).collect()
}

fn stills() -> Vec<Show> {
    (0..6)
        .map(|nth| match nth % 2 {
            0 => Show::Still(70 + nth, 600),
            _ => Show::Clip(ClipSpec { size: (640, 360), ..ClipSpec::small(70 + nth, 600) }),
        })
        .collect()
}

fn exact_conditions(setting: &Setting) -> Vec<Condition> {
    let many = setting.by_effort(20, 200, 1_000);
    let mut all = vec![Condition {
        moves: vec![before(5_000)],
        ..Condition::usual("5 s before the end, 4 choices", tiny(6, 5_400), setting.by_effort(5, 200, 300))
    }];
    for lead in [500, 100, 33, 0] {
        let name = format!("{lead} ms before the end, 4 choices");
        all.push(Condition { moves: vec![before(lead)], ..Condition::usual(&name, tiny(6, 800), many) });
    }
    for choices in [1, 2, 8] {
        let name = format!("100 ms before the end, {choices} choices");
        let shows = tiny(10, 800);
        all.push(Condition { choices, ..Condition::usual(&name, shows, many) });
    }
    for budget in [64, 128] {
        let name = format!("1080p, 8 choices, {budget} MB");
        let cuts = setting.by_effort(6, 60, 1_000);
        let usual = Condition::usual(&name, full_hd(10, 800), cuts);
        all.push(Condition { choices: 8, budget: budget * MEGABYTE, ..usual });
    }
    all.push(Condition {
        asks: Asks::CutAtOnce,
        choices: 8,
        moves: vec![after(200), after(333), after(481)],
        ..Condition::usual("in mid-play, 8 choices", tiny(10, 800), many)
    });
    all.push(Condition::usual("different size, rate, matrix, sound", mixed(), many));
    all.push(Condition::usual("stretches of one file", parts(), many));
    all.push(Condition::usual("stills and clips", stills(), many));
    let loops = |millis| ClipSpec { size: (640, 360), ..ClipSpec::small(90, millis) };
    let in_loop = |millis| Move::InLoop(MediaDuration::from_millis(millis));
    all.push(Condition {
        asks: Asks::OverLoop,
        waiting: Some(loops(700)),
        moves: vec![in_loop(100), in_loop(690), in_loop(705), in_loop(950), in_loop(1_333)],
        ..Condition::usual("a loop that is cut into", tiny(6, 400), many)
    });
    all.push(Condition {
        asks: Asks::OverLoop,
        waiting: Some(loops(4_000)),
        moves: vec![in_loop(setting.by_effort(20_000, 600_000, 600_000))],
        ..Condition::usual("a waiting loop for 10 minutes", tiny(6, 400), 1)
    });
    all
}

/// Lost, repeated, foreign: with a clock moved by hand, so that only playback can be at fault.
pub(super) fn exactness(setting: &Setting, report: &mut Report) -> Result<()> {
    let group = "Cuts, exactness (clock by hand)";
    let (mut references, mut steps) = (References::new(&setting.clips), Vec::new());
    for condition in exact_conditions(setting) {
        let plot = condition.plot(setting, false)?;
        let script = condition.script(&plot);
        let run = Manual::begin(&script, 7, true)?.run()?;
        let (pictures, sound) = judged(&plot, &run, &mut references)?;
        add_faults(report, group, &condition, &pictures, &sound, &mut steps);
    }
    add_steps(report, group, &steps);
    Ok(())
}

pub(super) fn judged(plot: &Plot, run: &Witnessed, references: &mut References) -> Result<(Pictures, Sound)> {
    Ok((judge(&plot.cast, run), listen(&plot.cast, run, references)?))
}

pub(super) fn add_faults(
    report: &mut Report,
    group: &str,
    condition: &Condition,
    pictures: &Pictures,
    sound: &Sound,
    steps: &mut Vec<f64>,
) {
    let name = &condition.name;
    let what = format!(
        "faults (frames: {} lost, {} out of order, {} foreign of {}; samples: {} lost, {} repeated, {} wrong of {})",
        pictures.lost,
        pictures.disordered,
        pictures.foreign,
        pictures.shown,
        sound.lost,
        sound.repeated,
        sound.wrong,
        sound.heard
    );
    let faults = pictures.faults() + sound.faults();
    let value = Value::Faults { faults, of: condition.cuts as u64, what };
    report.add(Row::new(group, format!("{name}: faults over cuts"), value).goal(Goal::None));
    // A cut in mid-play is faded by the device's callback, which a captured sink does not have.
    if condition.asks != Asks::CutAtOnce {
        steps.extend(&sound.jumps);
    }
    if pictures.refused > 0 {
        report.remark(format!("{name}: {} answers came too late and were refused", pictures.refused));
    }
}

/// How the waveform goes where one clip's sound follows another's.
pub(super) fn add_steps(report: &mut Report, group: &str, steps: &[f64]) {
    let row =
        Row::new(group, "largest step of the waveform where sounds join", Value::many(steps, Unit::Plain));
    report.add(row.goal(Goal::MedianAndWorst(OWN_STEP, OWN_STEP)));
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use crate::measure::Effort;

    /// With the real decoder and a clock moved by hand: a slow machine makes this slow, not wrong.
    #[test]
    fn real_cuts_lose_and_repeat_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let setting = Setting::new(folder.path(), Effort::Quick).unwrap();
        let in_loop = Move::InLoop(MediaDuration::from_millis(450));
        let waiting = Some(ClipSpec { size: (640, 360), ..ClipSpec::small(9, 400) });
        let usual = || Condition { choices: 2, ..Condition::usual("test", tiny(4, 400), 5) };
        let conditions = [
            Condition { moves: vec![before(200), before(33), before(0)], ..usual() },
            Condition { asks: Asks::CutAtOnce, moves: vec![after(150), after(217)], ..usual() },
            Condition { asks: Asks::OverLoop, moves: vec![in_loop], waiting, ..usual() },
        ];
        let mut references = References::new(&setting.clips);
        for (nth, condition) in conditions.iter().enumerate() {
            let plot = condition.plot(&setting, nth == 0).unwrap();
            let script = condition.script(&plot);
            let run = Manual::begin(&script, 1, true).unwrap().run().unwrap();
            let (pictures, sound) = judged(&plot, &run, &mut references).unwrap();
            assert_eq!((pictures.faults(), sound.faults()), (0, 0), "{nth}: {pictures:?} {sound:?}");
            assert!(pictures.shown > 20 && sound.heard > 20_000, "{nth}: {pictures:?} {sound:?}");
            if condition.asks != Asks::CutAtOnce {
                assert!(sound.jumps.iter().all(|jump| *jump <= OWN_STEP), "{nth}: {:?}", sound.jumps);
            }
        }
    }
}
