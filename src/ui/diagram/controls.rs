//! The inputs of a diagram, drawn from its parameter table.
//!
//! A change begins the run anew, at rest. Inputs that have no use with the others as they are
//! stay hidden.

use egui::{Align, ComboBox, DragValue, Label, Layout, Response, Slider, Ui};

use super::DiagramView;
use crate::diagrams::params::{ChoiceOption, ParamKind, ParamSpec, Params, Unit, Value};
use crate::ui_kit::button::Button;
use crate::ui_kit::choice::{segmented_ui, switch_ui};
use crate::ui_kit::text;
use crate::ui_kit::tokens::{Tokens, space};

/// Up to so many options stand side by side.
const SEGMENTS: usize = 3;

/// A number with at most so many values has a slider.
const SLIDER_RANGE: u64 = 1_000;

/// All groups with their inputs.
pub(super) fn controls_ui(ui: &mut Ui, view: &mut DiagramView) {
    let mut params = view.playback.params().clone();
    let mut group = "";
    for spec in view.kind.params {
        if !(spec.relevant)(&params) {
            continue;
        }
        if spec.group != group {
            if !group.is_empty() {
                ui.add_space(space::MEDIUM);
            }
            group = spec.group;
            ui.label(text::strong(group, Tokens::of(ui)));
        }
        ui.push_id(spec.key, |ui| input_ui(ui, spec, &mut params));
    }
    if params != *view.playback.params() {
        view.restart(params);
    }
    if !view.playback.params().differences().is_empty() {
        ui.add_space(space::MEDIUM);
        if Button::quiet("Reset all inputs").show(ui).clicked() {
            view.restart(Params::defaults(view.kind.params));
        }
    }
}

fn input_ui(ui: &mut Ui, spec: &ParamSpec, params: &mut Params) {
    let value = match (spec.kind, params.value(spec.key)) {
        (ParamKind::Switch { .. }, Value::Switch(on)) => switch_row_ui(ui, spec, on),
        (ParamKind::Choice { options, .. }, Value::Choice(key)) => {
            choice_row_ui(ui, spec, options, key)
        }
        (ParamKind::Number { min, max, unit, .. }, Value::Number(number)) => {
            let range = NumberRange { min, max, unit };
            number_row_ui(ui, spec, &range, params, number)
        }
        _ => None,
    };
    if let Some(value) = value {
        // Controls only offer values of the table's types, and numbers are clamped.
        let _ = params.set(spec.key, value);
    }
}

/// A label at the left and what `control` draws at the right.
fn row_ui<T>(ui: &mut Ui, spec: &ParamSpec, control: impl FnOnce(&mut Ui, &Response) -> T) -> T {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.set_min_height(34.0);
        let label = ui.add(Label::new(text::body(spec.label, tokens)).sense(egui::Sense::hover()));
        let label = if spec.help.is_empty() {
            label
        } else {
            label.on_hover_text(spec.help)
        };
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            control(ui, &label)
        })
        .inner
    })
    .inner
}

fn switch_row_ui(ui: &mut Ui, spec: &ParamSpec, on: bool) -> Option<Value> {
    row_ui(ui, spec, |ui, _| {
        let mut on = on;
        let response = switch_ui(ui, &mut on, spec.label);
        help(response, spec).changed().then_some(Value::Switch(on))
    })
}

