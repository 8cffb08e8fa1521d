//! Records to store.

use choice_log::{
    ChainedRecord, Consent, ConsentChange, Entry, FoundRow, Kind, Recorder, Row, SessionFacts, SessionId,
    Stamp, Value, ViewerKey,
};
use core::ops::ControlFlow;
use log_store::{SessionRows, Store, Which};

/// A recorder with both scopes (only statistics without a key), and a stamp that differs each time.
pub(crate) struct Source {
    pub(crate) recorder: Recorder,
    stamps: u64,
}

impl Source {
    pub(crate) fn new(session: u8, viewer: Option<&str>) -> Self {
        let mut recorder = Recorder::new(SessionFacts {
            story_id: "offer".to_owned(),
            story_revision: "0".repeat(64),
            step: Some("Accepted".to_owned()),
            session_id: SessionId::from_random([session; 16]),
            player_version: "0.1.0".to_owned(),
            consent_version: "2026-04".to_owned(),
            viewer_key: viewer.map(|key| ViewerKey::new(key).unwrap()),
        });
        let change = ConsentChange {
            consent: Consent { statistics: true, follow_up: viewer.is_some() },
            viewer_key: None,
            next_session: SessionId::from_random([0; 16]),
            monotonic_ms: 0,
            language: "ja".to_owned(),
        };
        assert!(recorder.set_consent(change, || unreachable!()).is_empty());
        Self { recorder, stamps: u64::from(session) << 32 }
    }

    pub(crate) fn stamp(&mut self) -> Stamp {
        self.stamps += 1;
        let bytes = self.stamps.to_le_bytes();
        Stamp {
            wall_time_unix_ms: 1_775_035_800_000 + (self.stamps >> 32) * 10_000_000 + self.stamps % 100_000,
            random: core::array::from_fn(|at| bytes[at % 8]),
            salt: core::array::from_fn(|at| bytes[at % 8] ^ u8::try_from(at).unwrap()),
        }
    }

    pub(crate) fn record(&mut self, entry: Entry) -> ChainedRecord {
        let stamp = self.stamp();
        self.recorder.record(entry, stamp).unwrap()
    }

    /// A session-start, then answers with all columns in use.
    pub(crate) fn records(&mut self, count: usize) -> Vec<ChainedRecord> {
        (0..count)
            .map(|at| {
                let first = self.recorder.session_id().as_bytes()[0];
                let ms = u64::try_from(at).unwrap() * 1000;
                if at == 0 {
                    return self.record(Entry::new(Kind::SessionStart, ms, "ja"));
                }
                let mut entry = Entry::new(Kind::Answer, ms, "ja");
                entry.scene = Some("hub".to_owned());
                entry.question = Some("worry".to_owned());
                entry.choices = vec!["people".to_owned(), "career".to_owned()];
                entry.choices_shown = vec!["people".to_owned(), "work".to_owned(), "career".to_owned()];
                entry.value = Some(if at % 2 == 0 {
                    Value::Number(-2)
                } else {
                    Value::Words(format!("秘密の言葉 {first} {at}"))
                });
                entry.answer_ms = Some(2_345);
                entry.media_ms = Some(4_000);
                entry.reason = Some("changed".to_owned());
                self.record(entry)
            })
            .collect()
    }
}

pub(crate) fn sessions(store: &mut dyn Store, which: &Which) -> Vec<SessionRows> {
    let mut all = Vec::new();
    store
        .each_session(which, &mut |session| {
            all.push(session);
            ControlFlow::Continue(())
        })
        .unwrap();
    all
}

pub(crate) fn live(session: &SessionRows) -> Vec<ChainedRecord> {
    session
        .rows
        .iter()
        .filter_map(|found| match found {
            FoundRow::Row(Row::Live(live)) => Some((**live).clone()),
            _ => None,
        })
        .collect()
}
pub(crate) fn rows(records: &[ChainedRecord]) -> Vec<Row> {
    records.iter().map(|record| Row::Live(Box::new(record.clone()))).collect()
}

/// A log of these records.
pub(crate) fn log_of(path: &std::path::Path, records: &[ChainedRecord]) -> log_store::SqliteStore {
    let mut store = log_store::SqliteStore::open(path, log_store::SqliteOptions::default()).unwrap();
    store.append(&rows(records)).unwrap();
    store
}
