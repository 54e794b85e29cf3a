//! Finds words that were edited a little: the stretch whose words are most like the quote's.
//!
//! Words count without case and punctuation. Rare words of the quote say where to look; there the
//! longest common order of words is taken. A note's words are read once, when first needed.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;

use super::Place;

/// A word that stands in more places says nothing about where.
const COMMON: usize = 2_000;

/// So many likely stretches are looked at closely.
const TRIED: usize = 3;

/// The words of a note.
#[derive(Debug, Default)]
pub(super) struct Words {
    read: bool,
    all: Vec<Word>,
    places: HashMap<u64, Vec<usize>>,
}

#[derive(Debug, Clone)]
struct Word {
    /// The same for words that differ in case and punctuation only.
    hash: u64,
    bytes: Range<usize>,
}

/// The words of a quote with those around it.
struct Pattern {
    hashes: Vec<u64>,
    /// Which of them are the quote's.
    quote: Range<usize>,
}

/// A stretch that is like the quote.
struct Alike {
    /// Words in common.
    common: usize,
    /// The quote's own words that stand there, as numbers of the note's words.
    quote: Vec<usize>,
}

impl Words {
    /// The bytes of `text` that are nearly the quote of `place`: in `section` if possible.
    pub(super) fn find(
        &mut self,
        text: &str,
        place: &Place,
        section: Option<&Range<usize>>,
    ) -> Option<Range<usize>> {
        self.read(text);
        let pattern = Pattern::of(place);
        let own = pattern.quote.len();
        let mut best: Option<(usize, Alike)> = None;
        for start in self.likely(&pattern) {
            let alike = self.compare(&pattern, start);
            let enough = alike.common * 2 >= pattern.hashes.len()
                && alike.quote.len() * 2 >= own.max(1)
                && (alike.quote.len() > 1 || own == 1 && alike.common > 2);
            let at = alike.quote.first().and_then(|word| self.all.get(*word));
            let in_section = at
                .zip(section)
                .is_some_and(|(word, section)| section.contains(&word.bytes.start));
            let worth = alike.common + alike.quote.len() + if in_section { 2 } else { 0 };
            if enough && best.as_ref().is_none_or(|(most, _)| *most < worth) {
                best = Some((worth, alike));
            }
        }
        let (_, alike) = best?;
        let first = self.all.get(*alike.quote.first()?)?;
        let last = self.all.get(*alike.quote.last()?)?;
        Some(first.bytes.start..last.bytes.end)
    }

    fn read(&mut self, text: &str) {
        if std::mem::replace(&mut self.read, true) {
            return;
        }
        self.all = words(text).collect();
        for (at, word) in self.all.iter().enumerate() {
            let places = self.places.entry(word.hash).or_default();
            if places.len() <= COMMON {
                places.push(at);
            }
        }
    }

    /// Where stretches may begin that are like the pattern, the likeliest first.
    fn likely(&self, pattern: &Pattern) -> Vec<usize> {
        let step = pattern.hashes.len() / 4 + 2;
        let mut votes: BTreeMap<usize, f32> = BTreeMap::new();
        for (offset, hash) in pattern.hashes.iter().enumerate() {
            let places = self.places.get(hash).map_or(&[][..], Vec::as_slice);
            if places.len() > COMMON {
                continue;
            }
            let vote = 1.0 / (places.len() as f32).sqrt().max(1.0);
            for place in places {
                *votes
                    .entry(place.saturating_sub(offset) / step)
                    .or_default() += vote;
            }
        }
        let mut votes: Vec<(usize, f32)> = votes.into_iter().collect();
        votes.sort_by(|a, b| b.1.total_cmp(&a.1));
        votes
            .into_iter()
            .take(TRIED)
            .map(|(at, _)| at * step)
            .collect()
    }

    /// The longest common order of the words of the pattern and of those from `start` on.
    fn compare(&self, pattern: &Pattern, start: usize) -> Alike {
        let slack = pattern.hashes.len() / 2 + 6;
        let from = start.saturating_sub(slack);
        let to = (start + pattern.hashes.len() + slack).min(self.all.len());
        let window = self.all.get(from..to).unwrap_or_default();
        let row = window.len() + 1;
        // lengths[i * row + j]: of the pattern from i on and the window from j on.
        let mut lengths = vec![0_u16; (pattern.hashes.len() + 1) * row];
        let length = |lengths: &[u16], i: usize, j: usize| {
            lengths.get(i * row + j).copied().unwrap_or_default()
        };
        for (i, hash) in pattern.hashes.iter().enumerate().rev() {
            for (j, word) in window.iter().enumerate().rev() {
                let longest = if *hash == word.hash {
                    length(&lengths, i + 1, j + 1) + 1
                } else {
                    length(&lengths, i + 1, j).max(length(&lengths, i, j + 1))
                };
                if let Some(slot) = lengths.get_mut(i * row + j) {
                    *slot = longest;
                }
            }
        }
        let mut alike = Alike {
            common: usize::from(length(&lengths, 0, 0)),
            quote: Vec::new(),
        };
        let (mut i, mut j) = (0, 0);
        while let (Some(hash), Some(word)) = (pattern.hashes.get(i), window.get(j)) {
            if *hash == word.hash {
                if pattern.quote.contains(&i) {
                    alike.quote.push(from + j);
                }
                (i, j) = (i + 1, j + 1);
            } else if length(&lengths, i + 1, j) >= length(&lengths, i, j + 1) {
                i += 1;
            } else {
                j += 1;
            }
        }
        alike
    }
}

impl Pattern {
    fn of(place: &Place) -> Self {
        let hashes = |text| words(text).map(|word| word.hash);
        let mut all: Vec<u64> = hashes(&place.before).collect();
        let start = all.len();
        all.extend(hashes(&place.quote));
        let end = all.len();
        all.extend(hashes(&place.after));
        Self {
            hashes: all,
            quote: start..end,
        }
    }
}

/// The words of a text; what has neither letter nor figure is none.
fn words(text: &str) -> impl Iterator<Item = Word> {
    let mut from = 0;
    text.split(' ').filter_map(move |word| {
        let start = from;
        from += word.len() + 1;
        let letters = word.chars().filter(|c| c.is_alphanumeric());
        let mut hasher = DefaultHasher::new();
        let mut is_word = false;
        for letter in letters.flat_map(char::to_lowercase) {
            letter.hash(&mut hasher);
            is_word = true;
        }
        is_word.then(|| Word {
            hash: hasher.finish(),
            bytes: start..start + word.len(),
        })
    })
}
