//! Bookmarks and highlights: made, changed, removed, attached again.
//!
//! What was done is written down as what a mark is from now on; its undo writes what it was, and
//! is offered until the mark changes again.

use std::ops::Range;
use std::sync::Arc;

use super::apply_import::spawn;
use super::apply_navigation::go_to_place;
use super::command::{Command, MarkCommand, Words};
use super::effect::Effect;
use super::marks::{MarksFound, find_job};
use super::notices::Gravity;
use super::running::Purpose;
use super::state::AppState;
use crate::base::ids::MarkId;
use crate::base::time::Moment;
use crate::library::anchor::{LONGEST_STRETCH, Place, shortened};
use crate::library::marks::{Ink, Mark, MarkKind, Marked, Marking};
use crate::markdown::document::Document;
use crate::markdown::excerpt::TextSpot;
use crate::store::journal::What;

pub(super) fn apply(state: &mut AppState, command: MarkCommand, now: Moment) -> Vec<Effect> {
    match command {
        MarkCommand::Bookmark(words) => bookmark(state, words, now),
        MarkCommand::Highlight { ink, words } => highlight(state, Some(ink), words, now),
        MarkCommand::Comment(words) => {
            let effects = highlight(state, None, words, now);
            state.open_mark = state.marked_last.clone();
            effects
        }
        MarkCommand::Recolor { mark, ink } => {
            state.ink = ink;
            change(state, &mark, |marked| {
                marked.kind = MarkKind::Highlight(ink);
            })
        }
        MarkCommand::Draft { mark, comment } => write_comment(state, &mark, &comment),
        MarkCommand::SetComment {
            mark,
            comment,
            before,
        } => set_comment(state, &mark, &comment, before, now),
        MarkCommand::Remove(mark) => remove(state, &mark, now),
        MarkCommand::Restore(mark) => write(state, mark.id.clone(), Some(marked(&mark))),
        MarkCommand::Attach { mark, words } => attach(state, &mark, words, now),
        MarkCommand::Open(mark) => open(state, &mark, now),
        MarkCommand::Show(mark) => {
            if state.marks.get(&mark).and_then(Mark::ink).is_some() {
                state.open_mark = Some(mark);
            }
            Vec::new()
        }
        MarkCommand::Close(mark) => {
            state.open_mark.take_if(|open| *open == mark);
            Vec::new()
        }
    }
}

fn marked(mark: &Mark) -> Marked {
    Marked {
        place: mark.place.clone(),
        kind: mark.kind,
        comment: mark.comment.clone(),
    }
}

/// Writes what a mark is from now on: no message offers any more to undo what was done before.
fn write(state: &mut AppState, mark: MarkId, becomes: Option<Marked>) -> Vec<Effect> {
    withdraw_undo(state, &mark);
    vec![Effect::append(What::from(Marking { mark, becomes }))]
}

/// What a mark was to become is not on disk: nothing is called done, and no comment is lost.
pub(super) fn not_written(state: &mut AppState, marking: Marking) {
    let Marking { mark, becomes } = marking;
    withdraw_undo(state, &mark);
    let known = state.marks.get(&mark);
    if let Some((known, becomes)) = known.zip(becomes)
        && known.comment != becomes.comment
    {
        state.unwritten_comments.insert(mark, becomes.comment);
    }
}

/// A name that no other mark has: the moment, and what makes runs of the program differ.
fn new_id(state: &mut AppState, now: Moment) -> MarkId {
    let seed = state.next_seed();
    MarkId::new(format!("{:x}-{:08x}", now.as_millis(), seed >> 32))
}

fn document(state: &AppState, words: &Words) -> Option<Arc<Document>> {
    state
        .documents
        .shown(&words.note)
        .map(|open| Arc::clone(&open.document))
}

/// The place of selected words, or a word about why there is none.
fn place_of(state: &mut AppState, words: Option<Words>, now: Moment) -> Option<Place> {
    let Some(words) = words else {
        let message = "Select the words first: drag over them, or click one twice.";
        state.notices.push(Gravity::Info, message, now);
        return None;
    };
    let document = document(state, &words)?;
    let place = Place::of_stretch(&document, &words.note, &words.spots);
    if place.is_none() {
        let message =
            format!("At most {LONGEST_STRETCH} characters can be marked at once. Select less.");
        state.notices.push(Gravity::Info, message, now);
    }
    place
}

