//! Were the right pictures seen, each once and in order, and when?

use super::plot::{Asks, Plot, Scene};
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
    plot: &'a Plot,
    visits: &'a [Visit],
    place: usize,
    /// The latest frame of the scene, or of the waiting clip.
    last: Option<u16>,
    /// The waiting clip goes round.
    waiting: bool,
    found: Pictures,
}

/// Judges a run.
pub(crate) fn judge(plot: &Plot, run: &Witnessed) -> Pictures {
    let mut judge =
        Judge { plot, visits: &run.visits, place: 0, last: None, waiting: false, found: Pictures::default() };
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
            |seen: &[Seen]| seen.iter().filter_map(|seen| behind_sound(plot, run, seen)).collect::<Vec<_>>();
        found.before_cut.extend(near(&before[before.len().saturating_sub(NEAR)..]));
        found.after_cut.extend(near(&after[..after.len().min(NEAR)]));
    }
    found
}

impl Judge<'_> {
    fn scene(&self, place: usize) -> Option<&Scene> {
        self.plot.scenes.get(self.visits.get(place)?.scene)
    }

    /// The last scene that is judged was left for the one that is not.
    fn is_over(&self, seen: &Seen) -> bool {
        let fits = |scene: Option<&Scene>| scene.zip(seen.mark).is_some_and(|(scene, mark)| scene.has(mark));
        !fits(self.scene(self.place)) && !fits(self.plot.waiting.as_ref())
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
        } else if has(self.plot.waiting.as_ref()) {
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
        let frames = self.plot.waiting.as_ref().map_or(1, |scene| scene.after_last_frame);
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
        self.plot.asks == Asks::CutAtOnce && visit.answered.is_some() && !visit.refused
    }

    /// The judge has just gone on to the scene that begins with `after`.
    fn time_cut(&mut self, before: &Seen, after: &Seen) {
        let left = self.place - 1;
        let (Some(scene), Some(visit)) = (self.scene(left), self.visits.get(left)) else { return };
        let gap = millis(after.at - before.at);
        let at_once = matches!(self.plot.asks, Asks::CutAtOnce | Asks::OverLoop);
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
fn behind_sound(plot: &Plot, run: &Witnessed, seen: &Seen) -> Option<f64> {
    let heard = seen.heard?;
    if heard.stamp == seen.stamp {
        return Some(millis(heard.time - seen.time));
    }
    // The clip before is still heard: so long until this one's first sample.
    if seen.time > MediaTime::ZERO {
        return None;
    }
    let file = run.decks.get(&heard.stamp.deck.0)?;
    let scene = plot.scenes.iter().find(|scene| scene.file == *file)?;
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
