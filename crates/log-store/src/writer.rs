//! The writer: records go to disk on a thread of their own, and nobody waits for them.
//!
//! The thread takes whatever has come while it was busy and commits it as one group, so a slow disk
//! makes groups larger instead of queues longer. An [`Ack`] is reported only after the commit's data
//! is on disk. While the log cannot be written (disk full, read-only, locked, not a log) the records
//! wait in memory and are tried again; that is reported once, and once more when it is over.

mod errands;

pub use errands::{Errands, NoErase, Unanswered};

use crate::{SqliteOptions, SqliteStore, Store, StoreError};
use choice_log::{ChainedRecord, Row, SessionId};
use core::time::Duration;
use crossbeam_channel::{Receiver, Sender, TrySendError, after, bounded, never, select};
use errands::Errand;
use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{Builder, JoinHandle};
use std::time::Instant;

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

/// Reports that wait in the writer, at most; then the oldest acknowledgement goes, which a later one
/// of the same session covers.
const MAX_LATE: usize = 64 * 1024;

/// How often reports are offered again to a receiver that is full.
const OFFER_AGAIN: Duration = Duration::from_millis(20);

/// How long a writer that was dropped without [`LogWriter::finish`] still tries.
const FAREWELL: Duration = Duration::from_secs(2);

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
        let worker = Worker {
            open,
            options,
            inbox,
            asked: Some(asked),
            finish_asked,
            report,
            counts: Arc::clone(&counts),
            store: None,
            waiting: VecDeque::new(),
            refused: Vec::new(),
            singly: 0,
            late: VecDeque::new(),
            trouble: None,
            last_trouble: None,
            retry_at: None,
            backoff: options.first_retry,
            finish_by: None,
        };
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

/// The thread's own.
struct Worker {
    open: Opener,
    options: WriterOptions,
    inbox: Receiver<Box<ChainedRecord>>,
    /// `None` once nobody can ask any more.
    asked: Option<Receiver<Errand>>,
    finish_asked: Receiver<Instant>,
    report: Sender<Report>,
    counts: Arc<Counts>,
    store: Option<Box<dyn Store>>,
    /// Not yet on disk, in order.
    waiting: VecDeque<Row>,
    /// Never to be on disk: their place is taken.
    refused: Vec<Row>,
    /// So many of those that wait go one by one.
    singly: usize,
    /// Reports that the receiver had no room for.
    late: VecDeque<Report>,
    /// The trouble that was told and lasts.
    trouble: Option<String>,
    last_trouble: Option<String>,
    retry_at: Option<Instant>,
    backoff: Duration,
    finish_by: Option<Instant>,
}

impl Worker {
    fn run(mut self) -> Summary {
        loop {
            self.offer_late_reports();
            self.collect();
            self.run_errands();
            if let Some(finish_by) = self.finish_by
                && (self.waiting.is_empty() || Instant::now() >= finish_by)
            {
                break;
            }
            if self.waiting.is_empty() || self.retry_at.is_some_and(|at| Instant::now() < at) {
                self.wait();
            } else {
                self.write_group();
            }
        }
        let mut unsaved = self.refused;
        unsaved.extend(self.waiting);
        // Closing the store is part of finishing: SQLite then leaves one tidy file behind.
        drop(self.store);
        self.late.retain(|report| self.report.try_send(report.clone()).is_err());
        let trouble = if unsaved.is_empty() { None } else { self.last_trouble };
        Summary { unsaved, trouble, late: self.late.into(), ..Summary::default() }
    }

    /// Takes what is in the queue, as far as memory allows.
    fn collect(&mut self) {
        while self.finish_by.is_some() || self.waiting.len() < self.options.waiting.max(1) {
            match self.inbox.try_recv() {
                Ok(record) => self.waiting.push_back(Row::Live(record)),
                Err(_) => break,
            }
        }
    }

