//! Stories to edit, and edits by lot.

use editor::{
    Document, Edit, EditError, Frame, Gesture, Item, Name, Port, Spot, What, commands, names, wires,
};
use scene_graph::generate::Dice;
use scene_graph::{Language, Scene, SceneId, Story};

/// How many cases a property is tried with: `usual`, or what `PROPTEST_CASES` says.
pub(crate) fn cases(usual: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual)
}

/// A story out of RON.
pub(crate) fn story(text: &str) -> Story {
    scene_graph::load::read(text.as_bytes()).unwrap()
}

/// A document of a story without a layout.
pub(crate) fn document(text: &str) -> Document {
    Document::opened(story(text), Default::default())
}

pub(crate) fn scene(id: &str) -> SceneId {
    SceneId::new(id).unwrap()
}

/// What is written to disk.
pub(crate) fn files(document: &Document) -> (String, String) {
    (scene_graph::write(document.story()), document.layout().to_ron())
}

/// Does something by lot; whether it could be done.
pub(crate) fn random_edit(document: &mut Document, dice: &mut Dice) -> bool {
    let gesture = (dice.below(3) == 0).then(|| Gesture(dice.below(2) as u64));
    let done: Result<(), EditError> = match dice.below(12) {
        0 => document.edit(What::AddScene, |edit| {
            let spot = Spot(number(dice, 900) - 400, number(dice, 900) - 400);
            commands::add_clip(edit, "media/Office tour.mp4", Some(spot)).map(drop)
        }),
        1 => document.edit(What::Delete, |edit| {
            let items = [any_item(edit, dice), any_item(edit, dice)];
            let items = &items[..1 + dice.below(2)];
            let frames: Vec<_> = edit.layout().frames.keys().take(dice.below(2)).copied().collect();
            commands::delete(edit, items, &frames)
        }),
        2 => document.edit(What::Paste, |edit| {
            let scenes = [any_scene(edit.story(), dice), any_scene(edit.story(), dice)];
            commands::duplicate(edit, &scenes[..1 + dice.below(2)]).map(drop)
        }),
        3 => document.edit_within(What::Move, gesture, |edit| {
            let item = any_item(edit, dice);
            let spot = edit.spot(&item).unwrap_or_default();
            edit.place(&item, Some(spot.moved(number(dice, 9) - 4, 3)));
            commands::move_items(edit, [&item], 1, -1);
            Ok(())
        }),
        4 => document.edit(What::Wire, |edit| {
            let turn = any_turn(edit.story(), dice);
            let to = any_lead(edit.story(), dice);
            wires::join(edit, &turn, to)
        }),
        5 => document.edit(What::Wire, |edit| wires::cut(edit, &any_turn(edit.story(), dice))),
        6 => document.edit(What::Wire, |edit| {
            let (turn, between) = (any_turn(edit.story(), dice), any_scene(edit.story(), dice));
            wires::put_between(edit, &turn, &between)
        }),
        7 => document.edit(What::Question, |edit| {
            let scene = any_scene(edit.story(), dice);
            match dice.below(2) {
                0 => commands::add_question(edit, &scene).map(drop),
                _ => commands::add_choice(edit, &scene).map(drop),
            }
        }),
        8 => document.edit(What::Question, |edit| {
            let port = any_port(edit.story(), dice);
            let choice = port.choice.ok_or(EditError::NoChoices)?;
            match dice.below(2) {
                0 => commands::remove_choice(edit, &port.scene, &choice),
                _ => commands::move_choice(edit, &port.scene, &choice, dice.below(4)),
            }
        }),
        9 => document.edit(What::Rename, |edit| {
            let name = any_name(edit.story(), dice).ok_or(EditError::LastScene)?;
            let words = ["new-name", "x", "start", "Not a name", "lunch"][dice.below(5)];
            names::rename(edit, &name, words).map(drop)
        }),
        10 => document.edit_within(What::Text, gesture, |edit| {
            let scene = any_scene(edit.story(), dice);
            edit.scene(&scene, |scene: &mut Scene| {
                let words = ["", "食堂で", "At \"lunch\"\n"][dice.below(3)];
                scene.title.0.insert(Language::new("ja"), words.to_owned());
                Ok(())
            })
        }),
        _ => document.edit(What::Frame, |edit| {
            let id = edit.layout().free_frame();
            edit.frame(id, Some(Frame { title: "第1章 \"A\"".to_owned(), ..Frame::default() }));
            let scene = any_scene(edit.story(), dice);
            edit.reorder_scene(&scene, dice.below(6))?;
            // Half done, then given up: nothing of it stays.
            if dice.below(3) == 0 { Err(EditError::NoChoices) } else { Ok(()) }
        }),
    };
    done.is_ok()
}

fn number(dice: &mut Dice, sides: usize) -> i32 {
    i32::try_from(dice.below(sides)).unwrap()
}

/// Mostly one that is there.
fn any_scene(story: &Story, dice: &mut Dice) -> SceneId {
    let place = dice.below(story.scenes.len() + 1);
    story.scenes.get_index(place).map_or_else(|| scene("nowhere"), |(id, _)| id.clone())
}

fn any_item(edit: &Edit<'_>, dice: &mut Dice) -> Item {
    let endings = edit.story().endings.len();
    match edit.story().endings.get_index(dice.below(endings + 4)) {
        Some((id, _)) => Item::Ending(id.clone()),
        None => Item::Scene(any_scene(edit.story(), dice)),
    }
}

fn any_port(story: &Story, dice: &mut Dice) -> Port {
    let id = any_scene(story, dice);
    let choices = story.scenes.get(&id).and_then(|scene| scene.question.as_ref());
    let choices = choices.map_or(&[][..], |question| question.answers.choices());
    let choice = choices.get(dice.below(choices.len() + 1)).map(|choice| choice.id.clone());
    Port { scene: id, choice }
}

fn any_turn(story: &Story, dice: &mut Dice) -> wires::Turn {
    let port = any_port(story, dice);
    let found = story.scenes.get(&port.scene).map_or(Vec::new(), |scene| wires::wires(&port.scene, scene));
    let place = dice.below(found.len() + 1);
    found.into_iter().nth(place).map_or_else(|| port.turn(), |wire| wire.turn)
}

fn any_lead(story: &Story, dice: &mut Dice) -> wires::Lead {
    let ending = story.endings.get_index(dice.below(story.endings.len().max(1)));
    match (dice.below(4), ending) {
        (0, _) => wires::Lead::Return,
        (1, _) => wires::Lead::Visit(any_scene(story, dice)),
        (2, Some((ending, _))) => wires::Lead::End(ending.clone()),
        _ => wires::Lead::Goto(any_scene(story, dice)),
    }
}

/// Anything that has a name, if something has.
pub(crate) fn any_name(story: &Story, dice: &mut Dice) -> Option<Name> {
    let questions = story.scenes.values().filter_map(|scene| scene.question.as_ref());
    let choices = questions.clone().flat_map(|question| {
        question.answers.choices().iter().map(|choice| Name::Choice(question.id.clone(), choice.id.clone()))
    });
    let names: Vec<Name> = (story.scenes.keys().cloned().map(Name::Scene))
        .chain(story.endings.keys().cloned().map(Name::Ending))
        .chain(questions.clone().map(|question| Name::Question(question.id.clone())))
        .chain(choices)
        .chain(story.themes.keys().cloned().map(Name::Theme))
        .chain(story.variables.keys().cloned().map(Name::Variable))
        .chain(story.handouts.keys().cloned().map(Name::Handout))
        .collect();
    names.get(dice.below(names.len())).cloned()
}
