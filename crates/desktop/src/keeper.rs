//! A thread that writes small files, so that nobody waits for a disk.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What a file is to hold: made on the keeper's thread. `None`: the file is to go.
type Content = Box<dyn FnOnce() -> Option<String> + Send>;

/// Things that change many times a second (a slider that is dragged) are written once.
const SETTLE: Duration = Duration::from_millis(400);

/// How long the program's end waits for the last files.
const FAREWELL: Duration = Duration::from_secs(2);

/// Writes files on a thread of its own: each whole or not at all, the latest content of each. A
/// disk that cannot be written is told in the program's own log; nobody's watching ends for it.
pub struct Keeper {
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// By file: as many as there are kinds of files, so it stays small.
    pending: BTreeMap<PathBuf, Content>,
    writing: bool,
    ends: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keeper {
    /// Starts the thread. Without one (the system gives none) nothing is kept.
    #[must_use]
    pub fn start() -> Self {
        let shared = Arc::new(Shared { state: Mutex::default(), changed: Condvar::new() });
        let its = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("keeper".to_owned()).spawn(move || work(&its));
        let thread = thread.inspect_err(|error| tracing::warn!("nothing is kept: {error}")).ok();
        shared.lock().ends = thread.is_none();
        Self { shared, thread: Mutex::new(thread) }
    }

    /// `path` is to hold what `content` gives; `None`: it is to be removed. Replaces what waits to be
    /// written there.
    pub fn keep(&self, path: PathBuf, content: impl FnOnce() -> Option<String> + Send + 'static) {
        let mut state = self.shared.lock();
        if !state.ends {
            state.pending.insert(path, Box::new(content));
            self.shared.changed.notify_all();
        }
    }

    /// This folder and everything in it is to go, what waits to be written there included.
    pub fn forget(&self, folder: PathBuf) {
        self.shared.lock().pending.retain(|path, _| !path.starts_with(&folder));
        // Before anything else in it: folders come before what they hold.
        self.keep(folder.clone(), move || {
            if let Err(error) = fs::remove_dir_all(&folder)
                && error.kind() != std::io::ErrorKind::NotFound
            {
                tracing::warn!("{}: this could not be removed: {error}", folder.display());
            }
            None
        });
    }

    /// Waits until everything is written, but not for long.
    pub fn finish(&self) {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(thread) = thread else { return };
        let until = Instant::now() + FAREWELL;
        let mut state = self.shared.lock();
        state.ends = true;
        self.shared.changed.notify_all();
        while state.writing || !state.pending.is_empty() {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                tracing::warn!("the disk does not answer: settings may not be kept");
                return;
            }
            state = self.shared.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        drop(state);
        let _ = thread.join();
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.finish();
    }
}

fn work(shared: &Shared) {
    let mut state = shared.lock();
    loop {
        if state.pending.is_empty() {
            if state.ends {
                return;
            }
            state = shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            continue;
        }
        if !state.ends {
            let settled = shared.changed.wait_timeout_while(state, SETTLE, |state| !state.ends);
            state = settled.unwrap_or_else(PoisonError::into_inner).0;
        }
        let pending = std::mem::take(&mut state.pending);
        state.writing = true;
        drop(state);
        for (path, content) in pending {
            let written = match content() {
                Some(text) => write_whole(&path, text.as_bytes()),
                None => remove(&path),
            };
            if let Err(error) = written {
                tracing::warn!("{}: this could not be kept: {error}", path.display());
            }
        }
        state = shared.lock();
        state.writing = false;
        shared.changed.notify_all();
    }
}

fn remove(path: &Path) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Reads a small text file; `None` when it is not there, is no text, or is larger than `limit` bytes.
#[must_use]
pub fn read_small(path: &Path, limit: u64) -> Option<String> {
    // Looked at first: opening a pipe would wait for whoever writes into it.
    let is_file = fs::metadata(path).is_ok_and(|facts| facts.is_file());
    let file = is_file.then(|| fs::File::open(path).ok()).flatten()?;
    let mut text = String::new();
    let length = file.take(limit.saturating_add(1)).read_to_string(&mut text).ok()?;
    (length as u64 <= limit).then_some(text)
}

/// Under another name first: whoever reads sees the old file or the new one, never a part. Only the
/// viewer may read it.
///
/// # Errors
/// When the folder cannot be made or the file not be written; what was there before stays.
pub fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    write_whole_for(path, bytes, None)
}

