//! Sizes, colours, lines and durations have names, and the names live in `theme`.
//!
//! The rule, for every file of this crate outside `src/theme`, tests left out:
//!
//! 1. No colour is made: after `Color32::` only `TRANSPARENT` and `PLACEHOLDER` may stand, and no
//!    colour is made fainter by a number. Colours come from `cx.palette`.
//! 2. No line is made: no `Stroke::new`. Lines come from `cx.stroke`.
//! 3. No decimal number is written but 0, ½, 1, 2, 3 and 4 (nothing, the middle, a whole, both sides,
//!    both sides and what lies between them) and 100, for percent. Lengths come from `Space`, `Size`,
//!    `Measure` and `Radius`, parts of a length from `Share`.
//! 4. No duration is made. How long things take comes from `theme::motion`.
//!
//! A value that is no look at all (a setting's step, a picture's own pixels) is listed below with its
//! reason; an entry that is no longer needed is a fault as well.

use std::path::{Path, PathBuf};

/// Decimal numbers that say where, not how much.
const PLAIN: [f64; 7] = [0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 100.0];

/// Whole files or folders, and why they make what they draw.
const DRAWINGS: [(&str, &str); 6] = [
    ("icons", "drawings on a grid of 24 by 24; they are drawn in a colour and square that pages give"),
    ("gallery", "samples: what an author or a viewer would have chosen, and a picture to look at"),
    ("caption_style.rs", "what the viewer may choose: the colours and edges that the FCC's rules name"),
    ("fonts.rs", "the box for a missing letter, drawn in shares of the letter's height"),
    ("thumbnail.rs", "a picture's own pixels"),
    ("logo.rs", "a picture's own pixels"),
];

/// Single numbers that are no look: file, number, why.
const VALUES: [(&str, f64, &str); 10] = [
    ("controls.rs", 0.05, "a step of the volume"),
    ("controls/lists.rs", 0.01, "settings so near to each other are the same"),
    ("controls/lists.rs", 0.85, "a text size that the viewer may choose"),
    ("controls/lists.rs", 1.25, "a text size that the viewer may choose"),
    ("controls/lists.rs", 1.5, "a text size that the viewer may choose"),
    ("controls/seek_bar.rs", 1_000_000.0, "parts of a length of time"),
    ("start.rs", 0.8, "a caption size that the viewer may choose"),
    ("start.rs", 1.5, "a caption size that the viewer may choose"),
    ("story.rs", 0.01, "settings so near to each other are the same"),
    ("typeset.rs", 0.7, "where the search for lines of even length begins"),
];

/// Something that the rule forbids.
#[derive(Debug, PartialEq)]
enum Fault {
    Made(&'static str),
    Number(f64),
}

#[test]
fn sizes_colours_lines_and_durations_come_from_the_theme() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    let (mut drawings, mut values) = (DRAWINGS.map(|_| false), VALUES.map(|_| false));
    for path in sources(&folder) {
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
        if name.starts_with("theme/") {
            continue;
        }
        let drawing = DRAWINGS.iter().position(|(part, _)| name == *part || belongs_to(&name, part));
        for (line, fault) in faults_of(&std::fs::read_to_string(&path).unwrap()) {
            if let Some(at) = drawing {
                drawings[at] = true;
                continue;
            }
            let value =
                VALUES.iter().position(|(file, number, _)| name == *file && fault == Fault::Number(*number));
            match value {
                Some(at) => values[at] = true,
                None => faults.push(format!("src/{name}:{line}: {fault:?}")),
            }
        }
    }
    let idle = DRAWINGS.iter().zip(drawings).filter(|(_, used)| !used).map(|((name, _), _)| *name);
    let idle = idle.chain(VALUES.iter().zip(values).filter(|(_, used)| !used).map(|((name, ..), _)| *name));
    faults.extend(idle.map(|name| format!("src/{name}: an exception that is not needed any more")));
    assert!(
        faults.is_empty(),
        "give these a name in src/theme (the rule is at the top of this test):\n{}",
        faults.join("\n")
    );
}

