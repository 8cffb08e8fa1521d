//! `edamichi-bench`: measures, prints the table, writes it under `target/bench`.

use anyhow::{Context, Result, bail};
use bench::measure::{Effort, Measurement, Setting, all};
use bench::report::{Report, keep_latest, load, splice, write_all};
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "\
edamichi-bench [NAME…] [--quick | --long] [--list] [--write-docs] [--folder PATH]

Measures what the names say (parts of names do; all without any), prints one table and writes it
as table.md and table.json.

  --quick       a few minutes: fewer cases, to see that everything works
  --long        as many cases as the goals ask for: hours
  --list        what can be measured
  --write-docs  measures nothing: puts each measurement's latest table into docs/performance.md
  --folder      where clips, tables and scratch files go (target/bench)
";

/// What the command line asks for.
struct Wish {
    names: Vec<String>,
    effort: Effort,
    list: bool,
    write_docs: bool,
    folder: PathBuf,
    /// A process started for one measurement (not for people): what it measures.
    alone: Vec<String>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&format!("edamichi-bench: {error:#}"));
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<()> {
    let Some(wish) = read_arguments()? else {
        show(USAGE);
        return Ok(());
    };
    if wish.list {
        for entry in all() {
            show(&format!("{:<24}{}", entry.name, entry.about));
        }
        return Ok(());
    }
    if wish.write_docs {
        let names: Vec<&str> = all().iter().map(|entry| entry.name).collect();
        return splice(&wish.folder, &names, &PathBuf::from("docs/performance.md"));
    }
    let chosen = choose(&wish.names)?;
    let setting = Setting::new(&wish.folder, wish.effort)?;
    if !wish.alone.is_empty() {
        show(&bench::inside::alone(&setting, &wish.alone)?);
        return Ok(());
    }
    let mut report = Report::begin();
    let mut failed = Vec::new();
    for (nth, entry) in chosen.iter().enumerate() {
        tell(&format!("[{}/{}] {}: {}", nth + 1, chosen.len(), entry.name, entry.about));
        let mut part = Report::begin();
        if let Err(error) = (entry.run)(&setting, &mut part) {
            part.remark(format!("{} could not be measured: {error:#}", entry.name));
            failed.push(entry.name);
        }
        part.machine.load_after = load();
        keep_latest(&part, entry.name, setting.by_effort(", `--quick`", "", ", `--long`"), &setting.folder)?;
        report.absorb(part);
        // What was measured is kept, whatever becomes of the rest.
        write_all(&report, &setting.folder)?;
    }
    show(&write_all(&report, &setting.folder)?);
    if !failed.is_empty() {
        bail!("not measured: {}", failed.join(", "));
    }
    Ok(())
}

fn choose(names: &[String]) -> Result<Vec<Measurement>> {
    let all = all();
    for name in names {
        if !all.iter().any(|entry| entry.name.contains(name.as_str())) {
            bail!("{name}: there is no such measurement; --list shows all");
        }
    }
    let wanted =
        |entry: &Measurement| names.is_empty() || names.iter().any(|name| entry.name.contains(name.as_str()));
    Ok(all.into_iter().filter(wanted).collect())
}

fn read_arguments() -> Result<Option<Wish>> {
    let mut wish = Wish {
        names: Vec::new(),
        effort: Effort::Full,
        list: false,
        write_docs: false,
        folder: PathBuf::from("target/bench"),
        alone: Vec::new(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--quick" => wish.effort = Effort::Quick,
            "--long" => wish.effort = Effort::Long,
            "--list" => wish.list = true,
            "--write-docs" => wish.write_docs = true,
            "--folder" => wish.folder = arguments.next().context("--folder needs a path")?.into(),
            "--alone" => wish.alone = arguments.by_ref().collect(),
            "--help" | "-h" => return Ok(None),
            other if other.starts_with('-') => bail!("{other}: not known\n\n{USAGE}"),
            name => wish.names.push(name.to_owned()),
        }
    }
    Ok(Some(wish))
}

#[allow(clippy::print_stdout, reason = "the table is what this program is for")]
fn show(text: &str) {
    println!("{text}");
}

#[allow(clippy::print_stderr, reason = "progress and faults, for people at a terminal")]
fn tell(text: &str) {
    eprintln!("{text}");
}
