//! Stories to begin with.

use editor::survey::{FileLengths, Sessions};
use editor::templates::{NoSuchLanguage, Template, all, find};
use editor::translations;
use media_time::MediaDuration;
use scene_graph::{Language, Limit, MediaFact, MediaFacts, Step, check, load, media_files};
use std::collections::HashSet;
use std::sync::Arc;

fn japanese() -> Language {
    Language::new("ja")
}

/// What is known of a template's files: it has them, and they are pictures.
fn facts(template: &Template) -> MediaFacts {
    let picture = MediaFact::Media { duration: None, has_picture: true, has_sound: false };
    let files = template.files(&japanese()).unwrap();
    let pictures = files.iter().filter(|(name, _)| name.ends_with(".png"));
    MediaFacts {
        files: pictures.map(|(name, _)| ((*name).to_owned(), picture.clone())).collect(),
        ..MediaFacts::default()
    }
}

#[test]
fn every_template_is_whole() {
    for template in all() {
        let story = template.story().unwrap_or_else(|| panic!("{}", template.id));
        assert_eq!(check(&story, Some(&facts(template))), [], "{}", template.id);
        for named in media_files(&story) {
            assert!(facts(template).files.contains_key(named.file), "{}: {}", template.id, named.file);
        }
        // Every text in both languages, and no time limit, which nobody asked for.
        for row in translations::rows(&story) {
            assert_eq!(row.missing(&story).count(), 0, "{}: {}", template.id, row.id);
        }
        let questions = story.scenes.values().filter_map(|scene| scene.question.as_ref());
        assert!(
            questions.clone().count() > 0 && questions.clone().all(|question| question.limit == Limit::Off)
        );
        assert!(story.consent.is_some() && template.id == story.id.as_str());
        for language in [japanese(), Language::new("en")] {
            assert!(template.name(&language).len() > 5 && template.about(&language).len() > 20);
        }
    }
}

#[test]
fn every_scene_has_a_picture_of_its_own() {
    let mut seen = HashSet::new();
    for template in all() {
        let files = template.files(&japanese()).unwrap();
        let pictures: Vec<_> = files.iter().filter(|(name, _)| name.ends_with(".png")).collect();
        for (name, bytes) in &pictures {
            assert!(seen.insert(bytes.clone()), "{}: {name} is also elsewhere", template.id);
            let size = image::load_from_memory(bytes).map(|picture| (picture.width(), picture.height()));
            assert_eq!(size.unwrap(), (1280, 720), "{}: {name}", template.id);
        }
        let start = image::load_from_memory(template.start).unwrap();
        assert_eq!((start.width(), start.height()), (320, 180), "{}", template.id);
        // One a scene, none besides, and all of them known to the import index.
        let story = template.story().unwrap();
        let named: HashSet<&str> = media_files(&story).iter().map(|named| named.file).collect();
        let there: HashSet<&str> = pictures.iter().map(|(name, _)| *name).collect();
        assert_eq!((named, there.len()), (there, story.scenes.len()), "{}", template.id);
        let (_, index) = files.iter().find(|(name, _)| *name == "media-index.ron").unwrap();
        let index = String::from_utf8(index.clone()).unwrap();
        for (name, bytes) in pictures {
            let entry = index.split_once(&format!("{name:?}")).map_or("", |(_, entry)| entry);
            assert!(entry.trim_start_matches([':', ' ', '(', '\n']).starts_with("file: ("), "{name}");
            let size = format!("size: {},", bytes.len());
            assert!(entry.lines().take(4).any(|line| line.contains(&size)), "{}: {name}", template.id);
            let content = format!("content: \"{}\"", blake3::hash(bytes).to_hex());
            assert!(entry.lines().take(6).any(|line| line.contains(&content)), "{}: {name}", template.id);
        }
    }
    assert!(seen.len() > 40);
}

#[test]
fn there_is_one_for_each_step_and_the_five_worries() {
    let steps: HashSet<Step> = all().iter().filter_map(|template| template.story()?.step).collect();
    assert_eq!(steps.len(), 6);
    let worries = find("five-worries").unwrap().story().unwrap();
    let themes: Vec<&str> = worries.themes.keys().map(scene_graph::ThemeId::as_str).collect();
    assert_eq!(themes, ["relationships", "job-content", "career", "comparison", "information"]);
    assert_eq!(worries.care.len(), 1);
    assert!(find("no-such").is_none());
}

#[test]
fn random_viewers_come_to_every_scene_choice_and_ending() {
    let lengths: FileLengths = Arc::new(|_| Some(MediaDuration::ZERO));
    for template in all() {
        let story = Arc::new(template.story().unwrap());
        let mut sessions = Sessions::new(&story, &japanese(), &lengths, 11);
        (0..400).for_each(|_| sessions.play_one());
        let seen = sessions.into_coverage();
        assert_eq!((seen.stuck, seen.endless), (0, 0), "{}", template.id);
        assert!(seen.endings.values().all(|count| *count > 0), "{}: {:?}", template.id, seen.endings);
        assert_eq!(seen.never_seen().count() + seen.never_chosen().count(), 0, "{}", template.id);
    }
}

#[test]
fn either_language_can_come_first() {
    for template in all() {
        for tag in ["ja", "en"] {
            let files = template.files(&Language::new(tag)).unwrap();
            let (_, text) = files.iter().find(|(name, _)| *name == "story.ron").unwrap();
            let story = load::read(text).unwrap();
            assert_eq!(story.languages[0].as_str(), tag);
            assert_eq!(story.scenes, template.story().unwrap().scenes);
        }
    }
    let error = find("first-story").unwrap().files(&Language::new("fr")).unwrap_err();
    assert_eq!(error, NoSuchLanguage("fr".to_owned()));
    assert!(error.to_string().contains("ja and en"));
}
