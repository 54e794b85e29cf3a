//! From Markdown to a [`Document`]: one pass over the parser's events, no recursion.
//!
//! Each event either opens or closes a container, or belongs to the one leaf being read.
//! The text of a tight list item comes without a paragraph around it; it gets one here.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BlockQuoteKind, Event, Options, Parser, Tag, TagEnd};

use super::code::CodeBuilder;
use super::containers::Containers;
use super::document::{Block, BlockKind, CalloutKind, Document, Inline, MAX_NESTING, Style};
use super::footnotes::Footnotes;
use super::heading::{Anchors, explicit_anchor};
use super::highlight_marks::{self, Edit};
use super::inline::InlineBuilder;
use super::issues::Issues;
use super::table::TableBuilder;
use super::{front_matter, html};

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// Reads a note. Every text is a note; what could not be taken as meant is in its issues.
pub fn parse(source: impl Into<Arc<str>>) -> Document {
    let source = source.into();
    let mut issues = Issues::default();
    let (front_matter, body_start) = front_matter::read(&source, &mut issues);
    let mut builder = Builder::new(&source, issues);
    let body = source.get(body_start..).unwrap_or_default();
    for (event, range) in Parser::new_ext(body, OPTIONS).into_offset_iter() {
        builder.event(event, range.start + body_start..range.end + body_start);
    }
    let (blocks, issues) = builder.finish();
    Document {
        source,
        front_matter,
        blocks,
        issues,
    }
}

/// The leaf whose content is being read.
#[derive(Debug)]
enum Leaf {
    /// Text that the parser gave no paragraph: it ends where the next block begins.
    Loose,
    Paragraph,
    Heading {
        level: u8,
    },
    Code(CodeBuilder),
    Html(String),
    Table(TableBuilder),
}

