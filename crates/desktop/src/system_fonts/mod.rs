//! Typefaces of the system for letters that the program's own typeface lacks: emoji, Hangul,
//! Arabic, simplified Chinese and all others.
//!
//! Nothing is read before such a letter is met. In a window a thread of its own looks, and the
//! letter is a placeholder until it has found something ([`install`]); pictures wait for it
//! ([`install_at_once`]).

mod face;
mod folders;

use egui::{FallbackRequest, FontData, FontFamily, FontInsert, FontPriority, FontProvider, InsertFontFamily};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Letters that wait to be looked for. A page of a script that is new asks for fewer; more than
/// these are asked for again when the first are found.
const MOST_WAITING: usize = 4_096;

/// Typefaces that are kept in memory at most: a text may name letters of every script there is.
const MOST_FACES: usize = 12;

/// A letter, upright or bold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Wanted {
    letter: char,
    bold: bool,
}

/// Which typeface: its file and its place in it.
type FaceId = (PathBuf, u32);

/// What is known so far.
#[derive(Default)]
struct Known {
    /// `None`: no typeface of this system has it.
    faces: HashMap<Wanted, Option<FaceId>>,
    loaded: HashMap<FaceId, FontInsert>,
    asked: BTreeSet<Wanted>,
}

/// Finds and reads typefaces.
struct Finder {
    folders: Vec<PathBuf>,
    known: Mutex<Known>,
}

impl Finder {
    fn new(folders: Vec<PathBuf>) -> Self {
        Self { folders, known: Mutex::default() }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks through the system's typefaces for these letters; whether there is something new.
    fn find(&self, wanted: &BTreeSet<Wanted>) -> bool {
        let found = face::best_for(&self.folders, wanted);
        let mut new = false;
        for letter in wanted {
            let id = found.get(letter).cloned();
            let have = id.as_ref().is_some_and(|id| self.known().loaded.contains_key(id));
            let room = self.known().loaded.len() < MOST_FACES;
            let loaded = id.as_ref().filter(|_| !have && room).and_then(load);
            let mut known = self.known();
            let usable = have || loaded.is_some();
            new |= usable;
            if let (Some(id), Some(insert)) = (&id, loaded) {
                known.loaded.insert(id.clone(), insert);
            }
            known.faces.insert(*letter, id.filter(|_| usable));
        }
        new
    }

    /// The typeface for a letter; `Err`: nobody has looked yet.
    fn face_for(&self, wanted: Wanted) -> Result<Option<FontInsert>, ()> {
        let known = self.known();
        let id = known.faces.get(&wanted).ok_or(())?;
        Ok(id.as_ref().and_then(|id| known.loaded.get(id)).cloned())
    }
}

fn load(id: &FaceId) -> Option<FontInsert> {
    let (path, index) = id;
    let bytes = face::read(path)?;
    tracing::info!(font = %path.display(), index, "a typeface of the system is used");
    let data = FontData { index: *index, ..FontData::from_owned(bytes) };
    Some(FontInsert::new(&format!("{}#{index}", path.display()), data, Vec::new()))
}

/// Asks the finder's thread, and never waits for it.
struct Asking {
    finder: Arc<Finder>,
    queue: SyncSender<Wanted>,
}

impl FontProvider for Asking {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let wanted = wanted(request)?;
        match self.finder.face_for(wanted) {
            Ok(face) => face.map(|face| for_family(face, request.family)),
            Err(()) => {
                if self.finder.known().asked.insert(wanted)
                    && let Err(TrySendError::Full(_)) = self.queue.try_send(wanted)
                {
                    self.finder.known().asked.remove(&wanted);
                }
                None
            }
        }
    }
}

fn wanted(request: &FallbackRequest<'_>) -> Option<Wanted> {
    let letter = request.cluster.chars().next()?;
    let bold = matches!(request.family, FontFamily::Name(name) if **name == *"bold");
    Some(Wanted { letter, bold })
}

fn for_family(mut face: FontInsert, family: &FontFamily) -> FontInsert {
    face.families = vec![InsertFontFamily { family: family.clone(), priority: FontPriority::Lowest }];
    face
}

/// A context's way to the system's typefaces.
pub struct SystemFonts {
    provider: Arc<dyn FontProvider>,
    news: Arc<AtomicBool>,
}

