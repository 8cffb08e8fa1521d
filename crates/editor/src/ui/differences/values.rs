//! What a story says somewhere, in the author's words.

use crate::ui::fields::Form;
use crate::ui::inspector::branch;
use crate::ui::inspector::condition_words;
use crate::ui::words::Word;
use scene_graph::{
    Answers, Branch, Choice, Limit, Meanwhile, Media, Place, Question, Scene, SceneId, SetVariable, Shown,
    ThemeId, VariableValue,
};
use std::collections::BTreeMap;

/// What the form's story says at this place; `written` is how its file writes it.
pub(super) fn words(form: &Form<'_>, parts: &[&str], written: Option<&str>) -> Option<String> {
    let story = form.story;
    match parts {
        ["scenes", id, rest @ ..] => match story.scenes.get(*id) {
            Some(scene) => in_scene(form, (id, scene), rest).unwrap_or_else(|| plain(form, written)),
            None => plain(form, written),
        },
        ["endings", id] => story.endings.get(*id).map(|ending| form.said_or(&ending.title, id)),
        ["themes", id] => story.themes.get(*id).map(|theme| form.said_or(&theme.name, id)),
        ["handouts", id] => story.handouts.get(*id).map(|handout| form.said_or(&handout.title, id)),
        ["variables", id, ..] => story.variables.get(*id).map(|value| variable(form, *value)),
        ["care", id] => story.care.get(*id).map(|care| form.said_or(&care.name, id)),
        ["care", id, "when", ..] => story.care.get(*id).map(|care| condition_words::said(form, &care.when)),
        ["start"] => Some(form.scene_title(&story.start)),
        ["languages", ..] => Some(listed(story.languages.iter().map(ToString::to_string))),
        ["waiting", ..] => story.waiting.as_ref().map(|shown| media(form, shown)),
        ["music", ..] => story.music.as_ref().map(|bed| bed.file.clone()),
        _ => plain(form, written),
    }
}

/// Outer `None`: nothing better is known than how it is written.
fn in_scene(form: &Form<'_>, (id, scene): (&str, &Scene), rest: &[&str]) -> Option<Option<String>> {
    Some(match rest {
        [] => {
            let title = form.said_or(&scene.title, id);
            let asks = scene.question.as_ref().map(|question| form.said(&question.prompt).to_owned());
            Some(listed(std::iter::once(title).chain(asks.filter(|asks| !asks.is_empty()))))
        }
        ["then", ..] => scene.then.as_ref().map(|then| way(form, then)),
        ["media"] => Some(media(form, &scene.media)),
        ["themes", ..] => themes(form, &scene.themes),
        ["question"] => {
            scene.question.as_ref().map(|question| form.said_or(&question.prompt, question.id.as_str()))
        }
        ["question", rest @ ..] => return in_question(form, scene.question.as_ref()?, rest),
        _ => return None,
    })
}

fn in_question(form: &Form<'_>, question: &Question, rest: &[&str]) -> Option<Option<String>> {
    let word = |word| Some(form.word(word));
    Some(match rest {
        ["when", ..] => question.when.as_ref().map(|when| condition_words::said(form, when)),
        ["themes", ..] => themes(form, &question.themes),
        ["shown", ..] => Some(match question.shown {
            Shown::AtEnd => form.word(Word::ShownAtEnd),
            Shown::PauseAt(at) => format!("{} ({at})", form.word(Word::ShownPauseAt)),
            Shown::During { from, .. } => format!("{} ({from})", form.word(Word::ShownDuring)),
        }),
        ["limit", ..] => Some(match question.limit {
            Limit::Off => form.word(Word::LimitOff),
            Limit::Seconds(seconds) => format!("{}: {seconds}", form.word(Word::FieldLimitSeconds)),
            Limit::ClipEnd => form.word(Word::LimitClipEnd),
        }),
        ["meanwhile", ..] => Some(match &question.meanwhile {
            Meanwhile::Waiting => form.word(Word::MeanwhileWaiting),
            Meanwhile::Hold => form.word(Word::MeanwhileHold),
            Meanwhile::Loop(looped) => {
                format!("{} ({})", form.word(Word::MeanwhileLoop), media(form, looped))
            }
        }),
        ["place"] => word(match question.place {
            Place::LowerThird => Word::PlaceLower,
            Place::Side => Word::PlaceSide,
            Place::Full => Word::PlaceFull,
            Place::OnPicture => Word::PlaceOnPicture,
        }),
        ["answers"] => word(match question.answers {
            Answers::OneOf(_) => Word::KindOneOf,
            Answers::SeveralOf(_) => Word::KindSeveral,
            Answers::Scale(_) => Word::KindScale,
            Answers::Words(_) => Word::KindWords,
            Answers::Contact => Word::KindContact,
        }),
        ["answers", rest @ ..] => {
            let inner = rest.strip_prefix(&["choices"]).unwrap_or(rest);
            let [id, rest @ ..] = inner else { return None };
            let choice = question.answers.choices().iter().find(|choice| choice.id.as_str() == *id)?;
            return in_choice(form, choice, rest);
        }
        _ => return None,
    })
}

