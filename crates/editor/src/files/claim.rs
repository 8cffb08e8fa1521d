//! One window a story: whoever edits a story holds a lock of the system beside its recovery file, which
//! the system takes back when the program ends, however it ends.
//!
//! The lock lies in the author's own folder of data, not beside the story: that may be read-only, or
//! copied between computers. Somebody at another computer is noticed by what they write ([`super::look`]).

use super::folder_of;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// So many windows can have a story that was never saved and keep its recovery file for the next time.
const MOST_UNSAVED: usize = 32;

/// Where recovery files and locks lie, below the program's folder of data.
const FOLDER: &str = "recovery";

/// The right to edit a story, and to keep its recovery file, for as long as it lives.
#[derive(Debug)]
pub struct Claim {
    recovery: PathBuf,
    /// `None`: the system has no locks there.
    _lock: Option<File>,
}

impl Claim {
    /// Claims the story of this file, below `home`. `held`: what this window has by now, which it keeps if
    /// it is the same story. `None`: another window has it.
    #[must_use]
    pub fn story(home: &Path, file: &Path, held: Option<&Arc<Self>>) -> Option<Arc<Self>> {
        let recovery = recovery_file(home, file);
        match held {
            Some(held) if held.recovery == recovery => Some(Arc::clone(held)),
            _ => Self::take(recovery).map(Arc::new),
        }
    }

    /// Claims a recovery file for a story that is nowhere yet: one with unsaved work in it that nobody
    /// edits now, if there is one, else the first that is free.
    #[must_use]
    pub fn unsaved(home: &Path) -> Arc<Self> {
        let folder = home.join(FOLDER);
        let files = || {
            let others = (2..=MOST_UNSAVED).map(|number| format!("unsaved-{number}.ron"));
            std::iter::once("unsaved.ron".to_owned()).chain(others).map(|name| folder.join(name))
        };
        let with_work = files().filter(|recovery| recovery.exists()).find_map(Self::take);
        let own =
            || Self { recovery: folder.join(format!("unsaved-of-{}.ron", std::process::id())), _lock: None };
        Arc::new(with_work.or_else(|| files().find_map(Self::take)).unwrap_or_else(own))
    }

    /// The recovery file that goes with it.
    #[must_use]
    pub fn recovery(&self) -> &Path {
        &self.recovery
    }

    /// `None`: somebody has it.
    fn take(recovery: PathBuf) -> Option<Self> {
        match lock(&recovery.with_extension("lock")) {
            Ok(lock) => Some(Self { recovery, _lock: Some(lock) }),
            Err(TryLockError::WouldBlock) => None,
            Err(TryLockError::Error(error)) => {
                tracing::warn!("{}: this cannot be locked: {error}", recovery.display());
                Some(Self { recovery, _lock: None })
            }
        }
    }
}

fn lock(path: &Path) -> Result<File, TryLockError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(TryLockError::Error)?;
    }
    // It stays when the lock goes: whoever opened it meanwhile holds a lock of this very file.
    let file = File::options().create(true).truncate(false).write(true).open(path);
    let file = file.map_err(TryLockError::Error)?;
    file.try_lock()?;
    Ok(file)
}

/// The recovery file of the story of this file: the same by whatever links and names one gets to it.
#[must_use]
pub fn recovery_file(home: &Path, file: &Path) -> PathBuf {
    let real = file.canonicalize().or_else(|_| -> io::Result<PathBuf> {
        // It is not written yet.
        Ok(folder_of(file).canonicalize()?.join(file.file_name().unwrap_or_default()))
    });
    let real = real.unwrap_or_else(|_| file.to_path_buf());
    let name = blake3::hash(real.as_os_str().as_encoded_bytes()).to_hex();
    home.join(FOLDER).join(format!("{}.ron", &name[..32]))
}
