//! What was recorded, made up.

use super::Tongue;
use crate::{
    BackTo, Did, LocalTime, RecordedList, RecordedPage, RecordedSession, RecordingSwitches, Said, SaidWhat,
};
use choice_log::Consent;

/// Sessions as they are shown again: the latest first.
#[must_use]
pub fn sessions(tongue: &Tongue) -> Vec<RecordedSession> {
    let at = |minute| LocalTime { year: 2026, month: 11, day: 22, hour: 22, minute };
    let said =
        |minute, question: &str, answer| Said { at: at(minute), question: question.to_owned(), answer };
    let latest = RecordedSession {
        began: at(5),
        ended: at(11),
        scope: Consent { statistics: true, follow_up: true },
        viewer: Some("Hanako".to_owned()),
        said: vec![
            said(5, tongue.prompt, SaidWhat::Choices(vec![tongue.choices[0].to_owned()])),
            said(6, tongue.feel, SaidWhat::Number { number: 4, highest: Some(5) }),
            said(8, tongue.words, SaidWhat::Words("Is there a dormitory?".to_owned())),
            said(9, tongue.prompt, SaidWhat::Skipped),
            said(11, "", SaidWhat::Contact(Some("After six, please.".to_owned()))),
        ],
        scenes: vec![(tongue.scene.to_owned(), 2), (tongue.choices[1].to_owned(), 1)],
        did: vec![
            (Did::Paused, 3),
            (Did::Language("ja".to_owned()), 1),
            (Did::Opened(tongue.handout.to_owned()), 1),
        ],
        records: 24,
        unreadable: 0,
    };
    let earlier = RecordedSession {
        began: LocalTime { day: 20, hour: 9, ..at(1) },
        ended: LocalTime { day: 20, hour: 9, ..at(4) },
        scope: Consent { statistics: true, follow_up: false },
        viewer: None,
        said: vec![Said {
            at: LocalTime { day: 20, hour: 9, ..at(2) },
            question: tongue.words.to_owned(),
            answer: SaidWhat::WordsNotKept,
        }],
        scenes: vec![(tongue.scene.to_owned(), 1)],
        did: vec![(Did::Reached(tongue.ending.to_owned()), 1)],
        records: 9,
        unreadable: 1,
    };
    vec![latest, earlier]
}

/// The page as it is while the story plays.
#[must_use]
pub fn page<'a>(tongue: &'a Tongue, sessions: &'a [RecordedSession]) -> RecordedPage<'a> {
    RecordedPage {
        title: tongue.title,
        list: RecordedList::Found(sessions),
        switches: Some(RecordingSwitches {
            statistics: Some(tongue.statistics),
            follow_up: Some(tongue.follow_up),
            recording: Consent { statistics: true, follow_up: false },
            viewer: None,
        }),
        back_to: BackTo::Story,
        busy: false,
        outcome: None,
        waiting: 0,
    }
}
