//! What may be shown next, so that it can be opened before it is needed.

use crate::picture::meanwhile;
use crate::state::{Armed, OnScreen, OpenQuestion};
use crate::turn::{bounds, can_skip};
use crate::{Answer, Effect, Event, Input, Now, PictureRequest, PictureSource, Run, Session};
use media_time::{MediaDuration, MediaTime};
use scene_graph::{Answers, ChoiceId, Question, Scale, SceneId, SeveralOf, Shown};

/// How many numbers of a scale are tried: all of an ordinary one, evenly spread over a longer one.
const SCALE_TRIES: i64 = 101;
/// Up to this many choices of a several-of question, every set of them is tried.
const SETS_OF: usize = 6;

/// A picture that may be shown next.
#[derive(Clone, Debug, PartialEq)]
pub struct NextPicture {
    /// The choices that lead to it, of a one-of question; empty: any other way on.
    pub choices: Vec<ChoiceId>,
    /// What [`Effect::Show`] would ask for.
    pub request: PictureRequest,
    /// It is what is shown while the question waits, not a way on.
    pub meanwhile: bool,
}

impl Session {
    /// The pictures that may be shown next, most likely first: the waiting clip of a question that
    /// stops the picture; then the way that is taken when nobody does anything, if it comes by itself
    /// (no question, a limit, an answer that waits for the clip's end); then each choice's, in the
    /// order in which they are shown; then the skip's. No picture twice; only clips and stills. Scenes
    /// without media are followed through, up to the next question.
    ///
    /// Back, jumps and restart are not among them. For a scale with more than 101 numbers, and for
    /// any-of questions with more than six choices, not every answer is tried.
    #[must_use]
    pub fn may_play_next(&self) -> Vec<NextPicture> {
        let mut found = Found(Vec::new());
        let Some(place) = self.state.scene_place().filter(|_| !self.state.left) else { return found.0 };
        let mut asking = self.clone().without_records();
        asking.state.paused = false;
        if place.open.is_none() {
            let effects = asking.play_to_question();
            let entered = effects.iter().any(|effect| matches!(effect, Effect::Event(Event::Scene(_))));
            if asking.state.open().is_none() || entered || asking.scene() != self.scene() {
                found.add(None, &effects);
                return found.0;
            }
        }
        let Some(question) = asking.asked() else { return found.0 };
        let waiting = self.waiting_clip(question);
        let stops = !matches!(question.shown, Shown::During { .. });
        if stops {
            found.meanwhile(waiting.as_ref());
        }
        for (choice, input) in asking.ways(question) {
            let mut trial = asking.clone();
            let Ok(effects) = trial.apply(trial.still(), input) else { continue };
            found.add(choice.as_ref(), &effects);
            if !moves_on(&effects) {
                found.add(choice.as_ref(), &trial.play_to_end());
            }
        }
        let closes_with_the_clip = |open: &OpenQuestion| matches!(open.limit, Armed::ClipEnd { .. });
        if !stops && !asking.state.open().is_some_and(closes_with_the_clip) {
            found.meanwhile(waiting.as_ref());
        }
        found.0
    }

    /// The picture that [`Input::Begin`] would show first; `None` when the story begins without one,
    /// or has begun.
    #[must_use]
    pub fn would_begin_with(&self, scene: Option<SceneId>) -> Option<NextPicture> {
        if self.state.scene_place().is_some() {
            return None;
        }
        let mut found = Found(Vec::new());
        let mut trial = self.clone().without_records();
        let effects = trial.apply(trial.still(), Input::Begin { scene }).ok()?;
        found.add(None, &effects);
        if found.0.is_empty() && !moves_on(&effects) {
            found.add(None, &trial.play_to_end());
        }
        found.0.into_iter().next()
    }

    /// The present scene's question.
    pub(crate) fn asked(&self) -> Option<&Question> {
        let place = self.state.scene_place()?;
        self.story.scenes.get(&place.scene)?.question.as_ref()
    }

    /// Now, as far as the session knows.
    pub(crate) fn still(&self) -> Now {
        let media = self.state.scene_place().map_or(MediaTime::ZERO, |place| place.position);
        Now { elapsed: self.state.elapsed, media }
    }

    /// Lets the clip run until its question opens, or to its end.
    pub(crate) fn play_to_question(&mut self) -> Vec<Effect> {
        if let Some(cue) = self.next_cue() {
            let now = Now { media: cue, ..self.still() };
            let effects = self.apply(now, Input::MediaReached).unwrap_or_default();
            if self.state.open().is_some() {
                return effects;
            }
        }
        self.play_to_end()
    }

    pub(crate) fn play_to_end(&mut self) -> Vec<Effect> {
        let still = self.still();
        let end = self.state.scene_place().and_then(|place| place.duration);
        let media = end.map_or(still.media, |duration| MediaTime::ZERO + duration);
        self.apply(Now { media, ..still }, Input::MediaEnded).unwrap_or_default()
    }

