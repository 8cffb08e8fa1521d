//! `edamichi index`, and what playing and checking make of its file.

use crate::support::{PLAN, Place, made};
use std::fs;

const FILE: &str = "s/media-index.ron";

/// A place whose clips have sound of very different loudness.
fn loud_and_quiet() -> Place {
    let place = Place::new();
    for (name, volume) in [("a.mp4", "-3dB"), ("b.mp4", "-32dB")] {
        let filter = format!("volume={volume}");
        let clip = made(
            &format!("volume{volume}.mp4"),
            &[
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=160x90:rate=25:duration=2",
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=500:sample_rate=48000:duration=2",
                "-af",
                &filter,
                "-c:v",
                "libx264",
                "-preset",
                "veryfast",
                "-pix_fmt",
                "yuv420p",
                "-c:a",
                "aac",
                "-ac",
                "2",
            ],
        );
        fs::copy(clip, place.path("s/media").join(name)).unwrap();
    }
    place
}

#[test]
fn an_index_is_made_once_and_noticed_when_it_is_stale() {
    let place = loud_and_quiet();
    let noted =
        place.edamichi("check s").ends_with(0).prints(&["note[N704]", "2 media files", "edamichi index"]);
    assert!(!noted.out.contains("N705"), "{}", noted.out);
    let ran = place.edamichi("index s").ends_with(0);
    let ran = ran
        .prints(&["made: media/a.mp4 (MP4/MOV: h264, aac)", "LUFS"])
        .says(&["1 of 2: media/a.mp4", "2 read"]);
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
    let text = place.read(FILE);
    assert!(text.contains("\"media/a.mp4\"") && text.contains("keyframes"), "{text}");
    assert!(!place.edamichi("check s").ends_with(0).out.contains("N70"));

    // Again: nothing is read, nothing is written.
    place
        .edamichi("index s")
        .ends_with(0)
        .prints(&["kept: media/a.mp4"])
        .says(&["0 read", "nothing changed"]);
    assert_eq!(place.read(FILE), text);
    place
        .edamichi("index s --force")
        .ends_with(0)
        .prints(&["made: media/b.mp4"])
        .says(&["2 read", "nothing changed"]);
    assert_eq!(place.read(FILE), text, "the same clips have the same index");

    // Another clip under the same name: told, played without, made again.
    fs::copy(place.path("s/media/a.mp4"), place.path("s/media/b.mp4")).unwrap();
    let stale = place.edamichi("check s").ends_with(0).prints(&["note[N705]", "media/b.mp4", "changed"]);
    assert!(!stale.out.contains("media/a.mp4"), "{}", stale.out);
    assert!(place.play("").ends_with(0).out.ends_with("end bye\n"));
    place.edamichi("index s").ends_with(0).prints(&["kept: media/a.mp4", "made: media/b.mp4"]);
    assert!(!place.edamichi("check s").ends_with(0).out.contains("N70"));
}

#[test]
fn playing_is_the_same_with_an_index_and_without() {
    let place = loud_and_quiet();
    let words = "--consent statistics --shots";
    let without = place.play(&format!("{words} without --log a.db")).ends_with(0);
    place.edamichi("index s").ends_with(0);
    let with_index = place.play(&format!("{words} with --log b.db")).ends_with(0);
    assert_eq!((&without.out, &without.err), (&with_index.out, &with_index.err));
    let mut pictures = 0;
    for entry in fs::read_dir(place.path("without")).unwrap() {
        let name = entry.unwrap().file_name();
        let bytes = |folder: &str| fs::read(place.path(folder).join(&name)).unwrap();
        assert!(bytes("without") == bytes("with"), "{name:?}");
        pictures += 1;
    }
    assert!(pictures >= 4);
}

