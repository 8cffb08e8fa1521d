//! Entering scenes, their ends, and branches (rules 1–3, 7, 15, 17).

use super::{Flow, Turn};
use crate::state::{Armed, Frame, OnScreen, Place, ScenePlace, Way};
use crate::{Effect, Event, PictureSource, Run};
use choice_log::{Entry, Kind};
use media_time::{MediaDuration, MediaTime};
use scene_graph::{Branch, EndingId, SceneId};
use std::sync::Arc;

/// How many branches may follow each other without a viewer's doing and without a clip between.
const FUEL: u32 = 256;

impl Turn<'_> {
    /// Follows branches until the session waits for an input.
    pub(crate) fn run(&mut self, mut flow: Flow) {
        loop {
            flow = match flow {
                Flow::Rest => return,
                Flow::Stuck(reason) => return self.stuck(reason),
                Flow::Take(_) if self.state.automatic >= FUEL => {
                    return self.stuck("too-many-automatic-branches");
                }
                Flow::Take(way) => {
                    self.state.automatic += 1;
                    self.take(way)
                }
            }
        }
    }

    /// Rule 1. The scene is known to exist, or the story is stuck.
    pub(crate) fn enter(&mut self, scene: SceneId) -> Flow {
        if !self.story.scenes.contains_key(&scene) {
            return Flow::Stuck("unknown-scene");
        }
        self.exit_scene();
        if let Some(own) = self.state.stack.iter().position(|frame| frame.scene == scene) {
            Arc::make_mut(&mut self.state.stack).truncate(own);
        }
        let visits = self.memory_mut().visits.entry(scene.clone()).or_default();
        *visits = visits.saturating_add(1);
        let stack = Arc::clone(&self.state.stack);
        Arc::make_mut(&mut self.state.seen).scenes.insert(scene.clone(), stack);
        self.state.place = Place::Scene(ScenePlace::entered(scene.clone()));
        self.event(Event::Scene(scene));
        let entry = self.entry(Kind::SceneEnter);
        self.record(entry);
        self.show_own(Run::Once);
        self.music();
        self.nothing_to_wait_for()
    }

    /// A scene without media is at its end at once.
    pub(crate) fn nothing_to_wait_for(&mut self) -> Flow {
        if self.own_media().is_media() {
            return Flow::Rest;
        }
        if let Some(place) = self.state.scene_place_mut() {
            place.duration = Some(MediaDuration::ZERO);
            place.position = MediaTime::ZERO;
        }
        self.end_of_media()
    }

    /// Leaves the scene that was playing: its question closes.
    pub(crate) fn exit_scene(&mut self) {
        if self.state.scene_place().is_none() {
            return;
        }
        self.close_question();
        let entry = self.entry(Kind::SceneExit);
        self.record(entry);
    }

    /// Rule 3: the scene's own media has ended.
    pub(crate) fn end_of_media(&mut self) -> Flow {
        let Some(place) = self.state.scene_place_mut() else { return Flow::Rest };
        place.at_end = true;
        place.finished = true;
        let took_time = !place.failed && place.duration.is_some_and(|length| length > MediaDuration::ZERO);
        let asked = place.asked;
        if let Some(duration) = place.duration {
            place.position = MediaTime::ZERO + duration;
        }
        if took_time {
            self.state.automatic = 0;
        }
        if !asked {
            self.open_question();
        }
        match self.state.open() {
            None => self.go_on(),
            Some(open) if open.given.is_some() => self.commit(),
            Some(open) if matches!(open.limit, Armed::ClipEnd { .. }) => self.limit_ran_out(),
            Some(_) => {
                self.meanwhile();
                Flow::Rest
            }
        }
    }

    /// Rule 2: the rest of the clip, then the scene's way on.
    pub(crate) fn go_on(&mut self) -> Flow {
        let Some(place) = self.state.scene_place_mut() else { return Flow::Rest };
        if place.finished {
            let scene = place.scene.clone();
            return Flow::Take(Way::of_scene(scene));
        }
        match place.picture {
            OnScreen::Playing => {}
            OnScreen::Held => {
                place.picture = OnScreen::Playing;
                self.effects.push(Effect::HoldPicture(false));
            }
            OnScreen::Standing | OnScreen::Waiting => {
                self.show_own(Run::Once);
                return self.nothing_to_wait_for();
            }
        }
        Flow::Rest
    }

    /// Takes one branch.
    fn take(&mut self, mut way: Way) -> Flow {
        let Some(mut branch) = way.find(self.story) else { return Flow::Stuck("no-way-on") };
        while let Branch::When { cases, otherwise } = branch {
            let facts = self.facts();
            let case = cases.iter().position(|case| facts.hold(Some(&case.when)));
            way = way.inwards(case.unwrap_or(cases.len()));
            branch = case.and_then(|case| cases.get(case)).map_or(&**otherwise, |case| &case.then);
        }
        match branch {
            Branch::Goto(scene) => self.enter(scene.clone()),
            Branch::Visit(scene) => {
                self.push_frame(&way.scene, None);
                self.enter(scene.clone())
            }
            Branch::Via(scene, _) => {
                self.push_frame(&way.scene, Some(way.inwards(0)));
                self.enter(scene.clone())
            }
            Branch::Return => self.return_from_detour(),
            Branch::End(ending) => self.end(ending),
            // The loop above leaves none.
            Branch::When { .. } => Flow::Rest,
        }
    }

    /// Rule 7: one frame a scene.
    fn push_frame(&mut self, owner: &SceneId, then: Option<Way>) {
        let frame = match self.state.scene_place() {
            Some(place) if place.scene == *owner => Frame {
                scene: owner.clone(),
                duration: place.duration,
                position: place.position,
                at_end: place.at_end,
                finished: place.finished,
                then,
            },
            // The way on of a scene that was left through `Via`.
            _ => Frame {
                scene: owner.clone(),
                duration: None,
                position: MediaTime::ZERO,
                at_end: true,
                finished: true,
                then,
            },
        };
        if let Some(own) = self.state.stack.iter().position(|frame| frame.scene == *owner) {
            Arc::make_mut(&mut self.state.stack).truncate(own);
        }
        Arc::make_mut(&mut self.state.stack).push(frame);
    }

    /// Rule 7: back to where the detour began.
    fn return_from_detour(&mut self) -> Flow {
        let Some(frame) = Arc::make_mut(&mut self.state.stack).pop() else {
            return Flow::Stuck("return-without-visit");
        };
        if !self.story.scenes.contains_key(&frame.scene) {
            return Flow::Stuck("unknown-scene");
        }
        if let Some(then) = frame.then {
            return Flow::Take(then);
        }
        self.exit_scene();
        self.state.place = Place::Scene(ScenePlace::returned(&frame));
        self.music();
        self.open_question();
        self.show_place(frame.at_end || self.pauses())
    }

    /// Takes up the picture of a scene that was left, without a replay. With an open question it waits
    /// or plays on; without one the scene goes on.
    pub(crate) fn show_place(&mut self, waits: bool) -> Flow {
        let Some(place) = self.state.scene_place_mut() else { return Flow::Rest };
        place.picture = OnScreen::Standing;
        match place.open {
            None => return self.go_on(),
            Some(_) if waits => self.meanwhile(),
            Some(_) => self.show_own(Run::Once),
        }
        Flow::Rest
    }

    /// Rule 16: an ending is a place.
    fn end(&mut self, ending: &EndingId) -> Flow {
        if !self.story.endings.contains_key(ending) {
            return Flow::Stuck("unknown-ending");
        }
        self.exit_scene();
        self.state.stack = Arc::default();
        self.state.place = Place::Ending(ending.clone());
        self.event(Event::End(ending.to_string()));
        self.record_word(Kind::Ending, ending.as_str());
        self.show(PictureSource::Ending(ending.clone()), MediaTime::ZERO, Run::Stand, false);
        self.music();
        Flow::Rest
    }

    /// The built-in ending of a story that cannot go on.
    fn stuck(&mut self, reason: &str) {
        let entry = self.entry(Kind::Stuck).map(|entry| Entry { reason: Some(reason.to_owned()), ..entry });
        self.exit_scene();
        self.state.stack = Arc::default();
        self.state.place = Place::Stuck;
        self.event(Event::End("stuck".to_owned()));
        self.record(entry);
        self.show(PictureSource::Stuck, MediaTime::ZERO, Run::Stand, false);
        self.music();
    }
}
