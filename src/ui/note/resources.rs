//! What a note takes from outside: its pictures, its footnotes, the notes it embeds.

use std::cell::RefCell;
use std::sync::Arc;

use crate::app::command::{Command, PictureAct};
use crate::app::highlights::CodeKey;
use crate::app::pictures::{NotePicture, PictureKey, web_address};
use crate::app::state::{AppState, NoteDrawing};
use crate::base::ids::NoteId;
use crate::base::text::{LONGEST_NAME, beginning, sentence};
use crate::diagrams::registry;
use crate::library::Note;
use crate::library::links::{Nearest, Target, leads_nowhere, resolve};
use crate::markdown::document::{BlockKind, Document, Link, LinkKind};
use crate::markdown::highlight::Highlight;
use crate::ui::prose::{DrawingState, Embedded, ImageState, Lead, Resources};

/// What a text asks for while it is drawn: pictures and code to be read, drawings to be laid out.
pub(crate) type Wanted = RefCell<Vec<Command>>;

/// The resources of one note.
#[derive(Debug)]
pub(crate) struct NoteResources<'a> {
    /// The state that holds pictures and notes.
    pub state: &'a AppState,
    /// The note.
    pub note: &'a NoteId,
    /// Its text, where footnotes are shown beside their marks.
    pub document: Option<&'a Document>,
    /// Where is noted what is to be done.
    pub wanted: &'a Wanted,
}

impl Resources for NoteResources<'_> {
    fn image(&self, destination: &str) -> ImageState {
        let key = self.key(destination);
        match self.state.pictures.get(&key) {
            None => ImageState::Unread,
            Some(NotePicture::Loading) => ImageState::Loading,
            Some(NotePicture::Known(known)) => ImageState::Ready(known.clone()),
            Some(NotePicture::Absent(reason)) => ImageState::Absent {
                reason: sentence(reason),
                address: web_address(destination),
            },
        }
    }

    fn wish(&self, destination: &str, act: PictureAct) {
        let picture = self.key(destination);
        self.wanted
            .borrow_mut()
            .push(Command::Picture { picture, act });
    }

    fn open_web(&self, address: &str) {
        let command = Command::OpenWeb(address.to_owned());
        self.wanted.borrow_mut().push(command);
    }

    fn code(&self, language: &str, text: &str) -> Option<Arc<Highlight>> {
        let known = self.state.highlights.get(CodeKey::of(language, text));
        if known.is_none() {
            self.wanted.borrow_mut().push(Command::ReadCode {
                language: language.into(),
                text: text.into(),
            });
        }
        known.flatten().cloned()
    }

    fn drawing(&self, source: &Arc<str>) -> DrawingState {
        match self.state.drawings.get(source) {
            None => {
                let command = Command::LayOutDrawing(Arc::clone(source));
                self.wanted.borrow_mut().push(command);
                DrawingState::Loading
            }
            Some(NoteDrawing::Loading) => DrawingState::Loading,
            Some(NoteDrawing::Absent(reason)) => DrawingState::Absent(sentence(reason)),
            Some(NoteDrawing::Ready(drawing)) => DrawingState::Ready(Arc::clone(drawing)),
        }
    }

    fn embed(&self, destination: &str) -> Result<Embedded<'_>, String> {
        let link = Link {
            destination: destination.into(),
            kind: LinkKind::Wiki,
        };
        let (id, anchor) = match resolve(&self.state.library, self.note, &link) {
            Target::Note { id, anchor } => (id, anchor),
            Target::Section(anchor) => (self.note.clone(), Some(anchor)),
            Target::Broken {
                message, nearest, ..
            } => {
                return Err(did_you_mean(&message, nearest));
            }
            Target::Refused { message } => return Err(sentence(&message)),
            _ => return Err(format!("{} is no note", quoted(destination))),
        };
        let note = self.state.library.note(&id);
        let note = note.ok_or_else(|| format!("{} is not there", quoted(destination)))?;
        let Some(open) = self.state.documents.get(&id) else {
            if let Some(reason) = self.state.documents.failure(&id) {
                return Err(format!("\u{201c}{}\u{201d}: {reason}", note.title()));
            }
            self.wanted.borrow_mut().push(Command::OpenNote(id));
            return Err(format!("Opening \u{201c}{}\u{201d}", note.title()));
        };
        if self.state.documents.is_stale(note) {
            self.wanted.borrow_mut().push(Command::OpenNote(id));
        }
        let document = Arc::clone(&open.document);
        Ok(self.embedded(note, document, anchor.as_deref()))
    }

    fn is_broken(&self, link: &Link) -> bool {
        leads_nowhere(&self.state.library, self.note, link)
    }

    fn lead(&self, link: &Link) -> Option<Lead<'_>> {
        Some(match resolve(&self.state.library, self.note, link) {
            Target::Note { id, anchor } => self.lead_to(&id, anchor.as_deref())?,
            Target::Section(anchor) => self.lead_to(self.note, Some(&anchor))?,
            Target::Web(address) => Lead::Web(address),
            Target::Diagram { kind, .. } => {
                let kind = registry::kind(&kind).ok()?;
                Lead::Other(format!("Diagram: {}", kind.title))
            }
            Target::File(path) => {
                Lead::Other(format!("The file {}, which is no note", quoted(&path)))
            }
            Target::Broken {
                message, nearest, ..
            } => Lead::Other(did_you_mean(&message, nearest)),
            Target::Refused { message } => Lead::Other(sentence(&message)),
            Target::Tag(tag) => Lead::Other(format!("Look for {tag} in all notes")),
            Target::Footnote(_) => return None,
        })
    }

    fn document(&self) -> Option<&Document> {
        self.document
    }
}

