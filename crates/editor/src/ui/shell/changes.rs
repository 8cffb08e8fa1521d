//! What changed: since the last save, and on disk underneath.

use crate::commands::{become_story, lay_as};
use crate::compare::{Conflict, Merged, MergedLayout, Place, Side, differences, merge, merge_layouts};
use crate::document::What;
use crate::files::OnDisk;
use crate::layout::Layout;
use crate::ui::Cx;
use crate::ui::differences::{Told, place_words, told, value_words};
use crate::ui::look::main_button;
use crate::ui::search::Ground;
use crate::ui::told::heading;
use crate::ui::words::{Value, Word};
use crate::ui::workspace::{NoteKind, Request};
use egui::{Id, RichText, ScrollArea, Ui};
use scene_graph::{Diagnostic, Story};
use std::collections::HashMap;
use std::sync::Arc;
use viewer_ui::theme::Space;

/// Lines of one list that are drawn; more say nothing more.
const MOST: usize = 200;

/// What the file does not have yet.
pub(super) fn since_save(ui: &mut Ui, cx: &mut Cx<'_>) {
    heading(ui, cx.word(Word::ChangesTitle));
    match cx.workspace.on_disk.clone() {
        None => cx.prose(ui, Word::ChangesNeverSaved, cx.palette.text),
        Some(saved) => {
            let found = remembered(ui, cx, &saved.story, cx.workspace.document.story());
            if found.lines.is_empty() {
                cx.prose(ui, Word::ChangesLayoutOnly, cx.palette.text);
            }
            list(ui, cx, &found, (Word::ChangesBefore, Word::ChangesAfter));
        }
    }
    ui.add_space(cx.m.space(Space::Medium));
    if ui.button(cx.word(Word::Close)).clicked() {
        cx.workspace.ask = None;
    }
}

/// What is another here than in another story.
pub(super) fn from_other(ui: &mut Ui, cx: &mut Cx<'_>, from: &str, other: &Arc<Story>) {
    heading(ui, cx.word(Word::CompareTitle));
    ui.label(RichText::new(from).color(cx.palette.muted));
    let found = remembered(ui, cx, other, cx.workspace.document.story());
    if found.lines.is_empty() {
        cx.prose(ui, Word::CompareSame, cx.palette.text);
    }
    list(ui, cx, &found, (Word::CompareThere, Word::CompareHere));
    ui.add_space(cx.m.space(Space::Medium));
    if ui.button(cx.word(Word::Close)).clicked() {
        cx.workspace.ask = None;
    }
}

/// What is told of which stories: the document's, and the one that it is compared with.
type Remembered = (Ground, Arc<Story>, Arc<Found>);

/// The differences, found once for each state of the document.
fn remembered(ui: &Ui, cx: &Cx<'_>, before: &Arc<Story>, after: &Story) -> Arc<Found> {
    let ground = Ground::of(cx);
    let id = Id::unique("changes since");
    let known: Option<Remembered> = ui.data(|data| data.get_temp(id));
    let is_known = |(of, than, _): &Remembered| *of == ground && Arc::ptr_eq(than, before);
    if let Some((.., found)) = known.filter(is_known) {
        return found;
    }
    // More than are drawn need no words.
    let mut all = differences(before, after);
    let more = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    let found = Arc::new(Found { lines: told(cx, before, after, &all), more });
    let known: Remembered = (ground, Arc::clone(before), Arc::clone(&found));
    ui.data_mut(|data| data.insert_temp(id, known));
    found
}

/// What is listed.
#[derive(Default)]
struct Found {
    lines: Vec<Told>,
    /// So many more differences are there.
    more: usize,
}

fn list(ui: &mut Ui, cx: &Cx<'_>, found: &Found, (before, after): (Word, Word)) {
    ScrollArea::vertical().max_height(cx.m.window.y * 0.5).auto_shrink([false, true]).show(ui, |ui| {
        for one in &found.lines {
            ui.label(RichText::new(&one.place).strong());
            side(ui, cx, before, one.before.as_deref());
            side(ui, cx, after, one.after.as_deref());
            ui.add_space(cx.m.space(Space::Small));
        }
        if found.more > 0 {
            ui.label(cx.words.with(Word::ChangesMore, &[("count", Value::count(found.more))]));
        }
    });
}

