//! The control bar: play, back, position, sound, chapters, captions, language, settings, mini window,
//! full screen. What has no room folds into a list of its own.

mod items;
mod lists;
mod seek_bar;
mod sound;

use crate::i18n::Word;
use crate::menu::Anchor;
use crate::sheet::Sheet;
use crate::theme::{CONTROLS_STAY, Measure, SHADES, Size, Space, TextSize};
use crate::widgets::{self, Cx};
use crate::{Controls, StoryPage};
use egui::accesskit::Role;
use egui::{Color32, Id, Rect, Ui, UiBuilder, pos2, vec2};
use items::{Item, Plan};
pub(crate) use lists::List;
use media_time::{MediaDuration, MediaTime};
use seek_bar::Drag;

/// How far an arrow key seeks, in seconds.
pub(crate) const SEEK_STEP: i64 = 5;

/// How far an arrow key turns the sound up or down.
pub(crate) const VOLUME_STEP: f32 = 0.05;

/// What the bar remembers between passes.
#[derive(Debug, Default)]
pub(crate) struct State {
    stays_until: f64,
    /// The list that is open.
    list: Option<List>,
    /// It was opened by keys: the focus goes into it, and back to what opened it.
    by_keys: bool,
    /// Its first row has still to get the focus.
    wants_focus: bool,
    /// What the viewer asked for that covers everything.
    sheet: Option<Sheet>,
    /// The focus is on one of the bar's controls.
    focused: bool,
    drag: Option<Drag>,
}

/// The play button, which gets the focus when Tab brings the bar out.
pub(crate) fn first_id() -> Id {
    Item::Play.id()
}

/// The button that opens the chapter map.
pub(crate) fn map_id() -> Id {
    Item::Map.id()
}

impl State {
    /// Brings the bar out for a while.
    pub(crate) fn wake(&mut self, now: f64) {
        self.stays_until = now + CONTROLS_STAY;
    }

    /// Sends the bar away, unless something holds it.
    pub(crate) fn send_away(&mut self) {
        self.stays_until = 0.0;
    }

    /// Whether the bar is out.
    pub(crate) fn is_out(&self, page: &StoryPage<'_>, keep: bool, now: f64) -> bool {
        keep || page.question.is_some()
            || page.controls.paused
            || self.focused
            || self.list.is_some()
            || self.drag.is_some()
            || now < self.stays_until
    }

    /// When the bar goes away by itself, in seconds from now.
    pub(crate) fn leaves_in(&self, now: f64) -> Option<f64> {
        (now < self.stays_until).then_some(self.stays_until - now)
    }

    /// The list that is open.
    pub(crate) fn list(&self) -> Option<List> {
        self.list
    }

    /// Opens this list, or closes it if it is open.
    pub(crate) fn toggle(&mut self, list: List, by_keys: bool) {
        self.list = (self.list != Some(list)).then_some(list);
        self.by_keys = by_keys;
        self.wants_focus = by_keys;
    }

    /// What the viewer asked for that covers everything, once.
    pub(crate) fn take_sheet(&mut self) -> Option<Sheet> {
        self.sheet.take()
    }
}

/// How high the bar is.
pub(crate) fn height(cx: &Cx<'_>, page: &StoryPage<'_>) -> f32 {
    let seek = if seek_length(cx, page).is_some() { seek_height(cx) } else { 0.0 };
    seek + cx.m.target() + cx.space(Space::Small)
}

fn seek_height(cx: &Cx<'_>) -> f32 {
    cx.m.size(Size::SeekBar)
}

/// How far above the bar the position can be gripped.
fn grip_above(cx: &Cx<'_>) -> f32 {
    (cx.m.target() - seek_height(cx)).max(0.0)
}

/// The length of the seek bar; it makes room for a question in low windows.
fn seek_length(cx: &Cx<'_>, page: &StoryPage<'_>) -> Option<MediaDuration> {
    let crowded = page.question.is_some() && cx.m.is_low();
    seekable(&page.controls).filter(|_| !crowded)
}

fn seekable(controls: &Controls<'_>) -> Option<MediaDuration> {
    controls.duration.filter(|duration| *duration > MediaDuration::ZERO)
}

