//! What a list of seen pictures says: cuts, pace, and what went wrong.

use super::watch::Seen;
use crate::cells::Mark;
use crate::report::Value;
use std::time::Duration;

/// A picture of a clip on screen. Times are milliseconds from any beginning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shown {
    /// When it was first seen.
    pub at: f64,
    /// It came at most this long before it was seen.
    pub unsure: f64,
    /// Which picture.
    pub mark: Mark,
    /// Something that is no picture of a clip was seen between the one before and this.
    pub after_blank: bool,
}

/// The clips that may be seen.
#[derive(Clone, Copy, Debug)]
pub struct Clip {
    /// Its id.
    pub id: u8,
    /// How many frames it has.
    pub frames: u16,
    /// How long one of them is to be seen, in milliseconds.
    pub frame: f64,
}

/// From the last picture of one clip to the first of the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cut {
    /// The last of the one clip.
    pub from: Mark,
    /// The first that was seen of the next.
    pub to: Mark,
    /// Milliseconds between the two.
    pub gap: f64,
    /// For a part of it the screen showed no clip at all.
    pub blank: bool,
    /// When the last picture of the one clip came.
    pub from_at: f64,
    /// When the first of the next came.
    pub at: f64,
}

/// What was seen in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sequence {
    /// Pictures that were seen.
    pub pictures: u64,
    /// All cuts.
    pub cuts: Vec<Cut>,
    /// Frames that never came, within clips and at cuts.
    pub lost: u64,
    /// Pictures that came again or went backwards.
    pub repeated: u64,
    /// Pictures of clips that could not come there.
    pub foreign: u64,
    /// Frames that may have been there while the watcher itself did not look.
    pub unseen: u64,
}

impl Sequence {
    /// Takes another run's findings to this one's.
    pub fn add(&mut self, other: Self) {
        self.pictures += other.pictures;
        self.cuts.extend(other.cuts);
        self.lost += other.lost;
        self.repeated += other.repeated;
        self.foreign += other.foreign;
        self.unseen += other.unseen;
    }

    /// All faults as one value, each kind named where there are any.
    #[must_use]
    pub fn faults(&self) -> Value {
        let kinds = [(self.lost, "lost"), (self.repeated, "repeated"), (self.foreign, "foreign")];
        let named: Vec<String> = kinds
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        let what = match named.len() {
            0 => "lost, repeated or foreign pictures".to_owned(),
            _ => format!("faults ({})", named.join(", ")),
        };
        Value::Faults { faults: self.lost + self.repeated + self.foreign, of: self.pictures, what }
    }
}

/// A watcher that did not look for so many milliseconds may have missed a frame.
const BLIND: f64 = 12.0;

/// The pictures among what was seen.
#[must_use]
pub fn shown(seen: &[Seen]) -> Vec<Shown> {
    let Some(first) = seen.first() else { return Vec::new() };
    let mut shown = Vec::new();
    let mut after_blank = false;
    for seen in seen {
        match seen.sight {
            Some(mark) => {
                let at = millis(seen.at.saturating_duration_since(first.at));
                shown.push(Shown { at, unsure: millis(seen.blind), mark, after_blank });
                after_blank = false;
            }
            None => after_blank = true,
        }
    }
    shown
}

