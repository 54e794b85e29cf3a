//! Notes that name the open note without linking to it.
//!
//! The index is asked for what a note is called when its links are shown; the answer stays until
//! another note is opened or the notes change. A name of one word counts only as it is written,
//! and within sentences only where the notes have it as a usual word too.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::effect::Effect;
use super::running::Purpose;
use super::search_inserts::{FoundTexts, RecentNotes};
use super::state::AppState;
use crate::base::ids::NoteId;
use crate::index::{IndexError, NoteIndex};
use crate::library::{Library, Note};
use crate::search::entry::{Texts as _, drawn_texts};
use crate::search::query::Query;
use crate::search::results::{Found, Hit, Reach, Results};
use crate::search::sought::Sought;
use crate::search::words::typed;
use crate::tasks::job::Job;

/// What mentions the open note.
#[derive(Debug, Default)]
pub struct Mentions {
    note: Option<NoteId>,
    found: Option<Arc<Results>>,
}

impl Mentions {
    /// What was found for `note`; nothing if it was not looked for or is not known yet.
    pub fn of(&self, note: &NoteId) -> Option<&Arc<Results>> {
        let found = self.found.as_ref();
        found.filter(|_| self.note.as_ref() == Some(note))
    }

    /// What was found last, for whichever note.
    pub fn latest(&self) -> Option<&Arc<Results>> {
        self.found.as_ref()
    }

    /// Whether they were asked for.
    pub fn are_asked_for(&self, note: &NoteId) -> bool {
        self.note.as_ref() == Some(note)
    }
}

/// What came of looking for mentions.
#[derive(Debug)]
pub(super) struct Mentioned {
    pub note: NoteId,
    pub found: Result<Results, IndexError>,
}

/// More names of a note are not looked for.
const MOST_NAMES: usize = 8;

/// So many notes with a word are asked whether it is a usual one.
const ASKED: usize = 24;

/// The names of a note that can be told from other words: several words, or one that is written
/// as names are.
fn telling_names(note: &Note) -> Vec<String> {
    let mut known = BTreeSet::new();
    let telling = note.names().filter(|name| {
        let words = typed(name);
        let tells = match words.len() {
            0 => false,
            1 => is_written_as_name(name.trim()),
            _ => true,
        };
        tells && known.insert(words)
    });
    telling.take(MOST_NAMES).map(str::to_owned).collect()
}

/// `S3`, `DynamoDB`, `Saturn`; not `saturn`, and not `Go`, which says too little.
fn is_written_as_name(word: &str) -> bool {
    let is_long = word.chars().nth(2).is_some();
    let has = |is: fn(char) -> bool| word.chars().any(is);
    let begins_large = word.starts_with(char::is_uppercase);
    let is_styled =
        word.chars().skip(1).any(char::is_uppercase) || begins_large && has(|c| c.is_ascii_digit());
    let has_no_case = has(char::is_alphabetic) && !has(|c| c.is_lowercase() || c.is_uppercase());
    is_styled || is_long && (begins_large || has_no_case)
}

/// Looks for mentions of a note, if it has a name that can be told from other words.
pub(super) fn look_for(state: &mut AppState, note: &NoteId) -> Vec<Effect> {
    if !state.search.ready || state.mentions.are_asked_for(note) {
        return Vec::new();
    }
    state.mentions = Mentions {
        note: Some(note.clone()),
        found: None,
    };
    let library = Arc::clone(&state.library);
    let names = library.note(note).map(telling_names).unwrap_or_default();
    if names.is_empty() {
        return Vec::new();
    }
    let looking = Looking {
        note: note.clone(),
        index: Arc::clone(&state.search.index),
        library,
        recent: Arc::clone(&state.search.recent),
    };
    let job = Job::Custom {
        name: "look for mentions",
        work: Box::new(move |_| {
            let found = looking.find(&names);
            let note = looking.note;
            Ok(Box::new(Mentioned { note, found }))
        }),
    };
    let task = state.running.start(Purpose::Mentions);
    vec![Effect::SpawnBeside { task, job }]
}

/// What the job needs.
struct Looking {
    note: NoteId,
    index: Arc<NoteIndex>,
    library: Arc<Library>,
    recent: Arc<RecentNotes>,
}

impl Looking {
    fn find(&self, names: &[String]) -> Result<Results, IndexError> {
        self.library.follow_links();
        let linked = self.library.linked_from(&self.note);
        let texts = FoundTexts {
            recent: &self.recent,
            library: &self.library,
        };
        let mut all = Found::default();
        for name in names {
            let phrase = Query::parse(&quoted(name));
            let mut hits = self.index.search(&phrase, Reach::default())?.hits;
            hits.retain(|hit| hit.note != self.note && !linked.contains(&hit.note));
            let is_usual = self.is_usual(name, &hits, &texts);
            all.sought.add_name(name, is_usual);
            hits.retain(|hit| !all.hits.iter().any(|known| known.is_same_place(hit)));
            all.hits.extend(hits);
        }
        all.hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        let first = names.first().map(|name| quoted(name)).unwrap_or_default();
        Ok(Results::shape(&first, all, &self.library, &texts))
    }

    /// Whether a name of one word is a word of the language too: some of the notes write it small.
    fn is_usual(&self, name: &str, hits: &[Hit], texts: &FoundTexts<'_>) -> bool {
        let written_small = name.to_lowercase();
        if typed(name).len() != 1 || written_small == *name {
            return false;
        }
        let mut small = Sought::default();
        small.add_name(&written_small, false);
        let notes: BTreeSet<&NoteId> = hits.iter().map(|hit| &hit.note).collect();
        let notes = notes.into_iter().take(ASKED);
        let mut documents = notes.filter_map(|note| texts.document(self.library.note(note)?));
        documents.any(|document| {
            let mut said = document.blocks.iter().flat_map(drawn_texts);
            said.any(|text| !small.find(&text).is_empty())
        })
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', " "))
}

/// Takes up what was found. An index that fails is noticed by the search.
pub(super) fn take(state: &mut AppState, mentioned: Mentioned) {
    if state.mentions.are_asked_for(&mentioned.note) {
        state.mentions.found = mentioned.found.ok().map(Arc::new);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::entry::tests::library;

    #[test]
    fn names_that_say_too_little_are_not_looked_for() {
        let check = |path: &str, text: &str, expected: &[&str]| {
            let library = library(&[(path, text)]);
            assert_eq!(telling_names(&library.notes()[0]), expected, "{path}");
        };
        check("saturn.md", "# Saturn\n", &["Saturn"]);
        check("a/01-s3.md", "# DynamoDB\n", &["DynamoDB"]);
        check("go.md", "# Go\n", &[]);
        check("R.md", "# saturn\n", &[]);
        let aliases =
            "---\ntitle: The Ring Nebula\naliases: [M57, \"the ring nebula\", ring]\n---\n";
        check(
            "Ring Nebula.md",
            aliases,
            &["The Ring Nebula", "M57", "Ring Nebula"],
        );
        check(
            "index.md",
            "# Visibility timeout\n",
            &["Visibility timeout"],
        );
        assert_eq!(quoted("The \"why\""), "\"The  why \"");
    }
}
