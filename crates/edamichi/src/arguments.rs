//! The command line's words. They are fixed: people's scripts rely on them.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Branching videos: played, made and understood.
#[derive(Debug, Parser)]
#[command(
    name = "edamichi",
    version,
    about = "Edamichi (枝道): branching videos, played, made and understood",
    after_help = "Examples:\n  \
        edamichi play examples/offer-follow-up     watch the example story\n  \
        edamichi new my-story                      begin a story of your own\n  \
        edamichi check my-story                    find what is wrong or missing in it\n  \
        edamichi index my-story                    let its clips open faster and equally loud\n  \
        edamichi log show                          read what viewers answered\n\n\
        Exit status: 0 done; 1 it ran and found problems; 2 it could not run.",
    max_term_width = 100
)]
pub struct Arguments {
    /// Say more about what is going on, on stderr (twice: still more)
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// What to do
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Play a story in a window, or without one
    #[command(after_help = PLAY_HELP)]
    Play(Play),
    /// Find what is wrong or missing in a story; opens every clip it names
    #[command(
        after_help = "Exit status: 0 without errors (warnings are allowed), 1 with errors, 2 when there is \
                            no story to check.\nEvery code is explained in docs/diagnostics.md.\n\n\
                      Examples:\n  \
                        edamichi check my-story\n  \
                        edamichi check my-story --json > findings.json"
    )]
    Check(Check),
    /// Read every clip of a story once, so that it opens faster and plays equally loud
    #[command(
        after_help = "Clips are read to their ends: their streams, keyframes, length, loudness (EBU R 128) and faults \
                            are kept in media-index.ron beside story.ron, or in your cache where that cannot be written. \
                            Run it again when clips changed; what did not change is not read again.\n\n\
                      Exit status: 0 done, 1 some files have problems, 2 it could not run.\n\n\
                      Examples:\n  \
                        edamichi index my-story\n  \
                        edamichi index my-story --force --json > clips.json"
    )]
    Index(Index),
    /// Draw, write and test a story in a window
    #[command(
        after_help = "STORY is a folder that holds story.ron, or that file; without it, the window asks what to begin \
                            with. What was not saved when the program ended is offered when the story is opened \
                            again.\n\n\
                      Examples:\n  \
                        edamichi edit my-story\n  \
                        edamichi edit --language ja"
    )]
    Edit(Edit),
    /// Tell what changed from one story to another
    #[command(
        after_help = "A change a line: where it is, how it was and how it is. What stands in another order only, and \
                            comments, are told as that or not at all.\n\n\
                      Exit status: 0 done, with differences or without; 2 when one of the stories cannot be read.\n\n\
                      Examples:\n  \
                        edamichi diff my-story my-story-from-mail\n  \
                        edamichi diff old/story.ron my-story --json > changes.json"
    )]
    Diff(Diff),
    /// Make a first story of your own that plays at once
    #[command(
        after_help = "Then 'edamichi play DIR' plays it, and docs/story-format.md explains story.ron.\n\n\
                      Example:\n  edamichi new my-story --language en"
    )]
    New(New),
    /// Look at every page and element of the viewer's window, with sample data
    #[command(after_help = GALLERY_HELP)]
    Gallery(Gallery),
    /// Read, export, import, verify or erase choice logs
    #[command(subcommand, after_help = LOG_HELP)]
    Log(Log),
}

const PLAY_HELP: &str = "\
STORY is a folder that holds story.ron, or that file.

In a window the viewer is asked what may be recorded; nothing is recorded before. Keys: 1-9 choose, \
arrows and Tab move, Enter answers, Space pauses, Backspace goes back, C captions, M mute, F full screen.

Without a window (--headless) a plan file answers, one step a line:
  choose CHOICE      several CHOICE,CHOICE      scale N      words \"JSON string\"
  skip               contact \"JSON string\"      back         restart
  jump SCENE         seek 00:05.000             wait 2s      wait-limit
  language TAG       consent LIST               leave
Lines that begin with # and blank lines are skipped. What happens is written to stdout, one event a \
line (--json: JSON Lines).

Examples:
  edamichi play examples/offer-follow-up --language en
  edamichi play my-story --headless --answers plan.txt --consent statistics --log answers.db --shots shots";

const LOG_HELP: &str = "\
LOG is a file; without it, the log in the platform's data folder.

Examples:
  edamichi log show
  edamichi log export answers.db --output answers.csv
  edamichi log verify answers.db
  edamichi log erase answers.db --viewer A-17 --yes";

const GALLERY_HELP: &str = "\
In the window, Page Down and Page Up leaf through the pages; F2 changes the language, F3 the theme, F4 the \
size of text. Pictures (--shots) need no window and no graphics adapter; without the other options every \
page is saved in both languages, all themes and four sizes, and the contrast of colours is written to stdout.

Examples:
  edamichi gallery
  edamichi gallery --shots pictures --size 1280x720 --theme light --language ja";

/// `edamichi diff`
#[derive(Debug, Args)]
pub struct Diff {
    /// The story as it was: a folder that holds story.ron, or that file
    #[arg(value_name = "A")]
    pub before: PathBuf,
    /// The story as it is
    #[arg(value_name = "B")]
    pub after: PathBuf,
    /// As JSON: an array of {place, scene, before, after}
    #[arg(long)]
    pub json: bool,
}

