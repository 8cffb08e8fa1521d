//! The stories that were opened lately: only on this machine.

use crate::keeper::read_small;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// A file that is larger is no such list.
const MOST_BYTES: u64 = 256 * 1024;

/// So many are remembered.
const MOST: usize = 8;

/// A story that was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentStory {
    /// Where it was.
    pub path: PathBuf,
    /// What it was called, in the language of whoever opened it at that time.
    pub title: String,
    /// When, in seconds since 1970.
    pub at: u64,
}

/// Reads the list, the latest first; nothing where it cannot be read.
#[must_use]
pub fn read(file: &Path) -> Vec<RecentStory> {
    read_small(file, MOST_BYTES).map_or_else(Vec::new, |text| parse(&text))
}

fn parse(text: &str) -> Vec<RecentStory> {
    let mut list: Vec<RecentStory> = ron::from_str(text).unwrap_or_default();
    list.sort_by_key(|story| std::cmp::Reverse(story.at));
    list.truncate(MOST);
    list
}

/// The file's text without the story that was at `path`, which is gone.
#[must_use]
pub fn without(file: &Path, path: &Path) -> Option<String> {
    let mut list = read(file);
    list.retain(|other| other.path != path);
    text(&list)
}

/// The file's text after `story` was opened.
#[must_use]
pub fn with(file: &Path, story: RecentStory) -> Option<String> {
    let mut list = read(file);
    list.retain(|other| other.path != story.path);
    list.insert(0, story);
    list.truncate(MOST);
    text(&list)
}

fn text(list: &[RecentStory]) -> Option<String> {
    let pretty = ron::ser::PrettyConfig::new().depth_limit(1).new_line("\n");
    ron::ser::to_string_pretty(list, pretty).ok()
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
        std::fs::write(&file, without(&file, Path::new("h")).unwrap()).unwrap();
        assert!(read(&file).iter().all(|one| one.path != Path::new("h")) && read(&file).len() == 7);
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
