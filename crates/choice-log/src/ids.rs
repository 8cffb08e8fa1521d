//! Ids of sessions and records, and the key of an identified viewer.

use core::fmt;
use core::str::FromStr;
use uuid::{Builder, Uuid};

/// One viewer's way through one revision of a story. Random, so it tells nothing about the viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(Uuid);

/// One record, anywhere: a UUID of version 7, so that ids sort by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(Uuid);

/// Not an id: it is not a lower-case hyphenated UUID of the right version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a lower-case UUID such as 0199b2f4-6c1e-7d3a-9f00-2b8c61d4e5f6")]
pub struct IdError;

/// Who the viewer is to the people who follow up: an invitation's number, a mail address, a name.
/// 1 to [`ViewerKey::MAX_BYTES`] bytes, without control characters, nothing blank at either end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ViewerKey(String);

/// Why a text cannot be a viewer key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ViewerKeyError {
    /// Nothing in it.
    #[error("a viewer key cannot be empty")]
    Empty,
    /// Too long.
    #[error("a viewer key has at most {} bytes", ViewerKey::MAX_BYTES)]
    TooLong,
    /// Control characters, line breaks among them.
    #[error("a viewer key cannot have line breaks or other control characters")]
    Control,
}

impl SessionId {
    /// An id of 16 random bytes (a UUID of version 4).
    #[must_use]
    pub const fn from_random(random: [u8; 16]) -> Self {
        Self(Builder::from_random_bytes(random).into_uuid())
    }

    /// Its 16 bytes, as the hash chain covers them.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }
}

impl EventId {
    /// An id that is greater than `after`, with the time and randomness given.
    ///
    /// The layout is RFC 9562's version 7: 48 bits of Unix milliseconds, then 74 random bits. When
    /// the clock stood still or went back, the 122 bits of `after` are counted up by a random step
    /// instead (the RFC's "monotonic random", section 6.2, method 2).
    #[must_use]
    pub fn next(wall_time_unix_ms: u64, random: [u8; 10], after: Option<Self>) -> Self {
        const TAIL_BITS: u32 = 74;
        let mut wide = [0; 16];
        wide[6..].copy_from_slice(&random);
        let tail = u128::from_be_bytes(wide) & ((1 << TAIL_BITS) - 1);
        // The year 9999 needs 48 bits and leaves room above for counting on.
        let time = u128::from(wall_time_unix_ms.min(crate::instant::LAST_UNIX_MS));
        let fresh = (time << TAIL_BITS) | tail;
        let number = match after.map(Self::number) {
            Some(last) if fresh <= last => {
                let step = (tail & u128::from(u32::MAX)) + 1;
                last + step
            }
            _ => fresh,
        };
        Self::from_number(number)
    }

    /// The 122 bits that are neither version nor variant.
    fn number(self) -> u128 {
        let all = self.0.as_u128();
        let time = all >> 80;
        let middle = (all >> 64) & 0xfff;
        let low = all & ((1 << 62) - 1);
        (time << 74) | (middle << 62) | low
    }

    fn from_number(number: u128) -> Self {
        let time = number >> 74;
        let middle = (number >> 62) & 0xfff;
        let low = number & ((1 << 62) - 1);
        Self(Uuid::from_u128((time << 80) | (0x7 << 76) | (middle << 64) | (0b10 << 62) | low))
    }
}

impl ViewerKey {
    /// The longest key, in bytes of UTF-8.
    pub const MAX_BYTES: usize = 256;

    /// Takes a key as a person wrote it; blanks around it are dropped.
    ///
    /// # Errors
    /// [`ViewerKeyError`] says what to write instead; show it.
    pub fn new(text: &str) -> Result<Self, ViewerKeyError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ViewerKeyError::Empty);
        }
        if text.len() > Self::MAX_BYTES {
            return Err(ViewerKeyError::TooLong);
        }
        if text.chars().any(char::is_control) {
            return Err(ViewerKeyError::Control);
        }
        Ok(Self(text.to_owned()))
    }

    /// The key as it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads only the one canonical spelling: another spelling of the same number is a changed byte.
fn parse_uuid(text: &str) -> Result<Uuid, IdError> {
    let uuid = Uuid::try_parse(text).map_err(|_| IdError)?;
    let mut buffer = Uuid::encode_buffer();
    if uuid.hyphenated().encode_lower(&mut buffer) == text { Ok(uuid) } else { Err(IdError) }
}

impl FromStr for SessionId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        parse_uuid(text).map(Self)
    }
}

impl FromStr for EventId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let uuid = parse_uuid(text)?;
        if uuid.get_version_num() == 7 { Ok(Self(uuid)) } else { Err(IdError) }
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl fmt::Display for ViewerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn event_ids_grow_when_the_clock_stands_or_goes_back() {
        let times = [5_000, 5_000, 4_000, 0, 5_000, 5_001, u64::MAX, u64::MAX, 1];
        let mut last = None;
        for (step, time) in times.into_iter().enumerate() {
            for random in [[0; 10], [0xff; 10], [u8::try_from(step).unwrap(); 10]] {
                let id = EventId::next(time, random, last);
                if let Some(last) = last {
                    assert!(id > last, "{id} after {last}");
                }
                assert_eq!(id.to_string().parse(), Ok(id));
                assert_eq!(EventId::from_number(id.number()), id);
                last = Some(id);
            }
        }
    }

    #[test]
    fn an_event_id_begins_with_its_time() {
        let id = EventId::next(0x0199_b2f4_6c1e, [0xa5; 10], None).to_string();
        assert!(id.starts_with("0199b2f4-6c1e-7"), "{id}");
    }

    #[test]
    fn other_spellings_are_refused() {
        let id = SessionId::from_random([0xab; 16]).to_string();
        assert!(id.parse::<SessionId>().is_ok());
        for wrong in
            [id.to_uppercase(), id.replace('-', ""), format!("{{{id}}}"), format!("{id} "), String::new()]
        {
            assert_eq!(wrong.parse::<SessionId>(), Err(IdError), "{wrong}");
        }
        assert_eq!(id.parse::<EventId>(), Err(IdError), "version 4 is no event id");
    }

    #[test]
    fn viewer_keys() {
        assert_eq!(ViewerKey::new(" 内定 A-17 ").unwrap().as_str(), "内定 A-17");
        assert_eq!(ViewerKey::new("  "), Err(ViewerKeyError::Empty));
        assert_eq!(ViewerKey::new("a\nb"), Err(ViewerKeyError::Control));
        assert_eq!(ViewerKey::new(&"x".repeat(257)), Err(ViewerKeyError::TooLong));
    }
}
