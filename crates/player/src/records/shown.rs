//! What the page "what was recorded" shows at the moment.

use super::{Copied, Told};
use choice_log::Consent;
use viewer_ui::{Outcome, RecordedList, RecordedSession};

/// The page's state, in the window's hands.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    /// The page is open.
    pub(crate) open: bool,
    /// The story was playing when the page opened: it goes on when it closes.
    pub(crate) paused_for_it: bool,
    /// Something of earlier sessions is stored.
    pub(crate) any: bool,
    /// `None`: it is being read.
    sessions: Option<Result<Vec<RecordedSession>, String>>,
    pub(crate) waiting: u64,
    pub(crate) busy: bool,
    outcome: Option<OwnedOutcome>,
    /// Recorded again once everything before is deleted: the scopes and the viewer's name.
    pub(crate) record_again: Option<(Consent, Option<String>)>,
}

#[derive(Debug)]
enum OwnedOutcome {
    Erased { records: u64, bytes_may_stay: bool },
    NotErased(String),
    Saved(Copied),
    NotSaved(String),
}

impl Shown {
    /// The page opens.
    pub(crate) fn begin(&mut self) {
        self.open = true;
        self.sessions = None;
        self.waiting = 0;
        self.outcome = None;
    }

    /// Something was asked for that takes a moment.
    pub(crate) fn wait(&mut self) {
        self.busy = true;
        self.outcome = None;
    }

    /// Takes what the desk tells.
    pub(crate) fn take(&mut self, told: Told) {
        match told {
            Told::Any(any) => self.any = any,
            Told::List { sessions, waiting } => {
                self.any = waiting > 0 || sessions.as_ref().map_or(true, |sessions| !sessions.is_empty());
                self.sessions = Some(sessions);
                self.waiting = waiting;
            }
            Told::Erased(result) => {
                self.busy = false;
                self.outcome = Some(match result {
                    Ok((records, bytes_may_stay)) => OwnedOutcome::Erased { records, bytes_may_stay },
                    Err(message) => OwnedOutcome::NotErased(message),
                });
            }
            Told::Saved(result) => {
                self.busy = false;
                self.outcome = Some(match result {
                    Ok(copied) => OwnedOutcome::Saved(copied),
                    Err(message) => OwnedOutcome::NotSaved(message),
                });
            }
        }
    }

    /// The list, for the page.
    pub(crate) fn list(&self) -> RecordedList<'_> {
        match &self.sessions {
            None => RecordedList::Reading,
            Some(Ok(sessions)) => RecordedList::Found(sessions),
            Some(Err(message)) => RecordedList::Unreadable(message),
        }
    }

    /// What became of what was asked for, for the page.
    pub(crate) fn outcome(&self) -> Option<Outcome<'_>> {
        Some(match self.outcome.as_ref()? {
            OwnedOutcome::Erased { records, bytes_may_stay } => {
                Outcome::Erased { records: *records, bytes_may_stay: *bytes_may_stay }
            }
            OwnedOutcome::NotErased(message) => Outcome::NotErased(message),
            OwnedOutcome::Saved(copied) => {
                Outcome::Saved { folder: &copied.folder, files: &copied.files, records: copied.records }
            }
            OwnedOutcome::NotSaved(message) => Outcome::NotSaved(message),
        })
    }
}
