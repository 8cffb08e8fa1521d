//! Samples of the pages before a story plays.

use super::samples::model;
use super::{Show, Tongue};
use crate::{HomePage, HomeTrouble, LeftOffView, Page, RecentView, StartPage, StartSettings, StoryLength};

/// Stories that were opened before, one of which is gone.
#[must_use]
pub fn recent(tongue: &Tongue) -> Vec<RecentView> {
    let story = |title: &str, path: &str, days_ago, gone| RecentView {
        title: title.to_owned(),
        path: path.to_owned(),
        days_ago,
        gone,
    };
    vec![
        story(tongue.title, "/home/hanako/stories/offer-follow-up", 0, false),
        story(tongue.scene, "/home/hanako/stories/a-day/story.ron", 1, false),
        story(tongue.ending, "/media/usb/last-weeks", 23, true),
    ]
}

/// The start window.
pub(super) fn home(tongue: &Tongue, trouble: Option<HomeTrouble<'_>>, show: &mut Show<'_>) {
    let recent = recent(tongue);
    let (languages, language) = (&tongue.languages, &tongue.language);
    let page = HomePage { recent: &recent, trouble, busy: false, languages, language };
    show(&model(Page::Home(page), &[]));
}

/// A start page with everything that can be set.
#[must_use]
pub fn start_page<'a>(tongue: &'a Tongue, left_off: LeftOffView<'a>, clips_missing: u32) -> StartPage<'a> {
    StartPage {
        title: tongue.title,
        company: tongue.who,
        length: Some(StoryLength { least: 3, usual: 6, most: 9 }),
        clips_missing,
        left_off,
        settings: StartSettings {
            captions: Some((true, 1.0)),
            no_time_limits: Some(false),
            remember_place: Some(false),
        },
        languages: &tongue.languages,
        language: &tongue.language,
    }
}

/// The start page.
pub(super) fn start(tongue: &Tongue, left_off: LeftOffView<'_>, clips_missing: u32, show: &mut Show<'_>) {
    show(&model(Page::Start(start_page(tongue, left_off, clips_missing)), &[]));
}
