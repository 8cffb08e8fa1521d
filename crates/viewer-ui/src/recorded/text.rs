//! What was recorded, in words: the same for the page and for a saved copy.

use crate::i18n::{Strings, Value, Word};
use crate::model::{Did, LocalTime, RecordedSession, Said, SaidWhat};
use choice_log::Consent;
use scene_graph::Language;

/// A readable list of what was recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedText {
    /// "What was recorded".
    pub heading: String,
    /// "Nothing is stored …", where there is no session.
    pub nothing: String,
    /// One for each session, in the order they came.
    pub sessions: Vec<SessionText>,
    /// What every record holds beside.
    pub each: String,
}

/// A session in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SessionText {
    /// When it was.
    pub heading: String,
    /// With which name, for what.
    pub about: String,
    /// What was said, what was seen, what else was done; none is empty.
    pub groups: Vec<GroupText>,
}

/// Lines of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupText {
    /// What they have in common.
    pub heading: String,
    /// The lines.
    pub lines: Vec<LineText>,
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineText {
    /// When, `22:05`; empty where several times are meant.
    pub at: String,
    /// What was asked; may be empty.
    pub above: String,
    /// The answer, or what was done.
    pub main: String,
    /// All of it as one sentence, without the time.
    pub sentence: String,
}

/// What was recorded, in words of this interface language (Japanese for `ja…`, else English).
#[must_use]
pub fn recorded_text(sessions: &[RecordedSession], language: &Language) -> RecordedText {
    text(sessions, &Strings::new(language))
}

pub(super) fn text(sessions: &[RecordedSession], strings: &Strings) -> RecordedText {
    RecordedText {
        heading: strings.get(Word::RecordedTitle),
        nothing: if sessions.is_empty() { strings.get(Word::RecordedNothing) } else { String::new() },
        sessions: sessions.iter().map(|session| one_session(session, strings)).collect(),
        each: if sessions.is_empty() { String::new() } else { strings.get(Word::RecordedEach) },
    }
}

fn one_session(session: &RecordedSession, strings: &Strings) -> SessionText {
    let (began, ended) = (session.began, session.ended);
    let same_day = (began.year, began.month, began.day) == (ended.year, ended.month, ended.day);
    let until = if same_day { clock(ended) } else { format!("{} {}", day(ended, strings), clock(ended)) };
    let heading = format!("{} {}–{until}", day(began, strings), clock(began));
    let name = match &session.viewer {
        Some(name) => strings.with(Word::RecordedWithName, &[("name", Value::Text(name))]),
        None => strings.get(Word::RecordedWithoutName),
    };
    let about = format!("{name} · {}", scope(session.scope, strings));
    let said = session.said.iter().map(|said| said_line(said, strings)).collect();
    let watched = session.scenes.iter().map(|(title, times)| plain(counted(title, *times, strings)));
    let done =
        session.did.iter().map(|(did, times)| plain(counted(&did_text(did, strings), *times, strings)));
    let mut groups = vec![
        (Word::RecordedAnswers, said),
        (Word::RecordedScenes, watched.collect()),
        (Word::RecordedElse, done.collect::<Vec<_>>()),
    ];
    if session.unreadable > 0 {
        let count = Value::count(session.unreadable);
        let line = strings.with(Word::RecordedDamaged, &[("count", count)]);
        groups[2].1.push(plain(line));
    }
    groups.retain(|(_, lines)| !lines.is_empty());
    let groups =
        groups.into_iter().map(|(heading, lines)| GroupText { heading: strings.get(heading), lines });
    SessionText { heading, about, groups: groups.collect() }
}

fn plain(main: String) -> LineText {
    LineText { sentence: main.clone(), main, ..LineText::default() }
}

fn counted(what: &str, times: u64, strings: &Strings) -> String {
    if times < 2 {
        return what.to_owned();
    }
    let count = Value::count(times);
    strings.with(Word::RecordedTimes, &[("what", Value::Text(what)), ("count", count)])
}

