//! Where something is, in the author's words.

use crate::ui::Cx;
use crate::ui::fields::text::language_name;
use crate::ui::words::{Value, Word};
use scene_graph::{Language, Story, Text};

/// What a field belongs to: fields of one name are called by what they are of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Story,
    Scene,
    Question,
    Choice,
    Media,
    Ending,
    Theme,
    Variable,
    Handout,
    Care,
    Consent,
    Contact,
    Brand,
}

/// The words of a place, from the outside in.
pub(super) fn words(cx: &Cx<'_>, stories: &[&Story], parts: &[&str]) -> String {
    let (mut said, mut of, mut rest) = begun(cx, stories, parts);
    while let [part, inner @ ..] = rest {
        rest = inner;
        if *part == "order" && inner.is_empty() {
            said.push(cx.word(Word::ChangeOrder));
        } else if let Some(text) = choice(stories, parts, part).filter(|_| of == Of::Question) {
            said.push(cx.words.with(Word::ChangeChoice, &[("text", Value::Text(text_in(cx, text, part)))]));
            of = Of::Choice;
        } else if let Some((word, next)) = field(of, part) {
            // A choice's own name says that it is one.
            if *part != "answers" || inner.is_empty() {
                said.push(cx.word(word));
            }
            of = next;
            if is_whole(part) {
                break;
            }
        } else if stories
            .iter()
            .any(|story| story.languages.iter().any(|language| language.as_str() == *part))
        {
            said.push(language_name(&Language::new(part)).to_owned());
        } else if *part != "choices" {
            said.push((*part).to_owned());
        }
    }
    said.join(" › ")
}

/// What stands outside: a scene, an ending, the story itself; what is left of the place.
fn begun<'p>(cx: &Cx<'_>, stories: &[&Story], parts: &'p [&'p str]) -> (Vec<String>, Of, &'p [&'p str]) {
    let named = |word: Word, name: &str| vec![cx.words.with(word, &[("title", Value::Text(name))])];
    let text = |found: Option<&Text>, id: &str| found.map_or(id, |text| text_in(cx, text, id)).to_owned();
    match parts {
        ["scenes", id, rest @ ..] if has(stories, |story| story.scenes.contains_key(*id)) => {
            let title = first(stories, |story| story.scenes.get(*id)).map(|scene| &scene.title);
            (named(Word::ChangeScene, &text(title, id)), Of::Scene, rest)
        }
        ["endings", id, rest @ ..] if has(stories, |story| story.endings.contains_key(*id)) => {
            let title = first(stories, |story| story.endings.get(*id)).map(|ending| &ending.title);
            (named(Word::ChangeEnding, &text(title, id)), Of::Ending, rest)
        }
        ["themes", id, rest @ ..] if has(stories, |story| story.themes.contains_key(*id)) => {
            let name = first(stories, |story| story.themes.get(*id)).map(|theme| &theme.name);
            (named(Word::ChangeTheme, &text(name, id)), Of::Theme, rest)
        }
        ["handouts", id, rest @ ..] if has(stories, |story| story.handouts.contains_key(*id)) => {
            let title = first(stories, |story| story.handouts.get(*id)).map(|handout| &handout.title);
            (named(Word::ChangeHandout, &text(title, id)), Of::Handout, rest)
        }
        ["care", id, rest @ ..] if has(stories, |story| story.care.contains_key(*id)) => {
            let name = first(stories, |story| story.care.get(*id)).map(|care| &care.name);
            (named(Word::ChangeCare, &text(name, id)), Of::Care, rest)
        }
        ["variables", id, rest @ ..] if has(stories, |story| story.variables.contains_key(*id)) => {
            (named(Word::ChangeVariable, id), Of::Variable, rest)
        }
        parts => (Vec::new(), Of::Story, parts),
    }
}

fn has(stories: &[&Story], is_there: impl Fn(&Story) -> bool) -> bool {
    stories.iter().any(|story| is_there(story))
}

fn first<'s, T>(stories: &[&'s Story], get: impl Fn(&'s Story) -> Option<&'s T>) -> Option<&'s T> {
    stories.iter().find_map(|story| get(story))
}

fn text_in<'t>(cx: &'t Cx<'_>, text: &'t Text, otherwise: &'t str) -> &'t str {
    cx.workspace.said_or(text, otherwise)
}

/// The text of the choice of that id, where the place is within a scene's question.
fn choice<'s>(stories: &[&'s Story], parts: &[&str], id: &str) -> Option<&'s Text> {
    let ["scenes", scene, "question", "answers", ..] = parts else { return None };
    first(stories, |story| {
        let question = story.scenes.get(*scene)?.question.as_ref()?;
        let choice = question.answers.choices().iter().find(|choice| choice.id.as_str() == id)?;
        Some(&choice.text)
    })
}

/// Fields that are told as a whole: what changed within them is said by what they come to.
pub(super) fn is_whole(field: &str) -> bool {
    ["then", "when", "set", "shown", "limit", "meanwhile", "music", "waiting", "offers", "area", "languages"]
        .contains(&field)
}

