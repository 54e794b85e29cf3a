//! The rows of the tree, kept from one frame to the next.

use std::collections::BTreeSet;
use std::sync::{Arc, Weak};

use crate::app::state::AppState;
use crate::base::ids::TopicId;
use crate::library::Library;
use crate::library::tree::{self, TreeRow};

/// The rows as they were made last, and of what.
#[derive(Debug, Default)]
pub(super) struct KnownRows {
    library: Weak<Library>,
    folded: BTreeSet<TopicId>,
    filter: String,
    pub(super) shown: Arc<[TreeRow]>,
}

/// Why the rows are others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Changed {
    /// Notes came, went or changed.
    Notes,
    /// More or fewer of them are shown.
    Shown,
}

impl KnownRows {
    /// Makes the rows to be seen anew where notes, folds or filter changed.
    pub(super) fn follow(&mut self, state: &AppState, filter: &str) -> Option<Changed> {
        let now = Arc::downgrade(&state.library);
        let has_same_notes = self.library.ptr_eq(&now);
        if has_same_notes && self.folded == state.folded && self.filter == filter {
            return None;
        }
        *self = Self {
            library: now,
            folded: state.folded.clone(),
            filter: filter.to_owned(),
            shown: tree::rows(&state.library, &state.folded, filter).into(),
        };
        Some(if has_same_notes {
            Changed::Shown
        } else {
            Changed::Notes
        })
    }
}
