//! What takes longer than a pass of the window, on threads of their own.
//!
//! - `check`: the story's checks, on a copy that is kept up to date by the changes of the document.
//! - `clips`: what is known of clips: their lengths, small pictures, waveforms; kept by content, so that
//!   a file that is moved or named twice is read once.
//! - `survey`: paths and random viewers, with progress, which can be stopped.
//!
//! [`Workers::attend`] is called once a pass of the window: it hands over what changed and takes what was
//! found. It never waits. When something new is found, the waker is called, from any thread.

mod check;
mod clips;
mod picture;
mod survey;
mod waveform;

pub use clips::{ClipSource, SmallPicture};
pub use survey::{SurveyOrder, Surveyed};

use crate::document::Change;
use crate::ui::{News, NewsCursor, Workspace};
use check::Checks;
use clips::{Clips, Find};
use egui::{ColorImage, Context, TextureOptions};
use media::ClipOpener;
use media_time::MediaDuration;
use scene_graph::{FileKind, Meanwhile, MediaFact, Scene, Story, media_files};
use std::collections::HashMap;
use std::sync::Arc;
use survey::Surveys;

/// Wakes the window; called from any thread, must return at once.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Small pictures that are kept for the canvas at most; clips beyond them have none.
const MOST_PICTURES: usize = 1_500;

/// The window's workers.
pub struct Workers {
    checks: Checks,
    clips: Clips,
    surveys: Surveys,
    cursor: NewsCursor,
    /// The files that the story named when it was looked at last.
    named: HashMap<String, FileKind>,
    /// All files are to be looked at, those that were named before too.
    look: bool,
    /// The pixels that were given to the window, by file.
    shown: HashMap<String, Arc<[u8]>>,
}

impl Workers {
    /// Starts the threads. Without a thread that the system does not give, its results just never come.
    #[must_use]
    pub fn start(opener: Arc<dyn ClipOpener>, waker: &Waker) -> Self {
        Self {
            checks: Checks::start(Arc::clone(waker)),
            clips: Clips::start(opener, Arc::clone(waker)),
            surveys: Surveys::start(Arc::clone(waker)),
            cursor: NewsCursor::default(),
            named: HashMap::new(),
            look: true,
            shown: HashMap::new(),
        }
    }

    /// The story's files are read from here from now on; `None`: it is nowhere yet.
    pub fn read_from(&mut self, source: Option<ClipSource>) {
        self.clips.read_from(source);
        self.checks.forgets_files();
        self.shown.clear();
        self.look_again();
    }

    /// Files may have changed: looks at all of them again. What is as it was is not read again.
    pub fn look_again(&mut self) {
        self.named.clear();
        self.look = true;
    }

    /// A small picture of this moment of a clip, for a trim; the waker tells when
    /// [`Workers::moment`] has it. Of several that wait the newest is made first.
    pub fn want_moment(&self, file: &str, at: MediaDuration) {
        self.clips.want_moment(file, at);
    }

    /// A picture that was wanted, once.
    #[must_use]
    pub fn moment(&self) -> Option<(String, MediaDuration, SmallPicture)> {
        self.clips.moment()
    }

    /// Hands over what changed and takes what was found. Once a pass.
    pub fn attend(&mut self, workspace: &mut Workspace, ctx: &Context) {
        let state = workspace.document.state();
        let files_may_differ = match workspace.news(&mut self.cursor) {
            News::All => {
                self.checks.begin(workspace.document.story(), state);
                self.named.clear();
                true
            }
            News::Changes(changes) if changes.is_empty() => false,
            News::Changes(changes) => {
                let differ = changes.iter().any(changes_files);
                self.checks.changed(changes, state);
                differ
            }
        };
        if files_may_differ || std::mem::take(&mut self.look) {
            self.want_files(workspace.document.story());
        }
        self.take_clips(workspace, ctx);
        if let Some((state, problems)) = self.checks.take() {
            workspace.found.problems = problems;
            workspace.found.problems_of = Some(state);
        }
        self.surveys.attend(workspace);
    }

    /// Wants to know of the files that were not named before.
    fn want_files(&mut self, story: &Story) {
        let mut new = Vec::new();
        for named in media_files(story) {
            let is_path = scene_graph::story_path_problem(named.file).is_none();
            if is_path && !self.named.contains_key(named.file) {
                self.named.insert(named.file.to_owned(), named.kind);
                new.push((named.file.to_owned(), named.kind));
            }
        }
        self.clips.want(new);
    }

    fn take_clips(&mut self, workspace: &mut Workspace, ctx: &Context) {
        let mut learnt = Vec::new();
        for (file, find) in self.clips.take() {
            let clip = workspace.found.clips.entry(file.clone()).or_default();
            match find {
                Find::Fact { fact, size } => {
                    clip.size = size;
                    (clip.length, clip.trouble) = match &fact {
                        MediaFact::Media { duration, .. } => (*duration, None),
                        MediaFact::Missing { reason } | MediaFact::Undecodable { reason } => {
                            (None, Some(reason.clone()))
                        }
                        MediaFact::Present => (None, None),
                    };
                    if clip.trouble.is_some() {
                        (clip.picture, clip.waveform) = (None, None);
                    }
                    learnt.push((file, fact));
                }
                Find::Picture(picture) => {
                    let is_known =
                        self.shown.get(&file).is_some_and(|known| Arc::ptr_eq(known, &picture.rgba));
                    let has_room = self.shown.len() < MOST_PICTURES || self.shown.contains_key(&file);
                    if has_room && (!is_known || clip.picture.is_none()) {
                        let [width, height] = picture.size.map(|side| side as usize);
                        let image = ColorImage::from_rgba_unmultiplied([width, height], &picture.rgba);
                        let texture = ctx.load_texture(format!("clip {file}"), image, TextureOptions::LINEAR);
                        clip.picture = Some(texture);
                        self.shown.insert(file, picture.rgba);
                    }
                }
                Find::Waveform(peaks) => clip.waveform = Some(peaks),
            }
        }
        self.checks.learns(learnt);
    }
}

/// What is shown while a scene's question waits.
fn meanwhile(scene: &Scene) -> Option<&Meanwhile> {
    scene.question.as_ref().map(|question| &question.meanwhile)
}

/// Whether a change may name another file than before.
fn changes_files(change: &Change) -> bool {
    match change {
        Change::Head { before, after } => {
            before.waiting != after.waiting
                || before.music != after.music
                || before.handouts != after.handouts
                || before.brand != after.brand
        }
        Change::Scene { before, after, .. } => match (before, after) {
            (Some(before), Some(after)) => {
                let (before, after) = (&before.scene, &after.scene);
                before.media != after.media
                    || before.music != after.music
                    || meanwhile(before) != meanwhile(after)
            }
            (None, after) => after.is_some(),
            (Some(_), None) => false,
        },
        Change::Spot { .. } | Change::Frame { .. } => false,
    }
}
