//! A request to be contacted, until somebody collects them: exactly what the viewer saw is saved as a
//! file, and a mail draft with the same words is opened.

use crate::handout;
use scene_graph::Story;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use viewer_ui::Letter;

/// The longest address of a draft: what every mail program and Windows take (2,083 characters).
const LONGEST_ADDRESS: usize = 2_000;

/// Files of one name, at most.
const MOST_FILES: u32 = 1_000;

/// What is sent, and where to.
#[derive(Clone, Debug)]
pub(crate) struct Outgoing {
    pub(crate) letter: Letter,
    pub(crate) story: String,
    /// The recipient's mail address.
    pub(crate) mail: Option<String>,
    /// The viewer's name, if it is sent along.
    pub(crate) from: Option<String>,
    pub(crate) to: String,
    pub(crate) about: String,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sent {
    /// Where it was saved, or why it was not.
    pub(crate) file: Result<String, String>,
    /// A mail program took the draft.
    pub(crate) mail_opened: bool,
}

impl Outgoing {
    /// Saves the file among `homes`, in the first that takes it, and opens the draft. Touches the disk
    /// and waits for the system: not for the window's thread.
    pub(crate) fn send(&self, homes: &[PathBuf]) -> Sent {
        let file = self.save(homes).map(|path| path.display().to_string());
        let mail_opened = self.draft().is_some_and(|draft| match handout::show(&draft) {
            Ok(()) => true,
            Err(error) => {
                tracing::info!("no mail program opened: {error}");
                false
            }
        });
        Sent { file, mail_opened }
    }

    fn save(&self, homes: &[PathBuf]) -> Result<PathBuf, String> {
        let mut trouble = "there is no folder to save it in".to_owned();
        for home in homes {
            match self.save_in(home) {
                Ok(path) => return Ok(path),
                Err(error) => trouble = format!("{error}: {}", home.display()),
            }
        }
        Err(trouble)
    }

