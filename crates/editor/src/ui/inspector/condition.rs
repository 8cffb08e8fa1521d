//! Conditions, built as sentences from menus.

use super::condition_words::{Part, is_parts, pattern};
use crate::document::What;
use crate::ui::fields::basic::{
    ANY, bare_choose, bare_number, boxed, button, sign_button, sign_button_for, small_button,
};
use crate::ui::fields::pick::{Picked, pick};
use crate::ui::fields::text::label;
use crate::ui::fields::{Form, Spec};
use crate::ui::look::{around_list_words, words_wide};
use crate::ui::words::{Value, Word};
use egui::{Align, Button, Layout, RichText, TextStyle, TextWrapMode, Ui, vec2};
use scene_graph::{Answers, ChoiceId, Condition, Is, QuestionId, Story, VariableId, VariableValue};
use std::mem;

/// Deeper groups than this are for a text editor.
const DEEPEST: usize = 4;

/// What a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    Visited,
    Visits,
    Answered,
    Chose,
    Latest,
    Scale,
    Number,
    Flag,
}

const KIND: Spec = Spec::new("kind", Word::CondKind, Word::CondKindWhy, What::Condition);
const GROUP: Spec = Spec::new("group", Word::CondGroup, Word::CondGroupWhy, What::Condition);

/// A condition that may be absent: it holds then.
pub(in crate::ui) fn condition(form: &mut Form<'_>, ui: &mut Ui, spec: Spec, value: &mut Option<Condition>) {
    label(form, ui, spec.word, spec.why);
    match value {
        None => {
            if button(form, ui, spec.field, Word::CondAdd, spec.why) {
                *value = Some(first_condition(form.story));
                form.touch(What::Condition, None);
            }
        }
        Some(known) => {
            let name = form.word(spec.word);
            let gone = form.named(&name, |form| form.inside(spec.field, |form| node(form, ui, known, 0)));
            if gone {
                *value = None;
                form.touch(What::Condition, None);
            }
        }
    }
}

/// A condition that must be there.
pub(in crate::ui) fn needed(form: &mut Form<'_>, ui: &mut Ui, value: &mut Condition) {
    if node(form, ui, value, 0) {
        *value = first_condition(form.story);
        form.touch(What::Condition, None);
    }
}

/// Something to begin with: the first choice there is, else that the story's first scene was seen.
pub(in crate::ui) fn first_condition(story: &Story) -> Condition {
    let mut questions = story.scenes.values().filter_map(|scene| scene.question.as_ref());
    let chose = questions.find_map(|question| {
        let choice = question.answers.choices().first()?;
        Some(Condition::Chose(question.id.clone(), choice.id.clone()))
    });
    chose.unwrap_or_else(|| Condition::Visited(story.start.clone()))
}

/// A condition with what is in it; true: it is to go.
fn node(form: &mut Form<'_>, ui: &mut Ui, value: &mut Condition, depth: usize) -> bool {
    form.mark(ui, "", form.id("node"), ui.cursor().intersect(ui.max_rect()));
    let negated = matches!(value, Condition::Not(_));
    let mut asked = Asked::default();
    {
        let inner = match &mut *value {
            Condition::Not(inner) => &mut **inner,
            other => other,
        };
        match inner {
            Condition::All(_) | Condition::Any(_) | Condition::Count(..) => {
                group(form, ui, inner, depth, negated, &mut asked);
            }
            Condition::Not(_) => asked.gone = node(form, ui, inner, depth + 1),
            _ => row(form, ui, inner, depth, negated, &mut asked),
        }
    }
    if asked.turn {
        let old = mem::replace(value, Condition::All(Vec::new()));
        *value = match old {
            Condition::Not(inner) => *inner,
            other => Condition::Not(Box::new(other)),
        };
        form.touch(What::Condition, None);
    }
    if asked.group {
        let old = mem::replace(value, Condition::All(Vec::new()));
        *value = Condition::All(vec![old, first_condition(form.story)]);
        form.touch(What::Condition, None);
    }
    asked.gone
}

/// What was asked of a condition as a whole.
#[derive(Default)]
struct Asked {
    gone: bool,
    turn: bool,
    group: bool,
}