#[test]
fn damaged_and_hostile_index_files_are_ignored_and_told() {
    let place = loud_and_quiet();
    let before = place.play("").ends_with(0).out;
    place.edamichi("index s").ends_with(0);
    let good = place.read(FILE);
    for (text, told) in [
        (String::new(), true),
        ("<<<<<<< HEAD\n".to_owned() + &good, true),
        (good[..good.len() / 2].to_owned(), true),
        ("(".repeat(1_000_000), true),
        (" ".repeat(17 << 20), true),
        (good.replace("format: 1", "format: 9"), true),
        (good.replace("size: (160, 90)", "size: (4000000000, 4000000000)"), true),
        (good.replace("delay: 2", "delay: 2000000000"), true),
        (good.replace("size: (160, 90)", "size: (3840, 2160)"), false),
        (good.replace("origin: 0", "origin: 2540160000000"), false),
        (good.replace("keyframes: [", "keyframes: [-9000000000000000000, "), false),
    ] {
        place.write(FILE, &text);
        let checked = place.edamichi("check s").ends_with(0);
        assert_eq!(checked.out.contains("note[N705]"), told, "{:.80}: {}", text, checked.out);
        let played = place.play("").ends_with(0);
        assert_eq!(played.out, before, "{text:.80}");
    }
    place.edamichi("index s --force").ends_with(0);
    assert_eq!(place.read(FILE), good);
    // A folder in its place.
    fs::remove_file(place.path(FILE)).unwrap();
    fs::create_dir(place.path(FILE)).unwrap();
    place.edamichi("check s").ends_with(0).prints(&["note[N705]"]);
    place.edamichi("index s").ends_with(2).says(&["media-index.ron", "cannot be written"]);
    assert_eq!(place.play("").ends_with(0).out, before);
}

#[test]
fn faults_late_in_a_clip_are_found() {
    let place = loud_and_quiet();
    let whole = made(
        "late-fault.mp4",
        &[
            "-f",
            "lavfi",
            "-i",
            "testsrc2=size=160x90:rate=25:duration=6",
            "-c:v",
            "libx264",
            "-preset",
            "veryfast",
            "-pix_fmt",
            "yuv420p",
            "-g",
            "25",
            "-movflags",
            "+faststart",
        ],
    );
    let bytes = fs::read(whole).unwrap();
    place.write("s/media/b.mp4", &bytes[..bytes.len() * 2 / 3]);
    place.write("s/media/c.mp4", "no clip");
    place.edit_story("media/a.mp4", "media/c.mp4");
    let ran = place.edamichi("index s").ends_with(1);
    ran.prints(&["made: media/b.mp4", "breaks off", "failed: media/c.mp4"]).says(&["2 with problems"]);
    place.edamichi("check s").ends_with(1).prints(&[
        "E503",
        "warning[W501]",
        "scene two",
        "media/b.mp4",
        "breaks off",
    ]);
    let told = place.edamichi("index s --json").ends_with(1).out;
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told[0]["file"], "media/b.mp4");
    assert_eq!((&told[0]["result"], &told[1]["result"]), (&"kept".into(), &"failed".into()));
    assert!(told[0]["frames"].as_u64().unwrap() > 50 && told[1]["frames"].is_null(), "{told}");
    place.write("s/story.ron", "no story");
    place.edamichi("index s").ends_with(2).says(&["s/story.ron", "edamichi check"]);
    place.edamichi("index nothing").ends_with(2).says(&["nothing"]);
}

#[cfg(unix)]
#[test]
fn where_the_story_cannot_be_written_the_cache_keeps_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = loud_and_quiet();
    place.write("plan", PLAN);
    let mode = |mode| fs::set_permissions(place.path("s"), fs::Permissions::from_mode(mode)).unwrap();
    mode(0o555);
    let index = |words: &str| place.edamichi_without_privileges(words);
    index("index s").ends_with(0).says(&["in your cache", "2 read"]);
    assert!(!place.path(FILE).exists());
    index("index s").ends_with(0).says(&["0 read"]);
    assert!(!index("check s").ends_with(0).out.contains("N70"));
    assert!(index("play s --headless --answers plan").ends_with(0).out.ends_with("end bye\n"));
    mode(0o755);
}