    fn save_in(&self, home: &Path) -> io::Result<PathBuf> {
        fs::create_dir_all(home)?;
        let today = jiff::Zoned::now().strftime("%Y-%m-%d").to_string();
        let name = format!("edamichi-question-{}-{today}", self.story);
        let mut path = home.join(format!("{name}.json"));
        for copy in 2..MOST_FILES {
            match File::create_new(&path) {
                Ok(mut file) => {
                    let written = file.write_all(self.json().as_bytes()).and_then(|()| file.sync_all());
                    if written.is_err() {
                        // Half a letter is none.
                        let _ = fs::remove_file(&path);
                    }
                    return written.map(|()| path);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    path = home.join(format!("{name}-{copy}.json"));
                }
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// What the preview showed, part by part, and as the lines that the viewer saw.
    fn json(&self) -> String {
        let value = serde_json::json!({
            "format": "edamichi question/1",
            "story": self.story,
            "to": self.to,
            "mail": self.mail,
            "from": self.from,
            "about": self.about,
            "message": self.letter.message,
            "shown": self.letter.body(),
        });
        format!("{value:#}\n")
    }

    /// The draft's address (RFC 6068). A message that is too long for one is cut, and the mark says so:
    /// the file has all of it.
    fn draft(&self) -> Option<String> {
        let mail = self.mail.as_deref()?;
        let mut address = format!("mailto:{}?subject={}&body=", encoded(mail), encoded(&self.letter.subject));
        let body = self.letter.body().replace('\n', "\r\n");
        if address.len() + encoded(&body).len() <= LONGEST_ADDRESS {
            return Some(address + &encoded(&body));
        }
        let mark = encoded(" […]");
        for letter in body.chars() {
            let mut bytes = [0; 4];
            let more = encoded(letter.encode_utf8(&mut bytes));
            if address.len() + more.len() + mark.len() > LONGEST_ADDRESS {
                break;
            }
            address += &more;
        }
        Some(address + &mark)
    }
}

/// The story's address for requests, if it is one plain mail address: a story can come from a
/// stranger, and nothing but an address goes to the system.
pub(crate) fn mail_address(story: &Story) -> Option<&str> {
    let mail = story.contact.as_ref()?.mail.as_deref()?.trim();
    let (name, host) = mail.split_once('@')?;
    let fits = |part: &str, more: &str| {
        !part.is_empty()
            && part.chars().all(|letter| letter.is_ascii_alphanumeric() || more.contains(letter))
            && !part.starts_with('-')
    };
    (mail.len() <= 254 && fits(name, ".!#$*+/=^_{|}~-") && fits(host, ".-") && host.contains('.'))
        .then_some(mail)
}

/// With `%` and two digits for every byte that is not plain (RFC 3986, 2.3).
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'@' => {
                out.push(char::from(byte));
            }
            _ => out += &format!("%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outgoing(message: &str, mail: Option<&str>) -> Outgoing {
        let head = vec!["To Mori".to_owned(), "From: no name".to_owned()];
        let letter = Letter { subject: "Question: T & U".to_owned(), head, message: message.to_owned() };
        Outgoing {
            letter,
            story: "t".to_owned(),
            mail: mail.map(ToOwned::to_owned),
            from: None,
            to: "Mori".to_owned(),
            about: "T & U".to_owned(),
        }
    }

    fn decoded(text: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = text.bytes();
        while let Some(byte) = rest.next() {
            if byte == b'%' {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
            } else {
                bytes.push(byte);
            }
        }
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn the_file_holds_exactly_what_was_shown() {
        let home = tempfile::tempdir().unwrap();
        let letter = outgoing("寮は\"ありますか\"?\nRoom & board", None);
        let sent = letter.send(&[home.path().join("new")]);
        let file = PathBuf::from(sent.file.unwrap());
        assert!(!sent.mail_opened, "without an address there is no mail");
        let json: serde_json::Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        assert_eq!(json["message"], "寮は\"ありますか\"?\nRoom & board");
        assert_eq!(json["shown"], "To Mori\nFrom: no name\n\n寮は\"ありますか\"?\nRoom & board");
        assert_eq!((&json["from"], &json["mail"]), (&serde_json::Value::Null, &serde_json::Value::Null));
        let again = letter.send(&[home.path().join("new")]);
        assert_ne!(again.file.unwrap(), file.display().to_string(), "nothing is written over");
    }

    #[test]
    fn a_folder_that_takes_nothing_is_passed_over_and_told() {
        let home = tempfile::tempdir().unwrap();
        let blocked = home.path().join("file");
        fs::write(&blocked, "").unwrap();
        let letter = outgoing("", None);
        let saved = letter.save(&[blocked.join("folder"), home.path().to_path_buf()]).unwrap();
        assert_eq!(saved.parent(), Some(home.path()));
        assert!(letter.save(&[blocked.join("folder")]).unwrap_err().contains("file"));
        assert!(letter.save(&[]).is_err());
    }

    #[test]
    fn a_draft_is_one_address_with_everything_encoded() {
        let draft = outgoing("a&b=c?d#e\n\"f\" %41 寮", Some("mori@example.jp")).draft().unwrap();
        let (to, rest) = draft.split_once("?subject=").unwrap();
        let (subject, body) = rest.split_once("&body=").unwrap();
        assert_eq!((to, decoded(subject).as_str()), ("mailto:mori@example.jp", "Question: T & U"));
        assert_eq!(decoded(body), "To Mori\r\nFrom: no name\r\n\r\na&b=c?d#e\r\n\"f\" %41 寮");
        assert!(body.bytes().all(|byte| byte.is_ascii_graphic() && !b"&?#\"'<>".contains(&byte)), "{body}");
    }

    #[test]
    fn a_long_message_is_cut_between_letters() {
        for message in ["寮".repeat(1_000), "&".repeat(1_000), "a".repeat(5_000)] {
            let draft = outgoing(&message, Some("mori@example.jp")).draft().unwrap();
            assert!(draft.len() <= LONGEST_ADDRESS);
            assert!(decoded(draft.split_once("&body=").unwrap().1).ends_with(" […]"));
        }
    }

    #[test]
    fn only_plain_addresses_are_written_to() {
        let story = |mail: &str| {
            let text = format!(
                r#"Story(format: 1, id: "t", title: {{"en": "t"}}, languages: ["en"],
                   contact: Contact(to: {{"en": "M"}}, promise: {{"en": "p"}}, mail: {mail:?}),
                   endings: {{"over": Ending(title: {{"en": "Over"}}, contact: true)}},
                   start: "a", scenes: {{"a": Scene(then: End("over"))}})"#
            );
            scene_graph::load(text.as_bytes()).story.unwrap()
        };
        assert_eq!(
            mail_address(&story("recruiting+ja@mail.example.jp")),
            Some("recruiting+ja@mail.example.jp")
        );
        for mail in [
            "",
            "mori",
            "@example.jp",
            "mori@",
            "mori@host",
            "a@b.jp,c@d.jp",
            "a@b.jp?cc=c@d.jp",
            "a b@c.jp",
            "-x@example.jp",
            "a@-b.jp",
            "a@b.jp\nBcc: c@d.jp",
            "a@b.jp&attach=/etc/passwd",
            "mailto:a@b.jp",
        ] {
            assert_eq!(mail_address(&story(mail)), None, "{mail:?}");
        }
    }
}
