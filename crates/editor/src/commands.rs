//! What an author does to scenes, questions and choices. Each works on an [`Edit`], so that several can
//! be one step.

use crate::document::{Edit, EditError, Item};
use crate::files;
use crate::layout::{FrameId, Layout, Spot};
use crate::names::{self, Name};
use crate::wires::{self, Lead};
use indexmap::IndexMap;
use media_time::MediaDuration;
use scene_graph::{
    Answers, Branch, Choice, ChoiceId, Ending, EndingId, Language, Meanwhile, Media, Place, Question,
    QuestionId, Scene, SceneId, SeveralOf, Shown, Still, Story, Text, Video,
};
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

/// How far a copy lies from its original, in the canvas's pixels.
pub(crate) const BESIDE: i32 = 40;

/// A new scene, at the end of the author's order; gives its id. `wish` is what its id is made from.
///
/// # Errors
/// None today; the type leaves room.
pub fn add_scene(
    edit: &mut Edit<'_>,
    wish: &str,
    scene: Scene,
    spot: Option<Spot>,
) -> Result<SceneId, EditError> {
    let id = names::free_scene(edit.story(), wish);
    insert_last(edit, id, scene, spot)
}

fn insert_last(
    edit: &mut Edit<'_>,
    id: SceneId,
    scene: Scene,
    spot: Option<Spot>,
) -> Result<SceneId, EditError> {
    edit.insert_scene(usize::MAX, &id, scene)?;
    edit.place(&Item::Scene(id.clone()), spot);
    Ok(id)
}

/// What shows this file: a clip, or, by its name, a picture for some seconds.
#[must_use]
pub fn media_of(file: &str) -> Media {
    /// Time enough to look at a picture; the author says how long it is needed.
    const LOOK: MediaDuration = MediaDuration::from_seconds(5);
    let file = file.to_owned();
    if files::is_picture(Path::new(&file)) {
        Media::Still(Still { file, lasts: Some(LOOK), ..Still::default() })
    } else {
        Media::Video(Video { file, ..Video::default() })
    }
}

/// A new scene for a clip or picture: its title is the file's name, and its id made of that ([`names::free_clip`]).
///
/// # Errors
/// As [`add_scene`].
pub fn add_clip(edit: &mut Edit<'_>, file: &str, spot: Option<Spot>) -> Result<SceneId, EditError> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let media = media_of(file);
    let title = edit.story().languages.first().map(|first| one(first, stem)).unwrap_or_default();
    let id = names::free_clip(edit.story(), stem);
    insert_last(edit, id, Scene { title, media, ..Scene::default() }, spot)
}

/// Makes the story be `wanted`, scene by scene, in one step: what is alike stays as it is.
///
/// # Errors
/// When `wanted` has no scene.
pub fn become_story(edit: &mut Edit<'_>, wanted: &Story) -> Result<(), EditError> {
    if wanted.scenes.is_empty() {
        return Err(EditError::LastScene);
    }
    edit.head(|story| {
        story.clone_from(wanted);
        story.scenes.clear();
    });
    for (id, scene) in &wanted.scenes {
        match edit.story().scenes.get(id) {
            Some(known) if known == scene => {}
            Some(_) => edit.replace_scene(id, Arc::clone(scene))?,
            None => edit.insert_scene(usize::MAX, id, Arc::clone(scene))?,
        }
    }
    let gone = |id: &&SceneId| !wanted.scenes.contains_key(*id);
    let gone: Vec<SceneId> = edit.story().scenes.keys().filter(gone).cloned().collect();
    for id in gone {
        edit.remove_scene(&id)?;
    }
    for (index, id) in wanted.scenes.keys().enumerate() {
        if edit.story().scenes.get_index_of(id) != Some(index) {
            edit.reorder_scene(id, index)?;
        }
    }
    Ok(())
}

/// A new ending without a title; gives its id. `wish` is what its id is made from.
///
/// # Errors
/// `NotAName` when no id can be made.
pub fn add_ending(edit: &mut Edit<'_>, wish: &str, spot: Option<Spot>) -> Result<EndingId, EditError> {
    let words = names::free(wish, "ending", |words| edit.story().endings.contains_key(words));
    let id = EndingId::new(&words).map_err(|_| EditError::NotAName(words))?;
    let ending = Ending { title: Text::default(), text: Text::default(), offers: Vec::new(), contact: false };
    edit.head(|story| drop(story.endings.insert(id.clone(), ending)));
    edit.place(&Item::Ending(id.clone()), spot);
    Ok(id)
}

