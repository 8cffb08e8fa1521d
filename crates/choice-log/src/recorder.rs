//! From what happened to what is recorded.
//!
//! The rules of consent, all in one place:
//!
//! - Without either scope no record is made, and no number is used up.
//! - Follow-up without a viewer key identifies nobody: it counts as not given.
//! - `viewer_key` and the viewer's own words (also those of a contact request) are recorded under
//!   follow-up only. Under statistics alone the record is made and its value left empty.
//! - A contact request is sent because the viewer confirmed just that; whether it is *recorded* is
//!   still for the two scopes to say, so without consent there is no record of it.
//! - Records of a session begin with a `session-start`. Consent given in mid-session therefore
//!   makes one then, with the reason `consent-given`; nothing from before is recorded afterwards.
//! - Withdrawing everything stops at once: the withdrawal itself is not recorded either. Consent
//!   given again afterwards begins anew, under a new session id.
//! - A change that leaves a scope is recorded as `consent-change`, under the new scope.
//! - Turning follow-up on or off in mid-session goes on under a new session id. With the old one,
//!   anonymous records would share an id with identified ones, and would not be anonymous.

use crate::record::{MAX_COUNT, MAX_LONG_BYTES, MAX_TEXT_BYTES};
use crate::{
    ChainedRecord, Consent, Digest, Entry, EventId, Kind, Record, RecordValue, Salt, SessionId, Value,
    ViewerKey, instant,
};

/// What is the same for all records of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionFacts {
    /// Which story.
    pub story_id: String,
    /// The BLAKE3 of the story's canonical RON, in hexadecimal.
    pub story_revision: String,
    /// Which of the six follow-up steps the story belongs to.
    pub step: Option<String>,
    /// Which session: random.
    pub session_id: SessionId,
    /// The player's version.
    pub player_version: String,
    /// The version of the story's consent texts.
    pub consent_version: String,
    /// Who the viewer is; used under follow-up only.
    pub viewer_key: Option<ViewerKey>,
}

/// What a record needs from outside: a clock's reading and fresh random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The clock on the wall: milliseconds since 1970 UTC.
    pub wall_time_unix_ms: u64,
    /// Randomness for the record's id.
    pub random: [u8; 10],
    /// The record's salt.
    pub salt: Salt,
}

/// The viewer moved the switches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentChange {
    /// Both switches as they are now.
    pub consent: Consent,
    /// Who the viewer is, if that became known with the change; `None` leaves it as it was.
    pub viewer_key: Option<ViewerKey>,
    /// A fresh random id, used if this change parts anonymous from identified records.
    pub next_session: SessionId,
    /// Time since the session began, in milliseconds.
    pub monotonic_ms: u64,
    /// The language the viewer watches in.
    pub language: String,
}

/// Makes a session's records. See the [module's words](self) for the rules.
///
/// The caller hands every [`Entry`] to [`Recorder::record`] and every change of the switches to
/// [`Recorder::set_consent`], and what comes back to the store, in this order.
#[derive(Clone, Debug)]
pub struct Recorder {
    facts: SessionFacts,
    consent: Consent,
    /// Something happened already: a consent that comes now comes in mid-session.
    begun: bool,
    /// The latest record's number; 0 before the first.
    seq: u64,
    link: Digest,
    last_event: Option<EventId>,
}

impl Recorder {
    /// Nothing is recorded before [`Recorder::set_consent`].
    #[must_use]
    pub const fn new(facts: SessionFacts) -> Self {
        Self { facts, consent: Consent::NONE, begun: false, seq: 0, link: Digest::START, last_event: None }
    }

    /// What is recorded at the moment: the switches, less a follow-up that has no viewer key.
    #[must_use]
    pub const fn consent(&self) -> Consent {
        self.consent
    }

    /// The id that records carry now; a change of follow-up in mid-session changes it.
    #[must_use]
    pub const fn session_id(&self) -> SessionId {
        self.facts.session_id
    }

