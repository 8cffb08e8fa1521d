//! Bench clips through the real encoder and decoder: every frame and every sample is found again.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by ending")]

use bench::cells::{Mark, read_picture};
use bench::clips::{ClipSpec, Clips, Matrix, Rate, SoundSpec, tone};
use decoder::FfmpegOpener;
use media::{Clip, ClipOpener, ClipRequest, MediaKind, Polled};
use std::path::Path;
use std::time::Duration;

fn open(path: &Path) -> Box<dyn Clip> {
    let file = std::fs::File::open(path).unwrap();
    FfmpegOpener::new().open(ClipRequest::whole(MediaKind::Video, Ok(file)))
}

fn all<T>(mut next: impl FnMut() -> Polled<T>) -> Vec<T> {
    let mut items = Vec::new();
    loop {
        match next() {
            Polled::Ready(item) => items.push(item),
            Polled::Pending => std::thread::sleep(Duration::from_millis(1)),
            Polled::End => return items,
        }
    }
}

#[test]
fn every_frame_and_every_sample_is_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let clips = Clips::new(folder.path()).unwrap();
    let small = ClipSpec { size: (640, 360), ..ClipSpec::small(200, 1_000) };
    for spec in [
        small.clone(),
        ClipSpec { id: 3, rate: Rate::R29_97, keyframes: 12, matrix: Matrix::Bt601, ..small.clone() },
        ClipSpec { id: 4, rate: Rate::R60, sound: Some(SoundSpec { rate: 44_100, channels: 1 }), ..small },
    ] {
        let path = clips.get(&spec).unwrap();
        let made = std::fs::metadata(&path).unwrap().modified().unwrap();
        assert_eq!(std::fs::metadata(clips.get(&spec).unwrap()).unwrap().modified().unwrap(), made);
        let mut clip = open(&path);
        let pictures = all(|| clip.next_frame());
        let marks: Vec<_> = pictures.iter().map(|frame| read_picture(&frame.picture)).collect();
        let expected: Vec<_> =
            (0..spec.frames).map(|frame| Some(Mark { clip: spec.id, frame: frame as u16 })).collect();
        assert_eq!(marks, expected);
        let blocks = all(|| clip.next_sound());
        let heard: Vec<f32> =
            blocks.iter().flat_map(|block| block.samples.iter().copied()).step_by(2).collect();
        let written = tone::channel(&spec, 0, 48_000);
        // The last packet is a whole one.
        assert!(
            (0..1_200).contains(&(heard.len() + 100).saturating_sub(written.len())),
            "{} {}",
            heard.len(),
            written.len()
        );
        let overlap = |shift: usize| -> f32 {
            written.iter().skip(4_000).zip(heard.iter().skip(4_000 + shift)).map(|(a, b)| a * b).sum()
        };
        let best = (0..50).max_by(|a, b| overlap(*a).total_cmp(&overlap(*b))).unwrap();
        assert!(best <= 1, "the sound lies {best} samples late");
    }
}
