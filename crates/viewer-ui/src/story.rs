//! The overlay on the picture: slate, question, captions, controls, and the keys that work there.

use crate::controls::{self, State as ControlsState};
use crate::question::{self, Open};
use crate::widgets::Cx;
use crate::{StoryPage, UiAction, captions, field, heading, keys};
use egui::{Id, Key, Sense, Ui};
use media_time::{MediaDuration, Speed};
use scene_graph::ChoiceId;

/// Keys that confirm are not heard for so long after a question opened, in seconds.
const GUARD: f64 = 0.3;

/// What the overlay remembers between passes.
#[derive(Debug, Default)]
pub(crate) struct State {
    open: Option<Open>,
    controls: ControlsState,
    considering: Option<ChoiceId>,
}

impl State {
    /// Whether the control bar would be out now.
    pub(crate) fn controls_out(&self, page: &StoryPage<'_>, keep: bool, now: f64) -> bool {
        self.controls.is_out(page, keep, now)
    }
}

/// Draws the overlay; `false` when that was nothing.
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, page: &StoryPage<'_>, state: &mut State) -> bool {
    let window = ui.max_rect();
    let now = ui.input(|input| input.time);
    open_question(ui, page, state, now);
    let woken = wake(ui, state, now);
    shortcuts(ui, cx, page, state, woken);
    picture(ui, cx, page);
    if let Some(slate) = &page.slate {
        captions::slate(ui, cx, slate, window, page.question.is_none());
    }
    let out = state.controls.is_out(page, cx.options.keep_controls, now);
    let seconds = if cx.options.still || cx.options.reduced_motion { 0.0 } else { 0.15 };
    let opacity = ui.ctx().animate_bool_with_time(Id::unique("controls are out"), out, seconds);
    let mut bar = 0.0;
    if opacity > 0.0 {
        bar = controls::height(cx, page);
        controls::shade(ui, cx, page, opacity);
    }
    let mut free = window.with_max_y((window.bottom() - bar).max(window.top()));
    let caption = page.captions.filter(|text| !text.trim().is_empty());
    let caption = caption.map(|text| captions::Caption::new(ui, cx, text, free.width()));
    if let Some(open) = &mut state.open {
        let beside = page.question.is_some_and(|view| question::is_beside(cx, view.place));
        // Captions keep their place above the question, as far as that leaves enough of it.
        let above = caption.as_ref().filter(|_| !beside).map_or(0.0, |caption| caption.height(cx));
        let above = above.min(free.height() * 0.4);
        let panel = question::show(ui, cx, page, open, free.with_min_y(free.top() + above));
        if beside {
            free.max.x = panel.left().max(free.left());
        } else {
            free.max.y = panel.top().max(free.top());
        }
    }
    if opacity > 0.0 {
        heading::show(ui, cx, page, opacity);
        controls::show(ui, cx, page, &mut state.controls, opacity);
    }
    let drew_caption = caption.is_some();
    if let Some(caption) = caption {
        caption.show(ui, cx, free);
    }
    if let Some(seconds) = state.controls.leaves_in(now) {
        ui.ctx().request_repaint_after_secs(seconds as f32 + 0.02);
    }
    tell_considered(cx, state);
    page.slate.is_some() || state.open.is_some() || drew_caption || opacity > 0.0
}

fn open_question(ui: &Ui, page: &StoryPage<'_>, state: &mut State, now: f64) {
    match (page.question, &mut state.open) {
        (Some(view), Some(open)) if open.is(view) => open.begin_pass(),
        (Some(view), _) => state.open = Some(Open::new(view, now)),
        (None, open) => {
            if open.take().is_some() {
                field::forget_composition(ui);
            }
        }
    }
    if state.open.as_ref().is_some_and(|open| open.age(now) < GUARD) && !ui.ctx().text_edit_focused() {
        keys::drop_confirming(ui);
    }
    let limited = page.question.is_some_and(|view| view.limit.is_some());
    if limited && !page.controls.paused {
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
    }
}

