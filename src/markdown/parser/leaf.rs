//! Leaves: paragraphs, headings, code, tables and titles, from their first event to their block.

use std::ops::Range;
use std::sync::Arc;

use super::Builder;
use crate::markdown::callout::{self, CalloutHeader};
use crate::markdown::code::CodeBuilder;
use crate::markdown::document::{
    Block, BlockKind, Inline, LONGEST_TEXT, Link, LinkKind, Picture, Progress, Span,
};
use crate::markdown::heading::attributes;
use crate::markdown::hidden;
use crate::markdown::highlight_marks;
use crate::markdown::picture::MetPicture;
use crate::markdown::table::{HtmlTable, TableBuilder};

pub(super) const LONG_PARAGRAPH: &str = "this paragraph is so long that it is shown in pieces";

/// What is longer than a heading or the title of a callout can be goes on in paragraphs below it.
/// In bytes; about a dozen lines.
const LONGEST_HEADING: usize = 1 << 10;
pub(super) const LONG_HEADING: &str =
    "this heading is so long that it goes on as a paragraph below it";
pub(super) const LONG_TITLE: &str = "this title is so long that it goes on as a paragraph below it";
pub(super) const LONG_CELL: &str =
    "a cell of this table is so long that it goes on in rows of its own";

/// Of more pictures without words between them the next begin a block of their own.
const MOST_ON_LINE: usize = 12;

/// Bytes of the box of a task and the space behind it.
const TASK_MARK: usize = "[-] ".len();

pub(super) const UNCLOSED_FENCE: &str = "this code fence is never closed";

/// The leaf whose content is being read.
#[derive(Debug)]
pub(super) enum Leaf {
    /// Text that the parser gave no paragraph: it ends where the next block begins.
    Loose,
    Paragraph,
    Heading {
        level: u8,
    },
    Code(CodeBuilder),
    Table(TableBuilder),
    /// The title line of a callout, until the line ends.
    Title(CalloutHeader),
    /// Begun by a tag, which may stand far from the one that ends it.
    HtmlHeading {
        level: u8,
    },
    HtmlTerm,
    Summary,
    Preformatted(String),
    HtmlTable(HtmlTable),
}

impl Leaf {
    /// Whether it ends where the next block of Markdown begins.
    fn is_open_ended(&self) -> bool {
        match self {
            Self::Loose
            | Self::HtmlHeading { .. }
            | Self::HtmlTerm
            | Self::Summary
            | Self::Preformatted(_)
            | Self::HtmlTable(_) => true,
            Self::Paragraph
            | Self::Heading { .. }
            | Self::Code(_)
            | Self::Table(_)
            | Self::Title(_) => false,
        }
    }
}

