//! Cuts in mid-play: from the key that answers to the first picture of what was chosen.

use super::peers::{InstantGst, MpvOutput};
use super::sequence::{self, Clip, Sequence};
use super::stage::{Dice, LONGEST, Stage, facts, keep_seen, story};
use super::stories::Then;
use super::watch::Seen;
use super::x11::key;
use crate::clips::ClipSpec;
use crate::measure::{Setting, is_installed};
use crate::report::{Goal, Report, Row, Unit, Value};
use anyhow::{Context as _, Result};
use serde_json::json;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Open choices in every scene, each leading to another one.
const CHOICES: u8 = 8;
/// The first clip's id.
const FIRST: u8 = 180;
/// A viewer watches at least so many frames of a clip before answering.
const WATCHED: u16 = 18;

const GROUP: &str = "Cuts in mid-play in the window, 540p, 8 open choices";

/// What was seen of one player.
#[derive(Default)]
struct Jumps {
    /// From key or command to the first picture of the clip that was asked for, in milliseconds.
    delays: Vec<f64>,
    /// How long the last picture of the clip before stood beyond its own time, until then.
    freezes: Vec<f64>,
    faults: Sequence,
    /// Cuts that never came.
    failures: usize,
}

pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result<()> {
    let specs: Vec<ClipSpec> = (0..=CHOICES).map(|nth| ClipSpec::small(FIRST + nth, 6_000)).collect();
    let files = specs.iter().map(|spec| setting.clips.get(spec)).collect::<Result<Vec<_>>>()?;
    let clips: Vec<Clip> = specs.iter().map(facts).collect();
    let others = |nth: usize| (1..=usize::from(CHOICES)).map(|ahead| (nth + ahead) % files.len()).collect();
    let scenes: Vec<(PathBuf, Then)> = files
        .iter()
        .enumerate()
        .map(|(nth, file)| (file.clone(), Then::Answer { at_once: true, to: others(nth) }))
        .collect();
    let story = story(setting, "answers", &scenes)?;
    let stage = Stage::new(specs[0].size)?;
    let (rounds, cuts) = (setting.by_effort(1, 3, 4), setting.by_effort(15, 30, 100));
    let mut dice = Dice::new();
    let (mut ours, mut mpvs, mut gsts) = (Jumps::default(), Jumps::default(), Jumps::default());
    for round in 0..rounds {
        let mut player = stage.play(&story)?;
        let place = stage.watch.len();
        ours.play(&stage, &clips, cuts, &mut dice, |_, choice| {
            player.client.press(key::ONE + u32::from(choice))
        })?;
        drop(player);
        keep_seen(setting, &format!("answers-{round}"), &stage.watch.since(place))?;
        if is_installed("mpv") {
            let mut mpv = stage.mpv(MpvOutput::X11, &[], &files[..1])?;
            mpvs.play(&stage, &clips, cuts, &mut dice, |clip, _| {
                let file = files[usize::from(clip - FIRST)].display().to_string();
                mpv.command(&[json!("loadfile"), json!(file), json!("replace")])
            })?;
        }
        if is_installed("gst-play-1.0") && is_installed("script") {
            gsts.play_gstreamer(&stage, &clips, &files[..2], setting.by_effort(4, 8, 12))?;
        }
    }
    if gsts.failures > 0 {
        report.remark(format!(
            "GStreamer's instant-uri did not bring the next file in {} of {} cases",
            gsts.failures,
            gsts.failures + gsts.delays.len()
        ));
    }
    tell(report, &ours, &[("mpv loadfile", &mpvs), ("GStreamer instant-uri", &gsts)]);
    Ok(())
}

impl Jumps {
    /// Watches so many cuts, each asked for by `ask(clip, choice)`, which tells when it did.
    fn play<E>(
        &mut self,
        stage: &Stage,
        clips: &[Clip],
        cuts: usize,
        dice: &mut Dice,
        mut ask: impl FnMut(u8, u8) -> std::result::Result<Instant, E>,
    ) -> Result<()>
    where
        anyhow::Error: From<E>,
    {
        let from = stage.watch.len().saturating_sub(1);
        let mut place = from;
        let mut current = stage.watch.now().context("nothing is on screen")?.clip;
        for _ in 0..cuts {
            let watched = WATCHED + dice.roll(10) as u16;
            stage
                .watch
                .wait(place, LONGEST, |sight| {
                    sight.is_some_and(|mark| mark.clip == current && mark.frame >= watched)
                })
                .with_context(|| format!("clip {current} does not play"))?;
            // Not always at the same moment of a frame.
            std::thread::sleep(Duration::from_millis(dice.roll(33) as u64));
            let choice = dice.roll(usize::from(CHOICES)) as u8;
            let next = FIRST + (current - FIRST + choice + 1) % (CHOICES + 1);
            place = stage.watch.len().saturating_sub(1);
            let asked = ask(next, choice)?;
            let first = stage
                .watch
                .wait(place, LONGEST, |sight| sight.is_some_and(|mark| mark.clip == next))
                .with_context(|| format!("clip {next} was asked for and does not come"))?;
            self.count(asked, first, &stage.watch.since(place), clips);
            current = next;
        }
        let shown = sequence::shown(&stage.watch.since(from));
        self.faults.add(sequence::read(&shown, clips, false, |_, _| true));
        Ok(())
    }

    /// GStreamer stands still after its first change of this kind: it is started anew for each.
    fn play_gstreamer(
        &mut self,
        stage: &Stage,
        clips: &[Clip],
        files: &[PathBuf],
        times: usize,
    ) -> Result<()> {
        for _ in 0..times {
            let place = stage.watch.len();
            let mut gst = InstantGst::start(&stage.display, files)?;
            stage.first_picture(place, "GStreamer")?;
            // Its list tells what comes next.
            let played = self.play(stage, clips, 1, &mut Dice::always_first(), |_, _| gst.go_on());
            self.failures += usize::from(played.is_err());
            drop(gst);
            std::thread::sleep(Duration::from_millis(200));
        }
        Ok(())
    }

    fn count(&mut self, asked: Instant, first: Seen, seen: &[Seen], clips: &[Clip]) {
        let delay = first.at.saturating_duration_since(asked);
        self.delays.push(sequence::millis(delay));
        let before = seen.iter().rfind(|seen| seen.at < first.at && seen.sight.is_some());
        if let Some((before, clip)) = before.zip(clips.first()) {
            let stood = sequence::millis(first.at.saturating_duration_since(before.at));
            self.freezes.push((stood - clip.frame).max(0.0));
        }
    }
}

fn tell(report: &mut Report, ours: &Jumps, peers: &[(&str, &Jumps)]) {
    let delays = |jumps: &Jumps| Value::many(&jumps.delays, Unit::Millis);
    let freezes = |jumps: &Jumps| Value::many(&jumps.freezes, Unit::Millis);
    let refresh = 1_000.0 / 60.0;
    for (name, theirs) in peers {
        report.add(
            Row::new(GROUP, "from the answer's key to the first picture", delays(ours))
                .beside(name, delays(theirs))
                .goal(Goal::MedianAndWorst(refresh, 2.0 * refresh)),
        );
        report.add(
            Row::new(GROUP, "freeze of the last picture before", freezes(ours))
                .beside(name, freezes(theirs))
                .goal(Goal::MedianAndWorst(1.0, refresh)),
        );
    }
    report.add(Row::new(GROUP, "lost, repeated and foreign pictures", ours.faults.faults()).goal(Goal::None));
}
