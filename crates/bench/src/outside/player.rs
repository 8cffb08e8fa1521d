//! The real program, `edamichi play`, in its window.

use super::display::Display;
use super::process::{Running, Usage};
use super::watch::{Seen, Watch};
use super::x11::{Client, Window, key};
use anyhow::{Context as _, Result, bail};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// Longer than anything takes on the slowest machine.
const LONGEST: Duration = Duration::from_secs(60);

/// A player in its window.
#[derive(Debug)]
pub struct Player {
    running: Running,
    /// To press keys and move windows with.
    pub client: Client,
    window: Window,
    /// From the process's start to its window being there, and to its first page.
    pub first_page: Duration,
    _home: tempfile::TempDir,
}

impl Player {
    /// Starts the program with a story and waits for its first page. The window gets `size` and the
    /// screen's upper left corner.
    ///
    /// # Errors
    /// When it does not start, or shows nothing.
    pub fn open(display: &Display, program: &Path, story: &Path, size: (u16, u16)) -> Result<Self> {
        let home = tempfile::tempdir()?;
        let mut client = display.client()?;
        let mut command = Command::new(program);
        command.args(["play", "--language", "en"]).arg(story);
        // Nothing of the person who measures is seen or touched.
        for name in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"] {
            command.env(name, home.path());
        }
        command.env_remove("EDAMICHI_LOG");
        let mut running = Running::start(&mut command, display)?;
        let started = running.started();
        let first_page = until_drawn(display, &mut running)?.duration_since(started);
        let window = wait_for_window(&mut client, &mut running)?;
        client.place(window, size)?;
        Ok(Self { running, client, window, first_page, _home: home })
    }

    /// Goes past the first page; gives the moment of the key and what was seen first.
    ///
    /// # Errors
    /// When no clip comes onto the screen.
    pub fn begin(&mut self, watch: &Watch) -> Result<(Instant, Seen)> {
        let place = watch.len();
        let until = Instant::now() + LONGEST;
        // The window may just be finding its new size: a key that comes too early is lost.
        while Instant::now() < until {
            self.client.focus(self.window)?;
            // The focus is on the way in.
            let pressed = self.client.press(key::RETURN)?;
            if let Some(seen) = watch.wait(place, Duration::from_secs(3), |sight| sight.is_some()) {
                return Ok((pressed, seen));
            }
            if !self.running.is_alive() {
                bail!("the player ended on its first page");
            }
        }
        bail!("the player shows no clip")
    }

    /// What the process has used.
    #[must_use]
    pub fn usage(&self) -> Usage {
        self.running.usage()
    }

    /// Its window.
    #[must_use]
    pub fn window(&self) -> Window {
        self.window
    }

    /// Its process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.running.id()
    }
}

/// Waits until anything is drawn on an empty screen.
fn until_drawn(display: &Display, running: &mut Running) -> Result<Instant> {
    let until = Instant::now() + LONGEST;
    let mut row = vec![0; usize::from(display.size().0) * 4];
    while Instant::now() < until {
        display.framebuffer().read_row(u32::from(display.size().1) / 2, &mut row)?;
        if row.chunks_exact(4).any(|pixel| pixel[..3] != [0, 0, 0]) {
            return Ok(Instant::now());
        }
        if !running.is_alive() {
            bail!("the program ended before it showed anything");
        }
        std::thread::sleep(Duration::from_micros(500));
    }
    bail!("the program shows nothing")
}

/// Waits for a window of the only program on a display.
///
/// # Errors
/// When there is none.
pub fn wait_for_window(client: &mut Client, running: &mut Running) -> Result<Window> {
    let until = Instant::now() + LONGEST;
    while Instant::now() < until {
        if let Some((window, _)) = client.windows()?.last() {
            return Ok(*window);
        }
        if !running.is_alive() {
            bail!("the program ended before its window was there");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    None.context("the program opens no window")
}