/// `edamichi play`
#[derive(Debug, Args)]
pub struct Play {
    /// The story: a folder that holds story.ron, or that file
    pub story: PathBuf,
    /// The language to begin in, such as ja or en
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// The choice log to record into (default: in the platform's data folder)
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
    /// Begin at this scene instead of the story's start
    #[arg(long, value_name = "SCENE")]
    pub start: Option<String>,
    /// Begin in full screen
    #[arg(long, conflicts_with = "headless")]
    pub fullscreen: bool,
    /// Decode with graphics hardware where there is some that can, else in software
    #[arg(long)]
    pub hardware_decoding: bool,
    /// Play without a window: the same session, decoders, renderer and log
    #[arg(long, requires = "answers")]
    pub headless: bool,
    /// The plan file that answers
    #[arg(long, value_name = "PLAN", requires = "headless")]
    pub answers: Option<PathBuf>,
    /// What may be recorded: none, statistics, follow-up, or statistics,follow-up
    #[arg(long, value_name = "LIST", requires = "headless", default_value = "none")]
    pub consent: String,
    /// Who the viewer is, for follow-up
    #[arg(long, value_name = "KEY", requires = "headless")]
    pub viewer: Option<String>,
    /// Save a picture of every scene and question into this folder
    #[arg(long, value_name = "DIR", requires = "headless")]
    pub shots: Option<PathBuf>,
    /// The size of those pictures
    #[arg(long, value_name = "WxH", requires = "headless", default_value = "1280x720")]
    pub size: String,
    /// Let time pass as in a window instead of as fast as can be
    #[arg(long, requires = "headless")]
    pub realtime: bool,
    /// Write JSON Lines, and an event when a record is on disk
    #[arg(long, requires = "headless")]
    pub json: bool,
}

/// `edamichi check`
#[derive(Debug, Args)]
pub struct Check {
    /// The story: a folder that holds story.ron, or that file
    pub story: PathBuf,
    /// Write a JSON array instead of sentences
    #[arg(long)]
    pub json: bool,
}

/// `edamichi index`
#[derive(Debug, Args)]
pub struct Index {
    /// The story: a folder that holds story.ron, or that file
    pub story: PathBuf,
    /// Read every clip again, whether it changed or not
    #[arg(long)]
    pub force: bool,
    /// Write a JSON array instead of sentences
    #[arg(long)]
    pub json: bool,
}

/// `edamichi new`
#[derive(Debug, Args)]
pub struct New {
    /// The folder to make; it must not exist, or be empty
    pub folder: PathBuf,
    /// The template to begin with
    #[arg(long, value_name = "NAME", default_value = "first-story")]
    pub template: String,
    /// The story's first language: ja or en
    #[arg(long, value_name = "TAG", default_value = "ja")]
    pub language: String,
}

/// `edamichi edit`
#[derive(Debug, Args)]
pub struct Edit {
    /// The story: a folder that holds story.ron, or that file
    pub story: Option<PathBuf>,
    /// The language of the window: ja or en (default: the system's)
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
}

/// `edamichi gallery`
#[derive(Debug, Args)]
pub struct Gallery {
    /// Save a picture of every page into this folder instead of opening a window
    #[arg(long, value_name = "DIR")]
    pub shots: Option<PathBuf>,
    /// The size of the window or of the pictures
    #[arg(long, value_name = "WxH")]
    pub size: Option<String>,
    /// One language: ja or en
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// One theme: dark, light, high-contrast or system
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Pages whose names begin so
    #[arg(long, value_name = "NAME")]
    pub page: Option<String>,
    /// The size of texts, in percent
    #[arg(long, value_name = "PERCENT", default_value_t = 100, value_parser = clap::value_parser!(u16).range(75..=250))]
    pub text: u16,
}

/// `edamichi log …`
#[derive(Debug, Subcommand)]
pub enum Log {
    /// Sessions and answers as a readable table
    #[command(after_help = "Example:\n  edamichi log show answers.db")]
    Show {
        /// The choice log (default: in the platform's data folder)
        log: Option<PathBuf>,
        /// Write JSON instead of a table
        #[arg(long)]
        json: bool,
    },
    /// All records, for a spreadsheet or a program
    #[command(
        after_help = "Example:\n  edamichi log export answers.db --format jsonl --output answers.jsonl"
    )]
    Export {
        /// The choice log (default: in the platform's data folder)
        log: Option<PathBuf>,
        /// The form to write
        #[arg(long, value_enum, default_value_t = ExportFormat::Csv)]
        format: ExportFormat,
        /// The file to write (default: stdout)
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Merge records from exported files or other logs
    #[command(after_help = "Example:\n  edamichi log import all.db --from monday.jsonl tuesday.db")]
    Import {
        /// The choice log to merge into (default: in the platform's data folder)
        log: Option<PathBuf>,
        /// The files to read
        #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
        from: Vec<PathBuf>,
    },
    /// Check the hash chains: was any record changed?
    #[command(after_help = "Example:\n  edamichi log verify answers.db")]
    Verify {
        /// The choice log (default: in the platform's data folder)
        log: Option<PathBuf>,
    },
    /// Erase what a viewer or session left, with a receipt
    #[command(
        group = clap::ArgGroup::new("whose").required(true),
        after_help = "'edamichi log show' lists sessions and viewers.\n\n\
                      Example:\n  edamichi log erase answers.db --viewer A-17 --yes"
    )]
    Erase {
        /// The choice log (default: in the platform's data folder)
        log: Option<PathBuf>,
        /// The session to erase
        #[arg(long, value_name = "ID", group = "whose")]
        session: Option<String>,
        /// The viewer to erase
        #[arg(long, value_name = "KEY", group = "whose")]
        viewer: Option<String>,
        /// Yes, erase; without this only what would be erased is told
        #[arg(long)]
        yes: bool,
    },
}

/// Forms of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Comma-separated values, for spreadsheets
    Csv,
    /// JSON Lines, for programs; complete, and can be imported again
    Jsonl,
}
