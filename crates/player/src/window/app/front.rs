//! Opening stories, and the pages before one plays.

use super::App;
use crate::front::{FailedState, Front, HomeState, OpeningState, ReadyState, Trouble, may_be_story};
use crate::kept::{LeftOff, RecentStory, recent};
use crate::opening::{Opened, Opening, OpeningNews};
use crate::window::WindowError;
use crate::window::stage::{CoreToCome, Ingredients, UserEvent};
use desktop::dialogs;
use scene_graph::{Language, SceneId};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use viewer_ui::{NoticeKind, RecentView};
use winit::event_loop::ActiveEventLoop;

/// What workers tell the pages before a story plays.
#[derive(Debug)]
pub(crate) enum FrontEvent {
    /// How the opening of this number goes.
    Opening(u64, OpeningNews),
    /// The stories that were opened before, and how they are shown.
    Recent(Vec<RecentStory>, Vec<RecentView>),
    /// The viewer chose a story in a file dialog, or none.
    Chosen(Option<PathBuf>),
    /// The system has no file dialog.
    NoDialog,
    /// A new story was made, or why not.
    Made(Result<PathBuf, String>),
}

impl App {
    /// Opens a story in place of whatever is open. One that plays is left first.
    pub(super) fn open_story(&mut self, path: PathBuf) {
        if let Some(core) = &self.core {
            self.next_story = Some(path);
            if core.send(playback::Command::Input(session::Input::Leave)) {
                return;
            }
            self.next_story.take().into_iter().for_each(|path| self.open_now(path));
            return;
        }
        self.open_now(path);
    }

    /// The story that played is left: opens the next one, if there is one. `false`: there is none.
    pub(super) fn go_on_with_next_story(&mut self) -> bool {
        let Some(path) = self.next_story.take() else { return false };
        self.open_now(path);
        true
    }

    fn open_now(&mut self, path: PathBuf) {
        self.close_story();
        self.front = Front::Opening(OpeningState::new(path.clone()));
        let cancelled = Arc::new(AtomicBool::new(false));
        self.opening = Arc::clone(&cancelled);
        self.ticket += 1;
        self.spoke = false;
        let ticket = self.ticket;
        let opener = Arc::clone(&self.options.opener);
        let opening = Opening { path, home: self.options.home.clone(), opener, cancelled };
        let proxy = self.proxy.clone();
        let run = move || {
            // A window that is gone needs no telling.
            opening.run(|news| drop(proxy.send_event(UserEvent::Front(FrontEvent::Opening(ticket, news)))));
        };
        if let Err(error) = std::thread::Builder::new().name("story-open".to_owned()).spawn(run) {
            self.failure = Some(error.into());
        }
        self.stir();
    }

    /// Nothing is open any more. What has to end ends elsewhere: the window does not wait for it.
    fn close_story(&mut self) {
        self.opening.store(true, Ordering::Relaxed);
        let (core, coming) = (self.core.take(), self.coming.take());
        if core.is_some() || coming.is_some() {
            let ending = std::thread::Builder::new().name("story-close".to_owned());
            if let Err(error) = ending.spawn(move || drop((core, coming))) {
                tracing::warn!("a story was closed by the window itself: {error}");
            }
        }
        (self.opened, self.desk, self.recording) = (None, None, None);
        self.remember.store(self.presenter.settings.remember_place, Ordering::Relaxed);
        self.thumbnails.forget();
        self.presenter.open(Arc::new(scene_graph::Story::blank()));
        if let Some(open) = &mut self.open {
            open.picture = None;
            open.window.set_title("Edamichi");
        }
    }

    /// To the start window.
    pub(super) fn go_home(&mut self) {
        self.close_story();
        self.ticket += 1;
        self.front = Front::Home(HomeState::default());
        let (proxy, file) = (self.proxy.clone(), self.options.home.recent());
        self.work("recent", move || {
            let list = file.map_or_else(Vec::new, |file| recent::read(&file));
            let views = crate::front::recent_views(&list, SystemTime::now());
            let _ = proxy.send_event(UserEvent::Front(FrontEvent::Recent(list, views)));
        });
    }

    fn work(&self, name: &str, work: impl FnOnce() + Send + 'static) {
        if let Err(error) = std::thread::Builder::new().name(name.to_owned()).spawn(work) {
            tracing::warn!("{name}: not done: {error}");
        }
    }

