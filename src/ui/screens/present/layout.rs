//! Divides a deck into screens by setting its blocks invisibly, with the code that draws them.
//!
//! Runs when the window's size changes, a bounded number of slides each frame, so that a note
//! of any length opens at once; but what is shown is always among them.

use egui::{Rect, Ui, UiBuilder, vec2};

use super::stage::Stage;
use super::{question, slide};
use crate::markdown::document::{Block, BlockKind, Directive, DirectiveName};
use crate::present::deck::{Deck, Slide, SlideKind};
use crate::present::fit::{self, Part};
use crate::present::pages::{Page, PageContent, Pages};
use crate::present::question::SlideQuestion;
use crate::present::{most, narrow};
use crate::ui::prose::{self, ProseContext, Resources};

/// How many slides are laid out in one frame, if what is shown needs no more.
const SLIDES_A_FRAME: usize = 60;
/// A block whose height is estimated at this many screens is not set just to see that it does
/// not fit.
const HOPELESS_SCREENS: f32 = 6.0;
/// Sizes of the title, relative to its usual one, until it fits.
const TITLE_SCALES: [f32; 5] = [1.0, 0.85, 0.7, 0.55, 0.45];
/// For a title that fits at none of these.
const SMALLEST_TITLE: f32 = 0.35;

/// Lays out some more of `deck`, up to the slide `shown` at least; whether all of it is done now.
pub(super) fn advance(
    ui: &mut Ui,
    (deck, shown): (&Deck, usize),
    stage: &Stage,
    images: &dyn Resources,
    questions: &dyn Fn(usize) -> Option<SlideQuestion>,
    pages: &mut Pages,
) -> bool {
    let mut setter = Setter {
        ui,
        stage,
        images,
        serial: 0,
    };
    let first = pages.next_slide(deck).unwrap_or(deck.slides.len());
    let enough = (first + SLIDES_A_FRAME).max(shown + 1);
    for (index, slide) in deck.slides.iter().enumerate().take(enough).skip(first) {
        pages.add(setter.pages_of(index, slide, questions));
    }
    let done = pages.next_slide(deck).is_none();
    if done {
        pages.number(deck);
    }
    done
}

/// The question that a slide asks: read by the library, or its source.
pub(super) fn question_of(
    slide: &Slide,
    questions: &dyn Fn(usize) -> Option<SlideQuestion>,
) -> SlideQuestion {
    questions(slide.source_block).unwrap_or_else(|| {
        SlideQuestion::unreadable(directive(slide).map_or("", |directive| &directive.body))
    })
}

/// The directive that a slide shows.
pub(super) fn directive(slide: &Slide) -> Option<&Directive> {
    match slide.blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Directive(directive)) => Some(directive),
        _ => None,
    }
}

/// Whether the slide shows a diagram.
pub(super) fn diagram(slide: &Slide) -> Option<&Directive> {
    directive(slide).filter(|directive| directive.name == DirectiveName::Diagram)
}

struct Setter<'a> {
    ui: &'a mut Ui,
    stage: &'a Stage,
    images: &'a dyn Resources,
    /// Tells the invisible pieces of one frame apart.
    serial: u64,
}

