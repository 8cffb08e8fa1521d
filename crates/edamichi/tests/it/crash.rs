//! Killed in mid-story, at any moment: what was reported as being on disk is there.

use crate::support::{PROGRAM, Place};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Rounds unless `EDAMICHI_KILLS` says how many.
const ROUNDS: usize = 24;
/// Rounds that run side by side, each with a log of its own.
const LANES: usize = 4;

/// A small generator of numbers (Marsaglia's xorshift), so that every run tries the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// What came of all rounds.
#[derive(Default)]
struct Tally {
    killed: AtomicUsize,
    acknowledged: AtomicUsize,
    stored: AtomicUsize,
}

/// The last record of each session that this output reports as stored. The last line may be cut.
fn acknowledged(output: &str) -> BTreeMap<String, u64> {
    let mut last = BTreeMap::new();
    for line in output.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        if line["event"] == "acknowledged" {
            last.insert(line["session_id"].as_str().unwrap().to_owned(), line["seq"].as_u64().unwrap());
        }
    }
    last
}

/// How many records each session of the log has, by an export through the program.
fn stored(place: &Place) -> BTreeMap<String, u64> {
    let mut count = BTreeMap::new();
    for line in place.edamichi("log export e.db --format jsonl").ends_with(0).out.lines() {
        let line: serde_json::Value = serde_json::from_str(line.trim_start_matches('\u{feff}')).unwrap();
        let count = count.entry(line["session_id"].as_str().unwrap().to_owned()).or_insert(0);
        *count += 1;
        assert_eq!(line["seq"].as_u64(), Some(*count), "numbers have no gaps");
    }
    count
}

fn lane(rounds: usize, seed: u64, tally: &Tally) {
    let place = Place::new();
    // Short clips and many answers: something is recorded nearly all the time.
    let story = place.read("s/story.ron").replace(".mp4\")", ".mp4\", to: \"00:00.080\")");
    let endless = story.replace("then: End(\"bye\"),\n        )", "then: Goto(\"one\"),\n        )");
    assert_ne!(story, endless);
    place.write("s/story.ron", endless);
    place.write("plan", "choose left\nwords \"a few words\"\n".repeat(200) + "leave\n");
    let mut numbers = Numbers(seed);
    let mut expected: BTreeMap<String, u64> = BTreeMap::new();
    for _ in 0..rounds {
        let output = place.path("output");
        let words = "play s --headless --answers plan --realtime --json --consent statistics,follow-up --viewer V --log e.db";
        let mut command = Command::new(PROGRAM);
        command.args(words.split(' ')).stdout(File::create(&output).unwrap());
        let mut child = place.start(&mut command);
        let began = Instant::now();
        // Half of the moments lie near the beginning, where the log is made; half after the first event.
        let wait_for_events = numbers.below(2) == 0;
        while wait_for_events && fs::metadata(&output).unwrap().len() == 0 {
            assert!(began.elapsed() < Duration::from_secs(60) && child.try_wait().unwrap().is_none());
            std::thread::sleep(Duration::from_millis(1));
        }
        let delay = if wait_for_events { numbers.below(1_200_000) } else { numbers.below(250_000) };
        std::thread::sleep(Duration::from_micros(delay));
        assert!(child.try_wait().unwrap().is_none(), "the story ended before it was killed");
        child.kill().unwrap();
        child.wait().unwrap();
        tally.killed.fetch_add(1, Ordering::Relaxed);
        expected.extend(acknowledged(&fs::read_to_string(&output).unwrap()));
        if !place.path("e.db").exists() {
            assert!(expected.is_empty());
            continue;
        }
        place.edamichi("log verify e.db").ends_with(0).prints(&["whole"]);
        let stored = stored(&place);
        for (session, last) in &expected {
            let there = stored.get(session).copied().unwrap_or(0);
            assert!(there >= *last, "{session}: {last} records were acknowledged, {there} are there");
        }
    }
    tally.acknowledged.fetch_add(expected.values().sum::<u64>() as usize, Ordering::Relaxed);
    tally.stored.fetch_add(stored(&place).values().sum::<u64>() as usize, Ordering::Relaxed);
}

#[test]
fn no_acknowledged_record_is_lost_to_a_kill() {
    let rounds = std::env::var("EDAMICHI_KILLS").map_or(ROUNDS, |rounds| rounds.parse().unwrap());
    let tally = Tally::default();
    std::thread::scope(|scope| {
        for number in 0..LANES {
            let rounds = rounds / LANES + usize::from(number < rounds % LANES);
            let tally = &tally;
            let seed = 88_172_645_463_325_252 + number as u64 * 7919;
            let builder = std::thread::Builder::new().name(format!("lane {number}"));
            builder.spawn_scoped(scope, move || lane(rounds, seed, tally)).unwrap();
        }
    });
    let [killed, acknowledged, stored] =
        [&tally.killed, &tally.acknowledged, &tally.stored].map(|count| count.load(Ordering::Relaxed));
    println!(
        "killed {killed} times: {acknowledged} records were acknowledged, none of them is missing; {stored} are stored, every log opens and is whole"
    );
    assert_eq!(killed, rounds);
    assert!(acknowledged > rounds, "so few records prove nothing: {acknowledged}");
}
