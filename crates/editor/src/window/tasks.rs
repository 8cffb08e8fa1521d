//! Short threads for what waits: disks, dialogs, sound devices.

use super::events::UserEvent;
use winit::event_loop::EventLoopProxy;

/// Does `work` on a thread of this name and tells the window what it gives.
pub(super) fn start(
    name: &str,
    proxy: &EventLoopProxy<UserEvent>,
    work: impl FnOnce() -> UserEvent + Send + 'static,
) {
    let proxy = proxy.clone();
    let started = std::thread::Builder::new().name(name.to_owned()).spawn({
        let proxy = proxy.clone();
        // A window that is gone needs no telling.
        move || drop(proxy.send_event(work()))
    });
    if let Err(error) = started {
        let told = UserEvent::Trouble(format!("the system gave no thread: {error}"));
        let _ = proxy.send_event(told);
    }
}
