//! The viewer's pages, overlay and theme in egui, without a window.
