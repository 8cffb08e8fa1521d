//! Planes as textures, converted and scaled by a shader.

use crate::canvas::Canvas;
use crate::checked::CheckedPicture;
use crate::colour::{Depth, rgb_from_texture};
use crate::geometry::{PixelRect, source_from_drawn, swaps_sides};
use crate::gpu::Gpu;
use media::{Picture, PixelFormat};

/// The shader that converts and scales pictures.
const PICTURE_WGSL: &str = include_str!("../../../shaders/picture.wgsl");

/// `Params` of `picture.wgsl`, in its order.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, bytemuck::Pod, bytemuck::Zeroable)]
struct Params {
    red: [f32; 4],
    green: [f32; 4],
    blue: [f32; 4],
    turn_x: [f32; 4],
    turn_y: [f32; 4],
    background: [f32; 4],
    rect: [f32; 4],
    size_and_step: [f32; 4],
    kind: [u32; 4],
}

/// Textures for one layout and size, reused from frame to frame.
#[derive(Debug)]
struct Textures {
    width: u32,
    height: u32,
    format: PixelFormat,
    planes: Vec<wgpu::Texture>,
    bind_group: wgpu::BindGroup,
}

#[derive(Debug)]
pub(crate) struct ShaderPath {
    pipeline: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
    sampler: wgpu::Sampler,
    params: wgpu::Buffer,
    textures: Option<Textures>,
    /// Rows that had to be changed before they could be uploaded.
    scratch: Vec<u8>,
    /// Whether 16-bit words can be sampled.
    sixteen_bits: bool,
}