impl SystemFonts {
    /// Takes into use what was found; whether pages must be drawn again for it.
    pub fn take_news(&self, context: &egui::Context) -> bool {
        let news = self.news.swap(false, Ordering::AcqRel);
        if news {
            // egui asks for a letter once: given the provider anew, it asks again.
            context.set_font_providers(vec![Arc::clone(&self.provider)]);
        }
        news
    }
}

/// Lets `context` use the system's typefaces. They are looked for on a thread that ends with
/// `context` and what is returned; `wake` is called there when some were found.
pub fn install(context: &egui::Context, wake: impl Fn() + Send + 'static) -> SystemFonts {
    install_from(Arc::new(Finder::new(folders::of_this_system())), context, wake)
}

fn install_from(
    finder: Arc<Finder>,
    context: &egui::Context,
    wake: impl Fn() + Send + 'static,
) -> SystemFonts {
    let (queue, letters) = sync_channel(MOST_WAITING);
    let provider: Arc<dyn FontProvider> = Arc::new(Asking { finder: Arc::clone(&finder), queue });
    context.set_font_providers(vec![Arc::clone(&provider)]);
    let news = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&news);
    let looked = std::thread::Builder::new().name("system-fonts".to_owned()).spawn(move || {
        while let Some(batch) = next_batch(&letters) {
            if finder.find(&batch) {
                told.store(true, Ordering::Release);
                wake();
            }
        }
    });
    if let Err(error) = looked {
        tracing::warn!("the system's typefaces are not looked at: {error}");
    }
    SystemFonts { provider, news }
}

/// The next letter and all that wait with it; `None` when nobody asks any more.
fn next_batch(letters: &Receiver<Wanted>) -> Option<BTreeSet<Wanted>> {
    let first = letters.recv().ok()?;
    Some(std::iter::once(first).chain(letters.try_iter()).collect())
}

/// Lets `context` use the system's typefaces, looking for them while a text is laid out: for
/// pictures, which are right at once or never.
pub fn install_at_once(context: &egui::Context) {
    let finder = Finder::new(folders::of_this_system());
    let provider = move |request: &FallbackRequest<'_>| {
        let wanted = wanted(request)?;
        if finder.face_for(wanted).is_err() {
            finder.find(&BTreeSet::from([wanted]));
        }
        let face = finder.face_for(wanted).ok().flatten()?;
        Some(for_family(face, request.family))
    };
    context.set_font_providers(vec![Arc::new(provider)]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    const OURS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/fonts");

    fn finder() -> Finder {
        Finder::new(vec![PathBuf::from(OURS)])
    }

    #[test]
    fn what_no_typeface_has_is_not_looked_for_again() {
        let finder = finder();
        let [known, unknown] = ['枝', '\u{10ffff}'].map(|letter| Wanted { letter, bold: false });
        assert!(finder.face_for(known).is_err(), "nobody looked yet");
        assert!(finder.find(&BTreeSet::from([known, unknown])));
        assert!(finder.face_for(known).unwrap().is_some());
        assert!(finder.face_for(unknown).unwrap().is_none());
        assert!(!finder.find(&BTreeSet::from([unknown])), "that is no news");
    }

    #[test]
    fn a_window_is_told_when_a_typeface_was_found() {
        let context = egui::Context::default();
        context.set_fonts(egui::FontDefinitions::empty());
        let (woken, wakes) = sync_channel(8);
        let finder = Arc::new(finder());
        let fonts = install_from(finder, &context, move || woken.send(()).unwrap());
        let font = egui::FontId::proportional(20.0);
        let has = |ctx: &egui::Context| ctx.fonts_mut(|fonts| fonts.has_glyph(&font, '枝'));
        let mut had = true;
        context.run_ui(egui::RawInput::default(), |ui| had = has(ui.ctx())).drop_without_applying_deltas();
        assert!(!had, "it is not waited for");
        wakes.recv_timeout(Duration::from_secs(60)).unwrap();
        assert!(fonts.take_news(&context) && !fonts.take_news(&context));
        context.run_ui(egui::RawInput::default(), |ui| had = has(ui.ctx())).drop_without_applying_deltas();
        assert!(had);
    }
}
