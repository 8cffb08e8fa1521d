//! Which rows the list has.

use crate::document::Item;
use crate::wires;
use scene_graph::Story;
use std::collections::HashSet;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) item: Item,
    /// How many steps it is set in.
    pub(super) depth: usize,
}

/// Scenes and endings in the author's order.
pub(super) fn in_order(story: &Story) -> Vec<Row> {
    Item::all_of(story).map(|item| Row { item, depth: 0 }).collect()
}

/// Each once, where one comes to it first along the story; branches are set in. What cannot be reached
/// stands at the end.
pub(super) fn along(story: &Story) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut seen: HashSet<Item> = HashSet::new();
    for start in std::iter::once(Item::Scene(story.start.clone())).chain(Item::all_of(story)) {
        // The next to come lies on top.
        let mut stack = vec![(start, 0)];
        while let Some((item, depth)) = stack.pop() {
            if !item.is_in(story) || !seen.insert(item.clone()) {
                continue;
            }
            let next = ways_on(story, &item);
            // A single way on stays in line; several are branches.
            let deeper = depth + usize::from(next.len() > 1);
            stack.extend(next.into_iter().rev().map(|next| (next, deeper)));
            rows.push(Row { item, depth });
        }
    }
    rows
}

/// What a scene leads to, each once, in the author's order.
fn ways_on(story: &Story, item: &Item) -> Vec<Item> {
    let Some((id, scene)) = item.scene().and_then(|id| story.scenes.get_key_value(id)) else {
        return Vec::new();
    };
    let mut next: Vec<Item> = Vec::new();
    for wire in wires::wires(id, scene) {
        let Some(to) = wire.to.item() else { continue };
        if to != *item && !next.contains(&to) {
            next.push(to);
        }
    }
    next
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn along_the_story_every_scene_comes_once_and_branches_are_set_in() {
        let story = scene_graph::load::read(
            br#"Story(format: 1, id: "s", title: {"en": "S"}, languages: ["en"], start: "b",
            endings: {"over": Ending(title: {"en": "Over"})},
            scenes: {
                "lost": Scene(),
                "c": Scene(then: End("over")),
                "b": Scene(question: Question(id: "q", prompt: {"en": "?"}, answers: OneOf([
                    Choice(id: "one", text: {"en": "1"}, then: Goto("d")),
                    Choice(id: "two", text: {"en": "2"}, then: Goto("c")),
                ]))),
                "d": Scene(then: Goto("c")),
            })"#,
        )
        .unwrap();
        let words = |rows: Vec<Row>| -> Vec<String> {
            let name = |row: Row| match row.item {
                Item::Scene(id) => format!("{}{id}", "-".repeat(row.depth)),
                Item::Ending(id) => format!("{}{id}!", "-".repeat(row.depth)),
            };
            rows.into_iter().map(name).collect()
        };
        assert_eq!(words(along(&story)), ["b", "-d", "-c", "-over!", "lost"]);
        assert_eq!(words(in_order(&story)), ["lost", "c", "b", "d", "over!"]);
    }
}
