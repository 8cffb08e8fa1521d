//! Copies of clips from elsewhere in the story's folder: a story names no file outside of it.

use super::writing::{SaveError, refused};
use std::fs;
use std::io::{self, Read as _};
use std::ops::ControlFlow;
use std::path::{Component, Path, PathBuf};

/// The endings of video files' names.
pub const VIDEOS: [&str; 7] = ["mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg"];

/// The endings of picture files' names.
pub const PICTURES: [&str; 4] = ["png", "jpg", "jpeg", "webp"];

/// So much is copied between two looks at whether to go on.
const PIECE: u64 = 8 * 1024 * 1024;

/// Where clips go within the folder.
const MEDIA: &str = "media";

/// Copies each file that lies outside of `folder` into its `media` folder, under its own name or, where
/// that is taken by something else, with a number; gives the paths within the folder, in order. A file
/// that lies within it stays where it is.
///
/// `goes_on` is told from time to time how many bytes of how many there are copied; where it breaks off,
/// the copies that were made are taken away again, and there are none.
///
/// # Errors
/// At the first file that cannot be copied; those before are there.
pub fn take_in(
    folder: &Path,
    files: &[PathBuf],
    goes_on: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Option<Vec<PathBuf>>, SaveError> {
    let total = files.iter().filter_map(|file| Some(fs::metadata(file).ok()?.len())).sum();
    let (mut taken, mut copies, mut done) = (Vec::new(), Vec::new(), 0);
    for file in files {
        let mut passed = 0;
        let one = one(folder, file, &mut |bytes| {
            passed += bytes;
            goes_on(done + passed, total)
        });
        match one.map_err(|error| refused(file, &error))? {
            Some((path, is_new)) => {
                copies.extend(is_new.then(|| path.clone()));
                taken.push(path);
            }
            None => {
                copies.iter().for_each(|copy| drop(fs::remove_file(copy)));
                return Ok(None);
            }
        }
        done += fs::metadata(file).map_or(passed, |facts| facts.len());
    }
    Ok(Some(taken))
}

/// The path by which a story in `folder` names this file: relative, with `/`; `None`: it lies elsewhere, or
/// its name is no text.
#[must_use]
pub fn within(folder: &Path, file: &Path) -> Option<String> {
    let names = file.strip_prefix(folder).ok()?.components().map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    let names: Option<Vec<&str>> = names.collect();
    names.filter(|names| !names.is_empty()).map(|names| names.join("/"))
}

/// Whether it is a video file, by its name.
#[must_use]
pub fn is_video(path: &Path) -> bool {
    ends_in(path, &VIDEOS)
}

/// Whether it is a picture file, by its name.
#[must_use]
pub fn is_picture(path: &Path) -> bool {
    ends_in(path, &PICTURES)
}

fn ends_in(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

/// Where the file lies in the folder then, and whether it is a new copy; `None`: it was broken off.
fn one(
    folder: &Path,
    file: &Path,
    goes_on: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> io::Result<Option<(PathBuf, bool)>> {
    let (real_folder, real_file) = (folder.canonicalize()?, file.canonicalize()?);
    if let Ok(within) = real_file.strip_prefix(&real_folder) {
        return Ok(Some((folder.join(within), false)));
    }
    let media = folder.join(MEDIA);
    fs::create_dir_all(&media)?;
    let target = free_name(&media, file)?;
    if target.exists() {
        return Ok(Some((target, false)));
    }
    // Under another name first: what is there under its own name is whole.
    let draft = target.with_extension("part");
    let whole = copy(file, &draft, goes_on).inspect_err(|_| drop(fs::remove_file(&draft)))?;
    if whole.is_break() {
        fs::remove_file(&draft)?;
        return Ok(None);
    }
    fs::rename(&draft, &target).inspect_err(|_| drop(fs::remove_file(&draft)))?;
    Ok(Some((target, true)))
}

/// Copies piece by piece; the system does each.
fn copy(
    from: &Path,
    to: &Path,
    goes_on: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> io::Result<ControlFlow<()>> {
    let (from, mut to) = (fs::File::open(from)?, fs::File::create(to)?);
    loop {
        let copied = io::copy(&mut (&from).take(PIECE), &mut to)?;
        if goes_on(copied).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        if copied < PIECE {
            to.sync_all()?;
            return Ok(ControlFlow::Continue(()));
        }
    }
}

/// A name that is free, or that has the same content already.
fn free_name(media: &Path, file: &Path) -> io::Result<PathBuf> {
    let name = file.file_name().unwrap_or_default();
    let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let ending = file.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let mut target = media.join(name);
    let mut number = 2;
    while target.exists() && !is_same(file, &target)? {
        target = media.join(format!("{stem}-{number}{ending}"));
        number += 1;
    }
    Ok(target)
}

/// Whether two files have the same bytes, as far as their lengths and hashes tell.
fn is_same(one: &Path, other: &Path) -> io::Result<bool> {
    if fs::metadata(one)?.len() != fs::metadata(other)?.len() {
        return Ok(false);
    }
    let hash = |path: &Path| -> io::Result<blake3::Hash> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(fs::File::open(path)?)?;
        Ok(hasher.finalize())
    };
    Ok(hash(one)? == hash(other)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_within_the_folder_are_written_as_the_story_writes_them() {
        let found = |path: &str| within(Path::new("/stories/offer"), Path::new(path));
        assert_eq!(found("/stories/offer/media/食堂.mp4").as_deref(), Some("media/食堂.mp4"));
        assert_eq!(found("/stories/offer/a.mov").as_deref(), Some("a.mov"));
        assert_eq!(found("/stories/offer/../other/a.mov"), None);
        assert_eq!(found("/stories/other/a.mov"), None);
        assert!(is_video(Path::new("A.MP4")) && !is_video(Path::new("a.txt")) && !is_video(Path::new("mp4")));
    }
}