struct Builder<'a> {
    source: &'a str,
    blocks: Vec<Block>,
    containers: Containers,
    footnotes: Footnotes,
    anchors: Anchors,
    issues: Issues,
    too_deep: bool,
    leaf: Option<(Leaf, Range<usize>)>,
    inline: InlineBuilder,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str, issues: Issues) -> Self {
        Self {
            source,
            issues,
            blocks: Vec::new(),
            containers: Containers::default(),
            footnotes: Footnotes::default(),
            anchors: Anchors::default(),
            too_deep: false,
            leaf: None,
            inline: InlineBuilder::default(),
        }
    }

    fn finish(mut self) -> (Vec<Block>, Vec<super::document::Issue>) {
        self.end_loose_text();
        let mut blocks = self.blocks;
        blocks.extend(self.footnotes.into_blocks());
        self.containers.settle_tightness(&mut blocks);
        (blocks, self.issues.into_lines(self.source))
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::Rule => {
                self.end_loose_text();
                self.emit(BlockKind::Rule, &range);
            }
            Event::TaskListMarker(done) => self.containers.mark_task(done),
            Event::Html(text) => self.block_html(&text, range),
            Event::Text(text) => self.text(&text, range),
            inline => self.inline_event(&inline, range),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let Some(tag) = self.start_inline(tag, &range) else {
            return;
        };
        self.end_loose_text();
        match tag {
            Tag::Paragraph => {
                self.containers.mark_loose();
                self.leaf = Some((Leaf::Paragraph, range));
            }
            Tag::Heading { level, .. } => {
                let level = level as u8;
                self.leaf = Some((Leaf::Heading { level }, range));
            }
            Tag::CodeBlock(kind) => {
                self.leaf = Some((Leaf::Code(CodeBuilder::new(&kind)), range));
            }
            Tag::HtmlBlock => self.leaf = Some((Leaf::Html(String::new()), range)),
            Tag::Table(alignments) => {
                self.leaf = Some((Leaf::Table(TableBuilder::new(&alignments)), range));
            }
            Tag::BlockQuote(kind) => self.containers.open_quote(kind.map(callout_kind)),
            Tag::List(first_number) => self.containers.open_list(first_number),
            Tag::Item | Tag::DefinitionListDefinition => self.containers.open_item(),
            Tag::FootnoteDefinition(label) => {
                self.containers.open_footnote(label.as_ref().into());
                self.footnotes.begin();
            }
            Tag::DefinitionList => self.containers.open_list(None),
            Tag::DefinitionListTitle => {
                self.leaf = Some((Leaf::Paragraph, range));
                self.inline.begin_style(Style {
                    strong: true,
                    ..Style::default()
                });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => self.inline.end(),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead => self.with_table(TableBuilder::end_header),
            TagEnd::TableRow => self.with_table(TableBuilder::end_row),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Table
            | TagEnd::DefinitionListTitle => self.end_leaf(),
            TagEnd::Item | TagEnd::DefinitionListDefinition | TagEnd::BlockQuote(_) => {
                self.end_container(range);
                self.containers.close();
            }
            TagEnd::FootnoteDefinition => {
                self.end_container(range);
                self.containers.close_footnote();
                self.footnotes.end();
            }
            TagEnd::List(_) | TagEnd::DefinitionList => {
                self.end_loose_text();
                self.containers.close_list();
            }
            TagEnd::MetadataBlock(_) => {}
        }
    }

    /// A container without any block still gets one, so that its mark is drawn.
    fn end_container(&mut self, range: &Range<usize>) {
        self.end_loose_text();
        if self.containers.is_unused() {
            self.emit(BlockKind::Paragraph(Inline::default()), range);
        }
    }

    /// Begins a paragraph for text that came without one, or lets it reach to `range`.
    fn read_loose_text(&mut self, range: &Range<usize>) {
        match &mut self.leaf {
            None => self.leaf = Some((Leaf::Loose, range.clone())),
            Some((Leaf::Loose, whole)) => whole.end = whole.end.max(range.end),
            Some(_) => {}
        }
    }

    fn end_loose_text(&mut self) {
        if matches!(self.leaf, Some((Leaf::Loose, _))) {
            self.end_leaf();
        }
    }

    fn end_leaf(&mut self) {
        let Some((leaf, range)) = self.leaf.take() else {
            return;
        };
        let inline = std::mem::take(&mut self.inline);
        match leaf {
            Leaf::Loose | Leaf::Paragraph => self.end_paragraph(inline, &range),
            Leaf::Heading { level } => self.end_heading(level, inline.finish(), &range),
            Leaf::Code(code) => {
                let block = self.source.get(range.clone()).unwrap_or_default();
                if code.is_unclosed(block) {
                    self.issues.add(range.start, UNCLOSED_FENCE);
                }
                let kind = code.finish(self.source, &range);
                self.emit(kind, &range);
            }
            Leaf::Html(text) => {
                let text = html::without_comments(&text);
                if !text.is_empty() {
                    self.issues.add(range.start, RAW_HTML);
                    self.emit(BlockKind::Html(text.into()), &range);
                }
            }
            Leaf::Table(table) => self.emit(BlockKind::Table(table.finish()), &range),
        }
    }

    fn end_paragraph(&mut self, mut inline: InlineBuilder, range: &Range<usize>) {
        if inline.is_empty() {
            return;
        }
        let Some(pictures) = inline.take_lone_pictures() else {
            self.emit(BlockKind::Paragraph(inline.finish()), range);
            return;
        };
        for picture in pictures {
            let kind = BlockKind::Image {
                destination: picture.destination,
                alt: picture.alt.into(),
                title: picture.title,
            };
            self.emit(kind, &picture.range);
        }
    }

    fn end_heading(&mut self, level: u8, mut text: Inline, range: &Range<usize>) {
        let mut wanted = None;
        if let Some((bytes, id)) = explicit_anchor(&text) {
            let edits = [(bytes, Edit::Cut)];
            let (kept, spans) = highlight_marks::apply(&text.text, &text.spans, &edits);
            text = Inline {
                text: kept.into(),
                spans,
            };
            wanted = Some(id);
        }
        let anchor = self.anchors.assign(&text.text, wanted.as_deref());
        let kind = BlockKind::Heading {
            level,
            text,
            anchor,
        };
        self.emit(kind, range);
    }

    fn end_cell(&mut self) {
        let cell = std::mem::take(&mut self.inline).finish();
        self.with_table(|table| table.push_cell(cell));
    }

    fn with_table(&mut self, change: impl FnOnce(&mut TableBuilder)) {
        if let Some((Leaf::Table(table), _)) = &mut self.leaf {
            change(table);
        }
    }

    fn emit(&mut self, kind: BlockKind, range: &Range<usize>) {
        let snapshot = self.containers.take_for_block();
        if snapshot.too_deep && !self.too_deep {
            self.too_deep = true;
            let message =
                format!("nested deeper than {MAX_NESTING} levels; shown at the deepest of them");
            self.issues.add(range.start, message);
        }
        let written = self.source.get(range.clone()).unwrap_or_default();
        let block = Block {
            kind,
            range: range.start..range.start + written.trim_end().len(),
            containers: snapshot.containers,
        };
        self.footnotes
            .target()
            .unwrap_or(&mut self.blocks)
            .push(block);
    }
}

const RAW_HTML: &str = "raw HTML is shown as text";
const UNCLOSED_FENCE: &str = "this code fence is never closed";

fn callout_kind(kind: BlockQuoteKind) -> CalloutKind {
    match kind {
        BlockQuoteKind::Note => CalloutKind::Note,
        BlockQuoteKind::Tip => CalloutKind::Tip,
        BlockQuoteKind::Important => CalloutKind::Important,
        BlockQuoteKind::Warning => CalloutKind::Warning,
        BlockQuoteKind::Caution => CalloutKind::Caution,
    }
}

mod running_text;
#[cfg(test)]
mod soundness;
#[cfg(test)]
mod tests;
