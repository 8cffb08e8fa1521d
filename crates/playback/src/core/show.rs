//! Doing what the session answers.

use super::{Aired, Core};
use crate::captions::{CaptionTrack, captions_of};
use crate::cut::CutKind;
use crate::deck::{Deck, DeckKey, without_captions};
use crate::happening::{Happening, Notice, NoticeKind};
use crate::request::clip_request;
use crate::slate::SlateClip;
use media::{Cue, MediaError, MusicBed, Stamp};
use media_time::{MediaTime, Moment};
use scene_graph::Bed;
use session::{Effect, Event, Input, PictureRequest, PictureSource, Run};

/// A cut whose first picture is not on screen yet.
pub(super) struct Cutting {
    pub(super) stamp: Stamp,
    pub(super) kind: CutKind,
    pub(super) primed: bool,
    pub(super) wanted: Moment,
}

impl Core {
    pub(super) fn perform(&mut self, now: Moment, effect: Effect) {
        match effect {
            Effect::Show(request) => self.show(now, request),
            Effect::Seek(target) => self.seek(target),
            Effect::HoldPicture(held) => self.hold(held),
            Effect::Music(bed) => self.change_music(bed),
            Effect::QuestionOpened => self.output.play_cue(Cue::QuestionOpened),
            Effect::QuestionClosed => self.considered.clear(),
            Effect::Event(event) => {
                if matches!(event, Event::Answer(..)) {
                    self.output.play_cue(Cue::Answered);
                }
                self.happenings.push(Happening::Event(event));
            }
            Effect::Record(entry) => self.happenings.push(Happening::Record(entry)),
            Effect::Left => self.left = true,
        }
    }

    fn show(&mut self, now: Moment, request: PictureRequest) {
        self.forget_scrub();
        self.held = false;
        self.opened_told = false;
        self.ended_told = false;
        self.fault_told = false;
        if self.only_captions_change(&request) {
            self.opened_told = true;
            self.load_captions(&request.source);
            self.request = Some(request);
            return;
        }
        self.slate = None;
        match &request.source {
            PictureSource::Nothing | PictureSource::Ending(_) | PictureSource::Stuck => {
                self.leave_air();
                self.screen = None;
                self.blank = true;
                self.leave_captions();
                self.position = MediaTime::ZERO;
            }
            // The last picture stands.
            PictureSource::Hold => {
                self.leave_air();
                self.leave_captions();
            }
            PictureSource::Video { .. } | PictureSource::Still { .. } => self.put_on_air(now, &request),
        }
        self.request = Some(request);
    }

    /// A change of language that leaves the clip and its sound as they are.
    fn only_captions_change(&self, request: &PictureRequest) -> bool {
        request.keep_position
            && self
                .air
                .front()
                .is_some_and(|aired| aired.deck.key.source == without_captions(&request.source))
    }

    fn put_on_air(&mut self, now: Moment, request: &PictureRequest) {
        let start = if request.keep_position { self.position } else { request.start };
        let key = DeckKey::new(&request.source, start);
        self.load_captions(&request.source);
        let follows = self.air.len() > 1 && self.air.get(1).is_some_and(|next| next.deck.key == key);
        if follows && self.front_is_over(now) {
            // It is heard already: the timeline goes on without a gap.
            self.retire_front();
            if let Some(front) = self.air.front_mut() {
                front.run = request.run;
                let stamp = front.deck.stamp;
                self.cutting = Some(Cutting { stamp, kind: CutKind::Foreseen, primed: true, wanted: now });
            }
        } else {
            self.leave_air();
            let mut deck = self.take_primed(&key).unwrap_or_else(|| self.open(key, true));
            // Whether it failed is told when it is on air.
            let primed = deck.poll().is_ok() && deck.is_ready();
            self.cutting = Some(Cutting { stamp: deck.stamp, kind: CutKind::AtOnce, primed, wanted: now });
            deck.bring_forward();
            self.air.push_back(Aired { deck, run: request.run });
        }
        self.blank = false;
        self.follow_position(now);
    }

    /// Everything on the timeline is cut off; what can be used again is kept primed.
    fn leave_air(&mut self) {
        if self.air.is_empty() {
            return;
        }
        self.output.flush();
        for aired in std::mem::take(&mut self.air) {
            self.keep_primed(aired.deck);
        }
    }

    pub(super) fn seek(&mut self, target: MediaTime) {
        if self.air.is_empty() {
            return;
        }
        self.quieten_front();
        if let Some(front) = self.air.front_mut() {
            let stamp = after(front.deck.stamp);
            front.deck.seek(target, stamp);
        }
        self.ended_told = false;
        self.position = target;
    }

    /// Takes back what was not heard yet, and what was put behind the front deck.
    pub(super) fn quieten_front(&mut self) {
        self.output.flush();
        while self.air.len() > 1 {
            if let Some(after) = self.air.pop_back() {
                self.keep_primed(after.deck);
            }
        }
    }

    fn hold(&mut self, held: bool) {
        self.held = held;
    }

