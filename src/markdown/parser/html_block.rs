//! HTML as blocks: its elements open and close the same leaves and containers as Markdown does.
//!
//! An element may begin in one block of HTML and end in another, with Markdown between them; it
//! ends at the latest where the container of Markdown ends in which it began.

use std::ops::Range;

use super::{Builder, Leaf};
use crate::markdown::document::{Alignment, BlockKind, CalloutKind, Fold, PictureSize};
use crate::markdown::html::{Attributes, Meaning, Piece, PieceKind, pieces};
use crate::markdown::picture::MetPicture;
use crate::markdown::table::HtmlTable;

/// Elements beyond this depth are shown as their text.
const MAX_ELEMENTS: usize = 64;

const RAW_HTML: &str = "raw HTML is shown as text";

/// The lines of one block of HTML, with their places in the source.
#[derive(Debug)]
pub(super) struct HtmlText {
    text: String,
    /// Where each line begins, in `text` and in the source.
    lines: Vec<(usize, usize)>,
    range: Range<usize>,
}

/// An element that is open.
#[derive(Debug)]
pub(super) struct Element {
    name: String,
    opened: Opened,
    /// How many containers of Markdown stood around it.
    depth: usize,
}

/// What an element opened, which its end closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opened {
    Nothing,
    Leaf,
    Container,
    List,
}

impl HtmlText {
    pub(super) fn new(range: Range<usize>) -> Self {
        Self {
            text: String::new(),
            lines: Vec::new(),
            range,
        }
    }

    fn push(&mut self, line: &str, start: usize) {
        self.lines.push((self.text.len(), start));
        self.text.push_str(line);
    }

    /// Where a byte of the text stands in the source.
    fn place(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= at);
        let line = line.checked_sub(1).and_then(|line| self.lines.get(line));
        line.map_or(self.range.start, |(start, source)| source + (at - start))
    }
}

