//! Texts out to translators, and back.

use crate::support::{document, files, scene, story};
use editor::translations::{
    Import, ImportError, LanguageError, SheetError, add_language, can_remove_language, export, new_language,
    remove_language, rows,
};
use editor::{Document, Layout, What};
use proptest::prelude::*;
use scene_graph::generate::{any_story, valid_story};
use scene_graph::{Language, Story, Tree, tree};
use std::sync::Arc;

const STORY: &str = r#"Story(format: 1, id: "s", title: {"ja": "一日", "en": "A day"}, languages: ["ja", "en"],
    endings: {"bye": Ending(title: {"ja": "では"}, text: {"ja": "=1+1", "en": "'-x"})}, start: "a", scenes: {
    "a": Scene(title: {"ja": "朝"}, media: ByLanguage({"ja": Still(file: "a.png", alt: {"ja": "絵"}), "en": Still(file: "b.png", alt: {"en": "Picture"})}),
        question: Question(id: "q", prompt: {"ja": "どう?\n二行", "en": "Well?"}, answers: OneOf([
        Choice(id: "one", text: {"ja": "はい", "en": "Yes"}), Choice(id: "two", text: {"ja": "いいえ"})])), then: End("bye"))})"#;

fn language(tag: &str) -> Language {
    Language::new(tag)
}

