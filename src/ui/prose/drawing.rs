//! Drawings in the language of Mermaid: the picture on a card, its text at hand.
//!
//! The same stage as interactive diagrams have: it is zoomed, panned and traveled by keyboard.
//! What cannot be drawn is shown as its text, with the reason above it.

use std::sync::Arc;

use egui::mutex::Mutex;
use egui::{Align, Layout, Ui, vec2};

use super::{DrawingState, ProseAction, ProseContext, code};
use crate::diagrams::mermaid::Drawing;
use crate::ui_kit::button::{icon_button, toggle_icon_button};
use crate::ui_kit::scene_painter::{Fit, SceneOptions, ScenePainter};
use crate::ui_kit::tokens::{Tokens, measure, space};
use crate::ui_kit::{icons, layout, text};

/// A drawing in a note is set smaller, though not by much, to be seen whole within this height,
/// in points.
const HEIGHT: f32 = 620.0;

/// A drawing is made no smaller than this share for being seen whole.
const LEAST_SHARE: f32 = 0.7;

/// The height of what stands there until it is laid out, in points.
const WAITING: f32 = 160.0;

/// What a place on the screen remembers of its drawing.
#[derive(Default)]
struct Place {
    painter: ScenePainter,
    text_shown: bool,
}

/// Draws the drawing with this text, or its text.
pub(super) fn show(ui: &mut Ui, source: &Arc<str>, cx: &mut ProseContext<'_>) {
    match cx.resources.drawing(source) {
        DrawingState::Loading => waiting_ui(ui, WAITING, cx),
        DrawingState::Absent(reason) => absent_ui(ui, source, &reason, cx),
        DrawingState::Ready(drawing) => {
            let column = ui.available_width();
            let room = layout::room_beside_column(ui).min(cx.style.widest_table);
            let (width, _) = drawing.scene.size;
            if width > column && room > column {
                let least = column + layout::LEAST_GROWTH;
                let width = (width + 2.0 * space::LARGE).max(least).min(room);
                layout::wider_than_column_ui(ui, width, |ui| ready_ui(ui, source, &drawing, cx));
            } else {
                ready_ui(ui, source, &drawing, cx);
            }
        }
    }
}

/// Draws it whole within this height and the available width; takes up both, whether it is
/// there or not.
pub fn drawing_of_height_ui(
    ui: &mut Ui,
    source: &Arc<str>,
    height: f32,
    cx: &mut ProseContext<'_>,
) {
    match cx.resources.drawing(source) {
        DrawingState::Loading => waiting_ui(ui, height, cx),
        DrawingState::Absent(reason) => absent_ui(ui, source, &reason, cx),
        DrawingState::Ready(drawing) => {
            stage_ui(ui, &drawing, Fit::Height(height), cx.style.selectable);
        }
    }
}

/// At its own size or over the available width; whole within [`HEIGHT`] where that makes it not
/// much smaller, else as high as it is.
fn natural(drawing: &Drawing, width: f32) -> Fit {
    let (wide, high) = drawing.scene.size;
    let scale = ((width - 2.0 * space::SMALL) / wide).min(1.0);
    let height = high * scale + 2.0 * space::SMALL;
    let smaller = if height * LEAST_SHARE <= HEIGHT {
        HEIGHT
    } else {
        height
    };
    Fit::Height(height.min(smaller))
}

fn waiting_ui(ui: &mut Ui, height: f32, cx: &ProseContext<'_>) {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::Label, true, "The drawing is being laid out")
    });
    ui.painter()
        .rect_filled(rect, measure::RADIUS_LARGE, cx.tokens.panel);
}

fn absent_ui(ui: &mut Ui, source: &Arc<str>, reason: &str, cx: &mut ProseContext<'_>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        ui.label(text::icon(icons::WARNING_CIRCLE, 17.0, cx.tokens.warn));
        ui.add(egui::Label::new(text::soft(reason, cx.tokens)).wrap());
    });
    ui.add_space(space::SMALL);
    code::show(ui, "mermaid", source, cx);
}

