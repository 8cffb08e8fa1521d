//! What is drawn on: a window's frame or a texture off screen.

/// A texture and its view, borrowed for one drawing.
#[derive(Clone, Copy, Debug)]
pub struct Canvas<'a> {
    /// The texture.
    pub texture: &'a wgpu::Texture,
    /// All of it.
    pub view: &'a wgpu::TextureView,
}

impl<'a> Canvas<'a> {
    /// This texture with a view of all of it.
    #[must_use]
    pub fn new(texture: &'a wgpu::Texture, view: &'a wgpu::TextureView) -> Self {
        Self { texture, view }
    }

    /// Width and height in pixels.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        (self.texture.width(), self.texture.height())
    }

    /// Whether pixels can be copied straight into it.
    pub(crate) fn takes_copies(&self) -> bool {
        self.texture.usage().contains(wgpu::TextureUsages::COPY_DST)
    }
}
