//! The bar under the picture: step, play, scrub, speed.

use std::time::Duration;

use egui::{Align, Layout, Response, Role, Sense, Slider, Ui, WidgetInfo, vec2};

use super::DiagramView;
use crate::ui_kit::button::icon_button;
use crate::ui_kit::choice::segmented_ui;
use crate::ui_kit::fonts::Face;
use crate::ui_kit::icons;
use crate::ui_kit::tokens::{Tokens, space, type_size};

/// Paces to choose from, and how they are called.
const SPEEDS: [(f32, &str); 3] = [(1.0, "1×"), (2.0, "2×"), (4.0, "4×")];

/// How often the clock is looked at while a diagram plays.
const FRAME: Duration = Duration::from_millis(33);

/// A longer silence of the window is not made up for.
const LONGEST_TICK_SECS: f64 = 0.25;

/// Lets the time since the last frame pass in the diagram.
pub(super) fn tick(ui: &Ui, view: &mut DiagramView) {
    let waits = view.playback.pending().is_some() || view.answered.is_some();
    if !view.playback.is_playing() || waits {
        view.ticked_at = None;
        return;
    }
    let now = ui.input(|input| input.time);
    if let Some(before) = view.ticked_at {
        view.playback
            .tick((now - before).clamp(0.0, LONGEST_TICK_SECS) as f32);
    }
    view.ticked_at = Some(now);
    if view.playback.is_playing() && view.playback.pending().is_none() {
        ui.request_repaint_after(FRAME);
    }
}

/// The bar; on narrow places the scrubber stands in a row of its own.
pub(super) fn playbar_ui(ui: &mut Ui, view: &mut DiagramView) {
    let narrow = ui.available_width() < super::NARROW;
    ui.horizontal(|ui| {
        ui.set_min_height(40.0);
        ui.spacing_mut().item_spacing.x = 2.0;
        buttons_ui(ui, view);
        ui.add_space(space::SMALL);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            speed_ui(ui, view);
            if !narrow {
                ui.add_space(space::SMALL);
                position_ui(ui, view, 150.0);
                scrubber_ui(ui, view);
            }
        });
    });
    if narrow {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                position_ui(ui, view, 130.0);
                scrubber_ui(ui, view);
            });
        });
    }
}

fn buttons_ui(ui: &mut Ui, view: &mut DiagramView) {
    let at_start = view.playback.position() == 0;
    let at_end = view.playback.at_end();
    let button = |ui: &mut Ui, enabled: bool, icon: char, name: &str, key: &str| {
        let shown = ui.add_enabled_ui(enabled, |ui| icon_button(ui, icon, name, key));
        shown.inner.clicked()
    };
    if button(ui, !at_start, icons::SKIP_BACK, "Restart", "Home") {
        view.go_to(0);
    }
    if button(ui, !at_start, icons::CARET_LEFT, "Step back", "Left") {
        view.step_back();
    }
    ui.add_space(space::TIGHT);
    if play_button_ui(ui, view.playback.is_playing()).clicked() {
        view.toggle_playing();
    }
    ui.add_space(space::TIGHT);
    if button(ui, !at_end, icons::CARET_RIGHT, "Step forward", "Right") {
        view.step_forward();
    }
    if button(ui, !at_end, icons::SKIP_FORWARD, "To the end", "End") {
        view.go_to_end();
    }
}

/// The one filled button of the bar.
fn play_button_ui(ui: &mut Ui, playing: bool) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(38.0, 38.0), Sense::click());
    let (icon, name) = if playing {
        (icons::PAUSE, "Pause")
    } else {
        (icons::PLAY, "Play")
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let fill = if response.hovered() {
        tokens.accent_fill_hover
    } else {
        tokens.accent_fill
    };
    let painter = ui.painter();
    painter.circle_filled(rect.center(), 18.0, fill);
    if response.has_focus() {
        let ring = egui::Stroke::new(2.0, tokens.accent);
        painter.circle_stroke(rect.center(), 20.0, ring);
    }
    let font = Face::Regular.at(18.0);
    let center = egui::Align2::CENTER_CENTER;
    painter.text(rect.center(), center, icon, font, tokens.on_accent);
    response.on_hover_text(format!("{name}  (Space)"))
}

fn speed_ui(ui: &mut Ui, view: &mut DiagramView) {
    let chosen = SPEEDS
        .iter()
        .position(|(speed, _)| *speed == view.playback.speed());
    let labels = SPEEDS.map(|(_, label)| label);
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let picked = segmented_ui(ui, "Speed", &labels, chosen.unwrap_or(usize::MAX));
        if let Some((speed, _)) = picked.and_then(|at| SPEEDS.get(at)) {
            view.playback.set_speed(*speed);
        }
    });
}

/// "Step 4 of 12" and where on the scale of the kind that is.
fn position_ui(ui: &mut Ui, view: &DiagramView, width: f32) {
    let tokens = Tokens::of(ui);
    let playback = &view.playback;
    let count = format!("{} / {}", playback.position(), playback.known_len());
    let place = playback.last_step().map_or("start", |step| &step.position);
    let spoken = format!(
        "Step {} of {}, {place}",
        playback.position(),
        playback.known_len()
    );
    let (rect, response) = ui.allocate_exact_size(vec2(width, 34.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    let line = |text: &str, font, color| {
        let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width - space::SMALL);
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let place = line(place, Face::Medium.at(type_size::SMALL), tokens.ink);
    let count = line(&count, Face::Figures.at(type_size::SMALL), tokens.ink_soft);
    let left = rect.left() + space::SMALL;
    let cut = place.elided;
    let upper = egui::pos2(left, rect.center().y - place.size().y);
    ui.painter().galley(upper, place, tokens.ink);
    let lower = egui::pos2(left, rect.center().y + 1.0);
    ui.painter().galley(lower, count, tokens.ink_soft);
    if cut {
        response.on_hover_text(spoken);
    }
}

fn scrubber_ui(ui: &mut Ui, view: &mut DiagramView) {
    let mut step = view.playback.position();
    let last = view.playback.known_len().max(1);
    let width = (ui.available_width() - space::TIGHT).max(60.0);
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().slider_width = width;
            ui.add(Slider::new(&mut step, 0..=last).show_value(false))
        })
        .inner
        .accessible_name("Step");
    if response.changed() {
        view.go_to(step);
    }
}

impl DiagramView {
    /// Takes the next step; a prediction that waits is passed over.
    pub fn step_forward(&mut self) -> bool {
        self.answered = None;
        self.playback.set_playing(false);
        self.playback.forward()
    }

    /// Goes one step back.
    pub fn step_back(&mut self) -> bool {
        self.answered = None;
        self.playback.set_playing(false);
        self.playback.back()
    }

    /// Goes to a step.
    pub fn go_to(&mut self, step: usize) {
        self.answered = None;
        self.playback.set_playing(false);
        self.playback.to(step);
    }

    /// Goes to the last step.
    pub fn go_to_end(&mut self) {
        self.answered = None;
        self.playback.set_playing(false);
        self.playback.to_end();
    }

    /// Starts or pauses.
    pub fn toggle_playing(&mut self) {
        let playing = self.playback.is_playing();
        self.playback.set_playing(!playing);
    }
}