fn ready_ui(ui: &mut Ui, source: &Arc<str>, drawing: &Drawing, cx: &mut ProseContext<'_>) {
    if !cx.style.selectable {
        stage_ui(ui, drawing, natural(drawing, ui.available_width()), false);
        return;
    }
    let place = place(ui);
    let mut text_shown = place.lock().text_shown;
    layout::card_frame(cx.tokens)
        .inner_margin(space::MEDIUM)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(space::TIGHT, space::SMALL);
            title_ui(ui, source, drawing, &mut text_shown, cx);
            if text_shown {
                code::show(ui, "mermaid", source, cx);
            } else {
                stage_ui(ui, drawing, natural(drawing, ui.available_width()), true);
            }
        });
    place.lock().text_shown = text_shown;
}

fn title_ui(
    ui: &mut Ui,
    source: &Arc<str>,
    drawing: &Drawing,
    text_shown: &mut bool,
    cx: &mut ProseContext<'_>,
) {
    ui.horizontal(|ui| {
        ui.add_space(space::TIGHT);
        ui.label(text::icon(icons::TREE_STRUCTURE, 17.0, cx.tokens.accent));
        let room = (ui.available_width() - 3.0 * (32.0 + space::TIGHT) - space::TIGHT).max(20.0);
        let row = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(vec2(room, 32.0), row, |ui| {
            ui.set_width(room);
            let title = text::strong(drawing.title.as_str(), cx.tokens);
            ui.add(egui::Label::new(title).truncate());
        });
        let name = "Show the text of the drawing";
        if toggle_icon_button(ui, icons::TEXT_ALIGN_LEFT, name, "", *text_shown).clicked() {
            *text_shown = !*text_shown;
        }
        if icon_button(ui, icons::COPY, "Copy the text of the drawing", "").clicked() {
            cx.actions.push(ProseAction::Copy(source.to_string()));
        }
        if icon_button(ui, icons::ARROWS_OUT, "Open in the whole window", "").clicked() {
            let open = ProseAction::OpenDrawing(Arc::clone(source));
            cx.actions.push(open);
        }
    });
}

/// The picture, open to pointer and keys if it is `interactive`.
pub fn stage_ui(ui: &mut Ui, drawing: &Drawing, fit: Fit, interactive: bool) {
    let place = place(ui);
    let mut place = place.lock();
    let options = SceneOptions {
        title: &drawing.title,
        description: &drawing.description,
        fit,
        padding: space::SMALL,
        interactive,
        leaves_step_keys: false,
    };
    let output = place.painter.show(ui, &drawing.scene, &options);
    // Things say all they have when they are pointed at.
    place.painter.select(None);
    if place.painter.is_zoomed() && fit_button_ui(ui, output.response.rect) {
        place.painter.fit();
    }
}

/// In the corner of a picture that is zoomed.
fn fit_button_ui(ui: &mut Ui, stage: egui::Rect) -> bool {
    let rect = egui::Rect::from_min_size(stage.right_top() + vec2(-40.0, 8.0), vec2(32.0, 32.0));
    ui.painter()
        .rect_filled(rect, measure::RADIUS, Tokens::of(ui).raised);
    let builder = egui::UiBuilder::new().max_rect(rect).id_salt("fit");
    let mut corner = ui.new_child(builder);
    icon_button(
        &mut corner,
        icons::FRAME_CORNERS,
        "Show the whole picture",
        "0",
    )
    .clicked()
}

/// Kept by egui under the place's own id, as it keeps where a list is scrolled to.
fn place(ui: &Ui) -> Arc<Mutex<Place>> {
    let id = ui.scope_id().with("drawing");
    ui.data_mut(|data| {
        data.get_temp_mut_or_default::<Arc<Mutex<Place>>>(id)
            .clone()
    })
}
