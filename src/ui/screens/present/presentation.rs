//! One note that is being presented: where the speaker is and what has been shown.
//!
//! Obeys what the speaker wants and says what that means for the program. Draws nothing itself,
//! but asks the layout to divide the slides when the window has changed.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Rect, Ui};

use super::footer::Rest;
use super::input::{Intent, Wheel};
use super::stage::Stage;
use super::{DiagramProgress, PresentAction, Surroundings, layout, question};
use crate::markdown::document::Document;
use crate::present::cursor::{Advance, Cursor, Showing};
use crate::present::deck::{Deck, Slide};
use crate::present::pages::{Page, PageContent, Pages, Place};
use crate::present::question::SlideQuestion;
use crate::quiz::card::Card;
use crate::ui::prose::Resources;

/// A note that is being presented.
#[derive(Debug)]
pub struct Presentation {
    deck: Deck,
    questions: BTreeMap<usize, SlideQuestion>,
    cursor: Cursor,
    place: Place,
    /// The slide to go to as soon as it is laid out.
    wanted: Option<usize>,
    /// Slides whose question has been answered.
    revealed: BTreeSet<usize>,
    pages: Pages,
    /// For which window the pages are, and whether all are there.
    laid_out: Option<(LayoutKey, bool)>,
    pub(super) wheel: Wheel,
    pub(super) rest: Rest,
}

/// What the division into screens depends on besides the deck.
#[derive(Debug, Clone, Copy, PartialEq)]
struct LayoutKey {
    window: Rect,
    pixels_per_point: f32,
}

impl Presentation {
    /// Begins to present `document`, which is called `title` and stands in `chapter` (empty if
    /// in none). `cards` are the questions read from it.
    pub fn new(document: &Document, title: &str, chapter: &str, cards: &[Card]) -> Self {
        Self {
            deck: Deck::of(document, title, chapter),
            questions: cards
                .iter()
                .map(|card| (card.block, question::of_card(card)))
                .collect(),
            cursor: Cursor::default(),
            place: Place::default(),
            wanted: None,
            revealed: BTreeSet::new(),
            pages: Pages::default(),
            laid_out: None,
            wheel: Wheel::default(),
            rest: Rest::default(),
        }
    }

    /// Takes over a new revision of the note and keeps the place: what the present slide begins
    /// with stands at `block` now.
    pub fn reload(
        &mut self,
        document: &Document,
        title: &str,
        chapter: &str,
        cards: &[Card],
        block: usize,
    ) {
        let (slide, count) = (self.place.slide, self.deck.slides.len());
        self.deck = Deck::of(document, title, chapter);
        self.questions = cards
            .iter()
            .map(|card| (card.block, question::of_card(card)))
            .collect();
        // The title stays the title, whatever comes to stand below it.
        if slide > 0 {
            let last = self.deck.slides.len().saturating_sub(1);
            self.place.slide = self.deck.slide_of_block(block).max(1).min(last);
        }
        if (self.place.slide, self.deck.slides.len()) != (slide, count) {
            self.revealed.clear();
        }
        self.lay_out_anew();
    }

    /// Divides the slides again in the next frame: the note's pictures have changed.
    pub fn lay_out_anew(&mut self) {
        self.laid_out = None;
    }

    /// Goes to a slide, counted from 0, or to the last one.
    pub fn go_to_slide(&mut self, slide: usize) {
        self.wanted = Some(slide);
        self.lay_out_anew();
    }

    /// Goes to the slide on which a block of the note stands.
    pub fn go_to_block(&mut self, block: usize) {
        self.place = Place {
            slide: self.deck.slide_of_block(block),
            offset: 0,
        };
        self.lay_out_anew();
    }

    /// Whether a block of the note stands on the present slide.
    pub fn shows(&self, block: usize) -> bool {
        self.deck.slide_of_block(block) == self.place.slide
    }

    /// The block of the note with which the present slide begins.
    pub fn block(&self) -> usize {
        self.deck
            .slides
            .get(self.place.slide)
            .map_or(0, |slide| slide.source_block)
    }

    /// Where the speaker is.
    pub fn cursor(&self) -> Cursor {
        self.cursor
    }

    /// The note's title.
    pub(super) fn title(&self) -> &str {
        &self.deck.title
    }

