//! Which typeface has a letter, told from the few tables that say so: no file is read whole before
//! it is chosen.

use super::{FaceId, Wanted};
use skrifa::raw::tables::cmap::Cmap;
use skrifa::raw::{FontData, FontRead as _};
use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

/// Folders within folders are looked at down to here.
const DEEPEST: usize = 8;

/// Files that are looked at: more than any desktop has.
const MOST_FILES: usize = 6_000;

/// Faces of a collection.
const MOST_FACES: u32 = 64;

/// The largest table that is read.
const LARGEST_TABLE: u32 = 8 << 20;

/// The largest file that is used: the largest that are in use have about 40 MB.
const LARGEST_FILE: u64 = 96 << 20;

/// The best face for each letter that any has.
pub(super) fn best_for(folders: &[PathBuf], wanted: &BTreeSet<Wanted>) -> HashMap<Wanted, FaceId> {
    let mut best: HashMap<Wanted, (i32, FaceId)> = HashMap::new();
    let mut files = Vec::new();
    for folder in folders {
        collect(folder, 0, &mut files);
    }
    // Whatever order the file system has: the same choice each time.
    files.sort();
    files.dedup();
    for path in files {
        for face in faces(&path).unwrap_or_default() {
            let Ok(cmap) = Cmap::read(FontData::new(&face.cmap)) else { continue };
            for letter in wanted {
                if cmap.map_codepoint(letter.letter).is_none_or(|glyph| glyph.to_u32() == 0) {
                    continue;
                }
                let rank = face.rank(&path, *letter);
                if best.get(letter).is_none_or(|(before, _)| rank > *before) {
                    best.insert(*letter, (rank, (path.clone(), face.index)));
                }
            }
        }
    }
    best.into_iter().map(|(letter, (_, face))| (letter, face)).collect()
}

/// Reads a file that was chosen.
pub(super) fn read(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST_FILE).read_to_end(&mut bytes));
    match read {
        Ok(_) => Some(bytes),
        Err(error) => {
            tracing::warn!("{}: {error}", path.display());
            None
        }
    }
}

fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if files.len() >= MOST_FILES {
            return;
        }
        if path.is_dir() {
            if depth < DEEPEST {
                collect(&path, depth + 1, files);
            }
        } else if path.extension().and_then(|ending| ending.to_str()).is_some_and(is_font) {
            files.push(path);
        }
    }
}

