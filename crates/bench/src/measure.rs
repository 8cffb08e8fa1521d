//! What a measurement is, and the list of all of them.

use crate::clips::Clips;
use crate::report::Report;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A measurement with a name that can be given on the command line.
#[derive(Clone, Copy)]
pub struct Measurement {
    /// For the command line.
    pub name: &'static str,
    /// What it measures, in a line.
    pub about: &'static str,
    /// Measures, and adds rows.
    pub run: fn(&Setting, &mut Report) -> Result<()>,
}

/// How thoroughly to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// A few minutes in all: to see that everything works.
    Quick,
    /// What the table is made with.
    Full,
    /// Hours: a thousand cuts of every kind, an hour of random branching.
    Long,
}

/// What every measurement is given.
pub struct Setting {
    /// How thoroughly.
    pub effort: Effort,
    /// Where the clips come from.
    pub clips: Clips,
    /// For whatever a measurement writes: `target/bench`.
    pub folder: PathBuf,
}

impl Setting {
    /// A setting that keeps everything in `folder`, which is made.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn new(folder: &Path, effort: Effort) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let folder = folder.canonicalize()?;
        Ok(Self { effort, clips: Clips::new(&folder.join("clips"))?, folder })
    }

    /// One of three, by effort.
    #[must_use]
    pub fn by_effort<T>(&self, quick: T, full: T, long: T) -> T {
        match self.effort {
            Effort::Quick => quick,
            Effort::Full => full,
            Effort::Long => long,
        }
    }

    /// A fresh folder of this name in [`Self::folder`].
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn fresh_folder(&self, name: &str) -> Result<PathBuf> {
        let path = self.folder.join(name);
        if path.exists() {
            std::fs::remove_dir_all(&path)?;
        }
        std::fs::create_dir_all(&path)?;
        Ok(path)
    }
}

/// Whether a program can be started by this name.
#[must_use]
pub fn is_installed(program: &str) -> bool {
    let mut command = Command::new("sh");
    command.args(["-c", "command -v \"$1\"", "sh", program]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// All measurements, in the order of measuring.
#[must_use]
pub fn all() -> Vec<Measurement> {
    let mut all = crate::inside::measurements();
    all.extend(crate::outside::measurements());
    all
}
