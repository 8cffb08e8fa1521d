//! What assistive technology is told of each of the editor's views, as text kept beside the tests; and
//! what must hold of every control on them. `UPDATE_SNAPSHOTS=1` writes the texts anew.

use super::asks::version;
use super::beginning::shown;
use super::findings::surveyed;
use super::form_pictures::RICH;
use super::stage::Stage;
use super::told::{differing, is_control, told};
use crate::support::{document, scene};
use editor::translations::Import;
use editor::ui::{Ask, Field, FoundWork, PathFor, Renamed, Request, Selection, Side, Workspace};
use editor::wires::Port;
use editor::{Item, Layout, Name, What, templates};
use egui::accesskit::Role;
use egui::{Key, vec2};
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;
use scene_graph::{ChoiceId, Language};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

const SIZE: egui::Vec2 = vec2(1280.0, 800.0);

/// A view by its name, and how the author came to it.
type View = (&'static str, fn(&mut Workspace, &Language));

const VIEWS: &[View] = &[
    ("new-story", |on, language| {
        on.templates = templates::all().iter().map(|template| shown(template, language)).collect();
        on.ask = Some(Ask::NewStory);
    }),
    ("scene", |on, _| on.selection = Selection::of(Item::Scene(scene("welcome")))),
    ("choice", |on, _| {
        on.panes.side = None;
        let choice = ChoiceId::new("others").ok();
        on.show_field(Field { scene: Some(scene("welcome")), choice, name: "when.all[1]".to_owned() });
    }),
    ("several-scenes", |on, _| {
        let items = ["welcome", "lunch"].map(|id| Item::Scene(scene(id)));
        on.selection = Selection { items: items.into_iter().collect(), ..Selection::default() };
    }),
    ("story", |on, _| {
        on.panes.side = Some(Side::Story);
        on.show_field(Field { scene: None, choice: None, name: "care.torn.advice".to_owned() });
    }),
    ("problems", |on, _| {
        on.found.problems = Arc::new(scene_graph::check(on.document.story(), None));
        on.found.problems_of = Some(on.document.state());
        on.panes.sheet = Some(editor::ui::Sheet::Problems);
    }),
    ("paths", |on, _| {
        surveyed(on);
        on.panes.sheet = Some(editor::ui::Sheet::Paths);
    }),
    ("preview", |on, _| on.panes.preview = true),
    ("palette", |on, _| on.ask = Some(Ask::Palette { commands: true })),
    ("find", |on, _| on.ask = Some(Ask::Palette { commands: false })),
    ("keys", |on, _| on.ask = Some(Ask::Keys)),
    ("rename", |on, _| {
        let what = Renamed::Id(Name::Scene(scene("lunch")));
        on.ask = Some(Ask::Rename { what, words: "lunch".to_owned() });
    }),
    ("lead-to", |on, _| {
        let turn = Port::of_scene(scene("lunch")).turn();
        on.ask = Some(Ask::LeadTo { turn, wanted: "w".to_owned(), visits: true });
    }),
    ("path", |on, _| {
        on.ask = Some(Ask::Path { what: PathFor::NewFolder, words: "/stories/new".to_owned() });
    }),
    ("unsaved", |on, _| on.ask = Some(Ask::Unsaved(Box::new(Request::Quit)))),
    ("recovered", |on, _| {
        on.recovered = Some(FoundWork { age: Duration::from_secs(300), is_older: true });
        on.ask = Some(Ask::Recovered);
    }),
    ("elsewhere", |on, _| on.ask = Some(Ask::OpenElsewhere)),
    ("compared", |on, _| {
        let mut story = on.document.story().clone();
        story.note = "another".to_owned();
        on.ask = Some(Ask::Compared { from: "/stories/other/story.ron".to_owned(), story: Arc::new(story) });
    }),
    ("changes", |on, _| {
        on.on_disk = Some(version(on.document.story().clone(), Layout::default()));
        with_note(on, "mine");
        on.ask = Some(Ask::Changes);
    }),
    ("changed-on-disk", |on, _| {
        let base = on.document.story().clone();
        let mut theirs = base.clone();
        theirs.note = "theirs".to_owned();
        let none = Layout::default;
        (on.on_disk, on.theirs) = (Some(version(base, none())), Some(version(theirs, none())));
        with_note(on, "mine");
        on.ask = Some(Ask::ChangedOnDisk);
    }),
    ("import", |on, _| {
        let table = "id,ja,en\nscene.lunch.title,お昼,Lunch\n";
        on.ask = Some(Ask::Import(Arc::new(Import::read(on.document.story(), table.as_bytes()).unwrap())));
    }),
];

fn with_note(workspace: &mut Workspace, note: &str) {
    workspace.edit(What::Story, |edit| {
        edit.head(|story| {
            note.clone_into(&mut story.note);
            Ok(())
        })
    });
}

fn staged((_, set): &View, language: &str) -> Stage {
    let mut stage = Stage::of(document(RICH), language, SIZE);
    let language = Language::new(language);
    stage.workspace().shown_language = language.clone();
    set(stage.workspace(), &language);
    stage.run();
    stage.run();
    stage
}

fn snapshot_of(language: &str, view: &View) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(language);
    folder.join(format!("{}.txt", view.0))
}