/// What a field is called, and what those within it belong to.
fn field(of: Of, part: &str) -> Option<(Word, Of)> {
    let (word, next) = match (of, part) {
        (Of::Scene, "title") => (Word::FieldTitle, of),
        (Of::Scene | Of::Story, "note") => (Word::FieldNote, of),
        (Of::Scene, "then") => (Word::PartWayOn, of),
        (Of::Scene, "media") => (Word::PartMedia, Of::Media),
        (Of::Scene, "music") => (Word::FieldMusic, of),
        (Of::Scene, "question") => (Word::PartQuestion, Of::Question),
        (Of::Scene | Of::Ending, "offers") => (Word::FieldOffers, of),
        (Of::Scene | Of::Question | Of::Choice, "themes") => (Word::FieldSceneThemes, of),
        (Of::Question, "prompt") => (Word::FieldPrompt, of),
        (Of::Question, "again") => (Word::FieldAgain, of),
        (Of::Question, "when") => (Word::FieldAskedWhen, of),
        (Of::Question, "shown") => (Word::FieldShown, of),
        (Of::Question, "meanwhile") => (Word::FieldMeanwhile, of),
        (Of::Question, "limit") => (Word::FieldLimit, of),
        (Of::Question, "skip") => (Word::FieldSkip, of),
        (Of::Question, "place") => (Word::FieldPlace, of),
        (Of::Question, "answers") => (Word::FieldAnswers, of),
        (Of::Question, "at_least") => (Word::FieldAtLeast, of),
        (Of::Question, "at_most") => (Word::FieldAtMost, of),
        (Of::Question, "from") => (Word::FieldScaleFrom, of),
        (Of::Question, "to") => (Word::FieldScaleTo, of),
        (Of::Question, "low") => (Word::FieldScaleLow, of),
        (Of::Question, "high") => (Word::FieldScaleHigh, of),
        (Of::Question, "hint") => (Word::FieldHint, of),
        (Of::Question | Of::Choice, "worry") => (Word::FieldWorry, of),
        (Of::Choice, "text") => (Word::FieldChoiceText, of),
        (Of::Choice, "then") => (Word::FieldChoiceThen, of),
        (Of::Choice, "when") => (Word::FieldChoiceWhen, of),
        (Of::Choice, "set") => (Word::FieldSet, of),
        (Of::Media, "file") => (Word::FieldClip, of),
        (Of::Media, "from") => (Word::FieldFrom, of),
        (Of::Media, "to") => (Word::FieldTo, of),
        (Of::Media, "sound") => (Word::FieldSound, of),
        (Of::Media, "captions") => (Word::FieldCaptions, of),
        (Of::Media, "gain_db") => (Word::FieldGain, of),
        (Of::Media, "alt") => (Word::FieldAlt, of),
        (Of::Media, "lasts") => (Word::FieldLasts, of),
        (Of::Ending, "title") => (Word::FieldEndingTitle, of),
        (Of::Ending, "text") => (Word::FieldEndingText, of),
        (Of::Ending, "contact") => (Word::FieldEndingContact, of),
        (Of::Theme, "name") => (Word::ThemeName, of),
        (Of::Theme, "colour") => (Word::ThemeColour, of),
        (Of::Handout, "title") => (Word::HandoutTitle, of),
        (Of::Handout, "to") => (Word::HandoutFile, of),
        (Of::Care, "name") => (Word::CareName, of),
        (Of::Care, "when") => (Word::CareWhen, of),
        (Of::Care, "advice") => (Word::CareAdvice, of),
        (Of::Story, "title") => (Word::StoryTitle, of),
        (Of::Story, "id") => (Word::StoryIdName, of),
        (Of::Story, "series") => (Word::StorySeries, of),
        (Of::Story, "step") => (Word::StoryStep, of),
        (Of::Story, "start") => (Word::StoryStart, of),
        (Of::Story, "languages") => (Word::PartLanguages, of),
        (Of::Story, "themes") => (Word::PartThemes, of),
        (Of::Story, "variables") => (Word::PartVariables, of),
        (Of::Story, "endings") => (Word::PartEndings, of),
        (Of::Story, "handouts") => (Word::PartHandouts, of),
        (Of::Story, "care") => (Word::PartCare, of),
        (Of::Story, "scenes") => (Word::CommandShowOutline, of),
        (Of::Story, "waiting") => (Word::WaitingOn, of),
        (Of::Story, "music") => (Word::FieldMusic, of),
        (Of::Story, "consent") => (Word::PartConsent, Of::Consent),
        (Of::Consent, "version") => (Word::ConsentVersion, of),
        (Of::Consent, "who") => (Word::ConsentWho, of),
        (Of::Consent, "why") => (Word::ConsentFor, of),
        (Of::Consent, "statistics") => (Word::ConsentStatistics, of),
        (Of::Consent, "follow_up") => (Word::ConsentFollowUp, of),
        (Of::Consent, "keep_days") => (Word::ConsentDays, of),
        (Of::Story, "contact") => (Word::PartContact, Of::Contact),
        (Of::Contact, "to") => (Word::ContactTo, of),
        (Of::Contact, "promise") => (Word::ContactPromise, of),
        (Of::Contact, "mail") => (Word::ContactMail, of),
        (Of::Story, "brand") => (Word::PartBrand, Of::Brand),
        (Of::Brand, "logo") => (Word::BrandLogo, of),
        (Of::Brand, "colour") => (Word::BrandColour, of),
        (Of::Brand, "background") => (Word::BrandBackground, of),
        _ => return None,
    };
    Some((word, next))
}
