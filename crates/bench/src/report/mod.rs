//! The table: figure · Edamichi · peer · ratio · goal · met.

mod machine;
mod stats;
mod write;

pub use machine::{Machine, load};
pub use stats::Spread;
pub use write::{keep_latest, splice, write_all};

use serde::Serialize;
use std::fmt;

/// Everything that was measured in one run.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// Where, and how busy it was.
    pub machine: Machine,
    /// In the order of measuring.
    pub rows: Vec<Row>,
    /// Peers that are not installed, measurements that could not be made, and why.
    pub remarks: Vec<String>,
}

/// One figure.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The part of the table, such as "Cuts".
    pub group: String,
    /// What was measured, under which condition.
    pub figure: String,
    /// What Edamichi did.
    pub ours: Value,
    /// The peer's name and what it did in the same run; `None`: there is nothing to compare with.
    pub peer: Option<(String, Value)>,
    /// What ours should be.
    pub goal: Option<Goal>,
}

/// What was measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Value {
    /// One number.
    One(f64, Unit),
    /// Many of them.
    Many(Spread, Unit),
    /// Counted faults (lost, repeated … ), of so many cases. None is the goal.
    Faults {
        /// How many there were.
        faults: u64,
        /// Among how many.
        of: u64,
        /// What they are, in words.
        what: String,
    },
    /// It could not be measured: why.
    Missing(String),
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Unit {
    /// Milliseconds.
    Millis,
    /// Microseconds.
    Micros,
    /// Millions of bytes.
    Megabytes,
    /// Hundredths.
    Percent,
    /// Things a second.
    PerSecond,
    /// A plain number, such as a ratio or an amplitude.
    Plain,
}

/// What a figure should be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum Goal {
    /// The number, or the median, is at most this.
    AtMost(f64),
    /// The median and the worst are at most these.
    MedianAndWorst(f64, f64),
    /// The number, or the median, is at least this.
    AtLeast(f64),
    /// At most so many times the peer's.
    TimesPeer(f64),
    /// No faults.
    None,
}

impl Value {
    /// Of these values.
    #[must_use]
    pub fn many(values: &[f64], unit: Unit) -> Self {
        Spread::of(values)
            .map_or_else(|| Self::Missing("nothing was seen".to_owned()), |spread| Self::Many(spread, unit))
    }

    /// The number, the median, or the count of faults.
    #[must_use]
    pub fn main(&self) -> Option<f64> {
        match self {
            Self::One(value, _) => Some(*value),
            Self::Many(spread, _) => Some(spread.median),
            Self::Faults { faults, .. } => Some(*faults as f64),
            Self::Missing(_) => None,
        }
    }

    /// The largest.
    #[must_use]
    pub fn worst(&self) -> Option<f64> {
        match self {
            Self::Many(spread, _) => Some(spread.worst),
            other => other.main(),
        }
    }
}

impl Row {
    /// A figure of ours alone.
    #[must_use]
    pub fn new(group: &str, figure: impl Into<String>, ours: Value) -> Self {
        Self { group: group.to_owned(), figure: figure.into(), ours, peer: None, goal: None }
    }

    /// Beside this peer.
    #[must_use]
    pub fn beside(mut self, name: &str, value: Value) -> Self {
        self.peer = Some((name.to_owned(), value));
        self
    }

    /// With this goal.
    #[must_use]
    pub fn goal(mut self, goal: Goal) -> Self {
        self.goal = Some(goal);
        self
    }

    /// Ours divided by the peer's.
    #[must_use]
    pub fn ratio(&self) -> Option<f64> {
        let (_, peer) = self.peer.as_ref()?;
        let (ours, peer) = (self.ours.main()?, peer.main()?);
        (peer > 0.0).then(|| ours / peer)
    }

    /// Whether the goal is met; `None` when that cannot be said.
    #[must_use]
    pub fn is_met(&self) -> Option<bool> {
        let main = self.ours.main()?;
        match self.goal? {
            Goal::AtMost(most) => Some(main <= most),
            Goal::MedianAndWorst(median, worst) => Some(main <= median && self.ours.worst()? <= worst),
            Goal::AtLeast(least) => Some(main >= least),
            Goal::TimesPeer(times) => Some(self.ratio()? <= times),
            Goal::None => Some(main == 0.0),
        }
    }

    fn unit(&self) -> Option<Unit> {
        match &self.ours {
            Value::One(_, unit) | Value::Many(_, unit) => Some(*unit),
            Value::Faults { .. } | Value::Missing(_) => None,
        }
    }
}

