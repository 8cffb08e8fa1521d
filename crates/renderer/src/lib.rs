//! Picture planes to the screen or to an image, with wgpu or on the CPU.
