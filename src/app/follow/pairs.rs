//! Pairs of notes that are lost and places where they may be: which are the same.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::{Lost, Slot, What, Why};
use crate::app::moved::says_something;
use crate::library::ParsedNote;

/// Of so many pairs with the same text none says anything.
const MOST_ALIKE: usize = 2_500;
/// What so many notes have in common says nothing of any of them.
const MOST_SHARING: usize = 16;
/// Texts of which so many percent are the same are nearly the same.
const NEARLY: u32 = 60;
/// In percent: what the same folder or title adds, and by how much the best must be better.
const CLEARLY: u32 = 10;

/// A note that is lost and a place, by their numbers.
#[derive(Debug, Clone, Copy)]
struct Pair {
    lost: usize,
    slot: usize,
    score: u32,
}

/// Whether the text of one is that of the other with small changes.
pub(super) fn are_nearly_same(one: &ParsedNote, other: &ParsedNote) -> bool {
    one.digest().sketch.likeness(&other.digest().sketch) >= NEARLY
}

/// The pairs with the very same text, where it is clear which belong together: by what happened to
/// them, then by how much of their paths is the same.
pub(super) fn same(lost: &[Lost], slots: &[Slot]) -> Vec<(usize, usize)> {
    let mut by_text: BTreeMap<u64, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, lost) in lost.iter().enumerate() {
        let text = by_text.entry(lost.gone.was.digest().hash).or_default();
        text.0.push(at);
    }
    for (at, slot) in slots
        .iter()
        .enumerate()
        .filter(|(_, slot)| says_something(&slot.note))
    {
        if let Some(text) = by_text.get_mut(&slot.note.digest().hash) {
            text.1.push(at);
        }
    }
    let groups = by_text.into_values();
    let groups = groups.filter(|(went, came)| went.len() * came.len() <= MOST_ALIKE);
    let pairs = groups.flat_map(|(went, came)| {
        went.into_iter().flat_map(move |lost| {
            let came = came.clone().into_iter();
            came.map(move |slot| (lost, slot))
        })
    });
    let score = |lost: &Lost, slot: &Slot| {
        let rank = rank(lost, slot)?;
        Some(100 * rank + nearness(lost.gone.was.path(), slot.note.path()))
    };
    clear(scored(pairs, lost, slots, score), 1, lost, slots)
}

/// The pairs of notes that went and new ones, those of `found` excepted, that have nearly the same
/// text, where one is clearly the best. What many notes have in common is left out, so the work
/// grows with the notes and not with their pairs; and of what a note has for itself, beside all
/// that stay among `notes`, most must be there: what came is else only of the same form.
pub(super) fn nearly_same(
    lost: &[Lost],
    slots: &[Slot],
    found: &[(usize, usize)],
    notes: &[Arc<ParsedNote>],
) -> Vec<(usize, usize)> {
    let lost_found: HashSet<usize> = found.iter().map(|(lost, _)| *lost).collect();
    let slots_found: HashSet<usize> = found.iter().map(|(_, slot)| *slot).collect();
    let mut with_number: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, lost) in lost.iter().enumerate() {
        if lost.why == Why::Went && !lost_found.contains(&at) {
            for number in lost.gone.was.digest().sketch.numbers() {
                with_number.entry(*number).or_default().push(at);
            }
        }
    }
    with_number.retain(|_, lost| lost.len() <= MOST_SHARING);
    let mut pairs = Vec::new();
    for (at, slot) in slots.iter().enumerate() {
        if slot.what != What::New || slots_found.contains(&at) {
            continue;
        }
        let numbers = slot.note.digest().sketch.numbers().iter();
        let mut near: Vec<usize> = numbers
            .filter_map(|number| with_number.get(number))
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        pairs.extend(near.into_iter().map(|lost| (lost, at)));
    }
    let common = common(&with_number, slots, notes);
    let score = |lost: &Lost, slot: &Slot| {
        let (was, is) = (&*lost.gone.was, &*slot.note);
        if !has_most_of_its_own(was, is, &common) {
            return None;
        }
        let likeness = was.digest().sketch.likeness(&is.digest().sketch);
        let is_near =
            folder(was.path()) == folder(is.path()) || was.digest().title() == is.digest().title();
        (likeness >= NEARLY).then_some(likeness + if is_near { CLEARLY } else { 0 })
    };
    clear(scored(pairs, lost, slots, score), CLEARLY, lost, slots)
}

