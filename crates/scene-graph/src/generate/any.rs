//! Stories of every shape: every field given and left out, every kind of everything, and texts that
//! a careless writer would break.

use super::Dice;
use crate::model::{
    Answers, Area, Bed, Branch, Brand, Care, Case, Choice, ClipTime, Condition, Consent, Contact, Cut,
    Ending, Handout, HandoutTarget, Is, Language, Limit, Meanwhile, Media, Place, Question, Scale, Scene,
    SceneMusic, SetVariable, SeveralOf, Shown, Step, Still, Story, Text, Theme, VariableValue, Video, Words,
};
use core::hash::Hash;
use indexmap::IndexMap;
use media_time::MediaDuration;
use std::sync::Arc;

const TEXTS: &[&str] = &[
    "",
    "plain",
    "入社について、いまのお気持ちは?",
    "quotes \" and ' and `",
    "back\\slash \\n \\u{41} \\",
    "two\nlines\r\nand\ttabs",
    "👩‍👩‍👧 e\u{301} \u{202e}turned\u{202c}",
    "\u{0}\u{1}\u{7f}\u{85}\u{2028}\u{feff}",
    "// no comment /* at all */",
    "r#\"raw\"# ( [ { } ] )",
    " leading and trailing ",
    "format: 2",
    "a text that is long enough for the writer to have to break its line somewhere, and that says nothing at all about anything",
];
const LANGUAGES: &[&str] = &["ja", "en", "en-GB", "zh-Hant-TW"];

/// Makes values of many types out of throws.
struct Maker<'a> {
    dice: &'a mut Dice,
}

pub(super) fn story(dice: &mut Dice) -> Story {
    Maker { dice }.story()
}

