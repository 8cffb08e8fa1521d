//! What a survey found, for spreadsheets.

use super::{Coverage, LanguageSurvey, PathEnd, Paths};
use crate::sheet;
use media_time::MediaDuration;
use scene_graph::{Language, Question, QuestionId, Story};
use session::AnswerValue;
use std::collections::HashMap;

/// The paths, one a row: its number, its length in seconds, where it ends, its scenes and answers.
#[must_use]
pub fn paths_csv(paths: &Paths) -> Vec<u8> {
    let header = ["path", "seconds", "end", "scenes", "way", "answers"].map(str::to_owned);
    let rows = paths.found.iter().enumerate().map(|(nth, path)| {
        let end = match &path.end {
            PathEnd::Ending(id) => id.to_string(),
            PathEnd::Stuck => "(stuck)".to_owned(),
            PathEnd::TooLong => "(too long)".to_owned(),
        };
        let way: Vec<&str> = path.scenes.iter().map(scene_graph::SceneId::as_str).collect();
        let answers: Vec<String> = path
            .answers
            .iter()
            .map(|(question, value)| {
                let value = value.as_ref().map_or_else(|| "–".to_owned(), AnswerValue::to_string);
                format!("{question}: {value}")
            })
            .collect();
        [
            (nth + 1).to_string(),
            path.length.map(seconds).unwrap_or_default(),
            end,
            path.scenes.len().to_string(),
            way.join(" › "),
            answers.join(" | "),
        ]
    });
    sheet::write(std::iter::once(header).chain(rows))
}

/// What random viewers came to, one row for each scene, choice and ending.
#[must_use]
pub fn coverage_csv(story: &Story, language: &Language, coverage: &Coverage) -> Vec<u8> {
    let header = ["kind", "id", "choice", "text", "shown", "taken", "viewers"].map(str::to_owned);
    let words = |text: &scene_graph::Text| text.in_language(language, &story.languages).to_owned();
    let viewers = coverage.sessions.to_string();
    let plain = |kind: &str, id: String, title: String, count: u64| {
        [kind.to_owned(), id, String::new(), title, String::new(), count.to_string(), viewers.clone()]
    };
    let scenes = coverage.scenes.iter().map(|(id, count)| {
        let title = story.scenes.get(id).map(|scene| words(&scene.title)).unwrap_or_default();
        plain("scene", id.to_string(), title, *count)
    });
    let questions = story.scenes.values().filter_map(|scene| scene.question.as_ref());
    // Of two questions with one id the first counts.
    let questions: HashMap<&QuestionId, &Question> =
        questions.rev().map(|asked| (&asked.id, asked)).collect();
    let choices = coverage.choices.iter().map(|((question, choice), count)| {
        let found = questions.get(question).and_then(|asked| asked.answers.choice(choice));
        let text = found.map(|choice| words(&choice.text)).unwrap_or_default();
        let (shown, chosen) = (count.shown.to_string(), count.chosen.to_string());
        ["choice".to_owned(), question.to_string(), choice.to_string(), text, shown, chosen, viewers.clone()]
    });
    let endings = coverage.endings.iter().map(|(id, count)| {
        let title = story.endings.get(id).map(|ending| words(&ending.title)).unwrap_or_default();
        plain("ending", id.to_string(), title, *count)
    });
    sheet::write(std::iter::once(header).chain(scenes).chain(choices).chain(endings))
}

/// What the story has in each language, one a row; times in seconds.
#[must_use]
pub fn languages_csv(languages: &[LanguageSurvey]) -> Vec<u8> {
    let header =
        ["language", "texts", "missing", "whole_scenes", "scenes_with_gaps", "shortest", "usual", "longest"]
            .map(str::to_owned);
    let rows = languages.iter().map(|survey| {
        let time = |of: fn(&scene_graph::WatchingTime) -> MediaDuration| {
            survey.watching.as_ref().map(|watching| seconds(of(watching))).unwrap_or_default()
        };
        let gaps: Vec<&str> = survey.scenes_with_gaps.iter().map(scene_graph::SceneId::as_str).collect();
        [
            survey.language.to_string(),
            survey.texts.to_string(),
            survey.missing.to_string(),
            survey.whole_scenes.to_string(),
            gaps.join(" "),
            time(|watching| watching.least),
            time(|watching| watching.usual),
            time(|watching| watching.most),
        ]
    });
    sheet::write(std::iter::once(header).chain(rows))
}

/// Seconds with three places.
fn seconds(length: MediaDuration) -> String {
    let millis = length.millis();
    format!("{}.{:03}", millis / 1000, (millis % 1000).abs())
}
