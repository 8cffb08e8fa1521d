//! Stories without errors, by construction: the main road only leads forward in its `then`, detours
//! only lead to later detours and return, and every question has a first choice that is always there
//! and lets the scene go on.

use super::Dice;
use crate::model::{
    Answers, Bed, Branch, Case, Choice, ClipTime, Condition, Consent, Contact, Cut, Ending, Handout,
    HandoutTarget, Is, Language, Limit, Meanwhile, Media, Place, Question, Scale, Scene, SceneMusic,
    SetVariable, SeveralOf, Shown, Still, Story, Text, Theme, VariableValue, Video, Words,
};
use crate::{ChoiceId, EndingId, HandoutId, QuestionId, SceneId, StoryId, ThemeId, VariableId};
use indexmap::IndexMap;
use media_time::MediaDuration;
use std::sync::Arc;

macro_rules! id {
    ($kind:ident, $($text:tt)*) => { made::<$kind>(&format!($($text)*)) };
}

#[allow(clippy::panic, reason = "the ids written in this file are well formed")]
fn made<T: core::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("{text} is no id"))
}

/// What kind of answer each question has, decided before anything refers to it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    None,
    OneOf(usize),
    SeveralOf(usize),
    Scale,
    Words,
    Contact,
}

struct Outline {
    languages: Vec<Language>,
    /// Of the main road, then of the detours.
    kinds: Vec<Kind>,
    main: usize,
    endings: usize,
}

pub(super) fn story(dice: &mut Dice) -> Story {
    let main = 1 + dice.below(6);
    let detours = dice.below(5);
    let languages = if dice.once_in(2) { vec!["ja", "en"] } else { vec!["en"] };
    let outline = Outline {
        languages: languages.into_iter().map(Language::new).collect(),
        kinds: (0..main + detours).map(|_| kind(dice)).collect(),
        main,
        endings: 1 + dice.below(3),
    };
    let scenes =
        (0..main + detours).map(|n| (outline.scene_id(n), Arc::new(outline.scene(n, dice)))).collect();
    let text = |text: &str| outline.text(text);
    Story {
        format: crate::load::FORMAT,
        id: id!(StoryId, "made-up"),
        title: text("Made up"),
        note: String::new(),
        series: None,
        step: None,
        languages: outline.languages.clone(),
        themes: (0..2)
            .map(|n| (id!(ThemeId, "theme-{n}"), Theme { name: text("Theme"), colour: "#336699".to_owned() }))
            .collect(),
        variables: IndexMap::from([
            (id!(VariableId, "number"), VariableValue::Number(dice.small())),
            (id!(VariableId, "flag"), VariableValue::Flag(dice.once_in(2))),
        ]),
        consent: dice.once_in(2).then(|| Consent {
            version: "1".to_owned(),
            who: text("We"),
            why: text("To learn"),
            statistics: Some(text("Answers")),
            follow_up: Some(text("Answers and name")),
            keep_days: 180,
        }),
        contact: Some(Contact { to: text("Us"), promise: text("Soon"), mail: None }),
        care: IndexMap::new(),
        brand: None,
        waiting: (!dice.once_in(3)).then(|| video("media/waiting.mp4")),
        music: dice.once_in(2).then(|| Bed { file: "media/music.ogg".to_owned(), gain_db: -6 }),
        handouts: IndexMap::from([(
            id!(HandoutId, "guide"),
            Handout { title: text("Guide"), to: HandoutTarget::File("files/guide.pdf".to_owned()) },
        )]),
        endings: (0..outline.endings).map(|n| (outline.ending_id(n), outline.ending(dice))).collect(),
        start: outline.scene_id(0),
        scenes,
    }
}

fn kind(dice: &mut Dice) -> Kind {
    match dice.below(9) {
        1..=3 => Kind::OneOf(1 + dice.below(4)),
        4 => Kind::SeveralOf(1 + dice.below(4)),
        5 => Kind::Scale,
        6 => Kind::Words,
        7 => Kind::Contact,
        _ => Kind::None,
    }
}

fn video(file: &str) -> Media {
    Media::Video(Video { file: file.to_owned(), ..Video::default() })
}

impl Outline {
    fn text(&self, text: &str) -> Text {
        Text(
            self.languages
                .iter()
                .map(|language| (language.clone(), format!("{text} ({language})")))
                .collect(),
        )
    }

    fn scene_id(&self, n: usize) -> SceneId {
        if n < self.main { id!(SceneId, "main-{n}") } else { id!(SceneId, "detour-{}", n - self.main) }
    }

    fn ending_id(&self, n: usize) -> EndingId {
        id!(EndingId, "ending-{n}")
    }

    fn question_id(&self, n: usize) -> QuestionId {
        id!(QuestionId, "question-{n}")
    }

    fn choice_id(&self, n: usize) -> ChoiceId {
        id!(ChoiceId, "choice-{n}")
    }

    fn theme(&self, dice: &mut Dice) -> Vec<ThemeId> {
        if dice.once_in(3) { vec![id!(ThemeId, "theme-{}", dice.below(2))] } else { Vec::new() }
    }

