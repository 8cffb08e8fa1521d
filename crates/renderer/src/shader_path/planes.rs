//! A picture's planes as textures, reused from frame to frame.

use super::staging::Staging;
use crate::checked::CheckedPicture;
use crate::colour::rgb_from_texture;
use crate::gpu::Gpu;
use crate::tone::{Lattice, needs_tone};
use media::{Arrangement, Colours, Layout, Picture, PixelFormat};
use std::borrow::Cow;
use std::sync::Arc;

/// How 16-bit words lie in textures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// As they are: 16-bit channels.
    Whole,
    /// As two 8-bit channels, for devices that cannot sample 16-bit ones. The shader puts them
    /// together; what lies between samples comes out the same, since both are mixed alike.
    Halves,
}

/// Textures for one layout, size and kind of colours.
#[derive(Debug)]
pub(super) struct Planes {
    size: (u32, u32),
    format: PixelFormat,
    textures: Vec<wgpu::Texture>,
    lattice: Option<Arc<Lattice>>,
    staging: Staging,
    pub(super) bind_group: wgpu::BindGroup,
}

/// What the shader wants to know of a format and its colours.
pub(super) struct Reading {
    /// 0: Y, U and V planes. 1: Y and UV planes. 2: premultiplied RGBA. 3: luma alone.
    pub(super) arrangement: u32,
    /// Whether words lie in two channels each.
    pub(super) halves: bool,
    /// Rows for red, green and blue.
    pub(super) matrix: [[f32; 4]; 3],
    /// Factor of x and y from luma samples to chroma samples, and what is added then.
    pub(super) chroma: [f32; 4],
    /// Factor from what a texture gives to the place in the lattice from 0 to 1; points along luma
    /// and chroma; whether it is looked up there.
    pub(super) lattice: [f32; 4],
}

/// Everything that textures are made with.
pub(super) struct Maker<'a> {
    pub(super) layout: &'a wgpu::BindGroupLayout,
    pub(super) sampler: &'a wgpu::Sampler,
    pub(super) params: &'a wgpu::Buffer,
    pub(super) words: Words,
}

/// Whether these colours of this format are looked up in a lattice.
fn looked_up(format: PixelFormat, colours: Colours) -> bool {
    needs_tone(colours) && format.layout().arrangement != Arrangement::Rgba
}

impl Reading {
    pub(super) fn of(picture: &Picture, words: Words) -> Self {
        let Layout { arrangement, chroma, bits, unused_low_bits } = picture.format.layout();
        let wide = bits > 8;
        let greatest_word = if wide { 65535.0 } else { 255.0 };
        let (left, up) = picture.colours.siting.offset(chroma);
        let of_256 = greatest_word / f64::from(256_u32 << (bits - 8 + unused_low_bits));
        let used = f32::from(u8::from(looked_up(picture.format, picture.colours)));
        Self {
            arrangement: match arrangement {
                Arrangement::Planar => 0,
                Arrangement::SemiPlanar => 1,
                Arrangement::Rgba => 2,
                Arrangement::Grey => 3,
            },
            halves: wide && words == Words::Halves,
            matrix: rgb_from_texture(picture.colours, bits, unused_low_bits, greatest_word),
            chroma: [1.0 / chroma.0 as f32, 1.0 / chroma.1 as f32, left as f32, up as f32],
            lattice: [of_256 as f32, Lattice::LUMA as f32, Lattice::CHROMA as f32, used],
        }
    }
}

impl Planes {
    /// Whether this picture's planes go here.
    pub(super) fn fits(&self, picture: &Picture) -> bool {
        let lattice_fits = match &self.lattice {
            Some(lattice) => looked_up(picture.format, picture.colours) && lattice.fits(picture.colours),
            None => !looked_up(picture.format, picture.colours),
        };
        (self.size, self.format) == ((picture.width, picture.height), picture.format) && lattice_fits
    }

