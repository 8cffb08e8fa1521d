//! What lies in the story's folder besides the story, and the preparing of its clips, beside the window.

use super::Waker;
use super::check::locked;
use crate::ui::{Tiding, Workspace};
use scene_graph::IndexFact;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// What knows the import indexes of stories' media. Its functions wait for disks: they are called on a
/// thread of their own.
pub trait ClipIndexes: Send + Sync {
    /// What the folder tells to the story's checks; `files`: the media that the story names, by their paths
    /// in the folder.
    fn facts(&self, folder: &Path, files: &[String]) -> FolderFacts;

    /// Reads through those of these files that have no index, or an old one, and keeps what that tells:
    /// beside the story, or else in the user's cache. `tell` is told how far it is, and may stop it; what was
    /// read until then is kept.
    ///
    /// # Errors
    /// When nothing can be kept; why, for people.
    fn prepare(
        &self,
        folder: &Path,
        files: &[String],
        tell: &mut dyn FnMut(Preparing) -> ControlFlow<()>,
    ) -> Result<Prepared, String>;
}

/// What a story's folder tells to the story's checks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderFacts {
    /// As [`scene_graph::MediaFacts::listing`].
    pub listing: Vec<String>,
    /// As [`scene_graph::MediaFacts::indexes`].
    pub indexes: BTreeMap<String, IndexFact>,
}

/// How far the preparing of clips is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Preparing {
    /// Which file, from 1.
    pub number: usize,
    /// Of how many.
    pub count: usize,
    /// How much of it, 0 to 1.
    pub share: f32,
}

/// What became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prepared {
    /// Clips that were read; the others were prepared before.
    pub read: usize,
    /// Files that cannot be prepared: they are damaged, no media, or gone. The checks tell why.
    pub failed: Vec<String>,
    /// What was found is kept for this user only: the folder cannot be written.
    pub is_in_cache: bool,
    /// Somebody stopped it; what was read until then is kept.
    pub is_stopped: bool,
}

/// A story's folder, and the media that the story names.
type Place = (PathBuf, Vec<String>);

#[derive(Default)]
struct Inbox {
    look: Option<Place>,
    prepare: Option<(Place, Arc<AtomicBool>)>,
    closed: bool,
}

#[derive(Default)]
struct Outbox {
    facts: Option<(PathBuf, FolderFacts)>,
    preparing: Option<Preparing>,
    prepared: Option<Result<Prepared, String>>,
}

#[derive(Default)]
struct Shared {
    inbox: Mutex<Inbox>,
    come: Condvar,
    outbox: Mutex<Outbox>,
}

/// The window's side of the thread.
pub(super) struct Indexing {
    shared: Arc<Shared>,
    /// Stops the preparing that is under way.
    running: Option<Arc<AtomicBool>>,
}

impl Indexing {
    pub(super) fn start(indexes: Arc<dyn ClipIndexes>, waker: Waker) -> Self {
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        let work = move || run(&theirs, indexes.as_ref(), &waker);
        if let Err(error) = std::thread::Builder::new().name("indexes".to_owned()).spawn(work) {
            tracing::warn!("the story's folder is not looked at: {error}");
        }
        Self { shared, running: None }
    }

    /// Stops the preparing that is under way: another story is open. What was read is kept.
    pub(super) fn stop(&self) {
        if let Some(stop) = &self.running {
            stop.store(true, Ordering::Release);
        }
    }

    /// Looks at the folder; what was to be looked at before is forgotten.
    pub(super) fn look(&self, folder: PathBuf, files: Vec<String>) {
        locked(&self.shared.inbox).look = Some((folder, files));
        self.shared.come.notify_one();
    }

    /// What was seen since it was asked last, of this folder.
    pub(super) fn facts(&self, folder: Option<&Path>) -> Option<FolderFacts> {
        let (of, facts) = locked(&self.shared.outbox).facts.take()?;
        (folder == Some(&*of)).then_some(facts)
    }

    /// Begins, stops and tells the preparing, as the workspace says. True: it has ended.
    pub(super) fn attend(&mut self, workspace: &mut Workspace) -> bool {
        let mut has_ended = false;
        if let Some(stop) = &self.running {
            let mut outbox = locked(&self.shared.outbox);
            let (at, ended) = (outbox.preparing, outbox.prepared.take());
            drop(outbox);
            let clips = &mut workspace.found.preparing;
            if clips.stop {
                stop.store(true, Ordering::Release);
            }
            clips.at = at.or(clips.at);
            if let Some(ended) = ended {
                self.running = None;
                has_ended = true;
                (clips.at, clips.stop) = (None, false);
                workspace.tell(match ended {
                    Ok(prepared) => Tiding::Prepared(prepared),
                    Err(reason) => Tiding::NotPrepared(reason),
                });
            }
        }
        let clips = &mut workspace.found.preparing;
        let wanted = std::mem::take(&mut clips.wanted);
        if let (true, None, Some(folder)) = (wanted, &self.running, &workspace.folder) {
            clips.at = Some(Preparing::default());
            let files = super::media_of(workspace.document.story());
            let stop = Arc::new(AtomicBool::new(false));
            locked(&self.shared.outbox).preparing = None;
            locked(&self.shared.inbox).prepare = Some(((folder.clone(), files), Arc::clone(&stop)));
            self.running = Some(stop);
            self.shared.come.notify_one();
        }
        has_ended
    }
}

impl Drop for Indexing {
    fn drop(&mut self) {
        self.stop();
        locked(&self.shared.inbox).closed = true;
        self.shared.come.notify_one();
    }
}

fn run(shared: &Shared, indexes: &dyn ClipIndexes, waker: &Waker) {
    loop {
        let mut inbox = locked(&shared.inbox);
        let (look, prepare) = loop {
            if inbox.closed {
                return;
            }
            match (inbox.look.take(), inbox.prepare.take()) {
                (None, None) => inbox = shared.come.wait(inbox).unwrap_or_else(PoisonError::into_inner),
                found => break found,
            }
        };
        drop(inbox);
        if let Some((folder, files)) = look {
            let facts = indexes.facts(&folder, &files);
            locked(&shared.outbox).facts = Some((folder, facts));
            waker();
        }
        if let Some(((folder, files), stop)) = prepare {
            let prepared = indexes.prepare(&folder, &files, &mut |at| {
                locked(&shared.outbox).preparing = Some(at);
                waker();
                if stop.load(Ordering::Acquire) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            locked(&shared.outbox).prepared = Some(prepared);
            waker();
        }
    }
}