impl Builder<'_> {
    /// Begins a paragraph for text that came without one, or lets it reach to `range`.
    pub(super) fn read_loose_text(&mut self, range: &Range<usize>) {
        match &mut self.leaf {
            None => self.leaf = Some((Leaf::Loose, range.clone())),
            Some((Leaf::Loose, whole)) => whole.end = whole.end.max(range.end),
            Some(_) => {}
        }
    }

    pub(super) fn end_open_leaf(&mut self) {
        if self
            .leaf
            .as_ref()
            .is_some_and(|(leaf, _)| leaf.is_open_ended())
        {
            self.end_leaf();
        }
    }

    pub(super) fn end_loose_text(&mut self) {
        if matches!(self.leaf, Some((Leaf::Loose, _))) {
            self.end_leaf();
        }
    }

    pub(super) fn end_leaf(&mut self) {
        self.place_picture();
        let Some((leaf, range)) = self.leaf.take() else {
            return;
        };
        match leaf {
            Leaf::Loose | Leaf::Paragraph | Leaf::HtmlTerm => self.end_paragraph(&range),
            Leaf::Heading { level } | Leaf::HtmlHeading { level } => {
                let text = self.inline.finish();
                self.end_heading(level, text, &range);
            }
            Leaf::Title(header) => {
                let line = self.inline.finish();
                self.end_title(&header, &line, &range);
            }
            Leaf::Summary => {
                let title = self.inline.finish();
                if !title.is_empty() {
                    self.emit_title(title, &range);
                }
            }
            Leaf::Preformatted(text) => self.emit(preformatted(&text), &range),
            Leaf::HtmlTable(mut table) => {
                table.end_cell(self.inline.finish());
                if let Some(table) = table.finish() {
                    self.end_table(table, &range);
                }
            }
            Leaf::Code(code) => {
                let block = self.source.get(range.clone()).unwrap_or_default();
                if code.is_unclosed(block) {
                    self.issues.add(range.start, UNCLOSED_FENCE);
                }
                let kind = drawing_or_code(code.finish(self.source, &range));
                self.emit(kind, &range);
            }
            Leaf::Table(table) => self.end_table(table, &range),
        }
        self.inline.empty();
        self.on_line_of_pictures = false;
    }

    fn end_paragraph(&mut self, range: &Range<usize>) {
        if !self.inline.is_empty() {
            self.end_text(range);
        }
    }

    /// Emits what was read of a paragraph; styles that are open go on.
    fn end_text(&mut self, range: &Range<usize>) {
        if let Some(tex) = self.inline.lone_formula() {
            self.inline.take_text();
            self.emit(BlockKind::Math(tex), range);
            return;
        }
        let has_breaks = self.inline.has_breaks();
        let pictures = self.inline.take_pictures();
        let halves = self.inline.open_comment();
        let text = self.inline.take_text();
        self.emit_text(text, halves, &text_range(range, &pictures));
        for picture in pictures {
            self.on_line_of_pictures &= !has_breaks;
            self.emit_picture_or_note(picture);
        }
    }

    /// At the end of a picture or embedded note: in a paragraph it stands as a block.
    pub(super) fn end_picture(&mut self) {
        self.inline.end();
        if matches!(self.leaf, Some((Leaf::Loose | Leaf::Paragraph, _))) {
            self.picture = self.inline.take_picture();
        }
    }

    /// At the end of a link: if a picture is all that it holds, that stands as a block.
    pub(super) fn end_link(&mut self, range: &Range<usize>) {
        if !matches!(self.leaf, Some((Leaf::Loose | Leaf::Paragraph, _))) {
            return;
        }
        if let Some(picture) = self.inline.take_linked_picture() {
            let written = picture.range.start.min(range.start)..picture.range.end.max(range.end);
            self.picture = Some(MetPicture {
                range: written,
                ..picture
            });
        }
    }

    /// Ends the text before the picture that waits for its place, and says whether one did.
    pub(super) fn place_picture(&mut self) -> bool {
        let Some(picture) = self.picture.take() else {
            return false;
        };
        if let Some((leaf, range)) = self.leaf.take() {
            let Range { start, end } = picture.range;
            self.end_text(&(range.start..start.max(range.start)));
            self.emit_picture_or_note(picture);
            self.leaf = Some((leaf, end..range.end.max(end)));
        }
        true
    }

    /// Places the picture that waits before `text`. Marks that end the sentence go with the text
    /// before it; the rest is given back.
    pub(super) fn text_behind_picture<'t>(&mut self, text: &'t str) -> &'t str {
        if self.picture.is_none() {
            return text;
        }
        let mut rest = text;
        if !self.inline.is_empty() {
            rest = text.trim_start_matches([',', '.', ';', ':', '!', '?', ')', ']', '…', '”', '"']);
            let marks = text.strip_suffix(rest).unwrap_or_default();
            self.inline.push_text(marks, true);
        }
        self.place_picture();
        rest.trim_start_matches(' ')
    }

    fn emit_text(&mut self, mut text: Inline, halves: (bool, bool), range: &Range<usize>) {
        let outside = self.footnotes.target().is_none();
        let written = self.source.get(range.clone()).unwrap_or_default();
        if outside && let Some((bytes, name)) = hidden::block_name(&text, written) {
            text = highlight_marks::without(&text, bytes);
            let above = usize::from(text.is_empty());
            let block = self.blocks.len().saturating_sub(above);
            self.named_places.push((name.into(), block));
        }
        if let Some(progress) = task_mark(&text, written)
            && self.containers.begins_item()
        {
            self.containers.mark_task(progress);
            text = highlight_marks::without(&text, 0..TASK_MARK.min(text.text.len()));
        }
        if text.is_empty() {
            return;
        }
        if text.text.len() > LONGEST_TEXT {
            self.issues.add(range.start, LONG_PARAGRAPH);
        }
        let pieces = self.emit_paragraphs(text, range);
        if outside && halves != (false, false) {
            let end = self.blocks.len();
            let blocks = end.saturating_sub(pieces)..=end.saturating_sub(1);
            self.half_comments.push((blocks, halves));
        }
    }

    fn emit_picture_or_note(&mut self, picture: MetPicture) {
        if picture.is_note {
            let (destination, kind) = (picture.destination, LinkKind::Wiki);
            let link = Arc::new(Link { destination, kind });
            self.emit(BlockKind::Embed { link }, &picture.range);
        } else {
            self.emit_picture(picture);
        }
    }

    /// A picture beside the one before it, if nothing but space stands between them.
    fn emit_picture(&mut self, picture: MetPicture) {
        let range = picture.range;
        let picture = Picture {
            destination: picture.destination,
            alt: picture.alt.into(),
            title: picture.title,
            size: picture.size,
            link: picture.link,
        };
        let on_line = std::mem::replace(&mut self.on_line_of_pictures, true);
        let footnote = self.footnotes.target();
        let is_outside = footnote.is_none();
        match footnote.unwrap_or(&mut self.blocks).last_mut() {
            Some(Block {
                kind: BlockKind::Pictures(pictures),
                range: whole,
                ..
            }) if on_line && pictures.len() < MOST_ON_LINE => {
                pictures.push(picture);
                whole.end = whole.end.max(range.end);
            }
            _ => return self.emit(BlockKind::Pictures(vec![picture]), &range),
        }
        let end = self.blocks.len();
        for (_, block) in &mut self.named_places {
            if is_outside && *block == end {
                *block = end - 1;
            }
        }
    }

    /// Returns how many there are.
    fn emit_paragraphs(&mut self, text: Inline, range: &Range<usize>) -> usize {
        let pieces = text.pieces(LONGEST_TEXT);
        let count = pieces.len();
        for piece in pieces {
            self.emit(BlockKind::Paragraph(piece), range);
        }
        count
    }

    /// The title of a callout, and what of it is too long for one.
    pub(super) fn emit_title(&mut self, title: Inline, range: &Range<usize>) {
        let (title, rest) = title.parted(LONGEST_HEADING);
        self.emit(BlockKind::CalloutTitle(title), range);
        if let Some(rest) = rest {
            self.issues.add(range.start, LONG_TITLE);
            self.emit_paragraphs(rest, range);
        }
    }

    fn end_table(&mut self, table: TableBuilder, range: &Range<usize>) {
        if table.is_cut() {
            self.issues.add(range.start, LONG_CELL);
        }
        self.emit(BlockKind::Table(table.finish()), range);
    }

    pub(super) fn end_heading(&mut self, level: u8, mut text: Inline, range: &Range<usize>) {
        let mut wanted = None;
        if let Some((bytes, id)) = attributes(&text) {
            text = highlight_marks::without(&text, bytes);
            wanted = id;
        }
        let (mut text, rest) = text.parted(LONGEST_HEADING);
        let pictures = split_pictures(&mut text);
        let anchor = self.anchors.assign(&text.text, wanted.as_deref());
        let kind = BlockKind::Heading {
            level,
            text,
            anchor,
        };
        self.emit(kind, range);
        if let Some(pictures) = pictures {
            self.emit(BlockKind::Paragraph(pictures), range);
        }
        if let Some(rest) = rest {
            self.issues.add(range.start, LONG_HEADING);
            self.emit_paragraphs(rest, range);
        }
    }

    /// The first line of a callout that brought a marker of its own.
    pub(super) fn end_title(
        &mut self,
        header: &CalloutHeader,
        line: &Inline,
        range: &Range<usize>,
    ) {
        let title = callout::title(line, &header.title);
        self.emit_title(title, range);
    }

    /// At a line break: the title of a callout is over, its text begins.
    pub(super) fn end_title_line(&mut self, at: usize) -> bool {
        if !matches!(self.leaf, Some((Leaf::Title(_), _))) {
            return false;
        }
        if let Some((Leaf::Title(header), range)) = self.leaf.take() {
            let line = self.inline.take_line();
            self.end_title(&header, &line, &(range.start..at));
            self.leaf = Some((Leaf::Paragraph, at..range.end));
        }
        true
    }

    pub(super) fn end_cell(&mut self) {
        let cell = self.inline.finish();
        self.with_table(|table| table.push_cell(cell));
    }

    pub(super) fn with_table(&mut self, change: impl FnOnce(&mut TableBuilder)) {
        if let Some((Leaf::Table(table), _)) = &mut self.leaf {
            change(table);
        }
    }
}

