//! Stories made of bench clips, for the real program to play.

use anyhow::{Context as _, Result};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// How a scene goes on. Scenes are told by their place in the list.
#[derive(Clone, Debug)]
pub enum Then {
    /// By itself, when its clip is over.
    By(usize),
    /// By the answer that the viewer gives while the clip plays; the choices, from key 1 on.
    Answer {
        /// The cut comes with the answer, not at the clip's end.
        at_once: bool,
        /// Where each choice leads.
        to: Vec<usize>,
    },
    /// By the answer to a long Japanese question with a page of its own, which opens so many
    /// milliseconds after the clip's beginning while it plays on, or (`None`) at its end, where the
    /// last picture is held.
    Asked {
        /// When it opens.
        from: Option<u32>,
    },
}

/// Of different letters: each has to be drawn once. (Sentences for measuring, of no company.)
const ASKED: (&str, [&str; 4]) = (
    "入社を前に、いま一番気になっていることを教えてください",
    [
        "配属先の人間関係や社風、先輩との距離感",
        "具体的な仕事内容と最初の半年の過ごし方",
        "将来のキャリアや評価制度、研修の中身",
        "他社と比べて迷っている条件や勤務地",
    ],
);

/// Writes a story of scenes, each a clip and how it goes on, into a fresh folder. The clips are
/// linked, not copied, where the file system can.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(folder: &Path, scenes: &[(PathBuf, Then)]) -> Result<()> {
    let media = folder.join("media");
    std::fs::create_dir_all(&media).with_context(|| media.display().to_string())?;
    let mut text = String::from(
        "Story(\n    format: 1, id: \"bench\", title: {\"en\": \"Bench\"}, languages: [\"en\"],\n    \
         endings: {\"bye\": Ending(title: {\"en\": \"Bye\"})},\n    start: \"s0\",\n    scenes: {\n",
    );
    for (nth, (clip, then)) in scenes.iter().enumerate() {
        let link = media.join(format!("{nth}.mp4"));
        if std::fs::hard_link(clip, &link).is_err() {
            std::fs::copy(clip, &link).with_context(|| link.display().to_string())?;
        }
        let _ = writeln!(
            text,
            "        \"s{nth}\": Scene(media: Video(file: \"media/{nth}.mp4\"), {}),",
            goes_on(nth, then)
        );
    }
    text.push_str("    },\n)\n");
    std::fs::write(folder.join("story.ron"), text)?;
    Ok(())
}

fn goes_on(nth: usize, then: &Then) -> String {
    match then {
        // The checks ask that an end can be reached. Who leaves a scene has visited it: none is.
        Then::By(next) => format!(
            "then: When(cases: [(when: Not(Visited(\"s{nth}\")), then: End(\"bye\"))], otherwise: Goto(\"s{next}\"))"
        ),
        Then::Asked { from } => {
            let (prompt, texts) = ASKED;
            let mut choices = String::new();
            for (place, text) in texts.iter().enumerate() {
                let _ = write!(
                    choices,
                    "Choice(id: \"c{place}\", text: {{\"en\": \"{text}\"}}, then: End(\"bye\")), "
                );
            }
            let shown = match from {
                Some(millis) => {
                    format!(
                        "During(from: \"{:02}:{:02}.{:03}\")",
                        millis / 60_000,
                        millis / 1_000 % 60,
                        millis % 1_000
                    )
                }
                None => "AtEnd".to_owned(),
            };
            format!(
                "question: Question(id: \"q{nth}\", prompt: {{\"en\": \"{prompt}\"}}, shown: {shown}, \
                 meanwhile: Hold, answers: OneOf([{choices}]))"
            )
        }
        Then::Answer { at_once, to } => {
            let mut choices = String::new();
            for (place, next) in to.iter().enumerate() {
                let _ = write!(
                    choices,
                    "Choice(id: \"c{place}\", text: {{\"en\": \"On to {next}\"}}, then: Goto(\"s{next}\")), "
                );
            }
            choices.push_str("Choice(id: \"end\", text: {\"en\": \"End\"}, then: End(\"bye\"))");
            let cut = if *at_once { "AtOnce" } else { "AtEnd" };
            format!(
                "question: Question(id: \"q{nth}\", prompt: {{\"en\": \"Where to?\"}}, shown: During(from: \
                 \"00:00.060\", cut: {cut}), answers: OneOf([{choices}]))"
            )
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_a_story_without_errors() {
        let folder = tempfile::tempdir().unwrap();
        let clip = folder.path().join("clip.mp4");
        std::fs::write(&clip, "not looked at").unwrap();
        let scenes = [
            (clip.clone(), Then::By(1)),
            (clip.clone(), Then::Answer { at_once: true, to: vec![0, 2] }),
            (clip.clone(), Then::Answer { at_once: false, to: vec![0, 3, 4] }),
            (clip.clone(), Then::Asked { from: Some(61_250) }),
            (clip, Then::Asked { from: None }),
        ];
        write(folder.path(), &scenes).unwrap();
        let text = std::fs::read_to_string(folder.path().join("story.ron")).unwrap();
        let loaded = scene_graph::load(text.as_bytes());
        assert!(loaded.is_playable(), "{loaded:?}");
        assert!(folder.path().join("media/2.mp4").exists());
    }
}
