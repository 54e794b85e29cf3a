//! Footnotes: their text beside the mark that is pointed at, and the way back from them.

use std::sync::Arc;

use egui::{Rect, Response, ScrollArea, Sense, Ui, WidgetInfo, vec2};

use super::{ProseAction, ProseContext, ProseStyle, blocks_ui};
use crate::markdown::document::{Block, Container, Document};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::space;
use crate::ui_kit::{button, icons, text};

const WIDTH: f32 = 380.0;
/// The share of the window's height that the text may take.
const HIGHEST: f32 = 0.4;

/// Shows the footnote `label` while its mark is pointed at or has the focus.
pub(super) fn popover_ui(mark: &Response, label: &str, cx: &ProseContext<'_>) {
    let Some(document) = cx.resources.document() else {
        return;
    };
    if !(mark.hovered() || mark.has_focus()) {
        return;
    }
    let blocks: Vec<Block> = blocks_of(document, label).collect();
    if blocks.is_empty() {
        return;
    }
    let mut tooltip = egui::Tooltip::for_enabled(mark);
    tooltip.popup = tooltip.popup.open(true).width(WIDTH);
    tooltip.show(|ui| {
        ui.set_max_width(WIDTH);
        let style = ProseStyle {
            body: ProseStyle::READING.body - 1.0,
            selectable: false,
            ..ProseStyle::READING
        };
        let mut inner = ProseContext::new(ui, style, cx.resources);
        let most = ui.content_rect().height() * HIGHEST;
        let shown = ScrollArea::vertical().max_height(most).show(ui, |ui| {
            blocks_ui(ui, &blocks, &mut inner);
        });
        if shown.content_size.y > most {
            let hint = "A click leads to the rest.";
            ui.add_space(space::SMALL);
            ui.label(text::soft(hint, inner.tokens));
        }
    });
}

/// The blocks of a footnote, out of its container.
fn blocks_of<'a>(document: &'a Document, label: &'a str) -> impl Iterator<Item = Block> + 'a {
    let belongs = move |block: &&Block| matches!(block.containers.first(), Some(Container::Footnote { label: own, .. }) if **own == *label);
    document.blocks.iter().filter(belongs).map(|block| Block {
        containers: block.containers.iter().skip(1).cloned().collect(),
        ..block.clone()
    })
}

/// The arrow at the right of a footnote's first line that leads back to its mark.
pub(super) fn back_button_ui(ui: &Ui, line: Rect, label: &Arc<str>, cx: &mut ProseContext<'_>) {
    let size = vec2(28.0, 24.0);
    let at = egui::pos2(line.right() + space::TIGHT, line.top());
    let rect = Rect::from_min_size(at, size);
    let id = ui.scope_id().with(("back to reference", label));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(
            egui::Role::Link,
            true,
            "Back to where this footnote is used",
        )
    });
    let color = if response.hovered() {
        cx.tokens.accent
    } else {
        cx.tokens.ink_soft
    };
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        icons::ARROW_U_UP_LEFT,
        Face::Regular.at(15.0),
        color,
    );
    if response.has_focus() {
        button::focus_ring(ui, rect, cx.tokens);
    }
    let response = response
        .on_hover_cursor(egui::CursorIcon::PointingHand)
        .on_hover_text("Back to the text");
    if response.clicked() {
        let label = Arc::clone(label);
        cx.actions.push(ProseAction::BackToReference { label });
    }
}
