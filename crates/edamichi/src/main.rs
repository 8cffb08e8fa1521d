//! Edamichi: branching videos, played, made and understood.
fn main() {}