    pub(super) fn new(gpu: &Gpu, picture: &Picture, maker: &Maker<'_>) -> Self {
        let Picture { width, height, format, colours, .. } = *picture;
        let textures: Vec<wgpu::Texture> = (0..format.plane_count())
            .map(|index| plane_texture(gpu, format, index, (width, height), maker.words))
            .collect();
        let lattice = looked_up(format, colours).then(|| Lattice::of(colours));
        let lattice_texture = lattice_texture(gpu, lattice.as_deref());
        // Layouts with fewer planes show the last one again where the shader does not look.
        let view = |index: usize| {
            textures[index.min(textures.len() - 1)].create_view(&wgpu::TextureViewDescriptor::default())
        };
        let views = [view(0), view(1), view(2)];
        let lattice_view = lattice_texture.create_view(&wgpu::TextureViewDescriptor::default());
        let entry = |binding, resource| wgpu::BindGroupEntry { binding, resource };
        let bind_group = gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("picture"),
            layout: maker.layout,
            entries: &[
                entry(0, wgpu::BindingResource::TextureView(&views[0])),
                entry(1, wgpu::BindingResource::TextureView(&views[1])),
                entry(2, wgpu::BindingResource::TextureView(&views[2])),
                entry(3, wgpu::BindingResource::Sampler(maker.sampler)),
                entry(4, maker.params.as_entire_binding()),
                entry(5, wgpu::BindingResource::TextureView(&lattice_view)),
            ],
        });
        let planes = (0..format.plane_count()).map(|index| format.plane_size(index, width, height));
        let staging = Staging::new(gpu, planes);
        Self { size: (width, height), format, textures, lattice, staging, bind_group }
    }

    /// Copies the planes into staging memory, and tells the device to take them from there.
    pub(super) fn upload(&mut self, gpu: &Gpu, checked: &CheckedPicture) {
        let (width, height) = self.size;
        let premultiplied = self.format == PixelFormat::Rgba8 && has_transparency(checked);
        let mut encoder = gpu.device.create_command_encoder(&Default::default());
        for (index, texture) in self.textures.iter().enumerate() {
            let (row_bytes, rows) = self.format.plane_size(index, width, height);
            let rows = (0..rows).map(|row| match checked.row(index, row) {
                row if premultiplied => row.as_chunks().0.iter().copied().flat_map(premultiply).collect(),
                row => Cow::Borrowed(row),
            });
            self.staging.copy(&mut encoder, texture, row_bytes, rows);
        }
        self.staging.submit(&gpu.queue, encoder);
    }
}

fn plane_texture(
    gpu: &Gpu,
    format: PixelFormat,
    index: usize,
    (width, height): (u32, u32),
    words: Words,
) -> wgpu::Texture {
    use wgpu::TextureFormat::{R8Unorm, R16Unorm, Rg8Unorm, Rg16Unorm, Rgba8Unorm};
    let layout = format.layout();
    let in_turn = match layout.arrangement {
        Arrangement::Rgba => 4,
        Arrangement::SemiPlanar if index > 0 => 2,
        _ => 1,
    };
    let texels = match (in_turn, layout.sample_bytes(), words) {
        (1, 1, _) => R8Unorm,
        (1, _, Words::Whole) => R16Unorm,
        (1, _, Words::Halves) | (2, 1, _) => Rg8Unorm,
        (2, _, Words::Whole) => Rg16Unorm,
        _ => Rgba8Unorm,
    };
    let (across, down) = if index == 0 { (1, 1) } else { layout.chroma };
    let size = wgpu::Extent3d {
        width: width.div_ceil(across),
        height: height.div_ceil(down),
        depth_or_array_layers: 1,
    };
    texture(gpu, "plane", size, wgpu::TextureDimension::D2, texels)
}

/// The lattice as the shader samples it; one black point when there is none.
fn lattice_texture(gpu: &Gpu, lattice: Option<&Lattice>) -> wgpu::Texture {
    let (luma, chroma) = if lattice.is_some() { (Lattice::LUMA, Lattice::CHROMA) } else { (1, 1) };
    let size =
        wgpu::Extent3d { width: luma as u32, height: chroma as u32, depth_or_array_layers: chroma as u32 };
    let made = texture(gpu, "lattice", size, wgpu::TextureDimension::D3, wgpu::TextureFormat::Rgb10a2Unorm);
    if let Some(lattice) = lattice {
        let ten_bits = |channel: f32| (channel * 1023.0).round() as u32;
        let words: Vec<u32> = lattice
            .points
            .iter()
            .map(|&[r, g, b]| ten_bits(r) | ten_bits(g) << 10 | ten_bits(b) << 20 | 3 << 30)
            .collect();
        let layout = wgpu::TexelCopyBufferLayout {
            offset: 0,
            bytes_per_row: Some(size.width * 4),
            rows_per_image: Some(size.height),
        };
        gpu.queue.write_texture(made.as_image_copy(), bytemuck::cast_slice(&words), layout, size);
    }
    made
}

fn texture(
    gpu: &Gpu,
    label: &str,
    size: wgpu::Extent3d,
    dimension: wgpu::TextureDimension,
    format: wgpu::TextureFormat,
) -> wgpu::Texture {
    gpu.device.create_texture(&wgpu::TextureDescriptor {
        label: Some(label),
        size,
        mip_level_count: 1,
        sample_count: 1,
        dimension,
        format,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    })
}

fn has_transparency(checked: &CheckedPicture) -> bool {
    let rows = checked.picture().height as usize;
    (0..rows).any(|row| checked.row(0, row).as_chunks::<4>().0.iter().any(|pixel| pixel[3] != u8::MAX))
}

/// Scaling must not mix in the colour of what is not seen.
fn premultiply([r, g, b, a]: [u8; 4]) -> [u8; 4] {
    let times = |channel: u8| ((u16::from(channel) * u16::from(a) + 127) / 255) as u8;
    [times(r), times(g), times(b), a]
}
