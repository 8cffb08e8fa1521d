//! What whole pages have in common, and the simplest of them.

use crate::flow::{Flow, draw_scrolling};
use crate::i18n::{Value, Word};
use crate::icons::{self, Icon};
use crate::theme::{Line, Measure, Size, Space, TextSize};
use crate::widgets::{self, Cx, Weight, button, button_size};
use crate::{HandoutView, UiAction};
use egui::accesskit::Role;
use egui::{Align, Color32, Id, Rect, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use scene_graph::Language;

/// The ground of a whole page: the brand's dark colour with a little light from above.
pub(crate) fn backdrop(ui: &Ui, cx: &Cx<'_>, window: Rect) {
    let (top, bottom) = (cx.palette.sheet, cx.palette.page);
    let mut mesh = egui::Mesh::default();
    for (corner, colour) in [
        (window.left_top(), top),
        (window.right_top(), top),
        (window.right_bottom(), bottom),
        (window.left_bottom(), bottom),
    ] {
        mesh.colored_vertex(corner, colour);
    }
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    ui.painter().add(mesh);
    let edge = Rect::from_min_size(window.min, vec2(window.width(), cx.m.size(Size::Rail)));
    ui.painter().rect_filled(edge, 0.0, cx.palette.accent);
}

/// The story's logo, if it has one, with room below it. It says nothing that the page does not say
/// in words: screen readers pass it over.
pub(crate) fn logo<S>(cx: &Cx<'_>, body: &mut Flow<'_, S>) {
    let Some(logo) = cx.brand.logo.clone() else { return };
    let size = logo.size(cx.m.size(Size::Logo), body.width());
    body.push(size.y, move |ui, rect, _, _| {
        logo.draw(ui.painter(), Rect::from_min_size(rect.min, size));
    });
    body.space(cx.space(Space::Medium));
}

/// The picture above a page that is empty or wrong: seen before a word is read, and passed over by
/// screen readers. Low windows need the room for words.
pub(crate) fn emblem<S>(cx: &Cx<'_>, icon: Icon, colour: Color32, body: &mut Flow<'_, S>) {
    if cx.m.is_low() {
        return;
    }
    let side = cx.m.size(Size::Emblem);
    body.push(side, move |ui, rect, _, _| {
        icons::draw(ui.painter(), icon, Rect::from_min_size(rect.min, vec2(side, side)), colour);
    });
    body.space(cx.space(Space::Large));
}

/// A small line above a page's heading, with the story's languages on its right; below it where they
/// have no room there. In low windows they would push the page's main thing out of sight: then nothing
/// is added, and `true` says that [`languages`] belong at the page's end.
pub(crate) fn kicker<'a, S>(
    ui: &Ui,
    cx: &Cx<'_>,
    text: String,
    (languages, current): (&'a [Language], &'a Language),
    body: &mut Flow<'a, S>,
) -> bool {
    let galley = cx.text_in(ui, &text, TextSize::Small, body.width(), cx.palette.accent, Align::LEFT);
    let gap = cx.space(Space::Small);
    let names: Vec<_> = languages
        .iter()
        .filter(|_| languages.len() > 1)
        .map(|language| {
            let name = language_name(language);
            let width = button_size(ui, cx, &name, body.width()).x;
            (language, name, width)
        })
        .collect();
    let wide: f32 = names.iter().map(|(.., width)| width + gap).sum();
    let alone = names.is_empty();
    let beside = !names.is_empty() && wide + galley.size().x < body.width();
    let height = if beside { cx.m.target() } else { galley.size().y.ceil() };
    body.push(height, move |ui, rect, cx, _| {
        let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
        widgets::label(ui, rect.with_min_y(at.y), galley, Role::Label, &text);
        if beside {
            language_row(ui, cx, rect.with_min_x(rect.right() - wide + gap), names, current);
        }
    });
    body.space(cx.space(Space::Small));
    if beside || alone {
        return false;
    }
    if !cx.m.is_low() {
        self::languages(ui, cx, languages, current, body);
    }
    cx.m.is_low()
}

/// Languages from left to right.
fn language_row(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    rect: Rect,
    names: Vec<(&Language, String, f32)>,
    current: &Language,
) {
    let mut left = rect.left();
    for (language, name, width) in names {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        left += width + cx.space(Space::Small);
        if language_button(ui, cx, place, &name, language == current, Align::Center) {
            cx.actions.push(UiAction::Language(language.clone()));
        }
    }
}

/// "Today", "yesterday", "5 days ago".
pub(crate) fn days_ago(cx: &Cx<'_>, days: u32) -> String {
    match days {
        0 => cx.strings.get(Word::Today),
        1 => cx.strings.get(Word::Yesterday),
        days => cx.strings.with(Word::DaysAgo, &[("days", Value::Number(i64::from(days)))]),
    }
}

