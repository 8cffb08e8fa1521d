//! Opening a story on a thread of its own: the file, its clips, where the viewer left off; then,
//! while the start page is read already, its logo and how long it takes.

use crate::kept::{Home, LeftOff, places};
use crate::story::{OpenError, OpenedStory, OpeningStep, open_story_telling};
use media::{ClipOpener, MediaIndex, MediaKind};
use media_time::MediaDuration;
use scene_graph::{FileKind, Language, Story, media_files, story_path_problem, watching_time};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use story_source::{StoryFolder, StorySource};
use viewer_ui::{Logo, StoryLength};

/// Progress is told no more often: nobody reads faster.
const TELL_EVERY: Duration = Duration::from_millis(50);

/// A logo's file is no larger.
const LARGEST_LOGO: u64 = 8 * 1024 * 1024;

/// A clip that is not there is a slate for so long.
const SLATE: MediaDuration = MediaDuration::from_seconds(3);

/// Clips without an index are looked into for so long at most, to tell how long the story takes.
const PROBING: Duration = Duration::from_secs(5);

/// A story that was opened, with what the start page tells of it.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) opened: OpenedStory,
    /// So many clips are not there.
    pub(crate) clips_missing: u32,
    pub(crate) has_captions: bool,
    pub(crate) left_off: LeftOff,
}

/// What opening has to tell, in order.
#[derive(Debug)]
pub(crate) enum OpeningNews {
    /// It is so far.
    Step(OpeningStep),
    /// It is open, or cannot be.
    Opened(Box<Result<Opened, OpenError>>),
    /// How long it takes, by language.
    Lengths(BTreeMap<Language, StoryLength>),
    /// Its logo.
    Logo(Logo),
}

/// What is to be opened, and with what.
pub(crate) struct Opening {
    pub(crate) path: PathBuf,
    pub(crate) home: Home,
    pub(crate) opener: Arc<dyn ClipOpener>,
    /// Set when nobody waits for it any more.
    pub(crate) cancelled: Arc<AtomicBool>,
}

impl Opening {
    /// Opens it; tells how it goes until it is cancelled.
    pub(crate) fn run(&self, mut tell: impl FnMut(OpeningNews)) {
        let mut last = None::<Instant>;
        let mut step = |step: OpeningStep| {
            let soon = last.is_some_and(|last| last.elapsed() < TELL_EVERY);
            if !(soon && matches!(step, OpeningStep::Clips { .. })) {
                last = Some(Instant::now());
                tell(OpeningNews::Step(step));
            }
        };
        let opened = open_story_telling(&self.path, &mut step).map(|opened| {
            let clips_missing = self.missing_clips(&opened, &mut step);
            let has_captions = media_files(&opened.story).iter().any(|file| file.kind == FileKind::Captions);
            let place = self.home.place(&opened.story.id);
            let left_off = place.map_or(LeftOff::Nowhere, |file| places::read(&file, &opened.revision));
            Opened { opened, clips_missing, has_captions, left_off }
        });
        let story = opened.as_ref().ok().map(|opened| opened.opened.clone());
        tell(OpeningNews::Opened(Box::new(opened)));
        let Some(OpenedStory { source, story, .. }) = story else { return };
        if let Some(logo) = logo(&story, &source) {
            tell(OpeningNews::Logo(logo));
        }
        let lengths = self.lengths(&story, &source);
        if !lengths.is_empty() {
            tell(OpeningNews::Lengths(lengths));
        }
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    fn missing_clips(&self, opened: &OpenedStory, step: &mut impl FnMut(OpeningStep)) -> u32 {
        let clips: BTreeSet<_> = clips(&opened.story).collect();
        let all = u32::try_from(clips.len()).unwrap_or(u32::MAX);
        let mut missing = 0;
        for (file, done) in clips.into_iter().zip(0..) {
            if self.is_cancelled() {
                break;
            }
            step(OpeningStep::Clips { done, all });
            missing += u32::from(opened.source.open(file).is_err());
        }
        missing
    }

    /// How long the story takes, in each of its languages, as far as that is known.
    fn lengths(&self, story: &Story, source: &StoryFolder) -> BTreeMap<Language, StoryLength> {
        let index = source.read(MediaIndex::FILE, MediaIndex::MOST_BYTES as u64);
        let index = index.ok().and_then(|text| MediaIndex::parse(&text).ok()).unwrap_or_default();
        let until = Instant::now() + PROBING;
        let mut known: BTreeMap<&str, Option<MediaDuration>> = BTreeMap::new();
        for file in media_files(story) {
            let kind = match file.kind {
                FileKind::Video => MediaKind::Video,
                FileKind::Sound => MediaKind::Sound,
                _ => continue,
            };
            if self.is_cancelled() {
                return BTreeMap::new();
            }
            known.entry(file.file).or_insert_with(|| {
                if let Some(clip) = index.clips.get(file.file) {
                    return Some(clip.length);
                }
                let Ok(opened) = source.open(file.file) else { return Some(SLATE) };
                let probe = (Instant::now() < until).then(|| self.opener.probe(opened, kind))?;
                Some(probe.map_or(SLATE, |probe| probe.duration))
            });
        }
        let file_length = |file: &str| known.get(file).copied().flatten();
        let languages = story.languages.iter();
        languages
            .filter_map(|language| {
                let time = watching_time(story, language, &file_length)?;
                let length = StoryLength {
                    least: minutes(time.least),
                    usual: minutes(time.usual),
                    most: minutes(time.most),
                };
                Some((language.clone(), length))
            })
            .collect()
    }
}

/// The files that scenes show or let hear, named as the story names them.
fn clips(story: &Story) -> impl Iterator<Item = &str> {
    let wanted = |kind| matches!(kind, FileKind::Video | FileKind::Still | FileKind::Sound);
    let files = media_files(story).into_iter().filter(move |file| wanted(file.kind));
    files.map(|file| file.file).filter(|file| story_path_problem(file).is_none())
}

/// To the nearest, at least one.
fn minutes(length: MediaDuration) -> u32 {
    u32::try_from((length.millis() + 30_000) / 60_000).unwrap_or(0).max(1)
}

/// The story's logo, where it has one that can be drawn. One that cannot is no fault that a viewer
/// need hear of: 'edamichi check' tells the author.
fn logo(story: &Story, source: &StoryFolder) -> Option<Logo> {
    let file = story.brand.as_ref()?.logo.as_deref()?;
    let bytes = source.read(file, LARGEST_LOGO).ok()?;
    let mut reader = image::ImageReader::new(std::io::Cursor::new(bytes));
    reader.set_format(image::ImageFormat::Png);
    let longest = u32::try_from(Logo::LONGEST_SIDE).ok()?;
    let mut limits = image::Limits::default();
    (limits.max_image_width, limits.max_image_height) = (Some(longest), Some(longest));
    limits.max_alloc = Some(64 * 1024 * 1024);
    reader.limits(limits);
    let decoded = reader.decode().inspect_err(|error| tracing::info!("{file}: no logo: {error}")).ok()?;
    let pixels = decoded.into_rgba8();
    let (width, height) = pixels.dimensions();
    Logo::from_rgba(usize::try_from(width).ok()?, usize::try_from(height).ok()?, pixels.as_raw())
}

#[cfg(test)]
mod tests {
    use super::*;
    use media::fake::{FakeClip, FakeOpener};

