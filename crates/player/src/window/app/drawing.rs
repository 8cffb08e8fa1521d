//! Drawing what is new, when it is due.

use super::{App, DRAW_AGAIN_SOON, Open};
use crate::front::Front;
use crate::window::WindowError;
use crate::window::overlay::Shown;
use media::VideoFrame;
use media_time::{MediaDuration, Moment};
use playback::{CoreThread, Screen as CoreScreen};
use renderer::FrameTrouble;
use std::time::Instant;
use winit::event_loop::ActiveEventLoop;

impl App {
    /// Draws what is due; gives when to come again.
    ///
    /// A processor-drawn window is drawn here, so that a picture made ahead of time is shown at its
    /// moment; one that waits for the display's refresh is drawn when the window system asks.
    pub(super) fn draw_what_is_due(
        &mut self,
        event_loop: &ActiveEventLoop,
    ) -> Result<Option<Instant>, WindowError> {
        let speaks = self.opening_speaks();
        if let Some(at) = speaks {
            // Nothing rather than an empty page that another one follows at once.
            return Ok(Some(at));
        }
        let Some(open) = &mut self.open else { return Ok(None) };
        let look_again = open.sight.look_if_due(&open.window);
        let retry = open.retry.is_some_and(|at| at <= Instant::now());
        let visible = open.sight.is_visible();
        let state = self.core.as_ref().map(CoreThread::screen);
        if let Some(state) = &state {
            self.thumbnails.look(state);
        }
        let mut next = None;
        if open.output.shows_at_once() {
            if visible {
                next = self.draw_at_once(state.as_ref(), retry)?;
            }
            let began = Instant::now();
            let passed = self.pass(event_loop, state.as_ref(), visible, next)?;
            self.prepare(state.as_ref(), visible);
            if let Some(open) = self.open.as_mut().filter(|_| passed) {
                open.turns.took(began.elapsed());
            }
        } else if visible {
            let (wanted, at) = self.wants_redraw(state.as_ref());
            next = at;
            if let Some(open) = self.open.as_ref().filter(|_| wanted || retry) {
                open.window.request_redraw();
            }
        }
        let letters = self.draw_letters_ahead(state.as_ref(), visible, next);
        let Some(open) = &self.open else { return Ok(None) };
        // What was put off has its turn when the picture is there.
        let stirred = (self.stirred && open.output.shows_at_once()).then(Instant::now);
        let (stirred, overlay) = match (open.turns.waits(), next) {
            (true, Some(picture)) => (None, Some(picture)),
            _ => (stirred, open.overlay.again().filter(|_| visible)),
        };
        let times = [next, overlay, open.retry, self.presenter.next_expiry(), look_again, stirred, letters];
        Ok(times.into_iter().flatten().min())
    }

    /// When the page of a story that is being opened begins to say so; from then on it is looked at.
    fn opening_speaks(&mut self) -> Option<Instant> {
        let Front::Opening(opening) = &self.front else { return None };
        let at = opening.speaks_at();
        if at <= Instant::now() && !std::mem::replace(&mut self.spoke, true) {
            self.stir();
        }
        (at > Instant::now()).then_some(at)
    }

    /// The window system asks for all of the window, or for what was announced to it.
    pub(super) fn redraw(&mut self, event_loop: &ActiveEventLoop) {
        let Some(open) = &mut self.open else { return };
        open.sight.look(&open.window);
        if open.output.shows_at_once() {
            open.output.forget_shown();
            open.retry = Some(Instant::now());
            return;
        }
        if !open.sight.is_visible() {
            return;
        }
        if let Err(failure) = self.draw_for_refresh(event_loop) {
            self.failure = Some(failure);
            event_loop.exit();
        }
    }

    /// Shows the picture whose time has come, if it is another one; gives when the next one's is.
    fn draw_at_once(
        &mut self,
        state: Option<&CoreScreen>,
        retry: bool,
    ) -> Result<Option<Instant>, WindowError> {
        let (Some(open), Some(state), Some(core)) = (&mut self.open, state, &self.core) else {
            if let (Some(open), true) = (&mut self.open, retry) {
                open.present()?;
            }
            return Ok(None);
        };
        let now = core.now();
        let turn = self.pace.choose(state.picture.as_ref(), state.upcoming.as_ref(), now);
        let changed = open.takes(turn.picture, state.view.ending.is_some());
        if changed || retry {
            open.present()?;
        }
        if changed {
            self.pace.showed(turn.picture, turn.due, core.now());
        }
        Ok(turn.next.map(|next| Instant::now() + next.at.saturating_since(core.now()).to_std()))
    }

    /// Makes the picture ready that is shown next.
    fn prepare(&mut self, state: Option<&CoreScreen>, visible: bool) {
        let (Some(open), Some(state), Some(core)) = (&mut self.open, state, &self.core) else { return };
        let turn = self.pace.choose(state.picture.as_ref(), state.upcoming.as_ref(), core.now());
        let Some(next) = turn.next.filter(|_| visible) else { return };
        // What is wrong with it is told when it is shown.
        if open.output.set_picture(Some(&next.frame.picture)).is_ok() {
            let _ = open.output.prepare();
        }
    }

