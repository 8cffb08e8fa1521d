//! Exit statuses, streams and words, exactly as scripts rely on them.

use crate::support::{Place, Ran};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

fn json_lines(ran: &Ran) -> Vec<Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn names(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn help_teaches() {
    let place = Place::new();
    for command in [
        "",
        "play",
        "check",
        "index",
        "diff",
        "new",
        "gallery",
        "log",
        "log show",
        "log export",
        "log import",
        "log verify",
        "log erase",
    ] {
        let ran = place.edamichi(&format!("{command} --help")).ends_with(0).prints(&["Usage: edamichi"]);
        let example = format!("  edamichi {command}");
        assert!(ran.out.contains("Example") && ran.out.contains(example.trim_end()), "{}", ran.out);
        assert!(ran.err.is_empty(), "{}", ran.err);
    }
    place.edamichi("").ends_with(0).prints(&["Usage: edamichi", "edamichi new my-story"]);
    place.edamichi("--version").ends_with(0).prints(&["edamichi 0."]);
}

#[test]
fn wrong_words_are_status_2_and_touch_nothing() {
    let place = Place::new();
    for words in [
        "dance",
        "play",
        "check",
        "diff",
        "diff one",
        "index",
        "index s --json --sideways",
        "new",
        "gallery --shots shots --theme pink",
        "gallery --shots shots --size large",
        "gallery --shots shots --language fr",
        "gallery --shots shots --page nothing",
        "log",
        "log dance",
        "check s --dance",
        "play s --headless",
        "play s --answers plan",
        "play s --consent statistics",
        "play s --headless --answers plan --fullscreen",
        "play s --headless --answers plan --consent everything",
        "play s --headless --answers plan --consent none,statistics",
        "play s --headless --answers plan --consent follow-up",
        "play s --headless --answers plan --consent follow-up --viewer \u{7}",
        "play s --headless --answers plan --size 0x0",
        "play s --headless --answers plan --size 16384x16384 --shots shots",
        "play s --headless --answers plan --language fr",
        "play s --headless --answers plan --start nowhere",
        "play s --headless --answers nothing",
        "play s --headless --answers s",
        "log export e.db --format docx",
        "log import e.db",
        "log import e.db --from nothing",
        "log erase e.db",
        "log erase e.db --session x --viewer y",
        "log show nothing.db",
        "log verify nothing.db",
        "new other --language fr",
        "new other --template nothing",
    ] {
        let ran = place.edamichi(words).ends_with(2);
        assert!(ran.out.is_empty() && ran.err.len() > 20, "{words}: {ran:#?}");
    }
    let left: Vec<_> = names(&place.path("")).into_iter().filter(|name| name != "shots").collect();
    assert_eq!(left, ["plan", "s"]);
}

#[test]
fn check_tells_by_status_and_by_json() {
    let place = Place::new();
    // Warnings are allowed: the clips have no captions.
    place.edamichi("check s").ends_with(0).prints(&["warning[W313]"]).says(&["0 errors"]);
    place.edamichi("check s/story.ron").ends_with(0);
    place.edit_story("Goto(\"two\")", "Goto(\"tow\")");
    place.edamichi("check s").ends_with(1).prints(&["error[E101]", "scene one", "\"tow\"", "\"two\""]);
    let ran = place.edamichi("check s --json").ends_with(1);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    let found = found.as_array().unwrap();
    assert!(found.len() >= 4, "{found:?}");
    for one in found {
        let keys: BTreeSet<_> = one.as_object().unwrap().keys().map(String::as_str).collect();
        let expected = ["code", "severity", "scene", "question", "choice", "field", "message", "remedy"];
        assert_eq!(keys, BTreeSet::from(expected));
        let code = one["code"].as_str().unwrap();
        assert!(code.len() == 4 && code[1..].parse::<u32>().is_ok(), "{code}");
        assert!(["error", "warning", "note"].contains(&one["severity"].as_str().unwrap()));
    }
    let choice = found.iter().find(|one| one["choice"] == "left").unwrap();
    assert_eq!((&choice["scene"], &choice["question"]), (&Value::from("one"), &Value::from("way")));
    assert!(found.iter().any(|one| one["question"].is_null()));
    assert!(ran.err.is_empty(), "{}", ran.err);
    place.edamichi("check nothing --json").ends_with(2).says(&["nothing"]);
}

#[test]
fn a_new_story_is_clean_and_plays_at_once() {
    let place = Place::new();
    for (folder, language) in [("mine", "ja"), ("own", "en")] {
        place.edamichi(&format!("new {folder} --language {language}")).ends_with(0).says(&["edamichi play"]);
        let checked = place.edamichi(&format!("check {folder}")).ends_with(0);
        assert!(checked.out.is_empty(), "{}", checked.out);
        place.write("way", "choose people\nchoose work\nchoose enough\n");
        let ran = place.edamichi(&format!(
            "play {folder} --headless --answers way --consent statistics --log {folder}.db"
        ));
        let ran = ran.ends_with(0).prints(&["answer on-your-mind people", "\nend "]);
        assert!(ran.err.is_empty(), "{}", ran.err);
        assert_eq!(place.sqlite(&format!("{folder}.db"), "select distinct language from records"), language);
    }
    // What is there stays as it is.
    let before = place.read("mine/story.ron");
    place.edamichi("new mine").ends_with(2).says(&["mine", "not empty"]);
    assert_eq!(place.read("mine/story.ron"), before);
    fs::create_dir(place.path("empty")).unwrap();
    place.edamichi("new empty").ends_with(0);
    place.edamichi("new plan").ends_with(2).says(&["plan"]);
}

#[test]
fn events_come_line_by_line() {
    let place = Place::new();
    let lines = "scene one\nquestion way\nanswer way left\nscene two\nquestion words\nanswer words \"so =1+1\"\nend bye\n";
    let ran = place.play("").ends_with(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), (lines, ""));
    place.write("plan", "# a comment\n\nchoose left\nskip\nback\nskip\n");
    let ran = place.play("").ends_with(1);
    assert_eq!(
        ran.out,
        "scene one\nquestion way\nanswer way left\nscene two\nquestion words\nskip words\nend bye\nback\nquestion way\nskip way\nscene two\nquestion words\n"
    );
    place.write("plan", "skip\n");
    let ran = place.play("--start two").ends_with(0);
    assert_eq!(ran.out, "scene two\nquestion words\nskip words\nend bye\n");
}

