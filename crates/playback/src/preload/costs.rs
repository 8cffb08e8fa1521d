//! What it costs to hold a clip ready: expected until it was seen.

use crate::deck::DeckKey;
use media::Readiness;
use session::PictureSource;
use std::collections::HashMap;

/// What two threads and an open container take, by what the decoder says of itself.
const OPEN: usize = 1_600 << 10;

/// Pictures that a primed clip holds.
const PICTURES: usize = 4;

/// What is not known yet is taken to have pictures of 1080 lines, 4:2:0.
const PICTURE: usize = 1_920 * 1_080 * 3 / 2;

/// What was seen of the clips of a story.
#[derive(Debug, Default)]
pub(crate) struct Costs {
    /// Bytes of one picture, by file: the same file is used with other trims, too.
    pictures: HashMap<String, usize>,
    /// What was measured, by level; 0: nothing yet.
    measured: HashMap<DeckKey, [usize; 3]>,
}

impl Costs {
    /// Bytes that a deck with this key takes at this level. Never less for a higher level.
    pub(crate) fn of(&self, key: &DeckKey, level: Readiness) -> usize {
        let picture = self.pictures.get(file(key)).copied().unwrap_or(PICTURE);
        let measured = self.measured.get(key).copied().unwrap_or_default();
        let cost = |level| match (measured[place(level)], level) {
            (0, Readiness::Open) => OPEN,
            (0, Readiness::FirstPicture) => OPEN + picture,
            (0, Readiness::Primed) => OPEN + PICTURES * picture,
            (measured, _) => measured,
        };
        let all = [Readiness::Open, Readiness::FirstPicture, Readiness::Primed];
        all.into_iter().filter(|below| *below <= level).map(cost).max().unwrap_or(OPEN)
    }

    /// The headers of a clip say how big its pictures are shown; 0 where it has none.
    pub(crate) fn learn_size(&mut self, key: &DeckKey, (width, height): (u32, u32)) {
        if !self.pictures.contains_key(file(key)) {
            self.pictures.insert(file(key).to_owned(), width as usize * height as usize * 3 / 2);
        }
    }

    /// A deck that is as ready as it is to be, and has come to rest, takes this much. It is asked
    /// about a level only while it is at it: what a deck costs cannot make it go to and fro.
    pub(crate) fn learn(&mut self, key: &DeckKey, level: Readiness, bytes: usize) {
        if let Some(measured) = self.measured.get_mut(key) {
            measured[place(level)] = bytes;
        } else {
            let mut measured = [0; 3];
            measured[place(level)] = bytes;
            self.measured.insert(key.clone(), measured);
        }
    }
}

fn place(level: Readiness) -> usize {
    match level {
        Readiness::Open => 0,
        Readiness::FirstPicture => 1,
        Readiness::Primed => 2,
    }
}

fn file(key: &DeckKey) -> &str {
    match &key.source {
        PictureSource::Video { file, .. } | PictureSource::Still { file, .. } => file,
        _ => "",
    }
}
