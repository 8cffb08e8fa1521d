//! The import index: there, up to date, and what it says of damage inside clips.

use super::Checker;
use crate::diagnostic::{Code, Place, codes};
use crate::media_files::{IndexFact, media_files};

/// Files that a note names; more are counted.
const NAMED: usize = 3;

impl Checker<'_> {
    pub(super) fn index(&mut self) {
        let Some(facts) = self.facts else { return };
        for named in media_files(self.story) {
            if let Some(IndexFact::Read { fault: Some(fault) }) = facts.indexes.get(named.file) {
                let message = format!("the file \"{}\" is damaged part-way: {fault}", named.file);
                let remedy = "export it again and look at it to its end";
                self.report(codes::DAMAGED_INSIDE, named.place, message, remedy);
            }
        }
        let mut missing = Vec::new();
        let mut stale = Vec::new();
        for (file, fact) in &facts.indexes {
            match fact {
                IndexFact::Read { .. } => {}
                IndexFact::Missing => missing.push(format!("\"{file}\"")),
                IndexFact::Stale { reason } => stale.push(format!("\"{file}\" ({reason})")),
            }
        }
        self.index_note(codes::NOT_INDEXED, "without an import index", &missing);
        self.index_note(codes::STALE_INDEX, "with a stale import index", &stale);
    }

    fn index_note(&mut self, code: Code, what: &str, files: &[String]) {
        if files.is_empty() {
            return;
        }
        let named = files.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        let more = match files.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        let plural = if files.len() == 1 { "file" } else { "files" };
        let message = format!("{} media {plural} {what}: {named}{more}", files.len());
        self.report(code, Place::story(), message, "run 'edamichi index' on the story");
    }
}