#[test]
fn assistive_technology_is_told_what_the_snapshots_say() {
    let mut texts = Vec::new();
    for language in ["en", "ja"] {
        for view in VIEWS {
            texts.push((snapshot_of(language, view), told(&staged(view, language).harness.root())));
        }
    }
    let differing = differing(&texts);
    let how = "UPDATE_SNAPSHOTS=1 cargo test --test editor tree writes them anew; look at what changed";
    assert!(differing.is_empty(), "{how}\n{}", differing.join("\n"));
}

/// The controls of a view that can be used now, by role and name: those of the dialog, if there is one.
fn controls(stage: &Stage) -> Vec<(Role, String)> {
    fn collect(node: &Node<'_>, found: &mut Vec<(Role, String)>) {
        let inner = node.accesskit_node();
        if is_control(inner.role()) && !inner.is_disabled() {
            found.push((inner.role(), inner.label().unwrap_or_default()));
        }
        node.children().for_each(|child| collect(&child, found));
    }
    let root = stage.harness.root();
    let dialog = root.children_recursive().find(|node| node.accesskit_node().role() == Role::Dialog);
    let mut found = Vec::new();
    collect(&dialog.unwrap_or(root), &mut found);
    found
}

#[test]
fn every_pane_and_dialog_has_a_name() {
    for language in ["en", "ja"] {
        for view in VIEWS {
            let stage = staged(view, language);
            for node in stage.harness.root().children_recursive() {
                let node = node.accesskit_node();
                let is_place = node.role() == Role::Dialog || node.role() == Role::Pane;
                let named = node.label().is_some_and(|name| !name.trim().is_empty());
                assert!(named || !is_place, "{} in {language}: a {:?}", view.0, node.role());
            }
        }
    }
}

#[test]
fn every_control_has_a_name_of_its_own() {
    let mut faults = Vec::new();
    for language in ["en", "ja"] {
        for view in VIEWS {
            let stage = staged(view, language);
            let mut counts = BTreeMap::new();
            for (role, name) in controls(&stage) {
                *counts.entry((format!("{role:?}"), name)).or_insert(0) += 1;
            }
            for ((role, name), count) in counts {
                if name.trim().is_empty() || count > 1 {
                    faults.push(format!("{} in {language}: {count} × {role} “{name}”", view.0));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// What has the keyboard.
fn focused(stage: &Stage) -> Option<(Role, String)> {
    let root = stage.harness.root();
    let node = root.children_recursive().find(|node| node.accesskit_node().is_focused())?;
    let node = node.accesskit_node();
    Some((node.role(), node.label().unwrap_or_default()))
}

#[test]
fn tab_comes_to_every_control() {
    let mut faults = Vec::new();
    for view in VIEWS {
        let mut stage = staged(view, "en");
        let mut wanted = controls(&stage);
        if matches!(stage.workspace().ask, Some(Ask::Palette { .. } | Ask::LeadTo { .. })) {
            // The arrow keys go along the list while one writes.
            wanted.retain(|(role, _)| *role != Role::Button);
        }
        for _ in 0..wanted.len() + 40 {
            stage.press(Key::Tab);
            if let Some(at) = focused(&stage) {
                wanted.retain(|control| *control != at);
            }
        }
        faults.extend(wanted.iter().map(|(role, name)| format!("{}: {role:?} “{name}”", view.0)));
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
