//! Every kind of diagnostic, in one table. `docs/diagnostics.md` is made from it.

use super::Severity;

/// Names one kind of diagnostic, such as `E101`. Codes never change their meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

/// What a code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeEntry {
    /// The code.
    pub code: Code,
    /// A few words.
    pub title: &'static str,
    /// Why it matters and what to do.
    pub explanation: &'static str,
    /// A piece of a story that has it; empty where it is no matter of text.
    pub example: &'static str,
}

impl Code {
    /// A letter and three digits.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.0
    }

    /// Error, warning or note, by the letter.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self.0.as_bytes().first() {
            Some(b'E') => Severity::Error,
            Some(b'W') => Severity::Warning,
            _ => Severity::Note,
        }
    }

    /// The code written so; `None` when there is none.
    #[must_use]
    pub fn find(id: &str) -> Option<Self> {
        ALL.iter().map(|entry| entry.code).find(|code| code.0 == id)
    }

    /// What it means.
    #[must_use]
    pub fn entry(self) -> Option<&'static CodeEntry> {
        ALL.iter().find(|entry| entry.code == self)
    }
}

impl core::fmt::Display for Code {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.0)
    }
}

macro_rules! codes {
    ($($name:ident $id:literal $title:literal, $explanation:literal, $example:literal;)*) => {
        $(#[doc = $title] pub const $name: Code = Code($id);)*

        /// All codes, in the order of the documentation.
        pub const ALL: &[CodeEntry] = &[$(
            CodeEntry { code: $name, title: $title, explanation: $explanation, example: $example },
        )*];
    };
}

codes! {
    NOT_UTF8 "E001" "the file is not UTF-8 text",
        "A story is a text file in UTF-8. A byte order mark at its beginning is allowed.", "";
    TOO_LARGE "E002" "the file is too large",
        "A story may have 8 MiB of RON.", "";
    TOO_DEEP "E003" "brackets nest too deep",
        "Brackets may nest 64 deep. Ordinary stories need about fifteen.", "Not(Not(Not( … )))";
    SYNTAX "E004" "the text is not RON",
        "A bracket, comma or quotation mark is missing or in excess. The line and column say where reading stopped; the fault is there or a little before. A bracket that is never closed is named with its own place.",
        "title: {\"en\": \"Welcome}";
    SHAPE "E005" "something else is expected here",
        "The text is RON, but this value has another shape than the model asks for: a text instead of a number, a name that no kind has, a field that is missing.",
        "title: \"Welcome\"";
    UNKNOWN_FIELD "E006" "there is no such field",
        "Fields that nobody reads are probably misspelt, so they are refused. The message lists the fields there are.",
        "Scene(tilte: {\"en\": \"Welcome\"})";
    KEY_TWICE "E007" "a key or field is given twice",
        "Two scenes, texts, themes or other entries of one map have the same key, or a field is written twice. Only one of them could be kept, so neither is chosen.",
        "{\"en\": \"Yes\", \"en\": \"No\"}";
    NEWER_FORMAT "E008" "the story needs a newer program",
        "Its format number is greater than this program knows. Open it with a newer Edamichi.", "format: 2";
    NO_FORMAT "E009" "the format is missing or 0",
        "Every story begins with its format number, so that later programs know how to read it.", "Story(id: \"hub\", …)";
    TOO_MANY_SCENES "E010" "there are too many scenes",
        "A story may have 10,000 scenes.", "";
    TEXT_TOO_LONG "E011" "a text is too long",
        "One text may have 64 KiB of UTF-8.", "";
    BAD_ID "E012" "an id has a wrong form",
        "Ids are 1 to 64 of a–z, 0–9 and `-`, and begin with a letter or digit. They are names for statistics, not labels: titles and texts may have any characters.",
        "id: \"First day\"";
    BAD_LANGUAGE "E013" "a language tag has a wrong form",
        "Languages are written as BCP 47 tags.", "languages: [\"日本語\"]";
    BAD_TIME "E014" "a time has a wrong form",
        "Times are minutes, seconds and milliseconds, `\"01:05.250\"`, with hours in front when needed; a `-` in front counts from the clip's end. How long a still lasts has no sign.",
        "lasts: \"2s\"";
    BAD_COLOUR "E015" "a colour has a wrong form",
        "Colours are written `#rrggbb`.", "colour: \"green\"";

    TOO_MANY_PARTS "E016" "there are too many languages or choices",
        "A story may have 100 languages, a question 200 choices.", "";

    UNKNOWN_SCENE "E101" "there is no such scene",
        "A branch or condition names a scene that the story does not have.", "then: Goto(\"nowhere\")";
    UNKNOWN_ENDING "E102" "there is no such ending",
        "A branch ends the story at an ending that it does not have.", "then: End(\"nowhere\")";
    UNKNOWN_THEME "E103" "there is no such theme",
        "A scene, question or choice names a theme that the story does not declare.", "themes: [\"peopel\"]";
    UNKNOWN_QUESTION "E104" "there is no such question",
        "A condition names a question that no scene asks.", "when: Answered(\"nothing\")";
    UNKNOWN_CHOICE "E105" "there is no such choice",
        "A condition names a choice that the question does not have.", "when: Chose(\"mind\", \"nothing\")";
    UNKNOWN_VARIABLE "E106" "there is no such variable",
        "A condition or choice names a variable that the story does not declare.", "set: [Add(\"points\", 1)]";
    WRONG_VARIABLE "E107" "the variable is of the other kind",
        "A number is used as a flag, or a flag as a number.", "variables: {\"met\": Flag(false)} … when: Number(\"met\", AtLeast(1))";
    UNKNOWN_HANDOUT "E108" "there is no such handout",
        "A scene or ending offers a handout that the story does not have.", "offers: [\"guide\"]";
    WRONG_QUESTION "E109" "the question is of another kind",
        "`Scale` is asked of a question that is no scale, or `Chose` and `Latest` of one without choices.",
        "when: Scale(\"mind\", AtMost(2))";
    NO_START "E110" "the start scene is missing",
        "The story begins at a scene that it does not have.", "start: \"welcom\"";
    NO_LANGUAGES "E111" "no language is declared",
        "A story declares the languages it is told in; the first is the fallback.", "languages: []";
    LANGUAGE_TWICE "E112" "a language is declared twice",
        "Capitals make no difference in language tags.", "languages: [\"en\", \"EN\"]";
    QUESTION_TWICE "E113" "two questions have the same id",
        "Question ids are unique in a story, since conditions and statistics name them without their scene.", "";
    CHOICE_TWICE "E114" "two choices of a question have the same id",
        "Choice ids are unique in their question.", "";
    NO_SCENES "E115" "the story has no scene",
        "A story needs at least the scene it starts with.", "scenes: {}";

    NO_WAY_ON "E201" "the story can get stuck here",
        "The scene can go on without any choice's own branch (the question is skipped, its time runs out, it has nothing to show, its answer has no branch, or there is none), but it has no `then`.",
        "\"welcome\": Scene(media: Video(file: \"media/welcome.mp4\"))";
    NO_END "E202" "no end can be reached from here",
        "Whatever a viewer does, the story goes round for ever.", "\"a\": Scene(then: Goto(\"b\")), \"b\": Scene(then: Goto(\"a\"))";
    EMPTY_CYCLE "E203" "a cycle shows and asks nothing",
        "These scenes lead to each other with neither media that takes time nor a question, so that nothing would ever be seen. The player stops after 256 such steps.",
        "\"a\": Scene(then: Goto(\"a\"))";
    RETURN_TO_NOTHING "E204" "a Return has nothing to return to",
        "The scene can be reached without a detour (`Visit` or `Via`), and then `Return` leads nowhere.",
        "start: \"a\", scenes: {\"a\": Scene(then: Return)}";
    VISIT_WITHOUT_QUESTION "E205" "a Visit where no question can reopen",
        "`Visit` comes back to the scene's question, but this scene has none. `Via(scene, branch)` goes on with a branch of its own.",
        "\"a\": Scene(then: Visit(\"b\"))";
    THEN_IN_SEVERAL "E206" "a choice of SeveralOf has a branch",
        "Several choices could each lead elsewhere. Use the scene's `then` with `When` and `Latest`.",
        "SeveralOf(choices: [Choice(id: \"a\", text: {\"en\": \"A\"}, then: Return)])";

    NO_CHOICES "E301" "a question has no choices",
        "`OneOf` and `SeveralOf` need at least one choice.", "answers: OneOf([])";
    NEVER_ANY_CHOICE "E302" "a question can show no choice",
        "Every choice has a condition that can never hold.", "";
    BAD_BOUNDS "E303" "the bounds of a question contradict each other",
        "`at_least` and `at_most` of SeveralOf must fit each other and the number of choices; `at_most` of Words is at least 1.",
        "SeveralOf(choices: [ … ], at_least: 3, at_most: 2)";
    BAD_SCALE "E304" "a scale has no room",
        "A scale goes from a smaller number to a greater one, with at most 100 steps.", "Scale(from: 5, to: 1, … )";
    CLIP_END_ALONE "E305" "ClipEnd without During",
        "`limit: ClipEnd` closes the question with the clip, so the question must be shown `During` it.", "shown: AtEnd, limit: ClipEnd";
    TIMED_WITHOUT_MEDIA "E306" "a timed question without media",
        "`PauseAt` and `During` need media that takes time.", "Scene(question: Question(shown: PauseAt(\"00:05.000\"), … ))";
    NO_CONTACT "E307" "contact is asked for, but nobody answers",
        "A contact question needs the story's `contact`.", "answers: Contact";
    CARE_ON_HIDDEN_STATE "E308" "a care signal uses variables or visits",
        "Care signals rest on stated answers only. A hidden sum of worries would be a score of a person, which this product never makes.",
        "care: {\"x\": Care(when: Number(\"worries\", AtLeast(3)), … )}";
    ZERO_LIMIT "E309" "a time limit of no time",
        "Nobody can answer in 0 seconds.", "limit: Seconds(0)";
    NESTED_LANGUAGES "E310" "ByLanguage inside ByLanguage",
        "A language is chosen once.", "ByLanguage({\"ja\": ByLanguage({ … })})";

    PATH_OUTSIDE "E501" "a path leaves the story's folder",
        "Files are named relative to the story's folder, with `/` between folders, and lie in it: no absolute paths, no `..`, no `\\`, no drive letters, no URLs.",
        "Video(file: \"../welcome.mp4\")";
    MISSING_FILE "E502" "a file is missing or cannot be read",
        "The story names a file that is not there, or that may not be read.", "";
    UNDECODABLE "E503" "a file cannot be decoded",
        "The file is there, but no picture or sound can be made of it.", "";
    BAD_CAPTIONS "E504" "captions cannot be read",
        "Captions are WebVTT or SRT files in UTF-8.", "";
    OUTSIDE_CLIP "E505" "a trim lies outside the clip",
        "`from` and `to` lie within the file, `from` before `to`.", "Video(file: \"media/8-seconds.mp4\", from: \"00:09.000\")";
    LATE_QUESTION "E506" "a question opens later than its clip ends",
        "`PauseAt` and `During` name a time within the scene's media.", "shown: PauseAt(\"01:00.000\")";
    NO_PICTURE "E507" "a clip has no picture",
        "`Video` and `Still` need a file with a picture; for sound alone use a `Still` with `sound`.", "";
    NO_SOUND "E508" "a sound file has no sound",
        "`sound` and `music` need a file with sound.", "";
    EMPTY_LOOP "E509" "what is looped takes no time",
        "`Loop` and the story's `waiting` clip need something to show.", "meanwhile: Loop(Nothing)";

    UNREACHABLE "W201" "a scene can never be reached",
        "No branch that starts at the story's beginning leads here.", "";
    THEN_NEVER "W202" "a way on is never taken",
        "Every way out of the question has its own branch, so the scene's `then` is never used.", "";
    MAYBE_RETURN "W203" "a Return may have nothing to return to",
        "The scene can be reached without a detour, and a condition decides whether `Return` is taken. If it is taken then, the story ends.", "";
    NEVER_HOLDS "W401" "a condition can never hold",
        "It asks for something that cannot happen: a visit to a scene that cannot be reached, a number out of the scale's range, or things that contradict each other.",
        "when: All([Flag(\"met\"), Not(Flag(\"met\"))])";
    NOT_SCALE "W402" "Not(Scale(…)) also holds without an answer",
        "A scale that was never answered keeps no bound, so its negation holds. Add `Answered` if an answer is meant.",
        "when: Not(Scale(\"joining\", AtMost(2)))";
    NO_WAITING "W301" "a time limit with no waiting clip",
        "While time runs, a picture that stands still looks broken. Give the story a `waiting` clip or the question a `meanwhile`; write `meanwhile: Hold` if the still picture is meant.",
        "limit: Seconds(10)";
    MISSING_TEXT "W311" "a text is missing in a declared language",
        "Viewers in that language see it in another one.", "languages: [\"ja\", \"en\"], title: {\"ja\": \"ようこそ\"}";
    UNDECLARED_LANGUAGE "W312" "a text is in a language that is not declared",
        "Nobody can choose that language, so it is never shown.", "languages: [\"ja\"], title: {\"ja\": \"ようこそ\", \"en\": \"Welcome\"}";
    MISSING_CAPTIONS "W313" "captions are missing in a declared language",
        "Media with sound needs captions for those who cannot hear it.", "";
    MISSING_MEDIA "W314" "media is missing in a declared language",
        "`ByLanguage` has nothing for that language; its viewers get another language's media.", "";
    BAD_WORRY "W315" "a worry is out of the scale's range",
        "No answer on the scale can be counted as this worry.", "Scale(from: 1, to: 5, worry: AtLeast(6), … )";
    FEWER_SHOWN "W316" "fewer choices may be shown than must be chosen",
        "SeveralOf asks for more choices than are shown whatever their conditions; then all that are shown must be chosen.",
        "SeveralOf(choices: [Choice( … when: … )], at_least: 1)";
    ENDING_WITHOUT_CONTACT "W317" "an ending offers contact, but nobody answers",
        "An ending with `contact: true` offers nothing while the story has no `contact`.",
        "endings: {\"done\": Ending(title: {\"en\": \"Thank you\"}, contact: true)}";
    DAMAGED_INSIDE "W501" "a clip is damaged part-way",
        "It opens and begins, but breaks off or has damage further on, which `edamichi index` found by reading it to its end. What can be decoded is shown; the story then goes on.", "";
    UNUSED_VARIABLE "W601" "a variable is never used",
        "No condition asks for it.", "";
    UNUSED_ENDING "W602" "an ending is never reached",
        "No branch of a scene that can be reached leads to it.", "";
    UNUSED_CONTACT "W603" "contact is declared but never offered",
        "No question and no ending offers it.", "";
    UNUSED_HANDOUT "W604" "a handout is never offered",
        "No scene and no ending offers it.", "";
    UNUSED_THEME "W605" "a theme is never used",
        "No scene, question or choice is about it.", "";
    UNUSED_WAITING "W606" "the waiting clip is never shown",
        "No question waits with it.", "";
    UNUSED_MEDIA "W607" "a file lies in the story's folder but is not used",
        "Nothing in the story names it.", "";

    ON_PICTURE_LATER "N701" "OnPicture is not supported yet",
        "The question is drawn over the lower third instead.", "place: OnPicture";
    AREA_LATER "N702" "area is not supported yet",
        "The choice is listed with the others.", "area: (x: 100, y: 400, w: 250, h: 300)";
    WEB_LATER "N703" "Web handouts are not supported yet",
        "The handout is not offered.", "to: Web(\"https://example.com\")";
    NOT_INDEXED "N704" "media without an import index",
        "`edamichi index`, or *Play › Prepare the clips* in the editor, reads every clip once to its end. Clips in the index open faster, are all equally loud, and damage late in them is known. Without it they play as they are.", "";
    STALE_INDEX "N705" "the import index is out of date",
        "The file changed since it was indexed, or what the index says of it cannot be true. That part of the index is ignored: the clip plays as without. `edamichi index` makes it again, or the editor's *Play › Prepare the clips*.", "";
}
