//! Stories made to be measured with: scenes that lead to one another for ever.

use super::indexed::{index_of, write_story_index};
use crate::clips::{ClipSpec, Clips};
use anyhow::{Result, anyhow};
use media::{ClipPoint, MediaKind};
use media_time::{MediaDuration, MediaTime};
use scene_graph::Story;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use story_source::StoryFolder;

/// What a scene shows.
#[derive(Clone, Debug)]
pub(crate) enum Show {
    /// A whole clip.
    Clip(ClipSpec),
    /// A stretch of a clip, in frames. For 25 frames a second: story times are in milliseconds.
    Part(ClipSpec, u32, u32),
    /// A picture without sound for so many milliseconds.
    Still(u8, u32),
}

/// When a scene's question opens, and what the picture does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asks {
    /// From the beginning; the answer counts at the clip's end.
    CutAtEnd,
    /// From the beginning; the answer counts at once.
    CutAtOnce,
    /// At the clip's end, over a waiting clip that goes round.
    OverLoop,
}

/// A story in a folder, and what is known of its scenes.
pub(crate) struct Plot {
    pub(crate) source: Arc<StoryFolder>,
    pub(crate) story: Arc<Story>,
    pub(crate) cast: Cast,
}

/// What can be seen and heard of a story.
pub(crate) struct Cast {
    pub(crate) scenes: Vec<Scene>,
    /// The clip that goes round while a question waits.
    pub(crate) waiting: Option<Scene>,
    pub(crate) asks: Asks,
}

/// A scene, or a waiting clip.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    /// The file's name in the story.
    pub(crate) file: String,
    pub(crate) kind: MediaKind,
    /// What the cells say.
    pub(crate) clip: u8,
    pub(crate) first_frame: u32,
    pub(crate) after_last_frame: u32,
    pub(crate) from: ClipPoint,
    pub(crate) to: Option<ClipPoint>,
    /// How long it plays.
    pub(crate) length: MediaDuration,
    /// How long one frame is seen.
    pub(crate) frame: MediaDuration,
    /// Where its choices lead, in their order.
    pub(crate) choices: Vec<usize>,
}

/// The name of a scene's nth choice.
pub(crate) fn choice_name(nth: usize) -> String {
    format!("c{nth}")
}

/// The place of a scene in [`Cast::scenes`] by its name in the story.
pub(crate) fn scene_place(name: &str) -> Option<usize> {
    name.strip_prefix('s')?.parse().ok()
}

/// The name of a scene in the story.
pub(crate) fn scene_name(place: usize) -> String {
    format!("s{place}")
}

impl Plot {
    /// Writes a story into `folder`: one scene a show, each with so many choices that lead to the
    /// scenes after it, and a way on without an answer that leads elsewhere. `indexed`: with the
    /// import index of its clips, as authors ship it.
    pub(crate) fn write(
        folder: &Path,
        clips: &Clips,
        shows: &[Show],
        choices: usize,
        asks: Asks,
        waiting: Option<&ClipSpec>,
        indexed: bool,
    ) -> Result<Self> {
        let mut scenes = shows.iter().map(|show| scene(folder, clips, show)).collect::<Result<Vec<_>>>()?;
        let count = scenes.len();
        for (place, scene) in scenes.iter_mut().enumerate() {
            scene.choices = (0..choices).map(|nth| (place + 1 + nth) % count).collect();
        }
        let waiting = waiting.map(|spec| scene(folder, clips, &Show::Clip(spec.clone()))).transpose()?;
        if indexed {
            let videos = scenes.iter().chain(&waiting).filter(|scene| scene.kind == MediaKind::Video);
            let index =
                |scene: &Scene| Ok((scene.file.clone(), index_of(&clips.folder().join(&scene.file))?));
            write_story_index(folder, videos.map(index).collect::<Result<_>>()?)?;
        }
        let text = story_text(shows, &scenes, asks, waiting.as_ref());
        std::fs::write(folder.join("story.ron"), &text)?;
        let loaded = scene_graph::load(text.as_bytes());
        let told: Vec<_> = loaded.diagnostics.iter().map(ToString::to_string).collect();
        let story = loaded.story.ok_or_else(|| anyhow!("the story is not one: {}", told.join("; ")))?;
        let source = Arc::new(StoryFolder::open(folder)?);
        Ok(Self { source, story: Arc::new(story), cast: Cast { scenes, waiting, asks } })
    }
}

