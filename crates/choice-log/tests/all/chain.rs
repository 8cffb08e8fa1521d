//! The chain finds what it promises, and keeps its secrets.

use crate::support::{STATISTICS, Viewer, records};
use choice_log::{
    COLUMN_COUNT, Cell, ChainedRecord, Consent, Digest, EventId, FaultKind, FoundRow, Kind, Record,
    RecordValue, Row, SessionId, ViewerKey, chain, verify_session,
};
use proptest::prelude::*;

fn found(records: &[ChainedRecord]) -> Vec<FoundRow> {
    records.iter().map(|record| FoundRow::Row(Row::Live(Box::new(record.clone())))).collect()
}

fn five() -> Vec<ChainedRecord> {
    let mut viewer = Viewer::new(None);
    viewer.consents(STATISTICS).does(Kind::SessionStart);
    for _ in 0..4 {
        viewer.does(Kind::Answer);
    }
    viewer.records
}

fn faults(rows: &[FoundRow]) -> Vec<(Option<u64>, FaultKind)> {
    let verdict = verify_session(SessionId::from_random([1; 16]), rows);
    verdict.faults.into_iter().map(|fault| (fault.seq, fault.kind)).collect()
}

#[test]
fn a_session_is_numbered_from_one_and_its_chain_is_whole() {
    let records = five();
    assert!(records.iter().map(|chained| chained.record.seq).eq(1..=5));
    assert!(records.windows(2).all(|pair| pair[0].record.event_id < pair[1].record.event_id));
    assert_eq!(faults(&found(&records)), []);
}

#[test]
fn removed_exchanged_and_foreign_records() {
    let rows = found(&five());
    let without = |at: usize| [&rows[..at], &rows[at + 1..]].concat();
    assert_eq!(faults(&without(0)), [(Some(2), FaultKind::Gap { expected: 1 })]);
    assert_eq!(faults(&without(2)), [(Some(4), FaultKind::Gap { expected: 3 })]);
    assert_eq!(faults(&without(4)), [], "the newest: no chain can tell");
    let mut twice = rows.clone();
    twice.insert(2, rows[1].clone());
    assert_eq!(faults(&twice), [(Some(2), FaultKind::Twice)]);
    let mut broken = five();
    broken[2].link = Digest([7; 32]);
    assert_eq!(
        faults(&found(&broken)),
        [(Some(3), FaultKind::Broken), (Some(4), FaultKind::Broken)],
        "the check goes on after a fault"
    );
    let other = verify_session(SessionId::from_random([9; 16]), &rows);
    assert_eq!(other.faults.len(), 10, "each belongs to another session, and no link fits this one");
}

#[test]
fn erasing_any_of_them_leaves_the_rest_checkable() {
    let records = five();
    for erased in 0..32_u8 {
        let mut rows = found(&records);
        for (at, row) in rows.iter_mut().enumerate() {
            if erased >> at & 1 == 1 {
                *row = FoundRow::Row(Row::Erased(records[at].erased()));
            }
        }
        let verdict = verify_session(SessionId::from_random([1; 16]), &rows);
        assert!(verdict.is_whole());
        assert_eq!((verdict.records, verdict.erased), (5, u64::from(erased.count_ones())));
        let kept = (0..5).find(|at| erased >> at & 1 == 0);
        if let Some(kept) = kept {
            let mut changed = records[kept].clone();
            changed.record.monotonic_ms += 1;
            rows[kept] = FoundRow::Row(Row::Live(Box::new(changed)));
            assert!(!verify_session(SessionId::from_random([1; 16]), &rows).is_whole());
        }
    }
}

#[test]
fn the_same_answer_has_another_commitment_each_time() {
    let record = five()[1].record.clone();
    let a = ChainedRecord::new(record.clone(), [1; 32], Digest::START);
    let b = ChainedRecord::new(record, [2; 32], Digest::START);
    assert_ne!(a.commitment, b.commitment);
}

