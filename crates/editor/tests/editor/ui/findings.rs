//! Problems, paths, translators' tables and templates, as an author meets them.

use super::beginning::shown;
use super::picture::Shot;
use super::stage::{Stage, TWO};
use crate::support::scene;
use editor::survey::{Bounds, FileLengths, PathSearch, Sessions, languages};
use editor::translations::export;
use editor::ui::{Ask, ClipPreparing, Request, Sheet, Side, Tiding, Workspace};
use editor::work::{Prepared, Preparing, Surveyed};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use media_time::MediaDuration;
use scene_graph::{IndexFact, Language, MediaFacts, check};
use std::sync::Arc;
use viewer_ui::ThemeChoice;

/// What the workers would find.
fn checked(stage: &mut Stage) {
    let workspace = stage.workspace();
    workspace.found.problems = Arc::new(check(workspace.document.story(), None));
    workspace.found.problems_of = Some(workspace.document.state());
    stage.run();
}

/// A story with an error at a choice, a warning in the story and one at an ending.
fn faulty() -> String {
    TWO.replace("then: End(\"done\")),\n            ])", "then: Goto(\"gone\")),\n            ])")
        .replace("languages: [", "variables: {\"calm\": Flag(false)}, languages: [")
        .replace("Ending(title: {\"en\": \"Done\", \"ja\": \"おわり\"})", "Ending(title: {\"en\": \"Done\"})")
}

#[test]
fn problems_are_gone_to_and_mended() {
    let mut stage = Stage::new(&faulty());
    stage.workspace().panes.sheet = Some(Sheet::Problems);
    checked(&mut stage);
    assert!(stage.has("Errors: 1") && stage.says("Warnings:"), "{:?}", stage.workspace().found.problems);
    assert!(stage.nameless().is_empty(), "{:?}", stage.nameless());
    // The choice that leads to nothing: its card is selected and its field shown.
    let what = "Go to Welcome › End";
    stage.harness.get_by_label_contains(what).click();
    stage.run();
    let workspace = stage.workspace();
    assert_eq!(workspace.selection.scene(), Some(&scene("welcome")));
    let choice = workspace.selection.port.as_ref().and_then(|port| port.choice.as_ref());
    assert_eq!(choice.map(ToString::to_string), Some("end".to_owned()));
    assert!(workspace.panes.inspector);
    // The repair is one step, and the list follows.
    stage.click("Cut this wire (Welcome › End)");
    checked(&mut stage);
    assert!(!stage.says("Errors:") && !stage.says(what));
    stage.click("Remove it (The story as a whole)");
    assert!(stage.workspace().document.story().variables.is_empty());
    stage.press_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(stage.workspace().document.story().variables.len(), 1);
    // An ending is a card, too; what belongs to the whole story opens its page.
    checked(&mut stage);
    stage.harness.get_by_label_contains("Go to Done").click();
    stage.run();
    assert!(stage.workspace().selection.items.iter().any(|item| matches!(item, editor::Item::Ending(_))));
    stage.workspace().panes.side = None;
    stage.run();
    stage.harness.get_by_label_contains("Go to The story as a whole").click();
    stage.run();
    assert_eq!(stage.workspace().panes.side, Some(Side::Story));
}

#[test]
fn clips_are_prepared_from_the_list_of_problems_and_that_is_stopped_below_it() {
    let mut stage = Stage::new(TWO);
    let indexes = [("media/a.mp4".to_owned(), IndexFact::Missing)].into();
    let facts = MediaFacts { indexes, listing: vec!["media/old.mp4".to_owned()], ..MediaFacts::default() };
    let workspace = stage.workspace();
    workspace.panes.sheet = Some(Sheet::Problems);
    workspace.folder = Some("story".into());
    let mut problems = check(workspace.document.story(), Some(&facts));
    problems.retain(|problem| problem.file.is_some() || problem.code.id() == "N704");
    workspace.found.problems = Arc::new(problems);
    workspace.found.problems_of = Some(workspace.document.state());
    stage.run();
    assert!(stage.says("media/old.mp4: A file lies in the folder"));
    stage.click("Prepare the clips");
    assert!(std::mem::take(&mut stage.workspace().found.preparing.wanted));
    stage.workspace().found.preparing.at = Some(Preparing { number: 2, count: 4, share: 0.5 });
    stage.run();
    assert!(stage.has("Preparing clips: 2 of 4") && stage.nameless().is_empty(), "{:?}", stage.nameless());
    // It is not begun twice.
    stage.click("Prepare the clips");
    assert!(!stage.workspace().found.preparing.wanted);
    stage.click("Stop");
    assert!(stage.workspace().found.preparing.stop);
    // What became of it, in words.
    stage.workspace().found.preparing = ClipPreparing::default();
    let failed = vec!["media/a.mp4".to_owned()];
    for (prepared, words) in [
        (Prepared { read: 3, ..Prepared::default() }, "Clips prepared: 3. They open faster"),
        (Prepared { read: 3, is_in_cache: true, ..Prepared::default() }, "only on this computer"),
        (Prepared::default(), "prepared already"),
        (Prepared { read: 2, is_stopped: true, ..Prepared::default() }, "until then: 2"),
        (Prepared { read: 2, failed, ..Prepared::default() }, "why: media/a.mp4"),
    ] {
        stage.workspace().tell(Tiding::Prepared(prepared));
        stage.run();
        assert!(stage.says(words), "{words}");
    }
    stage.workspace().tell(Tiding::NotPrepared("the disk is full".to_owned()));
    stage.run();
    assert!(stage.says("the disk is full"));
}

