use super::*;
use crate::base::ids::{CardId, DeviceId};
use crate::base::time::Moment;
use crate::quiz::kind::Given;
use crate::quiz::memory::Rating;
use crate::store::journal::record;

#[test]
fn what_the_learner_did_comes_back_unchanged() {
    let (note, card) = (NoteId::new("s3/lifecycle"), CardId::new("s3/lifecycle#a"));
    let place = |section: Option<&str>| Place {
        note: note.clone(),
        section: section.map(Arc::from),
    };
    let reviewed = Happening::Reviewed {
        card: card.clone(),
        rating: Rating::Hard,
        given: Given::Text("30 days".to_owned()),
        took_ms: 9,
    };
    let undone = Happening::Undone {
        record: RecordId {
            device: DeviceId::new("d-2"),
            seq: 3,
        },
    };
    let mut all = vec![
        reviewed,
        undone,
        Happening::SectionRead { place: place(None) },
        Happening::SectionRead {
            place: place(Some("rules")),
        },
        Happening::NoteRead { note: note.clone() },
        Happening::NoteUnread { note: note.clone() },
    ];
    for on in [true, false] {
        let card = card.clone();
        all.push(Happening::Suspended { card, on });
    }
    for happening in all {
        let back = record(What::from(happening.clone())).happening().unwrap();
        assert_eq!(back.what, happening);
        assert_eq!((back.stamp.seq, back.stamp.at), (7, Moment::from_millis(5)));
    }
}

#[test]
fn imports_and_unknown_things_are_no_part_of_the_history() {
    let batch = "20261123-170405".to_owned();
    for what in [
        What::ImportUndone { batch },
        What::FromNewer("Sang".to_owned()),
    ] {
        assert_eq!(record(what).happening(), None);
    }
}
