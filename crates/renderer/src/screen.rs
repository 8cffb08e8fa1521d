//! A window's surface: configured, resized, and asked for a frame without ever failing for good.

use crate::canvas::Canvas;
use crate::gpu::Gpu;

/// A window that can be drawn in.
#[derive(Debug)]
pub struct Screen {
    surface: wgpu::Surface<'static>,
    settings: wgpu::SurfaceConfiguration,
    largest_side: u32,
    /// The window has no area (minimised): nothing may be configured or acquired.
    hidden: bool,
    needs_configuring: bool,
    software: bool,
}

/// One picture of the window, to be drawn and then shown with [`Frame::present`]. Dropping it
/// instead shows nothing.
#[derive(Debug)]
pub struct Frame {
    texture: wgpu::SurfaceTexture,
    view: wgpu::TextureView,
}

/// Why a window cannot be drawn in at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ScreenError {
    /// The window system gave no surface.
    #[error("the window cannot be drawn in; if the display is remote, try WGPU_BACKEND=gl")]
    NoSurface(#[from] wgpu::CreateSurfaceError),
    /// The adapter knows no way to show pictures there.
    #[error(
        "the graphics adapter \"{adapter}\" cannot draw in this window; try WGPU_BACKEND=gl or WGPU_BACKEND=vulkan"
    )]
    Incompatible {
        /// Its name.
        adapter: String,
    },
    /// The window system takes no pixels from programs.
    #[error("the window system takes no pictures from programs: {0}")]
    NoPixels(String),
}

/// Why there is no frame just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameTrouble {
    /// The window is not to be seen, or has no area: draw nothing until it is shown or resized.
    #[error("the window is not visible")]
    Hidden,
    /// The system is not ready: ask again at the next refresh.
    #[error("the window system did not give a frame in time")]
    NotYet,
    /// The window's surface is gone, but the device may be fine: if [`Gpu::lost`] is `None`, make
    /// a new screen with [`Screen::recreate`], else open a new device.
    #[error("the window's surface was lost")]
    Lost,
    /// wgpu refused; the log says why. Ask again at the next refresh.
    #[error("the graphics interface refused to give a frame")]
    Refused,
}

impl Screen {
    /// Configures a surface for video and overlay at this size in physical pixels.
    ///
    /// # Errors
    /// When the adapter cannot show pictures there.
    pub(crate) fn new(
        gpu: &Gpu,
        surface: wgpu::Surface<'static>,
        size: (u32, u32),
    ) -> Result<Self, ScreenError> {
        let capabilities = surface.get_capabilities(&gpu.adapter);
        let settings = choose_settings(&capabilities, gpu.is_software())
            .ok_or_else(|| ScreenError::Incompatible { adapter: gpu.adapter.get_info().name })?;
        tracing::debug!(?settings, "window surface");
        let mut screen = Self {
            surface,
            settings,
            largest_side: gpu.largest_side(),
            hidden: true,
            needs_configuring: true,
            software: gpu.is_software(),
        };
        screen.resize(size.0, size.1);
        Ok(screen)
    }

    /// Makes a new surface for the same window after [`FrameTrouble::Lost`], with the same size.
    ///
    /// # Errors
    /// As when the screen was first made.
    pub fn recreate(
        &mut self,
        gpu: &Gpu,
        window: impl Into<wgpu::SurfaceTarget<'static>>,
    ) -> Result<(), ScreenError> {
        let size = self.size();
        let surface = gpu.instance.create_surface(window)?;
        *self = Self::new(gpu, surface, size)?;
        Ok(())
    }

    /// Takes the window's new size in physical pixels. Zero (minimised) is allowed; what the
    /// device cannot do is cut off.
    pub fn resize(&mut self, width: u32, height: u32) {
        self.hidden = width == 0 || height == 0;
        if self.hidden {
            return;
        }
        let (width, height) = (width.min(self.largest_side), height.min(self.largest_side));
        if (width, height) != self.size() || self.needs_configuring {
            (self.settings.width, self.settings.height) = (width, height);
            self.needs_configuring = true;
        }
    }

    /// Width and height in physical pixels, never zero.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        (self.settings.width, self.settings.height)
    }

    /// What pipelines that draw here must be made for.
    #[must_use]
    pub fn format(&self) -> wgpu::TextureFormat {
        self.settings.format
    }

    /// Whether presenting waits for the display's refresh. If not, the caller paces itself. (On a
    /// software adapter there may be no refresh, whatever it promises.)
    #[must_use]
    pub fn waits_for_refresh(&self) -> bool {
        !self.software
            && matches!(self.settings.present_mode, wgpu::PresentMode::Fifo | wgpu::PresentMode::FifoRelaxed)
    }

    /// The next frame to draw. Mends what can be mended (a changed window, outdated settings) by
    /// itself. May wait for the refresh.
    ///
    /// # Errors
    /// When there is nothing to draw in just now; see [`FrameTrouble`] for what to do.
    pub fn acquire(&mut self, gpu: &Gpu) -> Result<Frame, FrameTrouble> {
        use wgpu::CurrentSurfaceTexture as Current;
        if gpu.lost().is_some() {
            return Err(FrameTrouble::Lost);
        }
        if self.hidden {
            return Err(FrameTrouble::Hidden);
        }
        let mut tries = 0;
        loop {
            if self.needs_configuring {
                self.surface.configure(&gpu.device, &self.settings);
                self.needs_configuring = false;
            }
            tries += 1;
            match self.surface.get_current_texture() {
                Current::Success(texture) => return Ok(Frame::new(texture)),
                Current::Suboptimal(texture) => {
                    self.needs_configuring = true;
                    return Ok(Frame::new(texture));
                }
                Current::Outdated if tries < 3 => self.needs_configuring = true,
                Current::Outdated => {
                    self.needs_configuring = true;
                    return Err(FrameTrouble::NotYet);
                }
                Current::Timeout => return Err(FrameTrouble::NotYet),
                Current::Occluded => return Err(FrameTrouble::Hidden),
                Current::Lost => return Err(FrameTrouble::Lost),
                Current::Validation => {
                    self.needs_configuring = true;
                    return Err(FrameTrouble::Refused);
                }
            }
        }
    }
}

