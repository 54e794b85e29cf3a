//! The bookmarks and highlights of the open note: where they are now, and which stand where.
//!
//! Found anew when the note or a mark changes, not in each frame.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::app::command::{Command, FindCommand, MarkCommand, Words};
use crate::base::ids::{MarkId, NoteId};
use crate::library::anchor::{Found, Place, find_all};
use crate::library::marks::{Ink, Mark, Marks};
use crate::markdown::document::Document;
use crate::markdown::excerpt::TextSpot;
use crate::ui::prose::MarkedStretch;
use crate::ui_kit::tokens::{InkColors, Tokens};

/// What is known of the marks of one note.
#[derive(Debug, Default)]
pub struct NoteMarks {
    of: Option<(Arc<Document>, u64)>,
    marks: Vec<FoundMark>,
}

/// One of them.
#[derive(Debug, Clone)]
pub struct FoundMark {
    /// The mark.
    pub mark: Mark,
    /// Where it is.
    pub found: Found,
}

impl NoteMarks {
    /// Finds the marks of `note`, unless that was done for this very text.
    pub fn follow(&mut self, note: &NoteId, document: &Arc<Document>, marks: &Marks) {
        let is_known = self.of.as_ref().is_some_and(|(known, revision)| {
            Arc::ptr_eq(known, document) && *revision == marks.revision()
        });
        if is_known {
            return;
        }
        let now = Some((Arc::clone(document), marks.revision()));
        let before = std::mem::replace(&mut self.of, now);
        let same_text = before.is_some_and(|(known, _)| Arc::ptr_eq(&known, document));
        let of_note = marks.of_note(note);
        let found = self.found_before(&of_note).filter(|_| same_text);
        let found = found.unwrap_or_else(|| {
            let places: Vec<_> = of_note.iter().map(|mark| &mark.place).collect();
            find_all(document, &places)
        });
        let marks = of_note.into_iter().cloned().zip(found);
        self.marks = marks
            .map(|(mark, found)| FoundMark { mark, found })
            .collect();
        // Those that are lost come last, in the order in which they stood.
        self.marks
            .sort_by_key(|one| (!one.found.is_there(), one.found.range.start));
    }

    /// Where `marks` were found before, if that is known of all of them: what else is said of them
    /// moves none.
    fn found_before(&self, marks: &[&Mark]) -> Option<Vec<Found>> {
        let known = self.marks.iter().map(|one| (&one.mark.id, one));
        let known: BTreeMap<&MarkId, &FoundMark> = known.collect();
        let found = marks.iter().map(|mark| {
            let before = known.get(&mark.id);
            let before = before.filter(|before| before.mark.place == mark.place);
            before.map(|before| before.found.clone())
        });
        found.collect()
    }

    /// All of them in reading order, the lost ones last.
    pub fn all(&self) -> &[FoundMark] {
        &self.marks
    }

    /// The bookmark or highlight with this name.
    pub fn get(&self, id: &MarkId) -> Option<&FoundMark> {
        self.marks.iter().find(|one| one.mark.id == *id)
    }

    /// Whether a bookmark stands at the block of a place.
    pub fn has_bookmark(&self, place: &Place) -> bool {
        let mut bookmarks = self.marks.iter().filter(|one| one.mark.ink().is_none());
        bookmarks.any(|one| {
            let is_there = one.mark.place.note == place.note && one.found.is_there();
            is_there && one.found.range.start.block == place.block
        })
    }

    /// The highlighted stretches that reach into a block, the oldest first.
    pub(super) fn in_block(&self, block: usize, tokens: &Tokens) -> Vec<MarkedStretch> {
        let mut here: Vec<&FoundMark> = self
            .highlights()
            .filter(|one| {
                (one.found.range.start.block..=one.found.range.end.block).contains(&block)
            })
            .collect();
        here.sort_by_key(|one| one.mark.made);
        here.into_iter()
            .filter_map(|one| {
                let colors = ink_colors(one.mark.ink()?, tokens);
                Some(MarkedStretch {
                    range: one.found.range.clone(),
                    ground: colors.ground,
                    line: (!one.mark.comment.is_empty()).then_some(colors.line),
                })
            })
            .collect()
    }

    /// The highlight that is seen at a place: the latest of several.
    pub(super) fn at(&self, spot: TextSpot) -> Option<&MarkId> {
        let here = |range: &Range<TextSpot>| range.start <= spot && spot < range.end;
        let there = self.highlights().filter(|one| here(&one.found.range));
        let latest = there.max_by_key(|one| one.mark.made)?;
        Some(&latest.mark.id)
    }

    fn highlights(&self) -> impl Iterator<Item = &FoundMark> {
        self.marks
            .iter()
            .filter(|one| one.mark.ink().is_some() && one.found.is_there())
    }
}

/// The colors of an ink.
pub fn ink_colors(ink: Ink, tokens: &Tokens) -> InkColors {
    match ink {
        Ink::Amber => tokens.amber,
        Ink::Green => tokens.green,
        Ink::Rose => tokens.rose,
    }
}

/// Fills in the selected words where a command is about them. Whether one was.
pub(super) fn fill_in(commands: &mut [Command], selected: &Words) -> bool {
    let mut is_about = false;
    for command in commands {
        let (Command::Mark(
            MarkCommand::Bookmark(words)
            | MarkCommand::Comment(words)
            | MarkCommand::Highlight { words, .. }
            | MarkCommand::Attach { words, .. },
        )
        | Command::Find(FindCommand::Open(words))) = command
        else {
            continue;
        };
        if words.is_none() {
            *words = Some(selected.clone());
            is_about = true;
        }
    }
    is_about
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ids::DeviceId;
    use crate::base::stamp::Stamp;
    use crate::base::time::Moment;
    use crate::library::marks::{MarkKind, Marked, Marking};
    use crate::markdown::parse;

    fn mark(marks: &mut Marks, seq: u64, place: Place, comment: &str) {
        let stamp = Stamp {
            at: Moment::from_millis(1),
            device: DeviceId::new("d"),
            seq,
        };
        let becomes = Some(Marked {
            place,
            kind: MarkKind::Highlight(Ink::Amber),
            comment: comment.to_owned(),
        });
        let mark = MarkId::new("m");
        marks.apply(stamp, Marking { mark, becomes });
    }

    #[test]
    fn words_are_sought_again_only_when_their_place_is_another() {
        let note = NoteId::new("a");
        let document = Arc::new(parse("One.\n\nTwo.\n\nThree.\n"));
        let place = |block| Place::of(&document, &note, block);
        let mut all = Marks::default();
        let mut marks = NoteMarks::default();
        mark(&mut all, 1, place(0), "");
        marks.follow(&note, &document, &all);
        // What only a search would set right.
        marks.marks[0].found.range.start.block = 2;
        mark(&mut all, 2, place(0), "Said.");
        marks.follow(&note, &document, &all);
        assert_eq!(marks.marks[0].mark.comment, "Said.");
        assert_eq!(marks.marks[0].found.range.start.block, 2);
        mark(&mut all, 3, place(1), "Said.");
        marks.follow(&note, &document, &all);
        assert_eq!(marks.marks[0].found.range.start.block, 1);
    }
}
