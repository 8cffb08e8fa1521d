//! When a question opens, and how long it stays open.

use crate::document::What;
use crate::ui::fields::basic::{choose, number};
use crate::ui::fields::text::{help, warn};
use crate::ui::fields::time::needed_time;
use crate::ui::fields::{Form, Spec};
use crate::ui::words::Word;
use egui::Ui;
use media_time::MediaDuration;
use scene_graph::{ClipTime, Cut, Limit, Question, Shown};

const SHOWN: Spec = Spec::new("shown", Word::FieldShown, Word::FieldShownWhy, What::Question);
const AT: Spec = Spec::new("at", Word::FieldShownAt, Word::FieldShownAtWhy, What::Question);
const CUT: Spec = Spec::new("cut", Word::FieldCut, Word::FieldCutWhy, What::Question);
const LIMIT: Spec = Spec::new("limit", Word::FieldLimit, Word::FieldLimitWhy, What::Question);
const SECONDS: Spec = Spec::new("seconds", Word::FieldLimitSeconds, Word::FieldLimitWhy, What::Question);

/// The time at which a question opens, if it opens at one.
pub(super) fn opens_at(shown: &mut Shown) -> Option<&mut ClipTime> {
    match shown {
        Shown::AtEnd => None,
        Shown::PauseAt(time) => Some(time),
        Shown::During { from, .. } => Some(from),
    }
}

/// When it opens.
pub(super) fn shown(form: &mut Form<'_>, ui: &mut Ui, question: &mut Question) {
    let mut now = match question.shown {
        Shown::AtEnd => 0,
        Shown::PauseAt(_) => 1,
        Shown::During { .. } => 2,
    };
    let options = [(0, Word::ShownAtEnd), (1, Word::ShownPauseAt), (2, Word::ShownDuring)];
    if choose(form, ui, SHOWN, &mut now, &options) {
        let known = opens_at(&mut question.shown).map(|time| *time);
        let time = known.unwrap_or(ClipTime::BeforeEnd(MediaDuration::from_seconds(5)));
        question.shown = match now {
            0 => Shown::AtEnd,
            1 => Shown::PauseAt(time),
            _ => Shown::During { from: time, cut: Cut::AtOnce },
        };
        // A limit until the clip's end needs a clip that goes on.
        if now != 2 && question.limit == Limit::ClipEnd {
            question.limit = Limit::Off;
        }
    }
    form.inside("shown", |form| {
        if let Some(time) = opens_at(&mut question.shown) {
            needed_time(form, ui, AT, time);
        }
        if let Shown::During { cut, .. } = &mut question.shown {
            choose(form, ui, CUT, cut, &[(Cut::AtOnce, Word::CutAtOnce), (Cut::AtEnd, Word::CutAtEnd)]);
        }
    });
}

/// How long it stays open.
pub(super) fn show(form: &mut Form<'_>, ui: &mut Ui, question: &mut Question) {
    let mut now = match question.limit {
        Limit::Off => 0,
        Limit::Seconds(_) => 1,
        Limit::ClipEnd => 2,
    };
    let mut options = vec![(0, Word::LimitOff), (1, Word::LimitSeconds)];
    if matches!(question.shown, Shown::During { .. }) || now == 2 {
        options.push((2, Word::LimitClipEnd));
    }
    if choose(form, ui, LIMIT, &mut now, &options) {
        question.limit = match now {
            0 => Limit::Off,
            1 => Limit::Seconds(20),
            _ => Limit::ClipEnd,
        };
    }
    if let Limit::Seconds(seconds) = &mut question.limit {
        form.inside("limit", |form| number(form, ui, SECONDS, seconds, 1..=3_600, " s"));
        if *seconds < 10 {
            warn(form, ui, form.word(Word::LimitShort));
        }
    }
    if question.limit != Limit::Off {
        help(form, ui, form.word(Word::LimitNote));
    }
}
