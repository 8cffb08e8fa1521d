//! The rules of the house that the compiler does not know: which crate may know which.
//! ARCHITECTURE.md tells why.
#![allow(clippy::expect_used, reason = "helpers of tests fail by panicking")]

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use std::collections::{BTreeMap, BTreeSet};

/// Who may depend on whom, among our crates. What is not here is forbidden.
const ALLOWED: &[(&str, &[&str])] = &[
    ("media-time", &[]),
    ("scene-graph", &["media-time"]),
    ("story-source", &[]),
    ("choice-log", &[]),
    ("session", &["choice-log", "media-time", "scene-graph"]),
    ("log-store", &["choice-log"]),
    ("media", &["media-time"]),
    ("decoder", &["media", "media-time"]),
    ("renderer", &["media"]),
    ("audio-output", &["media", "media-time"]),
    ("desktop", &["media", "renderer"]),
    ("playback", &["choice-log", "media", "media-time", "scene-graph", "session", "story-source"]),
    (
        "editor",
        &[
            "audio-output",
            "choice-log",
            "desktop",
            "media",
            "media-time",
            "playback",
            "renderer",
            "scene-graph",
            "session",
            "story-source",
            "viewer-ui",
        ],
    ),
    ("viewer-ui", &["choice-log", "media-time", "scene-graph", "session"]),
    (
        "player",
        &[
            "audio-output",
            "choice-log",
            "decoder",
            "desktop",
            "log-store",
            "media",
            "media-time",
            "playback",
            "renderer",
            "scene-graph",
            "session",
            "story-source",
            "viewer-ui",
        ],
    ),
    ("testkit", &["choice-log", "media", "media-time", "playback", "scene-graph", "session", "story-source"]),
    (
        "bench",
        &[
            "decoder",
            "editor",
            "media",
            "media-time",
            "playback",
            "renderer",
            "scene-graph",
            "session",
            "story-source",
        ],
    ),
    (
        "edamichi",
        &[
            "choice-log",
            "decoder",
            "editor",
            "log-store",
            "media",
            "media-time",
            "player",
            "scene-graph",
            "session",
            "story-source",
        ],
    ),
];

/// Which of our crates may know a library that stands for a whole world.
const KNOWN_BY: &[(&str, &[&str])] = &[
    ("ffmpeg-next", &["decoder"]),
    ("ffmpeg-sys-next", &["decoder"]),
    ("wgpu", &["renderer", "desktop", "player", "bench"]),
    ("softbuffer", &["renderer"]),
    ("cpal", &["audio-output"]),
    ("rodio", &["audio-output"]),
    ("winit", &["desktop", "player", "editor"]),
    ("gilrs", &["player"]),
    ("egui", &["viewer-ui", "desktop", "player", "editor", "bench"]),
    ("egui-wgpu", &["desktop"]),
    ("egui-winit", &["desktop", "player", "editor"]),
    ("rusqlite", &["log-store"]),
    ("clap", &["edamichi"]),
    ("anyhow", &["edamichi", "player", "testkit", "bench"]),
];

/// Licences under which a dependency may come, as SPDX names.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OFL-1.1",
    "Ubuntu-font-1.0",
    "Unicode-3.0",
    "Unlicense",
    "WTFPL",
    "Zlib",
];

fn metadata() -> Metadata {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml");
    let mut options = vec!["--locked".to_owned()];
    if cfg!(target_os = "linux") {
        // Packages of other systems are not here to be read.
        let host = format!("--filter-platform={}-unknown-linux-gnu", std::env::consts::ARCH);
        options.extend(["--offline".to_owned(), host]);
    }
    MetadataCommand::new()
        .manifest_path(manifest)
        .other_options(options)
        .exec()
        .expect("cargo metadata of the workspace")
}

fn ours(metadata: &Metadata) -> BTreeMap<&str, &Package> {
    metadata.workspace_packages().into_iter().map(|package| (package.name.as_str(), package)).collect()
}

