//! Small pictures of clips.

use super::clips::SmallPicture;
use media::{ClipOpener, ClipRequest, ClipState, MediaKind, Picture, Polled};
use media_time::{MediaDuration, MediaTime};
use renderer::{CpuConverter, PixelOrder};
use std::fs::File;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::Duration;

/// The longer side in pixels: as wide as a card on the canvas at its own size.
pub(super) const LONGER_SIDE: u32 = 224;
/// The same of what is searched for on a clip: large enough to tell faces and words, in double density.
pub(super) const SCRUBBED_SIDE: u32 = 512;

/// A clip that gives nothing for so long is given up.
const PATIENCE: Duration = Duration::from_secs(10);

/// Makes pictures small; keeps its memory from one to the next.
pub(super) struct PictureMaker(CpuConverter);

impl Default for PictureMaker {
    fn default() -> Self {
        Self(CpuConverter::new(PixelOrder::Rgba))
    }
}

/// A request that rings a bell when something can be taken, and the bell.
pub(super) fn request(kind: MediaKind, file: File) -> (ClipRequest, Receiver<()>) {
    // One ring waits: more say nothing new.
    let (ring, bell) = sync_channel::<()>(1);
    let waker = Arc::new(move || {
        let _ = ring.try_send(());
    });
    (ClipRequest { waker, foreground: false, ..ClipRequest::whole(kind, Ok(file)) }, bell)
}

/// Waits for the bell; false: for too long.
pub(super) fn wait(bell: &Receiver<()>) -> bool {
    bell.recv_timeout(PATIENCE).is_ok()
}

/// The picture that is on screen at that moment of a file, its longer side made `side` pixels long; `None` when there is none.
pub(super) fn small_picture(
    maker: &mut PictureMaker,
    opener: &dyn ClipOpener,
    (kind, file): (MediaKind, File),
    at: MediaDuration,
    side: u32,
) -> Option<SmallPicture> {
    let (mut request, bell) = request(kind, file);
    request.start = MediaTime::ZERO + at;
    if kind == MediaKind::Still {
        (request.lasts, request.start) = (Some(MediaDuration::from_seconds(1)), MediaTime::ZERO);
    }
    let mut clip = opener.open(request);
    loop {
        match clip.next_frame() {
            Polled::Ready(frame) => return small(&mut maker.0, &frame.picture, side),
            Polled::End => return None,
            Polled::Pending => {}
        }
        if matches!(clip.status().state, ClipState::Failed(_)) || !wait(&bell) {
            return None;
        }
    }
}

fn small(converter: &mut CpuConverter, picture: &Arc<Picture>, side: u32) -> Option<SmallPicture> {
    let ((width, height), rgba) = converter.small(picture, side).ok()?;
    Some(SmallPicture { size: [width, height], rgba: rgba.into() })
}
