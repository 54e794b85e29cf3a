//! The order of the parts in each room.

use egui::{Margin, Rect, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2};

use super::{DiagramAction, DiagramView, Room};
use super::{challenge, compare, controls, header, log, playbar, stage};
use crate::ui_kit::layout;
use crate::ui_kit::list_row::ListRow;
use crate::ui_kit::scene_painter::Fit;
use crate::ui_kit::tokens::{Tokens, measure, space};

/// From this width on, in points, the inputs stand beside the picture.
const TWO_COLUMNS: f32 = 1_000.0;

/// Below this height, in points, the title is one line and the sentence smaller.
const LOW: f32 = 520.0;

/// Below this height, in points, nothing stays: all of it scrolls.
const CRAMPED: f32 = 340.0;

/// Width of the column of inputs.
const INPUTS: f32 = 320.0;

/// The bar and what is told take at most this share of the height.
const HIGHEST_DOCK: f32 = 0.58;

/// Size of the sentence's type, in points.
const SENTENCE: f32 = 17.0;

/// The widest picture in the whole window.
const WIDEST: f32 = 1_120.0;

/// A card in a note, wider than the column of text where the window has room for it.
pub(super) fn in_note_ui(ui: &mut Ui, view: &mut DiagramView, action: &mut Option<DiagramAction>) {
    let width = layout::room_beside_column(ui).min(measure::WIDE);
    layout::wider_than_column_ui(ui, width, |ui| card_ui(ui, view, action));
}

fn card_ui(ui: &mut Ui, view: &mut DiagramView, action: &mut Option<DiagramAction>) {
    let tokens = Tokens::of(ui);
    let margin = if ui.available_width() < super::NARROW {
        space::MEDIUM
    } else {
        space::LARGE
    };
    let card = egui::Frame::new()
        .fill(tokens.raised)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(measure::RADIUS_LARGE)
        .inner_margin(Margin::same(margin as i8));
    card.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
        header::title_ui(ui, view, Room::InNote, action);
        header::issues_ui(ui, view);
        ui.add_space(space::TIGHT);
        stage::stage_ui(ui, view, view.kind.title, Fit::Width);
        playbar::playbar_ui(ui, view);
        told_ui(ui, view, SENTENCE, action);
        stage::counters_ui(ui, view);
        ui.add_space(space::TIGHT);
        inputs_below_ui(ui, view, false);
        log::log_ui(ui, view);
        header::footer_ui(ui, view);
    });
}

/// The whole window: picture and inputs scroll, bar and sentence stay at the bottom.
pub(super) fn full_ui(ui: &mut Ui, view: &mut DiagramView, action: &mut Option<DiagramAction>) {
    let area = ui.available_rect_before_wrap();
    if area.height() < CRAMPED {
        cramped_ui(ui, view, action);
        return;
    }
    let two_columns = area.width() > TWO_COLUMNS;
    let split = area.right() - if two_columns { INPUTS } else { 0.0 };
    let (left, right) = area.split_left_right_at_x(split);
    ui.scope_builder(UiBuilder::new().max_rect(left).id_salt("picture"), |ui| {
        let dock = dock_ui(ui, left, view, action);
        let above = Rect::from_min_max(left.min, pos2(left.right(), left.bottom() - dock));
        let mut ui = ui.new_child(UiBuilder::new().max_rect(above).id_salt("above"));
        column(&mut ui, "picture", |ui| {
            if area.height() < LOW {
                header::low_title_ui(ui, view, action);
            } else {
                header::title_ui(ui, view, Room::Full, action);
            }
            header::issues_ui(ui, view);
            ui.add_space(space::TIGHT);
            let header = ui.cursor().top() - ui.min_rect().top();
            let seen = above.height() - header - 2.0 * space::LARGE;
            compare::pictures_ui(ui, view, Fit::Screen(seen));
            ui.add_space(space::TIGHT);
            if !two_columns {
                inputs_below_ui(ui, view, true);
            }
            log::log_ui(ui, view);
            header::footer_ui(ui, view);
        });
    });
    if two_columns {
        let tokens = Tokens::of(ui);
        ui.painter().rect_filled(right, 0, tokens.panel);
        let line = Stroke::new(1.0, tokens.line);
        ui.painter().vline(right.left(), area.y_range(), line);
        ui.scope_builder(UiBuilder::new().max_rect(right).id_salt("inputs"), |ui| {
            column(ui, "inputs", |ui| controls::controls_ui(ui, view));
        });
    }
    ui.advance_cursor_after_rect(area);
}

/// Everything below each other, for a window with hardly any height.
fn cramped_ui(ui: &mut Ui, view: &mut DiagramView, action: &mut Option<DiagramAction>) {
    column(ui, "cramped", |ui| {
        header::title_ui(ui, view, Room::Full, action);
        header::issues_ui(ui, view);
        compare::pictures_ui(ui, view, Fit::Width);
        playbar::playbar_ui(ui, view);
        told_ui(ui, view, SENTENCE, action);
        inputs_below_ui(ui, view, false);
        log::log_ui(ui, view);
        header::footer_ui(ui, view);
    });
}

