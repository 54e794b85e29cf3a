use proptest::prelude::*;

use super::*;
use crate::base::ids::DeviceId;
use crate::library::{Library, NoteSource, Origin};
use crate::markdown::parse;

const NOTE: &str = "# Classes\n\n## Prices\n\nThe *price* falls.\n";

fn place(note: &str, block: usize) -> Place {
    Place::of(&parse(NOTE), &NoteId::new(note), block)
}

fn stamp(seq: u64) -> Stamp {
    Stamp {
        at: Moment::from_millis(seq as i64 * 10),
        device: DeviceId::new("d"),
        seq,
    }
}

fn marking(mark: &str, note: &str, ink: Ink) -> Marking {
    Marking {
        mark: MarkId::new(mark),
        becomes: Some(Marked {
            place: place(note, 2),
            kind: MarkKind::Highlight(ink),
            comment: String::new(),
        }),
    }
}

fn removed(mark: &str) -> Marking {
    Marking {
        mark: MarkId::new(mark),
        becomes: None,
    }
}

#[test]
fn last_word_about_a_mark_counts_and_the_first_says_its_age() {
    let mut marks = Marks::default();
    marks.apply(stamp(3), marking("a", "n", Ink::Rose));
    marks.apply(stamp(1), marking("a", "n", Ink::Amber));
    let mark = marks.get(&MarkId::new("a")).unwrap();
    assert_eq!(mark.ink(), Some(Ink::Rose));
    assert_eq!(mark.made, Moment::from_millis(10));
    marks.apply(stamp(4), removed("a"));
    assert!(marks.is_empty());
    assert_eq!(marks.notes().count(), 0);
    marks.apply(stamp(2), marking("a", "n", Ink::Green));
    assert!(marks.is_empty(), "it was removed later");
}

#[test]
fn mark_goes_with_its_place_to_another_note() {
    let mut marks = Marks::default();
    marks.apply(stamp(1), marking("a", "n", Ink::Amber));
    marks.apply(stamp(2), marking("a", "m", Ink::Amber));
    assert!(marks.of_note(&NoteId::new("n")).is_empty());
    assert_eq!(marks.of_note(&NoteId::new("m")).len(), 1);
}

#[test]
fn marks_are_cited_by_note_and_heading() {
    let library = Library::build(vec![NoteSource {
        path: "classes.md".to_owned(),
        text: NOTE.into(),
        origin: Origin::Bundled,
        root: None,
    }]);
    let mut marks = Marks::default();
    let mut first = marking("a", "classes", Ink::Amber);
    if let Some(marked) = &mut first.becomes {
        marked.comment = "Ask *why*.\nSoon.".to_owned();
    }
    marks.apply(stamp(1), first);
    marks.apply(stamp(2), marking("b", "gone", Ink::Amber));
    let expected = "## Classes\n\n> The price falls.\n\nAsk *why*.\nSoon.\n\n\
        \u{2014} Classes: Prices, [[classes#prices]]\n\n\
        ## gone\n\n> The price falls.\n\n\
        \u{2014} gone: Classes \u{203a} Prices, [[gone#prices]]\n";
    assert_eq!(to_markdown(&library, marks.all()), expected);
}

fn log() -> impl Strategy<Value = Vec<(Stamp, Marking)>> {
    let inks = prop::sample::select(Ink::ALL.to_vec());
    let one = (0_u8..3, 0_u8..2, prop::option::of(inks));
    prop::collection::vec(one, 0..20).prop_map(|turns| {
        let stamps = (1..).map(stamp);
        let markings = turns.into_iter().map(|(mark, note, ink)| {
            let (mark, note) = (format!("m{mark}"), format!("n{note}"));
            ink.map_or_else(|| removed(&mark), |ink| marking(&mark, &note, ink))
        });
        stamps.zip(markings).collect()
    })
}

fn folded(log: &[(Stamp, Marking)]) -> Vec<Mark> {
    let mut marks = Marks::default();
    for (stamp, marking) in log.iter().cloned() {
        marks.apply(stamp, marking);
    }
    let of_notes: usize = marks.notes().map(|note| marks.of_note(note).len()).sum();
    assert_eq!(of_notes, marks.all().count());
    marks.all().cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn order_of_arrival_and_doubles_do_not_matter(log in log(), other in any::<prop::sample::Index>()) {
        let mut turned = log.clone();
        turned.rotate_left(other.index(log.len() + 1).min(log.len()));
        turned.extend(log.iter().rev().cloned());
        prop_assert_eq!(folded(&turned), folded(&log));
    }
}
