//! From Markdown to a [`Document`]: one pass over the parser's events, no recursion.
//!
//! Each event either opens or closes a container, or belongs to the one leaf being read.
//! The text of a tight list item comes without a paragraph around it; it gets one here.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BlockQuoteKind, Event, Options, Parser, Tag, TagEnd};

use super::callout::{self, CalloutHeader};
use super::code::CodeBuilder;
use super::containers::{Containers, Snapshot};
use super::document::{
    Block, BlockKind, CalloutKind, Document, Fold, Inline, MAX_NESTING, Progress, Style,
};
use super::footnotes::Footnotes;
use super::front_matter::{self, FrontMatter};
use super::heading::Anchors;
use super::hidden;
use super::inline::InlineBuilder;
use super::issues::Issues;
use super::picture::MetPicture;
use super::table::TableBuilder;
use html_block::{Element, HtmlText};
use leaf::Leaf;
use stretches::{STRETCH, stretches};

const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_WIKILINKS);

/// Reads a note. Every text is a note; what could not be taken as meant is in its issues.
pub fn parse(source: impl Into<Arc<str>>) -> Document {
    read(&source.into(), true)
}

/// As [`parse`], for a text that is shown: its formulas are set when they are drawn, so those that
/// cannot be set are not among the issues.
pub fn parse_to_show(source: impl Into<Arc<str>>) -> Document {
    read(&source.into(), false)
}

/// The beginning of a long note, of at least so many bytes, as [`parse_to_show`] reads it; none
/// where there is not much more, or where what follows may change how it reads.
pub fn parse_beginning(source: &Arc<str>, at_least: usize) -> Option<Document> {
    let (mut builder, front_matter, start) = begin(source, false);
    let body = source.get(start..)?;
    let beginning = stretches(body, at_least).next()?;
    if beginning.end == body.len() {
        return None;
    }
    builder.read(start..start + beginning.end);
    // A comment may reach on.
    let is_sure = builder.half_comments.is_empty();
    is_sure.then(|| builder.into_document(Arc::clone(source), front_matter))
}

fn read(source: &Arc<str>, checks_formulas: bool) -> Document {
    read_in(source, checks_formulas, STRETCH)
}

/// Reads a note in stretches of at least so many bytes.
fn read_in(source: &Arc<str>, checks_formulas: bool, stretch: usize) -> Document {
    let (mut builder, front_matter, start) = begin(source, checks_formulas);
    let body = source.get(start..).unwrap_or_default();
    for stretch in stretches(body, stretch) {
        builder.read(start + stretch.start..start + stretch.end);
    }
    builder.into_document(Arc::clone(source), front_matter)
}

/// What reads a note, what the note says of itself, and where its text begins.
fn begin(source: &Arc<str>, checks_formulas: bool) -> (Builder<'_>, FrontMatter, usize) {
    let mut issues = Issues::default();
    let (front_matter, start) = front_matter::read(source, &mut issues);
    let builder = Builder::new(source, issues, checks_formulas);
    (builder, front_matter, start)
}

/// What the parser makes of a text without front matter.
pub(super) fn events(body: &str) -> Parser<'_> {
    Parser::new_ext(body, OPTIONS)
}

struct Builder<'a> {
    source: &'a Arc<str>,
    blocks: Vec<Block>,
    containers: Containers,
    footnotes: Footnotes,
    anchors: Anchors,
    issues: Issues,
    too_deep: bool,
    leaf: Option<(Leaf, Range<usize>)>,
    inline: InlineBuilder,
    /// A callout that waits for its title line.
    header: Option<CalloutHeader>,
    /// The block of HTML that is being read.
    html: Option<HtmlText>,
    /// Open elements of HTML, outermost first.
    elements: Vec<Element>,
    /// How many containers of Markdown are open.
    depth: usize,
    named_places: Vec<(Arc<str>, usize)>,
    /// Whether a link or embed without words of its own is being read.
    is_bare_wikilink: bool,
    /// The picture that ended just now, and waits for its place in the text.
    picture: Option<MetPicture>,
    /// Whether a picture that comes now stands beside the one before it.
    on_line_of_pictures: bool,
    half_comments: Vec<hidden::Half>,
    checks_formulas: bool,
    /// How much TeX was checked, in bytes.
    formula_bytes: usize,
}

