//! The bookmarks and highlights of the open note beside it, and the tray of those whose words are
//! gone.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Rect, Sense, Ui, WidgetInfo, vec2};

use super::aside::caption_ui;
use crate::app::command::{Command, MarkCommand};
use crate::library::anchor::Certainty;
use crate::library::marks::{Mark, MarkKind};
use crate::ui::note::marks::{FoundMark, ink_colors};
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::button::{Button, SmallButton, focus_ring, icon_button};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{space, type_size};
use crate::ui_kit::{icons, text};

/// At most so many rows of words, and of what is said to them.
const ROWS: usize = 3;

/// Draws the lists; nothing where there is no mark.
pub(super) fn show(ui: &mut Ui, marks: &[FoundMark], cx: &mut ViewCtx<'_>) {
    let there = || marks.iter().filter(|one| one.found.is_there());
    let bookmarks = there().filter(|one| one.mark.kind == MarkKind::Bookmark);
    list_ui(ui, "Bookmarks", bookmarks, cx);
    list_ui(
        ui,
        "Highlights",
        there().filter(|one| one.mark.ink().is_some()),
        cx,
    );
    tray_ui(ui, marks.iter().filter(|one| !one.found.is_there()), cx);
}

fn list_ui<'a>(
    ui: &mut Ui,
    caption: &str,
    marks: impl Iterator<Item = &'a FoundMark>,
    cx: &mut ViewCtx<'_>,
) {
    let marks: Vec<&FoundMark> = marks.collect();
    if marks.is_empty() {
        return;
    }
    caption_ui(ui, &format!("{caption} ({})", marks.len()), cx);
    for one in marks {
        ui.push_id(one.mark.id.as_str(), |ui| row_ui(ui, one, cx));
    }
    ui.add_space(space::LARGE);
}

/// A mark: a click leads there, the cross removes it.
fn row_ui(ui: &mut Ui, one: &FoundMark, cx: &mut ViewCtx<'_>) {
    let mark = &one.mark;
    let width = ui.available_width() - 14.0 - 30.0;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(words(one, width, cx)));
    let size = vec2(ui.available_width(), galley.size().y + 10.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = name(one);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, &name));
    let is_hovered = ui.rect_contains_pointer(rect);
    if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, cx.tokens.hover);
    }
    let edge = Rect::from_min_size(
        rect.left_top() + vec2(2.0, 4.0),
        vec2(3.0, rect.height() - 8.0),
    );
    let color = mark
        .ink()
        .map_or(cx.tokens.accent, |ink| ink_colors(ink, cx.tokens).line);
    ui.painter().rect_filled(edge, 1.5, color);
    ui.painter()
        .galley(rect.min + vec2(14.0, 5.0), galley, cx.tokens.ink);
    if response.has_focus() {
        focus_ring(ui, rect, cx.tokens);
    }
    let corner = Rect::from_min_size(rect.right_top() + vec2(-27.0, 3.0), vec2(24.0, 24.0));
    let remove = format!("Remove {name}");
    let cross = SmallButton::icon(icons::X, &remove).show(ui, corner, is_hovered);
    if cross.clicked() {
        cx.push(Command::Mark(MarkCommand::Remove(mark.id.clone())));
    } else if response.clicked() {
        cx.push(Command::Mark(MarkCommand::Open(mark.id.clone())));
    }
}

fn name(one: &FoundMark) -> String {
    let mark = &one.mark;
    let what = match mark.kind {
        MarkKind::Bookmark => "Bookmark".to_owned(),
        MarkKind::Highlight(ink) => format!("Highlight in {}", ink.name()),
    };
    let edited = if one.found.certainty == Certainty::Near {
        ", edited"
    } else {
        ""
    };
    if mark.comment.is_empty() {
        format!("{what}{edited}: {}", mark.words())
    } else {
        format!("{what}{edited}: {}. {}", mark.words(), mark.comment)
    }
}

/// The marked words, and below them what is said to them.
fn words(one: &FoundMark, width: f32, cx: &ViewCtx<'_>) -> LayoutJob {
    let format = |size: f32, color| egui::TextFormat {
        line_height: Some(17.0),
        ..egui::TextFormat::simple(Face::Regular.at(size), color)
    };
    let mut job = LayoutJob::default();
    let quote = crate::library::anchor::shortened(one.mark.words(), 84);
    job.append(&quote, 0.0, format(type_size::UI - 0.5, cx.tokens.ink));
    let comment = one.mark.comment.lines().next().unwrap_or_default();
    if !comment.is_empty() {
        let comment = crate::library::anchor::shortened(comment, 60);
        let small = format(type_size::SMALL, cx.tokens.ink_soft);
        job.append(&format!("\n{comment}"), 0.0, small);
    }
    job.wrap = TextWrapping {
        max_width: width,
        max_rows: ROWS + 2,
        ..Default::default()
    };
    job
}

/// What waits until its words come back, or until it is given others.
fn tray_ui<'a>(ui: &mut Ui, lost: impl Iterator<Item = &'a FoundMark>, cx: &mut ViewCtx<'_>) {
    let lost: Vec<&Mark> = lost.map(|one| &one.mark).collect();
    if lost.is_empty() {
        return;
    }
    caption_ui(ui, &format!("Words are gone ({})", lost.len()), cx);
    for mark in lost {
        ui.push_id(mark.id.as_str(), |ui| lost_ui(ui, mark, true, cx));
        ui.add_space(space::SMALL);
    }
    ui.add_space(space::LARGE);
}

/// A mark whose words are gone; `attaches` where words of its note can be selected.
pub(in crate::ui) fn lost_ui(ui: &mut Ui, mark: &Mark, attaches: bool, cx: &mut ViewCtx<'_>) {
    let frame = egui::Frame::new()
        .fill(cx.tokens.sunken)
        .stroke(egui::Stroke::new(1.0, cx.tokens.line))
        .corner_radius(6)
        .outer_margin(egui::Margin {
            left: 6,
            ..egui::Margin::ZERO
        })
        .inner_margin(8);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::TIGHT;
        let quote = crate::library::anchor::shortened(mark.words(), 140);
        let quote = text::soft(format!("\u{201c}{quote}\u{201d}"), cx.tokens);
        ui.add(egui::Label::new(quote).wrap());
        if !mark.comment.is_empty() {
            ui.add(egui::Label::new(text::body(mark.comment.as_str(), cx.tokens)).wrap());
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TIGHT;
            if attaches {
                let attach = Button::quiet("Attach").icon(icons::LINK).show(ui);
                let hint = "Select the words it belongs to, then attach it to them";
                if attach.on_hover_text(hint).clicked() {
                    let mark = mark.id.clone();
                    let words = None;
                    cx.push(Command::Mark(MarkCommand::Attach { mark, words }));
                }
            }
            if icon_button(ui, icons::TRASH, "Remove", "").clicked() {
                cx.push(Command::Mark(MarkCommand::Remove(mark.id.clone())));
            }
        });
    });
}
