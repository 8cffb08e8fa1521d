//! Conditions as sentences.

use super::condition::{Row, row_of};
use crate::ui::fields::Form;
use crate::ui::fields::text::shortened;
use crate::ui::words::{Value, Word};
use scene_graph::{ChoiceId, Condition, Is, QuestionId};

/// A piece of a sentence.
pub(super) enum Part {
    Words(String),
    /// Where something is put in: `0` what it is about, `1` a bound.
    Slot(usize),
}

/// What stands for the places of a sentence while it is taken apart; no text of a file has them.
const SLOTS: [&str; 2] = ["\u{1}", "\u{2}"];

fn sentence(kind: Row) -> Word {
    match kind {
        Row::Visited => Word::CondVisited,
        Row::Visits => Word::CondVisits,
        Row::Answered => Word::CondAnswered,
        Row::Chose => Word::CondChose,
        Row::Latest => Word::CondLatest,
        Row::Scale => Word::CondScale,
        Row::Number => Word::CondNumberIs,
        Row::Flag => Word::CondFlag,
    }
}

/// The sentence of a row in its language's order.
pub(super) fn pattern(form: &Form<'_>, kind: Row) -> Vec<Part> {
    let values = [("what", Value::Text(SLOTS[0])), ("is", Value::Text(SLOTS[1]))];
    let whole = form.with(sentence(kind), &values);
    let mut parts = Vec::new();
    let mut words = String::new();
    for character in whole.chars() {
        let slot = SLOTS.iter().position(|slot| slot.starts_with(character));
        match slot {
            Some(slot) => {
                parts.push(Part::Words(std::mem::take(&mut words)));
                parts.push(Part::Slot(slot));
            }
            None => words.push(character),
        }
    }
    parts.push(Part::Words(words));
    parts.retain(|part| !matches!(part, Part::Words(words) if words.trim().is_empty()));
    parts
}

/// What a row is about, as the author knows it.
pub(super) fn subject(form: &Form<'_>, value: &Condition) -> String {
    let words = match value {
        Condition::Visited(scene) | Condition::Visits(scene, _) => form.scene_title(scene),
        Condition::Answered(question) | Condition::Scale(question, _) => question_words(form, question),
        Condition::Chose(question, choice) | Condition::Latest(question, choice) => {
            choice_words(form, question, choice)
        }
        Condition::Number(variable, _) | Condition::Flag(variable) => variable.to_string(),
        Condition::All(_) | Condition::Any(_) | Condition::Not(_) | Condition::Count(..) => String::new(),
    };
    shortened(&words)
}

fn question_words(form: &Form<'_>, id: &QuestionId) -> String {
    form.question(id).map_or_else(|| id.to_string(), |question| form.said_or(&question.prompt, id.as_str()))
}

fn choice_words(form: &Form<'_>, question: &QuestionId, id: &ChoiceId) -> String {
    let choice = form.question(question).and_then(|one| one.answers.choice(id));
    choice.map_or_else(|| format!("{question} / {id}"), |choice| form.said_or(&choice.text, id.as_str()))
}

/// How a bound is meant (0 at least, 1 at most, 2 exactly), and its number.
pub(super) fn is_parts(is: Is) -> (usize, i32) {
    match is {
        Is::AtLeast(number) => (0, number),
        Is::AtMost(number) => (1, number),
        Is::Exactly(number) => (2, number),
    }
}

fn is_words(form: &Form<'_>, is: Is) -> String {
    let (how, number) = is_parts(is);
    let how = form.word([Word::IsAtLeast, Word::IsAtMost, Word::IsExactly][how]);
    form.with(Word::IsSaid, &[("how", Value::Text(&how)), ("number", Value::Number(i64::from(number)))])
}

/// A condition in one sentence.
pub(in crate::ui) fn said(form: &Form<'_>, value: &Condition) -> String {
    match value {
        Condition::All(list) => joined(form, list, Word::CondAnd),
        Condition::Any(list) => joined(form, list, Word::CondOr),
        Condition::Count(list, is) => {
            let list = joined(form, list, Word::CondComma);
            let values = [("is", is_words(form, *is)), ("list", list)];
            let values: Vec<_> = values.iter().map(|(name, words)| (*name, Value::Text(words))).collect();
            form.with(Word::CondSaidCount, &values)
        }
        Condition::Not(inner) => {
            let inner = said(form, inner);
            form.with(Word::CondSaidNot, &[("what", Value::Text(&inner))])
        }
        row => {
            let what = format!("“{}”", subject(form, row));
            let is = match row {
                Condition::Visits(_, is) | Condition::Scale(_, is) | Condition::Number(_, is) => {
                    is_words(form, *is)
                }
                _ => String::new(),
            };
            form.with(sentence(row_of(row)), &[("what", Value::Text(&what)), ("is", Value::Text(&is))])
        }
    }
}

fn joined(form: &Form<'_>, list: &[Condition], between: Word) -> String {
    let parts: Vec<String> = list.iter().map(|inner| said(form, inner)).collect();
    let between = form.word(between);
    match parts.len() {
        0 => form.word(Word::CondNothing),
        1 => parts.concat(),
        _ => format!("({})", parts.join(&format!(" {between} "))),
    }
}
