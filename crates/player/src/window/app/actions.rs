//! Doing what the viewer did.

use super::App;
use crate::handout;
use crate::window::stage::{Beginning, Keeping, UserEvent};
use choice_log::Consent;
use playback::Command;
use scene_graph::HandoutId;
use session::{Answer, Input, Settings};
use std::sync::Arc;
use viewer_ui::UiAction;
use winit::event_loop::ActiveEventLoop;
use winit::window::Fullscreen;

impl App {
    pub(super) fn act(&mut self, event_loop: &ActiveEventLoop, action: UiAction) {
        match action {
            UiAction::Begin { consent, viewer } => self.begin(event_loop, consent, viewer),
            UiAction::Answer(answer) => {
                if let Answer::Contact(words) = &answer {
                    self.letter = self.presenter.outgoing(words);
                }
                self.send(Input::Answer(answer));
            }
            UiAction::Start { resume } => self.ask_or_begin(event_loop, resume),
            UiAction::BackToStart => self.back_to_start(),
            UiAction::ChooseStory => self.choose_story(false),
            UiAction::NewStory => self.choose_story(true),
            UiAction::OpenRecent(index) => self.open_recent(index),
            UiAction::CancelOpening | UiAction::GoHome => self.go_home(),
            UiAction::TryAgain => self.try_again(),
            UiAction::RememberPlace(on) => self.remember_place(on),
            UiAction::CaptionSize(size) => {
                self.presenter.settings.captions.size = size;
                self.presenter.settings.captions_on = true;
            }
            UiAction::SkipSlate => {
                if let Some(core) = &self.core {
                    core.send(Command::SkipSlate);
                }
            }
            UiAction::Skip => self.send(Input::Skip),
            UiAction::Contact(words) => {
                self.letter = self.presenter.outgoing(&words);
                self.send(Input::Contact(words));
            }
            UiAction::Considering(choice) => {
                if let Some(core) = &self.core {
                    core.send(Command::Consider(choice));
                }
            }
            UiAction::Back => self.send(Input::Back),
            UiAction::Restart => self.send(Input::Restart),
            UiAction::TogglePause => {
                let paused = self.core.as_ref().is_some_and(|core| core.screen().view.paused);
                self.send(Input::Pause(!paused));
            }
            UiAction::Seek(time) => self.send(Input::Seek(time)),
            UiAction::Scrub(time) => {
                if let Some(core) = &self.core {
                    // One that does not fit in the queue is followed by another soon.
                    core.send(Command::Scrub(time));
                }
            }
            UiAction::Volume(volume) => {
                self.presenter.settings.volume = volume.clamp(0.0, 1.0);
                self.presenter.settings.muted = false;
                self.send_volume();
            }
            UiAction::ToggleMute => {
                self.presenter.settings.muted = !self.presenter.settings.muted;
                self.send_volume();
            }
            UiAction::Speed(speed) => {
                self.presenter.settings.speed = speed;
                self.send_speed();
            }
            UiAction::ToggleCaptions => {
                self.presenter.settings.captions_on = !self.presenter.settings.captions_on;
            }
            UiAction::CaptionStyle(style) => self.presenter.settings.captions.set_style(style),
            UiAction::CaptionLanguage(language) => {
                self.presenter.settings.captions.language = language;
                self.send_caption_language();
            }
            UiAction::TextScale(scale) => self.presenter.settings.text_scale = scale,
            UiAction::ReducedMotion(reduced) => self.presenter.settings.reduced_motion = reduced,
            UiAction::Theme(theme) => self.presenter.settings.theme = theme.into(),
            UiAction::Jump(scene) => self.send(Input::Jump(scene)),
            UiAction::MoreTime => self.send(Input::MoreTime),
            UiAction::ToggleMini => self.toggle_mini(),
            UiAction::MoveWindow => {
                if let Some(open) = &self.open {
                    // Window systems without such a thing leave the window where it is.
                    let _ = open.window.drag_window();
                }
            }
            UiAction::Language(language) => self.change_language(language),
            UiAction::ToggleFullscreen => self.toggle_fullscreen(),
            UiAction::NoTimeLimits(off) => {
                self.presenter.settings.no_time_limits = off;
                if self.core.is_some() {
                    self.send(Input::Settings(Settings { no_time_limits: off }));
                }
            }
            UiAction::Handout(id) => self.open_handout(id),
            UiAction::ShowRecorded => self.show_recorded(),
            UiAction::CloseRecorded => self.close_recorded(),
            UiAction::ChangeConsent { consent, viewer } => self.change_consent(consent, viewer),
            UiAction::EraseRecorded { go_on } => self.erase_records(go_on),
            UiAction::SaveRecorded => self.save_records(),
            UiAction::DismissNotice(id) => self.presenter.dismiss(id),
            UiAction::Quit => self.quit(event_loop),
        }
        self.stir();
    }

