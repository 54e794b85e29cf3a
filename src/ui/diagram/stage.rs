//! The picture and what stands right below it: the sentence, the counters, the inspected thing.

use egui::{Align, Label, Layout, Ui, vec2};

use super::{DiagramView, header};
use crate::diagrams::scene::{Counter, Shape, Tone};
use crate::ui_kit::button::icon_button;
use crate::ui_kit::fonts::Face;
use crate::ui_kit::scene_painter::{Fit, SceneOptions};
use crate::ui_kit::tokens::{Tokens, measure, space, type_size};
use crate::ui_kit::{icons, text};

/// Between the border of a counter and its words, in points.
const COUNTER_MARGIN: f32 = 11.0;

/// The picture, open to pointer and keys, under the `name` that a screen reader says.
pub(super) fn stage_ui(ui: &mut Ui, view: &mut DiagramView, name: &str, fit: Fit) {
    let shape = DiagramView::narrow_or_wide(ui.available_width());
    let scene = view.scene(shape);
    let sentence = view.playback.sentence();
    let options = SceneOptions {
        title: name,
        description: &sentence,
        fit,
        padding: space::MEDIUM,
        interactive: true,
        leaves_step_keys: true,
    };
    let output = view.painter.show(ui, &scene, &options);
    if ui.is_visible() {
        view.stage = Some(output.response.id);
    }
    if view.painter.is_zoomed() {
        fit_button_ui(ui, view, output.response.rect);
    }
}

/// In the corner of a picture that is zoomed.
fn fit_button_ui(ui: &mut Ui, view: &mut DiagramView, stage: egui::Rect) {
    let rect = egui::Rect::from_min_size(stage.right_top() + vec2(-40.0, 8.0), vec2(32.0, 32.0));
    let tokens = Tokens::of(ui);
    ui.painter()
        .rect_filled(rect, measure::RADIUS, tokens.raised);
    let builder = egui::UiBuilder::new().max_rect(rect).id_salt("fit");
    let mut corner = ui.new_child(builder);
    if icon_button(
        &mut corner,
        icons::FRAME_CORNERS,
        "Show the whole picture",
        "0",
    )
    .clicked()
    {
        view.painter.fit();
    }
}

/// A still two fifths into the run, with nothing around it.
pub(super) fn thumbnail_ui(ui: &mut Ui, view: &mut DiagramView) {
    if !view.still {
        view.still = true;
        view.playback.set_asking(false);
        view.playback.to(view.playback.known_len() * 2 / 5);
    }
    // What does not fit below is cut off: a picture that can be made out says more than a whole.
    let height = ui.available_height().min(ui.available_width() * 0.62);
    picture_ui(ui, view, Shape::Wide, Fit::Upper(height));
}

/// The present step, not open to pointer and keys; cut off below `height` points.
pub(super) fn still_ui(ui: &mut Ui, view: &mut DiagramView, height: f32) {
    let shape = DiagramView::narrow_or_wide(ui.available_width());
    picture_ui(ui, view, shape, Fit::Upper(height));
}

fn picture_ui(ui: &mut Ui, view: &mut DiagramView, shape: Shape, fit: Fit) {
    let scene = view.scene(shape);
    let options = SceneOptions {
        title: view.kind.title,
        description: view.kind.summary,
        fit,
        padding: space::SMALL,
        interactive: false,
        leaves_step_keys: true,
    };
    view.painter.show(ui, &scene, &options);
}

/// What happened and by which rule, large; said by screen readers when it changes.
pub(super) fn sentence_ui(ui: &mut Ui, view: &DiagramView, size: f32) {
    ui.add_space(space::TIGHT);
    let label = ui.add(Label::new(sentence(view, size, Tokens::of(ui))).wrap());
    let live = if rushes(view) {
        egui::accesskit::Live::Off
    } else {
        egui::accesskit::Live::Polite
    };
    ui.accesskit_node_builder(label.id, |node| node.set_live(live));
    // Two lines are kept free, so that what stands below rarely moves.
    let missing = 2.0 * line_height(size) - label.rect.height();
    let asked = view.playback.pending().is_some() || view.answered.is_some();
    if missing > 0.0 && !asked && view.painter.selected().is_none() {
        ui.add_space(missing);
    }
}

/// How high the sentence is over the available width, in points.
pub(super) fn sentence_height(ui: &Ui, view: &DiagramView, size: f32) -> f32 {
    let text = egui::WidgetText::from(sentence(view, size, Tokens::of(ui)));
    let (wrap, style) = (egui::TextWrapMode::Wrap, egui::TextStyle::Body);
    let galley = text.into_galley(ui, Some(wrap), ui.available_width(), style);
    space::TIGHT + galley.size().y.max(2.0 * line_height(size))
}

/// Whether it plays over steps on which nothing changes that one must read.
fn rushes(view: &DiagramView) -> bool {
    let quiet = view.playback.last_step().is_some_and(|step| step.quiet);
    quiet && view.playback.is_playing()
}

