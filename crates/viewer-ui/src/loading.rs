//! The story is being opened: what is done, how far it is, and a way out.

use crate::flow::Flow;
use crate::i18n::{Value, Word};
use crate::theme::{Line, Measure, Size, Space, TextSize};
use crate::widgets::{self, Cx, Weight, button, button_size};
use crate::{LoadingPage, LoadingStep, UiAction, pages};
use egui::accesskit::{Live, Role};
use egui::{Align, Id, Rect, StrokeKind, Ui, WidgetInfo};

/// Draws the page. In its first moment only its ground: most stories are there before anyone could
/// read a word.
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &LoadingPage<'_>) {
    let window = ui.max_rect();
    pages::backdrop(ui, cx, window);
    let Some(step) = page.step else { return };
    let width = cx.m.column(Measure::Note);
    let mut body = Flow::new(width);
    body.text(ui, cx, page.title, (pages::title_size(cx), cx.palette.text, Align::Center), Role::Heading);
    body.space(cx.space(Space::Large));
    let share = match step {
        LoadingStep::Clips { done, all } if all > 0 => Some(done as f32 / all as f32),
        _ => None,
    };
    bar(cx, share, &mut body);
    body.space(cx.space(Space::Small));
    let said = said(cx, step);
    let galley = cx.text_in(ui, &said, TextSize::Small, width, cx.palette.muted, Align::Center);
    body.push(galley.size().y.ceil(), move |ui, rect, _, ()| {
        let response = widgets::label(ui, rect, galley, Role::Status, &said);
        let _ = ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    });
    body.space(cx.space(Space::Small));
    let cancel = cx.strings.get(Word::Cancel);
    let size = button_size(ui, cx, &cancel, width);
    let mut foot = Flow::new(width);
    foot.push(size.y, move |ui, rect, cx, ()| {
        let place = Rect::from_center_size(rect.center(), size);
        if button(ui, cx, place, &cancel, Weight::Even, true).clicked() {
            cx.actions.push(UiAction::CancelOpening);
        }
    });
    let flows = (body, foot);
    let place = pages::column_place(ui, cx, 0.0, &flows);
    let name = cx.strings.get(Word::Loading);
    pages::column(ui, cx, place, ("loading", &name), None, (&mut (), flows));
}

fn said(cx: &Cx<'_>, step: LoadingStep) -> String {
    let number = |value: u32| Value::Number(i64::from(value));
    match step {
        LoadingStep::Reading => cx.strings.get(Word::Loading),
        LoadingStep::Checking => cx.strings.get(Word::LoadingChecking),
        LoadingStep::Clips { done, all } => {
            cx.strings.with(Word::LoadingClips, &[("done", number(done)), ("all", number(all))])
        }
    }
}

/// How far it is; where that is not known, an empty rail.
fn bar(cx: &Cx<'_>, share: Option<f32>, body: &mut Flow<'_, ()>) {
    let height = cx.m.size(Size::Rail);
    let name = cx.strings.get(Word::Loading);
    body.push(height, move |ui, rect, cx, ()| {
        let response = ui.interact(rect, Id::unique("progress"), egui::Sense::empty());
        response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &name));
        if let Some(share) = share {
            let value = f64::from(share) * 100.0;
            let _ = ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_numeric_value(value.round());
                node.set_min_numeric_value(0.0);
                node.set_max_numeric_value(100.0);
            });
        }
        let round = height / 2.0;
        ui.painter().rect_filled(rect, round, cx.palette.rail);
        let edge = cx.stroke(Line::Hair, cx.palette.line);
        ui.painter().rect_stroke(rect, round, edge, StrokeKind::Inside);
        let done = rect.with_max_x(rect.left() + rect.width() * share.unwrap_or(0.0).clamp(0.0, 1.0));
        ui.painter().rect_filled(done, round, cx.palette.accent);
    });
}
