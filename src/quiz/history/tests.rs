use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::base::ids::{DeviceId, NoteId};
use crate::quiz::kind::Given;
use crate::quiz::memory::Rating;

const DAY_MS: i64 = 86_400_000;
/// Noon of a day long after the epoch.
const NOON: i64 = 20_000 * DAY_MS + DAY_MS / 2;

fn stamp(device: &str, seq: u64, at: i64) -> Stamp {
    Stamp {
        at: Moment::from_millis(at),
        device: DeviceId::new(device),
        seq,
    }
}

fn card(number: u8) -> CardId {
    CardId::new(format!("s3/lifecycle#q{number}"))
}

fn reviewed(number: u8, rating: Rating) -> Happening {
    Happening::Reviewed {
        card: card(number),
        rating,
        given: Given::Picks(vec![1]),
        took_ms: 4_000,
    }
}

fn record(seq: u64, day: i64, what: Happening) -> Record {
    Record {
        stamp: stamp("laptop", seq, NOON + day * DAY_MS + seq as i64),
        what,
    }
}

fn undo_of(seq: u64) -> Happening {
    Happening::Undone {
        record: RecordId {
            device: DeviceId::new("laptop"),
            seq,
        },
    }
}

fn place(section: Option<&str>) -> Place {
    Place {
        note: NoteId::new("s3/lifecycle"),
        section: section.map(Into::into),
    }
}

fn replay(records: &[Record]) -> History {
    History::replay(records.to_vec(), &Scheduler::default(), &TimeZone::UTC)
}

/// Everything the rest of the program can ask.
fn answers(history: &History) -> String {
    format!(
        "{:?}",
        (
            history.memories().collect::<Vec<_>>(),
            history.reviews().collect::<Vec<_>>(),
            history.suspended().collect::<Vec<_>>(),
            history.read_notes().collect::<Vec<_>>(),
            history.is_section_read(&place(Some("a"))),
        )
    )
}

#[test]
fn answered_card_has_a_memory_and_a_review() {
    let history = replay(&[record(1, 0, reviewed(1, Rating::Good))]);
    let memory = history.memory(&card(1)).unwrap();
    assert_eq!((memory.last, memory.due), (Day(20_000), Day(20_002)));
    assert!(history.reviews_of(&card(1)).next().unwrap().is_first());
    assert_eq!(history.introduced_on(Day(20_000)).count(), 1);
    assert_eq!(history.introduced_on(Day(20_001)).count(), 0);
    assert!(history.memory(&card(2)).is_none());
}

#[test]
fn review_knows_what_stood_before_it() {
    let history = replay(&[
        record(1, 0, reviewed(1, Rating::Again)),
        record(2, 0, reviewed(1, Rating::Good)),
        record(3, 4, reviewed(1, Rating::Good)),
    ]);
    let tests: Vec<bool> = history
        .reviews_of(&card(1))
        .map(Review::is_recall_test)
        .collect();
    assert_eq!(tests, [false, false, true]);
    assert_eq!(history.reviews_of(&card(1)).last().unwrap().elapsed_days, 4);
}

#[test]
fn undone_answer_makes_the_card_new_again() {
    let history = replay(&[
        record(1, 0, reviewed(1, Rating::Good)),
        record(2, 0, undo_of(1)),
    ]);
    assert!(history.memory(&card(1)).is_none());
    assert_eq!(history.reviews().count(), 0);
}

#[test]
fn undo_that_arrives_first_still_counts() {
    let history = replay(&[
        record(2, 0, undo_of(1)),
        record(1, 0, reviewed(1, Rating::Good)),
    ]);
    assert!(history.memory(&card(1)).is_none());
}

#[test]
fn undo_cannot_be_undone() {
    let history = replay(&[
        record(1, 0, reviewed(1, Rating::Good)),
        record(2, 0, undo_of(1)),
        record(3, 0, undo_of(2)),
    ]);
    assert!(history.memory(&card(1)).is_none());
}

#[test]
fn latest_turn_of_a_switch_counts() {
    let suspended = |on| Happening::Suspended { card: card(1), on };
    let mut history = replay(&[
        record(1, 0, suspended(true)),
        record(3, 2, suspended(true)),
        record(2, 1, suspended(false)),
    ]);
    assert!(history.is_suspended(&card(1)));
    history.apply(record(4, 4, undo_of(3)));
    assert!(!history.is_suspended(&card(1)));
}

