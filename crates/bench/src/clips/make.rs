//! Making clips with the `ffmpeg` program from raw frames and samples.

use super::picture::Painter;
use super::{ClipSpec, Matrix, tone};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

/// Goes up whenever what is made changes, so that old files are not used.
pub(super) const VERSION: u32 = 1;

/// Where the clips are kept.
pub struct Clips {
    folder: PathBuf,
    /// One clip is made at a time: encoding takes all processors anyway.
    making: Mutex<()>,
}

impl Clips {
    /// Keeps clips in `folder`, which is made.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        Ok(Self { folder: folder.canonicalize()?, making: Mutex::new(()) })
    }

    /// Where the clips are.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The clip's file, made now if it was not made before.
    ///
    /// # Errors
    /// When the `ffmpeg` program is missing or refuses, or the disk is full.
    pub fn get(&self, spec: &ClipSpec) -> Result<PathBuf> {
        let _one = self.making.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let path = self.folder.join(spec.file_name());
        if path.is_file() {
            return Ok(path);
        }
        crate::report::tell(&format!("    making {}", spec.file_name()));
        let half = self.folder.join(format!("half-{}-{}", std::process::id(), spec.file_name()));
        let made = self.make(spec, &half).with_context(|| format!("making {}", spec.file_name()));
        match made {
            Ok(()) => fs::rename(&half, &path)?,
            Err(error) => {
                // It may not be there at all.
                let _ = fs::remove_file(&half);
                return Err(error);
            }
        }
        Ok(path)
    }

    /// The clip's first frame as a PNG file.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub fn still(&self, spec: &ClipSpec) -> Result<PathBuf> {
        let _one = self.making.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let (width, height) = spec.size;
        let path = self.folder.join(format!("v{VERSION}-{}-{width}x{height}.png", spec.id));
        if path.is_file() {
            return Ok(path);
        }
        let mut command = Command::new("ffmpeg");
        command.args(["-v", "error", "-nostdin", "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s"]);
        command.arg(format!("{width}x{height}")).args(["-i", "pipe:0", "-frames:v", "1"]).arg(&path);
        let one = ClipSpec { frames: 1, ..spec.clone() };
        run(command, &one).with_context(|| path.display().to_string())?;
        Ok(path)
    }

    fn make(&self, spec: &ClipSpec, path: &Path) -> Result<()> {
        if spec.frames == 0
            || spec.frames > 0xffff
            || !spec.size.0.is_multiple_of(2)
            || !spec.size.1.is_multiple_of(2)
        {
            bail!("a clip has 1 to 65,535 frames of even width and height");
        }
        let sound = self.folder.join(format!("half-{}-{}.f32", std::process::id(), spec.id));
        if spec.sound.is_some() {
            write_sound(spec, &sound)?;
        }
        let encoded = encode(spec, &sound, path);
        if spec.sound.is_some() {
            fs::remove_file(&sound)?;
        }
        encoded
    }
}

fn write_sound(spec: &ClipSpec, path: &Path) -> Result<()> {
    let Some(sound) = spec.sound else { return Ok(()) };
    // Centre and bass carry no tone of their own; left and right do.
    let speakers = [0, 1].map(|channel| tone::channel(spec, channel, sound.rate));
    let mut file = BufWriter::new(fs::File::create(path)?);
    for (left, right) in speakers[0].iter().zip(&speakers[1]) {
        for channel in 0..sound.channels {
            let sample = match channel {
                0 => *left,
                1 => *right,
                _ => 0.0,
            };
            file.write_all(&sample.to_le_bytes())?;
        }
    }
    file.flush()?;
    Ok(())
}

fn encode(spec: &ClipSpec, sound: &Path, path: &Path) -> Result<()> {
    let mut command = Command::new("ffmpeg");
    let words = |line: String| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let ((width, height), rate) = (spec.size, spec.rate);
    let rate = format!("{}/{}", rate.frames, rate.seconds);
    command.args(words(format!(
        "-v error -nostdin -y -f rawvideo -pix_fmt yuv420p -s {width}x{height} -r {rate} -i pipe:0"
    )));
    if let Some(sound) = spec.sound {
        command.args(words(format!("-f f32le -ar {} -ac {} -i", sound.rate, sound.channels)));
    }
    if spec.sound.is_some() {
        command.arg(sound);
    }
    let tags = match spec.matrix {
        Matrix::Bt601 => "-colorspace smpte170m -color_primaries smpte170m -color_trc smpte170m",
        Matrix::Bt709 => "-colorspace bt709 -color_primaries bt709 -color_trc bt709",
    };
    // Keyframes only where they are asked for. Without perceptual noise substitution AAC decodes to
    // the same samples wherever decoding begins.
    command.args(words(format!(
        "-c:v libx264 -preset veryfast -crf 23 -g {gop} -keyint_min {gop} -sc_threshold 0 {tags} \
         -color_range tv -c:a aac -b:a 256k -aac_pns 0 -movflags +faststart -f mp4",
        gop = spec.keyframes
    )));
    command.arg(path);
    run(command, spec)
}

/// Runs ffmpeg and gives it the clip's frames.
fn run(mut command: Command, spec: &ClipSpec) -> Result<()> {
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().context("the ffmpeg program is needed to make clips; install ffmpeg")?;
    let fed = feed(spec, child.stdin.take());
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("ffmpeg: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    fed
}

fn feed(spec: &ClipSpec, pipe: Option<impl Write>) -> Result<()> {
    let mut pipe = pipe.context("ffmpeg takes no input")?;
    let mut painter = Painter::new(spec);
    for number in 0..spec.frames {
        pipe.write_all(painter.paint(number))?;
    }
    Ok(())
}
