//! Matching of names by what is typed of them, with the places to light up.
//!
//! A name is found by the beginnings of its words, by an abbreviation (`s3lc`), or by letters
//! within a word. Words that it lacks are looked for in its context (`s3 introduction`, `hooks
//! diagram`). How sure a match is ([`Fit`]) comes first, then the score of `nucleo-matcher` with a
//! small preference by the caller's weight, ties stand in the caller's order.

use std::cmp::Reverse;
use std::ops::Range;

use nucleo_matcher::chars::{normalize, to_lower_case};
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str, Utf32String};

use super::abbreviation::{LOOKED_AT, Letter, abbreviates};
use super::words::begins_hump;

/// A list of names to search in.
#[derive(Debug, Default)]
pub struct Names {
    entries: Vec<Entry>,
}

/// A name to be found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name itself.
    pub label: String,
    /// Where it belongs, for those who type that too: a chapter, `Diagram`; and what else it may
    /// be called.
    pub context: String,
    /// A heavier name comes first among about equal matches.
    pub weight: u32,
}

#[derive(Debug)]
struct Entry {
    label: Utf32String,
    context: Utf32String,
    /// Which letters the label has, roughly: what lacks one need not be looked at more closely.
    letters: u64,
    weight: u32,
}

/// How much a match by name alone is preferred to one that needs the context.
const BY_NAME: u32 = 40;

/// How well a name fits, the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It may be abbreviated so.
    Abbreviated,
    /// Only its context has words that begin so.
    Around,
    /// What is typed stands within its words.
    Within,
    /// Words beside each other begin so, one after the other.
    Initials,
    /// Only its context has these very words.
    Called,
    /// It has words that begin so.
    Words,
}

impl Fit {
    /// Whether the name is as likely meant as a text that has the very words.
    pub fn is_sure(self) -> bool {
        matches!(self, Self::Initials | Self::Words)
    }
}

/// One name that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its place in the list.
    pub index: usize,
    /// How well it fits.
    pub fit: Fit,
    /// The parts of the name that match: byte ranges, ascending.
    pub lit: Vec<Range<usize>>,
}

impl Hit {
    /// One of the names when nothing is asked.
    pub fn unasked(index: usize) -> Self {
        Self {
            index,
            fit: Fit::Words,
            lit: Vec::new(),
        }
    }
}

impl Names {
    /// From the names to search in.
    pub fn new(names: impl IntoIterator<Item = Name>) -> Self {
        let entries = names
            .into_iter()
            .map(|name| Entry {
                label: in_letters(&name.label),
                context: in_letters(&name.context),
                letters: rough(name.label.chars().map(folded)),
                weight: name.weight,
            })
            .collect();
        Self { entries }
    }

    /// How many names.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The best `limit` names for `query`; the first ones if nothing is asked.
    pub fn rank(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.rank_among(query, limit, |_| true)
    }

    /// The same among the names whose index `may` accepts.
    pub fn rank_among(&self, query: &str, limit: usize, may: impl Fn(usize) -> bool) -> Vec<Hit> {
        if query.trim().is_empty() {
            let all = (0..self.len()).filter(|index| may(*index));
            return all.take(limit).map(Hit::unasked).collect();
        }
        let mut asking = Asking::new(query);
        let mut scored: Vec<(Fit, u32, usize)> = self
            .entries
            .iter()
            .enumerate()
            .filter(|(index, _)| may(*index))
            .filter_map(|(index, entry)| {
                let found = asking.found(entry)?;
                Some((found.fit, found.score + entry.weight, index))
            })
            .collect();
        scored.sort_by_key(|(fit, score, index)| (Reverse((*fit, *score)), *index));
        scored.truncate(limit);
        scored
            .into_iter()
            .filter_map(|(_, _, index)| {
                let entry = self.entries.get(index)?;
                let found = asking.found(entry)?;
                Some(Hit {
                    index,
                    fit: found.fit,
                    lit: ranges(&entry.label, |at| asking.lit.contains(&at)),
                })
            })
            .collect()
    }
}

/// By characters, so that places in it are places in the text.
fn in_letters(text: &str) -> Utf32String {
    if text.is_ascii() {
        Utf32String::Ascii(text.into())
    } else {
        Utf32String::Unicode(text.chars().collect())
    }
}

/// What is asked, with room for what is found.
struct Asking {
    pattern: Pattern,
    /// What may be an abbreviation: one word.
    letters: Vec<char>,
    rough: u64,
    matcher: Matcher,
    /// The letters of the name that was last looked at.
    name: Vec<Letter>,
    /// The places in the name that was found last.
    lit: Vec<u32>,
}

struct Found {
    fit: Fit,
    score: u32,
}

