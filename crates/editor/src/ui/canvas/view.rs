//! Which part of the canvas is seen, and how large.

use egui::{Pos2, Rect, Vec2, vec2};

/// How small and large the author can make it. Showing the whole of a large story may go further.
pub(super) const ZOOM: std::ops::RangeInclusive<f32> = 0.1..=3.0;
const SMALLEST: f32 = 0.01;
/// From here on cards are drawn with everything, and with titles.
const NEAR: f32 = 0.5;
const MIDDLE: f32 = 0.16;
/// A size in which everything can be read.
const READABLE: f32 = 0.8;
/// A step of the keys and buttons.
const STEP: f32 = 1.25;
/// Around what is fitted into the window, as a share of it.
const MARGIN: f32 = 0.06;
/// While the size changes, letters of another size are stretched up to so much, and drawn anew when the
/// size has been still for so long, in seconds.
const STRETCH: f32 = 2.2;
const STILL: f64 = 0.12;
/// How much of the way a moving view goes in a sixtieth of a second.
const EASE: f32 = 0.28;

/// How much of a card is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// Blocks of colour.
    Far,
    /// Blocks with a picture and a title.
    Middle,
    /// Everything.
    Near,
}

/// What is seen of the canvas.
#[derive(Clone, Debug)]
pub(super) struct View {
    /// The window's part that shows it, in points.
    pub(super) screen: Rect,
    /// What lies in its middle.
    centre: Pos2,
    zoom: f32,
    /// The size that letters are laid out for.
    letters: f32,
    zoomed_at: f64,
    /// Where it is moving to.
    goal: Option<(Pos2, f32)>,
    /// Fit everything when there is something to see.
    wants_fit: bool,
}

impl Default for View {
    fn default() -> Self {
        Self {
            screen: Rect::NOTHING,
            centre: Pos2::ZERO,
            zoom: 1.0,
            letters: 1.0,
            zoomed_at: 0.0,
            goal: None,
            wants_fit: true,
        }
    }
}

impl View {
    /// Points of the window to one of the canvas's pixels.
    pub(super) fn zoom(&self) -> f32 {
        self.zoom
    }

    /// The size that letters are laid out for.
    pub(super) fn letters(&self) -> f32 {
        self.letters
    }

    pub(super) fn detail(&self) -> Detail {
        match self.zoom {
            zoom if zoom < MIDDLE => Detail::Far,
            zoom if zoom < NEAR => Detail::Middle,
            _ => Detail::Near,
        }
    }

    /// What is added to a place times the zoom.
    pub(super) fn offset(&self) -> Vec2 {
        self.screen.center().to_vec2() - self.centre.to_vec2() * self.zoom
    }

    pub(super) fn to_screen(&self, place: Pos2) -> Pos2 {
        (place.to_vec2() * self.zoom + self.offset()).to_pos2()
    }

    pub(super) fn rect_to_screen(&self, rect: Rect) -> Rect {
        Rect::from_min_max(self.to_screen(rect.min), self.to_screen(rect.max))
    }

    pub(super) fn to_canvas(&self, point: Pos2) -> Pos2 {
        ((point.to_vec2() - self.offset()) / self.zoom).to_pos2()
    }

    /// What is seen, on the canvas.
    pub(super) fn seen(&self) -> Rect {
        Rect::from_min_max(self.to_canvas(self.screen.min), self.to_canvas(self.screen.max))
    }

    /// The window's part that shows it without an edge of so many points, or what is left where it is
    /// narrower than that.
    pub(super) fn without_edge(&self, edge: f32) -> Rect {
        let most = self.screen.width().min(self.screen.height()) * 0.49;
        self.screen.shrink(edge.min(most.max(0.0)))
    }

    /// Moves what is seen with the pointer.
    pub(super) fn pan(&mut self, by: Vec2) {
        self.goal = None;
        self.wants_fit = false;
        self.centre -= by / self.zoom;
    }