/// The present sentence; while it rushes, the last one that matters.
fn sentence(view: &DiagramView, size: f32, tokens: &Tokens) -> egui::RichText {
    let playback = &view.playback;
    let mut log = playback.log().iter().rev();
    let words = match log.find(|step| !step.quiet) {
        Some(step) if rushes(view) => step.sentence.clone(),
        None if rushes(view) => playback.opening().unwrap_or_default(),
        _ => playback.sentence(),
    };
    egui::RichText::new(words)
        .font(Face::Regular.at(size))
        .line_height(Some(line_height(size)))
        .color(tokens.ink)
}

fn line_height(size: f32) -> f32 {
    (size * 1.4).round()
}

/// The figures of the scene, side by side.
pub(super) fn counters_ui(ui: &mut Ui, view: &mut DiagramView) {
    let shape = DiagramView::narrow_or_wide(ui.available_width());
    let scene = view.scene(shape);
    if scene.counters.is_empty() {
        return;
    }
    let gap = space::SMALL;
    let width = ui.available_width();
    let widest = ui.fonts_mut(|fonts| {
        let font = Face::Regular.at(type_size::SMALL);
        let lay_out = |label: &String| {
            let color = egui::Color32::PLACEHOLDER;
            fonts
                .layout_no_wrap(label.clone(), font.clone(), color)
                .size()
                .x
        };
        let labels = scene.counters.iter().map(|counter| &counter.label);
        labels.map(lay_out).fold(0.0, f32::max)
    });
    let least = (widest + 2.0 * COUNTER_MARGIN).clamp(96.0, 200.0);
    let most = ((width + gap) / (least + gap)).floor().max(1.0) as usize;
    let rows = scene.counters.len().div_ceil(most);
    let columns = scene.counters.len().div_ceil(rows);
    let each = (width - gap * (columns as f32 - 1.0)) / columns as f32;
    for row in scene.counters.chunks(columns) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for counter in row {
                counter_ui(ui, counter, each);
            }
        });
    }
}

fn counter_ui(ui: &mut Ui, counter: &Counter, width: f32) {
    let tokens = Tokens::of(ui);
    let color = match counter.tone {
        Tone::Neutral | Tone::Muted => tokens.ink,
        tone => tokens.tone(tone).0,
    };
    let (rect, response) = ui.allocate_exact_size(vec2(width, 50.0), egui::Sense::hover());
    let name = format!("{}: {}", counter.label, counter.value);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
    let painter = ui.painter_at(rect);
    let line = egui::Stroke::new(1.0, tokens.line);
    let inside = egui::StrokeKind::Inside;
    painter.rect(rect, measure::RADIUS + 2, tokens.panel, line, inside);
    let inner = rect.shrink2(vec2(COUNTER_MARGIN - 1.0, 7.0));
    let line = |text: &str, font, color| {
        let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, color);
        job.wrap = egui::text::TextWrapping::truncate_at_width(inner.width());
        painter.layout_job(job)
    };
    let label = line(
        &counter.label,
        Face::Regular.at(type_size::SMALL),
        tokens.ink_soft,
    );
    let value = line(&counter.value, Face::Strong.at(16.0), color);
    let (cut_label, cut_value) = (label.elided, value.elided);
    painter.galley(inner.left_top(), label, tokens.ink_soft);
    let at = inner.left_bottom() - vec2(0.0, value.size().y);
    painter.galley(at, value, color);
    if cut_label || cut_value {
        response.on_hover_text(name);
    }
}

/// What is known of the element that was clicked.
pub(super) fn inspector_ui(ui: &mut Ui, view: &mut DiagramView) {
    let shape = DiagramView::narrow_or_wide(ui.available_width());
    // While two pictures are compared, what was clicked may stand in the kept one.
    if view.painter.selected().is_none()
        && let Some(kept) = &mut view.kept
    {
        inspector_ui(ui, kept);
        return;
    }
    let scene = view.scene(shape);
    let Some(id) = view.painter.selected() else {
        return;
    };
    let tokens = Tokens::of(ui);
    let (name, detail) = match scene.element(id) {
        // A frame around others says nothing that its title does not.
        Some(element) if element.detail.is_empty() => return,
        Some(element) => (element.name.clone(), element.detail.clone()),
        None => (
            "Not on the picture".to_owned(),
            "What you had chosen is gone at this step.".to_owned(),
        ),
    };
    let mut close = false;
    let frame = header::notice_frame(tokens.accent, tokens.accent_soft);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_top(|ui| {
            let width = (ui.available_width() - 40.0).max(80.0);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = space::TIGHT;
                ui.add(Label::new(text::strong(name, tokens)).wrap());
                ui.add(Label::new(text::body(detail, tokens)).wrap());
            });
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                close = icon_button(ui, icons::X, "Close the explanation", "").clicked();
            });
        });
    });
    if close {
        view.painter.select(None);
    }
}
