//! One clip, opened as playback would, and taken from as fast as it comes.

use super::plot::Scene;
use super::rig::{PATIENCE, RATE};
use anyhow::{Context, Result, bail};
use decoder::FfmpegOpener;
use media::{
    AudioFormat, Clip, ClipIndex, ClipOpener, ClipPoint, ClipRequest, ClipState, DeckId, FileIndexes,
    Generation, MediaKind, Polled, SoundBlock, Stamp, VideoFrame,
};
use media_time::MediaTime;
use playback::CoreWaker;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// A clip and the bell that its threads ring.
pub(crate) struct Opened {
    clip: Box<dyn Clip>,
    bell: CoreWaker,
    stamp: Stamp,
    name: String,
}

impl Opened {
    /// Begins to open this file, trimmed as the scene says.
    pub(crate) fn open(path: &Path, scene: Option<&Scene>, foreground: bool) -> Result<Self> {
        Self::open_with(path, scene, foreground, None)
    }

    /// The same with the file's import index.
    pub(crate) fn open_with(
        path: &Path,
        scene: Option<&Scene>,
        foreground: bool,
        index: Option<Arc<ClipIndex>>,
    ) -> Result<Self> {
        let file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
        let bell = CoreWaker::new();
        let stamp = Stamp { deck: DeckId(1), generation: Generation::default() };
        let name = path.display().to_string();
        let kind = scene.map_or(MediaKind::Video, |scene| scene.kind);
        let clip = FfmpegOpener::new().open(ClipRequest {
            stamp,
            label: name.clone(),
            indexes: FileIndexes { file: index, sound: None },
            from: scene.map_or_else(ClipPoint::default, |scene| scene.from),
            to: scene.and_then(|scene| scene.to),
            lasts: scene.filter(|scene| scene.kind == MediaKind::Still).map(|scene| scene.length),
            audio: AudioFormat { rate: RATE },
            waker: bell.waker(),
            foreground,
            ..ClipRequest::whole(kind, Ok(file))
        });
        Ok(Self { clip, bell, stamp, name })
    }

    /// Waits for the next picture; `None` at the end.
    pub(crate) fn next_frame(&mut self) -> Result<Option<VideoFrame>> {
        self.wait_for(|clip| clip.next_frame())
    }

    /// Waits for the next block of sound; `None` at the end.
    pub(crate) fn next_sound(&mut self) -> Result<Option<SoundBlock>> {
        self.wait_for(|clip| clip.next_sound())
    }

    /// Seeks, and waits for the picture there.
    pub(crate) fn seek(&mut self, target: MediaTime) -> Result<Option<VideoFrame>> {
        self.stamp = Stamp { generation: self.stamp.generation.next(), ..self.stamp };
        self.clip.seek(target, self.stamp);
        self.picture_of_now()
    }

    /// As while a seek bar is dragged, and waits for the picture that is shown then.
    pub(crate) fn scrub(&mut self, target: MediaTime) -> Result<Option<VideoFrame>> {
        self.stamp = Stamp { generation: self.stamp.generation.next(), ..self.stamp };
        self.clip.scrub(target, self.stamp);
        self.picture_of_now()
    }

    fn picture_of_now(&mut self) -> Result<Option<VideoFrame>> {
        loop {
            match self.next_frame()? {
                Some(frame) if frame.stamp != self.stamp => {}
                other => return Ok(other),
            }
        }
    }

    fn wait_for<T>(&mut self, mut next: impl FnMut(&mut dyn Clip) -> Polled<T>) -> Result<Option<T>> {
        let since = Instant::now();
        loop {
            match next(&mut *self.clip) {
                Polled::Ready(item) => return Ok(Some(item)),
                Polled::End => break,
                Polled::Pending if since.elapsed() > PATIENCE => bail!("{}: nothing comes", self.name),
                Polled::Pending => self.bell.wait(PATIENCE),
            }
        }
        match self.clip.status().state {
            ClipState::Failed(error) => bail!("{}: {}", self.name, error.message),
            _ => Ok(None),
        }
    }
}
