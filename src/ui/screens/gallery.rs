//! All diagrams by chapter, each with a small live picture.

use std::collections::BTreeMap;

use egui::{ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

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
                let mut chapter = "";
                for kind in registry::KINDS {
                    if kind.chapter != chapter {
                        chapter = kind.chapter;
                        ui.add_space(space::LARGE);
                        ui.label(text::heading(chapter, cx.tokens));
                    }
                    if kind_ui(ui, view, kind, cx) {
                        cx.push(Command::Go(Route::Diagram {
                            kind: kind.id.into(),
                            query: "".into(),
                        }));
                    }
                }
                ui.add_space(space::WIDE);
            });
        });
}

/// A card with a picture and what it answers; true if it was opened.
fn kind_ui(ui: &mut Ui, view: &mut GalleryView, kind: &'static Kind, cx: &ViewCtx<'_>) -> bool {
    let wide = ui.available_width() > 620.0;
    let height = if wide { 236.0 } else { 330.0 };
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, kind.title));
    let stroke = if response.hovered() || response.has_focus() {
        egui::Stroke::new(2.0, cx.tokens.accent)
    } else {
        egui::Stroke::new(1.0, cx.tokens.line)
    };
    let radius = egui::CornerRadius::same(measure::RADIUS_LARGE);
    ui.painter().rect(
        rect,
        radius,
        cx.tokens.raised,
        stroke,
        egui::StrokeKind::Inside,
    );
    let inner = rect.shrink(space::LARGE);
    let (picture, words) = if wide {
        inner.split_left_right_at_x(inner.left() + inner.width() * 0.58)
    } else {
        inner.split_top_bottom_at_y(inner.top() + inner.height() * 0.66)
    };
    let view = view
        .pictures
        .entry(kind.id)
        .or_insert_with(|| DiagramView::of_kind(kind));
    let mut frame = ui.new_child(UiBuilder::new().max_rect(picture).id_salt(kind.id));
    frame.set_clip_rect(picture.intersect(ui.clip_rect()));
    diagram_ui(&mut frame, view, Room::Thumbnail);
    let words = words.shrink2(vec2(
        if wide { space::LARGE } else { 0.0 },
        if wide { 0.0 } else { space::SMALL },
    ));
    let mut side = ui.new_child(UiBuilder::new().max_rect(words).id_salt((kind.id, "words")));
    side.label(text::heading(kind.title, cx.tokens));
    side.add(
        egui::Label::new(text::body(kind.summary, cx.tokens).color(cx.tokens.ink_soft)).wrap(),
    );
    response.clicked()
}
