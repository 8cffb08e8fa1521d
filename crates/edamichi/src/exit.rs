//! How a command ends. The statuses are fixed words: scripts rely on them.

use std::fmt::Display;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Done; warnings are allowed.
    Done,
    /// It ran and found problems, which it has told.
    FoundProblems,
}

/// A command could not run; the message is for people.
#[derive(Debug)]
pub struct CouldNotRun(pub anyhow::Error);

/// What commands give back.
pub type CommandResult = Result<Ending, CouldNotRun>;

impl<E: Into<anyhow::Error>> From<E> for CouldNotRun {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// Says what went wrong on stderr, and gives the status.
#[must_use]
pub fn report(result: CommandResult) -> ExitCode {
    match result {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::FoundProblems) => ExitCode::from(1),
        Err(CouldNotRun(error)) => {
            say(format!("edamichi: {error:#}"));
            ExitCode::from(2)
        }
    }
}

/// Writes a line for people to stderr; a closed stderr is nobody to tell.
pub fn say(line: impl Display) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "{line}");
}
