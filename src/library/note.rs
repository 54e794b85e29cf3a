//! One note of the library: what is kept of it, and the parsed document behind it.
//!
//! Title, outline and links are small and always there; the document is asked for through
//! [`Note::document`], so that one day it may be parsed again instead of being kept.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::links::{self, FoundLink};
use super::{names, path};
use crate::base::ids::{NoteId, TopicId};
use crate::markdown::document::{BlockKind, Document, Issue};
use crate::markdown::outline::Outline;
use crate::markdown::parse;

/// Whose note it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// Compiled into the program.
    Bundled,
    /// The person's own.
    Mine,
}

/// A file as it was read.
#[derive(Debug, Clone)]
pub struct NoteSource {
    /// Below the root, with `/` between folders: `09-s3/02-storage-classes.md`.
    pub path: String,
    /// Its text.
    pub text: Arc<str>,
    /// Whose it is.
    pub origin: Origin,
    /// The folder that `path` is counted from; none for what is compiled in.
    pub root: Option<Arc<Path>>,
}

/// A note that has been read but has no place among others yet.
#[derive(Debug)]
pub struct ParsedNote {
    path: String,
    origin: Origin,
    root: Option<Arc<Path>>,
    title: Arc<str>,
    document: Arc<Document>,
    outline: Outline,
    /// Places with a name beside the headings.
    anchors: Vec<Arc<str>>,
    links: Vec<FoundLink>,
}

impl ParsedNote {
    /// Reads a note. Never fails: what is wrong is in the document's issues.
    pub fn parse(source: NoteSource) -> Self {
        let document = Arc::new(parse(source.text));
        let path = path::normalized(&source.path);
        Self {
            title: title_of(&document, &path).into(),
            outline: Outline::of(&document),
            anchors: document
                .anchors
                .iter()
                .map(|(name, _)| name.clone())
                .collect(),
            links: links::found_in(&document),
            origin: source.origin,
            root: source.root,
            document,
            path,
        }
    }

    /// What makes two sources the same note.
    pub(super) fn place(&self) -> (Origin, Option<&Path>, &str) {
        (self.origin, self.root.as_deref(), &self.path)
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn origin(&self) -> Origin {
        self.origin
    }

    pub(super) fn document(&self) -> &Document {
        &self.document
    }
}

/// Front matter, then the first heading, then the name of the file (of the folder, for the
/// folder's own page).
fn title_of(document: &Document, path: &str) -> String {
    if let Some(title) = &document.front_matter.title {
        return title.clone();
    }
    let heading = document.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading { text, .. } if !text.is_empty() => Some(text.text.replace('\n', " ")),
        _ => None,
    });
    heading.unwrap_or_else(|| match path::folder(path) {
        Some(folder) if path::is_index(path) => names::title(path::file_name(folder)),
        _ => names::title(path::stem(path)),
    })
}

/// A note with its place in the library. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Note {
    id: NoteId,
    topic: TopicId,
    issues: Arc<[Issue]>,
    parsed: Arc<ParsedNote>,
}

impl Note {
    pub(super) fn new(
        id: NoteId,
        topic: TopicId,
        own_issues: Vec<Issue>,
        parsed: Arc<ParsedNote>,
    ) -> Self {
        let mut issues = own_issues;
        issues.extend(parsed.document.issues.iter().cloned());
        Self {
            id,
            topic,
            issues: issues.into(),
            parsed,
        }
    }

    /// Its identity: from the front matter, else from its path.
    pub fn id(&self) -> &NoteId {
        &self.id
    }

    /// The folder it stands in; empty at the top of the bundled notes.
    pub fn topic(&self) -> &TopicId {
        &self.topic
    }

    /// What it is called.
    pub fn title(&self) -> &Arc<str> {
        &self.parsed.title
    }

    /// One sentence about it; may be empty.
    pub fn summary(&self) -> &str {
        let summary = self.parsed.document.front_matter.summary.as_deref();
        summary.unwrap_or_default()
    }

    /// Below its root, with `/` between folders.
    pub fn path(&self) -> &str {
        &self.parsed.path
    }

    /// Whose it is.
    pub fn origin(&self) -> Origin {
        self.parsed.origin
    }

    /// The folder that its path is counted from.
    pub fn root(&self) -> Option<&Arc<Path>> {
        self.parsed.root.as_ref()
    }

    /// The file, if it is one.
    pub fn file(&self) -> Option<PathBuf> {
        let root = self.parsed.root.as_ref()?;
        Some(
            self.parsed
                .path
                .split('/')
                .fold(root.to_path_buf(), |path, name| path.join(name)),
        )
    }

    /// Its headings.
    pub fn outline(&self) -> &Outline {
        &self.parsed.outline
    }

    /// Whether a place beside the headings has this name.
    pub fn has_anchor(&self, name: &str) -> bool {
        self.parsed.anchors.iter().any(|own| **own == *name)
    }

    /// The whole note.
    pub fn document(&self) -> Arc<Document> {
        self.parsed.document.clone()
    }

    /// What could not be shown or used as meant.
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// Whether it is the page of its folder (`index.md`).
    pub fn is_topic_page(&self) -> bool {
        path::is_index(&self.parsed.path) && !self.topic.as_str().is_empty()
    }

    pub(super) fn links(&self) -> &[FoundLink] {
        &self.parsed.links
    }

    pub(super) fn parsed(&self) -> &Arc<ParsedNote> {
        &self.parsed
    }
}
