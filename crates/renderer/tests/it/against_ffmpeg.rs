//! Our colours and scaling against those of FFmpeg's software scaler.
//!
//! Peak signal-to-noise ratios (dB, over red, green and blue together) are printed with every
//! case; run with `--nocapture` to see them. 45 dB is a mean error of about one step of 255.

use crate::support::{BOTH, Rgb, draw, picture, psnr};
use media::{ChromaSiting, ColourMatrix, ColourRange, Colours, Picture, PixelFormat};
use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;

/// Soft gradients: errors of colour, range and siting show, interpolation hardly does.
const SMOOTH: &str =
    "gradients=nb_colors=4:c0=0xe02040:c1=0x20c060:c2=0x3040f0:c3=0xf0e0a0:x0=0:y0=0:x1=319:y1=199";
/// Sharp edges and saturated colours: the hardest for chroma.
const SHARP: &str = "testsrc2=rate=1";
/// Much detail, as in real pictures.
const DETAILED: &str = "mandelbrot=start_scale=0.6:end_scale=0.6";

/// Runs `ffmpeg` with this input and gives what it writes.
pub(crate) fn ffmpeg(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new("ffmpeg")
        .args(["-hide_banner", "-loglevel", "error", "-nostdin"])
        .args(arguments)
        .args(["-f", "rawvideo", "pipe:1"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program ffmpeg is needed for this test");
    let mut stdin = child.stdin.take().unwrap();
    let output = thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input));
        child.wait_with_output().unwrap()
    });
    assert!(output.status.success(), "ffmpeg {arguments:?}");
    output.stdout
}

/// A kind of picture as both programs call it.
#[derive(Clone, Copy, Debug)]
struct Kind {
    format: PixelFormat,
    matrix: ColourMatrix,
    range: ColourRange,
    siting: ChromaSiting,
}

impl Kind {
    fn names(self) -> (&'static str, &'static str, &'static str) {
        let format = match self.format {
            PixelFormat::Grey8 => "gray",
            PixelFormat::Grey10 => "gray10le",
            PixelFormat::Grey12 => "gray12le",
            PixelFormat::Yuv420P8 => "yuv420p",
            PixelFormat::Yuv420P10 => "yuv420p10le",
            PixelFormat::Yuv420P12 => "yuv420p12le",
            PixelFormat::Yuv422P8 => "yuv422p",
            PixelFormat::Yuv422P10 => "yuv422p10le",
            PixelFormat::Yuv422P12 => "yuv422p12le",
            PixelFormat::Yuv444P8 => "yuv444p",
            PixelFormat::Yuv444P10 => "yuv444p10le",
            PixelFormat::Yuv444P12 => "yuv444p12le",
            PixelFormat::Nv12 => "nv12",
            PixelFormat::P010 => "p010le",
            PixelFormat::Rgba8 => "rgba",
        };
        let matrix = match self.matrix {
            ColourMatrix::Bt601 => "bt601",
            ColourMatrix::Bt709 => "bt709",
            ColourMatrix::Bt2020 => "bt2020",
        };
        let range = match self.range {
            ColourRange::Limited => "tv",
            ColourRange::Full => "pc",
        };
        (format, matrix, range)
    }

    /// Where chroma samples lie, in 256ths of a luma sample, for FFmpeg's scaler.
    fn chroma_place(self) -> (u32, u32) {
        let (_, rows) = self.format.layout().chroma;
        let (left, up) = match self.siting {
            ChromaSiting::Left => (true, false),
            ChromaSiting::Centre => (false, false),
            ChromaSiting::TopLeft => (true, true),
            ChromaSiting::Top => (false, true),
        };
        (if left { 0 } else { 128 }, if up || rows == 1 { 0 } else { 128 })
    }

