//! What is seen while the seek bar is dragged: pictures without sound, of which the session knows
//! nothing until the bar is let go of.

use super::Core;
use super::show::after;
use crate::deck::{Deck, DeckKey};
use media::VideoFrame;
use media_time::{MediaTime, Moment};
use session::{Effect, Input, Now, PictureRequest, PictureSource, Refused, Run};

/// The seek bar is being dragged.
pub(super) enum Scrubbing {
    /// Over what is on air, which stood at `from`.
    OnAir {
        /// Where it stood before.
        from: MediaTime,
    },
    /// Over the scene's own media while something else is on air or the last picture is held.
    Beside {
        /// Opened for the eye alone.
        deck: Box<Deck>,
        /// What was on screen before.
        before: Option<VideoFrame>,
    },
}

impl Core {
    /// Shows what lies at `target` in the scene's own media while the viewer drags the seek bar, as
    /// far as a seek would get there: a key picture at once, the exact one when it is decoded. There
    /// is no sound, and the session is told nothing. [`Input::Seek`] goes there for good; `None`
    /// goes back to where it was.
    pub fn scrub(&mut self, target: Option<MediaTime>) {
        let Some(target) = target else { return self.let_go() };
        self.follow_position(self.clock.now());
        let Some((shown, target)) = self.reachable(target) else { return };
        match shown {
            None => self.scrub_on_air(target),
            Some(request) => self.scrub_beside(&request),
        }
    }

    /// Where a seek to `target` would lead: within what is on air, or by showing other media.
    fn reachable(&self, target: MediaTime) -> Option<(Option<PictureRequest>, MediaTime)> {
        let mut session = self.session.clone().without_records();
        let at = Now { elapsed: self.advanced.saturating_since(self.began), media: self.told_position() };
        let effects = session.apply(at, Input::Seek(target)).ok()?;
        let on_air = self.air.front().is_some_and(|front| front.run != Run::Loop);
        if on_air {
            return session.media_position().map(|target| (None, target));
        }
        let shown = effects.into_iter().filter_map(|effect| match effect {
            Effect::Show(request) if request.run == Run::Once => Some(request),
            _ => None,
        });
        let request = shown.last()?;
        let plays = matches!(request.source, PictureSource::Video { .. } | PictureSource::Still { .. });
        plays.then(|| (Some(request.clone()), request.start))
    }

    fn scrub_on_air(&mut self, target: MediaTime) {
        if !matches!(self.scrubbing, Some(Scrubbing::OnAir { .. })) {
            self.let_go();
            self.scrubbing = Some(Scrubbing::OnAir { from: self.position });
            self.quieten_front();
        }
        if let Some(front) = self.air.front_mut() {
            front.deck.scrub(target, after(front.deck.stamp));
            self.position = target;
        }
    }

    fn scrub_beside(&mut self, request: &PictureRequest) {
        let key = DeckKey::new(&request.source, request.start);
        if !matches!(&self.scrubbing, Some(Scrubbing::Beside { deck, .. }) if deck.key.source == key.source) {
            self.let_go();
            let source = &key.source;
            let held = self.primed.iter().position(|deck| deck.key.source == *source);
            let mut deck = match held {
                Some(index) => self.primed.swap_remove(index),
                None => self.open(key, true),
            };
            deck.bring_forward();
            let before = self.picture().cloned();
            self.scrubbing = Some(Scrubbing::Beside { deck: Box::new(deck), before });
        }
        if let Some(Scrubbing::Beside { deck, .. }) = &mut self.scrubbing {
            deck.scrub(request.start, after(deck.stamp));
        }
    }

    /// The bar is let go of where it leads nowhere.
    fn let_go(&mut self) {
        match self.scrubbing.take() {
            None => {}
            Some(Scrubbing::OnAir { from }) => self.stay_at(from),
            Some(Scrubbing::Beside { deck, before }) => {
                self.keep_primed(*deck);
                self.blank = before.is_none();
                self.screen = before;
            }
        }
    }

    /// What is on air goes on where it stood before the bar was dragged.
    fn stay_at(&mut self, position: MediaTime) {
        self.seek(position);
        self.place_stop();
    }

    /// Something else is to be seen: what is dragged over is of no interest any more.
    pub(super) fn forget_scrub(&mut self) {
        if let Some(Scrubbing::Beside { deck, .. }) = self.scrubbing.take() {
            self.keep_primed(*deck);
        }
    }

    /// The bar is let go of: the session is told.
    pub(super) fn seek_from_scrub(&mut self, now: Moment, input: Input) -> Result<(), Refused> {
        match self.scrubbing.take() {
            Some(Scrubbing::OnAir { from }) => self.position = from,
            // It is what will be shown: it waits for that where the seek leads.
            Some(Scrubbing::Beside { deck, before }) => {
                self.keep_primed(*deck);
                self.blank = before.is_none();
                self.screen = before;
            }
            None => {}
        }
        let told = self.tell(now, input);
        // The session may know better, and stay where it was.
        if self.scrubbed_deck().is_some() {
            self.stay_at(self.told_position());
        }
        self.review_what_follows(now);
        told
    }

    /// The deck on air, while it only shows what the bar is dragged over.
    pub(super) fn scrubbed_deck(&self) -> Option<&Deck> {
        self.air.front().map(|front| &front.deck).filter(|deck| deck.is_scrubbed())
    }

    /// Where the session is told that the media stands: where it was before the bar was dragged.
    pub(super) fn told_position(&self) -> MediaTime {
        match &self.scrubbing {
            Some(Scrubbing::OnAir { from }) => *from,
            Some(Scrubbing::Beside { .. }) | None => self.position,
        }
    }

    /// Takes what the bar is dragged over for the picture. False: what is on air is the picture.
    pub(super) fn choose_scrubbed_picture(&mut self) -> bool {
        let Some(Scrubbing::Beside { deck, .. }) = &mut self.scrubbing else { return false };
        // One that cannot be opened is told when it is on air.
        let failed = deck.poll().is_err();
        self.lacking |= !failed && !deck.is_ready();
        let target = deck.key.start;
        if let Some(frame) = deck.picture_at(target) {
            self.screen = Some(frame.clone());
            self.blank = false;
        }
        true
    }
}
