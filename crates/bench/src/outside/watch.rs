//! Watching a screen: which frame of which clip is to be seen, and since when.

use super::display::Framebuffer;
use crate::cells::{CELL_HEIGHT, Mark, Pixels};
use anyhow::{Context as _, Result};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Something came onto the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// When it was first seen.
    pub at: Instant,
    /// How long before that the screen was looked at last: it came somewhere in between.
    pub blind: Duration,
    /// What; `None`: no picture of a clip.
    pub sight: Option<Mark>,
}

/// A thread that reads the cells on screen over and over and keeps what changed.
///
/// It sleeps between two looks: on a machine of two processors a watcher that spins would take one
/// of them from whom it watches. [`Watch::cost`] tells what it took.
#[derive(Debug)]
pub struct Watch {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    stop: AtomicBool,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    seen: Vec<Seen>,
    looks: u64,
    cpu: Duration,
}

/// What watching took.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// Looks at the screen.
    pub looks: u64,
    /// Processor time.
    pub cpu: Duration,
}

impl Watch {
    /// Watches the picture of a clip that is shown at this width from the screen's upper left
    /// corner, looking every `pause`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(framebuffer: &Arc<Framebuffer>, width: u32, pause: Duration) -> Result<Self> {
        let shared = Arc::new(Shared::default());
        let (theirs, framebuffer) = (shared.clone(), framebuffer.clone());
        let thread = std::thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || look(&framebuffer, width, pause, &theirs))
            .context("no thread to watch the screen")?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// What is to be seen now.
    #[must_use]
    pub fn now(&self) -> Option<Mark> {
        let state = self.shared.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.seen.last().and_then(|seen| seen.sight)
    }

    /// How much was seen so far: a place to begin from in [`Watch::since`].
    #[must_use]
    pub fn len(&self) -> usize {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner).seen.len()
    }

    /// Whether nothing was seen yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All that was seen from `place` on.
    #[must_use]
    pub fn since(&self, place: usize) -> Vec<Seen> {
        let state = self.shared.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.seen.get(place..).unwrap_or_default().to_vec()
    }

    /// Waits until something that fits is seen, `place` and what came after it included. `None`
    /// when it does not come in time.
    pub fn wait(
        &self,
        place: usize,
        longest: Duration,
        mut fits: impl FnMut(Option<Mark>) -> bool,
    ) -> Option<Seen> {
        let until = Instant::now() + longest;
        let mut state = self.shared.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut looked = place;
        loop {
            let new = state.seen.get(looked..).unwrap_or_default();
            if let Some(found) = new.iter().find(|seen| fits(seen.sight)) {
                return Some(*found);
            }
            looked = looked.max(state.seen.len());
            let left = until.checked_duration_since(Instant::now())?;
            let waited = self.shared.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// What watching took until now.
    #[must_use]
    pub fn cost(&self) -> Cost {
        let state = self.shared.state.lock().unwrap_or_else(PoisonError::into_inner);
        Cost { looks: state.looks, cpu: state.cpu }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A picture that cannot be read at one look (it is being written at that moment) is looked at
/// again; after as many it counts as none.
const TRIES: u32 = 8;

/// Looks until it is told to stop.
fn look(framebuffer: &Framebuffer, width: u32, pause: Duration, shared: &Shared) {
    go_first();
    // The middle row of the strip: nothing but a few bytes is read at each look.
    let row = (f64::from(width) * 9.0 / 16.0 * CELL_HEIGHT / 2.0) as u32;
    let mut pixels = vec![0; strip_width(width) as usize * 4];
    let mut last_pixels = Vec::new();
    let mut last: Option<Option<Mark>> = None;
    let (mut unread, mut looks) = (0, 0_u64);
    let mut looked = Instant::now();
    while !shared.stop.load(Ordering::Relaxed) {
        let read = framebuffer.read_row(row, &mut pixels).is_ok();
        let at = Instant::now();
        if read && (unread > 0 || pixels != last_pixels) {
            let sight = read_strip(&pixels, width);
            unread = if sight.is_none() && unread < TRIES { unread + 1 } else { 0 };
            last_pixels.clone_from(&pixels);
            if unread == 0 && last != Some(sight) {
                last = Some(sight);
                let mut state = shared.state.lock().unwrap_or_else(PoisonError::into_inner);
                state.seen.push(Seen { at, blind: at.saturating_duration_since(looked), sight });
                shared.changed.notify_all();
            }
        }
        looked = at;
        looks += 1;
        if looks.is_multiple_of(500) {
            let mut state = shared.state.lock().unwrap_or_else(PoisonError::into_inner);
            (state.looks, state.cpu) = (looks, own_cpu());
        }
        std::thread::sleep(pause);
    }
}

/// The strip lies in the left 32 of 60 parts of the picture.
fn strip_width(width: u32) -> u32 {
    width * 32 / 60 + 1
}

fn read_strip(row: &[u8], width: u32) -> Option<Mark> {
    let pixels = Pixels::of_four_bytes(row, 0);
    // A stride of nothing: each row is this one.
    pixels.read(width, width * 9 / 16)
}

/// Asks that the watcher be woken before those whom it watches: it takes little and must not look
/// away. Where that is not allowed, what it missed is counted as unseen.
fn go_first() {
    let own = std::fs::read_link("/proc/thread-self").unwrap_or_default();
    if let Some(thread) = own.file_name() {
        let mut renice = std::process::Command::new("renice");
        renice.args(["-n", "-15", "-p"]).arg(thread);
        renice.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        // It is a wish.
        let _ = renice.status();
    }
}

/// Processor time of this thread (proc(5): `schedstat`, nanoseconds on the processor first).
fn own_cpu() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|word| word.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}
