//! The cards and wires with their places, kept up to date by what changes.

pub(super) use super::cards::{Card, Key, Line, area, route, spot_at};
use super::cards::{rect_at, row_of, theme_of};
use super::grid::Grid;
use super::places;
use super::route::Route;
use super::sizes::Form;
use crate::document::{Change, Item};
use crate::layout::Spot;
use crate::ui::workspace::Workspace;
use crate::ui::{News, NewsCursor};
use crate::wires::{self, Turn, Wire};
use egui::{Pos2, Rect};
use scene_graph::Story;
use std::collections::{HashMap, HashSet};

/// More items than these at once: looking at everything is quicker. Tests look at both ways.
const MANY: usize = if cfg!(test) { 4 } else { 2_000 };

/// All cards and wires.
#[derive(Default)]
pub(super) struct Board {
    cards: Vec<Option<Card>>,
    lines: Vec<Option<Line>>,
    free_cards: Vec<Key>,
    free_lines: Vec<Key>,
    by_item: HashMap<Item, Key>,
    card_grid: Grid,
    line_grid: Grid,
    /// The wires to something, whether it is there or not.
    into: HashMap<Item, Vec<Key>>,
    /// Where those lie that have no place in the layout.
    loose: HashMap<Item, Spot>,
    cursor: NewsCursor,
    /// Another number after every change.
    revision: u64,
    /// Everything's bounds, with the revision that they are of.
    bounds: Option<(u64, Rect)>,
}

impl Board {
    /// Takes in what changed. True: it is another story.
    pub(super) fn update(&mut self, workspace: &mut Workspace) -> bool {
        match workspace.news(&mut self.cursor) {
            News::Changes(changes) if changes.is_empty() => false,
            News::Changes(changes) => {
                self.take_in(&changes, workspace);
                false
            }
            News::All => {
                self.loose.clear();
                self.rebuild(workspace);
                true
            }
        }
    }

    fn take_in(&mut self, changes: &[Change], workspace: &Workspace) {
        self.revision += 1;
        let (mut scenes, mut moved, mut endings) = (HashSet::new(), HashSet::new(), false);
        for change in changes {
            match change {
                Change::Head { before, after } => endings |= !before.endings.keys().eq(after.endings.keys()),
                Change::Scene { id, .. } => drop(scenes.insert(Item::Scene(id.clone()))),
                Change::Spot { item, .. } => drop(moved.insert(item.clone())),
                Change::Frame { .. } => {}
            }
        }
        if scenes.len() > MANY {
            self.rebuild(workspace);
            return;
        }
        if endings {
            let known = self.by_item.keys().filter(|item| matches!(item, Item::Ending(_)));
            let now = workspace.document.story().endings.keys().cloned().map(Item::Ending);
            scenes.extend(known.cloned().chain(now).collect::<Vec<_>>());
        }
        let homeless: Vec<Item> = (scenes.iter().chain(&moved))
            .filter(|item| item.is_in(workspace.document.story()) && workspace.spot(item).is_none())
            .filter(|item| !self.loose.contains_key(*item))
            .cloned()
            .collect();
        for item in &homeless {
            // One that has just lost its place stays where it is.
            let known = self.card_of(item).map(|card| card.rect.min);
            let spot = known.map(spot_at).unwrap_or_else(|| places::beside(self, item, workspace));
            self.loose.insert(item.clone(), spot);
        }
        for item in &scenes {
            self.refresh(item, workspace);
        }
        if moved.len() > MANY {
            self.lay_many(&moved, workspace);
            return;
        }
        for item in moved.difference(&scenes) {
            self.lay(item, workspace);
        }
    }

    fn rebuild(&mut self, workspace: &Workspace) {
        let (loose, cursor, revision) = (std::mem::take(&mut self.loose), self.cursor, self.revision + 1);
        *self = Self { loose, cursor, revision, ..Self::default() };
        let story = workspace.document.story();
        let all: Vec<Item> = Item::all_of(story).collect();
        self.loose.retain(|item, _| item.is_in(story) && workspace.spot(item).is_none());
        let homeless = |item: &Item| workspace.spot(item).is_none() && !self.loose.contains_key(item);
        if all.iter().any(homeless) {
            for (item, spot) in places::missing(workspace) {
                self.loose.entry(item).or_insert(spot);
            }
        }
        for item in &all {
            self.make_card(item, workspace);
        }
        for item in &all {
            self.make_lines(item, story);
        }
    }

    fn form(item: &Item, story: &Story) -> Option<Form> {
        match item {
            Item::Scene(id) => story.scenes.get(id).map(|scene| Form::of(scene)),
            Item::Ending(id) => story.endings.contains_key(id).then_some(Form::Ending),
        }
    }

