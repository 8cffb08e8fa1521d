//! All scenes and endings as a list, for keyboard and screen reader: with it a story can be made without
//! the canvas.
//!
//! - `lines`: which rows there are, in the author's order or along the story.
//! - `lead_to`: where a way on leads, chosen from a list; `naming`: another name.

mod lead_to;
mod lines;
mod naming;

pub(super) use lead_to::ways;

use super::canvas::{cards_lines, clock, icon_button, scene_lines};
use super::command::Command;
use super::look::prose;
use super::words::{Value, Word};
use super::workspace::{Ask, Field, Selection};
use super::{Cx, News, NewsCursor};
use crate::document::{Change, Item, Slot};
use egui::accesskit::Role;
use egui::{
    Align2, EventFilter, Id, Key, Modifiers, Popup, Rect, Response, ScrollArea, Sense, Ui, Vec2, WidgetInfo,
    pos2, vec2,
};
use lines::Row;
use media_time::MediaDuration;
use std::sync::Arc;
use viewer_ui::icons::{self, Icon};
use viewer_ui::theme::{Line, Radius, Size, Space, TextSize};

/// How deep rows are set in at most, along the story.
const DEEPEST: usize = 8;

/// All scenes and endings as a list.
#[derive(Default)]
pub(super) struct Outline {
    along: bool,
    rows: Arc<[Row]>,
    rows_along: bool,
    cursor: NewsCursor,
    /// What was selected in the last pass.
    seen: Selection,
    /// The row that gets the focus.
    wants_focus: Option<usize>,
}

