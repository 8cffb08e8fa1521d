//! The written form of a time: `mm:ss.mmm`, hours in front when needed.

use crate::MediaDuration;
use core::fmt;
use core::str::FromStr;

/// The text is not a time of the form `mm:ss.mmm` or `hh:mm:ss.mmm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParseTimeError;

impl fmt::Display for ParseTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a time; write minutes, seconds and milliseconds such as \"01:05.250\"")
    }
}

impl core::error::Error for ParseTimeError {}

/// Writes `mm:ss.mmm`, or `hh:mm:ss.mmm` from one hour on, with `-` in front of negative lengths.
/// Parts below a millisecond are cut off.
impl fmt::Display for MediaDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative() { "-" } else { "" };
        let millis = self.flicks().unsigned_abs() / (crate::FLICKS_PER_SECOND.unsigned_abs() / 1_000);
        let (hours, minutes) = (millis / 3_600_000, millis / 60_000 % 60);
        let (seconds, rest) = (millis / 1_000 % 60, millis % 1_000);
        if hours > 0 {
            write!(f, "{sign}{hours:02}:{minutes:02}:{seconds:02}.{rest:03}")
        } else {
            write!(f, "{sign}{minutes:02}:{seconds:02}.{rest:03}")
        }
    }
}

/// Reads `[-][hh:]mm:ss[.mmm]`; one to three digits after the point, minutes and seconds below 60
/// (minutes may be larger when there are no hours).
impl FromStr for MediaDuration {
    type Err = ParseTimeError;

    fn from_str(text: &str) -> Result<Self, ParseTimeError> {
        let (sign, rest) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, fraction) =
            rest.split_once('.').map_or((rest, "0"), |(whole, fraction)| (whole, fraction));
        let parts = whole.split(':').map(number).collect::<Result<Vec<_>, _>>()?;
        let seconds = match parts[..] {
            [minutes, seconds] if seconds < 60 => minutes * 60 + seconds,
            [hours, minutes, seconds] if minutes < 60 && seconds < 60 => {
                hours * 3_600 + minutes * 60 + seconds
            }
            _ => return Err(ParseTimeError),
        };
        if fraction.is_empty() || fraction.len() > 3 {
            return Err(ParseTimeError);
        }
        let millis = number(&format!("{fraction:0<3}"))?;
        Ok(Self::from_millis(sign * (seconds * 1_000 + millis)))
    }
}

fn number(digits: &str) -> Result<i64, ParseTimeError> {
    if digits.is_empty() || digits.len() > 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(ParseTimeError);
    }
    digits.parse().map_err(|_| ParseTimeError)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn written_forms() {
        for (text, millis) in [
            ("00:00.000", 0),
            ("00:08.000", 8_000),
            ("-00:10.000", -10_000),
            ("61:02.5", 3_662_500),
            ("01:00:00.001", 3_600_001),
            ("00:07", 7_000),
        ] {
            assert_eq!(text.parse::<MediaDuration>().unwrap().millis(), millis, "{text}");
        }
        for text in
            ["", "8", "00:60.000", "00:00.0000", "1:2:3:4", "00:-1.000", "--00:01.000", "00:01.", "０0:01"]
        {
            assert_eq!(text.parse::<MediaDuration>(), Err(ParseTimeError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn reads_what_it_writes(millis in -400_000_000_i64..400_000_000) {
            let length = MediaDuration::from_millis(millis);
            prop_assert_eq!(length.to_string().parse::<MediaDuration>(), Ok(length));
        }

        #[test]
        fn never_panics(text in "\\PC{0,20}") {
            let _ = text.parse::<MediaDuration>();
        }
    }
}