    fn spot(&self, item: &Item, workspace: &Workspace) -> Spot {
        workspace.spot(item).or_else(|| self.loose.get(item).copied()).unwrap_or_default()
    }

    fn make_card(&mut self, item: &Item, workspace: &Workspace) {
        let Some(form) = Self::form(item, workspace.document.story()) else { return };
        let rect = rect_at(self.spot(item, workspace), form);
        let card = Card { item: item.clone(), form, rect, wires: Vec::new() };
        let key = put(&mut self.cards, &mut self.free_cards, card);
        self.by_item.insert(item.clone(), key);
        self.card_grid.insert(key, rect);
        self.lead_into(item, Some(key));
    }

    /// The wires to something lead to this card, or to nothing.
    fn lead_into(&mut self, item: &Item, key: Option<Key>) {
        for line in self.into.get(item).into_iter().flatten() {
            if let Some(Some(line)) = self.lines.get_mut(*line) {
                line.into = key;
            }
        }
    }

    fn make_lines(&mut self, item: &Item, story: &Story) {
        let (Some(&from), Some(id)) = (self.by_item.get(item), item.scene()) else { return };
        let (Some(scene), Some(form)) = (story.scenes.get(id), self.card(from).map(|card| card.form)) else {
            return;
        };
        for Wire { turn, to } in wires::wires(id, scene) {
            let row = row_of(&turn.port, scene, form);
            let into = to.item();
            let theme = theme_of(&turn.port, scene);
            let there = into.as_ref().and_then(|item| self.by_item.get(item).copied());
            let line = Line { turn, to, from, row, into: there, theme, bounds: Rect::NOTHING };
            let bounds = self.route(&line).bounds();
            let key = put(&mut self.lines, &mut self.free_lines, Line { bounds, ..line });
            self.line_grid.insert(key, bounds);
            if let Some(into) = into {
                self.into.entry(into).or_default().push(key);
            }
            if let Some(Some(card)) = self.cards.get_mut(from) {
                card.wires.push(key);
            }
        }
    }

    /// A scene or ending came, went or became another.
    fn refresh(&mut self, item: &Item, workspace: &Workspace) {
        if let Some(key) = self.by_item.get(item).copied() {
            let wires =
                self.cards.get_mut(key).and_then(Option::as_mut).map(|card| std::mem::take(&mut card.wires));
            for line in wires.unwrap_or_default() {
                self.drop_line(line);
            }
            if !item.is_in(workspace.document.story()) {
                self.by_item.remove(item);
                self.lead_into(item, None);
                self.loose.remove(item);
                if let Some(card) = self.cards.get_mut(key).and_then(Option::take) {
                    self.card_grid.remove(key, card.rect);
                    self.free_cards.push(key);
                }
            }
        } else {
            self.make_card(item, workspace);
        }
        if let (Some(key), Some(form)) =
            (self.by_item.get(item), Self::form(item, workspace.document.story()))
            && let Some(Some(card)) = self.cards.get_mut(*key)
        {
            card.form = form;
        }
        self.make_lines(item, workspace.document.story());
        self.lay(item, workspace);
    }

    fn drop_line(&mut self, key: Key) {
        let Some(line) = self.lines.get_mut(key).and_then(Option::take) else { return };
        self.free_lines.push(key);
        self.line_grid.remove(key, line.bounds);
        if let Some(into) = line.to.item()
            && let Some(lines) = self.into.get_mut(&into)
        {
            lines.retain(|other| *other != key);
            if lines.is_empty() {
                self.into.remove(&into);
            }
        }
    }

    /// A card lies where the layout says, and its wires with it.
    fn lay(&mut self, item: &Item, workspace: &Workspace) {
        let spot = self.spot(item, workspace);
        if workspace.spot(item).is_some() {
            self.loose.remove(item);
        }
        let Some(&key) = self.by_item.get(item) else {
            self.lay_lines(item, &[]);
            return;
        };
        let mut own = Vec::new();
        if let Some(Some(card)) = self.cards.get_mut(key) {
            let rect = rect_at(spot, card.form);
            if rect != card.rect {
                self.card_grid.remove(key, card.rect);
                self.card_grid.insert(key, rect);
                card.rect = rect;
            }
            own.clone_from(&card.wires);
        }
        self.lay_lines(item, &own);
    }

    /// The same for many cards at once: the grids are made anew, which is quicker than to change them for
    /// each.
    fn lay_many(&mut self, moved: &HashSet<Item>, workspace: &Workspace) {
        for item in moved {
            let spot = self.spot(item, workspace);
            if workspace.spot(item).is_some() {
                self.loose.remove(item);
            }
            let key = self.by_item.get(item).copied();
            if let Some(Some(card)) = key.and_then(|key| self.cards.get_mut(key)) {
                card.rect = rect_at(spot, card.form);
            }
        }
        (self.card_grid, self.line_grid) = (Grid::default(), Grid::default());
        for (key, card) in self.cards.iter().enumerate() {
            if let Some(card) = card {
                self.card_grid.insert(key, card.rect);
            }
        }
        for key in 0..self.lines.len() {
            let Some(bounds) = self.line(key).map(|line| self.route(line).bounds()) else { continue };
            self.line_grid.insert(key, bounds);
            if let Some(Some(line)) = self.lines.get_mut(key) {
                line.bounds = bounds;
            }
        }
    }

