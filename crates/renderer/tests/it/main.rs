//! Everything that needs a device: run on whatever adapter there is, lavapipe at the least.

mod placement;
mod support;
