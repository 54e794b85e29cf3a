//! Questions as values: read from notes, scheduled, asked, judged and counted.
//!
//! Pure: time, randomness and the learner's log come in as arguments, new records go out as
//! return values. Knows no widgets, files, threads or clock; `app` drives it.

// From a note or a diagram to a question.
pub mod card;
pub mod extract;
pub mod kind;
pub mod predict;

// From an answer to the next due day.
pub mod history;
pub mod memory;
pub mod scheduler;

// From what waits to the end of a sitting.
pub mod generate;
pub mod queue;
pub mod sitting;

// How far the learner is, and how good the questions are.
pub mod blueprint;
pub mod check;
pub mod readiness;
pub mod stats;

mod fingerprint;
#[cfg(test)]
mod testing;
