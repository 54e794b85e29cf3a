//! What a search found, as it is shown: grouped by note, each place with an excerpt.
//!
//! The index names notes and blocks; titles and texts are taken from the library as it is now,
//! so that what is shown is what will be opened.

use std::ops::Range;
use std::sync::Arc;

use super::entry::{Kind, Texts, drawn_texts, repeats_title};
use super::sought::Sought;
use crate::base::ids::NoteId;
use crate::base::shared_text::SharedText;
use crate::library::{Library, Note};
use crate::markdown::document::{BlockKind, Document};

/// At most this many notes are shown.
const NOTES: usize = 12;
/// At most this many places of a note.
const PLACES: usize = 3;
/// About so many characters of a text are shown around a hit.
const EXCERPT: usize = 180;
/// So many of them before the first hit.
const BEFORE: usize = 50;

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
    /// Some of its text.
    pub excerpt: Excerpt,
}

/// Some of a text, on one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// With `…` where something is left out.
    pub text: String,
    /// The parts that were looked for: byte ranges, ascending.
    pub lit: Vec<Range<usize>>,
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
            more: false,
        };
        for hit in &found.hits {
            results.add(hit, library, texts);
        }
        results
    }

    /// How many places are shown.
    pub fn places(&self) -> usize {
        self.notes.iter().map(|note| note.places.len()).sum()
    }

    /// The place with this number, counted over all notes.
    pub fn place(&self, number: usize) -> Option<(&NoteHits, &Place)> {
        let places = self
            .notes
            .iter()
            .flat_map(|note| note.places.iter().map(move |place| (note, place)));
        places.into_iter().nth(number)
    }

    fn add(&mut self, hit: &Hit, library: &Library, texts: &dyn Texts) {
        let known = self.notes.iter().position(|note| note.note == hit.note);
        let full = match known.and_then(|at| self.notes.get(at)) {
            Some(note) => note.places.len() >= PLACES,
            None => self.notes.len() >= NOTES,
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
            shown.places.push(place);
            return;
        }
        let chapter = library
            .topic(note.topic())
            .map(|topic| Arc::clone(&topic.title));
        self.notes.push(NoteHits {
            note: hit.note.clone(),
            title: Arc::clone(note.title()),
            chapter: chapter.unwrap_or_default(),
            places: vec![place],
        });
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
    let (heading, pieces) = match (hit.kind, block.map(|block| &block.kind)) {
        (Kind::Text, _) => section(hit.block, note, &document)?,
        (kind, Some(BlockKind::Directive(directive))) => {
            let insert = texts.insert(note.id(), hit.block, directive)?;
            let shown = insert.texts.into_iter();
            let pieces = shown.map(|text| Piece {
                block: hit.block,
                text,
            });
            (insert.kind == kind).then(|| (insert.title, pieces.collect()))?
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
    if !sought.is_empty() && named + titled == 0 && best.as_ref().is_none_or(|(says, _)| *says == 0)
    {
        return None;
    }
    let (block, text) = best.map_or((hit.block, "".into()), |(_, piece)| {
        (piece.block, piece.text.clone())
    });
    Some(Place {
        kind: hit.kind,
        block,
        heading,
        excerpt: Excerpt::of(&text, sought),
    })
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
        let texts = drawn_texts(block).into_iter();
        pieces.extend(texts.map(|text| Piece { block: at, text }));
    }
    let heading = own
        .filter(|_| !is_head)
        .map(|entry| Arc::clone(&entry.title));
    Some((heading.unwrap_or_default(), pieces))
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

impl Excerpt {
    /// What stands around the first hit of a text, by whole words.
    pub fn of(text: &str, sought: &Sought) -> Self {
        let text = one_line(text);
        let found = sought.stretches(&text);
        let first = found.first().map_or(0, |range| range.start);
        let start = start_before(&text, first);
        let end = end_after(&text, start);
        let opening = if start > 0 { "\u{2026}" } else { "" };
        let closing = if end < text.len() { "\u{2026}" } else { "" };
        let shown = text.get(start..end).unwrap_or_default().trim_end();
        let lit = found
            .into_iter()
            .filter(|range| range.start >= start && range.end <= start + shown.len())
            .map(|range| range.start - start + opening.len()..range.end - start + opening.len())
            .collect();
        Self {
            text: format!("{opening}{shown}{closing}"),
            lit,
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the excerpt begins so that `hit` is well within it: at a word.
fn start_before(text: &str, hit: usize) -> usize {
    let before = text.get(..hit).unwrap_or_default();
    let Some((from, _)) = before.char_indices().rev().nth(BEFORE) else {
        return 0;
    };
    let tail = before.get(from..).unwrap_or_default();
    let after_space = tail.find(' ').map_or(from, |space| from + space + 1);
    let sentence = tail.rfind(". ").map(|stop| from + stop + 2);
    sentence.unwrap_or(after_space)
}

fn end_after(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let Some((end, _)) = rest.char_indices().nth(EXCERPT) else {
        return text.len();
    };
    let head = rest.get(..end).unwrap_or_default();
    start
        + head
            .rfind(' ')
            .filter(|space| *space > EXCERPT / 2)
            .unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::entry::tests::{Plain, library};
    use proptest::prelude::*;

    fn sought(words: &[&str]) -> Sought {
        let mut sought = Sought::default();
        for word in words {
            sought.add(vec![[(*word).to_owned()].into()]);
        }
        sought
    }

    fn hit(note: &str, block: usize, kind: Kind) -> Hit {
        Hit {
            note: NoteId::new(note),
            block,
            kind,
            score: 1.0,
        }
    }

    const NOTE: &str = "# A\n\nhead queue\n\n## B\n\nnothing here\n\nThe queue\nwaits for the queue.\n\n```quiz id=q\nWhich queue?\n```\n";

    #[test]
    fn places_are_grouped_by_note_and_open_where_the_words_stand() {
        let library = library(&[("a.md", NOTE), ("b.md", "# Queue\n")]);
        let found = Found {
            hits: vec![
                hit("a", 2, Kind::Text),
                hit("b", 0, Kind::Text),
                hit("a", 5, Kind::Question),
                hit("gone", 0, Kind::Text),
                hit("a", 99, Kind::Text),
            ],
            sought: sought(&["queue"]),
            breadth: Breadth::All,
        };
        let results = Results::shape("queue", found, &library, &Plain);
        let seen: Vec<_> = results
            .notes
            .iter()
            .map(|note| {
                let places = note
                    .places
                    .iter()
                    .map(|place| (place.block, &*place.heading, place.excerpt.text.as_str()));
                (note.note.as_str(), places.collect::<Vec<_>>())
            })
            .collect();
        assert_eq!(
            seen,
            [
                (
                    "a",
                    vec![
                        (4, "B", "The queue waits for the queue."),
                        (5, "", "Which queue?")
                    ]
                ),
                ("b", vec![(0, "", "")]),
            ]
        );
        assert_eq!(
            results.place(2).map(|(note, _)| note.note.as_str()),
            Some("b")
        );
    }

    #[test]
    fn section_that_only_stands_under_a_matching_title_is_left_out() {
        let library = library(&[("a.md", "# Queue\n\n## B\n\nno word\n")]);
        let found = Found {
            hits: vec![hit("a", 1, Kind::Text)],
            sought: sought(&["queue"]),
            ..Found::default()
        };
        assert!(
            Results::shape("queue", found, &library, &Plain)
                .notes
                .is_empty()
        );
    }

    #[test]
    fn excerpt_shows_the_hit_in_its_sentence() {
        let text = format!(
            "{} Then the queue waits. {}",
            "Some words first. ".repeat(9),
            "More words. ".repeat(30)
        );
        let excerpt = Excerpt::of(&text, &sought(&["queue"]));
        assert!(
            excerpt
                .text
                .starts_with("\u{2026}Then the queue waits. More"),
            "{}",
            excerpt.text
        );
        assert!(excerpt.text.ends_with("\u{2026}"));
        assert_eq!(excerpt.text.get(excerpt.lit[0].clone()), Some("queue"));
    }

    proptest! {
        #[test]
        fn excerpt_of_any_text_is_sound(text in "[a-c é東\n.“]{0,400}") {
            let excerpt = Excerpt::of(&text, &sought(&["a", "b"]));
            let lit: Vec<_> = excerpt.lit.iter().map(|range| excerpt.text.get(range.clone())).collect();
            let is_sought = |lit: &str| lit.chars().all(|c| matches!(c, 'a' | 'b' | ' '));
            prop_assert!(lit.iter().all(|lit| lit.is_some_and(is_sought)), "{:?}", excerpt);
            prop_assert!(excerpt.text.chars().count() <= EXCERPT + 2);
        }
    }
}
