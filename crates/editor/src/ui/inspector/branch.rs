//! Where it goes on: from a choice, or from a scene.

use super::condition::{first_condition, needed};
use crate::document::{Item, What};
use crate::ui::fields::basic::{bare_choose, boxed, sign_button, small_button};
use crate::ui::fields::pick::{Pick, Picked, endings, pick, scenes};
use crate::ui::fields::text::{help, label};
use crate::ui::fields::{Form, Spec};
use crate::ui::words::{Value, Word};
use crate::wires::{self, Lead};
use egui::{RichText, Ui};
use scene_graph::{Branch, Case, EndingId, SceneId};

/// What can be picked as a way on.
#[derive(Clone, PartialEq)]
enum Target {
    Nothing,
    Scene(SceneId),
    Ending(EndingId),
    NewEnding,
    Return,
}

const MODE: Spec = Spec::new("mode", Word::WayMode, Word::WayModeWhy, What::Wire);

/// A way on that may be absent; `nothing` says what happens then.
pub(in crate::ui) fn way_on(
    form: &mut Form<'_>,
    ui: &mut Ui,
    spec: Spec,
    nothing: Word,
    branch: &mut Option<Branch>,
) {
    label(form, ui, spec.word, spec.why);
    let name = form.word(spec.word);
    match branch {
        Some(Branch::When { .. }) => form.inside(spec.field, |form| by_conditions(form, ui, &name, branch)),
        _ => lead(form, ui, (spec.field, &name), Some(nothing), branch),
    }
}

/// A way on without conditions, and the way to conditions.
fn lead(
    form: &mut Form<'_>,
    ui: &mut Ui,
    (field, name): (&str, &str),
    nothing: Option<Word>,
    branch: &mut Option<Branch>,
) {
    target(form, ui, (field, name), nothing, branch);
    let Some(known) = branch else { return };
    ui.horizontal_wrapped(|ui| {
        form.named(name, |form| form.inside(field, |form| mode(form, ui, known)));
        if let Branch::Goto(scene) | Branch::Visit(scene) | Branch::Via(scene, _) = known
            && form.story.scenes.contains_key(scene)
            && form.named(name, |form| small_button(form, ui, "", Word::WayShow, Word::WayShowWhy))
        {
            form.select(Item::Scene(scene.clone()));
        }
        if form.named(name, |form| small_button(form, ui, "", Word::WayDepends, Word::WayDependsWhy)) {
            let otherwise = Box::new(known.clone());
            let case = Case { when: first_condition(form.story), then: known.clone() };
            *known = Branch::When { cases: vec![case], otherwise };
            form.touch(What::Wire, None);
        }
    });
    if let Branch::Via(_, after) = known {
        let mut then = Some(Branch::clone(after));
        let name = format!("{name} – {}", form.word(Word::WayAfter));
        help(form, ui, form.word(Word::WayAfter));
        form.inside(field, |form| part(form, ui, ("via", &name), &mut then));
        if let Some(then) = then {
            **after = then;
        }
    }
}

/// A part of a way on: a lead, or conditions again.
fn part(form: &mut Form<'_>, ui: &mut Ui, (field, name): (&str, &str), branch: &mut Option<Branch>) {
    match branch {
        Some(Branch::When { .. }) => form.inside(field, |form| by_conditions(form, ui, name, branch)),
        _ => lead(form, ui, (field, name), None, branch),
    }
}

/// The list of what it can lead to.
fn target(
    form: &mut Form<'_>,
    ui: &mut Ui,
    (field, name): (&str, &str),
    nothing: Option<Word>,
    branch: &mut Option<Branch>,
) {
    let shown = match branch.as_ref() {
        Some(branch) => said(form, branch),
        None => form.word(nothing.unwrap_or(Word::WayNothing)),
    };
    let picked = pick(form, ui, (field, name, &shown), Some(Word::WayNewScene), |form| {
        let mut list: Vec<Pick<Target>> = Vec::new();
        if let Some(nothing) = nothing {
            list.push(Pick::new(Target::Nothing, form.word(nothing)));
        }
        // Scenes may be thousands: what is only one of its kind stands first.
        list.push(Pick::new(Target::Return, form.word(Word::WayReturn)));
        list.push(Pick::new(Target::NewEnding, form.word(Word::WayNewEnding)));
        for one in endings(form) {
            let words = form.with(Word::WayEnd, &[("ending", Value::Text(&one.words))]);
            list.push(Pick::new(Target::Ending(one.value), words));
        }
        for one in scenes(form) {
            list.push(Pick::new(Target::Scene(one.value), one.words));
        }
        list
    });
    let target = match picked {
        None => return,
        Some(Picked::Known(target)) => target,
        Some(Picked::New(title)) => Target::Scene(form.new_scene(&title)),
    };
    let before = branch.clone();
    let lead = match target {
        Target::Nothing => None,
        Target::Return => Some(Lead::Return),
        Target::Ending(ending) => Some(Lead::End(ending)),
        Target::NewEnding => form.new_ending("").map(Lead::End),
        Target::Scene(scene) => Some(match branch {
            Some(Branch::Visit(_) | Branch::Via(..)) => Lead::Visit(scene),
            _ => Lead::Goto(scene),
        }),
    };
    match (branch.as_mut(), lead) {
        (Some(known), Some(lead)) => wires::lead_on(known, lead),
        (_, lead) => *branch = lead.map(Lead::branch),
    }
    if *branch != before {
        form.touch(What::Wire, None);
    }
}