/// How something is written on one side, shortened to what fits a glance.
fn side(ui: &mut Ui, cx: &Cx<'_>, word: Word, text: Option<&str>) {
    const LONGEST: usize = 160;
    let text = text.map_or_else(
        || cx.word(Word::ChangesNothing),
        |text| {
            let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let short: String = flat.chars().take(LONGEST).collect();
            if short.len() < flat.len() { format!("{short}…") } else { flat }
        },
    );
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(cx.word(word)).color(cx.palette.muted));
        ui.label(text);
    });
}

/// Both sides' changes being brought together.
#[derive(Clone, Default)]
struct Settling {
    /// What the author chose at each place that both changed.
    choices: HashMap<Place, Side>,
    /// What comes of that, and of which stories. Making it takes all three apart: not in every pass.
    merged: Option<(MergedOf, MergeResult)>,
}

/// The document's state, the story that both began with, and theirs.
type MergedOf = (u64, Arc<Story>, Arc<Story>);
type MergeResult = Arc<(Result<Merged, Box<Diagnostic>>, MergedLayout)>;

impl Settling {
    fn merged(&mut self, cx: &Cx<'_>, base: &OnDisk, theirs: &OnDisk) -> MergeResult {
        let document = &cx.workspace.document;
        let is_known = |(state, of_base, of_theirs): &MergedOf| {
            *state == document.state()
                && Arc::ptr_eq(of_base, &base.story)
                && Arc::ptr_eq(of_theirs, &theirs.story)
        };
        if let Some((_, merged)) = self.merged.as_ref().filter(|(of, _)| is_known(of)) {
            return Arc::clone(merged);
        }
        let choose = |place: &Place| self.choices.get(place).copied().unwrap_or_default();
        let story = merge(&base.story, document.story(), &theirs.story, &choose);
        let side = self.side_of_cards();
        let layout = merge_layouts(&base.layout, document.layout(), &theirs.layout, side);
        let merged = Arc::new((story, layout));
        let of = (document.state(), Arc::clone(&base.story), Arc::clone(&theirs.story));
        self.merged = Some((of, Arc::clone(&merged)));
        merged
    }

    /// Where cards lie that both moved: one choice for all of them.
    fn side_of_cards(&self) -> Side {
        self.choices.get(&place_of_cards()).copied().unwrap_or_default()
    }
}

/// Under which the choice of the cards' side stands; no story has a place of that name.
fn place_of_cards() -> Place {
    Place(vec!["layout.ron".to_owned()])
}

/// The file changed underneath: both sides' changes, and whose is kept where both changed the same.
pub(super) fn on_disk(ui: &mut Ui, cx: &mut Cx<'_>) {
    let (Some(base), Some(theirs)) = (cx.workspace.on_disk.clone(), cx.workspace.theirs.clone()) else {
        cx.workspace.ask = None;
        return;
    };
    heading(ui, cx.word(Word::DiskTitle));
    cx.prose(ui, Word::DiskText, cx.palette.text);
    let id = Id::unique("changed on disk");
    let mut settling: Settling = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let both = settling.merged(cx, &base, &theirs);
    let (merged, layout) = &*both;
    let mut changed = Vec::new();
    match merged {
        Ok(merged) if merged.conflicts.is_empty() && layout.conflicts == 0 => {
            cx.prose(ui, Word::DiskNoConflict, cx.palette.success);
        }
        Ok(Merged { conflicts, .. }) => {
            cx.prose(ui, Word::DiskConflicts, cx.palette.warning);
            ScrollArea::vertical().max_height(cx.m.window.y * 0.45).auto_shrink([false, true]).show(
                ui,
                |ui| {
                    for conflict in conflicts.iter().take(MOST) {
                        changed.extend(one_conflict(ui, cx, [&base.story, &theirs.story], conflict));
                    }
                    if layout.conflicts > 0 {
                        changed.extend(cards(ui, cx, layout.conflicts, settling.side_of_cards()));
                    }
                },
            );
        }
        Err(_) => cx.prose(ui, Word::DiskCannotMerge, cx.palette.alarm),
    }
    if !changed.is_empty() {
        settling.choices.extend(changed);
        settling.merged = None;
    }
    ui.add_space(cx.m.space(Space::Medium));
    let merged = merged.as_ref().ok().map(|merged| (&merged.story, &layout.layout));
    ui.horizontal_wrapped(|ui| buttons(ui, cx, merged, &theirs));
    if cx.workspace.ask.is_none() {
        // Another time is another choice.
        settling = Settling::default();
    }
    ui.data_mut(|data| data.insert_temp(id, settling));
}

