//! A clip's length with its sound drawn: where it begins and ends, and when the question opens.

use super::limit::opens_at;
use crate::document::What;
use crate::ui::fields::Form;
use crate::ui::fields::text::help;
use crate::ui::look::filling;
use crate::ui::words::{Value, Word};
use egui::accesskit::{Action, Role};
use egui::{
    Color32, Event, Id, Key, LayerId, Modifiers, Order, Painter, Rect, Sense, StrokeKind, Ui, pos2, vec2,
};
use media_time::{MediaDuration, MediaTime};
use scene_graph::{ClipTime, Question, Video};
use viewer_ui::theme::{CAPTION_STRIP, Line, Measure, Radius, Size, Space, TextSize};

/// What a press of an arrow key moves a handle by; with Shift, a second.
const STEP: MediaDuration = MediaDuration::from_millis(100);

/// Where a clip begins and ends in the file's time.
pub(super) fn resolved(video: &Video, length: MediaDuration) -> (MediaTime, MediaTime) {
    let end = MediaTime::ZERO + length;
    let from = video.from.map_or(MediaTime::ZERO, |time| time.resolve(length));
    (from, video.to.map_or(end, |time| time.resolve(length)))
}

/// One of the handles.
#[derive(Clone, Copy)]
struct Handle {
    field: &'static str,
    word: Word,
    at: MediaTime,
    colour: Color32,
    least: MediaTime,
    most: MediaTime,
}

/// The clip that handles are on.
struct Clip<'c> {
    /// By the path that the story gives it.
    file: &'c str,
    /// Its width and height in pixels; `None`: no picture.
    size: Option<(u32, u32)>,
    /// From its beginning to its end.
    room: Rect,
    length: MediaDuration,
}

/// Draws it once the clip's length is known.
pub(super) fn show(form: &mut Form<'_>, ui: &mut Ui, video: &mut Video, question: Option<&mut Question>) {
    let Some(found) = form.found.clips.get(&video.file) else { return };
    let Some(length) = found.length.filter(|length| *length > MediaDuration::ZERO) else { return };
    let (from, to) = resolved(video, length);
    let height = form.m.size(Size::Figure);
    let pictures = if found.size.is_some() { height } else { 0.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height + pictures), Sense::hover());
    let room = rect.shrink2(vec2(form.m.size(Size::Dash), 0.0));
    let x = |time: MediaTime| room.left() + room.width() * share(time, length);
    let (above, below) = rect.split_top_bottom_at_y(rect.top() + pictures);
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, form.m.radius(Radius::Chip), form.palette.page);
    if pictures > 0.0 && ui.is_rect_visible(rect) {
        let place = Rect::from_x_y_ranges(room.x_range(), above.y_range());
        filmstrip(form, &painter, place, (&video.file, length));
    }
    let own = (found.waveform.as_deref(), x(MediaTime::ZERO), x(MediaTime::ZERO + length));
    // A sound of its own begins where the clip begins here.
    let heard = video.sound.as_ref().map_or(own, |sound| {
        let sound = form.found.clips.get(sound);
        let lasts = sound.and_then(|sound| sound.length).unwrap_or_default();
        (sound.and_then(|sound| sound.waveform.as_deref()), x(from), x_beyond(room, from + lasts, length))
    });
    waveform(form, &painter, (below, room), heard, (x(from), x(to)));
    for gone in [rect.left()..=x(from), x(to)..=rect.right()] {
        painter.rect_filled(Rect::from_x_y_ranges(gone, rect.y_range()), 0.0, form.palette.dim);
    }
    let end = MediaTime::ZERO + length;
    let clip = Clip { file: &video.file.clone(), size: found.size, room, length };
    if let Some(now) = handle(
        form,
        ui,
        &clip,
        Handle {
            field: "from.handle",
            word: Word::HandleIn,
            at: from,
            colour: form.palette.accent,
            least: MediaTime::ZERO,
            most: to,
        },
    ) {
        video.from = (now > MediaTime::ZERO).then(|| ClipTime::AfterStart(now.since_zero()));
    }
    if let Some(now) = handle(
        form,
        ui,
        &clip,
        Handle {
            field: "to.handle",
            word: Word::HandleOut,
            at: to,
            colour: form.palette.accent,
            least: from,
            most: end,
        },
    ) {
        video.to = (now < end).then(|| ClipTime::AfterStart(now.since_zero()));
    }
    // The question's time is the scene's: it counts from where the clip begins.
    let lasts = to.saturating_since(from);
    if let Some(time) = question.and_then(|question| opens_at(&mut question.shown))
        && let Some(now) = handle(
            form,
            ui,
            &clip,
            Handle {
                field: "shown.handle",
                word: Word::HandleQuestion,
                at: from + (time.resolve(lasts)).since_zero(),
                colour: form.palette.warning,
                least: from,
                most: to,
            },
        )
    {
        let after = now.saturating_since(from);
        *time = match time {
            ClipTime::AfterStart(_) => ClipTime::AfterStart(after),
            ClipTime::BeforeEnd(_) => ClipTime::BeforeEnd(lasts - after),
        };
    }
    let (lasts, length) = (lasts.to_string(), length.to_string());
    let values = [("lasts", Value::Text(&lasts)), ("length", Value::Text(&length))];
    help(form, ui, form.with(Word::ClipLasts, &values));
}

