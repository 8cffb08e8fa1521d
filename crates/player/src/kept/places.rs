//! Where the viewer left off in a story: on their own machine, only while their switch for it is
//! on, and gone when they reach an ending. It holds words they wrote.

use super::Home;
use scene_graph::{SceneId, StoryId};
use serde::{Deserialize, Serialize};
use session::{Session, SessionState};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// A file that is larger holds no such place: even years of watching leave less.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

/// Where the viewer left off.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    /// Everything a session needs to go on.
    pub(crate) state: SessionState,
    /// The scene they were in.
    pub(crate) scene: Option<SceneId>,
    /// When, in seconds since 1970.
    pub(crate) at: u64,
}

/// What is known of where the viewer left off.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum LeftOff {
    /// Nothing.
    #[default]
    Nowhere,
    /// In another revision of the story: it begins anew.
    Changed,
    /// There.
    At(Box<Place>),
}

#[derive(Serialize, Deserialize)]
struct Stored {
    revision: String,
    scene: Option<SceneId>,
    at: u64,
    state: SessionState,
}

impl Home {
    /// The folder of all places.
    pub(crate) fn places(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|folder| folder.join("places"))
    }

    /// The file that keeps the place in this story. Ids are plain names: they fit every file system.
    pub(crate) fn place(&self, story: &StoryId) -> Option<PathBuf> {
        self.places().map(|folder| folder.join(format!("{story}.ron")))
    }
}

/// The file's text for this session as it stands; `None` where there is nothing to go on with: it
/// has not begun, or is over.
pub(crate) fn to_text(session: &Session, revision: &str, now: SystemTime) -> Option<String> {
    if !session.has_begun() || session.ending().is_some() {
        return None;
    }
    let stored = Stored {
        revision: revision.to_owned(),
        scene: session.scene().cloned(),
        at: now.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs(),
        state: session.state().clone(),
    };
    let text = ron::to_string(&stored).inspect_err(|error| tracing::warn!("the place is not kept: {error}"));
    text.ok()
}

/// Reads where the viewer left off in this revision of the story. A damaged file is none.
pub(crate) fn read(path: &Path, revision: &str) -> LeftOff {
    let Some(text) = super::read_small(path, MOST_BYTES) else { return LeftOff::Nowhere };
    parse(&text, revision)
}

fn parse(text: &str, revision: &str) -> LeftOff {
    /// Enough to tell a file of another revision, whose state may have another form.
    #[derive(Deserialize)]
    struct Head {
        revision: String,
    }
    match ron::from_str::<Stored>(text) {
        Ok(stored) if stored.revision == revision => {
            let Stored { state, scene, at, .. } = stored;
            LeftOff::At(Box::new(Place { state, scene, at }))
        }
        Ok(_) => LeftOff::Changed,
        Err(error) => {
            tracing::info!("where the viewer left off cannot be read: {error}");
            match ron::from_str::<Head>(text) {
                Ok(head) if head.revision != revision => LeftOff::Changed,
                _ => LeftOff::Nowhere,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scene_graph::Language;
    use session::{Answer, Input, Now, Settings};
    use std::sync::Arc;

    const STORY: &str = r#"Story(
        format: 1, id: "s", title: {"en": "S"}, languages: ["en"], endings: {"e": (title: {"en": "E"})},
        start: "a",
        scenes: {
            "a": Scene(question: Question(id: "q", prompt: {"en": "Q"}, answers: Words()), then: Goto("b")),
            "b": Scene(question: Question(id: "r", prompt: {"en": "R"}, answers: Words()), then: End("e")),
        },
    )"#;

    fn begun() -> Session {
        let story = Arc::new(scene_graph::load(STORY.as_bytes()).story.unwrap());
        Session::new(story, Language::new("en"), Settings::default()).with_revision("r1")
    }

    fn tell(session: &mut Session, input: Input) {
        session.apply(Now::default(), input).unwrap();
    }

    fn on_the_way() -> Session {
        let mut session = begun();
        tell(&mut session, Input::Begin { scene: None });
        tell(&mut session, Input::Answer(Answer::Words("”quoted”, (with) \"marks\"\n".to_owned())));
        assert_eq!(session.scene().unwrap().as_str(), "b");
        session
    }

    #[test]
    fn a_session_goes_on_where_it_was() {
        let session = on_the_way();
        let at = UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
        let text = to_text(&session, "r1", at).unwrap();
        let LeftOff::At(place) = parse(&text, "r1") else { panic!("{text}") };
        assert_eq!((place.scene.as_ref(), place.at), (session.scene(), 1_700_000_000));
        let (restored, dropped, effects) = Session::restore(session.story().clone(), place.state, "r1");
        assert_eq!((restored.scene(), dropped.len()), (session.scene(), 0));
        assert_eq!(restored.question(), session.question());
        assert!(!effects.is_empty());
    }

    #[test]
    fn another_revision_is_told_and_damage_is_nothing() {
        let text = to_text(&on_the_way(), "r1", UNIX_EPOCH).unwrap();
        assert_eq!(parse(&text, "r2"), LeftOff::Changed);
        assert_eq!(parse(&text.replace("format:1", "shape:1"), "r2"), LeftOff::Changed);
        assert_eq!(parse(&text.replace("format:1", "shape:1"), "r1"), LeftOff::Nowhere);
        for end in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            assert_eq!(parse(&text[..end], "r1"), LeftOff::Nowhere, "{end}");
        }
    }

    #[test]
    fn before_the_beginning_and_at_an_end_there_is_no_place() {
        assert_eq!(to_text(&begun(), "r1", UNIX_EPOCH), None);
        let mut session = on_the_way();
        tell(&mut session, Input::Answer(Answer::Words("b".to_owned())));
        assert!(session.ending().is_some());
        assert_eq!(to_text(&session, "r1", UNIX_EPOCH), None);
    }
}