impl Frame {
    fn new(texture: wgpu::SurfaceTexture) -> Self {
        let view = texture.texture.create_view(&wgpu::TextureViewDescriptor::default());
        Self { texture, view }
    }

    /// What is drawn on.
    #[must_use]
    pub fn canvas(&self) -> Canvas<'_> {
        Canvas::new(&self.texture.texture, &self.view)
    }

    /// Shows it. Everything that draws on it must have been submitted; call winit's
    /// `pre_present_notify` just before.
    pub fn present(self, gpu: &Gpu) {
        gpu.queue.present(self.texture);
    }
}

/// Format, way of presenting and allowed uses; `None` when the adapter cannot draw there.
fn choose_settings(
    capabilities: &wgpu::SurfaceCapabilities,
    software: bool,
) -> Option<wgpu::SurfaceConfiguration> {
    use wgpu::{PresentMode, TextureUsages};
    let format = *capabilities
        .formats
        .iter()
        .find(|format| matches!(format, wgpu::TextureFormat::Bgra8Unorm | wgpu::TextureFormat::Rgba8Unorm))
        .or_else(|| capabilities.formats.first())?;
    // Software adapters have no refresh to wait for: queueing would only add delay.
    let wanted: &[PresentMode] = if software {
        &[PresentMode::Mailbox, PresentMode::Immediate, PresentMode::Fifo]
    } else {
        &[PresentMode::Fifo]
    };
    let present_mode = wanted
        .iter()
        .copied()
        .find(|mode| capabilities.present_modes.contains(mode))
        .unwrap_or(PresentMode::Fifo);
    let useful = TextureUsages::COPY_DST | TextureUsages::COPY_SRC;
    let alpha_mode = [wgpu::CompositeAlphaMode::Opaque]
        .into_iter()
        .find(|mode| capabilities.alpha_modes.contains(mode))
        .unwrap_or(wgpu::CompositeAlphaMode::Auto);
    Some(wgpu::SurfaceConfiguration {
        usage: TextureUsages::RENDER_ATTACHMENT | (capabilities.usages & useful),
        format,
        color_space: wgpu::SurfaceColorSpace::Auto,
        // Replaced before the first use.
        width: 1,
        height: 1,
        desired_maximum_frame_latency: 2,
        present_mode,
        alpha_mode,
        view_formats: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use wgpu::{PresentMode, TextureFormat, TextureUsages};

    fn capabilities(formats: &[TextureFormat], modes: &[PresentMode]) -> wgpu::SurfaceCapabilities {
        wgpu::SurfaceCapabilities {
            formats: formats.to_vec(),
            present_modes: modes.to_vec(),
            alpha_modes: vec![wgpu::CompositeAlphaMode::Opaque],
            usages: TextureUsages::RENDER_ATTACHMENT | TextureUsages::COPY_DST,
            ..Default::default()
        }
    }

    #[test]
    fn takes_a_format_that_egui_wants() {
        let offered =
            capabilities(&[TextureFormat::Bgra8UnormSrgb, TextureFormat::Bgra8Unorm], &[PresentMode::Fifo]);
        let settings = choose_settings(&offered, false).unwrap();
        assert_eq!(settings.format, TextureFormat::Bgra8Unorm);
        assert_eq!(settings.usage, TextureUsages::RENDER_ATTACHMENT | TextureUsages::COPY_DST);
    }

    #[test]
    fn waits_for_the_refresh_only_where_there_is_one() {
        let all = [PresentMode::Fifo, PresentMode::Immediate, PresentMode::Mailbox];
        let offered = capabilities(&[TextureFormat::Bgra8Unorm], &all);
        assert_eq!(choose_settings(&offered, false).unwrap().present_mode, PresentMode::Fifo);
        assert_eq!(choose_settings(&offered, true).unwrap().present_mode, PresentMode::Mailbox);
        let offered = capabilities(&[TextureFormat::Bgra8Unorm], &[PresentMode::Fifo]);
        assert_eq!(choose_settings(&offered, true).unwrap().present_mode, PresentMode::Fifo);
    }

    #[test]
    fn an_adapter_that_cannot_show_there_is_said_so() {
        assert!(choose_settings(&capabilities(&[], &[]), false).is_none());
    }
}
