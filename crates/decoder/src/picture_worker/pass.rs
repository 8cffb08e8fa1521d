//! One pass over a file: from a place in it on, picture by picture.

use super::{PLAYS_ON, PictureWorker};
use crate::av::codec::{Pulled, empty_picture};
use crate::av::picture::picture_of;
use crate::picture_state::{Given, Head, Held, Pass, Unusable, Work};
use crate::timeline::PictureTimes;
use ffmpeg_next::frame;
use media::{MediaError, Stamp, VideoFrame};
use media_time::{MediaDuration, MediaTime};
use std::sync::Arc;

impl PictureWorker {
    /// Decodes from where the source was sought.
    pub(super) fn begin(
        &mut self,
        work: Work,
        from: MediaTime,
        start: bool,
        whole: bool,
    ) -> Result<Pass, MediaError> {
        self.head = Some(Head {
            times: PictureTimes::new(self.source.facts().usual_duration()),
            held: None,
            any: start,
            from_start: start,
            whole,
            first: None,
            entry: self.source.input().entry_before(self.source.facts(), from),
            given: None,
            torn: false,
            ended: false,
        });
        self.go_on(work)
    }

    /// Decodes on from where it stands.
    pub(super) fn go_on(&mut self, mut work: Work) -> Result<Pass, MediaError> {
        // While it is not in its place, whatever goes wrong leaves none.
        let Some(mut head) = self.head.take() else { return Ok(Pass::TooLate) };
        if let Some(held) = &mut head.held {
            // Whoever asked before had it: that does not help this one.
            held.given &= work.known.is_some_and(|known| known >= self.in_clip(held.time));
        }
        let passed = self.pass(&mut work, &mut head);
        if matches!(passed, Ok(Pass::Done | Pass::Stopped)) {
            self.head = Some(head).filter(|head| !head.torn);
        }
        passed
    }

    fn pass(&mut self, work: &mut Work, head: &mut Head) -> Result<Pass, MediaError> {
        while !head.ended {
            if self.lane.stopped() {
                return Ok(Pass::Stopped);
            }
            let mut frame = empty_picture();
            let pulled = self.pull(&mut frame);
            if self.source.skipped_wrongly() {
                return Ok(Pass::SkippedWrongly);
            }
            if let Some(fault) = self.source.take_fault() {
                self.board.fault(fault);
            }
            match pulled {
                Pulled::Stopped => return Ok(Pass::Stopped),
                Pulled::Lost => return Ok(Pass::Lost),
                Pulled::End if !head.any => return Ok(Pass::TooLate),
                Pulled::End => return Ok(self.last(work, head)),
                Pulled::Frame => self.spent.pictures += 1,
            }
            let stamp = self.source.stamp(&frame);
            let Some(next) = head.place(frame, stamp) else { continue };
            if !head.any && next.time > work.target && !self.is_first(next.time) {
                return Ok(Pass::TooLate);
            }
            head.any = true;
            head.first.get_or_insert(next.time);
            let (time, key) = (next.time, next.frame.is_key());
            if let Some(before) = head.held.replace(next) {
                let given = if before.given {
                    Given::GoOn
                } else {
                    self.give(work, head, &before, time - before.time)
                };
                match given {
                    Given::Stopped => return Ok(Pass::Stopped),
                    Given::Lost => return Ok(Pass::Lost),
                    Given::GoOn | Given::NoRoom => {}
                }
                if time > work.target && self.trim.to.is_some_and(|to| time >= to) {
                    self.end(head);
                    break;
                }
                if work.scrub && work.known.is_some() && (key || given == Given::NoRoom) {
                    // Enough lies around what the bar is dragged over.
                    return Ok(Pass::Done);
                }
            }
            match self.give_at_once(work, head) {
                Given::Stopped => return Ok(Pass::Stopped),
                Given::Lost => return Ok(Pass::Lost),
                Given::GoOn | Given::NoRoom => {}
            }
        }
        Ok(Pass::Done)
    }

    /// Decodes the next picture; for a clip that may play next, when it is its turn.
    fn pull(&mut self, frame: &mut frame::Video) -> Pulled {
        let lane = &self.lane;
        let _turn = (!lane.is_shown()).then(|| self.pace.turn(|| lane.stopped() || lane.is_shown()));
        self.source.pull(frame)
    }

