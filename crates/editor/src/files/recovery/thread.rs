//! The thread that keeps the recovery file up to date. Nobody waits for it: not when it is told something,
//! nor when the disk hangs.

use super::file::{self, Recovered};
use crate::document::{Change, apply_all};
use crate::files::OnDisk;
use crate::files::claim::Claim;
use crate::layout::Layout;
use scene_graph::Story;
use std::io;
use std::mem;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long changes gather before they are written: longer for stories that take longer to write, so that
/// most of the time nothing is written. With the time of writing it stays below two seconds.
const GATHER: [Duration; 2] = [Duration::from_millis(300), Duration::from_millis(1_000)];

/// How long until a disk that refused is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(4);

/// So much may wait for a disk that hangs; beyond it the thread is given everything anew once it answers.
const MOST_WAITING: usize = 4_096;

/// How long the program's end waits for the last file.
const FAREWELL: Duration = Duration::from_secs(5);

/// A story whose unsaved work is to be kept from now on.
#[derive(Debug)]
pub struct Kept {
    /// The right to, and where.
    pub claim: Arc<Claim>,
    /// Which of the stories that the window had.
    pub era: u64,
    /// The story's file; `None`: it is nowhere yet.
    pub file: Option<PathBuf>,
    /// What lies on disk; `None`: it was never saved.
    pub base: Option<OnDisk>,
    /// The story as it is.
    pub story: Arc<Story>,
    /// Where its cards lie.
    pub layout: Arc<Layout>,
    /// Whether that is more than what is on disk.
    pub is_unsaved: bool,
    /// Whether unsaved work of an earlier day is to be looked for, and told.
    pub offers: bool,
}

/// What the thread tells.
#[derive(Debug)]
pub enum RecoveryNews {
    /// There is unsaved work of the story of this era.
    Found(u64, Box<Recovered>),
    /// Unsaved work cannot be kept: what the system says. Told once until it works again.
    Failing(String),
    /// It can again, or there is none any more.
    Works,
    /// Call [`Recovery::changed`] once more: something was left out.
    Behind,
}

/// What the thread is told.
enum Told {
    Begin(Option<Box<Kept>>),
    Changes(Vec<Change>),
    /// Everything is another now.
    All(Box<(Story, Layout)>),
    /// What there is by now is saved, as this, or given up: the file goes.
    Saved(Option<OnDisk>),
    /// It is made from another version now.
    Base(OnDisk),
}

#[derive(Default)]
struct Inbox {
    told: Vec<Told>,
    behind: bool,
    ended: bool,
}

struct Shared {
    inbox: Mutex<Inbox>,
    come: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Inbox> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps recovery files up to date on a thread of its own.
pub struct Recovery {
    shared: Arc<Shared>,
    /// Disconnected when the thread has ended.
    ended: Receiver<()>,
}

impl Recovery {
    /// Starts the thread. Without one (the system gives none) nothing is kept. `tell` is called on it.
    #[must_use]
    pub fn start(tell: impl Fn(RecoveryNews) + Send + 'static) -> Self {
        let shared = Arc::new(Shared { inbox: Mutex::default(), come: Condvar::new() });
        let (alive, ended) = sync_channel(1);
        let its = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("recovery".to_owned()).spawn(move || {
            let _alive: std::sync::mpsc::SyncSender<()> = alive;
            Keeping::new(its, Box::new(tell)).run();
        });
        if let Err(error) = thread {
            tracing::warn!("nothing can be recovered: {error}");
            shared.lock().ended = true;
        }
        Self { shared, ended }
    }

    /// From now on the unsaved work of this story is kept, of the one before no more; `None`: of none.
    pub fn begin(&self, kept: Option<Kept>) {
        let mut inbox = self.shared.lock();
        inbox.behind = false;
        self.put(&mut inbox, Told::Begin(kept.map(Box::new)));
    }

    /// These changes were made, in this order. `whole` gives everything as it is after them: for a thread
    /// that fell behind.
    pub fn changed(&self, changes: Vec<Change>, whole: impl FnOnce() -> (Story, Layout)) {
        let mut inbox = self.shared.lock();
        if inbox.told.len() >= MOST_WAITING {
            inbox.behind = true;
        } else if mem::take(&mut inbox.behind) {
            self.put(&mut inbox, Told::All(Box::new(whole())));
        } else if !changes.is_empty() {
            self.put(&mut inbox, Told::Changes(changes));
        }
    }

    /// It is all another now.
    pub fn replaced(&self, story: Story, layout: Layout) {
        self.put(&mut self.shared.lock(), Told::All(Box::new((story, layout))));
    }

    /// What there is by now is on disk, as this.
    pub fn saved(&self, on_disk: OnDisk) {
        self.put(&mut self.shared.lock(), Told::Saved(Some(on_disk)));
    }

    /// What there is by now is no loss.
    pub fn give_up(&self) {
        self.put(&mut self.shared.lock(), Told::Saved(None));
    }

    /// What there is by now is made from this version.
    pub fn rebase(&self, on_disk: OnDisk) {
        self.put(&mut self.shared.lock(), Told::Base(on_disk));
    }