    const STORY: &str = r#"Story(
        format: 1, id: "s", title: {"en": "S"}, languages: ["en"], brand: Brand(logo: "logo.png"),
        endings: {"e": (title: {"en": "E"})}, start: "a",
        scenes: {
            "a": Scene(media: Still(file: "a.png", alt: {"en": "A"}, lasts: "01:30.000"), then: Goto("b")),
            "b": Scene(media: Still(file: "gone.png", alt: {"en": "B"}, lasts: "00:05.000"), then: End("e")),
        },
    )"#;

    fn news(path: &std::path::Path, cancelled: bool) -> Vec<OpeningNews> {
        let opening = Opening {
            path: path.to_path_buf(),
            home: Home::default(),
            opener: Arc::new(FakeOpener::new(FakeClip::default())),
            cancelled: Arc::new(AtomicBool::new(cancelled)),
        };
        let mut told = Vec::new();
        opening.run(|news| told.push(news));
        told
    }

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("story.ron"), STORY).unwrap();
        let picture = image::RgbaImage::from_pixel(4, 2, image::Rgba([1, 2, 3, 255]));
        for name in ["a.png", "logo.png"] {
            picture.save(folder.path().join(name)).unwrap();
        }
        folder
    }

    #[test]
    fn a_story_is_opened_step_by_step() {
        let folder = folder();
        let told = news(folder.path(), false);
        let opened = told.iter().find_map(|news| match news {
            OpeningNews::Opened(opened) => Some(opened.as_ref().as_ref().unwrap()),
            _ => None,
        });
        assert_eq!(opened.unwrap().clips_missing, 1, "{told:?}");
        assert!(matches!(told[0], OpeningNews::Step(OpeningStep::Reading)), "{told:?}");
        let length = told.iter().find_map(|news| match news {
            OpeningNews::Lengths(lengths) => lengths.get(&Language::new("en")).copied(),
            _ => None,
        });
        assert_eq!(length, Some(StoryLength { least: 2, usual: 2, most: 2 }), "a minute and 35 seconds");
        assert!(told.iter().any(|news| matches!(news, OpeningNews::Logo(_))), "{told:?}");
    }

    #[test]
    fn a_logo_that_is_none_is_left_out() {
        let folder = folder();
        for bytes in [&b""[..], b"\x89PNG\r\n\x1a\n", b"GIF89a"] {
            std::fs::write(folder.path().join("logo.png"), bytes).unwrap();
            assert!(!news(folder.path(), false).iter().any(|news| matches!(news, OpeningNews::Logo(_))));
        }
    }

    #[test]
    fn what_is_no_story_is_told_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let told = news(&folder.path().join("gone"), false);
        let last = told.last().unwrap();
        assert!(matches!(last, OpeningNews::Opened(opened) if opened.is_err()), "{told:?}");
    }
}
