//! The lists that the bar's buttons open.

use super::items::{Item, Plan};
use super::{State, first_id};
use crate::caption_style::{CaptionColour, CaptionEdge, CaptionStyle};
use crate::flow::Flow;
use crate::i18n::Word;
use crate::icons::Icon;
use crate::menu::{self, Anchor, Chip, Given, Menu, Row};
use crate::sheet::Sheet;
use crate::widgets::Cx;
use crate::{Controls, StoryPage, ThemeChoice, UiAction, pages};
use egui::Ui;
use media_time::Speed;

/// A list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// What has no room in the bar.
    More,
    Captions,
    CaptionLook,
    CaptionLanguages,
    Languages,
    Speed,
    Settings,
}

/// What pressing a row does.
#[derive(Clone, Debug)]
enum Then {
    Do(UiAction),
    /// The same, and the list goes away.
    DoAndClose(UiAction),
    Open(List),
    Press(Item),
    Show(Sheet),
}

impl List {
    /// The list that a button opens, from which one comes to this one.
    pub(crate) fn root(self) -> Self {
        match self {
            Self::CaptionLook | Self::CaptionLanguages => Self::Captions,
            list => list,
        }
    }

    /// Captions are looked at while this is open.
    pub(crate) fn is_about_captions(self) -> bool {
        matches!(self, Self::Captions | Self::CaptionLook)
    }

    fn title(self) -> Word {
        match self {
            Self::More => Word::More,
            Self::Captions => Word::CaptionsMenu,
            Self::CaptionLook => Word::CaptionsLook,
            Self::CaptionLanguages => Word::CaptionsLanguage,
            Self::Languages => Word::LanguageMenu,
            Self::Speed => Word::Speed,
            Self::Settings => Word::Settings,
        }
    }

    fn id(self) -> &'static str {
        self.title().key()
    }
}

/// A list under construction: its rows, and what each does.
struct Rows<'a> {
    body: Flow<'a, Given>,
    does: Vec<Then>,
}

impl<'a> Rows<'a> {
    fn row(&mut self, ui: &Ui, cx: &Cx<'_>, text: &str, row: Row, then: Then) {
        menu::row(ui, cx, &mut self.body, self.does.len(), text, row);
        self.does.push(then);
    }

    fn chips(&mut self, ui: &Ui, cx: &Cx<'_>, title: Word, chips: Vec<(String, Chip<'a>, bool, UiAction)>) {
        let first = self.does.len();
        let (drawn, actions): (Vec<_>, Vec<_>) =
            chips.into_iter().map(|(name, chip, chosen, action)| ((name, chip, chosen), action)).unzip();
        menu::chips(ui, cx, &mut self.body, &cx.strings.get(title), drawn, first);
        self.does.extend(actions.into_iter().map(Then::Do));
    }
}

/// Draws the list that is open and does what the viewer chooses in it.
pub(super) fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    page: &StoryPage<'_>,
    state: &mut State,
    plan: &Plan,
    anchor: Anchor,
) {
    let Some(list) = state.list else { return };
    let mut rows = Rows { body: Flow::new(menu::width(cx)), does: Vec::new() };
    if list != list.root() {
        let way = Row::Way { icon: Some(Icon::ChevronLeft), value: String::new(), key: "", further: false };
        rows.row(ui, cx, &cx.strings.get(list.root().title()), way, Then::Open(list.root()));
    }
    match list {
        List::More => more(ui, cx, page, plan, &mut rows),
        List::Captions => captions(ui, cx, &page.controls, &mut rows),
        List::CaptionLook => caption_look(ui, cx, page.controls.caption_style, &mut rows),
        List::CaptionLanguages => caption_languages(ui, cx, &page.controls, &mut rows),
        List::Languages => languages(ui, cx, &page.controls, &mut rows),
        List::Speed => speeds(ui, cx, &page.controls, &mut rows),
        List::Settings => settings(ui, cx, &page.controls, &mut rows),
    }
    let menu = Menu { id: list.id(), title: cx.strings.get(list.title()), body: rows.body };
    let outcome = menu.show(ui, cx, anchor, state.wants_focus);
    state.wants_focus = outcome.wants_focus;
    let then = outcome.pressed.and_then(|number| rows.does.get(number).cloned());
    if outcome.closed {
        close(ui, state, list, plan);
    }
    match then {
        None => {}
        Some(Then::Do(action)) => cx.actions.push(action),
        Some(Then::DoAndClose(action)) => {
            cx.actions.push(action);
            close(ui, state, list, plan);
        }
        Some(Then::Open(next)) => {
            state.list = Some(next);
            state.wants_focus = state.by_keys;
        }
        Some(Then::Show(sheet)) => {
            state.sheet = Some(sheet);
            close(ui, state, list, plan);
        }
        Some(Then::Press(item)) => {
            let by_keys = state.by_keys;
            if item.list().is_none() {
                close(ui, state, list, plan);
            }
            item.press(cx, state, by_keys);
        }
    }
}

