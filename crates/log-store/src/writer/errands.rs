//! What is asked of the writer's thread beside writing: between two groups of records, after all that
//! were submitted before, so that nobody sees or erases half of what was recorded.

use super::Worker;
use crate::StoreError;
use crate::store::{EraseBy, Receipt};
use choice_log::{Row, SessionId};
use core::time::Duration;
use crossbeam_channel::{Receiver, Sender, bounded};
use std::collections::BTreeSet;

/// Errands that may wait.
const QUEUE: usize = 8;

/// Asks the writer's thread. Its methods wait: they are for a thread that may.
#[derive(Clone)]
pub struct Errands {
    sender: Sender<Errand>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unanswered {
    /// The writer has ended, and with it the need to ask it: open the log.
    #[error("the choice log's writer has ended")]
    Ended,
    /// It is too busy, or its disk hangs. What was asked may still be done.
    #[error("the disk of the choice log does not answer; try again in a moment")]
    Busy,
}

/// Why nothing was erased.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoErase {
    /// The writer did not answer.
    #[error(transparent)]
    Unanswered(#[from] Unanswered),
    /// The log refused. Records that still waited in memory are gone all the same.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is asked.
pub(super) enum Errand {
    /// Write what waits, and say how many records still do.
    Settle(Sender<usize>),
    /// Erase, also what waits.
    Erase { by: EraseBy, at_unix_ms: u64, answer: Sender<Result<Receipt, StoreError>> },
}

pub(super) fn channel() -> (Errands, Receiver<Errand>) {
    let (sender, receiver) = bounded(QUEUE);
    (Errands { sender }, receiver)
}

impl Errands {
    /// Waits until everything that was submitted before is on disk, and gives the number of records
    /// that are not because the log cannot be written at the moment.
    ///
    /// # Errors
    /// [`Unanswered`] after `timeout`.
    pub fn settle(&self, timeout: Duration) -> Result<usize, Unanswered> {
        self.ask(timeout, Errand::Settle)
    }

    /// Erases as [`crate::Store::erase`] does, and takes what the records say that still wait in memory:
    /// nothing that was submitted before this call is ever read again.
    ///
    /// # Errors
    /// [`NoErase`].
    pub fn erase(&self, by: EraseBy, at_unix_ms: u64, timeout: Duration) -> Result<Receipt, NoErase> {
        Ok(self.ask(timeout, |answer| Errand::Erase { by, at_unix_ms, answer })??)
    }

    fn ask<T>(&self, timeout: Duration, errand: impl FnOnce(Sender<T>) -> Errand) -> Result<T, Unanswered> {
        let (answer, answered) = bounded(1);
        self.sender
            .send_timeout(errand(answer), timeout)
            .map_err(|error| if error.is_disconnected() { Unanswered::Ended } else { Unanswered::Busy })?;
        answered
            .recv_timeout(timeout)
            .map_err(|error| if error.is_disconnected() { Unanswered::Ended } else { Unanswered::Busy })
    }
}

impl Worker {
    /// Runs what was asked.
    pub(super) fn run_errands(&mut self) {
        while let Some(Ok(errand)) = self.ends.asked.as_ref().map(Receiver::try_recv) {
            self.run_errand(errand);
        }
    }

    pub(super) fn run_errand(&mut self, errand: Errand) {
        // Submitted before it was asked: they are in the queue.
        self.collect();
        // Who asked may be gone: then nobody needs the answer.
        match errand {
            Errand::Settle(answer) => {
                self.write_all();
                let _ = answer.send(self.waiting.len());
            }
            Errand::Erase { by, at_unix_ms, answer } => {
                let erased = self.erase(&by, at_unix_ms);
                let _ = answer.send(erased);
            }
        }
    }

    /// Writes until nothing waits or the log refuses, without waiting for the next try's time.
    fn write_all(&mut self) {
        self.retry_at = None;
        while !self.waiting.is_empty() && self.retry_at.is_none() {
            self.write_group();
        }
    }

    fn erase(&mut self, by: &EraseBy, at_unix_ms: u64) -> Result<Receipt, StoreError> {
        self.write_all();
        self.blank_waiting(by);
        let result = match &mut self.store {
            Some(store) => store.erase(by, at_unix_ms),
            None => (self.ends.open)().and_then(|mut store| {
                let result = store.erase(by, at_unix_ms);
                self.store = Some(store);
                result
            }),
        };
        if let Err(error) = &result {
            tracing::warn!(%error, "the choice log could not be erased");
            self.store = None;
        }
        result
    }

    /// What waits of the sessions asked for goes to disk as erased, so that their chains stay whole.
    fn blank_waiting(&mut self, by: &EraseBy) {
        let meant = |row: &Row| match (by, row.record()) {
            (EraseBy::Session(id), _) => row.frame().session_id == *id,
            (EraseBy::Viewer(key), Some(record)) => record.viewer_key.as_ref() == Some(key),
            (EraseBy::Own(story), Some(record)) => record.story_id == *story,
            (_, None) => false,
        };
        let rows = self.waiting.iter().chain(&self.refused);
        let sessions: BTreeSet<SessionId> =
            rows.filter(|row| meant(row)).map(|row| row.frame().session_id).collect();
        for row in self.waiting.iter_mut().chain(&mut self.refused) {
            if sessions.contains(&row.frame().session_id) {
                *row = Row::Erased(row.frame());
            }
        }
    }
}
