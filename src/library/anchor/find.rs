//! Finds places in a note as it is now: all of one note in one pass over its words.
//!
//! In this order: the exact words with what stood around them, in their section before elsewhere;
//! the exact words alone; words that are nearly the same; the start of the section; the old index.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::running_text::RunningText;
use super::sections::{Section, section_of, sections};
use super::{Place, first_chars, near};
use crate::markdown::document::Document;
use crate::markdown::excerpt::TextSpot;

/// So many bytes of a quote are looked for; the rest is compared where they are found.
const NEEDLE_BYTES: usize = 80;

/// A quote of fewer characters is found in many places and means none of them by itself.
const SPECIFIC_CHARS: usize = 12;

/// How sure it is where a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The words stand where they stood.
    Found,
    /// The words stand elsewhere in the note.
    Moved,
    /// The words were edited a little, or what stood around them is gone.
    Near,
    /// The words are gone: this is the nearest place.
    Gone,
}

/// Where a place is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How sure that is.
    pub certainty: Certainty,
    /// The words; empty where they are gone.
    pub range: Range<TextSpot>,
}

impl Found {
    pub(super) fn nowhere() -> Self {
        Self::gone(0)
    }

    fn gone(block: usize) -> Self {
        let spot = TextSpot {
            block,
            ..TextSpot::default()
        };
        Self {
            certainty: Certainty::Gone,
            range: spot..spot,
        }
    }

    /// Whether the words are still in the note.
    pub fn is_there(&self) -> bool {
        self.certainty != Certainty::Gone
    }
}

/// Where the exact words of a quote stand, and how well that fits; the greatest fits best.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Whether enough of what stood around them stands there.
    has_context: bool,
    in_section: bool,
    /// Characters of it.
    context: usize,
    begins_block: bool,
    far: Reverse<(usize, usize)>,
    at: Reverse<usize>,
}

/// A place that is sought.
struct Sought<'a> {
    place: &'a Place,
    section: Option<&'a Section>,
    best: Option<Fit>,
    /// How often the words were met.
    met: usize,
}

/// Finds all `places` of one note, in their order.
pub fn find_all(document: &Document, places: &[&Place]) -> Vec<Found> {
    if places.is_empty() {
        return Vec::new();
    }
    let running = RunningText::of(document, 0..document.blocks.len());
    let sections = sections(document, &running);
    let mut sought: Vec<Sought<'_>> = places
        .iter()
        .map(|place| Sought {
            place,
            section: section_of(place, &sections),
            best: None,
            met: 0,
        })
        .collect();
    find_exact(&running, &mut sought);
    let mut near = near::Words::default();
    sought
        .iter()
        .map(|sought| sought.found(document, &running, &mut near))
        .collect()
}

fn find_exact(running: &RunningText<'_>, sought: &mut [Sought<'_>]) {
    let mut needles: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, one) in sought.iter().enumerate() {
        let quote: &str = &one.place.quote;
        let needle = quote.get(..quote.floor_char_boundary(NEEDLE_BYTES));
        if let Some(needle) = needle.filter(|needle| !needle.is_empty()) {
            needles.entry(needle).or_default().push(at);
        }
    }
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(needles.keys());
    // Fails for gigabytes of quotes only; then nothing is found.
    let Ok(automaton) = automaton else { return };
    let owners: Vec<Vec<usize>> = needles.into_values().collect();
    for hit in automaton.find_overlapping_iter(running.text()) {
        for owner in owners.get(hit.pattern().as_usize()).into_iter().flatten() {
            if let Some(one) = sought.get_mut(*owner) {
                one.meet(running, hit.start());
            }
        }
    }
}

