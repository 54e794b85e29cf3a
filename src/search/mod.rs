//! Finding things by name as one types.
//!
//! Pure: entries in, ranked hits out. What the entries are is the caller's business.

pub mod fuzzy;