/// Whether a file lies in a folder, or is the folder's own (`icons.rs` of `icons`).
fn belongs_to(name: &str, folder: &str) -> bool {
    name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/') || rest == ".rs")
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn faults_of(source: &str) -> Vec<(usize, Fault)> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines()
        .zip(1..)
        .flat_map(|(line, number)| {
            let line = without_words(line);
            made(&line).chain(numbers(&line)).map(move |fault| (number, fault)).collect::<Vec<_>>()
        })
        .collect()
}

/// The line without comments and texts.
fn without_words(line: &str) -> String {
    let mut code = String::new();
    let mut parts = line.split('"');
    while let Some(part) = parts.next() {
        if let Some((before, _)) = part.split_once("//") {
            return code + before;
        }
        code += part;
        code.push(' ');
        let _ = parts.next();
    }
    code
}

fn made(line: &str) -> impl Iterator<Item = Fault> {
    let colours = line.split("Color32::").skip(1);
    let colour = colours.clone().any(|rest| {
        let plain = ["TRANSPARENT", "PLACEHOLDER"].iter().any(|name| rest.starts_with(name));
        !plain
    });
    let digit = |rest: &str| rest.starts_with(|first: char| first.is_ascii_digit());
    let fainter = line.split("gamma_multiply(").skip(1).any(digit);
    let duration = line
        .match_indices("Duration::from_")
        .any(|(at, _)| !line[..at].ends_with("Media") && line[at..].contains('('));
    [
        (colour, "a colour"),
        (fainter, "a fainter colour"),
        (line.contains("Stroke::new("), "a line"),
        (duration, "a duration"),
    ]
    .into_iter()
    .filter(|(is, _)| *is)
    .map(|(_, what)| Fault::Made(what))
}

/// The decimal numbers that are not plain.
fn numbers(line: &str) -> impl Iterator<Item = Fault> {
    let part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '.';
    line.split(move |letter: char| !part(letter))
        .flat_map(|word| word.split(".."))
        .filter(|word| word.starts_with(|first: char| first.is_ascii_digit()) && word.contains('.'))
        .filter_map(|word| {
            let digits = |letter: &char| letter.is_ascii_digit() || *letter == '.';
            let word: String = word.chars().filter(|letter| *letter != '_').take_while(digits).collect();
            word.parse::<f64>().ok()
        })
        .filter(|number| !PLAIN.contains(number))
        .map(Fault::Number)
        .collect::<Vec<_>>()
        .into_iter()
}

#[test]
fn the_rule_finds_what_it_forbids() {
    for (line, fault) in [
        ("let gap = cx.m.of(14.0);", Some(Fault::Number(14.0))),
        ("rect.shrink(1_500.25_f32)", Some(Fault::Number(1500.25))),
        ("(0.3..=1.0).contains(&part)", Some(Fault::Number(0.3))),
        ("let edge = Stroke::new(width, colour);", Some(Fault::Made("a line"))),
        ("Color32::from_gray(20)", Some(Fault::Made("a colour"))),
        ("look.edge.gamma_multiply(1.0)", Some(Fault::Made("a fainter colour"))),
        ("Duration::from_millis(100)", Some(Fault::Made("a duration"))),
        ("MediaDuration::from_millis(100)", None),
        ("rect.center().y - size.y / 2.0, Color32::TRANSPARENT", None),
        ("shade.gamma_multiply(opacity)", None),
        ("tuple.0.5, value.1.25", None),
        ("// 14.0 and \"Color32::WHITE\"", None),
        ("say(\"1.25\", 0.5) // 7.5", None),
    ] {
        assert_eq!(faults_of(line).pop().map(|(_, fault)| fault), fault, "{line}");
    }
}
