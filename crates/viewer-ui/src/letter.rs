//! A request to be contacted in words: the same for its preview, the saved file and the mail draft.

use crate::ContactView;
use crate::i18n::{Strings, Value, Word};
use scene_graph::Language;

/// Exactly what is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The mail's subject.
    pub subject: String,
    /// To whom, from whom, about what.
    pub head: Vec<String>,
    /// The viewer's own words; may be empty.
    pub message: String,
}

impl Letter {
    /// The lines below one another, as a mail has them.
    #[must_use]
    pub fn body(&self) -> String {
        let mut body = self.head.join("\n");
        if !self.message.is_empty() {
            body += "\n\n";
            body += &self.message;
        }
        body
    }
}

/// What is sent with these words, in this interface language.
#[must_use]
pub fn letter(contact: &ContactView<'_>, message: &str, language: &Language) -> Letter {
    compose(Some(*contact), message, &Strings::new(language))
}

pub(crate) fn recipient(contact: Option<ContactView<'_>>, strings: &Strings) -> String {
    match contact.filter(|contact| !contact.to.trim().is_empty()) {
        Some(ContactView { to, mail: Some(mail), .. }) => {
            strings.with(Word::ContactToMail, &[("to", Value::Text(to)), ("mail", Value::Text(mail))])
        }
        Some(ContactView { to, .. }) => strings.with(Word::ContactTo, &[("to", Value::Text(to))]),
        None => strings.get(Word::ContactNoOne),
    }
}

pub(crate) fn compose(contact: Option<ContactView<'_>>, message: &str, strings: &Strings) -> Letter {
    let from = match contact.and_then(|contact| contact.viewer) {
        Some(viewer) => strings.with(Word::ContactFrom, &[("viewer", Value::Text(viewer))]),
        None => strings.get(Word::ContactFromNobody),
    };
    let mut head = vec![recipient(contact, strings), from];
    let about = contact.map_or("", |contact| contact.about);
    if !about.trim().is_empty() {
        head.push(strings.with(Word::ContactAbout, &[("about", Value::Text(about))]));
    }
    let subject = strings.with(Word::ContactSubject, &[("about", Value::Text(about))]);
    Letter { subject, head, message: message.trim().to_owned() }
}