fn table(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn import(document: &mut Document, bytes: &[u8]) -> Import {
    let import = Import::read(document.story(), bytes).unwrap();
    document.edit(What::Text, |edit| import.apply(edit)).unwrap();
    import
}

#[test]
fn the_table_is_for_people_and_excel() {
    let text = table(&export(&story(STORY)));
    assert!(text.starts_with("\u{feff}id,where,ja,en,marks\r\n"), "{text}");
    assert!(text.contains("\r\nscenes.a.question.prompt,朝,\"どう?\n二行\",Well?,"), "{text}");
    assert!(text.contains("scenes.a.media.ja.alt,朝,絵,,"), "{text}");
    // What a spreadsheet would run is not run; what looks guarded by nature is not mistaken.
    assert!(text.contains("endings.bye.text,,'=1+1,''-x,"), "{text}");
}

#[test]
fn what_the_translator_wrote_is_taken() {
    let mut document = document(STORY);
    let text = table(&export(document.story()));
    let filled = text
        .replace(
            "scenes.a.question.choices.two.text,朝,いいえ,,",
            "scenes.a.question.choices.two.text,朝,いいえ,No,",
        )
        .replace("Well?", "How is it?")
        .replace("'=1+1,''-x", "'=1+1,'=2+2");
    let before = files(&document);
    let import = import(&mut document, filled.as_bytes());
    assert_eq!(import.changes.len(), 3, "{import:#?}");
    assert_eq!(
        import.missing,
        [("endings.bye.title".to_owned(), language("en")), ("scenes.a.title".to_owned(), language("en"))]
    );
    let a = &document.story().scenes[&scene("a")];
    let question = a.question.as_ref().unwrap();
    assert_eq!(question.prompt.0["en"], "How is it?");
    assert_eq!(question.answers.choices()[1].text.0["en"], "No");
    assert_eq!(document.story().endings["bye"].text.0["en"], "=2+2");
    // One step, and back it is as it was.
    document.undo();
    assert_eq!(files(&document), before);
}

#[test]
fn what_changed_meanwhile_is_told_and_not_lost() {
    let text = table(&export(&story(STORY)));
    let mut document = document(&STORY.replace("どう?", "どうですか?").replace("\"Yes\"", "\"Sure\""));
    // The translator changed both the text whose source changed, and the one that the author changed.
    let filled = text.replace("Well?", "How is it?").replace(",Yes,", ",Yep,");
    let filled = format!("{filled}scenes.gone.title,,古い,Old,\r\n");
    let import = import(&mut document, filled.as_bytes());
    assert_eq!(import.outdated, ["scenes.a.question.prompt"]);
    assert_eq!(import.unknown, ["scenes.gone.title"]);
    assert_eq!(import.clashes.len(), 1);
    assert_eq!((import.clashes[0].story.as_str(), import.clashes[0].table.as_str()), ("Sure", "Yep"));
    let question = document.story().scenes[&scene("a")].question.clone().unwrap();
    assert_eq!(question.prompt.0["en"], "How is it?");
    // The old source in the table does not come back over the new one.
    assert_eq!(question.prompt.0["ja"], "どうですか?\n二行");
    assert_eq!(question.answers.choices()[0].text.0["en"], "Sure");
    let mut theirs = Import::read(document.story(), filled.as_bytes()).unwrap();
    theirs.take_clashes();
    document.edit(What::Text, |edit| theirs.apply(edit)).unwrap();
    assert_eq!(
        document.story().scenes[&scene("a")].question.clone().unwrap().answers.choices()[0].text.0["en"],
        "Yep"
    );
}

#[test]
fn tables_of_other_programs_are_read() {
    let plain = "id;en\r\nscenes.a.title;Morning\r\n";
    let tabs = "en\tid\tfr\nMorning\tscenes.a.title\tMatin\n";
    for text in [plain, tabs] {
        let mut document = document(STORY);
        let import = import(&mut document, text.as_bytes());
        assert_eq!(document.story().scenes[&scene("a")].title.0["en"], "Morning");
        assert!(import.left_out.contains(&"story.title".to_owned()));
        assert_eq!(import.other_languages.is_empty(), text == plain);
    }
    let story = story(STORY);
    let shift_jis = [b'i', b'd', b',', b'j', b'a', b'\n', b'x', b',', 0x82, 0xa0];
    for (bytes, error) in [
        (&shift_jis[..], ImportError::Sheet(SheetError::NotText)),
        (b"name,en\nx,y\n", ImportError::NoIds),
        (b"", ImportError::NoIds),
        (b"id,fr\nstory.title,Jour\n", ImportError::NoLanguages),
    ] {
        assert_eq!(Import::read(&story, bytes), Err(error));
    }
}

#[test]
fn empty_cells_delete_nothing() {
    let mut document = document(STORY);
    let text = table(&export(document.story())).replace(",Well?,", ",,").replace(",Yes,", ",  ,");
    let before = files(&document);
    let import = import(&mut document, text.as_bytes());
    assert_eq!(import.emptied.len(), 2);
    assert_eq!(files(&document), before);
    // Twice the same id: the last counts.
    let twice = "id,en\nstory.title,One\nstory.title,Two\n";
    assert_eq!(self::import(&mut document, twice.as_bytes()).twice, ["story.title"]);
    assert_eq!(document.story().title.0["en"], "Two");
}

#[test]
fn languages_come_and_go() {
    let mut document = document(STORY);
    let story = document.story();
    assert_eq!(new_language(story, "日本語"), Err(LanguageError::NotATag("日本語".to_owned())));
    assert_eq!(new_language(story, "EN"), Err(LanguageError::Taken(language("en"))));
    let korean = new_language(story, " ko ").unwrap();
    document
        .edit(What::Story, |edit| {
            add_language(edit, &korean);
            Ok(())
        })
        .unwrap();
    let missing = rows(document.story())
        .iter()
        .filter(|row| row.missing(document.story()).any(|tag| *tag == korean))
        .count();
    assert_eq!(missing, rows(document.story()).len() - 2, "all but the two of one language only");
    document.undo();
    let english = language("en");
    can_remove_language(document.story(), &english).unwrap();
    document.edit(What::Story, |edit| remove_language(edit, &english)).unwrap();
    let text = scene_graph::write(document.story());
    assert!(!text.contains("\"en\""), "{text}");
    assert_eq!(can_remove_language(document.story(), &language("ja")), Err(LanguageError::Last));
}

/// Every text that is written in a story, by its language: whatever stands behind a key that is one.
fn written(tree: &Tree, found: &mut Vec<String>) {
    let Tree::Node { entries, .. } = tree else { return };
    for (key, entry) in entries {
        match entry {
            Tree::Value(text)
                if ["\"ja\"", "\"en\"", "\"de\"", "\"en-GB\"", "\"zh-Hant\"", "\"fr\""]
                    .contains(&key.as_str()) =>
            {
                found.push(text.clone());
            }
            other => written(other, found),
        }
    }
}

/// Marks every text through a table; how many there were.
fn mark_all(document: &mut Document) -> usize {
    let all = rows(document.story());
    let languages = document.story().languages.clone();
    let mut text = format!("id,{}\n", languages.iter().map(Language::as_str).collect::<Vec<_>>().join(","));
    let mut count = 0;
    for row in &all {
        text += &row.id;
        for tag in &languages {
            let has = row.texts.contains_key(tag);
            count += usize::from(has);
            text += if has { ",MARKED" } else { "," };
        }
        text.push('\n');
    }
    if !languages.is_empty() {
        import(document, text.as_bytes());
    }
    count
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_forgotten(story in valid_story()) {
        // Whatever the writer writes in a language is a row, but captions' and clips' files.
        let mut document = Document::opened(story.clone(), Layout::default());
        let count = mark_all(&mut document);
        let mut texts = Vec::new();
        written(&tree(document.story()), &mut texts);
        let left: Vec<&String> = texts.iter().filter(|text| *text != "\"MARKED\"" && !text.contains('/')).collect();
        prop_assert_eq!(left, Vec::<&String>::new());
        prop_assert_eq!(texts.iter().filter(|text| *text == "\"MARKED\"").count(), count);
    }

    #[test]
    fn a_table_that_nobody_touched_changes_nothing(story in prop_oneof![valid_story(), any_story()]) {
        if story.languages.is_empty() { return Ok(()) }
        let table = export(&story);
        let found = Import::read(&story, &table);
        if let Ok(import) = found {
            prop_assert_eq!((import.changes, import.clashes, import.unknown, import.left_out), (vec![], vec![], vec![], vec![]));
        }
    }

    #[test]
    fn cells_come_back_exactly(words in prop::collection::vec("['=+@＝\\-\t\n a\",;\u{feff}あ]{1,8}", 1..8)) {
        // Without line ends of other systems, and what nobody sees.
        let said: Vec<String> = words.into_iter().filter(|words| !words.trim().is_empty()).collect();
        let choices: Vec<String> = said.iter().enumerate().map(|(nth, words)| {
            format!("Choice(id: \"c{nth}\", text: {{\"en\": {words:?}}})")
        }).collect();
        let text = format!("Story(format: 1, id: \"s\", title: {{\"en\": \"S\"}}, languages: [\"en\"], start: \"a\", scenes: {{\"a\": Scene(question: Question(id: \"q\", prompt: {{\"en\": \"Q\"}}, answers: OneOf([{}])))}})", choices.join(","));
        let Ok(from) = scene_graph::load::read(text.as_bytes()) else { return Ok(()) };
        let table = export(&from);
        let mut other: Story = from.clone();
        for scene in other.scenes.values_mut().map(Arc::make_mut) {
            if let scene_graph::Answers::OneOf(choices) = &mut scene.question.as_mut().unwrap().answers {
                choices.iter_mut().for_each(|choice| { choice.text.0.insert(language("en"), "other".to_owned()); });
            }
        }
        let text = String::from_utf8(table).unwrap();
        // Without the marks everything in the table counts as written by the translator.
        let unmarked = text.replacen("marks", "was", 1);
        let mut document = Document::opened(other, Layout::default());
        import(&mut document, unmarked.as_bytes());
        prop_assert_eq!(scene_graph::write(document.story()), scene_graph::write(&from));
    }

    #[test]
    fn no_bytes_harm(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let story = story(STORY);
        let _ = Import::read(&story, &bytes);
        let mut table = export(&story);
        table.extend(bytes);
        let _ = Import::read(&story, &table);
    }
}