impl Maker<'_> {
    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        let index = self.dice.below(of.len());
        #[allow(clippy::indexing_slicing, reason = "the index is below the length")]
        of[index].clone()
    }

    fn perhaps<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.dice.once_in(2) { Some(make(self)) } else { None }
    }

    fn list<T>(&mut self, at_most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.dice.below(at_most + 1)).map(|_| make(self)).collect()
    }

    fn map<K: Eq + Hash, V>(
        &mut self,
        key: impl Fn(&mut Self) -> K,
        value: impl Fn(&mut Self) -> V,
    ) -> IndexMap<K, V> {
        (0..self.dice.below(4)).map(|_| (key(self), value(self))).collect()
    }

    fn string(&mut self) -> String {
        if self.dice.once_in(6) {
            let odd = |maker: &mut Self| char::from_u32(u32::try_from(maker.dice.below(0xffff)).unwrap_or(0));
            return self.list(12, odd).into_iter().flatten().collect();
        }
        self.one(TEXTS).to_owned()
    }

    fn id<T: core::str::FromStr>(&mut self) -> T {
        let ids =
            ["a", "first-day", "0", "x-", "a-very-long-id-that-has-exactly-as-many-characters-as-it-may-hav"];
        let text = self.one(&ids);
        #[allow(clippy::panic, reason = "the ids written in this file are well formed")]
        text.parse().unwrap_or_else(|_| panic!("{text} is no id"))
    }

    fn number(&mut self) -> i32 {
        let number = self.dice.small();
        self.one(&[number, 0, i32::MIN, i32::MAX])
    }

    fn count(&mut self) -> u32 {
        self.one(&[0, 1, 2, 5, 180, 500, u32::MAX])
    }

    fn length(&mut self) -> MediaDuration {
        let small = i64::try_from(self.dice.below(9_000)).unwrap_or(0);
        MediaDuration::from_millis(self.one(&[small, 0, 3_600_000, 86_400_123, 59_999]))
    }

    fn time(&mut self) -> ClipTime {
        let length = self.length();
        if self.dice.once_in(2) { ClipTime::BeforeEnd(length) } else { ClipTime::AfterStart(length) }
    }

    fn language(&mut self) -> Language {
        Language::new(self.one(LANGUAGES))
    }

    fn text(&mut self) -> Text {
        Text(self.map(Self::language, Self::string))
    }

    fn bed(&mut self) -> Bed {
        Bed { file: self.string(), gain_db: self.number() }
    }

    fn story(&mut self) -> Story {
        Story {
            format: crate::load::FORMAT,
            id: self.id(),
            title: self.text(),
            note: self.string(),
            series: self.perhaps(Self::id),
            step: self.perhaps(|maker| {
                maker.one(&[
                    Step::Offered,
                    Step::Accepted,
                    Step::Nearing,
                    Step::LastWeeks,
                    Step::FirstWeek,
                    Step::Joined,
                ])
            }),
            languages: self.list(3, Self::language),
            themes: self.map(Self::id, |maker| Theme { name: maker.text(), colour: maker.string() }),
            variables: self.map(Self::id, Self::value),
            consent: self.perhaps(|maker| Consent {
                version: maker.string(),
                who: maker.text(),
                why: maker.text(),
                statistics: maker.perhaps(Self::text),
                follow_up: maker.perhaps(Self::text),
                keep_days: maker.count(),
            }),
            contact: self.perhaps(|maker| Contact {
                to: maker.text(),
                promise: maker.text(),
                mail: maker.perhaps(Self::string),
            }),
            care: self.map(Self::id, |maker| Care {
                name: maker.text(),
                when: maker.condition(3),
                advice: maker.text(),
            }),
            brand: self.perhaps(|maker| Brand {
                logo: maker.perhaps(Self::string),
                colour: maker.perhaps(Self::string),
                background: maker.perhaps(Self::string),
            }),
            waiting: self.perhaps(|maker| maker.media(1)),
            music: self.perhaps(Self::bed),
            handouts: self.map(Self::id, |maker| Handout { title: maker.text(), to: maker.target(2) }),
            endings: self.map(Self::id, |maker| Ending {
                title: maker.text(),
                text: maker.text(),
                offers: maker.list(2, Self::id),
                contact: maker.dice.once_in(2),
            }),
            start: self.id(),
            scenes: self.map(Self::id, |any| Arc::new(any.scene())),
        }
    }

    fn target(&mut self, depth: usize) -> HandoutTarget {
        match self.dice.below(if depth == 0 { 2 } else { 3 }) {
            1 => HandoutTarget::Web(self.string()),
            2 => HandoutTarget::ByLanguage(self.map(Self::language, |maker| maker.target(depth - 1))),
            _ => HandoutTarget::File(self.string()),
        }
    }

    fn scene(&mut self) -> Scene {
        Scene {
            title: self.text(),
            note: self.string(),
            themes: self.list(2, Self::id),
            media: self.media(2),
            music: match self.dice.below(3) {
                1 => SceneMusic::Own(self.bed()),
                2 => SceneMusic::Off,
                _ => SceneMusic::Story,
            },
            offers: self.list(2, Self::id),
            question: self.perhaps(Self::question),
            then: self.perhaps(|maker| maker.branch(3)),
        }
    }

    fn media(&mut self, depth: usize) -> Media {
        match self.dice.below(if depth == 0 { 3 } else { 4 }) {
            1 => Media::Video(Video {
                file: self.string(),
                from: self.perhaps(Self::time),
                to: self.perhaps(Self::time),
                sound: self.perhaps(Self::string),
                captions: self.map(Self::language, Self::string),
                gain_db: self.number(),
            }),
            2 => Media::Still(Still {
                file: self.string(),
                alt: self.text(),
                lasts: self.perhaps(Self::length),
                sound: self.perhaps(Self::string),
                captions: self.map(Self::language, Self::string),
                gain_db: self.number(),
            }),
            3 => Media::ByLanguage(self.map(Self::language, |maker| maker.media(depth - 1))),
            _ => Media::Nothing,
        }
    }

    fn question(&mut self) -> Question {
        Question {
            id: self.id(),
            prompt: self.text(),
            again: self.text(),
            themes: self.list(2, Self::id),
            when: self.perhaps(|maker| maker.condition(2)),
            shown: match self.dice.below(4) {
                1 => Shown::PauseAt(self.time()),
                2 => Shown::During { from: self.time(), cut: Cut::AtOnce },
                3 => Shown::During { from: self.time(), cut: Cut::AtEnd },
                _ => Shown::AtEnd,
            },
            meanwhile: match self.dice.below(3) {
                1 => Meanwhile::Hold,
                2 => Meanwhile::Loop(Box::new(self.media(1))),
                _ => Meanwhile::Waiting,
            },
            limit: match self.dice.below(3) {
                1 => Limit::Seconds(self.count()),
                2 => Limit::ClipEnd,
                _ => Limit::Off,
            },
            skip: self.dice.once_in(2),
            place: self.one(&[Place::LowerThird, Place::Side, Place::Full, Place::OnPicture]),
            answers: self.answers(),
        }
    }

    fn answers(&mut self) -> Answers {
        match self.dice.below(5) {
            1 => Answers::SeveralOf(SeveralOf {
                choices: self.list(3, Self::choice),
                at_least: self.count(),
                at_most: self.perhaps(Self::count),
            }),
            2 => Answers::Scale(Scale {
                from: self.number(),
                to: self.number(),
                low: self.text(),
                high: self.text(),
                worry: self.perhaps(Self::bound),
            }),
            3 => Answers::Words(Words { at_most: self.count(), hint: self.text() }),
            4 => Answers::Contact,
            _ => Answers::OneOf(self.list(4, Self::choice)),
        }
    }

    fn choice(&mut self) -> Choice {
        Choice {
            id: self.id(),
            text: self.text(),
            themes: self.list(2, Self::id),
            worry: self.dice.once_in(2),
            when: self.perhaps(|maker| maker.condition(2)),
            set: self.list(2, |maker| {
                if maker.dice.once_in(2) {
                    SetVariable::Add(maker.id(), maker.number())
                } else {
                    SetVariable::Set(maker.id(), maker.value())
                }
            }),
            then: self.perhaps(|maker| maker.branch(2)),
            area: self.perhaps(|maker| Area {
                x: maker.count(),
                y: maker.count(),
                w: maker.count(),
                h: maker.count(),
            }),
        }
    }

    fn value(&mut self) -> VariableValue {
        if self.dice.once_in(2) {
            VariableValue::Flag(self.dice.once_in(2))
        } else {
            VariableValue::Number(self.number())
        }
    }

    fn branch(&mut self, depth: usize) -> Branch {
        match self.dice.below(if depth == 0 { 4 } else { 6 }) {
            1 => Branch::Goto(self.id()),
            2 => Branch::Visit(self.id()),
            3 => Branch::End(self.id()),
            4 => Branch::Via(self.id(), Box::new(self.branch(depth - 1))),
            5 => Branch::When {
                cases: self.list(3, |maker| Case { when: maker.condition(2), then: maker.branch(depth - 1) }),
                otherwise: Box::new(self.branch(depth - 1)),
            },
            _ => Branch::Return,
        }
    }

    fn condition(&mut self, depth: usize) -> Condition {
        match self.dice.below(if depth == 0 { 8 } else { 12 }) {
            1 => Condition::Visits(self.id(), self.bound()),
            2 => Condition::Answered(self.id()),
            3 => Condition::Chose(self.id(), self.id()),
            4 => Condition::Latest(self.id(), self.id()),
            5 => Condition::Scale(self.id(), self.bound()),
            6 => Condition::Number(self.id(), self.bound()),
            7 => Condition::Flag(self.id()),
            8 => Condition::All(self.list(3, |maker| maker.condition(depth - 1))),
            9 => Condition::Any(self.list(3, |maker| maker.condition(depth - 1))),
            10 => Condition::Not(Box::new(self.condition(depth - 1))),
            11 => Condition::Count(self.list(3, |maker| maker.condition(depth - 1)), self.bound()),
            _ => Condition::Visited(self.id()),
        }
    }

    fn bound(&mut self) -> Is {
        let number = self.number();
        self.one(&[Is::Exactly(number), Is::AtLeast(number), Is::AtMost(number)])
    }
}
