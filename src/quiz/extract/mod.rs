//! From a parsed note to its questions: every `quiz` block becomes a card, or an issue.
//!
//! Nothing is dropped in silence: what cannot be asked, and what only looks wrong, is named
//! with its line in the note. Called by the library build; asks and remembers nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::card::{Card, plain_text};
use super::fingerprint;
use super::kind::{self, Problem, Question};
use crate::base::ids::{CardId, NoteId};
use crate::markdown::document::{Block, BlockKind, Directive, DirectiveName, Document, Issue};
use crate::markdown::outline::Outline;

mod fence;
mod list;

use fence::Fence;
pub use list::{card_of, list};

/// Whether a question may come without an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdRule {
    /// A missing id is an issue: bundled notes.
    Required,
    /// A missing id is made from the prompt: the person's own notes.
    Optional,
}

/// The questions of a note in reading order, and what is wrong with them, by line.
///
/// A question without a usable id gets one made from its prompt: `q-` and eight hex digits,
/// the same as long as the prompt's words stay.
pub fn extract(document: &Document, note: &NoteId, ids: IdRule) -> (Vec<Card>, Vec<Issue>) {
    let mut extraction = Extraction {
        document,
        note,
        ids,
        outline: None,
        lines: Lines::default(),
        taken: BTreeMap::new(),
        contents: BTreeMap::new(),
        cards: Vec::new(),
        issues: Vec::new(),
    };
    for (at, block) in document.blocks.iter().enumerate() {
        if let BlockKind::Directive(directive) = &block.kind
            && directive.name == DirectiveName::Quiz
        {
            extraction.read(at, block, directive);
        }
    }
    (extraction.cards, extraction.issues)
}

struct Extraction<'a> {
    document: &'a Document,
    note: &'a NoteId,
    ids: IdRule,
    /// Made when the first question is met.
    outline: Option<Outline>,
    lines: Lines,
    /// The line of the question that has an id.
    taken: BTreeMap<String, usize>,
    /// The line of the first question with this content.
    contents: BTreeMap<u64, usize>,
    cards: Vec<Card>,
    issues: Vec<Issue>,
}

impl Extraction<'_> {
    fn read(&mut self, at: usize, block: &Block, directive: &Directive) {
        let source = Arc::clone(&self.document.source);
        let line = self.lines.of(&source, block.range.start);
        let body_line = self.lines.of(&source, directive.body_start);
        let (fence, messages) = Fence::read(&directive.arguments);
        for message in messages {
            self.report(line, message);
        }
        let mut problems = Vec::new();
        let question = kind::read(fence.type_name.as_deref(), &directive.body, &mut problems);
        for Problem { offset, message } in problems {
            let within = crate::markdown::document::line_of(&directive.body, offset) - 1;
            self.report(body_line + within, message);
        }
        if let Some(question) = question {
            self.add(at, line, fence, question, &directive.body);
        }
    }

    fn add(&mut self, at: usize, line: usize, fence: Fence, question: Question, body: &str) {
        let content_hash = fingerprint::of_text(&fingerprint::normalized(body));
        let prompt_text = plain_text(&question.prompt);
        let Some(own_id) = self.own_id(line, fence.id, &prompt_text, content_hash) else {
            return;
        };
        let document = self.document;
        let outline = self.outline.get_or_insert_with(|| Outline::of(document));
        let heading = outline
            .section_of(at)
            .and_then(|section| outline.entries.get(section));
        self.cards.push(Card {
            id: CardId::in_note(self.note, &own_id),
            note: self.note.clone(),
            section: heading.map(|heading| heading.anchor.clone()),
            section_title: heading.map(|heading| heading.title.clone()),
            domain: fence.domain.map(Arc::from),
            kind: question.kind,
            prompt: Arc::from(question.prompt),
            explanation: Arc::from(question.explanation),
            shuffle: fence.shuffle,
            picture: None,
            line,
            block: at,
        });
        self.taken.insert(own_id, line);
        self.contents.entry(content_hash).or_insert(line);
    }

    /// The question's id in its note: as given, else from its prompt, else from all its text,
    /// numbered in the end.
    /// `None` for a question that stands in the note twice.
    fn own_id(
        &mut self,
        line: usize,
        given: Option<String>,
        prompt: &str,
        content_hash: u64,
    ) -> Option<String> {
        match given {
            Some(id) => match self.taken.get(&id) {
                None => return Some(id),
                Some(other) => {
                    let message = format!("id \"{id}\" is taken by the question on line {other}");
                    self.report(line, message);
                }
            },
            None if self.ids == IdRule::Required => {
                self.report(
                    line,
                    "a question without an id: write `quiz id=…`".to_owned(),
                );
            }
            None => {}
        }
        if let Some(other) = self.contents.get(&content_hash) {
            let message = format!("the same question as on line {other}");
            self.report(line, message);
            return None;
        }
        let of_prompt = short_id(fingerprint::of_text(&fingerprint::normalized(prompt)));
        let of_content = short_id(content_hash);
        let numbered = (2..).map(|number| format!("{of_content}-{number}"));
        [of_prompt, of_content.clone()]
            .into_iter()
            .chain(numbered)
            .find(|id| !self.taken.contains_key(id))
    }

    fn report(&mut self, line: usize, message: String) {
        self.issues.push(Issue { line, message });
    }
}

fn short_id(hash: u64) -> String {
    format!("q-{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
}

/// Counts lines onward from where it stopped, so that a long note is walked once.
#[derive(Default)]
struct Lines {
    offset: usize,
    passed: usize,
}

impl Lines {
    fn of(&mut self, source: &str, offset: usize) -> usize {
        if offset < self.offset {
            *self = Self::default();
        }
        let between = source
            .as_bytes()
            .get(self.offset..offset)
            .unwrap_or_default();
        self.passed += between.split(|byte| *byte == b'\n').count() - 1;
        self.offset = offset;
        self.passed + 1
    }
}

#[cfg(test)]
mod tests;
