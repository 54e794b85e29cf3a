//! Puts parsed notes together: order, identities, topics, names that links may use.
//!
//! Costs time in proportion to the number of notes, none of it parsing; so it is done afresh whenever
//! notes come or go.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use super::links::Index;
use super::note::{Note, Origin, ParsedNote};
use super::tree::{self, Tree};
use super::{Library, MY_NOTES, path};
use crate::base::ids::{NoteId, TopicId};
use crate::base::text::slug;
use crate::markdown::document::Issue;

/// The library of these notes; of two at the same place the later counts.
pub(super) fn assemble(parsed: Vec<Arc<ParsedNote>>) -> Library {
    let parsed = in_tree_order(without_doubles(parsed));
    let kept = parsed.iter().filter_map(|note| note.kept_id());
    let mut ids = Ids {
        kept: kept.map(|id| id.as_str().to_lowercase()).collect(),
        ..Ids::default()
    };
    let notes: Vec<Note> = parsed
        .into_iter()
        .map(|parsed| {
            let (id, issues) = ids.assign(&parsed);
            Note::new(id, topic_of(&parsed), issues, parsed)
        })
        .collect();
    let positions = notes
        .iter()
        .enumerate()
        .map(|(at, note)| (note.id().clone(), at))
        .collect();
    Library {
        tree: Tree::of(&notes),
        index: Index::of(&notes),
        notes,
        positions,
        linked: OnceLock::new(),
    }
}

fn without_doubles(parsed: Vec<Arc<ParsedNote>>) -> Vec<Arc<ParsedNote>> {
    let mut places = HashMap::with_capacity(parsed.len());
    for (at, note) in parsed.iter().enumerate() {
        places.insert(note.place(), at);
    }
    let is_last: Vec<bool> = parsed
        .iter()
        .enumerate()
        .map(|(at, note)| places.get(&note.place()) == Some(&at))
        .collect();
    let numbered = parsed.into_iter().zip(is_last);
    numbered
        .filter_map(|(note, is_last)| is_last.then_some(note))
        .collect()
}

fn in_tree_order(mut parsed: Vec<Arc<ParsedNote>>) -> Vec<Arc<ParsedNote>> {
    parsed.sort_by(|a, b| {
        a.origin()
            .cmp(&b.origin())
            .then_with(|| tree::path_order(a.path(), b.path()))
            .then_with(|| a.place().cmp(&b.place()))
    });
    parsed
}

fn topic_of(note: &ParsedNote) -> TopicId {
    match (note.origin(), path::folder(note.path())) {
        (Origin::Bundled, folder) => TopicId::new(folder.unwrap_or_default()),
        (Origin::Mine, None) => TopicId::new(MY_NOTES),
        (Origin::Mine, Some(folder)) => TopicId::new(format!("{MY_NOTES}/{folder}")),
    }
}

/// The identities given so far.
#[derive(Default)]
struct Ids {
    taken: HashSet<String>,
    /// Those of notes that were moved: no other note gets them.
    kept: HashSet<String>,
    next_suffix: HashMap<String, usize>,
}

impl Ids {
    /// A free identity for a note, and what is wrong with the one it asked for.
    fn assign(&mut self, note: &ParsedNote) -> (NoteId, Vec<Issue>) {
        let mut issues = Vec::new();
        let given = note.digest().head.id.as_deref();
        let wanted = wanted_id(note);
        if let Some(given) = given
            && clean_id(given) != given
        {
            let message = format!("\"{given}\" cannot be an id as it stands; \"{wanted}\" is used");
            issues.push(id_issue(note, message));
        }
        let keeps = note.kept_id().is_some_and(|id| id.as_str() == wanted);
        let id = self.free(&wanted, keeps);
        if id != wanted {
            let message = format!("another note has the id \"{wanted}\"; \"{id}\" is used");
            issues.push(id_issue(note, message));
        }
        (NoteId::new(id), issues)
    }

    fn free(&mut self, wanted: &str, keeps: bool) -> String {
        let mut id = wanted.to_owned();
        while !keeps && self.kept.contains(&id.to_lowercase())
            || !self.taken.insert(id.to_lowercase())
        {
            let number = self.next_suffix.entry(wanted.to_lowercase()).or_insert(2);
            id = format!("{wanted}-{number}");
            *number += 1;
        }
        id
    }
}

/// The identity that a note asks for: that of its front matter, else the one it had before it was
/// moved, else that of its path.
pub(super) fn wanted_id(note: &ParsedNote) -> String {
    let given = note.digest().head.id.as_deref();
    match (given.map(clean_id), note.kept_id()) {
        (Some(id), _) if !id.is_empty() => with_prefix(&id, note.origin()),
        (_, Some(kept)) => kept.as_str().to_owned(),
        _ => with_prefix(&derived_id(note.path()), note.origin()),
    }
}

fn id_issue(note: &ParsedNote, message: String) -> Issue {
    let line = note.digest().head.id_line.max(1);
    Issue { line, message }
}

/// An id as links and cards can name it: no `#`, `|` or brackets, no space around it.
fn clean_id(id: &str) -> String {
    let allowed = |c: char| !c.is_control() && !matches!(c, '#' | '|' | '[' | ']' | '\\');
    let kept: String = id.chars().filter(|c| allowed(*c)).collect();
    kept.trim().trim_matches('/').to_owned()
}

fn derived_id(path: &str) -> String {
    let parts: Vec<String> = path::without_note_extension(path)
        .split('/')
        .map(|part| match slug(path::without_number(part)) {
            part if part.is_empty() => "note".to_owned(),
            part => part,
        })
        .collect();
    parts.join("/")
}

fn with_prefix(id: &str, origin: Origin) -> String {
    let has_prefix = id
        .strip_prefix(MY_NOTES)
        .is_some_and(|rest| rest.starts_with('/'));
    match origin {
        Origin::Mine if !has_prefix => format!("{MY_NOTES}/{id}"),
        Origin::Mine | Origin::Bundled => id.to_owned(),
    }
}
