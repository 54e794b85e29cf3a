//! The bar under the picture: step, play, scrub, speed.

use std::time::Duration;

use egui::{Align, Layout, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::DiagramView;
use crate::ui_kit::button::{icon_button, toggle_icon_button};
use crate::ui_kit::choice::{segmented_ui, segments_width, slider_marks_ui, slider_ui};
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
    if let Some(before) = view.ticked_at {
        view.playback
            .tick((view.now - before).clamp(0.0, LONGEST_TICK_SECS) as f32);
    }
    view.ticked_at = Some(view.now);
    if view.playback.is_playing() && view.playback.pending().is_none() {
        ui.request_repaint_after(FRAME);
    }
}

/// Height of the bar, in points.
const BAR: f32 = 42.0;

/// Side of a small button.
const BUTTON: f32 = 32.0;

/// Side of the button that plays.
const PLAY: f32 = 38.0;

/// Room for the six buttons.
const BUTTONS: f32 = 5.0 * BUTTON + PLAY + 6.0 * GAP;

/// Between two buttons.
const GAP: f32 = 4.0;

/// Room for the words about the present step.
const POSITION: f32 = 176.0;

/// The shortest scrubber that shares its row.
const LEAST_SCRUBBER: f32 = 120.0;

/// Least room for them.
const LEAST_POSITION: f32 = 128.0;

/// The bar; on narrow places the scrubber stands in a row below, with the words about the step
/// above it or beside it.
pub(super) fn playbar_ui(ui: &mut Ui, view: &mut DiagramView) {
    let labels = SPEEDS.map(|(_, label)| label);
    let width = ui.available_width();
    let between = between_width(ui, width);
    let scrubber = between - POSITION - space::MEDIUM;
    let one_row = scrubber >= LEAST_SCRUBBER;
    let above = !one_row && between >= LEAST_POSITION;
    // Hardly room for the buttons: the paces go to the second row.
    let cramped = between < 0.0;
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(vec2(width, BAR), layout, |ui| {
        ui.set_min_height(BAR);
        ui.spacing_mut().item_spacing.x = 0.0;
        buttons_ui(ui, view);
        ui.add_space(space::MEDIUM);
        if one_row {
            scrubber_ui(ui, view, scrubber);
            ui.add_space(space::MEDIUM);
            position_ui(ui, view, POSITION);
        } else if above {
            position_ui(ui, view, between);
        } else if cramped {
            position_ui(ui, view, ui.available_width().max(40.0));
            return;
        } else {
            ui.add_space(between);
        }
        ui.add_space(space::MEDIUM);
        speed_ui(ui, view, &labels);
    });
    if above {
        scrubber_ui(ui, view, width);
    } else if cramped {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            let paces = segments_width(ui, &labels);
            scrubber_ui(ui, view, width - paces - space::MEDIUM);
            speed_ui(ui, view, &labels);
        });
    } else if !one_row {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            scrubber_ui(ui, view, width - LEAST_POSITION - space::MEDIUM);
            position_ui(ui, view, LEAST_POSITION);
        });
    }
}

/// How high the bar is over the available width, in points.
pub(super) fn height(ui: &Ui) -> f32 {
    height_in(ui, ui.available_width())
}

/// How high the bar is over `width`, both in points.
pub(super) fn height_in(ui: &Ui, width: f32) -> f32 {
    let one_row = between_width(ui, width) - POSITION - space::MEDIUM >= LEAST_SCRUBBER;
    if one_row {
        BAR
    } else {
        BAR + space::SMALL + 34.0
    }
}

/// Room between the buttons and the paces.
fn between_width(ui: &Ui, width: f32) -> f32 {
    let speeds = segments_width(ui, &SPEEDS.map(|(_, label)| label));
    width - BUTTONS - speeds - 2.0 * space::MEDIUM
}

