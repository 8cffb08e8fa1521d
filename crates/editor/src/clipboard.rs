//! Scenes as text, to be pasted elsewhere, or mailed.
//!
//! The text is a small story of its own: the scenes as `story.ron` writes them, with the themes,
//! variables, handouts and endings that they mention, and behind it where their cards lie, as
//! `layout.ron` writes it. What a mail does to line ends, and words before and behind, do no harm.

use crate::arrange::{Gaps, lay_out};
use crate::document::{Document, Edit, EditError, Item, What};
use crate::layout::{Layout, Spot};
use crate::names::{self, Name};
use crate::wires::{self, Lead};
use indexmap::{IndexMap, IndexSet};
use scene_graph::{Scene, SceneId, Story, load};
use std::collections::HashSet;
use std::hash::Hash;
use std::sync::Arc;

/// How far a copy lies from its original, in the canvas's pixels, when nobody says where.
pub(crate) const BESIDE: i32 = 40;

/// What a pasted text brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The new scenes, in the order of the text.
    pub scenes: Vec<SceneId>,
    /// Ways on that led to scenes which this story does not have: the new scene, and where it led.
    pub cut: Vec<(SceneId, SceneId)>,
    /// Themes, variables, handouts and endings that came with them.
    pub brought: Vec<Name>,
}

/// Why a text cannot be pasted; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PasteError {
    /// Something else was copied.
    #[error("what was copied is no scene of Edamichi")]
    NotScenes,
    /// It looks like scenes, but cannot be read.
    #[error("what was copied cannot be read: {0}")]
    Damaged(String),
    /// More than a story may have.
    #[error("with these scenes the story would have {0}; it may have {max}", max = load::MAX_SCENES)]
    TooMany(usize),
    /// The edit cannot be made.
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// These scenes as text. Scenes that are not there are left out; `None`: none is there.
#[must_use]
pub fn copy<'a>(
    story: &Story,
    layout: &Layout,
    scenes: impl IntoIterator<Item = &'a SceneId>,
) -> Option<String> {
    let wanted: HashSet<&SceneId> = scenes.into_iter().collect();
    // In the author's order, however they were selected.
    let copied: IndexMap<SceneId, Arc<Scene>> = story
        .scenes
        .iter()
        .filter(|(id, _)| wanted.contains(id))
        .map(|(id, scene)| (id.clone(), Arc::clone(scene)))
        .collect();
    let start = copied.keys().next()?.clone();
    let mentioned = |name: Name| copied.values().any(|scene| name.is_mentioned_by(scene));
    let endings = kept(&story.endings, |id| mentioned(Name::Ending(id.clone())));
    let offered = |id: &scene_graph::HandoutId| endings.values().any(|ending| ending.offers.contains(id));
    let small = Story {
        id: story.id.clone(),
        title: story.title.clone(),
        languages: story.languages.clone(),
        themes: kept(&story.themes, |id| mentioned(Name::Theme(id.clone()))),
        variables: kept(&story.variables, |id| mentioned(Name::Variable(id.clone()))),
        handouts: kept(&story.handouts, |id| mentioned(Name::Handout(id.clone())) || offered(id)),
        endings,
        start,
        scenes: copied,
        ..Story::blank()
    };
    let spots = Layout {
        scenes: small.scenes.keys().filter_map(|id| Some((id.clone(), *layout.scenes.get(id)?))).collect(),
        ..Layout::default()
    };
    Some(format!("{}{}", scene_graph::write(&small), spots.to_ron()))
}

fn kept<K: Clone + Eq + Hash, V: Clone>(map: &IndexMap<K, V>, keeps: impl Fn(&K) -> bool) -> IndexMap<K, V> {
    map.iter().filter(|(id, _)| keeps(id)).map(|(id, value)| (id.clone(), value.clone())).collect()
}

/// The story and the layout in a copied text.
///
/// # Errors
/// When there are none, or they cannot be read.
fn parse(text: &str) -> Result<(Story, Layout), PasteError> {
    if text.len() > load::MAX_BYTES {
        return Err(PasteError::Damaged(format!("it is longer than {} MB", load::MAX_BYTES >> 20)));
    }
    let text = text.replace("\r\n", "\n");
    let begins = |what: &str| {
        let at_line = text.rfind(&format!("\n{what}(")).map(|at| at + 1);
        at_line.or_else(|| text.starts_with(&format!("{what}(")).then_some(0))
    };
    let story_at = text.find("Story(").ok_or(PasteError::NotScenes)?;
    let rest = text.get(story_at..).unwrap_or_default();
    let layout_at = begins("Layout").filter(|at| *at > story_at);
    let story_text = layout_at.and_then(|at| text.get(story_at..at)).unwrap_or(rest);
    let story = load::read(up_to_its_end(story_text).as_bytes())
        .map_err(|fault| PasteError::Damaged(fault.message.clone()))?;
    // Without places the cards are laid beside each other's usual ones.
    let layout_text = layout_at.and_then(|at| text.get(at..)).map(up_to_its_end);
    let layout = layout_text.and_then(|text| Layout::read(text.as_bytes()).ok()).unwrap_or_default();
    Ok((story, layout))
}

/// The text up to the line that closes it: what follows, such as a mail's greeting, is cut off.
fn up_to_its_end(text: &str) -> &str {
    text.find("\n)").map_or(text, |at| text.get(..at + 2).unwrap_or(text))
}

