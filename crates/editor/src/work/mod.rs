//! What takes longer than a pass of the window, on threads of their own.
//!
//! - `check`: the story's checks, on a copy that is kept up to date by the changes of the document.
//! - `clips`: what is known of clips: their lengths, small pictures, waveforms; kept by content, so that
//!   a file that is moved or named twice is read once.
//! - `indexes`: what lies in the story's folder besides the story, and the preparing of its clips, with
//!   progress, which can be stopped.
//! - `survey`: paths and random viewers, with progress, which can be stopped.
//!
//! [`Workers::attend`] is called once a pass of the window: it hands over what changed and takes what was
//! found. It never waits. When something new is found, the waker is called, from any thread.

mod check;
mod clips;
mod indexes;
mod picture;
mod survey;
mod waveform;

pub use clips::{ClipSource, SmallPicture};
pub use indexes::{ClipIndexes, FolderFacts, Prepared, Preparing};
pub use survey::{SurveyOrder, Surveyed};

use crate::document::Change;
use crate::ui::{Filmstrip, Found, News, NewsCursor, Workspace};
use check::Checks;
use clips::{Clips, Find};
use egui::{ColorImage, Context, TextureHandle, TextureOptions};
use indexes::Indexing;
use media::ClipOpener;
use scene_graph::{FileKind, Meanwhile, MediaFact, Scene, Story, indexed_files, media_files};
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
    indexing: Indexing,
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
    pub fn start(opener: Arc<dyn ClipOpener>, indexes: Arc<dyn ClipIndexes>, waker: &Waker) -> Self {
        Self {
            checks: Checks::start(Arc::clone(waker)),
            clips: Clips::start(opener, Arc::clone(waker)),
            indexing: Indexing::start(indexes, Arc::clone(waker)),
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
        self.indexing.stop();
        self.checks.forgets_files();
        self.shown.clear();
        self.look_again();
    }

    /// Files may have changed: looks at all of them again. What is as it was is not read again.
    pub fn look_again(&mut self) {
        self.named.clear();
        self.look = true;
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
        let look = std::mem::take(&mut self.look);
        let has_prepared = self.indexing.attend(workspace);
        if files_may_differ || look {
            self.want_files(workspace.document.story());
        }
        if let (true, Some(folder)) = (files_may_differ || look || has_prepared, &workspace.folder) {
            self.indexing.look(folder.clone(), media_of(workspace.document.story()));
        }
        if let Some(facts) = self.indexing.facts(workspace.folder.as_deref()) {
            self.checks.learns_folder(facts);
        }
        if look {
            workspace.found.filmstrips.clear();
            workspace.found.scrub = None;
        }
        self.take_clips(workspace, ctx);
        self.take_moments(&mut workspace.found, ctx);
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

    /// Asks for the pictures along clips, and takes those that are there.
    fn take_moments(&mut self, found: &mut Found, ctx: &Context) {
        for strip in &mut found.filmstrips {
            if !std::mem::replace(&mut strip.asked, true) {
                // The one that is asked for last is made first.
                strip.moments.iter().rev().for_each(|at| self.clips.want_moment(&strip.file, *at));
            }
        }
        while let Some((file, at, picture)) = self.clips.moment() {
            let wants = |strip: &&mut Filmstrip| {
                let is_new = strip.pictures.iter().all(|(known, _)| *known != at);
                strip.file == file && strip.moments.contains(&at) && is_new
            };
            let mut texture = None;
            for strip in found.filmstrips.iter_mut().filter(wants) {
                let made =
                    texture.get_or_insert_with(|| self::texture(ctx, &format!("{file} at {at}"), &picture));
                strip.pictures.push((at, made.clone()));
            }
        }
        let Some(scrub) = &mut found.scrub else { return };
        if !std::mem::replace(&mut scrub.asked, true) {
            self.clips.want_scrub(&scrub.file, scrub.at);
        }
        if let Some((_, picture)) = self.clips.scrubbed().filter(|(file, _)| *file == scrub.file) {
            scrub.picture = Some(texture(ctx, "scrub", &picture));
        }
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
                        clip.picture = Some(texture(ctx, &format!("clip {file}"), &picture));
                        self.shown.insert(file, picture.rgba);
                    }
                }
                Find::Waveform(peaks) => clip.waveform = Some(peaks),
            }
        }
        self.checks.learns(learnt);
    }
}

fn texture(ctx: &Context, name: &str, picture: &SmallPicture) -> TextureHandle {
    let size = picture.size.map(|side| side as usize);
    let image = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
    ctx.load_texture(name, image, TextureOptions::LINEAR)
}

/// The media that the story names and that can be prepared.
fn media_of(story: &Story) -> Vec<String> {
    indexed_files(story).into_iter().map(str::to_owned).collect()
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
