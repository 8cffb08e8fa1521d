//! Every text of a story, with its id.

use scene_graph::{Answers, Language, Meanwhile, Media, Question, Scene, SceneId, SeveralOf, Story, Text};
use std::collections::HashMap;
use std::sync::Arc;

/// Calls `each` with every text's id, the only language in which it is seen (inside media by language),
/// and the text.
pub(super) fn each_text(story: &mut Story, each: &mut impl FnMut(&str, Option<&Language>, &mut Text)) {
    each_text_of_head(story, each);
    for (id, scene) in &mut story.scenes {
        each_text_of_scene(id, Arc::make_mut(scene), each);
    }
}

/// The same for all of the story but its scenes.
pub(super) fn each_text_of_head(
    story: &mut Story,
    each: &mut impl FnMut(&str, Option<&Language>, &mut Text),
) {
    each("story.title", None, &mut story.title);
    for (id, theme) in &mut story.themes {
        each(&format!("themes.{id}.name"), None, &mut theme.name);
    }
    if let Some(consent) = &mut story.consent {
        each("consent.who", None, &mut consent.who);
        each("consent.why", None, &mut consent.why);
        for (name, text) in [("statistics", &mut consent.statistics), ("follow_up", &mut consent.follow_up)] {
            if let Some(text) = text {
                each(&format!("consent.{name}"), None, text);
            }
        }
    }
    if let Some(contact) = &mut story.contact {
        each("contact.to", None, &mut contact.to);
        each("contact.promise", None, &mut contact.promise);
    }
    for (id, care) in &mut story.care {
        each(&format!("care.{id}.name"), None, &mut care.name);
        each(&format!("care.{id}.advice"), None, &mut care.advice);
    }
    if let Some(waiting) = &mut story.waiting {
        each_text_of_media(waiting, "waiting", None, each);
    }
    for (id, handout) in &mut story.handouts {
        each(&format!("handouts.{id}.title"), None, &mut handout.title);
    }
    for (id, ending) in &mut story.endings {
        each(&format!("endings.{id}.title"), None, &mut ending.title);
        each(&format!("endings.{id}.text"), None, &mut ending.text);
    }
}

/// The same for a scene.
pub(super) fn each_text_of_scene(
    id: &SceneId,
    scene: &mut Scene,
    each: &mut impl FnMut(&str, Option<&Language>, &mut Text),
) {
    let at = format!("scenes.{id}");
    each(&format!("{at}.title"), None, &mut scene.title);
    each_text_of_media(&mut scene.media, &format!("{at}.media"), None, each);
    if let Some(question) = &mut scene.question {
        each_text_of_question(question, &format!("{at}.question"), each);
    }
}

fn each_text_of_question(
    question: &mut Question,
    at: &str,
    each: &mut impl FnMut(&str, Option<&Language>, &mut Text),
) {
    each(&format!("{at}.prompt"), None, &mut question.prompt);
    each(&format!("{at}.again"), None, &mut question.again);
    match &mut question.answers {
        Answers::OneOf(choices) | Answers::SeveralOf(SeveralOf { choices, .. }) => {
            let mut seen: HashMap<String, usize> = HashMap::new();
            for choice in choices {
                // Two choices of one id are an error that the checks report; their texts are both here.
                let times = seen.entry(choice.id.to_string()).or_default();
                *times += 1;
                let again = if *times > 1 { format!("#{times}") } else { String::new() };
                each(&format!("{at}.choices.{}{again}.text", choice.id), None, &mut choice.text);
            }
        }
        Answers::Scale(scale) => {
            each(&format!("{at}.low"), None, &mut scale.low);
            each(&format!("{at}.high"), None, &mut scale.high);
        }
        Answers::Words(words) => each(&format!("{at}.hint"), None, &mut words.hint),
        Answers::Contact => {}
    }
    if let Meanwhile::Loop(looped) = &mut question.meanwhile {
        each_text_of_media(looped, &format!("{at}.meanwhile"), None, each);
    }
}

fn each_text_of_media(
    media: &mut Media,
    at: &str,
    only: Option<&Language>,
    each: &mut impl FnMut(&str, Option<&Language>, &mut Text),
) {
    match media {
        Media::Nothing | Media::Video(_) => {}
        Media::Still(still) => each(&format!("{at}.alt"), only, &mut still.alt),
        Media::ByLanguage(versions) => {
            for (tag, media) in versions {
                each_text_of_media(media, &format!("{at}.{tag}"), Some(tag), each);
            }
        }
    }
}
