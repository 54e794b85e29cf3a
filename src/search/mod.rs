//! Finding things as one types: names by a few of their letters, text by its words.
//!
//! Pure. [`fuzzy`] ranks names. For the text, [`words`] says what a word is, [`query`] reads what
//! was typed, [`entry`] cuts notes into what is found, [`results`] groups what was found,
//! [`excerpt`] cuts some of a text out, [`lights`] says which words of an open note are lit;
//! [`pattern`] is what is looked for in one note alone. The index itself, which knows files, is
//! `crate::index`.

mod abbreviation;
pub mod entry;
pub mod excerpt;
pub mod fuzzy;
pub mod lights;
pub mod pattern;
pub mod query;
pub mod results;
pub mod sought;
pub mod words;
