//! Logs and places that cannot be read, written or trusted: what is wrong is told with the file's name
//! and words to act on, in time, and nothing that was there is lost.

use super::{Machine, PATIENCE, STATISTICS, STORY};
use crate::records::{Desk, DeskParts, Told, Wish};
use log_store::{SqliteStore, transfer};
use scene_graph::Language;
use std::fs::{self, Permissions};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

/// Tells a child process, which is this test once more, where the log is.
const HOME: &str = "EDAMICHI_TEST_HOME";

/// Records that [`left_behind`] leaves.
const RECORDS: u64 = 402;

/// A machine's folder with a log, whose program has ended.
fn left_behind() -> tempfile::TempDir {
    let machine = Machine::new(STATISTICS, None);
    machine.begins();
    for nth in 2..RECORDS {
        machine.answers();
        if nth % 50 == 0 {
            // Never more than the writer's queue holds.
            machine.list();
        }
    }
    assert_eq!(machine.list()[0].records, RECORDS);
    machine.recording.lock().finish();
    machine.home
}

fn ask(home: &Path, wish: Wish) -> Told {
    let story = Arc::new(scene_graph::load(STORY.as_bytes()).story.unwrap());
    let (tell, told) = sync_channel(16);
    let parts = DeskParts { story, log: home.join("log.db"), downloads: Some(home.join("Downloads")) };
    let desk = Desk::start(parts, move |told| drop(tell.send(told))).unwrap();
    assert!(desk.ask(wish, None, &Language::new("en")));
    told.recv_timeout(PATIENCE).expect("it hangs")
}

fn trouble(home: &Path, wish: Wish) -> String {
    match ask(home, wish) {
        Told::List { sessions: Err(message), .. }
        | Told::Erased(Err(message))
        | Told::Saved(Err(message)) => message,
        other => panic!("{wish:?} is no trouble: {other:?}"),
    }
}

fn listed(home: &Path) -> u64 {
    match ask(home, Wish::Read) {
        Told::List { sessions: Ok(sessions), .. } => sessions.iter().map(|session| session.records).sum(),
        other => panic!("{other:?}"),
    }
}

fn is_whole(home: &Path) {
    let mut store = SqliteStore::open_read_only(&home.join("log.db")).unwrap();
    let verdict = transfer::verify(&mut store).unwrap();
    assert!(verdict.is_whole() && verdict.records == RECORDS && verdict.erased == 0, "{verdict:?}");
}

fn sqlite(log: &Path) -> Command {
    let mut command = Command::new("sqlite3");
    command.arg(log);
    command
}

#[test]
fn damaged_logs_and_those_of_newer_versions_are_told_and_left_alone() {
    let cut = |log: &Path| {
        let bytes = fs::read(log).unwrap();
        fs::write(log, &bytes[..bytes.len() / 2]).unwrap();
    };
    let overwritten = |log: &Path| {
        let mut bytes = fs::read(log).unwrap();
        bytes[4_096..].fill(0xa5);
        fs::write(log, bytes).unwrap();
    };
    let newer = |log: &Path| {
        let done = sqlite(log).arg("pragma user_version = 7").status();
        assert!(done.expect("sqlite3 is needed for these tests").success());
    };
    type Alter = fn(&Path);
    let cases: [(Alter, &str); 3] =
        [(cut, "damaged"), (overwritten, "damaged"), (newer, "newer version of Edamichi")];
    for (alter, words) in cases {
        let home = left_behind();
        let log = home.path().join("log.db");
        alter(&log);
        let before = fs::read(&log).unwrap();
        for wish in [Wish::Read, Wish::Erase, Wish::Save] {
            let message = trouble(home.path(), wish);
            assert!(message.contains("log.db") && message.contains(words), "{wish:?}: {message}");
        }
        assert_eq!(ask(home.path(), Wish::Glance), Told::Any(true), "so that the page can say why");
        assert!(fs::read(&log).unwrap() == before, "{words}: it was changed");
        assert_eq!(fs::read_dir(home.path().join("Downloads")).unwrap().count(), 0, "no half copy");
    }
}

