//! The window's colours and sizes: the visual language of `viewer_ui::theme`, given to egui's own
//! widgets.

use egui::style::ScrollStyle;
use egui::{
    Button, Color32, Context, CornerRadius, FontFamily, FontId, Frame, Margin, Rect, Response, RichText,
    TextStyle, Ui, Vec2, Visuals, pos2, vec2,
};
use viewer_ui::theme::{Ground, Line, Metrics, Palette, Radius, Space, TextSize, WIDGET_TEXTS};
use viewer_ui::{Brand, ThemeChoice};

/// How the author wants the window.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// The size of texts and controls: 1 is usual; kept within 0.75 to 2.5.
    pub text_scale: f32,
    /// Nothing moves by itself.
    pub reduced_motion: bool,
    /// For pictures: no blinking cursor, no tooltips.
    pub still: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { theme: ThemeChoice::System, text_scale: 1.0, reduced_motion: false, still: false }
    }
}

/// What a pass is drawn with.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Look {
    pub(crate) palette: Palette,
    pub(crate) m: Metrics,
    still: bool,
}

impl Look {
    pub(crate) fn new(ctx: &Context, settings: &Settings) -> Self {
        let look = settings.theme.look(ctx.system_theme());
        let palette = Palette::new(look, Ground::Page, &Brand::default());
        let m = Metrics::of_tool(ctx.viewport_rect().size(), settings.text_scale);
        Self { palette, m, still: settings.still || settings.reduced_motion }
    }

    /// Makes egui's widgets look like this.
    pub(crate) fn install(&self, ctx: &Context, settings: &Settings) {
        let (palette, m) = (&self.palette, &self.m);
        ctx.all_styles_mut(|style| {
            for (text_style, size) in WIDGET_TEXTS {
                let family = match size {
                    TextSize::Heading => FontFamily::Name(viewer_ui::fonts::BOLD.into()),
                    _ => FontFamily::Proportional,
                };
                style.text_styles.insert(text_style, FontId::new(m.font(size).size, family));
            }
            if self.still {
                style.animation_time = 0.0;
            }
            style.visuals = visuals(palette, m);
            style.visuals.text_cursor.blink = !settings.still;
            let spacing = &mut style.spacing;
            spacing.item_spacing = vec2(m.space(Space::Small), m.space(Space::Small));
            spacing.button_padding = vec2(m.space(Space::Medium), m.space(Space::Tiny));
            spacing.interact_size.y = m.space(Space::Wide) + m.space(Space::Small);
            spacing.menu_margin = Margin::same(m.space(Space::Small) as i8);
            spacing.window_margin = Margin::same(m.space(Space::Large) as i8);
            spacing.scroll = ScrollStyle::solid();
            spacing.scroll.bar_width = m.space(Space::Small);
        });
    }
}

/// The button for what most will want to do.
pub(crate) fn main_button(palette: &Palette, words: String) -> Button<'static> {
    Button::new(RichText::new(words).color(palette.on_accent)).fill(palette.accent)
}

/// What a dialog stands in.
pub(crate) fn dialog_frame(ui: &Ui, m: &Metrics) -> Frame {
    Frame::popup(ui.style()).inner_margin(Margin::same(m.space(Space::Large) as i8))
}

/// A paragraph: its lines end between phrases and have room between them. Assistive technology is told
/// the words as they were written.
pub(crate) fn prose(ui: &mut Ui, m: &Metrics, words: &str, (size, colour): (TextSize, Color32)) -> Response {
    let font = m.font(size);
    let lines = viewer_ui::broken_by_phrase(ui.ctx(), words, &font, ui.available_width());
    let text = RichText::new(lines).font(font).line_height(Some(m.line_height(size))).color(colour);
    let response = ui.label(text);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(words));
    response
}

/// What a control says that has this much room for it: the whole of it where the pointer rests, if it is
/// cut off.
pub(crate) fn whole_if_cut(ui: &Ui, control: Response, room: f32, words: &str) -> Response {
    if control.hovered() && words_wide(ui, words, &TextStyle::Button) > room + 0.5 {
        return control.on_hover_text(words);
    }
    control
}

/// How wide words are in one line.
pub(crate) fn words_wide(ui: &Ui, words: &str, style: &TextStyle) -> f32 {
    let font = style.resolve(ui.style());
    ui.painter().layout_no_wrap(words.to_owned(), font, Color32::PLACEHOLDER).size().x
}

/// What a list that unfolds needs around its words.
pub(crate) fn around_list_words(ui: &Ui) -> f32 {
    let spacing = ui.spacing();
    2.0 * spacing.button_padding.x + spacing.icon_spacing + spacing.icon_width
}

/// As much of a picture's middle as fills a place, in shares of the picture.
pub(crate) fn filling(picture: Vec2, place: Rect) -> Rect {
    let shape = picture.x / picture.y.max(1.0);
    let wanted = place.width() / place.height().max(1.0);
    let (across, down) = if shape > wanted { (wanted / shape, 1.0) } else { (1.0, shape / wanted) };
    Rect::from_center_size(pos2(0.5, 0.5), vec2(across, down))
}

fn visuals(palette: &Palette, m: &Metrics) -> Visuals {
    let dark = palette.look != viewer_ui::theme::Look::Light;
    let mut visuals = if dark { Visuals::dark() } else { Visuals::light() };
    let corner = CornerRadius::same(m.radius(Radius::Chip) as u8);
    visuals.panel_fill = palette.sheet;
    visuals.window_fill = palette.card;
    visuals.window_stroke = m.stroke(Line::Hair, palette.line);
    visuals.window_corner_radius = CornerRadius::same(m.radius(Radius::Card) as u8);
    visuals.menu_corner_radius = corner;
    visuals.extreme_bg_color = palette.page;
    visuals.text_edit_bg_color = Some(palette.page);
    visuals.faint_bg_color = palette.ghost();
    visuals.weak_text_color = Some(palette.muted);
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.alarm;
    visuals.selection.bg_fill = palette.selection();
    visuals.selection.stroke = m.stroke(Line::Edge, palette.accent);
    visuals.text_cursor.stroke = m.stroke(Line::Edge, palette.text);
    let widgets = &mut visuals.widgets;
    for (state, fill, line, ink) in [
        (&mut widgets.noninteractive, palette.card, palette.line, palette.text),
        (&mut widgets.inactive, palette.card, palette.edge, palette.text),
        (&mut widgets.hovered, palette.card_hovered, palette.edge, palette.text),
        (&mut widgets.active, palette.card_chosen, palette.accent, palette.text),
        (&mut widgets.open, palette.card_hovered, palette.edge, palette.text),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = m.stroke(Line::Hair, line);
        state.fg_stroke = m.stroke(Line::Edge, ink);
        state.corner_radius = corner;
        state.expansion = 0.0;
    }
    visuals
}
