//! Checks of conditions: that they can hold, and what they rest on.

use super::{asks, choice, codes_of, found, listed, story};
use scene_graph::diagnostic::codes;

#[test]
fn conditions_that_can_never_hold() {
    let head = "variables: {\"n\": Number(0), \"f\": Flag(false), \"g\": Flag(false)},";
    let answers = |condition: &str| {
        let set = "set: [Add(\"n\", 1), Set(\"f\", Flag(true))]";
        let all = format!(
            "OneOf([{}, {}, {}])",
            choice("x", set),
            choice("y", ""),
            choice("z", &format!("when: {condition}"))
        );
        let scale = "\"b\": (question: (id: \"s\", prompt: {\"en\": \"?\"}, answers: Scale(low: {\"en\": \"l\"}, high: {\"en\": \"h\"})), then: End(\"e\"))";
        let use_all = "when: Any([Flag(\"f\"), Number(\"n\", AtLeast(1)), Not(Flag(\"g\"))])";
        story(
            head,
            &asks(&all, use_all).replace("then: End(\"e\")", "then: Goto(\"b\")"),
            &format!("{scale}, \"c\": (then: End(\"e\"))"),
        )
    };
    let never = |condition: &str| {
        let found = found(&answers(condition), None);
        assert!(
            found.iter().all(|found| matches!(found.code.id(), "W201" | "W401" | "W402")),
            "{}",
            listed(&found)
        );
        found.iter().any(|found| {
            found.code == codes::NEVER_HOLDS
                && found.place.choice.as_ref().is_some_and(|id| id.as_str() == "z")
        })
    };
    for condition in [
        "Any([])",
        "Visited(\"c\")",
        "Visits(\"c\", AtLeast(1))",
        "Visits(\"b\", AtMost(-1))",
        "Not(Visited(\"a\"))",
        "Count([Visited(\"a\")], AtLeast(2))",
        "Count([Visited(\"a\"), Visited(\"b\")], Exactly(-1))",
        "Scale(\"s\", AtLeast(6))",
        "Scale(\"s\", Exactly(0))",
        "All([Answered(\"q\"), Not(Answered(\"q\"))])",
        "All([Chose(\"q\", \"x\"), Not(Answered(\"q\"))])",
        "All([Latest(\"q\", \"x\"), Latest(\"q\", \"y\")])",
        "All([Latest(\"q\", \"x\"), Not(Chose(\"q\", \"x\"))])",
        "All([Scale(\"s\", AtLeast(3)), Scale(\"s\", AtMost(2))])",
        "All([Scale(\"s\", AtLeast(3)), Not(Scale(\"s\", AtLeast(2)))])",
        "All([Number(\"n\", AtLeast(3)), Number(\"n\", AtMost(2))])",
        "Flag(\"g\")",
        "All([Flag(\"f\"), Not(Any([Flag(\"f\"), Visited(\"b\")]))])",
        "Any([Flag(\"g\"), Visited(\"b\")])",
    ] {
        assert!(never(condition), "{condition}");
    }
    for condition in [
        "All([])",
        "Visited(\"b\")",
        "Visits(\"a\", AtLeast(100))",
        "Count([Visited(\"a\"), Visited(\"b\"), Flag(\"f\")], Exactly(2))",
        "Scale(\"s\", Exactly(5))",
        "Not(Scale(\"s\", AtLeast(1)))",
        "All([Chose(\"q\", \"x\"), Chose(\"q\", \"y\")])",
        "All([Latest(\"q\", \"x\"), Not(Latest(\"q\", \"y\"))])",
        "Number(\"n\", AtLeast(1000))",
        "All([Flag(\"f\"), Number(\"n\", Exactly(0))])",
        "All([Answered(\"s\"), Not(Scale(\"s\", AtMost(2)))])",
    ] {
        assert!(!never(condition), "{condition}");
    }
}

#[test]
fn a_search_that_never_ends_is_given_up() {
    let part = |n: usize| {
        format!("Count([{}], Exactly({}))", vec!["Visited(\"b\"), Answered(\"q\")"; 40].join(","), 3 * n + 1)
    };
    let condition = format!("All([{}])", (0..10).map(part).collect::<Vec<_>>().join(","));
    let choices = format!(
        "OneOf([{}, {}])",
        choice("x", "then: Goto(\"b\")"),
        choice("y", &format!("when: {condition}"))
    );
    let _ = found(&story("", &asks(&choices, ""), "\"b\": (then: End(\"e\"))"), None);
}

#[test]
fn care_rests_on_stated_answers_only() {
    for (condition, wanted) in [
        ("Answered(\"q\")", vec![]),
        ("Any([Visited(\"a\"), Answered(\"q\")])", vec!["E308"]),
        ("Not(Visits(\"a\", AtLeast(2)))", vec!["E308"]),
    ] {
        let care = format!(
            "care: {{\"c\": (name: {{\"en\": \"c\"}}, when: {condition}, advice: {{\"en\": \"a\"}})}},"
        );
        let found = found(&story(&care, &asks("Words()", ""), ""), None);
        let errors: Vec<_> = codes_of(&found).into_iter().filter(|code| code.starts_with('E')).collect();
        assert_eq!(errors, wanted, "{}", listed(&found));
    }
}