    /// Whether a picture at `time` is the stream's first, so that nothing earlier need be sought.
    fn is_first(&self, time: MediaTime) -> bool {
        let start = self.source.input().start_of(self.source.facts());
        start.is_some_and(|start| time <= start)
    }

    /// The file's last picture.
    fn last(&mut self, work: &mut Work, head: &mut Head) -> Pass {
        if let Some(held) = head.held.take().filter(|held| !held.given) {
            // Whatever was asked for, nothing comes later.
            work.target = work.target.min(held.time);
            match self.give(work, head, &held, held.lasts) {
                Given::Stopped => return Pass::Stopped,
                Given::Lost => return Pass::Lost,
                Given::GoOn | Given::NoRoom => {}
            }
        }
        self.end(head);
        Pass::Done
    }

    fn end(&self, head: &mut Head) {
        head.ended = true;
        let last = self.group.last();
        if last.is_some() && last == head.given {
            self.group.complete();
        }
    }

    /// Gives the picture that is on screen at the target without waiting for the next one, if it is
    /// known when that begins.
    fn give_at_once(&mut self, work: &mut Work, head: &mut Head) -> Given {
        let until = head.held.as_ref().and_then(|held| self.source.begins_after(held.time));
        let Some((mut held, until)) = head.held.take_if(|held| until.is_some() && !held.given).zip(until)
        else {
            return Given::GoOn;
        };
        let given = self.give(work, head, &held, until - held.time);
        held.given = true;
        head.held = Some(held);
        given
    }

    /// Hands over a picture that is on screen at the target or later, and keeps it in the group.
    fn give(&mut self, work: &mut Work, head: &mut Head, held: &Held, lasts: MediaDuration) -> Given {
        let time = self.in_clip(held.time);
        let due = held.time + lasts > work.target;
        let wanted = due && work.known.is_none_or(|known| known < time);
        if !wanted && (!head.whole || held.time + lasts <= self.trim.from) {
            return Given::GoOn;
        }
        if due {
            self.source.skip_no_more();
            head.whole |= self.collects;
        }
        let frame = match self.picture(work.stamp, held, lasts) {
            Ok(frame) => frame,
            Err(Unusable::Lost) => return Given::Lost,
            Err(Unusable::Faulty) if self.lane.stopped() => return Given::Stopped,
            Err(Unusable::Faulty) => return Given::GoOn,
        };
        if self.collects && !work.scrub && self.lane.taken() > PLAYS_ON {
            self.group.clear();
            self.collects = false;
            head.whole = false;
        }
        let kept = self.collects && self.group.add(frame.clone());
        head.given = Some(time);
        let given = if kept { Given::GoOn } else { Given::NoRoom };
        if !wanted || work.scrub && work.known.is_some() {
            return given;
        }
        if work.scrub {
            work.known = Some(time);
            if work.key == Some(held.time) {
                return given;
            }
        }
        self.handed_over = Some(time);
        let rest = self.spent.is_soon_made_up(time, self.source.facts().size);
        if self.lane.put(frame, rest).is_err() {
            // It is lost, unless it can be had from the group.
            head.torn = !kept;
            return Given::Stopped;
        }
        given
    }

    /// A picture that can be shown. One that cannot be used is a fault, not the end.
    pub(super) fn picture(
        &mut self,
        stamp: Stamp,
        held: &Held,
        lasts: MediaDuration,
    ) -> Result<VideoFrame, Unusable> {
        self.use_threads();
        let copied = self.source.copy_to_memory(&held.frame).ok_or(Unusable::Lost)?;
        let frame = copied.as_ref().unwrap_or(&held.frame);
        self.converter.planes.reuse(self.lane.is_shown());
        let picture = match picture_of(frame, &self.hints, &mut self.converter) {
            Ok(picture) => Arc::new(picture),
            Err(error) => {
                self.board.fault(error);
                return Err(Unusable::Faulty);
            }
        };
        let until = held.time + lasts;
        let until = self.trim.to.map_or(until, |to| until.min(to));
        self.lane.set_decoder_bytes(self.source.held_bytes() + self.converter.planes.free_bytes());
        let time = self.in_clip(held.time);
        Ok(VideoFrame { stamp, time, duration: until.saturating_since(held.time), picture })
    }
}
