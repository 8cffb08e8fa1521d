//! What holds for every story and whatever is done in it.

use crate::stage::Stage;
use choice_log::Entry;
use media_time::{MediaDuration, MediaTime};
use proptest::prelude::*;
use scene_graph::generate::{any_story, valid_story};
use scene_graph::{ChoiceId, HandoutId, SceneId, Story};
use session::{Answer, Input, QuestionKind, Session, SessionState, Settings};
use std::sync::Arc;

/// One thing to do, made to fit the state when it is done.
type Throw = (u8, u16);

fn throws(most: usize) -> impl Strategy<Value = Vec<Throw>> {
    proptest::collection::vec((any::<u8>(), any::<u16>()), 0..most)
}

/// An answer that fits the open question.
fn fitting(kind: &QuestionKind, throw: usize) -> Answer {
    match kind {
        QuestionKind::OneOf(choices) => Answer::One(choices[throw % choices.len()].id.clone()),
        QuestionKind::SeveralOf { choices, at_least, at_most } => {
            let spread = usize::try_from(at_most - at_least).unwrap();
            let count = usize::try_from(*at_least).unwrap() + throw % (spread + 1);
            let cycle = choices.iter().cycle().skip(throw % choices.len()).take(count);
            Answer::Several(cycle.map(|choice| choice.id.clone()).collect())
        }
        QuestionKind::Scale { from, to, .. } => {
            let span = i64::from(*to) - i64::from(*from) + 1;
            Answer::Scale(i32::try_from(i64::from(*from) + i64::try_from(throw).unwrap() % span).unwrap())
        }
        QuestionKind::Words { .. } => Answer::Words("w".to_owned()),
        QuestionKind::Contact => Answer::Contact("c".to_owned()),
    }
}

/// What a viewer does who plays along: plays on, answers, skips.
fn play_along(stage: &mut Stage, (what, throw): Throw) {
    let throw = usize::from(throw);
    let question = stage.session.question();
    match question {
        Some(view) if what % 4 == 0 => stage.give(Input::Answer(fitting(&view.kind, throw))),
        Some(view) if what % 4 == 1 && view.can_skip => stage.give(Input::Skip),
        Some(_) if what % 4 == 2 => stage.pass(MediaDuration::from_millis(i64::try_from(throw).unwrap())),
        _ => {
            if !stage.step()
                && let Some(view) = stage.session.question()
            {
                stage.give(Input::Answer(fitting(&view.kind, throw)));
            }
        }
    }
}

/// What a restless viewer does: everything.
fn wander(stage: &mut Stage, (what, throw): Throw) {
    let pick = usize::from(throw);
    let millis = i64::from(throw);
    let session = &stage.session;
    let input = match what % 32 {
        0..=1 => Input::Back,
        2 => Input::Restart,
        3..=4 => {
            let seen: Vec<_> = session.seen().scenes().cloned().collect();
            Input::Jump(seen.get(pick % seen.len().max(1)).cloned().unwrap_or(session.story().start.clone()))
        }
        5..=7 => Input::Seek(MediaTime::from_millis(millis)),
        8..=9 => {
            let languages = &session.story().languages;
            Input::Language(languages[pick % languages.len()].clone())
        }
        10 if pick % 4 == 3 => Input::MoreTime,
        10 => Input::Settings(Settings { no_time_limits: pick % 2 == 0 }),
        11 => Input::Pause(pick % 2 == 0),
        12 => Input::Contact("please".to_owned()),
        13 => match session.offers().first() {
            Some(offered) => Input::Handout(offered.clone()),
            None => Input::Handout(HandoutId::new("none").unwrap()),
        },
        _ => return play_along(stage, (what, throw)),
    };
    let before = stage.session.state().clone();
    if stage.attempt(input).is_err() {
        assert_eq!(stage.session.state(), &before);
    }
}

/// What no viewer or playback does.
fn mischief((what, throw): Throw) -> Input {
    let number = i64::from(throw);
    let odd = [0, -1, 1, i64::MAX, i64::MIN, number, number * 1_000_000];
    let flicks = odd[usize::from(throw) % odd.len()];
    let (duration, time) = (MediaDuration::from_flicks(flicks), MediaTime::from_flicks(flicks));
    let id = format!("choice-{}", number % 3);
    match what % 20 {
        0 => Input::Begin { scene: None },
        1 | 2 => Input::MediaOpened { duration },
        3 | 4 => Input::MediaReached,
        5..=7 => Input::MediaEnded,
        8 => Input::MediaFailed { reason: "broken".to_owned() },
        9 => Input::TimePassed { by: duration },
        10 => Input::Answer(Answer::One(ChoiceId::new(&id).unwrap())),
        11 => Input::Answer(Answer::Several(vec![ChoiceId::new(&id).unwrap(); usize::from(throw % 4)])),
        12 => Input::Answer(Answer::Scale(i32::from(throw))),
        13 => Input::Answer(Answer::Words("x".repeat(usize::from(throw % 700)))),
        14 => Input::Answer(Answer::Contact(String::new())),
        15 => Input::Seek(time),
        16 => Input::Back,
        17 => Input::Jump(SceneId::new(&format!("main-{}", throw % 4)).unwrap()),
        18 => Input::Skip,
        _ => {
            if throw % 50 == 0 {
                Input::Leave
            } else {
                Input::Restart
            }
        }
    }
}