fn is_font(ending: &str) -> bool {
    ["ttf", "otf", "ttc", "otc"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// What of a face decides.
struct Face {
    index: u32,
    cmap: Vec<u8>,
    weight: u16,
    slanted: bool,
    fixed_pitch: bool,
}

impl Face {
    /// The higher, the better it fits the program's own typeface.
    fn rank(&self, path: &Path, wanted: Wanted) -> i32 {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let has = |part: &str| i32::from(name.contains(part));
        let weight = if wanted.bold { 700 } else { 400 };
        let shape = 40 * (has("Sans") + has("Gothic"))
            - 40 * (has("Serif") + has("Mincho") + has("Roman"))
            - 50 * (i32::from(self.fixed_pitch) + has("Mono"))
            - 60 * i32::from(self.slanted)
            - 20 * (has("Condensed") + has("Narrow") + has("Math"))
            + 10 * has("Noto");
        // What Japanese lacks is simplified Chinese before it is anything else; the third face of
        // the Noto collections is that one.
        let chinese = matches!(wanted.letter, '\u{3400}'..='\u{9fff}') && has("CJK") == 1 && self.index == 2;
        shape + 15 * i32::from(chinese) - i32::from(self.weight.abs_diff(weight)) / 20
    }
}

/// The faces of a file; `None` when it is none, or damaged.
fn faces(path: &Path) -> Option<Vec<Face>> {
    let mut file = File::open(path).ok()?;
    if file.metadata().ok()?.len() > LARGEST_FILE {
        return None;
    }
    let head = part(&mut file, 0, 12)?;
    if head.get(..4)? != b"ttcf" {
        return Some(face(&mut file, 0, 0).into_iter().collect());
    }
    let count = number(&head, 8)?.min(MOST_FACES);
    let offsets = part(&mut file, 12, count * 4)?;
    let all = (0..count).filter_map(|index| {
        let offset = number(&offsets, index as usize * 4)?;
        face(&mut file, offset, index)
    });
    Some(all.collect())
}

/// The face whose table directory lies at `offset`.
fn face(file: &mut File, offset: u32, index: u32) -> Option<Face> {
    let head = part(file, offset, 12)?;
    let count = u32::from(short(&head, 4)?).min(256);
    let directory = part(file, offset.checked_add(12)?, count * 16)?;
    let table = |tag: &[u8; 4]| {
        directory
            .chunks_exact(16)
            .find(|entry| entry.starts_with(tag))
            .and_then(|entry| Some((number(entry, 8)?, number(entry, 12)?)))
    };
    // Colours and pictures are not drawn; without outlines nothing would be seen.
    let drawn = [b"glyf", b"CFF ", b"CFF2"].into_iter().any(|tag| table(tag).is_some());
    if !drawn || [b"COLR", b"CBDT", b"sbix"].into_iter().any(|tag| table(tag).is_some()) {
        return None;
    }
    let (at, length) = table(b"cmap")?;
    let cmap = part(file, at, length)?;
    let os2 = table(b"OS/2").and_then(|(at, length)| part(file, at, length)).unwrap_or_default();
    let post = table(b"post").and_then(|(at, length)| part(file, at, length.min(32))).unwrap_or_default();
    Some(Face {
        index,
        cmap,
        weight: short(&os2, 4).unwrap_or(400),
        slanted: short(&os2, 62).is_some_and(|selection| selection & 1 != 0),
        fixed_pitch: number(&post, 12).is_some_and(|fixed| fixed != 0),
    })
}

fn part(file: &mut File, at: u32, length: u32) -> Option<Vec<u8>> {
    if length > LARGEST_TABLE {
        return None;
    }
    file.seek(SeekFrom::Start(u64::from(at))).ok()?;
    let mut bytes = Vec::new();
    let read = file.by_ref().take(u64::from(length)).read_to_end(&mut bytes).ok()?;
    (read == length as usize).then_some(bytes)
}

/// Two bytes, big-endian, as all numbers in these files are (OpenType 1.9, data types).
fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    const OURS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts");

    fn best(folder: &Path, letter: char, bold: bool) -> Option<String> {
        let wanted = Wanted { letter, bold };
        let found = best_for(&[folder.to_path_buf()], &BTreeSet::from([wanted]));
        found.get(&wanted).map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned())
    }

    #[test]
    fn a_letter_is_found_in_the_weight_it_is_wanted_in() {
        let ours = Path::new(OURS);
        assert_eq!(best(ours, '枝', false).as_deref(), Some("BIZUDPGothic-Regular.ttf"));
        assert_eq!(best(ours, '枝', true).as_deref(), Some("BIZUDPGothic-Bold.ttf"));
        assert_eq!(best(ours, '한', false), None);
        assert_eq!(best(Path::new("/nonexistent"), 'a', false), None);
    }

    #[test]
    fn damaged_files_are_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let whole = read(&Path::new(OURS).join("BIZUDPGothic-Regular.ttf")).unwrap();
        let write = |name: &str, bytes: &[u8]| {
            File::create(folder.path().join(name)).unwrap().write_all(bytes).unwrap();
        };
        write("empty.ttf", &[]);
        write("cut.ttf", &whole[..5_000]);
        write("noise.otf", &[0xff; 4_096]);
        write("many.ttc", &[b"ttcf\0\x01\0\0\xff\xff\xff\xff".as_slice(), &[0xff; 512]].concat());
        let mut directory = whole[..4_096].to_vec();
        for byte in directory.iter_mut().skip(12) {
            *byte ^= 0x55;
        }
        write("directory.ttf", &directory);
        assert_eq!(best(folder.path(), 'a', false), None);
        write("whole.ttf", &whole);
        assert_eq!(best(folder.path(), 'a', false).as_deref(), Some("whole.ttf"));
    }
}
