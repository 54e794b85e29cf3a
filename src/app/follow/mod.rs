//! Which notes that came are notes that went.
//!
//! The same text is the same note, wherever it lies now: at a path that is new, at one whose own
//! note went elsewhere too (names were exchanged), or in a copy that was there before and in
//! which nothing was done. What is left is the same note if its text is nearly the same. Where two
//! are equally good, neither is taken. Every note is followed at most once, and what comes of it
//! depends on nothing but the notes.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::moved::{Gone, Moved, is_by_path, says_something};
use crate::base::ids::NoteId;
use crate::library::{Library, Origin, ParsedNote};

mod pairs;

use pairs::{nearly_same, same};

/// So many notes that went are remembered in a run.
const MOST_GONE: usize = 10_000;

/// What a look at the folders found.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// All notes as they were known before.
    pub was: Vec<Arc<ParsedNote>>,
    /// Those whose files are not there any more.
    pub went: Vec<Arc<ParsedNote>>,
    /// The places of new notes among those that are there.
    pub new: Vec<usize>,
    /// The places of notes whose text changed, and what they were.
    pub rewritten: Vec<(usize, Arc<ParsedNote>)>,
}

/// A note that is perhaps elsewhere.
#[derive(Debug)]
struct Lost {
    gone: Gone,
    why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    Went,
    WentBefore,
    /// At its path, which is this place among the notes, there is another text.
    Rewritten(usize),
}

/// Where a lost note may be.
#[derive(Debug)]
struct Slot {
    /// Its place among the notes.
    at: usize,
    note: Arc<ParsedNote>,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    New,
    /// Its path had another text.
    Rewritten,
    /// It was there before, as it is.
    Copy,
}

/// Gives notes the identities of those that went and are the same, and keeps the identities of
/// those that are told apart from others. `touched` are the notes in which something was done.
/// What went and is not found is remembered as gone.
pub(super) fn follow(
    notes: &mut [Arc<ParsedNote>],
    changes: Changes,
    gone: &mut Vec<Gone>,
    touched: &BTreeSet<NoteId>,
) -> Vec<Moved> {
    // A single note that was edited is what it was.
    if changes.went.is_empty() && changes.new.is_empty() && changes.rewritten.len() < 2 {
        return Vec::new();
    }
    let library = Library::from_parsed(changes.was);
    let before = Before::of(&library);
    let lost = lost(notes, &before, changes.went, &changes.rewritten, gone);
    let mut slots: Vec<Slot> = slots(notes, &changes.new, What::New).collect();
    let rewritten: Vec<usize> = changes.rewritten.iter().map(|(at, _)| *at).collect();
    slots.extend(self::slots(notes, &rewritten, What::Rewritten));
    slots.extend(copies(notes, &slots, &before, &lost, touched));
    let mut found = possible(same(&lost, &slots), &lost, &slots);
    found.extend(nearly_same(&lost, &slots, &found, notes));
    // What is left has no identity of its own any more, before others take theirs.
    for (at, _) in &found {
        if let Some(Why::Rewritten(place)) = lost.get(*at).map(|lost| lost.why) {
            keep(notes, place, None);
        }
    }
    let mut is_found = HashSet::new();
    let mut moved = Vec::new();
    for (lost_at, slot) in found {
        let (Some(lost), Some(slot)) = (lost.get(lost_at), slots.get(slot)) else {
            continue;
        };
        is_found.insert(lost_at);
        let id = &lost.gone.note;
        let copied = before.id(&slot.note).filter(|_| slot.what == What::Copy);
        moved.push(Moved::to(&slot.note, id.clone(), copied.cloned()));
        keep(notes, slot.at, Some(id.clone()));
    }
    moved.extend(told_apart(notes, &changes.new, &before));
    let stays_gone = |(at, lost): &(usize, Lost)| {
        !is_found.contains(at) && !matches!(lost.why, Why::Rewritten(_))
    };
    let left = lost.into_iter().enumerate().filter(stays_gone);
    gone.extend(left.map(|(_, lost)| lost.gone).take(MOST_GONE));
    moved
}

