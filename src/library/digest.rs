//! What is kept of a note's text: all that the tree, links, search and questions ask of notes
//! that are not open.
//!
//! A few percent of the text, and saved in the cache: so ten thousand notes are there at once and
//! none of them is parsed before it is opened. Count [`DIGEST_VERSION`] up when a field comes or
//! goes, or when parsing comes to mean something else.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::links::{self, FoundLink};
use super::sketch::Sketch;
use super::{names, path};
use crate::markdown::document::{BlockKind, Document, Issue};
use crate::markdown::outline::Outline;

/// Digests that were saved with another number are made anew.
pub const DIGEST_VERSION: u32 = 4;

/// What is kept of one note's text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    /// Of the text that it was made from.
    pub hash: u64,
    /// Of the same text.
    pub sketch: Sketch,
    pub(super) title: Arc<str>,
    pub(super) head: Head,
    pub(super) outline: Outline,
    /// Places with a name beside the headings.
    pub(super) anchors: Vec<Box<str>>,
    pub(super) links: Vec<FoundLink>,
    pub(super) issues: Vec<Issue>,
    pub(super) questions: Option<Arc<Questions>>,
}

/// What the note says of itself, as far as it matters while the note is not open.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Head {
    pub(super) id: Option<Box<str>>,
    /// The line of the id, from 1.
    pub(super) id_line: usize,
    pub(super) summary: Box<str>,
    pub(super) aliases: Vec<Box<str>>,
    pub(super) domains: Vec<String>,
    pub(super) is_overview: bool,
    pub(super) is_dated: bool,
}

/// The questions of a note, as far as they are known before they are asked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Questions {
    /// In reading order.
    pub list: Vec<Question>,
    /// What is wrong with them.
    pub issues: Vec<Issue>,
}

/// One question: what schedules and counts need, and its text, from which it is read when it is
/// asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Its identity within the note.
    pub own_id: Box<str>,
    /// The entry of the outline that it stands under.
    pub section: Option<u32>,
    /// The exam task it belongs to.
    pub domain: Option<Arc<str>>,
    /// How likely a guess is right, from 0 to 1.
    pub guess_rate: f64,
    /// The line of its fence, from 1.
    pub line: u32,
    /// Its block in the document.
    pub block: u32,
    /// What stands behind the fence's name.
    pub arguments: Box<str>,
    /// What stands between the fences.
    pub body: Box<str>,
}

impl Digest {
    /// What the note is called.
    pub fn title(&self) -> &Arc<str> {
        &self.title
    }

    /// Whether the note says itself what its identity is.
    pub fn names_itself(&self) -> bool {
        self.head.id.is_some()
    }

    /// Of a parsed note; its path gives it a title where it has no other.
    pub(super) fn of(document: &Document, path: &str) -> Self {
        let front = &document.front_matter;
        let boxed = |text: &String| text.as_str().into();
        Self {
            hash: text_hash(&document.source),
            sketch: Sketch::of(&document.source),
            title: title_of(document, path).into(),
            head: Head {
                id: front.id.as_ref().map(boxed),
                id_line: front.id.as_ref().map_or(0, |_| id_line(&document.source)),
                summary: front.summary.as_deref().unwrap_or_default().into(),
                aliases: front.aliases.iter().map(boxed).collect(),
                domains: front.domains.clone(),
                is_overview: front.overview,
                is_dated: front.facts_as_of.is_some(),
            },
            outline: Outline::of(document),
            anchors: document
                .anchors
                .iter()
                .map(|(name, _)| (&**name).into())
                .collect(),
            links: links::found_in(document),
            issues: document.issues.clone(),
            questions: None,
        }
    }
}

/// What a text holds: notes with the same hash have the same text.
pub fn text_hash(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// Front matter, then the heading that names the whole note, then the name of the file (of the
/// folder, for the folder's own page).
fn title_of(document: &Document, path: &str) -> String {
    if let Some(title) = &document.front_matter.title {
        return title.clone();
    }
    heading_of_all(document).unwrap_or_else(|| match path::folder(path) {
        Some(folder) if path::is_index(path) => names::title(path::file_name(folder)),
        _ => names::title(path::stem(path)),
    })
}

/// The words of the first heading, if it stands above all others: of level 1 or at the very
/// beginning, and no other heading is of its level or above it.
fn heading_of_all(document: &Document) -> Option<String> {
    let mut headings = document
        .blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| match &block.kind {
            BlockKind::Heading { level, text, .. } if !text.is_empty() => Some((at, *level, text)),
            _ => None,
        });
    let (at, level, text) = headings.next()?;
    let is_title = level == 1 || at == 0;
    let stands_above = headings.all(|(_, other, _)| other > level);
    (is_title && stands_above).then(|| text.text.replace('\n', " "))
}

fn id_line(source: &str) -> usize {
    let mut lines = source.lines().take(100);
    let line = lines.position(|line| line.starts_with("id:"));
    line.map_or(1, |at| at + 1)
}
