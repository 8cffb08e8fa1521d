//! Planes that stay where FFmpeg decoded them.
//!
//! A picture holds references to the frame's buffers. libavcodec never writes to a buffer that
//! somebody else refers to, and its pools grow by what is held: they do not run dry.

use core::ptr::NonNull;
use ffmpeg_next::{ffi, frame};
use media::{PixelFormat, Plane, PlaneData, PlaneMemory};
use std::sync::Arc;

/// Most planes that a format of ours has.
const MOST_PLANES: usize = 3;

/// References to the buffers of one frame, and where its planes lie in them.
struct LentFrame {
    /// Null or owned.
    buffers: [*mut ffi::AVBufferRef; ffi::AV_NUM_DATA_POINTERS as usize],
    planes: [Option<LentPlane>; MOST_PLANES],
}

#[derive(Clone, Copy)]
struct LentPlane {
    start: NonNull<u8>,
    bytes: usize,
    /// Bytes of the buffer that it is the first one to lie in.
    held: usize,
}

// SAFETY: buffers are counted atomically and freed by whichever thread gives up the last reference;
// the memory is only read.
unsafe impl Send for LentFrame {}
// SAFETY: as above; nothing changes after it was made.
unsafe impl Sync for LentFrame {}

impl PlaneMemory for LentFrame {
    fn plane(&self, index: usize) -> &[u8] {
        match self.planes.get(index) {
            // SAFETY: the bytes lie in a buffer that is kept alive by `buffers`, which was allocated
            // with contents (libavutil's pools zero theirs) and which nobody writes while it is shared.
            Some(Some(plane)) => unsafe { core::slice::from_raw_parts(plane.start.as_ptr(), plane.bytes) },
            _ => &[],
        }
    }

    fn held(&self, index: usize) -> usize {
        self.planes.get(index).copied().flatten().map_or(0, |plane| plane.held)
    }
}

impl Drop for LentFrame {
    fn drop(&mut self) {
        for buffer in &mut self.buffers {
            // SAFETY: null or one reference of ours, given up once.
            unsafe { ffi::av_buffer_unref(buffer) };
        }
    }
}

/// The planes of `frame`, which is of this format and size, where they are. `None` where that
/// cannot be: rows from the bottom up, memory that is not counted, or planes that are too short.
pub(crate) fn lend(frame: &frame::Video, format: PixelFormat, width: u32, height: u32) -> Option<Vec<Plane>> {
    let mut lent = LentFrame { buffers: [core::ptr::null_mut(); _], planes: [None; MOST_PLANES] };
    // SAFETY: the frame is alive; its buffers are null or valid references.
    unsafe {
        let raw = &*frame.as_ptr();
        if raw.buf[0].is_null() {
            return None;
        }
        for (mine, &buffer) in lent.buffers.iter_mut().zip(&raw.buf).filter(|(_, buffer)| !buffer.is_null()) {
            *mine = ffi::av_buffer_ref(buffer);
            if mine.is_null() {
                return None;
            }
        }
    }
    let mut counted = [false; ffi::AV_NUM_DATA_POINTERS as usize];
    let mut strides = [0; MOST_PLANES];
    for (index, place) in strides.iter_mut().enumerate().take(format.plane_count()) {
        let (row, rows) = format.plane_size(index, width, height);
        // SAFETY: the frame is alive; the arrays have eight places and `index` is below three.
        let (data, line) = unsafe { ((*frame.as_ptr()).data[index], (*frame.as_ptr()).linesize[index]) };
        let stride = usize::try_from(line).ok().filter(|&stride| stride >= row)?;
        let bytes = stride.checked_mul(rows.checked_sub(1)?)?.checked_add(row)?;
        let held =
            match lent.buffer_around(data) {
                Some((buffer, size, left)) if left >= bytes => {
                    if core::mem::replace(&mut counted[buffer], true) { 0 } else { size }
                }
                Some(_) => return None,
                // Memory of the codec's own (libdav1d): the buffer only says who frees it.
                None => bytes,
            };
        *place = stride;
        lent.planes[index] = Some(LentPlane { start: NonNull::new(data)?, bytes, held });
    }
    let owner: Arc<dyn PlaneMemory> = Arc::new(lent);
    let plane = |(index, stride)| Plane { stride, data: PlaneData::lent(Arc::clone(&owner), index) };
    Some(strides.into_iter().take(format.plane_count()).enumerate().map(plane).collect())
}

impl LentFrame {
    /// Which buffer `data` lies in, its size, and how much of it is left from there.
    fn buffer_around(&self, data: *const u8) -> Option<(usize, usize, usize)> {
        self.buffers.iter().enumerate().find_map(|(index, buffer)| {
            // SAFETY: null or a reference of ours.
            let buffer = unsafe { buffer.as_ref() }?;
            let offset = data.addr().checked_sub(buffer.data.addr())?;
            let left = buffer.size.checked_sub(offset).filter(|&left| left > 0)?;
            Some((index, buffer.size, left))
        })
    }
}
