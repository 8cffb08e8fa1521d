//! Pace and processor time while a clip plays.

use super::peers::MpvOutput;
use super::process::{Usage, usage};
use super::sequence::{self, Clip, Sequence, deviations};
use super::stage::{Stage, facts, story};
use super::stories::Then;
use crate::clips::ClipSpec;
use crate::measure::{Setting, is_installed};
use crate::report::{Goal, Report, Row, Unit, Value};
use anyhow::Result;
use std::time::{Duration, Instant};

/// After the first picture: opening and starting are measured elsewhere.
const WARM_UP: Duration = Duration::from_millis(700);

/// What was seen of one player.
#[derive(Default)]
struct Played {
    deviations: Vec<f64>,
    faults: Sequence,
    /// Hundredths of one processor, for each part of the run: the program's, and the X server's.
    cpu: Vec<f64>,
    server: Vec<f64>,
    resident: u64,
}

pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result<()> {
    let millis = setting.by_effort(10_000, 30_000, 30_000);
    for (name, spec) in
        [("540p30", ClipSpec::small(201, millis)), ("1080p30", ClipSpec::full_hd(202, millis))]
    {
        measure_clip(setting, report, name, &spec)?;
    }
    Ok(())
}

fn measure_clip(setting: &Setting, report: &mut Report, name: &str, spec: &ClipSpec) -> Result<()> {
    let file = setting.clips.get(spec)?;
    let story = story(setting, "playing", &[(file.clone(), Then::By(0))])?;
    let stage = Stage::new(spec.size)?;
    let (mut ours, mut x11, mut null) = (Played::default(), Played::default(), Played::default());
    // Pictures of ours in all, and how many the peer gets to show for each of them.
    let rounds = setting.by_effort(1_u32, 3, 5);
    let pictures = setting.by_effort(300_u32, 1_000, 2_000);
    let part = Duration::from_secs_f64(spec.rate.time_of(pictures) + 0.2);
    let peers_part = if rounds == 1 { part } else { part / 4 };
    let peer = is_installed("mpv");
    for _ in 0..rounds {
        {
            let player = stage.play(&story)?;
            ours.look(&stage, facts(spec), part, || player.usage());
        }
        if peer {
            let files = [file.clone()];
            let mpv = stage.mpv(MpvOutput::X11, &["--loop-file=inf"], &files)?;
            x11.look(&stage, facts(spec), peers_part, || mpv.running.usage());
            drop(mpv);
            let mpv = stage.mpv(MpvOutput::Null, &["--loop-file=inf"], &files)?;
            null.look(&stage, facts(spec), peers_part / 2, || mpv.running.usage());
        }
    }
    if !peer {
        report.remark("mpv is not installed: no peer for playing in a window");
    }
    tell(report, name, &ours, peer.then_some((&x11, &null)));
    Ok(())
}

impl Played {
    fn look(&mut self, stage: &Stage, clip: Clip, length: Duration, of: impl Fn() -> Usage) {
        std::thread::sleep(WARM_UP);
        let (place, since) = (stage.watch.len(), Instant::now());
        let (mine, servers) = (of(), usage(stage.display.server()));
        std::thread::sleep(length);
        let took = since.elapsed().as_secs_f64();
        let after = of();
        let share = |before: Usage, after: Usage| (after.cpu - before.cpu).as_secs_f64() / took * 100.0;
        self.cpu.push(share(mine, after));
        self.server.push(share(servers, usage(stage.display.server())));
        self.resident = self.resident.max(after.resident);
        let shown = sequence::shown(&stage.watch.since(place));
        self.deviations.extend(deviations(&shown, clip));
        let faults = sequence::read(&shown, &[clip], true, |_, _| true);
        self.faults.add(faults);
    }
}

fn tell(report: &mut Report, name: &str, ours: &Played, peers: Option<(&Played, &Played)>) {
    const PACE: &str = "Pace in the window";
    const COST: &str = "Processor time while playing";
    let missing = || Value::Missing("not installed".to_owned());
    let beside = |what: fn(&Played) -> Value| peers.map_or_else(missing, |(x11, _)| what(x11));
    let off = |played: &Played| Value::many(&played.deviations, Unit::Millis);
    report.add(
        Row::new(PACE, format!("{name}: from the ideal time of each picture"), off(ours))
            .beside("mpv x11", beside(off))
            .goal(Goal::AtMost(0.5)),
    );
    let missed = |played: &Played| played.faults.faults();
    report.add(
        Row::new(PACE, format!("{name}: missed or repeated pictures"), missed(ours))
            .beside("mpv x11", beside(missed))
            .goal(Goal::None),
    );
    if ours.faults.unseen > 0 {
        report.remark(format!(
            "{name}: {} pictures may have come while the watcher did not look (a busy machine)",
            ours.faults.unseen
        ));
    }
    let cpu = |played: &Played| Value::many(&played.cpu, Unit::Percent);
    let server = |played: &Played| Value::many(&played.server, Unit::Percent);
    report.add(
        Row::new(COST, format!("{name}: the player, in % of one processor"), cpu(ours))
            .beside("mpv x11", beside(cpu))
            .goal(Goal::TimesPeer(1.0)),
    );
    let null = peers.map_or_else(missing, |(_, null)| cpu(null));
    report.add(
        Row::new(COST, format!("{name}: the same, beside a player without output"), cpu(ours))
            .beside("mpv null", null),
    );
    report.add(
        Row::new(COST, format!("{name}: the X server meanwhile"), server(ours))
            .beside("mpv x11", beside(server))
            .goal(Goal::TimesPeer(1.0)),
    );
    let resident = |played: &Played| Value::One(played.resident as f64 / 1e6, Unit::Megabytes);
    report.add(
        Row::new("Memory", format!("{name}: the process while playing"), resident(ours))
            .beside("mpv x11", beside(resident)),
    );
}
