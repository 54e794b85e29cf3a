//! What the jump box knows by name: notes, headings, diagrams, actions.

use std::sync::Arc;

use crate::app::menu_command::MenuCommand;
use crate::base::ids::{MarkId, NoteId};
use crate::diagrams::registry;
use crate::library::anchor::shortened;
use crate::library::marks::Marks;
use crate::library::{Library, Note};
use crate::search::fuzzy::Name;
use crate::ui_kit::icons;

/// More headings than this are left to the search of the text, which finds them too: a key has to
/// be answered within a frame.
const MOST_HEADINGS: usize = 20_000;

/// Something with a name.
#[derive(Debug)]
pub(super) struct Entry {
    /// The name.
    pub label: String,
    /// Where it belongs.
    pub context: String,
    /// What it is, as a picture.
    pub icon: char,
    /// Where it leads.
    pub target: Target,
}

/// Where a name leads.
#[derive(Debug, Clone)]
pub(super) enum Target {
    /// To a note.
    Note(NoteId),
    /// To a section: its anchor.
    Heading(NoteId, Arc<str>),
    /// To a kind of diagram.
    Diagram(&'static str),
    /// To a bookmark.
    Bookmark(MarkId),
    /// Something is done.
    Action(MenuCommand),
}

impl Entry {
    /// What the matcher gets.
    pub(super) fn name(&self) -> Name {
        let context = match self.target {
            Target::Action(action) => format!("{} {}", self.context, action.other_words()),
            _ => self.context.clone(),
        };
        Name {
            label: self.label.clone(),
            context,
            weight: self.weight(),
        }
    }

    /// Whether something is done.
    pub(super) fn is_action(&self) -> bool {
        matches!(self.target, Target::Action(_))
    }

    /// Notes before diagrams before actions before headings, where names match about equally.
    fn weight(&self) -> u32 {
        match self.target {
            Target::Note(_) => 24,
            Target::Diagram(_) | Target::Bookmark(_) => 16,
            Target::Action(_) => 8,
            Target::Heading(..) => 0,
        }
    }
}

/// All names, in the order of the tree.
pub(super) fn entries(library: &Library, marks: &Marks) -> Vec<Entry> {
    let chapter = |note: &Note| {
        let topic = library.topic(note.topic());
        topic.map_or_else(String::new, |topic| {
            if topic.title == *note.title() {
                "Chapter".to_owned()
            } else {
                topic.title.to_string()
            }
        })
    };
    let named = |note: &Note, name: &str, context: String| Entry {
        label: name.to_owned(),
        context,
        icon: icons::FILE_TEXT,
        target: Target::Note(note.id().clone()),
    };
    let notes = library.notes().iter().flat_map(|note| {
        let others = note.other_names();
        let others = others.map(|name| named(note, name, note.title().to_string()));
        std::iter::once(named(note, note.title(), chapter(note))).chain(others)
    });
    let bookmarks = marks.bookmarks().into_iter().map(|mark| {
        let note = library.note(&mark.place.note);
        let title = note.map_or(mark.place.note.as_str(), |note| note.title());
        Entry {
            label: shortened(mark.words(), 80),
            context: format!("Bookmark in {title}"),
            icon: icons::BOOKMARK_SIMPLE,
            target: Target::Bookmark(mark.id.clone()),
        }
    });
    let diagrams = registry::KINDS.iter().map(|kind| Entry {
        label: kind.title.to_owned(),
        context: "Diagram".to_owned(),
        icon: icons::PLAY_CIRCLE,
        target: Target::Diagram(kind.id),
    });
    let actions = MenuCommand::ALL
        .into_iter()
        .filter(|action| *action != MenuCommand::Jump)
        .map(|action| Entry {
            label: action.label().trim_end_matches('…').to_owned(),
            context: "Action".to_owned(),
            icon: icons::CARET_RIGHT,
            target: Target::Action(action),
        });
    let all: usize = library
        .notes()
        .iter()
        .map(|note| note.outline().entries.len())
        .sum();
    let named = if all > MOST_HEADINGS {
        &[]
    } else {
        library.notes()
    };
    let headings = named.iter().flat_map(|note| {
        note.outline()
            .entries
            .iter()
            .filter(|entry| *entry.title != **note.title())
            .map(|entry| Entry {
                label: entry.title.to_string(),
                context: note.title().to_string(),
                icon: icons::HASH,
                target: Target::Heading(note.id().clone(), Arc::clone(&entry.anchor)),
            })
    });
    notes
        .chain(bookmarks)
        .chain(diagrams)
        .chain(actions)
        .chain(headings)
        .collect()
}
