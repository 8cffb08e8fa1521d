//! What the keys, the pointer and fingers do.

use crate::StoryPage;
use crate::flow::Flow;
use crate::i18n::Word;
use crate::sheet;
use crate::theme::{Line as Weight, Measure, Radius, Share, Size, Space, TextSize};
use crate::widgets::{self, Cx};
use egui::accesskit::Role;
use egui::{Align, Galley, Rect, StrokeKind, Ui, pos2, vec2};
use std::sync::Arc;

/// Keys as they are printed on a keyboard, or buttons as they are on a controller, and what they do.
type Line = (&'static [&'static str], Word);

/// A line without keys says in words what is done.
const IN_WORDS: &[&str] = &[];

/// The parts of the page. Each line is one thing that the viewer can do. A test finds every key that
/// is handled anywhere in this crate here.
const PARTS: [(Word, &[Line]); 5] = [
    (
        Word::HelpPlaying,
        &[
            (&["Space", "K"], Word::HelpPause),
            (&["←", "→"], Word::HelpSeek),
            (&["A", "D"], Word::HelpSeekAnywhere),
            (&["<", ">"], Word::HelpSpeed),
            (&["P"], Word::Speed),
            (&["Backspace"], Word::Back),
            (&["O"], Word::Map),
            (&["R"], Word::RecordedTitle),
        ],
    ),
    (
        Word::HelpAnswering,
        &[
            (&["1", "–", "9"], Word::HelpNumbers),
            (&["0"], Word::HelpZero),
            (&["Tab"], Word::HelpMove),
            (&["Enter"], Word::HelpConfirm),
            (&["Ctrl", "Enter"], Word::HelpSendWords),
        ],
    ),
    (
        Word::HelpSeeing,
        &[
            (&["↑", "↓"], Word::Volume),
            (&["M"], Word::Mute),
            (&["C"], Word::CaptionsShow),
            (&["+", "−"], Word::HelpCaptionSize),
            (&["V"], Word::HelpCaptionList),
            (&["L"], Word::LanguageMenu),
            (&["F", "F11"], Word::Fullscreen),
            (&["I"], Word::Mini),
            (&["S"], Word::Settings),
            (&["PgUp", "PgDn"], Word::HelpPage),
            (&["?", "F1"], Word::Help),
            (&["Esc"], Word::Close),
        ],
    ),
    (
        Word::HelpPointer,
        &[
            (IN_WORDS, Word::HelpMovePointer),
            (IN_WORDS, Word::HelpClick),
            (IN_WORDS, Word::HelpDoubleClick),
            (IN_WORDS, Word::HelpMouseBack),
            (IN_WORDS, Word::HelpTouch),
            (IN_WORDS, Word::HelpDoubleTap),
            (IN_WORDS, Word::HelpDrag),
        ],
    ),
    (
        Word::HelpPad,
        &[
            (&["←", "↑", "↓", "→"], Word::HelpPadMove),
            (&["A"], Word::HelpPadPress),
            (&["B"], Word::HelpPadBack),
            (&["X"], Word::CaptionsShow),
            (&["Y"], Word::HelpPadNext),
            (&["LB", "RB"], Word::HelpSeek),
            (&["LT", "RT"], Word::HelpSpeed),
            (&["RS ↑", "RS ↓"], Word::HelpPadPage),
            (&["Menu"], Word::HelpPause),
            (&["View"], Word::Help),
        ],
    ),
];

/// The buttons of a game controller that the help page tells of, by their names on an Xbox controller:
/// `A` to `Y` are the lowest, right, left and upper one of the four, `Menu` and `View` what others call
/// Start and Select, `RS` the right stick. A player checks that it handles no other.
pub fn controller_caps() -> impl Iterator<Item = &'static str> {
    let pad = PARTS.into_iter().filter(|(part, _)| *part == Word::HelpPad);
    pad.flat_map(|(_, lines)| lines.iter().flat_map(|(caps, _)| caps.iter().copied()))
}

/// Draws the page; whether it is to be closed.
pub(crate) fn show(ui: &mut Ui, cx: &mut Cx<'_>, _: &StoryPage<'_>, wants_focus: bool) -> bool {
    let mut body = Flow::new(sheet::body_width(cx));
    let gap = cx.space(Space::Huge);
    let columns = ((body.width() / cx.m.measure(Measure::SideLeast)) as usize).clamp(1, 3);
    let cell = (body.width() + gap) / columns as f32 - gap;
    // Each column has its parts below one another.
    let mut flows: Vec<Flow<'_, ()>> = (0..columns).map(|_| Flow::new(cell)).collect();
    for (word, lines) in PARTS {
        let Some(flow) = flows.iter_mut().min_by(|one, other| one.height().total_cmp(&other.height())) else {
            continue;
        };
        part(ui, cx, word, lines, flow);
    }
    let height = flows.iter().map(Flow::height).fold(0.0, f32::max);
    body.push(height, move |ui, rect, cx, state| {
        for (at, flow) in flows.into_iter().enumerate() {
            flow.draw(ui, pos2(rect.left() + at as f32 * (cell + gap), rect.top()), cx, state);
        }
    });
    let title = cx.strings.get(Word::Help);
    sheet::show(ui, cx, (&title, ""), body, &mut (), wants_focus)
}

