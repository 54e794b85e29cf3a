//! What a search found, as it is shown: grouped by note, each place with an excerpt.
//!
//! The index names notes and blocks; titles and texts are taken from the library as it is now,
//! so that what is shown is what will be opened.

use std::ops::Range;
use std::sync::Arc;

use super::entry::{Insert, Kind, Texts, indexed_texts, repeats_title};
use super::excerpt::Excerpt;
use super::sought::Sought;
use crate::base::ids::NoteId;
use crate::base::shared_text::SharedText;
use crate::library::{Library, Note};
use crate::markdown::document::{Block, BlockKind, Document, Inline};

/// How much of what is found is shown: a little at first, more when it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach(usize);

impl Default for Reach {
    fn default() -> Self {
        Self(1)
    }
}

impl Reach {
    /// The farthest: a list that is longer is no help.
    const FARTHEST: usize = 16;

    /// So many entries are ranked by kind and grouped.
    pub fn entries(self) -> usize {
        160 * self.0
    }

    /// At most this many notes are shown.
    fn notes(self) -> usize {
        12 * self.0
    }

    /// At most this many places of a note.
    fn places(self) -> usize {
        3 * self.0
    }

    /// The next one, if there is one.
    pub fn farther(self) -> Option<Self> {
        (self.0 < Self::FARTHEST).then_some(Self(4 * self.0))
    }
}

/// How closely what was found answers the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Breadth {
    /// All words, in one of their forms.
    #[default]
    All,
    /// All words, or such as are spelled alike.
    Alike,
    /// Some of the words.
    Some,
}

/// What the index found, best first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The places.
    pub hits: Vec<Hit>,
    /// What the words of the query came to mean.
    pub sought: Sought,
    /// How closely the hits answer it.
    pub breadth: Breadth,
    /// How many places there are in all.
    pub all: usize,
    /// How many of them were looked up.
    pub reach: Reach,
}

/// One place, as the index knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The note.
    pub note: NoteId,
    /// The first block of the entry.
    pub block: usize,
    /// What it is.
    pub kind: Kind,
    /// Higher is better.
    pub score: f32,
}

impl Hit {
    /// Whether both are the same entry.
    pub fn is_same_place(&self, other: &Self) -> bool {
        (&self.note, self.block, self.kind) == (&other.note, other.block, other.kind)
    }
}

/// What is shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Results {
    /// What was typed.
    pub query: String,
    /// What its words came to mean.
    pub sought: Sought,
    /// How closely the places answer it.
    pub breadth: Breadth,
    /// The notes, the one with the best place first.
    pub notes: Vec<NoteHits>,
    /// How many places there are in all.
    pub all: usize,
    /// How many of them may be shown.
    pub reach: Reach,
    /// Whether there are more places than are shown.
    pub more: bool,
}

/// The places of one note.
#[derive(Debug, Clone, PartialEq)]
pub struct NoteHits {
    /// The note.
    pub note: NoteId,
    /// Its title.
    pub title: Arc<str>,
    /// The parts of it that were looked for: byte ranges, ascending.
    pub title_lit: Vec<Range<usize>>,
    /// The topic it stands in; may be empty.
    pub chapter: Arc<str>,
    /// Best first.
    pub places: Vec<Place>,
}

/// One place of a note.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// What it is.
    pub kind: Kind,
    /// The block to open the note at.
    pub block: usize,
    /// The heading of the section, or what a diagram is called; empty in the note's head.
    pub heading: Arc<str>,
    /// The parts of it that were looked for.
    pub heading_lit: Vec<Range<usize>>,
    /// Some of its text; of a question what is asked.
    pub excerpt: Excerpt,
}

impl Results {
    /// Groups what was found by note and takes the texts from the notes. What is no longer
    /// there is left out, and so is what only stands under titles that match.
    pub fn shape(query: &str, found: Found, library: &Library, texts: &dyn Texts) -> Self {
        let mut results = Self {
            query: query.to_owned(),
            sought: found.sought,
            breadth: found.breadth,
            notes: Vec::new(),
            all: found.all,
            reach: found.reach,
            more: found.all > found.hits.len(),
        };
        for hit in &found.hits {
            results.add(hit, library, texts);
        }
        results.all = results.all.max(results.places());
        results
    }

    /// How many places are shown.
    pub fn places(&self) -> usize {
        self.notes.iter().map(|note| note.places.len()).sum()
    }

    /// The place with this number, counted over all notes.
    pub fn place(&self, number: usize) -> Option<(&NoteHits, &Place)> {
        self.all_places().nth(number)
    }

    /// The number of the first place that is meant.
    pub fn number_of(&self, is_it: impl Fn(&NoteHits, &Place) -> bool) -> Option<usize> {
        self.all_places()
            .position(|(note, place)| is_it(note, place))
    }

    fn all_places(&self) -> impl Iterator<Item = (&NoteHits, &Place)> {
        let notes = self.notes.iter();
        notes.flat_map(|note| note.places.iter().map(move |place| (note, place)))
    }

    fn add(&mut self, hit: &Hit, library: &Library, texts: &dyn Texts) {
        let known = self.notes.iter().position(|note| note.note == hit.note);
        let full = match known.and_then(|at| self.notes.get(at)) {
            Some(note) => note.places.len() >= self.reach.places(),
            None => self.notes.len() >= self.reach.notes(),
        };
        let Some(note) = library.note(&hit.note) else {
            return;
        };
        if full {
            self.more = true;
            return;
        }
        let Some(place) = place_of(hit, note, texts, &self.sought) else {
            return;
        };
        if let Some(shown) = known.and_then(|at| self.notes.get_mut(at)) {
            // The same diagram once more looks the same here, and is lit there.
            let is_known = |other: &Place| other.looks_like(&place);
            if !shown.places.iter().any(is_known) {
                shown.places.push(place);
            }
            return;
        }
        let chapter = library
            .topic(note.topic())
            .map(|topic| Arc::clone(&topic.title));
        self.notes.push(NoteHits {
            note: hit.note.clone(),
            title: Arc::clone(note.title()),
            title_lit: self.sought.stretches(note.title()),
            chapter: chapter.unwrap_or_default(),
            places: vec![place],
        });
    }
}

