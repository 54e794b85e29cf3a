//! Pairs of questions that share most of their words.
//!
//! Every pair is compared, which is right for the thousand questions of the bundled notes and
//! too slow for a hundred thousand.

use std::collections::BTreeMap;

use crate::quiz::card::{Card, plain_text};
use crate::quiz::fingerprint;

/// For each question (by index) the earlier ones whose words overlap by at least `from`.
pub(super) fn near(cards: &[Card], from: f64) -> BTreeMap<usize, Vec<(usize, f64)>> {
    let words: Vec<Vec<u64>> = cards.iter().map(word_hashes).collect();
    let mut found: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    for (at, own) in words.iter().enumerate() {
        for (earlier, other) in words.iter().enumerate().take(at) {
            let overlap = overlap(own, other);
            if overlap >= from {
                found.entry(at).or_default().push((earlier, overlap));
            }
        }
    }
    found
}

/// The distinct words of prompt and options of three letters and more, hashed and sorted.
fn word_hashes(card: &Card) -> Vec<u64> {
    let options = card.kind.choice().into_iter();
    let options = options.flat_map(|choice| choice.options.iter().map(|o| plain_text(&o.text)));
    let mut hashes: Vec<u64> = std::iter::once(card.prompt_text())
        .chain(options)
        .flat_map(|text| {
            text.to_lowercase()
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| word.chars().count() >= 3)
                .map(fingerprint::of_text)
                .collect::<Vec<_>>()
        })
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Common words as a share of all words of both (Jaccard index).
fn overlap(left: &[u64], right: &[u64]) -> f64 {
    let common = left
        .iter()
        .filter(|word| right.binary_search(word).is_ok())
        .count();
    let all = left.len() + right.len() - common;
    if all == 0 {
        0.0
    } else {
        common as f64 / all as f64
    }
}
