//! What was recorded: opening and closing its page, the switches, deletion, a copy.

use super::App;
use crate::recording::SharedRecording;
use crate::records::{Desk, DeskParts, Told, Wish};
use crate::window::stage::UserEvent;
use choice_log::Consent;
use playback::CoreThread;
use session::Input;

impl App {
    /// Starts the desk, which looks whether anything of earlier sessions is stored.
    pub(super) fn open_desk(&mut self) {
        let Some(opened) = &self.opened else { return };
        let parts = DeskParts {
            story: opened.story.clone(),
            log: self.options.log.clone(),
            downloads: self.options.downloads.clone(),
        };
        let proxy = self.proxy.clone();
        // A window that is gone needs no telling.
        let desk = Desk::start(parts, move |told| drop(proxy.send_event(UserEvent::Records(told))));
        match desk {
            Ok(desk) => {
                self.desk = Some(desk);
                self.wish(Wish::Glance);
            }
            Err(error) => tracing::warn!("what was recorded cannot be shown: {error}"),
        }
    }

    /// Asks the desk; whether it was taken.
    fn wish(&self, wish: Wish) -> bool {
        let errands = self.recording.as_ref().and_then(|recording| recording.lock().errands());
        let language = &self.presenter.settings.language;
        self.desk.as_ref().is_some_and(|desk| desk.ask(wish, errands, language))
    }

    pub(super) fn show_recorded(&mut self) {
        if self.presenter.records.open {
            return;
        }
        // The story waits, as long as it is not waiting anyway.
        let view = self.core.as_ref().map(|core| core.screen().view);
        let playing = view.is_some_and(|view| view.ending.is_none() && !view.paused);
        if playing {
            self.send(Input::Pause(true));
        }
        self.presenter.records.begin();
        self.presenter.records.paused_for_it = playing;
        self.read_records();
    }

    fn read_records(&mut self) {
        if !self.wish(Wish::Read) {
            let told = Told::List { sessions: Err("the program is too busy".to_owned()), waiting: 0 };
            self.presenter.records.take(told);
        }
    }

    pub(super) fn close_recorded(&mut self) {
        self.presenter.records.open = false;
        if std::mem::take(&mut self.presenter.records.paused_for_it) {
            self.send(Input::Pause(false));
        }
    }

    /// The viewer moved the switches: it counts from this moment.
    pub(super) fn change_consent(&mut self, consent: Consent, viewer: Option<String>) {
        self.presenter.records.record_again = None;
        self.set_consent(consent, viewer);
        if self.presenter.records.open && !self.presenter.records.busy {
            self.read_records();
        }
    }

    fn set_consent(&mut self, consent: Consent, viewer: Option<String>) {
        // Before the story begins nothing can be recorded: its first page has the switches.
        let Some(recording) = &self.recording else { return };
        recording.lock().change_consent_now(consent, viewer.as_deref());
        self.presenter.recording = consent;
        if viewer.is_some() {
            self.presenter.viewer = viewer;
        }
    }

    /// Recording stops before anything is deleted, so that nothing comes in between, and begins anew
    /// afterwards if the viewer wants that.
    pub(super) fn erase_records(&mut self, go_on: bool) {
        let before = (self.presenter.recording, self.presenter.viewer.clone());
        self.set_consent(Consent::NONE, None);
        if go_on {
            self.presenter.records.record_again = Some(before);
        } else {
            self.presenter.viewer = None;
        }
        self.presenter.records.wait();
        if !self.wish(Wish::Erase) {
            self.told_of_records(Told::Erased(Err("the program is too busy".to_owned())));
        }
    }

    pub(super) fn save_records(&mut self) {
        self.presenter.records.wait();
        if !self.wish(Wish::Save) {
            self.told_of_records(Told::Saved(Err("the program is too busy".to_owned())));
        }
    }

    /// Takes what the desk tells.
    pub(super) fn told_of_records(&mut self, told: Told) {
        let erased = matches!(told, Told::Erased(_));
        self.presenter.records.take(told);
        if erased && let Some((consent, viewer)) = self.presenter.records.record_again.take() {
            let viewer = viewer.filter(|_| consent.follow_up);
            self.set_consent(consent, viewer);
        }
    }

    /// Keeps the two threads' shared recording until the window goes.
    pub(super) fn playing(&mut self, (core, recording): (CoreThread, SharedRecording)) {
        self.core = Some(core);
        self.recording = Some(recording);
    }
}
