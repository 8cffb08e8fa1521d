//! Cuts to what was known before the clip's end: scenes that follow by themselves, and answers
//! given early by key.

use super::peers::{self, MpvOutput};
use super::player::Player;
use super::process::Running;
use super::sequence::{self, Clip, Cut, Sequence};
use super::stage::{Dice, LONGEST, Stage, facts, keep_seen, story};
use super::stories::Then;
use super::x11::key;
use crate::clips::ClipSpec;
use crate::measure::{Setting, is_installed};
use crate::report::{Goal, Report, Row, Unit, Value};
use anyhow::{Context as _, Result};
use std::path::PathBuf;

/// Clips that follow one another.
const CLIPS: u8 = 8;
/// Choices that are open in every second of them.
const CHOICES: usize = 4;
/// How long each is: half a second.
const FRAMES: u16 = 15;
/// The first clip's id.
const FIRST: u8 = 210;
/// The frame of a clip from which on the answer's key is pressed.
const EARLY: u16 = 4;

const GROUP: &str = "Cuts in the window, 540p";

/// What plays beside us, and how it is told.
const PEERS: [&str; 4] = ["mpv playlist", "mpv playlist, prefetching", "mpv EDL", "GStreamer gapless"];

pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result<()> {
    let specs: Vec<ClipSpec> = (0..CLIPS)
        .map(|nth| ClipSpec { frames: u32::from(FRAMES), ..ClipSpec::small(FIRST + nth, 500) })
        .collect();
    let files = specs.iter().map(|spec| setting.clips.get(spec)).collect::<Result<Vec<_>>>()?;
    let clips: Vec<Clip> = specs.iter().map(facts).collect();
    let scenes: Vec<(PathBuf, Then)> =
        files.iter().enumerate().map(|(nth, file)| (file.clone(), goes_on(nth))).collect();
    let story = story(setting, "cuts", &scenes)?;
    let stage = Stage::new(specs[0].size)?;
    let rounds = setting.by_effort(1, 3, 4);
    let (cuts, peers_cuts) = (setting.by_effort(30, 100, 250), setting.by_effort(16, 24, 50));
    let mut ours = Sequence::default();
    let mut theirs: Vec<Option<Sequence>> = vec![None; PEERS.len()];
    let mut dice = Dice::new();
    for round in 0..rounds {
        let mut player = stage.play(&story)?;
        let place = stage.watch.len();
        answer_early(&stage, &mut player, place, cuts, &mut dice)?;
        let seen = stage.watch.since(place);
        drop(player);
        keep_seen(setting, &format!("cuts-{round}"), &seen)?;
        ours.add(sequence::read(&sequence::shown(&seen), &clips, true, may_follow));
        for (peer, found) in PEERS.iter().zip(&mut theirs) {
            match measure_peer(&stage, peer, &files, peers_cuts) {
                Ok(Some(place)) => {
                    let shown = sequence::shown(&stage.watch.since(place));
                    let read = sequence::read(&shown, &clips, true, |a, b| follows(a, b, 1));
                    found.get_or_insert_default().add(read);
                }
                Ok(None) => {}
                Err(error) => report.remark(format!("{peer}: {error:#}")),
            }
        }
    }
    tell(report, &ours, &theirs);
    Ok(())
}

/// Every second scene asks, the others follow by themselves.
fn goes_on(nth: usize) -> Then {
    let place = |ahead: usize| (nth + ahead) % usize::from(CLIPS);
    if nth.is_multiple_of(2) {
        Then::By(place(1))
    } else {
        Then::Answer { at_once: false, to: (1..=CHOICES).map(place).collect() }
    }
}

fn asks(clip: u8) -> bool {
    !clip.wrapping_sub(FIRST).is_multiple_of(2)
}

fn follows(before: u8, after: u8, ahead: u8) -> bool {
    after.wrapping_sub(FIRST) == (before.wrapping_sub(FIRST) + ahead) % CLIPS
}

/// What the story allows; whether it was the answer is looked at in [`answer_early`].
fn may_follow(before: u8, after: u8) -> bool {
    let most = if asks(before) { CHOICES as u8 } else { 1 };
    (1..=most).any(|ahead| follows(before, after, ahead))
}

