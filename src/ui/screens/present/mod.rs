//! A note as a presentation on the whole window.
//!
//! Draws the screen that the cursor stands on and moves it by keys, clicks and wheel. How the
//! note is divided is decided in `present`; diagrams are drawn and stepped by the caller
//! through [`SlideDiagrams`]. Takes no keyboard focus and repaints only when something moves.

mod diagrams;
mod footer;
mod input;
mod layout;
mod question;
mod screen;
mod slide;
mod stage;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::{Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use footer::{Footer, Rest};
use input::{Intent, Wheel};
use stage::{Side, Stage};

use crate::markdown::document::{Directive, Document, Link};
use crate::present::cursor::{Advance, Cursor, Showing};
use crate::present::deck::{Deck, Slide, SlideKind};
use crate::present::pages::{Page, PageContent, Pages, Place};
use crate::present::question::SlideQuestion;
use crate::quiz::card::Card;
use crate::ui::prose::{ImageSource, ProseAction, ProseContext};
use crate::ui_kit::tokens::{CURTAIN, Tokens};

pub use screen::{PresentView, show};

/// What the speaker did.
#[derive(Debug, Clone, PartialEq)]
pub enum PresentAction {
    /// Wants to stop; [`Presentation::block`] is the place in the note to return to.
    Leave,
    /// Came to this slide, counted from 0.
    Slide(usize),
    /// Clicked a link that leads out of the program.
    Follow(Arc<Link>),
    /// Wants the presentation in a window, or on the whole screen again.
    ToggleFullscreen,
}

/// Draws and steps the diagrams of a note; a diagram is known by its block.
pub trait SlideDiagrams {
    /// Draws the diagram into the whole of `ui`.
    fn diagram_ui(&mut self, ui: &mut Ui, block: usize, directive: &Directive);

    /// Where the diagram stands.
    fn progress(&mut self, block: usize, directive: &Directive) -> DiagramProgress;

    /// Goes one step that matters on, or back.
    fn step(&mut self, block: usize, directive: &Directive, on: bool);
}

/// Where a diagram stands between its first and its last step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiagramProgress {
    /// Nothing to step back to.
    pub at_start: bool,
    /// Nothing left to step.
    pub at_end: bool,
}

/// What a presentation needs from around it.
pub struct Surroundings<'a> {
    /// Where the note's pictures come from.
    pub images: &'a dyn ImageSource,
    /// The note's diagrams.
    pub diagrams: &'a mut dyn SlideDiagrams,
}

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
    wheel: Wheel,
    rest: Rest,
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

    /// Takes over a new revision of the note and keeps the place.
    pub fn reload(&mut self, document: &Document, title: &str, chapter: &str, cards: &[Card]) {
        let (block, count) = (self.block(), self.deck.slides.len());
        self.deck = Deck::of(document, title, chapter);
        self.questions = cards
            .iter()
            .map(|card| (card.block, question::of_card(card)))
            .collect();
        if self.deck.slides.len() != count {
            self.go_to_block(block);
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

    fn page(&self) -> Option<(&Page, &Slide)> {
        let page = self.pages.pages().get(self.cursor.slide())?;
        Some((page, self.deck.slides.get(page.slide)?))
    }

    fn is_complete(&self) -> bool {
        self.laid_out.is_some_and(|(_, complete)| complete)
    }
}

/// Draws the presentation over the whole of `ui`.
pub fn present_ui(
    ui: &mut Ui,
    presentation: &mut Presentation,
    around: &mut Surroundings<'_>,
) -> Vec<PresentAction> {
    let stage = Stage::of(ui.max_rect());
    surrender_focus(ui);
    lay_out(ui, presentation, &stage, around.images);
    let mut actions = Vec::new();
    let mut intents = input::keys(ui);
    intents.extend(pointer(ui, presentation, &stage));
    for intent in intents {
        presentation.obey(intent, around, &mut actions);
    }
    let hints_shown = presentation.rest.hints_shown(ui);
    if !hints_shown {
        ui.set_cursor_icon(egui::CursorIcon::None);
    }
    if presentation.cursor.is_black() {
        black_ui(ui, &stage);
        return actions;
    }
    ui.painter()
        .rect_filled(stage.window, 0.0, Tokens::of(ui).paper);
    page_ui(ui, presentation, &stage, around, &mut actions);
    let footer = Footer {
        stage: &stage,
        title: &presentation.deck.title,
        cursor: presentation.cursor,
        counted: presentation.is_complete(),
        hints_shown,
    };
    if let Some(intent) = footer.show(ui) {
        presentation.obey(intent, around, &mut actions);
        ui.request_repaint();
    }
    actions
}

/// Keys belong to the presentation, not to a link or a control of a diagram.
fn surrender_focus(ui: &Ui) {
    ui.memory_mut(|memory| {
        if let Some(focused) = memory.focused() {
            memory.surrender_focus(focused);
        }
    });
}

fn lay_out(ui: &mut Ui, presentation: &mut Presentation, stage: &Stage, images: &dyn ImageSource) {
    let key = LayoutKey {
        window: stage.window,
        pixels_per_point: ui.pixels_per_point(),
    };
    match presentation.laid_out {
        Some((laid_out, true)) if laid_out == key => return,
        Some((laid_out, false)) if laid_out == key => {}
        _ => presentation.pages = Pages::default(),
    }
    let questions = |block: usize| presentation.questions.get(&block).cloned();
    let complete = layout::advance(
        ui,
        &presentation.deck,
        stage,
        images,
        &questions,
        &mut presentation.pages,
    );
    presentation.laid_out = Some((key, complete));
    if !complete {
        ui.request_repaint();
    }
    let count = presentation.pages.pages().len();
    if let Some(wanted) = presentation
        .wanted
        .take_if(|wanted| complete || *wanted < count)
    {
        presentation.place = presentation
            .pages
            .place(wanted.min(count.saturating_sub(1)));
    }
    let at = presentation.pages.find(presentation.place);
    presentation.cursor.recount(count, at);
}

/// What clicks beside all controls and the wheel ask for.
fn pointer(ui: &Ui, presentation: &mut Presentation, stage: &Stage) -> Vec<Intent> {
    let id = ui.scope_id().with("slide");
    let response = ui.interact(stage.window, id, Sense::click() - Sense::FOCUSABLE);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Pane, true, "Slide"));
    let side = response
        .interact_pointer_pos()
        .filter(|_| response.clicked())
        .and_then(|at| stage.side(at));
    let click = side.map(|side| match side {
        Side::Back => Intent::Previous,
        Side::On => Intent::Next,
    });
    let wheel = presentation.wheel.steps(ui);
    // On a diagram the wheel zooms.
    let is_diagram = presentation
        .page()
        .is_some_and(|(_, slide)| slide.kind == SlideKind::Diagram);
    let wheel = if is_diagram && !presentation.cursor.is_black() {
        Vec::new()
    } else {
        wheel
    };
    click.into_iter().chain(wheel).collect()
}

