//! The story itself and what belongs to it as a whole.

use super::{Bed, Condition, Language, Media, Scene, Text, VariableValue};
use crate::{CareId, EndingId, HandoutId, SceneId, StoryId, ThemeId, VariableId};
use indexmap::IndexMap;

/// A whole branch graph with its texts, themes, variables and start scene: one `story.ron`.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    /// The format's number; this program reads and writes 1.
    pub format: u32,
    /// The story's stable name.
    pub id: StoryId,
    /// What viewers see as its name.
    pub title: Text,
    /// The author's own note; never shown.
    pub note: String,
    /// The series it belongs to, by the author's own naming.
    pub series: Option<StoryId>,
    /// The follow-up step it is made for.
    pub step: Option<Step>,
    /// The languages it is told in; the first is the fallback.
    pub languages: Vec<Language>,
    /// What its choices and scenes are about.
    pub themes: IndexMap<ThemeId, Theme>,
    /// Variables and their initial values.
    pub variables: IndexMap<VariableId, VariableValue>,
    /// What the viewer is asked to agree to; nothing is offered when absent.
    pub consent: Option<Consent>,
    /// Who answers contact requests.
    pub contact: Option<Contact>,
    /// Care signals; evaluated in insights only.
    pub care: IndexMap<CareId, Care>,
    /// The brand's look.
    pub brand: Option<Brand>,
    /// Shown while a question waits.
    pub waiting: Option<Media>,
    /// Music under every scene that does not say otherwise.
    pub music: Option<Bed>,
    /// Files and pages that can be offered.
    pub handouts: IndexMap<HandoutId, Handout>,
    /// The places where the story can end.
    pub endings: IndexMap<EndingId, Ending>,
    /// Where it begins.
    pub start: SceneId,
    /// Its scenes, in the author's order.
    pub scenes: IndexMap<SceneId, Scene>,
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
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Its name.
    pub name: Text,
    /// Its colour, `#rrggbb`.
    pub colour: String,
}

/// What the viewer is asked to agree to. A scope without a text is not offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Consent {
    /// The version of these texts, stored with each record.
    pub version: String,
    /// Who receives the data.
    pub who: Text,
    /// What for.
    pub why: Text,
    /// What anonymous statistics record.
    pub statistics: Option<Text>,
    /// What identified follow-up records.
    pub follow_up: Option<Text>,
    /// How long it is kept, in days.
    pub keep_days: u32,
}

/// Who answers contact requests.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// Who it goes to.
    pub to: Text,
    /// When they will answer.
    pub promise: Text,
    /// A mail address.
    pub mail: Option<String>,
}

/// A care signal: a condition on stated answers that an author wrote, with advice for a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Care {
    /// Its name.
    pub name: Text,
    /// Holds on stated answers only.
    pub when: Condition,
    /// What the recruiter may do.
    pub advice: Text,
}

/// The brand's look.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Brand {
    /// A picture file of the logo.
    pub logo: Option<String>,
    /// The main colour, `#rrggbb`.
    pub colour: Option<String>,
    /// The background where a scene has no media, `#rrggbb`.
    pub background: Option<String>,
}

/// A file or page that can be offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Handout {
    /// What it is called.
    pub title: Text,
    /// What it opens.
    pub to: HandoutTarget,
}

/// What a handout opens.
#[derive(Clone, Debug, PartialEq)]
pub enum HandoutTarget {
    /// A file in the story's folder.
    File(String),
    /// A page. Not supported yet: reported.
    Web(String),
    /// One of these, by the viewer's language.
    ByLanguage(IndexMap<Language, HandoutTarget>),
}

/// A place where the story can end.
#[derive(Clone, Debug, PartialEq)]
pub struct Ending {
    /// Its heading.
    pub title: Text,
    /// What it says.
    pub text: Text,
    /// Handouts offered there.
    pub offers: Vec<HandoutId>,
    /// Whether a contact request can be made there.
    pub contact: bool,
}
