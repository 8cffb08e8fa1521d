//! One of several, and any of several.

use super::Open;
use crate::flow::Flow;
use crate::i18n::{Value, Word};
use crate::icons::{self, Icon};
use crate::pages::named;
use crate::theme::{Line, Measure, Radius, Share, Size, Space, TextSize};
use crate::widgets::{self, Cx, focus_ring, pressable};
use egui::accesskit::Role;
use egui::{Align, Color32, Galley, Id, Rect, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use scene_graph::ChoiceId;
use session::{Answer, ChoiceView};
use std::sync::Arc;

/// Takes the choice, or leaves it again. When no more than `at_most` may be taken, one more takes
/// the place of the one that was taken last if only one is allowed; else nothing happens.
pub(crate) fn toggle(open: &mut Open, choices: &[ChoiceView], id: &ChoiceId, at_most: u32) {
    let taken = u32::try_from(open.picked.len()).unwrap_or(u32::MAX);
    if open.picked.contains(id) {
        open.picked.retain(|picked| picked != id);
    } else if at_most == 1 {
        open.picked = vec![id.clone()];
    } else if taken < at_most {
        open.picked.push(id.clone());
    }
    // In the story's order, whatever order they were taken in.
    open.picked.sort_by_key(|picked| choices.iter().position(|choice| choice.id == *picked));
}

/// How many are to be chosen, and how many are.
pub(crate) fn rule(cx: &Cx<'_>, shown: usize, at_least: u32, at_most: u32, picked: usize) -> String {
    let number = |value: u32| Value::Number(i64::from(value));
    let all = u32::try_from(shown).unwrap_or(u32::MAX);
    let rule = if at_least == at_most {
        cx.strings.with(Word::ChooseExactly, &[("count", number(at_least))])
    } else if at_most >= all {
        cx.strings.with(Word::ChooseAtLeast, &[("count", number(at_least))])
    } else if at_least == 0 {
        cx.strings.with(Word::ChooseAtMost, &[("count", number(at_most))])
    } else {
        cx.strings.with(Word::ChooseBetween, &[("least", number(at_least)), ("most", number(at_most))])
    };
    let count = Value::count(picked);
    let chosen = cx.strings.with(Word::ChosenCount, &[("count", count)]);
    format!("{rule} · {chosen}")
}

/// What pressing a card does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Take {
    /// Answers with it.
    One,
    /// Takes it or leaves it again; so many may be taken.
    Several(u32),
}

/// Lines of a card that stands beside others.
const MOST_LINES: usize = 3;

struct Card<'a> {
    choice: &'a ChoiceView,
    text: Arc<Galley>,
    number: usize,
    of: usize,
    several: bool,
    /// Cards of this question have room for a theme's mark.
    marked: bool,
}

/// Cards, in as many columns as make them lowest.
pub(crate) fn cards<'a>(
    ui: &Ui,
    cx: &Cx<'_>,
    choices: &'a [ChoiceView],
    open: &mut Open,
    body: &mut Flow<'a, Open>,
    take: Take,
) {
    let Some(first) = choices.iter().find(|choice| choice.chosen).or_else(|| choices.first()) else { return };
    open.focus_first(ui, card_id(open, &first.id));
    let gap = cx.space(Space::Medium);
    let marked = choices.iter().any(has_mark);
    let grid = Grid::best(ui, cx, choices, body.width(), gap);
    let columns = grid.columns;
    let (cell, mut numbered) = (grid.cell, choices.iter().zip(grid.texts).enumerate().peekable());
    while numbered.peek().is_some() {
        let row: Vec<_> = numbered
            .by_ref()
            .take(columns)
            .map(|(at, (choice, text))| Card {
                choice,
                text,
                number: at + 1,
                of: choices.len(),
                several: take != Take::One,
                marked,
            })
            .collect();
        let height = row.iter().map(|card| card_height(cx, &card.text)).fold(0.0, f32::max);
        body.push(height, move |ui, rect, cx, open| {
            for (at, card) in row.into_iter().enumerate() {
                let left = rect.left() + at as f32 * (cell + gap);
                let place = Rect::from_min_size(pos2(left, rect.top()), vec2(cell, rect.height()));
                if card.show(ui, cx, open, place) {
                    match take {
                        Take::One => open.answer(cx, Answer::One(card.choice.id.clone())),
                        Take::Several(at_most) => toggle(open, choices, &card.choice.id, at_most),
                    }
                }
            }
        });
        if numbered.peek().is_some() {
            body.space(gap);
        }
    }
}

