//! What the gallery's pages show, in Japanese and English; tests use it as well.
//!
//! A page's model is made by a function here (or in a file of its own beside this one) from a
//! [`Tongue`], which has the texts and lives as long as the page is shown.

use crate::{
    Brand, CaptionStyle, ConsentPage, ContactView, Controls, EndingPage, ErrorPage, HandoutView, Notice,
    Page, Problem, StoryPage, Thumbnails, ViewModel, WayView,
};
use choice_log::Consent;
use media_time::{MediaDuration, MediaTime, Speed};
use scene_graph::{Language, Place};
use session::{Chapters, ChoiceView, QuestionKind, QuestionView};
use std::str::FromStr;

/// One language's texts.
#[allow(missing_docs, reason = "each field is the text of what its name says")]
#[derive(Clone, Debug)]
pub struct Tongue {
    pub language: Language,
    /// The story's languages, this one and the other.
    pub languages: Vec<Language>,
    pub title: &'static str,
    pub who: &'static str,
    pub why: &'static str,
    pub statistics: &'static str,
    pub follow_up: &'static str,
    pub prompt: &'static str,
    pub choices: [&'static str; 8],
    pub low: &'static str,
    pub high: &'static str,
    pub feel: &'static str,
    pub words: &'static str,
    pub words_hint: &'static str,
    pub caption: &'static str,
    pub contact_prompt: &'static str,
    pub to: &'static str,
    pub promise: &'static str,
    pub ending: &'static str,
    pub ending_text: &'static str,
    pub handout: &'static str,
    pub scene: &'static str,
    /// What was seen.
    pub chapters: Chapters,
    /// Small pictures of it.
    pub thumbnails: Thumbnails,
}

/// Japanese texts, of the lengths that people write.
#[must_use]
pub fn japanese() -> Tongue {
    finished(Tongue {
        language: Language::new("ja"),
        languages: languages(),
        title: "内定おめでとうございます。これからのこと、一緒に見てみませんか",
        who: "枝道商事 人事部 採用チーム（3名）",
        why: "皆さんが気にしていることを知り、入社までのご案内を良くするため",
        statistics: "選んだ答えと見た順番だけを、誰のものか分からない形で集めます。",
        follow_up: "選んだ答えと書いた言葉を、お名前と一緒に採用チームが読みます。",
        prompt: "いま、いちばん気になっていることは何ですか？",
        choices: [
            "人間関係や職場の雰囲気",
            "仕事の内容と一日の流れ",
            "この先のキャリア",
            "ほかの会社とくらべて迷っていること",
            "入社までの準備と手続き",
            "配属先はいつ、どのように決まるのか",
            "住まいや引っ越し、暮らしのこと",
            "特にない、先に進みたい",
        ],
        low: "とても不安",
        high: "とても楽しみ",
        feel: "入社について、いまの気持ちに近いのはどれですか？",
        words: "先輩社員に聞いてみたいことを、ひとことで教えてください。",
        words_hint: "たとえば「残業はどのくらいですか」",
        caption: "はじめまして、営業部の佐藤です。入社して三年目になりました。\n今日は、ふだんの一日をそのままお見せします。",
        contact_prompt: "採用チームから連絡してもよいですか？",
        to: "採用チーム 田中",
        promise: "二営業日以内にメールでお返事します。",
        ending: "見てくださって、ありがとうございます",
        ending_text: "四月にお会いできるのを、社員一同楽しみにしています。気になることが出てきたら、いつでももう一度ご覧ください。",
        handout: "入社までの準備チェックリスト（PDF）",
        scene: "佐藤さんの一日",
        chapters: Chapters::default(),
        thumbnails: Thumbnails::default(),
    })
}

/// English texts, of the lengths that people write.
#[must_use]
pub fn english() -> Tongue {
    finished(Tongue {
        language: Language::new("en"),
        languages: languages(),
        title: "Congratulations on your offer. Shall we look at what comes next?",
        who: "Edamichi Trading, People Team (three persons)",
        why: "To learn what is on your minds and to prepare you better for your first day",
        statistics: "Only your answers and the order you watched in, without anything that says it was you.",
        follow_up: "Your answers and the words you write, read by the People Team together with your name.",
        prompt: "What is most on your mind right now?",
        choices: [
            "The people and the mood at work",
            "The work itself and what a day is like",
            "Where my career can go",
            "I am still comparing with other companies",
            "What to prepare before I join",
            "When and how it is decided where I will work",
            "Housing, moving and daily life",
            "Nothing special, let us go on",
        ],
        low: "Very uneasy",
        high: "Looking forward to it",
        feel: "How do you feel about joining us at this moment?",
        words: "What would you like to ask a colleague-to-be? A few words are enough.",
        words_hint: "For example: how much overtime is usual?",
        caption: "Hello, I am Sato from Sales. This is my third year here.\nToday I will show you an ordinary day, just as it is.",
        contact_prompt: "May the People Team get in touch with you?",
        to: "Ms Tanaka, People Team",
        promise: "You will have an answer by mail within two working days.",
        ending: "Thank you for watching",
        ending_text: "We look forward to meeting you in April. Come back whenever a question comes up.",
        handout: "Checklist: what to prepare before your first day (PDF)",
        scene: "A day with Sato",
        chapters: Chapters::default(),
        thumbnails: Thumbnails::default(),
    })
}

/// With what is made of the texts.
fn finished(tongue: Tongue) -> Tongue {
    let chapters = super::way::chapters(tongue.prompt, &tongue.choices, tongue.scene);
    Tongue { chapters, thumbnails: super::way::thumbnails(), ..tongue }
}

/// The story's languages.
#[must_use]
pub fn languages() -> Vec<Language> {
    vec![Language::new("ja"), Language::new("en")]
}

/// An id of this module's own.
#[allow(clippy::expect_used, reason = "only ids written in this module come here; a test shows each page")]
pub(super) fn id<T: FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("an id is written as the story format asks")
}

