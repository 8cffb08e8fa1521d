//! The window without a window, by what an author and their assistive technology meet.

mod asks;
mod menus;
mod playing;
pub(crate) mod stage;
