//! The tree of topics and notes, and the rows of it that are to be seen.
//!
//! Kept flat, each node before those within it, with the index behind its last descendant;
//! so folding skips, filtering is two passes, and no depth is too deep.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::note::{Note, Origin};
use super::{Library, MY_NOTES, names, path};
use crate::base::ids::{NoteId, TopicId};
use crate::base::text::natural_order;

/// A folder of notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Its path, with number prefixes: `09-s3`, `my/travel`.
    pub id: TopicId,
    /// From its page, or from the folder's name.
    pub title: Arc<str>,
    /// Its own page (`index.md`), if it has one.
    pub page: Option<NoteId>,
    /// How many notes stand in it, at any depth, pages of topics not counted.
    pub count: usize,
    /// The index of the topic around it among the library's topics.
    pub parent: Option<usize>,
    /// Its notes and pages, at any depth, by their positions among the library's notes.
    pub notes: Range<usize>,
}

/// One line of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeRow {
    /// 0 at the top.
    pub depth: usize,
    /// What it shows.
    pub kind: RowKind,
}

/// What a line of the tree shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKind {
    /// A topic.
    Topic {
        /// Which.
        id: TopicId,
        /// Its title.
        title: Arc<str>,
        /// How many notes stand in it, at any depth.
        count: usize,
        /// Its own page, if it has one.
        page: Option<NoteId>,
        /// Whether what stands in it is hidden.
        folded: bool,
    },
    /// A note.
    Note {
        /// Which.
        id: NoteId,
        /// Its title.
        title: Arc<str>,
    },
}

/// The rows to be seen, in order. With a filter (any case, anywhere in a title) folding does not
/// count: a match is shown with the topics around it, and a topic that matches with all of it.
pub fn rows(library: &Library, folded: &BTreeSet<TopicId>, filter: &str) -> Vec<TreeRow> {
    let tree = &library.tree;
    let filter = filter.trim().to_lowercase();
    let kept = (!filter.is_empty()).then(|| tree.matching(library, &filter));
    let mut rows = Vec::new();
    let mut at = 0;
    while let Some(node) = tree.nodes.get(at) {
        let is_kept = kept.as_ref().is_none_or(|kept| kept.get(at) == Some(&true));
        at += 1;
        if !is_kept {
            continue;
        }
        let is_folded = kept.is_none() && tree.id_of(node).is_some_and(|id| folded.contains(id));
        if let Some(kind) = tree.row_kind(library, node, is_folded) {
            let depth = node.depth;
            rows.push(TreeRow { depth, kind });
        }
        if is_folded {
            at = node.end;
        }
    }
    rows
}

impl TreeRow {
    /// Its title.
    pub fn title(&self) -> &str {
        match &self.kind {
            RowKind::Topic { title, .. } | RowKind::Note { title, .. } => title,
        }
    }

    /// The note that it opens: a topic its page, if it has one.
    pub fn note(&self) -> Option<&NoteId> {
        match &self.kind {
            RowKind::Topic { page, .. } => page.as_ref(),
            RowKind::Note { id, .. } => Some(id),
        }
    }

    /// Whether it stands for the same topic or note as `other`.
    pub fn is_as(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (RowKind::Topic { id, .. }, RowKind::Topic { id: other, .. }) => id == other,
            (RowKind::Note { id, .. }, RowKind::Note { id: other, .. }) => id == other,
            _ => false,
        }
    }
}

