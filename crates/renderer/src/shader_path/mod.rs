//! Planes as textures, converted and scaled by a shader.

mod planes;
mod staging;

use crate::canvas::Canvas;
use crate::checked::CheckedPicture;
use crate::geometry::{PixelRect, source_from_drawn, swaps_sides};
use crate::gpu::Gpu;
use media::Picture;
use planes::{Maker, Planes, Reading, Words};

/// The shader that converts and scales pictures.
const PICTURE_WGSL: &str = include_str!("../../../../shaders/picture.wgsl");

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
    chroma: [f32; 4],
    lattice: [f32; 4],
    kind: [u32; 4],
}

#[derive(Debug)]
pub(crate) struct ShaderPath {
    pipeline: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
    sampler: wgpu::Sampler,
    params: wgpu::Buffer,
    planes: Option<Planes>,
    words: Words,
}

impl ShaderPath {
    pub(crate) fn new(gpu: &Gpu, format: wgpu::TextureFormat) -> Self {
        let device = &gpu.device;
        let layout = bind_group_layout(device);
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
        let whole = device.features().contains(wgpu::Features::TEXTURE_FORMAT_16BIT_NORM);
        let words = if whole { Words::Whole } else { Words::Halves };
        Self { pipeline, layout, sampler, params, planes: None, words }
    }

    /// Copies the planes to the device.
    pub(crate) fn upload(&mut self, gpu: &Gpu, checked: &CheckedPicture) {
        let Self { layout, sampler, params, words, .. } = self;
        let maker = Maker { layout, sampler, params, words: *words };
        let kept = self.planes.take().filter(|kept| kept.fits(checked.picture()));
        let mut planes = kept.unwrap_or_else(|| Planes::new(gpu, checked.picture(), &maker));
        planes.upload(gpu, checked);
        self.planes = Some(planes);
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
        if let (Some(planes), false) = (&self.planes, rect.is_empty()) {
            let PixelRect { x, y, width, height } = rect;
            pass.set_viewport(x as f32, y as f32, width as f32, height as f32, 0.0, 1.0);
            pass.set_pipeline(&self.pipeline);
            pass.set_bind_group(0, &planes.bind_group, &[]);
            pass.draw(0..3, 0..1);
        }
    }

    fn params_for(&self, picture: &Picture, rect: PixelRect, background: [u8; 3]) -> Params {
        let Reading { arrangement, halves, matrix: [red, green, blue], chroma, lattice } =
            Reading::of(picture, self.words);
        let [[xx, xy, x1], [yx, yy, y1]] = source_from_drawn(picture.rotation);
        let [width, height, left, top] =
            [rect.width.max(1), rect.height.max(1), rect.x, rect.y].map(|side| side as f32);
        let (columns, rows) = (picture.width as f32, picture.height as f32);
        let (across, down) = if swaps_sides(picture.rotation) { (height, width) } else { (width, height) };
        let [r, g, b] = background.map(|channel| f32::from(channel) / 255.0);
        Params {
            red,
            green,
            blue,
            turn_x: [xx, xy, x1, 0.0],
            turn_y: [yx, yy, y1, 0.0],
            background: [r, g, b, 1.0],
            rect: [left, top, width, height],
            size_and_step: [columns, rows, columns / across, rows / down],
            chroma,
            lattice,
            kind: [arrangement, u32::from(halves), 0, 0],
        }
    }
}

fn bind_group_layout(device: &wgpu::Device) -> wgpu::BindGroupLayout {
    let entry = |binding, ty| wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::FRAGMENT,
        ty,
        count: None,
    };
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some("picture"),
        entries: &[
            texture_entry(0),
            texture_entry(1),
            texture_entry(2),
            entry(3, wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering)),
            entry(
                4,
                wgpu::BindingType::Buffer {
                    ty: wgpu::BufferBindingType::Uniform,
                    has_dynamic_offset: false,
                    min_binding_size: None,
                },
            ),
            entry(
                5,
                wgpu::BindingType::Texture {
                    sample_type: wgpu::TextureSampleType::Float { filterable: true },
                    view_dimension: wgpu::TextureViewDimension::D3,
                    multisampled: false,
                },
            ),
        ],
    })
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
