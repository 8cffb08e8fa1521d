//! Stories and files that are wrong, damaged or meant to harm: each is told with its name and what to
//! do, with the status that scripts rely on; nothing hangs, nothing is lost.

use crate::support::{Place, STORY, clips, made};
use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

/// What a run of `PLAN` prints, whatever becomes of the media.
const EVENTS: &str = "scene one\nquestion way\nanswer way left\nscene two\nquestion words\nanswer words \"so =1+1\"\nend bye\n";

fn mkfifo(path: &Path) {
    assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn forbid(path: &Path) {
    fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
}

#[test]
fn texts_that_are_no_story() {
    let replaced = |from: &str, to: &str| {
        assert!(STORY.contains(from), "{from}");
        STORY.replacen(from, to, 1).into_bytes()
    };
    let bytes_that_are_no_text = [b"Story(id: \"".as_slice(), &[0xff, 0xfe], b"\")"].concat();
    for (text, code, words) in [
        (b"What shall we tell?".to_vec(), "E005", "line 1, column 1"),
        (Vec::new(), "E004", "the file is empty"),
        (b"[1, 2, 3]".to_vec(), "E005", "line 1"),
        (b"{\"format\": 1}".to_vec(), "E005", "line 1"),
        (bytes_that_are_no_text, "E", "story.ron"),
        (replaced("start:", "begin: 3, start:"), "E006", "\"begin\""),
        (replaced("media: Video(", "media: Video(volume: 3, "), "E006", "\"volume\""),
        (replaced("\"two\": Scene(", "\"one\": Scene("), "E007", "\"one\" is given twice"),
        (replaced("id: \"tiny\",", "id: \"tiny\", id: \"tiny\","), "E", "id"),
        (replaced("format: 1", "format: 2"), "E008", "newer version"),
        (replaced("format: 1", "format: 99, hologram: true"), "E008", "newer version"),
        (vec![b'['; 100_000], "E003", "nest deeper than 64"),
        (vec![b'('; 100_000], "E003", "nest deeper than 64"),
    ] {
        let place = Place::new();
        place.write("s/story.ron", &text);
        let checked = place.edamichi("check s").ends_with(1).says(&["s/story.ron", "1 error"]);
        let told = format!("{}{}", checked.out, checked.err);
        assert!(told.contains(&format!("error[{code}")) && told.contains(words), "{code} {words}: {told}");
        let played = place.play("--consent statistics --log e.db").ends_with(2).says(&["s/story.ron", code]);
        assert!(played.out.is_empty() && !place.path("e.db").exists());
        assert_eq!(fs::read(place.path("s/story.ron")).unwrap(), text, "the story itself is never touched");
    }
}

#[test]
fn stories_with_errors_do_not_begin() {
    for (from, to, words) in [
        ("then: Goto(\"two\")),", "then: Goto(\"tow\")),", ["scene one", "question way", "\"tow\""]),
        ("start: \"one\"", "start: \"none\"", ["start", "\"none\"", "error["]),
        ("End(\"bye\"),\n        )", "End(\"by\"),\n        )", ["scene two", "\"by\"", "error["]),
        ("media/b.mp4", "../s/media/a.mp4", ["scene two", "\"..\"", "E501"]),
        ("media/b.mp4", "/etc/hostname", ["scene two", "absolute", "E501"]),
        ("media/b.mp4", "https://example.com/b.mp4", ["scene two", "web address", "E501"]),
        ("media/b.mp4", "file:///etc/hostname", ["scene two", "E501", "folder"]),
        ("media/b.mp4", "media\\\\b.mp4", ["scene two", "E501", "folder"]),
    ] {
        let place = Place::new();
        place.edit_story(from, to);
        place.edamichi("check s").ends_with(1).prints(&words);
        let played = place.play("--consent statistics --log e.db").ends_with(1).says(&words);
        assert!(played.out.is_empty() && !place.path("e.db").exists());
    }
}

#[test]
fn what_is_no_story_folder_or_file() {
    let place = Place::new();
    fs::create_dir_all(place.path("empty")).unwrap();
    fs::create_dir_all(place.path("folder/story.ron")).unwrap();
    fs::create_dir_all(place.path("piped")).unwrap();
    mkfifo(&place.path("piped/story.ron"));
    mkfifo(&place.path("pipe"));
    fs::create_dir_all(place.path("linked")).unwrap();
    symlink(place.path("s/story.ron"), place.path("linked/story.ron")).unwrap();
    fs::create_dir_all(place.path("large")).unwrap();
    // A gibibyte that takes no room on disk.
    File::create(place.path("large/story.ron")).unwrap().set_len(1 << 30).unwrap();
    for (story, words) in [
        ("nothing", "there is no such file"),
        ("plan/story.ron", "there is no such file"),
        ("empty", "no story.ron"),
        ("folder", "folder/story.ron: this is a folder"),
        ("piped", "piped/story.ron: this is a pipe"),
        ("pipe", "pipe: this is a pipe"),
        ("/dev/zero", "/dev/zero: this is a device"),
        ("linked", "leads out of the story's folder"),
        ("large", "large/story.ron: this file is larger than 8388608 bytes"),
        ("large/story.ron", "larger than 8388608 bytes"),
    ] {
        place.edamichi(&format!("check {story}")).ends_with(2).says(&[story, words]);
        let played = place.edamichi(&format!("play {story} --headless --answers plan")).ends_with(2);
        assert!(played.says(&[story, words]).out.is_empty());
    }
}

/// Puts something hostile in the place of `media/b.mp4`.
type Put = Box<dyn Fn(&Place, &Path)>;

fn bytes(bytes: impl Into<Vec<u8>>) -> Put {
    let bytes = bytes.into();
    Box::new(move |_, path| fs::write(path, &bytes).unwrap())
}

#[test]
fn media_that_cannot_be_used_are_slates_and_are_told() {
    let [real, other] = clips();
    let clip = fs::read(&other).unwrap();
    let cut = bytes(&clip[..clip.len() / 2]);
    let real = real.display();
    let not_media = "it is no media file that can be played";
    let cases: Vec<(&str, Put, &str)> = vec![
        ("missing", Box::new(|_, _| {}), "there is no such file"),
        ("text", bytes("This is a text.\n"), not_media),
        ("ffconcat", bytes(format!("ffconcat version 1.0\nfile '{real}'\n")), not_media),
        ("ffconcat beside", bytes("ffconcat version 1.0\nfile a.mp4\n"), not_media),
        (
            "HLS",
            bytes(format!("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1,\nfile://{real}\n#EXT-X-ENDLIST\n")),
            not_media,
        ),
        (
            "HLS beside",
            bytes("#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1,\na.mp4\n#EXT-X-ENDLIST\n"),
            not_media,
        ),
        ("cut, with its index at the end", cut, not_media),
        ("zero bytes", bytes(""), "the file is empty"),
        ("zeros", bytes(vec![0; 50_000]), not_media),
        ("folder", Box::new(|_, path| fs::create_dir(path).unwrap()), "this is a folder"),
        ("pipe", Box::new(|_, path| mkfifo(path)), "this is a pipe"),
        (
            "device",
            Box::new(|_, path| symlink("/dev/zero", path).unwrap()),
            "leads out of the story's folder",
        ),
        (
            "link",
            Box::new(|place, path| {
                fs::copy(place.path("s/media/a.mp4"), place.path("outside.mp4")).unwrap();
                symlink("../../outside.mp4", path).unwrap();
            }),
            "leads out of the story's folder",
        ),
        ("loop", Box::new(|_, path| symlink("b.mp4", path).unwrap()), "media/b.mp4"),
    ];
    let mut slate = Vec::new();
    for (what, put, words) in cases {
        let place = Place::new();
        let path = place.path("s/media/b.mp4");
        fs::remove_file(&path).unwrap();
        put(&place, &path);
        let checked = place.edamichi("check s").ends_with(1).prints(&["scene two", "media/b.mp4", words]);
        assert!(checked.out.contains("E502") || checked.out.contains("E503"), "{what}: {checked:#?}");
        // Playing goes on to its end, and the log is complete.
        let played = place.play("--consent statistics --log e.db --shots shots").ends_with(1);
        assert_eq!(played.out, EVENTS, "{what}");
        played.says(&["scene two", "media/b.mp4", words]);
        place.edamichi("log verify e.db").ends_with(0);
        let failures = "select scene, reason from records where kind = 'media-failure'";
        assert!(place.sqlite("e.db", failures).starts_with("two|"), "{what}");
        // None of them shows a picture from elsewhere: all look like the missing clip.
        let picture = fs::read(place.path("shots/0003-scene-two.png")).unwrap();
        if slate.is_empty() {
            slate = picture;
        } else {
            assert!(picture == slate, "{what}: its picture is not the slate");
        }
    }
}

#[test]
fn a_clip_that_breaks_off_plays_as_far_as_it_goes() {
    let words = "-f lavfi -i testsrc2=size=160x90:rate=25:duration=4 -f lavfi -i sine=duration=4 -c:v libx264 \
        -preset veryfast -pix_fmt yuv420p -c:a aac -movflags +faststart";
    let whole = fs::read(made("index-first.mp4", &words.split_whitespace().collect::<Vec<_>>())).unwrap();
    let place = Place::new();
    place.write("s/media/b.mp4", &whole[..whole.len() / 2]);
    let played = place.play("--consent statistics --log e.db --shots shots").ends_with(1);
    assert_eq!(played.out, EVENTS);
    played.says(&["scene two", "media/b.mp4", "breaks off"]);
    let position = "select media_ms from records where question = 'words' and kind = 'answer'";
    assert_eq!(place.sqlite("e.db", position), "4000", "the question still opens at the clip's end");
}

#[test]
fn files_that_may_not_be_read() {
    let place = Place::new();
    let check = |words: &str| place.edamichi_without_privileges(&format!("check {words}"));
    let play = || place.edamichi_without_privileges("play s --headless --answers plan");
    forbid(&place.path("s/media/b.mp4"));
    check("s").ends_with(1).prints(&["scene two", "media/b.mp4", "no permission"]);
    let played = play().ends_with(1).says(&["scene two", "media/b.mp4", "no permission"]);
    assert_eq!(played.out, EVENTS);
    forbid(&place.path("s/story.ron"));
    check("s").ends_with(2).says(&["s/story.ron", "no permission"]);
    play().ends_with(2).says(&["s/story.ron", "no permission"]);
    forbid(&place.path("plan"));
    place.write("s2/story.ron", STORY);
    let unreadable = place.edamichi_without_privileges("play s2 --headless --answers plan");
    unreadable.ends_with(2).says(&["plan", "ermission"]);
    fs::create_dir(place.path("closed")).unwrap();
    fs::set_permissions(place.path("closed"), fs::Permissions::from_mode(0o555)).unwrap();
    place.edamichi_without_privileges("new closed/mine").ends_with(2).says(&["closed/mine"]);
}

#[test]
fn without_adapter_or_display_it_could_not_run() {
    let place = Place::new();
    let blind = "VK_DRIVER_FILES=/none VK_ICD_FILENAMES=/none WGPU_BACKEND=vulkan";
    let line = format!(
        "{blind} $EDAMICHI play s --headless --answers plan --shots shots --consent statistics --log e.db"
    );
    let ran = place.shell(&line).ends_with(2).says(&["no graphics adapter", "install"]);
    assert!(ran.out.is_empty() && !place.path("e.db").exists());
    // Without pictures none is needed.
    place.shell(&format!("{blind} $EDAMICHI play s --headless --answers plan")).ends_with(0);
    place.edamichi("play s").ends_with(2).says(&["--headless"]);
}

#[test]
fn output_that_nobody_takes_is_no_panic_and_loses_no_record() {
    let place = Place::new();
    let whole = |log: &str| {
        place.edamichi(&format!("log verify {log}")).ends_with(0).prints(&["1 session, 11 records, whole"]);
    };
    let play = "$EDAMICHI play s --headless --answers plan --consent statistics --log";
    let status = "; exit ${PIPESTATUS[0]}";
    place.shell(&format!("{play} head.db | head -1{status}")).ends_with(0).prints(&["scene one"]);
    whole("head.db");
    place.shell(&format!("{play} json.db --realtime --json | head -1{status}")).ends_with(0);
    whole("json.db");
    place.shell(&format!("{play} full.db > /dev/full")).ends_with(1).says(&["output"]);
    whole("full.db");
    place.shell(&format!("{play} closed.db >&- 2>&-")).ends_with(0);
    whole("closed.db");
    for words in
        ["check s", "check s --json", "log show head.db", "log export head.db", "--help", "play --help"]
    {
        place.shell(&format!("$EDAMICHI {words} | head -c 1 > taken{status}")).ends_with(0);
        let full = place.shell(&format!("$EDAMICHI {words} > /dev/full"));
        assert!(full.code.is_some_and(|code| code <= 2), "{full:#?}");
        place.shell(&format!("$EDAMICHI {words} >&- 2>&-")).ends_with(0);
        place.shell(&format!("$EDAMICHI {words} 2> /dev/full")).ends_with(0);
    }
    place.shell("$EDAMICHI check nothing 2> /dev/full").ends_with(2);
}

#[test]
fn pictures_that_cannot_be_saved() {
    let place = Place::new();
    place.play("--shots plan").ends_with(2).says(&["plan", "cannot be saved"]);
    place.play("--shots /dev/null/shots").ends_with(2).says(&["/dev/null/shots"]);
    // A folder stands where the second picture belongs.
    fs::create_dir_all(place.path("shots/0002-question-way.png")).unwrap();
    let ran = place.play("--shots shots --consent statistics --log e.db").ends_with(1);
    assert_eq!(ran.out, EVENTS);
    ran.says(&["shots/0002-question-way.png", "no further pictures"]);
    place.edamichi("log verify e.db").ends_with(0).prints(&["11 records, whole"]);
}

#[test]
fn a_story_of_ten_thousand_scenes() {
    let scenes = |count: usize| -> String {
        let scene = |number: usize| {
            let next = if number + 1 == count {
                "End(\"bye\")".to_owned()
            } else {
                format!("Goto(\"s{}\")", number + 1)
            };
            format!(
                "\"s{number}\": Scene(question: Question(id: \"q{number}\", prompt: {{\"en\": \"Which?\"}}, skip: true, \
                 answers: OneOf([Choice(id: \"a\", text: {{\"en\": \"A\"}}, then: {next}), Choice(id: \"b\", text: \
                 {{\"en\": \"B\"}}, then: Goto(\"s{}\"))])), then: {next}),\n",
                number / 2
            )
        };
        let scenes: String = (0..count).map(scene).collect();
        format!(
            "Story(format: 1, id: \"large\", title: {{\"en\": \"Large\"}}, languages: [\"en\"], start: \"s0\", \
             endings: {{\"bye\": Ending(title: {{\"en\": \"Bye\"}})}}, scenes: {{\n{scenes}}})"
        )
    };
    let place = Place::new();
    place.write("large.ron", scenes(10_000));
    let began = std::time::Instant::now();
    place.edamichi("check large.ron").ends_with(0).says(&["10000 scenes"]);
    println!("a story of 10,000 scenes is checked in {:?}", began.elapsed());
    place.write("plan", "choose a\nchoose a\nchoose a\nleave\n");
    let began = std::time::Instant::now();
    let ran = place.edamichi("play large.ron --headless --answers plan").ends_with(0);
    println!("and opened and played for three questions in {:?}", began.elapsed());
    assert!(ran.out.contains("answer q2 a\nscene s3\n"), "{}", ran.out);
    place.write("larger.ron", scenes(10_001));
    place.edamichi("check larger.ron").ends_with(1).prints(&["10001 scenes", "10000"]);
}