fn part(ui: &Ui, cx: &Cx<'_>, word: Word, lines: &[Line], flow: &mut Flow<'_, ()>) {
    flow.space(cx.space(Space::Wide));
    let title = cx.strings.get(word);
    let galley = cx.text_in(ui, &title, TextSize::Heading, flow.width(), cx.palette.text, Align::LEFT);
    flow.push(galley.size().y.ceil(), move |ui, rect, _, _| {
        widgets::label(ui, rect, galley, Role::Heading, &title);
    });
    for (keys, word) in lines {
        flow.space(cx.space(Space::Small));
        line(ui, cx, keys, *word, flow);
    }
}

fn line(ui: &Ui, cx: &Cx<'_>, keys: &'static [&'static str], word: Word, flow: &mut Flow<'_, ()>) {
    let pad = cx.space(Space::Small);
    let caps: Vec<(&'static str, Arc<Galley>)> = keys
        .iter()
        .map(|key| {
            (
                *key,
                cx.text_in(
                    ui,
                    key,
                    TextSize::Small,
                    cx.m.measure(Measure::Label),
                    cx.palette.text,
                    Align::LEFT,
                ),
            )
        })
        .collect();
    // Lines stand below one another where the keys are few.
    let column =
        if keys.is_empty() { 0.0 } else { cx.m.measure(Measure::Label).min(Share::Aside.of(flow.width())) };
    let what = cx.strings.get(word);
    let width = flow.width() - column;
    let galley = cx.text_in(ui, &what, TextSize::Body, width, cx.palette.text, Align::LEFT);
    let height = galley.size().y.max(cx.m.size(Size::Key)).ceil();
    flow.push(height, move |ui, rect, cx, _| {
        let mut left = rect.left();
        for (key, cap) in &caps {
            let size = vec2((cap.size().x + 2.0 * pad).max(cx.m.size(Size::Key)), cx.m.size(Size::Key));
            let cap_at = Rect::from_min_size(pos2(left, rect.center().y - size.y / 2.0), size);
            left = cap_at.right() + cx.space(Space::Tiny);
            let between = *key == "–";
            if !between {
                let edge = cx.stroke(Weight::Hair, cx.palette.edge);
                ui.painter().rect(
                    cap_at,
                    cx.m.radius(Radius::Chip),
                    cx.palette.card,
                    edge,
                    StrokeKind::Inside,
                );
            }
            let at = pos2(cap_at.center().x - cap.size().x / 2.0, cap_at.center().y - cap.size().y / 2.0);
            widgets::paint(ui, at, cap.clone());
        }
        let spoken = if keys.is_empty() { what.clone() } else { format!("{}: {what}", keys.join(" ")) };
        let size = galley.size();
        let at = pos2(rect.left() + column, rect.center().y - size.y / 2.0);
        widgets::label(ui, Rect::from_min_size(at, size), galley, Role::Label, &spoken);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// The source files of pages, without samples and tests.
    fn sources(folder: &Path, found: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("gallery") {
                sources(&path, found);
            } else if path.extension().is_some_and(|kind| kind == "rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                *found += source.split("#[cfg(test)]").next().unwrap();
            }
        }
    }

    /// What follows each `mark`, as far as it is a name.
    fn names<'a>(source: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
        source.split(mark).skip(1).map(|rest| {
            let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
            &rest[..end]
        })
    }

    /// How help draws a key; empty for the one that it tells of in words.
    fn cap(key: &str) -> &str {
        match key {
            "ArrowLeft" => "←",
            "ArrowRight" => "→",
            "ArrowUp" => "↑",
            "ArrowDown" => "↓",
            "Escape" => "Esc",
            "PageUp" => "PgUp",
            "PageDown" => "PgDn",
            "Questionmark" => "?",
            "-" => "−",
            // HelpMouseBack.
            "BrowserBack" => "",
            // From 1 to 9.
            "Num2" | "Num3" | "Num4" | "Num5" | "Num6" | "Num7" | "Num8" => "–",
            key => key.strip_prefix("Num").unwrap_or(key),
        }
    }

    #[test]
    fn every_key_that_is_handled_is_in_the_help() {
        let mut source = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
        let mut handled: BTreeSet<&str> = names(&source, "Key::").map(cap).collect();
        handled.extend(source.split("typed(ui, \"").skip(1).filter_map(|rest| rest.get(..1)).map(cap));
        handled.retain(|cap| !cap.is_empty());
        let keyboard = PARTS.into_iter().filter(|(part, _)| *part != Word::HelpPad);
        let told: BTreeSet<&str> =
            keyboard.flat_map(|(_, lines)| lines.iter().flat_map(|(caps, _)| caps.iter().copied())).collect();
        let missing: Vec<_> = handled.difference(&told).collect();
        assert!(missing.is_empty(), "not in the help: {missing:?}");
        // Ctrl is no key of its own.
        let idle: Vec<_> = told.difference(&handled).filter(|cap| **cap != "Ctrl").collect();
        assert!(idle.is_empty(), "in the help, and not handled: {idle:?}");
        assert!(handled.len() > 30, "{handled:?}");
    }

    #[test]
    fn controllers_have_their_part() {
        assert!(controller_caps().count() >= 16);
    }
}
