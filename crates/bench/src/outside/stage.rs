//! What every measurement in a window needs: a screen of the clip's size, a watcher, the program.

use super::display::Display;
use super::peers::{Mpv, MpvOutput};
use super::player::Player;
use super::process::Running;
use super::sequence::{Clip, millis};
use super::stories::{self, Then};
use super::watch::{Seen, Watch};
use crate::clips::ClipSpec;
use crate::measure::{Setting, is_installed};
use anyhow::{Context as _, Result, bail};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Between two looks at the screen: more than two thousand a second.
const PAUSE: Duration = Duration::from_micros(350);

/// Longer than any program takes to show its first picture.
pub(super) const LONGEST: Duration = Duration::from_secs(30);

/// A screen, a watcher, and the program that is measured.
pub(super) struct Stage {
    pub(super) watch: Watch,
    pub(super) display: Display,
    pub(super) size: (u16, u16),
    program: PathBuf,
}

impl Stage {
    /// A screen of this size.
    pub(super) fn new((width, height): (u32, u32)) -> Result<Self> {
        let program = program()?;
        if !is_installed("Xvfb") {
            bail!("Xvfb is not installed (Debian: apt-get install xvfb)");
        }
        let size = (u16::try_from(width)?, u16::try_from(height)?);
        let display = Display::start(size)?;
        let watch = Watch::start(display.framebuffer(), width, PAUSE)?;
        Ok(Self { watch, display, size, program })
    }

    /// The player on its first page.
    pub(super) fn open_player(&self, story: &std::path::Path) -> Result<Player> {
        Player::open(&self.display, &self.program, story, self.size)
    }

    /// The player with the story's first clip on screen.
    pub(super) fn play(&self, story: &std::path::Path) -> Result<Player> {
        let mut player = self.open_player(story)?;
        player.begin(&self.watch)?;
        Ok(player)
    }

    /// mpv with a picture on screen, if it shows any.
    pub(super) fn mpv(&self, output: MpvOutput, options: &[&str], files: &[PathBuf]) -> Result<Mpv> {
        let place = self.watch.len();
        let mpv = Mpv::start(&self.display, output, options, files)?;
        if output == MpvOutput::X11 {
            self.first_picture(place, "mpv")?;
        }
        Ok(mpv)
    }

    /// Waits for a picture that came since `place`.
    pub(super) fn first_picture(&self, place: usize, name: &str) -> Result<Seen> {
        let seen = self.watch.wait(place, LONGEST, |sight| sight.is_some());
        seen.with_context(|| format!("{name} shows no picture"))
    }

    /// Waits until so many cuts were seen since `place`, as long as the program is there.
    pub(super) fn wait_for_cuts(&self, place: usize, cuts: usize, running: &mut Running) -> Result<()> {
        let (mut seen, mut last, mut from) = (0, None, place);
        while seen < cuts {
            let new = self.watch.since(from);
            from += new.len();
            let before = seen;
            for clip in new.iter().filter_map(|seen| seen.sight).map(|mark| mark.clip) {
                seen += usize::from(last.is_some_and(|last| last != clip));
                last = Some(clip);
            }
            if !running.is_alive() {
                bail!("it ended after {seen} cuts");
            }
            if seen == before && self.watch.wait(from, LONGEST, |sight| sight.is_some()).is_none() {
                bail!("it stands still after {seen} cuts");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

/// Keeps what was seen as a table beside the report, for whoever looks for a fault's cause:
/// milliseconds, how long the watcher had not looked, clip, frame.
pub(super) fn keep_seen(setting: &Setting, name: &str, seen: &[Seen]) -> Result<()> {
    let mut table = String::from("ms,blind_ms,clip,frame\n");
    let Some(first) = seen.first() else { return Ok(()) };
    for seen in seen {
        let at = millis(seen.at.saturating_duration_since(first.at));
        let (clip, frame) =
            seen.sight.map_or_else(Default::default, |mark| (mark.clip.to_string(), mark.frame.to_string()));
        let _ = writeln!(table, "{at:.2},{:.2},{clip},{frame}", millis(seen.blind));
    }
    let folder = setting.folder.join("seen");
    std::fs::create_dir_all(&folder)?;
    Ok(std::fs::write(folder.join(format!("{name}.csv")), table)?)
}

/// A story of these clips, indexed, in a fresh folder of this name.
pub(super) fn story(setting: &Setting, name: &str, scenes: &[(PathBuf, Then)]) -> Result<PathBuf> {
    let folder = setting.fresh_folder(&format!("stories/{name}"))?;
    stories::write(&folder, scenes)?;
    // As an author does before a story goes out.
    let mut index = Command::new(program()?);
    index.arg("index").arg(&folder).env("XDG_CACHE_HOME", &folder);
    let indexed = index.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if !indexed.success() {
        bail!("{}: the clips could not be indexed", folder.display());
    }
    Ok(folder)
}

/// The program that is measured: the one that was built beside the benchmark.
fn program() -> Result<PathBuf> {
    let program = std::env::current_exe()?.with_file_name("edamichi");
    if !program.is_file() {
        bail!("{} is not there: build the package edamichi too", program.display());
    }
    Ok(program)
}

/// What the analysis must know of a clip.
pub(super) fn facts(spec: &ClipSpec) -> Clip {
    Clip {
        id: spec.id,
        frames: u16::try_from(spec.frames).unwrap_or(u16::MAX),
        frame: spec.rate.frame_millis(),
    }
}

/// Numbers that look random and are the same in every run (Marsaglia, "Xorshift RNGs", 2003).
pub(super) struct Dice(u32);

impl Dice {
    pub(super) fn new() -> Self {
        Self(0x9e37_79b9)
    }

    /// Dice that always give 0.
    pub(super) fn always_first() -> Self {
        Self(0)
    }

    /// From 0 up to, but without, `sides`.
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        (self.0 as usize) % sides.max(1)
    }
}
