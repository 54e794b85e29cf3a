//! Questions under way: a run of them on the practise screen, and single ones inside notes.

use super::route::Scope;
use crate::base::time::Day;
use crate::quiz::memory::{Interval, Rating};
use crate::quiz::sitting::{Showing, Sitting, Summary};

/// The practise screen's run.
#[derive(Debug, Clone)]
pub struct Practice {
    /// Which questions it draws from.
    pub scope: Scope,
    /// The run itself.
    pub sitting: Sitting,
    /// How it went, once it is over.
    pub summary: Option<Summary>,
}

/// One question inside a note, as a run of one.
#[derive(Debug, Clone)]
pub struct NoteQuestion {
    /// The run.
    pub sitting: Sitting,
    /// The showing that was rated, and what the rating led to.
    pub rated: Option<(Showing, Rated)>,
}

/// What a rating led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rated {
    /// How it was rated.
    pub rating: Rating,
    /// The day on which the question comes back.
    pub due: Day,
    /// How long it rests until then.
    pub interval: Interval,
}