/// Lays everything as it lies in `wanted`, frames included.
pub fn lay_as(edit: &mut Edit<'_>, wanted: &Layout) {
    let scenes = edit.layout().scenes.keys().chain(wanted.scenes.keys()).cloned().map(Item::Scene);
    let endings = edit.layout().endings.keys().chain(wanted.endings.keys()).cloned().map(Item::Ending);
    let items: HashSet<Item> = scenes.chain(endings).collect();
    let mut items: Vec<Item> = items.into_iter().collect();
    items.sort();
    for item in items {
        edit.place(&item, item.spot_in(wanted));
    }
    let frames: HashSet<FrameId> = edit.layout().frames.keys().chain(wanted.frames.keys()).copied().collect();
    let mut frames: Vec<FrameId> = frames.into_iter().collect();
    frames.sort();
    for id in frames {
        edit.frame(id, wanted.frames.get(&id).cloned());
    }
}

/// A text in one language.
fn one(language: &Language, words: &str) -> Text {
    Text([(language.clone(), words.to_owned())].into_iter().collect())
}

/// Deletes scenes, endings and frames, and the wires to them. Conditions that mention them stay, and
/// the checks tell. A story whose beginning is deleted begins where that led on, or with its first scene.
///
/// # Errors
/// When something is not there, or no scene would be left.
pub fn delete(edit: &mut Edit<'_>, items: &[Item], frames: &[FrameId]) -> Result<(), EditError> {
    let mut scenes: HashSet<&SceneId> = HashSet::new();
    let mut endings: HashSet<&EndingId> = HashSet::new();
    for item in items {
        match item {
            Item::Scene(id) => drop(scenes.insert(id)),
            Item::Ending(id) => drop(endings.insert(id)),
        }
    }
    if !scenes.is_empty() && edit.story().scenes.keys().all(|id| scenes.contains(id)) {
        return Err(EditError::LastScene);
    }
    delete_endings(edit, &endings)?;
    let start = first_left(edit, &scenes);
    edit.head(|story| story.start = start);
    for id in items.iter().filter_map(Item::scene) {
        if edit.story().scenes.contains_key(id) {
            edit.remove_scene(id)?;
        } else if !scenes.contains(id) {
            return Err(EditError::Missing(Name::Scene(id.clone())));
        }
    }
    let gone = |lead: &Lead| match lead {
        Lead::Goto(scene) | Lead::Visit(scene) => scenes.contains(scene),
        Lead::End(ending) => endings.contains(ending),
        Lead::Return => false,
    };
    let leading: Vec<SceneId> = edit
        .story()
        .scenes
        .iter()
        .filter(|(id, scene)| wires::wires(id, scene).iter().any(|wire| gone(&wire.to)))
        .map(|(id, _)| id.clone())
        .collect();
    for id in &leading {
        edit.scene(id, |scene| {
            wires::cut_all(id, scene, gone);
            Ok(())
        })?;
    }
    for frame in frames {
        edit.frame(*frame, None);
    }
    Ok(())
}

fn delete_endings(edit: &mut Edit<'_>, endings: &HashSet<&EndingId>) -> Result<(), EditError> {
    for id in endings {
        if !edit.story().endings.contains_key(*id) {
            return Err(EditError::Missing(Name::Ending((*id).clone())));
        }
        edit.place(&Item::Ending((*id).clone()), None);
    }
    edit.head(|story| story.endings.retain(|id, _| !endings.contains(id)));
    Ok(())
}

/// Where the story begins when these scenes are gone.
fn first_left(edit: &Edit<'_>, gone: &HashSet<&SceneId>) -> SceneId {
    let story = edit.story();
    let mut seen = HashSet::new();
    let mut here = Some(&story.start);
    while let Some(id) = here.filter(|id| seen.insert(*id)) {
        if !gone.contains(id) {
            return id.clone();
        }
        here = match story.scenes.get(id).and_then(|scene| scene.then.as_ref()) {
            Some(Branch::Goto(next)) => Some(next),
            _ => None,
        };
    }
    story.scenes.keys().find(|id| !gone.contains(id)).unwrap_or(&story.start).clone()
}

/// Copies scenes beside themselves, each once; gives the copies. Ways on between them lead to the copies, all
/// others where they led. Questions get ids of their own, and conditions within the copies mention those.
///
/// # Errors
/// When a scene is not there.
pub fn duplicate(edit: &mut Edit<'_>, scenes: &[SceneId]) -> Result<Vec<SceneId>, EditError> {
    // Each once, however often it is named.
    let mut originals: IndexMap<SceneId, Arc<Scene>> = IndexMap::new();
    for id in scenes {
        let scene = edit.story().scenes.get(id).ok_or_else(|| EditError::Missing(Name::Scene(id.clone())))?;
        originals.insert(id.clone(), Arc::clone(scene));
    }
    let names = names::fresh(edit.story(), originals.iter().map(|(id, scene)| (id, scene.as_ref())));
    let mut made = Vec::new();
    for (id, scene) in originals {
        let copy = names.scene(&id).cloned().ok_or_else(|| EditError::NotAName(id.to_string()))?;
        let mut scene = Scene::clone(&scene);
        names::replace_in_scene(&mut scene, &names);
        let spot = edit.spot(&Item::Scene(id.clone())).map(|spot| spot.moved(BESIDE, BESIDE));
        let after = edit.story().scenes.get_index_of(&id).map_or(usize::MAX, |index| index + 1);
        edit.insert_scene(after, &copy, scene)?;
        edit.place(&Item::Scene(copy.clone()), spot);
        made.push(copy);
    }
    Ok(made)
}