impl Setter<'_> {
    fn pages_of(
        &mut self,
        index: usize,
        slide: &Slide,
        questions: &dyn Fn(usize) -> Option<SlideQuestion>,
    ) -> Vec<Page> {
        match slide.kind {
            SlideKind::Title => self.title(index, slide),
            SlideKind::Content => Page::divided(index, self.parts(&slide.blocks, slide)),
            SlideKind::Diagram => vec![Page::whole(index, PageContent::Diagram, 1.0)],
            SlideKind::Question => self.question(index, slide, &question_of(slide, questions)),
        }
    }

    fn title(&mut self, index: usize, slide: &Slide) -> Vec<Page> {
        let (stage, images) = (self.stage, self.images);
        let room = stage.content.height();
        let fitting = TITLE_SCALES.into_iter().find(|scale| {
            self.height(|ui| slide::title_ui(ui, slide, *scale, stage, images)) <= room
        });
        let scale = fitting.unwrap_or(SMALLEST_TITLE);
        vec![Page::whole(index, PageContent::Title, scale)]
    }

    fn question(&mut self, index: usize, slide: &Slide, asked: &SlideQuestion) -> Vec<Page> {
        let (stage, images) = (self.stage, self.images);
        let room = stage.content.height();
        let scales = fit::scales(stage.body);
        let is_endless = most::is_too_long(&asked.asked()) || most::is_too_long(&asked.answered());
        let mut fits = |scale: f32| {
            let look = question::Look {
                stage,
                scale,
                revealed: true,
            };
            let height = self.height(|ui| {
                question::question_ui(ui, slide, asked, look, images);
            });
            height <= room
        };
        let fitting = if is_endless {
            None
        } else {
            scales.iter().copied().find(|scale| fits(*scale))
        };
        if let Some(scale) = fitting {
            return vec![Page::whole(index, PageContent::Question, scale)];
        }
        let mut parts = self.parts(&asked.asked(), slide);
        parts.extend(self.parts(&asked.answered(), slide));
        Page::divided(index, parts)
    }

    /// Divides blocks that stand below the slide's heading.
    fn parts(&mut self, blocks: &[Block], slide: &Slide) -> Vec<Part> {
        let (stage, images) = (self.stage, self.images);
        // Any screen may turn out to be a numbered one.
        let heading = self.height(|ui| slide::heading_ui(ui, slide, Some((88, 88)), stage, images));
        let room = (stage.content.height() - heading).max(1.0);
        let scales = fit::scales(stage.body);
        let smallest = stage.smallest_scale();
        let is_wide = &mut |block: &Block| self.is_wide_table(block, smallest);
        let blocks = most::shown(blocks);
        let blocks = narrow::narrowed(&blocks, stage.code_columns(smallest), is_wide);
        fit::fit(&blocks, room, &scales, &mut |blocks, scale| {
            self.blocks_height(blocks, scale, room)
        })
    }

    fn is_wide_table(&self, block: &Block, scale: f32) -> bool {
        let BlockKind::Table(table) = &block.kind else {
            return false;
        };
        let style = slide::style(self.stage.body * scale);
        let cx = ProseContext::new(self.ui, style, self.images);
        let room = self.stage.table_width(scale, block.containers.len());
        prose::least_table_width(self.ui, table, &cx) > room
    }

    fn blocks_height(&mut self, blocks: &[Block], scale: f32, room: f32) -> f32 {
        let style = slide::style(self.stage.body * scale);
        let width = self.stage.content.width();
        let columns = self.stage.code_columns(scale);
        let hopeless = |block: &Block| {
            narrow::is_wide_code(block, columns)
                || self.is_wide_table(block, scale)
                || prose::estimated_height(None, block, width, style)
                    > HOPELESS_SCREENS * room.max(200.0)
        };
        if blocks.iter().any(hopeless) {
            return f32::INFINITY;
        }
        let images = self.images;
        let mut height = f32::INFINITY;
        self.height(|ui| {
            let mut cx = ProseContext::new(ui, style, images);
            height = slide::blocks_height(ui, blocks, room, &mut cx);
        });
        height
    }

    /// The height of what `draw` draws at the width of the content, without showing it.
    fn height(&mut self, draw: impl FnOnce(&mut Ui)) -> f32 {
        self.serial += 1;
        invisible_height(self.ui, self.stage, self.serial, draw)
    }
}

/// The height of what `draw` draws at the width of the content, without showing it; once a
/// frame.
pub(super) fn height_of(ui: &mut Ui, stage: &Stage, draw: impl FnOnce(&mut Ui)) -> f32 {
    invisible_height(ui, stage, 0, draw)
}

fn invisible_height(ui: &mut Ui, stage: &Stage, serial: u64, draw: impl FnOnce(&mut Ui)) -> f32 {
    let size = vec2(stage.content.width(), f32::INFINITY);
    let builder = UiBuilder::new()
        .id_salt(("measured", serial))
        .max_rect(Rect::from_min_size(stage.content.min, size))
        .layout(egui::Layout::top_down(egui::Align::Min))
        .invisible();
    let mut child = ui.new_child(builder);
    child.spacing_mut().item_spacing = egui::Vec2::ZERO;
    draw(&mut child);
    child.min_rect().height()
}
