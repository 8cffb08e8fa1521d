//! How long watching a story takes: the shortest, the usual and the longest way through it.
//!
//! Ways are walked by pretended viewers, some brief, some thorough, most in between, who choose no
//! choice twice while there is another. Conditions are taken as if they could hold, as in
//! [`crate::paths`]. Nothing is left to chance: the same story gives the same times.

use crate::model::{Answers, Branch, ClipTime, Language, Media, Scene, Still, Story, Video};
use media_time::MediaDuration;
use std::collections::HashSet;

/// What reading a question and answering it is taken to need.
pub const ANSWERING: MediaDuration = MediaDuration::from_seconds(6);

/// Pretended viewers of each mood.
const VIEWERS: [(Mood, u64); 3] = [(Mood::Usual, 128), (Mood::Brief, 48), (Mood::Thorough, 48)];

/// Whoever has seen so many scenes goes round in circles.
const LONGEST_WALK: usize = 2_000;

/// Scenes of all walks together: so a story of ten thousand scenes takes no longer than this.
const MOST_STEPS: usize = 200_000;

/// How long watching takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WatchingTime {
    /// By the shortest way that was found.
    pub least: MediaDuration,
    /// Half of all viewers need less.
    pub usual: MediaDuration,
    /// By the longest way that was found, without seeing anything on purpose twice.
    pub most: MediaDuration,
}

/// How long `story` takes to watch in `language`, when its files are as long as `file_length` says.
/// `None` where a scene's length is not known, or no ending was found.
#[must_use]
pub fn watching_time(
    story: &Story,
    language: &Language,
    file_length: &dyn Fn(&str) -> Option<MediaDuration>,
) -> Option<WatchingTime> {
    let lengths: Option<Vec<_>> =
        story.scenes.values().map(|scene| media_length(story, &scene.media, language, file_length)).collect();
    let walks = Walks { story, lengths: lengths? };
    let (mut usual, mut all, mut steps) = (Vec::new(), Vec::new(), 0);
    for (mood, viewers) in VIEWERS {
        for viewer in 0..viewers {
            if steps > MOST_STEPS {
                break;
            }
            let Some(length) = walks.walk(mood, viewer, &mut steps) else { continue };
            all.push(length);
            if mood == Mood::Usual {
                usual.push(length);
            }
        }
    }
    usual.sort_unstable();
    let (least, most) = (all.iter().min().copied()?, all.iter().max().copied()?);
    Some(WatchingTime { least, usual: usual.get(usual.len() / 2).copied().unwrap_or(most), most })
}

/// How long `media` plays in `language`; `None` where the file's length is not known.
#[must_use]
pub fn media_length(
    story: &Story,
    media: &Media,
    language: &Language,
    file_length: &dyn Fn(&str) -> Option<MediaDuration>,
) -> Option<MediaDuration> {
    match media {
        Media::Nothing => Some(MediaDuration::ZERO),
        Media::Video(video) => video_length(video, file_length),
        Media::Still(Still { lasts: Some(length), .. }) => Some(*length),
        Media::Still(still) => still.sound.as_deref().map_or(Some(MediaDuration::ZERO), file_length),
        Media::ByLanguage(each) => {
            let wanted = std::iter::once(language).chain(&story.languages);
            let found =
                wanted.into_iter().find_map(|language| each.get(language)).or(each.values().next())?;
            media_length(story, found, language, file_length)
        }
    }
}

fn video_length(video: &Video, file_length: &dyn Fn(&str) -> Option<MediaDuration>) -> Option<MediaDuration> {
    let whole = file_length(&video.file)?;
    let at = |time: &ClipTime| match time {
        ClipTime::AfterStart(after) => *after,
        ClipTime::BeforeEnd(before) => whole - *before,
    };
    let from = video.from.as_ref().map_or(MediaDuration::ZERO, at);
    let to = video.to.as_ref().map_or(whole, at).min(whole);
    let picture = (to - from).max(MediaDuration::ZERO);
    // The scene ends with the later of both.
    let sound = video.sound.as_deref().and_then(file_length);
    Some(sound.map_or(picture, |sound| sound.max(picture)))
}

/// What a pretended viewer likes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    /// Any choice is as good as another.
    Usual,
    /// On, without detours.
    Brief,
    /// Every detour before going on.
    Thorough,
}

struct Walks<'s> {
    story: &'s Story,
    /// By position in the story.
    lengths: Vec<MediaDuration>,
}

