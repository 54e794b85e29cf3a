//! Notes as values: text in, [`document::Document`] out.
//!
//! Pure and total: every text parses, what is wrong becomes an issue with its line.
//! Knows no files, no library and no screen.

pub mod document;
pub mod front_matter;
