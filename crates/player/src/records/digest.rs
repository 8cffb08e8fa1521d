//! From stored records to what a person reads.

use super::work::is_content;
use choice_log::{FoundRow, Kind, Record, RecordValue, Row};
use log_store::SessionRows;
use scene_graph::{Answers, Language, Question, Story, Text};
use viewer_ui::{Did, LocalTime, RecordedSession, Said, SaidWhat};

/// Whether anything but numbers is left of a session.
pub(super) fn says_something(session: &SessionRows) -> bool {
    session.rows.iter().any(is_content)
}

/// A session in the viewer's language. What the story no longer has keeps its id.
pub(super) fn session(session: &SessionRows, story: &Story, language: &Language) -> RecordedSession {
    let reader = Reader { story, language };
    let mut digest = RecordedSession::default();
    for found in &session.rows {
        match found {
            FoundRow::Row(Row::Live(live)) => reader.add(&live.record, &mut digest),
            FoundRow::Row(Row::Erased(_)) => {}
            FoundRow::Damaged { .. } => digest.unreadable += 1,
        }
    }
    digest
}

struct Reader<'a> {
    story: &'a Story,
    language: &'a Language,
}

impl<'a> Reader<'a> {
    fn words(&self, text: &'a Text) -> &'a str {
        text.in_language(self.language, &self.story.languages)
    }

    fn add(&self, record: &Record, digest: &mut RecordedSession) {
        let at = local(record.wall_time_unix_ms);
        if digest.records == 0 {
            digest.began = at;
        }
        digest.ended = at;
        digest.records += 1;
        digest.scope.statistics |= record.consent_scope.statistics;
        digest.scope.follow_up |= record.consent_scope.follow_up;
        if let Some(viewer) = &record.viewer_key {
            digest.viewer = Some(viewer.as_str().to_owned());
        }
        if let Some(answer) = self.answer(record) {
            let question = match record.kind {
                Kind::ContactRequest => String::new(),
                _ => self.prompt(record),
            };
            digest.said.push(Said { at, question, answer });
        } else if record.kind == Kind::SceneEnter {
            count(&mut digest.scenes, self.scene(record));
        } else if let Some(did) = self.did(record) {
            count(&mut digest.did, did);
        }
    }

    fn question(&self, record: &Record) -> Option<&'a Question> {
        let id = record.question.as_deref()?;
        let mut questions = self.story.scenes.values().filter_map(|scene| scene.question.as_ref());
        questions.find(|question| question.id.as_str() == id)
    }

    /// What was asked, in the story's words or else by its id.
    fn prompt(&self, record: &Record) -> String {
        let prompt = self.question(record).map_or("", |question| self.words(&question.prompt));
        named(prompt, record.question.as_deref())
    }

    fn scene(&self, record: &Record) -> String {
        let id = record.scene.as_deref();
        let scene = id.and_then(|id| self.story.scenes.iter().find(|(scene, _)| scene.as_str() == id));
        named(scene.map_or("", |(_, scene)| self.words(&scene.title)), id)
    }

    fn answer(&self, record: &Record) -> Option<SaidWhat> {
        let words = || match &record.value {
            Some(RecordValue::Text(words)) => Some(words.clone()),
            Some(RecordValue::Number(_)) | None => None,
        };
        Some(match record.kind {
            Kind::Skip => SaidWhat::Skipped,
            Kind::TimeLimit => SaidWhat::TimeRanOut,
            Kind::ContactRequest => SaidWhat::Contact(words()),
            Kind::Answer => match &record.value {
                Some(RecordValue::Number(number)) => {
                    SaidWhat::Number { number: *number, highest: self.highest(record) }
                }
                Some(RecordValue::Text(words)) => SaidWhat::Words(words.clone()),
                None if record.choices.is_empty() => SaidWhat::WordsNotKept,
                None => SaidWhat::Choices(self.choices(record)),
            },
            _ => return None,
        })
    }

    fn highest(&self, record: &Record) -> Option<i32> {
        match &self.question(record)?.answers {
            Answers::Scale(scale) => Some(scale.to),
            _ => None,
        }
    }

    fn choices(&self, record: &Record) -> Vec<String> {
        let known = self.question(record).map_or(&[][..], |question| question.answers.choices());
        let text = |id: &String| {
            let choice = known.iter().find(|choice| choice.id.as_str() == id);
            named(choice.map_or("", |choice| self.words(&choice.text)), Some(id))
        };
        record.choices.iter().map(text).collect()
    }

    fn did(&self, record: &Record) -> Option<Did> {
        let value = || record.value.as_ref().map(ToString::to_string).unwrap_or_default();
        Some(match record.kind {
            Kind::QuestionShown => Did::WasAsked(self.prompt(record)),
            Kind::Back => Did::WentBack,
            Kind::Restart => Did::Restarted,
            Kind::Jump => Did::Jumped(self.scene(record)),
            Kind::Seek => Did::Sought,
            Kind::Pause => Did::Paused,
            Kind::Language => Did::Language(named(&value(), Some(&record.language))),
            Kind::Setting => Did::Setting,
            Kind::Handout => {
                let id = value();
                let handout = self.story.handouts.iter().find(|(handout, _)| handout.as_str() == id);
                Did::Opened(named(handout.map_or("", |(_, handout)| self.words(&handout.title)), Some(&id)))
            }
            Kind::ConsentChange => {
                Did::Agreed(choice_log::Consent::from_name(&value()).unwrap_or(record.consent_scope))
            }
            Kind::MediaFailure => Did::ClipFailed(self.scene(record)),
            Kind::Ending => {
                let id = value();
                let ending = self.story.endings.iter().find(|(ending, _)| ending.as_str() == id);
                Did::Reached(named(ending.map_or("", |(_, ending)| self.words(&ending.title)), Some(&id)))
            }
            Kind::Stuck => Did::Reached(String::new()),
            Kind::SessionStart
            | Kind::SessionEnd
            | Kind::SceneEnter
            | Kind::SceneExit
            | Kind::Answer
            | Kind::Skip
            | Kind::TimeLimit
            | Kind::ContactRequest => return None,
        })
    }
}

/// Counts what comes again where it stands first.
fn count<T: PartialEq>(list: &mut Vec<(T, u64)>, item: T) {
    match list.iter_mut().find(|(other, _)| *other == item) {
        Some((_, times)) => *times += 1,
        None => list.push((item, 1)),
    }
}

fn named(text: &str, id: Option<&str>) -> String {
    let blank = text.trim().is_empty();
    if blank { id.unwrap_or_default().to_owned() } else { text.to_owned() }
}

/// The clock on the viewer's own wall. A time that no calendar has is the epoch's.
fn local(unix_ms: u64) -> LocalTime {
    let stamp = i64::try_from(unix_ms).ok().and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok());
    let zoned = stamp.unwrap_or_default().to_zoned(jiff::tz::TimeZone::system());
    let part = |value: i8| u32::try_from(value).unwrap_or_default();
    LocalTime {
        year: i32::from(zoned.year()),
        month: part(zoned.month()),
        day: part(zoned.day()),
        hour: part(zoned.hour()),
        minute: part(zoned.minute()),
    }
}
