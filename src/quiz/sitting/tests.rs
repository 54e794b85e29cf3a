use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::base::ids::DeviceId;
use crate::base::stamp::Stamp;
use crate::quiz::history::{History, Record};
use crate::quiz::scheduler::Scheduler;
use crate::quiz::testing::{card_in, choice_card};

fn at(secs: i64) -> Moment {
    Moment::from_millis(1_800_000_000_000 + secs * 1_000)
}

fn cards(count: usize) -> Vec<Card> {
    (0..count)
        .map(|number| card_in("s3/a", &format!("s{}", number % 2), &format!("q{number}")))
        .collect()
}

fn shown(sitting: &Sitting) -> &str {
    sitting
        .current()
        .map_or("-", |showing| showing.card.id.as_str())
}

/// Answers the current card; the second option is right.
fn answer(sitting: &mut Sitting, option: usize, rating: Rating) -> Happening {
    sitting.toggle(option);
    sitting.submit(at(5)).unwrap();
    sitting.rate(rating, at(6)).unwrap()
}

fn record_id(seq: u64) -> RecordId {
    RecordId {
        device: DeviceId::new("laptop"),
        seq,
    }
}

#[test]
fn right_answer_is_judged_rated_and_recorded() {
    let mut sitting = Sitting::start(cards(2), 7, at(0));
    sitting.toggle(1);
    assert_eq!(sitting.submit(at(4)), Some(Verdict::Right));
    assert_eq!(Verdict::Right.proposed(), Rating::Good);
    let happening = sitting.rate(Rating::Good, at(9));
    assert_eq!(
        happening,
        Some(Happening::Reviewed {
            card: CardId::new("s3/a#q0"),
            rating: Rating::Good,
            given: Given::Picks(vec![1]),
            took_ms: 4_000,
        })
    );
    assert_eq!(shown(&sitting), "s3/a#q1");
}

#[test]
fn wrong_answer_proposes_again() {
    let mut sitting = Sitting::start(cards(1), 7, at(0));
    sitting.toggle(0);
    let verdict = sitting.submit(at(1)).unwrap();
    assert_eq!(
        (verdict, verdict.proposed()),
        (Verdict::Wrong, Rating::Again)
    );
}

#[test]
fn new_pick_replaces_the_old_one_in_a_single_choice() {
    let mut sitting = Sitting::start(cards(1), 7, at(0));
    sitting.toggle(0);
    sitting.toggle(1);
    assert_eq!(sitting.current().unwrap().given, Given::Picks(vec![1]));
    sitting.toggle(1);
    sitting.toggle(9);
    assert_eq!(sitting.current().unwrap().given, Given::Picks(vec![]));
}

#[test]
fn multiple_response_is_all_or_nothing() {
    let card = choice_card("s3/a", "s", "m", &["a1", "b1", "c1", "d1", "e1"], &[1, 3]);
    let check = |picks: &[usize], expected| {
        let mut sitting = Sitting::start([card.clone()], 7, at(0));
        for pick in picks {
            sitting.toggle(*pick);
        }
        assert_eq!(sitting.submit(at(1)), expected, "{picks:?}");
    };
    check(&[3, 1], Some(Verdict::Right));
    check(&[1], Some(Verdict::Wrong));
    check(&[1, 2, 3], Some(Verdict::Wrong));
    check(&[1, 3, 2, 2], Some(Verdict::Right));
    check(&[], None);
}

#[test]
fn judged_answer_cannot_be_changed_or_judged_again() {
    let mut sitting = Sitting::start(cards(1), 7, at(0));
    sitting.toggle(0);
    sitting.submit(at(1));
    sitting.toggle(1);
    assert_eq!(sitting.submit(at(2)), None);
    assert_eq!(sitting.current().unwrap().given, Given::Picks(vec![0]));
}

#[test]
fn unjudged_card_cannot_be_rated() {
    let mut sitting = Sitting::start(cards(1), 7, at(0));
    sitting.toggle(1);
    assert_eq!(sitting.rate(Rating::Easy, at(1)), None);
    assert_eq!(shown(&sitting), "s3/a#q0");
}

