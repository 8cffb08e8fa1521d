//! A scene's form.

use super::branch::way_on;
use super::{media, question};
use crate::document::What;
use crate::names::Name;
use crate::ui::fields::basic::{section, switch};
use crate::ui::fields::chips::{handouts, themes};
use crate::ui::fields::text::{Kind, id_line, plain, text};
use crate::ui::fields::{Form, Spec};
use crate::ui::words::Word;
use egui::Ui;
use scene_graph::{Scene, SceneId};

const TITLE: Spec = Spec::new("title", Word::FieldTitle, Word::FieldTitleWhy, What::Text);
const NOTE: Spec = Spec::new("note", Word::FieldNote, Word::FieldNoteWhy, What::Text);
const THEN: Spec = Spec::new("then", Word::FieldThen, Word::FieldThenWhy, What::Wire);
const THEMES: Spec = Spec::new("themes", Word::FieldSceneThemes, Word::FieldThemesWhy, What::Story);
const OFFERS: Spec = Spec::new("offers", Word::FieldOffers, Word::FieldOffersWhy, What::Story);
const START: Spec = Spec::new("start", Word::FieldStart, Word::FieldStartWhy, What::Story);

/// Everything of a scene.
pub(super) fn show(form: &mut Form<'_>, ui: &mut Ui, id: &SceneId, scene: &mut Scene) {
    id_line(form, ui, "id", &Name::Scene(id.clone()));
    text(form, ui, TITLE, &mut scene.title, Kind::Free, 1);
    section(form, ui, (Word::PartMedia, Word::PartMediaWhy), true, |form, ui| {
        form.inside("media", |form| media::show(form, ui, &mut scene.media, scene.question.as_mut()));
        media::music(form, ui, &mut scene.music);
    });
    question::show(form, ui, id, &mut scene.question);
    section(form, ui, (Word::PartWayOn, Word::PartWayOnWhy), true, |form, ui| {
        way_on(form, ui, THEN, Word::WayNowhere, &mut scene.then);
    });
    section(form, ui, (Word::PartMore, Word::PartMoreWhy), false, |form, ui| {
        let mut starts = form.story.start == *id;
        if switch(form, ui, START, &mut starts) && starts {
            let id = id.clone();
            form.work(What::Story, move |edit| {
                edit.head(|story| story.start = id);
                Ok(())
            });
        }
        themes(form, ui, THEMES, &mut scene.themes);
        handouts(form, ui, OFFERS, &mut scene.offers);
        plain(form, ui, NOTE, &mut scene.note, 3);
    });
}