/// Draws the bar at the bottom of the window, as visible as `opacity` says.
pub(crate) fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    page: &StoryPage<'_>,
    state: &mut State,
    opacity: f32,
) -> Bar {
    let window = ui.max_rect();
    let bar = Rect::from_min_max(pos2(window.left(), window.bottom() - height(cx, page)), window.max);
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(bar)
            .scope_id(Id::unique("controls"))
            .accessibility_role(Role::Toolbar)
            .accessibility_label(cx.strings.get(Word::Controls)),
    );
    let ui = &mut child;
    ui.set_opacity(opacity);
    let margin = cx.m.margin().min(cx.space(Space::Wide));
    let inner = bar.shrink2(vec2(margin, 0.0));
    match seek_length(cx, page) {
        Some(duration) => {
            let bar = inner.with_max_y(inner.top() + seek_height(cx));
            seek_bar::show(ui, cx, page, duration, &mut state.drag, bar);
        }
        None => seek_bar::let_go(cx, &mut state.drag),
    }
    let below = bar.bottom() - cx.space(Space::Tiny);
    let row = inner.with_min_y(below - cx.m.target()).with_max_y(below);
    let said = times(&page.controls, state.drag.as_ref().and_then(Drag::target));
    let time = cx.text(ui, &said, TextSize::Small, cx.m.measure(Measure::Menu));
    let plan = Plan::new(cx, page, row.width(), time.size().x);
    let mut left = row.left();
    for item in &plan.left {
        left = items::button(ui, cx, page, state, *item, pos2(left, row.top()));
        if *item == Item::Sound && plan.volume {
            let rect = Rect::from_min_size(pos2(left, row.top()), vec2(sound::width(cx), row.height()));
            sound::show(ui, cx, &page.controls, rect);
            left = rect.right();
        }
    }
    if !said.is_empty() && plan.time {
        let at = pos2(left + cx.space(Space::Small), row.center().y - time.size().y / 2.0);
        let place = Rect::from_min_size(at, time.size());
        widgets::label(ui, place, time, Role::Label, &said);
    }
    let mut at = row.right() - row.height() * plan.right.len() as f32;
    let mut opener = row.with_min_x(row.right() - row.height());
    for item in &plan.right {
        let place = Rect::from_min_size(pos2(at, row.top()), vec2(row.height(), row.height()));
        if state.list.is_some_and(|list| item.opens(list, &plan)) {
            opener = place;
        }
        at = items::button(ui, cx, page, state, *item, place.min);
    }
    state.focused = ui.memory(egui::Memory::focused).is_some_and(|focused| {
        // Every control of the bar is read afresh by egui in each pass: the bar has the focus when
        // the focused rectangle lies in it.
        ui.ctx().read_response(focused).is_some_and(|response| bar.contains(response.rect.center()))
    });
    Bar { plan, anchor: Anchor { opener, bottom: bar.top() - grip_above(cx) - cx.space(Space::Tiny) } }
}

/// The bar as it was drawn, for the list that opens above it.
pub(crate) struct Bar {
    plan: Plan,
    anchor: Anchor,
}

/// Draws the list that is open, over everything that was drawn before.
pub(crate) fn show_list(ui: &mut Ui, cx: &mut Cx<'_>, page: &StoryPage<'_>, state: &mut State, bar: &Bar) {
    lists::show(ui, cx, page, state, &bar.plan, bar.anchor);
}

/// Darkens the picture towards the bottom, so that white icons are seen on white pictures. Drawn
/// before the question, which is not to be darkened.
pub(crate) fn shade(ui: &Ui, cx: &Cx<'_>, page: &StoryPage<'_>, opacity: f32) {
    let window = ui.max_rect();
    let bar = window.with_min_y(window.bottom() - height(cx, page));
    let (painter, fade) = (ui.painter(), cx.m.size(Size::Fade));
    let [upper, lower] = SHADES.map(|shade| shade.gamma_multiply(opacity));
    let top = bar.top() - fade;
    for (from, to, begin, end) in
        [(top, bar.top(), Color32::TRANSPARENT, upper), (bar.top(), bar.bottom(), upper, lower)]
    {
        let mut mesh = egui::Mesh::default();
        for (x, y, colour) in [
            (bar.left(), from, begin),
            (bar.right(), from, begin),
            (bar.right(), to, end),
            (bar.left(), to, end),
        ] {
            mesh.colored_vertex(pos2(x, y), colour);
        }
        mesh.add_triangle(0, 1, 2);
        mesh.add_triangle(0, 2, 3);
        painter.add(mesh);
    }
}

/// `target`, kept within the media.
pub(crate) fn within(target: MediaTime, duration: Option<MediaDuration>) -> MediaTime {
    let end = duration.map_or(MediaTime::MAX, |duration| MediaTime::ZERO + duration);
    target.clamp(MediaTime::ZERO, end.max(MediaTime::ZERO))
}

/// "0:07 / 0:12".
fn times(controls: &Controls<'_>, dragged_to: Option<MediaTime>) -> String {
    match seekable(controls) {
        Some(duration) => {
            let position = dragged_to.unwrap_or(controls.position);
            format!("{} / {}", clock(position), clock(MediaTime::ZERO + duration))
        }
        None => String::new(),
    }
}

/// "0:07".
fn clock(time: MediaTime) -> String {
    let seconds = time.millis().max(0) / 1_000;
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{rest:02}") } else { format!("{minutes}:{rest:02}") }
}
