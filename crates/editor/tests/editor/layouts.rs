//! `layout.ron`: written, read, damaged.

use editor::{Frame, FrameId, Layout, LayoutError, Spot};
use proptest::prelude::*;
use scene_graph::{EndingId, SceneId};

fn spot() -> impl Strategy<Value = Spot> {
    (any::<i32>(), any::<i32>()).prop_map(|(x, y)| Spot(x, y))
}

fn frame() -> impl Strategy<Value = Frame> {
    let colour = prop::option::of("#[0-9a-f]{6}");
    (any::<String>(), spot(), any::<(u32, u32)>(), colour).prop_map(|(title, at, size, colour)| Frame {
        title,
        at,
        size,
        colour,
    })
}

proptest! {
    #[test]
    fn a_layout_is_read_as_it_was_written(
        scenes in prop::collection::btree_map("[a-z0-9]{1,8}", spot(), 0..8),
        endings in prop::collection::btree_map("[a-z0-9]{1,8}", spot(), 0..4),
        frames in prop::collection::btree_map(any::<u32>().prop_map(FrameId), frame(), 0..4),
    ) {
        let layout = Layout {
            scenes: scenes.into_iter().map(|(id, spot)| (SceneId::new(&id).unwrap(), spot)).collect(),
            endings: endings.into_iter().map(|(id, spot)| (EndingId::new(&id).unwrap(), spot)).collect(),
            frames,
        };
        let text = layout.to_ron();
        prop_assert_eq!(Layout::read(text.as_bytes()), Ok(layout), "{}", text);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Layout::read(&bytes);
    }

    #[test]
    fn a_damaged_layout_is_an_error_or_a_layout(place in 0_usize..200, byte in any::<u8>()) {
        let mut text = SAMPLE.as_bytes().to_vec();
        let place = place % text.len();
        text[place] = byte;
        let _ = Layout::read(&text);
    }
}

const SAMPLE: &str = "Layout(\n    scenes: {\n        \"a\": (0, -40),\n        \"b\": (280, 0),\n    },\n    \
    frames: {\n        3: (title: \"第1章\", at: (1, 2), size: (3, 4), colour: \"#aabbcc\"),\n    },\n)\n";

#[test]
fn one_fact_a_line() {
    let layout = Layout::read(SAMPLE.as_bytes()).unwrap();
    assert_eq!(layout.to_ron(), SAMPLE);
    assert_eq!(layout.free_frame(), FrameId(1));
    assert_eq!(Layout::read(b"Layout()"), Ok(Layout::default()));
    assert_eq!(Layout::default().to_ron(), "Layout(\n)\n");
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let error = Layout::read(SAMPLE.replace("(280, 0)", "(280)").as_bytes()).unwrap_err();
    let LayoutError::Shape { line, .. } = &error else { panic!("{error:?}") };
    assert_eq!(*line, 4, "{error}");
    assert!(error.to_string().contains("laid out anew"), "{error}");
    assert_eq!(Layout::read(&[0xff, 0xfe]), Err(LayoutError::NotText));
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(Layout::read(deep.as_bytes()), Err(LayoutError::Shape { .. })));
    assert_eq!(Layout::read(&vec![b' '; editor::layout::LONGEST + 1]), Err(LayoutError::TooLong));
    // A scene twice: the file was merged wrongly by hand.
    let _ = Layout::read(b"Layout(scenes: {\"a\": (0, 0), \"a\": (1, 1)})");
}
