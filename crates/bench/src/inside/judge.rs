//! Were the right pictures seen, each once and in order, and when?

use super::plot::{Asks, Cast, Scene};
use super::witness::{Seen, Visit, Witnessed};
use crate::cells::Mark;
use media::MediaKind;
use media_time::{MediaDuration, MediaTime};

/// How many pictures on each side of a cut its sound is compared with.
const NEAR: usize = 10;

/// A cut as it was seen. Milliseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut {
    /// Which of the run's moves.
    pub(crate) kind: usize,
    /// From the last picture before to the first after.
    pub(crate) gap: f64,
    /// How much of that is more than the clip itself had left to show.
    pub(crate) stall: f64,
    /// From the answer to the first picture after, where the answer cuts at once.
    pub(crate) answer: Option<f64>,
}

/// What became of the pictures.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pictures {
    pub(crate) shown: u64,
    pub(crate) lost: u64,
    pub(crate) disordered: u64,
    pub(crate) foreign: u64,
    pub(crate) refused: u64,
    pub(crate) cuts: Vec<Cut>,
    /// How far pictures came after their sound, in milliseconds, near cuts. Negative: before it.
    pub(crate) before_cut: Vec<f64>,
    pub(crate) after_cut: Vec<f64>,
}

/// Where in the run the judge is.
struct Judge<'a> {
    cast: &'a Cast,
    visits: &'a [Visit],
    place: usize,
    /// The latest frame of the scene, or of the waiting clip.
    last: Option<u16>,
    /// The waiting clip goes round.
    waiting: bool,
    found: Pictures,
}

/// Judges a run.
pub(crate) fn judge(cast: &Cast, run: &Witnessed) -> Pictures {
    let mut judge =
        Judge { cast, visits: &run.visits, place: 0, last: None, waiting: false, found: Pictures::default() };
    let mut at_cuts = Vec::new();
    for (nth, seen) in run.seen.iter().enumerate() {
        let place = judge.place;
        if judge.place + 1 >= run.visits.len() && judge.is_over(seen) {
            break;
        }
        judge.look(seen);
        if judge.place > place {
            at_cuts.push(nth);
            if let Some(before) = nth.checked_sub(1).and_then(|before| run.seen.get(before)) {
                judge.time_cut(before, seen);
            }
        }
    }
    let mut found = judge.found;
    found.refused = run.visits.iter().filter(|visit| visit.refused).count() as u64;
    for cut in at_cuts {
        let (before, after) = run.seen.split_at(cut);
        let near =
            |seen: &[Seen]| seen.iter().filter_map(|seen| behind_sound(cast, run, seen)).collect::<Vec<_>>();
        found.before_cut.extend(near(&before[before.len().saturating_sub(NEAR)..]));
        found.after_cut.extend(near(&after[..after.len().min(NEAR)]));
    }
    found
}

