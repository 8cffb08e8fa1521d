//! What this process and its children cost the machine.

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Processor time of this process, user and system, threads that ended among them. In steps of a
/// hundredth of a second: measure seconds.
pub(crate) fn processor_time() -> Result<Duration> {
    /// Linux counts so for every program, whatever its own clock is.
    const TICKS_PER_SECOND: f64 = 100.0;
    let text = fs::read_to_string("/proc/self/stat").context("the system does not tell what this costs")?;
    // The program's name stands in brackets and may hold anything.
    let (_, rest) = text.rsplit_once(')').context("unreadable times")?;
    let ticks = rest.split_whitespace().skip(11).take(2).map(str::parse::<u32>);
    let ticks = ticks.sum::<Result<u32, _>>()?;
    Ok(Duration::from_secs_f64(f64::from(ticks) / TICKS_PER_SECOND))
}

/// Memory of this process that lies in RAM and is no file: what it took for itself.
pub(crate) fn resident_bytes() -> Result<usize> {
    let status = fs::read_to_string("/proc/self/status").context("the system does not tell memory")?;
    let line = status.lines().find(|line| line.starts_with("RssAnon:")).context("no RssAnon")?;
    let kilobytes: usize = line.split_whitespace().nth(1).context("no number")?.parse()?;
    Ok(kilobytes * 1_024)
}

/// Runs a measurement in a process of its own, which has no memory of others, and reads what it
/// says. See [`super::alone`].
pub(crate) fn alone<T: DeserializeOwned>(folder: &Path, arguments: &[String]) -> Result<T> {
    let program = std::env::current_exe()?;
    let mut command = Command::new(program);
    command.arg("--folder").arg(folder).arg("--alone").args(arguments);
    let output = command.output()?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// What `ffmpeg -f null` takes of the processor to decode a file's pictures, without its start.
pub(crate) fn ffmpeg_decoding(path: &Path, threads: u32) -> Result<Duration> {
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "info", "-nostdin", "-benchmark", "-threads"]).arg(threads.to_string());
    command.arg("-i").arg(path).args(["-map", "0:v", "-f", "null", "-"]);
    let output = command.output().context("the ffmpeg program is not installed")?;
    let told = String::from_utf8_lossy(&output.stderr);
    let line = told.lines().find(|line| line.starts_with("bench: utime")).context("ffmpeg told no times")?;
    let seconds = |name: &str| -> Option<f64> {
        let (_, rest) = line.split_once(name)?;
        rest.split('s').next()?.parse().ok()
    };
    let (user, system) = seconds("utime=").zip(seconds("stime=")).context("ffmpeg's times are unreadable")?;
    Ok(Duration::from_secs_f64(user + system))
}
