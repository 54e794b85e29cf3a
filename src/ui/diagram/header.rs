//! The title with its buttons, the choice of an example, what a fence got wrong, the footer.

use egui::{Align, ComboBox, Layout, Ui, vec2};

use super::{DiagramAction, DiagramView, Room};
use crate::diagrams::params::Params;
use crate::ui_kit::button::icon_button;
use crate::ui_kit::choice::segmented_ui;
use crate::ui_kit::tokens::{Tokens, measure, space};
use crate::ui_kit::{icons, text};

/// Up to so many presets stand side by side.
const SEGMENTS: usize = 3;

/// Title, summary, buttons, and the examples below.
pub(super) fn title_ui(
    ui: &mut Ui,
    view: &mut DiagramView,
    room: Room,
    action: &mut Option<DiagramAction>,
) {
    let tokens = Tokens::of(ui);
    ui.horizontal_top(|ui| {
        tile_ui(ui);
        ui.add_space(space::TIGHT);
        let buttons = 2.0 * 40.0;
        let width = (ui.available_width() - buttons).max(120.0);
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(egui::Label::new(text::heading(view.kind.title, tokens)).wrap());
            ui.add(egui::Label::new(text::soft(view.kind.summary, tokens)).wrap());
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            buttons_ui(ui, view, room, action);
        });
    });
    presets_ui(ui, view);
}

fn tile_ui(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(36.0, 36.0), egui::Sense::hover());
    ui.painter()
        .rect_filled(rect, measure::RADIUS + 2, tokens.accent_soft);
    ui.painter().text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        icons::TREE_STRUCTURE,
        crate::ui_kit::fonts::Face::Regular.at(20.0),
        tokens.accent,
    );
}

fn buttons_ui(ui: &mut Ui, view: &DiagramView, room: Room, action: &mut Option<DiagramAction>) {
    ui.spacing_mut().item_spacing.x = space::TIGHT;
    if room == Room::Full {
        let name = "Read the note about it";
        if icon_button(ui, icons::BOOK_OPEN, name, "").clicked() {
            *action = Some(DiagramAction::BackToNote(view.kind.note.to_owned()));
        }
    } else if icon_button(ui, icons::ARROWS_OUT, "Open in the whole window", "").clicked() {
        *action = Some(DiagramAction::OpenFull);
    }
    if icon_button(ui, icons::LINK, "Copy a link to this state", "").clicked() {
        *action = Some(DiagramAction::CopyLink(view.link()));
    }
}

fn presets_ui(ui: &mut Ui, view: &mut DiagramView) {
    let presets = view.kind.presets;
    if presets.is_empty() {
        return;
    }
    let sets: Vec<Option<Params>> = presets
        .iter()
        .map(|preset| Params::from_preset(view.kind.params, preset).ok())
        .collect();
    let chosen = sets
        .iter()
        .position(|set| set.as_ref() == Some(view.playback.params()));
    let picked = ui.horizontal(|ui| {
        let label = ui.label(text::soft("Example", Tokens::of(ui)));
        if presets.len() <= SEGMENTS {
            let labels: Vec<&str> = presets.iter().map(|preset| preset.label).collect();
            return segmented_ui(ui, "Example", &labels, chosen.unwrap_or(usize::MAX));
        }
        let shown = chosen.and_then(|at| presets.get(at));
        let shown = shown.map_or("Inputs of your own", |preset| preset.label);
        let combo = ComboBox::from_id_salt("example")
            .selected_text(shown)
            .width(ui.available_width().min(280.0))
            .height(340.0)
            .truncate();
        let menu = combo.show_ui(ui, |ui| {
            let mut picked = None;
            for (at, preset) in presets.iter().enumerate() {
                let item = ui.selectable_label(chosen == Some(at), preset.label);
                if item.on_hover_text(preset.summary).clicked() {
                    picked = Some(at);
                }
            }
            picked
        });
        let _ = menu.response.labelled_by(label.id);
        menu.inner.flatten()
    });
    if let Some(params) = picked.inner.and_then(|at| sets.into_iter().nth(at)?) {
        view.restart(params);
        view.issues.clear();
    }
}

/// A card that names each line of the fence that was not taken.
pub(super) fn issues_ui(ui: &mut Ui, view: &DiagramView) {
    if view.issues.is_empty() {
        return;
    }
    let tokens = Tokens::of(ui);
    notice_frame(tokens.warn, tokens.warn_soft).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::TIGHT;
        ui.horizontal(|ui| {
            ui.label(text::icon(icons::WARNING, 18.0, tokens.warn));
            let heading = "Some inputs were not taken; the defaults stand in";
            ui.add(egui::Label::new(text::strong(heading, tokens)).wrap());
        });
        for issue in &view.issues {
            let line = if issue.line == 0 {
                issue.message.clone()
            } else {
                format!("Line {}: {}", issue.line, issue.message)
            };
            ui.add(egui::Label::new(text::body(line, tokens)).wrap());
        }
    });
}

/// The frame of a card on the ground of a tone.
pub(super) fn notice_frame(color: egui::Color32, ground: egui::Color32) -> egui::Frame {
    egui::Frame::new()
        .fill(ground)
        .stroke(egui::Stroke::new(1.0, color.gamma_multiply(0.4)))
        .corner_radius(measure::RADIUS_LARGE)
        .inner_margin(egui::Margin::same(space::MEDIUM as i8))
}

/// As of when the rules stand.
pub(super) fn footer_ui(ui: &mut Ui, view: &DiagramView) {
    let tokens = Tokens::of(ui);
    crate::ui_kit::layout::hairline_ui(ui);
    let caption = text::caption(view.kind.rules_as_of, tokens);
    ui.add(egui::Label::new(caption).wrap());
}
