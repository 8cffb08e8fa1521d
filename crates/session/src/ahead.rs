//! The questions that may be asked next, so that their pages can be made ready before they open.

use crate::{QuestionView, Session};

/// More than a viewer can choose between at once.
const MOST: usize = 9;

/// Answers that are tried: of a long scale not all.
const TRIES: usize = 24;

/// Scenes without a question that are followed through, on each way.
const SCENES: usize = 8;

impl Session {
    /// The questions that may open next, the nearest first: the one that the present scene leads to,
    /// and those that its answers lead to, at most nine. As they would look if they opened now: a
    /// limit is at its beginning, a `visited` mark may still be missing. None twice. Of a long scale
    /// not every answer is tried.
    ///
    /// Where a question opens in the middle of a clip that is not open yet, it is foreseen as asked
    /// at that clip's end, if at all.
    #[must_use]
    pub fn questions_ahead(&self) -> Vec<QuestionView> {
        let mut found: Vec<QuestionView> = Vec::new();
        if self.state.left || self.state.scene_place().is_none() {
            return found;
        }
        let mut asking = self.clone().without_records();
        asking.state.paused = false;
        if asking.state.open().is_none() {
            found.extend(asking.play_to_any_question());
        }
        let Some(question) = asking.asked() else { return found };
        for (_, input) in asking.ways(question).into_iter().take(TRIES) {
            if found.len() >= MOST {
                break;
            }
            let mut trial = asking.clone();
            if trial.apply(trial.still(), input).is_err() {
                continue;
            }
            // An answer that waits for the clip's end.
            if trial.state.open().is_some() && trial.questions_opened() == asking.questions_opened() {
                trial.play_to_end();
            }
            found.extend(trial.play_to_any_question().filter(|view| !found.contains(view)));
        }
        found
    }

    /// Goes on until a question is open; `None` when the story ends before, or that is far off.
    fn play_to_any_question(&mut self) -> Option<QuestionView> {
        for _ in 0..SCENES {
            if self.state.open().is_some() {
                return self.question();
            }
            self.scene()?;
            self.play_to_question();
        }
        self.question()
    }
}
