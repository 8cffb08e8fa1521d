//! The viewer's window, and the same player without one.

pub mod compose;