/// Takes the pictures (badges, mostly) from the end of a heading that says something before them:
/// they stand below it.
fn split_pictures(heading: &mut Inline) -> Option<Inline> {
    let says = |(words, span): &(&str, &Span)| !span.style.image && !words.trim().is_empty();
    let end = heading.runs().filter(says).last()?.1.range().end;
    let (words, rest) = heading.text.split_at_checked(end)?;
    let start = end + rest.len() - rest.trim_start().len();
    let pictures = heading.slice(start..heading.text.len())?;
    let words = heading.slice(0..words.trim_end().len())?;
    if !pictures.spans.iter().any(|span| span.style.image) {
        return None;
    }
    *heading = words;
    Some(pictures)
}

/// How far a task is whose box the specification of GFM does not know, by how its item begins.
fn task_mark(text: &Inline, written: &str) -> Option<Progress> {
    let progress = [Progress::Begun, Progress::Dropped];
    progress.into_iter().find(|progress| {
        let mark = [b'[', progress.sign() as u8, b']'];
        let behind = text.text.as_bytes().strip_prefix(&mark);
        let is_parted = behind.is_some_and(|rest| matches!(rest, [] | [b' ', ..]));
        let written = written.as_bytes().strip_prefix(&mark);
        is_parted && written.is_some_and(|rest| rest.starts_with(b" "))
    })
}

/// The bytes of a paragraph's text before the pictures at its end.
fn text_range(range: &Range<usize>, pictures: &[MetPicture]) -> Range<usize> {
    let end = pictures
        .first()
        .map_or(range.end, |first| first.range.start);
    range.start..end.max(range.start)
}

fn drawing_or_code(kind: BlockKind) -> BlockKind {
    match kind {
        BlockKind::Code { language, text } if language.eq_ignore_ascii_case("mermaid") => {
            BlockKind::Drawing(text)
        }
        other => other,
    }
}

/// Lines as they stand, without the line break that follows the tag.
fn preformatted(text: &str) -> BlockKind {
    let text = text.strip_prefix('\n').unwrap_or(text).trim_end();
    BlockKind::Code {
        language: "".into(),
        text: text.into(),
    }
}