#[test]
fn giving_up_is_wrong_and_gives_nothing() {
    let mut sitting = Sitting::start(cards(1), 7, at(0));
    sitting.toggle(1);
    assert_eq!(sitting.give_up(at(1)), Some(Verdict::Wrong));
    assert_eq!(sitting.current().unwrap().given, Given::Picks(vec![]));
}

#[test]
fn failed_card_returns_after_three_others() {
    let mut sitting = Sitting::start(cards(6), 7, at(0));
    answer(&mut sitting, 0, Rating::Again);
    let mut order = Vec::new();
    while !sitting.is_finished() {
        order.push(shown(&sitting).to_owned());
        answer(&mut sitting, 1, Rating::Good);
    }
    assert_eq!(
        order,
        [
            "s3/a#q1", "s3/a#q2", "s3/a#q3", "s3/a#q0", "s3/a#q4", "s3/a#q5"
        ]
    );
}

#[test]
fn failed_card_returns_at_once_when_it_is_the_last() {
    let mut sitting = Sitting::start(cards(1), 7, at(0));
    answer(&mut sitting, 0, Rating::Again);
    assert_eq!(shown(&sitting), "s3/a#q0");
    assert_eq!(sitting.current().unwrap().repeat, 1);
    answer(&mut sitting, 1, Rating::Good);
    assert!(sitting.is_finished());
}

#[test]
fn undo_names_the_record_and_shows_the_judged_card() {
    let mut sitting = Sitting::start(cards(3), 7, at(0));
    answer(&mut sitting, 0, Rating::Again);
    sitting.recorded(record_id(17));
    let undo = sitting.undo(at(8)).unwrap();
    assert_eq!(
        undo.happening,
        Some(Happening::Undone {
            record: record_id(17)
        })
    );
    assert_eq!(shown(&sitting), "s3/a#q0");
    assert_eq!(sitting.current().unwrap().verdict(), Some(Verdict::Wrong));
    assert_eq!(sitting.left(), 3);
    assert_eq!(sitting.undo(at(9)), None);
}

#[test]
fn undo_keeps_what_was_given_to_the_next_card() {
    let mut sitting = Sitting::start(cards(3), 7, at(0));
    answer(&mut sitting, 1, Rating::Good);
    sitting.toggle(1);
    sitting.submit(at(5));
    let next = sitting.current().unwrap().clone();
    sitting.undo(at(8)).unwrap();
    let unrated = [("s3/a#q0", Rating::Good), ("s3/a#q1", Rating::Good)];
    let unrated = unrated.map(|(card, rating)| (CardId::new(card), rating));
    assert_eq!(
        sitting.unrated(),
        unrated.each_ref().map(|(card, rating)| (card, *rating))
    );
    sitting.rate(Rating::Hard, at(9)).unwrap();
    let shown_at = at(9);
    assert_eq!(sitting.current(), Some(&Showing { shown_at, ..next }));
    sitting.rate(Rating::Good, at(10)).unwrap();
    assert_eq!((sitting.unrated(), sitting.left()), (Vec::new(), 1));
}

#[test]
fn failed_card_returns_behind_the_answers_that_undoing_put_back() {
    let mut sitting = Sitting::start(cards(6), 7, at(0));
    for _ in 0..4 {
        answer(&mut sitting, 1, Rating::Good);
    }
    sitting.toggle(1);
    sitting.submit(at(9));
    for _ in 0..4 {
        sitting.undo(at(10)).unwrap();
    }
    sitting.rate(Rating::Again, at(11)).unwrap();
    let unrated: Vec<&str> = sitting
        .unrated()
        .iter()
        .map(|(card, _)| card.as_str())
        .collect();
    assert_eq!(unrated, ["s3/a#q1", "s3/a#q2", "s3/a#q3", "s3/a#q4"]);
}

#[test]
fn undo_of_the_last_card_reopens_a_finished_sitting() {
    let mut sitting = Sitting::start(cards(1), 7, at(0));
    answer(&mut sitting, 0, Rating::Again);
    sitting.undo(at(8)).unwrap();
    assert_eq!((sitting.left(), sitting.rated()), (1, 0));
    sitting.rate(Rating::Good, at(9)).unwrap();
    assert!(sitting.is_finished());
}

