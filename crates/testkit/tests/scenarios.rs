//! Every folder in `tests/scenarios` that has a `plan.txt` and no media of its own.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn scenarios_play_as_they_are_expected_to() {
    let root = root();
    let mut folders: Vec<_> = std::fs::read_dir(root.join("tests/scenarios"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|folder| {
            folder.join("expected.txt").exists() || std::env::var_os("UPDATE_SCENARIOS").is_some()
        })
        .filter(|folder| folder.join("story.ron").exists() || folder.join("story.path").exists())
        .collect();
    folders.sort();
    assert!(folders.len() >= 8, "scenarios are missing: {folders:?}");
    let faults: Vec<_> = folders
        .iter()
        .filter_map(|folder| testkit::scenario::verify(folder, &root).err())
        .map(|error| format!("{error:#}"))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}
