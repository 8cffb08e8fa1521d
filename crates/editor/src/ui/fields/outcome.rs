//! What an author did to a form in one pass, and how the document comes to have it.

use super::Memory;
use crate::document::{Edit, EditError, Gesture, What, is_same_head};
use crate::ui::workspace::{Filmstrip, Request, Selection, Workspace};
use egui::Id;
use media_time::MediaDuration;
use scene_graph::{Ending, EndingId, Scene, SceneId, Story};

/// More work for the document, besides the draft.
pub(super) type Work = Box<dyn FnOnce(&mut Edit<'_>) -> Result<(), EditError>>;

/// What an author did to a form in one pass.
#[derive(Default)]
pub(in crate::ui) struct Outcome {
    pub(super) touched: Option<(What, Option<Id>)>,
    /// Made in the same step as the draft's changes, before them.
    pub(super) new_scenes: Vec<(SceneId, Scene)>,
    pub(super) new_endings: Vec<(EndingId, Ending)>,
    pub(super) works: Vec<(What, Work)>,
    pub(super) requests: Vec<Request>,
    pub(super) selection: Option<Selection>,
    /// Pictures along clips that are to be shown.
    pub(super) filmstrips: Vec<Filmstrip>,
    /// The moment of a clip that a handle is held at.
    pub(super) scrub: Option<(String, MediaDuration)>,
    /// The file that was chosen is in its field now.
    pub(super) took_file: bool,
}

/// What a draft belongs to.
pub(in crate::ui) enum Draft {
    /// A scene and how it is to be.
    Scene(SceneId, Box<Scene>),
    /// The story without its scenes.
    Head(Box<Story>),
    /// Nothing of the story itself.
    None,
}

impl Outcome {
    /// Makes the document be as the draft, in one step, and does what else was asked for.
    pub(in crate::ui) fn apply(self, workspace: &mut Workspace, memory: &mut Memory, draft: Draft) {
        let story = workspace.document.story();
        let changed = match &draft {
            Draft::Scene(id, scene) => story.scenes.get(id).is_some_and(|known| **known != **scene),
            Draft::Head(head) => !is_same_head(story, head),
            Draft::None => false,
        };
        if changed || !self.new_scenes.is_empty() || !self.new_endings.is_empty() {
            let (what, stay) = self.touched.unwrap_or((What::Story, None));
            let gesture = stay.map(|id| memory.gesture(id, workspace));
            let (scenes, endings) = (self.new_scenes, self.new_endings);
            let work = move |edit: &mut Edit<'_>| {
                for (id, scene) in scenes {
                    edit.insert_scene(usize::MAX, &id, scene)?;
                }
                if !endings.is_empty() {
                    edit.head(|story| story.endings.extend(endings));
                }
                match draft {
                    Draft::Scene(id, scene) => edit.scene(&id, |known| {
                        *known = *scene;
                        Ok(())
                    }),
                    Draft::Head(head) => {
                        edit.head(|story| *story = *head);
                        Ok(())
                    }
                    Draft::None => Ok(()),
                }
            };
            match gesture {
                Some(gesture) => workspace.edit_within(what, gesture, work),
                None => workspace.edit(what, work),
            };
        }
        if self.took_file {
            workspace.chosen_file = None;
        }
        for (what, work) in self.works {
            workspace.edit(what, work);
        }
        self.filmstrips.into_iter().for_each(|strip| workspace.found.want_filmstrip(strip));
        if let Some((file, at)) = self.scrub {
            workspace.found.want_scrub(file, at);
        }
        self.requests.into_iter().for_each(|request| workspace.request(request));
        if let Some(selection) = self.selection {
            workspace.selection = selection;
        }
    }
}

impl Memory {
    /// The gesture of the stay in this field.
    fn gesture(&mut self, id: Id, workspace: &mut Workspace) -> Gesture {
        match self.stay {
            Some((known, gesture)) if known == id => gesture,
            _ => {
                let gesture = workspace.new_gesture();
                self.stay = Some((id, gesture));
                gesture
            }
        }
    }
}
