//! What was not saved yet: kept at most two seconds behind the author, in a file of its own, and offered
//! when the story is opened the next time.

use crate::document::Change;
use crate::layout::Layout;
use desktop::keeper::write_whole;
use scene_graph::Story;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long changes gather before they are written. With the time of writing it stays below two seconds.
const GATHER: Duration = Duration::from_millis(1_000);

/// Batches of changes that wait for the thread. One pass of the window makes at most one.
const QUEUE: usize = 4_096;

/// A file that is larger is none of ours: a story and its layout in quotation marks.
const MOST_BYTES: u64 = 128 * 1024 * 1024;

/// Work that was recovered.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovered {
    /// The story as it was.
    pub story: Story,
    /// Where its cards lay.
    pub layout: Layout,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecoveryFile {
    format: u32,
    /// The folder of the story, to tell files apart whose names are alike.
    folder: PathBuf,
    story: String,
    layout: String,
}

/// The recovery file of the story in `folder` (`None`: one that is nowhere yet), below `home`.
#[must_use]
pub fn file_for(home: &Path, folder: Option<&Path>) -> PathBuf {
    let name = folder.map_or_else(
        || "unsaved".to_owned(),
        |folder| {
            let real = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
            blake3::hash(real.as_os_str().as_encoded_bytes()).to_hex()[..32].to_owned()
        },
    );
    home.join("recovery").join(format!("{name}.ron"))
}

/// Reads a recovery file; `None`: there is none, or none that can be read.
#[must_use]
pub fn read(file: &Path) -> Option<Recovered> {
    let facts = fs::metadata(file).ok().filter(|facts| facts.is_file() && facts.len() <= MOST_BYTES)?;
    let _ = facts;
    let text = fs::read_to_string(file).ok()?;
    let found: RecoveryFile = ron::from_str(&text).ok().filter(|found: &RecoveryFile| found.format == 1)?;
    let story = scene_graph::load::read(found.story.as_bytes()).ok()?;
    Some(Recovered { story, layout: Layout::read(found.layout.as_bytes()).unwrap_or_default() })
}

/// Deletes a recovery file, if it is there.
pub fn forget(file: &Path) {
    if let Err(error) = fs::remove_file(file)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!("{}: this could not be removed: {error}", file.display());
    }
}

/// What the thread is told.
enum Told {
    Changes(Vec<Change>),
    /// Everything is another now.
    All(Box<(Story, Layout)>),
    /// What there is by now is saved: the file goes.
    Saved,
}

/// Keeps a recovery file up to date on a thread of its own.
#[derive(Debug)]
pub struct Recovery {
    sender: Option<SyncSender<Told>>,
    thread: Option<JoinHandle<()>>,
}

impl Recovery {
    /// For a story as it is now, which is saved or recovered. Without a thread (the system gives none)
    /// nothing is kept.
    #[must_use]
    pub fn start(file: PathBuf, folder: Option<PathBuf>, story: Story, layout: Layout) -> Self {
        let (sender, told) = sync_channel(QUEUE);
        let thread = std::thread::Builder::new().name("recovery".to_owned());
        let keeping = Keeping { file, folder: folder.unwrap_or_default(), story, layout };
        let thread = thread.spawn(move || keeping.run(&told));
        let thread = thread.inspect_err(|error| tracing::warn!("nothing can be recovered: {error}")).ok();
        Self { sender: Some(sender), thread }
    }

    /// These changes were made, in this order.
    pub fn changed(&self, changes: Vec<Change>) {
        if !changes.is_empty() {
            self.tell(Told::Changes(changes));
        }
    }

    /// It is all another now.
    pub fn replaced(&self, story: Story, layout: Layout) {
        self.tell(Told::All(Box::new((story, layout))));
    }

    /// What there is by now is on disk.
    pub fn saved(&self) {
        self.tell(Told::Saved);
    }

    fn tell(&self, told: Told) {
        if let Some(sender) = &self.sender {
            // A thread that is gone keeps nothing.
            let _ = sender.send(told);
        }
    }
}

impl Drop for Recovery {
    fn drop(&mut self) {
        // What was told last is still written.
        drop(self.sender.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Owned by the thread.
struct Keeping {
    file: PathBuf,
    folder: PathBuf,
    story: Story,
    layout: Layout,
}

impl Keeping {
    fn run(mut self, told: &Receiver<Told>) {
        while let Ok(first) = told.recv() {
            let mut unsaved = self.take(first);
            let until = std::time::Instant::now() + GATHER;
            let ended = loop {
                let left = until.saturating_duration_since(std::time::Instant::now());
                match told.recv_timeout(left) {
                    Ok(next) => unsaved = self.take(next),
                    Err(RecvTimeoutError::Timeout) => break false,
                    Err(RecvTimeoutError::Disconnected) => break true,
                }
            };
            if unsaved {
                self.write();
            } else {
                forget(&self.file);
            }
            if ended {
                return;
            }
        }
    }

    /// Whether there is something that is not saved.
    fn take(&mut self, told: Told) -> bool {
        match told {
            Told::Changes(changes) => {
                for change in changes {
                    change.apply(&mut self.story, &mut self.layout);
                }
                true
            }
            Told::All(all) => {
                (self.story, self.layout) = *all;
                true
            }
            Told::Saved => false,
        }
    }

    fn write(&self) {
        let content = RecoveryFile {
            format: 1,
            folder: self.folder.clone(),
            story: scene_graph::write(&self.story),
            layout: self.layout.to_ron(),
        };
        let written = ron::to_string(&content)
            .map_err(|error| error.to_string())
            .and_then(|text| write_whole(&self.file, text.as_bytes()).map_err(|error| error.to_string()));
        if let Err(error) = written {
            tracing::warn!("{}: unsaved work could not be kept: {error}", self.file.display());
        }
    }
}