/// Where a detour comes back to: the scene's position, and the branch that is taken then.
type Detour<'s> = (usize, Option<&'s Branch>);

/// What a branch brings.
enum Next {
    /// That scene, from its start.
    Enter(usize),
    /// That scene's question, once more.
    AskAgain(usize),
    /// The story is over.
    Over,
}

impl<'s> Walks<'s> {
    /// How long one viewer needs; `None` when they never come to an end.
    fn walk(&self, mood: Mood, viewer: u64, steps: &mut usize) -> Option<MediaDuration> {
        let mut dice = Dice(viewer.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(mood as u64));
        let mut taken = HashSet::new();
        let mut detours: Vec<Detour<'s>> = Vec::new();
        let mut length = MediaDuration::ZERO;
        let mut next = Next::Enter(self.story.scenes.get_index_of(&self.story.start)?);
        for _ in 0..LONGEST_WALK {
            *steps += 1;
            let at = match next {
                Next::Over => return Some(length),
                Next::Enter(at) => {
                    length += *self.lengths.get(at)?;
                    at
                }
                Next::AskAgain(at) => at,
            };
            let (_, scene) = self.story.scenes.get_index(at)?;
            if scene.question.is_some() {
                length += ANSWERING;
            }
            next = match self.way_on(at, scene, mood, &mut taken, &mut dice) {
                Some(branch) => self.take(at, branch, &mut detours, &mut dice)?,
                None => Next::Over,
            };
        }
        None
    }

    fn way_on(
        &self,
        at: usize,
        scene: &'s Scene,
        mood: Mood,
        taken: &mut HashSet<(usize, usize)>,
        dice: &mut Dice,
    ) -> Option<&'s Branch> {
        let question = scene.question.as_ref();
        let Some(Answers::OneOf(choices)) = question.map(|question| &question.answers) else {
            return scene.then.as_ref();
        };
        let is_detour = |index: &usize| {
            let then = choices.get(*index).and_then(|choice| choice.then.as_ref());
            matches!(then, Some(Branch::Visit(_) | Branch::Via(..)))
        };
        let untaken: Vec<usize> = (0..choices.len()).filter(|index| !taken.contains(&(at, *index))).collect();
        let open = if untaken.is_empty() { (0..choices.len()).collect() } else { untaken };
        let liked: Vec<usize> = open
            .iter()
            .copied()
            .filter(|index| match mood {
                Mood::Usual => true,
                Mood::Brief => !is_detour(index),
                Mood::Thorough => is_detour(index),
            })
            .collect();
        let index = dice.pick(&liked).or_else(|| dice.pick(&open)).copied()?;
        taken.insert((at, index));
        choices.get(index).and_then(|choice| choice.then.as_ref()).or(scene.then.as_ref())
    }

    /// Where a branch leads; `None` where the story has no such scene.
    fn take(
        &self,
        at: usize,
        branch: &'s Branch,
        detours: &mut Vec<Detour<'s>>,
        dice: &mut Dice,
    ) -> Option<Next> {
        let position = |scene| self.story.scenes.get_index_of(scene);
        let mut branch = branch;
        let mut here = at;
        // As deep as branches lie in one another, and as many detours as end one after another.
        for _ in 0..LONGEST_WALK {
            branch = match branch {
                Branch::Goto(scene) => return position(scene).map(Next::Enter),
                Branch::Visit(scene) => {
                    detours.push((here, None));
                    return position(scene).map(Next::Enter);
                }
                Branch::Via(scene, then) => {
                    detours.push((here, Some(&**then)));
                    return position(scene).map(Next::Enter);
                }
                Branch::End(_) => return Some(Next::Over),
                Branch::Return => match detours.pop() {
                    Some((scene, None)) => return Some(Next::AskAgain(scene)),
                    Some((scene, Some(then))) => {
                        here = scene;
                        then
                    }
                    None => return None,
                },
                Branch::When { cases, otherwise } => {
                    let index = dice.below(cases.len() + 1);
                    cases.get(index).map_or(&**otherwise, |case| &case.then)
                }
            };
        }
        None
    }
}

/// Numbers that look like chance and are the same every time: a linear congruential generator with
/// Knuth's constants for 64 bits (MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The upper bits are the better ones.
        usize::try_from(self.0 >> 33).unwrap_or(0) % count.max(1)
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.below(list.len()))
    }
}
