//! What was recorded of this viewer and story: read, copied and deleted, on a thread of its own.
//!
//! The window's thread never reads the log: it asks the [`Desk`], whose thread answers when it can.
//! While a session records, the log belongs to the writer's thread. The desk has it write what waits
//! before anything is read, and has it do the deleting.

mod copy;
mod digest;
mod shown;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by ending")]
mod tests;
mod work;

pub(crate) use shown::Shown;

use log_store::Errands;
use scene_graph::{Language, Story};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use viewer_ui::RecordedSession;

/// Wishes that may wait. A person has one at a time.
const QUEUE: usize = 8;

/// What the desk works on.
pub(crate) struct DeskParts {
    pub(crate) story: Arc<Story>,
    pub(crate) log: PathBuf,
    /// Copies go into a new folder in here; `None`: beside the log.
    pub(crate) downloads: Option<PathBuf>,
}

/// What is wished for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    /// Is there anything at all?
    Glance,
    /// The list.
    Read,
    /// Delete all of it.
    Erase,
    /// Save a copy of all of it.
    Save,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Told {
    /// Whether there is anything.
    Any(bool),
    /// The list, and how many records wait to be written.
    List { sessions: Result<Vec<RecordedSession>, String>, waiting: u64 },
    /// How many records were deleted, and whether old bytes may still be on the disk.
    Erased(Result<(u64, bool), String>),
    /// A copy.
    Saved(Result<Copied, String>),
}

/// A copy that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Copied {
    pub(crate) folder: String,
    pub(crate) files: Vec<String>,
    pub(crate) records: u64,
}

struct Order {
    wish: Wish,
    errands: Option<Errands>,
    language: Language,
}

/// The window's side.
pub(crate) struct Desk {
    orders: SyncSender<Order>,
}

impl Desk {
    /// Starts the thread; `tell` is called on it.
    pub(crate) fn start(parts: DeskParts, tell: impl Fn(Told) + Send + 'static) -> std::io::Result<Self> {
        let (orders, inbox) = sync_channel::<Order>(QUEUE);
        std::thread::Builder::new().name("records".to_owned()).spawn(move || {
            for Order { wish, errands, language } in inbox {
                let work = work::Work { parts: &parts, errands: errands.as_ref(), language: &language };
                work.carry_out(wish).into_iter().for_each(&tell);
            }
        })?;
        Ok(Self { orders })
    }

    /// Asks; never waits. `errands`: of the writer, if there is one. `false`: more is waiting than a
    /// person asks for, or the thread is gone.
    pub(crate) fn ask(&self, wish: Wish, errands: Option<Errands>, language: &Language) -> bool {
        let order = Order { wish, errands, language: language.clone() };
        match self.orders.try_send(order) {
            Ok(()) => true,
            Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => false,
        }
    }
}
