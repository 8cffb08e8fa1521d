//! Short notes in the upper right corner, over any page.

use crate::i18n::{Value, Word};
use crate::icons::Icon;
use crate::theme::{Line, Measure, Space, TextSize};
use crate::widgets::{self, Cx, icon_button};
use crate::{Notice, NoticeKind, UiAction};
use egui::accesskit::{Live, Role};
use egui::{Galley, Id, Rect, StrokeKind, Ui, pos2, vec2};
use std::sync::Arc;

/// So many are shown at most.
const MOST: usize = 3;

/// A notice, laid out.
pub(crate) struct Laid<'a> {
    notice: &'a Notice,
    text: String,
    galley: Arc<Galley>,
    place: Rect,
}

/// The newest notices below one another. The newest is always told; older ones as far as they leave
/// the lower half of the window alone.
pub(crate) fn lay_out<'a>(ui: &Ui, cx: &Cx<'_>, notices: &'a [Notice], window: Rect) -> Vec<Laid<'a>> {
    let (margin, width) = (cx.m.margin(), cx.m.column(Measure::Note));
    let (pad, side) = (cx.space(Space::Medium), cx.m.target());
    let mut top = window.top() + margin;
    let mut laid: Vec<Laid<'a>> = Vec::new();
    for notice in notices.iter().rev().take(MOST) {
        let text = words(cx, &notice.kind);
        let galley = cx.text(ui, &text, TextSize::Small, width - 2.0 * pad - side);
        let height = (galley.size().y + 2.0 * pad).max(side + cx.space(Space::Small));
        let place = Rect::from_min_size(pos2(window.right() - margin - width, top), vec2(width, height));
        if place.bottom() > window.center().y && !laid.is_empty() {
            break;
        }
        top = place.bottom() + cx.space(Space::Small);
        laid.push(Laid { notice, text, galley, place });
    }
    laid
}

/// Where they are; nowhere where there are none.
pub(crate) fn place(laid: &[Laid<'_>]) -> Rect {
    laid.iter().fold(Rect::NOTHING, |all, laid| all.union(laid.place))
}

/// Draws them.
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, laid: Vec<Laid<'_>>) {
    let (pad, side) = (cx.space(Space::Medium), cx.m.target());
    for Laid { notice, text, galley, place } in laid {
        let edge = cx.stroke(Line::Hair, cx.palette.line);
        ui.painter().rect(place, cx.radius(), cx.palette.scrim, edge, StrokeKind::Inside);
        let at = pos2(place.left() + pad, place.center().y - galley.size().y / 2.0);
        let response = widgets::label(ui, Rect::from_min_max(at, place.max), galley, Role::Status, &text);
        let _ = ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
        let cross = Rect::from_center_size(
            pos2(place.right() - side / 2.0 - cx.space(Space::Tiny), place.center().y),
            vec2(side, side),
        );
        let name = cx.strings.get(Word::Close);
        let id = Id::unique(("notice", notice.id));
        if icon_button(ui, cx, (id, cross), Icon::Cross, (&name, ""), true).clicked() {
            cx.actions.push(UiAction::DismissNotice(notice.id));
        }
    }
}

fn words(cx: &Cx<'_>, kind: &NoticeKind) -> String {
    match kind {
        NoticeKind::NoSound => cx.strings.get(Word::NoticeNoSound),
        NoticeKind::LogFailed => cx.strings.get(Word::NoticeLogFailed),
        NoticeKind::HandoutFailed { title } => {
            cx.strings.with(Word::NoticeHandoutFailed, &[("title", Value::Text(title))])
        }
        NoticeKind::NoStory { name } => cx.strings.with(Word::NoticeNoStory, &[("name", Value::Text(name))]),
        NoticeKind::SoftwareGraphics => cx.strings.get(Word::NoticeSoftware),
        NoticeKind::ContactSaved { path, mail } => {
            let value = [("path", Value::Text(path.as_deref().unwrap_or_default()))];
            match (path, mail) {
                (Some(_), true) => cx.strings.with(Word::NoticeContactMail, &value),
                (Some(_), false) => cx.strings.with(Word::NoticeContactSaved, &value),
                (None, _) => cx.strings.get(Word::NoticeContactMailOnly),
            }
        }
        NoticeKind::ContactNotSaved { detail } => {
            cx.strings.with(Word::NoticeContactNotSaved, &[("detail", Value::Text(detail))])
        }
        NoticeKind::Text(text) => text.clone(),
    }
}
