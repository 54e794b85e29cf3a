//! Between a line of the journal and what it says of a mark in a note.
//!
//! Lines of earlier programs name a section, and words in it; they become marks as well.

use super::{Record, What};
use crate::base::ids::{MarkId, NoteId};
use crate::library::anchor::{Cut, Place};
use crate::library::marks::{Ink, MarkKind, Marked, Marking};

impl Record {
    /// What the record says of a mark; `None` if it does not concern one.
    pub fn marking(&self) -> Option<Marking> {
        self.what.marking()
    }
}

impl What {
    /// What is said of a mark; `None` if it does not concern one.
    pub fn marking(&self) -> Option<Marking> {
        Some(match self {
            Self::Marked {
                mark,
                place,
                kind,
                comment,
            } => Marking {
                mark: mark.clone(),
                becomes: Some(Marked {
                    place: place.clone(),
                    kind: *kind,
                    comment: comment.clone(),
                }),
            },
            Self::Unmarked { mark } => Marking {
                mark: mark.clone(),
                becomes: None,
            },
            Self::Bookmarked { note, section } => bookmark(note, section, true),
            Self::Unbookmarked { note, section } => bookmark(note, section, false),
            Self::Highlighted {
                note,
                section,
                text,
                nth,
            } => highlight(note, section, text, *nth, true),
            Self::Unhighlighted {
                note,
                section,
                text,
                nth,
            } => highlight(note, section, text, *nth, false),
            _ => return None,
        })
    }
}

impl From<Marking> for What {
    fn from(Marking { mark, becomes }: Marking) -> Self {
        match becomes {
            Some(Marked {
                place,
                kind,
                comment,
            }) => Self::Marked {
                mark,
                place,
                kind,
                comment,
            },
            None => Self::Unmarked { mark },
        }
    }
}

fn bookmark(note: &NoteId, section: &str, on: bool) -> Marking {
    Marking {
        mark: MarkId::new(format!("{note}#{section}")),
        becomes: on.then(|| Marked {
            place: place(note, section, ""),
            kind: MarkKind::Bookmark,
            comment: String::new(),
        }),
    }
}

fn highlight(note: &NoteId, section: &str, text: &str, nth: usize, on: bool) -> Marking {
    Marking {
        mark: MarkId::new(format!("{note}#{section}={nth}:{text}")),
        becomes: on.then(|| Marked {
            place: place(note, section, text),
            kind: MarkKind::Highlight(Ink::default()),
            comment: String::new(),
        }),
    }
}

fn place(note: &NoteId, section: &str, text: &str) -> Place {
    Place {
        note: note.clone(),
        section: section.to_owned(),
        quote: text.split_whitespace().collect::<Vec<_>>().join(" "),
        block: 0,
        path: Vec::new(),
        before: String::new(),
        after: String::new(),
        at: 0,
        stretch: !text.is_empty(),
        cut: Cut::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ids::DeviceId;
    use crate::markdown::parse;
    use crate::store::journal::record;

    #[test]
    fn what_was_marked_comes_back_unchanged() {
        let marked = Marked {
            place: place(&NoteId::new("s3/lifecycle"), "rules", "30 days"),
            kind: MarkKind::Highlight(Ink::Rose),
            comment: "why \"30\"?\nAsk.".to_owned(),
        };
        for becomes in [Some(marked), None] {
            let marking = Marking {
                mark: MarkId::new("m"),
                becomes,
            };
            let what = What::from(marking.clone());
            let line = super::super::line::encode(&record(what)).unwrap();
            let read =
                super::super::line::decode(line.trim_end().as_bytes(), &DeviceId::new("d-1"));
            let read = read.unwrap();
            assert_eq!(read.marking(), Some(marking));
            assert_eq!(read.happening(), None);
        }
    }

    #[test]
    fn marks_of_earlier_programs_lead_to_their_section_and_words() {
        let document = parse("# A\n\nfirst\n\n## Rules\n\nAfter 30  days it moves.\n");
        let note = NoteId::new("a");
        let section = "rules".to_owned();
        let found = |what| {
            let becomes = record(what).marking().unwrap().becomes.unwrap();
            becomes.place.find(&document)
        };
        let bookmark = found(What::Bookmarked {
            note: note.clone(),
            section: section.clone(),
        });
        assert!(bookmark.is_there());
        assert_eq!(bookmark.range.start.block, 2);
        let words = found(What::Highlighted {
            note,
            section,
            text: "30 days".to_owned(),
            nth: 0,
        });
        assert!(words.is_there());
        assert_eq!((words.range.start.at, words.range.end.at), (6, 13));
    }
}
