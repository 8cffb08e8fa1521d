//! What the author's window asks about import indexes.

use super::indexing::{Outcome, Watch, read_through};
use super::shelf::{Kept, Shelf, folder_facts};
use decoder::Progress;
use editor::work::{ClipIndexes, FolderFacts, Prepared, Preparing};
use std::ops::ControlFlow;
use std::path::Path;
use story_source::StoryFolder;

/// The import indexes beside a story and in the user's cache.
pub(super) struct Indexes;

impl ClipIndexes for Indexes {
    fn facts(&self, folder: &Path, files: &[String]) -> FolderFacts {
        match StoryFolder::open(folder) {
            Ok(source) => folder_facts(&source, files.iter().map(String::as_str)),
            // That it cannot be opened is told by what opens it.
            Err(_) => FolderFacts::default(),
        }
    }

    fn prepare(
        &self,
        folder: &Path,
        files: &[String],
        tell: &mut dyn FnMut(Preparing) -> ControlFlow<()>,
    ) -> Result<Prepared, String> {
        let source = StoryFolder::open(folder).map_err(|error| error.to_string())?;
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let mut watch = Teller { tell, at: Preparing::default() };
        let indexed = read_through(&source, &Shelf::open(&source), &files, false, &mut watch)
            .map_err(|error| format!("{error:#}"))?;
        let mut prepared = Prepared {
            is_in_cache: indexed.kept == Kept::InCache,
            is_stopped: indexed.stopped,
            ..Prepared::default()
        };
        for (file, outcome) in &indexed.outcomes {
            match outcome {
                Outcome::Made(_) => prepared.read += 1,
                Outcome::Kept(_) => {}
                Outcome::Failed(_) => prepared.failed.push((*file).to_owned()),
            }
        }
        Ok(prepared)
    }
}

/// Tells the window.
struct Teller<'a> {
    tell: &'a mut dyn FnMut(Preparing) -> ControlFlow<()>,
    at: Preparing,
}

impl Watch for Teller<'_> {
    fn next(&mut self, _: &str, number: usize, count: usize) -> ControlFlow<()> {
        self.at = Preparing { number, count, share: 0.0 };
        (self.tell)(self.at)
    }

    fn tell(&mut self, at: Progress) -> ControlFlow<()> {
        self.at.share = (at.done.seconds() / at.of.seconds().max(0.001)).clamp(0.0, 1.0) as f32;
        (self.tell)(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scene_graph::IndexFact;
    use std::fs;

    /// Sound of this many seconds, as a WAV file: a saw of 441 Hz, 44,100 samples of 16 bits a second.
    fn sound(seconds: u32) -> Vec<u8> {
        let bytes = seconds * 88_200;
        let mut wav = Vec::new();
        wav.extend(b"RIFF");
        wav.extend((36 + bytes).to_le_bytes());
        wav.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
        wav.extend(44_100_u32.to_le_bytes());
        wav.extend(88_200_u32.to_le_bytes());
        wav.extend(b"\x02\0\x10\0data");
        wav.extend(bytes.to_le_bytes());
        wav.extend((0..bytes / 2).flat_map(|at| ((at % 100) as i16 * 300 - 15_000).to_le_bytes()));
        wav
    }

    #[test]
    fn the_windows_preparing_is_the_command_lines() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path();
        fs::write(folder.join("story.ron"), "Story()").unwrap();
        fs::write(folder.join("a.wav"), sound(2)).unwrap();
        fs::write(folder.join("b.wav"), sound(3)).unwrap();
        fs::write(folder.join("c.wav"), "no sound").unwrap();
        let files = ["a.wav", "b.wav", "c.wav"].map(str::to_owned);
        let facts = || Indexes.facts(folder, &files);
        assert_eq!(facts().listing, ["a.wav", "b.wav", "c.wav"]);
        assert!(facts().indexes.values().all(|fact| *fact == IndexFact::Missing));

        // Stopped in the second one: the first is kept.
        let mut seen = Vec::new();
        let mut stop = |at: Preparing| {
            seen.push(at);
            if at.number == 2 && at.share > 0.0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let stopped = Indexes.prepare(folder, &files, &mut stop).unwrap();
        assert_eq!(stopped, Prepared { read: 1, is_stopped: true, ..Prepared::default() });
        assert!(seen.iter().all(|at| at.count == 3 && (0.0..=1.0).contains(&at.share)), "{seen:?}");
        assert_eq!(seen.iter().map(|at| at.number).max(), Some(2));
        assert_eq!(facts().indexes["a.wav"], IndexFact::Read { fault: None });
        assert_eq!(facts().indexes["b.wav"], IndexFact::Missing);

        // To the end: what was kept is not read again, and what is no media is told.
        let mut go_on = |_: Preparing| ControlFlow::Continue(());
        let prepared = Indexes.prepare(folder, &files, &mut go_on).unwrap();
        let failed = vec!["c.wav".to_owned()];
        assert_eq!(prepared, Prepared { read: 1, failed, ..Prepared::default() });
        assert_eq!(facts().indexes["b.wav"], IndexFact::Read { fault: None });

        // Stopped before anything was looked at: nothing is forgotten.
        let mut at_once = |_: Preparing| ControlFlow::Break(());
        let stopped = Indexes.prepare(folder, &files, &mut at_once).unwrap();
        assert_eq!(stopped, Prepared { is_stopped: true, ..Prepared::default() });
        assert_eq!(facts().indexes["b.wav"], IndexFact::Read { fault: None });

        fs::write(folder.join("b.wav"), sound(4)).unwrap();
        assert!(matches!(facts().indexes["b.wav"], IndexFact::Stale { .. }));
        // A folder that is not there has nothing to tell.
        assert_eq!(Indexes.facts(&folder.join("gone"), &files), FolderFacts::default());
        assert!(Indexes.prepare(&folder.join("gone"), &files, &mut go_on).is_err());
    }
}
