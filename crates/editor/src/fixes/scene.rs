//! Repairs within a scene.

use super::conditions::{ask_for_answers, each_condition_mut};
use super::{RepairKind, leads_nowhere};
use crate::commands::choice_of;
use crate::{names, wires};
use scene_graph::diagnostic::codes;
use scene_graph::paths::Paths;
use scene_graph::{
    Answers, Branch, Choice, ChoiceId, Diagnostic, Limit, Meanwhile, Media, Place, Question, Scale, Scene,
    SceneId, SeveralOf, Shown, Story, Video, Words,
};

/// Numbers that a scale may have at most.
const SCALE_STEPS: i64 = 100;

/// The choices of a scene's question.
pub(super) fn choices(scene: &mut Scene) -> &mut [Choice] {
    match scene.question.as_mut().map(|question| &mut question.answers) {
        Some(Answers::OneOf(choices) | Answers::SeveralOf(SeveralOf { choices, .. })) => choices,
        _ => &mut [],
    }
}

/// Mends a scene; `None`: there is no obvious repair.
pub(super) fn mend(
    story: &Story,
    problem: &Diagnostic,
    id: &SceneId,
    scene: &mut Scene,
) -> Option<RepairKind> {
    let code = problem.code;
    if code == codes::UNKNOWN_SCENE || code == codes::UNKNOWN_ENDING {
        return cut(story, problem, id, scene);
    }
    if code == codes::UNKNOWN_THEME {
        drop_themes(story, scene);
        return Some(RepairKind::DropNames);
    }
    if code == codes::UNKNOWN_HANDOUT {
        scene.offers.retain(|offer| story.handouts.contains_key(offer));
        return Some(RepairKind::DropNames);
    }
    if code == codes::NO_WAY_ON {
        return lead_on(story, id, scene);
    }
    if code == codes::THEN_NEVER {
        scene.then = None;
        return Some(RepairKind::DropWay);
    }
    if code == codes::VISIT_WITHOUT_QUESTION {
        if let Some(branch) = &mut scene.then {
            visits_to_gotos(branch);
        }
        return Some(RepairKind::GoInstead);
    }
    if code == codes::NOT_SCALE {
        each_condition_mut(scene, &mut ask_for_answers);
        return Some(RepairKind::AskForAnswer);
    }
    if code == codes::OUTSIDE_CLIP {
        return drop_trim(problem, scene);
    }
    if code == codes::NO_SOUND {
        return drop_sound(problem, scene);
    }
    mend_question(story, problem, scene.question.as_mut()?)
}

fn mend_question(story: &Story, problem: &Diagnostic, question: &mut Question) -> Option<RepairKind> {
    let code = problem.code;
    if code == codes::QUESTION_TWICE {
        question.id = names::free_question(story, question.id.as_str())?;
        Some(RepairKind::OwnId)
    } else if code == codes::CHOICE_TWICE {
        own_id(problem, question)
    } else if code == codes::THEN_IN_SEVERAL {
        choice(problem, question)?.then = None;
        Some(RepairKind::DropWay)
    } else if code == codes::AREA_LATER {
        choice(problem, question)?.area = None;
        Some(RepairKind::DropUnsupported)
    } else if code == codes::ON_PICTURE_LATER {
        question.place = Place::LowerThird;
        Some(RepairKind::DropUnsupported)
    } else if code == codes::CLIP_END_ALONE || code == codes::ZERO_LIMIT {
        question.limit = Limit::Off;
        Some(RepairKind::NoLimit)
    } else if code == codes::TIMED_WITHOUT_MEDIA || code == codes::LATE_QUESTION {
        question.shown = Shown::AtEnd;
        if question.limit == Limit::ClipEnd {
            question.limit = Limit::Off;
        }
        Some(RepairKind::AskAtEnd)
    } else if code == codes::EMPTY_LOOP {
        question.meanwhile = Meanwhile::Waiting;
        Some(RepairKind::DropEmpty)
    } else {
        mend_answers(problem, &mut question.answers)
    }
}

fn mend_answers(problem: &Diagnostic, answers: &mut Answers) -> Option<RepairKind> {
    let code = problem.code;
    match answers {
        Answers::OneOf(choices) | Answers::SeveralOf(SeveralOf { choices, .. })
            if code == codes::NO_CHOICES =>
        {
            for words in ["choice-1", "choice-2"] {
                choices.push(ChoiceId::new(words).ok().map(choice_of)?);
            }
            Some(RepairKind::AddChoices)
        }
        Answers::SeveralOf(several) if code == codes::BAD_BOUNDS => {
            let count = u32::try_from(several.choices.len()).unwrap_or(u32::MAX);
            several.at_least = several.at_least.min(count);
            several.at_most = several.at_most.filter(|most| *most > 0 && *most >= several.at_least);
            Some(RepairKind::FitNumbers)
        }
        Answers::SeveralOf(several) if code == codes::FEWER_SHOWN => {
            let always = several.choices.iter().filter(|choice| choice.when.is_none()).count();
            several.at_least = u32::try_from(always).unwrap_or(u32::MAX);
            Some(RepairKind::FitNumbers)
        }
        Answers::Words(words) if code == codes::BAD_BOUNDS => {
            *words = Words { at_most: 500, hint: words.hint.clone() };
            Some(RepairKind::FitNumbers)
        }
        Answers::Scale(scale) if code == codes::BAD_SCALE => {
            fit_scale(scale);
            Some(RepairKind::FitNumbers)
        }
        Answers::Scale(scale) if code == codes::BAD_WORRY => {
            scale.worry = None;
            Some(RepairKind::FitNumbers)
        }
        _ => None,
    }
}