#[test]
fn json_lines_say_the_same_and_acknowledge_every_record() {
    let place = Place::new();
    let ran = place.play("--json --consent statistics --log e.db --language ja").ends_with(0);
    let (acknowledged, events): (Vec<_>, Vec<_>) =
        json_lines(&ran).into_iter().partition(|line| line["event"] == "acknowledged");
    let kinds: Vec<_> = events.iter().map(|event| event["event"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["scene", "question", "answer", "scene", "question", "answer", "end"]);
    assert_eq!(events[2]["question"], "way");
    let session = place.sqlite("e.db", "select distinct session_id from records");
    let stored = place.sqlite("e.db", "select count(*) from records");
    assert_eq!(acknowledged.len().to_string(), stored);
    for (line, seq) in acknowledged.iter().zip(1_u64..) {
        assert_eq!((line["session_id"].as_str(), line["seq"].as_u64()), (Some(session.as_str()), Some(seq)));
    }
    assert_eq!(place.sqlite("e.db", "select distinct language from records"), "ja");
    // Without consent there is nothing to acknowledge.
    assert!(!place.play("--json --log e2.db").ends_with(0).out.contains("acknowledged"));
}

#[test]
fn plans_that_do_not_fit_name_line_and_question() {
    let place = Place::new();
    for (plan, words) in [
        ("choose left\n# no\nchoose left\n", ["line 3", "\"words\"", "wrong kind"]),
        ("choose later\n", ["line 1", "\"way\"", "\"later\""]),
        ("choose nothing\n", ["line 1", "\"way\"", "left, right"]),
        ("scale 3\n", ["line 1", "\"way\"", "choose"]),
        ("\nchoose left\n", ["line 2", "\"words\"", "ended early"]),
        ("choose left\nskip\nchoose left\n", ["line 3", "left over", "ended"]),
        ("jump nothing\n", ["line 1", "no scene", "\"nothing\""]),
        ("back\n", ["line 1", "nothing to go back to", "plan"]),
    ] {
        place.write("plan", plan);
        place.play("").ends_with(1).says(&words);
    }
    // What is no plan is told before anything plays.
    for plan in ["dance\n", "choose\n", "scale x\n", "words hello\n", "wait 2\n", "choose \u{7}\n\u{0}"] {
        place.write("plan", plan);
        let ran = place.play("").ends_with(2).says(&["plan: line"]);
        assert!(ran.out.is_empty());
    }
    place.write("plan", [0xff, 0xfe, 0x00]);
    place.play("").ends_with(2).says(&["plan"]);
}

#[test]
fn pictures_are_numbered_and_sized_and_do_not_depend_on_consent() {
    let place = Place::new();
    let none = place.play("--consent none --log none.db --shots none").ends_with(0);
    let some = place.play("--consent statistics --log some.db --shots some").ends_with(0);
    assert_eq!(none.out, some.out);
    let expected =
        ["0001-scene-one.png", "0002-question-way.png", "0003-scene-two.png", "0004-question-words.png"];
    for folder in ["none", "some"] {
        assert_eq!(names(&place.path(folder)), expected);
    }
    for name in expected {
        let [none, some] = ["none", "some"].map(|folder| fs::read(place.path(folder).join(name)).unwrap());
        assert!(none == some, "{name} depends on consent");
        assert_eq!(png_size(&none), (1280, 720));
    }
    assert!(!place.path("none.db").exists() && place.path("some.db").exists());
    place.play("--shots small --size 321x240").ends_with(0);
    let small = fs::read(place.path("small/0002-question-way.png")).unwrap();
    assert_eq!(png_size(&small), (321, 240));
}

/// As the PNG's header tells it.
fn png_size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (side(16), side(20))
}