fn said_line(said: &Said, strings: &Strings) -> LineText {
    let question = Value::Text(&said.question);
    let (main, sentence) = match &said.answer {
        SaidWhat::Choices(choices) => {
            let main = choices.join(if strings.tag() == "ja" { "、" } else { ", " });
            let values = [("answer", Value::Text(&main)), ("question", question)];
            let sentence = strings.with(Word::RecordedSaid, &values);
            (main, sentence)
        }
        SaidWhat::Number { number, highest } => {
            let shown = i64::from(*number);
            let main = match highest {
                Some(highest) => {
                    let highest = Value::Number(i64::from(*highest));
                    strings.with(Word::ScaleStep, &[("number", Value::Number(shown)), ("highest", highest)])
                }
                None => number.to_string(),
            };
            let values = [("answer", Value::Text(&main)), ("question", question)];
            let sentence = strings.with(Word::RecordedSaid, &values);
            (main, sentence)
        }
        SaidWhat::Words(words) => {
            let values = [("words", Value::Text(words)), ("question", question)];
            (words.clone(), strings.with(Word::RecordedWrote, &values))
        }
        SaidWhat::WordsNotKept => about(Word::RecordedWordsNotKept, question, strings),
        SaidWhat::Skipped => about(Word::RecordedSkipped, question, strings),
        SaidWhat::TimeRanOut => about(Word::RecordedTimeRanOut, question, strings),
        SaidWhat::Contact(Some(words)) => {
            let line = strings.with(Word::RecordedContactWords, &[("words", Value::Text(words))]);
            (line.clone(), line)
        }
        SaidWhat::Contact(None) => {
            let line = strings.get(Word::RecordedContact);
            (line.clone(), line)
        }
    };
    LineText { at: clock(said.at), above: said.question.clone(), main, sentence }
}

/// A word without an answer: alone under its question, and as a sentence with it.
fn about(word: Word, question: Value<'_>, strings: &Strings) -> (String, String) {
    let main = strings.get(word);
    let values = [("what", Value::Text(&main)), ("question", question)];
    let sentence = strings.with(Word::RecordedAbout, &values);
    (main, sentence)
}

fn did_text(did: &Did, strings: &Strings) -> String {
    let with = |word, name, text: &str| strings.with(word, &[(name, Value::Text(text))]);
    match did {
        Did::Paused => strings.get(Word::DidPaused),
        Did::Sought => strings.get(Word::DidSought),
        Did::WentBack => strings.get(Word::DidWentBack),
        Did::Restarted => strings.get(Word::DidRestarted),
        Did::Jumped(scene) => with(Word::DidJumped, "scene", scene),
        Did::WasAsked(question) => with(Word::DidWasAsked, "question", question),
        Did::Language(tag) => {
            let name = crate::pages::language_name(&Language::new(tag));
            with(Word::DidLanguage, "language", &name)
        }
        Did::Setting => strings.get(Word::DidSetting),
        Did::Opened(title) => with(Word::DidOpened, "title", title),
        Did::Agreed(consent) => with(Word::DidAgreed, "scope", &scope(*consent, strings)),
        Did::ClipFailed(scene) => with(Word::DidClipFailed, "scene", scene),
        Did::Reached(ending) if ending.is_empty() => strings.get(Word::DidReachedEnd),
        Did::Reached(ending) => with(Word::DidReached, "ending", ending),
    }
}

/// The scopes in words.
pub(super) fn scope(consent: Consent, strings: &Strings) -> String {
    let scopes = [(consent.statistics, Word::ConsentStatistics), (consent.follow_up, Word::ConsentFollowUp)];
    let names: Vec<_> = scopes.iter().filter(|(on, _)| *on).map(|(_, word)| strings.get(*word)).collect();
    if names.is_empty() { strings.get(Word::RecordedScopeNone) } else { names.join(" + ") }
}

fn clock(time: LocalTime) -> String {
    format!("{}:{:02}", time.hour, time.minute)
}

fn day(time: LocalTime, strings: &Strings) -> String {
    let (year, mut month, mut day) = (time.year.to_string(), time.month.to_string(), time.day.to_string());
    if strings.tag() != "ja" {
        (month, day) = (format!("{month:0>2}"), format!("{day:0>2}"));
    }
    let values = [("year", Value::Text(&year)), ("month", Value::Text(&month)), ("day", Value::Text(&day))];
    strings.with(Word::RecordedDay, &values)
}
