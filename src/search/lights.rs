//! Which words of an open note are lit, numbered in reading order so that one can step through.
//!
//! Texts are known by where they lie in memory, which they share with the document and the
//! questions that are drawn: the typesetter asks with the very text that it sets.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::entry::{Inserts, Kind, drawn_texts, repeats_title};
use super::sought::Sought;
use crate::library::Note;
use crate::markdown::document::{BlockKind, Document};

/// More are not lit: nobody steps through them, and an endless note stays quick.
const MOST: usize = 5_000;

/// The lit words of one note.
#[derive(Debug, Clone, Default)]
pub struct Lights {
    document: Arc<Document>,
    /// The block of each lit place, in reading order.
    blocks: Vec<usize>,
    by_text: HashMap<usize, Lit>,
}

#[derive(Debug, Clone)]
struct Lit {
    /// Held so that no other text comes to lie in its place.
    text: Arc<str>,
    lights: Vec<Light>,
}

/// One lit place in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Light {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its number in the note, from 0.
    pub number: usize,
}

impl Lights {
    /// Finds what is to be lit in a note and in what its directives show.
    pub fn of(note: &Note, inserts: &dyn Inserts, sought: &Sought) -> Self {
        let mut lights = Self {
            document: note.document(),
            ..Self::default()
        };
        let document = note.document();
        for (at, block) in document.blocks.iter().enumerate() {
            if repeats_title(at, block, note) {
                continue;
            }
            let BlockKind::Directive(directive) = &block.kind else {
                lights.light(at, drawn_texts(block), sought);
                continue;
            };
            match inserts.insert(note.id(), at, directive) {
                Some(insert) if insert.kind == Kind::Diagram => {
                    let mut texts = insert.texts.iter().chain([&insert.title]);
                    if texts.any(|text| !sought.find(text).is_empty()) {
                        lights.blocks.push(at); // the picture as a whole
                    }
                }
                Some(insert) => lights.light(at, insert.texts, sought),
                None => {}
            }
        }
        lights
    }

    fn light(&mut self, block: usize, texts: Vec<Arc<str>>, sought: &Sought) {
        for text in texts {
            let room = MOST.saturating_sub(self.blocks.len());
            let found = sought.stretches(&text).into_iter().take(room);
            let lights: Vec<Light> = found
                .zip(self.blocks.len()..)
                .map(|(range, number)| Light { range, number })
                .collect();
            if !lights.is_empty() {
                self.blocks.extend(lights.iter().map(|_| block));
                self.by_text.insert(address(&text), Lit { text, lights });
            }
        }
    }

    /// How many places are lit.
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The block of the place with this number.
    pub fn block_of(&self, number: usize) -> Option<usize> {
        self.blocks.get(number).copied()
    }

    /// The first place in this block or after it, else the last one; 0 if there is none.
    pub fn nearest(&self, block: usize) -> usize {
        let at = self.blocks.partition_point(|lit| *lit < block);
        at.min(self.len().saturating_sub(1))
    }

    /// Whether they were found in this very document.
    pub fn are_of(&self, document: &Arc<Document>) -> bool {
        Arc::ptr_eq(&self.document, document)
    }

    /// The lit places of a text of the note.
    pub fn of_text(&self, text: &str) -> &[Light] {
        let lit = self.by_text.get(&address(text));
        let same = lit.filter(|lit| lit.text.len() == text.len());
        same.map_or(&[], |lit| lit.lights.as_slice())
    }
}

fn address(text: &str) -> usize {
    text.as_ptr().addr()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::entry::tests::{Plain, library};

    #[test]
    fn lit_places_are_numbered_in_reading_order() {
        let library = library(&[(
            "a.md",
            "# A queue\n\nA queue.\n\n| queue | b |\n|---|---|\n| c | queue |\n\n```\nqueue\n```\n",
        )]);
        let note = &library.notes()[0];
        let mut sought = Sought::default();
        sought.add(vec![["queue".to_owned()].into()]);
        let lights = Lights::of(note, &Plain, &sought);
        let blocks: Vec<_> = (0..5).map(|number| lights.block_of(number)).collect();
        assert_eq!(blocks, [Some(1), Some(2), Some(2), Some(3), None]);
        let document = note.document();
        let paragraph = document.blocks[1].inlines().next().unwrap();
        let lit = lights.of_text(&paragraph.text);
        assert_eq!(
            lit,
            [Light {
                range: 2..7,
                number: 0
            }]
        );
        assert!(lights.of_text("A queue.").is_empty(), "another text");
        assert_eq!(lights.nearest(2), 1);
        assert_eq!(lights.nearest(9), 3);
    }
}
