//! The import index: what reading a clip to its end tells, kept so that it need not be found out
//! each time the clip is opened.
//!
//! An index comes with the story, so it can be as wrong or as hostile as any other file of a
//! stranger's. Nothing in it is used before [`ClipIndex::check`] found it within bounds, the file's
//! identity was compared, and the container was found to have the streams that the index tells of.
//! What is used then is never more than what the container's own headers could have said.

mod text;

pub use text::{MediaIndex, MediaIndexError};

use crate::Loudness;
use media_time::{MediaDuration, MediaTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The present form of an index. One with another number is not read.
pub const FORMAT: u32 = 1;

/// Most streams that an index may tell of.
const MOST_STREAMS: usize = 64;
/// Most keyframes that are kept. A clip with more has hardly any other pictures, and needs no list.
pub const MOST_KEYFRAMES: usize = 50_000;
/// Longest codec setup that is kept.
pub const MOST_SETUP_BYTES: usize = 4_096;
/// Longest text in an index, in bytes.
pub const LONGEST_TEXT: usize = 400;
/// Beyond this no time of a file is true: two weeks in either direction. Transport streams count to
/// 26 hours.
const FURTHEST: MediaDuration = MediaDuration::from_seconds(14 * 24 * 3_600);

/// What reading a clip to its end told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClipIndex {
    /// Which file it is of.
    pub file: FileIdentity,
    /// The container as the decoder names it.
    pub container: String,
    /// Container and codecs, for people.
    pub description: String,
    /// Where the container says it starts, on its own timeline: zero of the file's time.
    pub origin: MediaTime,
    /// How long the container is as a whole.
    pub length: MediaDuration,
    /// Whether the clip was seen to open from this alone as it does when its packets are looked into.
    pub quick: bool,
    /// Its streams of pictures and sound, in the container's order.
    pub streams: Vec<StreamIndex>,
    /// The pictures that are played; `None`: there are none that can be.
    pub picture: Option<PictureIndex>,
    /// The sound that is played; `None`: there is none that can be.
    pub sound: Option<SoundIndex>,
    /// What went wrong while it was read, for people; it plays as far as that allows.
    pub fault: Option<String>,
}

/// Which file an index is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileIdentity {
    /// Its bytes.
    pub size: u64,
    /// BLAKE3 of its size, its first and its last 64 KiB: compared whenever it is opened.
    pub ends: Digest,
    /// BLAKE3 of all of it: compared when the index is made again.
    pub content: Digest,
}

/// A BLAKE3 hash; in text 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

/// What the container's headers and a look into its packets told of a stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StreamIndex {
    /// Its place in the container.
    pub index: u32,
    /// Pictures or sound.
    pub kind: StreamIndexKind,
    /// Its codec's name.
    pub codec: String,
    /// The length of a tick in seconds, numerator and denominator.
    pub time_base: (u32, u32),
    /// Where it starts on the container's timeline.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub start: Option<MediaTime>,
    /// How long it is, as its own header says or as it was measured.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub duration: Option<MediaDuration>,
    /// Pictures a second, numerator and denominator.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub frame_rate: Option<(u32, u32)>,
    /// Width and height before pixel aspect and rotation; zero for sound.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub size: (u32, u32),
    /// Width and height of a sample.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub pixel_aspect: Option<(u32, u32)>,
    /// Degrees by which it is turned clockwise before it is shown: 0, 90, 180 or 270.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub turned: u32,
    /// Pictures that the decoder may hold back for their order.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub delay: u32,
    /// Channels; zero for pictures.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub channels: u32,
    /// Sample frames a second; zero for pictures.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub rate: u32,
    /// A picture that belongs to a sound file, such as an album's cover.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub cover: bool,
    /// Marked as the one to play.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub preferred: bool,
    /// What the decoder needs before the first packet, in hexadecimal; empty where the container's
    /// header has it.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub setup: Setup,
}

/// Pictures or sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StreamIndexKind {
    /// Pictures.
    Picture,
    /// Sound.
    Sound,
}

/// The pictures that are played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureIndex {
    /// Which stream.
    pub stream: u32,
    /// How many could be decoded.
    pub frames: u64,
    /// Where the last one ends, in the file's time.
    pub end: MediaTime,
    /// Width and height as shown.
    pub display_size: (u32, u32),
    /// Sample format and colours, for people.
    pub colours: String,
    /// Where decoding can begin: ticks of the stream, growing. Empty where the container's own order
    /// of time is not to be trusted.
    pub keyframes: Vec<i64>,
}

