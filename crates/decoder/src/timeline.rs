//! Makes sense of the timestamps that containers give: missing, doubled, running backwards.

use media_time::{MediaDuration, MediaTime};

/// A jump back by more than this is a new timeline that begins in mid-file (joined files), not a
/// mistake of single stamps.
const NEW_TIMELINE: MediaDuration = MediaDuration::from_seconds(1);

/// Gives pictures times that only grow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PictureTimes {
    /// How long a picture lasts when nothing says it.
    usual: MediaDuration,
    last: Option<(MediaTime, MediaDuration)>,
    /// Added to every stamp since a jump back.
    shift: MediaDuration,
}

impl PictureTimes {
    /// Before the first picture. `usual`: how long one lasts at the stream's rate.
    pub(crate) fn new(usual: MediaDuration) -> Self {
        Self { usual, last: None, shift: MediaDuration::ZERO }
    }

    /// How long a picture lasts when nothing says it.
    pub(crate) fn usual(&self) -> MediaDuration {
        self.usual
    }

    /// Where the next picture lies, given its stamp and duration as the file says them. `None` when
    /// nothing tells: no stamp, and no picture before it.
    pub(crate) fn place(&mut self, stamp: Option<MediaTime>, lasts: MediaDuration) -> Option<MediaTime> {
        let stamp = stamp.map(|stamp| stamp + self.shift);
        let time = match (stamp, self.last) {
            (None, None) => return None,
            (Some(stamp), None) => stamp,
            (None, Some((last, lasted))) => last + lasted,
            (Some(stamp), Some((last, _))) if stamp > last => stamp,
            (Some(stamp), Some((last, lasted))) if last - stamp > NEW_TIMELINE => {
                self.shift += (last + lasted) - stamp;
                last + lasted
            }
            // Doubled or slightly backwards: a short step, so that the next good stamp still lies
            // later and nothing drifts.
            (Some(_), Some((last, _))) => last + self.usual.scaled(1, 8).max(MediaDuration::from_flicks(1)),
        };
        let lasts = if lasts > MediaDuration::ZERO { lasts } else { self.usual };
        self.last = Some((time, lasts));
        Some(time)
    }
}

/// What to do with the next piece of decoded sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    /// It follows what came before.
    Follows,
    /// It lies at this sample: later (a hole) or a little earlier (an overlap).
    Elsewhere(i64),
}

/// Counts samples, so that jitter of stamps does not become clicks, and finds holes and overlaps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SoundTimes {
    rate: u32,
    /// Added to every stamp since a jump.
    shift: i64,
}

impl SoundTimes {
    /// At this output rate.
    pub(crate) fn new(rate: u32) -> Self {
        Self { rate, shift: 0 }
    }

    /// Compares where a piece lies by its stamp (in samples; `None`: it has none) with where it is
    /// `expected` by counting. `last` is the last sample that the file can have.
    /// `heard`: whether anything was handed on already. Before that, every stamp corrects the count:
    /// the first ones after a seek may belong to another block. `exact`: the stamp was found on a
    /// [`SoundGrid`].
    pub(crate) fn join(
        &mut self,
        stamp: Option<i64>,
        expected: i64,
        last: i64,
        heard: bool,
        exact: bool,
    ) -> Join {
        let Some(stamp) = stamp else { return Join::Follows };
        let stamp = stamp.saturating_add(self.shift);
        let difference = stamp.saturating_sub(expected);
        let second = i64::from(self.rate);
        // Containers round to milliseconds and codecs to blocks; less than this is no hole.
        let tolerance = match (heard, exact) {
            (true, _) => second / 25,
            (false, false) => second / 500,
            // As times are rounded to samples.
            (false, true) => 1,
        };
        if difference.abs() <= tolerance {
            return Join::Follows;
        }
        if difference < -second || stamp > last.saturating_add(second) {
            self.shift = self.shift.saturating_sub(difference);
            return Join::Follows;
        }
        Join::Elsewhere(stamp)
    }
}

/// Where pieces of sound can lie. Some containers round stamps to whole milliseconds; but pieces follow
/// one another without a gap from the stream's start, and each is as long as the others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SoundGrid {
    /// Where a piece begins, exactly as it does when the stream is decoded from its start.
    origin: MediaTime,
    /// What stamps are rounded to.
    tick: MediaDuration,
    /// All pieces are multiples of this; `None`: as long as the one before them.
    unit: Option<MediaDuration>,
}

impl SoundGrid {
    /// Of a stream that starts at `start`, with stamps in steps of `tick`. The decoder drops `dropped`
    /// of its beginning, and moves the stamp by so many whole ticks.
    pub(crate) fn new(
        start: MediaTime,
        tick: MediaDuration,
        dropped: MediaDuration,
        unit: Option<MediaDuration>,
    ) -> Self {
        let half = MediaDuration::from_flicks(tick.flicks() / 2);
        let ticks = (dropped + half).flicks().div_euclid(tick.flicks().max(1));
        let moved = MediaDuration::from_flicks(ticks * tick.flicks());
        Self { origin: start + moved - dropped, tick, unit }
    }