fn fit_scale(scale: &mut Scale) {
    let steps = i64::from(scale.to) - i64::from(scale.from);
    if (1..SCALE_STEPS).contains(&-steps) {
        std::mem::swap(&mut scale.from, &mut scale.to);
    } else {
        (scale.from, scale.to) = (1, 5);
    }
}

/// The choice of the problem; of two with one id the later.
fn choice<'q>(problem: &Diagnostic, question: &'q mut Question) -> Option<&'q mut Choice> {
    let id = problem.place.choice.as_ref()?;
    let is_meant = |choice: &&mut Choice| {
        choice.id == *id && (problem.code != codes::AREA_LATER || choice.area.is_some())
    };
    match &mut question.answers {
        Answers::OneOf(choices) | Answers::SeveralOf(SeveralOf { choices, .. }) => {
            choices.iter_mut().rfind(is_meant)
        }
        _ => None,
    }
}

fn own_id(problem: &Diagnostic, question: &mut Question) -> Option<RepairKind> {
    let taken: Vec<String> = question.answers.choices().iter().map(|choice| choice.id.to_string()).collect();
    let choice = choice(problem, question)?;
    let words = names::free(choice.id.as_str(), "choice", |words| taken.iter().any(|known| known == words));
    choice.id = ChoiceId::new(&words).ok()?;
    Some(RepairKind::OwnId)
}

/// Cuts what leads nowhere. Where it has to lead somewhere, because conditions stand before it, there
/// is no obvious repair.
fn cut(story: &Story, problem: &Diagnostic, id: &SceneId, scene: &mut Scene) -> Option<RepairKind> {
    // In a condition it is no way on.
    (problem.place.field.as_deref() == Some("then")).then_some(())?;
    wires::cut_all(id, scene, |lead| leads_nowhere(story, lead));
    let choice = &problem.place.choice;
    let left = wires::wires(id, scene);
    let is_left = left.iter().any(|wire| wire.turn.port.choice == *choice && leads_nowhere(story, &wire.to));
    (!is_left).then_some(RepairKind::CutWay)
}

fn drop_themes(story: &Story, scene: &mut Scene) {
    let known = |theme: &scene_graph::ThemeId| story.themes.contains_key(theme);
    scene.themes.retain(known);
    if let Some(question) = &mut scene.question {
        question.themes.retain(known);
    }
    for choice in choices(scene) {
        choice.themes.retain(known);
    }
}

/// A scene that is only come to on detours returns; any other ends the story where it has one ending.
fn lead_on(story: &Story, id: &SceneId, scene: &mut Scene) -> Option<RepairKind> {
    let at = story.scenes.get_index_of(id)?;
    if !Paths::new(story).is_reached_without_detour(at) {
        scene.then = Some(Branch::Return);
        return Some(RepairKind::ReturnHere);
    }
    let mut endings = story.endings.keys();
    let (Some(only), None) = (endings.next(), endings.next()) else { return None };
    scene.then = Some(Branch::End(only.clone()));
    Some(RepairKind::EndHere)
}

fn visits_to_gotos(branch: &mut Branch) {
    match branch {
        Branch::Visit(scene) => *branch = Branch::Goto(scene.clone()),
        Branch::Via(_, then) => visits_to_gotos(then),
        Branch::When { cases, otherwise } => {
            cases.iter_mut().for_each(|case| visits_to_gotos(&mut case.then));
            visits_to_gotos(otherwise);
        }
        Branch::Goto(_) | Branch::Return | Branch::End(_) => {}
    }
}

/// The media that a field such as `media.ja.from` lies in, and the rest of the field.
fn media_at<'s, 'f>(scene: &'s mut Scene, field: &'f str) -> Option<(&'s mut Media, &'f str)> {
    let (media, mut rest) = match field.split_once('.')? {
        ("media", rest) => (&mut scene.media, rest),
        ("meanwhile", rest) => match &mut scene.question.as_mut()?.meanwhile {
            Meanwhile::Loop(media) => (&mut **media, rest),
            Meanwhile::Waiting | Meanwhile::Hold => return None,
        },
        _ => return None,
    };
    let Media::ByLanguage(versions) = media else { return Some((media, rest)) };
    let (tag, inner) = rest.split_once('.')?;
    rest = inner;
    Some((versions.get_mut(tag)?, rest))
}

fn drop_trim(problem: &Diagnostic, scene: &mut Scene) -> Option<RepairKind> {
    let (media, field) = media_at(scene, problem.place.field.as_deref()?)?;
    let Media::Video(Video { from, to, .. }) = media else { return None };
    match field {
        "from" => *from = None,
        "to" => *to = None,
        _ => return None,
    }
    Some(RepairKind::DropTrim)
}

fn drop_sound(problem: &Diagnostic, scene: &mut Scene) -> Option<RepairKind> {
    let (media, field) = media_at(scene, problem.place.field.as_deref()?)?;
    let sound = match media {
        Media::Video(video) => &mut video.sound,
        Media::Still(still) => &mut still.sound,
        Media::Nothing | Media::ByLanguage(_) => return None,
    };
    (field == "sound").then(|| *sound = None)?;
    Some(RepairKind::DropSound)
}