/// Reads a list of pictures. `may_follow(a, b)`: clip b can come after clip a. `to_the_end`: each
/// clip plays to its last frame; else frames that a cut leaves out of the clip before are not lost.
#[must_use]
pub fn read(
    shown: &[Shown],
    clips: &[Clip],
    to_the_end: bool,
    may_follow: impl Fn(u8, u8) -> bool,
) -> Sequence {
    let mut found = Sequence { pictures: shown.len() as u64, ..Sequence::default() };
    let clip_of = |id: u8| clips.iter().find(|clip| clip.id == id);
    for pair in shown.windows(2) {
        let (before, now) = (pair[0], pair[1]);
        let Some(clip) = clip_of(now.mark.clip) else {
            found.foreign += 1;
            continue;
        };
        let lost;
        let last = clip_of(before.mark.clip).map_or(0, |clip| clip.frames.saturating_sub(1));
        let goes_round = before.mark.clip == clip.id && now.mark.frame < before.mark.frame;
        if before.mark.clip == clip.id && !(goes_round && may_follow(clip.id, clip.id)) {
            if now.mark.frame <= before.mark.frame {
                found.repeated += 1;
                continue;
            }
            lost = now.mark.frame - before.mark.frame - 1;
        } else {
            if !may_follow(before.mark.clip, clip.id) {
                found.foreign += 1;
                continue;
            }
            let left_out = if to_the_end { last.saturating_sub(before.mark.frame) } else { 0 };
            lost = left_out + now.mark.frame;
            found.cuts.push(Cut {
                from: before.mark,
                to: now.mark,
                gap: now.at - before.at,
                blank: now.after_blank,
                from_at: before.at,
                at: now.at,
            });
        }
        if now.unsure > BLIND {
            found.unseen += u64::from(lost);
        } else {
            found.lost += u64::from(lost);
        }
    }
    found
}

/// How far each picture came from when it should have, in milliseconds: from the straight line with
/// the clip's own frame length through the middle of the (up to) 300 pictures around it. Each turn
/// of a clip is measured by itself, so that a cut is not counted here. Pictures that came while the
/// watcher did not look are left out.
#[must_use]
pub fn deviations(shown: &[Shown], clip: Clip) -> Vec<f64> {
    let mut found = Vec::new();
    let turns =
        shown.chunk_by(|before, now| before.mark.clip == now.mark.clip && before.mark.frame < now.mark.frame);
    for turn in turns.filter(|turn| turn[0].mark.clip == clip.id) {
        for part in turn.chunks(300) {
            let late: Vec<f64> = part
                .iter()
                .filter(|shown| shown.unsure <= BLIND)
                .map(|shown| shown.at - f64::from(shown.mark.frame) * clip.frame)
                .collect();
            let mut sorted = late.clone();
            sorted.sort_by(f64::total_cmp);
            let Some(middle) = sorted.get(sorted.len() / 2).filter(|_| part.len() >= 30) else { continue };
            found.extend(late.iter().map(|late| (late - middle).abs()));
        }
    }
    found
}

/// How much later than they should each of these frames came, in milliseconds; `frames` are those
/// looked at, and the line is laid through the middle of those before them. Earlier ones count as 0.
#[must_use]
pub fn late(shown: &[Shown], clip: Clip, frames: std::ops::Range<u16>) -> Vec<f64> {
    let off = |shown: &Shown| shown.at - f64::from(shown.mark.frame) * clip.frame;
    let of = |range: std::ops::Range<u16>| -> Vec<f64> {
        let own = shown.iter().filter(|shown| shown.mark.clip == clip.id && shown.unsure <= BLIND);
        own.filter(|shown| range.contains(&shown.mark.frame)).map(off).collect()
    };
    let mut before = of(frames.start.saturating_sub(60)..frames.start);
    before.sort_by(f64::total_cmp);
    let Some(middle) = before.get(before.len() / 2) else { return Vec::new() };
    of(frames).into_iter().map(|off| (off - middle).max(0.0)).collect()
}

