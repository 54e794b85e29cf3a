//! A piece of text that shows what the settings of reading do, as they are changed.

use std::sync::LazyLock;

use egui::{Frame, Margin, Stroke, Ui};

use crate::markdown;
use crate::markdown::document::Document;
use crate::ui::prose::{NoResources, ProseContext, ProseStyle, blocks_ui};
use crate::ui_kit::tokens::{Tokens, measure, space};

/// Has what differs from one typeface to another: letters that look alike, emphasis, code.
const WORDS: &str = "### A bucket at 1 l \u{b7} 0 O\n\n\
    The **durability** of an object is *eleven* nines: one of 10,000 objects is lost in ten \
    million years. `GetObject` reads it again, ==the next day== or after years.";

static TEXT: LazyLock<Document> = LazyLock::new(|| markdown::parse(WORDS));

/// Draws the text on paper.
pub(super) fn show(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let frame = Frame::new()
        .fill(tokens.paper)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(measure::RADIUS)
        .inner_margin(Margin::same(space::LARGE as i8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let style = ProseStyle {
            selectable: false,
            ..ProseStyle::READING
        };
        let mut cx = ProseContext::new(ui, style, &NoResources);
        blocks_ui(ui, &TEXT.blocks, &mut cx);
    });
}
