//! The way that the gallery's viewer has gone: chapters and small pictures.

use super::samples::id;
use crate::{Thumbnail, Thumbnails};
use session::{Chapter, ChapterGroup, Chapters};

/// Chapters with detours taken and not taken, and one detour that goes deeper.
pub(super) fn chapters(prompt: &str, choices: &[&str; 8], scene: &str) -> Chapters {
    let seen = |name: &str, title: &str, by: &str, here: bool| Chapter::Seen {
        scene: id(name),
        title: title.to_owned(),
        by: by.to_owned(),
        here,
    };
    let more = |text: &str| Chapter::More { text: text.to_owned() };
    let [people, work, career, others, prepare, placed, home, _] = choices;
    let group = |prompt: &str, chapters: Vec<Chapter>| ChapterGroup { prompt: prompt.to_owned(), chapters };
    Chapters {
        groups: vec![
            group("", vec![seen("welcome", scene, "", false)]),
            group(
                prompt,
                vec![
                    seen("people", scene, people, false),
                    seen("people-2", prepare, "", false),
                    more(work),
                    seen("career", home, career, true),
                    more(others),
                    more(placed),
                ],
            ),
            group(prepare, vec![seen("placed", placed, placed, false), more(home)]),
        ],
    }
}

/// Small pictures of some of them: a room at several hours of the day.
pub(super) fn thumbnails() -> Thumbnails {
    const SIZE: (usize, usize) = (64, 36);
    let mut pictures = Thumbnails::default();
    for (scene, light) in [("welcome", 30), ("people", 70), ("people-2", 0), ("career", 110)] {
        let pixels: Vec<u8> =
            (0..SIZE.0 * SIZE.1).flat_map(|at| pixel(at % SIZE.0, at / SIZE.0, light)).collect();
        if let Some(picture) = Thumbnail::from_rgba(SIZE.0, SIZE.1, &pixels) {
            pictures.insert(id(scene), picture);
        }
    }
    pictures
}

/// A wall with windows above a table, and someone before it.
fn pixel(x: usize, y: usize, light: u8) -> [u8; 4] {
    let from_middle = x.abs_diff(32) + y.abs_diff(16);
    let [red, green, blue] = match (x, y) {
        _ if from_middle < 8 => [214, 170, 140],
        _ if y > 18 && x.abs_diff(32) < 14 => [60, 92, 130],
        (_, 27..) => [150, 120, 96],
        (4..=20 | 44..=60, 4..=18) => [220, 235, 245],
        _ => [140, 150, 160],
    };
    let darker = |value: u8| value.saturating_sub(light / 2);
    [darker(red), darker(green), value_of_dusk(blue, light), 255]
}

/// Late light is warm: blue goes first.
fn value_of_dusk(blue: u8, light: u8) -> u8 {
    blue.saturating_sub(light)
}
