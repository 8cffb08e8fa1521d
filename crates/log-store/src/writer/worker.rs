//! The writer's thread: takes, commits in groups, tries again.

use super::errands::Errand;
use super::{Ack, Counts, LogTrouble, Opener, Report, Summary, WriterOptions};
use crate::{Store, StoreError};
use choice_log::{ChainedRecord, Row, SessionId};
use core::time::Duration;
use crossbeam_channel::{Receiver, Sender, TrySendError, after, never, select};
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

/// Reports that wait in the writer, at most; then the oldest acknowledgement goes, which a later one
/// of the same session covers.
const MAX_LATE: usize = 64 * 1024;

/// How often reports are offered again to a receiver that is full.
const OFFER_AGAIN: Duration = Duration::from_millis(20);

/// How long a writer that was dropped without [`LogWriter::finish`] still tries.
const FAREWELL: Duration = Duration::from_secs(2);

/// The thread's own.
pub(super) struct Worker {
    pub(super) ends: Ends,
    options: WriterOptions,
    pub(super) store: Option<Box<dyn Store>>,
    /// Not yet on disk, in order.
    pub(super) waiting: VecDeque<Row>,
    /// Never to be on disk: their place is taken.
    pub(super) refused: Vec<Row>,
    /// So many of those that wait go one by one.
    singly: usize,
    /// Reports that the receiver had no room for.
    late: VecDeque<Report>,
    /// The trouble that was told and lasts.
    trouble: Option<String>,
    last_trouble: Option<String>,
    pub(super) retry_at: Option<Instant>,
    backoff: Duration,
    finish_by: Option<Instant>,
}

/// What it is connected with.
pub(super) struct Ends {
    pub(super) open: Opener,
    pub(super) inbox: Receiver<Box<ChainedRecord>>,
    /// `None` once nobody can ask any more.
    pub(super) asked: Option<Receiver<Errand>>,
    pub(super) finish_asked: Receiver<Instant>,
    pub(super) report: Sender<Report>,
    pub(super) counts: Arc<Counts>,
}

impl Worker {
    pub(super) fn new(ends: Ends, options: WriterOptions) -> Self {
        Self {
            ends,
            options,
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
        }
    }

    /// Until everything is written, or the time to finish is over.
    pub(super) fn run(mut self) -> Summary {
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
        self.late.retain(|report| self.ends.report.try_send(report.clone()).is_err());
        let trouble = if unsaved.is_empty() { None } else { self.last_trouble };
        Summary { unsaved, trouble, late: self.late.into(), ..Summary::default() }
    }

    /// Takes what is in the queue, as far as memory allows.
    pub(super) fn collect(&mut self) {
        while self.finish_by.is_some() || self.waiting.len() < self.options.waiting.max(1) {
            match self.ends.inbox.try_recv() {
                Ok(record) => self.waiting.push_back(Row::Live(record)),
                Err(_) => break,
            }
        }
    }

    /// Until a record comes, or the end, or the time for another try.
    fn wait(&mut self) {
        let now = Instant::now();
        let full = self.waiting.len() >= self.options.waiting.max(1);
        let inbox = if full || self.finish_by.is_some() { never() } else { self.ends.inbox.clone() };
        let finish_asked = if self.finish_by.is_some() { never() } else { self.ends.finish_asked.clone() };
        let mut until = [self.retry_at, self.finish_by].into_iter().flatten().min();
        if !self.late.is_empty() {
            until = Some(until.unwrap_or(now + OFFER_AGAIN).min(now + OFFER_AGAIN));
        }
        let time = until.map_or_else(never, |at| after(at.saturating_duration_since(now)));
        let asked = self.ends.asked.clone().unwrap_or_else(never);
        select! {
            recv(inbox) -> record => match record {
                Ok(record) => self.waiting.push_back(Row::Live(record)),
                Err(_) => self.part(None),
            },
            recv(finish_asked) -> by => self.part(by.ok()),
            recv(asked) -> errand => match errand {
                Ok(errand) => self.run_errand(errand),
                Err(_) => self.ends.asked = None,
            },
            recv(time) -> _ => {}
        }
    }

    /// The end was asked for, or the handle is gone.
    fn part(&mut self, by: Option<Instant>) {
        let by = by.or_else(|| self.ends.finish_asked.try_recv().ok());
        self.finish_by = Some(by.unwrap_or_else(|| Instant::now() + FAREWELL));
        self.retry_at = None;
        self.backoff = self.options.first_retry;
    }

    pub(super) fn write_group(&mut self) {
        let most = if self.singly > 0 { 1 } else { self.options.group.max(1) };
        let group = self.waiting.len().min(most);
        self.singly = self.singly.saturating_sub(1);
        let rows = &self.waiting.make_contiguous()[..group];
        let result = match &mut self.store {
            Some(store) => store.append(rows),
            None => (self.ends.open)().and_then(|mut store| {
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
        self.ends.counts.stored.fetch_add(group as u64, Ordering::AcqRel);
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
            if let Err(TrySendError::Full(report)) = self.ends.report.try_send(report) {
                self.late.push_front(report);
                break;
            }
        }
    }
}
