//! The list of pages: a line each.

use super::samples::{self, Tongue, choices, contact, limit, model, question, story};
use super::{Elements, Sample, Show, Step, front, page, recorded};
use crate::{
    BackTo, CaptionColour, CaptionEdge, CaptionStyle, EndingPage, Explored, HomeTrouble, LeftOffView,
    LoadingPage, LoadingStep, MoreWays, Notice, NoticeId, NoticeKind, Outcome, Page, Problem, RecordedList,
    RecordedPage, SeenTheme, Slate, StoryPage,
};
use choice_log::Consent;
use egui::{Key, Modifiers};
use scene_graph::Place;
use session::{QuestionKind, QuestionView};

/// Every page, in the order in which a viewer may meet it.
pub const PAGES: &[Sample] = &[
    // The visual language.
    page("elements-type", |_, show| show(&model(Page::Elements(Elements::Type), &[]))),
    page("elements-colours", |_, show| show(&model(Page::Elements(Elements::Colours), &[]))),
    page("elements-controls", |_, show| show(&model(Page::Elements(Elements::Controls), &[]))),
    page("elements-icons", |_, show| show(&model(Page::Elements(Elements::Icons), &[]))),
    // Before the story.
    page("home", |tongue, show| front::home(tongue, None, show)),
    page("home-no-dialog", |tongue, show| front::home(tongue, Some(HomeTrouble::NoDialog), show)),
    page("loading", |tongue, show| {
        let step = Some(LoadingStep::Clips { done: 37, all: 120 });
        show(&model(Page::Loading(LoadingPage { title: tongue.title, step }), &[]));
    }),
    page("start", |tongue, show| front::start(tongue, LeftOffView::Nowhere, 0, show)),
    page("start-resume", |tongue, show| {
        front::start(tongue, LeftOffView::At { scene: tongue.scene, days_ago: 1 }, 0, show);
    }),
    page("start-changed", |tongue, show| front::start(tongue, LeftOffView::Changed, 2, show)),
    page("consent", |tongue, show| {
        show(&model(Page::Consent(samples::consent(tongue, &tongue.languages)), &[]));
    }),
    // Questions.
    page("question-one-1", |tongue, show| one_of(tongue, 1, Place::LowerThird, show)),
    page("question-one-3", |tongue, show| one_of(tongue, 3, Place::LowerThird, show)),
    page("question-one-8", |tongue, show| one_of(tongue, 8, Place::LowerThird, show)),
    page("question-one-side", |tongue, show| one_of(tongue, 4, Place::Side, show)),
    page("question-one-full", |tongue, show| one_of(tongue, 3, Place::Full, show)),
    page("question-one-limit", |tongue, show| {
        let mut view = asked(tongue.prompt, Place::LowerThird, QuestionKind::OneOf(choices(tongue, 3)));
        (view.limit, view.can_skip) = (limit(12_000, 30_000), true);
        ask(tongue, &view, show);
    }),
    page("question-several-1", |tongue, show| several_of(tongue, 1, show)),
    page("question-several-3", |tongue, show| several_of(tongue, 3, show)),
    page("question-several-8", |tongue, show| several_of(tongue, 8, show)),
    page("question-scale", |tongue, show| scale(tongue, 1, 5, show)),
    page("question-scale-11", |tongue, show| scale(tongue, 0, 10, show)),
    page("question-scale-slider", |tongue, show| scale(tongue, 0, 100, show)),
    page("question-words", |tongue, show| {
        let hint = tongue.words_hint.to_owned();
        let kind = QuestionKind::Words { at_most: 200, hint, preset: String::new() };
        ask(tongue, &asked(tongue.words, Place::LowerThird, kind), show);
    }),
    page("question-contact", contact_question),
    page("question-contact-preview", contact_question)
        .pressing(&[Step::Text("配属 / placement?"), Step::Key(Modifiers::COMMAND, Key::Enter)]),
    page("question-long", |tongue, show| {
        let mut view = asked(tongue.ending_text, Place::LowerThird, QuestionKind::OneOf(long(tongue)));
        view.can_skip = true;
        ask(tongue, &view, show);
    }),
    page("question-scripts", |tongue, show| {
        let mut choices = choices(tongue, 6);
        for (choice, text) in choices.iter_mut().zip(SCRIPTS) {
            choice.text = text.to_owned();
        }
        let prompt = format!("{} 🌱 你们好 안녕하세요", tongue.prompt);
        ask(tongue, &asked(&prompt, Place::LowerThird, QuestionKind::OneOf(choices)), show);
    }),
    // While it plays.
    page("controls", |tongue, show| {
        let offers = samples::handouts(tongue);
        let page = StoryPage { offers: &offers, ..story(tongue, &tongue.languages, None) };
        show(&model(Page::Story(page), &[]));
    })
    .with(|options| options.keep_controls = true),
    page("chapters", playing).pressing(&[key(Key::O)]),
    page("help", playing).pressing(&[key(Key::Questionmark)]),
    page("menu-settings", playing).pressing(&[key(Key::S)]),
    page("menu-languages", playing).pressing(&[key(Key::L)]),
    page("menu-speed", playing).pressing(&[key(Key::P)]),
    page("menu-captions", playing).pressing(&[key(Key::V)]),
    page("mini", |tongue, show| {
        let mut page = story(tongue, &tongue.languages, None);
        page.controls.mini = true;
        show(&model(Page::Story(page), &[]));
    })
    .with(|options| options.keep_controls = true),
    page("mini-question", |tongue, show| {
        let view = asked(tongue.prompt, Place::LowerThird, QuestionKind::OneOf(choices(tongue, 3)));
        let mut page = story(tongue, &tongue.languages, Some(&view));
        page.controls.mini = true;
        show(&model(Page::Story(page), &[]));
    }),
    page("captions-large", |tongue, show| {
        let mut page = story(tongue, &tongue.languages, None);
        page.captions = Some(tongue.caption);
        page.controls.caption_style = CaptionStyle {
            size: 2.0,
            colour: CaptionColour::Yellow,
            background: CaptionColour::Blue,
            opacity: 0.0,
            edge: CaptionEdge::Outline,
        };
        show(&model(Page::Story(page), &[]));
    }),
    page("captions", |tongue, show| {
        let page = StoryPage { captions: Some(tongue.caption), ..story(tongue, &tongue.languages, None) };
        show(&model(Page::Story(page), &[]));
    }),
    page("captions-question", |tongue, show| {
        let view = asked(tongue.prompt, Place::LowerThird, QuestionKind::OneOf(choices(tongue, 3)));
        let page = story(tongue, &tongue.languages, Some(&view));
        show(&model(Page::Story(StoryPage { captions: Some(tongue.caption), ..page }), &[]));
    }),
    page("slate", |tongue, show| {
        let slate = Some(Slate { title: tongue.scene, message: "" });
        let view = asked(tongue.prompt, Place::LowerThird, QuestionKind::OneOf(choices(tongue, 3)));
        let page = story(tongue, &tongue.languages, Some(&view));
        show(&model(Page::Story(StoryPage { slate, ..page }), &[]));
    }),
    page("slate-captions", |tongue, show| {
        let slate = Some(Slate { title: tongue.scene, message: "" });
        let page = story(tongue, &tongue.languages, None);
        let page = StoryPage { slate, captions: Some(tongue.caption), ..page };
        show(&model(Page::Story(page), &[]));
    }),
    page("notices", |tongue, show| {
        let path = Some("/home/hanako/Downloads/edamichi-question.json".to_owned());
        let saved = NoticeKind::ContactSaved { path, mail: true };
        let kinds = [NoticeKind::NoSound, NoticeKind::LogFailed, saved];
        let notices: Vec<_> =
            kinds.into_iter().zip(0..).map(|(kind, id)| Notice { id: NoticeId(id), kind }).collect();
        show(&model(Page::Story(story(tongue, &tongue.languages, None)), &notices));
    }),
    // The end.
    page("ending", |tongue, show| {
        let offers = samples::handouts(tongue);
        show(&model(Page::Ending(samples::ending(tongue, &tongue.languages, &offers)), &[]));
    }),
    page("ending-explored", |tongue, show| {
        let explored = explored(tongue);
        let theme = explored.seen.first().map_or("", |theme| theme.name.as_str());
        let page = samples::ending(tongue, &tongue.languages, &[]);
        let page = EndingPage {
            explored: Some(&explored),
            theme,
            theme_colour: "#2f8f6b",
            over_picture: true,
            ..page
        };
        show(&model(Page::Ending(page), &[]));
    }),
    page("ending-plain", |tongue, show| {
        let page = samples::ending(tongue, &tongue.languages, &[]);
        let recording = Consent { statistics: true, follow_up: false };
        show(&model(Page::Ending(EndingPage { title: "", text: "", contact: None, recording, ..page }), &[]));
    }),
    page("ending-stuck", |tongue, show| {
        let page = samples::ending(tongue, &tongue.languages, &[]);
        let page = EndingPage { stuck: true, title: "", text: "", contact: None, over_picture: true, ..page };
        show(&model(Page::Ending(page), &[]));
    }),
    page("ending-noticed", |tongue, show| {
        let notices = [Notice { id: NoticeId(1), kind: NoticeKind::NoSound }];
        let page = samples::ending(tongue, &tongue.languages, &[]);
        show(&model(Page::Ending(EndingPage { over_picture: true, ..page }), &notices));
    }),
    // What was recorded.
    page("recorded", |tongue, show| recorded(tongue, |_| {}, show)),
    page("recorded-nothing", |tongue, show| {
        recorded(tongue, |page| page.list = RecordedList::Found(&[]), show);
    }),
    page("recorded-start", |tongue, show| {
        recorded(tongue, |page| (page.switches, page.back_to) = (None, BackTo::Start), show);
    }),
    page("recorded-delete", |tongue, show| recorded(tongue, |_| {}, show)).pressing(TO_DELETE),
    page("recorded-saved", |tongue, show| {
        let files = ["records.html", "records.csv", "records.jsonl"].map(ToOwned::to_owned);
        let folder = "/home/hanako/Downloads/edamichi-offer-follow-up-2026-11-22";
        let outcome = Some(Outcome::Saved { folder, files: &files, records: 33 });
        let sessions = recorded::sessions(tongue);
        let page = RecordedPage { outcome, ..recorded::page(tongue, &sessions) };
        show(&model(Page::Recorded(page), &[]));
    }),
    page("recorded-unreadable", |tongue, show| {
        let detail = "another program keeps this log locked; close it or try again: /home/hanako/choices.db";
        recorded(tongue, |page| page.list = RecordedList::Unreadable(detail), show);
    }),
    // What cannot go on.
    page("error-missing", |_, show| error(Problem::StoryMissing { path: PATH }, show)),
    page("error-damaged", |_, show| error(Problem::StoryDamaged { path: PATH }, show)),
    page("error-unreadable", |_, show| error(Problem::StoryUnreadable { path: PATH }, show)),
    page("error-too-new", |_, show| error(Problem::StoryTooNew { path: PATH }, show)),
    page("error-graphics", |_, show| error(Problem::NoGraphics, show)),
    page("error-other", |_, show| error(Problem::Other, show)),
];

