//! The buttons in a corner of the canvas: smaller, larger, all of it, the map.

use super::Canvas;
use crate::ui::Cx;
use crate::ui::command::Command;
use crate::ui::words::{Value, Word};
use egui::accesskit::Role;
use egui::{Align, Frame, Layout, Margin, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use viewer_ui::icons::{self, Icon};
use viewer_ui::theme::{Line, Radius, Size, Space};

impl Canvas {
    pub(super) fn show_controls(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let room = cx.m.space(Space::Medium);
        let screen = self.view.screen;
        let height = cx.m.size(Size::IconLarge) + 2.0 * cx.m.space(Space::Hair);
        let width = height * 5.5 + cx.m.space(Space::Large);
        if screen.width() < width * 1.6 || screen.height() < height * 4.0 {
            return;
        }
        let left_top = pos2(screen.left() + room, screen.bottom() - room - height);
        let place = Rect::from_min_size(left_top, vec2(width, height));
        ui.scope_builder(
            UiBuilder::new().max_rect(place).layout(Layout::left_to_right(Align::Center)),
            |ui| {
                let frame = Frame::new()
                    .fill(cx.palette.sheet)
                    .stroke(cx.m.stroke(Line::Hair, cx.palette.line))
                    .corner_radius(cx.m.radius(Radius::Chip))
                    .inner_margin(Margin::same(cx.m.space(Space::Hair) as i8));
                frame.show(ui, |ui| {
                    ui.spacing_mut().item_spacing.x = cx.m.space(Space::Hair);
                    for (icon, command) in [(Icon::Minus, Command::ZoomOut), (Icon::Plus, Command::ZoomIn)] {
                        if icon_button(ui, cx, icon, &cx.word(command.word()), false).clicked() {
                            cx.commands.push(command);
                        }
                        if command == Command::ZoomOut {
                            self.size_button(ui, cx);
                        }
                    }
                    if icon_button(ui, cx, Icon::Enlarge, &cx.word(Command::Fit.word()), false).clicked() {
                        cx.commands.push(Command::Fit);
                    }
                    let (map, on) = (cx.word(Command::ShowMap.word()), cx.workspace.panes.map);
                    if icon_button(ui, cx, Icon::Map, &map, on).clicked() {
                        cx.commands.push(Command::ShowMap);
                    }
                });
            },
        );
    }

    /// How large it is; a press makes it its own size.
    fn size_button(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let percent = (self.view.zoom() * 100.0).round() as i64;
        let words = cx.words.with(Word::CanvasZoom, &[("percent", Value::Number(percent))]);
        let size = vec2(cx.m.size(Size::Figure), cx.m.size(Size::IconLarge));
        let button = ui.add_sized(size, egui::Button::new(words).frame(false));
        if button.on_hover_text(cx.word(Command::ZoomReset.word())).clicked() {
            cx.commands.push(Command::ZoomReset);
        }
    }
}

/// A button that shows an icon alone; its name is read and shown under the pointer.
pub(in crate::ui) fn icon_button(ui: &mut Ui, cx: &Cx<'_>, icon: Icon, name: &str, on: bool) -> Response {
    let side = cx.m.size(Size::IconLarge);
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::click());
    response.widget_info(|| match on {
        true => WidgetInfo::selected(Role::Button, ui.is_enabled(), on, name),
        false => WidgetInfo::labeled(Role::Button, ui.is_enabled(), name),
    });
    let corner = cx.m.radius(Radius::Chip);
    if response.hovered() || on {
        ui.painter().rect_filled(rect, corner, cx.palette.veil);
    }
    if response.has_focus() {
        let line = cx.m.stroke(Line::Edge, cx.palette.focus);
        ui.painter().rect_stroke(rect, corner, line, egui::StrokeKind::Inside);
    }
    let colour = if on { cx.palette.accent } else { cx.palette.text };
    let place = Rect::from_center_size(rect.center(), vec2(side, side) * 0.56);
    icons::draw(ui.painter(), icon, place, colour);
    response.on_hover_text(name)
}