fn begun(story: Story) -> Stage {
    let mut stage = Stage::of(story, "en");
    stage.give(Input::Begin { scene: None });
    stage
}

/// A record without its time.
fn timeless(entry: &Entry) -> Entry {
    Entry { monotonic_ms: 0, answer_ms: None, ..entry.clone() }
}

fn state_of(stage: &Stage, part: &str) -> serde_json::Value {
    serde_json::to_value(stage.session.state()).unwrap()[part].clone()
}

/// Puts something else in place of numbers, truths and ids, as the throws say.
fn garble(value: &mut serde_json::Value, throws: &mut impl Iterator<Item = Throw>) {
    use serde_json::Value;
    match value {
        Value::Array(parts) => parts.iter_mut().for_each(|part| garble(part, throws)),
        Value::Object(parts) => parts.values_mut().for_each(|part| garble(part, throws)),
        leaf => {
            let Some((0..=60, throw)) = throws.next() else { return };
            let numbers = [0, 1, -1, i64::from(u32::MAX), i64::MAX, i64::MIN];
            match leaf {
                Value::Number(number) => *number = numbers[usize::from(throw) % numbers.len()].into(),
                Value::Bool(truth) => *truth = !*truth,
                Value::String(word) if throw % 8 == 0 => "main-1".clone_into(word),
                _ => {}
            }
        }
    }
}