impl Report {
    /// A report of this machine, without rows.
    #[must_use]
    pub fn begin() -> Self {
        Self { machine: Machine::look(), ..Self::default() }
    }

    /// Adds what a part of the run gave.
    pub fn absorb(&mut self, part: Self) {
        self.machine.load_after = part.machine.load_after;
        if self.machine.adapter.is_empty() {
            self.machine.adapter = part.machine.adapter;
        }
        self.rows.extend(part.rows);
        for remark in part.remarks {
            if !self.remarks.contains(&remark) {
                self.remarks.push(remark);
            }
        }
    }

    /// Adds a row and shows it at once: a run is long.
    pub fn add(&mut self, row: Row) {
        tell(&format!("    {} | {}", row.figure, row.ours));
        self.rows.push(row);
    }

    /// Adds a sentence below the table.
    pub fn remark(&mut self, words: impl Into<String>) {
        let words = words.into();
        tell(&format!("    {words}"));
        if !self.remarks.contains(&words) {
            self.remarks.push(words);
        }
    }
}

/// Progress, for whoever watches the run.
#[allow(clippy::print_stderr, reason = "a program for people at a terminal")]
pub(crate) fn tell(words: &str) {
    eprintln!("{words}");
}

impl Unit {
    const fn word(self) -> &'static str {
        match self {
            Self::Millis => " ms",
            Self::Micros => " µs",
            Self::Megabytes => " MB",
            Self::Percent => " %",
            Self::PerSecond => " /s",
            Self::Plain => "",
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(value, unit) => write!(f, "{}{}", number(*value), unit.word()),
            Self::Many(spread, unit) => write!(
                f,
                "{}{} (p95 {}, worst {}; n {})",
                number(spread.median),
                unit.word(),
                number(spread.p95),
                number(spread.worst),
                spread.count
            ),
            Self::Faults { faults, of, what } => write!(f, "{faults} {what} of {of}"),
            Self::Missing(why) => write!(f, "– ({why})"),
        }
    }
}

/// A goal in words, with the unit of its row.
#[must_use]
pub(crate) fn goal_words(row: &Row) -> String {
    let unit = row.unit().map_or("", Unit::word);
    match row.goal {
        None => String::new(),
        Some(Goal::AtMost(most)) => format!("≤ {}{unit}", number(most)),
        Some(Goal::MedianAndWorst(median, worst)) if median == worst => {
            format!("worst ≤ {}{unit}", number(worst))
        }
        Some(Goal::MedianAndWorst(median, worst)) => {
            format!("median ≤ {}, worst ≤ {}{unit}", number(median), number(worst))
        }
        Some(Goal::AtLeast(least)) => format!("≥ {}{unit}", number(least)),
        Some(Goal::TimesPeer(times)) => format!("≤ {} × peer", number(times)),
        Some(Goal::None) => "0".to_owned(),
    }
}

/// With as many digits as mean something.
pub(crate) fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 0.01 || size == 0.0 => {
            format!("{value:.2}").trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => format!("{value:.5}").trim_end_matches('0').trim_end_matches('.').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_are_met_or_missed_or_unknown() {
        let millis = |values: &[f64]| Row::new("g", "f", Value::many(values, Unit::Millis));
        assert_eq!(millis(&[1.0, 2.0]).goal(Goal::AtMost(1.0)).is_met(), Some(true));
        assert_eq!(millis(&[1.0, 20.0]).goal(Goal::MedianAndWorst(1.0, 17.0)).is_met(), Some(false));
        assert_eq!(millis(&[]).goal(Goal::AtMost(1.0)).is_met(), None);
        let beside = millis(&[3.0]).beside("mpv", Value::One(2.0, Unit::Millis));
        assert_eq!(beside.ratio(), Some(1.5));
        assert_eq!(beside.clone().goal(Goal::TimesPeer(1.05)).is_met(), Some(false));
        let missing = millis(&[3.0]).beside("mpv", Value::Missing("not installed".into()));
        assert_eq!(missing.goal(Goal::TimesPeer(1.0)).is_met(), None);
        let faults = Value::Faults { faults: 0, of: 200, what: "lost".into() };
        assert_eq!(Row::new("g", "f", faults).goal(Goal::None).is_met(), Some(true));
    }

    #[test]
    fn numbers_have_the_digits_that_mean_something() {
        let cases = [
            (0.0, "0"),
            (1.0, "1"),
            (33.333, "33.3"),
            (0.1234, "0.12"),
            (1234.5, "1234"),
            (0.0012, "0.0012"),
        ];
        for (value, words) in cases {
            assert_eq!(number(value), words);
        }
    }
}