/// The sound that is played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SoundIndex {
    /// Which stream.
    pub stream: u32,
    /// Where it ends, in the file's time.
    pub end: MediaTime,
    /// How loud it is; `None`: silent, or too short to say.
    pub loudness: Option<Loudness>,
}

/// Bytes in hexadecimal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setup(pub Vec<u8>);

impl ClipIndex {
    /// Whether everything in it is within bounds.
    ///
    /// # Errors
    /// What is not, for people. The index is not used then.
    pub fn check(&self) -> Result<(), String> {
        let texts = [&self.container, &self.description];
        let texts = texts.into_iter().chain(self.fault.as_ref()).chain(self.streams.iter().map(|s| &s.codec));
        let colours = self.picture.as_ref().map(|picture| &picture.colours);
        require(texts.chain(colours).all(|text| text.len() <= LONGEST_TEXT), "a text is too long")?;
        require((1..=MOST_STREAMS).contains(&self.streams.len()), "it has too many streams, or none")?;
        require(is_near(self.origin), "its start cannot be true")?;
        require(is_length(self.length), "its length cannot be true")?;
        for (place, stream) in self.streams.iter().enumerate() {
            let earlier = self.streams.get(..place).unwrap_or_default();
            require(earlier.iter().all(|other| other.index < stream.index), "its streams are not in order")?;
            stream.check()?;
        }
        if let Some(picture) = &self.picture {
            self.find(picture.stream, StreamIndexKind::Picture)?;
            require(is_near(picture.end), "its last picture's end cannot be true")?;
            require(picture.keyframes.len() <= MOST_KEYFRAMES, "it has too many keyframes")?;
            let grow = picture.keyframes.is_sorted_by(|a, b| a < b);
            require(grow, "its keyframes are not in order")?;
        }
        if let Some(sound) = &self.sound {
            self.find(sound.stream, StreamIndexKind::Sound)?;
            require(is_near(sound.end), "its sound's end cannot be true")?;
        }
        Ok(())
    }

    fn find(&self, index: u32, kind: StreamIndexKind) -> Result<(), String> {
        let there = self.streams.iter().any(|stream| stream.index == index && stream.kind == kind);
        require(there, "it plays a stream that it does not have")
    }

    /// How loud its sound is.
    #[must_use]
    pub fn loudness(&self) -> Option<Loudness> {
        self.sound.as_ref()?.loudness
    }
}

impl StreamIndex {
    fn check(&self) -> Result<(), String> {
        let fraction = |(numerator, denominator): (u32, u32)| {
            let known = 1..=i32::MAX.unsigned_abs();
            known.contains(&numerator) && known.contains(&denominator)
        };
        require(fraction(self.time_base), "a stream's ticks cannot be true")?;
        require(self.frame_rate.is_none_or(fraction), "a rate of pictures cannot be true")?;
        require(self.pixel_aspect.is_none_or(fraction), "a shape of pixels cannot be true")?;
        require(self.start.is_none_or(is_near), "a stream's start cannot be true")?;
        require(self.duration.is_none_or(is_length), "a stream's length cannot be true")?;
        require(self.size.0 <= 1 << 16 && self.size.1 <= 1 << 16, "a picture's size cannot be true")?;
        require(matches!(self.turned, 0 | 90 | 180 | 270), "a turn of the picture cannot be true")?;
        require(self.delay <= 16, "a decoder's delay cannot be true")?;
        require(self.channels <= 64 && self.rate <= 1_000_000, "a sound's form cannot be true")?;
        require(self.setup.0.len() <= MOST_SETUP_BYTES, "a codec's setup is too long")
    }
}

/// What is usual is not written down.
fn is_usual<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn require(holds: bool, otherwise: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise.to_owned()) }
}

fn is_near(time: MediaTime) -> bool {
    time.flicks().unsigned_abs() <= FURTHEST.flicks().unsigned_abs()
}

fn is_length(length: MediaDuration) -> bool {
    (MediaDuration::ZERO..=FURTHEST).contains(&length)
}

impl core::fmt::Display for Digest {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl core::fmt::Debug for Digest {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let bytes = from_hex(&String::deserialize(from)?);
        let digest = bytes.and_then(|bytes| bytes.try_into().ok());
        digest.map(Self).ok_or_else(|| serde::de::Error::custom("no hash of 64 hexadecimal digits"))
    }
}

impl Serialize for Setup {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
    }
}

impl<'de> Deserialize<'de> for Setup {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        from_hex(&text).map(Self).ok_or_else(|| serde::de::Error::custom("no bytes in hexadecimal"))
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|digit| digit.to_digit(16).and_then(|value| u8::try_from(value).ok())).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

#[cfg(test)]
mod tests;
