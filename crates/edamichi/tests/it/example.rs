//! The example story, with its real clips, through the real program.

use crate::support::Place;
use std::fs;
use std::path::Path;

/// The repository's folder.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

#[test]
fn the_example_has_no_fault() {
    let place = Place::new();
    let ran = place.edamichi(&format!("check {ROOT}/examples/offer-follow-up")).ends_with(0);
    assert!(ran.out.is_empty(), "{}", ran.out);
    // No notes either: its index is of these very clips.
    ran.says(&["0 errors, 0 warnings, 0 notes"]);
}

#[test]
fn the_example_stays_small() {
    let mut folders = vec![Path::new(ROOT).join("examples/offer-follow-up")];
    let mut bytes = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let metadata = entry.metadata().unwrap();
            if metadata.is_dir() { folders.push(entry.path()) } else { bytes += metadata.len() }
        }
    }
    assert!(bytes <= 12_000_000, "{bytes} bytes");
}

/// With real clips the same happens as with fake ones.
#[test]
fn plans_for_the_example_lead_where_they_should() {
    let place = Place::new();
    let mut played = 0;
    for entry in fs::read_dir(Path::new(ROOT).join("tests/scenarios")).unwrap() {
        let folder = entry.unwrap().path();
        let of_example =
            fs::read_to_string(folder.join("story.path")).is_ok_and(|path| path.contains("offer-follow-up"));
        if !of_example {
            continue;
        }
        let words = format!(
            "play {ROOT}/examples/offer-follow-up --headless --answers {}/plan.txt --consent statistics --log e.db",
            folder.display()
        );
        let language = fs::read_to_string(folder.join("language.txt"));
        let language = language.map(|tag| format!(" --language {}", tag.trim())).unwrap_or_default();
        let ran = place.edamichi(&(words + &language)).ends_with(0);
        let expected = fs::read_to_string(folder.join("expected.txt")).unwrap();
        let expected: Vec<_> = expected.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(ran.out.lines().collect::<Vec<_>>(), expected, "{}", folder.display());
        assert!(ran.err.is_empty(), "{}", ran.err);
        played += 1;
    }
    assert!(played >= 3, "{played} scenarios of the example were found");
    place.edamichi("log verify e.db").ends_with(0).prints(&["whole"]);
}
