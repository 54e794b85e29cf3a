//! All questions of the library, found by id, by note, and by place; and the predictions of
//! the diagrams that its notes explain.
//!
//! Keeps what schedules need of each question; the question itself is read from its text when it
//! is asked for, which takes microseconds.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use crate::base::ids::{CardId, NoteId};
use crate::diagrams::registry;
use crate::library::digest::{Question, Questions};
use crate::library::{Library, Note, Origin};
use crate::markdown::document::Issue;
use crate::quiz::card::{Card, Listed};
use crate::quiz::extract::{IdRule, card_of, list};
use crate::quiz::history::History;
use crate::quiz::predict::predictions;

/// Every question, in the order in which they are learned: the tree's, but for overviews, whose
/// questions take for granted what other notes teach.
#[derive(Debug, Default)]
pub struct QuestionBank {
    listed: Vec<Listed>,
    by_id: BTreeMap<CardId, usize>,
    notes: HashMap<NoteId, OfNote>,
    predictions: BTreeMap<CardId, (Listed, Card)>,
}

/// What one note asks.
#[derive(Debug)]
struct OfNote {
    note: Note,
    questions: Arc<Questions>,
    /// Its questions among all.
    range: Range<usize>,
}

impl QuestionBank {
    /// Takes up the questions of all notes.
    pub fn of(library: &Library) -> Self {
        let mut bank = Self::default();
        let is_overview = |note: &&Note| note.is_overview();
        let (overviews, notes): (Vec<&Note>, Vec<&Note>) =
            library.notes().iter().partition(is_overview);
        for note in notes.into_iter().chain(overviews) {
            bank.add(note);
        }
        bank.predictions = registry::KINDS
            .iter()
            .filter(|kind| library.note(&NoteId::new(kind.note)).is_some())
            .flat_map(predictions)
            .map(|card| (card.id.clone(), (card.listed(), card)))
            .collect();
        bank
    }

    fn add(&mut self, note: &Note) {
        let Some(questions) = questions_of(note) else {
            return;
        };
        if questions.list.is_empty() && questions.issues.is_empty() {
            return;
        }
        let start = self.listed.len();
        for question in &questions.list {
            let id = CardId::in_note(note.id(), &question.own_id);
            self.by_id.insert(id.clone(), self.listed.len());
            let section = question.section;
            let heading = section.and_then(|at| note.outline().entries.get(at as usize));
            self.listed.push(Listed {
                id,
                note: note.id().clone(),
                section: heading.map(|heading| Arc::clone(&heading.anchor)),
                domain: question.domain.clone(),
                guess_rate: question.guess_rate,
            });
        }
        let of_note = OfNote {
            note: note.clone(),
            questions,
            range: start..self.listed.len(),
        };
        self.notes.insert(note.id().clone(), of_note);
    }

    /// How many questions there are, predictions not counted.
    pub fn len(&self) -> usize {
        self.listed.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// All questions in the order in which they are learned, as far as schedules need them.
    pub fn listed(&self) -> &[Listed] {
        &self.listed
    }

    /// All questions in whole, in the order in which they are learned: for checks of all.
    pub fn cards(&self) -> Vec<Card> {
        let listed = self.listed.iter();
        listed.filter_map(|listed| self.card(&listed.id)).collect()
    }

    /// All questions, and those predictions that were made at least once in their diagram.
    pub fn askable<'a>(&'a self, history: &'a History) -> impl Iterator<Item = &'a Listed> {
        let made = self.predictions.values().map(|(listed, _)| listed);
        let made = made.filter(|listed| history.memory(&listed.id).is_some());
        self.listed.iter().chain(made)
    }

    /// One question or prediction.
    pub fn card(&self, id: &CardId) -> Option<Card> {
        let Some(at) = self.by_id.get(id) else {
            return self.predictions.get(id).map(|(_, card)| card.clone());
        };
        let of_note = self.notes.get(&self.listed.get(*at)?.note)?;
        let question = of_note.questions.list.get(at - of_note.range.start)?;
        of_note.card(question)
    }

    /// The question that stands in the `block`th block of a note.
    pub fn card_at(&self, note: &NoteId, block: usize) -> Option<Card> {
        let of_note = self.notes.get(note)?;
        let mut list = of_note.questions.list.iter();
        let question = list.find(|question| question.block as usize == block)?;
        of_note.card(question)
    }

    /// The questions of a note.
    pub fn of_note(&self, note: &NoteId) -> impl Iterator<Item = Card> {
        let of_note = self.notes.get(note).into_iter();
        of_note.flat_map(|of_note| {
            let list = of_note.questions.list.iter();
            list.filter_map(|question| of_note.card(question))
        })
    }

    /// What is wrong with the questions of a note.
    pub fn issues_of(&self, note: &NoteId) -> &[Issue] {
        let of_note = self.notes.get(note);
        of_note.map_or(&[], |of_note| of_note.questions.issues.as_slice())
    }
}

impl OfNote {
    fn card(&self, question: &Question) -> Option<Card> {
        card_of(self.note.id(), question, self.note.outline())
    }
}

/// Whether the questions of a note may come without an id.
pub fn id_rule(origin: Origin) -> IdRule {
    match origin {
        Origin::Bundled => IdRule::Required,
        Origin::Mine => IdRule::Optional,
    }
}

fn questions_of(note: &Note) -> Option<Arc<Questions>> {
    let known = note.questions().cloned();
    known.or_else(|| {
        let document = note.parse_kept()?;
        Some(Arc::new(list(&document, id_rule(note.origin()))))
    })
}