#[test]
fn interrupted_answer_counts_ten_minutes_at_most() {
    let mut sitting = Sitting::start(cards(1), 7, at(0));
    sitting.toggle(1);
    sitting.submit(at(7_200));
    let Some(Happening::Reviewed { took_ms, .. }) = sitting.rate(Rating::Good, at(7_201)) else {
        panic!("a judged card can be rated")
    };
    assert_eq!(took_ms, 600_000);
}

#[test]
fn dropped_card_is_not_asked_any_more() {
    let mut sitting = Sitting::start(cards(3), 7, at(0));
    assert!(sitting.drop_card(&CardId::new("s3/a#q0"), at(1)));
    assert!(sitting.drop_card(&CardId::new("s3/a#q2"), at(1)));
    assert!(!sitting.drop_card(&CardId::new("s3/a#q2"), at(1)));
    assert_eq!((shown(&sitting), sitting.left()), ("s3/a#q1", 1));
}

#[test]
fn summary_counts_first_showings_and_names_weak_sections() {
    let mut sitting = Sitting::start(cards(4), 7, at(0));
    let mut history = History::new(Scheduler::default(), TimeZone::UTC);
    for (seq, (option, rating)) in (1_u64..).zip([
        (0, Rating::Again),
        (1, Rating::Good),
        (1, Rating::Good),
        (1, Rating::Hard),
        (1, Rating::Good),
    ]) {
        let what = answer(&mut sitting, option, rating);
        let stamp = Stamp {
            at: at(seq as i64),
            device: DeviceId::new("laptop"),
            seq,
        };
        history.apply(Record { stamp, what });
    }
    let summary = sitting.summary(at(60));
    assert_eq!(
        (summary.answered, summary.right, summary.repeats),
        (4, 3, 1)
    );
    assert_eq!(summary.duration, Duration::from_mins(1));
    let weak: Vec<_> = summary
        .weak_sections()
        .iter()
        .map(|section| section.title.as_deref().unwrap_or_default())
        .collect();
    assert_eq!(weak, ["s0"]);
    let today = history.day(at(0));
    let back: usize = (1..=4)
        .map(|days| summary.due_on(today.plus(days), &history))
        .sum();
    assert_eq!(back, 4);
    assert_eq!(summary.due_on(today, &history), 0);
}

#[derive(Debug, Clone, Copy)]
enum Move {
    Toggle(usize),
    Submit,
    GiveUp,
    Rate(Rating),
    Undo,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        3 => (0_usize..5).prop_map(Move::Toggle),
        3 => Just(Move::Submit),
        1 => Just(Move::GiveUp),
        4 => prop::sample::select(Rating::ALL.to_vec()).prop_map(Move::Rate),
        1 => Just(Move::Undo),
    ];
    prop::collection::vec(one, 0..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_card_is_lost_or_rated_twice(moves in moves(), count in 1_usize..6) {
        let mut sitting = Sitting::start(cards(count), 3, at(0));
        for (step, one) in moves.into_iter().enumerate() {
            let now = at(step as i64);
            let (rated, judged) = (sitting.rated(), sitting.current().and_then(Showing::verdict));
            match one {
                Move::Toggle(option) => sitting.toggle(option),
                Move::Submit => { sitting.submit(now); }
                Move::GiveUp => { sitting.give_up(now); }
                Move::Rate(rating) => {
                    let happening = sitting.rate(rating, now);
                    prop_assert_eq!(happening.is_some(), judged.is_some());
                    prop_assert_eq!(sitting.rated(), rated + usize::from(judged.is_some()));
                }
                Move::Undo => {
                    let before = sitting.clone();
                    if sitting.undo(now).is_some() {
                        prop_assert!(sitting.current().and_then(Showing::verdict).is_some());
                        prop_assert_eq!(sitting.rated() + 1, before.rated());
                    }
                }
            }
            let again = sitting.past.iter().filter(|past| past.rating == Rating::Again).count();
            prop_assert_eq!(sitting.rated() + sitting.left(), count + again);
        }
    }
}