fn buttons_ui(ui: &mut Ui, view: &mut DiagramView) {
    ui.spacing_mut().item_spacing.x = GAP;
    let at_start = view.playback.position() == 0;
    let at_end = view.playback.at_end();
    if small_ui(ui, !at_start, icons::SKIP_BACK, "Restart", "Home") {
        view.go_to(0);
    }
    if small_ui(ui, !at_start, icons::CARET_LEFT, "Step back", "Left") {
        view.step_back();
    }
    if play_button_ui(ui, view.playback.is_playing()).clicked() {
        view.toggle_playing();
    }
    if small_ui(ui, !at_end, icons::CARET_RIGHT, "Step forward", "Right") {
        view.step_forward();
    }
    if small_ui(ui, !at_end, icons::SKIP_FORWARD, "To the end", "End") {
        view.go_to_end();
    }
    let marked = view.playback.is_bookmarked();
    let name = if marked {
        "Take the mark off this step"
    } else {
        "Mark this step"
    };
    let (_, rect) = ui.allocate_space(vec2(BUTTON, BUTTON));
    let mut mark = ui.new_child(UiBuilder::new().max_rect(rect).id_salt("mark"));
    if toggle_icon_button(&mut mark, icons::BOOKMARK_SIMPLE, name, "M", marked).clicked() {
        view.playback.toggle_bookmark();
    }
    ui.spacing_mut().item_spacing.x = 0.0;
}

/// An icon button that may be off; says whether it was pressed.
fn small_ui(ui: &mut Ui, enabled: bool, icon: char, name: &str, key: &str) -> bool {
    let (_, rect) = ui.allocate_space(vec2(BUTTON, BUTTON));
    let mut builder = UiBuilder::new().max_rect(rect).id_salt(name);
    if !enabled {
        builder = builder.disabled();
    }
    icon_button(&mut ui.new_child(builder), icon, name, key).clicked()
}

/// The one filled button of the bar.
fn play_button_ui(ui: &mut Ui, playing: bool) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(PLAY, PLAY), Sense::click());
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
        let ring = egui::Stroke::new(tokens.ring, tokens.accent);
        painter.circle_stroke(rect.center(), 20.0, ring);
    }
    let font = Face::Regular.at(18.0);
    let center = egui::Align2::CENTER_CENTER;
    painter.text(rect.center(), center, icon, font, tokens.on_accent);
    response.on_hover_text(format!("{name}  (Space)"))
}

fn speed_ui(ui: &mut Ui, view: &mut DiagramView, labels: &[&str]) {
    let chosen = SPEEDS
        .iter()
        .position(|(speed, _)| *speed == view.playback.speed());
    let picked = segmented_ui(ui, "Speed", labels, chosen.unwrap_or(usize::MAX));
    if let Some((speed, _)) = picked.and_then(|at| SPEEDS.get(at)) {
        view.playback.set_speed(*speed);
    }
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
    let left = rect.left();
    let cut = place.elided;
    let upper = egui::pos2(left, rect.center().y - place.size().y);
    ui.painter().galley(upper, place, tokens.ink);
    let lower = egui::pos2(left, rect.center().y + 1.0);
    ui.painter().galley(lower, count, tokens.ink_soft);
    if cut {
        response.on_hover_text(spoken);
    }
}

fn scrubber_ui(ui: &mut Ui, view: &mut DiagramView, width: f32) {
    let mut step = view.playback.position() as u64;
    let last = view.playback.known_len().max(1) as u64;
    let slider = slider_ui(ui, &mut step, 0..=last, width.max(60.0), "Step");
    let marks = view.playback.bookmarks().map(|mark| mark as u64);
    slider_marks_ui(ui, &slider, last, marks);
    if slider.changed() {
        view.go_to(step as usize);
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

    /// Goes to the next marked step, or with `forward` off to the one before; around the ends.
    pub fn go_to_mark(&mut self, forward: bool) {
        let (position, marks) = (self.playback.position(), &self.playback);
        let target = if forward {
            let next = marks.bookmarks().find(|mark| *mark > position);
            next.or_else(|| marks.bookmarks().next())
        } else {
            let before = marks.bookmarks().filter(|mark| *mark < position).last();
            before.or_else(|| marks.bookmarks().last())
        };
        if let Some(step) = target {
            self.go_to(step);
        }
    }

    /// Starts or pauses.
    pub fn toggle_playing(&mut self) {
        let playing = self.playback.is_playing();
        self.playback.set_playing(!playing);
    }
}
