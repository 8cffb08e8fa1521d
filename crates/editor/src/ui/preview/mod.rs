//! The story as it plays, in a pane: picture, question, and what conditions know by now.

mod past;
mod question;

use super::Cx;
use super::command::Command;
use super::words::Word;
use egui::text::LayoutJob;
use egui::{
    Align, Color32, ColorImage, FontId, Rect, ScrollArea, Sense, Shape, TextStyle, TextureHandle,
    TextureOptions, Ui, vec2,
};
use media::Picture;
use playback::View;
use question::Draft;
use renderer::{CpuConverter, PixelOrder, PixelRect};
use scene_graph::SceneId;
use session::Input;
use std::sync::Arc;
use viewer_ui::theme::{Radius, Space};

/// The pane with what it remembers between passes.
pub(super) struct PreviewPane {
    converter: CpuConverter,
    texture: Option<TextureHandle>,
    /// What the texture shows, at this size in pixels.
    shown: Option<(Arc<Picture>, (u32, u32))>,
    draft: Draft,
}

impl Default for PreviewPane {
    fn default() -> Self {
        Self {
            converter: CpuConverter::new(PixelOrder::Rgba),
            texture: None,
            shown: None,
            draft: Draft::default(),
        }
    }
}

impl PreviewPane {
    /// Draws it into the room that `ui` has.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        ui.horizontal(|ui| {
            ui.heading(cx.word(Word::PreviewTitle));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.button(cx.word(Word::Close)).clicked() {
                    cx.workspace.preview.stop();
                    cx.workspace.panes.preview = false;
                }
            });
        });
        let Some(playing) = &cx.workspace.preview.playing else {
            self.before(ui, cx);
            return;
        };
        let screen = playing.screen();
        cx.workspace.preview.trail = playing.trail();
        self.picture(ui, cx, screen.picture.as_ref().map(|frame| &frame.picture), &screen.view);
        controls(ui, cx, &screen.view);
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            if let Some(view) = &screen.view.question {
                for input in question::show(ui, cx, view, &mut self.draft) {
                    if let Some(playing) = &cx.workspace.preview.playing {
                        playing.give(input);
                    }
                }
                if let Some(scene) = &screen.view.scene {
                    question::show_hidden(ui, cx, scene, view);
                }
            }
            let known = cx.workspace.preview.playing.as_ref().map(crate::preview::Preview::past);
            if let Some(known) = known {
                past::show_known(ui, cx, &known);
            }
        });
    }

    /// Nothing plays: where to begin, and with which past.
    fn before(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        (self.texture, self.shown) = (None, None);
        cx.prose(ui, Word::PreviewHow, cx.palette.muted);
        ui.add_space(cx.m.space(Space::Small));
        ui.horizontal_wrapped(|ui| {
            for command in [Command::Preview, Command::PreviewFromScene] {
                let button = egui::Button::new(cx.word(command.word()));
                if ui.add_enabled(command.is_possible(cx.workspace), button).clicked() {
                    cx.commands.push(command);
                }
            }
        });
        ui.separator();
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| past::edit(ui, cx));
    }

    fn picture(&mut self, ui: &mut Ui, cx: &Cx<'_>, picture: Option<&Arc<Picture>>, view: &View) {
        let width = ui.available_width();
        let (rect, response) = ui.allocate_exact_size(vec2(width, width * 9.0 / 16.0), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, &view.scene_title));
        ui.painter().rect_filled(rect, cx.m.radius(Radius::Chip), Color32::BLACK);
        if let Some(picture) = picture.filter(|_| !view.slate) {
            let (wide, high) = picture.display_size();
            let scale = (rect.width() / wide.max(1) as f32).min(rect.height() / high.max(1) as f32);
            let size = vec2(wide as f32 * scale, high as f32 * scale);
            let pixels = size * ui.ctx().pixels_per_point();
            self.take(ui, picture, (pixels.x.round().max(1.0) as u32, pixels.y.round().max(1.0) as u32));
            if let Some(texture) = &self.texture {
                let place = Rect::from_center_size(rect.center(), size);
                let whole = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
                ui.painter().add(Shape::image(texture.id(), place, whole, Color32::WHITE));
            }
        } else {
            let words = match &view.ending {
                Some(ending) => ending_title(cx, ending),
                None => view.scene_title.clone(),
            };
            let font = TextStyle::Heading.resolve(ui.style());
            let words = viewer_ui::broken_by_phrase(ui.ctx(), &words, &font, rect.width() * 0.9);
            let mut job = LayoutJob::simple(words, font, Color32::WHITE, rect.width() * 0.9);
            job.halign = Align::Center;
            let galley = ui.painter().layout_job(job);
            let at = rect.center() - vec2(0.0, galley.size().y / 2.0);
            ui.painter().with_clip_rect(rect).galley(at, galley, Color32::WHITE);
        }
        if !view.captions.is_empty() {
            let font = FontId::proportional(TextStyle::Body.resolve(ui.style()).size);
            let words = view.captions.join("\n");
            let galley = ui.painter().layout(words, font, Color32::WHITE, rect.width() * 0.9);
            let at = rect.center_bottom() - vec2(galley.size().x / 2.0, galley.size().y + 6.0);
            let behind = Rect::from_min_size(at, galley.size()).expand(3.0);
            ui.painter().rect_filled(behind, 2.0, viewer_ui::theme::CAPTION_STRIP);
            ui.painter().galley(at, galley, Color32::WHITE);
        }
    }

    /// Makes the texture show `picture`, if it does not yet.
    fn take(&mut self, ui: &Ui, picture: &Arc<Picture>, size: (u32, u32)) {
        let known = self.shown.as_ref();
        if known.is_some_and(|(known, of)| Arc::ptr_eq(known, picture) && *of == size) {
            return;
        }
        let stride = size.0 as usize * 4;
        let mut pixels = vec![0; stride * size.1 as usize];
        let whole = PixelRect::whole(size);
        if self.converter.convert_into(picture, whole, [0, 0, 0], &mut pixels, stride).is_err() {
            return;
        }
        let image = ColorImage::from_rgba_unmultiplied([size.0 as usize, size.1 as usize], &pixels);
        match &mut self.texture {
            Some(texture) => texture.set(image, TextureOptions::LINEAR),
            None => self.texture = Some(ui.ctx().load_texture("preview", image, TextureOptions::LINEAR)),
        }
        self.shown = Some((Arc::clone(picture), size));
    }
}

