//! All notes as one value: identities, titles, the tree of topics, links between them.
//!
//! Pure: files are read by others and handed in as text. A library never changes; an import
//! makes a new one that shares every note it did not touch. Documents are not kept, but what all
//! screens need of every note ([`digest`]).

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::base::ids::{NoteId, TopicId};
use crate::markdown::document::Issue;
use linked::Linked;

pub mod anchor;
pub mod digest;
pub mod links;
pub mod marks;
pub mod note;
pub mod reading_time;
pub mod sketch;
pub mod tree;

mod build;
mod linked;
mod names;
mod path;

pub use note::{FileStamp, Note, NoteSource, NoteText, Origin, ParsedNote};
pub use tree::Topic;

/// The topic under which a person's own notes stand.
pub const MY_NOTES: &str = "my";

/// All notes, in the order of the tree.
#[derive(Debug, Clone, Default)]
pub struct Library {
    notes: Vec<Note>,
    positions: HashMap<NoteId, usize>,
    tree: tree::Tree,
    index: links::Index,
    /// Empty until they are followed.
    linked: OnceLock<Linked>,
}

impl Library {
    /// Reads all sources. Of two with the same origin, root and path the later counts.
    pub fn build(sources: Vec<NoteSource>) -> Self {
        let parsed = sources.into_iter().map(ParsedNote::parse).map(Arc::new);
        Self::from_parsed(parsed.collect())
    }

    /// The library of notes that are parsed already, in any order: for those who parse with
    /// progress, or on several threads.
    pub fn from_parsed(parsed: Vec<Arc<ParsedNote>>) -> Self {
        build::assemble(parsed)
    }

    /// This library with notes added, or replaced where origin, root and path are the same.
    /// Only the given sources are parsed.
    #[must_use]
    pub fn with_notes_replaced(&self, sources: Vec<NoteSource>) -> Self {
        let fresh = sources.into_iter().map(ParsedNote::parse).map(Arc::new);
        Self::from_parsed(self.parsed().chain(fresh).collect())
    }

    /// This library without the notes that `is_gone` names.
    #[must_use]
    pub fn without_notes(&self, is_gone: impl Fn(&Note) -> bool) -> Self {
        let kept = self.notes.iter().filter(|note| !is_gone(note));
        Self::from_parsed(kept.map(|note| note.parsed().clone()).collect())
    }

    /// The identity that a note gets, unless another has it already.
    pub fn identity_of(note: &ParsedNote) -> NoteId {
        NoteId::new(build::wanted_id(note))
    }

    /// What a note that is not there was probably called, by its identity.
    pub fn name_of(id: &NoteId) -> String {
        names::title(path::file_name(id.as_str()))
    }

    /// The notes in the order of the tree, bundled ones first; pages of topics included.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The note with this identity.
    pub fn note(&self, id: &NoteId) -> Option<&Note> {
        self.notes.get(*self.positions.get(id)?)
    }

    /// Where a note stands in the order of the tree.
    pub fn position(&self, id: &NoteId) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// The note before this one in the order of the tree.
    pub fn note_before(&self, id: &NoteId) -> Option<&Note> {
        self.notes.get(self.positions.get(id)?.checked_sub(1)?)
    }

    /// The note after this one in the order of the tree.
    pub fn note_after(&self, id: &NoteId) -> Option<&Note> {
        self.notes.get(self.positions.get(id)? + 1)
    }

    /// The topics in the order of the tree, each before those within it.
    pub fn topics(&self) -> &[Topic] {
        self.tree.topics()
    }

    /// The topic with this identity.
    pub fn topic(&self, id: &TopicId) -> Option<&Topic> {
        self.tree.topic(id)
    }

    /// The notes of a topic and its subtopics, pages included, in the order of the tree.
    pub fn notes_in(&self, id: &TopicId) -> &[Note] {
        let range = self.topic(id).map(|topic| topic.notes.clone());
        range
            .and_then(|range| self.notes.get(range))
            .unwrap_or_default()
    }

    /// The topics that a note stands in, outermost first.
    pub fn topics_above(&self, note: &Note) -> Vec<&Topic> {
        self.tree.topics_above(note.topic())
    }

    /// The notes that link to this one, in the order of the tree.
    pub fn linked_from(&self, id: &NoteId) -> &[NoteId] {
        self.linked.get().map_or(&[], |linked| linked.from(id))
    }

    /// The notes that this one links to, in the order of its text.
    pub fn links_to(&self, id: &NoteId) -> &[NoteId] {
        self.linked.get().map_or(&[], |linked| linked.to(id))
    }

    /// Follows the links of all notes, once: work for a job. Until then no note is known to link to
    /// another.
    pub fn follow_links(&self) {
        self.linked.get_or_init(|| Linked::of(self));
    }

    /// What is wrong in the notes, link by link excepted (see [`links::check`]).
    pub fn issues(&self) -> impl Iterator<Item = (&NoteId, &Issue)> {
        self.notes
            .iter()
            .flat_map(|note| note.issues().iter().map(|issue| (note.id(), issue)))
    }

    /// What was read, note by note: for the library of tomorrow, and for the cache.
    pub fn parsed(&self) -> impl Iterator<Item = Arc<ParsedNote>> {
        self.notes.iter().map(|note| note.parsed().clone())
    }
}

#[cfg(test)]
mod tests;
