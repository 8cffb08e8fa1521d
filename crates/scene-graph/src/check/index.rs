//! The import index: there, up to date, and what it says of damage inside clips.

use super::{Checker, Topic};
use crate::diagnostic::{At, Code, codes};
use crate::media_files::{IndexFact, MediaFact, Named};

/// Files that a note names; more are counted.
const NAMED: usize = 3;

impl Checker<'_> {
    pub(super) fn damage(&mut self, named: &Named<'_, '_>) {
        self.topic = Topic::Indexes;
        let fact = self.facts.and_then(|facts| facts.indexes.get(named.file));
        if let Some(IndexFact::Read { fault: Some(fault) }) = fact {
            let message = format!("the file \"{}\" is damaged part-way: {fault}", named.file);
            let remedy = "export it again and look at it to its end";
            self.report_file(codes::DAMAGED_INSIDE, named.at, named.file, message, remedy);
        }
    }

    pub(super) fn index_notes(&mut self) {
        self.topic = Topic::Indexes;
        let Some(facts) = self.facts else { return };
        let mut missing = Vec::new();
        let mut stale = Vec::new();
        for (file, fact) in &facts.indexes {
            if matches!(
                facts.files.get(file),
                Some(MediaFact::Missing { .. } | MediaFact::Undecodable { .. })
            ) {
                // It is told as such, and needs no index.
                continue;
            }
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
        self.report(code, At::story(), message, "run 'edamichi index' on the story");
    }
}
