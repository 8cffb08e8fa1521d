//! Sending a contact request that the session took.

use super::App;
use crate::letter::Sent;
use crate::window::stage::UserEvent;
use std::path::Path;
use viewer_ui::NoticeKind;

impl App {
    /// On a thread of its own: the disk may be slow, and so may the mail program.
    pub(super) fn send_letter(&mut self) {
        let Some(letter) = self.letter.take() else { return };
        let beside_the_log = self.options.log.parent().map(Path::to_path_buf);
        let homes: Vec<_> = self.options.downloads.clone().into_iter().chain(beside_the_log).collect();
        let proxy = self.proxy.clone();
        let sending = std::thread::Builder::new().name("letter".to_owned()).spawn(move || {
            // A window that is gone needs no telling.
            let _ = proxy.send_event(UserEvent::LetterSent(letter.send(&homes)));
        });
        if let Err(error) = sending {
            self.presenter.tell(NoticeKind::ContactNotSaved { detail: error.to_string() });
        }
    }

    pub(super) fn told_of_letter(&mut self, sent: Sent) {
        self.presenter.tell(match (sent.file, sent.mail_opened) {
            (Ok(path), mail) => NoticeKind::ContactSaved { path: Some(path), mail },
            (Err(_), true) => NoticeKind::ContactSaved { path: None, mail: true },
            (Err(detail), false) => NoticeKind::ContactNotSaved { detail },
        });
    }
}
