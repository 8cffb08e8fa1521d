//! The border to FFmpeg, and the only place with `unsafe`: reading containers ([`file`],
//! [`input`], [`facts`]), decoding packets ([`codec`]), pictures where they lie ([`picture`],
//! [`lent`], [`light`]) or converted ([`convert`]), and resampling sound ([`sound`]). Everything
//! above this module is safe Rust and knows no pointer.

#![allow(unsafe_code, reason = "FFmpeg is a C library; every block says why it is sound")]

mod ahead;
pub(crate) mod codec;
pub(crate) mod convert;
pub(crate) mod facts;
pub(crate) mod file;
pub(crate) mod hardware;
mod headers;
pub(crate) mod indexed;
pub(crate) mod input;
mod lent;
mod light;
pub(crate) mod memory;
pub(crate) mod opening;
pub(crate) mod picture;
pub(crate) mod sound;

use std::sync::Once;

/// Keeps FFmpeg from writing to stderr, which belongs to the program. What it would say comes as
/// error values; they go to `tracing`. Also sees to it that memory is given back.
pub(crate) fn prepare() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        memory::give_back_at_once();
        // SAFETY: only stores a number; may be called at any time.
        unsafe { ffmpeg_next::ffi::av_log_set_level(ffmpeg_next::ffi::AV_LOG_QUIET) }
    });
}