    pub(super) fn begin(&mut self, event_loop: &ActiveEventLoop, consent: Consent, viewer: Option<String>) {
        if self.core.is_some() {
            return;
        }
        self.presenter.recording = consent;
        self.presenter.viewer.clone_from(&viewer);
        let resume = self.place_to_resume();
        let keeping = self.place_file.clone().zip(self.opened.as_ref()).map(|(file, opened)| Keeping {
            file,
            revision: opened.revision.clone(),
            on: Arc::clone(&self.remember),
            keeper: Arc::clone(&self.keeper),
        });
        let beginning = Beginning {
            log: self.options.log.clone(),
            language: self.presenter.settings.language.clone(),
            settings: Settings { no_time_limits: self.presenter.settings.no_time_limits },
            consent,
            viewer,
            resume,
            keeping,
        };
        let Some(coming) = self.coming.take().or_else(|| self.make_core()) else { return };
        match coming.begin(beginning) {
            Ok(started) => {
                self.playing(started);
                self.send_volume();
                self.send_speed();
                self.send_caption_language();
            }
            Err(error) => {
                self.failure = Some(error.into());
                event_loop.exit();
            }
        }
    }

    pub(super) fn send(&mut self, input: Input) {
        let sent = self.core.as_ref().is_none_or(|core| core.send(Command::Input(input)));
        if !sent {
            tracing::warn!("more was done than the player could take; the last of it was dropped");
        }
    }

    fn send_caption_language(&self) {
        if let Some(core) = &self.core {
            core.send(Command::CaptionLanguage(self.presenter.settings.captions.language.clone()));
        }
    }

    fn send_volume(&self) {
        let settings = &self.presenter.settings;
        if let Some(core) = &self.core {
            core.send(Command::Volume(settings.volume, settings.muted));
        }
    }

    fn send_speed(&self) {
        if let Some(core) = &self.core {
            core.send(Command::Speed(self.presenter.settings.speed));
        }
    }

    /// On a thread of its own: the disk may be slow, and so may the program that shows it.
    fn open_handout(&mut self, id: HandoutId) {
        let Some(opened) = self.opened.clone() else { return };
        let language = self.presenter.settings.language.clone();
        let title = self.presenter.handout_title(&id);
        let proxy = self.proxy.clone();
        self.send(Input::Handout(id.clone()));
        let opened = std::thread::Builder::new().name("handout".to_owned()).spawn(move || {
            if let Err(error) = handout::open(&opened.story, &opened.source, &id, &language) {
                tracing::warn!("a handout was not opened: {error}");
                // A window that is gone needs no telling.
                let _ = proxy.send_event(UserEvent::HandoutFailed(title));
            }
        });
        if let Err(error) = opened {
            tracing::warn!("a handout was not opened: {error}");
        }
    }

    fn change_language(&mut self, language: scene_graph::Language) {
        if let Some(open) = &mut self.open {
            open.overlay.set_language(&language);
        }
        self.presenter.settings.language = language.clone();
        if let Some(coming) = &mut self.coming {
            coming.expect(&language);
        }
        self.presenter.settings.preferred_language = Some(language.clone());
        if self.core.is_some() {
            self.send(Input::Language(language));
        }
    }

    fn toggle_mini(&mut self) {
        let Some(open) = &mut self.open else { return };
        let fullscreen = self.presenter.settings.fullscreen;
        self.presenter.mini = open.mini.toggle(&open.window, fullscreen);
    }

    fn toggle_fullscreen(&mut self) {
        if self.presenter.mini {
            self.toggle_mini();
        }
        let fullscreen = !self.presenter.settings.fullscreen;
        self.presenter.settings.fullscreen = fullscreen;
        self.fullscreen_asked = false;
        if let Some(open) = &self.open {
            open.window.set_fullscreen(fullscreen.then_some(Fullscreen::Borderless(None)));
        }
    }

    pub(super) fn quit(&mut self, event_loop: &ActiveEventLoop) {
        match &self.core {
            // The core says when it has left, so that the session's last record is made.
            Some(core) if core.send(Command::Input(Input::Leave)) => {}
            _ => event_loop.exit(),
        }
    }
}
