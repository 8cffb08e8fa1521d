//! How bright a picture of high dynamic range gets, as its metadata says.

use ffmpeg_next::codec::packet::side_data::{SideData as PacketData, Type as PacketSideData};
use ffmpeg_next::frame::side_data::{SideData as FrameData, Type as FrameSideData};
use ffmpeg_next::{Stream, frame};

/// What can be: below, nothing is of high dynamic range; above, ST 2084 ends.
const PLAUSIBLE: core::ops::RangeInclusive<u32> = 100..=10_000;

/// The brightest that this picture gets, in cd/m²: MaxCLL (CTA-861.3), or else the peak of the
/// display it was mastered on (SMPTE ST 2086).
pub(crate) fn peak_of_frame(frame: &frame::Video) -> Option<u16> {
    let level = frame.side_data(FrameSideData::ContentLightLevel);
    let mastered = frame.side_data(FrameSideData::MasteringDisplayMetadata);
    peak(level.as_ref().map(FrameData::data), mastered.as_ref().map(FrameData::data))
}

/// The same, from a container's header.
pub(crate) fn peak_of_stream(stream: &Stream<'_>) -> Option<u16> {
    let find = |kind: PacketSideData| stream.side_data().find(|data| data.kind() == kind);
    let level = find(PacketSideData::ContentLightLevel);
    let mastered = find(PacketSideData::MasteringDisplayMetadata);
    peak(level.as_ref().map(PacketData::data), mastered.as_ref().map(PacketData::data))
}

// libavutil/mastering_display_metadata.h: structures of 32-bit numbers, whose layout is part of
// its interface. Byte offsets of what is read here.
const MAX_CLL: usize = 0;
const MAX_LUMINANCE_OVER: usize = 72;
const MAX_LUMINANCE_UNDER: usize = 76;
const HAS_LUMINANCE: usize = 84;

fn peak(level: Option<&[u8]>, mastered: Option<&[u8]>) -> Option<u16> {
    let brightest = level.and_then(|level| number(level, MAX_CLL));
    let display = mastered.and_then(|display| {
        let known = number(display, HAS_LUMINANCE)? != 0;
        let (over, under) = (number(display, MAX_LUMINANCE_OVER)?, number(display, MAX_LUMINANCE_UNDER)?);
        known.then(|| over.checked_div(under)).flatten()
    });
    let plausible = |peak: &u32| PLAUSIBLE.contains(peak);
    brightest.filter(plausible).or(display.filter(plausible)).and_then(|peak| u16::try_from(peak).ok())
}

fn number(bytes: &[u8], offset: usize) -> Option<u32> {
    bytes.get(offset..)?.first_chunk().map(|number| u32::from_ne_bytes(*number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(brightest: u32) -> Vec<u8> {
        [brightest.to_ne_bytes(), 1_u32.to_ne_bytes()].concat()
    }

    fn mastered(over: i32, under: i32, known: i32) -> Vec<u8> {
        let mut bytes = vec![0; HAS_LUMINANCE + 4];
        for (offset, value) in
            [(MAX_LUMINANCE_OVER, over), (MAX_LUMINANCE_UNDER, under), (HAS_LUMINANCE, known)]
        {
            bytes[offset..offset + 4].copy_from_slice(&value.to_ne_bytes());
        }
        bytes
    }

    #[test]
    fn the_content_is_believed_before_the_display_and_nonsense_never() {
        let display = mastered(40_000_000, 10_000, 1);
        assert_eq!(peak(Some(&level(1_200)), Some(&display)), Some(1_200));
        assert_eq!(peak(Some(&level(0)), Some(&display)), Some(4_000));
        assert_eq!(peak(None, Some(&display)), Some(4_000));
        for nonsense in
            [mastered(4_000, 0, 1), mastered(-5, 1, 1), mastered(4_000, 1, 0), mastered(1, 10_000, 1)]
        {
            assert_eq!(peak(Some(&level(u32::MAX)), Some(&nonsense)), None);
        }
        assert_eq!(peak(Some(&[1, 2]), Some(&[3; 10])), None);
    }
}
