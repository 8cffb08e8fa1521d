//! The queue between a decoding thread and the clip's owner.

use super::rooms::Room;
use super::*;
use media::{DeckId, Generation};
use std::sync::Arc;

struct Item(u32);

impl Queued for Item {
    fn bytes(&self) -> usize {
        10
    }
    fn length(&self) -> MediaDuration {
        MediaDuration::from_millis(10)
    }
    fn job(&self) -> Job {
        job(self.0)
    }
}

fn job(generation: u32) -> Job {
    let stamp = Stamp { deck: DeckId(1), generation: Generation(generation) };
    Job { target: MediaTime::from_millis(i64::from(generation)), stamp, aim: Aim::Begin }
}

fn lane(served: bool) -> Lane<Item> {
    let room = Room { items: 2, bytes: 1_000, length: MediaDuration::from_seconds(1) };
    let shown = Room { items: 4, ..room };
    Lane::new(Rooms { first: 1, primed: room, shown }, job(0), false, served, Arc::new(|| ()))
}

#[test]
fn seeks_coalesce_and_empty_the_queue() {
    let lane = lane(true);
    assert_eq!(lane.wait_for_job(), Some(job(0)));
    lane.put(Item(1), false).unwrap();
    assert!(!lane.stopped());
    lane.seek(job(1), Vec::new());
    lane.seek(job(2), Vec::new());
    assert!(lane.stopped());
    assert_eq!(lane.put(Item(2), false), Err(Stop));
    assert_eq!(lane.bytes(), 0);
    assert!(matches!(lane.take(), Polled::Pending));
    assert_eq!(lane.wait_for_job(), Some(job(2)));
    lane.put(Item(3), false).unwrap();
    assert!(matches!(lane.take(), Polled::Ready(Item(3))));
    lane.end();
    assert!(matches!(lane.take(), Polled::End));
    lane.seek(job(3), Vec::new());
    assert!(matches!(lane.take(), Polled::Pending));
}

#[test]
fn what_is_known_waits_at_once_and_silence_ends_it() {
    let lane = lane(true);
    lane.wait_for_job();
    lane.show();
    lane.seek(job(1), vec![Item(7), Item(8), Item(9)]);
    assert_eq!(lane.bytes(), 30);
    assert!(matches!(lane.take(), Polled::Ready(Item(7))));
    assert_eq!(lane.wait_for_job(), Some(job(1)));
    lane.silence();
    assert!(lane.stopped());
    assert_eq!((lane.put(Item(1), false), lane.bytes()), (Err(Stop), 0));
    assert!(matches!(lane.take(), Polled::End));
    lane.seek(job(2), Vec::new());
    assert!(matches!(lane.take(), Polled::Pending));
    assert_eq!(lane.wait_for_job(), Some(job(2)));
}

#[test]
fn a_full_queue_waits_for_room_and_longer_queues_give_it() {
    let lane = Arc::new(lane(true));
    lane.wait_for_job();
    let filler = Arc::clone(&lane);
    let thread = std::thread::Builder::new()
        .name("filler".into())
        .spawn(move || (0..5).map(|n| filler.put(Item(n), false)).filter(Result::is_ok).count())
        .unwrap();
    lane.show();
    while lane.bytes() < 40 {
        std::thread::yield_now();
    }
    assert!(matches!(lane.take(), Polled::Ready(Item(0))));
    while lane.bytes() < 40 {
        std::thread::yield_now();
    }
    assert_eq!(thread.join().unwrap(), 5);
}

#[test]
fn a_thread_that_may_rest_goes_on_where_it_stopped() {
    let lane = lane(true);
    lane.wait_for_job();
    lane.put(Item(1), true).unwrap();
    lane.put(Item(2), true).unwrap();
    assert_eq!(lane.put(Item(3), true), Err(Stop), "full");
    assert!(lane.is_idle());
    assert!(matches!(lane.take(), Polled::Ready(Item(1))));
    lane.show();
    assert_eq!(lane.wait_for_job(), Some(job(3)));
    lane.put(Item(3), true).unwrap();
    assert!(matches!(lane.take(), Polled::Ready(Item(2))));
    assert!(matches!(lane.take(), Polled::Ready(Item(3))));
}

#[test]
fn what_is_given_back_comes_again() {
    let lane = lane(true);
    lane.wait_for_job();
    lane.put(Item(1), false).unwrap();
    lane.put(Item(2), false).unwrap();
    lane.end();
    lane.hold(Readiness::FirstPicture);
    assert_eq!((lane.bytes(), lane.stopped()), (10, true));
    assert_eq!(lane.put(Item(3), false), Err(Stop));
    assert!(matches!(lane.take(), Polled::Ready(Item(1))));
    assert!(matches!(lane.take(), Polled::Pending), "the end was taken back");
    lane.hold(Readiness::Open);
    assert!(lane.is_idle());
    lane.hold(Readiness::Primed);
    assert_eq!(lane.wait_for_job(), Some(job(2)));
    assert!(!lane.stopped());
}

#[test]
fn what_is_given_back_of_what_was_known_comes_again() {
    let known = Job { aim: Aim::Play { known: Some(MediaTime::from_millis(9)) }, ..job(1) };
    // How many were taken, how it is held, and from where decoding begins.
    for (taken, readiness, from) in [
        (0, Readiness::Primed, job(8)),
        (2, Readiness::Primed, known),
        (0, Readiness::FirstPicture, job(7)),
        (1, Readiness::FirstPicture, job(7)),
        (1, Readiness::Open, job(7)),
    ] {
        let lane = lane(true);
        lane.wait_for_job();
        lane.seek(known, (6..=9).map(Item).collect());
        for _ in 0..taken {
            assert!(matches!(lane.take(), Polled::Ready(_)));
        }
        // Before the thread saw the seek.
        lane.hold(readiness);
        lane.show();
        assert_eq!(lane.wait_for_job(), Some(from), "{taken} {readiness:?}");
    }
    let scrub = |known| Job { aim: Aim::Scrub { known }, ..job(1) };
    let lane = lane(true);
    lane.wait_for_job();
    lane.seek(scrub(Some(MediaTime::from_millis(6))), vec![Item(6)]);
    lane.hold(Readiness::Open);
    lane.show();
    assert_eq!(lane.wait_for_job(), Some(scrub(None)));
}

#[test]
fn a_lane_that_is_only_open_starts_no_job() {
    let lane = lane(true);
    lane.hold(Readiness::Open);
    assert!(lane.is_idle());
    lane.seek(job(4), Vec::new());
    assert!(lane.is_idle());
    lane.hold(Readiness::FirstPicture);
    assert_eq!(lane.wait_for_job(), Some(job(4)));
}

#[test]
fn unserved_and_closed_lanes_end() {
    let lane = lane(false);
    lane.seek(job(1), Vec::new());
    assert!(matches!(lane.take(), Polled::End));
    let lane = self::lane(true);
    lane.close();
    assert_eq!(lane.wait_for_job(), None);
}

#[test]
fn a_lane_is_short_while_its_clip_is_shown_and_half_empty() {
    let lane = lane(true);
    assert!(!lane.is_short(), "nobody serves it yet");
    lane.wait_for_job();
    assert!(!lane.is_short(), "it is only primed");
    lane.show();
    assert!(lane.is_short());
    lane.put(Item(1), false).unwrap();
    lane.put(Item(2), false).unwrap();
    assert!(!lane.is_short(), "half of four");
    lane.take();
    assert!(lane.is_short());
    lane.hold(Readiness::Primed);
    assert!(!lane.is_short());
}