/// Bar and sentence, and the prediction that waits, as high as they need at the bottom of
/// `area`; says how high that is.
fn dock_ui(
    ui: &mut Ui,
    area: Rect,
    view: &mut DiagramView,
    action: &mut Option<DiagramAction>,
) -> f32 {
    let inner = area.shrink2(vec2(side_margin(area.width()), space::SMALL));
    let asked = view.playback.pending().is_some() || view.answered.is_some();
    let low = area.height() < LOW;
    let size = if low { 15.0 } else { SENTENCE };
    let told = |ui: &mut Ui, view: &mut DiagramView, action: &mut Option<DiagramAction>| {
        ui.set_width(inner.width());
        ui.spacing_mut().item_spacing = vec2(space::SMALL, space::TIGHT);
        // Where there is little room, a prediction has it to itself, and the picture the rest.
        if low && asked {
            predict_ui(ui, view, action);
        } else {
            told_ui(ui, view, size, action);
        }
    };
    let bar = playbar::height_in(ui, inner.width()) + space::TIGHT;
    let measuring = UiBuilder::new()
        .max_rect(inner)
        .id_salt("dock height")
        .sizing_pass()
        .invisible();
    let mut probe = ui.new_child(measuring);
    told(&mut probe, view, action);
    let wanted = bar + probe.min_rect().height();
    let height = wanted.min(area.height() * HIGHEST_DOCK).ceil();
    let top = inner.bottom() - height;
    let ground = Rect::from_min_max(pos2(area.left(), top - space::SMALL), area.max);
    dock_ground_ui(ui, ground);
    let place = Rect::from_min_max(pos2(inner.left(), top), inner.max);
    let mut dock = ui.new_child(UiBuilder::new().max_rect(place).id_salt("dock"));
    dock.spacing_mut().item_spacing = vec2(space::SMALL, space::TIGHT);
    playbar::playbar_ui(&mut dock, view);
    ScrollArea::vertical()
        .id_salt("dock")
        .max_height((height - bar).max(0.0))
        .auto_shrink([false, true])
        .show(&mut dock, |ui| told(ui, view, action));
    ground.height()
}

fn dock_ground_ui(ui: &Ui, ground: Rect) {
    let tokens = Tokens::of(ui);
    ui.painter().rect_filled(ground, 0, tokens.paper);
    let line = Stroke::new(1.0, tokens.line);
    ui.painter().hline(ground.x_range(), ground.top(), line);
}

/// Between the border and the content of a column of this width, in points.
fn side_margin(width: f32) -> f32 {
    let margin = if width < super::NARROW {
        space::MEDIUM
    } else {
        space::LARGE
    };
    ((width - WIDEST) / 2.0).max(margin).min(120.0)
}

/// A scrolling column with margins.
fn column(ui: &mut Ui, salt: &str, content: impl FnOnce(&mut Ui)) {
    let area = ScrollArea::vertical().id_salt(salt).auto_shrink([false; 2]);
    area.show(ui, |ui| {
        let side = side_margin(ui.available_width());
        let margin = Margin::symmetric(side as i8, space::LARGE as i8);
        let frame = egui::Frame::new().inner_margin(margin);
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
            content(ui);
        });
    });
}

/// The picture large, the sentence larger, the bar below.
pub(super) fn slide_ui(ui: &mut Ui, view: &mut DiagramView) {
    let size = (ui.available_width() / 60.0).clamp(16.0, 24.0).round();
    let below = stage::sentence_height(ui, view, size) + playbar::height(ui) + space::SECTION;
    let height = (ui.available_height() - below).max(120.0);
    stage::stage_ui(ui, view, view.kind.title, Fit::Height(height));
    stage::sentence_ui(ui, view, size);
    playbar::playbar_ui(ui, view);
}

/// What the steps lead to: the sentence, and the prediction that waits, and what one
/// wanted to know.
fn told_ui(ui: &mut Ui, view: &mut DiagramView, size: f32, action: &mut Option<DiagramAction>) {
    stage::sentence_ui(ui, view, size);
    ui.add_space(space::TIGHT);
    predict_ui(ui, view, action);
    stage::inspector_ui(ui, view);
}

/// The prediction that waits, or its verdict.
fn predict_ui(ui: &mut Ui, view: &mut DiagramView, action: &mut Option<DiagramAction>) {
    let made = challenge::challenge_ui(ui, view);
    if made.is_some() {
        *action = made;
    }
}

fn inputs_below_ui(ui: &mut Ui, view: &mut DiagramView, open_at_first: bool) {
    let open = view.inputs_open.get_or_insert(open_at_first);
    fold_ui(ui, open, "Change the inputs", "");
    if view.inputs_open == Some(true) {
        ui.add_space(space::TIGHT);
        controls::controls_ui(ui, view);
        ui.add_space(space::SMALL);
    }
}

/// A row that opens and closes what stands below it.
pub(super) fn fold_ui(ui: &mut Ui, open: &mut bool, label: &str, trailing: &str) {
    layout::hairline_ui(ui);
    let row = ListRow {
        label,
        trailing,
        open: Some(*open),
        strong: true,
        role: Some(egui::Role::DisclosureTriangle),
        ..ListRow::default()
    };
    let response = row.show(ui);
    if response.clicked() {
        *open = !*open;
    }
    ui.accesskit_node_builder(response.id, |node| node.set_expanded(*open));
}
