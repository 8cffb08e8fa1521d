//! Draws the wires that are seen: from near with words and marks, from afar all in one mesh.

use super::Canvas;
use super::board::{Key, Line};
use super::hits::Hit;
use super::hold::{Hold, ends_now, route_now};
use super::paint::{self, Blocks, Brush, Labels, Standing, WireLook};
use super::route::Route;
use crate::ui::Cx;

/// So many wires are drawn that neither begin nor end where one can see it: the shortest. More of them
/// hide what one looks at, and tell nothing.
const PASSING: usize = 20;
/// So many of those are looked at: their bounds touch the view, and perhaps they do not.
const LOOKED_AT: usize = 4 * PASSING;
/// Smaller than this, wires would be all there is.
const FROM: f32 = 0.03;

/// A wire that is seen.
struct Strand<'a> {
    line: &'a Line,
    standing: Standing,
    /// It neither begins nor ends where one can see it.
    passing: bool,
}

impl Canvas {
    fn line_standing(&self, cx: &Cx<'_>, key: Key, line: &Line) -> Standing {
        let selection = &cx.workspace.selection;
        let hovered = matches!(self.hovered, Hit::Line(on) | Hit::End(on) if on == key);
        let of_card = |key: Key| matches!(self.hovered, Hit::Card(on) | Hit::Port(on, _) if on == key);
        let port = selection.port.as_ref() == Some(&line.turn.port);
        let selected = selection.wire.as_ref() == Some(&line.turn) || port;
        let aimed_at = matches!(&self.hold, Hold::Lifted(lift) if lift.onto == Some(key));
        let hovered = hovered || of_card(line.from);
        Standing { selected, hovered, aimed_at, trail: self.trail.of_line(line) }
    }

    /// What is to be drawn, in order: what passes by first, what stands out last.
    fn strands(&self, cx: &Cx<'_>) -> Vec<Strand<'_>> {
        let seen = self.view.seen();
        let held = match &self.hold {
            Hold::Wire(held) => held.line,
            _ => None,
        };
        let (mut passing, mut plain, mut lit) = (Vec::new(), Vec::new(), Vec::new());
        for key in self.seen.lines.iter().filter(|key| held != Some(**key)) {
            let Some(line) = self.board.line(*key) else { continue };
            let standing = self.line_standing(cx, *key, line);
            let (from, to) = ends_now(&self.board, line, self.lift());
            if standing != Standing::default() {
                lit.push(Strand { line, standing, passing: false });
            } else if seen.contains(from) || seen.contains(to) {
                plain.push(Strand { line, standing, passing: false });
            } else {
                passing.push(((to - from).length_sq(), line));
            }
        }
        if passing.len() > LOOKED_AT {
            passing.select_nth_unstable_by(LOOKED_AT, |one, other| one.0.total_cmp(&other.0));
            passing.truncate(LOOKED_AT);
        }
        passing.sort_by(|one, other| one.0.total_cmp(&other.0));
        let passes = passing.into_iter().map(|(_, line)| line).filter(|line| self.route(line).touches(seen));
        let passes = passes.take(PASSING);
        let standing = Standing::default();
        passes.map(|line| Strand { line, standing, passing: true }).chain(plain).chain(lit).collect()
    }

    /// A wire's way on the canvas.
    fn route(&self, line: &Line) -> Route {
        route_now(&self.board, line, self.lift())
    }

    fn shown(&self, line: &Line) -> Route {
        self.route(line).shown(self.view.zoom(), self.view.offset())
    }

    fn look(&self, brush: &Brush<'_>, cx: &Cx<'_>, line: &Line) -> WireLook {
        WireLook::new(brush, cx, line, self.board.card_into(line).is_some())
    }

    /// With words beside those that come from far away.
    pub(super) fn near_wires(&self, brush: &mut Brush<'_>, cx: &Cx<'_>) {
        let mut labels = Labels::default();
        self.each_card(cx, |_, _, rect, _| labels.keep_free(brush.view.rect_to_screen(rect)));
        let strands = self.strands(cx);
        for Strand { line, standing, passing } in &strands {
            paint::wire(brush, cx, &self.shown(line), self.look(brush, cx, line), *standing, *passing);
        }
        for Strand { line, .. } in strands.iter().filter(|strand| !strand.passing) {
            let route = self.shown(line);
            labels.draw(brush, cx, line, &route);
        }
    }

    /// With few bends and no marks, but for those that stand out.
    pub(super) fn middle_wires(&self, brush: &Brush<'_>, cx: &Cx<'_>) {
        let mut blocks = Blocks::default();
        let strands = self.strands(cx);
        for Strand { line, standing, passing } in &strands {
            if *standing == Standing::default() {
                let look = self.look(brush, cx, line);
                blocks.way(&self.shown(line), look, if *passing { 0.4 } else { 1.0 });
            }
        }
        blocks.draw(brush);
        for Strand { line, standing, .. } in &strands {
            if *standing != Standing::default() {
                paint::wire(brush, cx, &self.shown(line), self.look(brush, cx, line), *standing, false);
            }
        }
    }

    /// Thin straight lines, as far as they are worth it.
    pub(super) fn far_wires(&self, brush: &Brush<'_>, cx: &Cx<'_>, blocks: &mut Blocks) {
        for key in &self.seen.lines {
            let Some(line) = self.board.line(*key) else { continue };
            let standing = self.line_standing(cx, *key, line);
            if self.view.zoom() < FROM && standing == Standing::default() {
                continue;
            }
            let (from, to) = ends_now(&self.board, line, self.lift());
            let look = self.look(brush, cx, line);
            let (colour, width) = match standing {
                Standing { selected: true, .. } => (cx.palette.accent, 2.0),
                standing if standing != Standing::default() => (look.colour, 1.5),
                _ => (look.colour.gamma_multiply(0.5), 0.8),
            };
            blocks.line(self.view.to_screen(from), self.view.to_screen(to), width, colour);
        }
    }
}
