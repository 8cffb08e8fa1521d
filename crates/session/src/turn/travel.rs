//! The viewer's own ways: back, restart, jump, seek, language, settings (rules 6, 8–10, 12, 13).

use super::Turn;
use crate::picture::meanwhile;
use crate::state::{Armed, OnScreen, Place};
use crate::{Effect, Event, PictureSource, Refused, Run, Settings};
use choice_log::{Entry, Kind, Value};
use media_time::MediaTime;
use scene_graph::{Language, SceneId};
use std::sync::Arc;

impl Turn<'_> {
    /// Rule 8.
    pub(crate) fn back(&mut self) -> Result<(), Refused> {
        let behind = self.state.checkpoint_behind().ok_or(Refused::NothingToGoBackTo)?;
        let checkpoint = self.state.checkpoints.get(behind).cloned().ok_or(Refused::NothingToGoBackTo)?;
        self.event(Event::Back);
        let entry = self.entry(Kind::Back);
        self.record(entry);
        // What was answered and waited for the clip's end goes with the rest: no mark for it.
        if let Some(open) = self.state.open_mut() {
            open.given = None;
        }
        self.exit_scene();
        self.state.checkpoints.truncate(behind);
        self.state.place = checkpoint.place.clone();
        self.state.stack = Arc::clone(&checkpoint.stack);
        self.state.memory = Arc::clone(&checkpoint.memory);
        self.state.automatic = 0;
        self.take_up();
        Ok(())
    }

    /// Shows the place that the state says, with its question opened once more as it was.
    pub(crate) fn take_up(&mut self) {
        let open = self.state.scene_place_mut().and_then(|place| place.open.take());
        if let (Some(question), Some(open)) = (self.present_question(), open) {
            self.open_with(question, open.choices);
        }
        match &self.state.place {
            Place::NotBegun => return,
            Place::Ending(id) => {
                let source = PictureSource::Ending(id.clone());
                self.show(source, MediaTime::ZERO, Run::Stand, false);
            }
            Place::Stuck => self.show(PictureSource::Stuck, MediaTime::ZERO, Run::Stand, false),
            Place::Scene(place) => {
                let waits = place.picture != OnScreen::Playing;
                self.music();
                let flow = self.show_place(waits);
                return self.run(flow);
            }
        }
        self.music();
    }

    /// Rule 9.
    pub(crate) fn restart(&mut self) -> Result<(), Refused> {
        let entry = self.entry(Kind::Restart);
        self.record(entry);
        if let Some(open) = self.state.open_mut() {
            open.given = None;
        }
        self.exit_scene();
        self.state.place = Place::NotBegun;
        self.state.stack = Arc::default();
        self.state.memory = Arc::default();
        self.state.checkpoints.clear();
        self.state.automatic = 0;
        let flow = self.enter(self.story.start.clone());
        self.run(flow);
        Ok(())
    }

    /// Rule 10.
    pub(crate) fn jump(&mut self, scene: SceneId) -> Result<(), Refused> {
        if !self.story.scenes.contains_key(&scene) {
            return Err(Refused::NoSuchScene(scene));
        }
        let Some(stack) = self.state.seen.scenes.get(&scene).cloned() else {
            return Err(Refused::SceneNotSeen(scene));
        };
        self.set_checkpoint();
        self.record_word(Kind::Jump, scene.as_str());
        self.exit_scene();
        self.state.stack = stack;
        self.state.automatic = 0;
        let flow = self.enter(scene);
        self.run(flow);
        Ok(())
    }

    /// Rule 12.
    pub(crate) fn seek(&mut self, to: MediaTime) -> Result<(), Refused> {
        let Some(place) = self.state.scene_place() else { return Err(Refused::NothingToSeek) };
        if place.failed || !self.own_media().is_media() {
            return Err(Refused::NothingToSeek);
        }
        if place.duration.is_none() {
            return Err(Refused::NotOpenYet);
        }
        let to = place.within(to);
        let value = Some(Value::Word(to.since_zero().to_string()));
        let entry = self.entry(Kind::Seek).map(|entry| Entry { value, ..entry });
        let question = self.present_question();
        let opening = question.and_then(|question| place.opening(question));
        let pauses = self.pauses();
        let (asked, open) = (place.asked, place.open.is_some());
        self.record(entry);
        match opening {
            Some(at) if pauses && open && to >= at => self.stop_at(at),
            Some(at) if !asked && to >= at => {
                self.play_from(if pauses { at } else { to });
                match self.open_question() {
                    true if pauses => self.meanwhile(),
                    // A question that does not open does not stop anybody either.
                    false if pauses => self.play_from(to),
                    _ => {}
                }
            }
            _ => self.play_from(to),
        }
        Ok(())
    }

    /// The scene's own media goes on from `to`.
    fn play_from(&mut self, to: MediaTime) {
        let Some(place) = self.state.scene_place_mut() else { return };
        place.position = to;
        place.at_end = false;
        match place.picture {
            OnScreen::Playing => self.replace_seek(to),
            OnScreen::Held => {
                place.picture = OnScreen::Playing;
                self.replace_seek(to);
                self.effects.push(Effect::HoldPicture(false));
            }
            OnScreen::Standing | OnScreen::Waiting => self.show_own(Run::Once),
        }
    }

    fn replace_seek(&mut self, to: MediaTime) {
        self.effects.retain(|effect| !matches!(effect, Effect::Seek(_)));
        self.effects.push(Effect::Seek(to));
    }

    /// Forward to where the open question pauses the clip, and no further.
    fn stop_at(&mut self, at: MediaTime) {
        let Some(place) = self.state.scene_place_mut() else { return };
        if place.picture == OnScreen::Playing {
            place.position = at;
            self.replace_seek(at);
            self.meanwhile();
        }
    }

    /// Rule 13.
    pub(crate) fn language(&mut self, language: Language) -> Result<(), Refused> {
        if !self.story.languages.contains(&language) {
            return Err(Refused::NoSuchLanguage(language));
        }
        if language == self.state.language {
            return Ok(());
        }
        let before = (self.own_media(), self.waiting_picture());
        self.state.language = language.clone();
        if self.state.place == Place::NotBegun {
            return Ok(());
        }
        self.record_word(Kind::Language, language.as_str());
        self.retell(&before.0, before.1.as_ref());
        Ok(())
    }

    fn waiting_picture(&self) -> Option<PictureSource> {
        meanwhile(self.story, self.present_question()?, &self.state.language)
    }

    /// Shows what is on screen in the new language; `own` and `waiting` are what it was.
    fn retell(&mut self, own: &PictureSource, waiting: Option<&PictureSource>) {
        let (now_own, now_waiting) = (self.own_media(), self.waiting_picture());
        let same_picture = now_own.same_picture(own);
        let Some(place) = self.state.scene_place_mut() else { return };
        let picture = place.picture;
        if !same_picture {
            place.duration = None;
            place.failed = false;
        }
        if picture == OnScreen::Waiting {
            if let Some(source) = now_waiting.filter(|source| Some(source) != waiting) {
                let keep = waiting.is_some_and(|before| before.same_picture(&source));
                self.show_meanwhile(source);
                self.keep_position(keep);
            }
        } else if now_own != *own {
            self.show_own(if picture == OnScreen::Playing { Run::Once } else { Run::Stand });
            self.keep_position(same_picture);
            if picture == OnScreen::Playing {
                let flow = self.nothing_to_wait_for();
                self.run(flow);
            }
        }
    }

    /// Says of the picture just asked for whether it goes on from where the one before is.
    fn keep_position(&mut self, keep: bool) {
        if let Some(Effect::Show(request)) = self.effects.last_mut() {
            request.keep_position = keep;
        }
    }

    /// The limit that runs begins anew. One that ends with the clip becomes one of the same length
    /// that outlives it.
    pub(crate) fn more_time(&mut self) -> Result<(), Refused> {
        let open = self.state.open_mut().filter(|open| open.given.is_none());
        let open = open.ok_or(Refused::NoOpenQuestion)?;
        let (Armed::Time { whole, .. } | Armed::ClipEnd { whole }) = open.limit else {
            return Ok(());
        };
        open.limit = Armed::Time { left: whole, whole };
        let reason = Some("more-time".to_owned());
        self.record(self.entry(Kind::Setting).map(|entry| Entry { reason, ..entry }));
        Ok(())
    }

    pub(crate) fn settings(&mut self, settings: Settings) -> Result<(), Refused> {
        let limits_changed = self.state.settings.no_time_limits != settings.no_time_limits;
        self.state.settings = settings;
        if !limits_changed || self.state.place == Place::NotBegun {
            return Ok(());
        }
        let reason = Some("no-time-limits".to_owned());
        let value = Some(Value::Word(if settings.no_time_limits { "on" } else { "off" }.to_owned()));
        self.record(self.entry(Kind::Setting).map(|entry| Entry { reason, value, ..entry }));
        if let Some(question) = self.present_question() {
            let limit = self.full_limit(question);
            if let Some(open) = self.state.open_mut().filter(|open| open.given.is_none()) {
                open.limit = limit;
            }
        }
        Ok(())
    }
}
