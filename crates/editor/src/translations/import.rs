//! Reading a table of texts that a translator filled.

use super::texts::{each_text_of_head, each_text_of_scene};
use super::{ID, MARKS, Row, WHERE, mark, rows};
use crate::document::{Edit, EditError};
use crate::sheet::{self, SheetError};
use indexmap::IndexMap;
use scene_graph::{Language, SceneId, Story, Text, is_language_tag};
use std::collections::{BTreeSet, HashMap, HashSet};

/// One text may have 64 KiB of UTF-8, as in a story's file.
const LONGEST_TEXT: usize = 64 * 1024;

/// A text that is another in the table than in the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChange {
    /// Which text.
    pub id: String,
    /// In which language.
    pub language: Language,
    /// As the story has it; empty: it has none.
    pub before: String,
    /// As the table has it.
    pub after: String,
}

/// A text that both the author and the translator changed since the export, not alike. The story's
/// stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Which text.
    pub id: String,
    /// In which language.
    pub language: Language,
    /// As the story has it.
    pub story: String,
    /// As the table has it.
    pub table: String,
}

/// What a table would do to a story. Nothing is changed before [`Import::apply`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// What is to be changed.
    pub changes: Vec<TextChange>,
    /// What both changed; it is left alone.
    pub clashes: Vec<Clash>,
    /// Texts to be changed whose text in the story's first language was changed since the export: the
    /// translation may not fit it any more.
    pub outdated: Vec<String>,
    /// Texts that are said in no way in a language, in the table or the story.
    pub missing: Vec<(String, Language)>,
    /// Texts that were there at the export and are empty in the table: they are left alone.
    pub emptied: Vec<(String, Language)>,
    /// Ids of the table that the story does not have.
    pub unknown: Vec<String>,
    /// Ids that the table gives more than once: the last row counts.
    pub twice: Vec<String>,
    /// Texts of the story that the table does not have.
    pub left_out: Vec<String>,
    /// Columns in languages that the story does not declare: add the language first.
    pub other_languages: Vec<Language>,
    /// Texts that are longer than a story may have; they are left alone.
    pub too_long: Vec<(String, Language)>,
}

/// Why a table cannot be imported; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// It cannot be read as a table.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// It is another table.
    #[error("this is no table of a story's texts: its first line has no column \"id\"")]
    NoIds,
    /// No column is a language.
    #[error("no column of the table is in a language of this story")]
    NoLanguages,
}

/// Which column is what.
struct Columns {
    id: usize,
    marks: Option<usize>,
    languages: Vec<(usize, Language)>,
}

impl Import {
    /// Compares a table with the story.
    ///
    /// # Errors
    /// When it is no table of this story's texts: tell the author why.
    pub fn read(story: &Story, bytes: &[u8]) -> Result<Self, ImportError> {
        let table = sheet::read(bytes)?;
        let header = table.first().map_or(&[][..], Vec::as_slice);
        let mut import = Self::default();
        let columns = import.columns(story, header)?;
        // In the story's order.
        let known: IndexMap<String, Row> = rows(story).into_iter().map(|row| (row.id.clone(), row)).collect();
        let cell = |row: &Vec<String>, at: usize| row.get(at).cloned().unwrap_or_default();
        let mut given: HashMap<String, &Vec<String>> = HashMap::new();
        let mut order = Vec::new();
        for row in table.iter().skip(1) {
            let id = cell(row, columns.id).trim().to_owned();
            if id.is_empty() {
                continue;
            }
            if given.insert(id.clone(), row).is_some() {
                import.twice.push(id);
            } else {
                order.push(id);
            }
        }
        for id in &order {
            let (Some(row), Some(text)) = (given.get(id), known.get(id)) else {
                import.unknown.push(id.clone());
                continue;
            };
            let marks = columns.marks.map(|at| cell(row, at)).unwrap_or_default();
            let cells = columns.languages.iter().map(|(at, language)| (language, cell(row, *at)));
            import.row(story, text, cells, &marks);
        }
        import.left_out = known.into_keys().filter(|id| !given.contains_key(id)).collect();
        Ok(import)
    }

    fn columns(&mut self, story: &Story, header: &[String]) -> Result<Columns, ImportError> {
        let find = |name: &str| header.iter().position(|cell| cell.trim().eq_ignore_ascii_case(name));
        let id = find(ID).ok_or(ImportError::NoIds)?;
        let mut languages = Vec::new();
        for (at, cell) in header.iter().enumerate() {
            let cell = cell.trim();
            if at == id || [WHERE, MARKS].contains(&cell) || !is_language_tag(cell) {
                continue;
            }
            let own = story.languages.iter().find(|own| own.as_str().eq_ignore_ascii_case(cell));
            match own {
                Some(own) => languages.push((at, own.clone())),
                None => self.other_languages.push(Language::new(cell)),
            }
        }
        if languages.is_empty() {
            return Err(ImportError::NoLanguages);
        }
        Ok(Columns { id, marks: find(MARKS), languages })
    }

