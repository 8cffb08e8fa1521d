//! High dynamic range and wide primaries: pictures made from known light with the documents'
//! formulae, and what both paths show of it.
//!
//! With `EDAMICHI_TEST_PICTURES=DIR` the pictures are saved there, to be looked at.

use crate::against_ffmpeg::ffmpeg;
use crate::support::{BOTH, Rgb, draw, picture, psnr};
use media::{ColourMatrix, Colours, Picture, PixelFormat, Primaries, Transfer};

const SIZE: (u32, u32) = (320, 200);

/// FFmpeg's fractal in BT.2020 of ten bits: its white is `white` cd/m², its
/// saturation (1: as far as BT.709 goes) that much less, and a lamp
/// shines on its middle, `boost` times as bright. With it, how a display whose white is diffuse
/// white shows the same light.
fn scene(transfer: Transfer, saturation: f64, white: f64, boost: f64) -> (Picture, Vec<u8>) {
    let source = format!("mandelbrot=start_scale=0.6:end_scale=0.6:size={}x{}", SIZE.0, SIZE.1);
    let rgb = ffmpeg(&["-f", "lavfi", "-i", &source, "-frames:v", "1", "-pix_fmt", "rgb24"], &[]);
    let mut planes: [Vec<u16>; 3] = Default::default();
    let mut shown = Vec::new();
    for (index, pixel) in rgb.as_chunks::<3>().0.iter().enumerate() {
        let (x, y) = (index as f64 % f64::from(SIZE.0), (index as f64 / f64::from(SIZE.0)).floor());
        let far = ((x - 160.0).hypot(y - 100.0) / 60.0).powi(2);
        let lamp = 1.0 + (boost - 1.0) * (-far).exp();
        let grey = pixel.map(f64::from).iter().sum::<f64>() / 3.0;
        let dulled = pixel.map(|channel| grey + (f64::from(channel) - grey) * saturation);
        let [r, g, b] = dulled.map(|channel| (channel / 255.0).powf(2.4) * white * lamp);
        shown.extend([r, g, b].map(|light| ((light / 203.0).min(1.0).powf(1.0 / 2.4) * 255.0).round() as u8));
        // BT.2087-0, M₁ for light.
        let light = [
            0.627_404 * r + 0.329_283 * g + 0.043_313 * b,
            0.069_097 * r + 0.919_540 * g + 0.011_362 * b,
            0.016_391 * r + 0.088_013 * g + 0.895_595 * b,
        ];
        let [r, g, b] = if transfer == Transfer::Pq { light.map(pq) } else { hlg(light) };
        let luma = 0.2627 * r + 0.6780 * g + 0.0593 * b;
        let chroma = |channel: f64, span: f64| ((channel - luma) / span * 896.0 + 512.0).round() as u16;
        planes[0].push((luma * 876.0 + 64.0).round() as u16);
        planes[1].push(chroma(b, 1.8814));
        planes[2].push(chroma(r, 1.4746));
    }
    let raw: Vec<u8> = planes.iter().flatten().flat_map(|sample| sample.to_le_bytes()).collect();
    (Picture { colours: colours(transfer), ..picture(PixelFormat::Yuv444P10, SIZE, &raw) }, shown)
}

fn colours(transfer: Transfer) -> Colours {
    Colours { matrix: ColourMatrix::Bt2020, primaries: Primaries::Bt2020, transfer, ..Colours::default() }
}

/// ST 2084 from cd/m² (equation 5.2).
fn pq(light: f64) -> f64 {
    let power = (light / 10_000.0).clamp(0.0, 1.0).powf(0.159_301_757_812_5);
    ((0.835_937_5 + 18.851_562_5 * power) / (1.0 + 18.687_5 * power)).powf(78.843_75)
}

/// BT.2100's HLG from cd/m² on a display of 1,000.
fn hlg(light: [f64; 3]) -> [f64; 3] {
    let [r, g, b] = light.map(|channel| channel / 1_000.0);
    let luminance = (0.2627 * r + 0.6780 * g + 0.0593 * b).max(1e-9);
    [r, g, b].map(|channel| {
        let scene = (channel * luminance.powf(1.0 / 1.2 - 1.0)).clamp(0.0, 1.0);
        if scene <= 1.0 / 12.0 {
            (3.0 * scene).sqrt()
        } else {
            0.178_832_77 * (12.0 * scene - 0.284_668_92).ln() + 0.559_910_73
        }
    })
}

fn save(name: &str, rgb: &[u8], (width, height): (u32, u32)) {
    if let Some(folder) = std::env::var_os("EDAMICHI_TEST_PICTURES") {
        let path = std::path::Path::new(&folder).join(name);
        image::save_buffer(path, rgb, width, height, image::ColorType::Rgb8).unwrap();
    }
}