/// Cards that both moved.
fn cards(ui: &mut Ui, cx: &Cx<'_>, count: usize, side: Side) -> Option<(Place, Side)> {
    let words = cx.words.with(Word::DiskCards, &[("count", Value::count(count))]);
    ui.label(RichText::new(words).strong());
    let mut kept = side;
    ui.horizontal_wrapped(|ui| {
        ui.radio_value(&mut kept, Side::Mine, cx.word(Word::DiskMine));
        ui.radio_value(&mut kept, Side::Theirs, cx.word(Word::DiskTheirs));
    });
    (kept != side).then(|| (place_of_cards(), kept))
}

fn one_conflict(
    ui: &mut Ui,
    cx: &Cx<'_>,
    [base, theirs]: [&Story; 2],
    conflict: &Conflict,
) -> Option<(Place, Side)> {
    let (mine, place) = (cx.workspace.document.story(), &conflict.place);
    ui.label(RichText::new(place_words(cx, &[mine, theirs, base], place)).strong());
    side(ui, cx, Word::ChangesBefore, value_words(cx, base, place, conflict.base.as_deref()).as_deref());
    let mut kept = conflict.kept;
    let sides = [
        (Side::Mine, Word::DiskMine, mine, &conflict.mine),
        (Side::Theirs, Word::DiskTheirs, theirs, &conflict.theirs),
    ];
    for (of, word, story, written) in sides {
        let text = value_words(cx, story, place, written.as_deref());
        ui.horizontal_wrapped(|ui| {
            ui.radio_value(&mut kept, of, cx.word(word));
            side(ui, cx, Word::ChangesAfter, text.as_deref());
        });
    }
    (kept != conflict.kept).then(|| (conflict.place.clone(), kept))
}

fn buttons(ui: &mut Ui, cx: &mut Cx<'_>, merged: Option<(&Story, &Layout)>, theirs: &OnDisk) {
    let main = main_button(&cx.palette, cx.word(Word::DiskMerge));
    if ui.add_enabled(merged.is_some(), main).clicked() {
        settle(cx, theirs, merged);
    }
    let take = ui.button(cx.word(Word::DiskTakeTheirs)).on_hover_text(cx.word(Word::DiskTakeTheirsWhy));
    if take.clicked() {
        settle(cx, theirs, Some((&theirs.story, &theirs.layout)));
    }
    if ui.button(cx.word(Word::DiskKeepMine)).on_hover_text(cx.word(Word::DiskKeepMineWhy)).clicked() {
        settle(cx, theirs, None);
    }
    if ui.button(cx.word(Word::DiskLater)).clicked() {
        cx.workspace.ask = None;
    }
}

/// Story and layout become `wanted` (one step to undo), and what was looked at may be replaced by the next
/// save.
fn settle(cx: &mut Cx<'_>, theirs: &OnDisk, wanted: Option<(&Story, &Layout)>) {
    if let Some((story, layout)) = wanted {
        cx.workspace.edit(What::Story, |edit| {
            become_story(edit, story)?;
            lay_as(edit, layout);
            Ok(())
        });
    }
    cx.workspace.on_disk = Some(theirs.clone());
    cx.workspace.theirs = None;
    cx.workspace.ask = None;
    cx.workspace.requests.push(Request::AcceptDisk);
    let text = cx.word(Word::DiskSettled);
    cx.workspace.note(NoteKind::Done, text);
}
