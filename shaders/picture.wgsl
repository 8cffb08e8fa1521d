// A picture's planes to red, green and blue, scaled to the rectangle it is drawn in.
// The viewport is that rectangle; everything outside is left as it was cleared.

struct Params {
    // Rows of the colour matrix, each multiplied with (Y, U, V, 1).
    red: vec4<f32>,
    green: vec4<f32>,
    blue: vec4<f32>,
    // From the drawn place (x, y, 1), each 0 to 1, to the place in the planes: undoes the rotation.
    turn_x: vec4<f32>,
    turn_y: vec4<f32>,
    // What shows through where the picture is transparent.
    background: vec4<f32>,
    // The rectangle on the canvas: left, top, width, height.
    rect: vec4<f32>,
    // Samples of the first plane: columns, rows; and how many of them one drawn pixel covers.
    size_and_step: vec4<f32>,
    // From luma samples to chroma samples: factors of x and y, and what is added then.
    chroma: vec4<f32>,
    // Factor from samples to places in the lattice, 0 to 1; its points along luma and along chroma;
    // 1 when colours are looked up there instead of with the matrix.
    lattice: vec4<f32>,
    // First, 0: Y, U and V planes. 1: Y and UV planes. 2: one plane of premultiplied R, G, B, A.
    // 3: one plane of Y. Second, 1: 16-bit words lie in two 8-bit channels each, the low half first.
    kind: vec4<u32>,
}

@group(0) @binding(0) var first_plane: texture_2d<f32>;
@group(0) @binding(1) var second_plane: texture_2d<f32>;
@group(0) @binding(2) var third_plane: texture_2d<f32>;
@group(0) @binding(3) var between: sampler;
@group(0) @binding(4) var<uniform> params: Params;
// Displayed colours of sample values, for pictures that a matrix alone does not show right.
@group(0) @binding(5) var lattice: texture_3d<f32>;

// One triangle that covers the viewport.
@vertex
fn cover(@builtin(vertex_index) index: u32) -> @builtin(position) vec4<f32> {
    let corner = vec2<f32>(f32((index << 1u) & 2u), f32(index & 2u));
    return vec4<f32>(corner * 2.0 - 1.0, 0.0, 1.0);
}

@fragment
fn shade(@builtin(position) position: vec4<f32>) -> @location(0) vec4<f32> {
    let drawn = vec3<f32>((position.xy - params.rect.xy) / params.rect.zw, 1.0);
    let place = vec2<f32>(dot(params.turn_x.xyz, drawn), dot(params.turn_y.xyz, drawn));
    let size = params.size_and_step.xy;
    let step = params.size_and_step.zw;
    let at = place * size;

    if params.kind.x == 2u {
        let colour = detailed(first_plane, at, step);
        let alpha = clamp(colour.a, 0.0, 1.0);
        return vec4<f32>(clamp(colour.rgb, vec3<f32>(0.0), vec3<f32>(1.0)) + params.background.rgb * (1.0 - alpha), 1.0);
    }

    let luma = word(detailed(first_plane, at, step).rg);
    let chroma_at = at * params.chroma.xy + params.chroma.zw;
    let chroma_step = step * params.chroma.xy;
    // Without chroma planes: grey.
    var chroma = vec2<f32>(0.0);
    if params.kind.x == 0u {
        chroma.x = word(smooth_sample(second_plane, chroma_at, chroma_step).rg);
        chroma.y = word(smooth_sample(third_plane, chroma_at, chroma_step).rg);
    } else if params.kind.x == 1u {
        let both = smooth_sample(second_plane, chroma_at, chroma_step);
        chroma = both.rg;
        if params.kind.y == 1u {
            chroma = vec2<f32>(word(both.rg), word(both.ba));
        }
    } else {
        chroma = vec2<f32>(0.5 / params.lattice.x);
    }
    if params.lattice.w == 1.0 {
        return vec4<f32>(looked_up(vec3<f32>(luma, chroma)), 1.0);
    }
    let texel = vec4<f32>(luma, chroma, 1.0);
    let colour = vec3<f32>(dot(params.red, texel), dot(params.green, texel), dot(params.blue, texel));
    return vec4<f32>(clamp(colour, vec3<f32>(0.0), vec3<f32>(1.0)), 1.0);
}

