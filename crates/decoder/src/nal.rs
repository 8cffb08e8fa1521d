//! Looks into packets of H.264 for pictures that begin everything anew.

/// The type of a coded slice of an IDR picture (ITU-T H.264, table 7-1).
const IDR: u8 = 5;

/// Whether a packet has an IDR picture. `length_size`: bytes of the lengths before its units, as MP4
/// and Matroska have them; `None`: units are parted by start codes (annex B).
pub(crate) fn has_idr(packet: &[u8], length_size: Option<usize>) -> bool {
    match length_size {
        Some(size) => any_with_lengths(packet, size.clamp(1, 4)),
        None => packet.windows(4).any(|bytes| bytes[..3] == [0, 0, 1] && bytes[3] & 31 == IDR),
    }
}

fn any_with_lengths(mut rest: &[u8], size: usize) -> bool {
    while let Some((length, after)) = rest.split_at_checked(size) {
        let length = length.iter().fold(0_usize, |length, byte| length << 8 | usize::from(*byte));
        let Some((unit, next)) = after.split_at_checked(length) else { return false };
        if unit.first().is_some_and(|first| first & 31 == IDR) {
            return true;
        }
        rest = next;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn idr_pictures_are_found_among_other_units() {
        for (packet, size, found) in [
            (&[0, 0, 0, 2, 0x67, 1, 0, 0, 0, 2, 0x65, 9][..], Some(4), true),
            (&[0, 0, 0, 2, 0x67, 1, 0, 0, 0, 2, 0x41, 9], Some(4), false),
            (&[2, 0x06, 5, 1, 0x25], Some(1), true),
            (&[0, 0, 0, 9, 0x65, 1], Some(4), false),
            (&[0, 0, 0, 1, 0x67, 1, 0, 0, 1, 0x65, 9], None, true),
            (&[0, 0, 0, 1, 0x67, 1, 0, 0, 1, 0x41, 9], None, false),
            (&[], Some(4), false),
            (&[0, 0], None, false),
        ] {
            assert_eq!(has_idr(packet, size), found, "{packet:?}");
        }
    }
}