/// Plays so many cuts, with one of the choices' keys pressed early in each clip that asks.
fn answer_early(
    stage: &Stage,
    player: &mut Player,
    mut place: usize,
    cuts: usize,
    dice: &mut Dice,
) -> Result<()> {
    let mut current = None;
    for _ in 0..=cuts {
        let arrived = stage.watch.wait(place, LONGEST, |sight| {
            sight.is_some_and(|mark| Some(mark.clip) != current && (!asks(mark.clip) || mark.frame >= EARLY))
        });
        place = stage.watch.len().saturating_sub(1);
        let clip = arrived.and_then(|seen| seen.sight).context("the player stands still")?.clip;
        current = Some(clip);
        if asks(clip) {
            let choice = dice.roll(CHOICES);
            player.client.press(key::ONE + u32::try_from(choice)?)?;
            let next = stage.watch.wait(place, LONGEST, |sight| sight.is_some_and(|mark| mark.clip != clip));
            let next = next.and_then(|seen| seen.sight).context("no clip follows an answer")?;
            if !follows(clip, next.clip, choice as u8 + 1) {
                anyhow::bail!("after choice {} of clip {clip} came clip {}", choice + 1, next.clip);
            }
        }
    }
    Ok(())
}

/// Lets a peer play so many cuts; gives the place from which on it was watched. `None`: it is not
/// installed.
fn measure_peer(stage: &Stage, peer: &str, files: &[PathBuf], cuts: usize) -> Result<Option<usize>> {
    let list: Vec<PathBuf> = files.iter().cycle().take(cuts + 12).cloned().collect();
    let place = stage.watch.len();
    let mut running: Running = if peer.starts_with("mpv") {
        if !is_installed("mpv") {
            return Ok(None);
        }
        let (options, list) = match peer {
            "mpv EDL" => (&["--loop-file=inf"][..], vec![peers::edl(list.iter().map(PathBuf::as_path))]),
            "mpv playlist" => (&[][..], list),
            _ => (&["--prefetch-playlist=yes"][..], list),
        };
        stage.mpv(MpvOutput::X11, options, &list)?.running
    } else {
        if !is_installed("gst-play-1.0") {
            return Ok(None);
        }
        peers::gst_play(&stage.display, &list)?
    };
    stage.wait_for_cuts(place, cuts, &mut running)?;
    Ok(Some(place))
}

fn tell(report: &mut Report, ours: &Sequence, theirs: &[Option<Sequence>]) {
    let all = |_: &Cut| true;
    for (peer, found) in PEERS.iter().zip(theirs) {
        let row = Row::new(GROUP, "last picture of A to first of B, answer known early", gaps(ours, all));
        let theirs = found.as_ref().map_or_else(missing, |found| gaps(found, all));
        report.add(row.beside(peer, theirs));
    }
    let best = theirs.get(2).and_then(Option::as_ref);
    let kinds: [(&str, Kind); 2] = [
        ("after an early answer", |cut| asks(cut.from.clip)),
        ("to what follows by itself", |cut| !asks(cut.from.clip)),
    ];
    for (kind, is_kind) in kinds {
        report.add(
            Row::new(GROUP, format!("stall beyond one frame, {kind}"), stalls(ours, is_kind))
                .beside("mpv EDL", best.map_or_else(missing, |found| stalls(found, all)))
                .goal(Goal::MedianAndWorst(1.0, 1_000.0 / 60.0)),
        );
    }
    report.add(
        Row::new(GROUP, "lost, repeated and foreign pictures", ours.faults())
            .beside("mpv EDL", best.map_or_else(missing, Sequence::faults))
            .goal(Goal::None),
    );
    let at_cuts: u64 = ours.cuts.iter().map(lost_at).sum();
    report.remark(format!("cuts in the window: {at_cuts} of the lost pictures lay at the cuts themselves"));
    for (peer, found) in PEERS.iter().zip(theirs) {
        if let Some(found) = found {
            report.remark(format!("{peer}, {} cuts: {}", found.cuts.len(), found.faults()));
        }
    }
    if ours.unseen > 0 {
        report.remark(format!(
            "cuts in the window: {} pictures may have come while the watcher did not look",
            ours.unseen
        ));
    }
}

/// Which cuts are looked at.
type Kind = fn(&Cut) -> bool;

fn missing() -> Value {
    Value::Missing("not measured".to_owned())
}

fn gaps(found: &Sequence, wanted: Kind) -> Value {
    let gaps: Vec<f64> = found.cuts.iter().filter(|cut| wanted(cut)).map(|cut| cut.gap).collect();
    Value::many(&gaps, Unit::Millis)
}

/// Beyond the time of the last frame, which is the medium's own.
fn stalls(found: &Sequence, wanted: Kind) -> Value {
    let cuts = found.cuts.iter().filter(|cut| wanted(cut));
    let stalls: Vec<f64> = cuts.map(|cut| (cut.gap - 1_000.0 / 30.0).max(0.0)).collect();
    Value::many(&stalls, Unit::Millis)
}

/// Frames at the end of the one clip and the beginning of the next that were not seen.
fn lost_at(cut: &Cut) -> u64 {
    u64::from(FRAMES - 1 - cut.from.frame) + u64::from(cut.to.frame)
}