    /// Where a piece begins that is `length` long and by its stamp begins at `stamp`; `before`: how
    /// long the piece before it was. `None`: the grid does not tell.
    pub(crate) fn place(
        &self,
        stamp: MediaTime,
        length: MediaDuration,
        before: Option<MediaDuration>,
    ) -> Option<MediaTime> {
        let unit = self.unit.or(before.filter(|before| *before == length))?.flicks();
        if unit <= 2 * self.tick.flicks() {
            return None;
        }
        // By its end: of the first piece the beginning may have been dropped.
        let end = (stamp + length - self.origin).flicks();
        let nearest = (end + unit / 2).div_euclid(unit) * unit;
        // The stream's start is rounded as well.
        let near = self.unit.is_some() || (nearest - end).abs() <= self.tick.flicks();
        near.then(|| self.origin + MediaDuration::from_flicks(nearest) - length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place_all(stamps: &[Option<i64>]) -> Vec<i64> {
        let mut times = PictureTimes::new(MediaDuration::from_millis(40));
        stamps
            .iter()
            .filter_map(|stamp| times.place(stamp.map(MediaTime::from_millis), MediaDuration::ZERO))
            .map(MediaTime::millis)
            .collect()
    }

    #[test]
    fn stamps_are_repaired() {
        let cases: &[(&[Option<i64>], &[i64])] = &[
            (&[Some(0), Some(40), Some(80)], &[0, 40, 80]),
            (&[Some(-80), Some(-40), Some(0)], &[-80, -40, 0]),
            (&[Some(0), None, None, Some(120)], &[0, 40, 80, 120]),
            (&[Some(0), Some(40), Some(40), Some(80)], &[0, 40, 45, 80]),
            (&[Some(0), Some(80), Some(40), Some(120)], &[0, 80, 85, 120]),
            (&[Some(5_000), Some(5_040), Some(0), Some(40)], &[5_000, 5_040, 5_080, 5_120]),
            (&[None, Some(40)], &[40]),
        ];
        for (stamps, expected) in cases {
            assert_eq!(place_all(stamps), *expected, "{stamps:?}");
        }
    }

    #[test]
    fn pieces_of_sound_are_found_on_their_grid() {
        let samples = |count, rate| MediaDuration::from_samples(count, rate);
        let millis = MediaDuration::from_millis;
        // Opus in Matroska: 312 samples are dropped at the start, which is taken for 7 ms, so that
        // the first of 20 ms are stamped -7 and the next ones 13 or 14.
        let opus = SoundGrid::new(
            MediaTime::from_millis(-7),
            millis(1),
            samples(312, 48_000),
            Some(samples(120, 48_000)),
        );
        let place = |grid: &SoundGrid, stamp, length, before| {
            let place = grid.place(MediaTime::from_millis(stamp), length, before)?;
            Some((place - MediaTime::ZERO).flicks() / samples(1, 48_000).flicks())
        };
        assert_eq!(place(&opus, 0, samples(648, 48_000), None), Some(0));
        for stamp in [13, 14] {
            assert_eq!(place(&opus, stamp, samples(960, 48_000), None), Some(648));
        }
        assert_eq!(place(&opus, 1_994, samples(960, 48_000), None), Some(99 * 960 + 648));
        // Pieces of AAC, 21 1/3 ms each.
        let aac = SoundGrid::new(MediaTime::ZERO, millis(1), MediaDuration::ZERO, None);
        let piece = samples(1_024, 48_000);
        for (stamp, number) in [(0, 0), (21, 1), (43, 2), (64, 3), (21_333, 1_000), (21_334, 1_000)] {
            assert_eq!(place(&aac, stamp, piece, Some(piece)), Some(number * 1_024), "{stamp}");
        }
        assert_eq!(place(&aac, 30, piece, Some(piece)), None, "there is a hole before it");
        assert_eq!(place(&aac, 21, piece, None), None, "the first one after a seek may be cut");
        assert_eq!(place(&aac, 21, piece, Some(samples(512, 48_000))), None);
    }

    #[test]
    fn sound_joins() {
        let mut times = SoundTimes::new(48_000);
        let last = 480_000;
        assert_eq!(times.join(None, 1_000, last, true, false), Join::Follows);
        assert_eq!(times.join(Some(1_024), 1_000, last, true, false), Join::Follows);
        assert_eq!(times.join(Some(10_000), 1_000, last, true, false), Join::Elsewhere(10_000));
        assert_eq!(times.join(Some(1_000), 10_000, last, true, false), Join::Elsewhere(1_000));
        assert_eq!(times.join(Some(1_100), 1_000, last, false, false), Join::Elsewhere(1_100));
        assert_eq!(times.join(Some(1_020), 1_000, last, false, true), Join::Elsewhere(1_020));
        assert_eq!(times.join(Some(1_001), 1_000, last, false, true), Join::Follows);
        assert_eq!(times.join(Some(1_020), 1_000, last, true, true), Join::Follows);
        // A new timeline in mid-file: from here on everything is shifted.
        assert_eq!(times.join(Some(0), 240_000, last, true, false), Join::Follows);
        assert_eq!(times.join(Some(1_024), 241_024, last, true, false), Join::Follows);
        // A stamp far beyond the end would be hours of silence.
        let mut times = SoundTimes::new(48_000);
        assert_eq!(times.join(Some(1 << 40), 1_000, last, true, false), Join::Follows);
    }

    proptest! {
        #[test]
        fn times_only_grow(stamps in proptest::collection::vec(proptest::option::of(any::<i32>()), 0..40)) {
            let mut times = PictureTimes::new(MediaDuration::from_millis(40));
            let mut last = None;
            for stamp in stamps {
                let stamp = stamp.map(|value| MediaTime::from_millis(i64::from(value)));
                let time = times.place(stamp, MediaDuration::ZERO);
                prop_assert!(last.is_none() || time > last);
                last = time.or(last);
            }
        }
    }
}