/// The same for a file with these permissions: it has them from the first moment under its own name.
///
/// # Errors
/// As [`write_whole`].
pub fn write_whole_for(
    path: &Path,
    bytes: &[u8],
    permissions: Option<fs::Permissions>,
) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let draft = draft_of(path, std::process::id());
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let filled = options.open(&draft).and_then(|mut file| {
        file.write_all(bytes)?;
        if let Some(permissions) = permissions {
            // Permissions that cannot be set are those of a new file: the content is what counts.
            let _ = file.set_permissions(permissions);
        }
        file.sync_data()
    });
    let written = filled.and_then(|()| fs::rename(&draft, path));
    if written.is_err() {
        // What is not there need not be taken away.
        let _ = fs::remove_file(&draft);
    }
    written
}

/// The name under which a program of this number writes a file before it is whole.
fn draft_of(path: &Path, program: u32) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{program}"))
}

/// Takes away what programs left behind that were killed while they wrote `path`. Younger drafts may be
/// in the making; what cannot be taken away stays.
pub fn sweep_drafts(path: &Path) {
    const YOUNGEST: Duration = Duration::from_secs(600);
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return };
    let begins = format!(".{}.", name.to_string_lossy());
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        let program = name.to_str().and_then(|name| name.strip_prefix(&begins)?.parse::<u32>().ok());
        let written = entry.metadata().and_then(|facts| facts.modified());
        let age = written.ok().and_then(|written| written.elapsed().ok());
        if program.is_some() && age.is_some_and(|age| age > YOUNGEST) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_content_is_written_and_none_removes() {
        let folder = tempfile::tempdir().unwrap();
        let (kept, gone) = (folder.path().join("a/b/kept"), folder.path().join("gone"));
        fs::write(&gone, "old").unwrap();
        let keeper = Keeper::start();
        for number in 0..50 {
            keeper.keep(kept.clone(), move || Some(number.to_string()));
        }
        keeper.keep(gone.clone(), || None);
        keeper.finish();
        assert_eq!(fs::read_to_string(&kept).unwrap(), "49");
        assert!(!gone.exists());
        let files: Vec<_> = fs::read_dir(kept.parent().unwrap()).unwrap().collect();
        assert_eq!(files.len(), 1, "no draft is left behind: {files:?}");
    }

    #[test]
    fn what_cannot_be_written_leaves_what_was_there_and_ends() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "old").unwrap();
        let keeper = Keeper::start();
        // A file is no folder.
        keeper.keep(file.join("below"), || Some("new".to_owned()));
        keeper.finish();
        assert_eq!(fs::read_to_string(&file).unwrap(), "old");
        // After the end nothing is taken any more, and nothing hangs.
        keeper.keep(file, || Some("new".to_owned()));
    }

    #[test]
    fn what_a_killed_program_left_behind_goes() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("story.ron");
        for name in ["story.ron", ".story.ron.7", ".story.ron.8", ".story.ron.mine", ".other.ron.7"] {
            fs::write(folder.path().join(name), "half").unwrap();
        }
        let old = fs::File::options().write(true).open(folder.path().join(".story.ron.7")).unwrap();
        old.set_modified(std::time::SystemTime::now() - Duration::from_secs(3_600)).unwrap();
        sweep_drafts(&file);
        let mut names: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, [".other.ron.7", ".story.ron.8", ".story.ron.mine", "story.ron"]);
    }

    #[cfg(unix)]
    #[test]
    fn others_may_not_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        write_whole(&file, b"words").unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
