//! Divides a note into slides by what it says, before anyone knows the screen.
//!
//! A title, then a slide for each section, for what follows a rule, and for each diagram and
//! question. How high a slide is does not matter here: [`super::fit`] divides further.
//! Every block of the note stands on exactly one slide; headings and rules turn into the
//! division itself.

use std::sync::Arc;

use crate::markdown::document::{
    Block, BlockKind, Container, DirectiveName, Document, Inline, Link, LinkKind,
};

/// A section with more than this many lines of text gives its subsections slides of their own.
const LONG_SECTION_LINES: usize = 14;
/// Characters on a line of a slide, about; only for telling long sections.
const LINE_CHARS: usize = 68;
/// More pictures than this do not stand on one line of a slide.
pub const PICTURES_ON_LINE: usize = 3;

/// Between the headings that enclose a slide's heading.
const OVER_SEPARATOR: &str = "  ·  ";

/// A note as slides.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Deck {
    /// The note's title.
    pub title: Arc<str>,
    /// In reading order; the first is the title slide.
    pub slides: Vec<Slide>,
}

/// One thing to show, though perhaps more than fits on one screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Slide {
    /// How it is shown.
    pub kind: SlideKind,
    /// What the section is called; empty above the first heading of a note without a title.
    pub heading: Inline,
    /// What the heading belongs to, shown small above it: the enclosing heading, or the chapter
    /// on the title slide.
    pub over: Option<Arc<str>>,
    /// What it says. A title slide holds the summary, a diagram or question the directive alone.
    pub blocks: Vec<Block>,
    /// The block of the note with which it begins: the place to return to.
    pub source_block: usize,
    /// The same for all slides below one heading.
    pub section: usize,
}

/// How a slide is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlideKind {
    /// The title of the note, or a heading without a text of its own.
    Title,
    /// Blocks below a heading.
    Content,
    /// A diagram that the clicker steps.
    Diagram,
    /// A question, then its answer.
    Question,
}

impl Deck {
    /// Divides `document`, which is called `title` and stands in `chapter` (empty if in none).
    pub fn of(document: &Document, title: &str, chapter: &str) -> Self {
        let mut builder = Builder::new(title, chapter, document.front_matter.summary.as_deref());
        let long = long_sections(&document.blocks);
        for (index, block) in document.blocks.iter().enumerate() {
            let splits_deep = long.get(index).copied().unwrap_or(false);
            builder.take(index, block, splits_deep);
        }
        builder.flush();
        Self {
            title: Arc::from(title),
            slides: builder.slides,
        }
    }

    /// The slide on which the block `index` of the note stands; the first block is where the
    /// title stands.
    pub fn slide_of_block(&self, index: usize) -> usize {
        if index == 0 {
            return 0;
        }
        let after = self
            .slides
            .iter()
            .skip(1)
            .position(|slide| slide.source_block > index);
        after.unwrap_or_else(|| self.slides.len().saturating_sub(1))
    }
}

struct Builder {
    title: Arc<str>,
    slides: Vec<Slide>,
    /// The headings that enclose the present place, outermost first.
    enclosing: Vec<(u8, Inline)>,
    section: usize,
    /// Whether the present heading stands on a slide already.
    heading_shown: bool,
    /// The block of the present heading.
    heading_block: usize,
    blocks: Vec<(usize, Block)>,
    in_footnotes: bool,
}

impl Builder {
    fn new(title: &str, chapter: &str, summary: Option<&str>) -> Self {
        let summary = summary.map(|text| Block {
            kind: BlockKind::Paragraph(Inline::plain(text)),
            range: 0..0,
            containers: Vec::new(),
        });
        let slide = Slide {
            kind: SlideKind::Title,
            heading: Inline::plain(title),
            over: (!chapter.is_empty()).then(|| Arc::from(chapter)),
            blocks: summary.into_iter().collect(),
            source_block: 0,
            section: 0,
        };
        Self {
            title: Arc::from(title),
            slides: vec![slide],
            enclosing: Vec::new(),
            section: 1,
            heading_shown: true,
            heading_block: 0,
            blocks: Vec::new(),
            in_footnotes: false,
        }
    }

    fn take(&mut self, index: usize, block: &Block, splits_deep: bool) {
        let is_footnote = matches!(block.containers.first(), Some(Container::Footnote { .. }));
        if is_footnote && !self.in_footnotes {
            self.in_footnotes = true;
            self.begin_section(index, 1, Inline::plain("Footnotes"));
        }
        match &block.kind {
            BlockKind::Heading { level, text, .. }
                if block.containers.is_empty() && starts_slide(*level, splits_deep) =>
            {
                self.begin_section(index, *level, without_inner_links(text));
            }
            BlockKind::Rule if block.containers.is_empty() => self.flush(),
            BlockKind::Directive(directive) => self.directive(index, block, directive.name),
            _ => self.blocks.push((index, presentable(block))),
        }
    }

    fn begin_section(&mut self, index: usize, level: u8, text: Inline) {
        let goes_deeper = self
            .enclosing
            .last()
            .is_some_and(|(outer, _)| *outer < level);
        if self.heading_shown || !self.blocks.is_empty() || !goes_deeper {
            self.flush();
        }
        self.enclosing.retain(|(outer, _)| *outer < level);
        if text.is_empty() {
            return;
        }
        let is_title = self.slides.len() == 1 && text.text.trim() == self.title.trim();
        self.enclosing.push((level, text));
        self.section += 1;
        self.heading_shown = is_title;
        self.heading_block = index;
    }