/// Bookmarks the selected words, or where the reader is; takes the bookmark away that is there.
fn bookmark(state: &mut AppState, words: Option<Words>, now: Moment) -> Vec<Effect> {
    let place = if words.is_some() {
        place_of(state, words, now)
    } else {
        reading_place(state)
    };
    let Some(place) = place else {
        return Vec::new();
    };
    if let Some(there) = bookmark_at(state, &place) {
        return remove(state, &there, now);
    }
    let id = new_id(state, now);
    let words = shortened(&place.quote, 48);
    let message = if words.is_empty() {
        "Bookmarked.".to_owned()
    } else {
        format!("Bookmarked: \u{201c}{words}\u{201d}")
    };
    let marked = Marked {
        place,
        kind: MarkKind::Bookmark,
        comment: String::new(),
    };
    let effects = write(state, id.clone(), Some(marked));
    let undo = undo(MarkCommand::Remove(id));
    state
        .notices
        .push_with(Gravity::Done, message, Some(undo), now);
    effects
}

/// Where the reader is in the open note.
fn reading_place(state: &AppState) -> Option<Place> {
    let note = state.nav.route().note_id()?;
    let here = state.nav.current().place.clone();
    here.filter(|place| place.note == *note).or_else(|| {
        let open = state.documents.shown(note)?;
        Some(Place::of(&open.document, note, 0))
    })
}

/// The bookmark that stands at the block of `place`.
fn bookmark_at(state: &AppState, place: &Place) -> Option<MarkId> {
    let marks = state.marks.of_note(&place.note);
    let mut bookmarks = marks
        .into_iter()
        .filter(|mark| mark.kind == MarkKind::Bookmark)
        .peekable();
    bookmarks.peek()?;
    let document = &*state.documents.shown(&place.note)?.document;
    let here = place.resolve(document);
    bookmarks
        .find(|mark| {
            let found = mark.place.find(document);
            found.is_there() && found.range.start.block == here
        })
        .map(|mark| mark.id.clone())
}

/// Highlights words, without an `ink` in the color used last. Words that are highlighted already
/// take the color, if there is one.
fn highlight(
    state: &mut AppState,
    ink: Option<Ink>,
    words: Option<Words>,
    now: Moment,
) -> Vec<Effect> {
    state.marked_last = None;
    let spots = words.as_ref().map(|words| words.spots.clone());
    let Some((place, spots)) = place_of(state, words, now).zip(spots) else {
        return Vec::new();
    };
    state.ink = ink.unwrap_or(state.ink);
    if let Some(same) = highlight_at(state, &place, &spots) {
        state.marked_last = Some(same.clone());
        return change(state, &same, |marked| {
            marked.kind = ink.map_or(marked.kind, MarkKind::Highlight);
        });
    }
    let id = new_id(state, now);
    state.marked_last = Some(id.clone());
    let marked = Marked {
        place,
        kind: MarkKind::Highlight(state.ink),
        comment: String::new(),
    };
    write(state, id, Some(marked))
}

/// The highlight of exactly these words.
fn highlight_at(state: &AppState, place: &Place, spots: &Range<TextSpot>) -> Option<MarkId> {
    let document = &*state.documents.shown(&place.note)?.document;
    let here = Place::of_stretch(document, &place.note, spots)?.find(document);
    let marks = state.marks.of_note(&place.note);
    let mut same = marks
        .into_iter()
        .filter(|mark| mark.ink().is_some() && mark.place.quote == place.quote);
    let same = same.find(|mark| mark.place.find(document).range == here.range)?;
    Some(same.id.clone())
}

fn change(state: &mut AppState, mark: &MarkId, change: impl FnOnce(&mut Marked)) -> Vec<Effect> {
    let Some(mark) = state.marks.get(mark) else {
        return Vec::new();
    };
    let before = marked(mark);
    let mut after = before.clone();
    change(&mut after);
    if after == before {
        return Vec::new();
    }
    let mark = mark.id.clone();
    write(state, mark, Some(after))
}