    /// Makes it larger by this factor; what lies at `point` stays there.
    pub(super) fn zoom_at(&mut self, point: Pos2, factor: f32, now: f64) {
        let least = ZOOM.start().min(self.zoom);
        let zoom = (self.zoom * factor).clamp(least, *ZOOM.end());
        let fixed = self.to_canvas(point);
        self.goal = None;
        self.wants_fit = false;
        self.zoom = zoom;
        self.zoomed_at = now;
        self.centre += fixed - self.to_canvas(point);
    }

    /// A step larger or smaller, around the middle.
    pub(super) fn step(&mut self, larger: bool) {
        let (centre, zoom) = self.goal.unwrap_or((self.centre, self.zoom));
        let factor = if larger { STEP } else { 1.0 / STEP };
        self.goal = Some((centre, (zoom * factor).clamp(ZOOM.start().min(self.zoom), *ZOOM.end())));
    }

    /// The canvas's own size, around the middle.
    pub(super) fn reset(&mut self) {
        let centre = self.goal.map_or(self.centre, |(centre, _)| centre);
        self.goal = Some((centre, 1.0));
    }

    /// Shows all of this, no larger than its own size.
    pub(super) fn fit(&mut self, all: Rect) {
        if !all.is_finite() || all.is_negative() || !self.screen.is_positive() {
            return;
        }
        let room = self.screen.size() * (1.0 - 2.0 * MARGIN);
        let size = all.size().max(vec2(1.0, 1.0));
        let zoom = (room.x / size.x).min(room.y / size.y).clamp(SMALLEST, 1.0);
        self.goal = Some((all.center(), zoom));
    }

    /// Brings this into sight, in a size that can be read.
    pub(super) fn reveal(&mut self, rect: Rect) {
        let inner = self.screen.shrink(24.0_f32.min(self.screen.width() / 8.0));
        let (centre, zoom) = self.goal.unwrap_or((self.centre, self.zoom));
        let shown = Self { centre, zoom, ..self.clone() }.rect_to_screen(rect);
        if inner.contains_rect(shown) && zoom >= NEAR {
            return;
        }
        self.goal = Some((rect.center(), if zoom < NEAR { READABLE } else { zoom }));
    }

    /// Brings this into sight together with everything, if that can be read then; else by itself.
    pub(super) fn reveal_with(&mut self, rect: Rect, everything: Rect) {
        if self.seen().contains_rect(rect) && self.zoom >= NEAR {
            return;
        }
        let before = self.goal;
        self.fit(everything);
        if self.goal.is_some_and(|(_, zoom)| zoom < NEAR) {
            self.goal = before;
            self.reveal(rect);
        }
    }

    /// Moves its middle there at once.
    pub(super) fn look_at(&mut self, place: Pos2) {
        self.goal = None;
        self.wants_fit = false;
        self.centre = place;
    }

    /// The first look at a large story: from near enough to read it, at where it begins.
    pub(super) fn look_from_near(&mut self, start: Rect) {
        if self.zoom >= NEAR || !start.is_finite() {
            return;
        }
        (self.zoom, self.letters) = (READABLE, READABLE);
        let half = self.screen.size() / (2.0 * READABLE);
        let left = self.screen.width() * MARGIN / READABLE;
        self.centre = start.left_top() + vec2(half.x - left, half.y * 0.3);
    }

    /// Whether everything is to be fitted as soon as there is something.
    pub(super) fn takes_first_look(&mut self) -> bool {
        std::mem::take(&mut self.wants_fit)
    }

    /// Another story is shown.
    pub(super) fn forget(&mut self) {
        *self = Self { screen: self.screen, ..Self::default() };
    }

