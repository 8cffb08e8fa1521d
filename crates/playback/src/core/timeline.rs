//! The one timeline: what is heard tells which picture is on and what the session must be told.

use super::show::{file_of, reason_word};
use super::{Aired, Core, Upcoming};
use crate::cut::CutReport;
use crate::deck::DeckKey;
use crate::deck_sound::NextSound;
use crate::happening::Notice;
use media::{Heard, Stamp, Written};
use media_time::{MediaDuration, Moment, Speed};
use session::{Effect, Input, PictureRequest, PictureSource, Run};

/// Cuts that are remembered until somebody asks.
const CUTS: usize = 100;

impl Core {
    /// Where the picture on air stands.
    pub(super) fn follow_position(&mut self, now: Moment) {
        let heard = self.output.heard(now);
        let Some(front) = self.air.front() else { return };
        self.position = match heard {
            // The last frame of stretched sound can be longer than what it tells of the clip.
            Some(heard) if heard.stamp == front.deck.stamp && heard.speed != Speed::NORMAL => {
                heard.time.min(front.deck.written_until())
            }
            Some(heard) if heard.stamp == front.deck.stamp => heard.time,
            Some(heard) if self.air.iter().skip(1).any(|next| next.deck.stamp == heard.stamp) => {
                front.deck.written_until()
            }
            _ if front.deck.has_begun() => self.position,
            _ => front.deck.written_until(),
        };
    }

    /// Tells the session what the decoders found out. True when something was told.
    pub(super) fn look_at_decoders(&mut self, now: Moment) -> bool {
        let Some(front) = self.air.front_mut() else { return false };
        if let Err(error) = front.deck.poll() {
            self.output.flush();
            while self.air.len() > 1 {
                if let Some(after) = self.air.pop_back() {
                    self.keep_primed(after.deck);
                }
            }
            self.replace_by_slate(now, &error);
            return true;
        }
        let Some(info) = front.deck.info() else {
            self.lacking = true;
            return false;
        };
        let (run, fault) = (front.run, front.deck.fault());
        if !self.opened_told {
            self.opened_told = true;
            if run != Run::Loop {
                // Refused where the session does not wait for it.
                return self.tell(now, Input::MediaOpened { duration: info.duration }).is_ok();
            }
        }
        if let Some(error) = fault.filter(|_| !self.fault_told && run == Run::Once) {
            self.fault_told = true;
            let file = self.air.front().map(|front| file_of(&front.deck.key.source)).unwrap_or_default();
            let reason = reason_word(&error).to_owned();
            self.notice(Notice::media(self.session.scene().cloned(), file, &error));
            return self.tell(now, Input::MediaFailed { reason }).is_ok();
        }
        false
    }

    /// Tells the session when the media on air ended, and moves on to what follows.
    pub(super) fn follow_output(&mut self, now: Moment) -> bool {
        if self.paused || self.held || self.ended_told || !self.front_is_over(now) {
            return false;
        }
        let Some(front) = self.air.front() else { return false };
        match front.run {
            Run::Stand => false,
            Run::Loop => {
                if self.air.len() > 1 {
                    self.retire_front();
                    return true;
                }
                false
            }
            Run::Once => {
                self.ended_told = true;
                self.position = front.deck.written_until();
                self.tell(now, Input::MediaEnded).is_ok()
            }
        }
    }

    /// The front deck's last sample was heard, or the deck after it is heard.
    pub(super) fn front_is_over(&self, now: Moment) -> bool {
        let Some(front) = self.air.front() else { return false };
        if front.run == Run::Stand || self.reaches_stop(front) {
            return false;
        }
        let heard = self.output.heard(now);
        // A deck of no length is never heard: then the front deck's own end counts.
        match self.air.get(1).filter(|next| next.deck.has_begun()) {
            Some(next) => heard.is_some_and(|heard| heard.stamp == next.deck.stamp),
            None => front.deck.is_written(self.output.rate()) && is_silent_after(front, heard),
        }
    }

    /// The deck waits at a pause, not at its end.
    fn reaches_stop(&self, aired: &Aired) -> bool {
        match (aired.deck.stop(), aired.deck.end()) {
            (Some(stop), Some(end)) => stop < end && aired.deck.is_written(self.output.rate()),
            _ => false,
        }
    }

