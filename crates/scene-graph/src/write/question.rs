//! Writing questions and choices.

use super::layout::Node;
use super::{Fields, id, media, number, rules, text};
use crate::model::{
    Answers, Area, Choice, Cut, Limit, Meanwhile, Place, Question, Scale, SeveralOf, Shown, Words,
};

pub(super) fn question(question: &Question) -> Node {
    let mut fields = Fields::default();
    fields.put("id", id(&question.id));
    fields.put("prompt", text(&question.prompt));
    fields.put_text("again", &question.again);
    fields.put_ids("themes", &question.themes);
    fields.put_some("when", question.when.as_ref(), rules::condition);
    match question.shown {
        Shown::AtEnd => {}
        Shown::PauseAt(time) => fields.put("shown", Node::wrap("PauseAt", vec![id(&time)])),
        Shown::During { from, cut } => {
            let mut during = Fields::default();
            during.put("from", id(&from));
            during.put_unless("cut", cut == Cut::AtOnce, || Node::atom("AtEnd"));
            fields.put("shown", during.call("During"));
        }
    }
    match &question.meanwhile {
        Meanwhile::Waiting => {}
        Meanwhile::Hold => fields.put("meanwhile", Node::atom("Hold")),
        Meanwhile::Loop(looped) => fields.put("meanwhile", Node::wrap("Loop", vec![media(looped)])),
    }
    match question.limit {
        Limit::Off => {}
        Limit::Seconds(seconds) => fields.put("limit", Node::wrap("Seconds", vec![number(seconds)])),
        Limit::ClipEnd => fields.put("limit", Node::atom("ClipEnd")),
    }
    fields.put_flag("skip", question.skip);
    match question.place {
        Place::LowerThird => {}
        place @ (Place::Side | Place::Full | Place::OnPicture) => {
            fields.put("place", Node::atom(format!("{place:?}")));
        }
    }
    fields.put("answers", answers(&question.answers));
    fields.call("Question")
}

fn answers(answers: &Answers) -> Node {
    match answers {
        Answers::OneOf(choices) => Node::wrap("OneOf", vec![list(choices)]),
        Answers::SeveralOf(SeveralOf { choices, at_least, at_most }) => {
            let mut fields = Fields::default();
            fields.put("choices", list(choices));
            fields.put_unless("at_least", *at_least == 1, || number(at_least));
            fields.put_some("at_most", at_most.as_ref(), |most| number(most));
            fields.call("SeveralOf")
        }
        Answers::Scale(Scale { from, to, low, high, worry }) => {
            let mut fields = Fields::default();
            fields.put_unless("from", *from == 1, || number(from));
            fields.put_unless("to", *to == 5, || number(to));
            fields.put("low", text(low));
            fields.put("high", text(high));
            fields.put_some("worry", worry.as_ref(), |is| rules::bound(*is));
            fields.call("Scale")
        }
        Answers::Words(Words { at_most, hint }) => {
            let mut fields = Fields::default();
            fields.put_unless("at_most", *at_most == 500, || number(at_most));
            fields.put_text("hint", hint);
            fields.call("Words")
        }
        Answers::Contact => Node::atom("Contact"),
    }
}

/// One choice a line, always: that is how people compare them.
fn list(choices: &[Choice]) -> Node {
    Node::list(choices.iter().map(choice).collect()).tall()
}

fn choice(choice: &Choice) -> Node {
    let mut fields = Fields::default();
    fields.put("id", id(&choice.id));
    fields.put("text", text(&choice.text));
    fields.put_ids("themes", &choice.themes);
    fields.put_flag("worry", choice.worry);
    fields.put_some("when", choice.when.as_ref(), rules::condition);
    fields
        .put_unless("set", choice.set.is_empty(), || Node::list(choice.set.iter().map(rules::set).collect()));
    fields.put_some("area", choice.area.as_ref(), |Area { x, y, w, h }| {
        let sides = [("x", x), ("y", y), ("w", w), ("h", h)];
        Node::call("", sides.into_iter().map(|(name, side)| (name.to_owned(), number(side))).collect())
    });
    fields.put_some("then", choice.then.as_ref(), rules::branch);
    fields.call("Choice")
}