/// The upper line of a condition: what kind it is (that says `shown`), and at its end what can be done with it
/// as a whole. Where there is too little room, the kind has a line of its own.
fn header(
    form: &mut Form<'_>,
    ui: &mut Ui,
    (depth, negated, shown): (usize, bool, Word),
    asked: &mut Asked,
    kind: impl FnOnce(&mut Form<'_>, &mut Ui),
) {
    let line = vec2(ui.available_width(), ui.spacing().interact_size.y);
    let words = words_wide(ui, &form.word(shown), &TextStyle::Button) + around_list_words(ui);
    let (around, gap) = (2.0 * ui.spacing().button_padding.x, ui.spacing().item_spacing.x);
    let not = words_wide(ui, &form.word(Word::CondNot), &TextStyle::Small) + around + gap;
    let signs = if depth < DEEPEST { &["×", "+"][..] } else { &["×"] };
    let sign = |sign: &&str| (words_wide(ui, sign, &TextStyle::Button) + around).max(line.y) + gap;
    let end = not + signs.iter().map(sign).sum::<f32>();
    let mut kind = Some(kind);
    let mut truncated = |form: &mut Form<'_>, ui: &mut Ui| {
        ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
        if let Some(kind) = kind.take() {
            kind(form, ui);
        }
    };
    if words + end > line.x {
        ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Center), |ui| truncated(form, ui));
    }
    ui.allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
        asked.gone = sign_button(form, ui, "", ("×", true), Word::CondRemove);
        if depth < DEEPEST {
            asked.group = sign_button_for(form, ui, "", ("+", true), Word::CondMore, Word::CondMoreWhy);
        }
        let name = form.name(&form.word(Word::CondNot));
        let text = RichText::new(form.word(Word::CondNot)).text_style(TextStyle::Small);
        let response = ui.add(Button::new(text.color(form.palette.text)).selected(negated));
        form.settle(ui, "", &name, &response);
        asked.turn = response.on_hover_text(form.word(Word::CondNotWhy)).clicked();
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| truncated(form, ui));
    });
}

/// Several conditions together.
fn group(
    form: &mut Form<'_>,
    ui: &mut Ui,
    value: &mut Condition,
    depth: usize,
    negated: bool,
    asked: &mut Asked,
) {
    #[derive(Clone, Copy, PartialEq)]
    enum How {
        All,
        Any,
        Count,
    }
    let mut how = match value {
        Condition::Any(_) => How::Any,
        Condition::Count(..) => How::Count,
        _ => How::All,
    };
    boxed(form, form.palette.edge).show(ui, |ui| {
        let options = [(How::All, Word::CondAll), (How::Any, Word::CondAny), (How::Count, Word::CondCount)];
        let before = how;
        let shown =
            options.iter().find(|(option, _)| *option == how).map_or(Word::CondAll, |(_, word)| *word);
        header(form, ui, (depth, negated, shown), asked, |form, ui| {
            bare_choose(form, ui, GROUP, &mut how, &options);
        });
        if how != before {
            let old = mem::replace(value, Condition::All(Vec::new()));
            let (Condition::All(list) | Condition::Any(list) | Condition::Count(list, _)) = old else {
                return;
            };
            *value = match how {
                How::All => Condition::All(list),
                How::Any => Condition::Any(list),
                How::Count => Condition::Count(list, Is::AtLeast(2)),
            };
        }
        if let Condition::Count(_, is) = value {
            ui.horizontal_wrapped(|ui| bound(form, ui, is));
        }
        let (name, list) = match value {
            Condition::All(list) => ("all", list),
            Condition::Any(list) => ("any", list),
            Condition::Count(list, _) => ("count", list),
            _ => return,
        };
        let mut gone = None;
        for (place, inner) in list.iter_mut().enumerate() {
            let called = form.with(Word::CondNumber, &[("number", Value::count(place + 1))]);
            form.named(&called, |form| {
                form.inside(&format!("{name}[{place}]"), |form| {
                    if node(form, ui, inner, depth + 1) {
                        gone = Some(place);
                    }
                });
            });
        }
        if let Some(place) = gone {
            list.remove(place);
            form.touch(What::Condition, None);
        }
        if small_button(form, ui, "", Word::CondAdd, Word::CondAddWhy) {
            list.push(first_condition(form.story));
            form.touch(What::Condition, None);
        }
    });
}

/// One fact, as a sentence.
fn row(
    form: &mut Form<'_>,
    ui: &mut Ui,
    value: &mut Condition,
    depth: usize,
    negated: bool,
    asked: &mut Asked,
) {
    let mut kind = row_of(value);
    let options = [
        (Row::Visited, Word::CondKindVisited),
        (Row::Visits, Word::CondKindVisits),
        (Row::Answered, Word::CondKindAnswered),
        (Row::Chose, Word::CondKindChose),
        (Row::Latest, Word::CondKindLatest),
        (Row::Scale, Word::CondKindScale),
        (Row::Number, Word::CondKindNumber),
        (Row::Flag, Word::CondKindFlag),
    ];
    let shown = options.iter().find(|(option, _)| *option == kind);
    let shown = shown.map_or(Word::CondKindVisited, |(_, word)| *word);
    header(form, ui, (depth, negated, shown), asked, |form, ui| {
        if bare_choose(form, ui, KIND, &mut kind, &options) {
            *value = changed_to(form.story, value, kind);
        }
    });
    let parts = pattern(form, row_of(value));
    ui.horizontal_wrapped(|ui| {
        for part in parts {
            match part {
                // A part of a sentence is not broken; it goes to the next line.
                Part::Words(words) => drop(ui.add(egui::Label::new(words.trim()).extend())),
                Part::Slot(slot) => fill(form, ui, value, slot),
            }
        }
    });
}

pub(super) fn row_of(value: &Condition) -> Row {
    match value {
        Condition::Visits(..) => Row::Visits,
        Condition::Answered(_) => Row::Answered,
        Condition::Chose(..) => Row::Chose,
        Condition::Latest(..) => Row::Latest,
        Condition::Scale(..) => Row::Scale,
        Condition::Number(..) => Row::Number,
        Condition::Flag(_) => Row::Flag,
        _ => Row::Visited,
    }
}