/// Scripts that the program's own typeface lacks.
const SCRIPTS: [&str; 6] = [
    "한국어: 동료와 회사 분위기",
    "简体中文：同事与公司氛围",
    "العربية: الزملاء وأجواء العمل",
    "Emoji 🎉🏢👩‍👩‍👧‍👦🇯🇵 ⭐",
    "ไทย: เพื่อนร่วมงาน",
    "Tiếng Việt · Ελληνικά · Русский",
];
const fn key(key: Key) -> Step {
    Step::Key(Modifiers::NONE, key)
}

fn playing(tongue: &Tongue, show: &mut Show<'_>) {
    show(&model(Page::Story(story(tongue, &tongue.languages, None)), &[]));
}

const PATH: &str = "/home/hanako/offer-follow-up/story.ron";

fn error(problem: Problem<'_>, show: &mut Show<'_>) {
    show(&model(Page::Error(samples::error(problem)), &[]));
}

fn explored(tongue: &Tongue) -> Explored {
    let theme = |name: &str, colour: &str, scenes: &[&str]| SeenTheme {
        name: name.to_owned(),
        colour: colour.to_owned(),
        scenes: scenes.iter().map(|&title| title.to_owned()).collect(),
    };
    let seen = vec![
        theme(tongue.choices[0], "#2f8f6b", &[tongue.scene, tongue.choices[6]]),
        theme(tongue.choices[1], "#3b6fb6", &[tongue.choices[5]]),
    ];
    let choices = vec![tongue.choices[2].to_owned(), tongue.choices[4].to_owned()];
    let more = samples::question(tongue.prompt, Place::Full, QuestionKind::Contact);
    let more = vec![MoreWays { scene: more.scene, prompt: more.prompt, choices }];
    Explored { seen, more }
}

