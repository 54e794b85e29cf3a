//! What happened so far, a sentence a row; a click goes back to that step.

use egui::{ScrollArea, Ui};

use super::{DiagramView, frame};
use crate::base::text::count;
use crate::ui_kit::list_row::ListRow;
use crate::ui_kit::tokens::{measure, space};

/// So many rows are seen at once.
const ROWS_SEEN: f32 = 7.0;

/// The fold with the log; only rows on screen are built.
pub(super) fn log_ui(ui: &mut Ui, view: &mut DiagramView) {
    let steps = view.playback.log().len();
    let trailing = if steps == 0 {
        String::new()
    } else {
        count(steps, "step")
    };
    frame::fold_ui(ui, &mut view.log_open, "What happened so far", &trailing);
    if !view.log_open {
        return;
    }
    let mut target = None;
    let rows = steps + 1;
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .id_salt("log")
        .max_height(measure::ROW * ROWS_SEEN)
        .auto_shrink([false, true])
        .stick_to_bottom(true)
        .show_rows(ui, measure::ROW, rows, |ui, seen| {
            for row in seen {
                if row_ui(ui, view, row) {
                    target = Some(row);
                }
            }
        });
    ui.spacing_mut().item_spacing.y = space::SMALL;
    if let Some(step) = target {
        view.go_to(step);
    }
}

/// The sentence that led to step `row`; 0 is the opening.
fn row_ui(ui: &mut Ui, view: &DiagramView, row: usize) -> bool {
    let opening = view.playback.opening().unwrap_or_default();
    let step = row
        .checked_sub(1)
        .and_then(|at| view.playback.log().get(at));
    let (sentence, position) = match step {
        Some(step) => (step.sentence.as_str(), step.position.as_str()),
        None => (opening.as_str(), "start"),
    };
    let response = ListRow {
        label: sentence,
        trailing: position,
        selected: row == view.playback.position(),
        role: Some(egui::Role::Button),
        ..ListRow::default()
    }
    .show(ui);
    response.on_hover_text(sentence).clicked()
}
