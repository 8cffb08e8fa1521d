//! Written and read back: the same record, or an error.

use crate::support::{BOTH, Viewer, records};
use choice_log::csv_form::{self, would_run};
use choice_log::json_form::{line, parse_line, record_line};
use choice_log::{COLUMN_COUNT, COLUMNS, Cell, CellProblem, ChainedRecord, Entry, Kind, Record, Row, Value};
use proptest::prelude::*;

fn csv(records: &[ChainedRecord]) -> Vec<u8> {
    let mut writer = csv_form::Writer::new(Vec::new()).unwrap();
    for chained in records {
        writer.write(&chained.record).unwrap();
    }
    writer.finish().unwrap()
}

fn row(chained: &ChainedRecord) -> Row {
    Row::Live(Box::new(chained.clone()))
}

fn sample() -> ChainedRecord {
    let mut viewer = Viewer::new(Some("A-17"));
    let mut entry = Entry::new(Kind::Answer, 1234, "ja");
    entry.scene = Some("hub".to_owned());
    entry.question = Some("worry".to_owned());
    entry.choices = vec!["people".to_owned()];
    entry.choices_shown = vec!["people".to_owned(), "work".to_owned()];
    entry.value = Some(Value::Number(-2));
    entry.answer_ms = Some(900);
    viewer.consents(BOTH).enters(entry);
    viewer.records.remove(0)
}

#[test]
fn as_json() {
    let chained = sample();
    let json: serde_json::Value = serde_json::from_str(&line(&row(&chained))).unwrap();
    let keys: Vec<_> = json.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected: Vec<_> = COLUMNS.into_iter().chain(["chain"]).collect();
    expected.sort_unstable();
    assert_eq!(keys, expected);
    assert_eq!(json["choices_shown"], serde_json::json!(["people", "work"]));
    assert_eq!((&json["value"], &json["seq"], &json["reason"]), (&(-2).into(), &1.into(), &().into()));
    assert_eq!(json["wall_time"], "2026-04-01T09:30:00.000Z");
    assert_eq!(json["consent_scope"], "statistics|follow-up");
    let text = line(&row(&chained));
    let positions: Vec<_> = COLUMNS.iter().map(|name| text.find(&format!("\"{name}\":")).unwrap()).collect();
    assert!(positions.is_sorted(), "keys stand in the columns' order: {text}");
    assert!(!record_line(&chained.record).contains("chain"));
    let erased = Row::Erased(chained.erased());
    assert_eq!(parse_line(&line(&erased)).unwrap(), erased);
}

#[test]
fn as_csv() {
    let chained = sample();
    let text = String::from_utf8(csv(&[chained])).unwrap();
    let lines: Vec<_> = text.split("\r\n").collect();
    assert_eq!(lines[0], format!("\u{feff}{}", COLUMNS.join(",")));
    let ends = ",1234,answer,hub,worry,people,-2,people|work,900,,ja,0.1.0,";
    assert!(lines[1].ends_with(ends), "{}", lines[1]);
    assert_eq!(lines[2..], [""]);
}

#[test]
fn cells_that_a_spreadsheet_would_run() {
    for danger in [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\t=1",
        "\tx",
        "\rx",
        "\nx",
        "  =1",
        "\u{a0}=1",
        "\u{3000}@x",
        "\u{feff}=1",
        "\u{200b}+1",
        " \r\n-1",
    ] {
        assert!(would_run(danger), "{danger:?}");
        let mut viewer = Viewer::new(Some("A-17"));
        viewer.consents(BOTH).says(Kind::Answer, Some(Value::Words(danger.to_owned())));
        let bytes = csv(&viewer.records);
        let raw: Vec<_> = csv::Reader::from_reader(&bytes[3..]).into_records().map(Result::unwrap).collect();
        let at = COLUMNS.iter().position(|name| *name == "value").unwrap();
        assert_eq!(raw[0][at], format!("'{danger}"));
        assert_eq!(csv_form::parse(&bytes).unwrap()[0][at], danger);
    }
    for safe in ["", "1-1", "a=b", "人間関係", "'quoted'", "1", "話したい＝はい"] {
        assert!(!would_run(safe), "{safe:?}");
    }
}