/// The same things in another kind of sentence, as far as it has places for them.
fn changed_to(story: &Story, value: &Condition, kind: Row) -> Condition {
    let scene = match value {
        Condition::Visited(scene) | Condition::Visits(scene, _) => scene.clone(),
        _ => story.start.clone(),
    };
    let question = match value {
        Condition::Answered(question)
        | Condition::Chose(question, _)
        | Condition::Latest(question, _)
        | Condition::Scale(question, _) => Some(question),
        _ => None,
    };
    let is = match value {
        Condition::Visits(_, is) | Condition::Scale(_, is) | Condition::Number(_, is) => *is,
        _ => Is::AtLeast(1),
    };
    let made = match kind {
        Row::Visited => Some(Condition::Visited(scene)),
        Row::Visits => Some(Condition::Visits(scene, is)),
        Row::Answered => find(story, question, |_| true).map(|(id, _)| Condition::Answered(id)),
        Row::Chose | Row::Latest => find(story, question, |answers| !answers.choices().is_empty())
            .and_then(|(id, answers)| Some((id, first_choice(value, answers)?)))
            .map(|(id, choice)| {
                if kind == Row::Chose { Condition::Chose(id, choice) } else { Condition::Latest(id, choice) }
            }),
        Row::Scale => find(story, question, |answers| matches!(answers, Answers::Scale(_)))
            .map(|(id, _)| Condition::Scale(id, is)),
        Row::Number => variable(story, true).map(|id| Condition::Number(id, is)),
        Row::Flag => variable(story, false).map(Condition::Flag),
    };
    // Nothing of that kind is there: the sentence stays, and the menu of it says what to make first.
    made.unwrap_or_else(|| value.clone())
}

/// The question that is meant already if it fits, else the first that does.
fn find<'s>(
    story: &'s Story,
    meant: Option<&QuestionId>,
    fits: impl Fn(&Answers) -> bool,
) -> Option<(QuestionId, &'s Answers)> {
    let all = || {
        let questions = story.scenes.values().filter_map(|scene| scene.question.as_ref());
        questions.filter(|question| fits(&question.answers))
    };
    let found = all().find(|question| Some(&question.id) == meant).or_else(|| all().next());
    found.map(|question| (question.id.clone(), &question.answers))
}

fn first_choice(value: &Condition, answers: &Answers) -> Option<ChoiceId> {
    let meant = match value {
        Condition::Chose(_, choice) | Condition::Latest(_, choice) => Some(choice),
        _ => None,
    };
    let choices = answers.choices();
    let known = meant.filter(|meant| choices.iter().any(|choice| choice.id == **meant));
    known.or_else(|| choices.first().map(|choice| &choice.id)).cloned()
}

fn variable(story: &Story, number: bool) -> Option<VariableId> {
    let fits = |value: &VariableValue| matches!(value, VariableValue::Number(_)) == number;
    story.variables.iter().find(|(_, value)| fits(value)).map(|(id, _)| id.clone())
}

/// The menu of a sentence's place: `0` is what it is about, `1` a bound.
fn fill(form: &mut Form<'_>, ui: &mut Ui, value: &mut Condition, slot: usize) {
    if slot == 1 {
        if let Condition::Visits(_, is) | Condition::Scale(_, is) | Condition::Number(_, is) = value {
            bound(form, ui, is);
        }
        return;
    }
    let shown = super::condition_words::subject(form, value);
    let of = row_of(value);
    let called = form.word(match of {
        Row::Visited | Row::Visits => Word::CondScene,
        Row::Answered | Row::Scale => Word::CondQuestion,
        Row::Chose | Row::Latest => Word::CondChoice,
        Row::Number | Row::Flag => Word::CondVariable,
    });
    let known = value.clone();
    let picked = pick(form, ui, ("subject", &called, &shown), None, |form| {
        super::condition_subjects::subjects(form, &known)
    });
    if let Some(Picked::Known(taken)) = picked
        && taken != *value
    {
        *value = taken;
        form.touch(What::Condition, None);
    }
}

/// A bound on a number: how, and which.
pub(in crate::ui) fn bound(form: &mut Form<'_>, ui: &mut Ui, is: &mut Is) {
    const HOW: Spec = Spec::new("how", Word::IsHow, Word::IsHowWhy, What::Condition);
    const NUMBER: Spec = Spec::new("number", Word::IsNumber, Word::IsNumberWhy, What::Condition);
    let (mut how, mut number) = is_parts(*is);
    let options = [(0, Word::IsAtLeast), (1, Word::IsAtMost), (2, Word::IsExactly)];
    let changed = bare_choose(form, ui, HOW, &mut how, &options);
    if bare_number(form, ui, NUMBER, &mut number, ANY, "") || changed {
        *is = match how {
            0 => Is::AtLeast(number),
            1 => Is::AtMost(number),
            _ => Is::Exactly(number),
        };
    }
}