/// Moves cards together. Those that lie nowhere yet stay there.
pub fn move_items<'a>(edit: &mut Edit<'_>, items: impl IntoIterator<Item = &'a Item>, right: i32, down: i32) {
    for item in items {
        if let Some(spot) = edit.spot(item) {
            edit.place(item, Some(spot.moved(right, down)));
        }
    }
}

/// Gives a scene a question with two empty choices; gives its id.
///
/// # Errors
/// When there is no such scene; `Taken` when it asks something already.
pub fn add_question(edit: &mut Edit<'_>, scene: &SceneId) -> Result<QuestionId, EditError> {
    let free = names::free_question(edit.story(), &format!("{scene}-question"));
    let id = free.ok_or_else(|| EditError::NotAName(scene.to_string()))?;
    edit.scene(scene, |scene| {
        if let Some(question) = &scene.question {
            return Err(EditError::Taken(Name::Question(question.id.clone())));
        }
        let mut choices = Vec::new();
        for _ in 0..2 {
            choices.push(empty_choice(&choices)?);
        }
        scene.question = Some(Question {
            id: id.clone(),
            prompt: Text::default(),
            again: Text::default(),
            themes: Vec::new(),
            when: None,
            shown: Shown::default(),
            meanwhile: Meanwhile::default(),
            limit: scene_graph::Limit::default(),
            skip: false,
            place: Place::default(),
            answers: Answers::OneOf(choices),
        });
        Ok(id.clone())
    })
}

pub(crate) fn empty_choice(others: &[Choice]) -> Result<Choice, EditError> {
    let words = names::free("choice-1", "choice", |words| others.iter().any(|one| one.id.as_str() == words));
    ChoiceId::new(&words).map(choice_of).map_err(|_| EditError::NotAName(words))
}

/// A choice that says nothing yet.
pub(crate) fn choice_of(id: ChoiceId) -> Choice {
    Choice {
        id,
        text: Text::default(),
        themes: Vec::new(),
        worry: false,
        when: None,
        set: Vec::new(),
        then: None,
        area: None,
    }
}

/// The choices of a scene's question.
fn choices(scene: &mut Scene) -> Result<&mut Vec<Choice>, EditError> {
    match scene.question.as_mut().map(|question| &mut question.answers) {
        Some(Answers::OneOf(choices) | Answers::SeveralOf(SeveralOf { choices, .. })) => Ok(choices),
        _ => Err(EditError::NoChoices),
    }
}

/// Adds an empty choice at the end; gives its id.
///
/// # Errors
/// When the scene is not there, or its question has no choices.
pub fn add_choice(edit: &mut Edit<'_>, scene: &SceneId) -> Result<ChoiceId, EditError> {
    edit.scene(scene, |scene| {
        let choices = choices(scene)?;
        let choice = empty_choice(choices)?;
        let id = choice.id.clone();
        choices.push(choice);
        Ok(id)
    })
}

/// Deletes a choice with its way on. Conditions that mention it stay, and the checks tell.
///
/// # Errors
/// When it is not there.
pub fn remove_choice(edit: &mut Edit<'_>, scene: &SceneId, choice: &ChoiceId) -> Result<(), EditError> {
    edit.scene(scene, |scene| {
        let choices = choices(scene)?;
        let place = choices.iter().position(|one| one.id == *choice).ok_or(EditError::NoSuchTurn)?;
        choices.remove(place);
        Ok(())
    })
}

/// Moves a choice among its question's choices.
///
/// # Errors
/// When it is not there.
pub fn move_choice(
    edit: &mut Edit<'_>,
    scene: &SceneId,
    choice: &ChoiceId,
    to: usize,
) -> Result<(), EditError> {
    edit.scene(scene, |scene| {
        let choices = choices(scene)?;
        let place = choices.iter().position(|one| one.id == *choice).ok_or(EditError::NoSuchTurn)?;
        let moved = choices.remove(place);
        choices.insert(to.min(choices.len()), moved);
        Ok(())
    })
}