/// Brings the controls out when the viewer moves; says whether that was by the Tab key.
fn wake(ui: &Ui, state: &mut State, now: f64) -> bool {
    let (moved, tab) = ui.input(|input| {
        let moved = input.pointer.delta() != egui::Vec2::ZERO || input.pointer.any_pressed();
        (moved, input.key_pressed(Key::Tab))
    });
    let arrows = [Key::ArrowLeft, Key::ArrowRight].into_iter().any(|key| keys::presses(ui, key) > 0);
    if moved || tab || arrows {
        state.controls.wake(now);
    }
    tab
}

/// A click on the picture pauses, a second one at once makes it fill the screen.
fn picture(ui: &mut Ui, cx: &mut Cx<'_>, page: &StoryPage<'_>) {
    // Not for the keyboard: Space does the same.
    let response = ui.interact(ui.max_rect(), Id::unique("picture"), Sense::CLICK);
    if response.double_clicked() {
        cx.actions.push(UiAction::ToggleFullscreen);
    }
    if response.clicked() && page.question.is_none() {
        cx.actions.push(UiAction::TogglePause);
    }
}

fn shortcuts(ui: &Ui, cx: &mut Cx<'_>, page: &StoryPage<'_>, state: &mut State, tab: bool) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    let focused = ui.memory(egui::Memory::focused);
    let controls = &page.controls;
    for (key, possible, action) in [
        (Key::Backspace, controls.can_go_back, UiAction::Back),
        (Key::M, true, UiAction::ToggleMute),
        (Key::C, controls.has_captions, UiAction::ToggleCaptions),
        (Key::Space, focused.is_none(), UiAction::TogglePause),
        (Key::Escape, controls.fullscreen, UiAction::ToggleFullscreen),
    ] {
        if possible && keys::pressed(ui, key) {
            cx.actions.push(action);
        }
    }
    speed(ui, cx, controls.speed);
    if focused.is_some() {
        return;
    }
    if tab || arrow_pressed(ui) && page.question.is_some() {
        // The key only brings the focus here; it does not move it on at once.
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
    }
    if tab || (page.question.is_some() && arrow_pressed(ui)) {
        match &mut state.open {
            Some(open) => open.want_focus(),
            None => ui.memory_mut(|memory| memory.request_focus(controls::first_id())),
        }
    } else if page.question.is_none() {
        arrows(ui, cx, page);
    }
}

/// `>` and `<` make it faster and slower.
fn speed(ui: &Ui, cx: &mut Cx<'_>, speed: Speed) {
    let (mut wanted, steps) = (speed, keys::typed(ui, ">") - keys::typed(ui, "<"));
    for _ in 0..steps.unsigned_abs().min(Speed::STEPS.len() as u64) {
        wanted = if steps > 0 { wanted.faster() } else { wanted.slower() };
    }
    if wanted != speed {
        cx.actions.push(UiAction::Speed(wanted));
    }
}

fn arrow_pressed(ui: &Ui) -> bool {
    [Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown]
        .into_iter()
        .any(|key| keys::presses(ui, key) > 0)
}

/// Without a question and without a focus, arrows seek and turn the sound up and down.
fn arrows(ui: &Ui, cx: &mut Cx<'_>, page: &StoryPage<'_>) {
    let controls = &page.controls;
    let steps = keys::presses(ui, Key::ArrowRight) - keys::presses(ui, Key::ArrowLeft);
    if steps != 0 && controls.duration.is_some() {
        let by = MediaDuration::from_seconds(controls::SEEK_STEP.saturating_mul(steps));
        let target = controls::within(controls.position + by, controls.duration);
        cx.actions.push(UiAction::Seek(target));
    }
    let louder = keys::presses(ui, Key::ArrowUp) - keys::presses(ui, Key::ArrowDown);
    if louder != 0 {
        let volume = controls.volume + controls::VOLUME_STEP * louder as f32;
        cx.actions.push(UiAction::Volume(volume.clamp(0.0, 1.0)));
    }
}

fn tell_considered(cx: &mut Cx<'_>, state: &mut State) {
    let considering = state.open.as_ref().and_then(Open::considering).cloned();
    if considering != state.considering {
        state.considering.clone_from(&considering);
        cx.actions.push(UiAction::Considering(considering));
    }
}
