//! Short threads for what waits: disks, dialogs, sound devices.

use super::events::UserEvent;
use std::sync::Arc;

/// Starts short threads and tells the window what they give.
#[derive(Clone)]
pub(super) struct Tasks(Arc<dyn Fn(UserEvent) + Send + Sync>);

impl Tasks {
    /// `tell` is called from any thread, and returns at once.
    pub(super) fn new(tell: impl Fn(UserEvent) + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// Tells the window something.
    pub(super) fn tell(&self, event: UserEvent) {
        (self.0)(event);
    }

    /// Does `work` on a thread of this name and tells the window what it gives.
    pub(super) fn start(&self, name: &str, work: impl FnOnce() -> UserEvent + Send + 'static) {
        let tell = Arc::clone(&self.0);
        let started = std::thread::Builder::new().name(name.to_owned()).spawn(move || tell(work()));
        if let Err(error) = started {
            self.tell(UserEvent::Trouble(format!("the system gave no thread: {error}")));
        }
    }
}
