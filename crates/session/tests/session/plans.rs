//! Plan files and the scripted viewer.

use crate::stage::{Stage, story};
use choice_log::Consent;
use media_time::MediaDuration;
use scene_graph::ClipTime;
use session::{Input, Plan, PlanProblem, ScriptedViewer, Step, Todo};

const HUB: &str = include_str!("../../../../tests/stories/1-hub.ron");
const CLIP: &str = include_str!("../../../../tests/stories/2-clip-keeps-playing.ron");
const SURVEY: &str = include_str!("../../../../tests/stories/3-survey.ron");

#[test]
fn every_step_is_read() {
    let text = "\u{feff}# a plan\r\n\r\nchoose yes\nscale -2\nseveral a, b\nwords \"a \\\"b\\\"\"\n  skip\n\
                contact \"\"\nwait-limit\nwait 2s\nwait 500ms\nback\nrestart\njump feel\nseek 00:01.500\n\
                seek -00:02.000\nlanguage ja\nconsent statistics,follow-up\nconsent none\nleave";
    let plan = Plan::parse(text).unwrap();
    assert_eq!(plan.steps.len(), 18);
    assert_eq!((plan.steps[0].line, plan.steps[17].line), (3, 20));
    assert_eq!(plan.steps[3].step, Step::Words("a \"b\"".to_owned()));
    assert_eq!(plan.steps[8].step, Step::Wait(MediaDuration::from_millis(500)));
    assert_eq!(plan.steps[13].step, Step::Seek(ClipTime::BeforeEnd(MediaDuration::from_millis(2_000))));
    assert_eq!(plan.steps[15].step, Step::Consent(Consent { statistics: true, follow_up: true }));
}

#[test]
fn what_is_no_step_is_named_with_its_line() {
    for wrong in [
        "choos a",
        "choose",
        "choose A",
        "choose a b",
        "scale x",
        "scale",
        "words hello",
        "words",
        "skip it",
        "wait 2",
        "wait s",
        "wait -1s",
        "jump",
        "seek 5",
        "language",
        "language a b",
        "consent all",
        "consent",
        "several a,,b",
        "back 2",
        "contact 3",
    ] {
        let error = Plan::parse(&format!("\nback\n{wrong}\n")).expect_err(wrong);
        assert_eq!(error.line, 3, "{error}");
        assert!(error.to_string().starts_with("line 3 of the plan: "), "{error}");
    }
}

/// Plays `plan`, as the headless player does.
fn follow(text: &str, lengths: &[(&'static str, i64)], plan: &str) -> Result<Stage, PlanProblem> {
    let mut stage = Stage::of(story(text), "en");
    stage.lengths = lengths.to_vec();
    stage.give(Input::Begin { scene: None });
    let mut viewer = ScriptedViewer::new(Plan::parse(plan).unwrap());
    for _ in 0..1_000 {
        match viewer.next(&stage.session, stage.elapsed)? {
            Todo::Apply(input) => {
                let effects = stage.session.apply(stage.now(), input);
                stage.take(effects.map_err(|refused| viewer.refused(&stage.session, &refused))?);
            }
            Todo::Consent(_) => {}
            Todo::Done => return Ok(stage),
            Todo::Run(until) => run(&mut stage, until),
        }
    }
    panic!("waits for ever at {:?}", stage.lines);
}

/// Runs to the next thing that happens, or to `until`.
fn run(stage: &mut Stage, until: Option<MediaDuration>) {
    if stage.session.media_duration().is_none() {
        return stage.open();
    }
    let limit = stage.session.limit_left();
    let wait = until.map(|until| until - stage.elapsed);
    let shortest = [limit, wait].into_iter().flatten().min();
    if !stage.runs() {
        return stage.pass(shortest.expect("nothing can happen"));
    }
    let end = media_time::MediaTime::ZERO + stage.session.media_duration().unwrap();
    let to = stage.session.next_cue().unwrap_or(end).min(end).max(stage.media);
    match shortest.filter(|shortest| stage.media + *shortest < to) {
        Some(shortest) => stage.play_to(stage.media + shortest),
        None => {
            stage.step();
        }
    }
}

#[test]
fn plans_play_stories_through() {
    let stage = follow(
        HUB,
        &[],
        "choose people\nchoose back\nchoose work\nback\nchoose career\nchoose done\n\
        consent statistics\nlanguage ja\nscale 2\ncontact \"Please\"\n",
    )
    .unwrap();
    assert!(stage.lines.ends_with(&["contact".to_owned(), "end will-write".to_owned()]), "{:?}", stage.lines);
    let stage = follow(
        SURVEY,
        &[],
        "several boss,team\nskip\nwords \"hi\"\ncontact \"me\"\nrestart\nskip\nskip\nskip",
    )
    .unwrap();
    assert_eq!(stage.lines.last().unwrap(), "end done");
    assert!(stage.lines.contains(&"answer matters team|boss".to_owned()));
}

#[test]
fn limits_run_out_and_waits_pass() {
    let lengths = [("media/desk.mp4", 24), ("media/stay.mp4", 24)];
    let stage = follow(CLIP, &lengths, "wait-limit\nwait-limit").unwrap();
    assert_eq!(
        stage.lines,
        [
            "scene desk",
            "question stay-or-go",
            "time-limit stay-or-go",
            "scene stay",
            "question call",
            "time-limit call",
            "end stayed"
        ]
    );
    let stage = follow(CLIP, &lengths, "wait 9s\nleave").unwrap();
    assert_eq!(stage.elapsed, MediaDuration::from_seconds(9));
    assert!(stage.session.has_left());
}

#[test]
fn a_plan_that_does_not_fit_says_where() {
    for (plan, line, question, part) in [
        ("choose people\nscale 2", 2, Some("more-people"), "wrong kind of step"),
        ("choose done", 1, Some("on-your-mind"), "\"done\" is not available"),
        ("\nskip", 2, Some("on-your-mind"), "cannot be skipped"),
        ("choose people\n", 1, Some("more-people"), "ended early"),
        ("", 0, Some("on-your-mind"), "ended early"),
        ("back", 1, None, "nothing to go back to"),
        ("wait-limit", 1, Some("on-your-mind"), "no time limit"),
        ("jump glad", 1, None, "has not been seen"),
        ("choose people\nchoose back\nchoose work\nchoose done\nscale 5\nscale 5", 6, None, "left over"),
        ("leave\nback", 2, None, "left over"),
        (
            "choose people\nchoose back\nchoose work\nchoose done\nscale 9",
            5,
            Some("joining"),
            "not on the scale",
        ),
    ] {
        let problem = follow(HUB, &[], plan).expect_err(plan);
        assert_eq!(
            (problem.line, problem.question.as_ref().map(scene_graph::QuestionId::as_str)),
            (line, question),
            "{plan}"
        );
        assert!(problem.message.contains(part), "{plan}: {problem}");
    }
}