/// From the way back, which has the focus, past the copy.
const TO_DELETE: &[Step] = &[
    Step::Key(Modifiers::NONE, Key::Tab),
    Step::Key(Modifiers::NONE, Key::Tab),
    Step::Key(Modifiers::NONE, Key::Enter),
];

fn recorded(tongue: &Tongue, change: impl FnOnce(&mut RecordedPage<'_>), show: &mut Show<'_>) {
    let sessions = recorded::sessions(tongue);
    let mut page = recorded::page(tongue, &sessions);
    change(&mut page);
    show(&model(Page::Recorded(page), &[]));
}

fn asked(prompt: &str, place: Place, kind: QuestionKind) -> QuestionView {
    question(prompt, place, kind)
}

fn ask(tongue: &Tongue, view: &QuestionView, show: &mut Show<'_>) {
    show(&model(Page::Story(story(tongue, &tongue.languages, Some(view))), &[]));
}

fn one_of(tongue: &Tongue, count: usize, place: Place, show: &mut Show<'_>) {
    ask(tongue, &asked(tongue.prompt, place, QuestionKind::OneOf(choices(tongue, count))), show);
}

fn several_of(tongue: &Tongue, count: usize, show: &mut Show<'_>) {
    let mut choices = choices(tongue, count);
    if let Some(choice) = choices.get_mut(2) {
        choice.chosen = true;
    }
    let at_most = u32::try_from(count.min(3)).unwrap_or(1);
    let mut view =
        asked(tongue.prompt, Place::LowerThird, QuestionKind::SeveralOf { choices, at_least: 1, at_most });
    view.can_skip = true;
    ask(tongue, &view, show);
}

fn scale(tongue: &Tongue, from: i32, to: i32, show: &mut Show<'_>) {
    let (low, high) = (tongue.low.to_owned(), tongue.high.to_owned());
    let kind = QuestionKind::Scale { from, to, low, high, preset: None };
    let mut view = asked(tongue.feel, Place::LowerThird, kind);
    view.can_skip = true;
    ask(tongue, &view, show);
}

fn contact_question(tongue: &Tongue, show: &mut Show<'_>) {
    let view = asked(tongue.contact_prompt, Place::LowerThird, QuestionKind::Contact);
    let mut page = story(tongue, &tongue.languages, Some(&view));
    page.contact = Some(contact(tongue));
    show(&model(Page::Story(page), &[]));
}

/// Choices whose texts need several lines.
fn long(tongue: &Tongue) -> Vec<session::ChoiceView> {
    let mut choices = choices(tongue, 4);
    for (choice, text) in choices.iter_mut().zip([tongue.statistics, tongue.why, tongue.follow_up]) {
        choice.text = text.to_owned();
    }
    choices
}
