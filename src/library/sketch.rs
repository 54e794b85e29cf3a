//! A text in a few numbers, by which texts that are nearly the same are known without the texts.
//!
//! Every run of a few bytes has a number; the smallest ones are kept. Of two texts the share of
//! these that both have is about the share of the runs that both have: an edit changes few of
//! them, wherever it is made, in every language.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// How many bytes a run has.
const RUN: usize = 12;
/// How many numbers are kept of a text.
const KEPT: usize = 32;
/// Odd, so that no byte is lost when it is multiplied by it.
const FACTOR: u64 = 0x0000_0100_0000_01b3;
/// Spreads a number over all bits.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// The smallest numbers of a text's runs, ascending.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch(Box<[u32]>);

impl Sketch {
    /// Of a text.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let leaving_weight = (0..RUN).fold(1_u64, |power, _| power.wrapping_mul(FACTOR));
        let mut kept = BTreeSet::new();
        let mut most = u32::MAX;
        let mut sum = 0_u64;
        for (at, entering) in bytes.iter().enumerate() {
            sum = sum.wrapping_mul(FACTOR).wrapping_add(u64::from(*entering));
            let Some(last) = (at + 1).checked_sub(RUN) else {
                continue;
            };
            if let Some(leaving) = last.checked_sub(1).and_then(|at| bytes.get(at)) {
                sum = sum.wrapping_sub(u64::from(*leaving).wrapping_mul(leaving_weight));
            }
            let number = ((sum ^ sum >> 32).wrapping_mul(SPREAD) >> 32) as u32;
            if number < most && kept.insert(number) && kept.len() > KEPT {
                kept.pop_last();
                most = kept.last().copied().unwrap_or_default();
            }
        }
        Self(kept.into_iter().collect())
    }

    /// Its numbers, ascending.
    pub fn numbers(&self) -> &[u32] {
        &self.0
    }

    /// How much of two texts is the same, about, in percent; 0 where one of them is too short to
    /// tell.
    pub fn likeness(&self, other: &Self) -> u32 {
        if self.0.len() < KEPT || other.0.len() < KEPT {
            return 0;
        }
        let all: BTreeSet<u32> = self.0.iter().chain(&other.0).copied().collect();
        let has = |sketch: &Self, number| sketch.0.binary_search(&number).is_ok();
        let smallest = all.into_iter().take(KEPT);
        let same = smallest.filter(|number| has(self, *number) && has(other, *number));
        (same.count() * 100 / KEPT) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, other: &str) -> u32 {
        Sketch::of(one).likeness(&Sketch::of(other))
    }

    fn lines(from: usize, to: usize) -> String {
        let line = |number: usize| format!("Sentence {} of {number} words.\n", number * 7919);
        (from..to).map(line).collect()
    }

    #[test]
    fn small_edit_leaves_most_the_same_wherever_it_is() {
        let text = lines(0, 40);
        assert_eq!(likeness(&text, &text), 100);
        for place in [0, 13, 27] {
            let mut edited = text.clone();
            edited.insert_str(
                edited.match_indices('\n').nth(place).unwrap().0,
                " And more.",
            );
            assert!(likeness(&text, &edited) >= 80, "at line {place}");
        }
        assert!(likeness(&text, &lines(0, 44)) >= 75);
    }

    #[test]
    fn other_text_and_text_of_which_half_is_other_are_told_apart() {
        assert!(likeness(&lines(0, 40), &lines(500, 540)) < 50);
        assert!(likeness(&lines(0, 40), &lines(20, 60)) < 60);
    }

    #[test]
    fn short_texts_say_nothing() {
        assert_eq!(likeness("# Own\n", "# Own\n"), 0);
        assert_eq!(likeness("", ""), 0);
    }
}
