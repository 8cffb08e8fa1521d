//! The story itself and what belongs to it as a whole.

use super::{Bed, Condition, Language, Media, Scene, Text, VariableValue};
use crate::load::form;
use crate::{CareId, EndingId, HandoutId, SceneId, StoryId, ThemeId, VariableId};
use indexmap::IndexMap;
use serde::Deserialize;
use std::sync::Arc;

/// A whole branch graph with its texts, themes, variables and start scene: one `story.ron`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// The format's number; this program reads and writes 1.
    pub format: u32,
    /// The story's stable name.
    pub id: StoryId,
    /// What viewers see as its name.
    pub title: Text,
    /// The author's own note; never shown.
    #[serde(default)]
    pub note: String,
    /// The series it belongs to, by the author's own naming.
    #[serde(default)]
    pub series: Option<StoryId>,
    /// The follow-up step it is made for.
    #[serde(default)]
    pub step: Option<Step>,
    /// The languages it is told in; the first is the fallback.
    pub languages: Vec<Language>,
    /// What its choices and scenes are about.
    #[serde(default, deserialize_with = "form::unique")]
    pub themes: IndexMap<ThemeId, Theme>,
    /// Variables and their initial values.
    #[serde(default, deserialize_with = "form::unique")]
    pub variables: IndexMap<VariableId, VariableValue>,
    /// What the viewer is asked to agree to; nothing is offered when absent.
    #[serde(default)]
    pub consent: Option<Consent>,
    /// Who answers contact requests.
    #[serde(default)]
    pub contact: Option<Contact>,
    /// Care signals; evaluated in insights only.
    #[serde(default, deserialize_with = "form::unique")]
    pub care: IndexMap<CareId, Care>,
    /// The brand's look.
    #[serde(default)]
    pub brand: Option<Brand>,
    /// Shown while a question waits.
    #[serde(default)]
    pub waiting: Option<Media>,
    /// Music under every scene that does not say otherwise.
    #[serde(default)]
    pub music: Option<Bed>,
    /// Files and pages that can be offered.
    #[serde(default, deserialize_with = "form::unique")]
    pub handouts: IndexMap<HandoutId, Handout>,
    /// The places where the story can end.
    #[serde(default, deserialize_with = "form::unique")]
    pub endings: IndexMap<EndingId, Ending>,
    /// Where it begins.
    pub start: SceneId,
    /// Its scenes, in the author's order. Copies of a story share them until one is changed
    /// ([`Arc::make_mut`]): an editor hands copies of ten thousand scenes to its workers.
    #[serde(deserialize_with = "form::unique")]
    pub scenes: IndexMap<SceneId, Arc<Scene>>,
}

/// The six follow-up steps between an offer and the time after joining.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Step {
    /// Right after the offer.
    Offered,
    /// From acceptance to three months before joining.
    Accepted,
    /// Two to one months before.
    Nearing,
    /// The last one or two weeks.
    LastWeeks,
    /// The first day and week.
    FirstWeek,
    /// After joining.
    Joined,
}

/// A named tag of choices and scenes.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Its name.
    pub name: Text,
    /// Its colour, `#rrggbb`.
    pub colour: String,
}

/// What the viewer is asked to agree to. A scope without a text is not offered.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// The version of these texts, stored with each record.
    pub version: String,
    /// Who receives the data.
    pub who: Text,
    /// What for.
    pub why: Text,
    /// What anonymous statistics record.
    #[serde(default)]
    pub statistics: Option<Text>,
    /// What identified follow-up records.
    #[serde(default)]
    pub follow_up: Option<Text>,
    /// How long it is kept, in days.
    #[serde(default = "form::keep_days")]
    pub keep_days: u32,
}

/// Who answers contact requests.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Who it goes to.
    pub to: Text,
    /// When they will answer.
    pub promise: Text,
    /// A mail address.
    #[serde(default)]
    pub mail: Option<String>,
}

/// A care signal: a condition on stated answers that an author wrote, with advice for a person.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Care {
    /// Its name.
    pub name: Text,
    /// Holds on stated answers only.
    pub when: Condition,
    /// What the recruiter may do.
    pub advice: Text,
}

/// The brand's look.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Brand {
    /// A picture file of the logo.
    pub logo: Option<String>,
    /// The main colour, `#rrggbb`.
    pub colour: Option<String>,
    /// The background where a scene has no media, `#rrggbb`.
    pub background: Option<String>,
}

/// A file or page that can be offered.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handout {
    /// What it is called.
    pub title: Text,
    /// What it opens.
    pub to: HandoutTarget,
}

/// What a handout opens.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub enum HandoutTarget {
    /// A file in the story's folder.
    File(String),
    /// A page. Not supported yet: reported.
    Web(String),
    /// One of these, by the viewer's language.
    ByLanguage(#[serde(deserialize_with = "form::unique")] IndexMap<Language, HandoutTarget>),
}

/// A place where the story can end.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ending {
    /// Its heading.
    pub title: Text,
    /// What it says.
    #[serde(default)]
    pub text: Text,
    /// Handouts offered there.
    #[serde(default)]
    pub offers: Vec<HandoutId>,
    /// Whether a contact request can be made there.
    #[serde(default)]
    pub contact: bool,
}