impl Place {
    fn looks_like(&self, other: &Self) -> bool {
        self.kind == Kind::Diagram
            && (self.kind, &self.heading, &self.excerpt)
                == (other.kind, &other.heading, &other.excerpt)
    }
}

/// A text of an entry with the block that it stands in.
struct Piece {
    block: usize,
    text: SharedText,
}

fn place_of(hit: &Hit, note: &Note, texts: &dyn Texts, sought: &Sought) -> Option<Place> {
    let document = texts.document(note)?;
    let block = document.blocks.get(hit.block);
    let (heading, pieces, unseen) = match (hit.kind, block.map(|block| &block.kind)) {
        (Kind::Text, _) => {
            let (heading, pieces) = section(hit.block, note, &document)?;
            (heading, pieces, 0)
        }
        (kind, Some(BlockKind::Directive(directive))) => {
            let insert = texts.insert(note.id(), hit.block, directive)?;
            if insert.kind != kind {
                return None;
            }
            let unseen = insert.offered.iter().map(|text| sequences(text, sought));
            let unseen = unseen.max().unwrap_or(0);
            let pieces = shown_of(&insert, hit.block);
            (insert.title, pieces, unseen)
        }
        _ => return None,
    };
    let named = sequences(&heading, sought);
    let in_head = hit.kind == Kind::Text && heading.is_empty();
    let titled = if in_head {
        sequences(note.title(), sought)
    } else {
        0
    };
    let best = best_piece(&pieces, sought);
    let says = best.as_ref().map_or(0, |(says, _)| *says);
    if !sought.is_empty() && named + titled + says + unseen == 0 {
        return None;
    }
    let (block, text) = match best {
        Some((0, piece)) => (hit.block, piece.text.clone()),
        Some((_, piece)) => (piece.block, piece.text.clone()),
        None => (hit.block, "".into()),
    };
    Some(Place {
        kind: hit.kind,
        block,
        heading_lit: sought.stretches(&heading),
        heading,
        excerpt: Excerpt::of(&text, sought),
    })
}

/// What is shown of a question or of a diagram: of the one all that is asked, of the other the
/// best of its texts.
fn shown_of(insert: &Insert, block: usize) -> Vec<Piece> {
    let texts = match insert.kind {
        Kind::Question => {
            let asked: Vec<&str> = insert.texts.iter().map(|text| &**text).collect();
            vec![asked.join(" ").as_str().into()]
        }
        _ => insert.texts.clone(),
    };
    let piece = |text| Piece { block, text };
    texts.into_iter().map(piece).collect()
}

/// Heading and texts of a section, or of the head, up to the next heading.
fn section(start: usize, note: &Note, document: &Document) -> Option<(Arc<str>, Vec<Piece>)> {
    let first = document.blocks.get(start);
    let own = note
        .outline()
        .entries
        .iter()
        .find(|entry| entry.block == start);
    let is_head =
        start == 0 && (own.is_none() || first.is_some_and(|block| repeats_title(0, block, note)));
    if own.is_none() && !is_head {
        return None;
    }
    let next = note
        .outline()
        .entries
        .iter()
        .find(|entry| entry.block > start);
    let end = next.map_or(document.blocks.len(), |entry| entry.block);
    let from = if own.is_some() { start + 1 } else { start };
    let mut pieces = Vec::new();
    if is_head && !note.summary().is_empty() {
        let text = note.summary().into();
        pieces.push(Piece { block: 0, text });
    }
    for (at, block) in document.blocks.iter().enumerate().take(end).skip(from) {
        let texts = said_by(block).into_iter();
        pieces.extend(texts.map(|text| Piece { block: at, text }));
    }
    let heading = own
        .filter(|_| !is_head)
        .map(|entry| Arc::clone(&entry.title));
    Some((heading.unwrap_or_default(), pieces))
}

/// The texts of a block; of a table one for each row, since a cell alone says little.
fn said_by(block: &Block) -> Vec<SharedText> {
    let BlockKind::Table(table) = &block.kind else {
        return indexed_texts(block);
    };
    let row = |cells: &Vec<Inline>| {
        let texts = cells.iter().map(|cell| cell.text.trim());
        let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
        SharedText::from(texts.join(" \u{b7} ").as_str())
    };
    let rows = std::iter::once(&table.header).chain(&table.rows);
    rows.map(row).collect()
}

/// The piece that says most of what is sought, the first of several; with how much that is.
fn best_piece<'a>(pieces: &'a [Piece], sought: &Sought) -> Option<(usize, &'a Piece)> {
    let mut best: Option<(usize, &Piece)> = None;
    for piece in pieces.iter().filter(|piece| !piece.text.trim().is_empty()) {
        let says = sequences(&piece.text, sought);
        if best.as_ref().is_none_or(|(most, _)| says > *most) {
            best = Some((says, piece));
        }
        if says == sought.len() {
            break;
        }
    }
    best
}

/// How many of the sequences occur in a text.
fn sequences(text: &str, sought: &Sought) -> usize {
    let mut seen: Vec<usize> = sought
        .find(text)
        .iter()
        .map(|found| found.sequence)
        .collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len()
}

#[cfg(test)]
mod tests;
