//! The picture and what lies over it, drawn onto one canvas: a window's frame or a texture off
//! screen.

use egui_wgpu::ScreenDescriptor;
use media::Picture;
use renderer::{Canvas, Gpu, PictureError, PictureRenderer, PixelRect, fit};
use std::sync::Arc;

/// Draws the picture of the moment and egui's output over it.
///
/// Every [`egui::FullOutput`] goes through [`Compositor::set_overlay`]: egui sends each change of a
/// texture only once.
pub struct Compositor {
    gpu: Gpu,
    pictures: PictureRenderer,
    renderer: egui_wgpu::Renderer,
    format: wgpu::TextureFormat,
    overlay: Overlay,
}

/// What lies over the picture, from one frame to the next.
#[derive(Default)]
struct Overlay {
    primitives: Vec<egui::ClippedPrimitive>,
    pixels_per_point: f32,
}

impl Compositor {
    /// For canvases of this format ([`renderer::Screen::format`], [`renderer::Offscreen::FORMAT`]).
    #[must_use]
    pub fn new(gpu: &Gpu, format: wgpu::TextureFormat) -> Self {
        Self {
            gpu: gpu.clone(),
            pictures: PictureRenderer::new(gpu, format),
            renderer: overlay_renderer(gpu, format),
            format,
            overlay: Overlay::default(),
        }
    }

    /// Takes the picture that is shown from now on; `None`: only the background.
    ///
    /// # Errors
    /// When the picture's planes are not what they promise; the one before stays.
    pub fn set_picture(&mut self, picture: Option<&Arc<Picture>>) -> Result<(), PictureError> {
        self.pictures.set_picture(&self.gpu, picture)
    }

    /// The colour of bars, and of everything when there is no picture: red, green, blue.
    pub fn set_background(&mut self, colour: [u8; 3]) {
        self.pictures.set_background(colour);
    }

    /// Where the picture lies on a canvas of this size, in pixels; all of it without a picture.
    #[must_use]
    pub fn picture_rect(&self, canvas: (u32, u32)) -> PixelRect {
        let whole = PixelRect::whole(canvas);
        self.pictures.picture_size().map_or(whole, |size| fit(size, whole))
    }

    /// Takes what lies over the pictures from now on. `context` is the one that made `output`. What
    /// the platform must be told stays in `output`'s `platform_output`: take it before.
    pub fn set_overlay(&mut self, context: &egui::Context, output: egui::FullOutput) {
        let egui::FullOutput { mut textures_delta, shapes, pixels_per_point, .. } = output;
        for (id, changes) in textures_delta.set.drain() {
            for change in changes {
                self.renderer.update_texture(&self.gpu.device, &self.gpu.queue, id, &change);
            }
        }
        self.overlay = Overlay { primitives: context.tessellate(shapes, pixels_per_point), pixels_per_point };
        for id in &textures_delta.free {
            self.renderer.free_texture(id);
        }
    }

    /// The next overlay comes from another context: nothing of the one before is kept.
    pub fn forget_overlay(&mut self) {
        self.overlay = Overlay::default();
        self.renderer = overlay_renderer(&self.gpu, self.format);
    }

    /// Draws the picture and the overlay over it, and submits the work.
    pub fn paint(&mut self, canvas: Canvas<'_>) {
        let mut encoder =
            self.gpu.device.create_command_encoder(&wgpu::CommandEncoderDescriptor { label: Some("frame") });
        self.pictures.draw(&self.gpu, &mut encoder, canvas, PixelRect::whole(canvas.size()));
        let mut commands = Vec::new();
        // Beginning a pass alone makes a software adapter go through the whole canvas.
        if !self.overlay.primitives.is_empty() {
            commands = self.draw_overlay(&mut encoder, canvas);
        }
        commands.push(encoder.finish());
        self.gpu.queue.submit(commands);
    }

    /// Adds the overlay's pass; gives what must be submitted before it.
    fn draw_overlay(
        &mut self,
        encoder: &mut wgpu::CommandEncoder,
        canvas: Canvas<'_>,
    ) -> Vec<wgpu::CommandBuffer> {
        let (width, height) = canvas.size();
        let Overlay { primitives, pixels_per_point } = &self.overlay;
        let screen =
            ScreenDescriptor { size_in_pixels: [width, height], pixels_per_point: *pixels_per_point };
        let Gpu { device, queue, .. } = &self.gpu;
        let before = self.renderer.update_buffers(device, queue, encoder, primitives, &screen);
        let pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("overlay"),
            color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                view: canvas.view,
                depth_slice: None,
                resolve_target: None,
                ops: wgpu::Operations { load: wgpu::LoadOp::Load, store: wgpu::StoreOp::Store },
            })],
            ..Default::default()
        });
        self.renderer.render(&mut pass.forget_lifetime(), primitives, &screen);
        before
    }
}

