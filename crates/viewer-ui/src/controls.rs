//! The control bar: play, back, position, sound, captions, language, full screen.

mod seek_bar;

use crate::i18n::Word;
use crate::icons::Icon;
use crate::theme::TextSize;
use crate::track::{Move, Track};
use crate::widgets::{self, Cx, icon_button};
use crate::{Controls, StoryPage, UiAction, pages};
use egui::accesskit::Role;
use egui::{Align, Color32, Id, Rect, Ui, UiBuilder, Vec2, pos2, vec2};
use media_time::{MediaDuration, MediaTime};
use seek_bar::Drag;

/// How long the bar stays after the pointer's last movement, in seconds.
const STAYS: f64 = 2.6;

/// How dark the picture is made at the bar's upper and lower edge, of 255.
const SHADES: [u8; 2] = [158, 215];

/// How far an arrow key seeks, in seconds.
pub(crate) const SEEK_STEP: i64 = 5;

/// How far an arrow key turns the sound up or down.
pub(crate) const VOLUME_STEP: f32 = 0.05;

/// What the bar remembers between passes.
#[derive(Debug, Default)]
pub(crate) struct State {
    stays_until: f64,
    languages_open: bool,
    /// The focus is on one of the bar's controls.
    focused: bool,
    drag: Option<Drag>,
}

/// The play button, which gets the focus when Tab brings the bar out.
pub(crate) fn first_id() -> Id {
    Id::unique("controls").with("play")
}

impl State {
    /// Brings the bar out for a while.
    pub(crate) fn wake(&mut self, now: f64) {
        self.stays_until = now + STAYS;
    }

    /// Whether the bar is out.
    pub(crate) fn is_out(&self, page: &StoryPage<'_>, keep: bool, now: f64) -> bool {
        keep || page.question.is_some()
            || page.controls.paused
            || self.focused
            || self.languages_open
            || self.drag.is_some()
            || now < self.stays_until
    }

    /// When the bar goes away by itself, in seconds from now.
    pub(crate) fn leaves_in(&self, now: f64) -> Option<f64> {
        (now < self.stays_until).then_some(self.stays_until - now)
    }
}

/// How high the bar is.
pub(crate) fn height(cx: &Cx<'_>, page: &StoryPage<'_>) -> f32 {
    let seek = if seek_length(cx, page).is_some() { seek_height(cx) } else { 0.0 };
    seek + cx.m.target() + cx.m.of(10.0)
}

fn seek_height(cx: &Cx<'_>) -> f32 {
    cx.m.of(22.0)
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
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &StoryPage<'_>, state: &mut State, opacity: f32) {
    let controls = &page.controls;
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
    let margin = cx.m.margin().min(cx.m.of(20.0));
    let inner = bar.shrink2(vec2(margin, 0.0));
    match seek_length(cx, page) {
        Some(duration) => {
            let bar = inner.with_max_y(inner.top() + seek_height(cx));
            seek_bar::show(ui, cx, page, duration, &mut state.drag, bar);
        }
        None => seek_bar::let_go(cx, &mut state.drag),
    }
    let row =
        inner.with_min_y(bar.bottom() - cx.m.of(6.0) - cx.m.target()).with_max_y(bar.bottom() - cx.m.of(6.0));
    let buttons = 1 + usize::from(controls.has_captions) + usize::from(controls.languages.len() > 1);
    left_side(ui, cx, controls, state, row.with_max_x(row.right() - row.height() * buttons as f32));
    right_side(ui, cx, page, state, row);
    state.focused = ui.memory(egui::Memory::focused).is_some_and(|focused| {
        // Every control of the bar is read afresh by egui in each pass: the bar has the focus when
        // the focused rectangle lies in it.
        ui.ctx().read_response(focused).is_some_and(|response| bar.contains(response.rect.center()))
    });
}

