//! Care signals: conditions on stated answers that a person should hear of.

use super::vocabulary::card;
use crate::document::What;
use crate::names;
use crate::ui::fields::basic::{button, section};
use crate::ui::fields::text::{Kind, help, label, text, warn};
use crate::ui::fields::{Form, Spec};
use crate::ui::inspector::condition::{first_condition, needed};
use crate::ui::inspector::condition_words::said;
use crate::ui::words::{Value, Word};
use egui::Ui;
use scene_graph::{Care, CareId, Condition, Story, Text};

const NAME: Spec = Spec::new("name", Word::CareName, Word::CareNameWhy, What::Text);
const ADVICE: Spec = Spec::new("advice", Word::CareAdvice, Word::CareAdviceWhy, What::Text);

pub(super) fn show(form: &mut Form<'_>, ui: &mut Ui, story: &mut Story) {
    section(form, ui, (Word::PartCare, Word::PartCareWhy), false, |form, ui| {
        help(form, ui, form.word(Word::CareNote));
        let mut gone = None;
        for (id, care) in &mut story.care {
            let title = form.said_or(&care.name, id.as_str());
            form.inside(&format!("care.{id}"), |form| {
                let removed = card(form, ui, (&title, ""), Word::CareRemove, |form, ui| one(form, ui, care));
                if removed {
                    gone = Some(id.clone());
                }
            });
        }
        if let Some(id) = gone {
            story.care.shift_remove(&id);
            form.touch(What::Story, None);
        }
        if button(form, ui, "care", Word::CareAdd, Word::PartCareWhy) {
            let words = names::free("care-1", "care", |words| story.care.contains_key(words));
            if let Ok(id) = CareId::new(&words) {
                form.memory.seek(form.field(&format!("care.{id}.name")));
                let when = first_condition(form.story);
                story.care.insert(id, Care { name: Text::default(), when, advice: Text::default() });
                form.touch(What::Story, None);
            }
        }
    });
}

fn one(form: &mut Form<'_>, ui: &mut Ui, care: &mut Care) {
    text(form, ui, NAME, &mut care.name, Kind::Needed, 1);
    label(form, ui, Word::CareWhen, Word::CareWhenWhy);
    form.inside("when", |form| needed(form, ui, &mut care.when));
    let when = said(form, &care.when);
    help(form, ui, form.with(Word::CareExample, &[("when", Value::Text(&when))]));
    if !is_stated(&care.when) {
        warn(form, ui, form.word(Word::CareNotStated));
    }
    text(form, ui, ADVICE, &mut care.advice, Kind::Needed, 2);
}

/// Whether a condition asks for stated answers only.
fn is_stated(condition: &Condition) -> bool {
    match condition {
        Condition::All(list) | Condition::Any(list) | Condition::Count(list, _) => list.iter().all(is_stated),
        Condition::Not(inner) => is_stated(inner),
        Condition::Answered(_) | Condition::Chose(..) | Condition::Latest(..) | Condition::Scale(..) => true,
        Condition::Visited(_) | Condition::Visits(..) | Condition::Number(..) | Condition::Flag(_) => false,
    }
}