#[test]
fn our_crates_know_only_whom_they_may() {
    let metadata = metadata();
    let ours = ours(&metadata);
    let allowed: BTreeMap<_, BTreeSet<_>> =
        ALLOWED.iter().map(|(name, edges)| (*name, edges.iter().copied().collect())).collect();
    let mut faults = Vec::new();
    for (name, package) in &ours {
        let Some(allowed) = allowed.get(name) else {
            faults.push(format!("{name}: a crate that the table of allowed edges does not know"));
            continue;
        };
        for dependency in &package.dependencies {
            let target = dependency.name.as_str();
            // Tests may use fakes and generators from anywhere.
            let counts = dependency.kind != DependencyKind::Development && ours.contains_key(target);
            if counts && !allowed.contains(target) {
                faults.push(format!("{name} -> {target}: this edge is not allowed"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn libraries_that_stand_for_a_world_are_known_in_one_place() {
    let metadata = metadata();
    let mut faults = Vec::new();
    for (name, package) in ours(&metadata) {
        for dependency in &package.dependencies {
            let known_by = KNOWN_BY.iter().find(|(library, _)| *library == dependency.name);
            let counts = dependency.kind != DependencyKind::Development;
            if let Some((library, _)) = known_by.filter(|(_, crates)| counts && !crates.contains(&name)) {
                faults.push(format!("{name} -> {library}: only {known_by:?} may"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_of_allowed_edges_has_no_cycle() {
    let edges: BTreeMap<_, _> = ALLOWED.iter().copied().collect();
    let mut done = BTreeSet::new();
    // Whoever depends only on what is done, is done: a cycle never gets there.
    while done.len() < edges.len() {
        let next: Vec<_> = edges
            .iter()
            .filter(|(name, targets)| {
                !done.contains(*name) && targets.iter().all(|target| done.contains(target))
            })
            .map(|(name, _)| *name)
            .collect();
        assert!(!next.is_empty(), "a cycle among {:?}", edges.keys().filter(|name| !done.contains(*name)));
        done.extend(next);
    }
}

#[test]
fn dependencies_come_under_licences_that_fit() {
    let metadata = metadata();
    let mut faults = Vec::new();
    for package in &metadata.packages {
        let Some(licence) = &package.license else {
            if package.license_file.is_none() {
                faults.push(format!("{}: no licence", package.name));
            }
            continue;
        };
        // "A OR B": one of them fits; "A AND B": all of them do. Older manifests write "A/B".
        let fits = licence.replace('/', " OR ").split(" OR ").any(|choice| {
            choice.split(" AND ").all(|part| {
                let part = part.trim_matches(|letter: char| letter == '(' || letter == ')' || letter == ' ');
                LICENCES.contains(&part)
            })
        });
        if !fits {
            faults.push(format!("{} {}: {licence}", package.name, package.version));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Source files of our crates, with their paths from the workspace's root.
fn sources(metadata: &Metadata) -> Vec<(String, String)> {
    let root = metadata.workspace_root.as_std_path();
    let mut folders = vec![root.join("crates")];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of ours") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("UTF-8");
                let name = path.strip_prefix(root).expect("below the root").display().to_string();
                sources.push((name, text));
            }
        }
    }
    sources
}

#[test]
fn every_source_file_tells_what_it_is() {
    let metadata = metadata();
    let silent: Vec<_> = sources(&metadata)
        .into_iter()
        .filter(|(_, text)| !text.lines().take(3).any(|line| line.starts_with("//!")))
        .map(|(name, _)| name)
        .collect();
    assert!(silent.is_empty(), "files without a //! line at their head: {silent:?}");
}

#[test]
fn only_the_decoder_may_be_unsafe_and_no_test_is_ignored() {
    let metadata = metadata();
    let mut faults = Vec::new();
    for (name, text) in sources(&metadata) {
        if name.ends_with("testkit/tests/architecture.rs") {
            continue;
        }
        if text.contains("allow(unsafe_code") && !name.starts_with("crates/decoder/") {
            faults.push(format!("{name}: allows unsafe code"));
        }
        if text.contains("#[ignore") {
            faults.push(format!("{name}: ignores a test"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