    /// One picture out of this source.
    fn make(self, source: &str, (width, height): (u32, u32)) -> (Picture, Vec<u8>) {
        let (format, matrix, range) = self.names();
        let (h, v) = self.chroma_place();
        let filter = format!(
            "format=rgb24,scale={width}:{height}:out_color_matrix={matrix}:out_range={range}:out_h_chr_pos={h}:out_v_chr_pos={v}:\
             flags=bicubic+accurate_rnd+full_chroma_inp,format={format}"
        );
        let source = format!("{source}:size={width}x{height}");
        let raw = ffmpeg(&["-f", "lavfi", "-i", &source, "-frames:v", "1", "-vf", &filter], &[]);
        let colours =
            Colours { matrix: self.matrix, range: self.range, siting: self.siting, ..Colours::default() };
        (Picture { colours, ..picture(self.format, (width, height), &raw) }, raw)
    }

    /// FFmpeg's own red, green and blue of it, at this size with this filter. By way of planes:
    /// straight to packed pixels, FFmpeg 5.1 places chroma as if it lay between columns.
    fn reference(self, raw: &[u8], from: (u32, u32), to: (u32, u32), filter: &str) -> Vec<u8> {
        let (format, matrix, range) = self.names();
        let (h, v) = self.chroma_place();
        let filter = format!(
            "scale={}:{}:in_color_matrix={matrix}:in_range={range}:in_h_chr_pos={h}:in_v_chr_pos={v}:\
             flags={filter}+accurate_rnd+full_chroma_int+full_chroma_inp,format=gbrp,format=rgb24",
            to.0, to.1
        );
        let size = format!("{}x{}", from.0, from.1);
        let input = ["-f", "rawvideo", "-pix_fmt", format, "-s", &size, "-i", "pipe:0", "-vf", &filter];
        ffmpeg(&input, raw)
    }
}

/// Asserts that both paths come this near to FFmpeg.
fn assert_near(kind: Kind, source: &str, from: (u32, u32), to: (u32, u32), filter: &str, least: [f64; 2]) {
    let (picture, raw) = kind.make(source, from);
    let reference = kind.reference(&raw, from, to, filter);
    for (path, least) in BOTH.into_iter().zip(least) {
        let drawn = draw(path, picture.clone(), to);
        let psnr = psnr(&drawn.rgb(), &reference);
        let name = source.split('=').next().unwrap();
        eprintln!("{psnr:5.1} dB  {path:?} {kind:?} {name} {from:?} to {to:?} {filter}");
        assert!(psnr >= least, "{path:?} {kind:?} {name} {from:?} to {to:?}: {psnr:.1} dB, wanted {least}");
    }
}

const SIZE: (u32, u32) = (320, 200);

/// All with chroma: FFmpeg takes grey for full range whatever it is told.
const PIXEL_FORMATS: [PixelFormat; 11] = [
    PixelFormat::Yuv420P8,
    PixelFormat::Yuv420P10,
    PixelFormat::Yuv420P12,
    PixelFormat::Yuv422P8,
    PixelFormat::Yuv422P10,
    PixelFormat::Yuv422P12,
    PixelFormat::Yuv444P8,
    PixelFormat::Yuv444P10,
    PixelFormat::Yuv444P12,
    PixelFormat::Nv12,
    PixelFormat::P010,
];

#[test]
fn greys_are_ffmpegs() {
    for format in [PixelFormat::Grey8, PixelFormat::Grey10, PixelFormat::Grey12] {
        let kind = Kind { format, range: ColourRange::Full, ..ORDINARY };
        assert_near(kind, DETAILED, SIZE, SIZE, "bilinear", [48.0, 48.0]);
        assert_near(kind, DETAILED, SIZE, (100, 63), "area", [48.0, 48.0]);
    }
}

#[test]
fn chroma_is_where_the_picture_says() {
    for siting in [ChromaSiting::Left, ChromaSiting::Centre, ChromaSiting::TopLeft, ChromaSiting::Top] {
        for format in [PixelFormat::Yuv420P8, PixelFormat::Yuv422P8, PixelFormat::Nv12, PixelFormat::P010] {
            let kind = Kind { format, siting, ..ORDINARY };
            assert_near(kind, SHARP, SIZE, SIZE, "bilinear", [47.0, 47.0]);
        }
    }
}

