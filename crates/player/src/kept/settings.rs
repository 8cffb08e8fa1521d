//! What the viewer set: one small file, a setting a line.

use desktop::WindowPlace;
use media_time::Speed;
use scene_graph::Language;
use serde::{Deserialize, Serialize};
use std::path::Path;
use viewer_ui::{CaptionColour, CaptionEdge, CaptionStyle};

/// A file of settings that is larger is none.
const MOST_BYTES: u64 = 64 * 1024;

/// What the viewer set. A new setting is a field here, with its value in [`Default`]; give it a
/// bound in `sensible` if it has one. The module above tells how it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ViewerSettings {
    /// The language that is shown: of this run, not kept.
    #[serde(skip, default = "no_language")]
    pub language: Language,
    /// The language the viewer chose last, in any story; `None`: the system's.
    pub preferred_language: Option<Language>,
    /// 0 to 1, as the slider shows it.
    pub volume: f32,
    /// The viewer turned the sound off.
    pub muted: bool,
    /// How fast the story plays: of this run, not kept. Who comes back another day is not to find
    /// people speaking oddly fast.
    #[serde(skip)]
    pub speed: Speed,
    /// Captions are shown.
    pub captions_on: bool,
    /// What captions look like.
    pub captions: CaptionSettings,
    /// The size of texts and controls, times what fits the window: 0.75 to 2.5.
    pub text_scale: f32,
    /// Light or dark.
    pub theme: ThemeKept,
    /// Nothing moves or fades.
    pub reduced_motion: bool,
    /// Questions wait for as long as the viewer likes.
    pub no_time_limits: bool,
    /// Where the viewer leaves off is kept on this machine.
    pub remember_place: bool,
    /// The window fills the screen.
    pub fullscreen: bool,
    /// Where the window was, when it did not fill the screen.
    pub window: Option<WindowPlace>,
}

/// What captions look like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CaptionSettings {
    /// In this language where the story has it; `None`: the story's language.
    pub language: Option<Language>,
    /// Times the usual size: 0.5 to 3.
    pub size: f32,
    /// How much of the picture the strip behind them covers: 0 (nothing) to 1 (all).
    pub background: f32,
    /// Of the letters, by its name ([`viewer_ui::CaptionColour::name`]); others are the usual one.
    pub colour: String,
    /// Of the strip.
    pub background_colour: String,
    /// Around the letters, by its name ([`viewer_ui::CaptionEdge::name`]).
    pub edge: String,
}

impl CaptionSettings {
    /// What they look like.
    #[must_use]
    pub fn style(&self) -> CaptionStyle {
        let usual = CaptionStyle::default();
        CaptionStyle {
            size: self.size,
            colour: CaptionColour::from_name(&self.colour).unwrap_or(usual.colour),
            background: CaptionColour::from_name(&self.background_colour).unwrap_or(usual.background),
            opacity: self.background,
            edge: CaptionEdge::from_name(&self.edge).unwrap_or(usual.edge),
        }
    }

    /// They look like this from now on.
    pub fn set_style(&mut self, style: CaptionStyle) {
        self.size = style.size;
        self.background = style.opacity;
        style.colour.name().clone_into(&mut self.colour);
        style.background.name().clone_into(&mut self.background_colour);
        style.edge.name().clone_into(&mut self.edge);
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeKept {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// Black, white and one colour.
    HighContrast,
}

impl From<viewer_ui::ThemeChoice> for ThemeKept {
    fn from(choice: viewer_ui::ThemeChoice) -> Self {
        use viewer_ui::ThemeChoice as Choice;
        match choice {
            Choice::System => Self::System,
            Choice::Light => Self::Light,
            Choice::Dark => Self::Dark,
            Choice::HighContrast => Self::HighContrast,
        }
    }
}

impl From<ThemeKept> for viewer_ui::ThemeChoice {
    fn from(kept: ThemeKept) -> Self {
        match kept {
            ThemeKept::System => Self::System,
            ThemeKept::Light => Self::Light,
            ThemeKept::Dark => Self::Dark,
            ThemeKept::HighContrast => Self::HighContrast,
        }
    }
}

impl Default for ViewerSettings {
    fn default() -> Self {
        Self {
            language: no_language(),
            preferred_language: None,
            volume: 1.0,
            muted: false,
            speed: Speed::NORMAL,
            captions_on: true,
            captions: CaptionSettings::default(),
            text_scale: 1.0,
            theme: ThemeKept::System,
            reduced_motion: false,
            no_time_limits: false,
            remember_place: false,
            fullscreen: false,
            window: None,
        }
    }
}

impl Default for CaptionSettings {
    fn default() -> Self {
        let usual = CaptionStyle::default();
        Self {
            language: None,
            size: usual.size,
            background: usual.opacity,
            colour: usual.colour.name().to_owned(),
            background_colour: usual.background.name().to_owned(),
            edge: usual.edge.name().to_owned(),
        }
    }
}

fn no_language() -> Language {
    Language::new("ja")
}

impl ViewerSettings {
    /// As usual, shown in this language.
    pub(crate) fn in_language(language: Language) -> Self {
        Self { language, ..Self::default() }
    }

    /// Reads them; what is not there or cannot be read is as usual, setting by setting.
    #[must_use]
    pub fn read(path: &Path) -> Self {
        super::read_small(path, MOST_BYTES).map_or_else(Self::default, |text| Self::parse(&text))
    }

    /// From a file's text, whatever is in it: a line that makes no sense is skipped.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let read = |text: &str| ron::from_str::<Self>(text).ok();
        // The file as it was written; else line by line, each kept if it can be read after those
        // that were.
        let whole = read(text).or_else(|| {
            let mut good = String::from("(");
            for line in text.lines().take(1_000) {
                let more = format!("{good}\n{}", line.trim().trim_end_matches(','));
                if read(&format!("{more})")).is_some() {
                    good = more + ",";
                }
            }
            read(&(good + ")"))
        });
        whole.unwrap_or_default().sensible()
    }

    /// The file's text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let pretty = ron::ser::PrettyConfig::new().depth_limit(1).new_line("\n");
        let body = ron::ser::to_string_pretty(self, pretty).unwrap_or_else(|_| "()".to_owned());
        format!("// Edamichi: what you set in the player. Delete this file to begin anew.\n{body}\n")
    }

