//! What a reader marks in notes: bookmarks, and highlights in three inks, with comments.
//!
//! A fold over the journal: of two records about one mark the later counts, whatever the order in
//! which they arrive. Nothing of it stands in a note; a mark hangs on words ([`Place`]) and waits
//! when they are gone. An undo writes again what was: a mark has no other history.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::anchor::Place;
use crate::base::ids::{MarkId, NoteId};
use crate::base::stamp::Stamp;
use crate::base::time::Moment;

mod citations;

pub use citations::to_markdown;

/// The color of a highlight.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Ink {
    /// Like a text marker.
    #[default]
    Amber,
    /// Calm.
    Green,
    /// Careful.
    Rose,
}

impl Ink {
    /// All of them, in the order of their keys.
    pub const ALL: [Self; 3] = [Self::Amber, Self::Green, Self::Rose];

    /// What it is called within a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Amber => "amber",
            Self::Green => "green",
            Self::Rose => "rose",
        }
    }
}

/// What a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MarkKind {
    /// A place to come back to.
    Bookmark,
    /// Words on colored ground.
    Highlight(Ink),
}

/// One bookmark or highlight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Which.
    pub id: MarkId,
    /// Where.
    pub place: Place,
    /// What.
    pub kind: MarkKind,
    /// What the reader says to it; may be empty.
    pub comment: String,
    /// When it was made.
    pub made: Moment,
}

impl Mark {
    /// The color, if it is a highlight.
    pub fn ink(&self) -> Option<Ink> {
        match self.kind {
            MarkKind::Highlight(ink) => Some(ink),
            MarkKind::Bookmark => None,
        }
    }

    /// The words it marks; the heading where it marks a place without words.
    pub fn words(&self) -> &str {
        let heading = || self.place.path.last().unwrap_or(&self.place.section);
        if self.place.quote.is_empty() {
            heading()
        } else {
            &self.place.quote
        }
    }
}

/// What a record says of a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking {
    /// Which mark.
    pub mark: MarkId,
    /// What it is from now on; nothing if it was removed.
    pub becomes: Option<Marked>,
}

/// What is known of a mark beside its name and age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: MarkKind,
    /// What the reader says to it.
    pub comment: String,
}

/// All marks.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    turns: BTreeMap<MarkId, Turn>,
    present: BTreeMap<MarkId, Mark>,
    by_note: BTreeMap<NoteId, BTreeSet<MarkId>>,
    revision: u64,
}

/// The first and the last word about a mark.
#[derive(Debug, Clone)]
struct Turn {
    made: Moment,
    last: Stamp,
}

impl Marks {
    /// Takes up one record.
    pub fn apply(&mut self, stamp: Stamp, marking: Marking) {
        let Marking { mark: id, becomes } = marking;
        let made = stamp.at;
        let turn = self.turns.get(&id);
        let is_last = turn.is_none_or(|turn| turn.last < stamp);
        let made = turn.map_or(made, |turn| turn.made.min(made));
        let last = match turn {
            Some(turn) if !is_last => turn.last.clone(),
            _ => stamp,
        };
        self.turns.insert(id.clone(), Turn { made, last });
        self.revision += 1;
        if is_last {
            self.replace(&id, becomes);
        }
        if let Some(mark) = self.present.get_mut(&id) {
            mark.made = made;
        }
    }

    fn replace(&mut self, id: &MarkId, becomes: Option<Marked>) {
        if let Some(before) = self.present.remove(id)
            && let Some(of_note) = self.by_note.get_mut(&before.place.note)
        {
            of_note.remove(id);
            if of_note.is_empty() {
                self.by_note.remove(&before.place.note);
            }
        }
        let Some(marked) = becomes else { return };
        let of_note = self.by_note.entry(marked.place.note.clone()).or_default();
        of_note.insert(id.clone());
        let mark = Mark {
            id: id.clone(),
            place: marked.place,
            kind: marked.kind,
            comment: marked.comment,
            made: Moment::from_millis(0),
        };
        self.present.insert(id.clone(), mark);
    }

    /// The mark with this name.
    pub fn get(&self, id: &MarkId) -> Option<&Mark> {
        self.present.get(id)
    }

    /// All marks, in no order that means anything.
    pub fn all(&self) -> impl Iterator<Item = &Mark> {
        self.present.values()
    }

    /// The marks of a note, in reading order as far as it is known without the note.
    pub fn of_note(&self, note: &NoteId) -> Vec<&Mark> {
        let ids = self.by_note.get(note).into_iter().flatten();
        let mut marks: Vec<&Mark> = ids.filter_map(|id| self.present.get(id)).collect();
        marks.sort_by_key(|mark| (mark.place.block, mark.place.at, mark.made));
        marks
    }

    /// The notes with marks, whether they are there or not.
    pub fn notes(&self) -> impl Iterator<Item = &NoteId> {
        self.by_note.keys()
    }

    /// The bookmarks, the latest first.
    pub fn bookmarks(&self) -> Vec<&Mark> {
        let all = self.all().filter(|mark| mark.kind == MarkKind::Bookmark);
        let mut bookmarks: Vec<&Mark> = all.collect();
        bookmarks.sort_by_key(|mark| std::cmp::Reverse((mark.made, &mark.id)));
        bookmarks
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.present.is_empty()
    }

    /// Changes with every record, for those who keep what they made of the marks.
    pub fn revision(&self) -> u64 {
        self.revision
    }
}

#[cfg(test)]
mod tests;