    pub(super) fn take_front(&mut self, event_loop: &ActiveEventLoop, event: FrontEvent) {
        match event {
            FrontEvent::Opening(ticket, news) if ticket == self.ticket => self.take_news(event_loop, news),
            // Of one that was cancelled.
            FrontEvent::Opening(..) => {}
            FrontEvent::Recent(list, views) => {
                if let Front::Home(home) = &mut self.front {
                    home.paths = list.into_iter().map(|story| story.path).collect();
                    home.views = views;
                }
            }
            FrontEvent::Chosen(Some(path)) | FrontEvent::Made(Ok(path)) => self.open_story(path),
            FrontEvent::Chosen(None) => self.settle_home(None),
            FrontEvent::NoDialog => self.settle_home(Some(Trouble::NoDialog)),
            FrontEvent::Made(Err(reason)) => self.settle_home(Some(Trouble::NotMade(reason))),
        }
    }

    fn settle_home(&mut self, trouble: Option<Trouble>) {
        if let Front::Home(home) = &mut self.front {
            (home.busy, home.trouble) = (false, trouble);
        }
    }

    fn take_news(&mut self, event_loop: &ActiveEventLoop, news: OpeningNews) {
        match (news, &mut self.front) {
            (OpeningNews::Step(step), Front::Opening(opening)) => opening.take(step),
            (OpeningNews::Opened(opened), Front::Opening(opening)) => match *opened {
                Ok(opened) => {
                    let path = opening.path.clone();
                    if let Err(failure) = self.take_story(opened, path) {
                        self.failure = Some(failure);
                        event_loop.exit();
                    }
                }
                Err(error) => {
                    tracing::info!("{}: not opened: {error}", opening.path.display());
                    self.front = Front::Failed(FailedState { path: opening.path.clone(), error });
                }
            },
            (OpeningNews::Logo(logo), _) => self.presenter.set_logo(logo),
            (OpeningNews::Lengths(lengths), Front::Ready(ready)) => ready.lengths = lengths,
            // It plays already.
            (OpeningNews::Step(_) | OpeningNews::Opened(_) | OpeningNews::Lengths(_), _) => {}
        }
    }

    fn take_story(&mut self, opened: Opened, path: PathBuf) -> Result<(), WindowError> {
        let Opened { opened, clips_missing, has_captions, left_off } = opened;
        // What the command line said is for the story that it named.
        let (tag, start) = (self.options.language.take(), self.options.start.take());
        let asked = tag.map(|tag| known_language(&opened.story, &tag)).transpose()?;
        self.start = start.map(|id| known_scene(&opened.story, &id)).transpose()?;
        let settings = &mut self.presenter.settings;
        settings.language =
            first_language(&opened.story.languages, asked, settings.preferred_language.as_ref());
        let language = settings.language.clone();
        self.thumbnails.forget();
        self.presenter.open(opened.story.clone());
        let title = opened.story.title.in_language(&language, &opened.story.languages).to_owned();
        if let Some(open) = &mut self.open {
            open.window.set_title(&format!("{title} – Edamichi"));
            open.output.set_background(self.presenter.background());
            open.overlay.set_language(&language);
            open.retry = Some(Instant::now());
        }
        self.place_file = self.options.home.place(&opened.story.id);
        self.note_recent(path, title);
        self.opened = Some(opened);
        self.coming = self.make_core();
        self.open_desk();
        tracing::info!(target: "edamichi::page", "start");
        self.front = Front::Ready(Box::new(ReadyState {
            clips_missing,
            has_captions,
            left_off,
            can_remember: self.place_file.is_some(),
            ..ReadyState::default()
        }));
        Ok(())
    }

    fn note_recent(&self, path: PathBuf, title: String) {
        let Some(file) = self.options.home.recent() else { return };
        let at = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        self.keeper.keep(file.clone(), move || {
            let path = std::path::absolute(&path).unwrap_or(path);
            recent::with(&file, RecentStory { path, title, at })
        });
    }

    /// A core with what the story begins with, made while the first page is read.
    pub(super) fn make_core(&self) -> Option<CoreToCome> {
        let opened = self.opened.clone()?;
        let ingredients =
            Ingredients { opened, opener: Arc::clone(&self.options.opener), start: self.start.clone() };
        Some(CoreToCome::make(ingredients, &self.presenter.settings.language, self.proxy.clone()))
    }

    /// A file was dropped on the window.
    pub(super) fn take_dropped(&mut self, path: PathBuf) {
        if may_be_story(&path) {
            self.open_story(path);
        } else {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            self.presenter.tell(NoticeKind::NoStory { name });
        }
        self.stir();
    }

