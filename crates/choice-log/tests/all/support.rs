//! A viewer with switches, and records of every shape.

use choice_log::{
    ChainedRecord, Consent, ConsentChange, Entry, Kind, Recorder, SessionFacts, SessionId, Stamp, Value,
    ViewerKey,
};
use proptest::prelude::*;

pub(crate) const STATISTICS: Consent = Consent { statistics: true, follow_up: false };
pub(crate) const FOLLOW_UP: Consent = Consent { statistics: false, follow_up: true };
pub(crate) const BOTH: Consent = Consent { statistics: true, follow_up: true };

pub(crate) struct Viewer {
    pub(crate) recorder: Recorder,
    pub(crate) records: Vec<ChainedRecord>,
    stamps: u8,
}

impl Viewer {
    pub(crate) fn new(key: Option<&str>) -> Self {
        let recorder = Recorder::new(SessionFacts {
            story_id: "offer".to_owned(),
            story_revision: "ab".repeat(32),
            step: Some("Offered".to_owned()),
            session_id: SessionId::from_random([1; 16]),
            player_version: "0.1.0".to_owned(),
            consent_version: "1".to_owned(),
            viewer_key: key.map(|key| ViewerKey::new(key).unwrap()),
        });
        Self { recorder, records: Vec::new(), stamps: 0 }
    }

    pub(crate) fn consents(&mut self, consent: Consent) -> &mut Self {
        self.consents_as(consent, None)
    }

    pub(crate) fn consents_as(&mut self, consent: Consent, key: Option<&str>) -> &mut Self {
        let change = ConsentChange {
            consent,
            viewer_key: key.map(|key| ViewerKey::new(key).unwrap()),
            next_session: SessionId::from_random([self.stamps + 100; 16]),
            monotonic_ms: 7,
            language: "ja".to_owned(),
        };
        let stamps = &mut self.stamps;
        self.records.extend(self.recorder.set_consent(change, || stamp(stamps)));
        self
    }

    pub(crate) fn does(&mut self, kind: Kind) -> &mut Self {
        self.says(kind, None)
    }

    pub(crate) fn says(&mut self, kind: Kind, value: Option<Value>) -> &mut Self {
        let mut entry = Entry::new(kind, 5, "ja");
        entry.value = value;
        self.enters(entry)
    }

    pub(crate) fn enters(&mut self, entry: Entry) -> &mut Self {
        let stamp = stamp(&mut self.stamps);
        self.records.extend(self.recorder.record(entry, stamp));
        self
    }

    /// `session.seq kind scope` of each record; sessions are numbered as they come.
    pub(crate) fn told(&self) -> Vec<String> {
        let mut sessions = Vec::new();
        let told = self.records.iter().map(|chained| {
            let record = &chained.record;
            if !sessions.contains(&record.session_id) {
                sessions.push(record.session_id);
            }
            format!(
                "{}.{} {} {}",
                sessions.len(),
                record.seq,
                record.kind.as_str(),
                record.consent_scope.as_str()
            )
        });
        told.collect()
    }
}

/// The clock stands still, so that ids have to grow by themselves.
fn stamp(stamps: &mut u8) -> Stamp {
    *stamps += 1;
    Stamp { wall_time_unix_ms: 1_775_035_800_000, random: [*stamps ^ 0x55; 10], salt: [*stamps; 32] }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z0-9-]{0,12}",
        2 => "\\PC{0,20}",
        1 => prop::collection::vec(
            prop::sample::select(vec!["=", "+", "-", "@", "＝", "'", "\"", ",", "\r\n", "\t", " ", "|", "日本", "\0"]),
            0..8
        ).prop_map(|parts| parts.concat()),
        1 => (1..200_usize).prop_map(|n| "長い".repeat(n * 30)),
    ]
}

pub(crate) fn entry() -> impl Strategy<Value = Entry> {
    let value = prop_oneof![
        any::<i32>().prop_map(Value::Number),
        text().prop_map(Value::Words),
        text().prop_map(Value::Word),
    ];
    let places = (prop::option::of(text()), prop::option::of(text()), prop::option::of(text()), text());
    let lists = (prop::collection::vec(text(), 0..5), prop::collection::vec(text(), 0..5));
    let times = (any::<u64>(), prop::option::of(any::<u64>()), prop::option::of(any::<u64>()));
    (prop::sample::select(Kind::ALL.to_vec()), prop::option::of(value), places, lists, times).prop_map(
        |(kind, value, (scene, question, reason, language), (choices, choices_shown), times)| Entry {
            kind,
            monotonic_ms: times.0,
            scene,
            question,
            choices,
            value,
            choices_shown,
            answer_ms: times.1,
            media_ms: times.2,
            language,
            reason,
        },
    )
}

/// A session's records, at least one.
pub(crate) fn records() -> impl Strategy<Value = Vec<ChainedRecord>> {
    (prop::collection::vec(entry(), 1..8), any::<bool>()).prop_map(|(entries, identified)| {
        let mut viewer = Viewer::new(Some("内定 A-17"));
        viewer.consents(if identified { BOTH } else { STATISTICS });
        for entry in entries {
            viewer.enters(entry);
        }
        viewer.records
    })
}
