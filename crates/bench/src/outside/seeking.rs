//! Exact seeking while a clip plays, by the viewer's own key: the same for both players, and each shows
//! after it what it shows to viewers.

use super::peers::MpvOutput;
use super::player::wait_for_window;
use super::sequence::millis;
use super::stage::{Dice, LONGEST, Stage, story};
use super::stories::Then;
use super::x11::key;
use crate::clips::ClipSpec;
use crate::measure::{Setting, is_installed};
use crate::report::{Goal, Report, Row, Unit, Value};
use anyhow::{Context as _, Result};
use std::time::{Duration, Instant};

const GROUP: &str = "Seeking in the window";

/// Frames from the place of the key to where it leads: five seconds.
const STEP: i64 = 150;

/// What a key asks for.
#[derive(Clone, Copy)]
enum Way {
    Forward,
    Back,
}

impl Way {
    fn key(self) -> u32 {
        match self {
            Self::Forward => key::RIGHT,
            Self::Back => key::LEFT,
        }
    }
}

/// The same keys for mpv (input.conf in mpv(1)).
const KEYS: &str = "RIGHT seek 5 relative+exact\nLEFT seek -5 relative+exact\n";

/// What was seen.
#[derive(Default)]
struct Seeks {
    /// From the key to the picture, in milliseconds.
    delays: Vec<f64>,
    /// Pictures that are not where the key led.
    astray: u64,
}

pub(super) fn measure(setting: &Setting, report: &mut Report) -> Result<()> {
    let small = ClipSpec { keyframes: 250, ..ClipSpec::small(203, 40_000) };
    let cases = [
        ("540p30, keyframe every 60", ClipSpec { keyframes: 60, id: 204, ..small.clone() }),
        ("540p30, keyframe every 250", small),
        ("1080p30, keyframe every 60", ClipSpec::full_hd(205, setting.by_effort(20_000, 40_000, 40_000))),
    ];
    let keys = setting.fresh_folder("seek-keys")?.join("input.conf");
    std::fs::write(&keys, KEYS)?;
    let keys = format!("--input-conf={}", keys.display());
    for (name, spec) in cases {
        let file = setting.clips.get(&spec)?;
        let story = story(setting, "seek", &[(file.clone(), Then::By(0))])?;
        let stage = Stage::new(spec.size)?;
        let (mut ours, mut mpvs) = (Seeks::default(), Seeks::default());
        for _ in 0..setting.by_effort(1, 2, 3) {
            let seeks = setting.by_effort(10, 15, 60);
            {
                let mut player = stage.play(&story)?;
                ours.play(&stage, spec.frames, seeks, |way| Ok(player.client.press(way.key())?))?;
            }
            if is_installed("mpv") {
                // With the bar that mpv shows after such a key, as the player shows its controls.
                let options = ["--loop-file=inf", "--osd-level=1", &keys];
                let mut mpv = stage.mpv(MpvOutput::X11, &options, std::slice::from_ref(&file))?;
                let mut client = stage.display.client()?;
                let window = wait_for_window(&mut client, &mut mpv.running)?;
                client.focus(window)?;
                mpvs.play(&stage, spec.frames, seeks, |way| Ok(client.press(way.key())?))?;
            }
        }
        let value = |seeks: &Seeks| Value::many(&seeks.delays, Unit::Millis);
        report.add(
            Row::new(GROUP, format!("{name}: five seconds on or back, key to picture"), value(&ours))
                .beside("mpv, the same key", value(&mpvs))
                .goal(Goal::TimesPeer(1.0)),
        );
        let astray = |seeks: &Seeks| Value::Faults {
            faults: seeks.astray,
            of: seeks.delays.len() as u64,
            what: "pictures beside the target".to_owned(),
        };
        report.add(
            Row::new(GROUP, format!("{name}: exactness"), astray(&ours))
                .beside("mpv, the same key", astray(&mpvs))
                .goal(Goal::None),
        );
    }
    Ok(())
}

impl Seeks {
    /// Seeks so often within a clip of so many frames that goes round.
    fn play(
        &mut self,
        stage: &Stage,
        frames: u32,
        times: usize,
        mut seek: impl FnMut(Way) -> Result<Instant>,
    ) -> Result<()> {
        let mut dice = Dice::new();
        for _ in 0..times {
            // Time to play on, so that each seek begins from steady playing.
            std::thread::sleep(Duration::from_millis(500 + dice.roll(300) as u64));
            let before = i64::from(stage.watch.now().context("nothing is on screen")?.frame);
            let room = before + STEP + 60 < i64::from(frames);
            let way = match (room, before > STEP + 30) {
                (true, true) if dice.roll(2) == 0 => Way::Back,
                (true, _) => Way::Forward,
                (false, _) => Way::Back,
            };
            let target = match way {
                Way::Forward => before + STEP,
                Way::Back => before - STEP,
            };
            let place = stage.watch.len();
            let asked = seek(way)?;
            let arrived = stage.watch.wait(place, LONGEST, |sight| {
                sight.is_some_and(|mark| (i64::from(mark.frame) - before).abs() > STEP / 2)
            });
            let arrived = arrived.context("a seek leads nowhere")?;
            self.delays.push(millis(arrived.at.saturating_duration_since(asked)));
            let frame = arrived.sight.map_or(0, |mark| i64::from(mark.frame));
            // The clip plays on while the key is on its way, and while it is decoded.
            let played = (self.delays.last().copied().unwrap_or(0.0) / 33.0) as i64 + 2;
            self.astray += u64::from(frame < target - 2 || frame > target + played);
        }
        Ok(())
    }
}
