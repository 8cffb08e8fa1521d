//! Clips that others made, from a Debian package, each in a story of its own.

use crate::support::Place;
use decoder::FfmpegOpener;
use media::{ClipOpener as _, MediaKind};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

const FOLDER: &str = "/usr/share/gocode/src/github.com/gabriel-vasile/mimetype/testdata";

/// Clips of kinds that are played.
const PLAYED: [&str; 5] = ["mkv.mkv", "mov.mov", "mp4.mp4", "ogg.ogv", "webm.webm"];
/// Clips in containers or codecs that are not.
const REFUSED: [&str; 3] = ["3gp.3gp", "asf.asf", "flv.flv"];

fn clip(name: &str) -> PathBuf {
    let path = Path::new(FOLDER).join(name);
    assert!(
        path.is_file(),
        "these tests want the Debian package golang-github-gabriel-vasile-mimetype-dev: run scripts/setup.sh"
    );
    path
}

/// A place whose second scene plays this clip.
fn with(name: &str) -> Place {
    let place = Place::new();
    fs::copy(clip(name), place.path("s/media").join(name)).unwrap();
    place.edit_story("media/b.mp4", &format!("media/{name}"));
    place
}

#[test]
fn clips_of_known_kinds_play_to_their_end() {
    for name in PLAYED {
        let probe = FfmpegOpener::new().probe(File::open(clip(name)).unwrap(), MediaKind::Video).unwrap();
        let place = with(name);
        place.edamichi("check s").ends_with(0);
        let ran = place.play("--consent statistics --log e.db --shots shots").ends_with(0);
        assert!(ran.out.ends_with("end bye\n") && ran.err.is_empty(), "{name}: {ran:#?}");
        let position = "select media_ms from records where question = 'words' and kind = 'answer'";
        let position: i64 = place.sqlite("e.db", position).parse().unwrap();
        assert!((position - probe.duration.millis()).abs() <= 1, "{name}: {position} {probe:?}");
        let picture = fs::read(place.path("shots/0003-scene-two.png")).unwrap();
        assert!(picture.len() > 5_000, "{name}: a picture of a film is no even ground");
    }
}

#[test]
fn clips_of_other_kinds_are_refused_by_name() {
    for name in REFUSED {
        let file = File::open(clip(name)).unwrap();
        let error = FfmpegOpener::new().probe(file, MediaKind::Video).unwrap_err();
        let place = with(name);
        place.edamichi("check s").ends_with(1).prints(&["scene two", name, &error.message]);
        // Whichever of the decoder's threads is quicker.
        for _ in 0..5 {
            let ran = place.play("").ends_with(1).says(&["scene two", name, &error.message]);
            assert!(ran.out.ends_with("end bye\n"), "{name}: {ran:#?}");
        }
    }
}
