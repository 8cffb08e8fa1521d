//! Sample memory, one's own or lent by whoever decoded it.

use core::fmt;
use core::ops::Deref;
use std::sync::Arc;

/// One plane of samples.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plane {
    /// Bytes from one row to the next; at least the bytes of a row.
    pub stride: usize,
    /// `stride × rows` bytes (the last row may be short by the padding).
    pub data: PlaneData,
}

/// The bytes of a plane, read like a slice. Cheap to clone. Either memory of its own (made from a
/// `Vec<u8>` or slice), or memory that a decoder lends for as long as the picture lives, so that
/// nothing need be copied.
#[derive(Clone)]
pub struct PlaneData(Memory);

#[derive(Clone)]
enum Memory {
    Own(Arc<[u8]>),
    Lent { owner: Arc<dyn PlaneMemory>, index: usize },
}

/// Memory of a picture's planes that someone lends. What it gives must stay the same for as long
/// as it lives.
pub trait PlaneMemory: Send + Sync {
    /// The bytes of plane `index`; empty when there is no such plane.
    fn plane(&self, index: usize) -> &[u8];

    /// Bytes of real memory that plane `index` keeps in use. Planes that share one piece of memory
    /// count it once between them.
    fn held(&self, index: usize) -> usize;
}

impl PlaneData {
    /// Plane `index` of what `owner` lends.
    #[must_use]
    pub fn lent(owner: Arc<dyn PlaneMemory>, index: usize) -> Self {
        Self(Memory::Lent { owner, index })
    }

    /// Bytes of real memory that it keeps in use.
    #[must_use]
    pub fn held(&self) -> usize {
        match &self.0 {
            Memory::Own(bytes) => bytes.len(),
            Memory::Lent { owner, index } => owner.held(*index),
        }
    }
}

impl Deref for PlaneData {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Memory::Own(bytes) => bytes,
            Memory::Lent { owner, index } => owner.plane(*index),
        }
    }
}

impl From<Vec<u8>> for PlaneData {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Memory::Own(bytes.into()))
    }
}

impl From<&[u8]> for PlaneData {
    fn from(bytes: &[u8]) -> Self {
        Self(Memory::Own(bytes.into()))
    }
}

impl From<Arc<[u8]>> for PlaneData {
    fn from(bytes: Arc<[u8]>) -> Self {
        Self(Memory::Own(bytes))
    }
}

impl PartialEq for PlaneData {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for PlaneData {}

impl fmt::Debug for PlaneData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whose = if matches!(self.0, Memory::Own(_)) { "" } else { ", lent" };
        write!(f, "{} bytes{whose}", self.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Both([Vec<u8>; 2]);

    impl PlaneMemory for Both {
        fn plane(&self, index: usize) -> &[u8] {
            self.0.get(index).map_or(&[], Vec::as_slice)
        }
        fn held(&self, index: usize) -> usize {
            if index == 0 { 4096 } else { 0 }
        }
    }

    #[test]
    fn lent_planes_read_like_own_ones_and_count_real_memory() {
        let owner: Arc<dyn PlaneMemory> = Arc::new(Both([vec![1, 2, 3], vec![4]]));
        let lent = [0, 1, 2].map(|index| PlaneData::lent(Arc::clone(&owner), index));
        drop(owner);
        assert_eq!(lent[0], PlaneData::from(vec![1, 2, 3]));
        assert_eq!((lent[1][0], lent[2].len()), (4, 0));
        assert_eq!(lent.iter().map(PlaneData::held).sum::<usize>(), 4096);
        assert_eq!(format!("{:?}", lent[0]), "3 bytes, lent");
    }
}