#[test]
fn a_log_that_another_program_writes_can_be_read_and_is_erased_afterwards() {
    let home = left_behind();
    let mut holder = sqlite(&home.path().join("log.db"));
    let mut holder = holder.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    holder.stdin.as_mut().unwrap().write_all(b"begin immediate; select 1;\n").unwrap();
    let mut one = [0];
    holder.stdout.as_mut().unwrap().read_exact(&mut one).unwrap();
    assert_eq!(listed(home.path()), RECORDS);
    assert!(matches!(ask(home.path(), Wish::Save), Told::Saved(Ok(copied)) if copied.records == RECORDS));
    let message = trouble(home.path(), Wish::Erase);
    assert!(message.contains("log.db") && message.contains("another program"), "{message}");
    assert_eq!(listed(home.path()), RECORDS, "nothing is half erased");
    holder.kill().unwrap();
    holder.wait().unwrap();
    is_whole(home.path());
    assert_eq!(ask(home.path(), Wish::Erase), Told::Erased(Ok((RECORDS, false))));
    assert_eq!(listed(home.path()), 0);
}

/// Runs one of these tests again, without the rights of root (who may everything) and with limits.
fn again(test: &str, home: &Path, limits: &str) {
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    let strip = if root { "setpriv --inh-caps=-all --bounding-set=-all" } else { "" };
    // A file that may not grow any more sends a signal besides.
    let line = format!("trap '' XFSZ; {limits} exec {strip} \"$0\" --exact records::tests::hostile::{test}");
    let mut command = Command::new("bash");
    command.args(["-c", &line]).arg(std::env::current_exe().unwrap()).env(HOME, home);
    let ran = command.output().unwrap();
    let out = String::from_utf8_lossy(&ran.stdout);
    assert!(
        ran.status.success() && out.contains("1 passed"),
        "{out}\n{}",
        String::from_utf8_lossy(&ran.stderr)
    );
}

fn home_of_the_child() -> Option<PathBuf> {
    std::env::var_os(HOME).map(PathBuf::from)
}

#[test]
fn places_that_may_not_be_written_are_told() {
    if let Some(home) = home_of_the_child() {
        let (log, downloads) = (home.join("log.db"), home.join("Downloads"));
        let permit = |path: &Path, mode| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        permit(&log, 0o444);
        permit(&home, 0o555);
        assert_eq!(listed(&home), RECORDS, "it can still be read");
        let message = trouble(&home, Wish::Erase);
        assert!(message.contains("log.db"), "{message}");
        assert!(["read-only", "permission"].iter().any(|word| message.contains(word)), "{message}");
        assert!(matches!(ask(&home, Wish::Save), Told::Saved(Ok(_))), "a copy goes elsewhere");
        permit(&downloads, 0o555);
        let message = trouble(&home, Wish::Save);
        assert!(message.contains("Downloads") && message.to_lowercase().contains("permission"), "{message}");
        permit(&log, 0o000);
        let message = trouble(&home, Wish::Read);
        assert!(message.contains("log.db") && message.contains("permission"), "{message}");
        permit(&home, 0o755);
        permit(&downloads, 0o755);
        permit(&log, 0o644);
        return;
    }
    let home = left_behind();
    again("places_that_may_not_be_written_are_told", home.path(), "");
    is_whole(home.path());
}

/// A file that may not grow stands for a full disk, as in the program's own tests.
#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    if let Some(home) = home_of_the_child() {
        let message = trouble(&home, Wish::Save);
        assert!(message.contains("Downloads") && message.contains("room"), "{message}");
        assert_eq!(listed(&home), RECORDS);
        let message = trouble(&home, Wish::Erase);
        assert!(message.contains("log.db") && message.contains("room"), "{message}");
        assert_eq!(listed(&home), RECORDS);
        return;
    }
    let home = left_behind();
    // Room for SQLite's own index of its journal (32 KiB), not for a copy or a journal of all.
    again("a_full_disk_is_told_and_loses_nothing", home.path(), "ulimit -f 40;");
    is_whole(home.path());
    // With room again, everything works.
    assert!(matches!(ask(home.path(), Wish::Save), Told::Saved(Ok(copied)) if copied.records == RECORDS));
    assert_eq!(ask(home.path(), Wish::Erase), Told::Erased(Ok((RECORDS, false))));
}
