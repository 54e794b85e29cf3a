//! The order in which options are shown: shuffled by a seed, the same for the same showing.
//!
//! "All of the above" and its kin stay last, whatever their place in the note; options that
//! name each other by letter keep the note's order altogether.

use super::card::{Card, plain_text};
use super::fingerprint;
use super::kind::AnswerOption;

/// The options' places in the note, in the order to show; empty where there is nothing to choose.
pub fn option_order(card: &Card, showing_seed: u64) -> Vec<usize> {
    let Some(choice) = card.kind.choice() else {
        return Vec::new();
    };
    let places = choice.options.iter().enumerate();
    if !card.shuffle || choice.options.iter().any(names_letters) {
        return places.map(|(place, _)| place).collect();
    }
    let (last, mut order): (Vec<_>, Vec<_>) = places.partition(|(_, option)| sums_up(option));
    let seed = fingerprint::seed(card.id.as_str(), showing_seed);
    fastrand::Rng::with_seed(seed).shuffle(&mut order);
    order
        .into_iter()
        .chain(last)
        .map(|(place, _)| place)
        .collect()
}

/// `All of the above`, `None of these`, `Both of the above`.
fn sums_up(option: &AnswerOption) -> bool {
    const STARTS: [&str; 4] = ["all", "none", "both", "neither"];
    const ENDS: [&str; 3] = ["above", "these", "options"];
    let words = words(option);
    words.len() <= 5
        && words
            .first()
            .is_some_and(|word| STARTS.contains(&word.as_str()))
        && words
            .last()
            .is_some_and(|word| ENDS.contains(&word.as_str()))
}

/// `Both A and B`, `A, C`: nothing but letters of options and words between them.
fn names_letters(option: &AnswerOption) -> bool {
    const JOINTS: [&str; 6] = ["and", "or", "both", "only", "neither", "nor"];
    let is_letter = |word: &String| word.len() == 1 && ("a"..="h").contains(&word.as_str());
    let words = words(option);
    words.iter().filter(|word| is_letter(word)).count() >= 2
        && words
            .iter()
            .all(|word| is_letter(word) || JOINTS.contains(&word.as_str()))
}

fn words(option: &AnswerOption) -> Vec<String> {
    plain_text(&option.text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests;