    /// Goes a part of the way to where it is moving (all of it, `at_once`), and decides for which size
    /// letters are laid out. True: it is not at rest, another pass is needed.
    pub(super) fn advance(&mut self, now: f64, passed: f32, at_once: bool) -> bool {
        if let Some((centre, zoom)) = self.goal {
            let share = if at_once { 1.0 } else { 1.0 - (1.0 - EASE).powf((passed * 60.0).clamp(0.2, 4.0)) };
            self.centre = self.centre.lerp(centre, share);
            self.zoom *= (zoom / self.zoom).powf(share);
            if (self.centre - centre).length() * self.zoom < 0.5 && (zoom / self.zoom - 1.0).abs() < 0.002 {
                (self.centre, self.zoom, self.goal) = (centre, zoom, None);
            } else {
                self.zoomed_at = now;
            }
        }
        let stretch = self.zoom / self.letters;
        let far_off = !(1.0 / STRETCH..=STRETCH).contains(&stretch);
        let waits = self.letters != self.zoom && !far_off && !at_once && now - self.zoomed_at < STILL;
        if !waits {
            self.letters = self.zoom;
        }
        self.goal.is_some() || waits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    fn view() -> View {
        View { screen: Rect::from_min_size(pos2(300.0, 40.0), vec2(800.0, 600.0)), ..View::default() }
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let mut view = view();
        let point = pos2(420.0, 500.0);
        let before = view.to_canvas(point);
        for factor in [1.3, 0.4, 5.0, 0.01, 100.0] {
            view.zoom_at(point, factor, 0.0);
            assert!((view.to_canvas(point) - before).length() < 0.02);
            assert!(ZOOM.contains(&view.zoom()));
        }
        view.pan(vec2(30.0, -8.0));
        assert!((view.to_canvas(point + vec2(30.0, -8.0)) - before).length() < 0.02);
    }

    #[test]
    fn another_size_on_the_way_keeps_where_it_was_going() {
        let around = |view: &View| (view.to_canvas(view.screen.center()) - pos2(5_000.0, -300.0)).length();
        for resize in [View::reset as fn(&mut View), |view| view.step(true), |view| view.step(false)] {
            let mut view = view();
            view.fit(Rect::from_center_size(pos2(5_000.0, -300.0), vec2(200.0, 200.0)));
            view.advance(0.1, 0.016, false);
            resize(&mut view);
            view.advance(0.2, 0.016, true);
            assert!(around(&view) < 0.1, "{}", around(&view));
        }
    }

    #[test]
    fn a_narrow_window_has_an_inside_too() {
        for width in [0.0, 3.0, 26.0, 35.9, 36.0, 800.0] {
            let screen = Rect::from_min_size(pos2(327.1, 40.3), vec2(width, 600.0));
            let inner = View { screen, ..View::default() }.without_edge(18.0);
            assert!(screen.contains(inner.clamp(pos2(9.0, 9_000.0))), "{width}");
        }
    }

    #[test]
    fn fitting_shows_all_of_it_and_moves_there_in_steps() {
        let all = Rect::from_min_size(pos2(-9_000.0, 400.0), vec2(70_000.0, 1_000.0));
        let (mut slow, mut fast) = (view(), view());
        slow.fit(all);
        fast.fit(all);
        assert!(!fast.advance(0.0, 0.016, true));
        assert!(fast.seen().contains_rect(all));
        let mut passes = 0;
        while slow.advance(f64::from(passes) / 60.0, 1.0 / 60.0, false) {
            passes += 1;
            assert!(passes < 200);
        }
        assert!(slow.seen().contains_rect(all));
        assert_eq!(slow.letters(), slow.zoom());
        assert!(passes > 3);
    }

    #[test]
    fn letters_follow_when_the_size_is_still() {
        let mut view = view();
        view.zoom_at(pos2(500.0, 300.0), 1.4, 1.0);
        assert!(view.advance(1.0, 0.016, false));
        assert_eq!(view.letters(), 1.0);
        assert!(!view.advance(1.5, 0.016, false));
        assert_eq!(view.letters(), 1.4);
        view.zoom_at(pos2(500.0, 300.0), 0.4, 2.0);
        assert!(!view.advance(2.0, 0.016, false), "stretched too far: at once");
    }
}
