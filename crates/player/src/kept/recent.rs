//! The stories that were opened lately: only on this machine.

use super::Home;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// A file that is larger is no such list.
const MOST_BYTES: u64 = 256 * 1024;

/// So many are remembered.
const MOST: usize = 8;

/// A story that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecentStory {
    /// Where it was.
    pub(crate) path: PathBuf,
    /// What it was called, in the viewer's language at that time.
    pub(crate) title: String,
    /// When, in seconds since 1970.
    pub(crate) at: u64,
}

impl Home {
    /// The file of recent stories.
    pub(crate) fn recent(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|folder| folder.join("recent.ron"))
    }
}

/// Reads the list, the latest first; nothing where it cannot be read.
pub(crate) fn read(file: &Path) -> Vec<RecentStory> {
    super::read_small(file, MOST_BYTES).map_or_else(Vec::new, |text| parse(&text))
}

fn parse(text: &str) -> Vec<RecentStory> {
    let mut list: Vec<RecentStory> = ron::from_str(text).unwrap_or_default();
    list.sort_by_key(|story| std::cmp::Reverse(story.at));
    list.truncate(MOST);
    list
}

/// The file's text after `story` was opened.
pub(crate) fn with(file: &Path, story: RecentStory) -> Option<String> {
    let mut list = read(file);
    list.retain(|other| other.path != story.path);
    list.insert(0, story);
    list.truncate(MOST);
    let pretty = ron::ser::PrettyConfig::new().depth_limit(1).new_line("\n");
    ron::ser::to_string_pretty(&list, pretty).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(name: &str, at: u64) -> RecentStory {
        RecentStory { path: PathBuf::from(name), title: format!("“{name}”\n"), at }
    }

    #[test]
    fn the_latest_come_first_and_each_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("recent.ron");
        for (number, name) in ["a", "b", "a", "c", "d", "e", "f", "g", "h", "i"].into_iter().enumerate() {
            std::fs::write(&file, with(&file, story(name, number as u64)).unwrap()).unwrap();
        }
        let names: Vec<_> = read(&file).into_iter().map(|one| one.path.display().to_string()).collect();
        assert_eq!(names, ["i", "h", "g", "f", "e", "d", "c", "a"]);
        assert_eq!(read(&file)[0], story("i", 9));
    }

    #[test]
    fn a_damaged_list_is_empty_and_can_be_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("recent.ron");
        for text in ["", "[(", "[(path: 1)]", "\u{0}"] {
            std::fs::write(&file, text).unwrap();
            assert_eq!(read(&file), []);
            assert!(with(&file, story("a", 1)).unwrap().contains("“a”"));
        }
    }
}