/// The list goes away; the focus returns to what opened it, where it came by keys.
fn close(ui: &Ui, state: &mut State, list: List, plan: &Plan) {
    if state.by_keys {
        let opener = plan.right.iter().find(|item| item.opens(list, plan));
        ui.memory_mut(|memory| memory.request_focus(opener.map_or_else(first_id, |item| item.id())));
    }
    state.list = None;
}

fn more(ui: &Ui, cx: &Cx<'_>, page: &StoryPage<'_>, plan: &Plan, rows: &mut Rows<'_>) {
    let order =
        [Item::Map, Item::Recorded, Item::Captions, Item::Languages, Item::Speed, Item::Settings, Item::Mini];
    for item in order.into_iter().filter(|item| plan.folded.contains(item)) {
        let looks = item.looks(&page.controls);
        let value = match item {
            Item::Languages => pages::language_name(page.controls.language),
            Item::Speed => speed_name(page.controls.speed),
            _ => String::new(),
        };
        let further = item.list().is_some();
        let row = Row::Way { icon: Some(looks.icon), value, key: looks.key, further };
        rows.row(ui, cx, &cx.strings.get(looks.word), row, Then::Press(item));
    }
}

fn captions(ui: &Ui, cx: &Cx<'_>, controls: &Controls<'_>, rows: &mut Rows<'_>) {
    let shown = Row::Switch { on: controls.captions_on };
    rows.row(ui, cx, &cx.strings.get(Word::CaptionsShow), shown, Then::Do(UiAction::ToggleCaptions));
    if controls.caption_languages.len() > 1 {
        let story = || cx.strings.get(Word::CaptionsStoryLanguage);
        let value = controls.caption_language.map_or_else(story, pages::language_name);
        let row = Row::Way { icon: Some(Icon::Globe), value, key: "", further: true };
        rows.row(ui, cx, &cx.strings.get(Word::CaptionsLanguage), row, Then::Open(List::CaptionLanguages));
    }
    let row = Row::Way { icon: Some(Icon::Captions), value: String::new(), key: "", further: true };
    rows.row(ui, cx, &cx.strings.get(Word::CaptionsLook), row, Then::Open(List::CaptionLook));
    sizes(ui, cx, controls.caption_style, rows);
}

fn sizes(ui: &Ui, cx: &Cx<'_>, style: CaptionStyle, rows: &mut Rows<'_>) {
    let names = ["75%", "100%", "125%", "150%", "200%"];
    let chips = CaptionStyle::SIZES.into_iter().zip(names).map(|(size, name)| {
        let action = UiAction::CaptionStyle(CaptionStyle { size, ..style });
        (name.to_owned(), Chip::Text(name), (style.size - size).abs() < 0.01, action)
    });
    rows.chips(ui, cx, Word::CaptionsSize, chips.collect());
}

fn caption_look(ui: &Ui, cx: &Cx<'_>, style: CaptionStyle, rows: &mut Rows<'_>) {
    let colours = |chosen: CaptionColour, make: fn(CaptionStyle, CaptionColour) -> CaptionStyle| {
        let chips = CaptionColour::ALL.into_iter().map(|colour| {
            let action = UiAction::CaptionStyle(make(style, colour));
            (cx.strings.get(colour_word(colour)), Chip::Colour(colour.colour()), colour == chosen, action)
        });
        chips.collect::<Vec<_>>()
    };
    let letters = colours(style.colour, |style, colour| CaptionStyle { colour, ..style });
    rows.chips(ui, cx, Word::CaptionsColour, letters);
    let grounds = colours(style.background, |style, background| CaptionStyle { background, ..style });
    rows.chips(ui, cx, Word::CaptionsBackground, grounds);
    let names = ["0%", "25%", "50%", "80%", "100%"];
    let strengths = CaptionStyle::OPACITIES.into_iter().zip(names).map(|(opacity, name)| {
        let action = UiAction::CaptionStyle(CaptionStyle { opacity, ..style });
        (name.to_owned(), Chip::Text(name), (style.opacity - opacity).abs() < 0.01, action)
    });
    rows.chips(ui, cx, Word::CaptionsOpacity, strengths.collect());
    for edge in CaptionEdge::ALL {
        let action = UiAction::CaptionStyle(CaptionStyle { edge, ..style });
        let name = format!("{}: {}", cx.strings.get(Word::CaptionsEdge), cx.strings.get(edge_word(edge)));
        rows.row(ui, cx, &name, Row::Choice { chosen: edge == style.edge }, Then::Do(action));
    }
    let usual = Row::Way { icon: Some(Icon::Restart), value: String::new(), key: "", further: false };
    let action = UiAction::CaptionStyle(CaptionStyle::default());
    rows.row(ui, cx, &cx.strings.get(Word::CaptionsUsual), usual, Then::Do(action));
}

