//! What assistive technology is told of each page of the gallery, as text kept beside the tests; and
//! what must hold of every control on it. `UPDATE_SNAPSHOTS=1` writes the texts anew.

use crate::told::{differing, is_control, told};
use egui::accesskit::Role;
use egui::{Rect, Vec2, vec2};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, Node};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use viewer_ui::ViewerUi;
use viewer_ui::gallery::{PAGES, SIZES, Sample, Tongue, tongues};

/// A page of the gallery, settled, with what is pressed on it pressed.
fn staged(sample: &'static Sample, tongue: &Tongue, size: Vec2, text_scale: f32) -> Harness<'static> {
    let viewer: Rc<RefCell<Option<ViewerUi>>> = Rc::default();
    let (made, language) = (Rc::clone(&viewer), tongue.language.clone());
    let tongue = tongue.clone();
    let mut harness = Harness::builder()
        .with_size(size)
        .with_step_dt(0.1)
        .with_max_steps(40)
        .allow_missing_glyphs()
        .with_context_setup(move |ctx| {
            let mut viewer = ViewerUi::new(ctx, &language);
            viewer.options_mut().still = true;
            viewer.options_mut().text_scale = text_scale;
            sample.set(viewer.options_mut());
            made.replace(Some(viewer));
        })
        .build_ui(move |ui| {
            if let Some(viewer) = viewer.borrow_mut().as_mut() {
                sample.show(&tongue, &mut |model| {
                    viewer.show(ui, model);
                });
            }
        });
    // Past the time in which a new question does not listen to Enter.
    harness.run_steps(6);
    for events in sample.events() {
        harness.input_mut().events.extend(events);
        harness.run_steps(4);
    }
    harness
}

fn snapshot_of(sample: &Sample, tongue: &Tongue) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    folder.join(tongue.language.as_str()).join(format!("{}.txt", sample.name))
}

/// The pages that viewers see.
fn pages() -> impl Iterator<Item = &'static Sample> {
    PAGES.iter().filter(|sample| !sample.name.starts_with("elements"))
}

#[test]
fn assistive_technology_is_told_what_the_snapshots_say() {
    let mut texts = Vec::new();
    for tongue in tongues() {
        for sample in pages() {
            let harness = staged(sample, &tongue, vec2(1280.0, 720.0), 1.0);
            texts.push((snapshot_of(sample, &tongue), told(&harness.root())));
        }
    }
    let differing = differing(&texts);
    let how = "UPDATE_SNAPSHOTS=1 cargo test --test viewer tree writes them anew; look at what changed";
    assert!(differing.is_empty(), "{how}\n{}", differing.join("\n"));
}

/// The controls of a page with their rectangles; `true`: within something that scrolls.
fn controls(harness: &Harness<'_>) -> Vec<(Role, String, Rect, bool)> {
    let mut found = Vec::new();
    collect(&harness.root(), false, &mut found);
    found
}

fn collect(node: &Node<'_>, scrolls: bool, found: &mut Vec<(Role, String, Rect, bool)>) {
    let inner = node.accesskit_node();
    let scrolls = scrolls || inner.role() == Role::ScrollView || inner.data().clips_children();
    if is_control(inner.role()) {
        found.push((inner.role(), inner.label().unwrap_or_default(), node.rect(), scrolls));
    }
    for child in node.children() {
        collect(&child, scrolls, found);
    }
}

/// Every page in every size, with usual and with large text.
fn everywhere(mut look: impl FnMut(&str, Vec2, &Harness<'_>)) {
    for (at, tongue) in tongues().iter().enumerate() {
        for (which, sample) in PAGES.iter().enumerate() {
            for (turn, (width, height)) in SIZES.into_iter().enumerate() {
                // Large text in one language each, in turn: half the time for the same layouts.
                for text_scale in [1.0, 2.0] {
                    if text_scale > 1.0 && (at + which + turn) % 2 == 0 {
                        continue;
                    }
                    let size = vec2(width as f32, height as f32);
                    let harness = staged(sample, tongue, size, text_scale);
                    let name = format!(
                        "{} in {} at {width}×{height} with text at {text_scale}",
                        sample.name,
                        tongue.language.as_str()
                    );
                    look(&name, size, &harness);
                }
            }
        }
    }
}

#[test]
fn every_control_has_a_name_can_be_hit_and_lies_in_the_window() {
    let mut faults = Vec::new();
    everywhere(|page, size, harness| {
        let window = Rect::from_min_size(egui::Pos2::ZERO, size).expand(1.0);
        let controls = controls(harness);
        for (role, name, rect, scrolls) in &controls {
            if name.trim().is_empty() {
                faults.push(format!("{page}: a {role:?} without a name at {rect:?}"));
            }
            if rect.width() < 44.0 || rect.height() < 44.0 {
                faults.push(format!("{page}: “{name}” is only {:?} large", rect.size()));
            }
            if !*scrolls && !window.contains_rect(*rect) {
                faults.push(format!("{page}: “{name}” at {rect:?} is cut off"));
            }
        }
        for (at, (_, name, rect, scrolls)) in controls.iter().enumerate() {
            for (_, other, theirs, others_scroll) in &controls[at + 1..] {
                let common = rect.intersect(*theirs);
                let apart = common.width() < 2.0 || common.height() < 2.0;
                // What scrolls may lie below what does not, where it cannot be seen.
                if !apart && scrolls == others_scroll {
                    faults.push(format!("{page}: “{name}” lies over “{other}”"));
                }
            }
        }
    });
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// Where the words of this role lie, by what they say.
fn words(harness: &Harness<'_>, role: Role) -> Vec<(String, Rect)> {
    let nodes = harness.root().children_recursive().filter(|node| {
        let node = node.accesskit_node();
        node.role() == role && node.data().bounds().is_some()
    });
    let said = |node: &Node<'_>| {
        let node = node.accesskit_node();
        node.label().or(node.value()).unwrap_or_default()
    };
    nodes.map(|node| (said(&node), node.rect())).collect()
}

#[test]
fn slates_captions_and_notices_do_not_lie_over_one_another() {
    let mut faults = Vec::new();
    for tongue in tongues() {
        for (page, above) in [("slate-captions", Role::Caption), ("ending-noticed", Role::Status)] {
            let sample = PAGES.iter().find(|sample| sample.name == page).unwrap();
            for (width, height) in SIZES {
                for text_scale in [1.0, 2.0] {
                    let harness = staged(sample, &tongue, vec2(width as f32, height as f32), text_scale);
                    let ours = words(&harness, above);
                    assert_eq!(ours.len(), 1, "{page}");
                    // What scrolls is seen only within what it scrolls in.
                    let view =
                        words(&harness, Role::ScrollView).first().map_or(Rect::EVERYTHING, |(_, view)| *view);
                    let rest = [Role::Heading, Role::Button].map(|role| words(&harness, role)).concat();
                    for (text, place) in rest {
                        // Its own button, and the control bar.
                        let own = ours[0].1.expand(64.0).contains_rect(place);
                        let common = ours[0].1.intersect(place.intersect(view));
                        if !own && common.width() > 1.0 && common.height() > 1.0 {
                            let fault = format!("{text:?} at {place:?} under {:?}", ours[0]);
                            faults.push(format!("{page} at {width}×{height}, text {text_scale}: {fault}"));
                        }
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