/// Whether it comes back from a scene.
fn mode(form: &mut Form<'_>, ui: &mut Ui, branch: &mut Branch) {
    let mut now = match branch {
        Branch::Goto(_) => 0,
        Branch::Visit(_) => 1,
        Branch::Via(..) => 2,
        _ => return,
    };
    let options = [(0, Word::WayGoto), (1, Word::WayVisit), (2, Word::WayVia)];
    if bare_choose(form, ui, MODE, &mut now, &options) {
        let (Branch::Goto(scene) | Branch::Visit(scene) | Branch::Via(scene, _)) = &*branch else { return };
        let scene = scene.clone();
        *branch = match now {
            0 => Branch::Goto(scene),
            1 => Branch::Visit(scene),
            _ => Branch::Via(scene.clone(), Box::new(Branch::Goto(scene))),
        };
    }
}

/// The ways of a branch that asks for conditions.
fn by_conditions(form: &mut Form<'_>, ui: &mut Ui, name: &str, branch: &mut Option<Branch>) {
    let Some(Branch::When { cases, otherwise }) = branch else { return };
    let mut gone = None;
    let mut up = None;
    let frame = boxed(form, form.palette.line);
    for (place, case) in cases.iter_mut().enumerate() {
        let called = form.with(Word::WayCase, &[("number", Value::count(place + 1))]);
        let called = format!("{name} – {called}");
        frame.show(ui, |ui| {
            form.named(&called, |form| {
                ui.horizontal(|ui| {
                    ui.label(RichText::new(form.word(Word::WayWhen)).strong());
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        if sign_button(form, ui, "", ("×", true), Word::WayRemoveCase) {
                            gone = Some(place);
                        }
                        if sign_button(form, ui, "", ("↑", place > 0), Word::WayCaseUp) {
                            up = Some(place);
                        }
                    });
                });
                form.inside(&format!("cases[{place}]"), |form| {
                    form.inside("when", |form| needed(form, ui, &mut case.when));
                });
            });
            form.inside(&format!("cases[{place}]"), |form| {
                let mut then = Some(case.then.clone());
                part(form, ui, ("then", &called), &mut then);
                case.then = then.unwrap_or_else(|| case.then.clone());
            });
        });
    }
    if let Some(place) = up {
        cases.swap(place, place - 1);
        form.touch(What::Wire, None);
    }
    form.named(name, |form| {
        if small_button(form, ui, "", Word::WayAddCase, Word::WayAddCaseWhy) {
            cases.push(Case { when: first_condition(form.story), then: Branch::clone(otherwise) });
            form.touch(What::Wire, None);
        }
    });
    let called = format!("{name} – {}", form.word(Word::WayOtherwise));
    ui.label(RichText::new(form.word(Word::WayOtherwise)).strong());
    let mut then = Some(Branch::clone(otherwise));
    part(form, ui, ("otherwise", &called), &mut then);
    if let Some(then) = then {
        **otherwise = then;
    }
    if let (Some(place), Some(branch)) = (gone, branch) {
        wires::drop_case(branch, place);
        form.touch(What::Wire, None);
    }
}

/// Where a branch leads, in words.
pub(in crate::ui) fn said(form: &Form<'_>, branch: &Branch) -> String {
    match branch {
        Branch::Goto(scene) => form.scene_title(scene),
        Branch::Visit(scene) | Branch::Via(scene, _) => {
            form.with(Word::WayDetour, &[("scene", Value::Text(&form.scene_title(scene)))])
        }
        Branch::Return => form.word(Word::WayReturn),
        Branch::End(ending) => {
            let known = form.story.endings.get(ending);
            let title =
                known.map_or_else(|| ending.to_string(), |known| form.said_or(&known.title, ending.as_str()));
            form.with(Word::WayEnd, &[("ending", Value::Text(&title))])
        }
        Branch::When { .. } => form.word(Word::WayDepends),
    }
}
