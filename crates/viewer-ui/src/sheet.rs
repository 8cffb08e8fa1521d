//! What lies over the whole paused picture: the chapter map, the help.

use crate::flow::{Flow, draw_scrolling};
use crate::i18n::Word;
use crate::icons::Icon;
use crate::pages;
use crate::theme::{Measure, Space, TextSize};
use crate::widgets::{self, Cx, icon_button};
use egui::accesskit::Role;
use egui::{Align, Id, Key, Rect, Sense, Ui, UiBuilder, pos2, vec2};

/// Which one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sheet {
    /// The chapter map.
    Map,
    /// What the keys do.
    Help,
}

/// The room for a sheet's body below its heading.
pub(crate) fn body_width(cx: &Cx<'_>) -> f32 {
    let margin = side(cx);
    // The scroll bar lies to the right of it.
    (cx.m.window.x - 2.0 * margin - cx.space(Space::Large)).max(1.0)
}

fn side(cx: &Cx<'_>) -> f32 {
    let margin = 2.0 * cx.m.margin();
    // Lines that are too long are hard to read, even on the largest windows.
    margin.max((cx.m.window.x - cx.m.measure(Measure::Sheet)) / 2.0)
}

/// Darkens the picture and draws a heading with a button that closes; whether the viewer closed it.
pub(crate) fn show<S>(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    (title, note): (&str, &str),
    body: Flow<'_, S>,
    state: &mut S,
    wants_focus: bool,
) -> bool {
    let window = ui.max_rect();
    // Whatever is behind is neither seen clearly nor touched.
    let _ = ui.interact(window, Id::unique("sheet ground"), Sense::CLICK);
    ui.painter().rect_filled(window, 0.0, cx.palette.cover);
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(window)
            .scope_id(Id::unique(("sheet", title)))
            .accessibility_role(Role::Dialog)
            .accessibility_label(title),
    );
    let ui = &mut child;
    let inner = window.shrink2(vec2(side(cx), cx.m.margin()));
    let target = cx.m.target();
    let cross = Rect::from_min_size(pos2(inner.right() - target, inner.top()), vec2(target, target));
    let id = Id::unique("close sheet");
    if wants_focus {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let room = cross.left() - inner.left() - cx.space(Space::Medium);
    let heading = cx.text_in(ui, title, pages::title_size(cx), room, cx.palette.text, Align::LEFT);
    let high = heading.size().y.max(target);
    let at = pos2(inner.left(), inner.top() + (high - heading.size().y) / 2.0);
    let heading_at = Rect::from_min_size(at, heading.size());
    widgets::label(ui, heading_at, heading, Role::Heading, title);
    let mut top = inner.top() + high;
    if !note.is_empty() {
        let galley = cx.text_in(ui, note, TextSize::Small, inner.width(), cx.palette.muted, Align::LEFT);
        let place = Rect::from_min_size(pos2(inner.left(), top), galley.size());
        top = place.bottom();
        widgets::label(ui, place, galley, Role::Label, note);
    }
    let list = Rect::from_min_max(
        pos2(inner.left(), top + cx.space(Space::Medium)),
        pos2(inner.left() + body.width(), window.bottom() - cx.m.margin()),
    );
    draw_scrolling(ui, list, cx, state, (body, Flow::new(1.0)), title);
    let name = cx.strings.get(Word::Close);
    icon_button(ui, cx, (id, cross), Icon::Cross, (&name, "Esc"), true).clicked()
        || ui.input(|input| input.key_pressed(Key::Escape))
}
