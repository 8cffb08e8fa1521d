//! Which file an index is of.

use crate::av::file::{Leash, PositionedFile, ReadControl};
use media::index::{Digest, FileIdentity};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

/// Bytes at either end of a file that are compared whenever it is opened. Containers keep their
/// headers and indexes there, and editing or cutting a clip changes them.
const END_BYTES: u64 = 64 << 10;

/// The hash of a file's size and ends: some hundred microseconds.
pub(crate) fn ends_of(file: &Arc<File>, control: &Arc<ReadControl>) -> io::Result<(u64, Digest)> {
    let size = file.metadata()?.len();
    let mut hasher = blake3::Hasher::new();
    hasher.update(&size.to_le_bytes());
    let mut reader = PositionedFile::new(Arc::clone(file), Leash::new(Arc::clone(control)))?;
    hash_some(&mut reader, END_BYTES, &mut hasher)?;
    if size > END_BYTES {
        reader.seek(SeekFrom::Start((size - END_BYTES).max(END_BYTES)))?;
        hash_some(&mut reader, END_BYTES, &mut hasher)?;
    }
    Ok((size, Digest(hasher.finalize().into())))
}

/// The identity of a file, for which all of it is read.
///
/// # Errors
/// What the system says.
pub fn identity_of(file: &Arc<File>) -> io::Result<FileIdentity> {
    identity_within(file, &Arc::new(ReadControl::new()))
}

/// The same; reading can be given up.
pub(crate) fn identity_within(file: &Arc<File>, control: &Arc<ReadControl>) -> io::Result<FileIdentity> {
    let (size, ends) = ends_of(file, control)?;
    let mut hasher = blake3::Hasher::new();
    let mut reader = PositionedFile::new(Arc::clone(file), Leash::new(Arc::clone(control)))?;
    hash_some(&mut reader, u64::MAX, &mut hasher)?;
    Ok(FileIdentity { size, ends, content: Digest(hasher.finalize().into()) })
}

/// Whether a file is still the one that was indexed, as far as its size and ends tell.
#[must_use]
pub fn is_same_file(file: &Arc<File>, identity: &FileIdentity) -> bool {
    is_same_within(file, identity, &Arc::new(ReadControl::new()))
}

/// The same; reading can be given up.
pub(crate) fn is_same_within(file: &Arc<File>, identity: &FileIdentity, control: &Arc<ReadControl>) -> bool {
    // Most changes show in the size, and asking for it reads nothing.
    file.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() == identity.size)
        && ends_of(file, control).is_ok_and(|(_, ends)| ends == identity.ends)
}

fn hash_some(reader: &mut PositionedFile, most: u64, hasher: &mut blake3::Hasher) -> io::Result<()> {
    let mut buffer = vec![0; END_BYTES as usize];
    let mut left = most;
    while left > 0 {
        let want = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        match reader.read(&mut buffer[..want])? {
            0 => break,
            count => {
                hasher.update(&buffer[..count]);
                left = left.saturating_sub(count as u64);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn changes_at_the_ends_or_of_the_size_are_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("clip");
        let opened = || Arc::new(File::open(&path).unwrap());
        for size in [0_usize, 1, 65_536, 65_537, 131_072, 400_000] {
            let bytes: Vec<u8> = (0..size).map(|at| (at % 251) as u8).collect();
            fs::write(&path, &bytes).unwrap();
            let identity = identity_of(&opened()).unwrap();
            assert_eq!(identity.content.0, *blake3::hash(&bytes).as_bytes());
            assert!(is_same_file(&opened(), &identity), "{size}");
            for place in [0, size / 2, size.saturating_sub(1)].into_iter().filter(|place| *place < size) {
                let mut changed = bytes.clone();
                changed[place] ^= 1;
                fs::write(&path, &changed).unwrap();
                let in_the_middle = (65_536..size.saturating_sub(65_536)).contains(&place);
                assert_eq!(is_same_file(&opened(), &identity), in_the_middle, "{size} {place}");
                assert_ne!(identity_of(&opened()).unwrap().content, identity.content);
            }
            fs::write(&path, [&bytes[..], b"x"].concat()).unwrap();
            assert!(!is_same_file(&opened(), &identity));
        }
    }
}
