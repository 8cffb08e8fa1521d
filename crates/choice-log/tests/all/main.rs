//! Consent, the chain and the written forms.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by ending")]

mod chain;
mod consent;
mod forms;
mod support;
