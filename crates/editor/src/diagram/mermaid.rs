//! Mermaid: a flowchart that wikis and repositories draw from text.

use super::{Words, drawn};
use crate::document::Item;
use scene_graph::{Language, Story};
use std::collections::HashMap;
use std::fmt::Write as _;

/// No label is longer, in characters.
const LONGEST: usize = 60;

/// The graph as a Mermaid flowchart, texts in `language`. Detours are dotted; nothing in a text can end
/// its quotation or be taken for markup.
#[must_use]
pub fn mermaid(story: &Story, language: &Language) -> String {
    let words = Words { story, language };
    let mut out = String::from("flowchart LR\n");
    // Numbers for names: an id such as `end` means something to Mermaid.
    let mut names: HashMap<Item, String> = HashMap::new();
    for (number, (id, scene)) in story.scenes.iter().enumerate() {
        let item = Item::Scene(id.clone());
        let title = label(words.title(&item));
        let asks = scene.question.as_ref().map(|question| label(words.text(&question.prompt)));
        let asks = asks.filter(|asks| !asks.is_empty()).map(|asks| format!("<br/><i>{asks}</i>"));
        let name = format!("s{number}");
        // Writing to a String cannot fail.
        let _ = writeln!(out, "    {name}[\"{title}{}\"]", asks.unwrap_or_default());
        names.insert(item, name);
    }
    for (number, id) in story.endings.keys().enumerate() {
        let item = Item::Ending(id.clone());
        let name = format!("e{number}");
        let _ = writeln!(out, "    {name}([\"{}\"])", label(words.title(&item)));
        names.insert(item, name);
    }
    for (from, to, comes_back, said) in drawn(words) {
        let (Some(from), Some(to)) = (names.get(&from), names.get(&to)) else { continue };
        let arrow = if comes_back { "-.->" } else { "-->" };
        let said: Vec<String> = said.into_iter().map(label).collect();
        let said = if said.is_empty() { String::new() } else { format!("|\"{}\"|", said.join("<br/>")) };
        let _ = writeln!(out, "    {from} {arrow}{said} {to}");
    }
    if let Some(start) = names.get(&Item::Scene(story.start.clone())) {
        let _ = writeln!(out, "    style {start} stroke-width:3px");
    }
    out
}

/// A text on one line, shortened, with Mermaid's entities for all that could be markup.
fn label(text: &str) -> String {
    let mut out = String::new();
    for (nth, character) in text.split_whitespace().collect::<Vec<_>>().join(" ").chars().enumerate() {
        if nth == LONGEST {
            out.push('…');
            break;
        }
        match character {
            '"' | '#' | '&' | '<' | '>' | '`' | '|' | '[' | ']' | '(' | ')' | '{' | '}' | ';' | '\\'
            | '*' | '_' | '~' | '%' => {
                let _ = write!(out, "#{};", u32::from(character));
            }
            other if other.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}