impl Presentation {
    fn obey(
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
                revealed: self.revealed.contains(&page.slide),
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

    fn question(&self, slide: &Slide) -> SlideQuestion {
        layout::question_of(slide, &|block| self.questions.get(&block).cloned())
    }
}

fn page_ui(
    ui: &mut Ui,
    presentation: &Presentation,
    stage: &Stage,
    around: &mut Surroundings<'_>,
    actions: &mut Vec<PresentAction>,
) {
    let Some((page, slide)) = presentation.page() else {
        return;
    };
    let images = around.images;
    let salt = format!("page {} {}", page.slide, page.offset);
    let mut column = slide::column(ui, stage.content, &salt);
    let done = match &page.content {
        PageContent::Title => {
            title_page_ui(&mut column, slide, page.scale, stage, images);
            Vec::new()
        }
        PageContent::Blocks(blocks) => {
            slide::heading_ui(&mut column, slide, page.part, stage, images);
            let room = column.available_height();
            let mut cx = ProseContext::new(&column, slide::style(stage.body * page.scale), images);
            if page.oversize {
                let area = egui::ScrollArea::vertical().id_salt("oversize");
                area.show(&mut column, |ui| {
                    slide::blocks_ui(ui, blocks, room, &mut cx);
                });
            } else {
                slide::blocks_ui(&mut column, blocks, room, &mut cx);
            }
            cx.actions
        }
        PageContent::Question => {
            let revealed = presentation.revealed.contains(&page.slide);
            let look = question::Look {
                stage,
                scale: page.scale,
                revealed,
            };
            question::question_ui(
                &mut column,
                slide,
                &presentation.question(slide),
                look,
                images,
            )
        }
        PageContent::Diagram => {
            slide::over_ui(&mut column, &slide.heading.text, stage);
            let room = column.available_rect_before_wrap();
            let mut place = slide::column(&mut column, room, "diagram");
            if let Some(directive) = layout::diagram(slide) {
                around
                    .diagrams
                    .diagram_ui(&mut place, slide.source_block, directive);
            }
            Vec::new()
        }
    };
    actions.extend(done.into_iter().filter_map(|action| match action {
        ProseAction::Follow(link) => Some(PresentAction::Follow(link)),
        ProseAction::Copy(_) => None,
    }));
}

/// The title stands a little above the middle.
fn title_page_ui(ui: &mut Ui, slide: &Slide, scale: f32, stage: &Stage, images: &dyn ImageSource) {
    let height = layout::height_of(ui, stage, |ui| {
        slide::title_ui(ui, slide, scale, stage, images);
    });
    let spare = (stage.content.height() - height).max(0.0);
    ui.add_space((spare * 0.42).round());
    slide::title_ui(ui, slide, scale, stage, images);
}

fn black_ui(ui: &Ui, stage: &Stage) {
    ui.painter().rect_filled(stage.window, 0.0, CURTAIN);
    let place = Rect::from_min_size(
        pos2(stage.window.left(), stage.window.top()),
        vec2(1.0, 1.0),
    );
    let response = ui.interact(place, ui.scope_id().with("black"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, "Black screen"));
}

#[cfg(test)]
mod tests;