#[test]
fn one_kind_of_problem_can_be_listed_alone() {
    let mut stage = Stage::new(&faulty());
    stage.workspace().panes.sheet = Some(Sheet::Problems);
    checked(&mut stage);
    stage.click("Errors: 1");
    assert!(stage.says("Go to Welcome › End") && !stage.says("Go to Done"));
    stage.click("Errors: 1");
    assert!(stage.says("Go to Done"));
    // Ten thousand of them: only what is seen is drawn.
    let one = stage.workspace().found.problems[0].clone();
    stage.workspace().found.problems = Arc::new(vec![one; 10_000]);
    stage.run();
    assert!(stage.has("Errors: 10,000") || stage.has("Errors: 10000"));
    let drawn = stage.harness.query_all_by_label_contains("Go to Welcome › End").count();
    assert!((1..200).contains(&drawn), "{drawn}");
}

pub(super) fn surveyed(workspace: &mut Workspace) {
    let (story, language) = (Arc::new(workspace.document.story().clone()), Language::new("en"));
    let lengths: FileLengths = Arc::new(|_| Some(MediaDuration::from_seconds(10)));
    let mut sessions = Sessions::new(&story, &language, &lengths, 1);
    (0..50).for_each(|_| sessions.play_one());
    let mut search = PathSearch::new(&story, &language, &lengths, Bounds::default());
    while !search.run(10) {}
    let state = workspace.document.state();
    let (paths, coverage) = (search.into_paths(), sessions.into_coverage());
    let languages = languages(&story, &lengths);
    workspace.found.survey.found = Some(Arc::new(Surveyed { state, language, paths, coverage, languages }));
}

#[test]
fn paths_are_counted_looked_at_and_exported() {
    let mut stage = Stage::new(TWO);
    stage.press_with(Modifiers::ALT, Key::Num5);
    assert_eq!(stage.workspace().panes.sheet, Some(Sheet::Paths));
    stage.click("Count");
    let wanted = stage.workspace().found.survey.wanted.take().unwrap();
    assert_eq!((wanted.viewers, wanted.seed), (1_000, 1));
    // While it is under way it can be stopped.
    stage.workspace().found.survey.progress = Some(0.4);
    stage.run();
    stage.click("Stop");
    assert!(stage.workspace().found.survey.stop);
    stage.workspace().found.survey.progress = None;
    surveyed(stage.workspace());
    stage.run();
    assert!(stage.has("2 paths: all there are.") && stage.says("Shortest 0:06, longest 0:06"));
    stage.harness.get_by_label_contains("1. 0:06 · Welcome › Lunch → Done").click();
    stage.run();
    assert_eq!(stage.workspace().selection.items.len(), 3);
    stage.click("Export this table (CSV)…");
    stage.click("Choices");
    assert!(stage.says("What now? › On: taken"));
    stage.click("Export this table (CSV)…");
    stage.click("Languages");
    assert!(stage.has("0 / 7"));
    stage.click("Export this table (CSV)…");
    let names: Vec<String> = stage
        .requests()
        .into_iter()
        .filter_map(|request| match request {
            Request::Export { name, what } => (what.bytes().len() > 20).then_some(name),
            _ => None,
        })
        .collect();
    assert_eq!(names, ["two-paths.csv", "two-choices.csv", "two-languages.csv"]);
    assert!(stage.nameless().is_empty(), "{:?}", stage.nameless());
    // What was found before a change is told to be old.
    stage.workspace().edit(editor::What::AddScene, |edit| editor::commands::add_clip(edit, "x.mp4", None));
    stage.run();
    assert!(stage.says("The story has changed since"));
}

