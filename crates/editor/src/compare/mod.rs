//! What changed between two stories, and bringing two people's changes together.
//!
//! Both work on what is written ([`scene_graph::tree`]), entry by entry: by field, by a map's key, and
//! in lists of things with an `id` by that. So no field can be forgotten.

mod layouts;
mod merge;

pub use layouts::{MergedLayout, merge_layouts};
pub use merge::{Conflict, Merged, Side, merge};

use scene_graph::{Story, Tree, tree};
use std::collections::HashSet;

/// Where in a story something is: fields and names, from the outside in.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(pub Vec<String>);

/// Something that is another in the second story than in the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where.
    pub place: Place,
    /// As the first story writes it; absent: it is not there, or as it would be anyway.
    pub before: Option<String>,
    /// As the second one does.
    pub after: Option<String>,
}

impl Place {
    fn within(&self, key: &str) -> Self {
        let key = key.trim_matches('"');
        let mut parts = self.0.clone();
        // What stands alone in its brackets has no name of its own.
        parts.extend((!key.is_empty()).then(|| key.to_owned()));
        Self(parts)
    }

    /// The scene that it is in, if it is in one.
    #[must_use]
    pub fn scene(&self) -> Option<&str> {
        match &*self.0 {
            [field, scene, ..] if field == "scenes" => Some(scene),
            _ => None,
        }
    }
}

impl core::fmt::Display for Place {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        // `scenes › lunch › question` reads better as `scene lunch › question`.
        let named = ["scenes", "endings", "themes", "variables", "handouts"];
        let mut parts = self.0.iter();
        if let [field, name, ..] = &*self.0
            && named.contains(&field.as_str())
        {
            write!(f, "{} {name}", field.trim_end_matches('s'))?;
            parts.nth(1);
        } else if let Some(first) = parts.next() {
            f.write_str(first)?;
        }
        parts.try_for_each(|part| write!(f, " › {part}"))
    }
}

impl core::fmt::Display for Difference {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Self { place, before, after } = self;
        match (before, after) {
            (Some(before), Some(after)) => write!(f, "{place}: {before} → {after}"),
            (None, Some(after)) => write!(f, "{place}: new, {after}"),
            (Some(before), None) => write!(f, "{place}: gone, {before}"),
            (None, None) => write!(f, "{place}"),
        }
    }
}

/// What is another in `after` than in `before`, in the order of the second story; what is gone comes
/// last among its neighbours.
#[must_use]
pub fn differences(before: &Story, after: &Story) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(&tree(before), &tree(after), &Place::default(), &mut found);
    found
}

fn compare(before: &Tree, after: &Tree, place: &Place, found: &mut Vec<Difference>) {
    if before == after {
        return;
    }
    let (Some(old), Some(new)) = (keyed(before), keyed(after)) else {
        return found.push(told(place, Some(before), Some(after)));
    };
    if !is_same_kind(before, after) {
        return found.push(told(place, Some(before), Some(after)));
    }
    let count = found.len();
    for (key, tree) in &new {
        let at = place.within(key);
        match old.iter().find(|(own, _)| own == key) {
            Some((_, known)) => compare(known, tree, &at, found),
            None => found.push(told(&at, None, Some(tree))),
        }
    }
    for (key, tree) in &old {
        if !new.iter().any(|(own, _)| own == key) {
            found.push(told(&place.within(key), Some(tree), None));
        }
    }
    if found.len() == count {
        // The same entries in another order.
        found.push(Difference {
            place: place.within("order"),
            before: Some(order(&old)),
            after: Some(order(&new)),
        });
    }
}

fn order(entries: &[(String, &Tree)]) -> String {
    entries.iter().map(|(key, _)| key.trim_matches('"')).collect::<Vec<_>>().join(", ")
}

fn told(place: &Place, before: Option<&Tree>, after: Option<&Tree>) -> Difference {
    let ron = |tree: &Tree| tree.to_ron().trim_end().to_owned();
    Difference { place: place.clone(), before: before.map(ron), after: after.map(ron) }
}

/// Both open alike: both are a `Video(`, or both a list.
fn is_same_kind(one: &Tree, other: &Tree) -> bool {
    match (one, other) {
        (Tree::Node { open, .. }, Tree::Node { open: other, .. }) => open == other,
        _ => false,
    }
}

/// The entries under keys that tell them apart; `None`: it is one value. Entries without keys go by
/// their `id`, or, where there is only one, by nothing.
fn keyed(tree: &Tree) -> Option<Vec<(String, &Tree)>> {
    let Tree::Node { entries, open, .. } = tree else { return None };
    let key = |(key, entry): &(String, Tree)| match (key.as_str(), entry.get("id")) {
        ("", Some(Tree::Value(id))) => Some(id.clone()),
        ("", _) => (entries.len() == 1 && !open.ends_with('[')).then(String::new),
        (key, _) => Some(key.to_owned()),
    };
    let keyed: Option<Vec<_>> = entries.iter().map(|entry| Some((key(entry)?, &entry.1))).collect();
    let mut seen = HashSet::new();
    keyed.filter(|keyed| keyed.iter().all(|(key, _)| seen.insert(key.clone())))
}
