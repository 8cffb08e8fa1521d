//! Cards in a line, and with the same room between them.

use crate::document::Item;
use crate::ui::Command;
use egui::{Rect, Vec2, vec2};

/// Does what an "align" or "space evenly" command says; false: it is another command.
pub(super) fn arranged(command: Command, cards: &mut [(Item, Rect)]) -> bool {
    let all = cards.iter().fold(Rect::NOTHING, |all, (_, rect)| all.union(*rect));
    let by: fn(Rect, Rect) -> Vec2 = match command {
        Command::AlignLeft => |all, card| vec2(all.left() - card.left(), 0.0),
        Command::AlignCentre => |all, card| vec2(all.center().x - card.center().x, 0.0),
        Command::AlignRight => |all, card| vec2(all.right() - card.right(), 0.0),
        Command::AlignTop => |all, card| vec2(0.0, all.top() - card.top()),
        Command::AlignMiddle => |all, card| vec2(0.0, all.center().y - card.center().y),
        Command::AlignBottom => |all, card| vec2(0.0, all.bottom() - card.bottom()),
        Command::SpreadAcross => {
            spread(cards, vec2(1.0, 0.0));
            return true;
        }
        Command::SpreadDown => {
            spread(cards, vec2(0.0, 1.0));
            return true;
        }
        _ => return false,
    };
    for (_, rect) in cards.iter_mut() {
        *rect = rect.translate(by(all, *rect));
    }
    true
}

/// The same room between all along one axis; the outermost stay.
fn spread(cards: &mut [(Item, Rect)], axis: Vec2) {
    let start = |rect: &Rect| rect.min.to_vec2().dot(axis);
    let length = |rect: &Rect| rect.size().dot(axis);
    cards.sort_by(|(_, one), (_, other)| start(one).total_cmp(&start(other)));
    let (Some((_, first)), Some(end)) =
        (cards.first(), cards.iter().map(|(_, rect)| start(rect) + length(rect)).reduce(f32::max))
    else {
        return;
    };
    let taken: f32 = cards.iter().map(|(_, rect)| length(rect)).sum();
    let gap = (end - start(first) - taken) / (cards.len().max(2) - 1) as f32;
    let mut at = start(first);
    for (_, rect) in cards.iter_mut() {
        *rect = rect.translate(axis * (at - start(rect)));
        at += length(rect) + gap;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use egui::pos2;
    use scene_graph::SceneId;

    fn cards(places: [(f32, f32); 3]) -> Vec<(Item, Rect)> {
        let card = |(nth, (x, y))| {
            let id = SceneId::new(&format!("s{nth}")).unwrap();
            (Item::Scene(id), Rect::from_min_size(pos2(x, y), vec2(100.0 + 50.0 * nth as f32, 80.0)))
        };
        places.into_iter().enumerate().map(card).collect()
    }

    #[test]
    fn cards_come_into_a_line() {
        let mut all = cards([(0.0, 0.0), (300.0, 50.0), (90.0, 400.0)]);
        assert!(arranged(Command::AlignRight, &mut all));
        assert!(all.iter().all(|(_, rect)| rect.right() == 450.0));
        assert!(arranged(Command::AlignTop, &mut all));
        assert!(all.iter().all(|(_, rect)| rect.top() == 0.0));
        assert!(!arranged(Command::Fit, &mut all));
    }

    #[test]
    fn the_room_between_them_becomes_the_same_and_the_outermost_stay() {
        let mut all = cards([(0.0, 0.0), (120.0, 50.0), (900.0, 400.0)]);
        assert!(arranged(Command::SpreadAcross, &mut all));
        let gaps: Vec<f32> = all.windows(2).map(|pair| pair[1].1.left() - pair[0].1.right()).collect();
        assert_eq!(gaps[0], gaps[1]);
        assert_eq!((all[0].1.left(), all[2].1.left()), (0.0, 900.0));
    }
}
