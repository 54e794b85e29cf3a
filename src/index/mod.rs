//! The full-text index of all notes: which places hold which words, ranked by BM25.
//!
//! Kept in a folder of the cache so that a start need not build it anew, in memory where that
//! cannot be. What is damaged, or was written by another version, is thrown away and built again:
//! everything in it comes from the notes. One [`NoteIndex::update`] runs at a time, searches beside
//! it see what was there before. What words are, what is cut from notes and how queries are read
//! is `crate::search`'s business; this module knows files and the engine.
//!
//! Words are indexed as they stand. Other forms of a typed word (plurals, continuations, likely
//! spellings) are looked up in the dictionary of the index when they are asked for: a second field
//! with stems would double the index, rank a form as high as the word itself, and leave unsaid what
//! to light.

mod ask;
mod exclude;
mod expand;
mod open;
mod schema;
mod update;

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use crate::base::ids::NoteId;
use crate::search::entry::NoteEntries;
use crate::search::query::Query;
use crate::search::results::{Found, Reach};
use open::Open;

/// The index. Nothing is opened before the first [`Self::update`].
#[derive(Debug)]
pub struct NoteIndex {
    folder: Option<PathBuf>,
    open: Mutex<Option<Open>>,
}

/// The notes that are to be in the index.
pub trait Notes {
    /// How many.
    fn count(&self) -> usize;

    /// The entries of one of them; `None` if it cannot be read now.
    fn entries(&self, at: usize) -> Option<NoteEntries>;

    /// One of them, with a number that changes when its entries do: so that a note which did not
    /// change need not be read.
    fn stamp(&self, at: usize) -> Option<(NoteId, u64)>;
}

/// What an update did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changes {
    /// Notes that are new or were changed.
    pub indexed: usize,
    /// Notes that are gone.
    pub removed: usize,
}

/// The index is not what it was, or its folder failed. What to do is the caller's choice;
/// [`NoteIndex::update`] begins anew after [`NoteIndex::discard`].
#[derive(Debug, thiserror::Error)]
#[error("the index of the notes failed: {reason}")]
pub struct IndexError {
    /// What the engine said.
    reason: String,
}

impl From<tantivy::TantivyError> for IndexError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self {
            reason: error.to_string(),
        }
    }
}

impl NoteIndex {
    /// Kept in `folder`, which belongs to the index alone: what else lies there goes.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self {
            folder: Some(folder),
            open: Mutex::default(),
        }
    }

    /// For this run only.
    pub fn in_memory() -> Self {
        Self {
            folder: None,
            open: Mutex::default(),
        }
    }

    /// Brings the index up to date with `notes`: only those that changed are indexed again.
    /// `go_on` is told how many notes were looked at, and stops the update by saying no: then all
    /// is as it was, and `None` comes back. A folder that fails is given up for memory.
    pub fn update(
        &self,
        notes: &dyn Notes,
        go_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Option<Changes>, IndexError> {
        let open = match self.opened() {
            Some(open) => open,
            None => Open::kept_or_new(self.folder.as_deref())?,
        };
        let done = match update::update(&open, notes, go_on) {
            Err(_folder_failed) if open.is_on_disk => {
                update::update(&Open::in_memory()?, notes, go_on)?
            }
            done => done?,
        };
        Ok(done.map(|(open, changes)| {
            *self.lock() = Some(open);
            changes
        }))
    }

    /// The best places for a query, as many as the reach says; none before the first update.
    pub fn search(&self, query: &Query, reach: Reach) -> Result<Found, IndexError> {
        match self.opened() {
            Some(open) if !query.is_empty() => ask::search(&open, query, reach),
            _ => Ok(Found::default()),
        }
    }

    /// Whether the index lies in its folder; false too before the first update.
    pub fn is_on_disk(&self) -> bool {
        self.opened().is_some_and(|open| open.is_on_disk)
    }

    /// Throws everything away.
    pub fn discard(&self) {
        *self.lock() = None;
        if let Some(folder) = &self.folder {
            open::clear(folder);
        }
    }

    fn opened(&self) -> Option<Open> {
        self.lock().clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