/// The languages' names for those who read them.
pub(crate) fn language_name(language: &Language) -> String {
    let tag = language.as_str();
    let name = match tag.split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "ja" => "日本語",
        "en" => "English",
        "fr" => "Français",
        "de" => "Deutsch",
        "es" => "Español",
        "pt" => "Português",
        "it" => "Italiano",
        "id" => "Bahasa Indonesia",
        _ => return tag.to_owned(),
    };
    name.to_owned()
}

/// Rows of languages; nothing when there is only one.
pub(crate) fn languages<'a, S>(
    ui: &Ui,
    cx: &Cx<'_>,
    languages: &'a [Language],
    current: &'a Language,
    body: &mut Flow<'a, S>,
) {
    if languages.len() < 2 {
        return;
    }
    body.space(cx.space(Space::Large));
    let gap = cx.space(Space::Small);
    let height = cx.m.target();
    let mut rows: Vec<Vec<(&Language, String, f32)>> = vec![Vec::new()];
    let mut filled = 0.0;
    for language in languages {
        let name = language_name(language);
        let width = button_size(ui, cx, &name, body.width()).x;
        if filled > 0.0 && filled + width > body.width() {
            rows.push(Vec::new());
            filled = 0.0;
        }
        filled += width + gap;
        if let Some(row) = rows.last_mut() {
            row.push((language, name, width));
        }
    }
    for row in rows {
        body.push(height, move |ui, rect, cx, _| language_row(ui, cx, rect, row, current));
        body.space(gap);
    }
}

/// A language to choose; `true` when another one than the current was chosen.
pub(crate) fn language_button(
    ui: &mut Ui,
    cx: &Cx<'_>,
    rect: Rect,
    name: &str,
    current: bool,
    align: Align,
) -> bool {
    let response = widgets::pressable(ui, rect, Id::unique(("language", name)), true);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, current, name));
    let look = &cx.palette;
    let hot = response.hovered() || response.has_focus();
    let fill = match (current, hot) {
        (true, _) => look.card_chosen,
        (false, true) => look.card_hovered,
        (false, false) => Color32::TRANSPARENT,
    };
    let edge = if current { look.accent } else { look.line };
    ui.painter().rect(rect, rect.height() / 2.0, fill, cx.stroke(Line::Hair, edge), StrokeKind::Inside);
    let galley = cx.text_in(ui, name, TextSize::Body, rect.width(), look.text, align);
    let x = if align == Align::Center { rect.center().x } else { rect.left() + cx.space(Space::Large) };
    widgets::paint(ui, pos2(x, rect.center().y - galley.size().y / 2.0), galley);
    if response.has_focus() {
        widgets::focus_ring(ui, cx, rect, rect.height() / 2.0);
    }
    response.clicked() && !current
}

/// `text`, or where an author left it empty the id, which at least tells one thing from another.
pub(crate) fn named<'a>(text: &'a str, id: &'a str) -> &'a str {
    if text.chars().all(|letter| letter.is_whitespace() || letter.is_control()) { id } else { text }
}

/// Handouts, one below the other.
pub(crate) fn offers<'a, S>(ui: &Ui, cx: &Cx<'_>, offers: &'a [HandoutView], body: &mut Flow<'a, S>) {
    if offers.is_empty() {
        return;
    }
    body.space(cx.space(Space::Large));
    let title = cx.strings.get(Word::Offers);
    body.note(ui, cx, title, cx.palette.muted, Align::LEFT);
    for offer in offers {
        body.space(cx.space(Space::Small));
        let title = named(&offer.title, offer.id.as_str());
        let (side, pad) = (cx.m.size(Size::Icon), cx.space(Space::Large));
        let galley = cx.text(ui, title, TextSize::Body, body.width() - side - 3.0 * pad);
        let height = (galley.size().y + cx.space(Space::Large)).max(cx.m.target()).ceil();
        body.push(height, move |ui, rect, cx, _| {
            let response = widgets::pressable(ui, rect, Id::unique(("offer", offer.id.as_str())), true);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
            let hot = response.hovered() || response.has_focus();
            let fill = if hot { cx.palette.card_hovered } else { cx.palette.card };
            ui.painter().rect(
                rect,
                cx.radius(),
                fill,
                cx.stroke(Line::Hair, cx.palette.line),
                StrokeKind::Inside,
            );
            let square = Rect::from_center_size(
                pos2(rect.left() + pad + side / 2.0, rect.center().y),
                vec2(side, side),
            );
            icons::draw(ui.painter(), Icon::Document, square, cx.palette.accent);
            let at = pos2(square.right() + pad, rect.center().y - galley.size().y / 2.0);
            widgets::paint(ui, at, galley);
            if response.has_focus() {
                widgets::focus_ring(ui, cx, rect, cx.radius());
            }
            if response.clicked() {
                cx.actions.push(UiAction::Handout(offer.id.clone()));
            }
        });
    }
}

