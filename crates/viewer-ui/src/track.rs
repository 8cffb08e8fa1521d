//! A bar that a value is set on: position and volume.

use crate::theme::{Size, Space};
use crate::widgets::{Cx, focus_ring};
use egui::accesskit::{Action, Role};
use egui::{CursorIcon, EventFilter, Id, Key, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

/// A bar that a value is set on.
pub(crate) struct Track {
    pub(crate) id: Id,
    pub(crate) name: String,
    /// How high the bar lies in what reacts.
    pub(crate) rail: f32,
    /// How much of the bar is filled, 0 to 1.
    pub(crate) share: f32,
    /// The value that is told to AccessKit, and its bounds.
    pub(crate) value: f64,
    pub(crate) range: std::ops::RangeInclusive<f64>,
    /// How far one step goes.
    pub(crate) step: f64,
    /// The value in words, where the number alone says little.
    pub(crate) said: Option<String>,
    /// A place on the bar that is worth knowing, 0 to 1.
    pub(crate) mark: Option<f32>,
}

/// What the viewer did with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Move {
    /// Still being dragged, over this share of the bar.
    Over(f32),
    /// To this share of the bar: clicked, or let go of there.
    To(f32),
    /// Let go of, without going anywhere.
    Nowhere,
    /// So many steps up or down by arrow keys or assistive technology.
    Steps(i32),
}

impl Track {
    /// Draws it along `rect`, all of which reacts.
    pub(crate) fn show(&self, ui: &mut Ui, cx: &Cx<'_>, rect: Rect) -> Option<Move> {
        let response = ui.interact(rect, self.id, Sense::click_and_drag());
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| WidgetInfo::slider(true, self.value, &self.name));
        let _ = ui.ctx().accesskit_node_builder(self.id, |node| {
            node.set_role(Role::Slider);
            node.set_min_numeric_value(*self.range.start());
            node.set_max_numeric_value(*self.range.end());
            node.set_numeric_value_step(self.step);
            if let Some(said) = &self.said {
                node.set_value(said.as_str());
            }
            node.add_action(Action::Increment);
            node.add_action(Action::Decrement);
        });
        let done = response.clicked() || response.drag_stopped();
        let pointed = response.interact_pointer_pos().filter(|_| response.dragged() || done);
        let line = rect.shrink2(vec2(cx.space(Space::Small).min(rect.width() / 2.0), 0.0));
        let line = line.with_min_y(self.rail - 1.0).with_max_y(self.rail + 1.0);
        let share = pointed.map(|at| ((at.x - line.left()) / line.width().max(1.0)).clamp(0.0, 1.0));
        let hot = response.hovered() || response.dragged() || response.has_focus();
        let knob = self.paint(ui, cx, line, share.unwrap_or(self.share), hot);
        if response.has_focus() {
            focus_ring(ui, cx, knob, knob.width() / 2.0);
        }
        match share {
            Some(share) if done => Some(Move::To(share)),
            Some(share) if response.drag_delta() != egui::Vec2::ZERO => Some(Move::Over(share)),
            None if response.drag_stopped() => Some(Move::Nowhere),
            _ => {
                let steps = self.steps(ui, response.has_focus());
                (steps != 0).then_some(Move::Steps(steps))
            }
        }
    }

    fn steps(&self, ui: &Ui, focused: bool) -> i32 {
        let mut steps = 0;
        if focused {
            let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
            let times = |key| ui.input(|input| i32::try_from(input.num_presses(key)).unwrap_or(1));
            steps += times(Key::ArrowRight) - times(Key::ArrowLeft);
        }
        let asked = |action| {
            ui.input(|input| i32::try_from(input.num_accesskit_action_requests(self.id, action)).unwrap_or(1))
        };
        steps + asked(Action::Increment) - asked(Action::Decrement)
    }

    fn paint(&self, ui: &Ui, cx: &Cx<'_>, line: Rect, share: f32, hot: bool) -> Rect {
        let thick = cx.m.size(if hot { Size::RailHot } else { Size::Rail });
        let rail = Rect::from_center_size(line.center(), vec2(line.width(), thick));
        ui.painter().rect_filled(rail, thick / 2.0, cx.palette.rail);
        let filled = rail.with_max_x(rail.left() + rail.width() * share);
        ui.painter().rect_filled(filled, thick / 2.0, cx.palette.accent);
        if let Some(mark) = self.mark {
            let at = pos2(rail.left() + rail.width() * mark, rail.center().y);
            let tick = Rect::from_center_size(at, vec2(cx.space(Space::Tiny), cx.m.size(Size::Tick)));
            let radius = tick.width() / 2.0;
            // Dark around it, so that it is seen on the filled part as well.
            ui.painter().rect_filled(tick.expand(cx.space(Space::Hair)), 2.0 * radius, cx.palette.focus_gap);
            ui.painter().rect_filled(tick, radius, cx.palette.text);
        }
        let knob = cx.m.size(if hot { Size::KnobHot } else { Size::Knob }) / 2.0;
        let centre = pos2(filled.right(), rail.center().y);
        ui.painter().circle_filled(centre, knob, cx.palette.knob);
        Rect::from_center_size(centre, vec2(2.0 * knob, 2.0 * knob))
    }
}
