//! What both windows, the viewer's and the author's, are made of.
//!
//! - [`Output`]: draws pictures and egui's output into a window: by a graphics device, or by the
//!   processor where there is none ([`raster`]); [`Compositor`] is the device's half, also off screen.
//! - [`system_fonts`]: typefaces of the system for letters that the program's own lacks.
//! - [`interface`]: egui's side of a window: its state, assistive technology, when it draws again.
//! - [`place`]: where a window is, from one day to the next.
//! - [`dialogs`]: the system's file dialogs.
//! - [`keeper`]: a thread that writes small files, each whole or not at all.
//! - [`recent`]: which stories were opened lately.
//!
//! Nothing here knows a story, a session or a page.

mod compose;
pub mod dialogs;
pub mod interface;
pub mod keeper;
mod output;
pub mod place;
pub mod raster;
pub mod recent;
pub mod system_fonts;

pub use compose::Compositor;
pub use keeper::Keeper;
pub use output::{Output, OutputError};
pub use place::WindowPlace;