#[test]
fn colours_are_ffmpegs_in_every_format_matrix_and_range() {
    for format in PIXEL_FORMATS {
        for matrix in [ColourMatrix::Bt601, ColourMatrix::Bt709, ColourMatrix::Bt2020] {
            for range in [ColourRange::Limited, ColourRange::Full] {
                // All of them once; the other formats are read apart before that matters.
                if format != PixelFormat::Yuv420P8
                    && (matrix, range) != (ColourMatrix::Bt601, ColourRange::Full)
                {
                    continue;
                }
                let kind = Kind { format, matrix, range, siting: ChromaSiting::Left };
                assert_near(kind, SMOOTH, SIZE, SIZE, "bilinear", [48.0, 48.0]);
            }
        }
    }
}

const ORDINARY: Kind = Kind {
    format: PixelFormat::Yuv420P8,
    matrix: ColourMatrix::Bt709,
    range: ColourRange::Limited,
    siting: ChromaSiting::Left,
};

#[test]
fn sharp_colours_are_near_ffmpegs() {
    for format in PIXEL_FORMATS {
        assert_near(Kind { format, ..ORDINARY }, SHARP, SIZE, SIZE, "bilinear", [48.0, 48.0]);
    }
}

/// FFmpeg stretches chroma over an odd width, which shifts it against luma. So it is given the
/// same picture with one more column and row, and those are cut off what it makes.
#[test]
fn odd_sizes_have_their_chroma_in_place() {
    let (width, height) = (321_usize, 181_usize);
    let (picture, raw) = ORDINARY.make(SHARP, (321, 181));
    let (luma, chroma) = raw.split_at(width * height);
    let mut even = Vec::new();
    for row in luma.chunks_exact(width).chain([&luma[width * (height - 1)..]]) {
        even.extend_from_slice(row);
        even.push(row[width - 1]);
    }
    even.extend_from_slice(chroma);
    let made = ORDINARY.reference(&even, (322, 182), (322, 182), "bilinear");
    let reference: Vec<u8> =
        made.chunks_exact(322 * 3).take(height).flat_map(|row| &row[..width * 3]).copied().collect();
    for path in BOTH {
        let psnr = psnr(&draw(path, picture.clone(), (321, 181)).rgb(), &reference);
        eprintln!("{psnr:5.1} dB  {path:?} odd size");
        assert!(psnr >= 48.0, "{path:?}: {psnr:.1} dB");
    }
}

#[test]
fn made_smaller_it_is_near_ffmpegs_area_average() {
    for to in [(160, 100), (100, 63), (213, 133), (32, 20)] {
        assert_near(ORDINARY, DETAILED, SIZE, to, "area", [48.0, 48.0]);
        assert_near(ORDINARY, SHARP, SIZE, to, "area", [48.0, 48.0]);
    }
}

#[test]
fn made_larger_it_is_near_ffmpegs_curves() {
    for to in [(640, 400), (480, 300), (333, 208)] {
        assert_near(ORDINARY, SMOOTH, SIZE, to, "bicubic", [46.0, 46.0]);
    }
}

#[test]
fn both_paths_give_the_same_picture() {
    for source in [DETAILED] {
        for format in PIXEL_FORMATS {
            let (picture, _) = Kind { format, ..ORDINARY }.make(source, SIZE);
            for to in [SIZE, (160, 100), (213, 133), (67, 42)] {
                let [shader, cpu] = BOTH.map(|path| draw(path, picture.clone(), to).rgb());
                let psnr = psnr(&shader, &cpu);
                eprintln!("{psnr:5.1} dB  {format:?} {} to {to:?}", source.split('=').next().unwrap());
                assert!(psnr >= 45.0, "{format:?} {source} to {to:?}: {psnr:.1} dB");
            }
        }
    }
}
