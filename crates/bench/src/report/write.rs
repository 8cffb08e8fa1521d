//! The report on paper: text, Markdown, JSON.

use super::{Report, Row, goal_words, number};
use anyhow::{Context, Result, bail};
use std::fmt::Write as _;
use std::path::Path;

/// Between these lines of a page the latest table stands.
const BEGIN: &str = "<!-- bench table: begin (written by `edamichi-bench --write-docs`) -->";
const END: &str = "<!-- bench table: end -->";

/// Writes `table.md` and `table.json` into `folder`, and gives the table as text.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_all(report: &Report, folder: &Path) -> Result<String> {
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).with_context(|| path.display().to_string())
    };
    write("table.md", &markdown(report))?;
    write("table.json", &serde_json::to_string_pretty(report)?)?;
    Ok(plain(report))
}

/// Keeps what one measurement gave, until it is made again: `latest/NAME.md` in `folder`, with the
/// machine and its load at that time.
///
/// # Errors
/// When the folder cannot be written.
pub fn keep_latest(part: &Report, name: &str, effort: &str, folder: &Path) -> Result<()> {
    let folder = folder.join("latest");
    let path = folder.join(format!("{name}.md"));
    let text = format!("### `{name}`{effort}\n\n{}", markdown(part));
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(&path, text))
        .with_context(|| path.display().to_string())
}

/// Puts the latest tables of these measurements, in this order, into a page between its two marks.
/// Those that were never made are left out.
///
/// # Errors
/// When there is no table yet, or the page has no marks.
pub fn splice(folder: &Path, names: &[&str], page: &Path) -> Result<()> {
    let latest = folder.join("latest");
    let read = |name: &&str| std::fs::read_to_string(latest.join(format!("{name}.md"))).ok();
    let tables: Vec<String> = names.iter().filter_map(read).collect();
    if tables.is_empty() {
        bail!("{}: there is no table: run `make bench` first", latest.display());
    }
    let text = std::fs::read_to_string(page).with_context(|| page.display().to_string())?;
    let (before, rest) = text.split_once(BEGIN).context("the page has no place for the table")?;
    let (_, after) = rest.split_once(END).context("the page's place for the table has no end")?;
    std::fs::write(page, format!("{before}{BEGIN}\n\n{}\n{END}{after}", tables.join("\n")))?;
    Ok(())
}

fn cells(row: &Row) -> [String; 6] {
    let peer = row.peer.as_ref().map_or_else(String::new, |(name, value)| format!("{name}: {value}"));
    let met = match (row.goal, row.is_met()) {
        (None, _) => "",
        (Some(_), Some(true)) => "yes",
        (Some(_), Some(false)) => "NO",
        (Some(_), None) => "?",
    };
    let ratio = row.ratio().map(number).unwrap_or_default();
    [row.figure.clone(), row.ours.to_string(), peer, ratio, goal_words(row), met.to_owned()]
}

const HEADS: [&str; 6] = ["figure", "Edamichi", "peer", "ratio", "goal", "met"];

fn groups(report: &Report) -> Vec<&str> {
    let mut groups: Vec<&str> = Vec::new();
    for row in &report.rows {
        if !groups.contains(&row.group.as_str()) {
            groups.push(&row.group);
        }
    }
    groups
}

fn markdown(report: &Report) -> String {
    let mut text = format!("{}\n\n", report.machine.line());
    let _ = writeln!(text, "| {} |", HEADS.join(" | "));
    let _ = writeln!(text, "|---|---|---|---|---|---|");
    for group in groups(report) {
        let _ = writeln!(text, "| **{group}** | | | | | |");
        for row in report.rows.iter().filter(|row| row.group == group) {
            let cells = cells(row).map(|cell| cell.replace('|', "\\|"));
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        }
    }
    for remark in &report.remarks {
        let _ = write!(text, "\n- {remark}");
    }
    if !report.remarks.is_empty() {
        text.push('\n');
    }
    text
}

fn plain(report: &Report) -> String {
    let rows: Vec<_> = report.rows.iter().map(|row| (row.group.as_str(), cells(row))).collect();
    let mut widths = HEADS.map(|head| head.chars().count());
    for (_, cells) in &rows {
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |cells: &[String; 6]| {
        let padded: Vec<_> =
            cells.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        padded.join("  ").trim_end().to_owned()
    };
    let mut text = format!("{}\n\n{}\n", report.machine.line(), line(&HEADS.map(str::to_owned)));
    for group in groups(report) {
        let _ = writeln!(text, "\n{group}");
        for (_, cells) in rows.iter().filter(|(of, _)| *of == group) {
            let _ = writeln!(text, "{}", line(cells));
        }
    }
    for remark in &report.remarks {
        let _ = write!(text, "\n{remark}");
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use crate::report::{Goal, Unit, Value};

    fn report() -> Report {
        let row = Row::new("Cuts", "a | b", Value::many(&[1.0, 2.0, 3.0], Unit::Millis));
        let row = row.beside("mpv", Value::One(4.0, Unit::Millis)).goal(Goal::TimesPeer(1.0));
        Report { rows: vec![row], remarks: vec!["no GStreamer".into()], ..Report::default() }
    }

    #[test]
    fn a_table_has_every_cell() {
        let folder = tempfile::tempdir().unwrap();
        let text = write_all(&report(), folder.path()).unwrap();
        for part in ["Cuts", "2 ms (p95 3, worst 3; n 3)", "mpv: 4 ms", "0.5", "≤ 1 × peer", "yes", "no GSt"]
        {
            assert!(text.contains(part), "{part} in {text}");
        }
        let json = std::fs::read_to_string(folder.path().join("table.json")).unwrap();
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["rows"][0]["ours"]["Many"][0]["count"], 3);
    }

    #[test]
    fn the_latest_tables_go_into_their_place_in_a_page_again_and_again() {
        let folder = tempfile::tempdir().unwrap();
        let (folder, page) = (folder.path(), folder.path().join("page.md"));
        let names = ["cuts", "never", "seeking"];
        assert!(splice(folder, &names, &page).is_err(), "no table yet");
        keep_latest(&report(), "seeking", "", folder).unwrap();
        keep_latest(&Report::default(), "cuts", ", `--quick`", folder).unwrap();
        std::fs::write(&page, "no place").unwrap();
        assert!(splice(folder, &names, &page).is_err());
        std::fs::write(&page, format!("before\n{BEGIN}\nold\n{END}\nafter\n")).unwrap();
        splice(folder, &names, &page).unwrap();
        let once = std::fs::read_to_string(&page).unwrap();
        assert!(once.contains("a \\| b") && !once.contains("old") && once.ends_with("after\n"), "{once}");
        let at = |words: &str| once.find(words).unwrap();
        assert!(at("### `cuts`, `--quick`") < at("### `seeking`"), "{once}");
        // A measurement that is made again takes its table's place; the others stay.
        keep_latest(&report(), "cuts", "", folder).unwrap();
        splice(folder, &names, &page).unwrap();
        let twice = std::fs::read_to_string(&page).unwrap();
        assert!(!twice.contains("--quick") && twice.matches("### ").count() == 2, "{twice}");
    }
}