    /// A diagram or question stands alone, below the heading right above it if there is one.
    fn directive(&mut self, index: usize, block: &Block, name: DirectiveName) {
        let mut own_heading = None;
        while let Some((_, last)) = self.blocks.last()
            && let BlockKind::Heading { text, .. } = &last.kind
        {
            own_heading = Some(text.clone());
            self.blocks.pop();
        }
        if !self.blocks.is_empty() {
            self.flush();
        }
        self.heading_shown = true;
        let kind = match name {
            DirectiveName::Diagram => SlideKind::Diagram,
            DirectiveName::Quiz => SlideKind::Question,
        };
        let mut slide = self.slide(kind, index);
        if let Some(heading) = own_heading {
            let section = std::mem::replace(&mut slide.heading, heading);
            slide.over = (!section.is_empty()).then(|| section.text.alone());
        }
        let containers = Vec::new();
        slide.blocks = vec![Block {
            containers,
            ..block.clone()
        }];
        self.slides.push(slide);
    }

    /// Closes the present slide. A heading with nothing below it is shown for itself.
    fn flush(&mut self) {
        let blocks = std::mem::take(&mut self.blocks);
        let Some((first, _)) = blocks.first() else {
            if !self.heading_shown {
                self.heading_shown = true;
                let slide = self.slide(SlideKind::Title, self.heading_block);
                self.slides.push(slide);
            }
            return;
        };
        let begins = if self.heading_shown {
            *first
        } else {
            self.heading_block
        };
        let mut slide = self.slide(SlideKind::Content, begins);
        slide.blocks = blocks.into_iter().map(|(_, block)| block).collect();
        self.heading_shown = true;
        self.slides.push(slide);
    }

    fn slide(&self, kind: SlideKind, source_block: usize) -> Slide {
        let (heading, outer) = match self.enclosing.split_last() {
            None => (Inline::plain(Arc::clone(&self.title)), Vec::new()),
            Some(((_, heading), outer)) => {
                let outer = outer.iter().map(|(_, text)| text.text.trim());
                (
                    heading.clone(),
                    outer.filter(|text| *text != self.title.trim()).collect(),
                )
            }
        };
        Slide {
            kind,
            heading,
            over: (!outer.is_empty()).then(|| Arc::from(outer.join(OVER_SEPARATOR))),
            blocks: Vec::new(),
            source_block,
            section: self.section,
        }
    }
}

fn starts_slide(level: u8, splits_deep: bool) -> bool {
    level <= 2 || (level == 3 && splits_deep)
}

/// For each block, whether the section (down to level 2) that it stands in is long.
fn long_sections(blocks: &[Block]) -> Vec<bool> {
    let mut sections = vec![(0, 0)];
    for block in blocks {
        let begins = matches!(block.kind, BlockKind::Heading { level: 1 | 2, .. });
        if begins && block.containers.is_empty() {
            sections.push((0, 0));
        }
        if let Some((count, lines)) = sections.last_mut() {
            *count += 1;
            *lines += line_count(block);
        }
    }
    let flags = |(count, lines)| std::iter::repeat_n(lines > LONG_SECTION_LINES, count);
    sections.into_iter().flat_map(flags).collect()
}

/// About how many lines a block takes on a slide.
fn line_count(block: &Block) -> usize {
    match &block.kind {
        BlockKind::Paragraph(text) => text.text.chars().count().div_ceil(LINE_CHARS),
        BlockKind::Heading { .. } | BlockKind::CalloutTitle(_) => 2,
        BlockKind::Math(_) => 3,
        BlockKind::Code { text, .. } => text.lines().count() + 1,
        BlockKind::Table(table) => table.rows.len() * 3 / 2 + 2,
        BlockKind::Pictures(pictures) => 8 * pictures.len().div_ceil(PICTURES_ON_LINE),
        BlockKind::Drawing(_) => 8,
        BlockKind::Embed { .. } => 1,
        BlockKind::Rule | BlockKind::Directive(_) => 0,
    }
}

/// The block as it stands on a slide: a click goes on, so only links that leave the program
/// stay links.
fn presentable(block: &Block) -> Block {
    let mut block = block.clone();
    match &mut block.kind {
        BlockKind::Heading { text, .. }
        | BlockKind::Paragraph(text)
        | BlockKind::CalloutTitle(text) => {
            *text = without_inner_links(text);
        }
        BlockKind::Table(table) => {
            for cell in table
                .header
                .iter_mut()
                .chain(table.rows.iter_mut().flatten())
            {
                *cell = without_inner_links(cell);
            }
        }
        _ => {}
    }
    block
}

fn without_inner_links(text: &Inline) -> Inline {
    let mut text = text.clone();
    for span in &mut text.spans {
        span.link = span.link.take().filter(|link| leads_outside(link));
    }
    text
}

fn leads_outside(link: &Link) -> bool {
    let schemes = ["http://", "https://", "mailto:"];
    link.kind == LinkKind::Inline
        && schemes
            .iter()
            .any(|scheme| link.destination.starts_with(scheme))
}

#[cfg(test)]
mod tests;
