//! The overlay on the picture: slate, question, captions, controls, what covers them, and the keys
//! that work there.

use crate::caption_style::CaptionStyle;
use crate::controls::{self, List, State as ControlsState};
use crate::farewell::Farewell;
use crate::i18n::Word;
use crate::question::{self, Open};
use crate::sheet::Sheet;
use crate::theme::{COUNTDOWN_STEP, JUST_AFTER, KEYS_WAIT, Motion, Share};
use crate::touch::Tap;
use crate::widgets::Cx;
use crate::{StoryPage, UiAction, anywhere, captions, field, heading, help, keys, map, touch};
use egui::{Id, Key, Sense, Ui};
use scene_graph::ChoiceId;

/// What the overlay remembers between passes.
#[derive(Debug, Default)]
pub(crate) struct State {
    open: Option<Open>,
    controls: ControlsState,
    touch: touch::State,
    considering: Option<ChoiceId>,
    sheet: Option<OpenSheet>,
    /// The answer that was just given.
    farewell: Option<Farewell>,
}

/// What covers everything.
#[derive(Debug)]
struct OpenSheet {
    sheet: Sheet,
    /// It has still to get the focus.
    wants_focus: bool,
    /// The story was paused for it, and goes on after it.
    paused: bool,
}

impl State {
    /// The chapter map or the help covers everything.
    pub(crate) fn is_covered(&self) -> bool {
        self.sheet.is_some()
    }

    /// Something lies over the page that Escape closes.
    pub(crate) fn can_close(&self) -> bool {
        self.controls.list().is_some() || self.sheet.is_some()
    }

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
    if state.sheet.is_some() {
        covered(ui, cx, page, state);
        return true;
    }
    let was_out = state.controls.is_out(page, cx.options.keep_controls, now);
    state.touch.look(ui, was_out);
    let woken = wake(ui, state, now);
    shortcuts(ui, cx, page, state, woken);
    picture(ui, cx, page, state, now);
    // Read before the question, though laid out after it.
    let mut slate = page.slate.as_ref().map(|slate| captions::slate_ground(ui, cx, slate, window));
    let out = state.controls.is_out(page, cx.options.keep_controls, now);
    let opacity = cx.moved(ui, Id::unique("controls are out"), out, Motion::Calm);
    let mut bar = 0.0;
    if opacity > 0.0 {
        bar = controls::height(cx, page);
        controls::shade(ui, cx, page, opacity);
    }
    let mut free = window.with_max_y((window.bottom() - bar).max(window.top()));
    let sample = cx.strings.get(Word::CaptionsSample);
    let looked_at = state.controls.list().is_some_and(List::is_about_captions);
    let text = page.captions.filter(|text| !text.trim().is_empty());
    // Whoever changes how captions look sees one, whatever is being said.
    let text = text.or_else(|| looked_at.then_some(sample.as_str()));
    let caption =
        text.map(|text| captions::Caption::new(ui, cx, text, page.controls.caption_style, free.width()));
    let mini = page.controls.mini && page.question.is_some();
    if mini {
        free.max.y = question::waiting::show(ui, cx, page, free).top().max(free.top());
    }
    if let Some(open) = state.open.as_mut().filter(|_| !mini) {
        let beside = page.question.is_some_and(|view| question::is_beside(cx, view.place));
        // Captions keep their place above the question, as far as that leaves enough of it.
        let above = caption.as_ref().filter(|_| !beside).map_or(0.0, |caption| caption.height(cx));
        let above = above.min(Share::CaptionsAbove.of(free.height()));
        let mut room = free.with_min_y(free.top() + above);
        let told = cx.noticed.bottom();
        if told > room.top() && told < free.center().y {
            room.min.y = told;
        }
        let panel = question::show(ui, cx, page, open, room);
        if beside {
            free.max.x = panel.left().max(free.left());
        } else {
            free.max.y = panel.top().max(free.top());
        }
    }
    if let (Some(slate), Some(ui)) = (&page.slate, &mut slate) {
        let above = caption.as_ref().map_or(0.0, |caption| caption.height(cx));
        let room = free.with_max_y((free.bottom() - above).max(free.top()));
        captions::slate(ui, cx, slate, room, page.question.is_none());
    }
    if state.farewell.as_ref().is_some_and(|farewell| !farewell.show(ui, cx)) {
        state.farewell = None;
    }
    if opacity > 0.0 && !page.controls.mini {
        heading::show(ui, cx, page, opacity);
    }
    let bar = (opacity > 0.0).then(|| controls::show(ui, cx, page, &mut state.controls, opacity));
    let drew_caption = caption.is_some();
    if let Some(caption) = caption {
        caption.show(ui, cx, free);
    }
    if let Some(bar) = &bar {
        controls::show_list(ui, cx, page, &mut state.controls, bar);
    }
    if let Some(seconds) = state.controls.leaves_in(now) {
        ui.ctx().request_repaint_after_secs(seconds as f32 + JUST_AFTER);
    }
    tell_considered(cx, state);
    if let Some(sheet) = state.controls.take_sheet() {
        open_sheet(cx, page, state, sheet);
        ui.ctx().request_repaint();
    }
    page.slate.is_some() || state.open.is_some() || state.farewell.is_some() || drew_caption || opacity > 0.0
}

/// Opens what covers everything; the story waits meanwhile.
fn open_sheet(cx: &mut Cx<'_>, page: &StoryPage<'_>, state: &mut State, sheet: Sheet) {
    let paused = !page.controls.paused;
    if paused {
        cx.actions.push(UiAction::TogglePause);
    }
    state.sheet = Some(OpenSheet { sheet, wants_focus: true, paused });
}