impl ShaderPath {
    pub(crate) fn new(gpu: &Gpu, format: wgpu::TextureFormat) -> Self {
        let device = &gpu.device;
        let layout = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
            label: Some("picture"),
            entries: &[
                texture_entry(0),
                texture_entry(1),
                texture_entry(2),
                wgpu::BindGroupLayoutEntry {
                    binding: 3,
                    visibility: wgpu::ShaderStages::FRAGMENT,
                    ty: wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering),
                    count: None,
                },
                wgpu::BindGroupLayoutEntry {
                    binding: 4,
                    visibility: wgpu::ShaderStages::FRAGMENT,
                    ty: wgpu::BindingType::Buffer {
                        ty: wgpu::BufferBindingType::Uniform,
                        has_dynamic_offset: false,
                        min_binding_size: None,
                    },
                    count: None,
                },
            ],
        });
        let pipeline = covering_pipeline(device, "picture", PICTURE_WGSL, &layout, format);
        let sampler = device.create_sampler(&wgpu::SamplerDescriptor {
            label: Some("between samples"),
            mag_filter: wgpu::FilterMode::Linear,
            min_filter: wgpu::FilterMode::Linear,
            ..Default::default()
        });
        let params = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("picture parameters"),
            size: size_of::<Params>() as u64,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let sixteen_bits = device.features().contains(wgpu::Features::TEXTURE_FORMAT_16BIT_NORM);
        Self { pipeline, layout, sampler, params, textures: None, scratch: Vec::new(), sixteen_bits }
    }

    /// Copies the planes to the device.
    pub(crate) fn upload(&mut self, gpu: &Gpu, checked: &CheckedPicture) {
        let picture = checked.picture();
        let Picture { width, height, format, .. } = **picture;
        let kept = self
            .textures
            .take()
            .filter(|kept| (kept.width, kept.height, kept.format) == (width, height, format));
        let textures = kept.unwrap_or_else(|| self.new_textures(gpu, width, height, format));
        for (index, texture) in textures.planes.iter().enumerate() {
            let stride = picture.planes[index].stride;
            let row_bytes = format.plane_size(index, width, height).0;
            let narrowed = format == PixelFormat::Yuv420P10 && !self.sixteen_bits;
            let premultiplied = format == PixelFormat::Rgba8 && has_transparency(checked);
            // A stride beyond what wgpu can say is copied row by row like what must be changed.
            let direct = u32::try_from(stride).ok().filter(|_| !narrowed && !premultiplied);
            let (data, stride) = if let Some(stride) = direct {
                (&picture.planes[index].data[..], stride)
            } else {
                self.scratch.clear();
                for row in 0..texture.height() as usize {
                    let row = checked.row(index, row);
                    if narrowed {
                        self.scratch.extend(row.as_chunks().0.iter().map(|&word| narrow(word)));
                    } else if premultiplied {
                        self.scratch.extend(row.as_chunks().0.iter().copied().flat_map(premultiply));
                    } else {
                        self.scratch.extend_from_slice(row);
                    }
                }
                (&self.scratch[..], if narrowed { row_bytes / 2 } else { row_bytes } as u32)
            };
            let layout =
                wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(stride), rows_per_image: None };
            gpu.queue.write_texture(texture.as_image_copy(), data, layout, texture.size());
        }
        self.textures = Some(textures);
    }

    /// Draws what was uploaded into `rect` of the canvas, and the background elsewhere.
    pub(crate) fn draw(
        &self,
        gpu: &Gpu,
        encoder: &mut wgpu::CommandEncoder,
        canvas: Canvas<'_>,
        picture: &Picture,
        rect: PixelRect,
        background: [u8; 3],
    ) {
        let params = self.params_for(picture, rect, background);
        gpu.queue.write_buffer(&self.params, 0, bytemuck::bytes_of(&params));
        let mut pass = background_pass(encoder, canvas, background);
        if let (Some(textures), false) = (&self.textures, rect.is_empty()) {
            let PixelRect { x, y, width, height } = rect;
            pass.set_viewport(x as f32, y as f32, width as f32, height as f32, 0.0, 1.0);
            pass.set_pipeline(&self.pipeline);
            pass.set_bind_group(0, &textures.bind_group, &[]);
            pass.draw(0..3, 0..1);
        }
    }

    fn params_for(&self, picture: &Picture, rect: PixelRect, background: [u8; 3]) -> Params {
        let wide_words = picture.format == PixelFormat::Yuv420P10 && self.sixteen_bits;
        let depth = if wide_words { Depth::TenInSixteen } else { Depth::Eight };
        let [red, green, blue] = rgb_from_texture(picture.colours, depth);
        let [[xx, xy, x1], [yx, yy, y1]] = source_from_drawn(picture.rotation);
        let [width, height, left, top] =
            [rect.width.max(1), rect.height.max(1), rect.x, rect.y].map(|side| side as f32);
        let (columns, rows) = (picture.width as f32, picture.height as f32);
        let (across, down) = if swaps_sides(picture.rotation) { (height, width) } else { (width, height) };
        let [r, g, b] = background.map(|channel| f32::from(channel) / 255.0);
        let kind = match picture.format {
            PixelFormat::Yuv420P8 | PixelFormat::Yuv420P10 => 0,
            PixelFormat::Nv12 => 1,
            PixelFormat::Rgba8 => 2,
        };
        Params {
            red,
            green,
            blue,
            turn_x: [xx, xy, x1, 0.0],
            turn_y: [yx, yy, y1, 0.0],
            background: [r, g, b, 1.0],
            rect: [left, top, width, height],
            size_and_step: [columns, rows, columns / across, rows / down],
            kind: [kind, 0, 0, 0],
        }
    }

    fn new_textures(&self, gpu: &Gpu, width: u32, height: u32, format: PixelFormat) -> Textures {
        let half = (width.div_ceil(2), height.div_ceil(2));
        let texture = |(width, height), format| {
            gpu.device.create_texture(&wgpu::TextureDescriptor {
                label: Some("plane"),
                size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
                mip_level_count: 1,
                sample_count: 1,
                dimension: wgpu::TextureDimension::D2,
                format,
                usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
                view_formats: &[],
            })
        };
        use wgpu::TextureFormat::{R8Unorm, R16Unorm, Rg8Unorm, Rgba8Unorm};
        let whole = (width, height);
        let planes = match format {
            PixelFormat::Yuv420P10 if self.sixteen_bits => {
                vec![texture(whole, R16Unorm), texture(half, R16Unorm), texture(half, R16Unorm)]
            }
            PixelFormat::Yuv420P8 | PixelFormat::Yuv420P10 => {
                vec![texture(whole, R8Unorm), texture(half, R8Unorm), texture(half, R8Unorm)]
            }
            PixelFormat::Nv12 => vec![texture(whole, R8Unorm), texture(half, Rg8Unorm)],
            PixelFormat::Rgba8 => vec![texture(whole, Rgba8Unorm)],
        };
        // Layouts with fewer planes show the last one again where the shader does not look.
        let view = |index: usize| {
            planes[index.min(planes.len() - 1)].create_view(&wgpu::TextureViewDescriptor::default())
        };
        let views = [view(0), view(1), view(2)];
        let bind_group = gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("picture"),
            layout: &self.layout,
            entries: &[
                entry(0, wgpu::BindingResource::TextureView(&views[0])),
                entry(1, wgpu::BindingResource::TextureView(&views[1])),
                entry(2, wgpu::BindingResource::TextureView(&views[2])),
                entry(3, wgpu::BindingResource::Sampler(&self.sampler)),
                entry(4, self.params.as_entire_binding()),
            ],
        });
        Textures { width, height, format, planes, bind_group }
    }
}