fn keep(notes: &mut [Arc<ParsedNote>], at: usize, id: Option<NoteId>) {
    if let Some(note) = notes.get_mut(at) {
        *note = Arc::new(ParsedNote::clone(note).keeping(id));
    }
}

/// The identities that notes had from their paths, by their places.
struct Before<'a>(HashMap<(Origin, Option<&'a Path>, &'a str), &'a NoteId>);

impl<'a> Before<'a> {
    fn of(library: &'a Library) -> Self {
        let notes = library.notes().iter();
        Self(
            notes
                .filter(|note| is_by_path(note.parsed()))
                .map(|note| (note.parsed().place(), note.id()))
                .collect(),
        )
    }

    fn id(&self, note: &ParsedNote) -> Option<&'a NoteId> {
        self.0.get(&note.place()).copied()
    }
}

/// The notes that are perhaps elsewhere; not those whose identity a note has already, as the
/// journal says. What was gone before is taken out of `gone`.
fn lost(
    notes: &[Arc<ParsedNote>],
    before: &Before<'_>,
    went: Vec<Arc<ParsedNote>>,
    rewritten: &[(usize, Arc<ParsedNote>)],
    gone: &mut Vec<Gone>,
) -> Vec<Lost> {
    let kept = notes.iter().enumerate();
    let kept: HashMap<&NoteId, usize> = kept
        .filter_map(|(at, note)| Some((note.kept_id()?, at)))
        .collect();
    let lost = |was: Arc<ParsedNote>, why| {
        let note = before.id(&was).filter(|_| says_something(&was))?.clone();
        let gone = Gone { note, was };
        Some(Lost { gone, why })
    };
    let is_away = |lost: &Lost| {
        let here = kept.get(&lost.gone.note);
        here.is_none_or(|at| lost.why == Why::Rewritten(*at))
    };
    let went = went.into_iter().filter_map(|was| lost(was, Why::Went));
    let mut all: Vec<Lost> = went.filter(is_away).collect();
    let again: HashSet<NoteId> = all.iter().map(|lost| lost.gone.note.clone()).collect();
    let earlier = std::mem::take(gone).into_iter().map(|gone| Lost {
        gone,
        why: Why::WentBefore,
    });
    let earlier = earlier.filter(|lost| !again.contains(&lost.gone.note));
    all.extend(earlier.filter(is_away));
    let replaced = rewritten
        .iter()
        .filter_map(|(at, was)| lost(Arc::clone(was), Why::Rewritten(*at)));
    all.extend(replaced.filter(is_away));
    all
}

fn slots<'a>(
    notes: &'a [Arc<ParsedNote>],
    places: &'a [usize],
    what: What,
) -> impl Iterator<Item = Slot> + 'a {
    places.iter().filter_map(move |at| {
        let note = notes.get(*at).filter(|note| is_by_path(note))?;
        let note = Arc::clone(note);
        Some(Slot {
            at: *at,
            note,
            what,
        })
    })
}

/// The notes in which nothing was done with the text of one that went, in which something was.
fn copies(
    notes: &[Arc<ParsedNote>],
    came: &[Slot],
    before: &Before<'_>,
    lost: &[Lost],
    touched: &BTreeSet<NoteId>,
) -> Vec<Slot> {
    let wanted = lost
        .iter()
        .filter(|lost| lost.why == Why::Went && touched.contains(&lost.gone.note));
    let wanted: HashSet<u64> = wanted.map(|lost| lost.gone.was.digest().hash).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let came: HashSet<usize> = came.iter().map(|slot| slot.at).collect();
    let is_copy = |(at, note): &(usize, &Arc<ParsedNote>)| {
        wanted.contains(&note.digest().hash)
            && !came.contains(at)
            && before.id(note).is_some_and(|id| !touched.contains(id))
    };
    let copies = notes.iter().enumerate().filter(is_copy);
    let copies: Vec<usize> = copies.map(|(at, _)| at).collect();
    slots(notes, &copies, What::Copy).collect()
}

