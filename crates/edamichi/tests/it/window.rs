//! The player's real window on a virtual display, with real keys and clicks.
//!
//! Everything waits for what the program tells (its events, with `-v`), never for a length of time
//! alone, so that a slow machine is only slow.

use crate::support::{PROGRAM, Place, ended, made};
use crate::support_x::ask_to_close;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Longer than anything takes on the slowest machine.
const LONGEST: Duration = Duration::from_secs(120);

/// A display that nobody sees.
struct Display {
    server: Child,
    name: String,
}

/// The player in its window.
struct Window<'a> {
    display: &'a Display,
    player: Child,
    told: PathBuf,
    id: String,
}

/// Servers that start at the same moment may take the same number.
static STARTING: Mutex<()> = Mutex::new(());

impl Display {
    fn new() -> Self {
        let _one_at_a_time = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        (0..5)
            .map(|_| Self::start())
            .find(Self::answers)
            .unwrap_or_else(|| panic!("Xvfb starts, but does not answer"))
    }

    fn answers(&self) -> bool {
        let mut command = Command::new("xdotool");
        command.arg("getdisplaygeometry").env("DISPLAY", &self.name).stderr(Stdio::null());
        command.output().is_ok_and(|output| output.status.success())
    }

    fn start() -> Self {
        // Without -noreset the server begins anew whenever its last client goes, such as the xdotool
        // that asked whether it answers, and turns away a player that comes at that moment.
        let mut server = Command::new("Xvfb")
            .args(["-noreset", "-displayfd", "1", "-screen", "0", "1280x720x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("Xvfb is needed for these tests: {error}"));
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Self { server, name: format!(":{}", number.trim()) }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl<'a> Window<'a> {
    fn open(place: &Place, display: &'a Display, words: &str) -> Self {
        let told = place.path("told");
        // `start` takes the tester's display away; this one is ours.
        let mut command = Command::new("env");
        command.arg(format!("DISPLAY={}", display.name)).arg(PROGRAM);
        command
            .args(["-v", "play", "s", "--log", "log.db", "--language", "en"])
            .args(words.split_whitespace());
        command.stdout(Stdio::null()).stderr(std::fs::File::create(&told).unwrap());
        let player = place.start(&mut command);
        let mut window = Self { display, player, told, id: String::new() };
        window.id = window.wait("its window", |window| {
            let found = window.xdotool(&["search", "--onlyvisible", "--name", "Edamichi"]);
            found.lines().next().map(ToOwned::to_owned)
        });
        window.xdotool(&["windowfocus", "--sync", &window.id]);
        window
    }

    /// What the program has told so far.
    fn told(&self) -> String {
        std::fs::read_to_string(&self.told).unwrap_or_default()
    }

    fn wait<T>(&mut self, what: &str, mut look: impl FnMut(&mut Self) -> Option<T>) -> T {
        let since = Instant::now();
        loop {
            if let Some(found) = look(self) {
                return found;
            }
            let over = self.player.try_wait().unwrap();
            assert!(over.is_none() && since.elapsed() < LONGEST, "no {what}; {over:?}\n{}", self.told());
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    /// Waits until an event was told so often, doing something again and again until then: a key
    /// that comes a moment too early is no fault of the program's.
    fn until(&mut self, event: &str, times: usize, mut again: impl FnMut(&Self)) {
        let mut next = Instant::now();
        self.wait(event, |window| {
            if window.told().matches(event).count() >= times {
                return Some(());
            }
            if Instant::now() >= next {
                again(window);
                next = Instant::now() + Duration::from_millis(1_500);
            }
            None
        });
    }

    fn xdotool(&self, words: &[&str]) -> String {
        let output = Command::new("xdotool").args(words).env("DISPLAY", &self.display.name).output();
        let output = output.unwrap_or_else(|error| panic!("xdotool is needed for these tests: {error}"));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Pressed, held and released, as a person does.
    fn press(&self, key: &str) {
        self.xdotool(&["keydown", key, "sleep", "0.08", "keyup", key, "sleep", "0.08"]);
    }

    fn click(&self, x: u32, y: u32) {
        let (x, y) = (x.to_string(), y.to_string());
        self.xdotool(&[
            "mousemove",
            &x,
            &y,
            "sleep",
            "0.1",
            "mousedown",
            "1",
            "sleep",
            "0.1",
            "mouseup",
            "1",
        ]);
    }

    /// Goes in from the start page, where Enter does.
    fn go_in(&mut self) {
        self.until("edamichi::page: start", 1, |_| {});
        self.until("edamichi::page: consent", 1, |window| window.press("Return"));
    }

    /// Consent to statistics, by keyboard: from the way that records nothing back to the first
    /// switch, then to the way that does.
    fn agree_to_statistics(&mut self) {
        self.go_in();
        for key in ["shift+Tab", "shift+Tab", "space", "Tab", "Tab", "Tab", "Return"] {
            self.press(key);
        }
        self.until("edamichi::story: scene one", 1, |_| {});
    }

    /// Waits for the program's end; gives its status.
    fn end(mut self) -> Option<i32> {
        let (status, signal) = ended(&mut self.player);
        assert_eq!(signal, None, "{}", self.told());
        status
    }
}

impl Drop for Window<'_> {
    fn drop(&mut self) {
        let _ = self.player.kill();
        let _ = self.player.wait();
    }
}

const QUESTION: &str = "edamichi::story: question way";

#[test]
fn a_story_is_watched_with_keys_and_clicks() {
    let (place, display) = (Place::new(), Display::new());
    let mut window = Window::open(&place, &display, "");
    window.agree_to_statistics();
    window.until(QUESTION, 1, |_| {});
    // By key, back by key, by click: the first choice lies on the left of the lower third, a little
    // higher or lower as the panel's rows need it.
    let mut rows = [505, 530, 480, 555].into_iter().cycle();
    window.until("answer way left", 1, |window| window.press("1"));
    window.until(QUESTION, 2, |window| window.press("BackSpace"));
    window.until("answer way left", 2, |window| window.click(300, rows.next().unwrap_or(505)));
    window.until("question words", 1, |_| {});
    window.until("answer words", 1, |window| {
        window.xdotool(&["type", "--delay", "40", "so"]);
        window.press("ctrl+Return");
    });
    window.until("edamichi::story: end bye", 1, |_| {});
    let id = window.id.clone();
    ask_to_close(&display.name, &id).unwrap();
    assert_eq!(window.end(), Some(0));
    let log = place.edamichi("log export log.db").ends_with(0).out;
    for kind in ["session-start", "answer", "back", "ending", "session-end"] {
        assert!(log.contains(&format!(",{kind},")), "{kind} is not in\n{log}");
    }
    assert!(!log.contains(",so,"), "words are not recorded under statistics:\n{log}");
    place.edamichi("log verify log.db").ends_with(0);
}

/// A clip that is long enough for the slowest machine to do something in it.
fn minute() -> PathBuf {
    let words = "-f lavfi -i testsrc2=size=160x90:rate=25:duration=60 -c:v libx264 -preset veryfast -g 25";
    made("minute.mp4", &words.split(' ').collect::<Vec<_>>())
}

#[test]
fn a_viewer_pauses_goes_on_and_closes_the_window() {
    let (place, display) = (Place::new(), Display::new());
    std::fs::copy(minute(), place.path("s/media/a.mp4")).unwrap();
    let mut window = Window::open(&place, &display, "");
    window.agree_to_statistics();
    window.press("space");
    window.wait("record of the pause", |_| {
        let log = place.edamichi("log export log.db").out;
        log.contains(",pause,").then_some(())
    });
    assert!(!window.told().contains(QUESTION), "{}", window.told());
    window.press("space");
    // Five seconds on with each press, to the question at the end.
    window.until(QUESTION, 1, |window| window.press("Right"));
    ask_to_close(&display.name, &window.id).unwrap();
    assert_eq!(window.end(), Some(0));
    let log = place.edamichi("log export log.db").ends_with(0).out;
    for kind in ["pause", "seek", "question-shown", "session-end"] {
        assert!(log.contains(&format!(",{kind},")), "{kind} is not in\n{log}");
    }
    place.edamichi("log verify log.db").ends_with(0);
}

#[test]
fn a_key_that_is_held_acts_once() {
    let (place, display) = (Place::new(), Display::new());
    let mut window = Window::open(&place, &display, "");
    window.go_in();
    window.press("shift+Tab");
    window.press("shift+Tab");
    // On, off, on. The server repeats a key after two thirds of a second, 25 times a second.
    for seconds in ["1.2", "1.24", "1.28"] {
        window.xdotool(&["keydown", "space", "sleep", seconds, "keyup", "space", "sleep", "0.1"]);
    }
    for key in ["Tab", "Tab", "Tab", "Return"] {
        window.press(key);
    }
    window.until(QUESTION, 1, |_| {});
    ask_to_close(&display.name, &window.id).unwrap();
    assert_eq!(window.end(), Some(0));
    let log = place.edamichi("log export log.db").ends_with(0).out;
    assert!(log.contains(",session-start,"), "{log}");
}

#[test]
fn a_window_takes_whatever_happens_to_it() {
    let (place, display) = (Place::new(), Display::new());
    let mut window = Window::open(&place, &display, "");
    window.agree_to_statistics();
    window.until(QUESTION, 1, |_| {});
    let id = window.id.clone();
    for (width, height) in [("1", "1"), ("333", "77"), ("1280", "1"), ("1920", "1080"), ("640", "360")] {
        window.xdotool(&["windowsize", &id, width, height, "sleep", "0.2"]);
    }
    for key in ["f", "c", "m", "f", "Escape", "Right", "Left", "Up", "Down"] {
        window.press(key);
    }
    // A hundred answers in one frame: as many as there are questions are taken.
    window.xdotool(&["key", "--delay", "0", "--repeat", "100", "2"]);
    window.until("answer way right", 1, |window| window.press("2"));
    window.until("question words", 1, |_| {});
    // Another program destroys the window: the session ends properly all the same.
    window.xdotool(&["windowclose", &id]);
    assert_eq!(window.end(), Some(2));
    let log = place.edamichi("log export log.db").ends_with(0).out;
    assert!(log.contains(",answer,"), "{log}");
    place.edamichi("log verify log.db").ends_with(0);
}

#[test]
fn without_recording_no_log_appears() {
    let (place, display) = (Place::new(), Display::new());
    let mut window = Window::open(&place, &display, "");
    // Enter goes in, and Enter goes on without recording.
    window.go_in();
    window.press("Return");
    window.until("answer way", 1, |window| window.press("1"));
    let id = window.id.clone();
    window.xdotool(&["windowclose", &id]);
    let _ = window.end();
    assert!(!place.path("log.db").exists());
}

/// Files below this folder that have one of these words in them, as bytes; the story, the plan and what
/// the program told the terminal aside.
fn files_with(place: &Place, words: &[&str]) -> Vec<String> {
    let (mut found, mut folders) = (Vec::new(), vec![place.path("")]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().filter_map(Result::ok) {
            let path = entry.path();
            let name = path.strip_prefix(place.path("")).unwrap().display().to_string();
            if ["s", "plan", "told"].contains(&name.as_str()) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap_or_default();
            let has = |word: &&str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
            found.extend(words.iter().filter(|word| has(word)).map(|word| format!("{name}: {word}")));
        }
    }
    found
}

#[test]
fn who_refuses_leaves_no_answer_on_the_disk() {
    let (place, display) = (Place::new(), Display::new());
    let words = ["way", "left", "Left", "Which", "quitesecret", "answer", "session-start"];
    let mut window = Window::open(&place, &display, "");
    window.go_in();
    window.press("Return");
    window.until("answer way left", 1, |window| window.press("1"));
    window.until("question words", 1, |_| {});
    window.until("answer words", 1, |window| {
        window.xdotool(&["type", "--delay", "40", "quitesecret"]);
        window.press("ctrl+Return");
    });
    // Settings are kept meanwhile: the sound is off.
    window.press("m");
    window.until("edamichi::story: end bye", 1, |_| {});
    ask_to_close(&display.name, &window.id).unwrap();
    assert_eq!(window.end(), Some(0));
    assert_eq!(files_with(&place, &words), [] as [String; 0]);
    assert!(!files_with(&place, &["Tiny", "story"]).is_empty(), "settings or recent stories are there");
    // The same search finds what somebody agreed to.
    place.write("plan", "choose left\nwords \"quitesecret\"\n");
    place.play("--consent follow-up --viewer A --log log.db").ends_with(0);
    let found = files_with(&place, &words);
    assert!(found.iter().any(|line| line == "log.db: quitesecret"), "{found:?}");
}

#[test]
fn without_a_display_or_an_adapter_it_says_what_to_do() {
    let place = Place::new();
    place.edamichi("play s --log log.db").ends_with(2).says(&["no window could be opened", "--headless"]);
    let display = Display::new();
    let mut command = Command::new("env");
    command.args([&format!("DISPLAY={}", display.name), "WGPU_BACKEND=metal", PROGRAM, "play", "s"]);
    place.run(&mut command).ends_with(2).says(&["graphics adapter", "mesa-vulkan-drivers"]);
}
