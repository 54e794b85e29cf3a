//! All questions of the library, found by id, by note, and by place; and the predictions of
//! the diagrams that its notes explain.

use std::collections::BTreeMap;

use crate::base::ids::{CardId, NoteId};
use crate::diagrams::registry;
use crate::library::{Library, Note, Origin};
use crate::markdown::document::Issue;
use crate::quiz::card::Card;
use crate::quiz::extract::{IdRule, extract};
use crate::quiz::history::History;
use crate::quiz::predict::predictions;

/// Every question, in the order in which they are learned: the tree's, but for overviews, whose
/// questions take for granted what other notes teach.
#[derive(Debug, Default)]
pub struct QuestionBank {
    cards: Vec<Card>,
    by_id: BTreeMap<CardId, usize>,
    by_note: BTreeMap<NoteId, Vec<usize>>,
    predictions: BTreeMap<CardId, Card>,
    issues: BTreeMap<NoteId, Vec<Issue>>,
}

impl QuestionBank {
    /// Reads the questions of all notes.
    pub fn of(library: &Library) -> Self {
        let mut bank = Self::default();
        let is_overview = |note: &&Note| note.document().front_matter.overview;
        let (overviews, notes): (Vec<&Note>, Vec<&Note>) =
            library.notes().iter().partition(is_overview);
        for note in notes.into_iter().chain(overviews) {
            let ids = match note.origin() {
                Origin::Bundled => IdRule::Required,
                Origin::Mine => IdRule::Optional,
            };
            let (cards, issues) = extract(&note.document(), note.id(), ids);
            if !issues.is_empty() {
                bank.issues.insert(note.id().clone(), issues);
            }
            for card in cards {
                let at = bank.cards.len();
                bank.by_id.insert(card.id.clone(), at);
                bank.by_note.entry(note.id().clone()).or_default().push(at);
                bank.cards.push(card);
            }
        }
        bank.predictions = registry::KINDS
            .iter()
            .filter(|kind| library.note(&NoteId::new(kind.note)).is_some())
            .flat_map(predictions)
            .map(|card| (card.id.clone(), card))
            .collect();
        bank
    }

    /// All questions in the order in which they are learned.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// All questions, and those predictions that were made at least once in their diagram.
    pub fn askable<'a>(&'a self, history: &'a History) -> impl Iterator<Item = &'a Card> {
        let made = self.predictions.values();
        let made = made.filter(|card| history.memory(&card.id).is_some());
        self.cards.iter().chain(made)
    }

    /// One question or prediction.
    pub fn card(&self, id: &CardId) -> Option<&Card> {
        let question = self.by_id.get(id).and_then(|at| self.cards.get(*at));
        question.or_else(|| self.predictions.get(id))
    }

    /// The question that stands in the `block`th block of a note.
    pub fn card_at(&self, note: &NoteId, block: usize) -> Option<&Card> {
        self.of_note(note).find(|card| card.block == block)
    }

    /// The questions of a note.
    pub fn of_note(&self, note: &NoteId) -> impl Iterator<Item = &Card> {
        self.by_note
            .get(note)
            .into_iter()
            .flatten()
            .filter_map(|at| self.cards.get(*at))
    }

    /// What is wrong with the questions of a note.
    pub fn issues_of(&self, note: &NoteId) -> &[Issue] {
        self.issues.get(note).map_or(&[], Vec::as_slice)
    }
}
