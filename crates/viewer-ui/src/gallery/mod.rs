//! Every page and element with sample data, in two languages: what `edamichi gallery` shows, what
//! pictures are made of, and what the snapshots of the accessibility tree are taken from.
//!
//! To add a page: write a function in [`samples`] (or in a file of its own beside it) that makes its
//! model from a [`Tongue`], and add one line to [`PAGES`]:
//!
//! ```text
//! page("recorded", |tongue, show| show(&model(Page::Recorded(recorded::sample(tongue)))))
//! ```
//!
//! Where something is seen only after a key was pressed, `.pressing(…)` says which keys; `.with(…)`
//! changes how pages are drawn. Then run the tests with `UPDATE_SNAPSHOTS=1`, which writes the new
//! page's snapshots, and look at `edamichi gallery --shots DIR`.

mod elements;
mod figures;
pub mod front;
mod list;
pub mod recorded;
pub mod samples;
mod way;

pub use elements::{Elements, picture};
pub use figures::{BAD_BRANDS, Figure, contrast_figures};
pub use list::PAGES;
pub use samples::Tongue;

use crate::{Options, ViewModel};
use egui::{Event, Key, Modifiers};

/// The windows that pages are looked at in: small, usual, portrait, and as large as they come.
pub const SIZES: [(u32, u32); 4] = [(640, 360), (1280, 720), (1080, 1920), (3840, 2160)];

/// Shows a model to whoever looks at the page; called once.
pub type Show<'s> = dyn FnMut(&ViewModel<'_>) + 's;

/// A page with sample data.
#[derive(Clone, Copy)]
pub struct Sample {
    /// Its name in files and on the command line.
    pub name: &'static str,
    make: fn(&Tongue, &mut Show<'_>),
    steps: &'static [Step],
    options: fn(&mut Options),
}

/// What is done to a page before it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A key is pressed and let go of.
    Key(Modifiers, Key),
    /// Words are written.
    Text(&'static str),
}

/// A page without anything pressed.
pub(crate) const fn page(name: &'static str, make: fn(&Tongue, &mut Show<'_>)) -> Sample {
    Sample { name, make, steps: &[], options: |_| {} }
}

impl Sample {
    /// These keys are pressed first, one a pass.
    pub(crate) const fn pressing(self, steps: &'static [Step]) -> Self {
        Self { steps, ..self }
    }

    /// Pages are drawn with these options.
    pub(crate) const fn with(self, options: fn(&mut Options)) -> Self {
        Self { options, ..self }
    }

    /// Makes the page's model and lets `look` see it.
    pub fn show(&self, tongue: &Tongue, look: &mut Show<'_>) {
        (self.make)(tongue, look);
    }

    /// Sets how this page is drawn.
    pub fn set(&self, options: &mut Options) {
        (self.options)(options);
    }

    /// The events of each pass before the page is looked at. Between them, and after the last,
    /// pages need two passes to settle.
    #[must_use]
    pub fn events(&self) -> Vec<Vec<Event>> {
        self.steps.iter().map(|step| step.events()).collect()
    }
}

impl Step {
    fn events(self) -> Vec<Event> {
        match self {
            Self::Key(modifiers, key) => [true, false]
                .map(|pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers })
                .to_vec(),
            Self::Text(text) => vec![Event::Text(text.to_owned())],
        }
    }
}

/// The texts in both languages: Japanese, then English.
#[must_use]
pub fn tongues() -> [Tongue; 2] {
    [samples::japanese(), samples::english()]
}
