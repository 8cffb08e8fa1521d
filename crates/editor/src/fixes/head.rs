//! Repairs of what belongs to the story as a whole.

use super::conditions::{ask_for_answers, unknown_variables};
use super::{RepairKind, entry};
use scene_graph::diagnostic::codes;
use scene_graph::{Diagnostic, Language, Story};
use std::sync::Arc;

/// What a colour becomes that is none.
const PLAIN: &str = "#3b6fb6";

/// Mends `after`, a copy of the story without scenes; `None`: there is no obvious repair.
pub(super) fn mend(story: &Story, problem: &Diagnostic, after: &mut Story) -> Option<RepairKind> {
    let code = problem.code;
    let before = after.clone();
    let kind = if code == codes::UNKNOWN_VARIABLE {
        declare(story, problem, after);
        RepairKind::Declare
    } else if code == codes::NO_START {
        after.start = story.scenes.keys().next()?.clone();
        RepairKind::StartFirst
    } else if code == codes::NO_LANGUAGES {
        after.languages = story.title.0.keys().cloned().collect();
        RepairKind::DeclareLanguages
    } else if code == codes::LANGUAGE_TWICE {
        keep_once(&mut after.languages);
        RepairKind::KeepOnce
    } else if code == codes::BAD_COLOUR {
        plain_colour(problem, after);
        RepairKind::PlainColour
    } else if code == codes::UNKNOWN_HANDOUT {
        let known = &story.handouts;
        let id = entry(problem, "endings")?;
        after.endings.get_mut(id)?.offers.retain(|offer| known.contains_key(offer));
        RepairKind::DropNames
    } else if code == codes::NOT_SCALE {
        ask_for_answers(&mut after.care.get_mut(entry(problem, "care")?)?.when);
        RepairKind::AskForAnswer
    } else if code == codes::ENDING_WITHOUT_CONTACT {
        after.endings.get_mut(entry(problem, "endings")?)?.contact = false;
        RepairKind::DropUnsupported
    } else if code == codes::EMPTY_LOOP {
        after.waiting = None;
        RepairKind::DropEmpty
    } else {
        unused(problem, after)?
    };
    (*after != before).then_some(kind)
}

fn unused(problem: &Diagnostic, after: &mut Story) -> Option<RepairKind> {
    let code = problem.code;
    if code == codes::UNUSED_VARIABLE {
        after.variables.shift_remove(entry(problem, "variables")?)?;
    } else if code == codes::UNUSED_ENDING {
        after.endings.shift_remove(entry(problem, "endings")?)?;
    } else if code == codes::UNUSED_HANDOUT {
        after.handouts.shift_remove(entry(problem, "handouts")?)?;
    } else if code == codes::UNUSED_THEME {
        after.themes.shift_remove(entry(problem, "themes")?)?;
    } else if code == codes::UNUSED_CONTACT {
        after.contact.take()?;
    } else if code == codes::UNUSED_WAITING {
        after.waiting.take()?;
    } else {
        return None;
    }
    Some(RepairKind::RemoveUnused)
}

/// Declares what the problem's scene, or care signal, uses and nobody declared.
fn declare(story: &Story, problem: &Diagnostic, after: &mut Story) {
    let place = &problem.place;
    let scene = place.scene.as_ref().and_then(|id| story.scenes.get(id)).map(Arc::as_ref);
    let care = entry(problem, "care").and_then(|id| story.care.get(id));
    for (id, value) in unknown_variables(story, scene, care) {
        after.variables.entry(id).or_insert(value);
    }
}

fn keep_once(languages: &mut Vec<Language>) {
    let mut seen: Vec<String> = Vec::new();
    languages.retain(|language| {
        let tag = language.as_str().to_ascii_lowercase();
        let is_new = !seen.contains(&tag);
        seen.push(tag);
        is_new
    });
}

fn plain_colour(problem: &Diagnostic, after: &mut Story) {
    let field = problem.place.field.as_deref().unwrap_or_default();
    if let Some(theme) = entry(problem, "themes").and_then(|id| after.themes.get_mut(id)) {
        PLAIN.clone_into(&mut theme.colour);
    } else if let Some(brand) = &mut after.brand {
        match field {
            "brand.colour" => brand.colour = None,
            "brand.background" => brand.background = None,
            _ => {}
        }
    }
}
