//! Three layouts: how it was, how one has laid it, how another has.

use super::Side;
use crate::layout::{Frame, FrameId, Layout};
use std::collections::{BTreeMap, BTreeSet};

/// Two people's layouts in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedLayout {
    /// With what either moved.
    pub layout: Layout,
    /// Cards and frames that both laid somewhere else.
    pub conflicts: usize,
}

/// Brings what was moved from `base` to `mine` and from `base` to `theirs` together. Where both moved the
/// same, it lies as on this `side`. Frames that both made are both there.
#[must_use]
pub fn merge_layouts(base: &Layout, mine: &Layout, theirs: &Layout, side: Side) -> MergedLayout {
    let theirs = with_own_frames(base, mine, theirs);
    let mut conflicts = 0;
    let layout = Layout {
        scenes: merged(&base.scenes, &mine.scenes, &theirs.scenes, side, &mut conflicts),
        endings: merged(&base.endings, &mine.endings, &theirs.endings, side, &mut conflicts),
        frames: merged(&base.frames, &mine.frames, &theirs.frames, side, &mut conflicts),
    };
    MergedLayout { layout, conflicts }
}

/// `theirs`, where frames that came with a number that `mine` gave to another new one have another.
fn with_own_frames(base: &Layout, mine: &Layout, theirs: &Layout) -> Layout {
    let mut moved = theirs.clone();
    let is_new = |id: &FrameId, frame: &Frame| {
        !base.frames.contains_key(id) && mine.frames.get(id).is_some_and(|own| own != frame)
    };
    for (id, frame) in theirs.frames.iter().filter(|(id, frame)| is_new(id, frame)) {
        moved.frames.remove(id);
        let taken: BTreeSet<u32> = moved.frames.keys().chain(mine.frames.keys()).map(|id| id.0).collect();
        let free = (1..=u32::MAX).find(|number| !taken.contains(number)).unwrap_or(id.0);
        moved.frames.insert(FrameId(free), frame.clone());
    }
    moved
}

fn merged<K: Ord + Clone, V: PartialEq + Clone>(
    base: &BTreeMap<K, V>,
    mine: &BTreeMap<K, V>,
    theirs: &BTreeMap<K, V>,
    side: Side,
    conflicts: &mut usize,
) -> BTreeMap<K, V> {
    let keys: BTreeSet<&K> = base.keys().chain(mine.keys()).chain(theirs.keys()).collect();
    let mut choose = |key: &K| {
        let (was, own, other) = (base.get(key), mine.get(key), theirs.get(key));
        if own == other || other == was {
            return own;
        }
        if own == was {
            return other;
        }
        *conflicts += 1;
        match side {
            Side::Mine => own,
            Side::Theirs => other,
        }
    };
    keys.into_iter().filter_map(|key| choose(key).map(|value| (key.clone(), value.clone()))).collect()
}
