//! Where the window is, in a small file of the author's own.

use desktop::WindowPlace;
use desktop::keeper::read_small;
use std::path::{Path, PathBuf};

/// A file that is larger is none of ours.
const MOST_BYTES: u64 = 4 * 1024;

/// The file, below the editor's folder of data.
pub(super) fn file(home: &Path) -> PathBuf {
    home.join("window.ron")
}

/// Where it was; `None`: nobody knows.
pub(super) fn read(home: &Path) -> Option<WindowPlace> {
    parse(&read_small(&file(home), MOST_BYTES)?)
}

fn parse(text: &str) -> Option<WindowPlace> {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    // A window without a side cannot be seen.
    options.from_str(text).ok().filter(|place: &WindowPlace| place.size.0 > 0 && place.size.1 > 0)
}

/// The file's text.
pub(super) fn text(place: &WindowPlace) -> Option<String> {
    ron::to_string(place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written_and_nonsense_is_none() {
        for place in [
            WindowPlace { corner: Some((-1200, 40)), size: (900, 700), maximised: true },
            WindowPlace { corner: None, size: (1, 1), maximised: false },
        ] {
            assert_eq!(text(&place).and_then(|text| parse(&text)), Some(place));
        }
        for nonsense in ["", "(", "(size: (0, 700))", "(size: (-1, 2))", "\u{0}"] {
            assert_eq!(parse(nonsense), None, "{nonsense}");
        }
    }
}
