//! Bringing a person's own notes in: plan, review, one transaction, undo.
//!
//! [`plan::plan`] looks at what was given and writes nothing; the window shows the [`plan::Plan`];
//! [`execute::execute`] copies what was chosen, all or nothing; [`batch::undo`] takes it back.
//! The originals are only ever read. Knows no window; `tasks` runs it on a worker thread.

pub mod anatomy;
pub mod batch;
pub mod convert;
pub mod execute;
mod gather;
mod output;
pub mod plan;
pub mod relink;
pub mod source;
pub mod split;

/// What long work says while it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'a> {
    /// Finished pieces.
    pub done: usize,
    /// All pieces; 0 while that is not known.
    pub total: usize,
    /// What is being worked on: a file's name.
    pub label: &'a str,
}

/// Hears of every step, and may ask to stop: telling progress and looking for a cancel are one
/// call.
pub type Watch<'a> = dyn FnMut(Step<'_>) -> Result<(), Cancelled> + 'a;

/// The person asked to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("canceled")]
pub struct Cancelled;
