//! The checks of the whole story, beside the window.

use super::Waker;
use super::indexes::FolderFacts;
use crate::document::{Change, apply_all};
use crate::layout::Layout;
use scene_graph::{Diagnostic, MediaFact, MediaFacts, Story, check};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Changes that wait at most; beyond them the whole story is handed over anew.
const MOST_CHANGES: usize = 4_096;

/// What waits for the thread. It takes all of it at once, so that states between are never checked.
#[derive(Default)]
struct Inbox {
    whole: Option<Story>,
    changes: Vec<Change>,
    /// What was known of files is of another folder's.
    forgets: bool,
    learnt: Vec<(String, MediaFact)>,
    folder: Option<FolderFacts>,
    /// The state that all of this leads to.
    state: u64,
    closed: bool,
}

#[derive(Default)]
struct Shared {
    inbox: Mutex<Inbox>,
    come: Condvar,
    found: Mutex<Option<(u64, Arc<Vec<Diagnostic>>)>>,
}

impl Inbox {
    fn has_work(&self) -> bool {
        let changed = self.whole.is_some() || !self.changes.is_empty();
        self.closed || changed || self.forgets || !self.learnt.is_empty() || self.folder.is_some()
    }
}

/// A lock that a thread which died could not leave in a bad state: every value in it is whole.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The window's side of the thread.
pub(super) struct Checks(Arc<Shared>);

impl Checks {
    pub(super) fn start(waker: Waker) -> Self {
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        let work = move || run(&theirs, &waker);
        if let Err(error) = std::thread::Builder::new().name("check".to_owned()).spawn(work) {
            tracing::warn!("the story is not checked: {error}");
        }
        Self(shared)
    }

    /// Another story.
    pub(super) fn begin(&self, story: &Story, state: u64) {
        let mut inbox = locked(&self.0.inbox);
        inbox.whole = Some(story.clone());
        inbox.changes.clear();
        inbox.state = state;
        self.0.come.notify_one();
    }

    /// What changed, in order.
    pub(super) fn changed(&self, changes: Vec<Change>, state: u64) {
        let mut inbox = locked(&self.0.inbox);
        inbox.changes.extend(changes);
        inbox.state = state;
        if inbox.changes.len() > MOST_CHANGES {
            // Few things change so often: the last of each is enough.
            let changes = std::mem::take(&mut inbox.changes);
            inbox.changes = changes.into_iter().filter(|change| !is_place(change)).collect();
        }
        self.0.come.notify_one();
    }

    /// What was found out about files, besides what was told before.
    pub(super) fn learns(&self, facts: Vec<(String, MediaFact)>) {
        if !facts.is_empty() {
            locked(&self.0.inbox).learnt.extend(facts);
            self.0.come.notify_one();
        }
    }

    /// What lies in the story's folder, and what indexes know of it, instead of what was told before.
    pub(super) fn learns_folder(&self, facts: FolderFacts) {
        locked(&self.0.inbox).folder = Some(facts);
        self.0.come.notify_one();
    }

    /// Forgets what was told of files: they are read from elsewhere.
    pub(super) fn forgets_files(&self) {
        let mut inbox = locked(&self.0.inbox);
        inbox.forgets = true;
        inbox.learnt.clear();
        inbox.folder = None;
        self.0.come.notify_one();
    }

    /// What was found since it was asked last, and of which state.
    pub(super) fn take(&self) -> Option<(u64, Arc<Vec<Diagnostic>>)> {
        locked(&self.0.found).take()
    }
}

/// Where cards lie does not matter to checks.
fn is_place(change: &Change) -> bool {
    matches!(change, Change::Spot { .. } | Change::Frame { .. })
}

impl Drop for Checks {
    fn drop(&mut self) {
        locked(&self.0.inbox).closed = true;
        self.0.come.notify_one();
    }
}

fn run(shared: &Shared, waker: &Waker) {
    let mut story: Option<Story> = None;
    let mut facts = MediaFacts::default();
    loop {
        let mut inbox = locked(&shared.inbox);
        while !inbox.has_work() {
            inbox = shared.come.wait(inbox).unwrap_or_else(PoisonError::into_inner);
        }
        if inbox.closed {
            return;
        }
        let (whole, changes) = (inbox.whole.take(), std::mem::take(&mut inbox.changes));
        let (forgets, learnt) = (std::mem::take(&mut inbox.forgets), std::mem::take(&mut inbox.learnt));
        let (folder, state) = (inbox.folder.take(), inbox.state);
        drop(inbox);
        if let Some(whole) = whole {
            story = Some(whole);
        }
        if forgets {
            facts = MediaFacts::default();
        }
        facts.files.extend(learnt);
        if let Some(FolderFacts { listing, indexes }) = folder {
            (facts.listing, facts.indexes) = (listing, indexes);
        }
        let Some(story) = &mut story else { continue };
        // Nothing is laid out here: places are noted and forgotten.
        let mut places = Layout::default();
        let changes: Vec<Change> = changes.into_iter().filter(|change| !is_place(change)).collect();
        apply_all(&changes, story, &mut places);
        let problems = Arc::new(check(story, Some(&facts)));
        *locked(&shared.found) = Some((state, problems));
        waker();
    }
}