/// As milliseconds.
#[must_use]
pub fn millis(length: Duration) -> f64 {
    length.as_secs_f64() * 1e3
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use std::time::Instant;

    const CLIPS: [Clip; 2] = [Clip { id: 1, frames: 4, frame: 40.0 }, Clip { id: 2, frames: 3, frame: 40.0 }];

    /// Clip and frame of each, 40 ms apart.
    fn at_pace(marks: &[(u8, u16)]) -> Vec<Shown> {
        let shown = |(nth, &(clip, frame)): (usize, &(u8, u16))| Shown {
            at: nth as f64 * 40.0,
            unsure: 0.4,
            mark: Mark { clip, frame },
            after_blank: false,
        };
        marks.iter().enumerate().map(shown).collect()
    }

    #[test]
    fn each_fault_is_counted_as_what_it_is() {
        // pictures, to the end, (lost, repeated, foreign, cuts)
        type Case = (&'static [(u8, u16)], bool, (u64, u64, u64, usize));
        let cases: [Case; 8] = [
            (&[(1, 0), (1, 1), (1, 2), (1, 3), (2, 0), (2, 1)], true, (0, 0, 0, 1)),
            (&[(1, 0), (1, 2), (1, 3), (2, 0)], true, (1, 0, 0, 1)),
            (&[(1, 2), (2, 0)], true, (1, 0, 0, 1)),
            (&[(1, 2), (2, 0)], false, (0, 0, 0, 1)),
            (&[(1, 2), (2, 1)], false, (1, 0, 0, 1)),
            (&[(1, 2), (1, 1), (1, 2)], false, (0, 1, 0, 0)),
            (&[(1, 3), (9, 0), (2, 0)], true, (0, 0, 2, 0)),
            // Clip 2 goes round.
            (&[(2, 1), (2, 2), (2, 0), (2, 1)], true, (0, 0, 0, 1)),
        ];
        for (marks, to_the_end, wanted) in cases {
            let found =
                read(&at_pace(marks), &CLIPS, to_the_end, |a, b| (a, b) == (1, 2) || (a, b) == (2, 2));
            let got = (found.lost, found.repeated, found.foreign, found.cuts.len());
            assert_eq!(got, wanted, "{marks:?}");
        }
    }

    #[test]
    fn what_the_watcher_did_not_look_at_is_not_the_players_fault() {
        let mut shown = at_pace(&[(1, 0), (1, 2)]);
        shown[1].unsure = 50.0;
        let found = read(&shown, &CLIPS, true, |_, _| true);
        assert_eq!((found.lost, found.unseen), (0, 1));
    }

    #[test]
    fn a_cut_is_from_the_last_picture_to_the_first_and_knows_of_a_black_screen() {
        let mut shown = at_pace(&[(1, 3), (2, 0)]);
        shown[1].at = 75.0;
        shown[1].after_blank = true;
        let cut = read(&shown, &CLIPS, true, |_, _| true).cuts[0];
        assert_eq!((cut.gap, cut.blank), (75.0, true));
    }

    #[test]
    fn one_late_picture_deviates_alone_and_a_stretched_cut_does_not_count() {
        let marks: Vec<(u8, u16)> = (0..60).map(|frame| (1, frame)).chain([(1, 0), (1, 1)]).collect();
        let mut shown = at_pace(&marks);
        shown[20].at += 7.0;
        for late in &mut shown[60..] {
            late.at += 100.0;
        }
        let found = deviations(&shown, Clip { id: 1, frames: 60, frame: 40.0 });
        let off: Vec<f64> = found.iter().copied().filter(|late| *late > 0.001).collect();
        assert_eq!((found.len(), off.len()), (60, 1));
        assert!((off[0] - 7.0).abs() < 1e-9);
    }

    #[test]
    fn black_screens_are_told_with_the_picture_after_them() {
        let start = Instant::now();
        let seen = |millis, sight| Seen {
            at: start + Duration::from_millis(millis),
            blind: Duration::from_micros(400),
            sight,
        };
        let mark = Mark { clip: 1, frame: 5 };
        let shown = shown(&[seen(0, None), seen(10, Some(mark))]);
        assert_eq!(shown.len(), 1);
        assert!(shown[0].after_blank && (shown[0].at - 10.0).abs() < 1e-6);
    }

    #[test]
    fn late_pictures_are_told_from_the_line_of_those_before() {
        let mut marks = Vec::new();
        for frame in 0..40 {
            marks.push((1, frame));
        }
        let mut shown = at_pace(&marks);
        shown[35].at += 9.0;
        shown[36].at -= 5.0;
        let clip = Clip { id: 1, frames: 40, frame: 40.0 };
        assert_eq!(late(&shown, clip, 34..38), [0.0, 9.0, 0.0, 0.0]);
        assert_eq!(late(&shown, clip, 0..3), [] as [f64; 0], "nothing to compare with");
    }
}