/// The order of two notes' paths in the tree: as people count, a folder's page first.
pub(super) fn path_order(left: &str, right: &str) -> Ordering {
    let (mut l, mut r) = (left.split('/').peekable(), right.split('/').peekable());
    loop {
        let (a, b) = match (l.next(), r.next()) {
            (Some(a), Some(b)) => (a, b),
            (a, b) => return a.is_some().cmp(&b.is_some()),
        };
        let is_page = |name: &str, is_last: bool| is_last && path::is_index(name);
        let (page_a, page_b) = (
            is_page(a, l.peek().is_none()),
            is_page(b, r.peek().is_none()),
        );
        let order = page_b.cmp(&page_a).then_with(|| natural_order(a, b));
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// All topics and notes, each before those within it.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    topics: Vec<Topic>,
    positions: HashMap<TopicId, usize>,
}

#[derive(Debug, Clone)]
struct Node {
    depth: usize,
    item: Item,
    /// The index behind its last descendant.
    end: usize,
}

#[derive(Debug, Clone, Copy)]
enum Item {
    Topic(usize),
    Note(usize),
}

impl Tree {
    /// The tree of notes that are in order already.
    pub(super) fn of(notes: &[Note]) -> Self {
        let mut builder = Builder::default();
        for (at, note) in notes.iter().enumerate() {
            builder.enter(at, note);
            builder.add(at, note);
        }
        builder.leave_to(0, notes.len());
        builder.tree
    }

    pub(super) fn topics(&self) -> &[Topic] {
        &self.topics
    }

    pub(super) fn topic(&self, id: &TopicId) -> Option<&Topic> {
        self.topics.get(*self.positions.get(id)?)
    }

    pub(super) fn topics_above(&self, id: &TopicId) -> Vec<&Topic> {
        let mut above: Vec<&Topic> = std::iter::successors(self.topic(id), |topic| {
            topic.parent.and_then(|parent| self.topics.get(parent))
        })
        .collect();
        above.reverse();
        above
    }

    fn id_of(&self, node: &Node) -> Option<&TopicId> {
        match node.item {
            Item::Topic(at) => self.topics.get(at).map(|topic| &topic.id),
            Item::Note(_) => None,
        }
    }

    fn title<'a>(&'a self, library: &'a Library, node: &Node) -> Option<&'a Arc<str>> {
        match node.item {
            Item::Topic(at) => self.topics.get(at).map(|topic| &topic.title),
            Item::Note(at) => library.notes.get(at).map(Note::title),
        }
    }

    fn row_kind(&self, library: &Library, node: &Node, folded: bool) -> Option<RowKind> {
        let title = self.title(library, node)?.clone();
        match node.item {
            Item::Topic(at) => self.topics.get(at).map(|topic| RowKind::Topic {
                id: topic.id.clone(),
                title,
                count: topic.count,
                page: topic.page.clone(),
                folded,
            }),
            Item::Note(at) => library.notes.get(at).map(|note| RowKind::Note {
                id: note.id().clone(),
                title,
            }),
        }
    }

    /// Which nodes match, stand in one that matches, or stand around one that matches.
    fn matching(&self, library: &Library, filter: &str) -> Vec<bool> {
        let mut kept = vec![false; self.nodes.len()];
        let mut around: Vec<usize> = Vec::new();
        let mut matched_until = 0;
        for (at, node) in self.nodes.iter().enumerate() {
            around.truncate(node.depth);
            let title = self.title(library, node);
            let matches = title.is_some_and(|title| title.to_lowercase().contains(filter));
            if matches {
                matched_until = matched_until.max(node.end);
                // A topic that is kept has all topics around it kept already.
                for &topic in around.iter().rev() {
                    match kept.get_mut(topic) {
                        Some(topic) if !*topic => *topic = true,
                        _ => break,
                    }
                }
            }
            if let Some(kept) = kept.get_mut(at) {
                *kept = matches || at < matched_until;
            }
            around.push(at);
        }
        kept
    }
}

/// A tree in the making, with the topics that are open.
#[derive(Default)]
struct Builder<'a> {
    tree: Tree,
    /// Folder name, node and topic of each open topic, outermost first.
    open: Vec<(&'a str, usize, usize)>,
}

impl<'a> Builder<'a> {
    /// Leaves and enters topics until those around `note` are open.
    fn enter(&mut self, at: usize, note: &'a Note) {
        let root = (note.origin() == Origin::Mine).then_some(MY_NOTES);
        let folder = path::folder(note.path()).unwrap_or_default();
        let parts = root
            .into_iter()
            .chain(folder.split('/').filter(|part| !part.is_empty()));
        let mut depth = 0;
        for part in parts {
            if self.open.get(depth).is_some_and(|(name, ..)| *name == part) {
                depth += 1;
                continue;
            }
            self.leave_to(depth, at);
            self.open_topic(part, at, note);
            depth += 1;
        }
        self.leave_to(depth, at);
    }

    fn open_topic(&mut self, name: &'a str, at: usize, note: &Note) {
        let parent = self.open.last().map(|(_, _, topic)| *topic);
        let above = parent.and_then(|parent| self.tree.topics.get(parent));
        let id = above.map_or_else(
            || TopicId::new(name),
            |above| TopicId::new(format!("{}/{name}", above.id)),
        );
        let is_mine = parent.is_none() && note.origin() == Origin::Mine;
        let title = if is_mine {
            "My notes".to_owned()
        } else {
            names::title(name)
        };
        let topic = self.tree.topics.len();
        let node = self.tree.nodes.len();
        self.tree.positions.insert(id.clone(), topic);
        self.tree.topics.push(Topic {
            id,
            title: title.into(),
            page: None,
            count: 0,
            parent,
            notes: at..at,
        });
        self.push_node(Item::Topic(topic));
        self.open.push((name, node, topic));
    }

    fn add(&mut self, at: usize, note: &Note) {
        let innermost = self.open.last().map(|(_, _, topic)| *topic);
        if note.is_topic_page()
            && let Some(topic) = innermost.and_then(|topic| self.tree.topics.get_mut(topic))
            && topic.page.is_none()
        {
            topic.page = Some(note.id().clone());
            if topic.id.as_str() != MY_NOTES {
                topic.title = note.title().clone();
            }
            return;
        }
        for (_, _, topic) in &self.open {
            if let Some(topic) = self.tree.topics.get_mut(*topic) {
                topic.count += 1;
            }
        }
        self.push_node(Item::Note(at));
    }

    fn push_node(&mut self, item: Item) {
        let end = self.tree.nodes.len() + 1;
        let depth = self.open.len();
        self.tree.nodes.push(Node { depth, item, end });
    }

    /// Closes topics until `depth` are open; the next note is the one at `at`.
    fn leave_to(&mut self, depth: usize, at: usize) {
        let end = self.tree.nodes.len();
        while self.open.len() > depth {
            let Some((_, node, topic)) = self.open.pop() else {
                return;
            };
            if let Some(node) = self.tree.nodes.get_mut(node) {
                node.end = end;
            }
            if let Some(topic) = self.tree.topics.get_mut(topic) {
                topic.notes.end = at;
            }
        }
    }
}
