//! A program that is being measured: started, counted and ended.

use super::display::Display;
use anyhow::{Context as _, Result};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

/// A running program; ended when dropped.
#[derive(Debug)]
pub struct Running {
    child: Child,
    started: Instant,
}

/// What a process has used.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Usage {
    /// Processor time, user and system, of all threads that are and were.
    pub cpu: Duration,
    /// Memory in RAM, in bytes.
    pub resident: u64,
    /// The most there ever was, in bytes.
    pub most_resident: u64,
}

impl Running {
    /// Starts a program on a display. Its output goes nowhere.
    ///
    /// # Errors
    /// When there is no such program.
    pub fn start(command: &mut Command, display: &Display) -> Result<Self> {
        Self::start_with(command, display, Stdio::null())
    }

    fn start_with(command: &mut Command, display: &Display, input: Stdio) -> Result<Self> {
        command.stdin(input).stdout(Stdio::null()).stderr(Stdio::null());
        command.env("DISPLAY", display.name()).env_remove("WAYLAND_DISPLAY");
        // Never the sound of whoever measures.
        command.env("PULSE_SERVER", display.sound().unwrap_or("unix:/nowhere"));
        let started = Instant::now();
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.spawn().with_context(|| format!("{name} does not start"))?;
        Ok(Self { child, started })
    }

    /// The same, with a pipe to its standard input.
    ///
    /// # Errors
    /// When there is no such program.
    pub fn start_with_keys(command: &mut Command, display: &Display) -> Result<(Self, ChildStdin)> {
        let mut running = Self::start_with(command, display, Stdio::piped())?;
        let keys = running.child.stdin.take().context("no pipe to the program")?;
        Ok((running, keys))
    }

    /// When it was started.
    #[must_use]
    pub fn started(&self) -> Instant {
        self.started
    }

    /// What it has used until now.
    #[must_use]
    pub fn usage(&self) -> Usage {
        usage(self.child.id())
    }

    /// Whether it is still there.
    pub fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a process has used; nothing when it is gone. proc(5): `stat`, fields 14 and 15, in ticks
/// of a hundredth of a second; `status`.
#[must_use]
pub fn usage(id: u32) -> Usage {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    // The program's name, in brackets, may have spaces in it.
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = |index: usize| fields.get(index).and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let kilobytes = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let number = line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse::<u64>().ok());
        number.unwrap_or(0) * 1_024
    };
    Usage {
        cpu: Duration::from_millis((ticks(11) + ticks(12)) * 10),
        resident: kilobytes("VmRSS:"),
        most_resident: kilobytes("VmHWM:"),
    }
}
