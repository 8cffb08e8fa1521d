//! Other players, as their ordinary programs.

use super::display::Display;
use super::process::Running;
use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use std::io::Write as _;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Command};
use std::time::{Duration, Instant};

/// mpv, with its socket for commands.
#[derive(Debug)]
pub struct Mpv {
    /// The process.
    pub running: Running,
    socket: PathBuf,
    stream: Option<UnixStream>,
    _folder: tempfile::TempDir,
}

/// Where mpv puts pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MpvOutput {
    /// Its software output to an X window.
    X11,
    /// Nowhere: decoding and timing alone.
    Null,
}

impl Mpv {
    /// Starts it on these files with these further options.
    ///
    /// # Errors
    /// When it is not installed.
    pub fn start(display: &Display, output: MpvOutput, options: &[&str], files: &[PathBuf]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let socket = folder.path().join("mpv");
        let mut command = Command::new("mpv");
        command.args(["--no-config", "--ao=null", "--no-osc", "--osd-level=0", "--no-terminal"]);
        command.args(["--no-border", "--geometry=+0+0", "--no-input-default-bindings"]);
        command.arg(match output {
            MpvOutput::X11 => "--vo=x11",
            MpvOutput::Null => "--vo=null",
        });
        command.arg(format!("--input-ipc-server={}", socket.display()));
        command.args(options).arg("--").args(files);
        command.env("XDG_RUNTIME_DIR", folder.path());
        let running = Running::start(&mut command, display)?;
        Ok(Self { running, socket, stream: None, _folder: folder })
    }

    /// Sends a command (mpv(1), JSON IPC); gives the moment just before it was sent.
    ///
    /// # Errors
    /// When mpv is gone.
    pub fn command(&mut self, words: &[Value]) -> Result<Instant> {
        if self.stream.is_none() {
            self.stream = Some(self.connect()?);
        }
        let stream = self.stream.as_mut().context("no socket")?;
        let mut line = json!({ "command": words }).to_string();
        line.push('\n');
        let at = Instant::now();
        stream.write_all(line.as_bytes()).context("mpv takes no commands")?;
        Ok(at)
    }

    fn connect(&self) -> Result<UnixStream> {
        let until = Instant::now() + Duration::from_secs(20);
        loop {
            match UnixStream::connect(&self.socket) {
                Ok(stream) => {
                    drain(&stream)?;
                    return Ok(stream);
                }
                Err(error) if Instant::now() > until => return Err(error).context("mpv's socket"),
                Err(_) => std::thread::sleep(Duration::from_millis(10)),
            }
        }
    }
}

/// Reads and drops what mpv answers, so that its side never fills up. Ends with the socket.
fn drain(stream: &UnixStream) -> Result<()> {
    let mut reading = stream.try_clone()?;
    std::thread::Builder::new()
        .name("mpv-answers".to_owned())
        .spawn(move || std::io::copy(&mut reading, &mut std::io::sink()))?;
    Ok(())
}

/// Starts GStreamer's own player, without gaps between the files.
///
/// # Errors
/// When it is not installed.
pub fn gst_play(display: &Display, files: &[PathBuf]) -> Result<Running> {
    let mut command = Command::new("gst-play-1.0");
    command.args(["--gapless", "--use-playbin3", "--quiet", "--no-interactive"]);
    command.args(["--videosink=ximagesink", "--audiosink=fakesink sync=true"]);
    command.args(files);
    Running::start(&mut command, display)
}

/// An edit decision list (mpv's EDL) of these files in this order.
#[must_use]
pub fn edl<'a>(files: impl IntoIterator<Item = &'a Path>) -> PathBuf {
    let parts: Vec<String> = files
        .into_iter()
        .map(|file| {
            let name = file.display().to_string();
            // The length in bytes stands before a name, so that it may hold anything.
            format!("%{}%{name}", name.len())
        })
        .collect();
    PathBuf::from(format!("edl://{}", parts.join(";")))
}

/// GStreamer's player with `instant-uri`: it changes to the next file at a key. It reads keys only
/// from a terminal; the `script` program gives it one.
#[derive(Debug)]
pub struct InstantGst {
    /// The process of `script`; GStreamer is its child and ends with it.
    pub running: Running,
    keys: ChildStdin,
}

impl InstantGst {
    /// Starts it on these files.
    ///
    /// # Errors
    /// When it or `script` is not installed.
    pub fn start(display: &Display, files: &[PathBuf]) -> Result<Self> {
        let mut line = "exec gst-play-1.0 --instant-uri --use-playbin3 --videosink=ximagesink \
                        --audiosink='fakesink sync=true'"
            .to_owned();
        for file in files {
            // Bench clips have no quotation marks in their names; their folder may.
            line.push_str(&format!(" '{}'", file.display().to_string().replace('\'', r"'\''")));
        }
        let mut command = Command::new("script");
        command.args(["--quiet", "--flush", "--command", &line, "/dev/null"]);
        let (running, keys) = Running::start_with_keys(&mut command, display)?;
        Ok(Self { running, keys })
    }

    /// Changes to the next file; gives the moment just before.
    ///
    /// # Errors
    /// When it is gone.
    pub fn go_on(&mut self) -> Result<Instant> {
        let at = Instant::now();
        self.keys.write_all(b">").context("GStreamer takes no keys")?;
        self.keys.flush()?;
        Ok(at)
    }
}
