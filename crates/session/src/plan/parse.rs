//! Reading plan files.

use choice_log::Consent;
use media_time::MediaDuration;
use scene_graph::{ChoiceId, ClipTime, Language, SceneId};

/// What a scripted viewer does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// In the order of the file.
    pub steps: Vec<PlannedStep>,
}

/// A step and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedStep {
    /// The line in the file, from 1.
    pub line: usize,
    /// The step.
    pub step: Step,
}

/// One step of a plan.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// Answers with one choice.
    Choose(ChoiceId),
    /// Answers with a number.
    Scale(i32),
    /// Answers with several choices.
    Several(Vec<ChoiceId>),
    /// Answers with words.
    Words(String),
    /// Would rather not say.
    Skip,
    /// Makes a contact request.
    Contact(String),
    /// Lets the limit run out.
    WaitLimit,
    /// Lets time pass.
    Wait(MediaDuration),
    /// Goes back.
    Back,
    /// Begins again.
    Restart,
    /// Goes to a scene that was seen.
    Jump(SceneId),
    /// Goes to a time of the clip.
    Seek(ClipTime),
    /// Changes the language.
    Language(Language),
    /// Changes what was agreed to.
    Consent(Consent),
    /// Leaves.
    Leave,
}

/// A line that is no step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the plan: {message}")]
pub struct PlanError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it and what to write instead.
    pub message: String,
}

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    /// [`PlanError`] names the first line that is no step; the caller shows it and does not play.
    pub fn parse(text: &str) -> Result<Self, PlanError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut steps = Vec::new();
        for (before, written) in text.lines().enumerate() {
            let (line, written) = (before + 1, written.trim());
            if !written.is_empty() && !written.starts_with('#') {
                let step = step(written).map_err(|message| PlanError { line, message })?;
                steps.push(PlannedStep { line, step });
            }
        }
        Ok(Self { steps })
    }
}

fn step(written: &str) -> Result<Step, String> {
    let (word, rest) = written.split_once(char::is_whitespace).unwrap_or((written, ""));
    let rest = rest.trim();
    let alone = |step| if rest.is_empty() { Ok(step) } else { Err(format!("nothing follows \"{word}\"")) };
    match word {
        "choose" => id(rest, "choose CHOICE").map(Step::Choose),
        "scale" => {
            rest.parse().map(Step::Scale).map_err(|_| "write \"scale N\" with a whole number".to_owned())
        }
        "several" if rest.is_empty() => Ok(Step::Several(Vec::new())),
        "several" => {
            let ids = rest.split(',').map(|one| id(one.trim(), "several CHOICE,CHOICE"));
            ids.collect::<Result<_, _>>().map(Step::Several)
        }
        "words" => json(rest, word).map(Step::Words),
        "contact" => json(rest, word).map(Step::Contact),
        "skip" => alone(Step::Skip),
        "wait-limit" => alone(Step::WaitLimit),
        "wait" => wait(rest).map(Step::Wait),
        "back" => alone(Step::Back),
        "restart" => alone(Step::Restart),
        "leave" => alone(Step::Leave),
        "jump" => SceneId::new(rest)
            .map(Step::Jump)
            .map_err(|fault| format!("write \"jump SCENE\" with a scene's id: {fault}")),
        "seek" => seek(rest).map(Step::Seek),
        "language" if rest.is_empty() || rest.contains(char::is_whitespace) => {
            Err("write \"language TAG\" with a language such as ja".to_owned())
        }
        "language" => Ok(Step::Language(Language::new(rest))),
        "consent" => parse_consent(rest).map(Step::Consent),
        _ => Err(format!(
            "\"{word}\" is no step; there are choose, scale, several, words, skip, contact, back, restart, \
             jump, seek, wait, wait-limit, language, consent and leave"
        )),
    }
}

fn id(text: &str, form: &str) -> Result<ChoiceId, String> {
    ChoiceId::new(text).map_err(|fault| format!("write \"{form}\" with a choice's id: {fault}"))
}

fn json(text: &str, word: &str) -> Result<String, String> {
    serde_json::from_str(text)
        .map_err(|_| format!("write the words as a JSON string: {word} \"I have a question\""))
}

fn wait(text: &str) -> Result<MediaDuration, String> {
    let fault = || "write \"wait 2s\" or \"wait 500ms\"".to_owned();
    let (number, scale) = match text.strip_suffix("ms") {
        Some(number) => (number, 1),
        None => (text.strip_suffix('s').ok_or_else(fault)?, 1_000),
    };
    let number: u32 = number.trim().parse().map_err(|_| fault())?;
    Ok(MediaDuration::from_millis(i64::from(number) * scale))
}

fn seek(text: &str) -> Result<ClipTime, String> {
    let time: MediaDuration = text.parse().map_err(|fault| format!("{fault}"))?;
    let before_end = text.starts_with('-');
    Ok(if before_end { ClipTime::BeforeEnd(-time) } else { ClipTime::AfterStart(time) })
}

/// Reads what may be recorded: `none`, `statistics`, `follow-up`, or both with a comma.
///
/// # Errors
/// What to write instead.
pub fn parse_consent(list: &str) -> Result<Consent, String> {
    let mut consent = Consent::NONE;
    if list == "none" {
        return Ok(consent);
    }
    for scope in list.split(',') {
        match scope.trim() {
            "statistics" => consent.statistics = true,
            "follow-up" => consent.follow_up = true,
            other => {
                let rule = "write none, statistics, follow-up, or both with a comma";
                return Err(format!("\"{other}\" is nothing to agree to; {rule}"));
            }
        }
    }
    Ok(consent)
}