#[test]
fn note_marked_unread_takes_its_sections_along() {
    let note = || NoteId::new("s3/lifecycle");
    let (prices, top) = (place(Some("prices")), place(None));
    let read = |place: &Place| Happening::SectionRead {
        place: place.clone(),
    };
    let mut history = replay(&[record(1, 0, read(&prices)), record(2, 1, read(&top))]);
    assert!(history.is_section_read(&prices) && history.is_section_read(&top));
    assert!(!history.is_note_read(&note()));
    history.apply(record(3, 2, Happening::NoteUnread { note: note() }));
    assert!(!history.is_section_read(&prices) && !history.is_section_read(&top));
    history.apply(record(4, 3, Happening::NoteRead { note: note() }));
    assert!(history.is_note_read(&note()) && history.is_section_read(&prices));
    history.apply(record(5, 4, undo_of(4)));
    history.apply(record(6, 5, undo_of(3)));
    assert!(!history.is_note_read(&note()));
    assert!(history.is_section_read(&prices));
}

#[test]
fn rescheduling_moves_due_days_but_no_review() {
    let mut history = replay(&[
        record(1, 0, reviewed(1, Rating::Good)),
        record(2, 3, reviewed(1, Rating::Good)),
        record(3, 14, reviewed(1, Rating::Good)),
    ]);
    let before = history.memory(&card(1)).unwrap().due;
    history.reschedule(Scheduler::new(0.97), TimeZone::UTC);
    assert!(history.memory(&card(1)).unwrap().due < before);
    assert_eq!(history.reviews().count(), 3);
}

fn happenings() -> impl Strategy<Value = Happening> {
    let rating = prop::sample::select(Rating::ALL.to_vec());
    prop_oneof![
        6 => (0_u8..4, rating).prop_map(|(number, rating)| reviewed(number, rating)),
        1 => (0_u8..4, any::<bool>()).prop_map(|(n, on)| Happening::Suspended { card: card(n), on }),
        1 => Just(Happening::SectionRead { place: place(Some("a")) }),
        1 => Just(Happening::NoteRead { note: NoteId::new("s3/lifecycle") }),
        1 => Just(Happening::NoteUnread { note: NoteId::new("s3/lifecycle") }),
        1 => (0_u64..30).prop_map(undo_of),
    ]
}

fn logs() -> impl Strategy<Value = Vec<Record>> {
    prop::collection::vec((happenings(), 0_i64..40), 0..30).prop_map(|items| {
        (0_u64..)
            .zip(items)
            .map(|(seq, (what, day))| record(seq, day, what))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn prefix_and_rest_give_what_all_gives(log in logs(), cut in any::<Index>()) {
        let (prefix, rest) = log.split_at(cut.index(log.len() + 1));
        let mut history = replay(prefix);
        for record in rest {
            history.apply(record.clone());
        }
        prop_assert_eq!(answers(&history), answers(&replay(&log)));
    }

    #[test]
    fn order_of_arrival_does_not_matter(log in logs(), shuffled in logs().prop_shuffle()) {
        let mut sorted = shuffled.clone();
        sorted.sort_by(|a, b| a.stamp.cmp(&b.stamp));
        prop_assert_eq!(answers(&replay(&shuffled)), answers(&replay(&sorted)));
        let doubled: Vec<Record> = log.iter().chain(&log).cloned().collect();
        prop_assert_eq!(answers(&replay(&doubled)), answers(&replay(&log)));
    }

    #[test]
    fn undone_record_never_happened(log in logs(), pick in any::<Index>()) {
        prop_assume!(!log.is_empty());
        let picked = pick.index(log.len());
        prop_assume!(!matches!(log[picked].what, Happening::Undone { .. }));
        let mut with_undo = log.clone();
        with_undo.push(record(1_000, 41, undo_of(picked as u64)));
        let mut without = log.clone();
        without.remove(picked);
        prop_assert_eq!(answers(&replay(&with_undo)), answers(&replay(&without)));
    }
}