    /// The viewer wants to go in.
    pub(super) fn ask_or_begin(&mut self, event_loop: &ActiveEventLoop, resume: bool) {
        let asks = self.presenter.asks_for_consent();
        let Front::Ready(ready) = &mut self.front else { return };
        ready.asking = Some(resume);
        if asks {
            tracing::info!(target: "edamichi::page", "consent");
        } else {
            self.begin(event_loop, choice_log::Consent::NONE, None);
        }
    }

    pub(super) fn back_to_start(&mut self) {
        if let Front::Ready(ready) = &mut self.front {
            ready.asking = None;
        }
    }

    /// Where the viewer left off, if they want to go on there.
    pub(super) fn place_to_resume(&mut self) -> Option<Box<session::SessionState>> {
        let Front::Ready(ready) = &mut self.front else { return None };
        match std::mem::take(&mut ready.left_off) {
            LeftOff::At(place) if ready.asking == Some(true) => Some(Box::new(place.state)),
            _ => None,
        }
    }

    /// Switched off, every place that was kept is forgotten at once.
    pub(super) fn remember_place(&mut self, on: bool) {
        self.presenter.settings.remember_place = on;
        self.remember.store(on, Ordering::Relaxed);
        let Some(folder) = self.options.home.places() else { return };
        if !on {
            if let Front::Ready(ready) = &mut self.front {
                ready.left_off = LeftOff::Nowhere;
            }
            self.keeper.forget(folder);
        }
    }

    pub(super) fn open_recent(&mut self, index: usize) {
        if let Front::Home(home) = &self.front
            && let Some(path) = home.paths.get(index).cloned()
        {
            self.open_story(path);
        }
    }

    pub(super) fn try_again(&mut self) {
        if let Front::Failed(failed) = &self.front {
            let path = failed.path.clone();
            self.open_story(path);
        }
    }

    /// A file dialog, on a thread of its own.
    pub(super) fn choose_story(&mut self, new: bool) {
        let (Front::Home(home), Some(open)) = (&mut self.front, &self.open) else { return };
        if std::mem::replace(&mut home.busy, true) {
            return;
        }
        home.trouble = None;
        let dialog = dialogs::Dialog::over(&open.window, self.presenter.settings.language.as_str());
        let proxy = self.proxy.clone();
        let make = Arc::clone(&self.options.new_story);
        let language = self.presenter.settings.language.clone();
        self.work("file-dialog", move || {
            let event = match if new { dialog.new_folder() } else { dialog.story() } {
                dialogs::Answer::NoDialog => FrontEvent::NoDialog,
                dialogs::Answer::Nothing => FrontEvent::Chosen(None),
                dialogs::Answer::Path(path) if new => FrontEvent::Made(make(&path, &language).map(|()| path)),
                dialogs::Answer::Path(path) => FrontEvent::Chosen(Some(path)),
            };
            let _ = proxy.send_event(UserEvent::Front(event));
        });
    }
}

fn known_language(story: &scene_graph::Story, tag: &str) -> Result<Language, WindowError> {
    let languages = &story.languages;
    let known = languages.iter().find(|language| language.as_str() == tag);
    let names = || languages.iter().map(Language::as_str).collect::<Vec<_>>().join(", ");
    known.cloned().ok_or_else(|| {
        WindowError::Words(format!("this story is not told in {tag}; it is told in {}", names()))
    })
}

fn known_scene(story: &scene_graph::Story, id: &str) -> Result<SceneId, WindowError> {
    let scene = story.scenes.keys().find(|scene| scene.as_str() == id);
    scene.cloned().ok_or_else(|| WindowError::Words(format!("this story has no scene \"{id}\"")))
}

/// What the command line says; else the language the viewer chose last, the system's, and the
/// first, as far as they are among `languages`.
pub(super) fn first_language(
    languages: &[Language],
    asked: Option<Language>,
    preferred: Option<&Language>,
) -> Language {
    if let Some(language) = asked {
        return language;
    }
    let system = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| std::env::var(name).ok());
    let system = system.unwrap_or_default();
    let primary = system.split(['_', '-', '.']).next().unwrap_or_default();
    let chosen = preferred.and_then(|preferred| languages.iter().find(|language| *language == preferred));
    let found = languages.iter().find(|language| language.as_str().split('-').next() == Some(primary));
    let language = chosen.or(found).or(languages.first());
    language.cloned().unwrap_or_else(|| Language::new("ja"))
}

/// The interface's own languages.
pub(crate) fn interface_languages() -> Vec<Language> {
    vec![Language::new("ja"), Language::new("en")]
}
