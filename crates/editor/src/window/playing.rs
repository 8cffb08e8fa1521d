//! The story as it plays: in the pane, and as viewers see it.

use super::desk::Desk;
use super::events::{Purpose, UserEvent};
use crate::preview::{Preview, PreviewOptions};
use crate::ui::Request;
use scene_graph::SceneId;
use std::sync::Arc;
use story_source::StoryFolder;

impl Desk {
    pub(super) fn preview(&mut self, from: Option<SceneId>) {
        let Some(folder) = self.workspace.folder.clone() else {
            self.workspace.panes.preview = false;
            self.ask(Purpose::SaveAs(Some(Box::new(Request::Preview { from }))));
            return;
        };
        let (story, past) =
            (Arc::new(self.workspace.document.story().clone()), self.workspace.preview.past.clone());
        let (opener, language) = (Arc::clone(&self.options.opener), self.workspace.shown_language.clone());
        let woken = self.tasks.clone();
        self.tasks.start("preview", move || {
            let source = match StoryFolder::open(&folder) {
                Ok(source) => Arc::new(source),
                Err(error) => return UserEvent::Playing(Err(error.to_string())),
            };
            let wake = Arc::new(move || woken.tell(UserEvent::Redraw));
            let options = PreviewOptions { story, source, opener, wake, language, from, past };
            UserEvent::Playing(Preview::start(options).map(Box::new).map_err(|error| error.to_string()))
        });
    }

    pub(super) fn play_as_viewer(&mut self, from: Option<SceneId>) {
        let document = &self.workspace.document;
        // A story that can only be looked at is played as it was saved.
        let saved = document.is_saved() || document.is_read_only();
        let Some(folder) = self.workspace.folder.clone().filter(|_| saved) else {
            // The player reads the file.
            self.save(Some(Box::new(Request::PlayAsViewer { from })));
            return;
        };
        let play = Arc::clone(&self.options.play);
        self.tasks.start("play", move || match play(&folder, from.as_ref().map(SceneId::as_str)) {
            Ok(()) => UserEvent::Redraw,
            Err(error) => UserEvent::Trouble(error),
        });
    }
}