    /// Until a record comes, or the end, or the time for another try.
    fn wait(&mut self) {
        let now = Instant::now();
        let full = self.waiting.len() >= self.options.waiting.max(1);
        let inbox = if full || self.finish_by.is_some() { never() } else { self.inbox.clone() };
        let finish_asked = if self.finish_by.is_some() { never() } else { self.finish_asked.clone() };
        let mut until = [self.retry_at, self.finish_by].into_iter().flatten().min();
        if !self.late.is_empty() {
            until = Some(until.unwrap_or(now + OFFER_AGAIN).min(now + OFFER_AGAIN));
        }
        let time = until.map_or_else(never, |at| after(at.saturating_duration_since(now)));
        let asked = self.asked.clone().unwrap_or_else(never);
        select! {
            recv(inbox) -> record => match record {
                Ok(record) => self.waiting.push_back(Row::Live(record)),
                Err(_) => self.part(None),
            },
            recv(finish_asked) -> by => self.part(by.ok()),
            recv(asked) -> errand => match errand {
                Ok(errand) => self.run_errand(errand),
                Err(_) => self.asked = None,
            },
            recv(time) -> _ => {}
        }
    }

    /// The end was asked for, or the handle is gone.
    fn part(&mut self, by: Option<Instant>) {
        let by = by.or_else(|| self.finish_asked.try_recv().ok());
        self.finish_by = Some(by.unwrap_or_else(|| Instant::now() + FAREWELL));
        self.retry_at = None;
        self.backoff = self.options.first_retry;
    }

    fn write_group(&mut self) {
        let most = if self.singly > 0 { 1 } else { self.options.group.max(1) };
        let group = self.waiting.len().min(most);
        self.singly = self.singly.saturating_sub(1);
        let rows = &self.waiting.make_contiguous()[..group];
        let result = match &mut self.store {
            Some(store) => store.append(rows),
            None => (self.open)().and_then(|mut store| {
                let result = store.append(rows);
                self.store = Some(store);
                result
            }),
        };
        match result {
            Ok(_) => self.stored(group),
            // Which of the group it is shows when they go one by one.
            Err(StoreError::Conflict { .. }) if group > 1 => self.singly = group,
            Err(error @ StoreError::Conflict { session_id, .. }) => self.refuse(session_id, &error),
            Err(error) => self.failed(&error),
        }
    }

    fn stored(&mut self, group: usize) {
        self.counts.stored.fetch_add(group as u64, Ordering::AcqRel);
        let acks: Vec<Ack> = self
            .waiting
            .drain(..group)
            .map(|row| row.frame())
            .map(|frame| Ack { session_id: frame.session_id, seq: frame.seq })
            .collect();
        for ack in acks {
            self.tell(Report::Stored(ack));
        }
        self.retry_at = None;
        self.backoff = self.options.first_retry;
        if self.waiting.is_empty() && self.trouble.take().is_some() {
            self.tell(Report::Recovered);
        }
    }

    /// This session cannot go on in this log; the others can.
    fn refuse(&mut self, session: SessionId, error: &StoreError) {
        let (refused, kept): (Vec<_>, Vec<_>) =
            self.waiting.drain(..).partition(|row| row.frame().session_id == session);
        self.refused.extend(refused);
        self.waiting = kept.into();
        self.tell_trouble(error.to_string(), self.refused.len());
    }

    fn failed(&mut self, error: &StoreError) {
        tracing::warn!(%error, waiting = self.waiting.len(), "the choice log cannot be written");
        // Opened anew the next time: the path may lead to another, better file by then.
        self.store = None;
        let message = error.to_string();
        if self.trouble.as_ref() != Some(&message) {
            self.trouble = Some(message.clone());
            self.tell_trouble(message, self.waiting.len());
        }
        if self.finish_by.is_some() && !error.is_retryable() {
            // Trying again until the deadline would change nothing, and somebody waits.
            self.finish_by = Some(Instant::now());
        }
        self.retry_at = Some(Instant::now() + self.backoff);
        self.backoff = (self.backoff * 2).min(self.options.longest_retry);
    }

    fn tell_trouble(&mut self, message: String, waiting: usize) {
        self.last_trouble = Some(message.clone());
        self.tell(Report::Trouble(LogTrouble { message, waiting }));
    }

    fn tell(&mut self, report: Report) {
        self.late.push_back(report);
        self.offer_late_reports();
        if self.late.len() > MAX_LATE
            && let Some(oldest) = self.late.iter().position(|report| matches!(report, Report::Stored(_)))
        {
            self.late.remove(oldest);
        }
    }

    fn offer_late_reports(&mut self) {
        while let Some(report) = self.late.pop_front() {
            if let Err(TrySendError::Full(report)) = self.report.try_send(report) {
                self.late.push_front(report);
                break;
            }
        }
    }
}