/// 10 bits to 8, for devices that cannot sample 16-bit words.
fn narrow(word: [u8; 2]) -> u8 {
    u8::try_from((u16::from_le_bytes(word).min(1023) + 2) >> 2).unwrap_or(u8::MAX)
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

fn entry(binding: u32, resource: wgpu::BindingResource<'_>) -> wgpu::BindGroupEntry<'_> {
    wgpu::BindGroupEntry { binding, resource }
}

/// A texture that a fragment shader reads.
pub(crate) const fn texture_entry(binding: u32) -> wgpu::BindGroupLayoutEntry {
    wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::FRAGMENT,
        ty: wgpu::BindingType::Texture {
            sample_type: wgpu::TextureSampleType::Float { filterable: true },
            view_dimension: wgpu::TextureViewDimension::D2,
            multisampled: false,
        },
        count: None,
    }
}

/// A pipeline of one triangle that covers the viewport; entry points `cover` and `shade`.
pub(crate) fn covering_pipeline(
    device: &wgpu::Device,
    label: &str,
    source: &'static str,
    layout: &wgpu::BindGroupLayout,
    format: wgpu::TextureFormat,
) -> wgpu::RenderPipeline {
    let module = device.create_shader_module(wgpu::ShaderModuleDescriptor {
        label: Some(label),
        source: wgpu::ShaderSource::Wgsl(source.into()),
    });
    let layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some(label),
        bind_group_layouts: &[Some(layout)],
        immediate_size: 0,
    });
    device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some(label),
        layout: Some(&layout),
        vertex: wgpu::VertexState {
            module: &module,
            entry_point: Some("cover"),
            compilation_options: Default::default(),
            buffers: &[],
        },
        primitive: wgpu::PrimitiveState::default(),
        depth_stencil: None,
        multisample: wgpu::MultisampleState::default(),
        fragment: Some(wgpu::FragmentState {
            module: &module,
            entry_point: Some("shade"),
            compilation_options: Default::default(),
            targets: &[Some(format.into())],
        }),
        multiview_mask: None,
        cache: None,
    })
}

/// Begins a pass over the whole canvas, filled with this colour.
pub(crate) fn background_pass<'a>(
    encoder: &'a mut wgpu::CommandEncoder,
    canvas: Canvas<'_>,
    background: [u8; 3],
) -> wgpu::RenderPass<'a> {
    let [r, g, b] = background.map(|channel| f64::from(channel) / 255.0);
    encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
        label: Some("picture"),
        color_attachments: &[Some(wgpu::RenderPassColorAttachment {
            view: canvas.view,
            depth_slice: None,
            resolve_target: None,
            ops: wgpu::Operations {
                load: wgpu::LoadOp::Clear(wgpu::Color { r, g, b, a: 1.0 }),
                store: wgpu::StoreOp::Store,
            },
        })],
        ..Default::default()
    })
}
