//! The story without its scenes: what an edit of it carries, what forms draft, what repairs try.

use indexmap::IndexMap;
use scene_graph::Story;

/// A copy of the story without its scenes.
pub(crate) fn head_of(story: &Story) -> Story {
    Story {
        format: story.format,
        id: story.id.clone(),
        title: story.title.clone(),
        note: story.note.clone(),
        series: story.series.clone(),
        step: story.step,
        languages: story.languages.clone(),
        themes: story.themes.clone(),
        variables: story.variables.clone(),
        consent: story.consent.clone(),
        contact: story.contact.clone(),
        care: story.care.clone(),
        brand: story.brand.clone(),
        waiting: story.waiting.clone(),
        music: story.music.clone(),
        handouts: story.handouts.clone(),
        endings: story.endings.clone(),
        start: story.start.clone(),
        scenes: IndexMap::new(),
    }
}

/// Whether two stories are the same but for their scenes. Copies nothing: forms ask it in every pass.
pub(crate) fn is_same_head(one: &Story, other: &Story) -> bool {
    // All by name: a field that comes later is not forgotten here.
    let Story {
        format,
        id,
        title,
        note,
        series,
        step,
        languages,
        themes,
        variables,
        consent,
        contact,
        care,
        brand,
        waiting,
        music,
        handouts,
        endings,
        start,
        scenes: _,
    } = one;
    *format == other.format
        && *id == other.id
        && *title == other.title
        && *note == other.note
        && *series == other.series
        && *step == other.step
        && *languages == other.languages
        && *themes == other.themes
        && *variables == other.variables
        && *consent == other.consent
        && *contact == other.contact
        && *care == other.care
        && *brand == other.brand
        && *waiting == other.waiting
        && *music == other.music
        && *handouts == other.handouts
        && *endings == other.endings
        && *start == other.start
}
