//! All diagrams by chapter, each with a small live picture.

use std::collections::BTreeMap;

use egui::{Align, Layout, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use crate::app::command::Command;
use crate::app::route::Route;
use crate::diagrams::{Kind, registry};
use crate::ui::diagram::{DiagramView, Room, diagram_ui};
use crate::ui::view_ctx::ViewCtx;
use crate::ui_kit::layout::column_ui;
use crate::ui_kit::text;
use crate::ui_kit::tokens::{measure, space};

/// View-only state of the gallery: one picture a kind.
#[derive(Debug, Default)]
pub struct GalleryView {
    pictures: BTreeMap<&'static str, DiagramView>,
}

/// From this width on, in points, two cards stand side by side.
const TWO_COLUMNS: f32 = 680.0;

/// Height of a card's words below its picture, in points.
const WORDS: f32 = 108.0;

/// Draws the screen.
pub fn show(ui: &mut Ui, view: &mut GalleryView, cx: &mut ViewCtx<'_>) {
    ScrollArea::vertical()
        .id_salt("gallery")
        .auto_shrink([false; 2])
        .show(ui, |ui| {
            column_ui(ui, 960.0, |ui| {
                ui.add_space(space::WIDE);
                let title = ui.label(text::title("All diagrams", cx.tokens));
                text::as_heading(&title, 1);
                let line =
                    "Each one is an exact simulator. Change the inputs, step through, predict.";
                ui.add(
                    egui::Label::new(text::prose(line, cx.tokens).color(cx.tokens.ink_soft)).wrap(),
                );
                ui.add_space(space::LARGE);
                cards_ui(ui, view, cx);
                ui.add_space(space::WIDE);
            });
        });
}

/// The cards, side by side where there is room.
fn cards_ui(ui: &mut Ui, view: &mut GalleryView, cx: &mut ViewCtx<'_>) {
    let gap = space::LARGE;
    let columns = if ui.available_width() >= TWO_COLUMNS {
        2
    } else {
        1
    };
    let width = (ui.available_width() - gap * (columns as f32 - 1.0)) / columns as f32;
    ui.spacing_mut().item_spacing = vec2(gap, gap);
    for row in registry::KINDS.chunks(columns) {
        ui.horizontal_top(|ui| {
            for kind in row {
                if kind_ui(ui, view, kind, width, cx) {
                    cx.push(Command::Go(Route::Diagram {
                        kind: kind.id.into(),
                        query: "".into(),
                    }));
                }
            }
        });
    }
}

/// A card with a picture, its chapter and what it answers; true if it was opened.
fn kind_ui(
    ui: &mut Ui,
    view: &mut GalleryView,
    kind: &'static Kind,
    width: f32,
    cx: &ViewCtx<'_>,
) -> bool {
    let picture_height = (width * 0.56).round();
    let size = vec2(width, picture_height + WORDS);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = format!("{}, {}", kind.title, kind.chapter);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
    let stroke = if response.hovered() || response.has_focus() {
        egui::Stroke::new(2.0, cx.tokens.accent)
    } else {
        egui::Stroke::new(1.0, cx.tokens.line)
    };
    let radius = egui::CornerRadius::same(measure::RADIUS_LARGE);
    let inside = egui::StrokeKind::Inside;
    ui.painter()
        .rect(rect, radius, cx.tokens.raised, stroke, inside);
    let (picture, words) = rect.split_top_bottom_at_y(rect.top() + picture_height);
    let picture = picture.shrink2(vec2(space::SMALL, space::SMALL));
    let view = view
        .pictures
        .entry(kind.id)
        .or_insert_with(|| DiagramView::of_kind(kind));
    let mut frame = ui.new_child(UiBuilder::new().max_rect(picture).id_salt(kind.id));
    frame.set_clip_rect(picture.intersect(ui.clip_rect()));
    diagram_ui(&mut frame, view, Room::Thumbnail);
    let words = words.shrink2(vec2(space::LARGE, space::SMALL));
    let mut below = ui.new_child(
        UiBuilder::new()
            .max_rect(words)
            .id_salt((kind.id, "words"))
            .layout(Layout::top_down(Align::Min)),
    );
    below.spacing_mut().item_spacing.y = space::TIGHT;
    below.label(text::caption(kind.chapter, cx.tokens));
    below.label(text::heading(kind.title, cx.tokens));
    below.add(egui::Label::new(text::soft(kind.summary, cx.tokens)).wrap());
    response.clicked()
}
