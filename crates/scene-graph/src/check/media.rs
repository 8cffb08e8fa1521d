//! Files: inside the story's folder, there, of the right kind, and long enough.

use super::texts::joined;
use super::{Checker, Topic};
use crate::SceneId;
use crate::diagnostic::{At, codes};
use crate::media_files::{FileKind, MediaFact, Named};
use crate::model::{ClipTime, HandoutTarget, Language, Media, Scene, Shown, Video};
use crate::story_path_problem;
use indexmap::IndexMap;
use media_time::{MediaDuration, MediaTime};

/// How far beyond its clip's end a time may lie: containers round their lengths, and the last frame is
/// shown for a while.
const SLACK: MediaDuration = MediaDuration::from_millis(100);

impl<'a> Checker<'a> {
    pub(super) fn media_of_story(&mut self) {
        self.topic = Topic::Media;
        if let Some(waiting) = &self.story.waiting {
            let at = At::field("waiting");
            self.looped(waiting, at);
            self.variants(waiting, at, None);
        }
        for (id, handout) in &self.story.handouts {
            self.targets_of(&handout.to, At::entry("handouts", id.as_str()).in_field("to"), false);
        }
    }

    pub(super) fn media_of_scene(&mut self, id: &SceneId, scene: &'a Scene) {
        self.topic = Topic::Media;
        let at = At::scene(id);
        self.variants(&scene.media, at.in_field("media"), None);
        self.captions(&scene.media, at.in_field("media"), None);
        self.in_time(scene, at);
        if let Some(question) = &scene.question
            && let crate::model::Meanwhile::Loop(looped) = &question.meanwhile
        {
            self.variants(looped, at.in_question(&question.id).in_field("meanwhile"), None);
        }
    }

    /// A file that the story names.
    pub(super) fn file(&mut self, named: &Named<'_, 'a>) {
        self.usable(named);
        self.damage(named);
        if self.facts.is_some_and(|facts| !facts.listing.is_empty()) {
            self.named.insert(named.file);
        }
    }

    fn usable(&mut self, named: &Named<'_, '_>) {
        self.topic = Topic::Files;
        let (file, at) = (named.file, named.at);
        if let Some(problem) = story_path_problem(file) {
            let message = format!("the path {file:.120?} is not allowed: {problem}");
            let remedy =
                "put the file into the story's folder and name it from there, like \"media/welcome.mp4\"";
            return self.report_file(codes::PATH_OUTSIDE, at, file, message, remedy);
        }
        let Some(fact) = self.facts.and_then(|facts| facts.files.get(file)) else { return };
        match (fact, named.kind) {
            (MediaFact::Missing { reason }, _) => {
                let message = format!("the file \"{file}\" is missing or cannot be read: {reason}");
                self.report_file(
                    codes::MISSING_FILE,
                    at,
                    file,
                    message,
                    "put it there, or name another file",
                );
            }
            (MediaFact::Undecodable { reason }, FileKind::Captions) => {
                let message = format!("the captions \"{file}\" cannot be read: {reason}");
                self.report_file(
                    codes::BAD_CAPTIONS,
                    at,
                    file,
                    message,
                    "write them as WebVTT or SRT in UTF-8",
                );
            }
            (MediaFact::Undecodable { reason }, _) => {
                let message = format!("the file \"{file}\" cannot be decoded: {reason}");
                self.report_file(
                    codes::UNDECODABLE,
                    at,
                    file,
                    message,
                    "export it again, for example as MP4 (H.264, AAC)",
                );
            }
            (
                MediaFact::Media { has_picture: false, .. },
                FileKind::Video | FileKind::Still | FileKind::Logo,
            ) => {
                let message = format!("the file \"{file}\" has no picture");
                let remedy = "name a file with a picture; for sound alone, a Still with sound";
                self.report_file(codes::NO_PICTURE, at, file, message, remedy);
            }
            (MediaFact::Media { has_sound: false, .. }, FileKind::Sound | FileKind::Music) => {
                let message = format!("the file \"{file}\" has no sound");
                self.report_file(codes::NO_SOUND, at, file, message, "name a file with sound");
            }
            (MediaFact::Media { .. } | MediaFact::Present, _) => {}
        }
    }