/// Puts the show's file into the folder and tells what is known of it.
fn scene(folder: &Path, clips: &Clips, show: &Show) -> Result<Scene> {
    let (path, spec, first, last, kind) = match show {
        Show::Clip(spec) => (clips.get(spec)?, spec.clone(), 0, spec.frames, MediaKind::Video),
        Show::Part(spec, first, last) => (clips.get(spec)?, spec.clone(), *first, *last, MediaKind::Video),
        Show::Still(id, millis) => {
            let spec = ClipSpec { frames: 1, ..ClipSpec::small(*id, *millis) };
            (clips.still(&spec)?, spec, 0, 1, MediaKind::Still)
        }
    };
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let place = folder.join(&file);
    if !place.exists() {
        // A story's files may not be links to elsewhere; another name of the same file is none.
        std::fs::hard_link(&path, &place).or_else(|_| std::fs::copy(&path, &place).map(|_| ()))?;
    }
    let rate = spec.rate;
    let ticks =
        media_time::TimeBase::new(rate.seconds, rate.frames).ok_or_else(|| anyhow!("a rate of zero"))?;
    let at = |frame: u32| ticks.time(i64::from(frame));
    let length = match show {
        Show::Still(_, millis) => MediaDuration::from_millis(i64::from(*millis)),
        _ => at(last) - at(first),
    };
    let trimmed = matches!(show, Show::Part(..));
    Ok(Scene {
        file,
        kind,
        clip: spec.id,
        first_frame: first,
        after_last_frame: last,
        from: if trimmed { ClipPoint::AfterStart(at(first).since_zero()) } else { ClipPoint::default() },
        to: trimmed.then(|| ClipPoint::AfterStart(at(last).since_zero())),
        length,
        frame: if kind == MediaKind::Still { length } else { at(1) - MediaTime::ZERO },
        choices: Vec::new(),
    })
}

fn story_text(shows: &[Show], scenes: &[Scene], asks: Asks, waiting: Option<&Scene>) -> String {
    let mut text = String::from(
        "Story(format: 1, id: \"bench\", title: {\"en\": \"Bench\"}, languages: [\"en\"], start: \"s0\",\n",
    );
    text.push_str("endings: {\"over\": Ending(title: {\"en\": \"Over\"})},\n");
    if let Some(waiting) = waiting {
        let _ = writeln!(text, "waiting: Video(file: \"{}\"),", waiting.file);
    }
    text.push_str("scenes: {\n");
    for (place, (show, scene)) in shows.iter().zip(scenes).enumerate() {
        let media = match show {
            Show::Clip(_) => format!("Video(file: \"{}\")", scene.file),
            Show::Part(spec, first, last) => {
                let time = |frame: u32| story_time(spec.rate.time_of(frame));
                format!(
                    "Video(file: \"{}\", from: \"{}\", to: \"{}\")",
                    scene.file,
                    time(*first),
                    time(*last)
                )
            }
            Show::Still(_, millis) => {
                let lasts = story_time(f64::from(*millis) / 1e3);
                format!("Still(file: \"{}\", lasts: \"{lasts}\")", scene.file)
            }
        };
        let shown = match asks {
            Asks::CutAtEnd => "During(from: \"00:00.000\", cut: AtEnd)",
            Asks::CutAtOnce => "During(from: \"00:00.000\", cut: AtOnce)",
            Asks::OverLoop => "AtEnd",
        };
        let otherwise = (place + 1 + scene.choices.len()) % scenes.len();
        let _ =
            write!(text, "\"{}\": Scene(media: {media}, then: Goto(\"s{otherwise}\"),", scene_name(place));
        if !scene.choices.is_empty() {
            let _ = write!(
                text,
                " question: Question(id: \"q{place}\", prompt: {{\"en\": \"?\"}}, shown: {shown},"
            );
            text.push_str(" answers: OneOf([");
            for (nth, to) in scene.choices.iter().enumerate() {
                let name = choice_name(nth);
                let _ = write!(
                    text,
                    "Choice(id: \"{name}\", text: {{\"en\": \"{name}\"}}, then: Goto(\"s{to}\")), "
                );
            }
            text.push_str("]))");
        }
        text.push_str("),\n");
    }
    text.push_str("})\n");
    text
}

/// A time as stories write it.
fn story_time(seconds: f64) -> String {
    let millis = (seconds * 1e3).round() as u64;
    format!("{:02}:{:02}.{:03}", millis / 60_000, millis / 1_000 % 60, millis % 1_000)
}
