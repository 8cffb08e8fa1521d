//! Where systems keep their typefaces.

use std::path::{Path, PathBuf};

/// The folders of this system and this person, the person's own first.
pub(super) fn of_this_system() -> Vec<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = variable("HOME");
    let under = |base: &Option<PathBuf>, path: &str| base.as_ref().map(|base| base.join(path));
    let mut folders: Vec<PathBuf> = Vec::new();
    if cfg!(target_os = "windows") {
        folders.extend(under(&variable("LOCALAPPDATA"), "Microsoft\\Windows\\Fonts"));
        folders.extend(under(&variable("WINDIR"), "Fonts"));
    } else if cfg!(target_os = "macos") {
        folders.extend(under(&home, "Library/Fonts"));
        folders.extend(["/Library/Fonts", "/System/Library/Fonts"].map(PathBuf::from));
    } else {
        // The XDG base directories, and the older place in the home folder.
        folders.extend(variable("XDG_DATA_HOME").or_else(|| under(&home, ".local/share")).map(fonts));
        folders.extend(under(&home, ".fonts"));
        let shared = variable("XDG_DATA_DIRS").unwrap_or_else(|| "/usr/local/share:/usr/share".into());
        folders.extend(std::env::split_paths(&shared).map(fonts));
        folders
            .extend([Path::new("/usr/share/fonts"), Path::new("/usr/local/share/fonts")].map(PathBuf::from));
    }
    let mut seen = std::collections::HashSet::new();
    folders.retain(|folder| seen.insert(folder.clone()));
    folders
}

fn fonts(folder: impl AsRef<Path>) -> PathBuf {
    folder.as_ref().join("fonts")
}