impl Asking {
    fn new(query: &str) -> Self {
        let kind = AtomKind::Substring;
        let mut words = query.split_whitespace();
        let letters: Vec<char> = match (words.next(), words.next()) {
            (Some(word), None) => word.chars().map(folded).collect(),
            _ => Vec::new(),
        };
        Self {
            pattern: Pattern::new(query, CaseMatching::Ignore, Normalization::Smart, kind),
            rough: rough(letters.iter().copied()),
            letters,
            matcher: Matcher::new(Config::DEFAULT),
            name: Vec::new(),
            lit: Vec::new(),
        }
    }

    /// How a name fits, if it does.
    fn found(&mut self, entry: &Entry) -> Option<Found> {
        self.lit.clear();
        let by_words = self.by_words(entry);
        let is_clear = |found: &Found| found.fit > Fit::Around;
        if by_words.as_ref().is_some_and(is_clear) {
            return by_words;
        }
        let all = by_words.into_iter().chain(self.abbreviated(entry));
        let best = all.max_by_key(|found| found.fit)?;
        if best.fit == Fit::Around {
            self.lit.clear();
        }
        Some(best)
    }

    /// Every word in the name, else beginning a word of the context.
    fn by_words(&mut self, entry: &Entry) -> Option<Found> {
        let mut score = BY_NAME;
        let mut within = false;
        let mut whole = true;
        for atom in &self.pattern.atoms {
            let before = self.lit.len();
            let name = entry.label.slice(..);
            if let Some(found) = atom.indices(name, &mut self.matcher, &mut self.lit) {
                let first = self.lit.get(before).copied();
                within |= first.is_some_and(|first| !begins(name, first));
                score += u32::from(found);
                continue;
            }
            self.lit.truncate(before);
            let context = entry.context.slice(..);
            let found = atom.indices(context, &mut self.matcher, &mut self.lit)?;
            let first = self.lit.get(before).copied().unwrap_or(0);
            self.lit.truncate(before);
            if !begins(context, first) {
                return None;
            }
            let end = first as usize + atom.needle_text().len();
            let next = context.chars().nth(end);
            whole &= next.is_none_or(|next| !next.is_alphanumeric());
            score = (score + u32::from(found)).saturating_sub(BY_NAME);
        }
        let fit = match self.lit.is_empty() {
            true if whole => Fit::Called,
            true => Fit::Around,
            false if within => Fit::Within,
            false => Fit::Words,
        };
        Some(Found { fit, score })
    }

    fn abbreviated(&mut self, entry: &Entry) -> Option<Found> {
        if self.letters.is_empty() || entry.letters & self.rough != self.rough {
            return None;
        }
        let name = entry.label.slice(..);
        self.name.clear();
        let mut before = None;
        let mut letters = name.chars().take(LOOKED_AT).peekable();
        while let Some(here) = letters.next() {
            self.name.push(Letter {
                folded: folded(here),
                begins: begins_after(before, here, letters.peek().copied()),
                in_word: here.is_alphanumeric(),
            });
            before = Some(here);
        }
        let way = abbreviates(&self.letters, &self.name)?;
        self.lit.clear();
        let places = 0..u128::BITS;
        self.lit
            .extend(places.filter(|at| way.lit & (1 << at) != 0));
        Some(Found {
            fit: match way.gaps {
                0 => Fit::Initials,
                _ => Fit::Abbreviated,
            },
            score: 100_u32.saturating_sub(8 * way.gaps as u32),
        })
    }
}

fn folded(c: char) -> char {
    if c.is_ascii() {
        c.to_ascii_lowercase()
    } else {
        to_lower_case(normalize(c))
    }
}

/// A set of letters in which several share a place.
fn rough(letters: impl Iterator<Item = char>) -> u64 {
    letters.fold(0, |set, letter| set | 1 << (u32::from(letter) % u64::BITS))
}

/// Whether the letter at this place begins a word, a hump of one, or is no letter.
fn begins(text: Utf32Str<'_>, at: u32) -> bool {
    let before = at.checked_sub(1).map(|before| text.get(before));
    let next = ((at as usize + 1) < text.len()).then(|| text.get(at + 1));
    begins_after(before, text.get(at), next)
}

fn begins_after(before: Option<char>, here: char, next: Option<char>) -> bool {
    let Some(before) = before.filter(|c| c.is_alphanumeric()) else {
        return true;
    };
    !here.is_alphanumeric() || begins_hump(before, here, next)
}

/// The byte ranges of the characters that are `lit`.
fn ranges(label: &Utf32String, lit: impl Fn(u32) -> bool) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut byte = 0;
    for (at, character) in (0..).zip(label.slice(..).chars()) {
        let end = byte + character.len_utf8();
        if lit(at) {
            match ranges.last_mut() {
                Some(last) if last.end == byte => last.end = end,
                _ => ranges.push(byte..end),
            }
        }
        byte = end;
    }
    ranges
}

#[cfg(test)]
mod tests;
