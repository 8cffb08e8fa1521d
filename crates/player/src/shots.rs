//! Pictures of what the viewer sees, without a window.

use crate::presenter::Presenter;
use desktop::Compositor;
use media::Picture;
use playback::View;
use renderer::{Gpu, GpuError, GpuOptions, Offscreen, OffscreenError};
use std::path::PathBuf;
use std::sync::Arc;
use viewer_ui::ViewerUi;

/// Pages settle their sizes over a few passes; more than these never changed one.
const PASSES: usize = 4;

/// Why pictures cannot be made or saved.
#[derive(Debug, thiserror::Error)]
pub enum ShotError {
    /// There is no graphics adapter.
    #[error(transparent)]
    Graphics(#[from] GpuError),
    /// The size asked for is beyond what the adapter does.
    #[error(transparent)]
    Canvas(#[from] OffscreenError),
    /// A file or folder cannot be written.
    #[error("{}: the picture cannot be saved: {reason}", path.display())]
    Save {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
}

/// Takes the pictures and numbers them in order.
pub(crate) struct Camera {
    folder: PathBuf,
    taken: u32,
    gpu: Gpu,
    target: Offscreen,
    compositor: Compositor,
    size: (u32, u32),
}

impl Camera {
    pub(crate) fn new(folder: PathBuf, size: (u32, u32), presenter: &Presenter) -> Result<Self, ShotError> {
        std::fs::create_dir_all(&folder)
            .map_err(|error| ShotError::Save { path: folder.clone(), reason: error.to_string() })?;
        let gpu = Gpu::open(GpuOptions::default())?;
        let target = Offscreen::new(&gpu, size.0, size.1)?;
        let mut compositor = Compositor::new(&gpu, Offscreen::FORMAT);
        compositor.set_background(presenter.background());
        Ok(Self { folder, taken: 0, gpu, target, compositor, size })
    }

    /// Saves the picture with the overlay as the viewer sees it, under the next number and `name`.
    pub(crate) fn take(
        &mut self,
        name: &str,
        presenter: &Presenter,
        picture: Option<&Arc<Picture>>,
        view: &View,
    ) -> Result<(), ShotError> {
        self.taken += 1;
        let path = self.folder.join(format!("{:04}-{name}.png", self.taken));
        if let Err(error) = self.compositor.set_picture(picture) {
            tracing::error!("a picture cannot be drawn: {error}");
        }
        // A context of its own for each picture: nothing of one is seen in the next.
        let context = egui::Context::default();
        let mut pages = ViewerUi::new(&context, &presenter.settings.language);
        desktop::system_fonts::install_at_once(&context);
        pages.options_mut().still = true;
        context.all_styles_mut(|style| style.animation_time = 0.0);
        let size = egui::vec2(self.size.0 as f32, self.size.1 as f32);
        for pass in 1..=PASSES {
            let input = egui::RawInput {
                screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, size)),
                time: Some(pass as f64),
                ..egui::RawInput::default()
            };
            let output = context.run_ui(input, |ui| {
                presenter.playing_page(view, |model| pages.show(ui, model));
            });
            self.compositor.set_overlay(&context, output);
        }
        self.compositor.paint(self.target.canvas());
        // The next context begins with textures of its own.
        self.compositor.forget_overlay();
        let image = self.target.read_rgba(&self.gpu)?;
        let save = |reason: String| ShotError::Save { path: path.clone(), reason };
        image::save_buffer(&path, &image.pixels, image.width, image.height, image::ColorType::Rgba8)
            .map_err(|error| save(error.to_string()))
    }
}
