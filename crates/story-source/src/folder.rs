//! A story in a folder.

use crate::{SourceError, StorySource};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::{Component, Path, PathBuf};

/// The file that makes a folder a story.
const STORY_FILE: &str = "story.ron";

/// A story in a folder.
#[derive(Debug)]
pub struct StoryFolder {
    folder: Dir,
    story_file: String,
    /// As a person gave it, for messages.
    name: PathBuf,
}

impl StoryFolder {
    /// Opens a folder that holds `story.ron`, or that file (under whatever name).
    ///
    /// # Errors
    /// When there is nothing to read at `path`: the message says what is wrong.
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        let shown = path.display().to_string();
        let metadata = std::fs::metadata(path).map_err(|error| from_io(&shown, error))?;
        let (folder, story_file) = if metadata.is_dir() {
            (path.to_path_buf(), STORY_FILE.to_owned())
        } else {
            let parent = match path.parent() {
                Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
                _ => PathBuf::from("."),
            };
            let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            (parent, file)
        };
        let folder =
            Dir::open_ambient_dir(&folder, ambient_authority()).map_err(|error| from_io(&shown, error))?;
        let source = Self { folder, story_file, name: path.to_path_buf() };
        match source.open_file(&source.story_file) {
            Ok(_) => Ok(source),
            Err(SourceError::Missing { .. }) => Err(SourceError::NoStory { path: shown }),
            Err(error) => Err(source.with_full_name(error)),
        }
    }

    /// Reads the story's text, at most `limit` bytes.
    ///
    /// # Errors
    /// As [`StorySource::read`].
    pub fn read_story(&self, limit: u64) -> Result<Vec<u8>, SourceError> {
        self.read(&self.story_file, limit).map_err(|error| self.with_full_name(error))
    }

    /// The folder the story lies in, for programs that write beside it.
    #[must_use]
    pub fn path(&self) -> &Path {
        if self.name.is_dir() { &self.name } else { self.name.parent().unwrap_or(&self.name) }
    }

    /// The ordinary files in the folder and the folders below, named as a story would; hidden ones
    /// left out. Bounded: what lies deeper than eight folders, or beyond ten thousand files, is not
    /// listed. What cannot be read is left out.
    #[must_use]
    pub fn files(&self) -> Vec<String> {
        const MOST: usize = 10_000;
        const DEEPEST: usize = 8;
        let mut files = Vec::new();
        let mut folders = vec![(String::new(), 0)];
        while let Some((folder, depth)) = folders.pop() {
            let here = if folder.is_empty() { "." } else { folder.trim_end_matches('/') };
            let Ok(entries) = self.folder.read_dir(here) else { continue };
            for entry in entries.filter_map(Result::ok) {
                let (Ok(kind), Ok(name)) = (entry.file_type(), entry.file_name().into_string()) else {
                    continue;
                };
                if files.len() >= MOST || name.starts_with('.') {
                    continue;
                }
                if kind.is_dir() && depth < DEEPEST {
                    folders.push((format!("{folder}{name}/"), depth + 1));
                } else if kind.is_file() {
                    files.push(format!("{folder}{name}"));
                }
            }
        }
        files.sort();
        files
    }

    fn open_file(&self, path: &str) -> Result<File, SourceError> {
        let relative = relative(path)?;
        let mut options = OpenOptions::new();
        options.read(true);
        without_waiting(&mut options);
        let file = self.folder.open_with(relative, &options).map_err(|error| from_io(path, error))?;
        let file = file.into_std();
        let kind = file.metadata().map_err(|error| from_io(path, error))?.file_type();
        if kind.is_file() {
            Ok(file)
        } else {
            Err(SourceError::NotAFile { path: path.to_owned(), what: describe(kind) })
        }
    }

    /// Faults of the story file itself name it as the person did.
    fn with_full_name(&self, error: SourceError) -> SourceError {
        let full = self.path().join(&self.story_file).display().to_string();
        match error {
            SourceError::Missing { .. } => SourceError::Missing { path: full },
            SourceError::NoStory { .. } => SourceError::NoStory { path: full },
            SourceError::OutsideFolder { .. } => SourceError::OutsideFolder { path: full },
            SourceError::NotAFile { what, .. } => SourceError::NotAFile { path: full, what },
            SourceError::NoPermission { .. } => SourceError::NoPermission { path: full },
            SourceError::TooLarge { limit, .. } => SourceError::TooLarge { path: full, limit },
            SourceError::Io { source, .. } => SourceError::Io { path: full, source },
        }
    }
}

impl StorySource for StoryFolder {
    fn open(&self, path: &str) -> Result<File, SourceError> {
        self.open_file(path)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        let file = self.open_file(path)?;
        let mut bytes = Vec::new();
        // One byte more than allowed tells a file that is too large from one that just fits.
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| from_io(path, error))?;
        if bytes.len() as u64 > limit {
            return Err(SourceError::TooLarge { path: path.to_owned(), limit });
        }
        Ok(bytes)
    }

    fn name(&self) -> String {
        self.name.display().to_string()
    }
}

