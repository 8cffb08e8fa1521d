//! How often scenes, choices and endings come up when viewers choose at random.

use super::FileLengths;
use super::play::{Play, Stand};
use indexmap::IndexMap;
use media_time::MediaDuration;
use scene_graph::{ChoiceId, EndingId, Language, QuestionId, SceneId, Story};
use session::{Answer, Input, QuestionKind, QuestionView};
use std::collections::HashSet;
use std::sync::Arc;

/// Questions that a random viewer answers at most: whoever is asked more goes round in circles.
const MOST_QUESTIONS: usize = 300;

/// How often a choice came up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChoiceCount {
    /// It could be taken, so often.
    pub shown: u64,
    /// It was taken, so often.
    pub chosen: u64,
}

/// What random viewers came to. Everything of the story is in it, what never came up with zeros.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// Where the chance came from.
    pub seed: u64,
    /// Viewers by now.
    pub sessions: u64,
    /// Viewers who entered each scene, in the story's order.
    pub scenes: IndexMap<SceneId, u64>,
    /// Each question's choices.
    pub choices: IndexMap<(QuestionId, ChoiceId), ChoiceCount>,
    /// Viewers who came to each ending.
    pub endings: IndexMap<EndingId, u64>,
    /// Viewers who got stuck.
    pub stuck: u64,
    /// Viewers who came to no end within any patience.
    pub endless: u64,
    /// How long viewers needed who came to an ending, the shortest first; empty: lengths are not known.
    pub lengths: Vec<MediaDuration>,
}

impl Coverage {
    /// Choices that nobody took.
    pub fn never_chosen(&self) -> impl Iterator<Item = &(QuestionId, ChoiceId)> {
        self.choices.iter().filter(|(_, count)| count.chosen == 0).map(|(choice, _)| choice)
    }

    /// Scenes that nobody saw.
    pub fn never_seen(&self) -> impl Iterator<Item = &SceneId> {
        self.scenes.iter().filter(|(_, count)| **count == 0).map(|(scene, _)| scene)
    }
}

/// Random viewers, one after another.
pub struct Sessions {
    story: Arc<Story>,
    language: Language,
    file_lengths: FileLengths,
    dice: Dice,
    coverage: Coverage,
}

impl Sessions {
    /// Nobody has played yet.
    #[must_use]
    pub fn new(story: &Arc<Story>, language: &Language, lengths: &FileLengths, seed: u64) -> Self {
        let questions = story.scenes.values().filter_map(|scene| scene.question.as_ref());
        let choices = questions.flat_map(|question| {
            let ids = question.answers.choices().iter().map(|choice| choice.id.clone());
            ids.map(|choice| ((question.id.clone(), choice), ChoiceCount::default()))
        });
        let coverage = Coverage {
            seed,
            sessions: 0,
            scenes: story.scenes.keys().map(|id| (id.clone(), 0)).collect(),
            choices: choices.collect(),
            endings: story.endings.keys().map(|id| (id.clone(), 0)).collect(),
            stuck: 0,
            endless: 0,
            lengths: Vec::new(),
        };
        let (story, language, file_lengths) = (Arc::clone(story), language.clone(), Arc::clone(lengths));
        Self { story, language, file_lengths, dice: Dice(seed), coverage }
    }

    /// What came of them by now.
    #[must_use]
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// What came of them.
    #[must_use]
    pub fn into_coverage(mut self) -> Coverage {
        self.coverage.lengths.sort_unstable();
        self.coverage
    }

    /// One more viewer plays from the start to the end.
    pub fn play_one(&mut self) {
        let mut play = Play::begin(&self.story, &self.language, &self.file_lengths);
        self.coverage.sessions += 1;
        let mut end = None;
        for _ in 0..MOST_QUESTIONS {
            match play.play_on() {
                Stand::Asked(view) => {
                    if !self.answer(&mut play, &view) {
                        end = Some(Stand::Stuck);
                        break;
                    }
                }
                over => {
                    end = Some(over);
                    break;
                }
            }
        }
        for scene in play.scenes.iter().collect::<HashSet<_>>() {
            if let Some(count) = self.coverage.scenes.get_mut(scene) {
                *count += 1;
            }
        }
        match end {
            Some(Stand::Over(ending)) => {
                *self.coverage.endings.entry(ending).or_default() += 1;
                self.coverage.lengths.extend(play.length);
            }
            Some(_) => self.coverage.stuck += 1,
            None => self.coverage.endless += 1,
        }
    }

    fn answer(&mut self, play: &mut Play, view: &QuestionView) -> bool {
        let shown = match &view.kind {
            QuestionKind::OneOf(choices) | QuestionKind::SeveralOf { choices, .. } => &choices[..],
            _ => &[],
        };
        for choice in shown {
            if let Some(count) = self.coverage.choices.get_mut(&(view.id.clone(), choice.id.clone())) {
                count.shown += 1;
            }
        }
        // One in eight would rather not say, or lets the time run out.
        if self.dice.below(8) == 0 {
            let done = if view.can_skip { play.answer(Input::Skip) } else { play.run_out() };
            if done {
                return true;
            }
        }
        let answer = self.any_answer(&view.kind);
        let chosen = match &answer {
            Answer::One(choice) => vec![choice.clone()],
            Answer::Several(chosen) => chosen.clone(),
            _ => Vec::new(),
        };
        if !play.answer(Input::Answer(answer)) {
            return false;
        }
        for choice in chosen {
            if let Some(count) = self.coverage.choices.get_mut(&(view.id.clone(), choice)) {
                count.chosen += 1;
            }
        }
        true
    }

    fn any_answer(&mut self, kind: &QuestionKind) -> Answer {
        match kind {
            QuestionKind::OneOf(choices) => match choices.get(self.dice.below(choices.len())) {
                Some(choice) => Answer::One(choice.id.clone()),
                None => Answer::Several(Vec::new()),
            },
            QuestionKind::SeveralOf { choices, at_least, at_most } => {
                let least = usize::try_from(*at_least).unwrap_or(0);
                let most = usize::try_from(*at_most).unwrap_or(0).min(choices.len());
                let count = least + self.dice.below(most.saturating_sub(least) + 1);
                let mut left: Vec<ChoiceId> = choices.iter().map(|choice| choice.id.clone()).collect();
                while left.len() > count {
                    let gone = self.dice.below(left.len());
                    left.remove(gone);
                }
                Answer::Several(left)
            }
            QuestionKind::Scale { from, to, .. } => {
                let steps = usize::try_from(i64::from(*to) - i64::from(*from)).unwrap_or(0);
                let step = i64::try_from(self.dice.below(steps + 1)).unwrap_or(0);
                Answer::Scale(i32::try_from(i64::from(*from) + step).unwrap_or(*from))
            }
            QuestionKind::Words { .. } => Answer::Words("…".to_owned()),
            QuestionKind::Contact => Answer::Contact(String::new()),
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): numbers from a seed, the same on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `count`; 0 when that is 0.
    fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        self.next().checked_rem(count).and_then(|rest| usize::try_from(rest).ok()).unwrap_or(0)
    }
}
