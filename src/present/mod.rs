//! A note as slides: what stands on which slide, and where the speaker is.
//!
//! Pure: the height of a text is asked for through a closure, because only the screen knows it.
//! [`deck`] divides the note by meaning, [`most`] bounds what is endless, [`fit`] divides what is too
//! high for the screen, [`pages`] keeps the result, [`cursor`] moves through it. `ui::screens::present` draws.

pub mod cursor;
pub mod deck;
pub mod fit;
pub mod most;
pub mod narrow;
pub mod pages;
pub mod question;
mod seams;
