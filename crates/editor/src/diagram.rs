//! The graph for documents: as Mermaid text, and as a picture in SVG.

mod mermaid;
mod svg;

pub use mermaid::mermaid;
pub use svg::svg;

use crate::document::Item;
use crate::wires::{Lead, Wire, wires};
use scene_graph::{Language, Scene, Story, Text};

/// How the words of a story are shown.
#[derive(Clone, Copy)]
struct Words<'a> {
    story: &'a Story,
    language: &'a Language,
}

impl<'a> Words<'a> {
    fn text(self, text: &'a Text) -> &'a str {
        text.in_language(self.language, &self.story.languages).trim()
    }

    /// A card's heading: its title, or its id.
    fn title(self, item: &'a Item) -> &'a str {
        let (id, title) = match item {
            Item::Scene(id) => (id.as_str(), self.story.scenes.get(id).map(|scene| &scene.title)),
            Item::Ending(id) => (id.as_str(), self.story.endings.get(id).map(|ending| &ending.title)),
        };
        title.map(|title| self.text(title)).filter(|words| !words.is_empty()).unwrap_or(id)
    }

    /// What is written on a wire: its choice, if it is one's.
    fn wire(self, scene: &'a Scene, wire: &Wire) -> &'a str {
        let Some(id) = &wire.turn.port.choice else { return "" };
        let choice = scene.question.as_ref().and_then(|question| question.answers.choice(id));
        choice.map(|choice| self.text(&choice.text)).unwrap_or_default()
    }
}

/// Every wire that can be drawn: from which scene, to which card, as a detour or not, with its words.
/// Wires between the same two cards are one, with all their words.
fn drawn<'a>(words: Words<'a>) -> Vec<(Item, Item, bool, Vec<&'a str>)> {
    let mut drawn: indexmap::IndexMap<(Item, Item, bool), Vec<&str>> = indexmap::IndexMap::new();
    for (id, scene) in &words.story.scenes {
        for wire in wires(id, scene) {
            // Back from a detour, or to what the story does not have: there is nothing to draw it to.
            let Some(to) = wire.to.item().filter(|item| item.is_in(words.story)) else { continue };
            let comes_back = matches!(wire.to, Lead::Visit(_));
            let said = words.wire(scene, &wire);
            let known = drawn.entry((Item::Scene(id.clone()), to, comes_back)).or_default();
            if !said.is_empty() && !known.contains(&said) {
                known.push(said);
            }
        }
    }
    drawn.into_iter().map(|((from, to, comes_back), said)| (from, to, comes_back, said)).collect()
}
