//! Wall time as it is written: RFC 3339, UTC, always with three digits of milliseconds.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// The last millisecond that four digits of a year can say: 9999-12-31T23:59:59.999Z.
pub const LAST_UNIX_MS: u64 = 253_402_300_799_999;

/// `2026-04-01T09:30:00.000Z`. Times after the year 9999 are written as its last millisecond.
#[must_use]
pub fn to_rfc3339(unix_ms: u64) -> String {
    let unix_ms = unix_ms.min(LAST_UNIX_MS);
    let seconds = i64::try_from(unix_ms / 1000).unwrap_or(0);
    let date = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        date.year(),
        u8::from(date.month()),
        date.day(),
        date.hour(),
        date.minute(),
        date.second(),
        unix_ms % 1000
    )
}

/// Reads any RFC 3339 time from 1970 to 9999, in whatever offset; what is finer than a millisecond
/// is cut off.
#[must_use]
pub fn from_rfc3339(text: &str) -> Option<u64> {
    let nanos = OffsetDateTime::parse(text, &Rfc3339).ok()?.unix_timestamp_nanos();
    u64::try_from(nanos / 1_000_000).ok().filter(|&ms| nanos >= 0 && ms <= LAST_UNIX_MS)
}

/// Reads only what [`to_rfc3339`] writes.
pub(crate) fn from_written(text: &str) -> Option<u64> {
    from_rfc3339(text).filter(|&ms| to_rfc3339(ms) == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_and_read() {
        for (ms, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_775_035_800_007, "2026-04-01T09:30:00.007Z"),
            (LAST_UNIX_MS, "9999-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(to_rfc3339(ms), text);
            assert_eq!(from_written(text), Some(ms));
        }
        assert_eq!(to_rfc3339(u64::MAX), "9999-12-31T23:59:59.999Z");
        assert_eq!(from_rfc3339("2026-04-01T18:30:00+09:00"), Some(1_775_035_800_000));
        for odd in
            ["2026-04-01T09:30:00Z", "2026-04-01T18:30:00.000+09:00", "1969-12-31T23:59:59.999Z", "", "日"]
        {
            assert_eq!(from_written(odd), None, "{odd}");
        }
    }
}
