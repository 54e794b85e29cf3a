//! From a typed word to the words of the notes that it stands for.
//!
//! The word itself, its other English forms, what it may go on to be, and, where the notes have
//! none of these (or when asked to), words that are spelled alike.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::tokenizer::{RawTokenizer, Stemmer, TextAnalyzer, TokenStream as _};
use tantivy::{Searcher, Term};

use crate::base::text::edit_distance;

/// So many continuations of a word count, the most frequent ones.
const CONTINUATIONS: usize = 40;
/// So many words that are spelled alike.
const ALIKE: usize = 12;
/// Shorter words have no other forms.
const SHORTEST_STEM: usize = 3;
/// Shorter words have no likely spellings.
const SHORTEST: usize = 4;
/// How much a likely spelling counts, at most.
const LIKELY: f32 = 0.5;
/// From this length on two letters may be wrong.
const LONG: usize = 8;

/// A word of the notes, and how much a hit by it counts: 1 for the word as it was typed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Form {
    /// As it stands in the dictionary.
    pub word: String,
    /// Over 0, up to 1.
    pub weight: f32,
}

impl Form {
    /// Whether it is only spelled alike.
    pub(super) fn is_a_guess(&self) -> bool {
        self.weight <= LIKELY
    }
}

/// How a word is to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// Whether it may go on.
    pub open: bool,
    /// Whether likely spellings count even where the notes have the word.
    pub alike: bool,
}

/// Words with the number of entries that hold each.
type Counts = BTreeMap<String, u64>;

/// The words of some fields of the index.
pub(super) struct Dictionary<'a> {
    /// The state of the index.
    pub searcher: &'a Searcher,
    /// The fields.
    pub fields: Vec<Field>,
}

impl Dictionary<'_> {
    /// What `word` stands for, the word itself first if the notes have it.
    pub(super) fn forms(&self, word: &str, reading: Reading) -> tantivy::Result<Vec<Form>> {
        let mut forms = Forms::default();
        let own = self.counts_from(word, |other| other == word)?;
        forms.add(own.into_keys(), 1.0);
        forms.add(self.inflected(word)?.into_keys(), 0.9);
        if reading.open {
            let counts = self.counts_from(word, |other| other.starts_with(word))?;
            forms.add(most_frequent(counts, CONTINUATIONS), 0.7);
        }
        if reading.alike || forms.0.is_empty() {
            for (word, weight) in self.alike(word, reading.open)? {
                forms.add([word], weight);
            }
        }
        Ok(forms.0)
    }

    /// All words that begin with `word`.
    pub(super) fn beginning_with(&self, word: &str) -> tantivy::Result<Vec<String>> {
        let counts = self.counts_from(word, |other| other.starts_with(word))?;
        Ok(most_frequent(counts, CONTINUATIONS).collect())
    }

    /// Words of the same English stem.
    fn inflected(&self, word: &str) -> tantivy::Result<Counts> {
        if word.len() < SHORTEST_STEM || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Ok(Counts::new());
        }
        let mut analyzer = TextAnalyzer::builder(RawTokenizer::default())
            .filter(Stemmer::default())
            .build();
        let mut stem = |word: &str| {
            let mut stream = analyzer.token_stream(word);
            stream.next().map(|token| token.text.clone())
        };
        let Some(own) = stem(word) else {
            return Ok(Counts::new());
        };
        // Other forms may differ in the last letter of the stem: policy, policies.
        let shared = own
            .bytes()
            .zip(word.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        let kept = shared.min(own.len().saturating_sub(1)).max(2);
        let begins = word.get(..kept).unwrap_or(word);
        let is_plain = |other: &str| other.bytes().all(|byte| byte.is_ascii_lowercase());
        self.counts_from(begins, |other| {
            other.starts_with(begins) && is_plain(other) && stem(other).as_ref() == Some(&own)
        })
    }

    /// Words that differ by a slip or two of the keyboard, with their weights. Numbers are meant
    /// as they are typed.
    fn alike(&self, word: &str, open: bool) -> tantivy::Result<Vec<(String, f32)>> {
        let slips = match word.chars().count() {
            ..SHORTEST => return Ok(Vec::new()),
            SHORTEST..LONG => 1,
            _ => 2,
        };
        if word.contains(|c: char| c.is_numeric()) {
            return Ok(Vec::new());
        }
        let mut found = self.within(word, slips, false)?;
        if open && found.is_empty() {
            found = self.within(word, slips, true)?;
        }
        let length = word.chars().count();
        let distance = |other: &str| {
            let beginning: String = other.chars().take(length).collect();
            edit_distance(word, other).min(edit_distance(word, &beginning))
        };
        let mut found: Vec<_> = found
            .into_iter()
            .map(|(other, count)| (distance(&other), Reverse(count), other))
            .collect();
        found.sort();
        found.truncate(ALIKE);
        let weight = |distance| if distance <= 1 { LIKELY } else { 0.3 };
        let weighted = found
            .into_iter()
            .map(|(distance, _, other)| (other, weight(distance)));
        Ok(weighted.collect())
    }

    fn within(&self, word: &str, slips: u8, as_beginning: bool) -> tantivy::Result<Counts> {
        let mut counts = Counts::new();
        for field in &self.fields {
            let term = Term::from_field_text(*field, word);
            let query = if as_beginning {
                FuzzyTermQuery::new_prefix(term, slips, true)
            } else {
                FuzzyTermQuery::new(term, slips, true)
            };
            for segment in self.searcher.segment_readers() {
                let inverted = segment.inverted_index(*field)?;
                let mut stream = inverted.terms().search(query.automaton()?).into_stream()?;
                while stream.advance() {
                    count(&mut counts, stream.key(), stream.value().doc_freq);
                }
            }
        }
        Ok(counts)
    }

    /// The words from `first` on that `is_wanted`, as long as they begin as it does.
    fn counts_from(
        &self,
        first: &str,
        mut is_wanted: impl FnMut(&str) -> bool,
    ) -> tantivy::Result<Counts> {
        let mut counts = Counts::new();
        for field in &self.fields {
            for segment in self.searcher.segment_readers() {
                let inverted = segment.inverted_index(*field)?;
                let mut stream = inverted.terms().range().ge(first).into_stream()?;
                while stream.advance() && stream.key().starts_with(first.as_bytes()) {
                    if std::str::from_utf8(stream.key()).is_ok_and(&mut is_wanted) {
                        count(&mut counts, stream.key(), stream.value().doc_freq);
                    }
                }
            }
        }
        Ok(counts)
    }
}

fn count(counts: &mut Counts, word: &[u8], entries: u32) {
    if let Ok(word) = std::str::from_utf8(word) {
        *counts.entry(word.to_owned()).or_default() += u64::from(entries);
    }
}

fn most_frequent(counts: Counts, limit: usize) -> impl Iterator<Item = String> {
    let mut words: Vec<_> = counts.into_iter().collect();
    words.sort_by_key(|(_, count)| Reverse(*count));
    words.into_iter().take(limit).map(|(word, _)| word)
}

/// Forms, each once, with the weight it was first given.
#[derive(Default)]
struct Forms(Vec<Form>);

impl Forms {
    fn add(&mut self, words: impl IntoIterator<Item = String>, weight: f32) {
        for word in words {
            if self.0.iter().all(|known| known.word != word) {
                self.0.push(Form { word, weight });
            }
        }
    }
}