    pub(super) fn open(&mut self, key: DeckKey, foreground: bool) -> Deck {
        let stamp = self.new_stamp();
        let rate = self.output.rate();
        let request =
            clip_request(&key, &*self.source, &mut self.indexes, stamp, rate, self.waker.clone(), foreground);
        match request {
            Some((request, gain)) => Deck::new(key, stamp, self.opener.open(request), gain),
            // Nothing else than clips and stills is ever asked for here.
            None => Deck::new(key, stamp, Box::new(SlateClip), 1.0),
        }
    }

    /// The clip on air cannot be played: a slate with the scene's title stands for a while.
    pub(super) fn replace_by_slate(&mut self, now: Moment, error: &MediaError) {
        self.forget_scrub();
        let Some(front) = self.air.pop_front() else { return };
        let file = file_of(&front.deck.key.source);
        self.notice(Notice::media(self.session.scene().cloned(), file, error));
        if front.run == Run::Loop {
            // A waiting clip is decoration: without it the last picture stands.
            return;
        }
        self.slate = Some(self.scene_title());
        self.screen = None;
        self.blank = true;
        self.leave_captions();
        let stamp = self.new_stamp();
        let clip = Box::new(SlateClip);
        let key = DeckKey { start: MediaTime::ZERO, ..front.deck.key };
        self.air.push_front(Aired { deck: Deck::new(key, stamp, clip, 1.0), run: front.run });
        self.fault_told = true;
        self.position = MediaTime::ZERO;
        // Refused where the media's end no longer matters to the session.
        let _ = self.tell(now, Input::MediaFailed { reason: reason_word(error).to_owned() });
    }

    pub(super) fn load_captions(&mut self, source: &PictureSource) {
        let own = match source {
            PictureSource::Video { captions, .. } | PictureSource::Still { captions, .. } => captions.clone(),
            _ => None,
        };
        let scene = self.session.scene().and_then(|id| self.story.scenes.get(id));
        let others = scene.map_or_else(Vec::new, |scene| captions_of(&scene.media, source));
        let wanted = others.iter().find(|(language, _)| Some(language) == self.caption_language.as_ref());
        let chosen = wanted.cloned().or_else(|| own.clone());
        self.caption_languages = others.into_iter().map(|(language, _)| language).collect();
        if self.caption_languages.is_empty() {
            self.caption_languages.extend(own.map(|(language, _)| language));
        }
        let Some((_, path)) = chosen else {
            self.captions = None;
            return;
        };
        match CaptionTrack::load(&*self.source, &path) {
            Ok(track) => self.captions = Some(track),
            Err(message) => {
                self.captions = None;
                let scene = self.session.scene().cloned();
                self.notice(Notice { scene, file: path, kind: NoticeKind::Captions, message });
            }
        }
    }

    fn leave_captions(&mut self) {
        self.captions = None;
        self.caption_languages.clear();
    }

    fn change_music(&mut self, bed: Option<Bed>) {
        let music = bed.map(|bed| {
            let stamp = self.new_stamp();
            let source = PictureSource::Video {
                file: bed.file,
                from: None,
                to: None,
                sound: None,
                captions: None,
                gain_db: bed.gain_db,
            };
            let key = DeckKey::new(&source, MediaTime::ZERO);
            (key, stamp)
        });
        let rate = self.output.rate();
        let bed = music.and_then(|(key, stamp)| {
            let (mut request, gain) =
                clip_request(&key, &*self.source, &mut self.indexes, stamp, rate, self.waker.clone(), false)?;
            request.kind = media::MediaKind::Sound;
            if let Err(error) = &request.file {
                let scene = self.session.scene().cloned();
                self.happenings.push(Happening::Notice(Notice::media(scene, request.label.clone(), error)));
                return None;
            }
            Some(MusicBed { clip: self.opener.open(request), gain })
        });
        self.output.set_music(bed);
    }

    pub(super) fn scene_title(&self) -> String {
        let languages = &self.story.languages;
        self.session
            .scene()
            .and_then(|id| self.story.scenes.get(id).map(|scene| (id, scene)))
            .map(|(id, scene)| match scene.title.in_language(self.session.language(), languages) {
                "" => id.to_string(),
                title => title.to_owned(),
            })
            .unwrap_or_default()
    }
}

/// The stamp after a deck's next seek.
pub(super) fn after(stamp: Stamp) -> Stamp {
    Stamp { generation: stamp.generation.next(), ..stamp }
}

pub(super) fn file_of(source: &PictureSource) -> String {
    match source {
        PictureSource::Video { file, .. } | PictureSource::Still { file, .. } => file.clone(),
        _ => String::new(),
    }
}

/// The program's own word for the record: never the message, which may name a person's folders.
pub(super) fn reason_word(error: &MediaError) -> &'static str {
    match error.kind {
        media::MediaErrorKind::Unreadable => "unreadable",
        media::MediaErrorKind::NotSupported => "not-supported",
        media::MediaErrorKind::OverLimit => "over-limit",
        media::MediaErrorKind::Damaged => "damaged",
        media::MediaErrorKind::Empty => "empty",
        media::MediaErrorKind::Internal => "internal",
    }
}