/// Darkens the picture towards the bottom, so that white icons are seen on white pictures. Drawn
/// before the question, which is not to be darkened.
pub(crate) fn shade(ui: &Ui, cx: &Cx<'_>, page: &StoryPage<'_>, opacity: f32) {
    let window = ui.max_rect();
    let bar = window.with_min_y(window.bottom() - height(cx, page));
    let (painter, fade) = (ui.painter(), cx.m.of(48.0));
    let [upper, lower] =
        SHADES.map(|alpha| Color32::from_rgba_unmultiplied(6, 9, 18, alpha).gamma_multiply(opacity));
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

fn left_side(ui: &mut Ui, cx: &mut Cx<'_>, controls: &Controls<'_>, state: &State, row: Rect) {
    let side = row.height();
    let mut left = row.left();
    let gap = cx.m.of(2.0);
    let next = |left: &mut f32, width: f32| {
        let rect = Rect::from_min_size(pos2(*left, row.top()), vec2(width, side));
        *left += width + gap;
        rect
    };
    let (icon, word) = if controls.paused { (Icon::Play, Word::Play) } else { (Icon::Pause, Word::Pause) };
    if icon_button(ui, cx, (first_id(), next(&mut left, side)), icon, &cx.strings.get(word), true).clicked() {
        cx.actions.push(UiAction::TogglePause);
    }
    for (icon, word, enabled, action) in [
        (Icon::Back, Word::Back, controls.can_go_back, UiAction::Back),
        (Icon::Restart, Word::Restart, true, UiAction::Restart),
    ] {
        let place = (Id::unique("controls").with(word.key()), next(&mut left, side));
        let pressed = icon_button(ui, cx, place, icon, &cx.strings.get(word), enabled).clicked();
        if pressed && enabled {
            cx.actions.push(action);
        }
    }
    let silent = controls.muted || controls.volume <= 0.0;
    let (icon, word) = if silent { (Icon::Muted, Word::Unmute) } else { (Icon::Sound, Word::Mute) };
    let place = (Id::unique("controls").with("mute"), next(&mut left, side));
    if icon_button(ui, cx, place, icon, &cx.strings.get(word), true).clicked() {
        cx.actions.push(UiAction::ToggleMute);
    }
    let room = row.right() - left;
    if room > cx.m.of(200.0) {
        let rect = next(&mut left, cx.m.of(92.0));
        volume(ui, cx, controls, rect);
    }
    let text = times(controls, state.drag.as_ref().and_then(Drag::target));
    let galley = cx.text(ui, &text, TextSize::Small, cx.m.of(200.0));
    if row.right() - left > galley.size().x + cx.m.of(20.0) {
        let at = pos2(left + cx.m.of(12.0), row.center().y - galley.size().y / 2.0);
        let size = galley.size();
        widgets::label(ui, Rect::from_min_size(at, size), galley, Role::Label, &text);
    }
}

fn volume(ui: &mut Ui, cx: &mut Cx<'_>, controls: &Controls<'_>, rect: Rect) {
    let volume = if controls.muted { 0.0 } else { controls.volume.clamp(0.0, 1.0) };
    let track = Track {
        id: Id::unique("controls").with("volume"),
        name: cx.strings.get(Word::Volume),
        rail: rect.center().y,
        share: volume,
        value: f64::from((volume * 100.0).round()),
        range: 0.0..=100.0,
        step: f64::from(VOLUME_STEP) * 100.0,
        said: None,
        mark: None,
    };
    let volume = match track.show(ui, cx, rect) {
        None | Some(Move::Nowhere) => return,
        Some(Move::Over(share) | Move::To(share)) => share,
        Some(Move::Steps(steps)) => volume + VOLUME_STEP * steps as f32,
    };
    cx.actions.push(UiAction::Volume(volume.clamp(0.0, 1.0)));
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

/// Draws full screen, languages and captions from the right.
fn right_side(ui: &mut Ui, cx: &mut Cx<'_>, page: &StoryPage<'_>, state: &mut State, row: Rect) {
    let controls = &page.controls;
    let side = row.height();
    let mut right = row.right();
    let mut next = |size: Vec2| {
        right -= size.x;
        Rect::from_min_size(pos2(right, row.top()), size)
    };
    let square = vec2(side, side);
    let (icon, word) =
        if controls.fullscreen { (Icon::Reduce, Word::Window) } else { (Icon::Enlarge, Word::Fullscreen) };
    let full = (Id::unique("controls").with("fullscreen"), next(square));
    let globe = (controls.languages.len() > 1).then(|| next(square));
    let captions = controls.has_captions.then(|| next(square));
    // From left to right, as Tab goes.
    if let Some(rect) = captions {
        let word = if controls.captions_on { Word::CaptionsOff } else { Word::CaptionsOn };
        let place = (Id::unique("controls").with("captions"), rect);
        if icon_button(ui, cx, place, Icon::Captions, &cx.strings.get(word), true).clicked() {
            cx.actions.push(UiAction::ToggleCaptions);
        }
        if controls.captions_on {
            let line = Rect::from_center_size(
                pos2(rect.center().x, rect.bottom() - cx.m.of(6.0)),
                vec2(cx.m.of(20.0), cx.m.of(3.0)),
            );
            ui.painter().rect_filled(line, line.height() / 2.0, cx.palette.accent);
        }
    }
    match globe {
        Some(rect) => {
            let place = (Id::unique("controls").with("languages"), rect);
            if icon_button(ui, cx, place, Icon::Globe, &cx.strings.get(Word::LanguageMenu), true).clicked() {
                state.languages_open = !state.languages_open;
            }
            if state.languages_open {
                language_list(ui, cx, controls, state, rect);
            }
        }
        None => state.languages_open = false,
    }
    if icon_button(ui, cx, full, icon, &cx.strings.get(word), true).clicked() {
        cx.actions.push(UiAction::ToggleFullscreen);
    }
}

fn language_list(ui: &mut Ui, cx: &mut Cx<'_>, controls: &Controls<'_>, state: &mut State, below: Rect) {
    let window = cx.m.window;
    let row = cx.m.target();
    let width = cx.m.of(180.0).min(window.x);
    let shown = (((below.top() - cx.m.of(60.0)) / row) as usize).clamp(1, controls.languages.len());
    let pad = cx.m.of(8.0);
    let height = row * shown as f32 + 2.0 * pad;
    let left = (below.center().x - width / 2.0).min(window.x - width - cx.m.of(8.0)).max(0.0);
    let rect = Rect::from_min_size(
        pos2(left, below.top() - height - seek_height(cx) - cx.m.of(6.0)),
        vec2(width, height),
    );
    let area = egui::Area::new(Id::unique("language list"))
        .order(egui::Order::Foreground)
        .fixed_pos(rect.min)
        .fade_in(false)
        .constrain(false);
    let list = area.show(ui.ctx(), |ui| {
        ui.set_min_size(rect.size());
        ui.painter().rect_filled(rect, cx.radius(), cx.palette.card);
        let mut chosen = None;
        for (at, language) in controls.languages.iter().take(shown).enumerate() {
            let place = Rect::from_min_size(
                pos2(rect.left() + pad, rect.top() + pad + row * at as f32),
                vec2(width - 2.0 * pad, row),
            );
            let name = pages::language_name(language);
            if pages::language_button(ui, cx, place, &name, language == controls.language, Align::LEFT) {
                chosen = Some(language.clone());
            }
        }
        chosen
    });
    if let Some(language) = list.inner {
        cx.actions.push(UiAction::Language(language));
        state.languages_open = false;
        // The list goes away: the focus returns to what opened it.
        let opener = Id::unique("controls").with("languages");
        ui.memory_mut(|memory| memory.request_focus(opener));
    }
    let elsewhere = ui.input(|input| {
        input.pointer.any_pressed()
            && input.pointer.interact_pos().is_some_and(|at| !rect.contains(at) && !below.contains(at))
    });
    if elsewhere || ui.input(|input| input.key_pressed(egui::Key::Escape)) {
        state.languages_open = false;
    }
}