fn caption_languages(ui: &Ui, cx: &Cx<'_>, controls: &Controls<'_>, rows: &mut Rows<'_>) {
    let as_story = Row::Choice { chosen: controls.caption_language.is_none() };
    let action = UiAction::CaptionLanguage(None);
    rows.row(ui, cx, &cx.strings.get(Word::CaptionsStoryLanguage), as_story, Then::DoAndClose(action));
    for language in controls.caption_languages {
        let chosen = controls.caption_language == Some(language);
        let action = UiAction::CaptionLanguage(Some(language.clone()));
        let name = pages::language_name(language);
        rows.row(ui, cx, &name, Row::Choice { chosen }, Then::DoAndClose(action));
    }
}

fn languages(ui: &Ui, cx: &Cx<'_>, controls: &Controls<'_>, rows: &mut Rows<'_>) {
    for language in controls.languages {
        let chosen = language == controls.language;
        let action = UiAction::Language(language.clone());
        let name = pages::language_name(language);
        rows.row(ui, cx, &name, Row::Choice { chosen }, Then::DoAndClose(action));
    }
}

/// "1.5×".
fn speed_name(speed: Speed) -> String {
    format!("{speed}×")
}

fn speeds(ui: &Ui, cx: &Cx<'_>, controls: &Controls<'_>, rows: &mut Rows<'_>) {
    for speed in Speed::STEPS {
        let name = match speed {
            Speed::NORMAL => format!("{} ({})", speed_name(speed), cx.strings.get(Word::SpeedNormal)),
            speed => speed_name(speed),
        };
        let chosen = speed == controls.speed;
        rows.row(ui, cx, &name, Row::Choice { chosen }, Then::DoAndClose(UiAction::Speed(speed)));
    }
}

fn settings(ui: &Ui, cx: &Cx<'_>, controls: &Controls<'_>, rows: &mut Rows<'_>) {
    let limits = Row::Switch { on: controls.no_time_limits };
    let action = UiAction::NoTimeLimits(!controls.no_time_limits);
    rows.row(ui, cx, &cx.strings.get(Word::NoTimeLimits), limits, Then::Do(action));
    let still = Row::Switch { on: cx.options.reduced_motion };
    let action = UiAction::ReducedMotion(!cx.options.reduced_motion);
    rows.row(ui, cx, &cx.strings.get(Word::ReducedMotion), still, Then::Do(action));
    let restart = Row::Way { icon: Some(Icon::Restart), value: String::new(), key: "", further: false };
    let action = Then::DoAndClose(UiAction::Restart);
    rows.row(ui, cx, &cx.strings.get(Word::Restart), restart, action);
    let help = Row::Way { icon: Some(Icon::Keyboard), value: String::new(), key: "?", further: false };
    rows.row(ui, cx, &cx.strings.get(Word::Help), help, Then::Show(Sheet::Help));
    let names = [(0.85, "85%"), (1.0, "100%"), (1.25, "125%"), (1.5, "150%"), (2.0, "200%")];
    let sizes = names.into_iter().map(|(scale, name)| {
        let chosen = (cx.options.text_scale - scale).abs() < 0.01;
        (name.to_owned(), Chip::Text(name), chosen, UiAction::TextScale(scale))
    });
    rows.chips(ui, cx, Word::TextSize, sizes.collect());
    for theme in ThemeChoice::ALL {
        let chosen = cx.options.theme == theme;
        let name = format!("{}: {}", cx.strings.get(Word::Theme), cx.strings.get(theme_word(theme)));
        rows.row(ui, cx, &name, Row::Choice { chosen }, Then::Do(UiAction::Theme(theme)));
    }
}

fn theme_word(theme: ThemeChoice) -> Word {
    match theme {
        ThemeChoice::System => Word::ThemeSystem,
        ThemeChoice::Dark => Word::ThemeDark,
        ThemeChoice::Light => Word::ThemeLight,
        ThemeChoice::HighContrast => Word::ThemeHighContrast,
    }
}

fn colour_word(colour: CaptionColour) -> Word {
    match colour {
        CaptionColour::White => Word::ColourWhite,
        CaptionColour::Yellow => Word::ColourYellow,
        CaptionColour::Green => Word::ColourGreen,
        CaptionColour::Cyan => Word::ColourCyan,
        CaptionColour::Blue => Word::ColourBlue,
        CaptionColour::Magenta => Word::ColourMagenta,
        CaptionColour::Red => Word::ColourRed,
        CaptionColour::Black => Word::ColourBlack,
    }
}

fn edge_word(edge: CaptionEdge) -> Word {
    match edge {
        CaptionEdge::None => Word::EdgeNone,
        CaptionEdge::Outline => Word::EdgeOutline,
        CaptionEdge::Shadow => Word::EdgeShadow,
        CaptionEdge::Raised => Word::EdgeRaised,
        CaptionEdge::Depressed => Word::EdgeDepressed,
    }
}
