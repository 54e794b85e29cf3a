//! The title with its buttons, the choice of an example, what a fence got wrong, the footer.

use egui::{Ui, vec2};

use super::{DiagramAction, DiagramView, Room};
use crate::base::text::count;
use crate::diagrams::params::Params;
use crate::ui_kit::button::{icon_button, toggle_icon_button};
use crate::ui_kit::choice::{MenuOption, menu_ui};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{Tokens, measure, space, type_size};
use crate::ui_kit::{icons, text};

/// From this width on, in points, the examples stand beside the title.
const ONE_ROW: f32 = 900.0;

/// Width of the menu of examples, in points.
const MENU: f32 = 250.0;
/// Below this it cuts off the names of examples.
const LEAST_MENU: f32 = 150.0;
/// Room for the word "Example" before it.
const EXAMPLE: f32 = 64.0;

/// The same in one line, for a window with little height.
pub(super) fn low_title_ui(
    ui: &mut Ui,
    view: &mut DiagramView,
    action: &mut Option<DiagramAction>,
) {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let title = text::heading(view.kind.title, tokens);
        let whole = text::width(ui, title.clone()) + space::MEDIUM;
        let rest = ui.available_width() - buttons_width(Room::Full) - 2.0 * space::SMALL;
        // The title before the word "Example", and both before a wide menu.
        let worded = whole + EXAMPLE + LEAST_MENU <= rest;
        let rest = rest - if worded { EXAMPLE } else { 0.0 };
        let menu = (rest - whole).clamp(LEAST_MENU, MENU);
        let room = (rest - menu).max(80.0);
        let title = egui::Label::new(title).truncate();
        ui.allocate_ui_with_layout(
            vec2(room, 34.0),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_width(room);
                ui.add(title).on_hover_text(view.kind.summary);
            },
        );
        presets_ui(ui, view, worded, menu);
        buttons_ui(ui, view, Room::Full, action);
    });
}

/// Title, summary, examples and buttons.
pub(super) fn title_ui(
    ui: &mut Ui,
    view: &mut DiagramView,
    room: Room,
    action: &mut Option<DiagramAction>,
) {
    let tokens = Tokens::of(ui);
    let one_row = ui.available_width() >= ONE_ROW && !view.kind.presets.is_empty();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        tile_ui(ui);
        let examples = if one_row {
            EXAMPLE + MENU + 2.0 * space::SMALL
        } else {
            0.0
        };
        let others = space::MEDIUM + examples + buttons_width(room);
        let width = (ui.available_width() - others).max(60.0);
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(egui::Label::new(text::heading(view.kind.title, tokens)).wrap());
            ui.add(egui::Label::new(text::soft(view.kind.summary, tokens)).wrap());
        });
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            if one_row {
                presets_ui(ui, view, true, MENU);
                ui.add_space(space::SMALL);
            }
            buttons_ui(ui, view, room, action);
        });
    });
    if !one_row {
        let width = (ui.available_width() - 70.0).min(320.0);
        ui.horizontal(|ui| presets_ui(ui, view, true, width));
    }
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
        Face::Regular.at(20.0),
        tokens.accent,
    );
}

/// Room for the buttons at the end of the title, in points.
fn buttons_width(room: Room) -> f32 {
    let buttons = if room == Room::Full { 3.0 } else { 2.0 };
    buttons * 32.0 + (buttons - 1.0) * space::TIGHT
}

fn buttons_ui(ui: &mut Ui, view: &mut DiagramView, room: Room, action: &mut Option<DiagramAction>) {
    ui.spacing_mut().item_spacing.x = space::TIGHT;
    if room == Room::Full {
        let comparing = view.is_comparing();
        let name = if comparing {
            "End the comparison"
        } else {
            "Compare with other inputs"
        };
        if toggle_icon_button(ui, icons::CIRCLE_HALF, name, "", comparing).clicked() {
            view.toggle_comparing();
        }
    }
    if icon_button(ui, icons::LINK, "Copy a link to this state", "").clicked() {
        *action = Some(DiagramAction::CopyLink(view.link()));
    }
    if room == Room::Full {
        let name = "Read the note about it";
        if icon_button(ui, icons::BOOK_OPEN, name, "").clicked() {
            *action = Some(DiagramAction::BackToNote(view.kind.note.to_owned()));
        }
    } else if icon_button(ui, icons::ARROWS_OUT, "Open in the whole window", "").clicked() {
        *action = Some(DiagramAction::OpenFull);
    }
}

/// The menu of examples, and the word for it, which is only said where it is not to be seen.
fn presets_ui(ui: &mut Ui, view: &mut DiagramView, worded: bool, width: f32) {
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
    let options: Vec<MenuOption<'_>> = presets
        .iter()
        .map(|preset| MenuOption {
            label: preset.label,
            hint: preset.summary,
        })
        .collect();
    let word = "Example";
    let label = if worded {
        ui.label(text::soft(word, Tokens::of(ui)))
    } else {
        let unseen = ui.allocate_response(egui::Vec2::ZERO, egui::Sense::hover());
        unseen.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, word));
        unseen
    };
    let changed = !view.playback.params().differences().is_empty();
    let rest = if changed {
        "Inputs of your own"
    } else {
        "Defaults"
    };
    let picked = menu_ui(ui, &label, &options, chosen, rest, width);
    if let Some(params) = picked.and_then(|at| sets.into_iter().nth(at)?) {
        view.restart(params);
        view.issues.clear();
    }
}

/// So many lines that were not taken are listed.
const MOST_ISSUES: usize = 12;

/// A card that names the lines of the fence that were not taken.
pub(super) fn issues_ui(ui: &mut Ui, view: &DiagramView) {
    if view.issues.is_empty() {
        return;
    }
    let tokens = Tokens::of(ui);
    notice_frame(tokens.warn, tokens.warn_soft).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::TIGHT;
        let heading = "Some inputs were not taken; the defaults stand in";
        icon_line_ui(ui, icons::WARNING, heading, tokens.warn, tokens.ink);
        for issue in view.issues.iter().take(MOST_ISSUES) {
            let line = if issue.line == 0 {
                issue.message.clone()
            } else {
                format!("Line {}: {}", issue.line, issue.message)
            };
            ui.add(egui::Label::new(text::body(line, tokens)).wrap());
        }
        let more = view.issues.len().saturating_sub(MOST_ISSUES);
        if more > 0 {
            let more = format!("{} not listed", count(more, "more line"));
            ui.add(egui::Label::new(text::soft(more, tokens)).wrap());
        }
    });
}

/// An icon and a strong line.
pub(super) fn icon_line_ui(
    ui: &mut Ui,
    icon: char,
    words: &str,
    color: egui::Color32,
    ink: egui::Color32,
) -> egui::Response {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 7.0;
        ui.spacing_mut().interact_size.y = 20.0;
        ui.label(text::icon(icon, 18.0, color));
        let words = egui::RichText::new(words)
            .font(Face::Strong.at(type_size::UI))
            .color(ink);
        ui.add(egui::Label::new(words).wrap())
    })
    .inner
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
    let caption = egui::RichText::new(view.kind.rules_as_of)
        .font(Face::Regular.at(type_size::SMALL))
        .line_height(Some(type_size::SMALL * 1.45))
        .color(tokens.ink_soft);
    ui.add(egui::Label::new(caption).wrap());
}
