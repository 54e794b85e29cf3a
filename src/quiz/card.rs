//! One question with its key, as it was read from a note or from a diagram.
//!
//! Cheap to clone: texts are shared. What the learner knows of it lives in [`super::history`],
//! how each type is judged in [`super::kind`].

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::kind::CardKind;
use crate::base::ids::{CardId, NoteId};
use crate::markdown::document::Block;

/// A question that can be asked: at least two options, one right, or whatever its type needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// What the learner's log refers to.
    pub id: CardId,
    /// The note it stands in.
    pub note: NoteId,
    /// The anchor of the heading above it: the place to read about it.
    pub section: Option<Arc<str>>,
    /// What that heading says.
    pub section_title: Option<Arc<str>>,
    /// The exam task it belongs to: `1.3`.
    pub domain: Option<Arc<str>>,
    /// Its type with the key.
    pub kind: CardKind,
    /// What is shown first. Ranges of blocks count from the start of the question's body.
    pub prompt: Arc<[Block]>,
    /// What is shown after the answer whatever was given; may be empty.
    pub explanation: Arc<[Block]>,
    /// Whether the options may change places.
    pub shuffle: bool,
    /// The state of a diagram that the question is about, as a link to it.
    pub picture: Option<Arc<str>>,
    /// The line of the fence in the note, from 1; 0 for a prediction.
    pub line: usize,
    /// The index of the question's block in its document; none has that of a prediction.
    pub block: usize,
}

/// A question as far as schedules and counts have to know it; [`Card`] says all.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// What the learner's log refers to.
    pub id: CardId,
    /// The note it stands in.
    pub note: NoteId,
    /// The anchor of the heading above it.
    pub section: Option<Arc<str>>,
    /// The exam task it belongs to.
    pub domain: Option<Arc<str>>,
    /// How likely a guess is right, from 0 to 1.
    pub guess_rate: f64,
}

/// What schedules, queues and estimates ask of a question.
pub trait Scheduled {
    /// What the learner's log refers to.
    fn id(&self) -> &CardId;
    /// The note it stands in.
    fn note(&self) -> &NoteId;
    /// The anchor of the heading above it.
    fn section(&self) -> Option<&Arc<str>>;
    /// The exam task it belongs to.
    fn domain(&self) -> Option<&str>;
    /// How likely a guess is right, from 0 to 1.
    fn guess_rate(&self) -> f64;

    /// Where to read about it.
    fn place(&self) -> Place {
        Place {
            note: self.note().clone(),
            section: self.section().cloned(),
        }
    }
}

impl Scheduled for Listed {
    fn id(&self) -> &CardId {
        &self.id
    }

    fn note(&self) -> &NoteId {
        &self.note
    }

    fn section(&self) -> Option<&Arc<str>> {
        self.section.as_ref()
    }

    fn domain(&self) -> Option<&str> {
        self.domain.as_deref()
    }

    fn guess_rate(&self) -> f64 {
        self.guess_rate
    }
}

impl Scheduled for Card {
    fn id(&self) -> &CardId {
        &self.id
    }

    fn note(&self) -> &NoteId {
        &self.note
    }

    fn section(&self) -> Option<&Arc<str>> {
        self.section.as_ref()
    }

    fn domain(&self) -> Option<&str> {
        self.domain.as_deref()
    }

    fn guess_rate(&self) -> f64 {
        self.kind.guess_rate()
    }
}

/// A note, or one section of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The note.
    pub note: NoteId,
    /// The anchor of the section; `None` is the note as a whole, or what stands above its
    /// first heading.
    pub section: Option<Arc<str>>,
}

impl Card {
    /// Where to read about it.
    pub fn place(&self) -> Place {
        Scheduled::place(self)
    }

    /// As far as schedules have to know it.
    pub fn listed(&self) -> Listed {
        Listed {
            id: self.id.clone(),
            note: self.note.clone(),
            section: self.section.clone(),
            domain: self.domain.clone(),
            guess_rate: self.kind.guess_rate(),
        }
    }

    /// The prompt in plain words, for lists and search.
    pub fn prompt_text(&self) -> String {
        plain_text(&self.prompt)
    }
}

/// Blocks as a screen reader says them, by line breaks.
pub fn plain_text(blocks: &[Block]) -> String {
    blocks
        .iter()
        .map(Block::plain_text)
        .collect::<Vec<_>>()
        .join("\n")
}