/// How many columns the cards stand in, and their texts laid out for it.
struct Grid {
    columns: usize,
    cell: f32,
    texts: Vec<Arc<Galley>>,
}

impl Grid {
    /// The lowest grid; of equally low ones the one with fewer columns.
    fn best(ui: &Ui, cx: &Cx<'_>, choices: &[ChoiceView], width: f32, gap: f32) -> Self {
        let mut best: Option<(f32, Self)> = None;
        let marked = choices.iter().any(has_mark);
        for columns in 1..=choices.len().clamp(1, 4) {
            let cell = ((width - gap * (columns as f32 - 1.0)) / columns as f32).floor();
            if columns > 1 && cell < cx.m.measure(Measure::Card) {
                break;
            }
            let texts: Vec<_> = choices
                .iter()
                .map(|choice| {
                    cx.text(
                        ui,
                        named(&choice.text, choice.id.as_str()),
                        TextSize::Body,
                        cell - card_chrome(cx, choice, marked),
                    )
                })
                .collect();
            // Narrow columns of many lines are hard to read, however low they are.
            if columns > 1 && texts.iter().any(|text| text.rows.len() > MOST_LINES) {
                break;
            }
            let rows = texts.chunks(columns);
            let count = rows.len() as f32;
            let height: f32 =
                rows.map(|row| row.iter().map(|text| card_height(cx, text)).fold(0.0, f32::max)).sum::<f32>()
                    + (count - 1.0) * gap;
            if best.as_ref().is_none_or(|(lowest, _)| height < lowest - 1.0) {
                best = Some((height, Self { columns, cell, texts }));
            }
        }
        best.map_or(Self { columns: 1, cell: width, texts: Vec::new() }, |(_, grid)| grid)
    }
}

/// What a card needs beside its text.
fn card_chrome(cx: &Cx<'_>, choice: &ChoiceView, marked: bool) -> f32 {
    let (badge, gap) = (cx.m.size(Size::Badge), cx.space(Space::Medium));
    let mark = if marked { badge + gap } else { 0.0 };
    let visited = if choice.visited { cx.m.size(Size::Icon) + gap } else { 0.0 };
    2.0 * cx.space(Space::Large) + badge + gap + mark + visited
}

fn card_height(cx: &Cx<'_>, text: &Galley) -> f32 {
    (text.size().y + 2.0 * cx.space(Space::Small)).max(cx.m.size(Size::Row)).max(cx.m.target()).ceil()
}

/// Whether it is about a theme.
fn has_mark(choice: &ChoiceView) -> bool {
    choice.colour.is_some()
}

fn card_id(open: &Open, choice: &ChoiceId) -> Id {
    Id::unique(("choice", open.id.as_str(), choice.as_str()))
}

