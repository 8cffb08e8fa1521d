//! The real program, a folder to run it in, and a small story with real clips.

use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_edamichi");

/// Longer than anything takes on the slowest machine; what takes longer hangs.
const LONGEST: Duration = Duration::from_secs(150);

/// A hub of one question, and a scene that asks for words. Two clips of a second each.
pub(crate) const STORY: &str = r#"Story(
    format: 1,
    id: "tiny",
    title: {"en": "Tiny", "ja": "小さい話"},
    languages: ["en", "ja"],
    consent: Consent(
        version: "1",
        who: {"en": "Tests", "ja": "試験"},
        why: {"en": "To test", "ja": "試験のため"},
        statistics: {"en": "The answers", "ja": "答え"},
        follow_up: {"en": "The answers with a name", "ja": "答えと名前"},
    ),
    endings: {"bye": Ending(title: {"en": "Bye", "ja": "さようなら"})},
    start: "one",
    scenes: {
        "one": Scene(
            title: {"en": "One", "ja": "一"},
            media: Video(file: "media/a.mp4"),
            question: Question(
                id: "way",
                prompt: {"en": "Which way?", "ja": "どちら?"},
                skip: true,
                answers: OneOf([
                    Choice(id: "left", text: {"en": "Left", "ja": "左"}, then: Goto("two")),
                    Choice(id: "right", text: {"en": "Right", "ja": "右"}, then: Goto("two")),
                    Choice(id: "later", text: {"en": "Later", "ja": "あとで"}, when: Visited("two"), then: End("bye")),
                ]),
            ),
            then: Goto("two"),
        ),
        "two": Scene(
            title: {"en": "Two", "ja": "二"},
            media: Video(file: "media/b.mp4"),
            question: Question(
                id: "words",
                prompt: {"en": "Anything to say?", "ja": "ひとこと"},
                skip: true,
                answers: Words(),
            ),
            then: End("bye"),
        ),
    },
)
"#;

/// Answers both questions.
pub(crate) const PLAN: &str = "choose left\nwords \"so =1+1\"\n";

/// What a run printed and how it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit status; a run that a signal ended has none.
    pub(crate) code: Option<i32>,
    pub(crate) signal: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// It ended by itself with this status, and never by a panic.
    #[track_caller]
    pub(crate) fn ends_with(self, code: i32) -> Self {
        assert_eq!((self.code, self.signal), (Some(code), None), "{self:#?}");
        assert!(!self.err.contains("panicked"), "{self:#?}");
        self
    }

    /// What a person reads has all these words.
    #[track_caller]
    pub(crate) fn says(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.err.contains(word), "\"{word}\" is not in {self:#?}");
        }
        self
    }

    /// The result has all these words.
    #[track_caller]
    pub(crate) fn prints(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.out.contains(word), "\"{word}\" is not in {self:#?}");
        }
        self
    }
}