    /// The clip that waits with `question`, unless it is on screen already.
    fn waiting_clip(&self, question: &Question) -> Option<PictureRequest> {
        let place = self.state.scene_place().filter(|place| place.picture != OnScreen::Waiting)?;
        let source =
            meanwhile(&self.story, question, &self.state.language).filter(PictureSource::is_media)?;
        Some(PictureRequest {
            scene: Some(place.scene.clone()),
            run: source.waiting_run(),
            source,
            start: MediaTime::ZERO,
            keep_position: false,
        })
    }

    /// Everything that can happen to the open question, most likely first.
    pub(crate) fn ways(&self, question: &Question) -> Vec<(Option<ChoiceId>, Input)> {
        let Some(open) = self.state.open() else { return Vec::new() };
        let by_itself = match open.limit {
            _ if open.given.is_some() => Some(Input::MediaEnded),
            Armed::Time { left, .. } => Some(Input::TimePassed { by: left.max(MediaDuration::ZERO) }),
            Armed::ClipEnd { .. } => Some(Input::MediaEnded),
            Armed::No => None,
        };
        let mut ways: Vec<_> = by_itself.into_iter().map(|input| (None, input)).collect();
        let answer = |answer| (None, Input::Answer(answer));
        match &question.answers {
            Answers::OneOf(_) => ways.extend(
                open.choices.iter().map(|id| (Some(id.clone()), Input::Answer(Answer::One(id.clone())))),
            ),
            Answers::SeveralOf(several) => {
                ways.extend(sets(several, &open.choices).into_iter().map(Answer::Several).map(answer));
            }
            Answers::Scale(scale) => ways.extend(numbers(scale).map(Answer::Scale).map(answer)),
            Answers::Words(_) => ways.push(answer(Answer::Words("x".to_owned()))),
            Answers::Contact => ways.push(answer(Answer::Contact(String::new()))),
        }
        if can_skip(question) {
            ways.push((None, Input::Skip));
        }
        ways
    }
}

/// Whether `effects` lead out of the present scene.
fn moves_on(effects: &[Effect]) -> bool {
    let leads_out = |effect: &Effect| {
        matches!(effect, Effect::Event(Event::Scene(_) | Event::End(_) | Event::Question(_)))
    };
    effects.iter().any(leads_out)
}

struct Found(Vec<NextPicture>);

impl Found {
    fn add(&mut self, choice: Option<&ChoiceId>, effects: &[Effect]) {
        for effect in effects {
            if let Effect::Show(request) = effect {
                self.push(choice, request, false);
            }
        }
    }

    fn meanwhile(&mut self, waiting: Option<&PictureRequest>) {
        if let Some(request) = waiting {
            self.push(None, request, true);
        }
    }

    fn push(&mut self, choice: Option<&ChoiceId>, request: &PictureRequest, meanwhile: bool) {
        if !request.source.is_media() {
            return;
        }
        let same = |next: &&mut NextPicture| {
            let known = &next.request;
            (&known.source, known.start, known.run) == (&request.source, request.start, request.run)
        };
        match self.0.iter_mut().find(same) {
            Some(known) => known.choices.extend(choice.filter(|id| !known.choices.contains(id)).cloned()),
            None => {
                let choices = choice.into_iter().cloned().collect();
                self.0.push(NextPicture { choices, request: request.clone(), meanwhile });
            }
        }
    }
}

impl PictureSource {
    /// How this is shown while a question waits: a silent picture needs no rounds.
    pub(crate) const fn waiting_run(&self) -> Run {
        match self {
            Self::Video { .. } | Self::Still { sound: Some(_), .. } => Run::Loop,
            _ => Run::Stand,
        }
    }
}

/// The numbers of a scale that are tried.
fn numbers(scale: &Scale) -> impl Iterator<Item = i32> + use<> {
    let (from, to) = (i64::from(scale.from), i64::from(scale.to));
    let last = (to - from).clamp(-1, SCALE_TRIES - 1);
    (0..=last).filter_map(move |nth| {
        let number = if last == 0 { from } else { from + (to - from) * nth / last };
        i32::try_from(number).ok()
    })
}

/// The sets of choices that are tried.
fn sets(several: &SeveralOf, shown: &[ChoiceId]) -> Vec<Vec<ChoiceId>> {
    let (at_least, at_most) = bounds(several, shown.len());
    let fits =
        |set: &Vec<ChoiceId>| (at_least..=at_most).contains(&u32::try_from(set.len()).unwrap_or(u32::MAX));
    if shown.len() <= SETS_OF {
        let pick = |mask: u32| {
            shown.iter().enumerate().filter(move |(nth, _)| mask >> nth & 1 == 1).map(|(_, id)| id.clone())
        };
        return (0..1_u32 << shown.len()).map(|mask| pick(mask).collect()).filter(fits).collect();
    }
    // Too many to try all: neighbours in the smallest and the largest size, each beginning once.
    let sizes = [at_least.max(1), at_most].map(|size| usize::try_from(size).unwrap_or(usize::MAX));
    let neighbours = |size: usize| {
        (0..shown.len()).map(move |first| shown.iter().cycle().skip(first).take(size).cloned().collect())
    };
    sizes.into_iter().flat_map(neighbours).filter(fits).collect()
}
