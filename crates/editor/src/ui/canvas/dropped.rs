//! Files that were dropped on the window become scenes.

use super::Canvas;
use crate::ui::words::{Value, Word};
use crate::ui::workspace::{Dropped, NoteKind, Request};
use crate::ui::{Cx, Workspace};
use egui::{Align2, StrokeKind, Ui};
use std::path::{Component, Path, PathBuf};
use viewer_ui::theme::{Line, Radius, Space, TextSize};

/// The endings of video files' names.
const VIDEOS: [&str; 7] = ["mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg"];

/// Whether it is a video file, by its name.
fn is_video(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    ending.is_some_and(|ending| VIDEOS.contains(&ending.as_str()))
}

/// A file's path within the story's folder, as the story writes it; `None`: it lies elsewhere.
fn within(path: &Path, workspace: &Workspace) -> Option<String> {
    let folder = workspace.folder.as_ref()?;
    let rest = path.strip_prefix(folder).ok()?;
    let parts: Option<Vec<&str>> = (rest.components())
        .map(|part| match part {
            Component::Normal(name) => name.to_str(),
            _ => None,
        })
        .collect();
    parts.filter(|parts| !parts.is_empty()).map(|parts| parts.join("/"))
}

impl Canvas {
    /// Takes files that were dropped: those in the story's folder become scenes where they were dropped,
    /// for others the window is asked to take them in.
    pub(super) fn take_dropped(&mut self, cx: &mut Cx<'_>) {
        let Some(Dropped { files, at }) = cx.workspace.dropped.take() else { return };
        let (videos, others): (Vec<PathBuf>, Vec<PathBuf>) =
            files.into_iter().partition(|path| is_video(path));
        if !others.is_empty() {
            let text = cx.words.with(Word::CanvasNoVideos, &[("count", Value::count(others.len()))]);
            cx.workspace.note(NoteKind::Trouble, text);
        }
        let inside: Option<Vec<String>> = videos.iter().map(|path| within(path, cx.workspace)).collect();
        match inside {
            Some(inside) if inside.is_empty() => {}
            Some(inside) => {
                let at = at.filter(|at| self.view.screen.contains(*at));
                self.add_clips(&inside, at.map(|at| self.view.to_canvas(at)), cx);
            }
            // All together, in the order of the file manager: they come back at once.
            None => cx.workspace.request(Request::TakeIn(Dropped { files: videos, at })),
        }
    }

    /// Says what happens when files are let go of that are held over the window.
    pub(super) fn show_dropping(&self, ui: &Ui, cx: &Cx<'_>) {
        if ui.input(|input| input.raw.hovered_files.is_empty()) {
            return;
        }
        let place = self.view.screen.shrink(cx.m.space(Space::Medium));
        let painter = ui.painter_at(self.view.screen);
        let line = cx.m.stroke(Line::Strong, cx.palette.accent);
        painter.rect(place, cx.m.radius(Radius::Panel), cx.palette.haze(), line, StrokeKind::Inside);
        let (text, font) = (cx.word(Word::CanvasDropHere), cx.m.font(TextSize::Heading));
        painter.text(place.center(), Align2::CENTER_CENTER, text, font, cx.palette.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use scene_graph::Story;

    #[test]
    fn paths_within_the_folder_are_written_as_the_story_writes_them() {
        let document = Document::opened(Story::blank(), Default::default());
        let workspace = Workspace::new(document, Some(PathBuf::from("/stories/offer")));
        let found = |path: &str| within(Path::new(path), &workspace);
        assert_eq!(found("/stories/offer/media/食堂.mp4").as_deref(), Some("media/食堂.mp4"));
        assert_eq!(found("/stories/offer/a.mov").as_deref(), Some("a.mov"));
        assert_eq!(found("/stories/offer/../other/a.mov"), None);
        assert_eq!(found("/stories/other/a.mov"), None);
        assert!(is_video(Path::new("A.MP4")) && !is_video(Path::new("a.txt")) && !is_video(Path::new("mp4")));
    }
}