/// Computed apart from the crate's own code, from the words of its documentation.
#[test]
fn the_hashes_are_those_that_are_documented() {
    let chained = &five()[1];
    let mut bytes = b"edamichi choice/1 commitment\0".to_vec();
    bytes.extend(chained.salt);
    for cell in chained.record.cells() {
        match cell {
            Cell::Absent => bytes.extend([0; 9]),
            Cell::Text(text) => {
                bytes.push(1);
                bytes.extend(u64::try_from(text.len()).unwrap().to_le_bytes());
                bytes.extend(text.bytes());
            }
            Cell::Integer(number) => {
                bytes.extend([2, 8, 0, 0, 0, 0, 0, 0, 0]);
                bytes.extend(number.to_le_bytes());
            }
        }
    }
    assert_eq!(chained.commitment.0, *blake3::hash(&bytes).as_bytes());
    let mut bytes = b"edamichi choice/1 link\0".to_vec();
    bytes.extend(five()[0].link.0);
    bytes.extend(SessionId::from_random([1; 16]).as_bytes());
    bytes.extend([2, 0, 0, 0, 0, 0, 0, 0]);
    bytes.extend(chained.commitment.0);
    assert_eq!(chained.link.0, *blake3::hash(&bytes).as_bytes());
}

/// Changes one part of a record to something else that a record could have.
fn change(record: &mut Record, part: usize) {
    let longer = |text: &mut String| text.push('x');
    let other = |text: &mut Option<String>| *text = Some(text.take().unwrap_or_default() + "x");
    match part {
        0 => record.event_id = EventId::next(0, [0; 10], Some(record.event_id)),
        1 => longer(&mut record.story_id),
        2 => longer(&mut record.story_revision),
        3 => other(&mut record.step),
        4 => record.session_id = SessionId::from_random([77; 16]),
        5 => record.seq += 1,
        6 => record.viewer_key = Some(ViewerKey::new("someone else").unwrap()),
        7 => longer(&mut record.consent_version),
        8 => {
            record.consent_scope = Consent { statistics: !record.consent_scope.statistics, follow_up: true };
        }
        9 => record.wall_time_unix_ms += 1,
        10 => record.monotonic_ms ^= 1,
        11 => {
            let at = Kind::ALL.iter().position(|kind| *kind == record.kind).unwrap();
            record.kind = Kind::ALL[(at + 1) % Kind::ALL.len()];
        }
        12 => other(&mut record.scene),
        13 => other(&mut record.question),
        14 => record.choices.push("x".to_owned()),
        15 => {
            record.value = match record.value.take() {
                Some(RecordValue::Number(number)) => Some(RecordValue::Text(number.to_string())),
                Some(RecordValue::Text(_)) => None,
                None => Some(RecordValue::Number(0)),
            }
        }
        16 => record.choices_shown.insert(0, "x".to_owned()),
        17 => record.answer_ms = Some(record.answer_ms.map_or(0, |ms| ms ^ 1)),
        18 => record.media_ms = Some(record.media_ms.map_or(0, |ms| ms ^ 1)),
        19 => longer(&mut record.language),
        20 => longer(&mut record.player_version),
        _ => other(&mut record.reason),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn any_changed_column_of_any_record_is_found(records in records(), at in any::<prop::sample::Index>()) {
        let at = at.index(records.len());
        for part in 0..22 {
            let mut changed = records.clone();
            change(&mut changed[at].record, part);
            let seq = Some(records[at].record.seq);
            let faults = faults(&found(&changed));
            prop_assert!(!faults.is_empty(), "part {} of record {:?}", part, seq);
            prop_assert!(faults.iter().any(|(n, _)| *n == seq || part == 5), "part {}: {:?}", part, faults);
        }
        for byte in 0..32 {
            for hash in 0..3 {
                let mut changed = records.clone();
                match hash {
                    0 => changed[at].salt[byte] ^= 1,
                    1 => changed[at].commitment.0[byte] ^= 1,
                    _ => changed[at].link.0[byte] ^= 1,
                }
                prop_assert_eq!(faults(&found(&changed))[0].0, Some(records[at].record.seq));
            }
        }
    }

    /// Moving a boundary between two columns, or a text that looks like a number: other bytes.
    #[test]
    fn different_cells_have_different_commitments(
        a in prop::collection::vec(cell(), COLUMN_COUNT),
        b in prop::collection::vec(cell(), COLUMN_COUNT),
        at in 0..COLUMN_COUNT - 1,
    ) {
        let a: [Cell; COLUMN_COUNT] = a.try_into().unwrap();
        let b: [Cell; COLUMN_COUNT] = b.try_into().unwrap();
        prop_assert_eq!(a == b, chain::commitment(&a, &[0; 32]) == chain::commitment(&b, &[0; 32]));
        let mut moved = a.clone();
        moved.swap(at, at + 1);
        prop_assert_eq!(a == moved, chain::commitment(&a, &[0; 32]) == chain::commitment(&moved, &[0; 32]));
    }
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Absent),
        "[0-1a-b\\x00]{0,3}".prop_map(Cell::Text),
        (-1..3_i64).prop_map(Cell::Integer),
    ]
}
