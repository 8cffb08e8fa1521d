//! The loudspeaker: one cpal stream, a lock-free ring, a mixer thread.
