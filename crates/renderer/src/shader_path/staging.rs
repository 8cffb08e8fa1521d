//! The processor's one copy of a picture's planes on their way to the device.

use crate::gpu::Gpu;
use std::borrow::Cow;
use wgpu::util::StagingBelt;

/// Rows in memory that textures are filled from begin at multiples of this.
const ROW: usize = wgpu::COPY_BYTES_PER_ROW_ALIGNMENT as usize;

/// Memory of the device's that planes are written to as it is, used again as soon as the device has
/// read it: with pictures that come one at a time two or three of the size of one.
#[derive(Debug)]
pub(super) struct Staging {
    belt: StagingBelt,
}

impl Staging {
    /// Memory for pictures whose planes have rows of so many bytes, and so many rows.
    pub(super) fn new(gpu: &Gpu, planes: impl Iterator<Item = (usize, usize)>) -> Self {
        let whole: usize = planes.map(|(row_bytes, rows)| row_bytes.next_multiple_of(ROW) * rows).sum();
        Self { belt: StagingBelt::new(gpu.device.clone(), whole as u64) }
    }

    /// Writes the rows of one plane, of `row_bytes` each, and notes that `texture` takes them.
    pub(super) fn copy<'a>(
        &mut self,
        encoder: &mut wgpu::CommandEncoder,
        texture: &wgpu::Texture,
        row_bytes: usize,
        rows: impl ExactSizeIterator<Item = Cow<'a, [u8]>>,
    ) {
        let stride = row_bytes.next_multiple_of(ROW);
        let alignment = wgpu::BufferSize::new(ROW as u64);
        let (Some(size), Some(alignment)) = (wgpu::BufferSize::new((stride * rows.len()) as u64), alignment)
        else {
            return;
        };
        let room = self.belt.allocate(size, alignment);
        // Only a lost device maps nothing, and that is told where the picture is presented.
        let Ok(mut view) = room.get_mapped_range_mut() else { return };
        for (number, row) in rows.enumerate() {
            view.slice(number * stride..).slice(..row.len()).copy_from_slice(&row);
        }
        let layout = wgpu::TexelCopyBufferLayout {
            offset: room.offset(),
            bytes_per_row: Some(stride as u32),
            rows_per_image: None,
        };
        let from = wgpu::TexelCopyBufferInfo { buffer: room.buffer(), layout };
        encoder.copy_buffer_to_texture(from, texture.as_image_copy(), texture.size());
    }

    /// Hands what was noted to the device.
    pub(super) fn submit(&mut self, queue: &wgpu::Queue, encoder: wgpu::CommandEncoder) {
        self.belt.finish();
        queue.submit([encoder.finish()]);
        self.belt.recall();
    }
}