impl<'a> Builder<'a> {
    fn new(source: &'a Arc<str>, issues: Issues, checks_formulas: bool) -> Self {
        Self {
            source,
            issues,
            blocks: Vec::new(),
            containers: Containers::default(),
            footnotes: Footnotes::default(),
            anchors: Anchors::default(),
            too_deep: false,
            leaf: None,
            inline: InlineBuilder::new(source),
            header: None,
            html: None,
            elements: Vec::new(),
            depth: 0,
            named_places: Vec::new(),
            is_bare_wikilink: false,
            picture: None,
            on_line_of_pictures: false,
            half_comments: Vec::new(),
            checks_formulas,
            formula_bytes: 0,
        }
    }

    /// Reads these bytes of the source.
    fn read(&mut self, stretch: Range<usize>) {
        let start = stretch.start;
        let text = self.source.get(stretch).unwrap_or_default();
        for (event, range) in events(text).into_offset_iter() {
            self.event(event, range.start + start..range.end + start);
        }
    }

    fn into_document(mut self, source: Arc<str>, front_matter: FrontMatter) -> Document {
        self.end_open_leaf();
        self.end_elements();
        let mut blocks = self.blocks;
        let comments = hidden::across_blocks(&self.half_comments);
        hidden::take_out(&comments, &mut blocks, &mut self.named_places);
        blocks.extend(self.footnotes.into_blocks());
        self.containers.settle_tightness(&mut blocks);
        blocks.shrink_to_fit();
        let last = blocks.len().saturating_sub(1);
        let place = |(name, block): (Arc<str>, usize)| (name, block.min(last));
        Document {
            source,
            front_matter,
            blocks,
            anchors: self.named_places.into_iter().map(place).collect(),
            issues: self.issues.into_lines(self.source),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let is_break = matches!(event, Event::SoftBreak | Event::HardBreak);
        // Marks that end the sentence may follow a picture, also behind the end of a style.
        let picture_waits = matches!(
            event,
            Event::Text(_) | Event::Html(_) | Event::InlineHtml(_) | Event::End(_)
        );
        let is_placed = !picture_waits && self.place_picture();
        self.on_line_of_pictures &= !matches!(event, Event::HardBreak);
        if is_placed && is_break {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, &range),
            Event::Rule => {
                self.end_open_leaf();
                self.emit(BlockKind::Rule, &range);
            }
            Event::TaskListMarker(true) => self.containers.mark_task(Progress::Done),
            Event::TaskListMarker(false) => self.containers.mark_task(Progress::Open),
            Event::Html(text) => self.html_line(&text, &range),
            Event::Text(text) => self.text(&text, range),
            inline => self.inline_event(&inline, range),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let Some(tag) = self.start_inline(tag, &range) else {
            return;
        };
        if matches!(tag, Tag::HtmlBlock) {
            self.end_loose_text();
            self.html = Some(HtmlText::new(range));
            return;
        }
        self.end_open_leaf();
        if !matches!(tag, Tag::Paragraph) {
            self.header = None;
        }
        match tag {
            Tag::Paragraph => {
                self.containers.mark_loose();
                let leaf = self.header.take().map_or(Leaf::Paragraph, Leaf::Title);
                self.leaf = Some((leaf, range));
            }
            Tag::Heading { level, .. } => {
                let level = level as u8;
                self.inline.keep_spaces();
                self.leaf = Some((Leaf::Heading { level }, range));
            }
            Tag::CodeBlock(kind) => {
                self.leaf = Some((Leaf::Code(CodeBuilder::new(&kind)), range));
            }
            Tag::Table(alignments) => {
                self.leaf = Some((Leaf::Table(TableBuilder::new(&alignments)), range));
            }
            Tag::BlockQuote(kind) => {
                self.depth += 1;
                self.start_quote(kind, &range);
            }
            Tag::List(first_number) => self.containers.open_list(first_number),
            Tag::Item => {
                self.depth += 1;
                self.containers.open_item();
            }
            Tag::DefinitionListDefinition => {
                self.depth += 1;
                self.containers.open_definition();
            }
            Tag::FootnoteDefinition(label) => {
                self.depth += 1;
                self.containers.open_footnote(label.as_ref().into());
                self.footnotes.begin();
            }
            Tag::DefinitionList => self.containers.open_list(None),
            Tag::DefinitionListTitle => {
                self.leaf = Some((Leaf::Paragraph, range));
                self.begin_term();
            }
            _ => {}
        }
    }

    fn begin_term(&mut self) {
        self.inline.begin_style(Style {
            strong: true,
            ..Style::default()
        });
    }

    /// A quote, or the callout that its first line makes of it. The five plain alerts come without
    /// that line; all others bring it as the beginning of their first paragraph.
    fn start_quote(&mut self, alert: Option<BlockQuoteKind>, range: &Range<usize>) {
        if let Some(alert) = alert {
            let kind = callout_kind(alert);
            self.start_callout(kind, Fold::Never);
            let line = self.source.get(range.clone()).unwrap_or_default();
            let line = line.find('\n').unwrap_or(line.len());
            let title = BlockKind::CalloutTitle(Inline::plain(kind.title()));
            self.emit(title, &(range.start..range.start + line));
            return;
        }
        let written = self.source.get(range.clone()).unwrap_or_default();
        match callout::header(written) {
            Some(header) => {
                self.start_callout(header.kind, header.fold);
                self.header = Some(header);
            }
            None => self.containers.open_quote(),
        }
    }

    fn start_callout(&mut self, kind: CalloutKind, fold: Fold) {
        self.containers.open_callout(kind, fold);
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => self.inline.end(),
            TagEnd::Link => {
                self.is_bare_wikilink = false;
                self.inline.end();
                self.end_link(range);
            }
            TagEnd::Image => {
                self.is_bare_wikilink = false;
                self.end_picture();
            }
            TagEnd::HtmlBlock => self.end_html(range),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead => self.with_table(TableBuilder::end_header),
            TagEnd::TableRow => self.with_table(TableBuilder::end_row),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Table
            | TagEnd::DefinitionListTitle => self.end_leaf(),
            TagEnd::Item | TagEnd::DefinitionListDefinition | TagEnd::BlockQuote(_) => {
                self.end_container(range);
                self.containers.close();
                self.depth -= 1;
            }
            TagEnd::FootnoteDefinition => {
                self.end_container(range);
                self.containers.close_footnote();
                self.footnotes.end();
                self.depth -= 1;
            }
            TagEnd::List(_) | TagEnd::DefinitionList => {
                self.end_open_leaf();
                self.containers.close_list();
            }
            TagEnd::MetadataBlock(_) => {}
        }
    }