    /// The records that the change itself makes: none before the session began, none on
    /// withdrawing everything, otherwise `consent-change`, with a `session-start` before it where
    /// a chain begins. `stamp` is asked once for each.
    pub fn set_consent(
        &mut self,
        change: ConsentChange,
        mut stamp: impl FnMut() -> Stamp,
    ) -> Vec<ChainedRecord> {
        let before = self.consent;
        let key_before = self.facts.viewer_key.clone();
        if change.viewer_key.is_some() {
            self.facts.viewer_key = change.viewer_key;
        }
        self.consent = change.consent;
        self.consent.follow_up &= self.facts.viewer_key.is_some();
        if !self.begun || !self.consent.allows_records() {
            return Vec::new();
        }
        let other_person = self.consent.follow_up && key_before != self.facts.viewer_key;
        if before == self.consent && !other_person {
            return Vec::new();
        }
        let parted = !before.allows_records() || before.follow_up != self.consent.follow_up || other_person;
        if self.seq > 0 && parted {
            self.facts.session_id = change.next_session;
            self.seq = 0;
            self.link = Digest::START;
        }
        let mut records = Vec::new();
        if self.seq == 0 {
            let mut start = Entry::new(Kind::SessionStart, change.monotonic_ms, &change.language);
            let first = !before.allows_records();
            start.reason = Some(if first { "consent-given" } else { "consent-change" }.to_owned());
            records.extend(self.record(start, stamp()));
        }
        let mut entry = Entry::new(Kind::ConsentChange, change.monotonic_ms, &change.language);
        entry.value = Some(Value::Word(self.consent.as_str().to_owned()));
        records.extend(self.record(entry, stamp()));
        records
    }

    /// The record of what happened, or `None` where consent allows none.
    ///
    /// Texts beyond the limits of [`crate::record`] are cut, numbers beyond them clamped: a
    /// session's rules do not make such, and a record that could not be read back would be worse.
    pub fn record(&mut self, entry: Entry, stamp: Stamp) -> Option<ChainedRecord> {
        self.begun = true;
        if !self.consent.allows_records() {
            return None;
        }
        let wall_time_unix_ms = stamp.wall_time_unix_ms.min(instant::LAST_UNIX_MS);
        let event_id = EventId::next(wall_time_unix_ms, stamp.random, self.last_event);
        let value = self.allowed_value(entry.kind, entry.value);
        let record = Record {
            event_id,
            story_id: cut(self.facts.story_id.clone(), MAX_TEXT_BYTES),
            story_revision: cut(self.facts.story_revision.clone(), MAX_TEXT_BYTES),
            step: cut_part(self.facts.step.clone()),
            session_id: self.facts.session_id,
            seq: self.seq + 1,
            viewer_key: self.facts.viewer_key.clone().filter(|_| self.consent.follow_up),
            consent_version: cut(self.facts.consent_version.clone(), MAX_TEXT_BYTES),
            consent_scope: self.consent,
            wall_time_unix_ms,
            monotonic_ms: entry.monotonic_ms.min(MAX_COUNT),
            kind: entry.kind,
            scene: cut_part(entry.scene),
            question: cut_part(entry.question),
            choices: cut_list(entry.choices),
            value,
            choices_shown: cut_list(entry.choices_shown),
            answer_ms: entry.answer_ms.map(|ms| ms.min(MAX_COUNT)),
            media_ms: entry.media_ms.map(|ms| ms.min(MAX_COUNT)),
            language: cut(entry.language, MAX_TEXT_BYTES),
            player_version: cut(self.facts.player_version.clone(), MAX_TEXT_BYTES),
            reason: cut_part(entry.reason),
        };
        let chained = ChainedRecord::new(record, stamp.salt, self.link);
        self.seq += 1;
        self.link = chained.link;
        self.last_event = Some(event_id);
        Some(chained)
    }

    fn allowed_value(&self, kind: Kind, value: Option<Value>) -> Option<RecordValue> {
        let (text, own_words) = match value? {
            Value::Number(number) => return Some(RecordValue::Number(number)),
            Value::Words(words) => (words, true),
            Value::Word(word) => (word, kind.holds_words()),
        };
        if text.is_empty() || (own_words && !self.consent.follow_up) {
            return None;
        }
        Some(RecordValue::Text(cut(text, MAX_LONG_BYTES)))
    }
}

fn cut(mut text: String, at_most: usize) -> String {
    text.truncate(text.floor_char_boundary(at_most));
    text
}

fn cut_part(part: Option<String>) -> Option<String> {
    part.filter(|text| !text.is_empty()).map(|text| cut(text, MAX_TEXT_BYTES))
}

/// Ids have no `|`, which joins them when written; one that had would be read as two.
fn cut_list(items: Vec<String>) -> Vec<String> {
    let mut length = 0;
    items
        .into_iter()
        .filter(|item| !item.is_empty())
        .map(|item| item.replace('|', "_"))
        .take_while(|item| {
            length += item.len() + 1;
            length <= MAX_LONG_BYTES
        })
        .collect()
}
