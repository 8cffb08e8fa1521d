//! An ending's form.

use crate::document::What;
use crate::names::Name;
use crate::ui::fields::basic::switch;
use crate::ui::fields::chips::handouts;
use crate::ui::fields::text::{Kind, help, id_line, text};
use crate::ui::fields::{Form, Spec};
use crate::ui::words::Word;
use egui::Ui;
use scene_graph::{Ending, EndingId};

const TITLE: Spec = Spec::new("title", Word::FieldEndingTitle, Word::FieldEndingTitleWhy, What::Text);
const TEXT: Spec = Spec::new("text", Word::FieldEndingText, Word::FieldEndingTextWhy, What::Text);
const OFFERS: Spec = Spec::new("offers", Word::FieldOffers, Word::FieldOffersWhy, What::Story);
const CONTACT: Spec =
    Spec::new("contact", Word::FieldEndingContact, Word::FieldEndingContactWhy, What::Story);

/// Everything of an ending.
pub(in crate::ui) fn show(form: &mut Form<'_>, ui: &mut Ui, id: &EndingId, ending: &mut Ending) {
    form.inside(&format!("endings.{id}"), |form| {
        id_line(form, ui, "id", &Name::Ending(id.clone()));
        text(form, ui, TITLE, &mut ending.title, Kind::Needed, 1);
        text(form, ui, TEXT, &mut ending.text, Kind::Free, 3);
        handouts(form, ui, OFFERS, &mut ending.offers);
        switch(form, ui, CONTACT, &mut ending.contact);
        if ending.contact && form.story.contact.is_none() {
            help(form, ui, form.word(Word::EndingNeedsContact));
        }
    });
}