#[test]
fn texts_go_out_and_come_back() {
    let mut stage = Stage::new(TWO);
    let run = |stage: &mut Stage, name: &str| {
        stage.click("File");
        stage.harness.get_by_label_contains(name).click();
        stage.run();
    };
    for name in ["Export texts", "Mermaid", "(SVG)"] {
        run(&mut stage, name);
    }
    let exported: Vec<_> = stage
        .requests()
        .into_iter()
        .filter_map(|request| match request {
            Request::Export { name, what } => Some((name, what.bytes())),
            _ => None,
        })
        .collect();
    let names: Vec<&str> = exported.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["two-texts.csv", "two.mmd", "two.svg"]);
    let table = String::from_utf8(exported[0].1.to_vec()).unwrap();
    // Two texts changed by the translator, one of them by the author meanwhile.
    let filled = table.replace("昼食", "お昼").replace("進む", "先へ");
    stage.workspace().edit(editor::What::Text, |edit| {
        edit.scene(&scene("lunch"), |lunch| {
            lunch.title.0.insert(Language::new("ja"), "ランチ".to_owned());
            Ok(())
        })
    });
    run(&mut stage, "Import translated texts");
    assert_eq!(stage.requests(), [Request::ImportTexts]);
    stage.workspace().table = Some(filled.as_bytes().into());
    stage.run();
    assert!(stage.has("1 texts are another in the table."));
    assert!(stage.says("Changed by you and by the translator") && stage.has("お昼") && stage.has("ランチ"));
    assert!(stage.nameless().is_empty(), "{:?}", stage.nameless());
    stage.click("Import 1 texts");
    assert_eq!(stage.workspace().ask, None);
    let japanese =
        |stage: &mut Stage, id: &str| stage.workspace().document.story().scenes[id].title.0["ja"].clone();
    assert_eq!(japanese(&mut stage, "lunch"), "ランチ");
    assert!(scene_graph::write(stage.workspace().document.story()).contains("先へ"));
    // Once more, with the translator's.
    stage.workspace().table = Some(filled.as_bytes().into());
    stage.run();
    stage.click("Import all, with the translator’s");
    assert_eq!(japanese(&mut stage, "lunch"), "お昼");
    // What is no such table is told in words, and changes nothing.
    for (bytes, says) in
        [(&b"\xff\xfe"[..], "UTF-8"), (b"a,b\n", "no column “id”"), (b"id,fr\n", "language of the story")]
    {
        stage.workspace().table = Some(bytes.into());
        stage.run();
        assert_eq!(stage.workspace().ask, None);
        assert!(stage.says(says), "{says}");
    }
    assert_eq!(export(stage.workspace().document.story()).len(), filled.len());
}

#[test]
fn the_panes_are_pictures() {
    let story: &'static str = faulty().leak();
    let shot = |name, language, theme| Shot { name, story, layout: "", language, theme, size: [1280, 800] };
    let problems = shot("problems", "ja", ThemeChoice::Light).take(
        |desk, _| {
            let workspace = &mut desk.workspace;
            workspace.found.problems = Arc::new(check(workspace.document.story(), None));
            workspace.found.problems_of = Some(workspace.document.state());
            workspace.panes.sheet = Some(Sheet::Problems);
        },
        Vec::new(),
    );
    let paths = shot("paths", "en", ThemeChoice::Dark).take(
        |desk, _| {
            surveyed(&mut desk.workspace);
            desk.workspace.panes.sheet = Some(Sheet::Paths);
        },
        Vec::new(),
    );
    let new = shot("new-story", "ja", ThemeChoice::Light).take(
        |desk, _| {
            let language = Language::new("ja");
            let known = editor::templates::all().iter().map(|known| shown(known, &language));
            desk.workspace.templates = known.collect();
            desk.workspace.ask = Some(Ask::NewStory);
        },
        Vec::new(),
    );
    let import = shot("import", "ja", ThemeChoice::Dark).take(
        |desk, _| {
            desk.workspace.table = Some(b"id,ja\nscenes.lunch.title,x\nscenes.gone.title,y\n"[..].into());
        },
        Vec::new(),
    );
    // Each has far more on it than an empty window.
    for drawn in [problems, paths, new, import] {
        assert!(drawn > 20_000, "{drawn}");
    }
}