impl Card<'_> {
    fn show(&self, ui: &mut Ui, cx: &mut Cx<'_>, open: &mut Open, rect: Rect) -> bool {
        let response = pressable(ui, rect, card_id(open, &self.choice.id), true);
        let chosen = if self.several { open.picked.contains(&self.choice.id) } else { self.choice.chosen };
        self.describe(ui, cx, &response, chosen);
        if !self.several {
            let text = named(&self.choice.text, self.choice.id.as_str());
            open.stands(Answer::One(self.choice.id.clone()), rect, text);
        }
        let hot = response.hovered() || response.has_focus();
        if response.hovered() || (response.has_focus() && open.considering.is_none()) {
            open.considering = Some(self.choice.id.clone());
        }
        self.paint_card(ui, cx, rect, chosen, hot);
        self.paint_inside(ui, cx, rect, chosen);
        if response.has_focus() {
            focus_ring(ui, cx, rect, cx.radius());
        }
        response.clicked()
    }

    fn describe(&self, ui: &Ui, cx: &Cx<'_>, response: &egui::Response, chosen: bool) {
        let mut name = named(&self.choice.text, self.choice.id.as_str()).to_owned();
        if self.choice.visited {
            name = format!("{name} ({})", cx.strings.get(Word::Visited));
        }
        if self.several {
            response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, chosen, &name));
        } else {
            if chosen {
                name = format!("{name} ({})", cx.strings.get(Word::Chosen));
            }
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        }
        let key = (self.number <= 9).then(|| {
            let number = Value::Number(i64::try_from(self.number).unwrap_or_default());
            cx.strings.with(Word::ChoiceNumber, &[("number", number)])
        });
        let _ = ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(self.number);
            node.set_size_of_set(self.of);
            if let Some(key) = key {
                node.set_keyboard_shortcut(key);
            }
        });
    }

    fn paint_card(&self, ui: &Ui, cx: &Cx<'_>, rect: Rect, chosen: bool, hot: bool) {
        let look = &cx.palette;
        let fill = match (chosen, hot) {
            (true, _) => look.card_chosen,
            (false, true) => look.card_hovered,
            (false, false) => look.card,
        };
        let edge = if chosen { look.accent } else { look.line };
        ui.painter().rect(rect, cx.radius(), fill, cx.stroke(Line::Hair, edge), StrokeKind::Inside);
        if let Some(colour) = self.colour(cx) {
            widgets::stripe(ui, cx, rect, cx.radius(), colour);
        }
    }

    /// Its theme's colour, as fit for marks.
    fn colour(&self, cx: &Cx<'_>) -> Option<Color32> {
        self.choice.colour.as_deref().and_then(|colour| cx.palette.bar(colour))
    }

    fn paint_inside(&self, ui: &Ui, cx: &Cx<'_>, rect: Rect, chosen: bool) {
        let (side, gap) = (cx.m.size(Size::Badge), cx.space(Space::Medium));
        let square =
            |left: f32| Rect::from_center_size(pos2(left + side / 2.0, rect.center().y), vec2(side, side));
        let chip = square(rect.left() + cx.space(Space::Large));
        self.paint_chip(ui, cx, chip, chosen);
        let mut left = chip.right() + gap;
        if self.marked {
            if let Some(colour) = self.colour(cx) {
                let themes = &self.choice.themes;
                let icon = themes.first().map_or(Icon::Spot, |theme| Icon::of_theme(theme.as_str()));
                icons::draw(ui.painter(), icon, square(left), colour);
            }
            left += side + gap;
        }
        widgets::paint(ui, pos2(left, rect.center().y - self.text.size().y / 2.0), self.text.clone());
        if self.choice.visited {
            // A check in a ring, so that it is not taken for a box that is ticked.
            let ring = cx.m.size(Size::Icon);
            let at = pos2(rect.right() - cx.space(Space::Large) - ring / 2.0, rect.center().y);
            let edge = cx.stroke(Line::Edge, cx.palette.edge);
            ui.painter().circle(at, ring / 2.0, cx.palette.veil, edge);
            let mark = Share::TickInBox.of(ring);
            let mark = Rect::from_center_size(at, vec2(mark, mark));
            icons::draw(ui.painter(), Icon::Check, mark, cx.palette.text);
        }
    }

    /// The key that answers with it, or a box to tick.
    fn paint_chip(&self, ui: &Ui, cx: &Cx<'_>, chip: Rect, chosen: bool) {
        let look = &cx.palette;
        let radius = cx.m.radius(Radius::Chip);
        if self.several {
            let (fill, edge) =
                if chosen { (look.accent, look.accent) } else { (Color32::TRANSPARENT, look.edge) };
            ui.painter().rect(chip, radius, fill, cx.stroke(Line::Edge, edge), StrokeKind::Inside);
            if chosen {
                let side = Share::TickInBox.of(chip.width());
                let tick = Rect::from_center_size(chip.center(), vec2(side, side));
                icons::draw(ui.painter(), Icon::Check, tick, look.on_accent);
            }
        } else if self.number <= 9 {
            ui.painter().rect_filled(chip, radius, look.veil);
            let digit = self.number.to_string();
            let digit = cx.text_in(ui, &digit, TextSize::Small, chip.width(), look.text, Align::Center);
            widgets::paint(ui, pos2(chip.center().x, chip.center().y - digit.size().y / 2.0), digit);
        }
    }
}
