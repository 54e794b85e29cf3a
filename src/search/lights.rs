//! Which words of an open note are lit, numbered in reading order so that one can step through.
//!
//! They are those of a search over all notes ([`Sought`]) or of what is looked for in this one
//! (`search::pattern`).
//!
//! Texts are known by where they lie in memory, which they share with the document and the
//! questions that are drawn: the typesetter asks with the very text that it sets.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::entry::{Inserts, Kind, drawn_texts, repeats_title};
use super::sought::Sought;
use crate::base::shared_text::SharedText;
use crate::library::Note;
use crate::markdown::document::{Block, BlockKind, Document};
use crate::markdown::excerpt::TextSpot;

/// More are not lit: nobody steps through them, and an endless note stays quick.
const MOST: usize = 100_000;

/// Finds stretches to light in a text.
pub trait Finds {
    /// Their bytes, in order, none within another and none empty.
    fn find_in(&self, text: &str) -> Vec<Range<usize>>;
}

impl Finds for Sought {
    fn find_in(&self, text: &str) -> Vec<Range<usize>> {
        self.stretches(text)
    }
}

/// The lit words of one note.
#[derive(Debug, Clone, Default)]
pub struct Lights {
    document: Arc<Document>,
    /// Where each lit place stands, in reading order.
    places: Vec<LitPlace>,
    title: Vec<Light>,
    summary: Vec<Light>,
    by_text: HashMap<usize, Lit>,
}

/// Where a lit place stands in its note.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct LitPlace {
    /// 0 is the head with the title and the summary, from 1 on come the blocks.
    pub item: usize,
    /// How far down in the item, from 0 to 1, by its letters.
    pub share: f32,
}

#[derive(Debug, Clone)]
struct Lit {
    /// Held so that no other text comes to lie in its place.
    text: SharedText,
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
    /// Finds what is to be lit in a note, whose text is `document`, and in what its directives
    /// show.
    pub fn of(
        note: &Note,
        document: &Arc<Document>,
        inserts: &dyn Inserts,
        finds: &dyn Finds,
    ) -> Self {
        let mut lights = Self {
            document: Arc::clone(document),
            ..Self::default()
        };
        lights.title = lights.found(0, 0.0..0.5, note.title(), finds);
        lights.summary = lights.found(0, 0.5..1.0, note.summary(), finds);
        for (at, block) in document.blocks.iter().enumerate() {
            if repeats_title(at, block, note) {
                continue;
            }
            let item = at + 1;
            let BlockKind::Directive(directive) = &block.kind else {
                lights.light(item, drawn_texts(block), finds);
                continue;
            };
            match inserts.insert(note.id(), at, directive) {
                Some(insert) if insert.kind == Kind::Diagram => {
                    let texts = insert.texts.iter().map(|text| &**text);
                    let mut texts = texts.chain([&*insert.title]);
                    if texts.any(|text| !finds.find_in(text).is_empty()) {
                        // The picture as a whole.
                        lights.places.push(LitPlace { item, share: 0.0 });
                    }
                }
                Some(insert) => lights.light(item, insert.all_texts(), finds),
                None => {}
            }
        }
        lights
    }

    fn light(&mut self, item: usize, texts: Vec<SharedText>, finds: &dyn Finds) {
        let letters = texts.iter().map(|text| text.len()).sum::<usize>().max(1) as f32;
        let mut before = 0;
        for text in texts {
            let after = before + text.len();
            let share = before as f32 / letters..after as f32 / letters;
            before = after;
            let lights = self.found(item, share, &text, finds);
            if !lights.is_empty() {
                self.by_text.insert(address(&text), Lit { text, lights });
            }
        }
    }