    fn offer(&self, dice: &mut Dice) -> Vec<HandoutId> {
        if dice.once_in(4) { vec![id!(HandoutId, "guide")] } else { Vec::new() }
    }

    fn ending(&self, dice: &mut Dice) -> Ending {
        Ending {
            title: self.text("The end"),
            text: Text::default(),
            offers: self.offer(dice),
            contact: dice.once_in(3),
        }
    }

    fn scene(&self, n: usize, dice: &mut Dice) -> Scene {
        let media = self.media(n, dice);
        let timed = media != Media::Nothing;
        Scene {
            title: self.text("Scene"),
            note: String::new(),
            themes: self.theme(dice),
            media,
            music: match dice.below(6) {
                4 => SceneMusic::Own(Bed { file: "media/other.ogg".to_owned(), gain_db: 0 }),
                5 => SceneMusic::Off,
                _ => SceneMusic::Story,
            },
            offers: self.offer(dice),
            question: self.question(n, timed, dice),
            then: Some(self.forward(n, 2, dice)),
        }
    }

    fn media(&self, n: usize, dice: &mut Dice) -> Media {
        let file = format!("media/scene-{n}.mp4");
        match dice.below(6) {
            0 | 1 => video(&file),
            2 => Media::Still(Still {
                file: format!("media/scene-{n}.png"),
                alt: self.text("A picture"),
                lasts: Some(MediaDuration::from_millis(
                    500 + 500 * i64::try_from(dice.below(8)).unwrap_or(0),
                )),
                ..Still::default()
            }),
            3 => Media::ByLanguage(
                self.languages
                    .iter()
                    .map(|tag| (tag.clone(), video(&format!("media/scene-{n}.{tag}.mp4"))))
                    .collect(),
            ),
            4 => Media::Video(Video {
                file,
                from: Some(ClipTime::AfterStart(MediaDuration::from_millis(500))),
                captions: self
                    .languages
                    .iter()
                    .map(|tag| (tag.clone(), format!("captions/{n}.{tag}.vtt")))
                    .collect(),
                ..Video::default()
            }),
            _ => Media::Nothing,
        }
    }

    /// A way on that leads to an end without any choice: forward on the main road, back from a detour.
    fn forward(&self, n: usize, depth: usize, dice: &mut Dice) -> Branch {
        let last = if n < self.main { self.main } else { self.kinds.len() };
        let plain = |dice: &mut Dice| {
            let later = n + 1 + dice.below(3);
            if later < last {
                Branch::Goto(self.scene_id(later))
            } else if n < self.main {
                Branch::End(self.ending_id(dice.below(self.endings)))
            } else {
                Branch::Return
            }
        };
        if depth == 0 {
            return plain(dice);
        }
        match dice.below(6) {
            4 => match self.detour(n, dice) {
                Some(detour) => Branch::Via(detour, Box::new(self.forward(n, depth - 1, dice))),
                None => plain(dice),
            },
            5 => Branch::When {
                cases: (0..=dice.below(2))
                    .map(|_| Case { when: self.condition(2, dice), then: self.forward(n, depth - 1, dice) })
                    .collect(),
                otherwise: Box::new(self.forward(n, depth - 1, dice)),
            },
            _ => plain(dice),
        }
    }

    /// A detour that scene `n` may visit: any from the main road, a later one from a detour.
    fn detour(&self, n: usize, dice: &mut Dice) -> Option<SceneId> {
        let first = self.main.max(n + 1);
        let there_are = self.kinds.len().saturating_sub(first);
        (there_are > 0).then(|| self.scene_id(first + dice.below(there_are)))
    }

    fn question(&self, n: usize, timed: bool, dice: &mut Dice) -> Option<Question> {
        let choices = |count: usize, always: usize, branches: bool, dice: &mut Dice| {
            (0..count).map(|c| self.choice(n, c, c < always, branches, dice)).collect::<Vec<_>>()
        };
        let answers = match *self.kinds.get(n)? {
            Kind::None => return None,
            Kind::OneOf(count) => Answers::OneOf(choices(count, 1, true, dice)),
            Kind::SeveralOf(count) => {
                let at_least = dice.below(count + 1);
                let at_most = dice.once_in(2).then(|| (at_least + dice.below(3)).max(1));
                let bounded = |number: usize| u32::try_from(number).unwrap_or(0);
                Answers::SeveralOf(SeveralOf {
                    choices: choices(count, at_least.max(1), false, dice),
                    at_least: bounded(at_least),
                    at_most: at_most.map(|most| bounded(most.min(count))),
                })
            }
            Kind::Scale => {
                let from = dice.small();
                let to = from + 1 + dice.small().abs();
                let worry = dice.once_in(2).then_some(Is::AtMost(from));
                Answers::Scale(Scale { from, to, low: self.text("Low"), high: self.text("High"), worry })
            }
            Kind::Words => Answers::Words(Words { at_most: 20, hint: Text::default() }),
            Kind::Contact => Answers::Contact,
        };
        let shown = self.shown(timed, dice);
        Some(Question {
            id: self.question_id(n),
            prompt: self.text("What?"),
            again: if dice.once_in(3) { self.text("And now?") } else { Text::default() },
            themes: self.theme(dice),
            when: dice.once_in(5).then(|| self.condition(2, dice)),
            shown,
            meanwhile: match dice.below(4) {
                2 => Meanwhile::Hold,
                3 => Meanwhile::Loop(Box::new(video("media/loop.mp4"))),
                _ => Meanwhile::Waiting,
            },
            limit: match dice.below(5) {
                3 => Limit::Seconds(1 + u32::try_from(dice.below(20)).unwrap_or(0)),
                4 if matches!(shown, Shown::During { .. }) => Limit::ClipEnd,
                _ => Limit::Off,
            },
            skip: dice.once_in(2),
            place: match dice.below(3) {
                1 => Place::Side,
                2 => Place::Full,
                _ => Place::LowerThird,
            },
            answers,
        })
    }

