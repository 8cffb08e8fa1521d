//! The writer: records go to disk on a thread of their own, and nobody waits for them.
//!
//! The thread takes whatever has come while it was busy and commits it as one group, so a slow disk
//! makes groups larger instead of queues longer. An [`Ack`] is reported only after the commit's data
//! is on disk. While the log cannot be written (disk full, read-only, locked, not a log) the records
//! wait in memory and are tried again; that is reported once, and once more when it is over.

mod errands;
mod worker;

pub use errands::{Errands, NoErase, Unanswered};

use crate::{SqliteOptions, SqliteStore, Store, StoreError};
use choice_log::{ChainedRecord, Row, SessionId};
use core::time::Duration;
use crossbeam_channel::{Receiver, Sender, TrySendError, bounded};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{Builder, JoinHandle};
use std::time::Instant;
use worker::{Ends, Worker};

/// Opens the store, again after each failure. Called on the writer's thread only.
pub type Opener = Box<dyn FnMut() -> Result<Box<dyn Store>, StoreError> + Send>;

/// Records up to this one of its session are on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ack {
    /// Which session.
    pub session_id: SessionId,
    /// The record's number there.
    pub seq: u64,
}

/// The log cannot be written at the moment; playing goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogTrouble {
    /// For the viewer: what happened, what to do, which file.
    pub message: String,
    /// Records that wait in memory for it to end.
    pub waiting: usize,
}

/// What the writer tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// On disk.
    Stored(Ack),
    /// Not on disk. Told once for each kind of trouble.
    Trouble(LogTrouble),
    /// The trouble is over, everything that waited is on disk.
    Recovered,
}

/// The writer cannot take a record; it is given back.
///
/// Records of its session that come later cannot be stored without it (the chain would have a gap),
/// so the caller keeps it and submits it again before any other, or stops recording that session.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejected {
    /// The log has been in trouble for so long that queue and memory are full.
    #[error("the choice log cannot be written, and no more records can wait in memory")]
    Full(Box<ChainedRecord>),
    /// The writer's thread is gone.
    #[error("the choice log's writer has ended")]
    Ended(Box<ChainedRecord>),
}

/// What became of the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Records on disk.
    pub stored: u64,
    /// Records that are not, for as far as they are still at hand.
    pub unsaved: Vec<Row>,
    /// How many are not: more than `unsaved` holds if the disk did not answer in time.
    pub unsaved_count: u64,
    /// Why, for a person; the last trouble told.
    pub trouble: Option<String>,
    /// Reports that nobody took from the receiver, in order.
    pub late: Vec<Report>,
}

/// How the writer works. The defaults fit a player.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriterOptions {
    /// Records that may stand in the queue.
    pub queue: usize,
    /// Records that may wait in memory during trouble, beyond the queue.
    pub waiting: usize,
    /// Records in one commit, at most.
    pub group: usize,
    /// Reports that may wait for the receiver. Beyond, they wait in the writer.
    pub reports: usize,
    /// From a failure to the first new try; doubles from try to try.
    pub first_retry: Duration,
    /// The longest wait between tries.
    pub longest_retry: Duration,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self {
            queue: 1024,
            waiting: 16 * 1024,
            group: 512,
            reports: 4096,
            first_retry: Duration::from_millis(100),
            longest_retry: Duration::from_secs(5),
        }
    }
}

/// A handle on the writer's thread.
pub struct LogWriter {
    queue: Sender<Box<ChainedRecord>>,
    finish: Sender<Instant>,
    reports: Receiver<Report>,
    summary: Receiver<Summary>,
    counts: Arc<Counts>,
    errands: Errands,
    thread: JoinHandle<()>,
}

/// Shared by handle and thread.
#[derive(Default)]
struct Counts {
    submitted: AtomicU64,
    stored: AtomicU64,
}

impl LogWriter {
    /// A writer into the SQLite log at `path`, of records that are made here
    /// ([`SqliteOptions::own`]). No file is made or opened before the first record.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(path: PathBuf, options: WriterOptions) -> io::Result<Self> {
        // The thread tries again by itself: a short wait keeps it able to finish in time.
        let sqlite =
            SqliteOptions { lock_timeout: Duration::from_secs(1), own: true, ..SqliteOptions::default() };
        Self::with_opener(
            Box::new(move || Ok(Box::new(SqliteStore::open(&path, sqlite)?) as Box<dyn Store>)),
            options,
        )
    }

    /// A writer into any store.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn with_opener(open: Opener, options: WriterOptions) -> io::Result<Self> {
        let (queue, inbox) = bounded(options.queue.max(1));
        let (finish, finish_asked) = bounded(1);
        let (report, reports) = bounded(options.reports.max(1));
        let (summarise, summary) = bounded(1);
        let counts = Arc::new(Counts::default());
        let (errands, asked) = errands::channel();
        let ends =
            Ends { open, inbox, asked: Some(asked), finish_asked, report, counts: Arc::clone(&counts) };
        let worker = Worker::new(ends, options);
        let thread = Builder::new().name("log-writer".to_owned()).spawn(move || {
            // Nobody listens any more if the handle was dropped: then the summary is for nobody.
            let _ = summarise.send(worker.run());
        })?;
        Ok(Self { queue, finish, reports, summary, counts, errands, thread })
    }

    /// Hands over a record; never waits. A session's records come in the order of their numbers.
    ///
    /// # Errors
    /// [`Rejected`] gives the record back.
    pub fn submit(&self, record: ChainedRecord) -> Result<(), Rejected> {
        match self.queue.try_send(Box::new(record)) {
            Ok(()) => {
                self.counts.submitted.fetch_add(1, Ordering::Relaxed);
                Ok(())
            }
            Err(TrySendError::Full(record)) => Err(Rejected::Full(record)),
            Err(TrySendError::Disconnected(record)) => Err(Rejected::Ended(record)),
        }
    }

    /// Where reports come out. Clones share one stream: each report comes out once.
    #[must_use]
    pub const fn reports(&self) -> &Receiver<Report> {
        &self.reports
    }

    /// For whoever may wait: asks something of the writer's thread. Works until the writer ends.
    #[must_use]
    pub fn errands(&self) -> Errands {
        self.errands.clone()
    }

    /// Writes what is left and ends. Waits for at most about `timeout`; does not hang on a dead disk.
    #[must_use]
    pub fn finish(self, timeout: Duration) -> Summary {
        let Self { queue, finish, reports, summary, counts, thread, errands: _ } = self;
        let _ = finish.send(Instant::now() + timeout);
        drop(queue);
        // The thread keeps the deadline unless the disk itself hangs; then it is left behind.
        let mut answer = match summary.recv_timeout(timeout + Duration::from_secs(3)) {
            Ok(answer) => {
                let _ = thread.join();
                answer
            }
            Err(_) => Summary {
                trouble: Some("the disk of the choice log does not answer".to_owned()),
                ..Summary::default()
            },
        };
        answer.stored = counts.stored.load(Ordering::Acquire);
        answer.unsaved_count = counts.submitted.load(Ordering::Acquire).saturating_sub(answer.stored);
        let late: Vec<Report> = reports.try_iter().chain(answer.late).collect();
        Summary { late, ..answer }
    }
}
