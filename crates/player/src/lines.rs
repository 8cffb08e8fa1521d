//! The headless player's output: one event a line. The words are fixed: scripts rely on them.

use serde_json::json;
use session::{AnswerValue, Event};

/// An event as a plain line.
#[must_use]
pub fn plain(event: &Event) -> String {
    match event {
        Event::Scene(id) => format!("scene {id}"),
        Event::Question(id) => format!("question {id}"),
        Event::Answer(id, value) => format!("answer {id} {}", value_text(value)),
        Event::Skip(id) => format!("skip {id}"),
        Event::TimeLimit(id) => format!("time-limit {id}"),
        Event::Contact => "contact".to_owned(),
        Event::Back => "back".to_owned(),
        Event::End(id) => format!("end {id}"),
    }
}

/// An event as a line of JSON.
#[must_use]
pub fn json(event: &Event) -> String {
    let value = match event {
        Event::Scene(id) => json!({"event": "scene", "scene": id}),
        Event::Question(id) => json!({"event": "question", "question": id}),
        Event::Answer(id, value) => json!({"event": "answer", "question": id, "value": value_json(value)}),
        Event::Skip(id) => json!({"event": "skip", "question": id}),
        Event::TimeLimit(id) => json!({"event": "time-limit", "question": id}),
        Event::Contact => json!({"event": "contact"}),
        Event::Back => json!({"event": "back"}),
        Event::End(id) => json!({"event": "end", "ending": id}),
    };
    value.to_string()
}

/// That a record is on disk.
#[must_use]
pub fn acknowledged(session_id: &str, seq: u64) -> String {
    json!({"event": "acknowledged", "session_id": session_id, "seq": seq}).to_string()
}

/// Choice ids joined by `|`, a number, or a JSON string.
fn value_text(value: &AnswerValue) -> String {
    match value {
        AnswerValue::Choices(_) => value_json(value).as_str().unwrap_or_default().to_owned(),
        AnswerValue::Number(_) | AnswerValue::Words(_) => value_json(value).to_string(),
    }
}

fn value_json(value: &AnswerValue) -> serde_json::Value {
    match value {
        AnswerValue::Choices(ids) => ids.iter().map(|id| id.as_str()).collect::<Vec<_>>().join("|").into(),
        AnswerValue::Number(number) => (*number).into(),
        AnswerValue::Words(words) => words.as_str().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scene_graph::{ChoiceId, QuestionId};

    #[test]
    fn answers_are_written_in_their_own_form() {
        let question = QuestionId::new("q").unwrap();
        let choices = ["b", "a"].map(|id| ChoiceId::new(id).unwrap());
        for (value, plain_line, json_value) in [
            (AnswerValue::Choices(choices.to_vec()), "answer q b|a", r#""b|a""#),
            (AnswerValue::Number(-2), "answer q -2", "-2"),
            (AnswerValue::Words("「はい」\n\"yes\"".into()), r#"answer q "「はい」\n\"yes\"""#, r#""「はい」\n\"yes\"""#),
        ] {
            let event = Event::Answer(question.clone(), value);
            assert_eq!(plain(&event), plain_line);
            assert!(json(&event).contains(json_value), "{}", json(&event));
        }
    }
}
