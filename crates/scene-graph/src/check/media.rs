//! Files: inside the story's folder, there, of the right kind, and long enough.

use super::Checker;
use super::texts::joined;
use crate::diagnostic::{Place, codes};
use crate::media_files::{FileKind, MediaFact, MediaFile, media_files};
use crate::model::{ClipTime, HandoutTarget, Language, Media, Scene, Shown, Video};
use crate::story_path_problem;
use indexmap::IndexMap;
use media_time::{MediaDuration, MediaTime};
use std::collections::BTreeSet;

/// How far beyond its clip's end a time may lie: containers round their lengths, and the last frame is
/// shown for a while.
const SLACK: MediaDuration = MediaDuration::from_millis(100);

impl<'a> Checker<'a> {
    pub(super) fn media(&mut self) {
        let files = media_files(self.story);
        for file in &files {
            self.file(file);
        }
        self.unnamed(&files);
        if let Some(waiting) = &self.story.waiting {
            let place = Place::field("waiting");
            self.looped(waiting, &place);
            self.variants(waiting, &place, None);
        }
        for (id, handout) in &self.story.handouts {
            self.targets_of(&handout.to, &Place::field(format!("handouts.{id}.to")), false);
        }
        for (id, scene) in &self.story.scenes {
            let place = Place::scene(id);
            self.variants(&scene.media, &place.in_field("media"), None);
            self.captions(&scene.media, &place.in_field("media"), None);
            self.in_time(scene, &place);
            if let Some(question) = &scene.question
                && let crate::model::Meanwhile::Loop(looped) = &question.meanwhile
            {
                self.variants(looped, &place.in_question(&question.id).in_field("meanwhile"), None);
            }
        }
    }

    fn file(&mut self, named: &MediaFile<'_>) {
        let (file, place) = (named.file, named.place.clone());
        if let Some(problem) = story_path_problem(file) {
            let message = format!("the path {file:.120?} is not allowed: {problem}");
            let remedy =
                "put the file into the story's folder and name it from there, like \"media/welcome.mp4\"";
            return self.report(codes::PATH_OUTSIDE, place, message, remedy);
        }
        let Some(fact) = self.facts.and_then(|facts| facts.files.get(file)) else { return };
        match (fact, named.kind) {
            (MediaFact::Missing { reason }, _) => {
                let message = format!("the file \"{file}\" is missing or cannot be read: {reason}");
                self.report(codes::MISSING_FILE, place, message, "put it there, or name another file");
            }
            (MediaFact::Undecodable { reason }, FileKind::Captions) => {
                let message = format!("the captions \"{file}\" cannot be read: {reason}");
                self.report(codes::BAD_CAPTIONS, place, message, "write them as WebVTT or SRT in UTF-8");
            }
            (MediaFact::Undecodable { reason }, _) => {
                let message = format!("the file \"{file}\" cannot be decoded: {reason}");
                self.report(
                    codes::UNDECODABLE,
                    place,
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
                self.report(codes::NO_PICTURE, place, message, remedy);
            }
            (MediaFact::Media { has_sound: false, .. }, FileKind::Sound | FileKind::Music) => {
                let message = format!("the file \"{file}\" has no sound");
                self.report(codes::NO_SOUND, place, message, "name a file with sound");
            }
            (MediaFact::Media { .. } | MediaFact::Present, _) => {}
        }
    }

    fn unnamed(&mut self, files: &[MediaFile<'_>]) {
        let Some(facts) = self.facts else { return };
        let named: BTreeSet<&str> = files.iter().map(|file| file.file).collect();
        for file in facts.listing.iter().filter(|file| !named.contains(&***file)) {
            let message = format!("the file \"{file}\" lies in the story's folder, but nothing names it");
            self.report(codes::UNUSED_MEDIA, Place::story(), message, "use it, or take it away");
        }
    }

    /// `ByLanguage` has each declared language, once; and trims are sound.
    fn variants(&mut self, media: &'a Media, place: &Place, outer: Option<&'a Language>) {
        match media {
            Media::ByLanguage(_) if outer.is_some() => self.nested(place),
            Media::ByLanguage(each) => {
                self.has_languages(each, place);
                for (tag, media) in each {
                    self.variants(media, &place.in_field(tag.as_str()), Some(tag));
                }
            }
            Media::Video(video) => self.trims(video, place),
            Media::Nothing | Media::Still(_) => {}
        }
    }

    fn targets_of(&mut self, to: &HandoutTarget, place: &Place, inside: bool) {
        match to {
            HandoutTarget::ByLanguage(_) if inside => self.nested(place),
            HandoutTarget::ByLanguage(each) => {
                self.has_languages(each, place);
                for (tag, to) in each {
                    self.targets_of(to, &place.in_field(tag.as_str()), true);
                }
            }
            HandoutTarget::File(_) | HandoutTarget::Web(_) => {}
        }
    }

    fn nested(&mut self, place: &Place) {
        let message = "ByLanguage stands inside ByLanguage";
        self.report(codes::NESTED_LANGUAGES, place.clone(), message, "choose by language once");
    }

    fn has_languages<V>(&mut self, each: &IndexMap<Language, V>, place: &Place) {
        let missing = joined(self.story.languages.iter().filter(|language| !each.contains_key(*language)));
        if !missing.is_empty() {
            let message = format!("ByLanguage has nothing for: {missing}");
            self.report(codes::MISSING_MEDIA, place.clone(), message, "add that language");
        }
        let undeclared = joined(each.keys().filter(|language| !self.story.languages.contains(language)));
        if !undeclared.is_empty() {
            let message = format!("ByLanguage has a language that is not declared: {undeclared}");
            let remedy = "declare the language in the story's languages, or remove it here";
            self.report(codes::UNDECLARED_LANGUAGE, place.clone(), message, remedy);
        }
    }

    fn captions(&mut self, media: &'a Media, place: &Place, only: Option<&'a Language>) {
        let (sounds, captions) = match media {
            Media::Nothing => return,
            Media::ByLanguage(each) => {
                for (tag, media) in each {
                    self.captions(media, &place.in_field(tag.as_str()), Some(tag));
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
            self.report(codes::MISSING_CAPTIONS, place.in_field("captions"), message, remedy);
        }
        let undeclared = joined(captions.keys().filter(|language| !self.story.languages.contains(language)));
        if !undeclared.is_empty() {
            let message = format!("there are captions in a language that is not declared: {undeclared}");
            let remedy = "declare the language in the story's languages, or remove them";
            self.report(codes::UNDECLARED_LANGUAGE, place.in_field("captions"), message, remedy);
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

    fn trims(&mut self, video: &Video, place: &Place) {
        let duration = self.duration(&video.file);
        for (field, time) in [("from", video.from), ("to", video.to)] {
            let (Some(time), Some(duration)) = (time, duration) else { continue };
            if is_outside(time, duration) {
                let message =
                    format!("{field} is \"{time}\", but the clip \"{}\" lasts {duration}", video.file);
                let remedy = "write a time within the clip";
                return self.report(codes::OUTSIDE_CLIP, place.in_field(field), message, remedy);
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
                place.in_field("to"),
                "nothing is left between from and to",
                remedy,
            );
        }
    }

    /// A timed question opens while its media plays, in every language.
    fn in_time(&mut self, scene: &Scene, place: &Place) {
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
                let place = place.in_question(&question.id).in_field("shown");
                return self.report(codes::LATE_QUESTION, place, message, "write a time within the media");
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
