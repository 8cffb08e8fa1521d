//! `edamichi log show | export | import | verify | erase`.
//!
//! Each command takes plain options and a [`Console`], writes results to `out` and what only a person
//! reads to `err`, and gives its [`Exit`]. A log that is damaged, of a newer version or no log at all
//! is left as it is.

mod erase;
mod export;
mod show;
mod table;
mod verify;

use crate::Exit;
use log_store::transfer::TransferError;
use log_store::{SqliteOptions, SqliteStore, StoreError};
use std::fs;
use std::io::{self, Write};

pub use erase::{EraseOptions, erase};
pub use export::{ExportOptions, ImportOptions, export, import};
pub use show::{ShowOptions, show};
pub use verify::{VerifyOptions, verify};

/// Where a command writes.
pub struct Console<'a> {
    /// Results: standard output.
    pub out: &'a mut dyn Write,
    /// For people: standard error.
    pub err: &'a mut dyn Write,
}

/// Why a command stopped.
#[derive(Debug, thiserror::Error)]
enum Stop {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Transfer(#[from] TransferError),
    #[error("the result could not be written: {0}")]
    Output(#[from] io::Error),
    #[error("{0}")]
    Usage(String),
}

impl Console<'_> {
    /// Says why a command stopped. A reader that has seen enough (`… | head`) is no fault.
    fn ended(&mut self, result: Result<Exit, Stop>) -> Exit {
        match result.and_then(|exit| self.out.flush().map(|()| exit).map_err(Stop::from)) {
            Ok(exit) => exit,
            Err(Stop::Output(error) | Stop::Transfer(TransferError::Write(error)))
                if error.kind() == io::ErrorKind::BrokenPipe =>
            {
                Exit::Done
            }
            Err(stop) => {
                self.tell(&format!("edamichi: {stop}"));
                Exit::CouldNotRun
            }
        }
    }

    /// A line for a person. Nobody can be told that standard error is gone.
    fn tell(&mut self, text: &str) {
        let _ = writeln!(self.err, "{text}");
    }
}

/// `1 record`, `2 records`.
fn counted(number: u64, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