/// Draws what covers everything: nothing else is seen or reached.
fn covered(ui: &mut Ui, cx: &mut Cx<'_>, page: &StoryPage<'_>, state: &mut State) {
    let Some(open) = &mut state.sheet else { return };
    let wants_focus = std::mem::take(&mut open.wants_focus);
    let actions = cx.actions.len();
    let closed = match open.sheet {
        Sheet::Map => map::show(ui, cx, page, wants_focus) || keys::pressed(ui, Key::O),
        Sheet::Help => help::show(ui, cx, page, wants_focus) || keys::asks_for_help(ui),
    };
    if !closed {
        return;
    }
    // Whoever goes elsewhere is on the way already.
    let jumped = cx.actions.get(actions..).is_some_and(|new| !new.is_empty());
    if open.paused && page.controls.paused && !jumped {
        cx.actions.push(UiAction::TogglePause);
    }
    let opener = if open.sheet == Sheet::Map { controls::map_id() } else { controls::first_id() };
    match &mut state.open {
        Some(question) => question.want_focus(),
        None => ui.memory_mut(|memory| memory.request_focus(opener)),
    }
    state.sheet = None;
    ui.ctx().request_repaint();
}

fn open_question(ui: &Ui, page: &StoryPage<'_>, state: &mut State, now: f64) {
    match (page.question, &mut state.open) {
        (Some(view), Some(open)) if open.is(view) => open.begin_pass(),
        (Some(view), open) => {
            state.farewell = open.as_ref().and_then(|open| open.farewell(now));
            *open = Some(Open::new(view, now));
        }
        (None, open) => {
            if let Some(open) = open.take() {
                state.farewell = open.farewell(now);
                field::forget_composition(ui);
            }
        }
    }
    if state.open.as_ref().is_some_and(|open| open.age(now) < KEYS_WAIT) && !ui.ctx().text_edit_focused() {
        keys::drop_confirming(ui);
    }
    let limited = page.question.is_some_and(|view| view.limit.is_some());
    if limited && !page.controls.paused {
        ui.ctx().request_repaint_after(COUNTDOWN_STEP);
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

/// A click on the picture pauses, a second one at once makes it fill the screen. What a finger does
/// there, [`touch`] says.
fn picture(ui: &mut Ui, cx: &mut Cx<'_>, page: &StoryPage<'_>, state: &mut State, now: f64) {
    // Not for the keyboard: Space does the same.
    let sense = if page.controls.mini { Sense::CLICK | Sense::DRAG } else { Sense::CLICK };
    let response = ui.interact(ui.max_rect(), Id::unique("picture"), sense);
    if page.controls.mini && response.drag_started() {
        cx.actions.push(UiAction::MoveWindow);
    }
    match state.touch.tap(cx, page, &response, ui.max_rect()) {
        None => {}
        Some(Some(Tap::Hide)) => return state.controls.send_away(),
        Some(Some(Tap::Show)) => return state.controls.wake(now),
        Some(None) => return,
    }
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
    if keys::asks_for_help(ui) {
        return open_sheet(cx, page, state, Sheet::Help);
    }
    if keys::pressed(ui, Key::O) {
        return open_sheet(cx, page, state, Sheet::Map);
    }
    if keys::pressed(ui, Key::S) {
        state.controls.toggle(List::Settings, true);
    }
    if keys::pressed(ui, Key::L) && controls.languages.len() > 1 {
        state.controls.toggle(List::Languages, true);
    }
    if keys::pressed(ui, Key::P) {
        state.controls.toggle(List::Speed, true);
    }
    if keys::pressed(ui, Key::V) && controls.has_captions {
        state.controls.toggle(List::Captions, true);
    }
    caption_size(ui, cx, page);
    let list_open = state.controls.list().is_some();
    for (key, possible, action) in [
        (Key::Backspace, controls.can_go_back, UiAction::Back),
        (Key::M, true, UiAction::ToggleMute),
        (Key::C, controls.has_captions, UiAction::ToggleCaptions),
        (Key::Space, focused.is_none(), UiAction::TogglePause),
        (Key::R, true, UiAction::ShowRecorded),
        (Key::I, true, UiAction::ToggleMini),
        (Key::Escape, controls.mini && !list_open, UiAction::ToggleMini),
        (Key::Escape, controls.fullscreen && !controls.mini && !list_open, UiAction::ToggleFullscreen),
    ] {
        if possible && keys::pressed(ui, key) {
            cx.actions.push(action);
        }
    }
    anywhere::shortcuts(ui, cx, page);
    if focused.is_some() || list_open {
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

/// Plus and minus make captions larger and smaller.
fn caption_size(ui: &Ui, cx: &mut Cx<'_>, page: &StoryPage<'_>) {
    let style = page.controls.caption_style;
    let larger = keys::typed(ui, "+") > 0;
    let wanted = if larger {
        CaptionStyle::SIZES.into_iter().find(|size| *size > style.size + 0.01)
    } else if keys::typed(ui, "-") > 0 {
        CaptionStyle::SIZES.into_iter().rev().find(|size| *size < style.size - 0.01)
    } else {
        None
    };
    if let Some(size) = wanted.filter(|_| page.controls.has_captions) {
        cx.actions.push(UiAction::CaptionStyle(CaptionStyle { size, ..style }));
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
    anywhere::seek(cx, page, keys::presses(ui, Key::ArrowRight) - keys::presses(ui, Key::ArrowLeft));
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
