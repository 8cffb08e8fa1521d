//! Small pictures of the scenes that were seen, for the chapter map: made of pictures that were on
//! screen, on a thread of their own, at most two a scene.

use super::UserEvent;
use media::{DeckId, Picture};
use media_time::MediaDuration;
use playback::Screen;
use renderer::{CpuConverter, PixelOrder};
use scene_graph::SceneId;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use viewer_ui::Thumbnail;
use winit::event_loop::EventLoopProxy;

/// The longer side of a thumbnail in pixels; it is shown at half of that or less.
const LONGER_SIDE: u32 = 320;

/// A scene's picture is taken again once it has played for so long: clips often begin in black.
const SETTLED: MediaDuration = MediaDuration::from_seconds(2);

/// Pictures that wait to be made small. One at a time is what a viewer brings about.
const QUEUE: usize = 2;

/// What a scene has so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    /// Its first picture.
    First,
    /// One from well within it.
    Settled,
}

/// The window's side: says which pictures are to be made small.
pub(crate) struct Thumbnails {
    taken: HashMap<SceneId, Taken>,
    /// The scene that was looked at last, with the deck of its picture.
    latest: Option<(SceneId, DeckId)>,
    /// The deck whose picture was on screen when that scene began: the scene before's.
    before: Option<DeckId>,
    /// `None`: the system gave no thread, and the map does without pictures.
    worker: Option<SyncSender<(SceneId, Arc<Picture>)>>,
}

impl Thumbnails {
    /// Starts the thread, which tells the window of each picture that is ready.
    pub(crate) fn start(proxy: EventLoopProxy<UserEvent>) -> Self {
        let (worker, pictures) = sync_channel::<(SceneId, Arc<Picture>)>(QUEUE);
        let thread = std::thread::Builder::new().name("thumbnails".to_owned()).spawn(move || {
            let mut converter = CpuConverter::new(PixelOrder::Rgba);
            for (scene, picture) in pictures {
                if let Some(thumbnail) = small(&mut converter, &picture) {
                    // A window that is gone needs no telling.
                    let _ = proxy.send_event(UserEvent::Thumbnail(scene, thumbnail));
                }
            }
        });
        Self { taken: HashMap::new(), latest: None, before: None, worker: thread.is_ok().then_some(worker) }
    }

    /// Another story begins: what was taken belongs to the one before.
    pub(crate) fn forget(&mut self) {
        self.taken.clear();
        (self.latest, self.before) = (None, None);
    }

    /// Looks at what is on screen; costs a look-up, and now and then a hand-over.
    pub(crate) fn look(&mut self, screen: &Screen) {
        let view = &screen.view;
        let (Some(scene), Some(frame), Some(worker)) = (&view.scene, &screen.picture, &self.worker) else {
            return;
        };
        let deck = frame.stamp.deck;
        if self.latest.as_ref().is_none_or(|(latest, _)| latest != scene) {
            self.before = self.latest.take().map(|(_, deck)| deck);
        }
        // Until the scene's own first picture is there, the one before's stands.
        if view.slate || self.before == Some(deck) {
            return;
        }
        self.latest = Some((scene.clone(), deck));
        let settled = frame.time.since_zero() >= SETTLED.min(view.duration.scaled(1, 3));
        let due = match self.taken.get(scene) {
            None => true,
            Some(Taken::First) => settled,
            Some(Taken::Settled) => false,
        };
        // One that finds the queue full is taken a moment later.
        if due && worker.try_send((scene.clone(), Arc::clone(&frame.picture))).is_ok() {
            self.taken.insert(scene.clone(), if settled { Taken::Settled } else { Taken::First });
        }
    }
}

/// `picture`, made small; `None` when it cannot be read.
fn small(converter: &mut CpuConverter, picture: &Arc<Picture>) -> Option<Thumbnail> {
    let ((width, height), pixels) = converter.small(picture, LONGER_SIDE).ok()?;
    Thumbnail::from_rgba(width as usize, height as usize, &pixels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use media::{Colours, PixelAspect, PixelFormat, Plane, Rotation};

    fn picture((width, height): (u32, u32), rotation: Rotation) -> Arc<Picture> {
        let plane = |width: u32, height: u32, value: u8| Plane {
            stride: width as usize,
            data: vec![value; (width * height) as usize].into(),
        };
        let (half_width, half_height) = (width.div_ceil(2), height.div_ceil(2));
        Arc::new(Picture {
            width,
            height,
            format: PixelFormat::Yuv420P8,
            planes: vec![
                plane(width, height, 120),
                plane(half_width, half_height, 128),
                plane(half_width, half_height, 128),
            ],
            colours: Colours::default(),
            rotation,
            pixel_aspect: PixelAspect::SQUARE,
        })
    }

    #[test]
    fn pictures_of_any_shape_become_small() {
        let mut converter = CpuConverter::new(PixelOrder::Rgba);
        let cases = [
            ((1920, 1080), Rotation::None, "[320, 180]"),
            ((1920, 1080), Rotation::Clockwise90, "[180, 320]"),
            ((64, 64), Rotation::None, "[320, 320]"),
            ((4096, 2), Rotation::None, "[320, 1]"),
        ];
        for (size, rotation, wanted) in cases {
            let made = small(&mut converter, &picture(size, rotation)).map(|made| format!("{made:?}"));
            assert!(made.as_ref().is_some_and(|made| made.contains(wanted)), "{size:?}: {made:?}");
        }
    }

    #[test]
    fn a_picture_that_lacks_its_planes_makes_none() {
        let mut broken = (*picture((640, 360), Rotation::None)).clone();
        broken.planes.pop();
        assert!(small(&mut CpuConverter::new(PixelOrder::Rgba), &Arc::new(broken)).is_none());
    }
}
