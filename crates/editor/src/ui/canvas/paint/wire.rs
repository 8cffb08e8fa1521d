//! Wires: which colour they have, how they are dashed and marked, and the words beside them.

use super::{Brush, Standing};
use crate::ui::Cx;
use crate::ui::canvas::board::Line as Wire;
use crate::ui::canvas::route::Route;
use crate::ui::canvas::texts::Setting;
use crate::ui::canvas::trail::OnTrail;
use crate::ui::canvas::view::Detail;
use crate::wires::{Hop, Lead};
use egui::epaint::{PathShape, PathStroke, Shape};
use egui::{Color32, Pos2, Rect, Stroke, pos2, vec2};
use scene_graph::Choice;
use viewer_ui::icons::Icon;

/// How thick wires are, in the canvas's pixels, and never thinner than so many points.
const WIDTH: f32 = 1.8;
const THINNEST: f32 = 1.1;
/// Dashes and gaps of a detour, in points.
const DASH: [f32; 2] = [7.0, 5.0];
/// The arrow at its end.
const ARROW: f32 = 9.0;
/// Wires from so far away have words beside them, in points.
const FAR: f32 = 460.0;
/// Words are no wider than this.
const LABEL: f32 = 170.0;
/// More words than these nobody reads.
const MOST_LABELS: usize = 40;
const SETTING: Setting = Setting { letter: 12.0, bold: false, rows: 1 };

/// How a wire is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::ui::canvas) struct WireLook {
    pub(in crate::ui::canvas) colour: Color32,
    /// It comes back.
    pub(super) dashed: bool,
    /// It is taken only where a condition holds, or where none does.
    conditional: bool,
    /// What it leads to is not there.
    broken: bool,
    /// It goes back from a detour.
    pub(super) returns: bool,
}

impl WireLook {
    /// Of this wire, which leads to something that is there or not.
    pub(in crate::ui::canvas) fn new(brush: &Brush<'_>, cx: &Cx<'_>, wire: &Wire, is_there: bool) -> Self {
        let returns = wire.to == Lead::Return;
        let broken = !is_there && !returns;
        let theme = wire.theme.as_ref();
        let plain = theme.and_then(|theme| brush.colours.of(theme)).unwrap_or(cx.palette.edge);
        Self {
            colour: if broken { cx.palette.alarm } else { plain },
            dashed: matches!(wire.to, Lead::Visit(_) | Lead::Return) || broken,
            conditional: wire.turn.path.iter().any(|hop| *hop != Hop::AfterDetour),
            broken,
            returns,
        }
    }
}

/// The choice that a wire begins at.
fn choice<'a>(cx: &'a Cx<'_>, wire: &Wire) -> Option<&'a Choice> {
    let id = wire.turn.port.choice.as_ref()?;
    let scene = cx.workspace.document.story().scenes.get(&wire.turn.port.scene)?;
    scene.question.as_ref()?.answers.choice(id)
}

/// Draws a wire along its way in the window. `passing`: it neither begins nor ends where one can see it.
pub(in crate::ui::canvas) fn wire(
    brush: &Brush<'_>,
    cx: &Cx<'_>,
    route: &Route,
    look: WireLook,
    standing: Standing,
    passing: bool,
) {
    let zoom = brush.view.zoom();
    let lit = standing.selected || standing.hovered || standing.aimed_at || standing.trail > OnTrail::Off;
    let colour = match standing {
        Standing { aimed_at: true, .. } => cx.palette.success,
        Standing { selected: true, .. } => cx.palette.accent,
        Standing { trail: OnTrail::Passed | OnTrail::Now, .. } => cx.palette.success,
        _ if passing => look.colour.gamma_multiply(0.4),
        _ => look.colour,
    };
    let width = (WIDTH * zoom).clamp(THINNEST, 2.6) + if lit { 1.2 } else { 0.0 };
    let stroke = Stroke::new(width, colour);
    route.pieces(brush.painter.clip_rect(), |points| {
        if look.dashed {
            brush.painter.extend(Shape::dashed_line(points, stroke, DASH[0], DASH[1]));
        } else {
            brush.painter.add(Shape::Path(PathShape::line(points.to_vec(), PathStroke::from(stroke))));
        }
    });
    if passing {
        return;
    }
    if look.broken {
        mark(brush, cx, Icon::Cross, route.end(), colour);
    } else if look.returns {
        mark(brush, cx, Icon::Return, route.end(), colour);
    } else {
        arrow(brush, route.end(), colour);
        if look.dashed && brush.view.detail() == Detail::Near {
            mark(brush, cx, Icon::Return, route.at(0.5), colour);
        }
    }
    if look.conditional && brush.view.detail() == Detail::Near {
        diamond(brush, cx, route.at(0.16), colour);
    }
}

