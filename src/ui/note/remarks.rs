//! What the lines before a note's text say and could not be taken as meant, under its title.
//!
//! What is wrong in the text itself is said at its place.

use egui::Ui;

use crate::base::text::count;
use crate::markdown::document::{Document, Issue};
use crate::ui_kit::text;
use crate::ui_kit::tokens::{Tokens, space};

/// So many remarks are listed.
const MOST: usize = 3;

/// What stands before the text is no longer than this, in bytes.
const LONGEST_HEAD: usize = 128 << 10;

/// Draws the remarks, if there are any.
pub(super) fn head_ui(ui: &mut Ui, document: &Document) {
    if document.issues.is_empty() {
        return;
    }
    let remarks = of_head(document);
    let tokens = Tokens::of(ui);
    for issue in remarks.iter().take(MOST) {
        let line = format!("Line {}: {}", issue.line, issue.message);
        line_ui(ui, line, tokens);
    }
    let more = remarks.len().saturating_sub(MOST);
    if more > 0 {
        let more = count(more, "more line");
        line_ui(ui, format!("{more} could not be taken as meant"), tokens);
    }
}

/// The issues of the lines before the text.
fn of_head(document: &Document) -> &[Issue] {
    let first = document.blocks.first();
    let text = first.map_or(usize::MAX, |block| {
        document.line_of(block.range.start.min(LONGEST_HEAD))
    });
    let end = document.issues.partition_point(|issue| issue.line < text);
    document.issues.get(..end).unwrap_or_default()
}

fn line_ui(ui: &mut Ui, line: String, tokens: &Tokens) {
    ui.add_space(space::TIGHT);
    let line = text::soft(line, tokens).color(tokens.warn);
    ui.add(egui::Label::new(line).wrap());
}
