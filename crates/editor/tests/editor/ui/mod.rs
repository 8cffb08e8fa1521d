//! The window without a window, by what an author and their assistive technology meet, and by where
//! things lie.

mod asks;
mod beginning;
mod by_keyboard;
mod canvas;
mod canvas_arrivals;
mod canvas_pictures;
mod files;
mod findings;
mod form_pictures;
mod inspecting;
mod menus;
mod outline;
mod picture;
mod playing;
mod random;
mod rig;
pub(crate) mod stage;
mod telling;
#[path = "../../../../viewer-ui/tests/viewer/told.rs"]
mod told;
mod tree;