#[test]
fn both_paths_show_the_same_and_nothing_is_flat_or_burnt() {
    for (transfer, name) in [(Transfer::Pq, "pq"), (Transfer::Hlg, "hlg")] {
        let (scene, _) = scene(transfer, 0.8, 203.0, 4.5);
        let [shader, cpu] = BOTH.map(|path| draw(path, scene.clone(), SIZE).rgb());
        save(&format!("{name}-shader.png"), &shader, SIZE);
        save(&format!("{name}-cpu.png"), &cpu, SIZE);
        let found = psnr(&shader, &cpu);
        eprintln!("{found:5.1} dB  {name}: shader and processor");
        assert!(found > 42.0, "{name}: {found:.1} dB");
        for path in [shader, cpu] {
            let burnt = path.iter().filter(|&&byte| byte == 255).count();
            assert!(burnt < path.len() / 20, "{name}: {burnt} of {} burnt out", path.len());
            assert!(path.iter().max() > Some(&180), "{name}: too dark");
        }
    }
}

/// Diffuse white, middle grey and black of PQ and HLG, worked out by hand from the documents:
/// samples of ten bits, and what is shown.
#[test]
fn greys_are_shown_as_the_documents_say() {
    // PQ: 58.06 % is 203 cd/m². BT.2390 with a peak of 1,000: E₁ = 0.7722 (so is maxLum), KS =
    // 0.6584, T = 0.3332, E₂ = 0.7385; back: 160 cd/m²; over 203 and its 2.4th root: 0.906.
    // 0.1 cd/m² (6.23 %) is below the knee: (0.1 ÷ 203)^(1 ÷ 2.4) = 0.0419.
    for (transfer, code, shown) in [
        (Transfer::Pq, 64.0 + 0.5806 * 876.0, 0.906),
        (Transfer::Pq, 64.0 + 0.0623 * 876.0, 0.0419),
        (Transfer::Pq, 64.0 + 0.7518 * 876.0, 1.0),
        (Transfer::Hlg, 64.0 + 0.75 * 876.0, 0.906),
        (Transfer::Hlg, 940.0, 1.0),
        (Transfer::Pq, 64.0, 0.0),
    ] {
        let code = f64::round(code) as u16;
        let samples = [vec![code; 64], vec![512; 32]].concat();
        let raw: Vec<u8> = samples.iter().flat_map(|sample: &u16| sample.to_le_bytes()).collect();
        let grey = Picture { colours: colours(transfer), ..picture(PixelFormat::Yuv420P10, (8, 8), &raw) };
        for path in BOTH {
            for channel in draw(path, grey.clone(), (8, 8)).rgb_at(4, 4).unwrap() {
                let off = (f64::from(channel) - shown * 255.0).abs();
                assert!(off <= 3.0, "{path:?} {transfer:?} {code}: {channel}, wanted {:.1}", shown * 255.0);
            }
        }
    }
}

#[test]
fn what_is_dark_enough_is_shown_as_it_is() {
    // Ten bits of BT.2020 are coarse for the weakest component of a saturated colour (the matrix
    // subtracts what is nearly the same), and at the border of what the display has, the lattice
    // rounds the corner.
    for (saturation, least) in [(0.3, 40.0), (0.7, 33.0), (1.0, 26.0)] {
        for transfer in [Transfer::Pq, Transfer::Hlg] {
            let (scene, reference) = scene(transfer, saturation, 80.0, 1.0);
            for path in BOTH {
                let drawn = draw(path, scene.clone(), SIZE).rgb();
                save(&format!("dark-{transfer:?}-{path:?}.png"), &drawn, SIZE);
                let found = psnr(&drawn, &reference);
                eprintln!("{found:5.1} dB  {path:?} {transfer:?}, saturation {saturation}: below the knee");
                assert!(found > least, "{path:?} {transfer:?} {saturation}: {found:.1} dB");
            }
        }
    }
}

#[test]
fn wide_primaries_of_ordinary_pictures_are_made_those_of_the_display() {
    let wide = |primaries| {
        // BT.709's red in BT.2020: its light by M₁ of BT.2087-0, its 2.4th root, BT.2020's Y'CbCr.
        let [r, g, b] = [0.627_404_f64, 0.069_097, 0.016_391].map(|light| light.powf(1.0 / 2.4));
        let luma = 0.2627 * r + 0.6780 * g + 0.0593 * b;
        let samples =
            [luma * 219.0 + 16.0, (b - luma) / 1.8814 * 224.0 + 128.0, (r - luma) / 1.4746 * 224.0 + 128.0];
        let raw: Vec<u8> = samples.iter().flat_map(|sample| vec![sample.round() as u8; 64]).collect();
        let colours = Colours { matrix: ColourMatrix::Bt2020, primaries, ..Colours::default() };
        Picture { colours, ..picture(PixelFormat::Yuv444P8, (8, 8), &raw) }
    };
    for path in BOTH {
        let red = draw(path, wide(Primaries::Bt2020), (8, 8)).rgb_at(4, 4).unwrap();
        assert!(red[0] >= 250 && red[1] <= 24 && red[2] <= 24, "{path:?}: {red:?}");
        let dull = draw(path, wide(Primaries::Bt709), (8, 8)).rgb_at(4, 4).unwrap();
        assert!(dull[0] < 215 && dull[1] > 75, "{path:?}: {dull:?}");
    }
}
