//! The bar's buttons, and which of them have room.

use super::{List, State};
use crate::i18n::Word;
use crate::icons::Icon;
use crate::sheet::Sheet;
use crate::theme::{Line, Share, Size, Space};
use crate::widgets::{Cx, icon_button};
use crate::{Controls, StoryPage, UiAction};
use egui::{Id, Pos2, Rect, Ui, vec2};

/// A button of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Play,
    Back,
    Sound,
    Map,
    Recorded,
    Captions,
    Languages,
    Speed,
    Settings,
    Mini,
    Fullscreen,
    More,
}

/// What folds first when there is no room.
const FOLDING: [Item; 7] =
    [Item::Settings, Item::Mini, Item::Recorded, Item::Speed, Item::Languages, Item::Map, Item::Captions];

/// Which buttons stand where.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) left: Vec<Item>,
    pub(super) right: Vec<Item>,
    /// In the list that [`Item::More`] opens.
    pub(super) folded: Vec<Item>,
    /// There is room for the volume's slider.
    pub(super) volume: bool,
    /// There is room for the time.
    pub(super) time: bool,
}

impl Plan {
    /// For a row so wide, with a time so wide.
    pub(super) fn new(cx: &Cx<'_>, page: &StoryPage<'_>, width: f32, time: f32) -> Self {
        let controls = &page.controls;
        let side = cx.m.target();
        if controls.mini {
            let (left, right) = (vec![Item::Play, Item::Sound], vec![Item::Mini]);
            return Self {
                left,
                right,
                folded: Vec::new(),
                volume: false,
                time: 3.0 * side + time + cx.space(Space::Wide) < width,
            };
        }
        let left = vec![Item::Play, Item::Back, Item::Sound];
        let mut right = vec![Item::Map, Item::Recorded];
        right.extend(controls.has_captions.then_some(Item::Captions));
        right.extend((controls.languages.len() > 1).then_some(Item::Languages));
        right.extend([Item::Speed, Item::Settings, Item::Mini, Item::Fullscreen]);
        let mut folded = Vec::new();
        let time = time + cx.space(Space::Wide);
        let takes = |right: &[Item], folded: &[Item]| {
            let buttons = left.len() + right.len() + usize::from(!folded.is_empty());
            side * buttons as f32
        };
        for item in FOLDING {
            // Some air between both sides keeps the row calm.
            let fits = takes(&right, &folded) + time <= Share::Bar.of(width);
            if let (false, Some(at)) = (fits, right.iter().position(|this| *this == item)) {
                folded.push(right.remove(at));
            }
        }
        // One alone takes no more room where it was.
        if let [only] = folded[..] {
            let at = right.len().saturating_sub(usize::from(only == Item::Settings));
            right.insert(at, only);
            folded.clear();
        }
        if !folded.is_empty() {
            right.insert(right.len().saturating_sub(1), Item::More);
        }
        let free = width - takes(&right, &[]);
        let volume = free > time + super::sound::width(cx) + side;
        Self { left, right, folded, volume, time: free > time }
    }
}

/// How a button looks, and what else does the same.
pub(super) struct Looks {
    pub(super) icon: Icon,
    pub(super) word: Word,
    pub(super) key: &'static str,
    pub(super) enabled: bool,
}

impl Item {
    pub(super) fn id(self) -> Id {
        Id::unique(("controls", format!("{self:?}")))
    }

