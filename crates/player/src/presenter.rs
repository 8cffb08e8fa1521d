//! From the state of playing to what the viewer's pages show.

mod explored;
mod recorded;

use crate::front::{FailedState, Front, HomeState, ReadyState, Trouble, days_ago};
use crate::kept::{LeftOff, ViewerSettings};
use crate::letter::{self, Outgoing};
use crate::records;
use crate::window::interface_languages;
use choice_log::Consent;
use playback::View;
use scene_graph::{Contact, Ending, HandoutId, Limit, SceneId, Story};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use viewer_ui::{
    Brand, ConsentPage, ContactView, Controls, EndingPage, ErrorPage, HandoutView, HomePage, HomeTrouble,
    LeftOffView, LoadingPage, Logo, Notice, NoticeId, NoticeKind, Page, Slate, StartPage, StartSettings,
    StoryPage, Thumbnails, ViewModel, WayView,
};

/// How long a notice stands that needs nothing of the viewer: time to read it twice.
const NOTICE_STANDS: Duration = Duration::from_secs(12);

/// What the window knows beside the core's view: the viewer's settings and what was told to them.
pub(crate) struct Presenter {
    story: Arc<Story>,
    brand: Brand,
    /// What the viewer set.
    pub(crate) settings: ViewerSettings,
    /// What is recorded.
    pub(crate) recording: Consent,
    /// Who the viewer said to be, for follow-up.
    pub(crate) viewer: Option<String>,
    /// A contact request was made.
    pub(crate) contact_sent: bool,
    /// The scene that was on before the ending.
    pub(crate) last_scene: Option<SceneId>,
    /// The last picture stays below an ending's page.
    pub(crate) over_picture: bool,
    /// What the page "what was recorded" shows.
    pub(crate) records: records::Shown,
    /// The window is small and above all others.
    pub(crate) mini: bool,
    /// Small pictures of scenes that were seen.
    pub(crate) thumbnails: Thumbnails,
    notices: Vec<Notice>,
    /// When notices go that need nothing of the viewer.
    expiries: Vec<(NoticeId, Instant)>,
    next_notice: u64,
}

impl Presenter {
    pub(crate) fn new(story: Arc<Story>, settings: ViewerSettings) -> Self {
        let brand = brand(&story);
        Self {
            story,
            brand,
            settings,
            recording: Consent::NONE,
            viewer: None,
            contact_sent: false,
            last_scene: None,
            over_picture: false,
            records: records::Shown::default(),
            mini: false,
            thumbnails: Thumbnails::default(),
            notices: Vec::new(),
            expiries: Vec::new(),
            next_notice: 0,
        }
    }

    /// One that shows the same of the story's page, for another thread.
    pub(crate) fn for_the_story(&self) -> Self {
        Self {
            recording: self.recording,
            viewer: self.viewer.clone(),
            mini: self.mini,
            ..Self::new(Arc::clone(&self.story), self.settings.clone())
        }
    }

    /// From now on for this story, of which nothing was said or recorded.
    pub(crate) fn open(&mut self, story: Arc<Story>) {
        self.thumbnails = Thumbnails::default();
        self.brand = brand(&story);
        self.story = story;
        self.recording = Consent::NONE;
        self.viewer = None;
        self.contact_sent = false;
        self.records = records::Shown::default();
        let told =
            |notice: &Notice| matches!(notice.kind, NoticeKind::NoSound | NoticeKind::SoftwareGraphics);
        self.notices.retain(told);
    }

    /// The story's logo is there.
    pub(crate) fn set_logo(&mut self, logo: Logo) {
        self.brand.logo = Some(logo);
    }

    /// Whether the story asks for anything to be recorded.
    pub(crate) fn asks_for_consent(&self) -> bool {
        let consent = self.story.consent.as_ref();
        consent.is_some_and(|consent| consent.statistics.is_some() || consent.follow_up.is_some())
    }

    /// What stands behind everything where there is no picture.
    pub(crate) fn background(&self) -> [u8; 3] {
        self.brand.background.unwrap_or([0x14, 0x18, 0x20])
    }

    /// Tells the viewer something, once: the same words are not said twice.
    pub(crate) fn tell(&mut self, kind: NoticeKind) {
        if self.notices.iter().any(|notice| notice.kind == kind) {
            return;
        }
        self.next_notice += 1;
        let id = NoticeId(self.next_notice);
        if matches!(kind, NoticeKind::NoSound | NoticeKind::NoStory { .. } | NoticeKind::SoftwareGraphics) {
            self.expiries.push((id, Instant::now() + NOTICE_STANDS));
        }
        self.notices.push(Notice { id, kind });
    }

    /// When the next notice goes by itself.
    pub(crate) fn next_expiry(&self) -> Option<Instant> {
        self.expiries.iter().map(|(_, at)| *at).min()
    }

