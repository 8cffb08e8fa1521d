//! The languages that a story is told in.

use super::texts::{each_text, each_text_of_head, each_text_of_scene};
use crate::document::{Edit, EditError};
use scene_graph::{HandoutTarget, Language, Meanwhile, Media, Scene, SceneId, Story, is_language_tag, load};

/// Why a language cannot be added or removed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LanguageError {
    /// Not a tag.
    #[error("\"{0}\" is no language tag: write it like \"ja\", \"en\" or \"zh-Hant\"")]
    NotATag(String),
    /// The story has it.
    #[error("the story is told in \"{0}\" already")]
    Taken(Language),
    /// As many as there may be.
    #[error("a story may have {} languages", load::MAX_LANGUAGES)]
    TooMany,
    /// The last one.
    #[error("a story is told in some language: the last one cannot be removed")]
    Last,
    /// The story does not have it.
    #[error("the story is not told in \"{0}\"")]
    NotThere(Language),
}

/// The language of this tag, if it can be added.
///
/// # Errors
/// Why it cannot.
pub fn new_language(story: &Story, tag: &str) -> Result<Language, LanguageError> {
    let tag = tag.trim();
    if !is_language_tag(tag) {
        return Err(LanguageError::NotATag(tag.to_owned()));
    }
    if let Some(known) = story.languages.iter().find(|known| known.as_str().eq_ignore_ascii_case(tag)) {
        return Err(LanguageError::Taken(known.clone()));
    }
    if story.languages.len() >= load::MAX_LANGUAGES {
        return Err(LanguageError::TooMany);
    }
    Ok(Language::new(tag))
}

/// The story is told in this language, too, from now on; its texts are missing until they are written.
pub fn add_language(edit: &mut Edit<'_>, language: &Language) {
    edit.head(|story| {
        if !story.languages.contains(language) {
            story.languages.push(language.clone());
        }
    });
}

/// Whether [`remove_language`] may be called.
///
/// # Errors
/// Why not.
pub fn can_remove_language(story: &Story, language: &Language) -> Result<(), LanguageError> {
    if !story.languages.contains(language) {
        return Err(LanguageError::NotThere(language.clone()));
    }
    if story.languages.len() == 1 {
        return Err(LanguageError::Last);
    }
    Ok(())
}

/// How many texts are written in this language: what would go with it.
#[must_use]
pub fn texts_in(story: &Story, language: &Language) -> usize {
    let mut count = 0;
    // Over a copy, as [`super::rows`]: there is one list of all texts.
    each_text(&mut story.clone(), &mut |_, _, text| count += usize::from(text.0.contains_key(language)));
    count
}

/// The story is not told in this language any more: its texts, captions and media in it go.
///
/// # Errors
/// None today; the type leaves room.
pub fn remove_language(edit: &mut Edit<'_>, language: &Language) -> Result<(), EditError> {
    edit.head(|story| {
        story.languages.retain(|own| own != language);
        each_text_of_head(story, &mut |_, _, text| drop(text.0.shift_remove(language)));
        if let Some(waiting) = &mut story.waiting {
            in_media(waiting, language);
        }
        for handout in story.handouts.values_mut() {
            if let HandoutTarget::ByLanguage(each) = &mut handout.to {
                each.shift_remove(language);
            }
        }
    });
    let scenes: Vec<SceneId> = edit.story().scenes.keys().cloned().collect();
    for id in &scenes {
        edit.scene(id, |scene| {
            in_scene(id, scene, language);
            Ok(())
        })?;
    }
    Ok(())
}

fn in_scene(id: &SceneId, scene: &mut Scene, language: &Language) {
    each_text_of_scene(id, scene, &mut |_, _, text| drop(text.0.shift_remove(language)));
    in_media(&mut scene.media, language);
    if let Some(question) = &mut scene.question
        && let Meanwhile::Loop(looped) = &mut question.meanwhile
    {
        in_media(looped, language);
    }
}

fn in_media(media: &mut Media, language: &Language) {
    match media {
        Media::Nothing => {}
        Media::Video(video) => drop(video.captions.shift_remove(language)),
        Media::Still(still) => drop(still.captions.shift_remove(language)),
        Media::ByLanguage(versions) => {
            versions.shift_remove(language);
            for version in versions.values_mut() {
                in_media(version, language);
            }
        }
    }
}
