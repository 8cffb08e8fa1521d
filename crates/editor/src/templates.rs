//! Stories to begin with, which are part of the program: one for each follow-up step, one for the five
//! worries, and a plain first one. Each plays as it is, with pictures where a company's own clips will be.

use scene_graph::{Language, Story, load};

/// A story to begin with.
pub struct Template {
    /// Its name, on the command line and in requests.
    pub id: &'static str,
    name: InBoth,
    about: InBoth,
    files: &'static [(&'static str, &'static [u8])],
    /// Its first picture, small, as a PNG: 320 pixels wide.
    pub start: &'static [u8],
}

/// In English and in Japanese.
struct InBoth {
    en: &'static str,
    ja: &'static str,
}

impl InBoth {
    fn get(&self, language: &Language) -> &'static str {
        if language.as_str().split('-').next() == Some("ja") { self.ja } else { self.en }
    }
}

/// A template's language cannot be put first.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the templates are written in ja and en, not in \"{0}\"")]
pub struct NoSuchLanguage(pub String);

/// Where a story is kept in its folder.
const STORY: &str = "story.ron";

/// A template's names, and its scenes that have a picture.
macro_rules! template {
    ($id:literal, $en:literal $about_en:literal, $ja:literal $about_ja:literal, [$($scene:literal)*]) => {
        Template {
            id: $id,
            name: InBoth { en: $en, ja: $ja },
            about: InBoth { en: $about_en, ja: $about_ja },
            files: &[
                (STORY, include_bytes!(concat!("../../../assets/templates/", $id, "/story.ron"))),
                ("media-index.ron", include_bytes!(concat!("../../../assets/templates/", $id, "/media-index.ron"))),
                $((
                    concat!("media/", $scene, ".png"),
                    include_bytes!(concat!("../../../assets/templates/", $id, "/media/", $scene, ".png")),
                ),)*
            ],
            start: include_bytes!(concat!("../../../assets/templates/start/", $id, ".png")),
        }
    };
}

const ALL: &[Template] = &[
    template!("first-story",
        "A first story" "Four scenes that show how a question leads to clips and back.",
        "はじめての枝道" "質問から動画へ進み、また質問に戻る、4シーンの小さな例です。",
        ["welcome" "people" "work" "thanks"]),
    template!("just-offered",
        "Just after the offer" "Says why you chose them, with a word from an interviewer and the team.",
        "内定の直後に" "選んだ理由と歓迎の気持ちを、面接官や先輩の言葉で伝えます。",
        ["welcome" "interviewer" "team" "first-work" "feeling" "next"]),
    template!("keeping-in-touch",
        "News after acceptance" "A monthly letter: what is going on, a round-table, those who join too.",
        "承諾から三か月前まで：内定者だより" "会社のいま、先輩の座談会、同期の紹介を、毎月のたよりとして届けます。",
        ["welcome" "news" "round-table" "peers" "path" "next-time"]),
    template!("getting-ready",
        "Two to one months before" "Papers, the future manager, and expectations on both sides.",
        "二か月前から一か月前：入社に向けて" "書類の準備、上司からの話、お互いの期待のすり合わせを扱います。",
        ["welcome" "papers" "papers-help" "manager" "a-day" "expectations"]),
    template!("last-weeks",
        "The last weeks" "Schedule, what to bring, the way there, and a last question.",
        "直前の一、二週間：もうすぐ入社日" "当日の予定と持ち物、行き方を確かめ、最後の質問を受けます。",
        ["welcome" "schedule" "bring" "way" "who" "last-question" "see-you"]),
    template!("first-week",
        "The first day and week" "A short look back each day, with help on hard days.",
        "初日と最初の一週間：毎日のふりかえり" "一日の終わりに短くふりかえり、つらい日には先輩の話を届けます。",
        ["welcome" "hard-day" "look-back" "good-night"]),
    template!("after-joining",
        "After joining" "Did it turn out as pictured, and would they like to talk?",
        "入社後：期待とのずれを聞く" "思い描いていたことと比べてどうだったかを聞き、話す機会につなげます。",
        ["welcome" "gap" "people-talk" "work-talk" "career-talk" "good" "support"]),
    template!("five-worries",
        "The five worries" "People, work, career, doubt and news: each with a clip and a way to talk.",
        "五つの不安に答える" "人間関係、仕事、キャリア、他社との迷い、情報不足に、ひとつずつ答えます。",
        ["welcome" "relationships" "job-content" "career" "comparison" "information" "joining" "offer-talk"]),
];

/// All templates, the plain one first, then in the order of the follow-up.
#[must_use]
pub fn all() -> &'static [Template] {
    ALL
}

/// The template of that id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Template> {
    ALL.iter().find(|template| template.id == id)
}

impl Template {
    /// What it is called, in Japanese for `ja…`, else in English.
    #[must_use]
    pub fn name(&self, language: &Language) -> &'static str {
        self.name.get(language)
    }

    /// What it is for, in one sentence.
    #[must_use]
    pub fn about(&self, language: &Language) -> &'static str {
        self.about.get(language)
    }

    /// Its story as it is kept.
    #[must_use]
    pub fn story(&self) -> Option<Story> {
        let (_, text) = self.files.iter().find(|(name, _)| *name == STORY)?;
        load::read(text).ok()
    }

    /// The files of a new folder, story and all, by their paths within it; this language is the first of
    /// the story. The story's text is as it was written, with its comments, where that is possible.
    ///
    /// # Errors
    /// When the template is not written in that language.
    pub fn files(&self, language: &Language) -> Result<Vec<(&'static str, Vec<u8>)>, NoSuchLanguage> {
        let no_such = || NoSuchLanguage(language.to_string());
        let mut story = self.story().ok_or_else(no_such)?;
        let at = story.languages.iter().position(|known| known == language).ok_or_else(no_such)?;
        let text = (at > 0).then(|| {
            story.languages.swap(0, at);
            scene_graph::write(&story).into_bytes()
        });
        let file = |(name, bytes): &(&'static str, &[u8])| match &text {
            Some(text) if *name == STORY => (*name, text.clone()),
            _ => (*name, bytes.to_vec()),
        };
        Ok(self.files.iter().map(file).collect())
    }
}