    /// The lights of a text that takes this `share` of its item.
    fn found(
        &mut self,
        item: usize,
        share: Range<f32>,
        text: &str,
        finds: &dyn Finds,
    ) -> Vec<Light> {
        let room = MOST.saturating_sub(self.places.len());
        if room == 0 {
            return Vec::new();
        }
        let first = self.places.len();
        let per_byte = (share.end - share.start) / text.len().max(1) as f32;
        let found = finds.find_in(text).into_iter().take(room);
        let lights: Vec<Light> = found
            .zip(first..)
            .map(|(range, number)| Light { range, number })
            .collect();
        self.places.extend(lights.iter().map(|light| LitPlace {
            item,
            share: share.start + light.range.start as f32 * per_byte,
        }));
        lights
    }

    /// How many places are lit.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Whether there may be more than are lit.
    pub fn is_cut(&self) -> bool {
        self.places.len() >= MOST
    }

    /// The place with this number.
    pub fn place(&self, number: usize) -> Option<LitPlace> {
        self.places.get(number).copied()
    }

    /// The first place here or further down, else the last one; 0 if there is none.
    pub fn nearest(&self, from: LitPlace) -> usize {
        let at = self.places.partition_point(|place| *place < from);
        at.min(self.len().saturating_sub(1))
    }

    /// Whether something is lit from one place on to just before another.
    pub fn any_within(&self, stretch: Range<LitPlace>) -> bool {
        let at = self.places.partition_point(|place| *place < stretch.start);
        self.places
            .get(at)
            .is_some_and(|place| *place < stretch.end)
    }

    /// Whether they were found in this very document.
    pub fn are_of(&self, document: &Arc<Document>) -> bool {
        Arc::ptr_eq(&self.document, document)
    }

    /// The lit places of the note's title.
    pub fn of_title(&self) -> &[Light] {
        &self.title
    }

    /// The lit places of the note's summary.
    pub fn of_summary(&self) -> &[Light] {
        &self.summary
    }

    /// The lit places of a text of the note.
    pub fn of_text(&self, text: &str) -> &[Light] {
        let lit = self.by_text.get(&address(text));
        let same = lit.filter(|lit| lit.text.len() == text.len());
        same.map_or(&[], |lit| lit.lights.as_slice())
    }
}

impl LitPlace {
    /// Where a note begins that is opened at a block: at the first one with its title.
    pub fn from_block(block: usize) -> Self {
        match block {
            0 => Self::default(),
            block => Self::block(block),
        }
    }

    /// Just before a place in the words of its block.
    pub fn of_spot(block: &Block, spot: TextSpot) -> Self {
        let texts = drawn_texts(block);
        let lengths = texts.iter().map(|text| text.len());
        let letters = lengths.clone().sum::<usize>().max(1);
        let before = lengths.take(spot.part).sum::<usize>() + spot.at;
        Self {
            item: spot.block + 1,
            share: (before as f32 - 0.5) / letters as f32,
        }
    }

    /// The top of a block.
    pub fn block(block: usize) -> Self {
        Self {
            item: block + 1,
            share: 0.0,
        }
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
        let document = Arc::new(note.parse_kept().unwrap());
        let lights = Lights::of(note, &document, &Plain, &sought);
        let items: Vec<_> = (0..6)
            .map(|number| Some(lights.place(number)?.item))
            .collect();
        assert_eq!(items, [Some(0), Some(2), Some(3), Some(3), Some(4), None]);
        assert_eq!(lights.of_title().len(), 1);
        let paragraph = document.blocks[1].inlines().next().unwrap();
        let lit = lights.of_text(&paragraph.text);
        assert_eq!(
            lit,
            [Light {
                range: 2..7,
                number: 1
            }]
        );
        assert!(lights.of_text("A queue.").is_empty(), "another text");
        assert_eq!(lights.nearest(LitPlace::block(2)), 2);
        assert_eq!(lights.nearest(LitPlace::block(9)), 4);
        let within = |from, to| lights.any_within(LitPlace::block(from)..LitPlace::block(to));
        assert!(within(1, 2) && !within(4, 9));
    }
}
