//! The icons, drawn by strokes and fills: sharp at every size, and no icon font is needed.

mod paths;
mod pen;

use egui::{Color32, Painter, Rect};
use pen::Pen;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "their names are what they show")]
pub enum Icon {
    Play,
    Pause,
    Back,
    Restart,
    Sound,
    Muted,
    Captions,
    Globe,
    Enlarge,
    Reduce,
    Check,
    Cross,
    Document,
    Person,
    Clock,
    Target,
    // Ways.
    Map,
    More,
    ChevronLeft,
    ChevronRight,
    ChevronDown,
    Plus,
    Minus,
    Return,
    External,
    // Settings and help.
    Gear,
    Help,
    Info,
    Warning,
    Shield,
    Lock,
    Eye,
    Speed,
    Text,
    Contrast,
    // Windows and devices.
    MiniWindow,
    Gamepad,
    Keyboard,
    Touch,
    // Things.
    Mail,
    Trash,
    Download,
    Folder,
    History,
    Resume,
    Film,
    Star,
    Handshake,
    // What stories are about.
    People,
    Briefcase,
    Growth,
    Scales,
    Home,
    Spark,
    /// About something that has no picture.
    Spot,
}

impl Icon {
    /// All of them, in the order above.
    pub const ALL: [Self; 55] = [
        Self::Play,
        Self::Pause,
        Self::Back,
        Self::Restart,
        Self::Sound,
        Self::Muted,
        Self::Captions,
        Self::Globe,
        Self::Enlarge,
        Self::Reduce,
        Self::Check,
        Self::Cross,
        Self::Document,
        Self::Person,
        Self::Clock,
        Self::Target,
        Self::Map,
        Self::More,
        Self::ChevronLeft,
        Self::ChevronRight,
        Self::ChevronDown,
        Self::Plus,
        Self::Minus,
        Self::Return,
        Self::External,
        Self::Gear,
        Self::Help,
        Self::Info,
        Self::Warning,
        Self::Shield,
        Self::Lock,
        Self::Eye,
        Self::Speed,
        Self::Text,
        Self::Contrast,
        Self::MiniWindow,
        Self::Gamepad,
        Self::Keyboard,
        Self::Touch,
        Self::Mail,
        Self::Trash,
        Self::Download,
        Self::Folder,
        Self::History,
        Self::Resume,
        Self::Film,
        Self::Star,
        Self::Handshake,
        Self::People,
        Self::Briefcase,
        Self::Growth,
        Self::Scales,
        Self::Home,
        Self::Spark,
        Self::Spot,
    ];

    /// The icon of a theme: a story's themes carry a name and a colour, and no picture. Those whose ids
    /// have the usual words in them ("job-content", "relationships") have one here; all others are a
    /// spot of their colour, which says no more than the author did.
    #[must_use]
    pub fn of_theme(theme: &str) -> Self {
        let about = theme.split('-').find_map(|word| USUAL.iter().find(|(words, _)| words.contains(&word)));
        about.map_or(Self::Spot, |(_, icon)| *icon)
    }
}

/// Words of themes' ids, and what they are about.
const USUAL: [(&[&str], Icon); 6] = [
    (&["relationships", "relations", "people", "culture", "team", "teams", "colleagues"], Icon::People),
    (&["job", "work", "tasks", "projects"], Icon::Briefcase),
    (&["career", "careers", "growth", "training"], Icon::Growth),
    (&["comparison", "offers", "doubt", "doubts"], Icon::Scales),
    (&["information", "news", "preparation", "procedures"], Icon::Info),
    (&["life", "home", "housing", "place"], Icon::Home),
];

/// Draws `icon` into the square around the centre of `rect`; it fills the unit square of a 24-grid.
pub fn draw(painter: &Painter, icon: Icon, rect: Rect, colour: Color32) {
    let pen = Pen::new(painter, rect, colour);
    match icon {
        Icon::Map
        | Icon::More
        | Icon::ChevronLeft
        | Icon::ChevronRight
        | Icon::ChevronDown
        | Icon::Plus
        | Icon::Minus
        | Icon::Return
        | Icon::External => paths::ways(&pen, icon),
        Icon::Gear
        | Icon::Help
        | Icon::Info
        | Icon::Warning
        | Icon::Shield
        | Icon::Lock
        | Icon::Eye
        | Icon::Speed
        | Icon::Text
        | Icon::Contrast => paths::settings(&pen, icon),
        Icon::MiniWindow
        | Icon::Gamepad
        | Icon::Keyboard
        | Icon::Touch
        | Icon::Mail
        | Icon::Trash
        | Icon::Download
        | Icon::Folder
        | Icon::History
        | Icon::Resume
        | Icon::Film => paths::things(&pen, icon),
        Icon::Star
        | Icon::Handshake
        | Icon::People
        | Icon::Briefcase
        | Icon::Growth
        | Icon::Scales
        | Icon::Home
        | Icon::Spark
        | Icon::Spot => paths::subjects(&pen, icon),
        Icon::Play
        | Icon::Pause
        | Icon::Back
        | Icon::Restart
        | Icon::Sound
        | Icon::Muted
        | Icon::Captions
        | Icon::Globe
        | Icon::Enlarge
        | Icon::Reduce
        | Icon::Check
        | Icon::Cross
        | Icon::Document
        | Icon::Person
        | Icon::Clock
        | Icon::Target => paths::playing(&pen, icon),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_with_usual_names_have_a_picture_and_others_a_spot() {
        for (theme, icon) in [
            ("relationships", Icon::People),
            ("job-content", Icon::Briefcase),
            ("career", Icon::Growth),
            ("comparison", Icon::Scales),
            ("information", Icon::Info),
            ("homework", Icon::Spot),
            ("t1", Icon::Spot),
        ] {
            assert_eq!(Icon::of_theme(theme), icon, "{theme}");
        }
    }

    #[test]
    fn the_list_has_every_icon_once() {
        for (at, icon) in Icon::ALL.into_iter().enumerate() {
            assert_eq!(icon as usize, at, "{icon:?}");
        }
        assert_eq!(Icon::ALL.len(), Icon::Spot as usize + 1);
    }
}
