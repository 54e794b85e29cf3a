//! Hashes that stay the same across runs, machines and compiler versions.
//!
//! They name questions without an id and seed the schedule, so they must never change.

use crate::base::hash::fnv1a;

/// The hash of a text.
pub(super) fn of_text(text: &str) -> u64 {
    fnv1a(text.as_bytes())
}

/// A text and a number mixed into one well spread seed.
pub(super) fn seed(text: &str, number: u64) -> u64 {
    // The finalizer of SplitMix64 (Steele, Lea and Flood 2014): neighbors end far apart.
    let mut mixed = of_text(text).wrapping_add(number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A seed as a fraction in `0.0..1.0`.
pub(super) fn fraction(seed: u64) -> f64 {
    (seed >> 11) as f64 / (1_u64 << 53) as f64
}

/// The words of a text by single spaces, lower case: equal for texts that read the same.
pub(super) fn normalized(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighboring_numbers_give_distant_fractions() {
        let fractions: Vec<f64> = (0..4).map(|n| fraction(seed("card", n))).collect();
        assert!(fractions.iter().all(|f| (0.0..1.0).contains(f)));
        assert!((fractions[0] - fractions[1]).abs() > 0.01);
        assert!((fractions[1] - fractions[2]).abs() > 0.01);
    }
}
