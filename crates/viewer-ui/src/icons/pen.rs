//! The pen that icons are drawn with.

use egui::epaint::{PathShape, PathStroke};
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};
use std::f32::consts::TAU;

/// Draws on a grid of 24 by 24 that fills a square.
pub(super) struct Pen<'a> {
    painter: &'a Painter,
    square: Rect,
    stroke: Stroke,
}

impl<'a> Pen<'a> {
    /// In the largest square around the centre of `rect`.
    pub(super) fn new(painter: &'a Painter, rect: Rect, colour: Color32) -> Self {
        let side = rect.width().min(rect.height());
        let square = Rect::from_center_size(rect.center(), vec2(side, side));
        // Two of the grid's steps; never thinner than can be seen.
        Self { painter, square, stroke: Stroke::new((side * 0.085).max(1.4), colour) }
    }

    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        pos2(
            self.square.left() + x / 24.0 * self.square.width(),
            self.square.top() + y / 24.0 * self.square.height(),
        )
    }

    fn length(&self, length: f32) -> f32 {
        length / 24.0 * self.square.width()
    }

    pub(super) fn line(&self, points: &[(f32, f32)]) {
        let points: Vec<_> = points.iter().map(|point| self.at(*point)).collect();
        // Round ends: a little less than half the line, since egui's circles have soft edges.
        let radius = (self.stroke.width / 2.0 - 0.3).max(0.4);
        for end in [points.first(), points.last()].into_iter().flatten() {
            self.painter.circle_filled(*end, radius, self.stroke.color);
        }
        self.painter.add(Shape::line(points, PathStroke::from(self.stroke)));
    }

    pub(super) fn fill(&self, points: &[(f32, f32)]) {
        let points = points.iter().map(|point| self.at(*point)).collect();
        self.painter.add(PathShape::convex_polygon(points, self.stroke.color, self.stroke));
    }

    pub(super) fn bar(&self, left: f32, top: f32, right: f32, bottom: f32) {
        let rect = Rect::from_two_pos(self.at((left, top)), self.at((right, bottom)));
        self.painter.rect_filled(rect, self.length(1.0), self.stroke.color);
    }

    pub(super) fn frame(&self, left: f32, top: f32, right: f32, bottom: f32) {
        let rect = Rect::from_two_pos(self.at((left, top)), self.at((right, bottom)));
        self.painter.rect_stroke(rect, self.length(3.0), self.stroke, egui::StrokeKind::Middle);
    }

    pub(super) fn dot(&self, centre: (f32, f32), radius: f32) {
        self.painter.circle_filled(self.at(centre), self.length(radius), self.stroke.color);
    }

    pub(super) fn arc(&self, centre: (f32, f32), radius: f32, from: f32, to: f32) {
        self.curve(centre, (radius, radius), from, to);
    }

    pub(super) fn ellipse(&self, centre: (f32, f32), across: f32, along: f32) {
        self.curve(centre, (across, along), 0.0, TAU);
    }

    pub(super) fn curve(&self, centre: (f32, f32), (across, along): (f32, f32), from: f32, to: f32) {
        let steps = 28;
        let points: Vec<_> = (0..=steps)
            .map(|step| {
                let angle = from + (to - from) * step as f32 / steps as f32;
                self.at((centre.0 + across * angle.cos(), centre.1 + along * angle.sin()))
            })
            .collect();
        self.painter.add(Shape::line(points, PathStroke::from(self.stroke)));
    }

    pub(super) fn loudspeaker(&self) {
        self.bar(3.0, 9.0, 7.4, 15.0);
        self.fill(&[(6.6, 9.4), (11.0, 5.2), (11.0, 18.8), (6.6, 14.6)]);
    }

    /// Four corners whose arms end at `outer` and whose bend lies at `inner` of a half square.
    pub(super) fn corners(&self, bend: f32, arms: f32) {
        for (x, y) in [(0.0, 0.0), (24.0, 0.0), (0.0, 24.0), (24.0, 24.0_f32)] {
            let near = |value: f32, edge: f32| if edge > 0.0 { edge - value } else { value };
            let (bend_x, bend_y) = (near(bend, x), near(bend, y));
            self.line(&[(near(arms, x), bend_y), (bend_x, bend_y), (bend_x, near(arms, y))]);
        }
    }
}
