//! [`Session`]: what callers hold.

use crate::state::{Armed, Memory, Place, Seen, SessionState};
use crate::turn::{Turn, next_cue, offers};
use crate::{Effect, Input, Now, QuestionView, Refused, Settings};
use media_time::{MediaDuration, MediaTime};
use scene_graph::{ChoiceId, EndingId, HandoutId, Language, QuestionId, SceneId, Story};
use std::sync::Arc;

/// The number of [`SessionState`]'s written form.
pub(crate) const STATE_FORMAT: u32 = 1;

/// One viewer's way through one story.
#[derive(Clone, Debug)]
pub struct Session {
    pub(crate) story: Arc<Story>,
    pub(crate) state: SessionState,
    /// Whether inputs bring [`Effect::Record`]s.
    pub(crate) records: bool,
}

/// The place where the story ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndingPlace<'a> {
    /// One of the story's endings.
    Ending(&'a EndingId),
    /// The built-in ending of a story that cannot go on.
    Stuck,
}

/// What the viewer has seen in this session, whatever was gone back on: for the chapter map.
#[derive(Clone, Copy, Debug)]
pub struct SeenView<'a>(&'a Seen);

impl Session {
    /// A session in which nothing has happened yet: it begins with [`Input::Begin`]. A language that
    /// the story is not told in becomes the story's first.
    #[must_use]
    pub fn new(story: Arc<Story>, language: Language, settings: Settings) -> Self {
        let told = story.languages.contains(&language);
        let language = story.languages.first().filter(|_| !told).cloned().unwrap_or(language);
        let state = SessionState {
            format: STATE_FORMAT,
            story: story.id.clone(),
            story_revision: String::new(),
            language,
            settings,
            place: Place::NotBegun,
            stack: Arc::default(),
            memory: Arc::new(Memory::default()),
            checkpoints: Vec::new(),
            seen: Arc::new(Seen::default()),
            automatic: 0,
            questions_opened: 0,
            paused: false,
            left: false,
            elapsed: MediaDuration::ZERO,
        };
        Self { story, state, records: true }
    }

    /// The same session, told the story's revision: [`Session::state`] passes it on, so that
    /// [`Session::restore`] can tell whether the story changed.
    #[must_use]
    pub fn with_revision(mut self, story_revision: &str) -> Self {
        story_revision.clone_into(&mut self.state.story_revision);
        self
    }

    /// The same session, whose inputs bring no [`Effect::Record`]s from now on: for looking ahead, and
    /// for going through a story at random. Everything else is the same.
    #[must_use]
    pub const fn without_records(mut self) -> Self {
        self.records = false;
        self
    }

    /// Applies `input` and says what has to happen, in order.
    ///
    /// # Errors
    /// [`Refused`] when the input does not fit the state; it changed nothing then. A media input
    /// that comes too late, [`Input::MediaReached`] and [`Input::TimePassed`] are never refused while
    /// the story runs: they just have no effect.
    pub fn apply(&mut self, now: Now, input: Input) -> Result<Vec<Effect>, Refused> {
        let mut turn = Turn::new(&self.story, &mut self.state, self.records);
        turn.apply(now, input)?;
        Ok(turn.effects)
    }

    /// The story.
    #[must_use]
    pub const fn story(&self) -> &Arc<Story> {
        &self.story
    }

    /// The state, to be stored on the viewer's own machine.
    #[must_use]
    pub const fn state(&self) -> &SessionState {
        &self.state
    }

    /// The scene that plays or asks; `None` before the beginning and at an ending.
    #[must_use]
    pub fn scene(&self) -> Option<&SceneId> {
        self.state.scene_place().map(|place| &place.scene)
    }