    pub(super) fn files_not_named(&mut self) {
        self.topic = Topic::FilesNotNamed;
        let Some(facts) = self.facts else { return };
        for file in &facts.listing {
            if !self.named.contains(&**file) {
                let message = format!("the file \"{file}\" lies in the story's folder, but nothing names it");
                self.report_file(codes::UNUSED_MEDIA, At::story(), file, message, "use it, or take it away");
            }
        }
    }

    /// `ByLanguage` has each declared language, once; and trims are sound.
    fn variants(&mut self, media: &'a Media, at: At<'_>, outer: Option<&'a Language>) {
        match media {
            Media::ByLanguage(_) if outer.is_some() => self.nested(at),
            Media::ByLanguage(each) => {
                self.has_languages(each, at);
                for (tag, media) in each {
                    self.variants(media, at.in_field(tag.as_str()), Some(tag));
                }
            }
            Media::Video(video) => self.trims(video, at),
            Media::Nothing | Media::Still(_) => {}
        }
    }

    fn targets_of(&mut self, to: &HandoutTarget, at: At<'_>, inside: bool) {
        match to {
            HandoutTarget::ByLanguage(_) if inside => self.nested(at),
            HandoutTarget::ByLanguage(each) => {
                self.has_languages(each, at);
                for (tag, to) in each {
                    self.targets_of(to, at.in_field(tag.as_str()), true);
                }
            }
            HandoutTarget::File(_) | HandoutTarget::Web(_) => {}
        }
    }

    fn nested(&mut self, at: At<'_>) {
        let message = "ByLanguage stands inside ByLanguage";
        self.report(codes::NESTED_LANGUAGES, at, message, "choose by language once");
    }

    fn has_languages<V>(&mut self, each: &IndexMap<Language, V>, at: At<'_>) {
        let missing = joined(self.story.languages.iter().filter(|language| !each.contains_key(*language)));
        if !missing.is_empty() {
            let message = format!("ByLanguage has nothing for: {missing}");
            self.report(codes::MISSING_MEDIA, at, message, "add that language");
        }
        let undeclared = joined(each.keys().filter(|language| !self.story.languages.contains(language)));
        if !undeclared.is_empty() {
            let message = format!("ByLanguage has a language that is not declared: {undeclared}");
            let remedy = "declare the language in the story's languages, or remove it here";
            self.report(codes::UNDECLARED_LANGUAGE, at, message, remedy);
        }
    }

    fn captions(&mut self, media: &'a Media, at: At<'_>, only: Option<&'a Language>) {
        let (sounds, captions) = match media {
            Media::Nothing => return,
            Media::ByLanguage(each) => {
                for (tag, media) in each {
                    self.captions(media, at.in_field(tag.as_str()), Some(tag));
                }
                return;
            }
            Media::Video(video) => (video.sound.is_some() || self.may_sound(&video.file), &video.captions),
            Media::Still(still) => (still.sound.is_some(), &still.captions),
        };
        let wanted = only.map_or(&*self.story.languages, core::slice::from_ref);
        let missing = joined(wanted.iter().filter(|language| !captions.contains_key(*language)));
        if sounds && !missing.is_empty() {
            let message = format!("captions are missing in: {missing}");
            let remedy = "write a WebVTT or SRT file and name it in captions";
            self.report(codes::MISSING_CAPTIONS, at.in_field("captions"), message, remedy);
        }
        let undeclared = joined(captions.keys().filter(|language| !self.story.languages.contains(language)));
        if !undeclared.is_empty() {
            let message = format!("there are captions in a language that is not declared: {undeclared}");
            let remedy = "declare the language in the story's languages, or remove them";
            self.report(codes::UNDECLARED_LANGUAGE, at.in_field("captions"), message, remedy);
        }
    }

