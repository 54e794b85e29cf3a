//! Notes that name the open note without linking to it.
//!
//! The index is asked for the title of a note when its links are shown; the answer stays until
//! another note is opened or the notes change.

use std::sync::Arc;

use super::effect::Effect;
use super::running::Purpose;
use super::search_inserts::{FoundTexts, RecentNotes};
use super::state::AppState;
use crate::base::ids::NoteId;
use crate::index::{IndexError, NoteIndex};
use crate::library::Library;
use crate::search::query::Query;
use crate::search::results::{Reach, Results};
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

/// The words that a mention consists of. A title of one plain word ("Overview", "Buckets") says
/// too little to be one.
fn mention_of(title: &str) -> Option<String> {
    let words = title.split_whitespace().count();
    let is_name = |c: char| c.is_uppercase() || c.is_ascii_digit();
    let says_enough = words > 1 || title.chars().skip(1).any(is_name);
    says_enough.then(|| format!("\"{}\"", title.replace('"', " ")))
}

/// Looks for mentions of a note, if its title can be told from other words.
pub(super) fn look_for(state: &mut AppState, note: &NoteId) -> Vec<Effect> {
    if !state.search.ready || state.mentions.are_asked_for(note) {
        return Vec::new();
    }
    state.mentions = Mentions {
        note: Some(note.clone()),
        found: None,
    };
    let library = Arc::clone(&state.library);
    let Some(query) = library.note(note).and_then(|note| mention_of(note.title())) else {
        return Vec::new();
    };
    let job = mentions_job(
        query,
        note.clone(),
        Arc::clone(&state.search.index),
        library,
        Arc::clone(&state.search.recent),
    );
    let task = state.running.start(Purpose::Mentions);
    vec![Effect::SpawnBeside { task, job }]
}

fn mentions_job(
    query: String,
    note: NoteId,
    index: Arc<NoteIndex>,
    library: Arc<Library>,
    recent: Arc<RecentNotes>,
) -> Job {
    Job::Custom {
        name: "look for mentions",
        work: Box::new(move |_| {
            let found = index.search(&Query::parse(&query), Reach::default()).map(|mut found| {
                library.follow_links();
                let linked = library.linked_from(&note);
                found
                    .hits
                    .retain(|hit| hit.note != note && !linked.contains(&hit.note));
                let texts = FoundTexts {
                    recent: &recent,
                    library: &library,
                };
                Results::shape(&query, found, &library, &texts)
            });
            Ok(Box::new(Mentioned { note, found }))
        }),
    }
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

    #[test]
    fn title_of_one_plain_word_is_no_mention() {
        let check = |title: &str, expected: Option<&str>| {
            assert_eq!(mention_of(title).as_deref(), expected, "{title}");
        };
        check("Buckets", None);
        check("Übersicht", None);
        check("DynamoDB", Some("\"DynamoDB\""));
        check("S3", Some("\"S3\""));
        check("Visibility timeout", Some("\"Visibility timeout\""));
        check("The \"why\"", Some("\"The  why \""));
    }
}