    fn put(&self, inbox: &mut Inbox, told: Told) {
        if !inbox.ended {
            inbox.told.push(told);
            self.shared.come.notify_all();
        }
    }
}

impl Drop for Recovery {
    fn drop(&mut self) {
        // What was told last is still written, but a disk that hangs does not hold the program.
        self.shared.lock().ended = true;
        self.shared.come.notify_all();
        if let Err(std::sync::mpsc::RecvTimeoutError::Timeout) = self.ended.recv_timeout(FAREWELL) {
            tracing::warn!("the disk does not answer: unsaved work may not be kept");
        }
    }
}

/// Owned by the thread.
struct Keeping {
    shared: Arc<Shared>,
    tell: Box<dyn Fn(RecoveryNews) + Send>,
    kept: Option<Keep>,
    /// The version that the work is made from is in its file.
    base_is_kept: bool,
    failing: bool,
    /// How long changes gather.
    gather: Duration,
}

/// The story that is kept now.
struct Keep {
    claim: Arc<Claim>,
    file: Option<PathBuf>,
    base: Option<OnDisk>,
    story: Story,
    layout: Layout,
    /// When what is not in the recovery file is to be written there.
    due: Option<Instant>,
}

impl Keeping {
    fn new(shared: Arc<Shared>, tell: Box<dyn Fn(RecoveryNews) + Send>) -> Self {
        Self { shared, tell, kept: None, base_is_kept: false, failing: false, gather: GATHER[0] }
    }

    fn run(mut self) {
        loop {
            let (told, behind, ended) = self.wait();
            if behind {
                (self.tell)(RecoveryNews::Behind);
            }
            for told in told {
                self.take(told);
            }
            let due = self.kept.as_ref().and_then(|kept| kept.due);
            if due.is_some_and(|due| ended || due <= Instant::now()) {
                self.write();
            }
            if ended {
                return;
            }
        }
    }

    /// Until there is something to do.
    fn wait(&self) -> (Vec<Told>, bool, bool) {
        let due = self.kept.as_ref().and_then(|kept| kept.due);
        let mut inbox = self.shared.lock();
        while inbox.told.is_empty() && !inbox.ended {
            let left = due.map(|due| due.saturating_duration_since(Instant::now()));
            inbox = match left {
                Some(Duration::ZERO) => break,
                Some(left) => {
                    self.shared.come.wait_timeout(inbox, left).unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.shared.come.wait(inbox).unwrap_or_else(PoisonError::into_inner),
            };
        }
        (mem::take(&mut inbox.told), inbox.behind, inbox.ended)
    }

    fn take(&mut self, told: Told) {
        let gather = self.gather;
        match (told, &mut self.kept) {
            (Told::Begin(kept), _) => self.begin(kept),
            (_, None) => {}
            (Told::Changes(changes), Some(kept)) => {
                apply_all(&changes, &mut kept.story, &mut kept.layout);
                kept.due.get_or_insert_with(|| Instant::now() + gather);
            }
            (Told::All(all), Some(kept)) => {
                (kept.story, kept.layout) = *all;
                kept.due.get_or_insert_with(|| Instant::now() + gather);
            }
            (Told::Base(base), Some(kept)) => {
                kept.base = Some(base);
                kept.due.get_or_insert_with(|| Instant::now() + gather);
                self.base_is_kept = false;
            }
            (Told::Saved(on_disk), Some(kept)) => {
                kept.base = on_disk.or(kept.base.take());
                kept.due = None;
                file::forget(kept.claim.recovery());
                self.base_is_kept = false;
                self.came_out(Ok(()));
            }
        }
    }

    fn begin(&mut self, kept: Option<Box<Kept>>) {
        if self.kept.as_ref().is_some_and(|kept| kept.due.is_some()) {
            self.write();
        }
        (self.kept, self.base_is_kept) = (None, false);
        let Some(kept) = kept else { return };
        let Kept { claim, era, file, base, story, layout, is_unsaved, offers } = *kept;
        if offers && let Some(found) = file::read(claim.recovery()) {
            (self.tell)(RecoveryNews::Found(era, Box::new(found)));
        }
        let due = is_unsaved.then(|| Instant::now() + self.gather);
        let (story, layout) = (Arc::unwrap_or_clone(story), Arc::unwrap_or_clone(layout));
        self.kept = Some(Keep { claim, file, base, story, layout, due });
    }

    fn write(&mut self) {
        let Some(kept) = &mut self.kept else { return };
        let begun = Instant::now();
        let result = write(kept, &mut self.base_is_kept);
        self.gather = (begun.elapsed() * 3).clamp(GATHER[0], GATHER[1]);
        kept.due = result.is_err().then(|| Instant::now() + TRY_AGAIN);
        self.came_out(result);
    }

    fn came_out(&mut self, result: io::Result<()>) {
        match result {
            Ok(()) if mem::take(&mut self.failing) => (self.tell)(RecoveryNews::Works),
            Ok(()) => {}
            Err(error) => {
                tracing::warn!("unsaved work could not be kept: {error}");
                if !mem::replace(&mut self.failing, true) {
                    (self.tell)(RecoveryNews::Failing(error.to_string()));
                }
            }
        }
    }
}

/// The work itself first: without the version that it was made from it is still whole.
fn write(kept: &Keep, base_is_kept: &mut bool) -> io::Result<()> {
    let Keep { claim, file, base, story, layout, .. } = kept;
    let stamp = base.as_ref().map(|base| &base.stamp);
    file::write(claim.recovery(), file.as_deref(), stamp, story, layout)?;
    if let (Some(base), false) = (base, *base_is_kept) {
        file::write_base(claim.recovery(), base)?;
        *base_is_kept = true;
    }
    Ok(())
}
