//! What was recorded, as cards.

use super::text::{self, LineText, SessionText};
use super::{State, heading, told};
use crate::flow::Flow;
use crate::i18n::Word;
use crate::icons::Icon;
use crate::model::RecordedSession;
use crate::pages;
use crate::theme::{Line, Size, Space, TextSize};
use crate::widgets::{self, Cx};
use egui::accesskit::Role;
use egui::{Align, Id, Rect, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// The sessions, each on a card of its own, and what they are; or that nothing is stored.
pub(super) fn show(ui: &Ui, cx: &Cx<'_>, sessions: &[RecordedSession], body: &mut Flow<'_, State>) {
    let written = text::text(sessions, cx.strings);
    if sessions.is_empty() {
        pages::emblem(cx, Icon::Shield, cx.palette.muted, body);
        told(ui, cx, written.nothing, cx.palette.text, body);
        return;
    }
    for session in written.sessions {
        card(ui, cx, session, body);
        body.space(cx.space(Space::Large));
    }
    body.note(ui, cx, written.each, cx.palette.muted, Align::LEFT);
    body.space(cx.space(Space::Small));
    body.note(ui, cx, cx.strings.get(Word::RecordedWhere), cx.palette.muted, Align::LEFT);
}

/// One session on a card of its own.
fn card(ui: &Ui, cx: &Cx<'_>, session: SessionText, body: &mut Flow<'_, State>) {
    let pad = cx.space(Space::Large);
    let mut inner: Flow<'_, State> = Flow::new(body.width() - 2.0 * pad);
    let heading_text = session.heading.clone();
    heading(ui, cx, session.heading, TextSize::Strong, &mut inner);
    inner.note(ui, cx, session.about, cx.palette.muted, Align::LEFT);
    for group in session.groups {
        inner.space(cx.space(Space::Large));
        let name = group.heading;
        let galley = cx.text_in(ui, &name, TextSize::Small, inner.width(), cx.palette.accent, Align::LEFT);
        // Several sessions have the same headings.
        let id = Id::unique(("recorded", heading_text.as_str(), name.as_str()));
        inner.push(galley.size().y.ceil(), move |ui, rect, _, _| {
            let response = ui.interact(rect, id, Sense::empty());
            widgets::paint(ui, rect.min, galley);
            response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &name));
        });
        for line in group.lines {
            inner.space(cx.space(Space::Small));
            one_line(ui, cx, line, &mut inner);
        }
    }
    body.push(inner.height() + 2.0 * pad, move |ui, rect, cx, state| {
        let edge = cx.stroke(Line::Hair, cx.palette.line);
        ui.painter().rect(rect, cx.radius(), cx.palette.card, edge, StrokeKind::Inside);
        inner.draw(ui, rect.min + vec2(pad, pad), cx, state);
    });
}

/// The time on the left; the question small above the answer.
fn one_line(ui: &Ui, cx: &Cx<'_>, line: LineText, inner: &mut Flow<'_, State>) {
    let timed = !line.at.is_empty();
    let column = if timed { cx.m.size(Size::Figure) } else { 0.0 };
    let rest = inner.width() - column;
    let time = cx.text_in(ui, &line.at, TextSize::Small, column.max(1.0), cx.palette.muted, Align::LEFT);
    let above = (!line.above.trim().is_empty())
        .then(|| cx.text_in(ui, &line.above, TextSize::Small, rest, cx.palette.muted, Align::LEFT));
    let size = if timed { TextSize::Strong } else { TextSize::Body };
    let main = cx.text(ui, &line.main, size, rest);
    let first = above.as_ref().map_or(0.0, |above| above.size().y);
    inner.push((first + main.size().y).max(time.size().y).ceil(), move |ui, rect, _, _| {
        let spoken = if timed { format!("{} {}", line.at, line.sentence) } else { line.sentence };
        // One node for the whole line.
        if timed {
            widgets::paint(ui, rect.min, time);
        }
        let at = pos2(rect.left() + column, rect.top());
        if let Some(above) = above {
            widgets::paint(ui, at, above);
        }
        let place = Rect::from_min_max(pos2(at.x, at.y + first), rect.max);
        widgets::label(ui, place, main, Role::Label, &spoken);
    });
}