impl Builder<'_> {
    /// One line of a block of HTML.
    pub(super) fn html_line(&mut self, text: &str, range: &Range<usize>) {
        match &mut self.html {
            Some(html) => html.push(text, range.start),
            None => self.inline_html(text, range.clone()),
        }
    }

    /// The block of HTML is whole: takes it piece by piece.
    pub(super) fn end_html(&mut self, range: &Range<usize>) {
        let Some(html) = self.html.take() else { return };
        for piece in pieces(&html.text) {
            let start = html.place(piece.range.start);
            let end = html.place(piece.range.end.saturating_sub(1)) + 1;
            let end = self
                .source
                .ceil_char_boundary(end.min(range.end.max(start)));
            let written = html.text.get(piece.range.clone()).unwrap_or_default();
            self.html_piece(&piece, written, start..end.max(start));
        }
        self.end_loose_text();
        self.close_paragraph();
    }

    /// A tag within a line of Markdown.
    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let pieces = pieces(html);
        let is_tag =
            |piece: &Piece| !matches!(piece.kind, PieceKind::Text(_) | PieceKind::Declaration);
        if !pieces.iter().all(is_tag) {
            self.show_tag(html, &range);
            return;
        }
        for piece in pieces {
            match &piece.kind {
                PieceKind::Comment | PieceKind::Text(_) | PieceKind::Declaration => {}
                PieceKind::Open { name, attributes } => {
                    let meaning = Meaning::of(name, attributes);
                    self.name_place(attributes);
                    if meaning.is_inline() {
                        self.open_inline(meaning, html, &range);
                    } else {
                        self.inline.push_break();
                        self.on_line_of_pictures = false;
                    }
                }
                PieceKind::Close(name) => {
                    let meaning = Meaning::of(name, &Attributes::new());
                    if meaning.is_inline() {
                        self.close_inline(&meaning, html, &range);
                    } else {
                        self.inline.push_break();
                        self.on_line_of_pictures = false;
                    }
                }
            }
        }
    }

    /// Ends the elements that began in the container of Markdown that ends now.
    pub(super) fn end_elements(&mut self) {
        while self
            .elements
            .last()
            .is_some_and(|element| element.depth >= self.depth)
        {
            self.close_last();
        }
    }

    fn html_piece(&mut self, piece: &Piece, written: &str, range: Range<usize>) {
        if let Some((Leaf::Preformatted(lines), _)) = &mut self.leaf {
            match &piece.kind {
                PieceKind::Text(text) => lines.push_str(text),
                PieceKind::Close(name) if name == "pre" => self.close(name),
                _ => {}
            }
            return;
        }
        match &piece.kind {
            PieceKind::Text(text) => self.html_text(text, &range),
            PieceKind::Comment => {}
            PieceKind::Declaration => {
                self.read_loose_text(&range);
                self.show_tag(written, &range);
            }
            PieceKind::Open { name, attributes } => {
                let meaning = Meaning::of(name, attributes);
                self.name_place(attributes);
                if meaning.is_inline() {
                    self.read_loose_text(&range);
                    self.open_inline(meaning, written, &range);
                } else if self.elements.len() < MAX_ELEMENTS {
                    self.open_block(name, &meaning, &range);
                } else {
                    self.read_loose_text(&range);
                    self.show_tag(written, &range);
                }
            }
            PieceKind::Close(name) => {
                let meaning = Meaning::of(name, &Attributes::new());
                if meaning.is_inline() {
                    self.close_inline(&meaning, written, &range);
                } else {
                    self.close(name);
                }
            }
        }
    }

    fn html_text(&mut self, text: &str, range: &Range<usize>) {
        if self.leaf.is_none() && text.trim().is_empty() {
            return;
        }
        self.read_loose_text(range);
        let text = self.text_behind_picture(text);
        self.inline.push_html_text(text);
    }

    /// A tag that means nothing here stands as it is written, and is told of.
    fn show_tag(&mut self, written: &str, range: &Range<usize>) {
        self.place_picture();
        self.issues.add(range.start, RAW_HTML);
        self.inline.push_text(written, true);
    }

    /// `id` and `name` make a place that links can lead to.
    fn name_place(&mut self, attributes: &Attributes) {
        let name = attributes.get("id").or_else(|| attributes.get("name"));
        if let Some(name) = name.filter(|name| !name.is_empty())
            && self.footnotes.target().is_none()
        {
            self.named_places
                .push((name.as_str().into(), self.blocks.len()));
        }
    }

    fn open_inline(&mut self, meaning: Meaning, written: &str, range: &Range<usize>) {
        match meaning {
            Meaning::Style(style) => self.inline.set_html_style(style, true),
            Meaning::Link(destination) => self.inline.set_html_link(destination.as_deref()),
            Meaning::Break => {
                if !self.place_picture() {
                    self.inline.push_text("\n", true);
                }
                self.on_line_of_pictures = false;
            }
            Meaning::Picture {
                source,
                alt,
                title,
                size,
            } => {
                self.picture(&source, &alt, &title, size, range);
            }
            Meaning::Nothing => {}
            _ => self.show_tag(written, range),
        }
    }

    fn close_inline(&mut self, meaning: &Meaning, written: &str, range: &Range<usize>) {
        match meaning {
            Meaning::Style(style) => self.inline.set_html_style(*style, false),
            Meaning::Link(_) => {
                self.inline.set_html_link(None);
                self.end_link(range);
            }
            Meaning::Unknown => {
                self.read_loose_text(range);
                self.show_tag(written, range);
            }
            _ => {}
        }
    }

    fn picture(
        &mut self,
        source: &str,
        alt: &str,
        title: &str,
        size: PictureSize,
        range: &Range<usize>,
    ) {
        self.place_picture();
        self.inline.begin_image(MetPicture {
            destination: source.into(),
            alt: String::new(),
            title: title.into(),
            size,
            is_note: false,
            link: None,
            range: range.clone(),
        });
        self.inline.push_text(alt, true);
        self.end_picture();
    }

    fn open_block(&mut self, name: &str, meaning: &Meaning, range: &Range<usize>) {
        if matches!(self.leaf, Some((Leaf::HtmlTable(_), _))) && self.in_table(meaning) {
            return;
        }
        self.end_open_leaf();
        self.close_paragraph();
        let opened = match meaning {
            Meaning::Paragraph(alignment) | Meaning::Division(alignment) => self.align(*alignment),
            Meaning::Heading(level, alignment) => {
                let opened = self.align(*alignment);
                self.leaf = Some((Leaf::HtmlHeading { level: *level }, range.clone()));
                opened
            }
            Meaning::Rule => {
                self.emit(BlockKind::Rule, range);
                return;
            }
            Meaning::List(first) => {
                self.containers.open_list(*first);
                Opened::List
            }
            Meaning::Definitions => {
                self.containers.open_list(None);
                Opened::List
            }
            Meaning::Item => {
                self.close_until_list("li");
                self.open_item(range)
            }
            Meaning::Definition => {
                self.close_until_list("dd");
                self.containers.open_definition();
                Opened::Container
            }
            Meaning::Term => {
                self.close_until_list("dd");
                self.leaf = Some((Leaf::HtmlTerm, range.clone()));
                self.begin_term();
                Opened::Leaf
            }
            Meaning::Quote => {
                self.containers.open_quote();
                Opened::Container
            }
            Meaning::Details { open } => {
                let fold = if *open { Fold::Open } else { Fold::Closed };
                self.start_callout(CalloutKind::Details, fold);
                Opened::Container
            }
            Meaning::Summary => {
                self.leaf = Some((Leaf::Summary, range.clone()));
                Opened::Leaf
            }
            Meaning::Preformatted => {
                self.leaf = Some((Leaf::Preformatted(String::new()), range.clone()));
                Opened::Leaf
            }
            Meaning::Table => {
                self.leaf = Some((Leaf::HtmlTable(HtmlTable::default()), range.clone()));
                Opened::Leaf
            }
            // Rows and cells without a table are their text.
            _ => Opened::Nothing,
        };
        let depth = self.depth;
        let name = name.to_owned();
        self.elements.push(Element {
            name,
            opened,
            depth,
        });
    }

    /// Takes what may stand in a table; anything else there only ends the line.
    fn in_table(&mut self, meaning: &Meaning) -> bool {
        let text = match meaning {
            Meaning::Row | Meaning::Cell { .. } => self.inline.finish(),
            Meaning::Table => return false,
            _ => {
                self.inline.push_break();
                return true;
            }
        };
        if let Some((Leaf::HtmlTable(table), _)) = &mut self.leaf {
            table.end_cell(text);
            match meaning {
                Meaning::Cell { header, alignment } => table.begin_cell(*header, *alignment),
                _ => table.begin_row(),
            }
        }
        true
    }

    fn align(&mut self, alignment: Alignment) -> Opened {
        if alignment == Alignment::None {
            return Opened::Nothing;
        }
        self.containers.open_aligned(alignment);
        Opened::Container
    }

    /// An item outside a list stands in one of its own.
    fn open_item(&mut self, range: &Range<usize>) -> Opened {
        if self.containers.has_list() {
            self.containers.open_item();
            return Opened::Container;
        }
        self.issues
            .add(range.start, "a list item stands outside of a list");
        Opened::Nothing
    }

    /// Ends the element `name`, and all that began in it, if it is open here.
    fn close(&mut self, name: &str) {
        if matches!(name, "tr" | "td" | "th") {
            if matches!(self.leaf, Some((Leaf::HtmlTable(_), _))) {
                let text = self.inline.finish();
                if let Some((Leaf::HtmlTable(table), _)) = &mut self.leaf {
                    table.end_cell(text);
                }
            }
            return;
        }
        let depth = self.depth;
        let mut open = self
            .elements
            .iter()
            .rev()
            .take_while(|element| element.depth == depth);
        let Some(inner) = open.position(|element| element.name == name) else {
            return;
        };
        for _ in 0..=inner {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        self.end_open_leaf();
        let Some(element) = self.elements.pop() else {
            return;
        };
        match element.opened {
            Opened::Nothing | Opened::Leaf => {}
            Opened::Container => self.containers.close(),
            Opened::List => self.containers.close_list(),
        }
    }

    /// A paragraph ends where another block begins.
    fn close_paragraph(&mut self) {
        let depth = self.depth;
        if self
            .elements
            .last()
            .is_some_and(|element| element.name == "p" && element.depth == depth)
        {
            self.close_last();
        }
    }

    /// The end tag of an item is often left out: the next one of its list ends it.
    fn close_until_list(&mut self, name: &str) {
        let depth = self.depth;
        let mut open = self.elements.iter().rev();
        let mut open = open
            .by_ref()
            .take_while(|element| element.depth == depth && element.opened != Opened::List);
        if open.any(|element| element.name == name) {
            self.close(name);
        }
    }
}