const COLOURS: [&str; 8] =
    ["#e4572e", "#17bebb", "#ffc914", "#8f7ae5", "#76b041", "#2e86ab", "#d65db1", "#9aa5b1"];

const THEMES: [&str; 8] = [
    "relationships",
    "job-content",
    "career",
    "comparison",
    "information",
    "placement",
    "housing",
    "something-else",
];

/// Up to eight choices; the second was chosen before.
#[must_use]
pub fn choices(tongue: &Tongue, count: usize) -> Vec<ChoiceView> {
    (0..count)
        .map(|at| ChoiceView {
            id: id(&format!("c{at}")),
            text: tongue.choices[at % 8].to_owned(),
            colour: Some(COLOURS[at % 8].to_owned()),
            themes: vec![id(THEMES[at % 8])],
            visited: at == 1,
            chosen: false,
        })
        .collect()
}

/// A question of this kind.
#[must_use]
pub fn question(prompt: &str, place: Place, kind: QuestionKind) -> QuestionView {
    QuestionView {
        id: id("hub"),
        scene: id("welcome"),
        prompt: prompt.to_owned(),
        place,
        can_skip: false,
        limit: None,
        kind,
        answered: false,
    }
}

/// A time limit, in milliseconds: what is left, of how much.
#[must_use]
pub fn limit(left: i64, whole: i64) -> Option<(MediaDuration, MediaDuration)> {
    Some((MediaDuration::from_millis(left), MediaDuration::from_millis(whole)))
}

/// A clip that plays, with everything that the control bar can offer.
#[must_use]
pub fn controls<'a>(tongue: &'a Tongue, languages: &'a [Language]) -> Controls<'a> {
    Controls {
        paused: false,
        position: MediaTime::from_millis(3_200),
        duration: Some(MediaDuration::from_millis(9_000)),
        question_at: Some(MediaTime::from_millis(6_400)),
        can_go_back: true,
        volume: 0.8,
        muted: false,
        speed: Speed::NORMAL,
        has_captions: true,
        captions_on: true,
        caption_style: CaptionStyle::default(),
        caption_languages: languages,
        caption_language: None,
        mini: false,
        fullscreen: false,
        languages,
        language: &tongue.language,
        no_time_limits: false,
    }
}

/// Who answers.
#[must_use]
pub fn contact(tongue: &Tongue) -> ContactView<'_> {
    ContactView {
        to: tongue.to,
        mail: Some("people@edamichi.example"),
        promise: tongue.promise,
        about: tongue.title,
        viewer: None,
    }
}

/// The overlay, with this question open.
#[must_use]
pub fn story<'a>(
    tongue: &'a Tongue,
    languages: &'a [Language],
    question: Option<&'a QuestionView>,
) -> StoryPage<'a> {
    StoryPage {
        scene_title: tongue.scene,
        question,
        captions: None,
        slate: None,
        controls: controls(tongue, languages),
        offers: &[],
        contact: Some(contact(tongue)),
        recording: Consent::NONE,
        way: WayView { chapters: &tongue.chapters, thumbnails: &tongue.thumbnails },
    }
}

/// The first page with both switches.
#[must_use]
pub fn consent<'a>(tongue: &'a Tongue, languages: &'a [Language]) -> ConsentPage<'a> {
    ConsentPage {
        title: tongue.title,
        who: tongue.who,
        why: tongue.why,
        statistics: Some(tongue.statistics),
        follow_up: Some(tongue.follow_up),
        keep_days: 180,
        has_records: false,
        languages,
        language: &tongue.language,
    }
}

/// One handout.
#[must_use]
pub fn handouts(tongue: &Tongue) -> Vec<HandoutView> {
    vec![HandoutView { id: id("checklist"), title: tongue.handout.to_owned() }]
}

/// An ending that offers everything.
#[must_use]
pub fn ending<'a>(
    tongue: &'a Tongue,
    languages: &'a [Language],
    offers: &'a [HandoutView],
) -> EndingPage<'a> {
    EndingPage {
        stuck: false,
        title: tongue.ending,
        text: tongue.ending_text,
        offers,
        contact: Some(contact(tongue)),
        contact_sent: false,
        can_go_back: true,
        explored: None,
        theme: "",
        theme_colour: "",
        over_picture: false,
        recording: Consent::NONE,
        languages,
        language: &tongue.language,
    }
}

/// An error, with details.
#[must_use]
pub fn error<'a>(problem: Problem<'a>) -> ErrorPage<'a> {
    ErrorPage {
        problem,
        detail: "story.ron:14:7: E003 the scene “people” is not in this story",
        can_choose: true,
    }
}

/// The whole of it, without a brand.
#[must_use]
pub fn model<'a>(page: Page<'a>, notices: &'a [Notice]) -> ViewModel<'a> {
    ViewModel { page, notices, brand: Brand::default() }
}
