//! Pictures that stand alone.

use crate::av::codec::{Pulled, Source, empty_picture};
use crate::av::convert::Converter;
use crate::av::picture::{PictureHints, picture_of};
use crate::lane::Lane;
use media::{MediaError, MediaErrorKind, VideoFrame};
use media_time::{MediaDuration, MediaTime};
use std::sync::Arc;

/// Gives a still's one picture again for every seek.
pub(crate) fn show_still(lane: &Lane<VideoFrame>, picture: &Arc<media::Picture>, duration: MediaDuration) {
    while let Some(job) = lane.wait_for_job() {
        let frame =
            VideoFrame { stamp: job.stamp, time: MediaTime::ZERO, duration, picture: Arc::clone(picture) };
        if lane.put(frame, true).is_ok() {
            lane.end();
        }
    }
}

/// Decodes the first picture of a stream.
pub(crate) fn first_picture(source: &mut Source) -> Result<media::Picture, MediaError> {
    let hints = PictureHints::of(source.facts());
    let mut frame = empty_picture();
    match source.pull(&mut frame) {
        Pulled::Frame => picture_of(&frame, &hints, &mut Converter::new()),
        Pulled::Stopped | Pulled::Lost => {
            Err(MediaError::new(MediaErrorKind::Internal, "decoding was given up"))
        }
        Pulled::End => Err(source.take_fault().unwrap_or_else(|| {
            MediaError::new(MediaErrorKind::Damaged, "no picture in it can be decoded: export it again")
        })),
    }
}