// A sample, put together from the halves of its word where they lie apart.
fn word(texel: vec2<f32>) -> f32 {
    if params.kind.y == 1u {
        return dot(texel, vec2<f32>(255.0, 65280.0) / 65535.0);
    }
    return texel.x;
}

// Between the points of the lattice.
fn looked_up(samples: vec3<f32>) -> vec3<f32> {
    let points = params.lattice.yzz;
    let place = clamp(samples * params.lattice.x, vec3<f32>(0.0), vec3<f32>(1.0));
    return textureSampleLevel(lattice, between, (place * (points - 1.0) + 0.5) / points, 0.0).rgb;
}

// Enlarged with a sharper curve than a straight line; made smaller by averaging.
fn detailed(plane: texture_2d<f32>, at: vec2<f32>, step: vec2<f32>) -> vec4<f32> {
    if all(step <= vec2<f32>(1.0)) && any(step < vec2<f32>(0.999)) {
        return catmull_rom(plane, at);
    }
    return smooth_sample(plane, at, step);
}

// Enlarged along straight lines; made smaller by averaging.
fn smooth_sample(plane: texture_2d<f32>, at: vec2<f32>, step: vec2<f32>) -> vec4<f32> {
    if all(step <= vec2<f32>(1.0)) {
        return textureSampleLevel(plane, between, at / vec2<f32>(textureDimensions(plane)), 0.0);
    }
    return average(plane, at, step);
}

// The mean of the samples that a drawn pixel covers, those at its edge in part. Where the pixel is
// narrower than a sample it covers one sample's width, which is the straight line between two.
fn average(plane: texture_2d<f32>, at: vec2<f32>, step: vec2<f32>) -> vec4<f32> {
    let last = vec2<i32>(textureDimensions(plane)) - 1;
    // More than 64 samples a side change nothing that can be seen and take too long.
    let cover = clamp(step, vec2<f32>(1.0), vec2<f32>(64.0));
    let low = at - cover * 0.5;
    let high = at + cover * 0.5;
    let begin = vec2<i32>(floor(low));
    let end = vec2<i32>(ceil(high));
    var sum = vec4<f32>(0.0);
    for (var y = begin.y; y < end.y; y++) {
        let height = min(f32(y) + 1.0, high.y) - max(f32(y), low.y);
        var row = vec4<f32>(0.0);
        for (var x = begin.x; x < end.x; x++) {
            let width = min(f32(x) + 1.0, high.x) - max(f32(x), low.x);
            row += textureLoad(plane, clamp(vec2<i32>(x, y), vec2<i32>(0), last), 0) * width;
        }
        sum += row * height;
    }
    return sum / (cover.x * cover.y);
}

// The Catmull-Rom spline through 4×4 samples. The middle two of each four are fetched as one, at
// the place between them where the sampler mixes them in the right proportion: 9 fetches.
fn catmull_rom(plane: texture_2d<f32>, at: vec2<f32>) -> vec4<f32> {
    let size = vec2<f32>(textureDimensions(plane));
    let middle = floor(at - 0.5) + 0.5;
    let f = at - middle;
    let before = f * (f * (1.0 - 0.5 * f) - 0.5);
    let left = 1.0 + f * f * (1.5 * f - 2.5);
    let right = f * (0.5 + f * (2.0 - 1.5 * f));
    let after = f * f * (0.5 * f - 0.5);
    let inner = left + right;
    let p0 = (middle - 1.0) / size;
    let p1 = (middle + right / inner) / size;
    let p2 = (middle + 2.0) / size;
    return (fetch(plane, p0.x, p0.y) * before.x + fetch(plane, p1.x, p0.y) * inner.x + fetch(plane, p2.x, p0.y) * after.x) * before.y
        + (fetch(plane, p0.x, p1.y) * before.x + fetch(plane, p1.x, p1.y) * inner.x + fetch(plane, p2.x, p1.y) * after.x) * inner.y
        + (fetch(plane, p0.x, p2.y) * before.x + fetch(plane, p1.x, p2.y) * inner.x + fetch(plane, p2.x, p2.y) * after.x) * after.y;
}

fn fetch(plane: texture_2d<f32>, x: f32, y: f32) -> vec4<f32> {
    return textureSampleLevel(plane, between, vec2<f32>(x, y), 0.0);
}