#[test]
fn cells_that_no_record_has() {
    let good = sample().record.cells();
    assert!(Record::from_cells(&good).is_ok());
    let text = |text: &str| Cell::Text(text.to_owned());
    let long = |n: usize| Cell::Text("x".repeat(n));
    for (column, cell, problem) in [
        ("event_id", Cell::Absent, CellProblem::Missing),
        ("event_id", text("12345678-1234-4234-8234-123456789abc"), CellProblem::Unreadable),
        ("schema", text("choice/2"), CellProblem::OtherSchema),
        ("seq", Cell::Integer(0), CellProblem::OutOfRange),
        ("seq", Cell::Integer(-1), CellProblem::OutOfRange),
        ("seq", text("1"), CellProblem::WrongType),
        ("monotonic_ms", Cell::Integer(i64::MAX), CellProblem::OutOfRange),
        ("consent_scope", Cell::Absent, CellProblem::Missing),
        ("consent_scope", text("follow-up|statistics"), CellProblem::Unreadable),
        ("consent_scope", text("statistics"), CellProblem::WithoutConsent),
        ("viewer_key", text(" A-17"), CellProblem::Unreadable),
        ("wall_time", text("2026-04-01T18:30:00.000+09:00"), CellProblem::Unreadable),
        ("wall_time", text("2026-04-01T09:30:00Z"), CellProblem::Unreadable),
        ("kind", text("Answer"), CellProblem::Unreadable),
        ("scene", text(""), CellProblem::Unreadable),
        ("scene", long(1025), CellProblem::TooLong),
        ("scene", Cell::Integer(5), CellProblem::WrongType),
        ("choices", text("a||b"), CellProblem::Unreadable),
        ("choices", text("|"), CellProblem::Unreadable),
        ("value", Cell::Integer(1 << 40), CellProblem::OutOfRange),
        ("value", long(65_537), CellProblem::TooLong),
    ] {
        let mut cells = good.clone();
        cells[COLUMNS.iter().position(|name| *name == column).unwrap()] = cell;
        let error = Record::from_cells(&cells).unwrap_err();
        assert_eq!(
            (error.column, error.problem),
            (if problem == CellProblem::WithoutConsent { "viewer_key" } else { column }, problem)
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn every_record_survives_cells_json_and_csv(records in records()) {
        let bytes = csv(&records);
        let parsed = csv_form::parse(&bytes).unwrap();
        prop_assert_eq!(parsed.len(), records.len());
        for (chained, csv_row) in records.iter().zip(parsed) {
            let cells = chained.record.cells();
            prop_assert_eq!(&Record::from_cells(&cells).unwrap(), &chained.record);
            let text = line(&row(chained));
            prop_assert!(!text.contains(['\n', '\r']));
            prop_assert_eq!(parse_line(&text).unwrap(), row(chained));
            let texts = cells.map(|cell| match cell {
                Cell::Absent => String::new(),
                Cell::Text(text) => text,
                Cell::Integer(number) => number.to_string(),
            });
            prop_assert_eq!(csv_row, texts);
        }
    }

    #[test]
    fn hostile_lines_never_panic(text in "\\PC{0,300}", at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let _ = parse_line(&text);
        let mut bytes = line(&row(&sample())).into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(text) = String::from_utf8(bytes) {
            let _ = parse_line(&text);
        }
    }

    #[test]
    fn hostile_cells_never_panic(cells in prop::collection::vec(prop_oneof![
        Just(Cell::Absent),
        "\\PC{0,40}".prop_map(Cell::Text),
        any::<i64>().prop_map(Cell::Integer),
    ], COLUMN_COUNT), keep in prop::collection::vec(any::<bool>(), COLUMN_COUNT)) {
        let mut mixed = sample().record.cells();
        for (at, cell) in cells.into_iter().enumerate() {
            if !keep[at] {
                mixed[at] = cell;
            }
        }
        if let Ok(record) = Record::from_cells(&mixed) {
            prop_assert_eq!(record.cells(), mixed);
        }
    }

    #[test]
    fn hostile_csv_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = csv_form::parse(&bytes);
        let _ = csv_form::parse(&[csv(&[]), bytes].concat());
    }
}
