//! Files that were dropped on the window, and where.

use crate::ui::Dropped;
use egui::{Context, Event, Pos2, RawInput};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// For so long the window waits to hear where the pointer is: while files are dragged over it, nobody tells,
/// but it is told right after they are let go of.
const PATIENCE: Duration = Duration::from_millis(150);

/// Files that were dropped and not handed on yet.
#[derive(Default)]
pub(super) struct Dropping {
    files: Vec<PathBuf>,
    since: Option<Instant>,
}

impl Dropping {
    /// One more.
    pub(super) fn push(&mut self, file: PathBuf) {
        self.files.push(file);
        self.since = Some(Instant::now());
    }

    /// Whether some wait.
    pub(super) fn waits(&self) -> bool {
        !self.files.is_empty()
    }

    /// All of them, as soon as it is known where they were dropped, or nobody tells.
    pub(super) fn take(&mut self, input: &RawInput, context: &Context) -> Option<Dropped> {
        if !self.waits() {
            return None;
        }
        let moved = input.events.iter().rev().find_map(|event| match event {
            Event::PointerMoved(at) => Some(*at),
            _ => None,
        });
        let too_long = self.since.is_none_or(|since| since.elapsed() >= PATIENCE);
        let known = || -> Option<Pos2> { context.input(|input| input.pointer.latest_pos()) };
        let at = moved.or_else(|| known().filter(|_| too_long));
        (at.is_some() || too_long).then(|| {
            self.since = None;
            Dropped { files: std::mem::take(&mut self.files), at }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn files_are_dropped_where_the_pointer_is_told_to_be_afterwards() {
        let (mut dropping, context) = (Dropping::default(), Context::default());
        let mut input = RawInput::default();
        assert_eq!(dropping.take(&input, &context), None);
        dropping.push(PathBuf::from("/clips/a.mp4"));
        assert_eq!(dropping.take(&input, &context), None, "where is not known yet");
        dropping.push(PathBuf::from("/clips/b.mp4"));
        input.events.push(Event::PointerMoved(pos2(3.0, 4.0)));
        input.events.push(Event::PointerMoved(pos2(30.0, 40.0)));
        let dropped = dropping.take(&input, &context);
        let dropped = dropped.map(|dropped| (dropped.files.len(), dropped.at));
        assert_eq!(dropped, Some((2, Some(pos2(30.0, 40.0)))));
        assert!(!dropping.waits());
        // Nobody tells.
        dropping.push(PathBuf::from("/clips/c.mp4"));
        dropping.since = None;
        let dropped = dropping.take(&RawInput::default(), &context);
        assert_eq!(dropped.map(|dropped| dropped.at), Some(None));
    }
}
