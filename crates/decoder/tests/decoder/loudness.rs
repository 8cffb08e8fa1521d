//! Loudness as it is measured for an index, compared with FFmpeg's own meter, the `ebur128` filter.

use crate::clips::{made, run};
use crate::reader::{Reader, request};
use decoder::make_index;
use media::{Loudness, MediaKind};
use std::fs::{self, File};
use std::path::Path;

/// What a meter says.
#[derive(Debug)]
struct Measured {
    integrated: f64,
    range: f64,
    true_peak: f64,
}

fn ours(path: &Path) -> Loudness {
    let index = make_index(File::open(path).unwrap(), &mut |_| std::ops::ControlFlow::Continue(())).unwrap();
    index.loudness().unwrap_or_else(|| panic!("{path:?} has no loudness"))
}

/// The filter's last word on samples: interleaved stereo at 48 kHz.
fn theirs(samples: &[f32]) -> Measured {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("played.f32");
    let bytes: Vec<u8> = samples.iter().flat_map(|sample| sample.to_le_bytes()).collect();
    fs::write(&path, bytes).unwrap();
    let filter = "ebur128=metadata=1:peak=true,ametadata=mode=print:file=-";
    let arguments = ["-v", "error", "-nostdin", "-f", "f32le", "-ar", "48000", "-ac", "2", "-i"];
    let rest = [path.to_str().unwrap(), "-af", filter, "-f", "null", "-"];
    let output = run("ffmpeg", &[&arguments[..], &rest[..]].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    let last = |key: &str| -> f64 {
        let key = format!("lavfi.r128.{key}=");
        let value = text.lines().filter_map(|line| line.strip_prefix(&key)).next_back();
        value.unwrap_or_else(|| panic!("{key} is missing")).parse().unwrap()
    };
    // The filter tells peaks of each piece as amplitudes.
    let peaks = text.lines().filter(|line| line.starts_with("lavfi.r128.true_peaks_ch"));
    let peak = peaks.filter_map(|line| line.split('=').nth(1)?.parse::<f64>().ok()).fold(0.0, f64::max);
    Measured { integrated: last("I"), range: last("LRA"), true_peak: 20.0 * peak.log10() }
}

/// Tones, noise, speech-like bursts with pauses, unequal channels, one channel, six, other rates and
/// lossy codecs.
#[test]
fn loudness_is_that_of_the_filter() {
    let sine = "-f lavfi -i sine=frequency=1000:sample_rate=48000:duration=6";
    let noise = "-f lavfi -i anoisesrc=color=pink:seed=5:sample_rate=48000:duration=8:amplitude=0.4";
    let bursts = "-f lavfi -i aevalsrc=0.5*sin(2*PI*220*t)*gt(mod(t\\,2.3)\\,0.9)*(0.3+0.7*sin(0.7*t))|0.1*sin(2*PI*330*t):s=44100:d=12";
    for (name, arguments) in [
        ("tone.wav", format!("{sine} -af volume=-20dB -ac 2 -c:a pcm_f32le")),
        ("loud.wav", format!("{sine} -af volume=14dB -ac 2 -c:a pcm_f32le")),
        ("mono.wav", format!("{sine} -ac 1 -c:a pcm_s16le")),
        ("noise.flac", format!("{noise} -ac 2 -c:a flac")),
        ("noise-32k.m4a", format!("{noise} -ac 2 -ar 32000 -c:a aac -b:a 128k")),
        ("bursts.wav", format!("{bursts} -c:a pcm_f32le")),
        ("bursts.mp3", format!("{bursts} -c:a libmp3lame -q:a 2")),
        ("bursts.opus", format!("{bursts} -c:a libopus -b:a 128k")),
        (
            "surround.wav",
            format!(
                "{noise} -af pan=5.1|FL=c0|FR=0.5*c0|FC=0.7*c0|LFE=c0|BL=0.2*c0|BR=0.1*c0 -c:a pcm_f32le"
            ),
        ),
    ] {
        let path = made(name, &arguments);
        let found = ours(&path);
        let played = Reader::new(request(&path, MediaKind::Sound)).sound();
        let expected = theirs(&played.samples);
        let off = |ours: media::loudness::Level, theirs: f64| (ours.decibels() - theirs).abs();
        assert!(off(found.integrated, expected.integrated) <= 0.1, "{name}: {found:?} {expected:?}");
        assert!(off(found.range, expected.range) <= 0.2, "{name}: {found:?} {expected:?}");
        assert!(off(found.true_peak, expected.true_peak) <= 0.3, "{name}: {found:?} {expected:?}");
    }
}

/// The one signal whose loudness is known by definition (EBU Tech 3341, case 1): a sine of 1 kHz at
/// −23 dBFS in both channels is −23 LUFS.
#[test]
fn a_tone_of_known_loudness() {
    let path = made(
        "reference.wav",
        "-f lavfi -i aevalsrc=0.0707946*sin(2*PI*1000*t)|0.0707946*sin(2*PI*1000*t):s=48000:d=20 -c:a pcm_f32le",
    );
    let found = ours(&path);
    assert!((found.integrated.decibels() + 23.0).abs() <= 0.1, "{found:?}");
    assert!((found.true_peak.decibels() + 23.0).abs() <= 0.2, "{found:?}");
}
