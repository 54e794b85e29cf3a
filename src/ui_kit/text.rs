//! Short texts of the interface in the house's sizes, faces and colors.

use egui::{Color32, Response, RichText, TextStyle, TextWrapMode, Ui, WidgetText};

use super::fonts::Face;
use super::look::Look;
use super::tokens::{Tokens, type_size};

/// The title of a screen.
pub fn title(text: impl Into<String>, tokens: &Tokens) -> RichText {
    RichText::new(text)
        .font(Face::Strong.at(type_size::TITLE))
        .color(tokens.ink)
}

/// How wide a text is in one line, in points.
pub fn width(ui: &Ui, text: impl Into<WidgetText>) -> f32 {
    let text = text.into();
    let style = TextStyle::Body;
    let galley = text.into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, style);
    galley.size().x
}

/// Tells screen readers that a drawn text is a heading; `level` 1 is the title of the screen.
/// A heading is called by a label, where a text is called by its value.
pub fn as_heading(drawn: &Response, level: usize) {
    drawn.ctx.accesskit_node_builder(drawn.id, |node| {
        if let Some(words) = node.value().map(str::to_owned) {
            node.set_label(words);
            node.clear_value();
        }
        node.set_role(egui::Role::Heading);
        node.set_level(level);
    });
}

/// The heading of a part of a screen.
pub fn heading(text: impl Into<String>, tokens: &Tokens) -> RichText {
    RichText::new(text)
        .font(Face::Strong.at(type_size::HEADINGS[2]))
        .color(tokens.ink)
}

/// A word that matters.
pub fn strong(text: impl Into<String>, tokens: &Tokens) -> RichText {
    RichText::new(text)
        .font(Face::Strong.at(type_size::UI))
        .color(tokens.ink)
}

/// Ordinary text of a control or a list.
pub fn body(text: impl Into<String>, tokens: &Tokens) -> RichText {
    RichText::new(text)
        .font(Face::Regular.at(type_size::UI))
        .color(tokens.ink)
}

/// The title of a note, in the typeface of its text.
pub fn read_title(text: impl Into<String>, tokens: &Tokens) -> RichText {
    title(text, tokens).font(Face::TextStrong.at(type_size::TITLE))
}

/// A piece of a note's running text, set as the person chose.
pub fn read(ctx: &egui::Context, text: impl Into<String>, tokens: &Tokens) -> RichText {
    RichText::new(text)
        .font(Face::Text.at(type_size::BODY))
        .line_height(Some(type_size::BODY * Look::of(ctx).line_height()))
        .color(tokens.ink)
}

/// A sentence of the interface that is read, not scanned.
pub fn prose(text: impl Into<String>, tokens: &Tokens) -> RichText {
    RichText::new(text)
        .font(Face::Regular.at(type_size::BODY))
        .line_height(Some(type_size::BODY * type_size::LINE_HEIGHT))
        .color(tokens.ink)
}

/// What explains or completes.
pub fn soft(text: impl Into<String>, tokens: &Tokens) -> RichText {
    RichText::new(text)
        .font(Face::Regular.at(type_size::UI))
        .color(tokens.ink_soft)
}

/// A caption above a group, or a quiet figure.
pub fn caption(text: impl Into<String>, tokens: &Tokens) -> RichText {
    RichText::new(text)
        .font(Face::Medium.at(type_size::SMALL))
        .color(tokens.ink_soft)
}

/// A figure of equal width.
pub fn figure(text: impl Into<String>, size: f32, color: Color32) -> RichText {
    RichText::new(text)
        .font(Face::Figures.at(size))
        .color(color)
}

/// An icon as text.
pub fn icon(icon: char, size: f32, color: Color32) -> RichText {
    RichText::new(icon)
        .font(Face::Regular.at(size))
        .color(color)
}
