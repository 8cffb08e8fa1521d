//! Events as lines: the headless player's output. The words are fixed: scripts rely on them.

use crate::{AnswerValue, Event};
use serde_json::json;

/// `scene ID`, `question ID`, `answer QUESTION VALUE`, `skip QUESTION`, `time-limit QUESTION`,
/// `contact`, `back` or `end ID`; a value is choice ids joined by `|`, a number, or a JSON string.
impl core::fmt::Display for Event {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Scene(id) => write!(f, "scene {id}"),
            Self::Question(id) => write!(f, "question {id}"),
            Self::Answer(id, value) => write!(f, "answer {id} {value}"),
            Self::Skip(id) => write!(f, "skip {id}"),
            Self::TimeLimit(id) => write!(f, "time-limit {id}"),
            Self::Contact => f.write_str("contact"),
            Self::Back => f.write_str("back"),
            Self::End(id) => write!(f, "end {id}"),
        }
    }
}

impl core::fmt::Display for AnswerValue {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Choices(_) => f.write_str(self.to_json().as_str().unwrap_or_default()),
            Self::Number(number) => write!(f, "{number}"),
            Self::Words(_) => write!(f, "{}", self.to_json()),
        }
    }
}

impl AnswerValue {
    fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Choices(ids) => {
                ids.iter().map(scene_graph::ChoiceId::as_str).collect::<Vec<_>>().join("|").into()
            }
            Self::Number(number) => (*number).into(),
            Self::Words(words) => words.as_str().into(),
        }
    }
}

impl Event {
    /// The same as a JSON object on one line.
    #[must_use]
    pub fn to_json_line(&self) -> String {
        let object = match self {
            Self::Scene(id) => json!({"event": "scene", "scene": id}),
            Self::Question(id) => json!({"event": "question", "question": id}),
            Self::Answer(id, value) => json!({"event": "answer", "question": id, "value": value.to_json()}),
            Self::Skip(id) => json!({"event": "skip", "question": id}),
            Self::TimeLimit(id) => json!({"event": "time-limit", "question": id}),
            Self::Contact => json!({"event": "contact"}),
            Self::Back => json!({"event": "back"}),
            Self::End(id) => json!({"event": "end", "ending": id}),
        };
        object.to_string()
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
        for (value, line, json) in [
            (AnswerValue::Choices(choices.to_vec()), "answer q b|a", r#""value":"b|a""#),
            (AnswerValue::Number(-2), "answer q -2", r#""value":-2"#),
            (
                AnswerValue::Words("「はい」\n\"x\"".into()),
                r#"answer q "「はい」\n\"x\"""#,
                r#""「はい」\n\"x\"""#,
            ),
        ] {
            let event = Event::Answer(question.clone(), value);
            assert_eq!(event.to_string(), line);
            assert!(event.to_json_line().contains(json), "{}", event.to_json_line());
        }
    }
}
