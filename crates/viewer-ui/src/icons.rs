//! The icons, drawn by strokes and fills: sharp at every size, and no icon font is needed.

use egui::epaint::{PathShape, PathStroke};
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};
use std::f32::consts::{FRAC_PI_2, PI, TAU};

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    Play,
    Pause,
    Back,
    Restart,
    Sound,
    Muted,
    Captions,
    Globe,
    Enlarge,
    Reduce,
    Check,
    Cross,
    Document,
    Person,
    Clock,
    Target,
}

/// Draws `icon` into the square around the centre of `rect`; it fills the unit square of a 24-grid.
pub(crate) fn draw(painter: &Painter, icon: Icon, rect: Rect, colour: Color32) {
    let side = rect.width().min(rect.height());
    let square = Rect::from_center_size(rect.center(), vec2(side, side));
    let pen = Pen { painter, square, stroke: Stroke::new((side * 0.085).max(1.4), colour) };
    match icon {
        Icon::Play => pen.fill(&[(7.0, 4.5), (19.5, 12.0), (7.0, 19.5)]),
        Icon::Pause => {
            pen.bar(6.5, 4.5, 10.0, 19.5);
            pen.bar(14.0, 4.5, 17.5, 19.5);
        }
        Icon::Back => {
            pen.line(&[(9.5, 5.0), (4.5, 10.0), (9.5, 15.0)]);
            pen.line(&[(4.5, 10.0), (14.5, 10.0)]);
            pen.arc((14.5, 14.5), 4.5, -FRAC_PI_2, FRAC_PI_2);
            pen.line(&[(14.5, 19.0), (11.0, 19.0)]);
        }
        Icon::Restart => {
            pen.arc((12.0, 12.5), 7.5, -PI * 0.95, PI * 0.62);
            pen.line(&[(4.2, 5.6), (4.6, 10.6), (9.5, 10.0)]);
        }
        Icon::Sound => {
            pen.loudspeaker();
            pen.arc((12.5, 12.0), 4.0, -0.85, 0.85);
            pen.arc((12.5, 12.0), 7.8, -0.85, 0.85);
        }
        Icon::Muted => {
            pen.loudspeaker();
            pen.line(&[(15.5, 9.2), (21.0, 14.8)]);
            pen.line(&[(21.0, 9.2), (15.5, 14.8)]);
        }
        Icon::Captions => {
            pen.frame(2.8, 5.0, 21.2, 19.0);
            pen.line(&[(6.2, 11.4), (10.6, 11.4)]);
            pen.line(&[(13.4, 11.4), (17.8, 11.4)]);
            pen.line(&[(6.2, 15.2), (12.6, 15.2)]);
            pen.line(&[(15.4, 15.2), (17.8, 15.2)]);
        }
        Icon::Globe => {
            pen.arc((12.0, 12.0), 8.8, 0.0, TAU);
            pen.line(&[(3.2, 12.0), (20.8, 12.0)]);
            pen.ellipse((12.0, 12.0), 3.9, 8.8);
        }
        Icon::Enlarge => pen.corners(4.0, 9.0),
        Icon::Reduce => pen.corners(9.0, 4.0),
        Icon::Check => pen.line(&[(4.8, 12.8), (9.8, 17.6), (19.4, 7.0)]),
        Icon::Cross => {
            pen.line(&[(6.0, 6.0), (18.0, 18.0)]);
            pen.line(&[(18.0, 6.0), (6.0, 18.0)]);
        }
        Icon::Document => {
            pen.line(&[(14.0, 3.5), (6.0, 3.5), (6.0, 20.5), (18.0, 20.5), (18.0, 7.5), (14.0, 3.5)]);
            pen.line(&[(9.2, 12.0), (14.8, 12.0)]);
            pen.line(&[(9.2, 15.8), (14.8, 15.8)]);
        }
        Icon::Person => {
            pen.arc((12.0, 8.2), 3.9, 0.0, TAU);
            pen.arc((12.0, 20.4), 7.4, PI, TAU);
        }
        Icon::Clock => {
            pen.arc((12.0, 12.0), 8.8, 0.0, TAU);
            pen.line(&[(12.0, 6.8), (12.0, 12.4), (15.6, 14.4)]);
        }
        Icon::Target => {
            pen.arc((12.0, 12.0), 8.8, 0.0, TAU);
            pen.arc((12.0, 12.0), 4.4, 0.0, TAU);
            pen.dot((12.0, 12.0), 1.3);
        }
    }
}

