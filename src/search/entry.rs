//! What is found: a note cut into entries, one a section, one a question, one a diagram.
//!
//! The note's head (title, summary, and what stands above the first heading) is an entry too.
//! What questions and diagrams say comes from [`Inserts`], so that an answer is never found and
//! shown before it was given.

use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::sync::Arc;

use crate::base::ids::NoteId;
use crate::base::shared_text::SharedText;
use crate::library::{Library, Note};
use crate::markdown::document::{Block, BlockKind, Container, Directive, Document, Picture};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A section, or a note's head.
    Text,
    /// A question.
    Question,
    /// A diagram.
    Diagram,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Text, Self::Question, Self::Diagram];

    /// The name in `is:…`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Question => "question",
            Self::Diagram => "diagram",
        }
    }

    /// The kind whose name, in any case and number, begins with `text`.
    pub fn named(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        let begins = |kind: &Self| format!("{}s", kind.name()).starts_with(&text);
        Self::ALL
            .into_iter()
            .find(|kind| !text.is_empty() && begins(kind))
    }
}

/// One place that is found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// The index of its first block in the note.
    pub block: usize,
    /// The note's title, in the note's head only.
    pub title: Arc<str>,
    /// Its heading; what a diagram is called.
    pub heading: Arc<str>,
    /// Its text, piece by piece: words of two pieces do not stand beside each other.
    pub texts: Vec<SharedText>,
    /// The titles and headings around it.
    pub around: Vec<Arc<str>>,
}

/// The entries of one note.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NoteEntries {
    /// The note.
    pub note: NoteId,
    /// The names of the topics it stands in, and their folders.
    pub chapter: Vec<Arc<str>>,
    /// In reading order.
    pub entries: Vec<Entry>,
}

impl NoteEntries {
    /// A number that changes when anything in it does. Not the same for all builds of the
    /// program: then the note is indexed once more.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }
}

/// What a directive shows before anything was answered.
#[derive(Debug, Clone)]
pub struct Insert {
    /// Question or diagram.
    pub kind: Kind,
    /// What it is called; may be empty.
    pub title: Arc<str>,
    /// Its texts in reading order, shared with those that are drawn.
    pub texts: Vec<SharedText>,
    /// What is offered as an answer, below them: alone it would give a question away.
    pub offered: Vec<SharedText>,
}

impl Insert {
    /// All that is to be seen of it.
    pub fn all_texts(self) -> Vec<SharedText> {
        let mut texts = self.texts;
        texts.extend(self.offered);
        texts
    }
}

/// Knows what the directives of notes show.
pub trait Inserts {
    /// What stands at this block of a note; `None` if it cannot be shown.
    fn insert(&self, note: &NoteId, block: usize, directive: &Directive) -> Option<Insert>;
}

/// The names of the topics that a note stands in, and their folders.
pub fn chapter_of(library: &Library, note: &Note) -> Vec<Arc<str>> {
    let topics = library.topics_above(note).into_iter();
    let chapter = topics.map(|topic| Arc::clone(&topic.title));
    chapter.chain([Arc::from(note.topic().as_str())]).collect()
}

/// Knows the documents of notes.
pub trait Texts: Inserts {
    /// The text of a note; `None` if it cannot be read.
    fn document(&self, note: &Note) -> Option<Arc<Document>>;
}

/// Cuts a note, whose text is `document`, into entries.
pub fn entries_of(
    library: &Library,
    note: &Note,
    document: &Document,
    inserts: &dyn Inserts,
) -> NoteEntries {
    let chapter = chapter_of(library, note);
    let topics = chapter.len() - 1;
    let mut cutter = Cutter {
        around: chapter.iter().take(topics).cloned().collect(),
        headings: Vec::new(),
        entries: Vec::new(),
        open: Entry {
            kind: Kind::Text,
            block: 0,
            title: Arc::clone(note.title()),
            heading: "".into(),
            texts: vec![note.summary().into()],
            around: Vec::new(),
        },
    };
    cutter.open.around.clone_from(&cutter.around);
    cutter.around.push(Arc::clone(note.title()));
    for (at, block) in document.blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Heading { .. } if repeats_title(at, block, note) => {}
            BlockKind::Heading { level, text, .. } if !in_footnote(block) => {
                cutter.section(at, *level, text.text.alone());
            }
            BlockKind::Directive(directive) => {
                if let Some(insert) = inserts.insert(note.id(), at, directive) {
                    cutter.insert(at, insert);
                }
            }
            _ => cutter.open.texts.extend(indexed_texts(block)),
        }
    }
    cutter.entries.push(cutter.open);
    NoteEntries {
        note: note.id().clone(),
        chapter,
        entries: cutter.entries,
    }
}

/// A first heading that only says the title again: it belongs to the head and is not drawn.
pub(super) fn repeats_title(at: usize, block: &Block, note: &Note) -> bool {
    let says_title = |block: &Block| matches!(&block.kind, BlockKind::Heading { text, .. } if *text.text == **note.title());
    at == 0 && says_title(block)
}

fn in_footnote(block: &Block) -> bool {
    matches!(block.containers.first(), Some(Container::Footnote { .. }))
}

/// The texts of a block that are drawn as words, in reading order.
pub fn drawn_texts(block: &Block) -> Vec<SharedText> {
    match &block.kind {
        BlockKind::Code { text, .. } => vec![Arc::clone(text).into()],
        _ => block.inlines().map(|inline| inline.text.clone()).collect(),
    }
}

/// What is drawn as words, and what pictures, formulas and drawings say.
pub(super) fn indexed_texts(block: &Block) -> Vec<SharedText> {
    match &block.kind {
        BlockKind::Pictures(pictures) => {
            let said = |picture: &Picture| [Arc::clone(&picture.alt), Arc::clone(&picture.title)];
            pictures.iter().flat_map(said).map(Into::into).collect()
        }
        BlockKind::Math(text) | BlockKind::Drawing(text) => vec![Arc::clone(text).into()],
        _ => drawn_texts(block),
    }
}

struct Cutter {
    /// Topics, then the note's title, then the headings above the open section.
    around: Vec<Arc<str>>,
    /// Level and text of the headings that the open section stands under, its own last.
    headings: Vec<(u8, Arc<str>)>,
    entries: Vec<Entry>,
    open: Entry,
}

impl Cutter {
    fn section(&mut self, block: usize, level: u8, heading: Arc<str>) {
        self.headings.retain(|(above, _)| *above < level);
        let mut around = self.around.clone();
        around.extend(self.headings.iter().map(|(_, text)| Arc::clone(text)));
        self.headings.push((level, Arc::clone(&heading)));
        let section = Entry {
            kind: Kind::Text,
            block,
            title: "".into(),
            heading,
            texts: Vec::new(),
            around,
        };
        self.entries
            .push(std::mem::replace(&mut self.open, section));
    }

    fn insert(&mut self, block: usize, insert: Insert) {
        let mut around = self.around.clone();
        around.extend(self.headings.iter().map(|(_, text)| Arc::clone(text)));
        self.entries.push(Entry {
            kind: insert.kind,
            block,
            title: "".into(),
            heading: Arc::clone(&insert.title),
            texts: insert.all_texts(),
            around,
        });
    }
}

#[cfg(test)]
pub(crate) mod tests;
