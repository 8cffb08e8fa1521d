//! Nothing without consent; what each scope lets through; what happens when it changes.

use crate::support::{BOTH, FOLLOW_UP, STATISTICS, Viewer};
use choice_log::{Consent, FoundRow, Kind, RecordValue, Row, Value, verify_session};
use std::collections::BTreeMap;

#[test]
fn without_either_scope_there_is_no_record() {
    let mut viewer = Viewer::new(Some("A-17"));
    for kind in Kind::ALL {
        viewer.says(kind, Some(Value::Words("please call".to_owned())));
    }
    viewer.consents(Consent::NONE).does(Kind::Answer);
    assert!(viewer.records.is_empty());
}

#[test]
fn records_begin_with_the_session() {
    let mut viewer = Viewer::new(None);
    viewer.consents(STATISTICS).does(Kind::SessionStart).does(Kind::SceneEnter);
    assert_eq!(viewer.told(), ["1.1 session-start statistics", "1.2 scene-enter statistics"]);
}

#[test]
fn own_words_and_the_key_need_follow_up() {
    let words = |text: &str| Some(Value::Words(text.to_owned()));
    for (consent, kept) in [(STATISTICS, false), (FOLLOW_UP, true), (BOTH, true)] {
        let mut viewer = Viewer::new(Some("A-17"));
        viewer.consents(consent).does(Kind::SessionStart);
        viewer.says(Kind::Answer, words("不安です")).says(Kind::ContactRequest, words("call me"));
        // Whatever the caller calls it, what was typed as an answer is the viewer's own.
        viewer.says(Kind::Answer, Some(Value::Word("typed".to_owned())));
        viewer.says(Kind::Setting, words("typed elsewhere"));
        viewer.says(Kind::Answer, Some(Value::Number(-2)));
        viewer.says(Kind::Ending, Some(Value::Word("good-luck".to_owned())));
        let values: Vec<_> = viewer.records[1..].iter().map(|r| r.record.value.clone()).collect();
        let text = |text: &str| Some(RecordValue::Text(text.to_owned()));
        let own = ["不安です", "call me", "typed", "typed elsewhere"].map(|t| text(t).filter(|_| kept));
        assert_eq!(values[..4], own, "{consent:?}");
        assert_eq!(values[4..], [Some(RecordValue::Number(-2)), text("good-luck")]);
        assert!(viewer.records.iter().all(|r| r.record.viewer_key.is_some() == kept), "{consent:?}");
    }
}

#[test]
fn follow_up_without_a_key_is_not_given() {
    let mut viewer = Viewer::new(None);
    viewer.consents(FOLLOW_UP).does(Kind::SessionStart);
    assert!(viewer.records.is_empty());
    viewer.consents(BOTH).does(Kind::SceneEnter);
    assert_eq!(viewer.recorder.consent(), STATISTICS);
    assert_eq!(viewer.told().last().unwrap(), "1.3 scene-enter statistics");
}

#[test]
fn consent_in_mid_session_begins_there() {
    let mut viewer = Viewer::new(None);
    viewer.does(Kind::SessionStart).does(Kind::SceneEnter).does(Kind::Answer);
    viewer.consents(STATISTICS).does(Kind::SceneExit);
    assert_eq!(
        viewer.told(),
        ["1.1 session-start statistics", "1.2 consent-change statistics", "1.3 scene-exit statistics"]
    );
    assert_eq!(viewer.records[0].record.reason.as_deref(), Some("consent-given"));
}

#[test]
fn withdrawing_stops_at_once_and_leaves_no_trace() {
    let mut viewer = Viewer::new(Some("A-17"));
    viewer.consents(BOTH).does(Kind::SessionStart).consents(Consent::NONE);
    viewer.does(Kind::Answer).does(Kind::SessionEnd);
    assert_eq!(viewer.told(), ["1.1 session-start statistics|follow-up"]);
    // Given again, it begins anew.
    viewer.consents(BOTH).does(Kind::Answer);
    assert_eq!(
        viewer.told()[1..],
        [
            "2.1 session-start statistics|follow-up",
            "2.2 consent-change statistics|follow-up",
            "2.3 answer statistics|follow-up"
        ]
    );
}

#[test]
fn anonymous_and_identified_records_share_no_session() {
    let mut viewer = Viewer::new(None);
    viewer.consents(STATISTICS).does(Kind::SessionStart);
    viewer.consents_as(BOTH, Some("A-17")).does(Kind::Answer);
    viewer.consents(FOLLOW_UP).does(Kind::Answer);
    viewer.consents(STATISTICS).does(Kind::Answer);
    assert_eq!(
        viewer.told(),
        [
            "1.1 session-start statistics",
            "2.1 session-start statistics|follow-up",
            "2.2 consent-change statistics|follow-up",
            "2.3 answer statistics|follow-up",
            "2.4 consent-change follow-up",
            "2.5 answer follow-up",
            "3.1 session-start statistics",
            "3.2 consent-change statistics",
            "3.3 answer statistics",
        ]
    );
    let mut keys: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for chained in &viewer.records {
        keys.entry(chained.record.session_id).or_default().push(chained.record.viewer_key.is_some());
    }
    assert!(keys.values().all(|keys| keys.windows(2).all(|pair| pair[0] == pair[1])));
    // Each is a chain of its own.
    for id in keys.keys() {
        let of_session = viewer.records.iter().filter(|chained| chained.record.session_id == *id);
        let rows: Vec<_> =
            of_session.map(|chained| FoundRow::Row(Row::Live(Box::new(chained.clone())))).collect();
        assert!(verify_session(*id, &rows).is_whole());
    }
}

#[test]
fn another_person_is_another_session_and_no_change_is_no_record() {
    let mut viewer = Viewer::new(Some("A-17"));
    viewer.consents(BOTH).does(Kind::SessionStart).consents(BOTH).consents_as(BOTH, Some("A-17"));
    assert_eq!(viewer.records.len(), 1);
    viewer.consents_as(BOTH, Some("B-2")).does(Kind::Answer);
    assert_eq!(viewer.told()[1], "2.1 session-start statistics|follow-up");
    assert_eq!(viewer.records[2].record.viewer_key.as_ref().unwrap().as_str(), "B-2");
}