    /// Within what can be shown: a file may say anything.
    #[must_use]
    fn sensible(mut self) -> Self {
        let within = |value: f32, least: f32, most: f32, usual: f32| {
            if value.is_finite() { value.clamp(least, most) } else { usual }
        };
        self.volume = within(self.volume, 0.0, 1.0, 1.0);
        self.text_scale = within(self.text_scale, 0.75, 2.5, 1.0);
        self.captions.size = within(self.captions.size, 0.5, 3.0, 1.0);
        self.captions.background = within(self.captions.background, 0.0, 1.0, 0.8);
        self.window = self.window.filter(|place| {
            let side = |side: u32| (64..=32_768).contains(&side);
            side(place.size.0) && side(place.size.1)
        });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set() -> ViewerSettings {
        ViewerSettings {
            preferred_language: Some(Language::new("en")),
            volume: 0.25,
            muted: true,
            captions: CaptionSettings {
                language: Some(Language::new("ja")),
                size: 1.5,
                background: 0.5,
                colour: "yellow".to_owned(),
                edge: "outline".to_owned(),
                ..CaptionSettings::default()
            },
            theme: ThemeKept::HighContrast,
            no_time_limits: true,
            window: Some(WindowPlace { corner: Some((-1920, 40)), size: (900, 600), maximised: false }),
            ..ViewerSettings::default()
        }
    }

    #[test]
    fn what_was_set_is_read_again() {
        assert_eq!(ViewerSettings::parse(&set().to_text()), set());
        let usual = ViewerSettings::default();
        assert_eq!(ViewerSettings::parse(&usual.to_text()), usual);
    }

    #[test]
    fn captions_are_kept_as_they_are_shown() {
        let style = set().captions.style();
        assert_eq!((style.colour, style.edge), (CaptionColour::Yellow, CaptionEdge::Outline));
        let mut kept = CaptionSettings::default();
        kept.set_style(style);
        assert_eq!(kept.style(), style);
        let odd = CaptionSettings { colour: "mauve".to_owned(), ..CaptionSettings::default() };
        assert_eq!(odd.style(), CaptionStyle::default());
    }

    #[test]
    fn a_damaged_line_costs_only_itself() {
        let text = set().to_text();
        for (good, bad) in
            [("volume: 0.25", "volume: loud"), ("muted: true", "muted: \u{0}!"), ("theme", "(((")]
        {
            let read = ViewerSettings::parse(&text.replace(good, bad));
            assert_eq!(read.preferred_language, set().preferred_language, "{bad}");
            assert_eq!((read.window, read.no_time_limits), (set().window, true), "{bad}");
        }
        assert_eq!(ViewerSettings::parse(&text.replace("volume: 0.25", "volume: loud")).volume, 1.0);
    }

    #[test]
    fn a_file_of_another_version_is_read_as_far_as_it_is_known() {
        let read = ViewerSettings::parse("(volume: 0.5, invented_later: (1, 2), muted: true)");
        assert_eq!((read.volume, read.muted, read.captions_on), (0.5, true, true));
    }

    #[test]
    fn any_text_gives_settings_that_can_be_shown() {
        let cut = set().to_text();
        let halves = (0..cut.len()).filter(|at| cut.is_char_boundary(*at)).map(|at| cut[..at].to_owned());
        let odd = [
            "",
            "(",
            ")",
            "()",
            "\u{feff}()",
            "volume: 1",
            "(volume: NaN)",
            "(volume: 1e30, text_scale: -4)",
            "(window: Some((size: (0, 4000000000))))",
            "(captions: (size: inf, background: -1))",
        ];
        for text in odd.map(str::to_owned).into_iter().chain(halves) {
            let read = ViewerSettings::parse(&text);
            assert!((0.0..=1.0).contains(&read.volume) && (0.75..=2.5).contains(&read.text_scale), "{text}");
            assert!((0.5..=3.0).contains(&read.captions.size), "{text}");
            assert!(read.window.is_none_or(|place| place.size.0 >= 64), "{text}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_or_too_large_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.ron");
        assert_eq!(ViewerSettings::read(&path), ViewerSettings::default());
        let large = format!("(muted: true, {})", " ".repeat(70_000));
        std::fs::write(&path, large).unwrap();
        assert_eq!(ViewerSettings::read(&path), ViewerSettings::default());
        assert_eq!(ViewerSettings::read(folder.path()), ViewerSettings::default());
    }
}
