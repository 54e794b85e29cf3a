//! The screens of a deck for one size of the window.
//!
//! Filled slide by slide, so that a very long note can be laid out over several frames.
//! A place survives a change of the window: it is a slide and how much text stands before.

use super::deck::{Deck, SlideKind};
use super::fit::Part;
use crate::markdown::document::Block;

/// The screens found so far.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pages {
    pages: Vec<Page>,
    slides_done: usize,
}

/// One screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The slide of the deck that it shows, or a part of it.
    pub slide: usize,
    /// What it shows.
    pub content: PageContent,
    /// Size of its type relative to the body size.
    pub scale: f32,
    /// Whether its content is higher than the screen even so.
    pub oversize: bool,
    /// Bytes of the slide's text on screens before this one.
    pub offset: usize,
    /// Which screen of its section, and of how many: only from the second on.
    pub part: Option<(usize, usize)>,
}

/// What a screen shows.
#[derive(Debug, Clone, PartialEq)]
pub enum PageContent {
    /// The slide's heading and summary in the middle of the screen.
    Title,
    /// Blocks below the slide's heading.
    Blocks(Vec<Block>),
    /// The slide's question, whole, with its answer on the next step.
    Question,
    /// The slide's diagram.
    Diagram,
}

/// A place that survives a change of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The slide of the deck.
    pub slide: usize,
    /// Bytes of its text before the place.
    pub offset: usize,
}

impl Page {
    /// A screen that shows a slide as a whole.
    pub fn whole(slide: usize, content: PageContent, scale: f32) -> Self {
        Self {
            slide,
            content,
            scale,
            oversize: false,
            offset: 0,
            part: None,
        }
    }

    /// The screens of a slide that was divided into `parts`.
    pub fn divided(slide: usize, parts: Vec<Part>) -> Vec<Self> {
        let mut offset = 0;
        let pages = parts.into_iter().map(|part| {
            let page = Self {
                slide,
                scale: part.scale,
                oversize: part.oversize,
                offset,
                part: None,
                content: PageContent::Blocks(part.blocks),
            };
            if let PageContent::Blocks(blocks) = &page.content {
                offset += blocks
                    .iter()
                    .map(|block| block.plain_text().len())
                    .sum::<usize>();
            }
            page
        });
        pages.collect()
    }
}

impl Pages {
    /// The screens in order.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The slide to be laid out next; `None` when all are.
    pub fn next_slide(&self, deck: &Deck) -> Option<usize> {
        (self.slides_done < deck.slides.len()).then_some(self.slides_done)
    }

    /// Takes the screens of the slide that [`Self::next_slide`] named.
    pub fn add(&mut self, pages: Vec<Page>) {
        self.pages.extend(pages);
        self.slides_done += 1;
    }

    /// Numbers the screens of each section that takes more than one.
    pub fn number(&mut self, deck: &Deck) {
        let section = |page: &Page| {
            deck.slides
                .get(page.slide)
                .map(|slide| (slide.section, &slide.heading))
        };
        let is_content = |page: &Page| {
            deck.slides
                .get(page.slide)
                .is_some_and(|slide| slide.kind == SlideKind::Content)
        };
        for group in self.pages.chunk_by_mut(|a, b| section(a) == section(b)) {
            let of = group.iter().filter(|page| is_content(page)).count();
            for (index, page) in group.iter_mut().filter(|page| is_content(page)).enumerate() {
                page.part = (index > 0).then_some((index + 1, of));
            }
        }
    }

    /// The screen on which a place stands.
    pub fn find(&self, place: Place) -> usize {
        self.pages
            .partition_point(|page| (page.slide, page.offset) <= (place.slide, place.offset))
            .saturating_sub(1)
    }

    /// The place that the screen `index` begins with.
    pub fn place(&self, index: usize) -> Place {
        let page = self.pages.get(index);
        page.map_or_else(Place::default, |page| Place {
            slide: page.slide,
            offset: page.offset,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::document::{BlockKind, Inline};
    use crate::present::deck::Slide;

    fn pages(texts: &[&[&str]]) -> Pages {
        let mut pages = Pages::default();
        for (slide, texts) in texts.iter().enumerate() {
            let parts = texts.iter().map(|text| {
                let kind = BlockKind::Paragraph(Inline::plain(*text));
                let blocks = vec![Block {
                    kind,
                    range: 0..0,
                    containers: Vec::new(),
                }];
                Part {
                    blocks,
                    scale: 1.0,
                    oversize: false,
                }
            });
            pages.add(Page::divided(slide, parts.collect()));
        }
        pages
    }

    #[test]
    fn place_is_found_again_when_the_screens_change() {
        let wide = pages(&[&["title"], &["one two three four"]]);
        let narrow = pages(&[&["title"], &["one two", "three four"]]);
        assert_eq!(narrow.find(wide.place(1)), 1);
        assert_eq!(wide.find(narrow.place(2)), 1);
        assert_eq!(narrow.find(narrow.place(2)), 2);
        assert_eq!(
            narrow.find(Place {
                slide: 9,
                offset: 0
            }),
            2
        );
        assert_eq!(Pages::default().find(Place::default()), 0);
    }

    #[test]
    fn screens_of_a_section_are_numbered_from_the_second_on() {
        let slide = |kind, section| Slide {
            kind,
            heading: Inline::plain("h"),
            over: None,
            blocks: Vec::new(),
            source_block: 0,
            section,
        };
        let kinds = [
            (SlideKind::Title, 0),
            (SlideKind::Content, 1),
            (SlideKind::Diagram, 1),
            (SlideKind::Content, 1),
            (SlideKind::Content, 2),
        ];
        let slides = kinds.map(|(kind, section)| slide(kind, section)).to_vec();
        let deck = Deck {
            title: "t".into(),
            slides,
        };
        let mut pages = pages(&[&["t"], &["a", "b"], &["d"], &["c"], &["e"]]);
        pages.number(&deck);
        let parts: Vec<_> = pages.pages().iter().map(|page| page.part).collect();
        assert_eq!(parts, [None, None, Some((2, 3)), None, Some((3, 3)), None]);
    }
}
