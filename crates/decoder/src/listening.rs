//! All the sound of a stream, as a clip would give it, without a clip.

use crate::av::codec::Source;
use crate::board::{Board, Plan, resolve_trim};
use crate::lane::{Aim, Job, Lane, SOUND_ROOMS};
use crate::reopen::Reopen;
use crate::sound_worker::SoundWorker;
use media::{
    ClipPoint, DeckId, Generation, MediaError, MediaErrorKind, MediaKind, Polled, SoundBlock, Stamp, Waker,
};
use media_time::{MediaDuration, MediaTime};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// Hands all the sound of `source` to `take`: interleaved stereo at `rate`. Gives the first fault
/// that was met, after which what could be decoded still came.
///
/// # Errors
/// When nothing can be decoded, and what `take` says.
pub(crate) fn listen(
    source: Source,
    reopen: &Reopen,
    length: MediaDuration,
    rate: u32,
    take: &mut dyn FnMut(&[f32]) -> Result<(), MediaError>,
) -> Result<Option<MediaError>, MediaError> {
    let bell = Arc::new((Mutex::new(false), Condvar::new()));
    let ringer = Arc::clone(&bell);
    let waker: Waker = Arc::new(move || {
        *ringer.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        ringer.1.notify_all();
    });
    let stamp = Stamp { deck: DeckId(0), generation: Generation::default() };
    let job = Job { target: MediaTime::ZERO, stamp, aim: Aim::Begin };
    let lane = Arc::new(Lane::new(SOUND_ROOMS, job, true, true, Arc::clone(&waker)));
    let plan = Plan { kind: MediaKind::Sound, lasts: None, picture: false, sound: true, own_sound: false };
    let board = Arc::new(Board::new(plan, None, waker));
    let trim = resolve_trim(ClipPoint::default(), None, length);
    let mut worker =
        SoundWorker::new(source, reopen.clone(), trim, rate, Arc::clone(&lane), Arc::clone(&board));
    let served = Arc::clone(&lane);
    let thread = std::thread::Builder::new().name("index/sound".to_owned()).spawn(move || {
        let _end = AtEnd(served);
        worker.run();
    });
    let thread = thread.map_err(|error| failed(&error.to_string()))?;
    let taken = take_all(&lane, &bell, take);
    lane.close();
    thread.join().map_err(|_| failed("the decoder failed"))?;
    taken.map(|()| board.status().fault)
}

/// Whatever becomes of the thread, nobody waits for it.
struct AtEnd(Arc<Lane<SoundBlock>>);

impl Drop for AtEnd {
    fn drop(&mut self) {
        self.0.abandon();
    }
}

fn take_all(
    lane: &Lane<SoundBlock>,
    bell: &(Mutex<bool>, Condvar),
    take: &mut dyn FnMut(&[f32]) -> Result<(), MediaError>,
) -> Result<(), MediaError> {
    loop {
        match lane.take() {
            Polled::Ready(block) => take(&block.samples)?,
            Polled::End => return Ok(()),
            Polled::Pending => {
                let mut rung = bell.0.lock().unwrap_or_else(PoisonError::into_inner);
                while !*rung {
                    rung = bell.1.wait(rung).unwrap_or_else(PoisonError::into_inner);
                }
                *rung = false;
            }
        }
    }
}

fn failed(reason: &str) -> MediaError {
    MediaError::new(MediaErrorKind::Internal, format!("its sound cannot be measured ({reason})"))
}