/// The same as `x`, for what may lie beyond the clip's end.
fn x_beyond(room: Rect, time: MediaTime, length: MediaDuration) -> f32 {
    room.left() + room.width() * (time.seconds() / length.seconds()) as f32
}

fn share(time: MediaTime, length: MediaDuration) -> f32 {
    (time.seconds() / length.seconds()).clamp(0.0, 1.0) as f32
}

/// Pictures along the clip, side by side, as many as there is room for.
fn filmstrip(form: &mut Form<'_>, painter: &Painter, rect: Rect, (file, length): (&str, MediaDuration)) {
    /// At least and at most; how wide each is, by its height.
    const CELLS: std::ops::RangeInclusive<f32> = 2.0..=8.0;
    const SHAPE: f32 = 1.6;
    let cells = (rect.width() / (rect.height() * SHAPE)).round().clamp(*CELLS.start(), *CELLS.end());
    let width = rect.width() / cells;
    let cells = cells as i64;
    let moment = |cell: i64| MediaDuration::from_millis(length.millis() * (2 * cell + 1) / (2 * cells));
    let Some(strip) = form.want_filmstrip(file, (0..cells).map(moment).collect()) else { return };
    for (at, picture) in &strip.pictures {
        let Some(cell) = strip.moments.iter().position(|moment| moment == at) else { continue };
        let min = pos2(rect.left() + width * cell as f32, rect.top());
        let place = Rect::from_min_size(min, vec2(width, rect.height()));
        painter.image(picture.id(), place, filling(picture.size_vec2(), place), Color32::WHITE);
    }
}

/// The sound that is heard, from where it begins to where it ends, with what is left of the clip lit.
fn waveform(
    form: &Form<'_>,
    painter: &Painter,
    (rect, room): (Rect, Rect),
    (peaks, begins, ends): (Option<&[f32]>, f32, f32),
    (from, to): (f32, f32),
) {
    let kept = Rect::from_x_y_ranges(from..=to, rect.y_range());
    painter.rect_filled(kept, 0.0, form.palette.selection());
    let middle = rect.center().y;
    let ink = form.m.stroke(Line::Hair, form.palette.muted);
    match peaks {
        Some(loudest) if !loudest.is_empty() => {
            let columns = (ends - begins).floor().max(1.0) as usize;
            let in_room = (room.right() - begins).max(0.0) as usize;
            for column in 0..columns.min(in_room) {
                let begin = column * loudest.len() / columns;
                let end =
                    ((column + 1) * loudest.len() / columns).clamp(begin + 1, loudest.len().max(begin + 1));
                let peak = loudest.get(begin..end.min(loudest.len())).unwrap_or(&[]);
                let peak = peak.iter().copied().fold(0.0_f32, f32::max).clamp(0.0, 1.0);
                let half = (peak * rect.height() * 0.46).max(0.5);
                painter.vline(begins + column as f32 + 0.5, middle - half..=middle + half, ink);
            }
        }
        _ => drop(painter.hline(room.x_range(), middle, ink)),
    }
}