    /// Where the story ended; `None` while it runs.
    #[must_use]
    pub const fn ending(&self) -> Option<EndingPlace<'_>> {
        match &self.state.place {
            Place::Ending(id) => Some(EndingPlace::Ending(id)),
            Place::Stuck => Some(EndingPlace::Stuck),
            Place::NotBegun | Place::Scene(_) => None,
        }
    }

    /// The open question, in the viewer's language.
    #[must_use]
    pub fn question(&self) -> Option<QuestionView> {
        crate::view::question(&self.story, &self.state)
    }

    /// How many questions have opened so far: tells a question that opened once more from one that
    /// stayed open.
    #[must_use]
    pub const fn questions_opened(&self) -> u64 {
        self.state.questions_opened
    }

    /// The next position of the scene's own media at which [`Input::MediaReached`] has to be
    /// applied, on its trimmed timeline. `None`: nothing is due before the media's end.
    #[must_use]
    pub fn next_cue(&self) -> Option<MediaTime> {
        next_cue(&self.story, &self.state)
    }

    /// Where in the scene's own media its question opens, on its trimmed timeline. `None`: at its end,
    /// or there is none, or the media is not open yet.
    #[must_use]
    pub fn question_place(&self) -> Option<MediaTime> {
        let place = self.state.scene_place()?;
        place.opening(self.story.scenes.get(&place.scene)?.question.as_ref()?)
    }

    /// Unpaused time until the open question's limit runs out. A limit that ends with the clip is
    /// not counted here: [`Input::MediaEnded`] ends it.
    #[must_use]
    pub fn limit_left(&self) -> Option<MediaDuration> {
        match self.state.open()?.limit {
            Armed::Time { left, .. } => Some(left),
            Armed::No | Armed::ClipEnd { .. } => None,
        }
    }

    /// Whether the open question has a limit of any kind that runs.
    #[must_use]
    pub fn has_limit(&self) -> bool {
        self.state.open().is_some_and(|open| open.limit != Armed::No)
    }

    /// Whether [`Input::Back`] would be taken.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        !self.state.left && self.state.checkpoint_behind().is_some()
    }

    /// The viewer's language.
    #[must_use]
    pub const fn language(&self) -> &Language {
        &self.state.language
    }

    /// The viewer's settings.
    #[must_use]
    pub const fn settings(&self) -> Settings {
        self.state.settings
    }

    /// What the viewer has seen.
    #[must_use]
    pub fn seen(&self) -> SeenView<'_> {
        SeenView(&self.state.seen)
    }

    /// What was seen, in the order of the way, and where there is more.
    #[must_use]
    pub fn chapters(&self) -> crate::Chapters {
        crate::chapters::chapters(&self.story, &self.state)
    }

    /// The handouts that are offered at the moment.
    #[must_use]
    pub fn offers(&self) -> &[HandoutId] {
        offers(&self.story, &self.state)
    }

    /// Whether a contact request can be made at the moment: at an ending that offers it, or as the
    /// answer to the open question.
    #[must_use]
    pub fn offers_contact(&self) -> bool {
        match &self.state.place {
            Place::Ending(id) => self.story.endings.get(id).is_some_and(|ending| ending.contact),
            _ => self.question().is_some_and(|view| view.kind == crate::QuestionKind::Contact),
        }
    }

    /// Whether the picture stands or a waiting clip is shown because a question is open: the scene's
    /// own media does not run.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.state.scene_place().is_some_and(|place| place.picture != crate::state::OnScreen::Playing)
    }

    /// Whether the viewer paused.
    #[must_use]
    pub const fn is_paused(&self) -> bool {
        self.state.paused
    }

    /// Whether the viewer left.
    #[must_use]
    pub const fn has_left(&self) -> bool {
        self.state.left
    }

    /// Whether [`Input::Begin`] was applied.
    #[must_use]
    pub fn has_begun(&self) -> bool {
        self.state.place != Place::NotBegun
    }

    /// The length of the scene's own trimmed media, once it is open.
    #[must_use]
    pub fn media_duration(&self) -> Option<MediaDuration> {
        self.state.scene_place().and_then(|place| place.duration)
    }

    /// Where the scene's own media stood at the latest input, on its trimmed timeline.
    #[must_use]
    pub fn media_position(&self) -> Option<MediaTime> {
        self.state.scene_place().map(|place| place.position)
    }
}

impl<'a> SeenView<'a> {
    /// The scenes that were entered, in the order in which they were first.
    pub fn scenes(self) -> impl Iterator<Item = &'a SceneId> {
        self.0.scenes.keys()
    }

    /// Whether that scene was entered.
    #[must_use]
    pub fn has_scene(self, scene: &SceneId) -> bool {
        self.0.scenes.contains_key(scene)
    }

    /// Whether that choice was ever chosen.
    #[must_use]
    pub fn has_choice(self, question: &QuestionId, choice: &ChoiceId) -> bool {
        self.0.choices.get(question).is_some_and(|chosen| chosen.contains(choice))
    }
}
