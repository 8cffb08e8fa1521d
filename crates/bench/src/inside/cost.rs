//! What this process and its children cost the machine.

use anyhow::{Context, Result, bail};
use serde::de::DeserializeOwned;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Processor time of all threads that live now, to the nanosecond where Linux counts it so.
pub(crate) fn processor_time() -> Result<Duration> {
    let mut sum = Duration::ZERO;
    for task in fs::read_dir("/proc/self/task").context("the system does not tell what threads cost")? {
        // A thread may end meanwhile.
        let text = fs::read_to_string(task?.path().join("schedstat")).unwrap_or_default();
        let nanos: u64 = text.split_whitespace().next().and_then(|first| first.parse().ok()).unwrap_or(0);
        sum += Duration::from_nanos(nanos);
    }
    Ok(sum)
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