impl Outline {
    /// Draws it into the room that `ui` has.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.update(cx);
        self.show_head(ui, cx);
        if self.rows_along != self.along {
            self.list_anew(cx);
        }
        let height =
            cx.m.line_height(TextSize::Body) + cx.m.line_height(TextSize::Small) + cx.m.space(Space::Small);
        ui.spacing_mut().item_spacing.y = cx.m.space(Space::Hair);
        let pitch = height + ui.spacing().item_spacing.y;
        let mut area = ScrollArea::vertical().auto_shrink(false);
        if let Some(row) = self.row_to_show(cx) {
            let room = ui.available_height();
            let at = ui.ctx().data(|data| data.get_temp::<f32>(Id::unique("outline scroll"))).unwrap_or(0.0);
            let top = row as f32 * pitch;
            if top < at || top + pitch > at + room {
                area = area.vertical_scroll_offset((top - room * 0.4).max(0.0));
            }
        }
        let rows = Arc::clone(&self.rows);
        let shown = area.show_rows(ui, height, rows.len(), |ui, range| {
            for index in range {
                if let Some(row) = rows.get(index) {
                    self.row(ui, cx, index, row, height);
                }
            }
        });
        let offset = shown.state.clamped_offset().y;
        ui.ctx().data_mut(|data| data.insert_temp(Id::unique("outline scroll"), offset));
    }

    fn update(&mut self, cx: &mut Cx<'_>) {
        match cx.workspace.news(&mut self.cursor) {
            News::Changes(changes) if !changes.iter().any(|change| self.lists_other(change)) => {}
            _ => self.list_anew(cx),
        }
    }

    /// Whether the rows, or their order, may be others after this change.
    fn lists_other(&self, change: &Change) -> bool {
        let index = |slot: &Option<Slot>| slot.as_ref().map(|slot| slot.index);
        match change {
            Change::Head { before, after } => {
                before.start != after.start || !before.endings.keys().eq(after.endings.keys())
            }
            // Along the story the ways on make the order.
            Change::Scene { before, after, .. } => self.along || index(before) != index(after),
            Change::Spot { .. } | Change::Frame { .. } => false,
        }
    }

    fn list_anew(&mut self, cx: &Cx<'_>) {
        let story = cx.workspace.document.story();
        self.rows = if self.along { lines::along(story) } else { lines::in_order(story) }.into();
        self.rows_along = self.along;
    }

    fn show_head(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        ui.horizontal(|ui| {
            ui.selectable_value(&mut self.along, false, cx.word(Word::OutlineInOrder));
            ui.selectable_value(&mut self.along, true, cx.word(Word::OutlineAlong));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let find = cx.word(Command::Find.word());
                if icon_button(ui, cx, Icon::Target, &find, false).clicked() {
                    cx.commands.push(Command::Find);
                }
                let add = cx.word(Word::OutlineAddScene);
                if icon_button(ui, cx, Icon::Plus, &add, false).clicked() {
                    cx.commands.push(Command::AddScene);
                }
            });
        });
        ui.add_space(cx.m.space(Space::Tiny));
    }

    /// The row to bring into sight: what was selected elsewhere, or what the arrow keys went to.
    fn row_to_show(&mut self, cx: &Cx<'_>) -> Option<usize> {
        if let Some(row) = self.wants_focus {
            return Some(row);
        }
        if self.seen == cx.workspace.selection {
            return None;
        }
        self.seen = cx.workspace.selection.clone();
        let item = self.seen.items.first().filter(|_| self.seen.items.len() == 1)?;
        self.rows.iter().position(|row| row.item == *item)
    }

    fn row(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, index: usize, row: &Row, height: f32) {
        let width = ui.available_width();
        let (_, rect) = ui.allocate_space(vec2(width, height));
        let response = ui.interact(rect, Id::unique(("outline", &row.item)), Sense::click());
        let facts = Facts::of(cx, row);
        let selected = cx.workspace.selection.items.contains(&row.item);
        response.widget_info(|| WidgetInfo::selected(Role::TreeItem, true, selected, facts.name(cx)));
        let cut = self.draw(ui, cx, &response, (row, &facts, selected));
        let response = match cut {
            Some(second) => response.on_hover_ui(|ui| {
                prose(ui, &cx.m, &facts.title, (TextSize::Body, cx.palette.text));
                prose(ui, &cx.m, &second, (TextSize::Small, cx.palette.muted));
            }),
            None => response,
        };
        if self.wants_focus == Some(index) {
            self.wants_focus = None;
            response.request_focus();
        }
        if response.has_focus() {
            self.take_keys(ui, cx, index, &response);
        }
        if response.clicked() || response.secondary_clicked() {
            self.choose(ui, cx, &row.item);
        }
        if response.double_clicked() {
            inspect(cx, &row.item);
        }
        let opens = response.has_focus()
            && ui.input_mut(|input| {
                input.consume_key(Modifiers::SHIFT, Key::F10) || input.consume_key(Modifiers::NONE, Key::Menu)
            });
        let mut menu = Popup::context_menu(&response);
        if opens {
            // As a click does: its lines are about what is selected.
            self.choose(ui, cx, &row.item);
            menu = menu.open_memory(Some(true.into()));
        }
        let id = menu.get_id();
        let opened_by_key = Popup::is_id_open(ui.ctx(), id) && Popup::position_of_id(ui.ctx(), id).is_none();
        if opens || opened_by_key {
            menu = menu.at_position(rect.center_bottom());
        }
        menu.show(|ui| match &row.item {
            Item::Scene(id) if cx.workspace.selection.items.len() < 2 => scene_lines(ui, cx, id),
            _ => cards_lines(ui, cx),
        });
    }

    fn choose(&mut self, ui: &Ui, cx: &mut Cx<'_>, item: &Item) {
        let modifiers = ui.input(|input| input.modifiers);
        let items = &mut cx.workspace.selection.items;
        if modifiers.command {
            if !items.remove(item) {
                items.insert(item.clone());
            }
        } else if items.len() < 2 || !items.contains(item) {
            cx.workspace.selection = Selection::of(item.clone());
        }
        self.seen = cx.workspace.selection.clone();
    }

    /// Arrows go from row to row, Home and End to the first and last; Enter opens the inspector.
    fn take_keys(&mut self, ui: &Ui, cx: &mut Cx<'_>, index: usize, response: &Response) {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let last = self.rows.len().saturating_sub(1);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let mut to = index;
        for (key, next) in [
            (Key::ArrowUp, index.saturating_sub(1)),
            (Key::ArrowDown, (index + 1).min(last)),
            (Key::Home, 0),
            (Key::End, last),
            (Key::PageUp, index.saturating_sub(10)),
            (Key::PageDown, (index + 10).min(last)),
        ] {
            if pressed(key) {
                to = next;
            }
        }
        if let Some(row) = self.rows.get(to).filter(|_| to != index) {
            cx.workspace.selection = Selection::of(row.item.clone());
            self.seen = cx.workspace.selection.clone();
            self.wants_focus = Some(to);
            ui.ctx().request_repaint();
        }
        if pressed(Key::Enter)
            && let Some(row) = self.rows.get(index)
        {
            inspect(cx, &row.item);
        }
    }

    /// Gives its second line, if there is no room for all of what it says.
    fn draw(
        &self,
        ui: &Ui,
        cx: &Cx<'_>,
        response: &Response,
        (row, facts, selected): (&Row, &Facts, bool),
    ) -> Option<String> {
        let (painter, rect) = (ui.painter(), response.rect);
        let corner = cx.m.radius(Radius::Chip);
        if selected {
            painter.rect_filled(rect, corner, cx.palette.card_chosen);
        } else if response.hovered() {
            painter.rect_filled(rect, corner, cx.palette.card_hovered);
        }
        if response.has_focus() {
            let line = cx.m.stroke(Line::Edge, cx.palette.focus);
            painter.rect_stroke(rect, corner, line, egui::StrokeKind::Inside);
        }
        let (small, side) = (cx.m.space(Space::Small), cx.m.size(Size::IconSmall));
        let inset = row.depth.min(DEEPEST) as f32 * cx.m.space(Space::Medium);
        let mut at = pos2(rect.left() + small + inset, rect.top() + cx.m.space(Space::Tiny));
        let (icon, colour) = facts.icon(cx);
        let middle = pos2(at.x + side / 2.0, at.y + cx.m.line_height(TextSize::Body) / 2.0);
        icons::draw(painter, icon, Rect::from_center_size(middle, Vec2::splat(side)), colour);
        at.x += side + small;
        let mut right = rect.right() - small;
        if let Some(mark) = facts.mark {
            let (icon, colour) = mark.look(cx);
            let text = mark.count.to_string();
            let font = cx.m.font(TextSize::Small);
            let drawn = painter.text(pos2(right, middle.y), Align2::RIGHT_CENTER, text, font, colour);
            let spot = pos2(drawn.left() - side * 0.8, middle.y);
            icons::draw(painter, icon, Rect::from_center_size(spot, Vec2::splat(side)), colour);
            right = spot.x - side;
        }
        let line = |text: &str, size: TextSize, width: f32, colour| {
            let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), cx.m.font(size), colour);
            job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(1.0));
            painter.layout_job(job)
        };
        let above = line(&facts.title, TextSize::Body, right - at.x, cx.palette.text);
        let second = facts.second(cx);
        let below = line(&second, TextSize::Small, rect.right() - small - at.x, cx.palette.muted);
        let is_cut = above.elided || below.elided;
        painter.galley(at, above, cx.palette.text);
        at.y += cx.m.line_height(TextSize::Body) - cx.m.space(Space::Hair);
        painter.galley(at, below, cx.palette.muted);
        is_cut.then_some(second)
    }
}

