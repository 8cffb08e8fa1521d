//! Reads an opened file at a position of its own: several readers share one handle and never move
//! its cursor.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Ends reading from outside, and within bounds.
#[derive(Debug)]
pub(crate) struct ReadControl {
    cancelled: AtomicBool,
    /// Bytes that may still be read; `u64::MAX`: no bound.
    budget: AtomicU64,
}

impl ReadControl {
    /// Nothing is cancelled or bounded.
    pub(crate) fn new() -> Self {
        Self { cancelled: AtomicBool::new(false), budget: AtomicU64::new(u64::MAX) }
    }

    /// Every reader fails from now on.
    pub(crate) fn cancel(&self) {
        self.cancelled.store(true, Ordering::Release);
    }

    /// Whether [`Self::cancel`] was called.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Acquire)
    }

    /// Allows so many more bytes (`u64::MAX`: any number).
    fn set_budget(&self, bytes: u64) {
        self.budget.store(bytes, Ordering::Release);
    }

    fn spend(&self, bytes: usize) {
        let left = self.budget.load(Ordering::Acquire);
        if left != u64::MAX {
            self.budget.store(left.saturating_sub(bytes as u64), Ordering::Release);
        }
    }

    fn spent(&self) -> bool {
        self.budget.load(Ordering::Acquire) == 0
    }
}

/// A budget of one reader, and whether the whole clip was cancelled.
#[derive(Clone, Debug)]
pub(crate) struct Leash {
    clip: Arc<ReadControl>,
    own: Arc<ReadControl>,
}

impl Leash {
    /// Cancelled with the clip, with a budget of its own.
    pub(crate) fn new(clip: Arc<ReadControl>) -> Self {
        Self { clip, own: Arc::new(ReadControl::new()) }
    }

    /// Allows so many more bytes; `None`: any number.
    pub(crate) fn allow(&self, bytes: Option<u64>) {
        self.own.set_budget(bytes.unwrap_or(u64::MAX));
    }

    /// Whether reading must stop.
    pub(crate) fn pulled(&self) -> bool {
        self.clip.is_cancelled() || self.own.spent()
    }

    /// Whether the clip was cancelled.
    pub(crate) fn cancelled(&self) -> bool {
        self.clip.is_cancelled()
    }
}

/// A reader of an opened file.
pub(crate) struct PositionedFile {
    file: Arc<File>,
    position: u64,
    length: u64,
    leash: Leash,
}

impl PositionedFile {
    /// At the start of `file`.
    pub(crate) fn new(file: Arc<File>, leash: Leash) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self { file, position: 0, length, leash })
    }
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], position: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, position)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], position: u64) -> io::Result<usize> {
    // Moves the handle's cursor, which nobody uses: everyone reads with a position.
    std::os::windows::fs::FileExt::seek_read(file, buffer, position)
}

impl Read for PositionedFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.leash.pulled() {
            return Err(io::Error::other("reading was stopped"));
        }
        let count = read_at(&self.file, buffer, self.position)?;
        self.leash.own.spend(count);
        self.position = self.position.saturating_add(count as u64);
        Ok(count)
    }
}

impl Seek for PositionedFile {
    fn seek(&mut self, target: SeekFrom) -> io::Result<u64> {
        let position = match target {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::Current(offset) => self.position.checked_add_signed(offset),
            SeekFrom::End(offset) => self.length.checked_add_signed(offset),
        };
        match position {
            // FFmpeg turns positions into signed numbers.
            Some(position) if i64::try_from(position).is_ok() => {
                self.position = position;
                Ok(position)
            }
            _ => Err(io::Error::new(io::ErrorKind::InvalidInput, "position out of range")),
        }
    }
}