#[test]
fn real_time_takes_its_time() {
    let place = Place::new();
    let began = std::time::Instant::now();
    let ran = place.play("--realtime --consent statistics --log e.db").ends_with(0);
    // Two clips of a second each; how much longer it takes is the machine's.
    assert!(began.elapsed().as_secs_f64() > 1.9, "{:?}", began.elapsed());
    assert!(ran.out.ends_with("end bye\n"));
}

#[test]
fn consent_decides_what_is_kept() {
    let place = Place::new();
    place.play("--log none.db").ends_with(0);
    place.play("").ends_with(0);
    assert_eq!(names(&place.path("")), ["plan", "s"], "without consent no file appears anywhere");
    let words = "select value from records where question = 'words' and kind = 'answer'";
    let keys = "select distinct viewer_key from records";
    place.play("--consent statistics --viewer A-17 --log s.db").ends_with(0);
    assert_eq!((place.sqlite("s.db", words), place.sqlite("s.db", keys)), (String::new(), String::new()));
    place.play("--consent follow-up --viewer A-17 --log f.db").ends_with(0);
    assert_eq!(place.sqlite("f.db", words), "so =1+1");
    assert_eq!(place.sqlite("f.db", keys), "A-17");
    place.play("--consent statistics,follow-up --viewer A-17 --log b.db").ends_with(0);
    assert_eq!(place.sqlite("b.db", "select distinct consent_scope from records"), "statistics|follow-up");
    // Without a name of its own the log goes to the platform's data folder.
    place.play("--consent statistics").ends_with(0);
    place.edamichi("log show").ends_with(0).prints(&["tiny", "left"]);
}

#[test]
fn the_log_tells_what_the_plan_did() {
    let place = Place::new();
    place.play("--consent follow-up --viewer A-17 --log e.db").ends_with(0);
    let shown = place.edamichi("log show e.db").ends_with(0);
    shown.prints(&["A-17", "scene-enter", "way", "left, right", "so =1+1", "bye"]);
    let csv = place.edamichi("log export e.db").ends_with(0).out;
    let header = "\u{feff}event_id,schema,story_id,story_revision,step,session_id,seq,viewer_key,consent_version,\
        consent_scope,wall_time,monotonic_ms,kind,scene,question,choices,value,choices_shown,answer_ms,media_ms,\
        language,player_version,reason\r\n";
    assert!(csv.starts_with(header), "{csv}");
    assert!(csv.contains(",answer,one,way,left,,left|right,"), "{csv}");
    place.edamichi("log export e.db --format jsonl --output e.jsonl").ends_with(0);
    place.edamichi("log import other.db --from e.jsonl").ends_with(0).prints(&["11 new"]);
    place.edamichi("log import other.db --from e.jsonl e.db").ends_with(0).prints(&["0 new"]);
    assert_eq!(place.edamichi("log export other.db").ends_with(0).out, csv);
    place.edamichi("log verify other.db").ends_with(0).prints(&["1 session, 11 records, whole"]);
}

