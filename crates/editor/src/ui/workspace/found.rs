//! What workers found out: [`Found`].

use crate::work::{Preparing, SurveyOrder, Surveyed};
use media_time::MediaDuration;
use scene_graph::Diagnostic;
use std::collections::HashMap;
use std::sync::Arc;

/// What workers found out.
#[derive(Default)]
pub struct Found {
    /// What the checks say.
    pub problems: Arc<Vec<Diagnostic>>,
    /// The document's state that they say it of.
    pub problems_of: Option<u64>,
    /// Clips and pictures by the path that the story gives them.
    pub clips: HashMap<String, ClipFound>,
    /// The story's paths, and what random viewers came to.
    pub survey: Survey,
    /// The preparing of clips.
    pub preparing: ClipPreparing,
    /// Pictures along the clips whose lengths are shown, those of the newest last.
    pub filmstrips: Vec<Filmstrip>,
    /// The moment at which a handle is held, or was held last.
    pub scrub: Option<Scrub>,
}

impl Found {
    /// Filmstrips that are kept: those that are in sight, and some that were.
    const MOST_FILMSTRIPS: usize = 24;

    /// Keeps room for one more filmstrip, whose pictures a worker then makes.
    pub(in crate::ui) fn want_filmstrip(&mut self, wanted: Filmstrip) {
        if self.filmstrips.len() >= Self::MOST_FILMSTRIPS {
            self.filmstrips.remove(0);
        }
        self.filmstrips.push(wanted);
    }

    /// The picture of this moment is wanted next; that of an earlier one stands in for it until then.
    pub(in crate::ui) fn want_scrub(&mut self, file: String, at: MediaDuration) {
        let known = self.scrub.take().filter(|known| known.file == file);
        let picture = known.and_then(|known| known.picture);
        self.scrub = Some(Scrub { file, at, asked: false, picture });
    }
}

/// The picture of a moment that is searched for.
#[derive(Clone)]
pub struct Scrub {
    /// The clip, by the path that the story gives it.
    pub file: String,
    /// Where in the file.
    pub at: MediaDuration,
    /// A worker knows of it.
    pub asked: bool,
    /// The newest that is there; while the handle moves it may be that of a moment before.
    pub picture: Option<egui::TextureHandle>,
}

/// Pictures along a clip, from left to right; they come one by one.
#[derive(Clone, Default)]
pub struct Filmstrip {
    /// The clip, by the path that the story gives it.
    pub file: String,
    /// Where in the file.
    pub moments: Vec<MediaDuration>,
    /// A worker knows of it.
    pub asked: bool,
    /// Those that are there, by their moment.
    pub pictures: Vec<(MediaDuration, egui::TextureHandle)>,
}

/// A survey of the story: wanted, under way, and what the latest found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survey {
    /// Begin this one; a worker takes it.
    pub wanted: Option<SurveyOrder>,
    /// Stop the one that is under way.
    pub stop: bool,
    /// How far it is, 0 to 1; `None`: none is under way.
    pub progress: Option<f32>,
    /// What the latest found.
    pub found: Option<Arc<Surveyed>>,
}

/// The preparing of clips: wanted, and under way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClipPreparing {
    /// Begin it; a worker takes it.
    pub wanted: bool,
    /// Stop it.
    pub stop: bool,
    /// How far it is; `None`: it is not under way.
    pub at: Option<Preparing>,
}

/// What is known of a clip or picture.
#[derive(Clone, Default)]
pub struct ClipFound {
    /// How long it is; stills have no length.
    pub length: Option<MediaDuration>,
    /// Its width and height in pixels, as it is shown.
    pub size: Option<(u32, u32)>,
    /// A small picture of it.
    pub picture: Option<egui::TextureHandle>,
    /// The loudest of each fiftieth of a second, 0 to 1; `None`: not known yet, or no sound.
    pub waveform: Option<Arc<[f32]>>,
    /// Why it cannot be shown, in words.
    pub trouble: Option<String>,
}