/// Takes out what would take the place of a note that stays. A note whose text was replaced goes
/// elsewhere only if another came to its path, or what is there now is no edit of it.
fn possible(found: Vec<(usize, usize)>, lost: &[Lost], slots: &[Slot]) -> Vec<(usize, usize)> {
    let moves: Vec<Move<'_>> = found
        .iter()
        .filter_map(|(at, slot)| Some(Move::of(lost.get(*at)?, slots.get(*slot)?)))
        .collect();
    let numbered = || moves.iter().enumerate();
    let mut leaving: HashMap<usize, usize> = numbered()
        .filter_map(|(number, way)| Some((way.leaves?, number)))
        .collect();
    let mut taking: HashMap<usize, usize> = numbered()
        .map(|(number, way)| (way.takes, number))
        .collect();
    let now: HashMap<usize, &Slot> = slots.iter().map(|slot| (slot.at, slot)).collect();
    let is_edit = |way: &Move<'_>, place| {
        let now = now.get(&place);
        now.is_none_or(|now| pairs::are_nearly_same(way.was, &now.note))
    };
    let mut stays = BTreeSet::new();
    let mut open: Vec<usize> = (0..moves.len()).collect();
    while let Some(number) = open.pop() {
        let Some(way) = moves.get(number).filter(|_| !stays.contains(&number)) else {
            continue;
        };
        let may_leave = way
            .leaves
            .is_none_or(|place| taking.contains_key(&place) || !is_edit(way, place));
        if may_leave && (!way.takes_from_another || leaving.contains_key(&way.takes)) {
            continue;
        }
        stays.insert(number);
        taking.remove(&way.takes);
        open.extend(leaving.get(&way.takes));
        if let Some(place) = way.leaves {
            leaving.remove(&place);
            open.extend(taking.get(&place));
        }
    }
    let found = found.into_iter().enumerate();
    let left = found.filter(|(number, _)| !stays.contains(number));
    left.map(|(_, pair)| pair).collect()
}

/// Where a note would go.
struct Move<'a> {
    was: &'a ParsedNote,
    /// The place at which there is another text now.
    leaves: Option<usize>,
    takes: usize,
    /// Whether another note lay there.
    takes_from_another: bool,
}

impl<'a> Move<'a> {
    fn of(lost: &'a Lost, slot: &Slot) -> Self {
        Self {
            was: &lost.gone.was,
            leaves: match lost.why {
                Why::Rewritten(place) => Some(place),
                Why::Went | Why::WentBefore => None,
            },
            takes: slot.at,
            takes_from_another: slot.what == What::Rewritten,
        }
    }
}

/// Notes keep the number that tells them apart from others, and the identity that a new note
/// would take from them.
fn told_apart(notes: &mut [Arc<ParsedNote>], new: &[usize], before: &Before<'_>) -> Vec<Moved> {
    let wanted = |note: &ParsedNote| Library::identity_of(note).as_str().to_lowercase();
    let new = new.iter().filter_map(|at| notes.get(*at));
    let claimed: HashSet<String> = new.map(|note| wanted(note)).collect();
    let kept: HashSet<&NoteId> = notes.iter().filter_map(|note| note.kept_id()).collect();
    let mut pinned = Vec::new();
    for (at, note) in notes.iter().enumerate() {
        let Some(id) = before.id(note) else { continue };
        let is_free = is_by_path(note) && note.kept_id().is_none() && !kept.contains(id);
        let is_apart = || *id != Library::identity_of(note);
        if is_free && (is_apart() || claimed.contains(&id.as_str().to_lowercase())) {
            pinned.push((at, Moved::to(note, id.clone(), None)));
        }
    }
    for (at, moved) in &pinned {
        keep(notes, *at, Some(moved.note.clone()));
    }
    pinned.into_iter().map(|(_, moved)| moved).collect()
}

#[cfg(test)]
mod tests;
