use super::*;
use crate::search::entry::tests::{Plain, library};

fn sought(words: &[&str]) -> Sought {
    let mut sought = Sought::default();
    for word in words {
        sought.add(vec![[(*word).to_owned()].into()]);
    }
    sought
}

fn hit(note: &str, block: usize, kind: Kind) -> Hit {
    Hit {
        note: NoteId::new(note),
        block,
        kind,
        score: 1.0,
    }
}

const NOTE: &str = "# A\n\nhead queue\n\n## B\n\nnothing here\n\nThe queue\nwaits for the queue.\n\n```quiz id=q\nWhich queue?\n```\n";

#[test]
fn places_are_grouped_by_note_and_open_where_the_words_stand() {
    let library = library(&[("a.md", NOTE), ("b.md", "# Queue\n")]);
    let found = Found {
        hits: vec![
            hit("a", 2, Kind::Text),
            hit("b", 0, Kind::Text),
            hit("a", 5, Kind::Question),
            hit("gone", 0, Kind::Text),
            hit("a", 99, Kind::Text),
        ],
        sought: sought(&["queue"]),
        ..Found::default()
    };
    let results = Results::shape("queue", found, &library, &Plain);
    let seen: Vec<_> = results
        .notes
        .iter()
        .map(|note| {
            let places = note
                .places
                .iter()
                .map(|place| (place.block, &*place.heading, place.excerpt.text.as_str()));
            (note.note.as_str(), places.collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(
        seen,
        [
            (
                "a",
                vec![
                    (4, "B", "The queue waits for the queue."),
                    (5, "", "Which queue?")
                ]
            ),
            ("b", vec![(0, "", "")]),
        ]
    );
    assert_eq!(
        results.place(2).map(|(note, _)| note.note.as_str()),
        Some("b")
    );
}

#[test]
fn section_that_only_stands_under_a_matching_title_is_left_out() {
    let library = library(&[("a.md", "# Queue\n\n## B\n\nno word\n")]);
    let found = Found {
        hits: vec![hit("a", 1, Kind::Text)],
        sought: sought(&["queue"]),
        ..Found::default()
    };
    assert!(
        Results::shape("queue", found, &library, &Plain)
            .notes
            .is_empty()
    );
}

/// What is shown of the one place that is found at this block of a note.
fn shown(note: &str, block: usize, kind: Kind, words: &[&str]) -> Place {
    let found = Found {
        hits: vec![hit("a", block, kind)],
        sought: sought(words),
        ..Found::default()
    };
    let library = library(&[("a.md", note)]);
    let results = Results::shape("", found, &library, &Plain);
    results.place(0).expect("a place").1.clone()
}

#[test]
fn cell_is_shown_in_its_row() {
    let note =
        "# A\n\n## Limits\n\n| what | how much | |\n|---|---|---|\n| Maximum | 12 hours | |\n";
    let place = shown(note, 1, Kind::Text, &["maximum"]);
    assert_eq!(place.excerpt.text, "Maximum \u{b7} 12 hours");
}

#[test]
fn heading_and_title_are_lit() {
    let place = shown(
        "# A\n\n## The limits\n\nNone.\n",
        1,
        Kind::Text,
        &["limits"],
    );
    let lit = place
        .heading_lit
        .first()
        .map(|lit| &place.heading[lit.clone()]);
    assert_eq!((lit, &*place.excerpt.text), (Some("limits"), "None."));
    let found = Found {
        hits: vec![hit("a", 0, Kind::Text)],
        sought: sought(&["limits"]),
        ..Found::default()
    };
    let library = library(&[("a.md", "# Limits\n")]);
    let results = Results::shape("", found, &library, &Plain);
    assert_eq!(results.notes[0].title_lit.first(), Some(&(0..6)));
}

#[test]
fn words_beside_a_picture_are_shown_too() {
    let place = shown(
        "# A\n\n![The dome by day](a.png)\n",
        0,
        Kind::Text,
        &["dome"],
    );
    assert_eq!(place.excerpt.text, "The dome by day");
}

#[test]
fn same_diagram_stands_there_once_and_what_is_not_shown_is_counted() {
    let note = "# A\n\n```diagram x\n```\n\n```diagram x\n```\n\n```diagram y\n```\n";
    let hits = |blocks: &[usize]| {
        let hits = blocks.iter().map(|block| hit("a", *block, Kind::Diagram));
        hits.collect::<Vec<_>>()
    };
    let library = library(&[("a.md", note)]);
    let shape = |found| Results::shape("", found, &library, &Plain);
    let twice = shape(Found {
        hits: hits(&[1, 2, 3]),
        all: 3,
        ..Found::default()
    });
    assert_eq!((twice.places(), twice.more), (2, false));
    let mut reach = Reach::default();
    let many = |reach| Found {
        hits: hits(&[1, 3]),
        all: 400,
        reach,
        ..Found::default()
    };
    assert!(shape(many(reach)).more);
    assert_eq!(shape(many(reach)).all, 400);
    while let Some(farther) = reach.farther() {
        assert!(farther.entries() > reach.entries());
        reach = farther;
    }
}
