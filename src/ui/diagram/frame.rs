//! The order of the parts in each room.

use egui::{Margin, ScrollArea, Stroke, Ui, UiBuilder, vec2};

use super::{DiagramAction, DiagramView, Room, challenge, controls, header, log, playbar, stage};
use crate::ui_kit::layout;
use crate::ui_kit::list_row::ListRow;
use crate::ui_kit::scene_painter::Fit;
use crate::ui_kit::tokens::{Tokens, measure, space};

/// From this width on, in points, the inputs stand beside the picture.
const TWO_COLUMNS: f32 = 1_000.0;

/// Width of the column of inputs.
const INPUTS: f32 = 300.0;

/// The widest picture in the whole window.
const WIDEST: f32 = 1_120.0;

/// A card in the column of a note.
pub(super) fn in_note_ui(ui: &mut Ui, view: &mut DiagramView, action: &mut Option<DiagramAction>) {
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
        header::title_ui(ui, view, Room::InNote, action);
        header::issues_ui(ui, view);
        main_ui(ui, view, action);
        inputs_below_ui(ui, view, false);
        log::log_ui(ui, view);
        header::footer_ui(ui, view);
    });
}

/// The whole window, with scroll areas of its own.
pub(super) fn full_ui(ui: &mut Ui, view: &mut DiagramView, action: &mut Option<DiagramAction>) {
    let area = ui.available_rect_before_wrap();
    if area.width() <= TWO_COLUMNS {
        column(ui, "all", |ui| {
            header::title_ui(ui, view, Room::Full, action);
            header::issues_ui(ui, view);
            main_ui(ui, view, action);
            inputs_below_ui(ui, view, true);
            log::log_ui(ui, view);
            header::footer_ui(ui, view);
        });
        return;
    }
    let (mut left, mut right) = area.split_left_right_at_x(area.right() - INPUTS);
    left.max.x -= 1.0;
    right.min.x += 1.0;
    ui.scope_builder(UiBuilder::new().max_rect(left).id_salt("picture"), |ui| {
        column(ui, "picture", |ui| {
            header::title_ui(ui, view, Room::Full, action);
            header::issues_ui(ui, view);
            main_ui(ui, view, action);
            log::log_ui(ui, view);
            header::footer_ui(ui, view);
        });
    });
    let tokens = Tokens::of(ui);
    let edge = Stroke::new(1.0, tokens.line);
    ui.painter().rect_filled(right, 0, tokens.panel);
    ui.painter().vline(right.left() - 1.0, area.y_range(), edge);
    ui.scope_builder(UiBuilder::new().max_rect(right).id_salt("inputs"), |ui| {
        column(ui, "inputs", |ui| controls::controls_ui(ui, view));
    });
    ui.advance_cursor_after_rect(area);
}

/// A scrolling column with margins.
fn column(ui: &mut Ui, salt: &str, content: impl FnOnce(&mut Ui)) {
    let area = ScrollArea::vertical().id_salt(salt).auto_shrink([false; 2]);
    area.show(ui, |ui| {
        let width = ui.available_width();
        let margin = if width < super::NARROW {
            space::MEDIUM
        } else {
            space::LARGE
        };
        let side = ((width - WIDEST) / 2.0).max(margin);
        let frame = egui::Frame::new()
            .inner_margin(Margin::symmetric(side.min(120.0) as i8, space::LARGE as i8));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
            content(ui);
        });
    });
}

/// The picture large, the sentence larger, the bar below.
pub(super) fn slide_ui(ui: &mut Ui, view: &mut DiagramView) {
    let below = 132.0;
    let height = (ui.available_height() - below).max(120.0);
    stage::stage_ui(ui, view, Fit::Height(height));
    ui.add_space(space::SMALL);
    stage::sentence_ui(ui, view, 21.0);
    playbar::playbar_ui(ui, view);
}

/// What every room but the slide has in the middle.
fn main_ui(ui: &mut Ui, view: &mut DiagramView, action: &mut Option<DiagramAction>) {
    ui.add_space(space::TIGHT);
    stage::stage_ui(ui, view, Fit::Width);
    playbar::playbar_ui(ui, view);
    if let Some(made) = challenge::challenge_ui(ui, view) {
        *action = Some(made);
    }
    stage::sentence_ui(ui, view, 17.0);
    stage::counters_ui(ui, view);
    stage::inspector_ui(ui, view);
    ui.add_space(space::TIGHT);
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
    if response.has_focus() {
        let ring = response.rect.shrink2(vec2(6.0, 1.0));
        crate::ui_kit::button::focus_ring(ui, ring, Tokens::of(ui));
    }
    if response.clicked() {
        *open = !*open;
    }
    ui.accesskit_node_builder(response.id, |node| node.set_expanded(*open));
}
