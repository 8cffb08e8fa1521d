//! A virtual display whose pixels are a file.

use super::x11::Client;
use anyhow::{Context as _, Result, bail};
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::FileExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

/// An Xvfb that keeps its framebuffer in a file in memory (`-fbdir`), so that what is on screen can
/// be read without asking the server and without disturbing whoever draws.
#[derive(Debug)]
pub struct Display {
    server: Child,
    number: u32,
    framebuffer: Arc<Framebuffer>,
    size: (u16, u16),
    sound: Option<String>,
    /// Removed with the display.
    _folder: tempfile::TempDir,
}

impl Display {
    /// Starts a server with one screen of this size.
    ///
    /// # Errors
    /// When Xvfb is not installed or does not start.
    pub fn start(size: (u16, u16)) -> Result<Self> {
        let shared_memory = PathBuf::from("/dev/shm");
        let base = if shared_memory.is_dir() { shared_memory } else { std::env::temp_dir() };
        let folder = tempfile::Builder::new().prefix("edamichi-bench-").tempdir_in(base)?;
        // -noreset: else the server begins anew whenever its last client goes.
        let mut server = Command::new("Xvfb")
            .args(["-noreset", "-nolisten", "tcp", "-displayfd", "1", "-br"])
            .args(["-screen", "0", &format!("{}x{}x24", size.0, size.1), "-fbdir"])
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb does not start (Debian: apt-get install xvfb)")?;
        let mut number = String::new();
        if let Some(told) = server.stdout.take() {
            BufReader::new(told).read_line(&mut number)?;
        }
        let Ok(number) = number.trim().parse() else {
            let _ = server.kill();
            let _ = server.wait();
            bail!("Xvfb started but told no display number");
        };
        let framebuffer = Framebuffer::open(&folder.path().join("Xvfb_screen0"));
        let framebuffer = match framebuffer {
            Ok(framebuffer) => Arc::new(framebuffer),
            Err(error) => {
                let _ = server.kill();
                let _ = server.wait();
                return Err(error);
            }
        };
        Ok(Self { server, number, framebuffer, size, sound: None, _folder: folder })
    }

    /// What to set `DISPLAY` to.
    #[must_use]
    pub fn name(&self) -> String {
        format!(":{}", self.number)
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// From now on, programs that are started here play their sound on this PulseAudio server.
    pub fn set_sound(&mut self, server: &str) {
        self.sound = Some(server.to_owned());
    }

    /// The PulseAudio server of programs that are started here.
    #[must_use]
    pub fn sound(&self) -> Option<&str> {
        self.sound.as_deref()
    }

    /// The server's process.
    #[must_use]
    pub fn server(&self) -> u32 {
        self.server.id()
    }

    /// The pixels on screen.
    #[must_use]
    pub fn framebuffer(&self) -> &Arc<Framebuffer> {
        &self.framebuffer
    }

    /// A client of this display.
    ///
    /// # Errors
    /// When the server does not answer.
    pub fn client(&self) -> Result<Client> {
        Client::open(self.number).context("the virtual display does not answer")
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The pixels of a screen: an XWD file that the server writes in place.
#[derive(Debug)]
pub struct Framebuffer {
    file: File,
    pixels_at: u64,
    bytes_a_row: u64,
    width: u32,
    height: u32,
}

impl Framebuffer {
    /// Reads the header (X11/XWDFile.h: big-endian words, then a name, then 12 bytes a colour).
    ///
    /// # Errors
    /// When the file is no XWD file of 32 bits a pixel, the lowest byte first.
    pub fn open(path: &std::path::Path) -> Result<Self> {
        let file = File::open(path).with_context(|| path.display().to_string())?;
        let mut header = [0; 100];
        file.read_exact_at(&mut header, 0)?;
        let word = |index: usize| {
            let bytes = header.get(index * 4..index * 4 + 4).and_then(|bytes| bytes.try_into().ok());
            u32::from_be_bytes(bytes.unwrap_or_default())
        };
        let (size, version, order, bits) = (word(0), word(1), word(7), word(11));
        if version != 7 || bits != 32 || order != 0 {
            bail!("{}: version {version}, {bits} bits, byte order {order} cannot be read", path.display());
        }
        Ok(Self {
            file,
            pixels_at: u64::from(size) + 12 * u64::from(word(19)),
            bytes_a_row: u64::from(word(12)),
            width: word(4),
            height: word(5),
        })
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// Reads the beginning of a row: blue, green, red and a spare byte for each pixel.
    ///
    /// # Errors
    /// When the file is gone or the row is not there.
    pub fn read_row(&self, row: u32, pixels: &mut [u8]) -> Result<()> {
        self.file.read_exact_at(pixels, self.pixels_at + u64::from(row) * self.bytes_a_row)?;
        Ok(())
    }
}