    pub(super) fn looks(self, controls: &Controls<'_>) -> Looks {
        let (icon, word, key) = match self {
            Self::Play if controls.paused => (Icon::Play, Word::Play, "Space"),
            Self::Play => (Icon::Pause, Word::Pause, "Space"),
            Self::Back => (Icon::Back, Word::Back, "Backspace"),
            Self::Sound if controls.muted || controls.volume <= 0.0 => (Icon::Muted, Word::Unmute, "M"),
            Self::Sound => (Icon::Sound, Word::Mute, "M"),
            Self::Map => (Icon::Map, Word::Map, "O"),
            Self::Recorded => (Icon::Eye, Word::RecordedTitle, "R"),
            Self::Captions => (Icon::Captions, Word::CaptionsMenu, "C"),
            Self::Languages => (Icon::Globe, Word::LanguageMenu, "L"),
            Self::Speed => (Icon::Speed, Word::Speed, "P"),
            Self::Settings => (Icon::Gear, Word::Settings, "S"),
            Self::Mini if controls.mini => (Icon::Enlarge, Word::MiniLeave, "I"),
            Self::Mini => (Icon::MiniWindow, Word::Mini, "I"),
            Self::Fullscreen if controls.fullscreen => (Icon::Reduce, Word::Window, "F"),
            Self::Fullscreen => (Icon::Enlarge, Word::Fullscreen, "F"),
            Self::More => (Icon::More, Word::More, ""),
        };
        let enabled = self != Self::Back || controls.can_go_back;
        Looks { icon, word, key, enabled }
    }

    /// The list that this button opens.
    pub(super) fn list(self) -> Option<List> {
        match self {
            Self::Captions => Some(List::Captions),
            Self::Languages => Some(List::Languages),
            Self::Speed => Some(List::Speed),
            Self::Settings => Some(List::Settings),
            Self::More => Some(List::More),
            _ => None,
        }
    }

    /// Whether `list` is this button's, or one that it leads to.
    pub(super) fn opens(self, list: List, plan: &Plan) -> bool {
        let root = list.root();
        match self {
            Self::More => root == List::More || plan.folded.iter().any(|item| item.list() == Some(root)),
            item => item.list() == Some(root),
        }
    }

    /// Does what pressing it does.
    pub(super) fn press(self, cx: &mut Cx<'_>, state: &mut State, by_keys: bool) {
        if let Some(list) = self.list() {
            state.toggle(list, by_keys);
            return;
        }
        let action = match self {
            Self::Play => UiAction::TogglePause,
            Self::Back => UiAction::Back,
            Self::Sound => UiAction::ToggleMute,
            Self::Recorded => UiAction::ShowRecorded,
            Self::Mini => UiAction::ToggleMini,
            Self::Fullscreen => UiAction::ToggleFullscreen,
            _ => {
                state.sheet = Some(Sheet::Map);
                return;
            }
        };
        cx.actions.push(action);
    }
}

/// Draws a button with its left upper corner at `at`; gives where the next one begins.
pub(super) fn button(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    page: &StoryPage<'_>,
    state: &mut State,
    item: Item,
    at: Pos2,
) -> f32 {
    let side = cx.m.target();
    let rect = Rect::from_min_size(at, vec2(side, side));
    let looks = item.looks(&page.controls);
    let name = cx.strings.get(looks.word);
    let response = icon_button(ui, cx, (item.id(), rect), looks.icon, (&name, looks.key), looks.enabled);
    let _ = ui.ctx().accesskit_node_builder(response.id, |node| {
        if let Some(list) = item.list() {
            node.set_has_popup(egui::accesskit::HasPopup::Menu);
            node.set_expanded(state.list == Some(list));
        }
    });
    let lit = item == Item::Captions && page.controls.captions_on
        || item == Item::Speed && page.controls.speed != media_time::Speed::NORMAL
        || item.list().is_some_and(|list| state.list.map(List::root) == Some(list));
    if lit {
        let line = Rect::from_center_size(
            egui::pos2(rect.center().x, rect.bottom() - cx.space(Space::Tiny)),
            vec2(cx.m.size(Size::Underline), cx.m.line_width(Line::Strong)),
        );
        ui.painter().rect_filled(line, line.height() / 2.0, cx.palette.accent);
    }
    if response.clicked() && looks.enabled {
        item.press(cx, state, !ui.input(|input| input.pointer.any_released()));
    }
    rect.right()
}
