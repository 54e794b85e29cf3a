//! Notes as values: text in, [`document::Document`] out.
//!
//! Pure and total: every text parses, what is wrong becomes an issue with its line.
//! Knows no files, no library and no screen.

pub mod directive;
pub mod document;
pub mod excerpt;
pub mod formula;
pub mod front_matter;
pub mod highlight;
pub mod outline;
pub mod plain;
pub mod written;

mod autolink;
mod callout;
mod code;
mod containers;
mod footnotes;
mod heading;
mod hidden;
mod highlight_marks;
mod html;
mod inline;
mod issues;
mod parser;
mod picture;
mod table;
mod yaml;

pub use parser::{parse, parse_beginning, parse_to_show};