    fn row<'c>(
        &mut self,
        story: &Story,
        row: &Row,
        cells: impl Iterator<Item = (&'c Language, String)>,
        marks: &str,
    ) {
        let marks: HashMap<&str, &str> =
            marks.split_whitespace().filter_map(|mark| mark.rsplit_once(':')).collect();
        let in_story = |language: &Language| row.texts.get(language).map_or("", String::as_str);
        let first = story.languages.first();
        let was_changed = |language: &Language| {
            marks.get(language.as_str()).is_some_and(|then| *then != mark(in_story(language)))
        };
        let first_changed = first.is_some_and(was_changed);
        let mut outdated = false;
        for (language, after) in cells {
            let before = in_story(language);
            let entry = || (row.id.clone(), language.clone());
            let wanted = row.only.as_ref().is_none_or(|only| only == language);
            if after.trim().is_empty() {
                if before.trim().is_empty() && wanted {
                    self.missing.push(entry());
                } else if marks.get(language.as_str()).is_some_and(|then| *then != "-") {
                    self.emptied.push(entry());
                }
                continue;
            }
            let by_translator = marks.get(language.as_str()).is_none_or(|then| *then != mark(&after));
            if after == before.replace("\r\n", "\n") || !by_translator {
                continue;
            }
            if after.len() > LONGEST_TEXT {
                self.too_long.push(entry());
            } else if was_changed(language) {
                let (id, language) = entry();
                self.clashes.push(Clash { id, language, story: before.to_owned(), table: after });
            } else {
                outdated |= first_changed && first != Some(language);
                let (id, language) = entry();
                self.changes.push(TextChange { id, language, before: before.to_owned(), after });
            }
        }
        if outdated {
            self.outdated.push(row.id.clone());
        }
    }

    /// Takes the translator's side of all clashes.
    pub fn take_clashes(&mut self) {
        let taken = std::mem::take(&mut self.clashes).into_iter().map(|clash| TextChange {
            id: clash.id,
            language: clash.language,
            before: clash.story,
            after: clash.table,
        });
        self.changes.extend(taken);
    }

    /// Makes the changes; gives how many.
    ///
    /// # Errors
    /// None today: texts that are gone meanwhile are passed over.
    pub fn apply(&self, edit: &mut Edit<'_>) -> Result<usize, EditError> {
        let mut wanted: HashMap<&str, Vec<&TextChange>> = HashMap::new();
        let mut scenes: BTreeSet<SceneId> = BTreeSet::new();
        for change in &self.changes {
            wanted.entry(change.id.as_str()).or_default().push(change);
            let scene = change.id.strip_prefix("scenes.").and_then(|rest| rest.split('.').next());
            scenes.extend(scene.and_then(|scene| SceneId::new(scene).ok()));
        }
        let languages = edit.story().languages.clone();
        let mut done: HashSet<(String, Language)> = HashSet::new();
        let mut put = |id: &str, _: Option<&Language>, text: &mut Text| {
            for change in wanted.get(id).into_iter().flatten() {
                put_words(text, &change.language, &change.after, &languages);
                done.insert((id.to_owned(), change.language.clone()));
            }
        };
        if self.changes.iter().any(|change| !change.id.starts_with("scenes.")) {
            edit.head(|story| each_text_of_head(story, &mut put));
        }
        for id in &scenes {
            if edit.story().scenes.contains_key(id) {
                edit.scene(id, |scene| {
                    each_text_of_scene(id, scene, &mut put);
                    Ok(())
                })?;
            }
        }
        Ok(done.len())
    }
}

/// Puts words into a text, in the order of the story's languages; none take the language away.
pub(crate) fn put_words(text: &mut Text, language: &Language, words: &str, languages: &[Language]) {
    if words.is_empty() {
        text.0.shift_remove(language);
        return;
    }
    if let Some(known) = text.0.get_mut(language) {
        words.clone_into(known);
        return;
    }
    let rank = |tag: &Language| languages.iter().position(|own| own == tag).unwrap_or(usize::MAX);
    let at = text.0.keys().position(|tag| rank(tag) > rank(language)).unwrap_or(text.0.len());
    text.0.shift_insert(at, language.clone(), words.to_owned());
}
