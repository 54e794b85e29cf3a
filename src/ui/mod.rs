//! The screens: what is drawn from the state, and what the person's input means.
//!
//! Reads the state, leaves commands; changes nothing itself but what is view-only (scroll,
//! drafts, caches).

pub mod prose;
