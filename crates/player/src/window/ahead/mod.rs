//! Making ready what the next question's page will need, before it opens.
//!
//! A page that is drawn for the first time has its letters drawn into egui's font texture first: tens
//! of milliseconds for a Japanese one, in which no picture is shown. The session knows which questions
//! may come; a thread of its own shows their pages to nobody, with the same [`viewer_ui::ViewerUi`]
//! ([`rehearsal`]), and says which texts they were made of. The window's thread draws the letters of
//! those texts in moments that nothing else needs ([`lettering`]).

mod lettering;
mod rehearsal;

use super::UserEvent;
use super::overlay::Overlay;
use crate::presenter::Presenter;
use egui::epaint::text::LayoutJob;
use lettering::Lettering;
use playback::View;
use rehearsal::Rehearsal;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::{Duration, Instant};
use winit::event_loop::EventLoopProxy;

/// The window's thread draws letters for so long at a time.
const SLICE: Duration = Duration::from_millis(2);

/// A slice may take longer than it should, by one piece of text.
const SPARE: Duration = Duration::from_millis(2);

/// Between two slices: pictures, keys and other programs come first.
const PAUSE: Duration = Duration::from_millis(4);

/// The window's side: says what may come, and draws letters.
pub(crate) struct Ahead {
    /// What was asked for last.
    asked: Option<Rehearsal>,
    lettering: Lettering,
    /// `None`: the system gave no thread, and letters are drawn when they are needed.
    worker: Option<SyncSender<(Rehearsal, Presenter, Arc<View>)>>,
}

impl Ahead {
    /// Starts the thread, which tells the window of the texts it found.
    pub(crate) fn start(proxy: EventLoopProxy<UserEvent>) -> Self {
        let (worker, wanted) = sync_channel::<(Rehearsal, Presenter, Arc<View>)>(1);
        let thread = std::thread::Builder::new().name("rehearsal".to_owned()).spawn(move || {
            let mut stage = None;
            for (rehearsal, presenter, view) in wanted {
                for question in rehearsal.questions.iter() {
                    let texts = rehearsal.texts(&mut stage, &presenter, &view, question);
                    // A window that is gone needs no telling.
                    let _ = proxy.send_event(UserEvent::Texts(texts));
                }
            }
        });
        Self { asked: None, lettering: Lettering::default(), worker: thread.is_ok().then_some(worker) }
    }

    /// Looks at what may come; costs a comparison, and now and then a hand-over.
    pub(crate) fn look(&mut self, view: &Arc<View>, presenter: &Presenter, overlay: &Overlay) {
        let Some(worker) = &self.worker else { return };
        let wanted = Rehearsal::new(view, presenter, overlay);
        if self.asked.as_ref() == Some(&wanted) {
            return;
        }
        let rehearsed = (wanted.clone(), presenter.for_the_story(), Arc::clone(view));
        // One that finds the thread at work is asked for a moment later.
        if worker.try_send(rehearsed).is_ok() {
            self.asked = Some(wanted);
        }
    }

    /// These texts will be shown.
    pub(crate) fn take(&mut self, texts: Vec<Arc<LayoutJob>>) {
        self.lettering.add(texts);
    }

    /// Draws letters for a moment, unless `next` (when the window's thread has something to do) is too
    /// near. `Some`: there is more to do, come again then. `done` is set when the last was drawn: the
    /// next pass hands the letters to whoever draws.
    pub(crate) fn work(
        &mut self,
        context: &egui::Context,
        next: Option<Instant>,
        done: &mut bool,
    ) -> Option<Instant> {
        if self.lettering.is_done() {
            return None;
        }
        let began = Instant::now();
        if next.is_some_and(|next| began + SLICE + SPARE > next) {
            return Some(next.map_or(began, |next| next.max(began)) + PAUSE);
        }
        while !self.lettering.is_done() && began.elapsed() < SLICE {
            self.lettering.draw_a_piece(context);
        }
        *done = self.lettering.is_done();
        (!*done).then(|| Instant::now() + PAUSE)
    }
}

#[cfg(test)]
mod tests;
