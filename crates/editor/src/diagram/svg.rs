//! SVG: the graph as a picture, cards where the layout has them.

use super::{Words, drawn};
use crate::arrange::{Area, Gaps, Size, place_new};
use crate::document::Item;
use crate::layout::{Layout, Spot};
use scene_graph::{Language, Story};
use std::collections::HashMap;
use std::fmt::Write as _;

/// A card of the picture.
const CARD: Size = (220, 112);
/// An ending's.
const ENDING: Size = (180, 56);
/// Around everything.
const MARGIN: i64 = 40;
/// Widths of letters in a card, in half em: a Japanese letter is two.
const CARD_WIDE: usize = 28;
const LABEL_WIDE: usize = 24;

/// How the canvas draws cards: the picture keeps their places, not their sizes.
fn size(item: &Item) -> Size {
    match item {
        Item::Scene(_) => CARD,
        Item::Ending(_) => ENDING,
    }
}

/// The graph as SVG, texts in `language`. Cards without a place are laid out first.
#[must_use]
pub fn svg(story: &Story, layout: &Layout, language: &Language) -> String {
    let words = Words { story, language };
    let areas = areas(story, layout);
    let (left, top, right, bottom) = ends(&areas);
    let (width, height) = (right - left + 2 * MARGIN, bottom - top + 2 * MARGIN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{} {} {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\">\n",
        left - MARGIN,
        top - MARGIN,
    );
    // Writing to a String cannot fail.
    let _ = writeln!(out, "<title>{}</title>", escaped(words.text(&story.title)));
    out.push_str(TIP);
    let _ = writeln!(out, "<g {FONTS}>");
    let _ = writeln!(
        out,
        "<rect x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>",
        left - MARGIN,
        top - MARGIN,
    );
    frames(&mut out, layout);
    wires(&mut out, words, &areas);
    for (id, scene) in &story.scenes {
        let item = Item::Scene(id.clone());
        let Some(area) = areas.get(&item) else { continue };
        let colour = scene.themes.first().or_else(|| scene.question.as_ref()?.themes.first());
        let colour = colour.and_then(|theme| story.themes.get(theme)).map(|theme| theme.colour.as_str());
        let asks = scene.question.as_ref().map(|question| words.text(&question.prompt)).unwrap_or_default();
        card(&mut out, area, words.title(&item), asks, colour, *id == story.start);
    }
    for id in story.endings.keys() {
        let item = Item::Ending(id.clone());
        if let Some(area) = areas.get(&item) {
            ending(&mut out, area, words.title(&item));
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// The wires' tip. Everything else bears its looks itself: word processors know no style sheets.
const TIP: &str = "<defs><marker id=\"tip\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L10 5L0 10z\" fill=\"#5c707b\"/></marker></defs>\n";

const FONTS: &str = "font-family=\"'BIZ UDPGothic','Noto Sans JP','Hiragino Sans','Yu Gothic','Meiryo',sans-serif\" fill=\"#22343f\"";
const TITLE: &str = "font-size=\"15\" font-weight=\"700\"";
const ASKS: &str = "font-size=\"13\"";
const FRAME_TITLE: &str = "font-size=\"14\" font-weight=\"700\" fill=\"#5c707b\"";
/// Words on a wire: first a wide white line around them, then they themselves.
const HALO: &str =
    "font-size=\"12\" fill=\"#ffffff\" stroke=\"#ffffff\" stroke-width=\"4\" stroke-linejoin=\"round\"";
const SAID: &str = "font-size=\"12\"";
const WIRE: &str = "fill=\"none\" stroke=\"#5c707b\" stroke-width=\"1.8\"";
const DETOUR: &str = "fill=\"none\" stroke=\"#5c707b\" stroke-width=\"1.8\" stroke-dasharray=\"6 5\"";

fn areas(story: &Story, layout: &Layout) -> HashMap<Item, Area> {
    let scenes =
        story.scenes.keys().filter_map(|id| Some((Item::Scene(id.clone()), *layout.scenes.get(id)?)));
    let endings =
        story.endings.keys().filter_map(|id| Some((Item::Ending(id.clone()), *layout.endings.get(id)?)));
    let new = place_new(story, layout, &size, Gaps::default());
    let spots: HashMap<Item, Spot> = scenes.chain(endings).chain(new).collect();
    spots.into_iter().map(|(item, at)| (item.clone(), Area { at, size: size(&item) })).collect()
}

fn ends(areas: &HashMap<Item, Area>) -> (i64, i64, i64, i64) {
    let edges = areas.values().map(Area::edges);
    let all = edges.reduce(|[a, b, c, d], [left, top, right, bottom]| {
        [a.min(left), b.min(top), c.max(right), d.max(bottom)]
    });
    all.map_or((0, 0, 0, 0), |[left, top, right, bottom]| (left, top, right, bottom))
}

fn frames(out: &mut String, layout: &Layout) {
    for frame in layout.frames.values() {
        let (Spot(x, y), (width, height)) = (frame.at, frame.size);
        let _ = writeln!(
            out,
            "<rect fill=\"#f5f7f8\" stroke=\"#c3ced4\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"12\"/>"
        );
        let (x, y) = (i64::from(x) + 14, i64::from(y) + 24);
        let _ = writeln!(out, "<text {FRAME_TITLE} x=\"{x}\" y=\"{y}\">{}</text>", escaped(&frame.title));
    }
}

fn wires(out: &mut String, words: Words<'_>, areas: &HashMap<Item, Area>) {
    for (from, to, comes_back, said) in drawn(words) {
        let (Some(from), Some(to)) = (areas.get(&from), areas.get(&to)) else { continue };
        let [_, top, right, bottom] = from.edges();
        let [left, to_top, _, to_bottom] = to.edges();
        let (x1, y1, x2, y2) = (right, (top + bottom) / 2, left, (to_top + to_bottom) / 2);
        // Ways back leave and arrive in wide bows.
        let bow = if x2 > x1 { ((x2 - x1) / 2).max(40) } else { 120 };
        let look = if comes_back { DETOUR } else { WIRE };
        let _ = writeln!(
            out,
            "<path {look} d=\"M{x1} {y1}C{} {y1} {} {y2} {x2} {y2}\" marker-end=\"url(#tip)\"/>",
            x1 + bow,
            x2 - bow,
        );
        // The words stand near the end, where wires of one card have parted.
        let lines: Vec<String> = said.iter().flat_map(|said| wrapped(said, LABEL_WIDE, 2)).collect();
        let (x, y) = (x1 + (x2 - x1) * 3 / 5, y1 + (y2 - y1) * 7 / 10);
        for look in [HALO, SAID] {
            text(out, look, (x, y - 4 - 14 * (count(&lines) - 1)), "middle", &lines, 14);
        }
    }
}

fn card(out: &mut String, area: &Area, title: &str, asks: &str, colour: Option<&str>, is_start: bool) {
    let (Spot(x, y), (width, height)) = (area.at, area.size);
    let edge = if is_start {
        "stroke=\"#24697f\" stroke-width=\"3\""
    } else {
        "stroke=\"#7d8f99\" stroke-width=\"1.5\""
    };
    let _ = writeln!(
        out,
        "<rect fill=\"#ffffff\" {edge} x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"10\"/>"
    );
    // Only what is a colour: the checks tell of what is not.
    if let Some(colour) = colour.filter(|colour| is_colour(colour)) {
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"8\" height=\"{height}\" rx=\"4\" fill=\"{colour}\"/>"
        );
    }
    let (x, y) = (i64::from(x) + 20, i64::from(y));
    let heading = wrapped(title, CARD_WIDE - 4, 2);
    text(out, TITLE, (x, y + 26), "start", &heading, 20);
    text(out, ASKS, (x, y + 30 + 20 * count(&heading)), "start", &wrapped(asks, CARD_WIDE, 2), 18);
}

fn ending(out: &mut String, area: &Area, title: &str) {
    let (Spot(x, y), (width, height)) = (area.at, area.size);
    let round = height / 2;
    let _ = writeln!(
        out,
        "<rect fill=\"#eef3f5\" stroke=\"#7d8f99\" stroke-width=\"1.5\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\"/>"
    );
    let lines = wrapped(title, 20, 2);
    let middle = (i64::from(x) + i64::from(width / 2), i64::from(y) + i64::from(height / 2));
    text(out, TITLE, (middle.0, middle.1 + 5 - 9 * (count(&lines) - 1)), "middle", &lines, 18);
}

fn count(lines: &[String]) -> i64 {
    i64::try_from(lines.len()).unwrap_or(0)
}

fn text(out: &mut String, look: &str, (x, y): (i64, i64), anchor: &str, lines: &[String], height: i64) {
    for (nth, line) in (0_i64..).zip(lines) {
        let y = y + nth * height;
        let _ = writeln!(
            out,
            "<text {look} x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>",
            escaped(line)
        );
    }
}

fn is_colour(text: &str) -> bool {
    let hex = text.strip_prefix('#').unwrap_or_default();
    hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// How many half em a letter takes.
fn wide(character: char) -> usize {
    if u32::from(character) < 0x1100 { 1 } else { 2 }
}

/// A text in lines of at most so many half em, at blanks where there are some, else anywhere; what is
/// over is cut off with `…`.
fn wrapped(text: &str, most: usize, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let (mut line, mut width) = (String::new(), 0);
    for character in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if width + wide(character) > most {
            let rest = line.rfind(' ').map(|at| line.split_off(at)).unwrap_or_default();
            out.push(std::mem::replace(&mut line, rest.trim_start().to_owned()));
            width = line.chars().map(wide).sum();
            if out.len() == lines {
                if let Some(last) = out.last_mut() {
                    while last.chars().map(wide).sum::<usize>() + 2 > most && last.pop().is_some() {}
                    last.push('…');
                }
                return out;
            }
        }
        line.push(character);
        width += wide(character);
    }
    if !line.trim().is_empty() {
        out.push(line);
    }
    out
}

/// A text in which nothing is markup. Characters that XML does not know are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}
