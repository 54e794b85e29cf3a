//! Draws the screen that the speaker stands on, by what it shows.

use egui::{Rect, Ui, UiBuilder};

use super::presentation::Presentation;
use super::stage::Stage;
use super::{PresentAction, Surroundings, layout, question, slide};
use crate::markdown::document::Block;
use crate::present::deck::Slide;
use crate::present::pages::{Page, PageContent};
use crate::ui::prose::{ProseAction, ProseContext, Resources};

/// Draws the content above the footer; what was clicked goes to `actions`.
pub(super) fn page_ui(
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
    let is_diagram = page.content == PageContent::Diagram;
    let place = if is_diagram {
        stage.wide
    } else {
        stage.content
    };
    let ui = &mut slide::column(ui, place, &salt);
    let done = match &page.content {
        PageContent::Title => {
            title_page_ui(ui, slide, page.scale, stage, images);
            Vec::new()
        }
        PageContent::Blocks(blocks) => {
            slide::heading_ui(ui, slide, page.part, stage, images);
            blocks_page_ui(ui, page, blocks, stage, images)
        }
        PageContent::Question => {
            let (scale, revealed) = (page.scale, presentation.is_revealed(page.slide));
            let look = question::Look {
                stage,
                scale,
                revealed,
            };
            question::question_ui(ui, slide, &presentation.question(slide), look, images)
        }
        PageContent::Diagram => {
            slide::over_ui(ui, &slide.heading.text, stage);
            diagram_page_ui(ui, slide, around);
            Vec::new()
        }
    };
    actions.extend(done.into_iter().filter_map(|action| match action {
        ProseAction::Follow(link) => Some(PresentAction::Follow(link)),
        _ => None,
    }));
}

fn blocks_page_ui(
    ui: &mut Ui,
    page: &Page,
    blocks: &[Block],
    stage: &Stage,
    images: &dyn Resources,
) -> Vec<ProseAction> {
    let room = ui.available_height();
    let mut cx = ProseContext::new(ui, slide::style(stage.body * page.scale), images);
    if page.oversize {
        let area = egui::ScrollArea::vertical().id_salt("oversize");
        area.show(ui, |ui| slide::blocks_ui(ui, blocks, room, &mut cx));
    } else {
        slide::blocks_ui(ui, blocks, room, &mut cx);
    }
    cx.actions
}

/// A diagram that finds too little room scrolls.
fn diagram_page_ui(ui: &mut Ui, slide: &Slide, around: &mut Surroundings<'_>) {
    let Some(directive) = layout::diagram(slide) else {
        return;
    };
    let room = ui.available_size();
    let area = egui::ScrollArea::vertical().id_salt("diagram");
    area.auto_shrink([false; 2]).show(ui, |ui| {
        let place = Rect::from_min_size(ui.max_rect().min, room);
        let builder = UiBuilder::new().max_rect(place);
        ui.scope_builder(builder, |ui| {
            let diagrams = &mut around.diagrams;
            diagrams.diagram_ui(ui, slide.source_block, directive);
        });
    });
}

/// The title stands a little above the middle.
fn title_page_ui(ui: &mut Ui, slide: &Slide, scale: f32, stage: &Stage, images: &dyn Resources) {
    let height = layout::height_of(ui, stage, |ui| {
        slide::title_ui(ui, slide, scale, stage, images);
    });
    let spare = (stage.content.height() - height).max(0.0);
    ui.add_space((spare * 0.42).round());
    slide::title_ui(ui, slide, scale, stage, images);
}
