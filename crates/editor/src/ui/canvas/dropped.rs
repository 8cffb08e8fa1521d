//! Files that were dropped on the window become scenes; one on a card is shown there.

use super::Canvas;
use super::hits::Hit;
use crate::commands;
use crate::document::{Item, What};
use crate::files;
use crate::ui::Cx;
use crate::ui::words::{Value, Word};
use crate::ui::workspace::{Dropped, NoteKind, Request, Selection};
use egui::{Align2, Pos2, StrokeKind, Ui};
use scene_graph::{Media, SceneId};
use std::path::PathBuf;
use viewer_ui::theme::{Line, Radius, Space, TextSize};

impl Canvas {
    /// Takes files that were dropped: those in the story's folder become scenes where they were dropped,
    /// for others the window is asked to take them in.
    pub(super) fn take_dropped(&mut self, cx: &mut Cx<'_>) {
        let Some(Dropped { files, at }) = cx.workspace.dropped.take() else { return };
        let (videos, others): (Vec<PathBuf>, Vec<PathBuf>) =
            files.into_iter().partition(|path| files::is_video(path) || files::is_picture(path));
        if !others.is_empty() {
            let text = cx.words.with(Word::CanvasNoVideos, &[("count", Value::count(others.len()))]);
            cx.workspace.note(NoteKind::Trouble, text);
        }
        let folder = cx.workspace.folder.as_deref();
        let inside: Option<Vec<String>> = videos.iter().map(|path| files::within(folder?, path)).collect();
        match inside {
            Some(inside) if inside.is_empty() => {}
            Some(inside) => {
                let at = at.filter(|at| self.view.screen.contains(*at));
                match (&*inside, at.and_then(|at| self.scene_at(at, cx))) {
                    ([file], Some(scene)) => self.show_instead(&scene, file, cx),
                    _ => self.add_clips(&inside, at.map(|at| self.view.to_canvas(at)), cx),
                }
            }
            // All together, in the order of the file manager: they come back at once.
            None => cx.workspace.request(Request::TakeIn(Dropped { files: videos, at })),
        }
    }

    /// The scene whose card lies at this point of the window.
    fn scene_at(&self, at: Pos2, cx: &Cx<'_>) -> Option<SceneId> {
        let (Hit::Card(key) | Hit::Port(key, _)) = self.hit(at, cx) else { return None };
        self.board.card(key)?.item.scene().cloned()
    }

    /// A scene shows this file from now on; in the shown language only, if each has its own.
    fn show_instead(&mut self, scene: &SceneId, file: &str, cx: &mut Cx<'_>) {
        let language = cx.workspace.shown_language.clone();
        cx.workspace.edit(What::Media, |edit| {
            edit.scene(scene, |scene| {
                match &mut scene.media {
                    Media::ByLanguage(of) => drop(of.insert(language, commands::media_of(file))),
                    media => *media = commands::media_of(file),
                }
                Ok(())
            })
        });
        let values = [("title", Value::Text(cx.workspace.scene_title(scene))), ("file", Value::Text(file))];
        let text = cx.words.with(Word::CanvasShowsNow, &values);
        cx.workspace.note(NoteKind::Done, text);
        self.select(Selection::of(Item::Scene(scene.clone())), cx);
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