/// A wire that is being drawn, from where it begins to the pointer.
pub(in crate::ui::canvas) fn drawn_wire(brush: &Brush<'_>, cx: &Cx<'_>, route: &Route) {
    let stroke = Stroke::new((WIDTH * brush.view.zoom()).max(THINNEST) + 1.2, cx.palette.accent);
    route.pieces(brush.painter.clip_rect(), |points| {
        brush.painter.add(Shape::Path(PathShape::line(points.to_vec(), PathStroke::from(stroke))));
    });
    arrow(brush, route.end(), cx.palette.accent);
}

fn arrow(brush: &Brush<'_>, tip: Pos2, colour: Color32) {
    let size = (ARROW * brush.view.zoom()).clamp(4.0, 14.0);
    let points = vec![tip, tip + vec2(-size, -size * 0.55), tip + vec2(-size, size * 0.55)];
    brush.painter.add(Shape::convex_polygon(points, colour, Stroke::NONE));
}

fn mark(brush: &Brush<'_>, cx: &Cx<'_>, icon: Icon, at: Pos2, colour: Color32) {
    let radius = (9.0 * brush.view.zoom()).clamp(4.0, 13.0);
    if !brush.painter.clip_rect().expand(radius).contains(at) {
        return;
    }
    brush.painter.circle(at, radius, cx.palette.page, Stroke::new(1.2, colour));
    super::icon(brush, icon, at, radius * 1.25, colour);
}

fn diamond(brush: &Brush<'_>, cx: &Cx<'_>, at: Pos2, colour: Color32) {
    let r = 6.0 * brush.view.zoom();
    let points = vec![at - vec2(r, 0.0), at - vec2(0.0, r), at + vec2(r, 0.0), at + vec2(0.0, r)];
    brush.painter.add(Shape::convex_polygon(points, cx.palette.page, Stroke::new(1.4, colour)));
}

/// The words beside wires; none covers a card or another.
#[derive(Default)]
pub(in crate::ui::canvas) struct Labels {
    taken: Vec<Rect>,
    count: usize,
}

impl Labels {
    /// No words there.
    pub(in crate::ui::canvas) fn keep_free(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// The choice's words beside a wire that comes from far away.
    pub(in crate::ui::canvas) fn draw(
        &mut self,
        brush: &mut Brush<'_>,
        cx: &Cx<'_>,
        wire: &Wire,
        route: &Route,
    ) {
        let clip = brush.painter.clip_rect();
        let (from, to) = (route.at(0.0), route.end());
        let begins_here = clip.contains(from);
        if self.count >= MOST_LABELS || !clip.contains(to) || (begins_here && (to - from).length() < FAR) {
            return;
        }
        let Some(choice) = choice(cx, wire) else { return };
        let text = cx.workspace.said(&choice.text);
        if text.trim().is_empty() {
            return;
        }
        let (view, zoom) = (brush.view, brush.view.zoom());
        let laid = brush.texts.lay_out(&brush.painter, view, text, LABEL, SETTING);
        let size = laid.size() + vec2(14.0, 5.0) * zoom;
        for share in [0.62, 0.75, 0.5, 0.86, 0.4] {
            let rect = Rect::from_center_size(route.at(share), size);
            if clip.contains_rect(rect) && !self.taken.iter().any(|taken| taken.intersects(rect)) {
                self.taken.push(rect);
                self.count += 1;
                let line = Stroke::new(1.0, cx.palette.line);
                brush.painter.rect(rect, size.y / 2.0, cx.palette.sheet, line, egui::StrokeKind::Inside);
                let at = pos2(rect.left() + 7.0 * zoom, rect.center().y - laid.size().y / 2.0);
                brush.texts.drawn(&laid, at, text);
                laid.put(&brush.painter, at, cx.palette.text);
                return;
            }
        }
    }
}