    /// A container without any block still gets one, so that its mark is drawn.
    fn end_container(&mut self, range: &Range<usize>) {
        self.end_open_leaf();
        self.end_elements();
        if let Some(header) = self.header.take() {
            self.emit_title(Inline::plain(header.title), range);
        }
        if self.containers.is_unused() {
            self.emit(BlockKind::Paragraph(Inline::default()), range);
        }
    }

    fn emit(&mut self, kind: BlockKind, range: &Range<usize>) {
        if !matches!(kind, BlockKind::CalloutTitle(_)) {
            while let Some((callout, snapshot)) = self.containers.take_untitled() {
                let title = BlockKind::CalloutTitle(Inline::plain(callout.title()));
                self.place(title, &(range.start..range.start), snapshot);
            }
        }
        let snapshot = self.containers.take_for_block();
        self.place(kind, range, snapshot);
    }

    fn place(&mut self, kind: BlockKind, range: &Range<usize>, snapshot: Snapshot) {
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

fn callout_kind(kind: BlockQuoteKind) -> CalloutKind {
    match kind {
        BlockQuoteKind::Note => CalloutKind::Note,
        BlockQuoteKind::Tip => CalloutKind::Tip,
        BlockQuoteKind::Important => CalloutKind::Important,
        BlockQuoteKind::Warning => CalloutKind::Warning,
        BlockQuoteKind::Caution => CalloutKind::Caution,
    }
}

mod html_block;
mod leaf;
mod running_text;
#[cfg(test)]
mod soundness;
mod stretches;
#[cfg(test)]
mod tests;
