//! What viewers are asked to agree to, and who answers them.

use crate::document::What;
use crate::ui::fields::basic::{beginning, number, section, small_button, switch};
use crate::ui::fields::text::{Kind, help, plain, plain_or_none, text, warn};
use crate::ui::fields::{Form, Spec};
use crate::ui::inspector::question::in_languages;
use crate::ui::words::Word;
use egui::Ui;
use scene_graph::{Consent, Contact, Language, Story, Text};

const WHO: Spec = Spec::new("who", Word::ConsentWho, Word::ConsentWhoWhy, What::Text);
const WHY: Spec = Spec::new("why", Word::ConsentFor, Word::ConsentForWhy, What::Text);
const STATISTICS_ON: Spec =
    Spec::new("statistics.on", Word::ConsentStatisticsOn, Word::ConsentStatisticsOnWhy, What::Story);
const STATISTICS: Spec = Spec::new("statistics", Word::ConsentStatistics, Word::ConsentTextWhy, What::Text);
const FOLLOW_UP_ON: Spec =
    Spec::new("follow_up.on", Word::ConsentFollowUpOn, Word::ConsentFollowUpOnWhy, What::Story);
const FOLLOW_UP: Spec = Spec::new("follow_up", Word::ConsentFollowUp, Word::ConsentTextWhy, What::Text);
const DAYS: Spec = Spec::new("keep_days", Word::ConsentDays, Word::ConsentDaysWhy, What::Story);
const VERSION: Spec = Spec::new("version", Word::ConsentVersion, Word::ConsentVersionWhy, What::Story);
const TO: Spec = Spec::new("to", Word::ContactTo, Word::ContactToWhy, What::Text);
const PROMISE: Spec = Spec::new("promise", Word::ContactPromise, Word::ContactPromiseWhy, What::Text);
const MAIL: Spec = Spec::new("mail", Word::ContactMail, Word::ContactMailWhy, What::Story);

/// Texts to begin with. Both scopes are offered; viewers find both switched off.
fn usual(languages: &[Language]) -> Consent {
    let said = |english, japanese| in_languages(languages, english, japanese);
    Consent {
        version: "1".to_owned(),
        who: said("The recruiting team of the company that made you an offer", "内定先の採用チーム"),
        why: said(
            "To learn what people would like to know before they join, and to answer it better.",
            "入社までに知りたいことを知り、よりよくお伝えするためです。",
        ),
        statistics: Some(usual_statistics(languages)),
        follow_up: Some(usual_follow_up(languages)),
        keep_days: 180,
    }
}

fn usual_statistics(languages: &[Language]) -> Text {
    in_languages(
        languages,
        "Which choices were shown and which were taken, without your name. Seen only as trends of groups \
         of five or more. Nobody is scored.",
        "表示された選択肢と選ばれた選択肢を、お名前なしで記録します。五人以上のグループの傾向としてだけ使い、\
         点数はつけません。",
    )
}

fn usual_follow_up(languages: &[Language]) -> Text {
    in_languages(
        languages,
        "Your answers and requests with your name, so that we can answer you in person. They are read by \
         people; nobody is scored or ranked, and the offer does not depend on it.",
        "回答とご要望をお名前とともに記録し、担当者が直接お答えするために使います。読むのは人だけです。\
         点数や順位はつけず、内定に影響することもありません。",
    )
}

pub(super) fn show(form: &mut Form<'_>, ui: &mut Ui, story: &mut Story) {
    section(form, ui, (Word::PartConsent, Word::PartConsentWhy), false, |form, ui| {
        form.inside("consent", |form| match &mut story.consent {
            None => {
                if beginning(form, ui, "usual", Word::ConsentUsual, Word::ConsentNone) {
                    story.consent = Some(usual(&form.story.languages));
                    form.touch(What::Story, None);
                }
            }
            Some(consent) => {
                texts(form, ui, consent);
                if small_button(form, ui, "", Word::ConsentRemove, Word::ConsentNone) {
                    story.consent = None;
                    form.touch(What::Story, None);
                }
            }
        });
    });
}

fn texts(form: &mut Form<'_>, ui: &mut Ui, consent: &mut Consent) {
    help(form, ui, form.word(Word::ConsentOff));
    text(form, ui, WHO, &mut consent.who, Kind::Needed, 1);
    text(form, ui, WHY, &mut consent.why, Kind::Needed, 2);
    let statistics = usual_statistics(&form.story.languages);
    scope(form, ui, STATISTICS_ON, STATISTICS, &mut consent.statistics, statistics);
    let follow_up = usual_follow_up(&form.story.languages);
    scope(form, ui, FOLLOW_UP_ON, FOLLOW_UP, &mut consent.follow_up, follow_up);
    if consent.statistics.is_none() && consent.follow_up.is_none() {
        warn(form, ui, form.word(Word::ConsentNothingOffered));
    }
    number(form, ui, DAYS, &mut consent.keep_days, 1..=3_650, "");
    plain(form, ui, VERSION, &mut consent.version, 1);
}

/// A scope that is offered or not, and what it says.
fn scope(form: &mut Form<'_>, ui: &mut Ui, on: Spec, said: Spec, value: &mut Option<Text>, usual: Text) {
    let mut offered = value.is_some();
    if switch(form, ui, on, &mut offered) {
        *value = offered.then_some(usual);
    }
    if let Some(words) = value {
        text(form, ui, said, words, Kind::Needed, 3);
    }
}

/// Who answers.
pub(super) fn contact(form: &mut Form<'_>, ui: &mut Ui, story: &mut Story) {
    section(form, ui, (Word::PartContact, Word::PartContactWhy), false, |form, ui| {
        form.inside("contact", |form| match &mut story.contact {
            None => {
                if beginning(form, ui, "usual", Word::ContactAdd, Word::ContactNone) {
                    let languages = &form.story.languages;
                    let to = in_languages(languages, "The recruiting team", "採用担当");
                    let promise = in_languages(
                        languages,
                        "We answer within two working days.",
                        "二営業日以内にお返事します。",
                    );
                    story.contact = Some(Contact { to, promise, mail: None });
                    form.touch(What::Story, None);
                }
            }
            Some(contact) => {
                text(form, ui, TO, &mut contact.to, Kind::Needed, 1);
                text(form, ui, PROMISE, &mut contact.promise, Kind::Needed, 1);
                plain_or_none(form, ui, MAIL, &mut contact.mail);
                if contact.mail.as_ref().is_some_and(|mail| !looks_like_mail(mail)) {
                    warn(form, ui, form.word(Word::ContactNoMail));
                }
                if small_button(form, ui, "", Word::ContactRemove, Word::ContactNone) {
                    story.contact = None;
                    form.touch(What::Story, None);
                }
            }
        });
    });
}

/// Something before and after one `@`, without spaces: more is known only to who delivers mail.
fn looks_like_mail(words: &str) -> bool {
    let mut parts = words.split('@');
    let filled = |part: Option<&str>| part.is_some_and(|part| !part.is_empty());
    filled(parts.next())
        && filled(parts.next())
        && parts.next().is_none()
        && !words.contains(char::is_whitespace)
}
