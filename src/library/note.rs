//! One note of the library: where it comes from, what is kept of it, and its place among others.
//!
//! The document itself is not kept: whoever shows a note has it parsed from [`Note::text`].

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::digest::{Digest, Questions};
use super::links::FoundLink;
use super::path;
use crate::base::ids::{NoteId, TopicId};
use crate::markdown::document::{Document, Issue};
use crate::markdown::outline::Outline;
use crate::markdown::parse;

/// Whose note it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// Compiled into the program.
    Bundled,
    /// The person's own.
    Mine,
}

/// A file as it was read.
#[derive(Debug, Clone)]
pub struct NoteSource {
    /// Below the root, with `/` between folders: `09-s3/02-storage-classes.md`. With a root it is
    /// the very name of a file.
    pub path: String,
    /// Its text.
    pub text: Arc<str>,
    /// Whose it is.
    pub origin: Origin,
    /// The folder that `path` is counted from; none for what is no file: its text is kept.
    pub root: Option<Arc<Path>>,
}

/// Where a note's text is found when it is opened.
#[derive(Debug, Clone)]
pub enum NoteText {
    /// In the program.
    Compiled(&'static str),
    /// In memory, because it is in no file.
    Kept(Arc<str>),
    /// In its file.
    File,
}

/// How a note's file looked when it was read: by this a change is noticed without reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FileStamp {
    /// Its size.
    pub bytes: u64,
    /// When it was last written, in nanoseconds since 1970; 0 where that cannot be trusted,
    /// because it was read right after, or because the system does not say.
    pub modified: i64,
}

/// A note that has been read but has no place among others yet.
#[derive(Debug, Clone)]
pub struct ParsedNote {
    path: String,
    origin: Origin,
    root: Option<Arc<Path>>,
    text: NoteText,
    stamp: FileStamp,
    digest: Digest,
    /// The identity that it had under another path.
    kept_id: Option<NoteId>,
}

impl ParsedNote {
    /// Reads a note. Never fails: what is wrong is among its issues.
    pub fn parse(source: NoteSource) -> Self {
        Self::read(source).0
    }

    /// As [`Self::parse`], with the document.
    pub fn read(source: NoteSource) -> (Self, Document) {
        let document = parse(Arc::clone(&source.text));
        let path = match &source.root {
            Some(_) => source.path,
            None => path::normalized(&source.path),
        };
        let text = match &source.root {
            Some(_) => NoteText::File,
            None => NoteText::Kept(source.text),
        };
        let digest = Digest::of(&document, &path);
        let stamp = FileStamp::default();
        let note = Self::known(path, source.origin, source.root, text, stamp, digest);
        (note, document)
    }

    /// A note that was read before, as its digest says.
    pub fn known(
        path: String,
        origin: Origin,
        root: Option<Arc<Path>>,
        text: NoteText,
        stamp: FileStamp,
        digest: Digest,
    ) -> Self {
        Self {
            path,
            origin,
            root,
            text,
            stamp,
            digest,
            kept_id: None,
        }
    }

    /// With its text in the program instead of in memory.
    #[must_use]
    pub fn compiled(self, text: &'static str) -> Self {
        let text = NoteText::Compiled(text);
        Self { text, ..self }
    }

    /// With what its file looked like.
    #[must_use]
    pub fn stamped(self, stamp: FileStamp) -> Self {
        Self { stamp, ..self }
    }

    /// With the identity that it had before it was moved or renamed.
    #[must_use]
    pub fn keeping(self, kept_id: Option<NoteId>) -> Self {
        Self { kept_id, ..self }
    }

    /// The identity that it had before it was moved or renamed.
    pub fn kept_id(&self) -> Option<&NoteId> {
        self.kept_id.as_ref()
    }

    /// With its questions.
    #[must_use]
    pub fn asking(mut self, questions: Questions) -> Self {
        self.digest.questions = Some(Arc::new(questions));
        self
    }

    /// What makes two sources the same note.
    pub fn place(&self) -> (Origin, Option<&Path>, &str) {
        (self.origin, self.root.as_deref(), &self.path)
    }

    /// Below its root.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whose it is.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The folder that its path is counted from.
    pub fn root(&self) -> Option<&Arc<Path>> {
        self.root.as_ref()
    }

    /// How its file looked.
    pub fn stamp(&self) -> FileStamp {
        self.stamp
    }

    /// What is kept of its text.
    pub fn digest(&self) -> &Digest {
        &self.digest
    }
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
        issues.extend(parsed.digest.issues.iter().cloned());
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
        &self.parsed.digest.title
    }

    /// One sentence about it; may be empty.
    pub fn summary(&self) -> &str {
        &self.parsed.digest.head.summary
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
        &self.parsed.digest.outline
    }

    /// The names of places beside the headings.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        self.parsed.digest.anchors.iter().map(|own| &**own)
    }

    /// Whether a place beside the headings has this name.
    pub fn has_anchor(&self, name: &str) -> bool {
        self.anchors().any(|own| own == name)
    }

    /// Further names under which wikilinks find it.
    pub(super) fn aliases(&self) -> &[Box<str>] {
        &self.parsed.digest.head.aliases
    }

    /// What people call it: its title, its further names, and the name of its file unless it is
    /// the page of its folder.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let aliases = self.aliases().iter().map(|alias| &**alias);
        let names = std::iter::once(&**self.title()).chain(aliases);
        names.chain(self.file_name())
    }

    /// The name of its file, unless it is the page of its folder.
    fn file_name(&self) -> Option<&str> {
        let path = &self.parsed.path;
        (!path::is_index(path)).then(|| path::without_number(path::stem(path)))
    }

    /// Names under which it is sought beside its title: those that say something else, without that
    /// of a file whose note names itself.
    pub fn other_names(&self) -> impl Iterator<Item = &str> {
        let file = self.file_name();
        let file = file.filter(|_| !self.parsed.digest.names_itself());
        let others = self.aliases().iter().map(|alias| &**alias).chain(file);
        others.filter(|name| !letters(name).eq(letters(self.title())))
    }

    /// The exam tasks that it belongs to ("1.3").
    pub fn domains(&self) -> &[String] {
        &self.parsed.digest.head.domains
    }

    /// Whether it only collects what other notes teach.
    pub fn is_overview(&self) -> bool {
        self.parsed.digest.head.is_overview
    }

    /// Whether it says when its facts were checked.
    pub fn is_dated(&self) -> bool {
        self.parsed.digest.head.is_dated
    }

    /// Where its text is.
    pub fn text(&self) -> &NoteText {
        &self.parsed.text
    }

    /// The hash of its text: another one means another text.
    pub fn hash(&self) -> u64 {
        self.parsed.digest.hash
    }

    /// Its questions, where they were looked for when it was read.
    pub fn questions(&self) -> Option<&Arc<Questions>> {
        self.parsed.digest.questions.as_ref()
    }

    /// The whole note, if its text is in memory or in the program; parsed at every call.
    pub fn parse_kept(&self) -> Option<Document> {
        match &self.parsed.text {
            NoteText::Compiled(text) => Some(parse(*text)),
            NoteText::Kept(text) => Some(parse(Arc::clone(text))),
            NoteText::File => None,
        }
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
        &self.parsed.digest.links
    }

    /// What was read.
    pub fn parsed(&self) -> &Arc<ParsedNote> {
        &self.parsed
    }
}
/// What is read of a name, however it is written.
fn letters(name: &str) -> impl Iterator<Item = char> {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase)
}
