//! The command line: thin calls into the crates that do the work.

use clap::Parser as _;
use edamichi::arguments::Arguments;
use std::process::ExitCode;

fn main() -> ExitCode {
    // Help and version end with status 0, wrong words with status 2: clap's own manners.
    edamichi::run(Arguments::parse()).into()
}
