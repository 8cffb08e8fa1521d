//! Times that are typed: `mm:ss.mmm`.

use super::text::{Line, checked_edit, label, stored_as};
use super::{Form, Spec};
use crate::ui::words::Word;
use egui::Ui;
use media_time::MediaDuration;
use scene_graph::ClipTime;

/// How a time is to be understood.
pub(in crate::ui) fn read(words: &str) -> Option<ClipTime> {
    let words = words.trim();
    let (rest, before_end) = words.strip_prefix('-').map_or((words, false), |rest| (rest, true));
    let length = read_length(rest)?;
    Some(if before_end { ClipTime::BeforeEnd(length) } else { ClipTime::AfterStart(length) })
}

/// `mm:ss.mmm`, or seconds alone.
pub(in crate::ui) fn read_length(words: &str) -> Option<MediaDuration> {
    let words = words.trim();
    if words.contains(':') {
        return words.parse::<MediaDuration>().ok().filter(|length| !length.is_negative());
    }
    // "7.5" is seven and a half seconds.
    let (whole, rest) = words.split_once('.').map_or((words, ""), |(whole, rest)| (whole, rest));
    let seconds = whole.parse::<u32>().ok().filter(|_| whole.bytes().all(|byte| byte.is_ascii_digit()))?;
    let digits = rest.len() <= 3 && rest.bytes().all(|byte| byte.is_ascii_digit());
    let millis: i64 = if digits { format!("{rest:0<3}").parse().ok()? } else { return None };
    Some(MediaDuration::from_millis(i64::from(seconds) * 1_000 + millis))
}

/// A time within a clip that may be absent; `hint` says what holds then.
pub(in crate::ui) fn time(
    form: &mut Form<'_>,
    ui: &mut Ui,
    spec: Spec,
    hint: Word,
    value: &mut Option<ClipTime>,
) {
    let stored = value.map(|time| time.to_string()).unwrap_or_default();
    let take = |words: &str| if words.trim().is_empty() { Some(None) } else { read(words).map(Some) };
    if let Some(now) = typed(form, ui, spec, &form.word(hint), &stored, take, |now: &Option<ClipTime>| {
        now.map(|time| time.to_string()).unwrap_or_default()
    }) {
        *value = now;
    }
}

/// A time within a clip that must be there.
pub(in crate::ui) fn needed_time(form: &mut Form<'_>, ui: &mut Ui, spec: Spec, value: &mut ClipTime) {
    let stored = value.to_string();
    if let Some(now) = typed(form, ui, spec, "", &stored, read, ToString::to_string) {
        *value = now;
    }
}

/// A length that may be absent; `hint` says what holds then.
pub(in crate::ui) fn length(
    form: &mut Form<'_>,
    ui: &mut Ui,
    spec: Spec,
    hint: Word,
    value: &mut Option<MediaDuration>,
) {
    let written = |value: &Option<MediaDuration>| value.map(|length| length.to_string()).unwrap_or_default();
    let take = |words: &str| if words.trim().is_empty() { Some(None) } else { read_length(words).map(Some) };
    if let Some(now) = typed(form, ui, spec, &form.word(hint), &written(value), take, written) {
        *value = now;
    }
}

fn typed<T>(
    form: &mut Form<'_>,
    ui: &mut Ui,
    spec: Spec,
    hint: &str,
    stored: &str,
    take: impl FnOnce(&str) -> Option<T>,
    written: impl FnOnce(&T) -> String,
) -> Option<T> {
    label(form, ui, spec.word, spec.why);
    let name = form.name(&form.word(spec.word));
    let line = Line { field: spec.field, name: &name, hint, why: spec.why, rows: 1 };
    let (value, id) = checked_edit(form, ui, line, stored, take, Word::FormNotATime)?;
    stored_as(form, id, written(&value));
    form.touch(spec.what, Some(id));
    Some(value)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (words, millis) in [("00:07.500", 7_500), ("7", 7_000), (" 7.5 ", 7_500), ("1:02", 62_000)] {
            assert_eq!(read_length(words).unwrap().millis(), millis, "{words}");
        }
        assert_eq!(read("-2").unwrap(), ClipTime::BeforeEnd(MediaDuration::from_seconds(2)));
        for words in ["", "-", "--1", "a", "+7", "7.1234", "1:99", "99999999999", "７"] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