fn write_comment(state: &mut AppState, mark: &MarkId, comment: &str) -> Vec<Effect> {
    state.unwritten_comments.remove(mark);
    change(state, mark, |marked| {
        comment.trim().clone_into(&mut marked.comment);
    })
}

/// The comment that was there before can be had back, however much of the new one is kept already.
fn set_comment(
    state: &mut AppState,
    mark: &MarkId,
    comment: &str,
    before: String,
    now: Moment,
) -> Vec<Effect> {
    let known = state.marks.get(mark).cloned();
    let before = known.map(|known| Mark {
        comment: before,
        ..known
    });
    let effects = write_comment(state, mark, comment);
    let said = before.filter(|mark| !mark.comment.is_empty() && mark.comment != comment.trim());
    if let Some(before) = said {
        let message = format!(
            "Comment changed. It was: \u{201c}{}\u{201d}",
            shortened(&before.comment, 48)
        );
        let undo = undo(MarkCommand::Restore(Box::new(before)));
        let action = Some(undo);
        state.notices.push_with(Gravity::Done, message, action, now);
    }
    effects
}

fn remove(state: &mut AppState, mark: &MarkId, now: Moment) -> Vec<Effect> {
    let Some(mark) = state.marks.get(mark).cloned() else {
        return Vec::new();
    };
    if state.open_mark.as_ref() == Some(&mark.id) {
        state.open_mark = None;
    }
    let what = match mark.kind {
        MarkKind::Bookmark => "Bookmark",
        MarkKind::Highlight(_) if mark.comment.is_empty() => "Highlight",
        MarkKind::Highlight(_) => "Highlight and comment",
    };
    let effects = write(state, mark.id.clone(), None);
    let message = format!(
        "{what} removed: \u{201c}{}\u{201d}",
        shortened(mark.words(), 48)
    );
    let undo = undo(MarkCommand::Restore(Box::new(mark)));
    state
        .notices
        .push_with(Gravity::Done, message, Some(undo), now);
    effects
}

/// Gives a mark whose words are gone to the words that are selected.
fn attach(state: &mut AppState, mark: &MarkId, words: Option<Words>, now: Moment) -> Vec<Effect> {
    let Some(before) = state.marks.get(mark).cloned() else {
        return Vec::new();
    };
    let Some(place) = place_of(state, words, now) else {
        return Vec::new();
    };
    let message = format!(
        "Attached to \u{201c}{}\u{201d}",
        shortened(&place.quote, 48)
    );
    let mut after = marked(&before);
    after.place = place;
    let effects = write(state, mark.clone(), Some(after));
    let undo = undo(MarkCommand::Restore(Box::new(before)));
    state
        .notices
        .push_with(Gravity::Done, message, Some(undo), now);
    effects
}

/// Goes to a mark, and shows the card of a highlight.
fn open(state: &mut AppState, mark: &MarkId, now: Moment) -> Vec<Effect> {
    let Some(mark) = state.marks.get(mark).cloned() else {
        return Vec::new();
    };
    go_to_place(state, mark.place.clone());
    super::apply_navigation::tell_if_gone(state, now);
    state.open_mark = mark.ink().map(|_| mark.id);
    vec![Effect::SaveSession]
}

/// Takes the messages away that offer to undo something that was done to a mark.
fn withdraw_undo(state: &mut AppState, mark: &MarkId) {
    state.notices.withdraw(|command| match command {
        Command::Mark(MarkCommand::Remove(id)) => id == mark,
        Command::Mark(MarkCommand::Restore(before)) => before.id == *mark,
        _ => false,
    });
}

fn undo(command: MarkCommand) -> (String, Box<Command>) {
    ("Undo".to_owned(), Box::new(Command::Mark(command)))
}

/// Looks in the background which marks of all notes have lost their words.
pub(super) fn find_all(state: &mut AppState) -> Effect {
    let job = find_job(Arc::clone(&state.library), state.marks.clone());
    spawn(state, Purpose::FindMarks, job)
}

/// Takes up which marks have lost their words.
pub(super) fn found(state: &mut AppState, found: MarksFound) {
    state.lost_marks = found.lost;
}
