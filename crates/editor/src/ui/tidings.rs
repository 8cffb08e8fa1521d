//! What became of files, in the window's words.

use super::words::{Value, Word, Words};
use super::workspace::{NoteKind, Tiding};
use crate::files::{OpenError, Remedy, SaveError};
use crate::work::Prepared;
use story_source::SourceError;

impl Words {
    /// How it is meant, and what it says.
    pub(super) fn tiding(&self, tiding: &Tiding) -> (NoteKind, String) {
        let path = |word, name, path: &std::path::Path| {
            self.with(word, &[(name, Value::Text(&path.display().to_string()))])
        };
        match tiding {
            Tiding::Written(file) => (NoteKind::Done, path(Word::NoteWritten, "path", file)),
            Tiding::Taken(folder) => (NoteKind::Trouble, path(Word::NoteTaken, "folder", folder)),
            Tiding::NotSaved(error) => (NoteKind::Trouble, self.not_saved(error, Word::SaveDisk)),
            Tiding::NoLayout(error) => (NoteKind::Trouble, self.not_saved(error, Word::SaveLayout)),
            Tiding::OpenElsewhere => (NoteKind::Trouble, self.get(Word::SaveElsewhereOpen)),
            Tiding::StillElsewhere => (NoteKind::Info, self.get(Word::TidingStillElsewhere)),
            Tiding::Yours => (NoteKind::Done, self.get(Word::TidingYours)),
            Tiding::NotOpened(error) => (NoteKind::Trouble, self.not_opened(error)),
            Tiding::Followed => (NoteKind::Info, self.get(Word::TidingFollowed)),
            Tiding::Updated => (NoteKind::Info, self.get(Word::TidingUpdated)),
            Tiding::Cards => (NoteKind::Info, self.get(Word::TidingCards)),
            Tiding::Unkept(reason) => {
                (NoteKind::Trouble, self.with(Word::TidingUnkept, &[("reason", Value::Text(reason))]))
            }
            Tiding::Prepared(prepared) => self.prepared(prepared),
            Tiding::NotPrepared(reason) => {
                (NoteKind::Trouble, self.with(Word::TidingNotPrepared, &[("reason", Value::Text(reason))]))
            }
            Tiding::Kept => (NoteKind::Done, self.get(Word::TidingKept)),
        }
    }

    fn prepared(&self, prepared: &Prepared) -> (NoteKind, String) {
        let count = |count: usize| [("count", Value::count(count))];
        if prepared.is_stopped {
            return (NoteKind::Info, self.with(Word::TidingPreparedPart, &count(prepared.read)));
        }
        if !prepared.failed.is_empty() {
            let files = prepared.failed.join(", ");
            return (
                NoteKind::Trouble,
                self.with(Word::TidingPreparedNot, &[("files", Value::Text(&files))]),
            );
        }
        let word = match prepared.read {
            0 => Word::TidingPreparedBefore,
            _ if prepared.is_in_cache => Word::TidingPreparedHere,
            _ => Word::TidingPrepared,
        };
        (NoteKind::Done, self.with(word, &count(prepared.read)))
    }

    fn not_saved(&self, error: &SaveError, disk: Word) -> String {
        match error {
            SaveError::Changed { file, .. } => self.with(Word::SaveChanged, &[("file", Value::Text(file))]),
            SaveError::Claimed { file } => self.with(Word::SaveClaimed, &[("file", Value::Text(file))]),
            SaveError::Disk { file, reason, remedy } => {
                let remedy = self.get(match remedy {
                    Remedy::Allow => Word::RemedyAllow,
                    Remedy::MakeRoom => Word::RemedyRoom,
                    Remedy::BringBack => Word::RemedyFolder,
                    Remedy::ReplaceLink => Word::RemedyLink,
                    Remedy::SaveElsewhere => Word::RemedyElsewhere,
                });
                let values = [("file", file), ("reason", reason), ("remedy", &remedy)];
                self.with(disk, &values.map(|(name, text)| (name, Value::Text(text))))
            }
        }
    }

    fn not_opened(&self, error: &OpenError) -> String {
        let file = |word, file: &str| self.with(word, &[("file", Value::Text(file))]);
        match error {
            OpenError::Source(SourceError::Missing { path }) => file(Word::OpenMissing, path),
            OpenError::Source(SourceError::NoStory { path }) => file(Word::OpenNoStory, path),
            OpenError::Source(SourceError::NoPermission { path }) => file(Word::OpenNoPermission, path),
            OpenError::Source(other) => {
                self.with(Word::OpenOther, &[("reason", Value::Text(&other.to_string()))])
            }
            OpenError::Unreadable { file, reason, remedy } => {
                let reason = format!("{reason}. {remedy}");
                let values = [("file", Value::Text(file)), ("reason", Value::Text(&reason))];
                self.with(Word::OpenUnreadable, &values)
            }
        }
    }
}
