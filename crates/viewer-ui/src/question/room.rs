//! Where a question's panel may be.

use crate::theme::{Measure, Share, Space};
use crate::widgets::Cx;
use egui::{Rect, Vec2, pos2, vec2};
use scene_graph::Place;

/// Whether a question at this place stands beside the picture: only where there is a side.
pub(crate) fn is_beside(cx: &Cx<'_>, place: Place) -> bool {
    place == Place::Side && !cx.m.is_narrow()
}

/// Where the panel may be.
pub(super) struct Room {
    place: Place,
    free: Rect,
    most: f32,
    /// How wide what lies in the panel is.
    pub(super) width: f32,
    /// Around it.
    pub(super) padding: Vec2,
}

impl Room {
    /// For a question that an author placed there, within `free`.
    pub(super) fn new(cx: &Cx<'_>, place: Place, free: Rect) -> Self {
        let m = &cx.m;
        let free = free.shrink(m.margin());
        let pad = Vec2::splat(cx.space(Space::Wide));
        let padding =
            pad.min(vec2(Share::Padding.of(free.width()), Share::Padding.of(free.height()))).round();
        let place = match place {
            Place::Full => Place::Full,
            place if is_beside(cx, place) => Place::Side,
            _ => Place::LowerThird,
        };
        let (outer, most) = match place {
            Place::Side => {
                let (least, most) = (m.measure(Measure::SideLeast), m.measure(Measure::Side));
                (Share::Side.of(free.width()).clamp(least, most), free.height())
            }
            Place::Full => (m.measure(Measure::Wide), free.height()),
            // Small windows have no room for a third: there the question may cover all of it.
            Place::LowerThird | Place::OnPicture if m.is_low() => (m.measure(Measure::Band), free.height()),
            Place::LowerThird | Place::OnPicture => {
                (m.measure(Measure::Band), Share::Question.of(free.height()))
            }
        };
        let outer = outer.min(free.width()).max(1.0);
        Self { place, free, width: (outer - 2.0 * padding.x).max(1.0), padding, most }
    }

    /// The panel for so much content.
    pub(super) fn panel(&self, content: f32) -> Rect {
        let wanted = content + 2.0 * self.padding.y;
        // Covering a little more is better than a line that has to be scrolled to.
        let spared = wanted <= Share::QuestionSpared.of(self.free.height());
        let height = if spared { wanted } else { wanted.min(self.most) }.max(1.0).round();
        let size = vec2(self.width + 2.0 * self.padding.x, height);
        match self.place {
            Place::Side => {
                let top = self.free.center().y - height / 2.0;
                Rect::from_min_size(pos2(self.free.right() - size.x, top), size)
            }
            Place::Full => Rect::from_center_size(self.free.center(), size),
            Place::LowerThird | Place::OnPicture => {
                let left = self.free.center().x - size.x / 2.0;
                Rect::from_min_size(pos2(left, self.free.bottom() - height), size)
            }
        }
    }
}
