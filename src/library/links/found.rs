//! The links of a document with their lines, as the library keeps them for every note.
//!
//! The text of a question is Markdown of its own and is looked through as well.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::markdown::document::{
    Block, BlockKind, DirectiveName, Document, Link, LinkKind, line_of,
};
use crate::markdown::parse;

/// A link and the line it stands on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::library) struct FoundLink {
    pub(super) link: Link,
    pub(super) line: u32,
}

/// All links of a document but footnote marks and tags, in reading order.
pub(in crate::library) fn found_in(document: &Document) -> Vec<FoundLink> {
    let mut found = in_text(document, 0);
    for block in &document.blocks {
        if let BlockKind::Directive(directive) = &block.kind
            && directive.name == DirectiveName::Quiz
        {
            let lines_above = line_of(&document.source, directive.body_start) - 1;
            found.extend(in_text(&parse(directive.body.clone()), lines_above));
        }
    }
    found.sort_by_key(|found| found.line);
    found
}

fn in_text(document: &Document, lines_above: usize) -> Vec<FoundLink> {
    let mut found = Vec::new();
    let mut lines = LineCounter::new(&document.source);
    for block in &document.blocks {
        let mut last: Option<&Arc<Link>> = None;
        let mut searched = block.range.start;
        for link in links_of(block) {
            if last.is_some_and(|last| Arc::ptr_eq(last, link)) {
                continue;
            }
            last = Some(link);
            let offset = position(&document.source, searched..block.range.end, link);
            searched = offset;
            found.push(FoundLink {
                link: Link::clone(link),
                line: (lines_above + lines.line_of(offset)) as u32,
            });
        }
    }
    found
}

fn links_of(block: &Block) -> Vec<&Arc<Link>> {
    let (embedded, pictures) = match &block.kind {
        BlockKind::Embed { link } => (Some(link), [].as_slice()),
        BlockKind::Pictures(pictures) => (None, pictures.as_slice()),
        _ => (None, [].as_slice()),
    };
    block
        .inlines()
        .flat_map(|inline| &inline.spans)
        .filter_map(|span| span.link.as_ref())
        .chain(embedded)
        .chain(pictures.iter().filter_map(|picture| picture.link.as_ref()))
        .filter(|link| !matches!(link.kind, LinkKind::Footnote | LinkKind::Tag))
        .collect()
}

/// Where a link is written, behind the one before it. What is written otherwise (with escapes,
/// by reference) is taken to stand where the search began.
fn position(source: &str, range: Range<usize>, link: &Link) -> usize {
    let start = range.start;
    source
        .get(range)
        .and_then(|text| text.find(&*link.destination))
        .map_or(start, |at| start + at)
}

/// Lines of rising offsets, counted in one pass; begins again where offsets fall.
struct LineCounter<'a> {
    source: &'a str,
    counted: usize,
    line: usize,
}

impl<'a> LineCounter<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            counted: 0,
            line: 1,
        }
    }

    fn line_of(&mut self, offset: usize) -> usize {
        if offset < self.counted {
            (self.counted, self.line) = (0, 1);
        }
        let passed = self.source.get(self.counted..offset).unwrap_or_default();
        self.line += passed.matches('\n').count();
        self.counted = offset;
        self.line
    }
}
