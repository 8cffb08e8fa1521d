//! Any story, any viewer.

use crate::rig::{Rig, STEP, clip, parts};
use media::fake::{FakeClip, FakeOpener};
use media::{MediaError, MediaErrorKind};
use media_time::{MediaDuration, MediaTime, Speed};
use session::{Answer, Input, Settings};

/// What a viewer does that knows nothing of the story.
fn random_input(rig: &Rig, throw: u16) -> Option<Input> {
    let view = rig.core.view();
    let pick = usize::from(throw >> 4);
    Some(match throw % 16 {
        0 => Input::Back,
        1 => Input::Restart,
        2 => Input::Pause(!view.paused),
        3 => Input::Seek(MediaTime::from_millis(i64::from(throw >> 4) % 3_000)),
        4 => Input::Jump(rig.core.session().story().scenes.keys().nth(pick % 5)?.clone()),
        5 => Input::Skip,
        6 => {
            let languages = &rig.core.session().story().languages;
            Input::Language(languages.get(pick % languages.len().max(1))?.clone())
        }
        7 => Input::Settings(Settings { no_time_limits: pick.is_multiple_of(2) }),
        8..=13 => Input::Answer(match view.question?.kind {
            session::QuestionKind::OneOf(choices) => {
                Answer::One(choices.get(pick % choices.len())?.id.clone())
            }
            session::QuestionKind::SeveralOf { choices, at_least, .. } => {
                let count = usize::try_from(at_least).unwrap_or(1).max(1);
                Answer::Several(choices.iter().take(count).map(|choice| choice.id.clone()).collect())
            }
            session::QuestionKind::Scale { from, .. } => Answer::Scale(from),
            session::QuestionKind::Words { .. } => Answer::Words("words".to_owned()),
            session::QuestionKind::Contact => Answer::Contact(String::new()),
        }),
        _ => return None,
    })
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    /// Whatever the story is and whatever the viewer does: nothing panics, nothing waits for what
    /// never comes, no sample of a clip is heard twice in one go, and the story asks or ends.
    #[test]
    fn any_story_plays_whatever_the_viewer_does(
        story in scene_graph::generate::valid_story(),
        throws in proptest::collection::vec((0_u16..u16::MAX, 0_i64..120), 0..40),
        kind in 0_usize..7,
    ) {
        let failure = MediaError::new(MediaErrorKind::Damaged, "broken");
        let fake = match kind {
            0 => clip(10, 400),
            1 => FakeClip { slowness: 2, ..clip(10, 1_234) },
            2 => FakeClip { failure: Some(failure), ..clip(10, 400) },
            3 => FakeClip { damaged_at: Some(MediaTime::from_millis(200)), ..clip(10, 700) },
            4 => clip(10, 0),
            5 => FakeClip { has_sound: false, ..clip(10, 333) },
            _ => FakeClip { frame_rate: 0, ..clip(10, 400) },
        };
        let mut rig = Rig::of(story, FakeOpener::new(fake));
        for (throw, steps) in throws {
            // The seek bar is dragged about, and let go of by the next thing that the viewer does.
            if throw % 5 == 0 {
                let target = MediaTime::from_millis(i64::from(throw) % 2_000);
                rig.core.scrub((throw % 35 != 0).then_some(target));
                rig.play(20);
            }
            if throw % 11 == 0 {
                rig.core.set_speed(Speed::STEPS[usize::from(throw / 11) % Speed::STEPS.len()]);
            }
            if let Some(input) = random_input(&rig, throw) {
                // Refused where it does not fit: that changes nothing.
                let _ = rig.core.apply(input);
            }
            rig.play(steps * STEP.millis());
        }
        rig.core.scrub(None);
        let _ = rig.core.apply(Input::Pause(false));
        rig.play_until("a question or an ending", |view| view.question.is_some() || view.ending.is_some());
        for part in parts(&rig.sound()) {
            // The last frame of stretched sound may be longer than what it tells of the clip.
            let end = part.until - MediaDuration::from_millis(1);
            proptest::prop_assert!(end <= MediaTime::from_millis(5_000), "{part:?}");
        }
    }
}
