//! A question in the mini window: there is no room to answer, but room to say that it is asked.

use crate::i18n::Word;
use crate::theme::{Line, Space, TextSize};
use crate::widgets::{Cx, Weight, button, button_size};
use crate::{StoryPage, UiAction};
use egui::accesskit::{Live, Role};
use egui::{Align, Id, Rect, StrokeKind, Ui, pos2, vec2};

/// Draws the note and the button that makes the window large again; gives where.
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &StoryPage<'_>, free: Rect) -> Rect {
    let Some(view) = page.question else { return Rect::NOTHING };
    let pad = cx.space(Space::Medium);
    let answer = cx.strings.get(Word::MiniAnswer);
    let free = free.shrink(cx.m.margin());
    let size = button_size(ui, cx, &answer, free.width() / 2.0);
    let name = format!("{}: {}", cx.strings.get(Word::MiniAsked), view.prompt);
    let width = (free.width() - 3.0 * pad - size.x).max(1.0);
    let galley = cx.text_in(ui, &view.prompt, TextSize::Small, width, cx.palette.text, Align::LEFT);
    let height = (galley.size().y.max(size.y) + 2.0 * pad).min(free.height());
    let panel = free.with_min_y(free.bottom() - height);
    let edge = cx.stroke(Line::Hair, cx.palette.line);
    ui.painter().rect(panel, cx.radius(), cx.palette.scrim, edge, StrokeKind::Inside);
    let at = pos2(panel.left() + pad, panel.center().y - galley.size().y / 2.0);
    let place = Rect::from_min_size(at, vec2(width, galley.size().y));
    let painter = ui.painter().with_clip_rect(panel);
    painter.galley(at, galley, cx.palette.text);
    let response = ui.interact(place, Id::unique("question waits"), egui::Sense::empty());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Status, true, &name));
    let _ = ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    let rect = Rect::from_min_size(pos2(panel.right() - pad - size.x, panel.center().y - size.y / 2.0), size);
    if button(ui, cx, rect, &answer, Weight::Main, true).clicked() {
        cx.actions.push(UiAction::ToggleMini);
    }
    panel
}
