//! What notes, questions and diagrams say, for the search: only what is to be seen before an
//! answer.

use std::collections::VecDeque;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, PoisonError};

use super::documents::OpenNote;
use crate::base::ids::NoteId;
use crate::base::shared_text::SharedText;
use crate::diagrams::registry;
use crate::library::Note;
use crate::markdown::directive::{Arguments, parse_entries};
use crate::markdown::document::{Directive, DirectiveName, Document};
use crate::quiz::card::Card;
use crate::search::entry::{Insert, Inserts, Kind, Texts, drawn_texts};

/// The notes that were read last for excerpts have at most so many bytes together.
const RECENT_BYTES: usize = 8 << 20;

/// What the directives of one open note show, sharing the texts that are drawn.
#[derive(Clone, Copy)]
pub(super) struct OpenInserts<'a>(pub &'a OpenNote);

impl Inserts for OpenInserts<'_> {
    fn insert(&self, _note: &NoteId, block: usize, directive: &Directive) -> Option<Insert> {
        match directive.name {
            DirectiveName::Quiz => self.0.card_at(block).map(question),
            DirectiveName::Diagram => diagram(directive),
        }
    }
}

/// Reads notes for excerpts; those that were read last are kept, for the next key brings most of
/// them again.
#[derive(Debug, Default)]
pub(super) struct RecentNotes(Mutex<VecDeque<(NoteId, OpenNote)>>);

impl RecentNotes {
    fn get(&self, note: &Note) -> Option<OpenNote> {
        let is_it = |kept: &(NoteId, OpenNote)| kept.0 == *note.id() && kept.1.hash == note.hash();
        let mut recent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = recent.iter().position(is_it);
        if let Some(known) = known.and_then(|at| recent.remove(at)) {
            let open = known.1.clone();
            recent.push_front(known);
            return Some(open);
        }
        let open = OpenNote::read(note).ok()?;
        recent.retain(|(id, _)| id != note.id());
        recent.push_front((note.id().clone(), open.clone()));
        let mut bytes = 0;
        let within = recent.iter().take_while(|(_, open)| {
            bytes += open.document.weight();
            bytes <= RECENT_BYTES
        });
        let within = within.count().max(1);
        recent.truncate(within);
        Some(open)
    }
}

/// The texts of the notes that a search shows.
pub(super) struct FoundTexts<'a> {
    /// The notes that were read last.
    pub recent: &'a RecentNotes,
    /// Where the notes are.
    pub library: &'a crate::library::Library,
}

impl Inserts for FoundTexts<'_> {
    fn insert(&self, note: &NoteId, block: usize, directive: &Directive) -> Option<Insert> {
        let open = self.recent.get(self.library.note(note)?)?;
        OpenInserts(&open).insert(note, block, directive)
    }
}

impl Texts for FoundTexts<'_> {
    fn document(&self, note: &Note) -> Option<Arc<Document>> {
        self.recent.get(note).map(|open| open.document)
    }
}

fn question(card: &Card) -> Insert {
    let options = card.kind.choice().map(|choice| choice.options.iter());
    let options = options
        .into_iter()
        .flatten()
        .flat_map(|option| option.text.iter());
    Insert {
        kind: Kind::Question,
        title: "".into(),
        texts: card.prompt.iter().flat_map(drawn_texts).collect(),
        offered: options.flat_map(drawn_texts).collect(),
    }
}

fn diagram(directive: &Directive) -> Option<Insert> {
    let arguments = Arguments::parse(&directive.arguments);
    let kind = registry::kind(arguments.words.first()?).ok()?;
    let (below, _) = parse_entries(&directive.body, 1);
    let below = below.iter().find(|entry| entry.key == "preset");
    let key = arguments.get("preset").or(below.map(|entry| &*entry.value));
    let preset = kind.presets.iter().find(|preset| Some(preset.key) == key);
    let preset = preset.map(|preset| [preset.label, preset.summary]);
    // What tells it from others of its kind comes first.
    let texts = preset.into_iter().flatten().chain([kind.summary]);
    Some(Insert {
        kind: Kind::Diagram,
        title: kind.title.into(),
        texts: texts.map(SharedText::from).collect(),
        offered: Vec::new(),
    })
}

/// A number that changes when what diagrams say does.
pub(super) fn diagrams_stamp() -> u64 {
    let mut hasher = DefaultHasher::new();
    for kind in registry::KINDS {
        (kind.id, kind.title, kind.summary).hash(&mut hasher);
        for preset in kind.presets {
            (preset.key, preset.label, preset.summary).hash(&mut hasher);
        }
    }
    hasher.finish()
}