    /// Drops the notices whose time is over; whether there were any.
    pub(crate) fn drop_old_notices(&mut self, now: Instant) -> bool {
        let old: Vec<_> = self.expiries.iter().filter(|(_, at)| *at <= now).map(|(id, _)| *id).collect();
        for id in &old {
            self.dismiss(*id);
        }
        !old.is_empty()
    }

    pub(crate) fn dismiss(&mut self, id: NoticeId) {
        self.notices.retain(|notice| notice.id != id);
        self.expiries.retain(|(expiring, _)| *expiring != id);
    }

    fn text<'a>(&self, text: &'a scene_graph::Text) -> &'a str {
        text.in_language(&self.settings.language, &self.story.languages)
    }

    /// The page before anything plays.
    pub(crate) fn front_page<R>(&self, front: &Front, show: impl FnOnce(&ViewModel<'_>) -> R) -> R {
        match front {
            Front::Home(home) => self.home_page(home, show),
            Front::Opening(opening) => {
                let page = LoadingPage { title: &opening.name, step: opening.said() };
                show(&self.model(Page::Loading(page)))
            }
            Front::Ready(ready) if ready.asking.is_some() => show(&self.model(Page::Consent(self.consent()))),
            Front::Ready(ready) => self.start_page(ready, show),
            Front::Failed(failed) => self.failed_page(failed, show),
        }
    }

    fn home_page<R>(&self, home: &HomeState, show: impl FnOnce(&ViewModel<'_>) -> R) -> R {
        let trouble = home.trouble.as_ref().map(|trouble| match trouble {
            Trouble::NoDialog => HomeTrouble::NoDialog,
            Trouble::NotMade(reason) => HomeTrouble::NotMade { reason },
        });
        let languages = interface_languages();
        let language = &self.settings.language;
        let page =
            HomePage { recent: &home.views, trouble, busy: home.busy, languages: &languages, language };
        show(&self.model(Page::Home(page)))
    }

    fn failed_page<R>(&self, failed: &FailedState, show: impl FnOnce(&ViewModel<'_>) -> R) -> R {
        let path = failed.path.display().to_string();
        let page = ErrorPage { problem: failed.problem(&path), detail: &failed.detail(), can_choose: true };
        show(&self.model(Page::Error(page)))
    }

    fn start_page<R>(&self, ready: &ReadyState, show: impl FnOnce(&ViewModel<'_>) -> R) -> R {
        let (story, settings) = (&self.story, &self.settings);
        let company = story.consent.as_ref().map(|consent| &consent.who);
        let company = company.or(story.contact.as_ref().map(|contact| &contact.to));
        let left_off = match &ready.left_off {
            LeftOff::Nowhere => LeftOffView::Nowhere,
            LeftOff::Changed => LeftOffView::Changed,
            LeftOff::At(place) => {
                let scene = place.scene.as_ref().and_then(|id| story.scenes.get(id));
                let scene = scene.map_or("", |scene| self.text(&scene.title));
                LeftOffView::At { scene, days_ago: days_ago(place.at, SystemTime::now()) }
            }
        };
        let page = StartPage {
            title: self.text(&story.title),
            company: company.map_or("", |company| self.text(company)),
            length: ready.lengths.get(&settings.language).copied(),
            clips_missing: ready.clips_missing,
            left_off,
            settings: StartSettings {
                captions: ready.has_captions.then_some((settings.captions_on, settings.captions.size)),
                no_time_limits: has_time_limits(story).then_some(settings.no_time_limits),
                remember_place: ready.can_remember.then_some(settings.remember_place),
            },
            languages: &story.languages,
            language: &settings.language,
        };
        show(&self.model(Page::Start(page)))
    }

    /// What may be recorded.
    fn consent(&self) -> ConsentPage<'_> {
        let consent = self.story.consent.as_ref();
        ConsentPage {
            title: self.text(&self.story.title),
            who: consent.map_or("", |consent| self.text(&consent.who)),
            why: consent.map_or("", |consent| self.text(&consent.why)),
            statistics: consent.and_then(|consent| consent.statistics.as_ref()).map(|text| self.text(text)),
            follow_up: consent.and_then(|consent| consent.follow_up.as_ref()).map(|text| self.text(text)),
            keep_days: consent.map_or(0, |consent| consent.keep_days),
            has_records: self.records.any,
            languages: &self.story.languages,
            language: &self.settings.language,
        }
    }

    /// The story's page, or its ending's.
    pub(crate) fn playing_page<R>(&self, view: &View, show: impl FnOnce(&ViewModel<'_>) -> R) -> R {
        match &view.ending {
            Some(ending) => self.ending_page(ending, view, show),
            None => self.story_page(view, show),
        }
    }

    fn story_page<R>(&self, view: &View, show: impl FnOnce(&ViewModel<'_>) -> R) -> R {
        let captions = view.captions.join("\n");
        let offers = self.handouts(&view.offers);
        let settings = &self.settings;
        let page = StoryPage {
            scene_title: &view.scene_title,
            question: view.question.as_ref(),
            captions: (settings.captions_on && !captions.is_empty()).then_some(captions.as_str()),
            slate: view.slate.then_some(Slate { title: &view.scene_title, message: "" }),
            controls: Controls {
                paused: view.paused,
                position: view.position,
                duration: (!view.duration.is_negative() && view.duration.flicks() > 0)
                    .then_some(view.duration),
                question_at: view.question_at,
                can_go_back: view.can_go_back,
                volume: settings.volume,
                muted: settings.muted,
                speed: settings.speed,
                has_captions: view.has_captions,
                captions_on: settings.captions_on,
                caption_style: settings.captions.style(),
                caption_languages: &view.caption_languages,
                caption_language: settings.captions.language.as_ref(),
                mini: self.mini,
                fullscreen: settings.fullscreen,
                languages: &self.story.languages,
                language: &settings.language,
                no_time_limits: settings.no_time_limits,
            },
            offers: &offers,
            contact: self.contact(),
            recording: self.recording,
            way: WayView { chapters: &view.chapters, thumbnails: &self.thumbnails },
        };
        show(&self.model(Page::Story(page)))
    }

    fn ending_page<R>(&self, id: &str, view: &View, show: impl FnOnce(&ViewModel<'_>) -> R) -> R {
        let ending: Option<&Ending> = self.story.endings.get(id);
        let explored = view.explored.as_ref().map(|explored| self.explored(explored));
        let theme = self.last_theme();
        let offers = self.handouts(&view.offers);
        let page = EndingPage {
            stuck: ending.is_none(),
            title: ending.map_or("", |ending| self.text(&ending.title)),
            text: ending.map_or("", |ending| self.text(&ending.text)),
            offers: &offers,
            contact: ending.filter(|ending| ending.contact).and_then(|_| self.contact()),
            contact_sent: self.contact_sent,
            can_go_back: view.can_go_back,
            explored: explored.as_ref(),
            theme: theme.map_or("", |theme| self.text(&theme.name)),
            theme_colour: theme.map_or("", |theme| theme.colour.as_str()),
            over_picture: self.over_picture,
            recording: self.recording,
            languages: &self.story.languages,
            language: &self.settings.language,
        };
        show(&self.model(Page::Ending(page)))
    }

    fn model<'a>(&'a self, page: Page<'a>) -> ViewModel<'a> {
        ViewModel { page, notices: &self.notices, brand: self.brand.clone() }
    }

    fn contact(&self) -> Option<ContactView<'_>> {
        let contact: &Contact = self.story.contact.as_ref()?;
        Some(ContactView {
            to: self.text(&contact.to),
            mail: letter::mail_address(&self.story),
            promise: self.text(&contact.promise),
            about: self.text(&self.story.title),
            // Sent along only while the viewer agrees to be known.
            viewer: self.viewer.as_deref().filter(|_| self.recording.follow_up),
        })
    }

    /// The request that these words make, as its preview showed it.
    pub(crate) fn outgoing(&self, words: &str) -> Option<Outgoing> {
        let contact = self.contact()?;
        Some(Outgoing {
            letter: viewer_ui::letter(&contact, words, &self.settings.language),
            story: self.story.id.to_string(),
            mail: contact.mail.map(ToOwned::to_owned),
            from: contact.viewer.map(ToOwned::to_owned),
            to: contact.to.to_owned(),
            about: contact.about.to_owned(),
        })
    }

    /// What a handout is called, in the viewer's language.
    pub(crate) fn handout_title(&self, id: &HandoutId) -> String {
        self.story.handouts.get(id).map_or("", |handout| self.text(&handout.title)).to_owned()
    }

    fn handouts(&self, offers: &[HandoutId]) -> Vec<HandoutView> {
        let found = offers.iter().filter_map(|id| self.story.handouts.get(id).map(|handout| (id, handout)));
        found
            .map(|(id, handout)| HandoutView { id: id.clone(), title: self.text(&handout.title).to_owned() })
            .collect()
    }
}

/// The story's colours; its logo comes when it is read.
fn brand(story: &Story) -> Brand {
    story.brand.as_ref().map_or_else(Brand::default, |brand| Brand {
        colour: brand.colour.as_deref().and_then(colour),
        background: brand.background.as_deref().and_then(colour),
        logo: None,
    })
}

/// Whether any question may close by itself.
fn has_time_limits(story: &Story) -> bool {
    let questions = story.scenes.values().filter_map(|scene| scene.question.as_ref());
    questions.into_iter().any(|question| question.limit != Limit::Off)
}

/// `#rrggbb` as bytes.
fn colour(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

#[cfg(test)]
mod tests {
    use super::colour;

    #[test]
    fn colours_are_read_or_refused() {
        assert_eq!(colour("#4c9f70"), Some([0x4c, 0x9f, 0x70]));
        for text in ["", "#", "4c9f70", "#4c9f7", "#4c9f700", "#gggggg", "#あい"] {
            assert_eq!(colour(text), None, "{text}");
        }
    }
}