/// The path's own form must already be harmless; the folder's handle guards the rest.
fn relative(path: &str) -> Result<&Path, SourceError> {
    let outside = || SourceError::OutsideFolder { path: path.to_owned() };
    // Windows paths and URLs are no paths of a story on any system, so that it plays on all.
    if path.is_empty() || path.contains(['\\', '\0', ':']) {
        return Err(outside());
    }
    let path = Path::new(path);
    let harmless = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if harmless { Ok(path) } else { Err(outside()) }
}

/// Opening a pipe for reading would otherwise wait for a writer.
#[cfg(unix)]
fn without_waiting(options: &mut OpenOptions) {
    use cap_std::fs::OpenOptionsExt as _;
    const O_NONBLOCK: i32 = if cfg!(target_os = "linux") { 0o4000 } else { 0x4 };
    options.custom_flags(O_NONBLOCK);
}

#[cfg(not(unix))]
fn without_waiting(_options: &mut OpenOptions) {}

fn from_io(path: &str, error: std::io::Error) -> SourceError {
    let path = path.to_owned();
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => SourceError::Missing { path },
        // cap-std's own refusals carry no code of the system; the system's own do.
        ErrorKind::PermissionDenied if error.raw_os_error().is_none() => SourceError::OutsideFolder { path },
        ErrorKind::PermissionDenied => SourceError::NoPermission { path },
        ErrorKind::CrossesDevices => SourceError::OutsideFolder { path },
        _ => SourceError::Io { path, source: error },
    }
}

#[cfg(unix)]
fn describe(kind: std::fs::FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    if kind.is_dir() {
        "a folder"
    } else if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn describe(kind: std::fs::FileType) -> &'static str {
    if kind.is_dir() { "a folder" } else { "a device" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story() -> (tempfile::TempDir, StoryFolder) {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("story");
        std::fs::create_dir_all(folder.join("media")).unwrap();
        std::fs::write(folder.join("story.ron"), "Story()").unwrap();
        std::fs::write(folder.join("media/a.txt"), "12345").unwrap();
        std::fs::write(home.path().join("secret.txt"), "secret").unwrap();
        let source = StoryFolder::open(&folder).unwrap();
        (home, source)
    }

    #[test]
    fn a_folder_and_its_file_are_the_same_story() {
        let (home, by_folder) = story();
        let by_file = StoryFolder::open(&home.path().join("story/story.ron")).unwrap();
        assert_eq!(by_folder.read_story(100).unwrap(), b"Story()");
        assert_eq!(by_file.read_story(100).unwrap(), b"Story()");
        assert_eq!(by_folder.path(), by_file.path());
    }

    #[test]
    fn files_are_listed_as_a_story_names_them() {
        let (_home, source) = story();
        assert_eq!(source.files(), ["media/a.txt", "story.ron"]);
    }

    #[test]
    fn reads_are_bounded() {
        let (_home, source) = story();
        assert_eq!(source.read("media/a.txt", 5).unwrap(), b"12345");
        assert!(matches!(source.read("media/a.txt", 4), Err(SourceError::TooLarge { limit: 4, .. })));
    }

    #[test]
    fn hostile_paths_stay_inside() {
        let (_home, source) = story();
        for path in [
            "../secret.txt",
            "media/../../secret.txt",
            "/etc/passwd",
            "",
            "C:\\secret.txt",
            "..\\secret.txt",
            "https://example.com/a.mp4",
            "file:///etc/passwd",
            "a\0b",
        ] {
            let result = source.open(path);
            assert!(matches!(result, Err(SourceError::OutsideFolder { .. })), "{path}: {result:?}");
        }
        assert!(matches!(source.open("media/none.mp4"), Err(SourceError::Missing { .. })));
        assert!(matches!(source.open("media/a.txt/b"), Err(SourceError::Missing { .. })));
        assert!(matches!(source.open("media"), Err(SourceError::NotAFile { what: "a folder", .. })));
    }

    #[cfg(unix)]
    #[test]
    fn links_out_of_the_folder_are_refused_and_links_inside_are_followed() {
        let (home, source) = story();
        let folder = home.path().join("story");
        std::os::unix::fs::symlink("../secret.txt", folder.join("out")).unwrap();
        std::os::unix::fs::symlink(home.path().join("secret.txt"), folder.join("absolute")).unwrap();
        std::os::unix::fs::symlink("media/a.txt", folder.join("in")).unwrap();
        std::os::unix::fs::symlink("loop", folder.join("loop")).unwrap();
        assert!(matches!(source.open("out"), Err(SourceError::OutsideFolder { .. })));
        assert!(matches!(source.open("absolute"), Err(SourceError::OutsideFolder { .. })));
        assert!(source.open("loop").is_err());
        assert_eq!(source.read("in", 10).unwrap(), b"12345");
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_refused_without_waiting() {
        let (home, source) = story();
        let pipe = home.path().join("story/pipe.mp4");
        let status = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(status.success());
        assert!(matches!(source.open("pipe.mp4"), Err(SourceError::NotAFile { what: "a pipe", .. })));
    }

    #[test]
    fn folders_without_a_story_say_so() {
        let empty = tempfile::tempdir().unwrap();
        assert!(matches!(StoryFolder::open(empty.path()), Err(SourceError::NoStory { .. })));
        let missing = empty.path().join("nothing");
        assert!(matches!(StoryFolder::open(&missing), Err(SourceError::Missing { .. })));
    }
}