    /// Whether a clip has sound, as far as is known.
    fn may_sound(&self, file: &str) -> bool {
        match self.facts.and_then(|facts| facts.files.get(file)) {
            Some(MediaFact::Media { has_sound, .. }) => *has_sound,
            _ => true,
        }
    }

    fn duration(&self, file: &str) -> Option<MediaDuration> {
        match self.facts?.files.get(file)? {
            MediaFact::Media { duration, .. } => *duration,
            _ => None,
        }
    }

    fn trims(&mut self, video: &Video, at: At<'_>) {
        let duration = self.duration(&video.file);
        for (field, time) in [("from", video.from), ("to", video.to)] {
            let (Some(time), Some(duration)) = (time, duration) else { continue };
            if is_outside(time, duration) {
                let message =
                    format!("{field} is \"{time}\", but the clip \"{}\" lasts {duration}", video.file);
                let remedy = "write a time within the clip";
                return self.report(codes::OUTSIDE_CLIP, at.in_field(field), message, remedy);
            }
        }
        let empty = match (video.from, video.to, duration) {
            (Some(ClipTime::AfterStart(from)), Some(ClipTime::AfterStart(to)), _) => to <= from,
            (Some(ClipTime::BeforeEnd(from)), Some(ClipTime::BeforeEnd(to)), _) => to >= from,
            (None, Some(ClipTime::AfterStart(to)), _) => to <= MediaDuration::ZERO,
            (from, to, Some(duration)) => {
                let from = from.map_or(MediaTime::ZERO, |time| time.resolve(duration));
                to.map_or(MediaTime::ZERO + duration, |time| time.resolve(duration)) <= from
            }
            _ => false,
        };
        if empty {
            let remedy = "let from lie before to";
            self.report(
                codes::OUTSIDE_CLIP,
                at.in_field("to"),
                "nothing is left between from and to",
                remedy,
            );
        }
    }

    /// A timed question opens while its media plays, in every language.
    fn in_time(&mut self, scene: &Scene, at: At<'_>) {
        let Some(question) = &scene.question else { return };
        let (Shown::PauseAt(time) | Shown::During { from: time, .. }) = question.shown else { return };
        let variants: Vec<&Media> = match &scene.media {
            Media::ByLanguage(each) => each.values().collect(),
            media => vec![media],
        };
        for media in variants {
            if let Some(length) = self.length(media)
                && length > MediaDuration::ZERO
                && is_outside(time, length)
            {
                let message = format!("the question opens at \"{time}\", but its media lasts {length}");
                let at = at.in_question(&question.id);
                let remedy = "write a time within the media";
                return self.report(codes::LATE_QUESTION, at.in_field("shown"), message, remedy);
            }
        }
    }

    /// How long media lasts in a scene, where that is known.
    fn length(&self, media: &Media) -> Option<MediaDuration> {
        match media {
            Media::Nothing | Media::ByLanguage(_) => None,
            Media::Video(video) => {
                let whole = self.duration(&video.file)?;
                let from = video.from.map_or(MediaTime::ZERO, |time| time.resolve(whole));
                let to = video.to.map_or(MediaTime::ZERO + whole, |time| time.resolve(whole));
                let picture = (to - from).max(MediaDuration::ZERO);
                match &video.sound {
                    Some(sound) => Some(picture.max(self.duration(sound)?)),
                    None => Some(picture),
                }
            }
            Media::Still(still) => match (still.lasts, &still.sound) {
                (None, Some(sound)) => self.duration(sound),
                (Some(lasts), Some(sound)) => Some(lasts.max(self.duration(sound)?)),
                (Some(lasts), None) => Some(lasts),
                (None, None) => None,
            },
        }
    }
}

fn is_outside(time: ClipTime, duration: MediaDuration) -> bool {
    let (ClipTime::AfterStart(length) | ClipTime::BeforeEnd(length)) = time;
    length > duration + SLACK
}