struct Pen<'a> {
    painter: &'a Painter,
    square: Rect,
    stroke: Stroke,
}

impl Pen<'_> {
    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        pos2(
            self.square.left() + x / 24.0 * self.square.width(),
            self.square.top() + y / 24.0 * self.square.height(),
        )
    }

    fn length(&self, length: f32) -> f32 {
        length / 24.0 * self.square.width()
    }

    fn line(&self, points: &[(f32, f32)]) {
        let points: Vec<_> = points.iter().map(|point| self.at(*point)).collect();
        for end in [points.first(), points.last()].into_iter().flatten() {
            self.painter.circle_filled(*end, self.stroke.width / 2.0, self.stroke.color);
        }
        self.painter.add(Shape::line(points, PathStroke::from(self.stroke)));
    }

    fn fill(&self, points: &[(f32, f32)]) {
        let points = points.iter().map(|point| self.at(*point)).collect();
        self.painter.add(PathShape::convex_polygon(points, self.stroke.color, self.stroke));
    }

    fn bar(&self, left: f32, top: f32, right: f32, bottom: f32) {
        let rect = Rect::from_two_pos(self.at((left, top)), self.at((right, bottom)));
        self.painter.rect_filled(rect, self.length(1.0), self.stroke.color);
    }

    fn frame(&self, left: f32, top: f32, right: f32, bottom: f32) {
        let rect = Rect::from_two_pos(self.at((left, top)), self.at((right, bottom)));
        self.painter.rect_stroke(rect, self.length(3.0), self.stroke, egui::StrokeKind::Middle);
    }

    fn dot(&self, centre: (f32, f32), radius: f32) {
        self.painter.circle_filled(self.at(centre), self.length(radius), self.stroke.color);
    }

    fn arc(&self, centre: (f32, f32), radius: f32, from: f32, to: f32) {
        self.curve(centre, (radius, radius), from, to);
    }

    fn ellipse(&self, centre: (f32, f32), across: f32, along: f32) {
        self.curve(centre, (across, along), 0.0, TAU);
    }

    fn curve(&self, centre: (f32, f32), (across, along): (f32, f32), from: f32, to: f32) {
        let steps = 28;
        let points: Vec<_> = (0..=steps)
            .map(|step| {
                let angle = from + (to - from) * step as f32 / steps as f32;
                self.at((centre.0 + across * angle.cos(), centre.1 + along * angle.sin()))
            })
            .collect();
        self.painter.add(Shape::line(points, PathStroke::from(self.stroke)));
    }

    fn loudspeaker(&self) {
        self.bar(3.0, 9.0, 7.4, 15.0);
        self.fill(&[(6.6, 9.4), (11.0, 5.2), (11.0, 18.8), (6.6, 14.6)]);
    }

    /// Four corners whose arms end at `outer` and whose bend lies at `inner` of a half square.
    fn corners(&self, bend: f32, arms: f32) {
        for (x, y) in [(0.0, 0.0), (24.0, 0.0), (0.0, 24.0), (24.0, 24.0_f32)] {
            let near = |value: f32, edge: f32| if edge > 0.0 { edge - value } else { value };
            let (bend_x, bend_y) = (near(bend, x), near(bend, y));
            self.line(&[(near(arms, x), bend_y), (bend_x, bend_y), (bend_x, near(arms, y))]);
        }
    }
}
