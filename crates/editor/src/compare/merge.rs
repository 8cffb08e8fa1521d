//! Three stories: how it was, how one has made it, how another has.

use super::{Place, is_same_kind, keyed};
use scene_graph::{Diagnostic, Story, Tree, load, tree};

/// Whose change is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Of the story that is open.
    #[default]
    Mine,
    /// Of the story on disk.
    Theirs,
}

/// Both changed the same place, and not alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Where.
    pub place: Place,
    /// How it was; absent: not there.
    pub base: Option<String>,
    /// How one made it; absent: deleted.
    pub mine: Option<String>,
    /// How the other made it.
    pub theirs: Option<String>,
    /// Whose is in the merged story.
    pub kept: Side,
}

/// Two people's changes in one story.
#[derive(Clone, Debug)]
pub struct Merged {
    /// With all changes of both, and at conflicts the one that was chosen.
    pub story: Story,
    /// Where both changed the same.
    pub conflicts: Vec<Conflict>,
}

/// Brings the changes from `base` to `mine` and from `base` to `theirs` together. At places that both
/// changed, `choose` says whose is kept.
///
/// # Errors
/// When what comes out has not the shape of a story, which takes a `choose` that mixes what cannot be:
/// keep one of the two whole.
pub fn merge(
    base: &Story,
    mine: &Story,
    theirs: &Story,
    choose: &dyn Fn(&Place) -> Side,
) -> Result<Merged, Box<Diagnostic>> {
    let mut merging = Merging { choose, conflicts: Vec::new() };
    let (base, mine, theirs) = (tree(base), tree(mine), tree(theirs));
    let merged = merging.entry(Some(&base), Some(&mine), Some(&theirs), &Place::default());
    let text = merged.unwrap_or(mine).to_ron();
    Ok(Merged { story: load::read(text.as_bytes())?, conflicts: merging.conflicts })
}

struct Merging<'a> {
    choose: &'a dyn Fn(&Place) -> Side,
    conflicts: Vec<Conflict>,
}

impl Merging<'_> {
    fn entry(
        &mut self,
        base: Option<&Tree>,
        mine: Option<&Tree>,
        theirs: Option<&Tree>,
        place: &Place,
    ) -> Option<Tree> {
        if mine == theirs || theirs == base {
            return mine.cloned();
        }
        if mine == base {
            return theirs.cloned();
        }
        if let (Some(base), Some(mine), Some(theirs)) = (base, mine, theirs)
            && is_same_kind(base, mine)
            && is_same_kind(base, theirs)
            && let Some(merged) = self.entries(base, mine, theirs, place)
        {
            return Some(merged);
        }
        let kept = (self.choose)(place);
        let ron = |tree: Option<&Tree>| tree.map(|tree| tree.to_ron().trim_end().to_owned());
        self.conflicts.push(Conflict {
            place: place.clone(),
            base: ron(base),
            mine: ron(mine),
            theirs: ron(theirs),
            kept,
        });
        match kept {
            Side::Mine => mine.cloned(),
            Side::Theirs => theirs.cloned(),
        }
    }

    /// `None`: their entries have no keys.
    fn entries(&mut self, base: &Tree, mine: &Tree, theirs: &Tree, place: &Place) -> Option<Tree> {
        let Tree::Node { open, close, .. } = mine else { return None };
        let (base, ours, others) = (keyed(base)?, keyed(mine)?, keyed(theirs)?);
        let find = |entries: &[(String, &Tree)], key: &str| entries.iter().position(|(own, _)| own == key);
        let at =
            |entries: &[(String, &'_ Tree)], key: &str| find(entries, key).map(|at| entries[at].1.clone());
        let mut merged = Vec::new();
        for key in merged_order(&keys(&base), &keys(&ours), &keys(&others)) {
            let (was, one, other) = (at(&base, &key), at(&ours, &key), at(&others, &key));
            let entry = self.entry(was.as_ref(), one.as_ref(), other.as_ref(), &place.within(&key));
            // Entries of lists bear their key inside.
            let written = is_written(mine, &key) || is_written(theirs, &key);
            merged.extend(entry.map(|entry| (if written { key } else { String::new() }, entry)));
        }
        Some(Tree::Node { open: open.clone(), close: *close, entries: merged })
    }
}

fn is_written(tree: &Tree, key: &str) -> bool {
    tree.get(key).is_some()
}

fn keys(entries: &[(String, &Tree)]) -> Vec<String> {
    entries.iter().map(|(key, _)| key.clone()).collect()
}

/// All keys: in my order, or in theirs where only they changed it; what only the other has stands
/// behind what it stood behind there.
fn merged_order(base: &[String], mine: &[String], theirs: &[String]) -> Vec<String> {
    let common = |order: &[String], other: &[String]| -> Vec<String> {
        order.iter().filter(|key| base.contains(key) && other.contains(key)).cloned().collect()
    };
    let unchanged = common(mine, theirs)
        == common(base, mine).into_iter().filter(|key| theirs.contains(key)).collect::<Vec<_>>();
    let (first, second) = if unchanged { (theirs, mine) } else { (mine, theirs) };
    let mut order = first.to_vec();
    for (place, key) in second.iter().enumerate() {
        if order.contains(key) {
            continue;
        }
        let before = second[..place].iter().rev().find_map(|known| order.iter().position(|own| own == known));
        order.insert(before.map_or(0, |before| before + 1), key.clone());
    }
    order
}