/// A handle; gives where it is now if it was moved.
fn handle(form: &mut Form<'_>, ui: &Ui, clip: &Clip<'_>, handle: Handle) -> Option<MediaTime> {
    let Clip { room, length, .. } = *clip;
    let x = room.left() + room.width() * share(handle.at, length);
    let width = form.m.size(Size::Knob);
    let grip = Rect::from_center_size(pos2(x, room.center().y), vec2(width, room.height()));
    let id = form.id(handle.field);
    let response = ui.interact(grip, id, Sense::click_and_drag());
    let thick = if response.hovered() || response.dragged() || response.has_focus() {
        Line::Strong
    } else {
        Line::Edge
    };
    let painter = ui.painter();
    painter.vline(x, room.y_range(), form.m.stroke(thick, handle.colour));
    let knob = Rect::from_center_size(pos2(x, room.top() + width / 2.0), vec2(width, width));
    painter.rect_filled(knob, form.m.radius(Radius::Chip) / 2.0, handle.colour);
    if response.has_focus() {
        painter.rect_stroke(knob, 0.0, form.m.stroke(Line::Strong, form.palette.focus), StrokeKind::Outside);
    }
    let written = handle.at.since_zero().to_string();
    let name = form.name(&form.word(handle.word));
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::slider(true, handle.at.seconds(), name.clone());
        info.current_text_value = Some(written.clone());
        info
    });
    form.settle(ui, handle.field, &name, &response);
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Slider);
        node.set_value(written.clone());
        node.add_action(Action::Increment);
        node.add_action(Action::Decrement);
    });
    let mut to = None;
    if let (true, Some(pointer)) = (response.dragged(), response.interact_pointer_pos()) {
        let share = f64::from(((pointer.x - room.left()) / room.width()).clamp(0.0, 1.0));
        let millis = (share * length.seconds() * 1_000.0).round() as i64;
        to = Some(MediaTime::from_millis(millis));
    }
    if response.has_focus() {
        to = moved_by_key(ui, handle.at, &handle).or(to);
    }
    if response.dragged() || response.has_focus() {
        scrubbed(form, ui, clip, to.unwrap_or(handle.at).clamp(handle.least, handle.most.max(handle.least)));
    }
    let response = response.on_hover_cursor(egui::CursorIcon::ResizeHorizontal);
    response.on_hover_text(format!("{name}  {written}\n{}", form.word(Word::HandleWhy)));
    let to = to?.clamp(handle.least, handle.most.max(handle.least));
    (to != handle.at).then(|| {
        form.touch(if handle.field.starts_with("shown") { What::Question } else { What::Media }, Some(id));
        to
    })
}

/// The picture of the moment that a handle is held at, above the clip.
fn scrubbed(form: &mut Form<'_>, ui: &Ui, clip: &Clip<'_>, at: MediaTime) {
    /// At the very end there is no picture any more.
    const LAST: MediaDuration = MediaDuration::from_millis(60);
    let Some((wide, high)) = clip.size else { return };
    let moment = at.since_zero().min((clip.length - LAST).max(MediaDuration::ZERO));
    let picture = form.want_scrub(clip.file, moment).map(egui::TextureHandle::id);
    let shape = wide.max(1) as f32 / high.max(1) as f32;
    let wide = form.m.measure(Measure::Card);
    let size = vec2(wide, wide / shape).min(vec2(wide * shape, wide));
    let x = clip.room.left() + clip.room.width() * share(at, clip.length);
    let window = ui.ctx().content_rect().shrink(form.m.space(Space::Small));
    let above = Rect::from_min_size(
        pos2(x - size.x / 2.0, clip.room.top() - form.m.space(Space::Small) - size.y),
        size,
    );
    let inside = pos2(
        above.left().clamp(window.left(), (window.right() - size.x).max(window.left())),
        if above.top() < window.top() {
            clip.room.bottom() + form.m.space(Space::Small)
        } else {
            above.top()
        },
    );
    let place = Rect::from_min_size(inside, size);
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, Id::unique("scrubbed")));
    painter.rect_filled(place, form.m.radius(Radius::Chip), form.palette.page);
    if let Some(picture) = picture {
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        painter.image(picture, place, whole, Color32::WHITE);
    }
    let edge = form.m.stroke(Line::Edge, form.palette.accent);
    painter.rect_stroke(place, form.m.radius(Radius::Chip), edge, StrokeKind::Outside);
    let font = form.m.font(TextSize::Small);
    let words = painter.layout_no_wrap(at.since_zero().to_string(), font, Color32::WHITE);
    let room = form.m.space(Space::Tiny);
    let at = place.left_bottom() + vec2(room * 2.0, -room * 2.0 - words.size().y);
    painter.rect_filled(Rect::from_min_size(at, words.size()).expand(room), 2.0, CAPTION_STRIP);
    painter.galley(at, words, Color32::WHITE);
}

fn moved_by_key(ui: &Ui, at: MediaTime, handle: &Handle) -> Option<MediaTime> {
    ui.memory_mut(|memory| {
        let arrows = egui::EventFilter { horizontal_arrows: true, ..egui::EventFilter::default() };
        if let Some(id) = memory.focused() {
            memory.set_focus_lock_filter(id, arrows);
        }
    });
    let mut to = at;
    ui.input(|input| {
        for event in &input.events {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { continue };
            let step =
                if modifiers.contains(Modifiers::SHIFT) { MediaDuration::from_seconds(1) } else { STEP };
            match key {
                Key::ArrowLeft => to = (MediaTime::ZERO + (to.since_zero() - step)).max(handle.least),
                Key::ArrowRight => to += step,
                Key::Home => to = handle.least,
                Key::End => to = handle.most,
                _ => {}
            }
        }
    });
    (to != at).then_some(to)
}