#[test]
fn any_changed_byte_is_found_and_erasing_leaves_a_whole_chain() {
    let place = Place::new();
    place.write("plan", "choose right\nwords \"hello\"\n");
    place.play("--consent statistics,follow-up --viewer A-17 --log e.db").ends_with(0);
    place.play("--consent statistics --log e.db").ends_with(0);
    place.edamichi("log verify e.db").ends_with(0).prints(&["2 sessions, 22 records, whole"]);
    let session = place.sqlite("e.db", "select session_id from records where viewer_key = 'A-17' limit 1");
    let columns = place.sqlite("e.db", "select name from pragma_table_info('records')");
    assert_eq!(columns.lines().count(), 26);
    for column in columns.lines() {
        fs::copy(place.path("e.db"), place.path("bad.db")).unwrap();
        // The value's last byte, whatever its kind; an absent one comes to be.
        place.sqlite(
            "bad.db",
            &format!(
                "update records set {column} = case typeof({column}) \
             when 'integer' then {column} + 100 \
             when 'null' then 'x' \
             when 'blob' then cast(substr({column}, 1, length({column}) - 1) || \
                 case substr({column}, -1) when x'00' then x'01' else x'00' end as blob) \
             else substr({column}, 1, length({column}) - 1) || '~' end \
             where session_id = '{session}' and kind = 'answer' and question = 'way'"
            ),
        );
        let changed = place.sqlite("bad.db", &format!(
            "attach '{}' as good; select count(*) from records b join good.records g on b.rowid = g.rowid where b.{column} is not g.{column}",
            place.path("e.db").display()
        ));
        assert_eq!(changed, "1", "{column}");
        let ran = place.edamichi("log verify bad.db").ends_with(1);
        let named = ran.out.contains(&session[..8]) && ran.out.contains("record ");
        assert!(named, "{column}: {ran:#?}");
    }
    place.edamichi("log erase e.db --viewer A-17").ends_with(2).says(&["--yes", "11 records"]);
    place.edamichi("log erase e.db --viewer nobody --yes").ends_with(1).says(&["nobody"]);
    place.edamichi("log erase e.db --viewer A-17 --yes").ends_with(0).prints(&["11 records", &session]);
    let verified = place.edamichi("log verify e.db").ends_with(0);
    verified.prints(&["2 sessions, 22 records, whole", "11 of the records were erased"]);
    let bytes = fs::read(place.path("e.db")).unwrap();
    assert!(!bytes.windows(5).any(|window| window == b"hello"), "erased words are still in the file");
}

#[test]
fn the_gallery_is_saved_without_a_window() {
    let place = Place::new();
    let ran = place
        .edamichi("gallery --shots shots --size 640x360 --theme light --page start")
        .ends_with(0)
        .prints(&["contrast no brand", "contrast yellow on white"]);
    assert!(!ran.out.contains("1 too low"), "{}", ran.out);
    let shots = names(&place.path("shots"));
    for name in ["start-en-light-640x360.png", "start-ja-light-640x360.png"] {
        assert!(shots.iter().any(|shot| shot == name), "{shots:?}");
    }
}

#[test]
fn what_changed_between_two_stories_is_told() {
    let place = Place::new();
    place.edamichi("new one --language en").ends_with(0);
    place.shell("cp -r one two").ends_with(0);
    assert_eq!(place.edamichi("diff one two").ends_with(0).out, "");
    let story = place.read("two/story.ron");
    let scene = story.lines().find(|line| line.contains(": Scene(")).unwrap();
    let id = scene.trim().split('"').nth(1).unwrap();
    place.write("two/story.ron", story.replacen(": Scene(", ": Scene(note: \"昼食で\", ", 1));
    let ran = place.edamichi("diff one two/story.ron").ends_with(0);
    assert_eq!(ran.out, format!("scene {id} › note: new, \"昼食で\"\n"));
    let ran = place.edamichi("diff two one --json").ends_with(0);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&found[0]["scene"], &found[0]["place"][2]), (&Value::from(id), &Value::from("note")));
    assert_eq!((&found[0]["before"], &found[0]["after"]), (&Value::from("\"昼食で\""), &Value::Null));
    place.write("two/story.ron", "Story(");
    place.edamichi("diff one two").ends_with(2).says(&["story.ron", "edamichi check"]);
    place.edamichi("diff one three").ends_with(2).says(&["three"]);
}

#[test]
fn every_template_is_made_and_checks_clean() {
    let place = Place::new();
    for template in editor::templates::all() {
        let id = template.id;
        place.edamichi(&format!("new {id} --template {id} --language en")).ends_with(0);
        place.edamichi(&format!("check {id}")).ends_with(0).says(&["0 errors, 0 warnings, 0 notes"]);
    }
}
