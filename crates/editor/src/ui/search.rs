//! Finding something in a list by writing a part of its name.

use super::Cx;
use egui::{Key, Modifiers, ScrollArea, Ui};
use scene_graph::Language;
use std::sync::Arc;

/// What was written, taken apart: a name fits that has every part of it.
pub(super) struct Wanted(Vec<String>);

impl Wanted {
    pub(super) fn new(written: &str) -> Self {
        Self(written.to_lowercase().split_whitespace().map(str::to_owned).collect())
    }

    /// Whether a name fits; it is not asked for where nothing was written.
    pub(super) fn fits<S: AsRef<str>>(&self, name: impl FnOnce() -> S) -> bool {
        self.rank(name).is_some()
    }

    /// How well a name fits: those that begin with what was written come first. `None`: not at all.
    pub(super) fn rank<S: AsRef<str>>(&self, name: impl FnOnce() -> S) -> Option<u8> {
        let Some(first) = self.0.first() else { return Some(0) };
        let name = name().as_ref().to_lowercase();
        self.0.iter().all(|part| name.contains(part)).then(|| u8::from(!name.starts_with(first)))
    }
}

/// The lines of a list that fit. A story's scenes may be many: they are looked through again only when
/// something is another than before.
#[derive(Clone)]
pub(super) struct Found<T> {
    /// Where they were found, and what was written.
    of: Option<(Ground, String)>,
    lines: Arc<[T]>,
}

/// Where lines are found: in a state of the document, called by its texts in a language and by the window's
/// words in another.
#[derive(Clone, PartialEq)]
pub(super) struct Ground {
    state: u64,
    shown: Language,
    tag: &'static str,
}

impl Ground {
    pub(super) fn of(cx: &Cx<'_>) -> Self {
        let shown = cx.workspace.shown_language.clone();
        Self { state: cx.workspace.document.state(), shown, tag: cx.words.tag() }
    }
}

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self { of: None, lines: Arc::new([]) }
    }
}

impl<T> Found<T> {
    /// The lines, found with `find` if need be.
    pub(super) fn lines(
        &mut self,
        ground: &Ground,
        written: &str,
        find: impl FnOnce(&Wanted) -> Vec<T>,
    ) -> Arc<[T]> {
        if !self.of.as_ref().is_some_and(|(of, before)| of == ground && before == written) {
            self.lines = find(&Wanted::new(written)).into();
            self.of = Some((ground.clone(), written.to_owned()));
        }
        Arc::clone(&self.lines)
    }
}

/// The keys that choose among the lines that were found, while one writes.
pub(super) struct Keys {
    up: bool,
    down: bool,
    enter: bool,
}

impl Keys {
    /// Those of this pass; to be taken before the field in which one writes has them.
    pub(super) fn take(ui: &Ui) -> Self {
        let [up, down, enter] = [Key::ArrowUp, Key::ArrowDown, Key::Enter]
            .map(|key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)));
        Self { up, down, enter }
    }

    /// Draws so many lines of these words, with the `chosen` one lit and in sight; gives the one that is
    /// taken: by a click, or the chosen one by Enter.
    pub(super) fn choose(
        &self,
        ui: &mut Ui,
        count: usize,
        chosen: &mut usize,
        words: impl Fn(usize) -> String,
    ) -> Option<usize> {
        let wanted = match (self.up, self.down) {
            (true, _) => chosen.saturating_sub(1),
            (_, true) => *chosen + 1,
            _ => *chosen,
        };
        *chosen = wanted.min(count.saturating_sub(1));
        let height = ui.spacing().interact_size.y;
        let mut area = ScrollArea::vertical().max_height(height * 12.0).auto_shrink([false, true]);
        if self.up || self.down {
            // Lines out of sight are not drawn: they cannot bring themselves into it.
            let top = *chosen as f32 * (height + ui.spacing().item_spacing.y);
            area = area.vertical_scroll_offset((top - height * 6.0).max(0.0));
        }
        let mut taken = (self.enter && count > 0).then_some(*chosen);
        area.show_rows(ui, height, count, |ui, rows| {
            for row in rows {
                if ui.selectable_label(row == *chosen, words(row)).clicked() {
                    taken = Some(row);
                }
            }
        });
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_to_be_there_and_names_that_begin_with_the_first_come_first() {
        let wanted = Wanted::new(" Team LUNCH");
        assert_eq!(wanted.rank(|| "The lunch of the team"), Some(1));
        assert_eq!(wanted.rank(|| "Team: at lunch"), Some(0));
        assert_eq!(wanted.rank(|| "The team"), None);
        assert!(Wanted::new("  ").fits(|| -> String { panic!("nobody needs the name") }));
    }
}
