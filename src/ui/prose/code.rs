//! A block of code: its ground, its language, and a button that copies it.

use std::sync::Arc;

use egui::{FontId, Rect, Sense, Ui, WidgetInfo, vec2};

use super::{ProseAction, ProseContext, ProseStyle};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{measure, type_size};
use crate::ui_kit::{button, icons};

const PADDING: f32 = 14.0;

/// Draws the lines; long ones scroll sideways inside the block.
pub(super) fn show(ui: &mut Ui, language: &str, text: &Arc<str>, cx: &mut ProseContext<'_>) {
    let tokens = cx.tokens;
    let frame = egui::Frame::new()
        .fill(tokens.sunken)
        .corner_radius(measure::RADIUS_LARGE - 2);
    let response = frame
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            egui::ScrollArea::horizontal()
                .id_salt("code")
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    lines_ui(ui, language, text, cx);
                });
        })
        .response;
    copy_button_ui(ui, response.rect, text, cx);
}

/// Height of a block of `lines` lines.
pub(super) fn height(lines: usize, style: ProseStyle) -> f32 {
    lines as f32 * style.line_height(font(style).size) + 2.0 * PADDING
}

fn font(style: ProseStyle) -> FontId {
    Face::Mono.at(style.scaled(type_size::CODE - 0.5))
}

fn lines_ui(ui: &mut Ui, language: &str, text: &Arc<str>, cx: &mut ProseContext<'_>) {
    let font = font(cx.style);
    let format = egui::TextFormat {
        line_height: Some(cx.style.line_height(font.size)),
        font_id: font,
        color: cx.tokens.ink,
        ..Default::default()
    };
    let mut job = egui::text::LayoutJob::single_section(text.to_string(), format);
    job.wrap.max_width = f32::INFINITY;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = galley.size() + vec2(2.0 * PADDING, 2.0 * PADDING);
    let (rect, response) = ui.allocate_exact_size(size, cx.text_sense());
    let name = if language.is_empty() {
        text.to_string()
    } else {
        format!("Code, {language}: {text}")
    };
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &name));
    let at = rect.min + vec2(PADDING, PADDING);
    let ink = cx.tokens.ink;
    cx.text_ui(ui, &response, (text, &galley), at, ink);
}

fn copy_button_ui(ui: &Ui, block: Rect, text: &str, cx: &mut ProseContext<'_>) {
    if !cx.style.selectable {
        return;
    }
    let rect = Rect::from_min_size(block.right_top() + vec2(-34.0, 4.0), vec2(30.0, 30.0));
    let response = ui.interact(rect, ui.scope_id().with("copy code"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Copy code"));
    let shown = response.hovered() || response.has_focus() || ui.rect_contains_pointer(block);
    if shown {
        let ground = if response.hovered() {
            cx.tokens.hover
        } else {
            cx.tokens.sunken
        };
        ui.painter()
            .rect_filled(rect, f32::from(measure::RADIUS), ground);
        let font = Face::Regular.at(17.0);
        let center = egui::Align2::CENTER_CENTER;
        ui.painter()
            .text(rect.center(), center, icons::COPY, font, cx.tokens.ink_soft);
    }
    if response.has_focus() {
        button::focus_ring(ui, rect, cx.tokens);
    }
    if response.on_hover_text("Copy code").clicked() {
        cx.actions.push(ProseAction::Copy(text.to_owned()));
    }
}