    /// Makes ready what the next question's page will need, where there is time before the next
    /// picture; gives when to come again.
    fn draw_letters_ahead(
        &mut self,
        state: Option<&CoreScreen>,
        visible: bool,
        picture: Option<Instant>,
    ) -> Option<Instant> {
        let (Some(open), Some(state), true) = (&mut self.open, state, visible) else { return None };
        self.ahead.look(&state.view, &self.presenter, &open.overlay);
        let mut done = false;
        let again = self.ahead.work(open.overlay.context(), picture, &mut done);
        if !done {
            return again;
        }
        open.overlay.touch();
        self.stirred = true;
        Some(Instant::now())
    }

    /// Lets the overlay look at what happened, and shows what it changed. `picture`: when the next one
    /// is to be seen. False: there was nothing to do, or it is not the time for it.
    fn pass(
        &mut self,
        event_loop: &ActiveEventLoop,
        state: Option<&CoreScreen>,
        visible: bool,
        picture: Option<Instant>,
    ) -> Result<bool, WindowError> {
        let Some(open) = &mut self.open else { return Ok(false) };
        let began = Instant::now();
        if !(self.stirred || visible && open.overlay.again().is_some_and(|at| at <= began)) {
            open.turns.rest();
            return Ok(false);
        }
        if !open.turns.may_begin(began, picture.filter(|_| visible)) {
            return Ok(false);
        }
        let actions = self.run_overlay(state);
        if let (Some(open), true) = (&mut self.open, visible) {
            open.show_picture_again();
            open.present()?;
        }
        for action in actions {
            self.act(event_loop, action);
        }
        Ok(true)
    }

    /// One pass of egui, if it would draw something new; what the viewer did.
    fn run_overlay(&mut self, state: Option<&CoreScreen>) -> Vec<viewer_ui::UiAction> {
        self.stirred = false;
        if let Some(state) = state {
            self.presenter.settings.language.clone_from(&state.view.language);
            self.tell_about_sound(state);
            if state.view.scene.is_some() {
                self.presenter.last_scene.clone_from(&state.view.scene);
            }
        }
        let Some(open) = &mut self.open else { return Vec::new() };
        self.presenter.over_picture = open.picture.is_some();
        let shown = state.map_or(Shown::Front(&self.front), |state| Shown::Playing(&state.view));
        let Some(drawn) = open.overlay.pass(&open.window, &self.presenter, &shown) else {
            return Vec::new();
        };
        open.output.set_overlay(open.overlay.context(), drawn.output);
        drawn.actions
    }

    /// Whether a frame is to be drawn for the display's next refresh; when to come again if not.
    fn wants_redraw(&mut self, state: Option<&CoreScreen>) -> (bool, Option<Instant>) {
        let Some(open) = &mut self.open else { return (false, None) };
        let due = open.overlay.again().is_some_and(|at| at <= Instant::now());
        let (Some(state), Some(core)) = (state, &self.core) else { return (self.stirred || due, None) };
        let lead = open.refresh.lead(&open.window);
        let by = core.now() + MediaDuration::from_std(lead);
        let turn = self.pace.choose(state.picture.as_ref(), state.upcoming.as_ref(), by);
        let new = match turn.picture {
            Some(frame) => !self.pace.is_shown(frame),
            None => open.picture.is_some() && state.view.ending.is_none(),
        };
        let at = turn.next.map(|next| Instant::now() + next.at.saturating_since(by).to_std());
        (self.stirred || due || new, at)
    }

    fn draw_for_refresh(&mut self, event_loop: &ActiveEventLoop) -> Result<(), WindowError> {
        let began = Instant::now();
        let state = self.core.as_ref().map(CoreThread::screen);
        let actions = self.run_overlay(state.as_ref());
        let Some(open) = &mut self.open else { return Ok(()) };
        let lead = open.refresh.lead(&open.window);
        if let (Some(state), Some(core)) = (&state, &self.core) {
            let by = core.now() + MediaDuration::from_std(lead);
            let turn = self.pace.choose(state.picture.as_ref(), state.upcoming.as_ref(), by);
            open.takes(turn.picture, state.view.ending.is_some());
            self.pace.showed(turn.picture, turn.due, Moment::min(by, core.now()));
        }
        open.present()?;
        open.refresh.drew(began.elapsed());
        if let Some(core) = &self.core {
            core.set_refresh_in(MediaDuration::from_std(lead));
        }
        for action in actions {
            self.act(event_loop, action);
        }
        Ok(())
    }
}

impl Open {
    /// Takes this picture to be on screen; whether it is another one. At an ending the story's last
    /// picture stays.
    fn takes(&mut self, frame: Option<&VideoFrame>, ended: bool) -> bool {
        if frame.is_none() && ended {
            self.show_picture_again();
            return false;
        }
        let picture = frame.map(|frame| &frame.picture);
        let same = match (&self.picture, picture) {
            (Some(old), Some(new)) => std::sync::Arc::ptr_eq(old, new),
            (None, None) => true,
            _ => false,
        };
        if !same {
            self.picture = picture.cloned();
        }
        self.show_picture_again();
        !same
    }

    /// What was made ready for later is not to be shown now.
    fn show_picture_again(&mut self) {
        if let Err(error) = self.output.set_picture(self.picture.as_ref()) {
            tracing::error!("a picture cannot be drawn: {error}");
        }
    }

    /// Shows the frame. Trouble that passes is tried again.
    fn present(&mut self) -> Result<(), WindowError> {
        self.retry = match self.output.present()? {
            Ok(()) | Err(FrameTrouble::Hidden) => None,
            Err(FrameTrouble::NotYet | FrameTrouble::Refused | FrameTrouble::Lost) => {
                Some(Instant::now() + DRAW_AGAIN_SOON)
            }
        };
        Ok(())
    }
}