impl Judge<'_> {
    fn scene(&self, place: usize) -> Option<&Scene> {
        self.cast.scenes.get(self.visits.get(place)?.scene)
    }

    /// The last scene that is judged was left for the one that is not.
    fn is_over(&self, seen: &Seen) -> bool {
        let fits = |scene: Option<&Scene>| scene.zip(seen.mark).is_some_and(|(scene, mark)| scene.has(mark));
        !fits(self.scene(self.place)) && !fits(self.cast.waiting.as_ref())
    }

    fn look(&mut self, seen: &Seen) {
        self.found.shown += 1;
        let Some(mark) = seen.mark else {
            self.found.foreign += 1;
            return;
        };
        let has = |scene: Option<&Scene>| scene.is_some_and(|scene| scene.has(mark));
        if !self.waiting && has(self.scene(self.place)) {
            self.goes_on(mark);
        } else if has(self.cast.waiting.as_ref()) {
            self.waits(mark);
        } else if has(self.scene(self.place + 1)) {
            self.close();
            self.place += 1;
            self.waiting = false;
            self.last = None;
            self.goes_on(mark);
        } else {
            self.found.foreign += 1;
        }
    }

    fn goes_on(&mut self, mark: Mark) {
        let first = self.scene(self.place).map_or(0, |scene| scene.first_frame);
        match self.last {
            None => self.found.lost += u64::from(u32::from(mark.frame).saturating_sub(first)),
            Some(last) if mark.frame > last => self.found.lost += u64::from(mark.frame - last - 1),
            Some(_) => self.found.disordered += 1,
        }
        self.last = Some(self.last.map_or(mark.frame, |last| last.max(mark.frame)));
    }

    fn waits(&mut self, mark: Mark) {
        let frames = self.cast.waiting.as_ref().map_or(1, |scene| scene.after_last_frame);
        let frame = u32::from(mark.frame);
        if self.waiting {
            let last = self.last.map_or(0, u32::from);
            // Round and round: the frame after the last is the first.
            let steps = (frame + frames - last) % frames;
            if steps == 0 || steps > frames / 2 {
                self.found.disordered += 1;
            } else {
                self.found.lost += u64::from(steps - 1);
            }
        } else {
            self.close();
            self.found.lost += u64::from(frame);
        }
        self.waiting = true;
        self.last = Some(mark.frame);
    }

    /// The scene is left: had everything been seen that was to be seen of it?
    fn close(&mut self) {
        if self.waiting || self.was_cut_short() {
            return;
        }
        let Some(scene) = self.scene(self.place) else { return };
        let next = self.last.map_or(scene.first_frame, |last| u32::from(last) + 1);
        self.found.lost += u64::from(scene.after_last_frame.saturating_sub(next));
    }

    fn was_cut_short(&self) -> bool {
        let Some(visit) = self.visits.get(self.place) else { return false };
        self.cast.asks == Asks::CutAtOnce && visit.answered.is_some() && !visit.refused
    }

    /// The judge has just gone on to the scene that begins with `after`.
    fn time_cut(&mut self, before: &Seen, after: &Seen) {
        let left = self.place - 1;
        let (Some(scene), Some(visit)) = (self.scene(left), self.visits.get(left)) else { return };
        let gap = millis(after.at - before.at);
        let at_once = matches!(self.cast.asks, Asks::CutAtOnce | Asks::OverLoop);
        let answer =
            visit.answered.filter(|_| at_once && !visit.refused).map(|answered| millis(after.at - answered));
        let on_screen = before.mark.filter(|mark| scene.has(*mark));
        let own = match (answer, on_screen) {
            // Until the answer, and then one frame: more than that is a freeze.
            (Some(_), _) => millis(scene.frame),
            (None, Some(mark)) if scene.kind != MediaKind::Still => {
                millis(scene.frame) * f64::from(scene.after_last_frame - u32::from(mark.frame))
            }
            (None, _) => millis(scene.length),
        };
        self.found.cuts.push(Cut { kind: visit.kind, gap, stall: (gap - own).max(0.0), answer });
    }
}

impl Scene {
    fn has(&self, mark: Mark) -> bool {
        mark.clip == self.clip && (self.first_frame..self.after_last_frame).contains(&u32::from(mark.frame))
    }
}

/// How long after its sound this picture came.
fn behind_sound(cast: &Cast, run: &Witnessed, seen: &Seen) -> Option<f64> {
    let heard = seen.heard?;
    if heard.stamp == seen.stamp {
        return Some(millis(heard.time - seen.time));
    }
    // The clip before is still heard: so long until this one's first sample.
    if seen.time > MediaTime::ZERO {
        return None;
    }
    let file = run.decks.get(&heard.stamp.deck.0)?;
    let scene = cast.scenes.iter().find(|scene| scene.file == *file)?;
    let left = MediaTime::ZERO + scene.length - heard.time;
    (left < MediaDuration::from_millis(200)).then(|| -millis(left))
}

/// For reports.
pub(crate) fn millis(length: MediaDuration) -> f64 {
    length.seconds() * 1e3
}

