//! A sound device that nobody hears: PulseAudio's null sink, and what is played on it.

use crate::clips::tone::{BEEP_HERTZ, BEEP_LEVEL, BEEP_SECONDS, LEVEL};
use anyhow::{Context as _, Result, bail};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Sample frames a second, of one channel.
pub const RATE: u32 = 48_000;

/// A PulseAudio server of our own with a null sink, whose monitor is recorded all the time.
#[derive(Debug)]
pub struct Sink {
    daemon: Child,
    recorder: Child,
    heard: Arc<Mutex<Heard>>,
    reader: Option<JoinHandle<()>>,
    server: String,
    _folder: tempfile::TempDir,
}

/// What was recorded.
#[derive(Clone, Debug, Default)]
struct Heard {
    samples: Vec<f32>,
    /// The earliest beginning that any piece's arrival allows: the one that came with the least
    /// delay tells when the first sample was played.
    began: Option<Instant>,
}

impl Sink {
    /// Starts both and waits until sound comes in.
    ///
    /// # Errors
    /// When PulseAudio or its tools are not installed, or do not start.
    pub fn start() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let socket = folder.path().join("native");
        let protocol = format!("module-native-protocol-unix auth-anonymous=1 socket={}", socket.display());
        let mut command = Command::new("pulseaudio");
        quiet(&mut command, folder.path());
        command.args(["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"]);
        command.args(["--load=module-null-sink sink_name=bench rate=48000 channels=2", "--load", &protocol]);
        let mut daemon =
            command.spawn().context("pulseaudio does not start (Debian: apt-get install pulseaudio)")?;
        let until = Instant::now() + Duration::from_secs(10);
        while !socket.exists() {
            if Instant::now() > until || !matches!(daemon.try_wait(), Ok(None)) {
                let _ = daemon.kill();
                let _ = daemon.wait();
                bail!("pulseaudio starts, but opens no socket");
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let server = format!("unix:{}", socket.display());
        let mut command = Command::new("parec");
        quiet(&mut command, folder.path());
        command.args(["--device=bench.monitor", "--format=float32le", "--channels=1", "--rate=48000"]);
        command.args(["--latency-msec=5", "--raw"]).env("PULSE_SERVER", &server).stdout(Stdio::piped());
        let recorder = command.spawn().context("parec does not start (Debian: pulseaudio-utils)");
        let mut recorder = match recorder {
            Ok(recorder) => recorder,
            Err(error) => {
                let _ = daemon.kill();
                let _ = daemon.wait();
                return Err(error);
            }
        };
        let heard = Arc::new(Mutex::new(Heard::default()));
        let (pipe, theirs) = (recorder.stdout.take(), heard.clone());
        let reader = std::thread::Builder::new().name("listen".to_owned()).spawn(move || {
            if let Some(pipe) = pipe {
                listen(pipe, &theirs);
            }
        })?;
        Ok(Self { daemon, recorder, heard, reader: Some(reader), server, _folder: folder })
    }

    /// What to set `PULSE_SERVER` to.
    #[must_use]
    pub fn server(&self) -> &str {
        &self.server
    }

    /// When the beeps of bench clips began that were heard after this moment.
    #[must_use]
    pub fn beeps_since(&self, since: Instant) -> Vec<Instant> {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(began) = heard.began else { return Vec::new() };
        let from = since.saturating_duration_since(began).as_secs_f64() * f64::from(RATE);
        let from = (from as usize).min(heard.samples.len());
        beeps(&heard.samples[from..])
            .into_iter()
            .map(|at| began + Duration::from_secs_f64((from + at) as f64 / f64::from(RATE)))
            .collect()
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        for child in [&mut self.recorder, &mut self.daemon] {
            let _ = child.kill();
            let _ = child.wait();
        }
        if let Some(reader) = self.reader.take() {
            let _ = reader.join();
        }
    }
}

/// Nothing of the person who measures is seen or touched.
fn quiet(command: &mut Command, home: &Path) {
    for name in ["HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "PULSE_RUNTIME_PATH"] {
        command.env(name, home);
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
}

fn listen(mut pipe: impl std::io::Read, heard: &Mutex<Heard>) {
    let mut piece = [0; 4_096];
    let mut rest = Vec::new();
    while let Ok(count) = pipe.read(&mut piece) {
        if count == 0 {
            return;
        }
        let at = Instant::now();
        rest.extend_from_slice(&piece[..count]);
        let whole = rest.len() / 4 * 4;
        let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
        let samples = rest[..whole].chunks_exact(4).filter_map(|bytes| bytes.try_into().ok());
        heard.samples.extend(samples.map(f32::from_le_bytes));
        rest.drain(..whole);
        let length = Duration::from_secs_f64(heard.samples.len() as f64 / f64::from(RATE));
        if let Some(began) = at.checked_sub(length) {
            heard.began = Some(heard.began.map_or(began, |before| before.min(began)));
        }
    }
}

/// Where beeps begin: the beep's frequency swells up where it was not before. The tone beside it
/// lies lower.
#[must_use]
pub fn beeps(samples: &[f32]) -> Vec<usize> {
    // Two waves of the beep are looked at together: 48 samples, a millisecond.
    const WINDOW: usize = 48;
    // Players level clips: everything is measured against the loudest, tone and beep together.
    let most = samples.iter().fold(0.0, |most: f32, sample| most.max(sample.abs()));
    let scale = most / (LEVEL + BEEP_LEVEL) as f32;
    // More than the tone beside it can look like in so short a window, less than the whole beep.
    let loud = 0.24 * scale;
    if most <= 0.0 {
        return Vec::new();
    }
    let length = (BEEP_SECONDS * f64::from(RATE)) as usize;
    let mut found = Vec::new();
    let mut next = 0;
    while next + length <= samples.len() {
        if amplitude(&samples[next..next + WINDOW]) > loud
            && amplitude(&samples[next + length / 2..next + length / 2 + 4 * WINDOW]) > 0.2 * scale
        {
            found.push(next);
            next += length * 2;
        } else {
            next += WINDOW / 8;
        }
    }
    found
}

/// How loud the beep's frequency is in these samples (the discrete Fourier transform at it).
fn amplitude(samples: &[f32]) -> f32 {
    let turn = std::f64::consts::TAU * BEEP_HERTZ / f64::from(RATE);
    let (mut real, mut imaginary) = (0.0, 0.0);
    for (index, sample) in samples.iter().enumerate() {
        let (sine, cosine) = (turn * index as f64).sin_cos();
        real += f64::from(*sample) * cosine;
        imaginary += f64::from(*sample) * sine;
    }
    (2.0 * real.hypot(imaginary) / samples.len().max(1) as f64) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clips::{ClipSpec, tone};

    #[test]
    fn beeps_are_found_where_they_are() {
        let spec = ClipSpec::small(7, 4_000);
        for gain in [1.0, 0.4] {
            let samples: Vec<f32> =
                tone::channel(&spec, 0, RATE).into_iter().map(|sample| sample * gain).collect();
            look_for_beeps(&spec, &samples);
        }
        assert!(beeps(&vec![0.0; 48_000]).is_empty());
    }

    fn look_for_beeps(spec: &ClipSpec, samples: &[f32]) {
        let found = beeps(samples);
        let wanted: Vec<f64> = tone::beeps(spec).iter().map(|at| at * f64::from(RATE)).collect();
        assert_eq!(found.len(), wanted.len());
        for (found, wanted) in found.iter().zip(wanted) {
            // Within a millisecond.
            assert!((*found as f64 - wanted).abs() < 48.0, "{found}, wanted {wanted}");
        }
    }
}
