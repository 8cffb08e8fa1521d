//! Recovery files: what was not saved, and the version that it was made from in a file of its own.

use crate::files::{OnDisk, Stamp};
use crate::layout::Layout;
use desktop::keeper::write_whole;
use scene_graph::Story;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// A file that is larger is none of ours: a story and its layout in quotation marks.
const MOST_BYTES: u64 = 128 * 1024 * 1024;

/// Counts the forms of these files.
const FORMAT: u32 = 2;

/// Work that was recovered.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovered {
    /// The story as it was.
    pub story: Story,
    /// Where its cards lay.
    pub layout: Layout,
    /// When it was kept.
    pub at: SystemTime,
    /// The version on disk that it was made from; its story is blank where that was not kept. `None`: it was
    /// never saved.
    pub base: Option<OnDisk>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecoveryFile {
    format: u32,
    /// The story's file, for people.
    file: Option<PathBuf>,
    /// Seconds since 1970.
    at: u64,
    base: Option<Stamp>,
    story: String,
    layout: String,
}

/// Beside it: written once for many recovery files.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BaseFile {
    format: u32,
    stamp: Stamp,
    story: String,
    layout: String,
}

/// Reads a recovery file; `None`: there is none, or none that can be read.
#[must_use]
pub fn read(file: &Path) -> Option<Recovered> {
    let found: RecoveryFile = read_ron(file).filter(|found: &RecoveryFile| found.format == FORMAT)?;
    let (story, layout) = understood(&found.story, &found.layout)?;
    let at = UNIX_EPOCH.checked_add(std::time::Duration::from_secs(found.at))?;
    let base = found.base.map(|stamp| {
        read_base(file, &stamp).unwrap_or_else(|| OnDisk {
            story: Arc::new(Story::blank()),
            layout: Arc::default(),
            stamp,
        })
    });
    Some(Recovered { story, layout, at, base })
}

/// The version of this stamp, if that is the one which was kept.
fn read_base(file: &Path, stamp: &Stamp) -> Option<OnDisk> {
    let found: BaseFile = read_ron(&base_of(file))?;
    let (story, layout) = (found.format == FORMAT && found.stamp == *stamp)
        .then(|| understood(&found.story, &found.layout))??;
    Some(OnDisk { story: Arc::new(story), layout: Arc::new(layout), stamp: found.stamp })
}

fn read_ron<T: DeserializeOwned>(file: &Path) -> Option<T> {
    ron::from_str(&desktop::keeper::read_small(file, MOST_BYTES)?).ok()
}

fn understood(story: &str, layout: &str) -> Option<(Story, Layout)> {
    let story = scene_graph::load::read(story.as_bytes()).ok()?;
    Some((story, Layout::read(layout.as_bytes()).unwrap_or_default()))
}

fn base_of(file: &Path) -> PathBuf {
    file.with_extension("base")
}

/// Deletes a recovery file and what lies beside it, if it is there.
pub fn forget(file: &Path) {
    for file in [file, &base_of(file)] {
        if let Err(error) = fs::remove_file(file)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!("{}: this could not be removed: {error}", file.display());
        }
    }
}

/// Keeps the version that unsaved work is made from.
pub(super) fn write_base(file: &Path, base: &OnDisk) -> io::Result<()> {
    let content = BaseFile {
        format: FORMAT,
        stamp: base.stamp.clone(),
        story: scene_graph::write(&base.story),
        layout: base.layout.to_ron(),
    };
    write_ron(&base_of(file), &content)
}

/// Keeps what is not saved of the story of `of`.
pub(super) fn write(
    file: &Path,
    of: Option<&Path>,
    base: Option<&Stamp>,
    story: &Story,
    layout: &Layout,
) -> io::Result<()> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let content = RecoveryFile {
        format: FORMAT,
        file: of.map(Path::to_path_buf),
        at: since.map_or(0, |since| since.as_secs()),
        base: base.cloned(),
        story: scene_graph::write(story),
        layout: layout.to_ron(),
    };
    write_ron(file, &content)
}

fn write_ron(file: &Path, content: &impl Serialize) -> io::Result<()> {
    let text = ron::to_string(content).map_err(io::Error::other)?;
    write_whole(file, text.as_bytes())
}
