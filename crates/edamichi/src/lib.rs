//! Edamichi: branching videos, played, made and understood.
//!
//! The commands, callable without a process: `main` only parses words.
//!
//! - [`arguments`]: the command line's words.
//! - [`commands`]: what they do.
//! - [`log`]: `edamichi log …`.
//! - [`exit`]: how a command ends.

pub mod arguments;
pub mod commands;
pub mod exit;
pub mod log;

pub use exit::Exit;

use arguments::{Arguments, Command};
use std::io::IsTerminal as _;

/// Runs a command and says on stderr what went wrong.
#[must_use]
pub fn run(arguments: Arguments) -> Exit {
    log_to_stderr(arguments.verbose);
    survive_full_files();
    let Some(command) = arguments.command else {
        return ended(commands::play::home_window());
    };
    let result = match command {
        Command::Play(words) => commands::play::run(&words),
        Command::Check(words) => commands::check::run(&words),
        Command::Edit(words) => commands::edit::run(&words),
        Command::Diff(words) => commands::diff::run(&words),
        Command::Index(words) => commands::index::run(&words),
        Command::New(words) => commands::new::run(&words),
        Command::Gallery(words) => commands::gallery::run(&words),
        Command::Log(words) => commands::log::run(words),
    };
    ended(result)
}

/// Says what went wrong, if it did.
fn ended(result: anyhow::Result<Exit>) -> Exit {
    result.unwrap_or_else(|error| {
        commands::say(format!("edamichi: {error:#}"));
        Exit::CouldNotRun
    })
}

/// A file that reached the size its system allows (`ulimit -f`) is an error like a full disk: the
/// viewer is told and goes on watching. Without a handler the signal would end the program.
fn survive_full_files() {
    #[cfg(unix)]
    {
        // Linux and the BSDs agree on the number, as far as they have the signal.
        const SIGXFSZ: i32 = 25;
        let came = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        if let Err(error) = signal_hook::flag::register(SIGXFSZ, came) {
            tracing::warn!("a full file could end the program: {error}");
        }
    }
}

/// `EDAMICHI_LOG` (like `RUST_LOG`) decides if it is set; else errors, and more with `-v`.
fn log_to_stderr(verbose: u8) {
    let level = match verbose {
        0 => "error",
        1 => "info",
        _ => "debug",
    };
    // Graphics drivers and their loaders are talkative about what they tried and did not need.
    let quiet = "wgpu_hal=off,wgpu_core=error,naga=error,egui_winit=error,winit=error,zbus=error";
    let filter = tracing_subscriber::EnvFilter::try_from_env("EDAMICHI_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(format!("{level},{quiet}")));
    // A second subscriber in one process (tests) is no fault.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        // Escape codes are for terminals, not for files.
        .with_ansi(std::io::stderr().is_terminal())
        .try_init();
}
