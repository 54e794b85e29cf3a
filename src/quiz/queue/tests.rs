use proptest::prelude::*;

use super::*;
use crate::base::ids::DeviceId;
use crate::base::stamp::Stamp;
use crate::base::time::Moment;
use crate::quiz::card::{Card, Place};
use crate::quiz::history::{Happening, Record};
use crate::quiz::memory::Rating;
use crate::quiz::testing::{TODAY, answers, card_in};

/// Picks every note.
const ALL: fn(&NoteId) -> bool = |_| true;

/// A history in which each card was rated Good so many days before today.
fn history(answered: &[(&Card, i64)]) -> History {
    let answered: Vec<_> = answered
        .iter()
        .map(|(card, ago)| (*card, *ago, Rating::Good))
        .collect();
    answers(&answered)
}

fn ids(cards: &[Card]) -> Vec<&str> {
    let mut ids: Vec<&str> = cards.iter().map(|card| card.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

fn limits(new_per_day: usize) -> Limits {
    Limits {
        new_per_day,
        in_queue: None,
    }
}

#[test]
fn due_cards_wait_and_resting_ones_do_not() {
    let cards = [
        card_in("s3/a", "x", "due"),
        card_in("s3/a", "x", "resting"),
        card_in("s3/a", "x", "new"),
    ];
    let history = history(&[(&cards[0], 5), (&cards[1], 0)]);
    let queue = waiting(&cards, &history, TODAY, &limits(20), &ALL, 1);
    assert_eq!(ids(&queue), ["s3/a#due", "s3/a#new"]);
}

#[test]
fn cards_introduced_today_use_up_the_limit_of_new_ones() {
    let cards: Vec<Card> = (0..5)
        .map(|number| card_in("s3/a", "x", &format!("q{number}")))
        .collect();
    let history = history(&[(&cards[0], 0)]);
    let queue = waiting(&cards, &history, TODAY, &limits(3), &ALL, 1);
    assert_eq!(ids(&queue), ["s3/a#q1", "s3/a#q2"]);
}

#[test]
fn limited_queue_takes_the_longest_overdue_first() {
    let cards = [
        card_in("s3/a", "x", "new"),
        card_in("s3/a", "x", "late"),
        card_in("s3/a", "x", "later"),
    ];
    let history = history(&[(&cards[1], 5), (&cards[2], 50)]);
    let limits = Limits {
        new_per_day: 20,
        in_queue: Some(1),
    };
    let queue = waiting(&cards, &history, TODAY, &limits, &ALL, 1);
    assert_eq!(ids(&queue), ["s3/a#later"]);
}

#[test]
fn scope_narrows_the_queue() {
    let cards = [card_in("s3/a", "x", "q"), card_in("sqs/b", "x", "q")];
    let history = history(&[]);
    let note = NoteId::new("s3/a");
    let of = |includes: &dyn Fn(&NoteId) -> bool| {
        waiting(&cards, &history, TODAY, &limits(20), includes, 1).len()
    };
    assert_eq!(of(&ALL), 2);
    assert_eq!(of(&|one| *one == note), 1);
    assert_eq!(of(&|note| note.as_str().starts_with("sqs/")), 1);
    assert_eq!(of(&|_| false), 0);
}

#[test]
fn suspended_card_neither_waits_nor_counts() {
    let cards = [card_in("s3/a", "x", "q"), card_in("s3/a", "x", "r")];
    let mut history = history(&[]);
    history.apply(Record {
        stamp: Stamp {
            at: Moment::from_millis(0),
            device: DeviceId::new("laptop"),
            seq: 9,
        },
        what: Happening::Suspended {
            card: cards[0].id.clone(),
            on: true,
        },
    });
    let queue = waiting(&cards, &history, TODAY, &limits(20), &ALL, 1);
    assert_eq!(ids(&queue), ["s3/a#r"]);
    assert_eq!(everything(&cards, &history, &ALL, 1).len(), 1);
    let counts = counts_by_note(&cards, &history, TODAY);
    assert_eq!(counts[&NoteId::new("s3/a")].cards, 1);
}

#[test]
fn counts_say_when_the_next_resting_cards_wait() {
    let cards = [
        card_in("s3/a", "x", "old"),
        card_in("s3/a", "x", "one"),
        card_in("s3/b", "x", "two"),
        card_in("s3/b", "x", "new"),
    ];
    let history = history(&[(&cards[0], 50), (&cards[1], 0), (&cards[2], 0)]);
    let by_note = counts_by_note(&cards, &history, TODAY);
    let due = |card: &Card| history.memory(&card.id).unwrap().due;
    let next = by_note[&NoteId::new("s3/a")].next.unwrap();
    assert_eq!((next.day, next.cards), (due(&cards[1]), 1));
    let days = [due(&cards[1]), due(&cards[2])];
    let day = days[0].min(days[1]);
    let sum: Counts = by_note.values().copied().sum();
    let cards = days.iter().filter(|due| **due == day).count();
    assert_eq!(sum.next, Some(NextDue { day, cards }));
}

#[test]
fn counts_agree_with_the_queue() {
    let cards: Vec<Card> = (0..30)
        .map(|n| card_in(&format!("s3/{}", n % 3), "x", &format!("q{n}")))
        .collect();
    let answered: Vec<(&Card, i64)> = cards.iter().take(12).map(|card| (card, 9)).collect();
    let history = history(&answered);
    let by_note = counts_by_note(&cards, &history, TODAY);
    let note = NoteId::new("s3/1");
    let of_one = |one: &NoteId| *one == note;
    let scopes: [&dyn Fn(&NoteId) -> bool; 2] = [&ALL, &of_one];
    for includes in scopes {
        let picked = by_note.iter().filter(|(note, _)| includes(note));
        let open: Counts = picked.map(|(_, counts)| *counts).sum();
        for in_queue in [None, Some(7), Some(14)] {
            let limits = Limits {
                new_per_day: 8,
                in_queue,
            };
            let queue = waiting(&cards, &history, TODAY, &limits, includes, 3);
            let counts = admitted(open, new_left(&history, TODAY, &limits), &limits);
            assert_eq!(counts.waiting(), queue.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn siblings_stand_apart_where_that_can_be(sizes in prop::collection::vec(1_usize..8, 1..7), seed: u64) {
        let cards: Vec<Card> = sizes
            .iter()
            .enumerate()
            .flat_map(|(section, size)| {
                (0..*size).map(move |n| card_in("s3/a", &format!("s{section}"), &format!("q{section}-{n}")))
            })
            .collect();
        let mixed = interleaved(cards.iter().collect(), seed);
        let places: Vec<Place> = mixed.iter().map(|card| card.place()).collect();
        let adjacent = places.windows(2).filter(|pair| pair[0] == pair[1]).count();
        let largest = sizes.iter().max().copied().unwrap_or(0);
        let unavoidable = (2 * largest).saturating_sub(cards.len() + 1);
        prop_assert_eq!(adjacent, unavoidable);
        let again = interleaved(cards.iter().collect(), seed);
        prop_assert_eq!(mixed.len(), cards.len());
        prop_assert_eq!(mixed, again);
    }
}
