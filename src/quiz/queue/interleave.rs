//! Mixing cards so that neighbors come from different sections.
//!
//! Seeded and fair: each section's chance to come next is its share of what is left, except
//! where it must come now because it could not be spread out later.

use std::collections::BTreeMap;

use crate::quiz::card::{Place, Scheduled};

/// The cards in a mixed order, equal for equal cards and seed. No two of one place stand side
/// by side unless one place holds more than half of them.
pub(super) fn interleaved<Q: Scheduled>(cards: Vec<&Q>, seed: u64) -> Vec<&Q> {
    let mut rng = fastrand::Rng::with_seed(seed);
    let mut by_place: BTreeMap<Place, Vec<&Q>> = BTreeMap::new();
    let mut left = cards.len();
    for card in cards {
        by_place.entry(card.place()).or_default().push(card);
    }
    let mut groups: Vec<Vec<&Q>> = by_place.into_values().collect();
    for group in &mut groups {
        rng.shuffle(group);
    }
    let mut mixed = Vec::with_capacity(left);
    let mut last = None;
    while let Some(place) = next_group(&groups, last, left, &mut rng) {
        mixed.extend(groups.get_mut(place).and_then(Vec::pop));
        last = Some(place);
        left -= 1;
    }
    mixed
}

/// The group to draw from when `left` cards are left.
fn next_group<Q>(
    groups: &[Vec<&Q>],
    last: Option<usize>,
    left: usize,
    rng: &mut fastrand::Rng,
) -> Option<usize> {
    let sizes = || groups.iter().map(Vec::len).enumerate();
    let others = || sizes().filter(|(place, size)| Some(*place) != last && *size > 0);
    // The places that could not be kept apart any more if another came first.
    if let Some((pressing, _)) = others().find(|(_, size)| *size > left / 2) {
        return Some(pressing);
    }
    let total: usize = others().map(|(_, size)| size).sum();
    if total == 0 {
        return sizes().find(|(_, size)| *size > 0).map(|(place, _)| place);
    }
    let mut ticket = rng.usize(..total);
    for (place, size) in others() {
        if ticket < size {
            return Some(place);
        }
        ticket -= size;
    }
    None
}