    fn shown(&self, timed: bool, dice: &mut Dice) -> Shown {
        let length = MediaDuration::from_millis(100 * i64::try_from(dice.below(5)).unwrap_or(0));
        let time = if dice.once_in(2) { ClipTime::BeforeEnd(length) } else { ClipTime::AfterStart(length) };
        match dice.below(4) {
            1 if timed => Shown::PauseAt(time),
            2 if timed => Shown::During { from: time, cut: Cut::AtOnce },
            3 if timed => Shown::During { from: time, cut: Cut::AtEnd },
            _ => Shown::AtEnd,
        }
    }

    fn choice(&self, n: usize, c: usize, always: bool, branches: bool, dice: &mut Dice) -> Choice {
        let leads = branches && c > 0;
        Choice {
            id: self.choice_id(c),
            text: self.text("Choice"),
            themes: self.theme(dice),
            worry: dice.once_in(4),
            when: (!always && dice.once_in(2)).then(|| self.condition(2, dice)),
            set: match dice.below(5) {
                2 => vec![SetVariable::Add(id!(VariableId, "number"), dice.small())],
                3 => vec![SetVariable::Set(id!(VariableId, "number"), VariableValue::Number(dice.small()))],
                4 => vec![SetVariable::Set(id!(VariableId, "flag"), VariableValue::Flag(dice.once_in(2)))],
                _ => Vec::new(),
            },
            then: if leads { self.chosen(n, dice) } else { None },
            area: None,
        }
    }

    /// Where a choice leads: on the main road anywhere on it, on a detour, or to an end.
    fn chosen(&self, n: usize, dice: &mut Dice) -> Option<Branch> {
        match dice.below(6) {
            1 | 2 => self.detour(n, dice).map(Branch::Visit),
            3 if n < self.main => Some(Branch::Goto(self.scene_id(dice.below(self.main)))),
            3 => Some(Branch::Return),
            4 => Some(Branch::End(self.ending_id(dice.below(self.endings)))),
            5 => Some(self.forward(n, 2, dice)),
            _ => None,
        }
    }

    /// A condition on what there is in the story; it may be one that never holds.
    fn condition(&self, depth: usize, dice: &mut Dice) -> Condition {
        if depth > 0 && dice.once_in(3) {
            let parts: Vec<_> = (0..=dice.below(3)).map(|_| self.condition(depth - 1, dice)).collect();
            return match dice.below(4) {
                1 => Condition::Any(parts),
                2 => Condition::Not(Box::new(Condition::All(parts))),
                3 => Condition::Count(parts, self.bound(dice)),
                _ => Condition::All(parts),
            };
        }
        let scene = self.scene_id(dice.below(self.kinds.len()));
        let n = dice.below(self.kinds.len());
        let question = self.question_id(n);
        match (dice.below(6), self.kinds.get(n).copied().unwrap_or(Kind::None)) {
            (1, _) => Condition::Visits(scene, Is::AtLeast(1 + dice.small().abs())),
            (2, _) => Condition::Number(id!(VariableId, "number"), self.bound(dice)),
            (3, _) => Condition::Flag(id!(VariableId, "flag")),
            (4, Kind::OneOf(count) | Kind::SeveralOf(count)) => {
                Condition::Chose(question, self.choice_id(dice.below(count)))
            }
            (5, Kind::OneOf(count) | Kind::SeveralOf(count)) => {
                Condition::Latest(question, self.choice_id(dice.below(count)))
            }
            (4, Kind::Scale) => Condition::Scale(question, self.bound(dice)),
            (4 | 5, kind) if kind != Kind::None => Condition::Answered(question),
            _ => Condition::Visited(scene),
        }
    }

    fn bound(&self, dice: &mut Dice) -> Is {
        let number = dice.small();
        match dice.below(3) {
            1 => Is::AtMost(number),
            2 => Is::Exactly(number),
            _ => Is::AtLeast(number),
        }
    }
}