    /// The present screen with its slide; `None` before the first layout.
    pub(super) fn page(&self) -> Option<(&Page, &Slide)> {
        let page = self.pages.pages().get(self.cursor.slide())?;
        Some((page, self.deck.slides.get(page.slide)?))
    }

    /// Whether all slides are laid out, so that their number is known.
    pub(super) fn is_complete(&self) -> bool {
        self.laid_out.is_some_and(|(_, complete)| complete)
    }

    /// Divides the slides for this window, as far as one frame allows but up to the present one,
    /// and finds the place again.
    pub(super) fn lay_out(&mut self, ui: &mut Ui, stage: &Stage, images: &dyn Resources) {
        let key = LayoutKey {
            window: stage.window,
            pixels_per_point: ui.pixels_per_point(),
        };
        match self.laid_out {
            Some((laid_out, true)) if laid_out == key => return,
            Some((laid_out, false)) if laid_out == key => {}
            _ => self.pages = Pages::default(),
        }
        let questions = |block: usize| self.questions.get(&block).cloned();
        let complete = layout::advance(
            ui,
            (&self.deck, self.place.slide),
            stage,
            images,
            &questions,
            &mut self.pages,
        );
        self.laid_out = Some((key, complete));
        if !complete {
            ui.request_repaint();
        }
        let count = self.pages.pages().len();
        let last = count.saturating_sub(1);
        if let Some(wanted) = self.wanted.take_if(|wanted| complete || *wanted < count) {
            self.place = self.pages.place(wanted.min(last));
        }
        self.cursor.recount(count, self.pages.find(self.place));
    }
}

impl Presentation {
    /// Does what the speaker wants; what reaches beyond the presentation goes to `actions`.
    pub(super) fn obey(
        &mut self,
        intent: Intent,
        around: &mut Surroundings<'_>,
        actions: &mut Vec<PresentAction>,
    ) {
        let showing = self.showing(around);
        let advance = match intent {
            Intent::Next => self.cursor.next(showing),
            Intent::Previous => self.cursor.previous(showing),
            Intent::Skip => self.cursor.skip(),
            Intent::SkipBack => self.cursor.skip_back(),
            Intent::First => self.cursor.first(),
            Intent::Last => self.cursor.last(),
            Intent::Enter => self
                .cursor
                .jump()
                .unwrap_or_else(|| self.cursor.next(showing)),
            Intent::Digit(digit) => return self.cursor.type_digit(digit),
            Intent::Black => return self.cursor.toggle_black(),
            Intent::Leave => return actions.push(PresentAction::Leave),
            Intent::Fullscreen => return actions.push(PresentAction::ToggleFullscreen),
        };
        match advance {
            Advance::NextSlide => {
                self.place = self.pages.place(self.cursor.slide());
                actions.push(PresentAction::Slide(self.cursor.slide()));
            }
            Advance::StepDiagram => self.step_diagram(around, intent != Intent::Previous),
            Advance::Reveal => {
                if !self.revealed.remove(&self.place.slide) {
                    self.revealed.insert(self.place.slide);
                }
            }
            // Whoever runs against an end is shown the way out.
            Advance::End => self.rest.wake(),
            Advance::Light => {}
        }
    }

    fn showing(&self, around: &mut Surroundings<'_>) -> Showing {
        let Some((page, slide)) = self.page() else {
            return Showing::Still;
        };
        match page.content {
            PageContent::Question if self.question(slide).has_answer() => Showing::Question {
                revealed: self.is_revealed(page.slide),
            },
            PageContent::Diagram => layout::diagram(slide).map_or(Showing::Still, |directive| {
                let DiagramProgress { at_start, at_end } =
                    around.diagrams.progress(slide.source_block, directive);
                Showing::Diagram { at_start, at_end }
            }),
            _ => Showing::Still,
        }
    }

    fn step_diagram(&self, around: &mut Surroundings<'_>, on: bool) {
        if let Some((_, slide)) = self.page()
            && let Some(directive) = layout::diagram(slide)
        {
            around.diagrams.step(slide.source_block, directive, on);
        }
    }

    /// The question that a slide asks.
    pub(super) fn question(&self, slide: &Slide) -> SlideQuestion {
        layout::question_of(slide, &|block| self.questions.get(&block).cloned())
    }

    /// Whether the answer on this slide of the deck is shown.
    pub(super) fn is_revealed(&self, slide: usize) -> bool {
        self.revealed.contains(&slide)
    }
}
