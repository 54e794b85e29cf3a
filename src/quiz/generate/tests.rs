use proptest::prelude::*;

use super::*;
use crate::quiz::testing::choice_card;

fn order(options: &[&str], seed: u64) -> Vec<usize> {
    option_order(&choice_card("n", "s", "q", options, &[0]), seed)
}

#[test]
fn summing_up_option_stays_last() {
    for last in ["All of the above", "None of these.", "Both of the above"] {
        for seed in 0..20 {
            assert_eq!(order(&["one", last, "two", "three"], seed).last(), Some(&1));
        }
    }
}

#[test]
fn option_that_only_begins_like_one_is_shuffled() {
    let options = ["All objects of the bucket", "two", "three", "four"];
    assert!((0..20).any(|seed| order(&options, seed).last() != Some(&0)));
}

#[test]
fn options_that_name_letters_keep_the_order() {
    for seed in 0..20 {
        assert_eq!(
            order(&["one", "two", "three", "Both A and C"], seed),
            [0, 1, 2, 3]
        );
    }
}

#[test]
fn order_is_kept_where_the_note_says_so() {
    let mut card = choice_card("n", "s", "q", &["one", "two", "three", "four"], &[0]);
    card.shuffle = false;
    assert!((0..20).all(|seed| option_order(&card, seed) == [0, 1, 2, 3]));
}

#[test]
fn another_showing_brings_another_order() {
    let orders: std::collections::BTreeSet<_> = (0..50)
        .map(|seed| order(&["one", "two", "three"], seed))
        .collect();
    assert_eq!(orders.len(), 6);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_option_is_shown_once(count in 2_usize..9, seed: u64) {
        let options: Vec<String> = (0..count).map(|n| format!("option {n}")).collect();
        let options: Vec<&str> = options.iter().map(String::as_str).collect();
        let shown = order(&options, seed);
        prop_assert_eq!(&shown, &order(&options, seed));
        let mut sorted = shown;
        sorted.sort_unstable();
        prop_assert_eq!(sorted, (0..count).collect::<Vec<_>>());
    }
}
