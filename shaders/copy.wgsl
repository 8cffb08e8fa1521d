// Pixels of a texture to the same places of a canvas, for canvases that cannot be copied to.

@group(0) @binding(0) var pixels: texture_2d<f32>;

@vertex
fn cover(@builtin(vertex_index) index: u32) -> @builtin(position) vec4<f32> {
    let corner = vec2<f32>(f32((index << 1u) & 2u), f32(index & 2u));
    return vec4<f32>(corner * 2.0 - 1.0, 0.0, 1.0);
}

@fragment
fn shade(@builtin(position) position: vec4<f32>) -> @location(0) vec4<f32> {
    return textureLoad(pixels, vec2<i32>(position.xy), 0);
}