/// Those numbers that notes have which stay.
fn common(
    wanted: &HashMap<u32, Vec<usize>>,
    slots: &[Slot],
    notes: &[Arc<ParsedNote>],
) -> HashSet<u32> {
    if wanted.is_empty() {
        return HashSet::new();
    }
    let new = slots.iter().filter(|slot| slot.what == What::New);
    let new: HashSet<usize> = new.map(|slot| slot.at).collect();
    let stay = notes.iter().enumerate().filter(|(at, _)| !new.contains(at));
    let numbers = stay.flat_map(|(_, note)| note.digest().sketch.numbers());
    numbers
        .copied()
        .filter(|number| wanted.contains_key(number))
        .collect()
}

/// Whether more than half of what a note has for itself is in another.
fn has_most_of_its_own(was: &ParsedNote, is: &ParsedNote, common: &HashSet<u32>) -> bool {
    let own = was.digest().sketch.numbers().iter();
    let own: Vec<&u32> = own.filter(|number| !common.contains(number)).collect();
    let there = is.digest().sketch.numbers();
    let is_there = |number: &&&u32| there.binary_search(number).is_ok();
    let kept = own.iter().filter(is_there).count();
    2 * kept > own.len()
}

/// Pairs within one folder of notes, as far as they have a score.
fn scored(
    pairs: impl IntoIterator<Item = (usize, usize)>,
    lost: &[Lost],
    slots: &[Slot],
    score: impl Fn(&Lost, &Slot) -> Option<u32>,
) -> Vec<Pair> {
    let pairs = pairs.into_iter().filter_map(|(at, slot_at)| {
        let (lost, slot) = (lost.get(at)?, slots.get(slot_at)?);
        let (was, is) = (&lost.gone.was, &slot.note);
        let is_inside = was.origin() == is.origin() && was.root() == is.root();
        Some(Pair {
            lost: at,
            slot: slot_at,
            score: score(lost, slot).filter(|_| is_inside)?,
        })
    });
    pairs.collect()
}

/// The best pairs first; each is taken if both are free, and no other free pair with one of them
/// comes nearer to its score than by `margin`.
fn clear(mut pairs: Vec<Pair>, margin: u32, lost: &[Lost], slots: &[Slot]) -> Vec<(usize, usize)> {
    let name = |pair: &Pair| {
        let lost = lost.get(pair.lost).map(|lost| &lost.gone.note);
        (lost, slots.get(pair.slot).map(|slot| slot.note.path()))
    };
    pairs.sort_by(|a, b| (Reverse(a.score), name(a)).cmp(&(Reverse(b.score), name(b))));
    let mut of_lost: HashMap<usize, Vec<Pair>> = HashMap::new();
    let mut of_slot: HashMap<usize, Vec<Pair>> = HashMap::new();
    for pair in &pairs {
        of_lost.entry(pair.lost).or_default().push(*pair);
        of_slot.entry(pair.slot).or_default().push(*pair);
    }
    let (mut lost_taken, mut slots_taken) = (HashSet::new(), HashSet::new());
    let mut taken = Vec::new();
    for pair in &pairs {
        let is_free =
            |pair: &Pair| !lost_taken.contains(&pair.lost) && !slots_taken.contains(&pair.slot);
        let rivals = [of_lost.get(&pair.lost), of_slot.get(&pair.slot)];
        let is_rival = |other: &Pair| {
            let is_other = (other.lost, other.slot) != (pair.lost, pair.slot);
            is_other && is_free(other) && other.score + margin > pair.score
        };
        if is_free(pair) && !rivals.into_iter().flatten().flatten().any(is_rival) {
            lost_taken.insert(pair.lost);
            slots_taken.insert(pair.slot);
            taken.push((pair.lost, pair.slot));
        }
    }
    taken
}

/// How likely it is that the one became the other, by what happened to both; nothing where it
/// cannot be.
fn rank(lost: &Lost, slot: &Slot) -> Option<u32> {
    match (lost.why, slot.what) {
        (Why::Went, What::New) => Some(4),
        (Why::WentBefore, What::New) => Some(3),
        (Why::Went, What::Rewritten) => Some(2),
        (Why::Rewritten(place), What::New | What::Rewritten) => (place != slot.at).then_some(2),
        (Why::Went, What::Copy) => Some(1),
        (Why::WentBefore, What::Rewritten | What::Copy) | (Why::Rewritten(_), What::Copy) => None,
    }
}

/// How much of two paths is the same: their names count most, then the folders above these; or
/// that they stand in one folder.
fn nearness(one: &str, other: &str) -> u32 {
    let parts = one.rsplit('/').zip(other.rsplit('/'));
    let same = parts.take(16).take_while(|(one, other)| one == other);
    let beside = u32::from(folder(one) == folder(other));
    same.count() as u32 * 2 + beside
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