    fn lay_lines(&mut self, item: &Item, own: &[Key]) {
        let into = self.into.get(item).cloned().unwrap_or_default();
        for key in own.iter().copied().chain(into) {
            let Some(line) = self.line(key).cloned() else { continue };
            let bounds = self.route(&line).bounds();
            if bounds != line.bounds {
                self.line_grid.remove(key, line.bounds);
                self.line_grid.insert(key, bounds);
                if let Some(Some(line)) = self.lines.get_mut(key) {
                    line.bounds = bounds;
                }
            }
        }
    }

    pub(super) fn card(&self, key: Key) -> Option<&Card> {
        self.cards.get(key)?.as_ref()
    }

    pub(super) fn line(&self, key: Key) -> Option<&Line> {
        self.lines.get(key)?.as_ref()
    }

    pub(super) fn key_of(&self, item: &Item) -> Option<Key> {
        self.by_item.get(item).copied()
    }

    pub(super) fn card_of(&self, item: &Item) -> Option<&Card> {
        self.card(self.key_of(item)?)
    }

    /// The wire that begins so.
    pub(super) fn line_of(&self, turn: &Turn) -> Option<&Line> {
        let card = self.card_of(&Item::Scene(turn.port.scene.clone()))?;
        card.wires.iter().filter_map(|key| self.line(*key)).find(|line| line.turn == *turn)
    }

    /// The wires that begin at a card, in the order of its ports.
    pub(super) fn lines_from(&self, key: Key) -> impl Iterator<Item = (Key, &Line)> {
        let wires = self.card(key).map_or(&[][..], |card| &card.wires);
        wires.iter().filter_map(|key| Some((*key, self.line(*key)?)))
    }

    /// The wires that lead to it.
    pub(super) fn lines_into(&self, item: &Item) -> impl Iterator<Item = (Key, &Line)> {
        let into = self.into.get(item).map_or(&[][..], Vec::as_slice);
        into.iter().filter_map(|key| Some((*key, self.line(*key)?)))
    }

    /// The card that a wire leads to, if it is there.
    pub(super) fn card_into(&self, line: &Line) -> Option<(Key, &Card)> {
        let key = line.into?;
        Some((key, self.card(key)?))
    }

    /// A wire's way on the canvas, where its cards lie.
    pub(super) fn route(&self, line: &Line) -> Route {
        let to = self.card_into(line).map(|(_, card)| (card.form, card.rect));
        self.card(line.from)
            .map_or_else(|| Route::stub(Pos2::ZERO), |card| route(line, (card.form, card.rect), to))
    }

    /// Cards that `rect` may show, in the order of their making.
    pub(super) fn cards_near(&self, rect: Rect, found: &mut Vec<Key>) {
        self.card_grid.near(rect, found);
        found.retain(|key| self.card(*key).is_some_and(|card| card.rect.intersects(rect)));
    }

    /// Wires that `rect` may show.
    pub(super) fn lines_near(&self, rect: Rect, found: &mut Vec<Key>) {
        self.line_grid.near(rect, found);
        found.retain(|key| self.line(*key).is_some_and(|line| line.bounds.intersects(rect)));
    }

    pub(super) fn cards(&self) -> impl Iterator<Item = (Key, &Card)> {
        self.cards.iter().enumerate().filter_map(|(key, card)| Some((key, card.as_ref()?)))
    }

    pub(super) fn count(&self) -> usize {
        self.by_item.len()
    }

    /// Another number after every change of cards and wires.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// Around all cards; nothing when there are none.
    pub(super) fn bounds(&mut self) -> Rect {
        if let Some((_, all)) = self.bounds.filter(|(of, _)| *of == self.revision) {
            return all;
        }
        let all = self.cards().fold(Rect::NOTHING, |all, (_, card)| all.union(card.rect));
        self.bounds = Some((self.revision, all));
        all
    }
}

/// Puts it where there is room; gives the place.
fn put<T>(things: &mut Vec<Option<T>>, free: &mut Vec<Key>, thing: T) -> Key {
    match free.pop() {
        Some(key) => {
            if let Some(place) = things.get_mut(key) {
                *place = Some(thing);
            }
            key
        }
        None => {
            things.push(Some(thing));
            things.len() - 1
        }
    }
}
