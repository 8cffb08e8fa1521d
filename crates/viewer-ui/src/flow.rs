//! Blocks below one another: measured first, so that a panel knows its height before it is drawn.

use crate::keys;
use crate::theme::{Line, Share, Space, TextSize};
use crate::widgets::{self, Cx};
use egui::accesskit::Role;
use egui::containers::scroll_area::{DragScroll, ScrollSource};
use egui::{Align, Color32, Key, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

type Draw<'a, S> = Box<dyn FnOnce(&mut Ui, Rect, &mut Cx<'_>, &mut S) + 'a>;

/// Blocks below one another.
pub(crate) struct Flow<'a, S> {
    width: f32,
    height: f32,
    blocks: Vec<(f32, f32, Draw<'a, S>)>,
}

impl<'a, S> Flow<'a, S> {
    /// No blocks yet, in this width.
    pub(crate) fn new(width: f32) -> Self {
        Self { width: width.max(1.0), height: 0.0, blocks: Vec::new() }
    }

    /// How wide blocks are.
    pub(crate) fn width(&self) -> f32 {
        self.width
    }

    /// How high all blocks are together.
    pub(crate) fn height(&self) -> f32 {
        self.height
    }

    /// Nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Room between the block before and the one after; none above the first block.
    pub(crate) fn space(&mut self, height: f32) {
        if !self.blocks.is_empty() {
            self.height += height;
        }
    }

    /// A block of this height.
    pub(crate) fn push(&mut self, height: f32, draw: impl FnOnce(&mut Ui, Rect, &mut Cx<'_>, &mut S) + 'a) {
        self.blocks.push((self.height, height, Box::new(draw)));
        self.height += height;
    }

    /// A text; nothing at all when it is empty.
    pub(crate) fn text(
        &mut self,
        ui: &Ui,
        cx: &Cx<'_>,
        text: &'a str,
        (size, colour, align): (TextSize, Color32, Align),
        role: Role,
    ) {
        if text.trim().is_empty() {
            return;
        }
        let galley = cx.text_in(ui, text, size, self.width, colour, align);
        self.push(galley.size().y.ceil(), move |ui, rect, _, _| {
            widgets::label(ui, rect, galley, role, text);
        });
    }

    /// The same for a text that is made on the way.
    pub(crate) fn note(&mut self, ui: &Ui, cx: &Cx<'_>, text: String, colour: Color32, align: Align) {
        if text.trim().is_empty() {
            return;
        }
        let galley = cx.text_in(ui, &text, TextSize::Small, self.width, colour, align);
        self.push(galley.size().y.ceil(), move |ui, rect, _, _| {
            widgets::label(ui, rect, galley, Role::Label, &text);
        });
    }

    /// Draws the blocks from `top_left` on.
    pub(crate) fn draw(self, ui: &mut Ui, top_left: egui::Pos2, cx: &mut Cx<'_>, state: &mut S) {
        let width = self.width;
        for (top, height, draw) in self.blocks {
            let rect = Rect::from_min_size(pos2(top_left.x, top_left.y + top), vec2(width, height));
            draw(ui, rect, cx, state);
        }
    }
}

/// Draws `body` into `rect`, which scrolls where it is too small, and `foot` below it, which stays
/// in sight as long as half of `rect` is left for the body.
pub(crate) fn draw_scrolling<S>(
    ui: &mut Ui,
    rect: Rect,
    cx: &mut Cx<'_>,
    state: &mut S,
    (body, foot): (Flow<'_, S>, Flow<'_, S>),
    name: &str,
) {
    let gap = if foot.is_empty() { 0.0 } else { cx.space(Space::Large) };
    let whole = body.height() + gap + foot.height();
    if whole <= rect.height() + 0.5 {
        let foot_at = pos2(rect.left(), rect.top() + body.height() + gap);
        body.draw(ui, rect.min, cx, state);
        foot.draw(ui, foot_at, cx, state);
        return;
    }
    let fixed = foot.height() + gap;
    let foot_stays = fixed <= rect.height() / 2.0;
    let bottom = if foot_stays { rect.bottom() - fixed } else { rect.bottom() };
    // Room at the sides, so that focus rings are not cut off.
    let ring = cx.space(Space::Tiny) + cx.m.line_width(Line::Strong);
    let view = Rect::from_min_max(
        pos2(rect.left() - ring, rect.top()),
        pos2(rect.right() + ring + cx.space(Space::Medium), bottom.max(rect.top())),
    );
    let mut child =
        ui.new_child(UiBuilder::new().max_rect(view).id_salt(name).accessibility_role(Role::ScrollView));
    let foot_at = pos2(rect.left(), rect.bottom() - foot.height());
    let (inside, outside) = if foot_stays { (None, Some(foot)) } else { (Some(foot), None) };
    let pages = keys::presses(ui, Key::PageDown) - keys::presses(ui, Key::PageUp);
    let pages = if ui.ctx().text_edit_focused() { 0 } else { pages };
    // By a finger from its first touch on, of which egui does not know before.
    let source = ScrollSource { drag: DragScroll::Always, ..ScrollSource::default() };
    let area = ScrollArea::vertical().id_salt(name).auto_shrink(false).scroll_source(source);
    area.show(&mut child, |ui| {
        if pages != 0 {
            ui.scroll_with_delta(vec2(0.0, -Share::Screenful.of(view.height()) * pages as f32));
        }
        let height = if inside.is_some() { whole } else { body.height() } + 2.0 * ring;
        let (area, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let start = area.min + vec2(ring, ring);
        let body_height = body.height();
        body.draw(ui, start, cx, state);
        if let Some(foot) = inside {
            foot.draw(ui, start + vec2(0.0, body_height + gap), cx, state);
        }
    });
    if let Some(foot) = outside {
        foot.draw(ui, foot_at, cx, state);
    }
}