/// An ending's title, or the words for being stuck.
fn ending_title(cx: &Cx<'_>, ending: &str) -> String {
    let known = cx.workspace.document.story().endings.get_key_value(ending);
    known.map_or_else(|| cx.word(Word::PreviewStuck), |(id, _)| cx.workspace.ending_title(id).to_owned())
}

/// What can be done with what plays.
fn controls(ui: &mut Ui, cx: &mut Cx<'_>, view: &View) {
    let mut inputs = Vec::new();
    let mut again = None;
    ui.horizontal_wrapped(|ui| {
        let pause = if view.paused { Word::PreviewGoOn } else { Word::PreviewPause };
        if ui.add_enabled(view.ending.is_none(), egui::Button::new(cx.word(pause))).clicked() {
            inputs.push(Input::Pause(!view.paused));
        }
        if ui.add_enabled(view.can_go_back, egui::Button::new(cx.word(Word::PreviewBack))).clicked() {
            inputs.push(Input::Back);
        }
        if view.duration > media_time::MediaDuration::ZERO
            && ui.button(cx.word(Word::PreviewToEnd)).on_hover_text(cx.word(Word::PreviewToEndWhy)).clicked()
        {
            let short_of_it = media_time::MediaDuration::from_millis(500);
            let end = media_time::MediaTime::ZERO + view.duration;
            inputs.push(Input::Seek((end - short_of_it).max(view.position)));
        }
        if ui.button(cx.word(Word::PreviewAgain)).clicked() {
            again = Some(cx.workspace.preview.from.clone());
        }
        if ui.button(cx.word(Word::PreviewStop)).clicked() {
            cx.workspace.preview.stop();
        }
    });
    if let Some(scene) = &view.scene {
        scene_line(ui, cx, scene);
    }
    if let Some(playing) = &cx.workspace.preview.playing {
        inputs.into_iter().for_each(|input| playing.give(input));
    }
    if let Some(from) = again {
        cx.workspace.play(from);
    }
}

/// Which scene plays, as a way to its card.
fn scene_line(ui: &mut Ui, cx: &mut Cx<'_>, scene: &SceneId) {
    let title = cx.workspace.scene_title(scene);
    if ui.link(title).on_hover_text(cx.word(Word::PreviewShowScene)).clicked() {
        cx.workspace.selection = super::Selection::of(crate::Item::Scene(scene.clone()));
        cx.commands.push(Command::FitSelection);
    }
}
