//! Drawing what is seen of the canvas.
//!
//! - `card`: a card from near; `block`: cards from afar; `wire`: wires; `frame`: frames and the ground.

mod block;
mod card;
mod frame;
mod wire;

pub(super) use block::{Blocks, titled};
pub(in crate::ui) use card::clock;
pub(super) use card::{ending, scene};
pub(super) use frame::{frame, ground};
pub(super) use wire::{Labels, WireLook, drawn_wire, wire};

use super::texts::Texts;
use super::trail::OnTrail;
use super::view::View;
use crate::ui::workspace::Workspace;
use egui::{Color32, Painter, Pos2, Rect, vec2};
use scene_graph::{Language, Media, ThemeId};
use std::collections::HashMap;
use viewer_ui::icons::{self, Icon};
use viewer_ui::theme::{Look, Palette};

/// What things are drawn with.
pub(super) struct Brush<'a> {
    pub(super) painter: Painter,
    pub(super) view: &'a View,
    pub(super) texts: &'a mut Texts,
    pub(super) colours: &'a Colours,
}

/// How a card, wire or frame stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) selected: bool,
    pub(super) hovered: bool,
    /// What is held would go there.
    pub(super) aimed_at: bool,
    /// Whether the preview came by.
    pub(super) trail: OnTrail,
}

/// The themes' colours, corrected so that they are seen on cards.
#[derive(Default)]
pub(super) struct Colours {
    of: Option<(u64, Look)>,
    by_theme: HashMap<ThemeId, Color32>,
}

impl Colours {
    /// Corrects them anew when story or palette have changed.
    pub(super) fn update(&mut self, revision: u64, palette: &Palette, workspace: &Workspace) {
        if self.of == Some((revision, palette.look)) {
            return;
        }
        self.of = Some((revision, palette.look));
        let themes = &workspace.document.story().themes;
        self.by_theme =
            themes.iter().filter_map(|(id, theme)| Some((id.clone(), palette.bar(&theme.colour)?))).collect();
    }

    pub(super) fn of(&self, theme: &ThemeId) -> Option<Color32> {
        self.by_theme.get(theme).copied()
    }
}

/// An icon of this size in the window, with its middle there.
fn icon(brush: &Brush<'_>, icon: Icon, middle: Pos2, side: f32, colour: Color32) {
    icons::draw(&brush.painter, icon, Rect::from_center_size(middle, vec2(side, side)), colour);
}

/// The file that is seen of a medium in this language, and the icon of its kind.
pub(super) fn shown_file<'a>(
    media: &'a Media,
    language: &Language,
    languages: &[Language],
) -> (Option<&'a str>, Icon) {
    match media {
        Media::Nothing => (None, Icon::Text),
        Media::Video(video) => (Some(&video.file), Icon::Film),
        Media::Still(still) => (Some(&still.file), Icon::MiniWindow),
        Media::ByLanguage(each) => {
            let wanted = std::iter::once(language).chain(languages);
            let found = wanted.into_iter().find_map(|language| each.get(language)).or(each.values().next());
            found.map_or((None, Icon::Text), |media| shown_file(media, language, languages))
        }
    }
}