impl Sought<'_> {
    /// Takes up that the beginning of the quote stands at `at`.
    fn meet(&mut self, running: &RunningText<'_>, at: usize) {
        let place = self.place;
        let end = at + place.quote.len();
        if running.get(at..end) != place.quote {
            return;
        }
        self.met += 1;
        let fit = self.fit(running, at..end);
        if self.best.as_ref().is_none_or(|best| *best < fit) {
            self.best = Some(fit);
        }
    }

    fn fit(&self, running: &RunningText<'_>, range: Range<usize>) -> Fit {
        let place = self.place;
        let (start, block) = running.block_at(range.start).unwrap_or_default();
        let (alike, has_context) = context(place, running, &range);
        let offset = range.start - start;
        Fit {
            has_context,
            in_section: self
                .section
                .is_some_and(|section| section.words.contains(&range.start)),
            context: alike,
            begins_block: !place.stretch && place.at == 0 && offset == 0,
            far: Reverse((block.abs_diff(place.block), offset.abs_diff(place.at))),
            at: Reverse(range.start),
        }
    }

    fn found(
        &self,
        document: &Document,
        running: &RunningText<'_>,
        near: &mut near::Words,
    ) -> Found {
        if self.place.quote.is_empty() {
            return self.without_words(document, running);
        }
        let exact = self.best.as_ref().and_then(|fit| self.exact(running, fit));
        exact
            .or_else(|| {
                let section = self.section.map(|section| &section.words);
                let range = near.find(running.text(), self.place, section)?;
                Some(Found {
                    certainty: Certainty::Near,
                    range: running.spots_of(range),
                })
            })
            .unwrap_or_else(|| Found::gone(self.nearest_block(document)))
    }

    /// What the best fit is worth; nothing if the words are too common to mean anything there.
    fn exact(&self, running: &RunningText<'_>, fit: &Fit) -> Option<Found> {
        let quote: &str = &self.place.quote;
        let is_specific = quote.chars().count() >= SPECIFIC_CHARS && quote.contains(' ');
        let certainty = match (fit.in_section, fit.has_context || is_specific) {
            (true, true) => Certainty::Found,
            (false, true) => Certainty::Moved,
            (true, false) => Certainty::Near,
            (false, false) if self.met == 1 => Certainty::Near,
            (false, false) => return None,
        };
        let range = fit.at.0..fit.at.0 + quote.len();
        Some(Found {
            certainty,
            range: running.spots_of(range),
        })
    }

    /// A block without words: where those before it end and those behind it begin.
    fn without_words(&self, document: &Document, running: &RunningText<'_>) -> Found {
        let place = self.place;
        if let Some(section) = self.section.filter(|_| place.names_section()) {
            return Found {
                certainty: Certainty::Found,
                ..Found::gone(section.block)
            };
        }
        let is_empty = |block: usize| running.start_of(block) == running.start_of(block + 1);
        let fit = |block: usize| {
            let at = running.start_of(block);
            let (alike, has_context) = context(place, running, &(at..at));
            (has_context, alike, Reverse(block.abs_diff(place.block)))
        };
        let blocks = (0..document.blocks.len()).filter(|block| is_empty(*block));
        match blocks.max_by_key(|block| fit(*block)) {
            Some(block) if fit(block).0 => Found {
                certainty: Certainty::Found,
                ..Found::gone(block)
            },
            _ => Found::gone(self.nearest_block(document)),
        }
    }

    fn nearest_block(&self, document: &Document) -> usize {
        let last = document.blocks.len().saturating_sub(1);
        let heading = self.section.filter(|_| !self.place.section.is_empty());
        heading.map_or(self.place.block.min(last), |section| section.block)
    }
}

/// How many characters around a stretch are those around the place, and whether that is enough.
fn context(place: &Place, running: &RunningText<'_>, range: &Range<usize>) -> (usize, bool) {
    let before = running.get(0..range.start).trim_end();
    let after = running.get(range.end..running.text().len()).trim_start();
    let alike = common(place.before.chars().rev(), before.chars().rev())
        + common(place.after.chars(), after.chars());
    let known = place.before.chars().count() + place.after.chars().count();
    (alike, alike * 3 >= known)
}

/// How many of their first characters two texts share.
fn common(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

/// The first words of a text, for lists.
pub fn shortened(text: &str, chars: usize) -> String {
    let short = first_chars(text, chars);
    if short.len() == text.len() {
        return text.to_owned();
    }
    let at_word = short.rsplit_once(' ').map_or(short, |(words, _)| words);
    format!("{at_word}…")
}