/// A folder with the story in `s`, and a plan for it in `plan`.
pub(crate) struct Place(tempfile::TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        place.write("s/story.ron", STORY);
        place.write("plan", PLAN);
        fs::create_dir_all(place.path("s/media")).unwrap();
        for (name, clip) in ["a.mp4", "b.mp4"].iter().zip(clips()) {
            fs::copy(clip, place.path("s/media").join(name)).unwrap();
        }
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The story with one text replaced by another.
    #[track_caller]
    pub(crate) fn edit_story(&self, from: &str, to: &str) {
        assert!(STORY.contains(from), "{from}");
        self.write("s/story.ron", STORY.replace(from, to));
    }

    /// The program with these words, separated by spaces, in this folder.
    pub(crate) fn edamichi(&self, words: &str) -> Ran {
        self.run(Command::new(PROGRAM).args(words.split_whitespace()))
    }

    /// `edamichi play s --headless --answers plan` and these words.
    pub(crate) fn play(&self, words: &str) -> Ran {
        self.edamichi(&format!("play s --headless --answers plan {words}"))
    }

    /// A line of shell, in which `$EDAMICHI` is the program.
    pub(crate) fn shell(&self, line: &str) -> Ran {
        self.run(Command::new("bash").args(["-c", line]))
    }

    /// The program without the right to read and write what its user may not: root may everything.
    pub(crate) fn edamichi_without_privileges(&self, words: &str) -> Ran {
        let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
        if !root {
            return self.edamichi(words);
        }
        let mut command = Command::new("setpriv");
        command.args(["--inh-caps=-all", "--bounding-set=-all", PROGRAM]).args(words.split_whitespace());
        self.run(&mut command)
    }

    /// What a query finds in a log, by the `sqlite3` program.
    pub(crate) fn sqlite(&self, log: &str, query: &str) -> String {
        let output = Command::new("sqlite3").arg(self.path(log)).arg(query).output();
        let output = output.unwrap_or_else(|error| panic!("sqlite3 is needed for these tests: {error}"));
        assert!(output.status.success(), "{query}: {output:?}");
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    }

    /// Runs a command here to its end.
    pub(crate) fn run(&self, command: &mut Command) -> Ran {
        let desk = tempfile::tempdir().unwrap();
        let (out, err) = (desk.path().join("out"), desk.path().join("err"));
        command.stdout(File::create(&out).unwrap()).stderr(File::create(&err).unwrap());
        let (code, signal) = ended(&mut self.start(command));
        let text = |path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
        Ran { code, signal, out: text(out), err: text(err) }
    }

    /// Starts a command here. Nothing of the person who runs the tests is seen or touched.
    pub(crate) fn start(&self, command: &mut Command) -> Child {
        let home = self.0.path();
        command.current_dir(home).stdin(Stdio::null()).env("EDAMICHI", PROGRAM);
        for name in ["HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"] {
            command.env(name, home);
        }
        for name in ["EDAMICHI_LOG", "DISPLAY", "WAYLAND_DISPLAY"] {
            command.env_remove(name);
        }
        command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"))
    }
}

/// Waits for a process; gives its exit status, or the signal that ended it.
pub(crate) fn ended(child: &mut Child) -> (Option<i32>, Option<i32>) {
    let since = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return (status.code(), status.signal());
        }
        if since.elapsed() > LONGEST {
            let _ = child.kill();
            panic!("it hangs");
        }
        std::thread::sleep(Duration::from_millis(3));
    }
}

/// Two clips of a second, with sound, made once.
pub(crate) fn clips() -> [PathBuf; 2] {
    static MADE: OnceLock<[PathBuf; 2]> = OnceLock::new();
    let clip = |name: &str, picture: &str, tone: u32| {
        let picture = format!("{picture}=size=160x90:rate=25:duration=1");
        let tone = format!("sine=frequency={tone}:sample_rate=48000:duration=1");
        let words = ["-f", "lavfi", "-i", &picture, "-f", "lavfi", "-i", &tone];
        let codecs = "-c:v libx264 -preset veryfast -pix_fmt yuv420p -g 10 -c:a aac -shortest";
        made(name, &words.into_iter().chain(codecs.split(' ')).collect::<Vec<_>>())
    };
    MADE.get_or_init(|| [clip("a.mp4", "testsrc2", 440), clip("b.mp4", "smptebars", 660)]).clone()
}

/// A clip made with these arguments of the `ffmpeg` program; kept in the target folder.
pub(crate) fn made(name: &str, arguments: &[&str]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-clips-1");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    // Tests of one process run side by side and may want the same clip.
    static MAKING: Mutex<()> = Mutex::new(());
    let _alone = MAKING.lock().unwrap_or_else(PoisonError::into_inner);
    if !path.exists() {
        // Tests beside this one may be making it, too.
        let whose = format!("{}-{:?}", std::process::id(), std::thread::current().id());
        let draft = folder.join(format!("draft-{whose}-{name}"));
        let ffmpeg = Command::new("ffmpeg")
            .args(["-v", "error", "-nostdin", "-y"])
            .args(arguments)
            .arg(&draft)
            .output();
        let output = ffmpeg.unwrap_or_else(|error| panic!("ffmpeg is needed for these tests: {error}"));
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        fs::rename(draft, &path).unwrap();
    }
    path
}
