use proptest::prelude::*;

use super::*;
use crate::quiz::card::Card;
use crate::quiz::memory::Rating;
use crate::quiz::testing::{TODAY, answers, card_in};

fn cards(counts: [usize; 4]) -> Vec<Card> {
    counts
        .iter()
        .enumerate()
        .flat_map(|(domain, count)| {
            (0..*count).map(move |number| Card {
                domain: Some(format!("{}.1", domain + 1).into()),
                ..card_in("s3/a", "x", &format!("q{domain}-{number}"))
            })
        })
        .collect()
}

/// The estimate for tomorrow when the first `count` cards were answered today.
fn after(cards: &[Card], count: usize, rating: Rating) -> Option<Readiness> {
    let given: Vec<_> = cards
        .iter()
        .take(count)
        .map(|card| (card, 0, rating))
        .collect();
    Readiness::estimate(cards, &answers(&given), TODAY.plus(1))
}

#[test]
fn fifth_answer_gives_the_first_estimate() {
    let cards = cards([20, 20, 20, 20]);
    assert_eq!(after(&cards, 4, Rating::Good), None);
    assert!(after(&cards, 5, Rating::Good).is_some());
}

#[test]
fn cards_without_a_domain_of_the_exam_give_no_estimate() {
    let mut cards = cards([20, 0, 0, 0]);
    for card in &mut cards {
        card.domain = Some("history".into());
    }
    assert_eq!(after(&cards, 20, Rating::Good), None);
}

#[test]
fn all_wrong_is_the_score_of_guessing() {
    let cards = cards([10, 10, 10, 10]);
    let readiness = after(&cards, 40, Rating::Again).unwrap();
    assert_eq!(readiness.expected, 325);
    assert_eq!(readiness.standing(), Standing::Below);
}

#[test]
fn everything_known_passes_and_narrows_the_interval() {
    let few = cards([3, 2, 2, 2]);
    let many = cards([64, 52, 48, 36]);
    let few = after(&few, 9, Rating::Easy).unwrap();
    let many = after(&many, 200, Rating::Easy).unwrap();
    assert_eq!(many.standing(), Standing::Above);
    assert!(many.expected > 950, "{many:?}");
    assert!(many.high - many.low < few.high - few.low);
}

#[test]
fn domains_weigh_as_in_the_guide() {
    let cards = cards([10, 10, 10, 10]);
    let only = |domain: usize| {
        let given: Vec<_> = cards
            .iter()
            .skip(domain * 10)
            .take(10)
            .map(|card| (card, 0, Rating::Easy))
            .collect();
        let readiness = Readiness::estimate(&cards, &answers(&given), TODAY.plus(1)).unwrap();
        f64::from(readiness.expected) - 325.0
    };
    assert!((only(0) / only(3) - 32.0 / 18.0).abs() < 0.05);
    assert!((only(1) / only(2) - 26.0 / 24.0).abs() < 0.05);
}

#[test]
fn what_is_not_repeated_fades() {
    let cards = cards([10, 10, 10, 10]);
    let given: Vec<_> = cards.iter().map(|card| (card, 0, Rating::Good)).collect();
    let history = answers(&given);
    let on = |days| {
        Readiness::estimate(&cards, &history, TODAY.plus(days))
            .unwrap()
            .expected
    };
    assert!(on(1) > on(30));
    assert!(on(30) > on(300));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn interval_holds_the_score_and_stays_on_the_scale(
        counts in [0_usize..12, 0_usize..12, 0_usize..12, 5_usize..12],
        ratings in prop::collection::vec(prop::sample::select(Rating::ALL.to_vec()), 5..40),
        days in 0_i32..400,
    ) {
        let cards = cards(counts);
        let given: Vec<_> = cards.iter().zip(&ratings).map(|(card, rating)| (card, 0, *rating)).collect();
        let readiness = Readiness::estimate(&cards, &answers(&given), TODAY.plus(days)).unwrap();
        prop_assert!(LOWEST_SCORE <= readiness.low);
        prop_assert!(readiness.low <= readiness.expected);
        prop_assert!(readiness.expected <= readiness.high);
        prop_assert!(readiness.high <= HIGHEST_SCORE);
    }

    #[test]
    fn one_more_card_known_never_lowers_the_score(count in 5_usize..39) {
        let cards = cards([10, 10, 10, 10]);
        let fewer = after(&cards, count, Rating::Good).unwrap();
        let more = after(&cards, count + 1, Rating::Good).unwrap();
        prop_assert!(more.expected >= fewer.expected);
    }
}
