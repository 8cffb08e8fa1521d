//! Logs that cannot be written or are no logs: playing goes on to its end, the trouble is told with
//! the file's name and what to do, the status is 1, and what was there stays as it was.

use crate::support::{PROGRAM, Place, Ran, ended};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Stdio};

/// The story was played to its end, and the trouble told.
#[track_caller]
fn played_on(ran: Ran, words: &[&str]) {
    assert!(ran.out.ends_with("end bye\n"), "{ran:#?}");
    ran.ends_with(1).says(words);
}

#[test]
fn what_is_no_log_is_left_as_it_is() {
    let place = Place::new();
    let noise: Vec<u8> = (0..6_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    place.write("noise.db", &noise);
    place.write("text.db", "This is not a log.\n");
    place.sqlite("other.db", "create table customers (name); insert into customers values ('A')");
    place.play("--consent statistics --log newer.db").ends_with(0);
    place.sqlite("newer.db", "pragma user_version = 7");
    place.play("--consent statistics --log cut.db").ends_with(0);
    let whole = fs::read(place.path("cut.db")).unwrap();
    place.write("cut.db", &whole[..whole.len() / 2]);
    for (log, words) in [
        ("noise.db", "not a choice log"),
        ("text.db", "not a choice log"),
        ("other.db", "another program's"),
        ("newer.db", "newer version of Edamichi (log version 7"),
        ("cut.db", "damaged"),
    ] {
        let before = fs::read(place.path(log)).unwrap();
        played_on(place.play(&format!("--consent statistics --log {log}")), &[log, words, "not recorded"]);
        for command in ["show", "verify", "export", "erase --viewer A --yes", "import --from text.db"] {
            let (first, rest) = command.split_once(' ').unwrap_or((command, ""));
            place.edamichi(&format!("log {first} {log} {rest}")).ends_with(2).says(&[log]);
        }
        assert!(fs::read(place.path(log)).unwrap() == before, "{log} was changed");
    }
}

#[test]
fn what_is_no_file_is_no_log() {
    let place = Place::new();
    assert!(Command::new("mkfifo").arg(place.path("pipe")).status().unwrap().success());
    for (log, words) in [
        ("s", "this is a folder"),
        ("pipe", "not an ordinary file"),
        ("/dev/full", "not an ordinary file"),
        ("/dev/null", "not an ordinary file"),
        ("plan/e.db", "plan"),
    ] {
        played_on(place.play(&format!("--consent statistics --log {log}")), &[log, words]);
        place.edamichi(&format!("log show {log}")).ends_with(2).says(&[log]);
    }
}

#[test]
fn a_log_that_may_not_be_written() {
    let place = Place::new();
    let folder = place.path("closed");
    fs::create_dir(&folder).unwrap();
    place.play("--consent statistics --log closed/old.db").ends_with(0);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let play = |log| {
        let words = format!("play s --headless --answers plan --consent statistics --log {log}");
        place.edamichi_without_privileges(&words)
    };
    played_on(play("closed/new.db"), &["closed/new.db", "read-only", "11 records were not recorded"]);
    played_on(play("closed/old.db"), &["closed/old.db", "11 records were not recorded"]);
    // It can still be read.
    place.edamichi_without_privileges("log verify closed/old.db").ends_with(0).prints(&["11 records, whole"]);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(folder.join("old.db"), fs::Permissions::from_mode(0o000)).unwrap();
    played_on(play("closed/old.db"), &["closed/old.db", "no permission"]);
    place.edamichi_without_privileges("log show closed/old.db").ends_with(2).says(&["no permission"]);
}

/// A file that may not grow stands for a full disk: the system answers each write as it would there,
/// and sends a signal besides.
#[test]
fn a_full_disk_ends_neither_the_story_nor_the_log() {
    let place = Place::new();
    let play = "$EDAMICHI play s --headless --answers plan --consent statistics --log e.db";
    played_on(
        place.shell(&format!("ulimit -f 4; {play}")),
        &["e.db", "room", "11 records were not recorded"],
    );
    // With room again, the same file takes records.
    place.shell(play).ends_with(0);
    place.edamichi("log verify e.db").ends_with(0).prints(&["1 session, 11 records, whole"]);
    // Full in the middle: what was stored stays whole, and what is missing is counted.
    let size = fs::metadata(place.path("e.db")).unwrap().len() / 1024;
    let ran = place.shell(&format!("ulimit -f {size}; {play}"));
    assert!(ran.out.ends_with("end bye\n"), "{ran:#?}");
    let verified = place.edamichi("log verify e.db").ends_with(0).prints(&["records, whole"]);
    let stored: u32 = place.sqlite("e.db", "select count(*) from records").parse().unwrap();
    let missing = 22 - stored;
    assert!(ran.err.contains("e.db") && (ran.code == Some(1)) == (missing > 0), "{ran:#?} {verified:#?}");
    let told = if missing > 0 { format!("{missing} record") } else { "no record is missing".to_owned() };
    assert!(ran.err.contains(&told), "{told}: {ran:#?}");
}

/// Held for longer than the writer waits at a time, on any machine that is quick enough to notice.
#[test]
fn a_log_that_is_locked_for_a_while_has_everything_in_the_end() {
    let place = Place::new();
    place.play("--consent statistics --log e.db").ends_with(0);
    let mut holder = Command::new("bash");
    holder.args(["-c", "(echo 'begin exclusive; select 1;'; sleep 3) | sqlite3 e.db > held"]);
    let mut holder = place.start(&mut holder);
    while fs::read(place.path("held")).unwrap_or_default().is_empty() {
        assert!(holder.try_wait().unwrap().is_none(), "sqlite3 is needed for these tests");
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    let ran = place.play("--consent statistics --log e.db").ends_with(0);
    assert!(ran.out.ends_with("end bye\n"));
    assert!(ran.err.is_empty() || ran.err.contains("no record is missing"), "{}", ran.err);
    assert_eq!(ended(&mut holder), (Some(0), None));
    place.edamichi("log verify e.db").ends_with(0).prints(&["2 sessions, 22 records, whole"]);
}

#[test]
fn two_programs_write_one_log() {
    let place = Place::new();
    let words = "play s --headless --answers plan --consent statistics --log e.db --realtime";
    let mut running: Vec<_> = (0..3)
        .map(|_| {
            let mut command = Command::new(PROGRAM);
            command.args(words.split(' ')).stdout(Stdio::null());
            place.start(&mut command)
        })
        .collect();
    for child in &mut running {
        assert_eq!(ended(child), (Some(0), None));
    }
    place.edamichi("log verify e.db").ends_with(0).prints(&["3 sessions, 33 records, whole"]);
}
