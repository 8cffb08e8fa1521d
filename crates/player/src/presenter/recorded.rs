//! The page "what was recorded".

use super::Presenter;
use viewer_ui::{BackTo, Page, RecordedPage, RecordingSwitches, ViewModel};

impl Presenter {
    /// The page, opened from there.
    pub(crate) fn recorded_page<R>(&self, back_to: BackTo, show: impl FnOnce(&ViewModel<'_>) -> R) -> R {
        let consent = self.story.consent.as_ref();
        let text = |text: Option<&'_ scene_graph::Text>| text.map(|text| self.text(text).to_owned());
        let statistics = text(consent.and_then(|consent| consent.statistics.as_ref()));
        let follow_up = text(consent.and_then(|consent| consent.follow_up.as_ref()));
        let switches = RecordingSwitches {
            statistics: statistics.as_deref(),
            follow_up: follow_up.as_deref(),
            recording: self.recording,
            viewer: self.viewer.as_deref(),
        };
        let page = RecordedPage {
            title: self.text(&self.story.title),
            list: self.records.list(),
            switches: (back_to != BackTo::Start).then_some(switches),
            back_to,
            busy: self.records.busy,
            outcome: self.records.outcome(),
            waiting: self.records.waiting,
        };
        show(&self.model(Page::Recorded(page)))
    }
}