    /// Tells the session when the media reached what is due next.
    pub(super) fn reach_cue(&mut self, now: Moment) -> bool {
        let Some(cue) = self.session.next_cue() else { return false };
        let Some(front) = self.air.front() else { return false };
        let waits_there =
            front.deck.is_written(self.output.rate()) && is_silent_after(front, self.output.heard(now));
        let stopped = front.deck.stop().is_some_and(|stop| stop <= cue) && waits_there;
        if front.run != Run::Once || self.paused || !(self.position >= cue || stopped) {
            return false;
        }
        self.position = self.position.max(cue);
        let told = self.tell(now, Input::MediaReached).is_ok();
        // Told once for each cue: one that stays due would be a fault of the session's.
        told && self.session.next_cue() != Some(cue)
    }

    /// Sound must not run past a place where the session will pause the clip.
    pub(super) fn place_stop(&mut self) {
        let cue = self.session.next_cue();
        let stop = if self.held {
            Some(self.position)
        } else {
            cue.filter(|cue| {
                let effects = self.foresee(*cue, Input::MediaReached);
                effects.iter().any(|effect| matches!(effect, Effect::HoldPicture(true) | Effect::Show(_)))
            })
        };
        if let Some(front) = self.air.front_mut().filter(|front| front.run == Run::Once) {
            front.deck.set_stop(stop);
        }
    }

    /// Keeps the output supplied, over the end of the front deck into what follows.
    pub(super) fn write_sound(&mut self) {
        let rate = self.output.rate();
        // Bounded: the output takes about a quarter of a second.
        for _ in 0..1_000 {
            let alone = self.air.len() == 1;
            let Some(back) = self.air.back_mut() else { return };
            if back.run == Run::Stand {
                return;
            }
            // A clip's first picture is shown as soon as it is there, perhaps long before the next one.
            let ready =
                back.deck.has_begun() || if alone { back.deck.can_run() } else { back.deck.is_ready() };
            if !ready {
                self.lacking = true;
                return;
            }
            match back.deck.next_sound(rate, self.speed) {
                NextSound::Pending => {
                    self.lacking |= self.output.queued_frames() < starving(rate);
                    return;
                }
                NextSound::Said(said) => match self.output.write(&said.block, back.deck.gain(), said.speed) {
                    Written::All => back.deck.sound_was_written(said),
                    Written::Full => {
                        back.deck.sound_was_refused(said);
                        return;
                    }
                },
                NextSound::Done => {
                    if !self.append_what_follows() {
                        return;
                    }
                }
            }
        }
    }

    /// The back deck is written to its end: puts what will follow behind it, when that is known
    /// and ready. What was put there is reviewed with every input.
    fn append_what_follows(&mut self) -> bool {
        let Some(back) = self.air.back() else { return false };
        if self.held || self.reaches_stop(back) || self.air.len() > 2 {
            return false;
        }
        let (key, run) = match back.run {
            // Itself once more, unless it has no length: then it just stands.
            Run::Loop if back.deck.has_begun() => (back.deck.key.clone(), Run::Loop),
            Run::Once if self.air.len() == 1 && !self.ended_told => match self.follows_the_end(back) {
                Some(request) => (DeckKey::new(&request.source, request.start), request.run),
                None => return false,
            },
            Run::Once | Run::Loop | Run::Stand => return false,
        };
        let mut deck = self.take_primed(&key).unwrap_or_else(|| self.open(key, true));
        if deck.poll().is_err() || !deck.is_ready() {
            self.lacking |= self.output.queued_frames() < starving(self.output.rate()) && deck.poll().is_ok();
            self.keep_primed(deck);
            return false;
        }
        deck.bring_forward();
        self.air.push_back(Aired { deck, run });
        true
    }

    /// What the session would show when the front deck ended now; only what plays by itself.
    fn follows_the_end(&self, front: &Aired) -> Option<PictureRequest> {
        let effects = self.foresee(front.deck.end()?, Input::MediaEnded);
        let shown = effects.into_iter().filter_map(|effect| match effect {
            Effect::Show(request) => Some(request),
            _ => None,
        });
        shown.last().filter(|request| {
            let plays = matches!(request.source, PictureSource::Video { .. } | PictureSource::Still { .. });
            plays && request.run != Run::Stand && !request.keep_position
        })
    }