fn overlay_renderer(gpu: &Gpu, format: wgpu::TextureFormat) -> egui_wgpu::Renderer {
    let options = egui_wgpu::RendererOptions {
        // Noise against banding is work for every pixel, which a software adapter has not the time
        // for; the interface has few soft gradients.
        dithering: !gpu.is_software(),
        ..Default::default()
    };
    egui_wgpu::Renderer::new(&gpu.device, format, options)
}

#[cfg(test)]
mod tests {
    use super::*;
    use media::{Colours, PixelAspect, PixelFormat, Plane, Rotation};
    use renderer::{GpuOptions, Offscreen, RgbaImage};

    /// Blue over all of a 16:9 picture.
    fn blue() -> Arc<Picture> {
        let plane =
            |stride: usize, rows: usize, value: u8| Plane { stride, data: vec![value; stride * rows].into() };
        Arc::new(Picture {
            width: 160,
            height: 90,
            format: PixelFormat::Yuv420P8,
            // BT.709, limited range: red 20, green 60, blue 160.
            planes: vec![plane(160, 90, 66), plane(80, 45, 176), plane(80, 45, 106)],
            colours: Colours::default(),
            rotation: Rotation::None,
            pixel_aspect: PixelAspect::SQUARE,
        })
    }

    fn run(context: &egui::Context, add: impl FnMut(&mut egui::Ui)) -> egui::FullOutput {
        let screen_rect = Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(320.0, 240.0)));
        context.run_ui(egui::RawInput { screen_rect, ..Default::default() }, add)
    }

    fn label(ui: &mut egui::Ui) {
        let place = egui::Rect::from_min_size(egui::pos2(20.0, 150.0), egui::vec2(280.0, 40.0));
        ui.painter().rect_filled(place, 8.0, egui::Color32::from_rgb(240, 240, 235));
        let style = egui::FontId::proportional(22.0);
        ui.painter().text(
            place.center(),
            egui::Align2::CENTER_CENTER,
            "Which road?",
            style,
            egui::Color32::BLACK,
        );
    }

    fn read(gpu: &Gpu, target: &Offscreen, name: &str) -> RgbaImage {
        let image = target.read_rgba(gpu).unwrap();
        assert_eq!(gpu.faults(), [""; 0]);
        // For looking at: set EDAMICHI_TEST_PICTURES to a folder.
        if let Some(folder) = std::env::var_os("EDAMICHI_TEST_PICTURES") {
            let path = std::path::Path::new(&folder).join(format!("compose-{name}.png"));
            image::save_buffer(path, &image.pixels, image.width, image.height, image::ColorType::Rgba8)
                .unwrap();
        }
        image
    }

    fn near(image: &RgbaImage, (x, y): (u32, u32), wanted: [u8; 3]) {
        let got = image.rgb_at(x, y).unwrap();
        let close = got.iter().zip(wanted).all(|(got, wanted)| got.abs_diff(wanted) <= 3);
        assert!(close, "at {x}, {y}: {got:?}, wanted {wanted:?}");
    }

    #[test]
    fn the_overlay_lies_on_the_picture_and_goes_again() {
        let gpu = Gpu::open(GpuOptions::default()).unwrap();
        let target = Offscreen::new(&gpu, 320, 240).unwrap();
        let mut compositor = Compositor::new(&gpu, Offscreen::FORMAT);
        compositor.set_background([40, 10, 10]);
        compositor.set_picture(Some(&blue())).unwrap();
        assert_eq!(compositor.picture_rect((320, 240)), PixelRect { x: 0, y: 30, width: 320, height: 180 });

        let context = egui::Context::default();
        // The first output carries the font's texture and is not painted: it must not get lost.
        compositor.set_overlay(&context, run(&context, label));
        compositor.set_overlay(&context, run(&context, label));
        compositor.paint(target.canvas());
        let image = read(&gpu, &target, "drawn");
        near(&image, (5, 5), [40, 10, 10]);
        near(&image, (10, 100), [20, 60, 160]);
        near(&image, (30, 170), [240, 240, 235]);
        let dark = (100..220).flat_map(|x| (155..185).map(move |y| (x, y)));
        let ink = dark.filter(|&(x, y)| image.rgb_at(x, y).unwrap().iter().all(|&value| value < 60)).count();
        assert!((100..1500).contains(&ink), "{ink} dark pixels of text");

        // Without another output it stays.
        compositor.paint(target.canvas());
        assert_eq!(image.pixels, read(&gpu, &target, "once-more").pixels);

        compositor.set_overlay(&context, run(&context, |_| {}));
        compositor.paint(target.canvas());
        near(&read(&gpu, &target, "without"), (30, 170), [20, 60, 160]);
        compositor.set_picture(None).unwrap();
        compositor.paint(target.canvas());
        near(&read(&gpu, &target, "empty"), (160, 120), [40, 10, 10]);
    }
}