/// Buttons beside one another where they fit, else below one another; `press` does what a button
/// stands for.
pub(crate) fn button_rows<'a, S: 'a, B: 'a>(
    ui: &Ui,
    cx: &Cx<'_>,
    buttons: Vec<(String, Weight, B)>,
    foot: &mut Flow<'a, S>,
    press: fn(&Ui, &mut Cx<'_>, &mut S, B),
) {
    let gap = cx.space(Space::Medium);
    let mut rows: Vec<Vec<(String, Weight, B, egui::Vec2)>> = Vec::new();
    let mut filled = f32::INFINITY;
    for (text, weight, button) in buttons {
        let size = button_size(ui, cx, &text, foot.width());
        if filled + size.x > foot.width() {
            rows.push(Vec::new());
            filled = 0.0;
        }
        filled += size.x + gap;
        if let Some(row) = rows.last_mut() {
            row.push((text, weight, button, size));
        }
    }
    for row in rows {
        foot.space(cx.space(Space::Small));
        let height = row.iter().map(|(.., size)| size.y).fold(0.0, f32::max);
        foot.push(height, move |ui, rect, cx, state| {
            let mut left = rect.left();
            for (text, weight, does, size) in row {
                let place = Rect::from_min_size(pos2(left, rect.top()), vec2(size.x, height));
                left += size.x + gap;
                if button(ui, cx, place, &text, weight, true).clicked() {
                    press(ui, cx, state, does);
                }
            }
        });
    }
}

/// What [`button_rows`] does with buttons that stand for actions.
pub(crate) fn tell<S>(_: &Ui, cx: &mut Cx<'_>, _: &mut S, action: UiAction) {
    cx.actions.push(action);
}

/// What a page's column shows: a body that scrolls where the window is too small, and a foot below.
pub(crate) type Column<'a, S> = (Flow<'a, S>, Flow<'a, S>);

/// Where a page's column stands: in the middle of the window, `pad` further from its edges than the
/// margin.
pub(crate) fn column_place<S>(ui: &Ui, cx: &Cx<'_>, pad: f32, (body, foot): &Column<'_, S>) -> Rect {
    let gap = if foot.is_empty() { 0.0 } else { cx.space(Space::Large) };
    place(ui, cx, pad, vec2(body.width(), body.height() + gap + foot.height()))
}

/// The same for something so large, as far as the window allows. Below the notices where they would
/// cover it, unless that took half of the window.
pub(crate) fn place(ui: &Ui, cx: &Cx<'_>, pad: f32, size: egui::Vec2) -> Rect {
    let window = ui.max_rect();
    let mut room = window.shrink2(vec2(0.0, cx.m.margin() + pad));
    let within = |room: Rect| Rect::from_center_size(room.center(), vec2(size.x, size.y.min(room.height())));
    if within(room).expand(pad).intersects(cx.noticed) {
        let below = cx.noticed.bottom() + cx.space(Space::Small) + pad;
        room.min.y = below.min(window.center().y).max(room.min.y);
    }
    within(room)
}

/// Draws a page's column at `place`, as a group of this id and name for assistive technology; `first`
/// gets the focus.
pub(crate) fn column<S>(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    place: Rect,
    (id, name): (&str, &str),
    first: Option<Id>,
    (state, flows): (&mut S, Column<'_, S>),
) {
    let mut child = ui.new_child(
        UiBuilder::new()
            .max_rect(place)
            .scope_id(Id::unique(id))
            .accessibility_role(Role::Group)
            .accessibility_label(name),
    );
    if let Some(first) = first {
        widgets::arrive_at(ui, first);
    }
    draw_scrolling(&mut child, place, cx, state, flows, id);
}

/// How cards with a sentence each stand in `width`: how many beside one another where there is room for
/// that, and how wide each is.
pub(crate) fn cells(cx: &Cx<'_>, width: f32, cards: usize) -> (usize, f32) {
    let columns = if width >= cx.m.measure(Measure::Pair) { cards.max(1) } else { 1 };
    let gaps = cx.space(Space::Medium) * (columns as f32 - 1.0);
    (columns, ((width - gaps) / columns as f32).floor())
}

/// A page's heading, in a size that leaves low windows room for the rest.
pub(crate) fn title_size(cx: &Cx<'_>) -> TextSize {
    if cx.m.is_low() { TextSize::Heading } else { TextSize::Title }
}

/// A value within a sentence.
pub(crate) fn with_path(cx: &Cx<'_>, word: Word, path: &str) -> String {
    cx.strings.with(word, &[("path", Value::Text(path))])
}
