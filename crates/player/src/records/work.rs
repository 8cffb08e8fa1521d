//! The desk's work, one wish at a time.

use super::{Copied, DeskParts, Told, Wish, copy, digest};
use choice_log::FoundRow;
use core::ops::ControlFlow;
use log_store::{
    EraseBy, Errands, NoErase, Receipt, SqliteOptions, SqliteStore, Store, StoreError, Unanswered, Which,
};
use scene_graph::Language;
use std::time::{Duration, SystemTime};
use viewer_ui::RecordedSession;

/// How long the writer may take before a person is told that its disk does not answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// The list is for reading: older sessions than these are in the copy.
const MOST_SESSIONS: usize = 100;

pub(super) struct Work<'a> {
    pub(super) parts: &'a DeskParts,
    pub(super) errands: Option<&'a Errands>,
    pub(super) language: &'a Language,
}

impl Work<'_> {
    /// Does what was asked; what there is to tell of it.
    pub(super) fn carry_out(&self, wish: Wish) -> Vec<Told> {
        match wish {
            Wish::Glance => vec![Told::Any(self.has_any())],
            Wish::Read => vec![self.list()],
            Wish::Erase => vec![Told::Erased(self.erase()), self.list()],
            Wish::Save => vec![Told::Saved(self.save())],
        }
    }

    fn which(&self) -> Which {
        Which::Own(self.parts.story.id.to_string())
    }

    /// Has the writer write what waits; gives what still does.
    fn settle(&self) -> u64 {
        let waiting = match self.errands.map(|errands| errands.settle(PATIENCE)) {
            None | Some(Err(Unanswered::Ended)) => 0,
            Some(Ok(waiting)) => waiting,
            // At least one: that is why it does not answer.
            Some(Err(Unanswered::Busy)) => 1,
        };
        waiting as u64
    }

    /// The log to read; `None`: there is none.
    fn open(&self) -> Result<Option<SqliteStore>, StoreError> {
        match SqliteStore::open_read_only(&self.parts.log) {
            Ok(store) => Ok(Some(store)),
            Err(StoreError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn has_any(&self) -> bool {
        let look = || -> Result<bool, StoreError> {
            let Some(mut store) = self.open()? else { return Ok(false) };
            let mut any = false;
            store.each_session(&self.which(), &mut |session| {
                any |= digest::says_something(&session);
                if any { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })?;
            Ok(any)
        };
        look().unwrap_or_else(|error| {
            // Who asks for the list is told why it cannot be read.
            tracing::info!("whether anything was recorded cannot be read: {error}");
            true
        })
    }

    fn list(&self) -> Told {
        let waiting = self.settle();
        Told::List { sessions: self.sessions().map_err(|error| error.to_string()), waiting }
    }

    fn sessions(&self) -> Result<Vec<RecordedSession>, StoreError> {
        let Some(mut store) = self.open()? else { return Ok(Vec::new()) };
        let mut sessions = Vec::new();
        store.each_session(&self.which(), &mut |session| {
            if digest::says_something(&session) {
                if sessions.len() == MOST_SESSIONS {
                    sessions.remove(0);
                }
                sessions.push(digest::session(&session, &self.parts.story, self.language));
            }
            ControlFlow::Continue(())
        })?;
        sessions.reverse();
        Ok(sessions)
    }

    /// Deletes by the writer where there is one, so that nothing that waits is written afterwards.
    fn erase(&self) -> Result<(u64, bool), String> {
        let by = EraseBy::Own(self.parts.story.id.to_string());
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let at = u64::try_from(now.as_millis()).unwrap_or(u64::MAX);
        let receipt = match self.errands.map(|errands| errands.erase(by.clone(), at, PATIENCE)) {
            Some(Ok(receipt)) => Some(receipt),
            None | Some(Err(NoErase::Unanswered(Unanswered::Ended))) => self.erase_alone(&by, at)?,
            Some(Err(error)) => return Err(error.to_string()),
        };
        let receipt = receipt.map(|receipt| (receipt.records() as u64, !receipt.bytes_gone));
        Ok(receipt.unwrap_or_default())
    }

    fn erase_alone(&self, by: &EraseBy, at: u64) -> Result<Option<Receipt>, String> {
        let erase = || match SqliteStore::open_existing(&self.parts.log, SqliteOptions::default()) {
            Ok(mut store) => store.erase(by, at).map(Some),
            Err(StoreError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        };
        erase().map_err(|error| error.to_string())
    }

    fn save(&self) -> Result<Copied, String> {
        if self.settle() > 0 {
            return Err(Unanswered::Busy.to_string());
        }
        let sessions = self.sessions().map_err(|error| error.to_string())?;
        let mut store = match self.open() {
            Ok(Some(store)) => store,
            Ok(None) => return Err("there is nothing to save".to_owned()),
            Err(error) => return Err(error.to_string()),
        };
        copy::save(self.parts, &mut store, &self.which(), &sessions, self.language)
            .map_err(|error| error.to_string())
    }
}

/// Whether a row still says something, or is damaged.
pub(super) fn is_content(found: &FoundRow) -> bool {
    match found {
        FoundRow::Row(row) => row.record().is_some(),
        FoundRow::Damaged { .. } => true,
    }
}