proptest! {

    #[test]
    fn whatever_is_done_it_ends_or_waits(story in valid_story(), throws in throws(60)) {
        let mut stage = begun(story);
        for throw in throws {
            wander(&mut stage, throw);
        }
        stage.play();
        let session = &stage.session;
        prop_assert!(session.question().is_some() || session.ending().is_some(), "{:?}", stage.lines);
        prop_assert!(!stage.lines.contains(&"end stuck".to_owned()), "{:?}", stage.lines);
    }

    #[test]
    fn mischief_harms_nobody(story in any_story(), throws in throws(80)) {
        let mut session = Session::new(Arc::new(story), scene_graph::Language::new("xx"), Settings::default());
        let _ = session.apply(session::Now::default(), Input::Begin { scene: None });
        for throw in throws {
            let now = session::Now {
                elapsed: MediaDuration::from_millis(i64::from(throw.1)),
                media: MediaTime::from_millis(i64::from(throw.1) - 100),
            };
            let before = session.state().clone();
            if session.apply(now, mischief(throw)).is_err() {
                prop_assert_eq!(session.state(), &before);
            }
            let _ = (session.may_play_next(), session.question(), session.next_cue(), session.offers());
        }
    }

    #[test]
    fn the_same_inputs_give_the_same(story in valid_story(), throws in throws(60)) {
        let mut stage = begun(story.clone());
        for throw in throws {
            wander(&mut stage, throw);
        }
        let mut again = Stage::of(story, "en");
        for (now, input) in stage.inputs.clone() {
            (again.elapsed, again.media) = (now.elapsed, now.media);
            let _ = again.attempt(input);
        }
        prop_assert_eq!(stage.session.state(), again.session.state());
        prop_assert_eq!(stage.records, again.records);
        prop_assert_eq!(stage.lines, again.lines);
    }

    #[test]
    fn back_undoes_an_answer(story in valid_story(), throws in throws(60)) {
        let mut stage = begun(story);
        for throw in throws {
            wander(&mut stage, throw);
            let Some(view) = stage.session.question().filter(|view| !view.answered) else { continue };
            let mut other = stage.clone();
            other.give(Input::Answer(fitting(&view.kind, usize::from(throw.1))));
            if other.session.question().is_some_and(|open| open.id == view.id) {
                continue;
            }
            other.give(Input::Back);
            prop_assert_eq!(state_of(&other, "memory"), state_of(&stage, "memory"));
            prop_assert_eq!(state_of(&other, "stack"), state_of(&stage, "stack"));
            prop_assert_eq!(other.scene(), stage.scene());
            let (before, after) = (stage.session.question(), other.session.question());
            let ids = |view: Option<session::QuestionView>| view.map(|view| match view.kind {
                QuestionKind::OneOf(choices) | QuestionKind::SeveralOf { choices, .. } =>
                    choices.into_iter().map(|choice| choice.id).collect(),
                _ => Vec::new(),
            });
            prop_assert_eq!(ids(after), ids(before));
        }
    }

    #[test]
    fn what_is_stored_goes_on_the_same(story in valid_story(), first in throws(40), then in throws(40)) {
        let mut stage = begun(story.clone());
        stage.session = stage.session.clone().with_revision("r1");
        for throw in first {
            wander(&mut stage, throw);
        }
        stage.give(Input::Pause(false));
        let written = serde_json::to_string(stage.session.state()).unwrap();
        let read: SessionState = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(stage.session.state(), &read);
        let (session, dropped, effects) = Session::restore(Arc::new(story.clone()), read, "r1");
        prop_assert!(dropped.is_empty(), "{:?}", dropped);
        prop_assert_eq!(session.question(), stage.session.question());
        let mut other = Stage { session, ..Stage::of(story, "en") };
        other.take(effects);
        let (lines, records) = (stage.lines.len(), stage.records.len());
        for throw in then {
            wander(&mut stage, throw);
            wander(&mut other, throw);
        }
        prop_assert_eq!(&stage.lines[lines..], &other.lines[..]);
        let told: Vec<_> = stage.records[records..].iter().map(timeless).collect();
        let told_again: Vec<_> = other.records[1..].iter().map(timeless).collect();
        prop_assert_eq!(told, told_again);
    }

    #[test]
    fn a_changed_story_is_gone_on_with(
        story in valid_story(), changed in prop_oneof![valid_story(), any_story()], first in throws(40),
        then in throws(30),
    ) {
        let mut stage = begun(story);
        for throw in first {
            wander(&mut stage, throw);
        }
        let changed = Story { id: stage.session.story().id.clone(), ..changed };
        let state = stage.session.state().clone();
        let (session, _, effects) = Session::restore(Arc::new(changed.clone()), state, "r2");
        prop_assert!(session.has_begun() || !changed.scenes.contains_key(&changed.start));
        let mut other = Stage { session, ..Stage::of(changed, "en") };
        other.take(effects);
        for throw in then {
            let _ = other.attempt(mischief(throw));
            let _ = other.session.may_play_next();
        }
    }

    #[test]
    fn a_garbled_state_harms_nobody(
        story in valid_story(), first in throws(40), garbling in throws(60), then in throws(30),
    ) {
        let mut stage = begun(story.clone());
        for throw in first {
            wander(&mut stage, throw);
        }
        let mut written = serde_json::to_value(stage.session.clone().with_revision("r").state()).unwrap();
        garble(&mut written, &mut garbling.into_iter());
        let Ok(state) = serde_json::from_value::<SessionState>(written) else { return Ok(()) };
        let (session, _, effects) = Session::restore(Arc::new(story.clone()), state, "r");
        let mut other = Stage { session, ..Stage::of(story, "en") };
        other.take(effects);
        for throw in then {
            let _ = other.attempt(mischief(throw));
            let _ = (other.session.may_play_next(), other.session.question(), other.session.next_cue());
        }
    }

    #[test]
    fn a_scene_owns_one_frame_at_most(story in valid_story(), throws in throws(60)) {
        let mut stage = begun(story);
        for throw in throws {
            wander(&mut stage, throw);
            let stack = state_of(&stage, "stack");
            let owners: Vec<_> = stack.as_array().unwrap().iter().map(|frame| &frame["scene"]).collect();
            let mut distinct = owners.clone();
            distinct.sort_by_key(ToString::to_string);
            distinct.dedup();
            prop_assert_eq!(owners.len(), distinct.len());
        }
    }

    #[test]
    fn what_plays_next_was_foreseen(story in valid_story(), throws in throws(60)) {
        let mut stage = begun(story);
        for (nth, throw) in throws.into_iter().enumerate() {
            if nth % 5 == 4 {
                wander(&mut stage, throw);
                continue;
            }
            if stage.session.media_duration().is_none() && stage.runs() {
                stage.open();
            }
            let foreseen = stage.session.may_play_next();
            let questions = stage.session.questions_ahead();
            prop_assert!(questions.len() <= 9);
            let pictures = stage.pictures.len();
            play_along(&mut stage, throw);
            let shown = stage.pictures.get(pictures).filter(|request| request.source.is_media());
            if let Some(shown) = shown {
                let same = |next: &session::NextPicture| {
                    let next = &next.request;
                    (&next.source, next.start, next.run) == (&shown.source, shown.start, shown.run)
                };
                prop_assert!(foreseen.iter().any(same), "{:?} not in {:#?}", shown, foreseen);
            }
        }
    }
}
