//! All texts of a story as a table for translators, and back.
//!
//! [`export`] writes one row a text: its id, where it stands, one column a language, and a mark of how
//! each language's text was. By the marks [`Import::read`] tells what the translator changed from what
//! the author changed meanwhile, so that neither overwrites the other silently.

mod import;
mod languages;
mod texts;

pub use crate::sheet::SheetError;
pub(crate) use import::put_words;
pub use import::{Clash, Import, ImportError, TextChange};
pub use languages::{
    LanguageError, add_language, can_remove_language, new_language, remove_language, texts_in,
};

use crate::sheet;
use indexmap::IndexMap;
use scene_graph::{Language, Story};
use texts::each_text;

/// The columns beside the languages.
const ID: &str = "id";
const WHERE: &str = "where";
const MARKS: &str = "marks";

/// One text of a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Names it for good: `scenes.welcome.question.prompt`. It changes only when its scene or choice is
    /// renamed.
    pub id: String,
    /// Where it stands, in words of the story's first language: `ようこそ`.
    pub context: String,
    /// It is seen in this language only, inside media by language.
    pub only: Option<Language>,
    /// What it says.
    pub texts: IndexMap<Language, String>,
}

impl Row {
    /// The languages of `story` in which it is to be said and is not.
    pub fn missing<'s>(&'s self, story: &'s Story) -> impl Iterator<Item = &'s Language> {
        let wanted = story.languages.iter().filter(|tag| self.only.as_ref().is_none_or(|only| only == *tag));
        wanted.filter(|tag| self.texts.get(*tag).is_none_or(|text| text.trim().is_empty()))
    }
}

/// All texts of a story that are said in some language, in the story's order. No two have one id.
#[must_use]
pub fn rows(story: &Story) -> Vec<Row> {
    let mut rows: IndexMap<String, Row> = IndexMap::new();
    let first = story.languages.first().cloned().unwrap_or_else(|| Language::new("en"));
    // Reading goes over a copy: so there is one list of all texts, not two that could differ.
    let mut copy = story.clone();
    let titles: IndexMap<String, String> = story
        .scenes
        .iter()
        .map(|(id, scene)| (id.to_string(), scene.title.in_language(&first, &story.languages).to_owned()))
        .collect();
    each_text(&mut copy, &mut |id, only, text| {
        if text.0.values().all(|words| words.trim().is_empty()) {
            return;
        }
        let scene = id.strip_prefix("scenes.").and_then(|rest| rest.split('.').next());
        let context = scene.and_then(|scene| titles.get(scene)).cloned().unwrap_or_default();
        let row = Row { id: id.to_owned(), context, only: only.cloned(), texts: text.0.clone() };
        rows.insert(id.to_owned(), row);
    });
    rows.into_values().collect()
}

/// The table, as CSV for Excel and its like.
#[must_use]
pub fn export(story: &Story) -> Vec<u8> {
    let languages = || story.languages.iter().map(Language::as_str);
    let header: Vec<String> =
        [ID, WHERE].into_iter().chain(languages()).chain([MARKS]).map(str::to_owned).collect();
    let body = rows(story).into_iter().map(|row| {
        let text = |tag: &Language| row.texts.get(tag).map_or("", String::as_str);
        let marks: Vec<String> =
            story.languages.iter().map(|tag| format!("{tag}:{}", mark(text(tag)))).collect();
        let texts = story.languages.iter().map(|tag| text(tag).to_owned());
        [row.id.clone(), row.context.clone()]
            .into_iter()
            .chain(texts)
            .chain([marks.join(" ")])
            .collect::<Vec<_>>()
    });
    sheet::write(std::iter::once(header).chain(body))
}

/// Eight digits by which a text is known again: FNV-1a (Fowler, Noll, Vo), its halves joined. `-` for
/// no text. Line ends of other systems make no difference.
fn mark(text: &str) -> String {
    if text.is_empty() {
        return "-".to_owned();
    }
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes().filter(|byte| *byte != b'\r') {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}