impl Pictures {
    /// Everything that should not be.
    pub(crate) fn faults(&self) -> u64 {
        self.lost + self.disordered + self.foreign
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
pub(super) mod tests {
    use super::*;
    use media::{CapturedSound, ClipPoint, DeckId, Generation, Stamp};
    use media_time::Moment;
    use std::collections::HashMap;

    /// A scene of ten frames of 40 ms.
    pub(crate) fn scene(clip: u8) -> Scene {
        Scene {
            file: format!("{clip}.mp4"),
            kind: MediaKind::Video,
            clip,
            first_frame: 0,
            after_last_frame: 10,
            from: ClipPoint::default(),
            to: None,
            length: MediaDuration::from_millis(400),
            frame: MediaDuration::from_millis(40),
            choices: vec![0],
        }
    }

    pub(crate) fn cast(asks: Asks) -> Cast {
        let waiting = (asks == Asks::OverLoop).then(|| scene(9));
        Cast { scenes: (1..=3).map(scene).collect(), waiting, asks }
    }

    pub(crate) fn visits(answered: Option<i64>) -> Vec<Visit> {
        let at = |millis| Moment::after_origin(MediaDuration::from_millis(millis));
        (0..3).map(|scene| Visit { scene, answered: answered.map(at), refused: false, kind: 0 }).collect()
    }

    /// Pictures (clip, frame), one every 40 ms, of scenes that were all seen to their end.
    fn judged(asks: Asks, answered: Option<i64>, pictures: &[(u8, u16)]) -> Pictures {
        let stamp = Stamp { deck: DeckId(1), generation: Generation::default() };
        let seen = pictures.iter().enumerate().map(|(nth, (clip, frame))| Seen {
            at: Moment::after_origin(MediaDuration::from_millis(40 * i64::try_from(nth).unwrap())),
            stamp,
            time: MediaTime::ZERO,
            mark: (*clip > 0).then_some(Mark { clip: *clip, frame: *frame }),
            heard: None,
        });
        let run = Witnessed {
            seen: seen.collect(),
            visits: visits(answered),
            sound: CapturedSound::default(),
            decks: HashMap::new(),
        };
        judge(&cast(asks), &run)
    }

    fn whole() -> Vec<(u8, u16)> {
        (1..=3).flat_map(|clip| (0..10).map(move |frame| (clip, frame))).chain([(4, 0)]).collect()
    }

    fn faults(found: &Pictures) -> (u64, u64, u64) {
        (found.lost, found.disordered, found.foreign)
    }

    #[test]
    fn whole_scenes_have_no_faults_and_no_stall() {
        let found = judged(Asks::CutAtEnd, None, &whole());
        assert_eq!(faults(&found), (0, 0, 0));
        let cuts: Vec<_> = found.cuts.iter().map(|cut| (cut.gap, cut.stall)).collect();
        assert_eq!(cuts, [(40.0, 0.0), (40.0, 0.0)]);
    }

    #[test]
    fn what_is_missing_or_does_not_belong_is_counted() {
        let without = |missing: &[usize]| {
            let keep = |(nth, picture)| (!missing.contains(&nth)).then_some(picture);
            whole().into_iter().enumerate().filter_map(keep).collect::<Vec<_>>()
        };
        let lost = |missing: &[usize]| faults(&judged(Asks::CutAtEnd, None, &without(missing)));
        assert_eq!(lost(&[4]), (1, 0, 0), "in the middle");
        assert_eq!(lost(&[9, 10]), (2, 0, 0), "the last and the first around a cut");
        let mut odd = whole();
        odd.insert(5, (2, 7));
        odd.insert(15, (2, 1));
        odd.insert(20, (0, 0));
        let found = judged(Asks::CutAtEnd, None, &odd);
        // The second scene's picture in the first is taken for the cut, and then all is wrong.
        assert!(found.faults() > 3, "{found:?}");
        let mut again = whole();
        again.insert(6, (1, 3));
        assert_eq!(faults(&judged(Asks::CutAtEnd, None, &again)), (0, 1, 0));
        let mut unreadable = whole();
        unreadable.insert(6, (0, 0));
        assert_eq!(faults(&judged(Asks::CutAtEnd, None, &unreadable)), (0, 0, 1));
        let mut stranger = whole();
        stranger.insert(6, (77, 0));
        assert_eq!(faults(&judged(Asks::CutAtEnd, None, &stranger)), (0, 0, 1));
    }

    #[test]
    fn an_answer_in_mid_play_cuts_scenes_short() {
        let pictures: Vec<_> =
            (0..4).map(|frame| (1, frame)).chain((0..10).map(|frame| (2, frame))).collect();
        let found = judged(Asks::CutAtOnce, Some(150), &pictures);
        assert_eq!(faults(&found), (0, 0, 0));
        assert_eq!(found.cuts.first().map(|cut| (cut.answer, cut.stall)), Some((Some(10.0), 0.0)));
        assert_eq!(faults(&judged(Asks::CutAtEnd, None, &pictures)).0, 6);
    }

    #[test]
    fn a_waiting_clip_goes_round() {
        let scene = |clip| (0..10).map(move |frame| (clip, frame));
        let pictures: Vec<_> = scene(1).chain(scene(9)).chain(scene(9)).chain(scene(2)).collect();
        assert_eq!(faults(&judged(Asks::OverLoop, Some(0), &pictures)), (0, 0, 0));
        let short: Vec<_> = pictures
            .into_iter()
            .enumerate()
            .filter_map(|(nth, picture)| (nth != 19).then_some(picture))
            .collect();
        assert_eq!(faults(&judged(Asks::OverLoop, Some(0), &short)), (1, 0, 0), "the end of a round");
    }
}
