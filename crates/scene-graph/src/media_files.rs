//! The files that a story names, and what is known of them.

use crate::diagnostic::{At, Place};
use crate::model::{Bed, HandoutTarget, Language, Meanwhile, Media, Scene, SceneMusic, Story};
use crate::{SceneId, story_path_problem};
use media_time::MediaDuration;
use std::collections::{BTreeMap, BTreeSet};

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// A clip.
    Video,
    /// A picture.
    Still,
    /// Sound that goes with a clip or picture.
    Sound,
    /// A music bed.
    Music,
    /// WebVTT or SRT.
    Captions,
    /// A file that viewers can open.
    Handout,
    /// The brand's logo, a picture.
    Logo,
}

/// One place where a story names a file. A file may be named at many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaFile<'a> {
    /// The file, relative to the story's folder; perhaps a path that is not allowed
    /// (see [`story_path_problem`](crate::story_path_problem)).
    pub file: &'a str,
    /// What for.
    pub kind: FileKind,
    /// Where it is named.
    pub place: Place,
    /// The only language in which it is used, inside `ByLanguage` or as captions.
    pub language: Option<&'a Language>,
}

/// What is known of the files that a story names. A file that is not in here is not judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MediaFacts {
    /// By the file as the story names it.
    pub files: BTreeMap<String, MediaFact>,
    /// The media files that lie in the story's folder, named as the story would; those that it does
    /// not name are reported as unused. May be left empty.
    pub listing: Vec<String>,
    /// What the import index knows of media, by the file as the story names it. May be left empty.
    pub indexes: BTreeMap<String, IndexFact>,
}

/// What the import index knows of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexFact {
    /// It was read to its end.
    Read {
        /// What went wrong in its midst, for people.
        fault: Option<String>,
    },
    /// It is not in the index, or there is none.
    Missing,
    /// What the index says is not of this file, or cannot be true.
    Stale {
        /// Why, for people.
        reason: String,
    },
}

/// What is known of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MediaFact {
    /// It is not there, or may not be read.
    Missing {
        /// What the system says, for people.
        reason: String,
    },
    /// It is there, but cannot be made sense of: damaged or unknown media, unreadable captions.
    Undecodable {
        /// What is wrong, for people.
        reason: String,
    },
    /// It is media that plays.
    Media {
        /// How long; `None` when its container does not say, and for pictures.
        duration: Option<MediaDuration>,
        /// Whether there is a picture.
        has_picture: bool,
        /// Whether there is sound.
        has_sound: bool,
    },
    /// It is there, and nothing more is asked of it: captions that were read, a handout.
    Present,
}

/// Every file that `story` names, with its place and kind, in the story's order.
#[must_use]
pub fn media_files(story: &Story) -> Vec<MediaFile<'_>> {
    let mut files = Vec::new();
    each_media_file(story, &mut |named| {
        let Named { file, kind, at, language } = named;
        files.push(MediaFile { file, kind, place: at.into(), language });
    });
    files
}

/// Media that `story` names and that an import index can tell of, each once, in the order of their names.
/// Paths that are not allowed are left out.
#[must_use]
pub fn indexed_files(story: &Story) -> Vec<&str> {
    let mut files = BTreeSet::new();
    each_media_file(story, &mut |named| {
        let is_media = !matches!(named.kind, FileKind::Captions | FileKind::Handout);
        if is_media && story_path_problem(named.file).is_none() {
            files.insert(named.file);
        }
    });
    files.into_iter().collect()
}

fn each_media_file<'a>(story: &'a Story, each: &mut impl FnMut(Named<'_, 'a>)) {
    each_file_of_story(story, each);
    for (id, scene) in &story.scenes {
        each_file_of_scene(id, scene, each);
    }
}

/// A [`MediaFile`] whose place is not put together yet.
pub(crate) struct Named<'p, 'a> {
    pub(crate) file: &'a str,
    pub(crate) kind: FileKind,
    pub(crate) at: At<'p>,
    pub(crate) language: Option<&'a Language>,
}

/// Calls `each` with what [`media_files`] lists outside scenes.
pub(crate) fn each_file_of_story<'a>(story: &'a Story, each: &mut impl FnMut(Named<'_, 'a>)) {
    let mut walk = Walk(each);
    if let Some(logo) = story.brand.as_ref().and_then(|brand| brand.logo.as_ref()) {
        walk.put(logo, FileKind::Logo, At::field("brand.logo"), None);
    }
    if let Some(waiting) = &story.waiting {
        walk.media(waiting, At::field("waiting"), None);
    }
    if let Some(music) = &story.music {
        walk.bed(music, At::field("music"));
    }
    for (id, handout) in &story.handouts {
        walk.handout(&handout.to, At::entry("handouts", id.as_str()).in_field("to"), None);
    }
}

/// Calls `each` with what [`media_files`] lists of a scene.
pub(crate) fn each_file_of_scene<'a>(id: &SceneId, scene: &'a Scene, each: &mut impl FnMut(Named<'_, 'a>)) {
    let (mut walk, at) = (Walk(each), At::scene(id));
    walk.media(&scene.media, at.in_field("media"), None);
    if let SceneMusic::Own(bed) = &scene.music {
        walk.bed(bed, at.in_field("music"));
    }
    if let Some(question) = &scene.question
        && let Meanwhile::Loop(looped) = &question.meanwhile
    {
        walk.media(looped, at.in_question(&question.id).in_field("meanwhile"), None);
    }
}

struct Walk<'f, F>(&'f mut F);

impl<'a, F: FnMut(Named<'_, 'a>)> Walk<'_, F> {
    fn put(&mut self, file: &'a str, kind: FileKind, at: At<'_>, language: Option<&'a Language>) {
        (self.0)(Named { file, kind, at, language });
    }

    fn bed(&mut self, bed: &'a Bed, at: At<'_>) {
        self.put(&bed.file, FileKind::Music, at.in_field("file"), None);
    }

    fn media(&mut self, media: &'a Media, at: At<'_>, language: Option<&'a Language>) {
        let (file, kind, sound, captions) = match media {
            Media::Nothing => return,
            Media::ByLanguage(each) => {
                for (tag, media) in each {
                    self.media(media, at.in_field(tag.as_str()), Some(tag));
                }
                return;
            }
            Media::Video(video) => (&video.file, FileKind::Video, &video.sound, &video.captions),
            Media::Still(still) => (&still.file, FileKind::Still, &still.sound, &still.captions),
        };
        self.put(file, kind, at.in_field("file"), language);
        if let Some(sound) = sound {
            self.put(sound, FileKind::Sound, at.in_field("sound"), language);
        }
        for (tag, file) in captions {
            self.put(file, FileKind::Captions, at.in_entry("captions", tag.as_str()), Some(tag));
        }
    }

    fn handout(&mut self, to: &'a HandoutTarget, at: At<'_>, language: Option<&'a Language>) {
        match to {
            HandoutTarget::File(file) => self.put(file, FileKind::Handout, at, language),
            HandoutTarget::Web(_) => {}
            HandoutTarget::ByLanguage(each) => {
                for (tag, to) in each {
                    self.handout(to, at.in_field(tag.as_str()), Some(tag));
                }
            }
        }
    }
}