    /// After an input: what was put behind the front deck may no longer be what follows.
    pub(super) fn review_what_follows(&mut self, now: Moment) {
        let heard = self.output.heard(now);
        let Some(front) = self.air.front() else { return };
        let Some(next) = self.air.get(1) else { return };
        if heard.is_some_and(|heard| heard.stamp != front.deck.stamp) || front.run == Run::Loop {
            return;
        }
        let expected =
            self.follows_the_end(front).map(|request| DeckKey::new(&request.source, request.start));
        if expected.as_ref() == Some(&next.deck.key) && front.deck.stop().is_none() {
            return;
        }
        let kept = self.output.flush();
        while self.air.len() > 1 {
            if let Some(after) = self.air.pop_back() {
                self.keep_primed(after.deck);
            }
        }
        let position = self.position;
        if let Some(front) = self.air.front_mut() {
            // What the device has taken already is heard: it must not be written twice.
            front.deck.take_back_sound(match kept {
                Some(kept) if kept.stamp == front.deck.stamp => kept.time,
                Some(_) => front.deck.written_until(),
                None => position,
            });
        }
    }

    /// The front deck is over: it is kept when it may be wanted again.
    pub(super) fn retire_front(&mut self) {
        if let Some(front) = self.air.pop_front() {
            self.keep_primed(front.deck);
        }
    }

    /// Takes the picture that is seen `refresh_in` from `now`; keeps the present one while nothing
    /// else is there.
    pub(super) fn choose_picture(&mut self, now: Moment, refresh_in: MediaDuration) {
        if self.choose_scrubbed_picture() {
            return;
        }
        let heard = self.output.heard(now + refresh_in);
        let on_air = |heard: Heard| self.air.iter().position(|aired| aired.deck.stamp == heard.stamp);
        let (index, time) = match heard.and_then(|heard| on_air(heard).map(|index| (index, heard.time))) {
            Some(found) => found,
            None => (0, self.position),
        };
        let Some(aired) = self.air.get_mut(index) else { return };
        // The first picture is shown as soon as it is there, even before the first sound.
        self.lacking |= !(aired.deck.has_begun() || aired.deck.is_ready()) || aired.deck.picture_lacks(time);
        let stamp = aired.deck.stamp;
        if let Some(frame) = aired.deck.picture_at(time) {
            self.screen = Some(frame.clone());
            self.blank = false;
            self.tell_cut(now, stamp);
        }
    }

    /// A picture of the deck with this stamp is on screen now.
    fn tell_cut(&mut self, now: Moment, stamp: Stamp) {
        if let Some(cutting) = self.cutting.take_if(|cutting| cutting.stamp == stamp) {
            let waited = now.saturating_since(cutting.wanted);
            if self.cuts.len() >= CUTS {
                self.cuts.pop_front();
            }
            self.cuts.push_back(CutReport { kind: cutting.kind, primed: cutting.primed, waited });
        }
    }
}

impl Core {
    /// The picture after the one on screen, by what is heard now.
    pub(super) fn foresee_picture(&self, now: Moment) -> Option<Upcoming> {
        if self.paused || self.held || self.scrubbing.is_some() {
            return None;
        }
        let heard = self.output.heard(now).filter(|heard| heard.running)?;
        let index = self.air.iter().position(|aired| aired.deck.stamp == heard.stamp)?;
        let on_air = &self.air[index].deck;
        let (frame, time) = match on_air.next_picture() {
            Some(frame) => (frame, frame.time),
            // The deck after this one follows without a gap.
            None if on_air.gave_all_pictures() => {
                (self.air.get(index + 1)?.deck.next_picture()?, on_air.end()?)
            }
            None => return None,
        };
        if on_air.stop().is_some_and(|stop| stop <= time) {
            return None;
        }
        let until = heard.speed.real(time.saturating_since(heard.time));
        Some(Upcoming { frame: frame.clone(), at: now + until })
    }
}

/// Everything of this deck was heard, or there was nothing to hear.
fn is_silent_after(aired: &Aired, heard: Option<Heard>) -> bool {
    match heard {
        Some(heard) if heard.stamp == aired.deck.stamp => !heard.running,
        _ => !aired.deck.has_begun() && aired.deck.info().is_some(),
    }
}

/// With less than this queued, playing on without waiting for the decoder would leave a gap.
fn starving(rate: u32) -> usize {
    usize::try_from(MediaDuration::from_millis(100).samples(rate)).unwrap_or(0)
}