/// Whether this text looks like copied scenes: whether to offer "Paste".
#[must_use]
pub fn looks_like_scenes(text: &str) -> bool {
    text.contains("Story(") && text.contains("scenes:")
}

/// Pastes scenes out of a text, as one step to undo. With `at`, the upper left of them lies there; else
/// they lie a little beside where they were copied.
///
/// Their ids, and those of their questions, are made free. Ways on and conditions among them follow;
/// those to other scenes lead to this story's, or are cut where it has none.
///
/// # Errors
/// When the text is no scenes, or they do not fit into the story; nothing is changed then.
pub fn paste(document: &mut Document, text: &str, at: Option<Spot>) -> Result<Pasted, PasteError> {
    let (copied, spots) = parse(text)?;
    let spots = if at.is_some() { with_all_places(&copied, spots) } else { spots };
    let count = document.story().scenes.len() + copied.scenes.len();
    if count > load::MAX_SCENES {
        return Err(PasteError::TooMany(count));
    }
    if copied.scenes.is_empty() {
        return Err(PasteError::NotScenes);
    }
    Ok(document.edit(What::Paste, |edit| put(edit, &copied, &spots, at))?)
}

/// Where the cards lay, or, unless every one of them has its place, a layout of their own: cards that lie
/// on one another look like one.
fn with_all_places(copied: &Story, spots: Layout) -> Layout {
    /// About a card's size; whoever pastes it knows it better.
    const CARD: (u32, u32) = (240, 300);
    if copied.scenes.keys().all(|id| spots.scenes.contains_key(id)) {
        return spots;
    }
    let places = lay_out(copied, &Layout::default(), None, &|_| CARD, Gaps::default());
    let scenes = places.into_iter().filter_map(|(item, spot)| Some((item.scene()?.clone(), spot))).collect();
    Layout { scenes, ..Layout::default() }
}

fn put(edit: &mut Edit<'_>, copied: &Story, spots: &Layout, at: Option<Spot>) -> Result<Pasted, EditError> {
    let mut pasted = Pasted { brought: bring(edit, copied), ..Pasted::default() };
    let (right, down) = moved_by(spots, at);
    let names = names::fresh(edit.story(), copied.scenes.iter().map(|(id, scene)| (id, scene.as_ref())));
    for (old, scene) in &copied.scenes {
        let Some(new) = names.scene(old).cloned() else { continue };
        let mut scene = Scene::clone(scene);
        names::replace_in_scene(&mut scene, &names);
        edit.insert_scene(usize::MAX, &new, scene)?;
        let spot = spots.scenes.get(old).map(|spot| spot.moved(right, down)).or(at);
        edit.place(&Item::Scene(new.clone()), spot);
        pasted.scenes.push(new);
    }
    cut_what_leads_nowhere(edit, &mut pasted)?;
    Ok(pasted)
}

/// How far everything is moved from where it was copied.
fn moved_by(spots: &Layout, at: Option<Spot>) -> (i32, i32) {
    let Some(at) = at else { return (BESIDE, BESIDE) };
    let left = spots.scenes.values().map(|spot| spot.0).min().unwrap_or(0);
    let top = spots.scenes.values().map(|spot| spot.1).min().unwrap_or(0);
    (at.0.saturating_sub(left), at.1.saturating_sub(top))
}

/// Adds what the scenes mention and the story does not have; what it has, stays as it has it.
fn bring(edit: &mut Edit<'_>, copied: &Story) -> Vec<Name> {
    edit.head(|story| {
        let mut brought = Vec::new();
        add(&mut story.themes, &copied.themes, &mut brought, Name::Theme);
        add(&mut story.variables, &copied.variables, &mut brought, Name::Variable);
        add(&mut story.handouts, &copied.handouts, &mut brought, Name::Handout);
        add(&mut story.endings, &copied.endings, &mut brought, Name::Ending);
        brought
    })
}

fn add<K: Clone + Eq + Hash, V: Clone>(
    to: &mut IndexMap<K, V>,
    from: &IndexMap<K, V>,
    brought: &mut Vec<Name>,
    name: impl Fn(K) -> Name,
) {
    for (id, value) in from {
        if !to.contains_key(id) {
            to.insert(id.clone(), value.clone());
            brought.push(name(id.clone()));
        }
    }
}

fn cut_what_leads_nowhere(edit: &mut Edit<'_>, pasted: &mut Pasted) -> Result<(), EditError> {
    for id in pasted.scenes.clone() {
        let Some(scene) = edit.story().scenes.get(&id) else { continue };
        let leads = wires::wires(&id, scene).into_iter().filter_map(|wire| match wire.to {
            Lead::Goto(to) | Lead::Visit(to) => Some(to),
            Lead::Return | Lead::End(_) => None,
        });
        let missing: IndexSet<SceneId> = leads.filter(|to| !edit.story().scenes.contains_key(to)).collect();
        if missing.is_empty() {
            continue;
        }
        edit.scene(&id, |scene| {
            wires::cut_all(&id, scene, |lead| match lead {
                Lead::Goto(to) | Lead::Visit(to) => missing.contains(to),
                Lead::Return | Lead::End(_) => false,
            });
            Ok(())
        })?;
        pasted.cut.extend(missing.into_iter().map(|to| (id.clone(), to)));
    }
    Ok(())
}
