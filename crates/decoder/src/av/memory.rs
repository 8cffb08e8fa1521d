//! What FFmpeg holds in memory, estimated, as it cannot be asked; and how memory is given back.

use super::facts::{StreamFacts, StreamKind};
use ffmpeg_next::codec::Id;
use ffmpeg_next::decoder;
use std::sync::Arc;

// The constants were fitted to the resident memory of eight clips at a time (H.264 and VP9 from 360
// to 2160 lines, with and without B-pictures, one and two threads).

/// What opening a container leaves: a thread's stack as far as it is used, the index, buffers, and
/// what the allocator keeps of looking into the streams.
const OPEN: usize = 700 << 10;

/// A codec of sound with its tables, and the resampler.
const SOUND_CODEC: usize = 200 << 10;

/// A codec of pictures without its pictures, for each thread.
const PICTURE_CODEC: usize = 1 << 20;

/// Planes that are kept for reuse: as many pictures as a shown clip has under way.
const KEPT_PLANES: usize = 3 * 18;

/// What an open container holds, and its codec if that is open.
pub(crate) fn held(codec: Option<&decoder::Opened>, facts: &StreamFacts) -> usize {
    OPEN + codec.map_or(0, |codec| of_codec(codec, facts))
}

fn of_codec(codec: &decoder::Opened, facts: &StreamFacts) -> usize {
    if facts.kind == StreamKind::Sound {
        return SOUND_CODEC;
    }
    // SAFETY: plain numbers of a live, opened context, read by the one thread that uses it.
    let (references, delay, threads) =
        unsafe { ((*codec.as_ptr()).refs, (*codec.as_ptr()).has_b_frames, (*codec.as_ptr()).thread_count) };
    let count = |value: core::ffi::c_int, least: usize| usize::try_from(value).unwrap_or(0).clamp(least, 16);
    let threads = count(threads, 1);
    // With several threads, and in codecs with slots for them, the number that is told says nothing.
    let slots = facts.decoder.is_some_and(|codec| matches!(codec.id(), Id::VP8 | Id::VP9 | Id::AV1));
    let references = count(
        references,
        if threads > 1 {
            4
        } else if slots {
            3
        } else {
            1
        },
    );
    let pictures = references + count(delay, 0) + 1 + threads;
    PICTURE_CODEC * threads + pictures * picture(facts)
}

/// One decoded picture: 4:2:0, with the rows and columns that codecs add around it, and a fifth more
/// for the vectors and block types that go with it.
fn picture(facts: &StreamFacts) -> usize {
    let (width, height) = (facts.size.0 as usize, facts.size.1 as usize);
    (width.next_multiple_of(32) + 64) * (height.next_multiple_of(16) + 16) * 3 / 2 * 6 / 5
}

/// Planes of a shown clip's pictures, used again when nobody looks at them any more: new memory for
/// every picture would cost the system a page fault every four kilobytes.
#[derive(Default)]
pub(crate) struct Planes {
    reused: bool,
    kept: Vec<Arc<[u8]>>,
}

impl Planes {
    /// Whether planes are used again from now on; if not, those that are free are given back.
    pub(crate) fn reuse(&mut self, reused: bool) {
        self.reused = reused;
        if !reused {
            self.kept.clear();
        }
    }

    /// A free plane of this length; its samples are those of an older picture.
    pub(crate) fn take(&mut self, length: usize) -> Option<Arc<[u8]>> {
        let free = |plane: &mut Arc<[u8]>| plane.len() == length && Arc::get_mut(plane).is_some();
        let index = self.kept.iter_mut().position(free)?;
        Some(self.kept.swap_remove(index))
    }

    /// Remembers a plane that is handed out, to use it again.
    pub(crate) fn remember(&mut self, plane: &Arc<[u8]>) {
        if !self.reused {
            return;
        }
        if self.kept.len() >= KEPT_PLANES {
            self.kept.remove(0);
        }
        self.kept.push(Arc::clone(plane));
    }

    /// Bytes of the planes that nobody looks at.
    pub(crate) fn free_bytes(&self) -> usize {
        self.kept.iter().filter(|plane| Arc::strong_count(plane) == 1).map(|plane| plane.len()).sum()
    }
}

/// Lets blocks as big as planes go back to the system as soon as they are freed, and lets threads
/// share a few arenas. By itself glibc keeps freed blocks for each thread that had them: a player that
/// goes from clip to clip would grow to several times what it uses.
pub(crate) fn give_back_at_once() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        use core::ffi::c_int;
        unsafe extern "C" {
            fn mallopt(parameter: c_int, value: c_int) -> c_int;
        }
        /// From `malloc.h`.
        const M_MMAP_THRESHOLD: c_int = -3;
        const M_ARENA_MAX: c_int = -8;
        for (parameter, value) in [(M_MMAP_THRESHOLD, 48 << 10), (M_ARENA_MAX, 4)] {
            // SAFETY: glibc's own function, callable at any time from any thread; it sets a number.
            // What it says is whether it did, and nothing depends on that.
            let _set = unsafe { mallopt(parameter, value) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planes_are_used_again_when_nobody_looks_at_them() {
        let mut planes = Planes::default();
        let plane: Arc<[u8]> = vec![7; 100].into();
        planes.remember(&plane);
        assert!(planes.kept.is_empty(), "not for a clip that is only primed");
        planes.reuse(true);
        planes.remember(&plane);
        assert!(planes.take(100).is_none(), "it is still looked at");
        assert_eq!(planes.free_bytes(), 0);
        drop(plane);
        assert!(planes.take(99).is_none());
        assert_eq!(planes.free_bytes(), 100);
        assert!(planes.take(100).is_some());
        (0..100).for_each(|_| planes.remember(&Arc::from([0_u8; 10])));
        assert_eq!(planes.kept.len(), KEPT_PLANES);
        planes.reuse(false);
        assert_eq!(planes.free_bytes(), 0);
    }
}