impl NoteResources<'_> {
    fn key(&self, destination: &str) -> PictureKey {
        PictureKey {
            note: self.note.clone(),
            destination: destination.into(),
            large: false,
        }
    }

    fn lead_to(&self, id: &NoteId, anchor: Option<&str>) -> Option<Lead<'_>> {
        let library = &self.state.library;
        let note = library.note(id)?;
        let here = library.note(self.note).map(Note::topic);
        let chapter = library.topic(note.topic());
        let chapter =
            chapter.filter(|topic| Some(&topic.id) != here && topic.title != *note.title());
        let document = self.state.documents.document(id);
        if document.is_none() && self.state.documents.failure(id).is_none() {
            self.wanted.borrow_mut().push(Command::OpenNote(id.clone()));
        }
        let text = document.map(|document| self.embedded(note, Arc::clone(document), anchor));
        let title = text.as_ref().map(|text| text.title.clone());
        Some(Lead::Note {
            title: title.unwrap_or_else(|| note.title().to_string()),
            chapter: chapter.map_or_else(String::new, |topic| topic.title.to_string()),
            summary: note.summary().to_owned(),
            text,
        })
    }

    fn embedded<'a>(
        &'a self,
        note: &'a Note,
        document: Arc<Document>,
        anchor: Option<&str>,
    ) -> Embedded<'a> {
        let section = anchor.and_then(|anchor| section(&document, anchor));
        let title = match &section {
            Some((heading, _)) if !heading.is_empty() => {
                format!("{} \u{203a} {heading}", note.title())
            }
            _ => note.title().to_string(),
        };
        let range = section.map_or(0..document.blocks.len(), |(_, range)| range);
        Embedded {
            note: note.id().as_str().into(),
            title,
            range,
            document,
            resources: Box::new(NoteResources {
                state: self.state,
                note: note.id(),
                document: None,
                wanted: self.wanted,
            }),
        }
    }
}

/// A name in a message: in whole, or its beginning.
fn quoted(name: &str) -> String {
    format!("\u{201c}{}\u{201d}", beginning(name, LONGEST_NAME))
}

/// What is wrong with a link, and what was perhaps meant.
fn did_you_mean(message: &str, nearest: Option<Nearest>) -> String {
    match nearest {
        Some(nearest) => {
            let title = quoted(&nearest.title);
            format!("{} Did you mean {title}?", sentence(message))
        }
        None => sentence(message),
    }
}

/// The words of the heading that `anchor` names, and the blocks under it up to the next heading
/// of its level; for the name of a block nothing, and the block.
fn section(document: &Document, anchor: &str) -> Option<(Arc<str>, std::ops::Range<usize>)> {
    let start = document.block_at_anchor(anchor)?;
    let block = document.blocks.get(start)?;
    let BlockKind::Heading { level, text, .. } = &block.kind else {
        let below = document.blocks.iter().skip(start + 1);
        let length = below.take_while(|below| below.stands_in(block)).count();
        return Some(("".into(), start..start + 1 + length));
    };
    let below = document.blocks.iter().skip(start + 1);
    let ends = |kind: &BlockKind| matches!(kind, BlockKind::Heading { level: other, .. } if other <= level);
    let length = below.take_while(|block| !ends(&block.kind)).count();
    Some((text.text.alone(), start + 1..start + 1 + length))
}