fn in_choice(form: &Form<'_>, choice: &Choice, rest: &[&str]) -> Option<Option<String>> {
    Some(match rest {
        [] => Some(form.said_or(&choice.text, choice.id.as_str())),
        ["then", ..] => choice.then.as_ref().map(|then| way(form, then)),
        ["when", ..] => choice.when.as_ref().map(|when| condition_words::said(form, when)),
        ["themes", ..] => themes(form, &choice.themes),
        ["set", ..] => {
            let set = choice.set.iter().map(|set| match set {
                SetVariable::Set(name, value) => format!("{name} = {}", variable(form, *value)),
                SetVariable::Add(name, step) => format!("{name} {step:+}"),
            });
            Some(listed(set)).filter(|set| !set.is_empty())
        }
        _ => return None,
    })
}

/// Where a way on leads, with its conditions.
fn way(form: &Form<'_>, then: &Branch) -> String {
    match then {
        Branch::When { cases, otherwise } => {
            let mut all: Vec<String> = cases
                .iter()
                .map(|case| format!("{}: {}", condition_words::said(form, &case.when), way(form, &case.then)))
                .collect();
            all.push(format!("{}: {}", form.word(Word::CanvasOtherwise), way(form, otherwise)));
            all.join(" / ")
        }
        Branch::Via(_, after) => format!("{} → {}", branch::said(form, then), way(form, after)),
        plain => branch::said(form, plain),
    }
}

fn media(form: &Form<'_>, shown: &Media) -> String {
    match shown {
        Media::Nothing => form.word(Word::MediaNothing),
        Media::Video(video) => video.file.clone(),
        Media::Still(still) => still.file.clone(),
        Media::ByLanguage(of) => {
            listed(of.iter().map(|(language, one)| format!("{language}: {}", media(form, one))))
        }
    }
}

fn themes(form: &Form<'_>, themes: &[ThemeId]) -> Option<String> {
    let name = |id: &ThemeId| {
        let theme = form.story.themes.get(id);
        theme.map_or_else(|| id.to_string(), |theme| form.said_or(&theme.name, id.as_str()))
    };
    Some(listed(themes.iter().map(name))).filter(|names| !names.is_empty())
}

fn variable(form: &Form<'_>, value: VariableValue) -> String {
    match value {
        VariableValue::Number(number) => number.to_string(),
        VariableValue::Flag(flag) => yes_or_no(form, flag),
    }
}

fn yes_or_no(form: &Form<'_>, yes: bool) -> String {
    form.word(if yes { Word::PreviewYes } else { Word::PreviewNo })
}

fn listed(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(" · ")
}

/// What a file writes, without what makes it one: texts, lists, numbers; of anything else its texts.
fn plain(form: &Form<'_>, written: Option<&str>) -> Option<String> {
    let written = written?.trim();
    if let Ok(text) = ron::from_str::<String>(written) {
        // A scene's id says less than its title.
        let scene = form.story.scenes.contains_key(text.as_str()).then(|| SceneId::new(&text).ok()).flatten();
        return Some(scene.map_or(text, |scene| form.scene_title(&scene)));
    }
    if let Ok(yes) = ron::from_str::<bool>(written) {
        return Some(yes_or_no(form, yes));
    }
    if let Ok(texts) = ron::from_str::<BTreeMap<String, String>>(written) {
        let shown = texts.get(form.shown.as_str()).or_else(|| texts.values().next());
        return Some(shown.cloned().unwrap_or_default());
    }
    let texts = texts_of(written);
    Some(if texts.is_empty() {
        written.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        listed(texts.into_iter())
    })
}

/// The quoted texts of something that are no keys.
fn texts_of(written: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = written;
    while let Some(begin) = rest.find('"') {
        let mut escaped = false;
        let inner = rest.get(begin + 1..).unwrap_or_default();
        let end = inner.char_indices().find(|(_, character)| match character {
            '"' if !escaped => true,
            '\\' => {
                escaped = !escaped;
                false
            }
            _ => {
                escaped = false;
                false
            }
        });
        let Some((end, _)) = end else { break };
        let (quoted, after) = (rest.get(begin..begin + end + 2), inner.get(end + 1..).unwrap_or_default());
        if !after.trim_start().starts_with(':')
            && let Some(text) = quoted.and_then(|quoted| ron::from_str::<String>(quoted).ok())
        {
            found.push(text);
        }
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::texts_of;

    #[test]
    fn texts_are_found_between_keys_and_escapes() {
        let written = r#"(to: {"ja": "人事の\"森\"", "en": "Mori"}, mail: "a\\b", days: 3)"#;
        assert_eq!(texts_of(written), ["人事の\"森\"", "Mori", "a\\b"]);
        assert!(texts_of("PauseAt(3)").is_empty() && texts_of("\"open").is_empty());
    }
}