fn choice_row_ui(
    ui: &mut Ui,
    spec: &ParamSpec,
    options: &'static [ChoiceOption],
    key: &str,
) -> Option<Value> {
    let chosen = options.iter().position(|option| option.key == key);
    let labels: Vec<&str> = options.iter().map(|option| option.label).collect();
    let letters: usize = labels.iter().map(|label| label.chars().count() + 3).sum();
    let beside = spec.label.chars().count() as f32 * 7.0 + 16.0;
    let segments = letters as f32 * 7.5;
    let picked = if options.len() > SEGMENTS || segments > ui.available_width() {
        row_ui(ui, spec, |ui, label| combo_ui(ui, label, &labels, chosen))
    } else if beside + segments > ui.available_width() {
        let label = ui.label(text::body(spec.label, Tokens::of(ui)));
        help(label, spec);
        segmented_ui(ui, spec.label, &labels, chosen.unwrap_or(usize::MAX))
    } else {
        row_ui(ui, spec, |ui, _| {
            let layout = Layout::left_to_right(Align::Center);
            let row = ui.with_layout(layout, |ui| {
                segmented_ui(ui, spec.label, &labels, chosen.unwrap_or(usize::MAX))
            });
            row.inner
        })
    };
    let option = options.get(picked?)?;
    Some(Value::Choice(option.key))
}

fn combo_ui(
    ui: &mut Ui,
    label: &Response,
    labels: &[&str],
    chosen: Option<usize>,
) -> Option<usize> {
    let shown = chosen.and_then(|at| labels.get(at)).copied().unwrap_or("");
    let menu = ComboBox::from_id_salt("choice")
        .selected_text(shown)
        .width(ui.available_width().clamp(90.0, 190.0))
        .height(320.0)
        .truncate()
        .show_ui(ui, |ui| {
            let mut picked = None;
            for (at, label) in labels.iter().enumerate() {
                if ui.selectable_label(chosen == Some(at), *label).clicked() {
                    picked = Some(at);
                }
            }
            picked
        });
    let _ = menu.response.labelled_by(label.id);
    menu.inner.flatten()
}

/// What a number may be.
struct NumberRange {
    min: u64,
    max: u64,
    unit: Unit,
}

fn number_row_ui(
    ui: &mut Ui,
    spec: &ParamSpec,
    range: &NumberRange,
    params: &Params,
    number: u64,
) -> Option<Value> {
    let mut value = number;
    row_ui(ui, spec, |ui, label| {
        let speed = (number as f64 / 60.0).max(0.1);
        let drag = DragValue::new(&mut value)
            .range(range.min..=range.max)
            .speed(speed)
            .max_decimals(0)
            .update_while_editing(false)
            .custom_formatter(|shown, _| written(range.unit, spec, shown))
            .custom_parser(|words| read(spec, params, words));
        let response = ui.add(drag).labelled_by(label.id);
        help(response, spec);
    });
    if range.max - range.min <= SLIDER_RANGE {
        ui.scope(|ui| {
            ui.spacing_mut().slider_width = ui.available_width();
            let slider = Slider::new(&mut value, range.min..=range.max).show_value(false);
            let name = format!("{}, slider", spec.label);
            help(ui.add(slider).accessible_name(name), spec);
        });
    }
    (value != number).then_some(Value::Number(value))
}

fn help(response: Response, spec: &ParamSpec) -> Response {
    if spec.help.is_empty() {
        response
    } else {
        response.on_hover_text(spec.help)
    }
}

/// A number for reading; sizes that would be rounded are written exactly.
fn written(unit: Unit, spec: &ParamSpec, number: f64) -> String {
    let number = number.max(0.0).round() as u64;
    let short = unit.write(number);
    let exact = unit != Unit::Bytes || read_size(&short) == Some(number);
    if exact {
        short
    } else {
        spec.kind.write(Value::Number(number))
    }
}

/// What a person typed, as the fence would read it.
fn read(spec: &ParamSpec, params: &Params, words: &str) -> Option<f64> {
    let words = words.trim().replace("bytes", "B");
    let mut probe = params.clone();
    probe.set_text(spec.key, &words).ok()?;
    Some(probe.number(spec.key) as f64)
}

fn read_size(words: &str) -> Option<u64> {
    let (digits, unit) = words.split_once(' ')?;
    let power = ["bytes", "KB", "MB", "GB", "TB"]
        .iter()
        .position(|name| *name == unit)?;
    let bytes = digits.parse::<f64>().ok()? * 1024_f64.powi(i32::try_from(power).ok()?);
    (bytes.fract() == 0.0).then_some(bytes as u64)
}