/// What a row says.
#[derive(Default)]
struct Facts {
    title: String,
    id: String,
    length: Option<MediaDuration>,
    mark: Option<super::marks::Mark>,
    begins: bool,
    asks: bool,
    ends: bool,
}

impl Facts {
    fn of(cx: &Cx<'_>, row: &Row) -> Self {
        let story = cx.workspace.document.story();
        match &row.item {
            Item::Scene(id) => {
                let length = |file: &str| cx.workspace.found.clips.get(file).and_then(|found| found.length);
                let language = &cx.workspace.shown_language;
                let scene = story.scenes.get(id);
                let length =
                    scene.and_then(|scene| scene_graph::media_length(story, &scene.media, language, &length));
                Self {
                    title: cx.workspace.scene_title(id).to_owned(),
                    id: id.to_string(),
                    length: length.filter(|length| *length > MediaDuration::ZERO),
                    mark: cx.marks.of(id),
                    begins: story.start == *id,
                    asks: scene.is_some_and(|scene| scene.question.is_some()),
                    ends: false,
                }
            }
            Item::Ending(id) => {
                let title = cx.workspace.ending_title(id).to_owned();
                Self { title, id: id.to_string(), ends: true, ..Self::default() }
            }
        }
    }

    fn icon(&self, cx: &Cx<'_>) -> (Icon, egui::Color32) {
        match self {
            Self { ends: true, .. } => (Icon::Target, cx.palette.accent),
            Self { begins: true, .. } => (Icon::Play, cx.palette.accent),
            Self { asks: true, .. } => (Icon::Help, cx.palette.muted),
            _ => (Icon::Film, cx.palette.muted),
        }
    }

    /// What is known beside title and id.
    fn more(&self, cx: &Cx<'_>) -> impl Iterator<Item = String> {
        let begins = self.begins.then(|| cx.word(Word::CanvasStart));
        let ends = self.ends.then(|| cx.word(Word::OutlineEnding));
        self.length.map(clock).into_iter().chain(begins).chain(ends)
    }

    /// The line below the title.
    fn second(&self, cx: &Cx<'_>) -> String {
        let parts: Vec<String> = std::iter::once(self.id.clone()).chain(self.more(cx)).collect();
        parts.join(" · ")
    }

    /// What a screen reader says.
    fn name(&self, cx: &Cx<'_>) -> String {
        let mut parts = vec![self.title.clone()];
        if self.id != self.title {
            parts.push(self.id.clone());
        }
        parts.extend(self.more(cx));
        if let Some(mark) = self.mark {
            let count = Value::count(mark.count);
            parts.push(cx.words.with(Word::CanvasProblems, &[("count", count)]));
        }
        parts.join(", ")
    }
}

/// Opens the inspector on it.
fn inspect(cx: &mut Cx<'_>, item: &Item) {
    match item {
        Item::Scene(id) => {
            cx.workspace.show_field(Field { scene: Some(id.clone()), choice: None, name: String::new() });
        }
        Item::Ending(_) => cx.workspace.panes.inspector = true,
    }
}

/// A question of the outline's or the canvas's over everything else; false: it is another's.
pub(super) fn show_ask(ui: &mut Ui, cx: &mut Cx<'_>, ask: &Ask) -> bool {
    match ask {
        Ask::Rename { what, words } => naming::show(ui, cx, what, words),
        Ask::LeadTo { turn, wanted, visits } => lead_to::show(ui, cx, turn, wanted, *visits),
        _ => return false,
    }
    true
}

/// A muted line of explanation.
fn hint(ui: &mut Ui, cx: &Cx<'_>, word: Word) {
    cx.prose(ui, word, cx.palette.muted);
}
