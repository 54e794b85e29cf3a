//! The inputs of a diagram, drawn from its parameter table.
//!
//! A change begins the run anew, at rest. Inputs that have no use with the others as they are
//! stay hidden.

use egui::{Color32, DragValue, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::DiagramView;
use crate::diagrams::params::{ChoiceOption, ParamKind, ParamSpec, Params, Unit, Value};
use crate::ui_kit::button::Button;
use crate::ui_kit::choice::{
    MenuOption, menu_ui, segmented_ui, segments_width, slider_ui, switch_ui,
};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::text;
use crate::ui_kit::tokens::{Tokens, space, type_size};

/// Up to so many options stand side by side.
const SEGMENTS: usize = 3;

/// Width of a switch, in points.
const SWITCH: f32 = 38.0;

/// Least width of a number with its unit.
const NUMBER: f32 = 116.0;

/// A number with at most so many values has a slider.
const SLIDER_RANGE: u64 = 1_000;

/// The narrowest column of inputs where there are several, in points.
const COLUMN: f32 = 300.0;

/// All groups with their inputs, in as many columns as there is room for.
pub(super) fn controls_ui(ui: &mut Ui, view: &mut DiagramView) {
    let mut params = view.playback.params().clone();
    let groups = groups(view.kind.params, &params);
    let most = (ui.available_width() / (COLUMN + space::SECTION)).max(1.0) as usize;
    if most < 2 || groups.len() < 2 {
        for group in &groups {
            group_ui(ui, group, &mut params);
        }
    } else {
        let shares = shared_out(groups, most.min(3));
        ui.spacing_mut().item_spacing.x = space::SECTION;
        ui.columns(shares.len(), |columns| {
            for (ui, share) in columns.iter_mut().zip(&shares) {
                ui.spacing_mut().item_spacing.x = space::SMALL;
                for group in share {
                    group_ui(ui, group, &mut params);
                }
            }
        });
        ui.spacing_mut().item_spacing.x = space::SMALL;
    }
    if params != *view.playback.params() {
        view.restart(params);
    }
    if !view.playback.params().differences().is_empty()
        && Button::quiet("Reset all inputs").show(ui).clicked()
    {
        view.restart(Params::defaults(view.kind.params));
    }
}

/// A heading and the inputs below it.
type Group = (&'static str, Vec<&'static ParamSpec>);

/// The inputs that have a use, by group, in the order of the table.
fn groups(specs: &'static [ParamSpec], params: &Params) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for spec in specs.iter().filter(|spec| (spec.relevant)(params)) {
        match groups.last_mut() {
            Some((name, inputs)) if *name == spec.group => inputs.push(spec),
            _ => groups.push((spec.group, vec![spec])),
        }
    }
    groups
}

/// Groups in their order over `count` columns of about the same length.
fn shared_out(groups: Vec<Group>, count: usize) -> Vec<Vec<Group>> {
    let length = |group: &Group| group.1.len() + 1;
    let total: usize = groups.iter().map(length).sum();
    let mut shares: Vec<Vec<Group>> = vec![Vec::new(); count];
    let mut before = 0;
    for group in groups {
        // A group goes where its middle falls.
        let middle = before + length(&group) / 2;
        let at = (middle * count / total.max(1)).min(count - 1);
        before += length(&group);
        if let Some(share) = shares.get_mut(at) {
            share.push(group);
        }
    }
    shares.retain(|share| !share.is_empty());
    shares
}

fn group_ui(ui: &mut Ui, (name, inputs): &Group, params: &mut Params) {
    ui.label(text::strong(*name, Tokens::of(ui)));
    for spec in inputs {
        ui.push_id(spec.key, |ui| input_ui(ui, spec, params));
    }
    ui.add_space(space::MEDIUM);
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

/// A label at the left, over as many lines as it needs, and `control` in its own column at the
/// right, `width` points wide.
fn row_ui<T>(
    ui: &mut Ui,
    spec: &ParamSpec,
    width: f32,
    control: impl FnOnce(&mut Ui, &Response) -> T,
) -> T {
    let words = (ui.available_width() - width - space::SMALL).max(60.0);
    let ink = Tokens::of(ui).ink;
    let galley = ui.fonts_mut(|fonts| {
        fonts.layout(
            spec.label.to_owned(),
            Face::Regular.at(type_size::UI),
            ink,
            words,
        )
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let size = vec2(words, galley.size().y.max(34.0));
        let (rect, label) = ui.allocate_exact_size(size, Sense::hover());
        label.widget_info(|| WidgetInfo::labeled(Role::Label, true, spec.label));
        let at = rect.left_center() - vec2(0.0, galley.size().y / 2.0);
        ui.painter().galley(at, galley, ink);
        let label = help(label, spec);
        control(ui, &label)
    })
    .inner
}

/// Width of menus and numbers, in points: the wider part of the row.
fn column(ui: &Ui) -> f32 {
    (ui.available_width() * 0.57).clamp(120.0, 240.0)
}

fn switch_row_ui(ui: &mut Ui, spec: &ParamSpec, on: bool) -> Option<Value> {
    row_ui(ui, spec, SWITCH, |ui, _| {
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
    let segments = segments_width(ui, &labels);
    let (row, few) = (ui.available_width(), options.len() <= SEGMENTS);
    let at = chosen.unwrap_or(usize::MAX);
    let picked = if few && segments <= row * 0.66 {
        row_ui(ui, spec, segments, |ui, _| {
            segmented_ui(ui, spec.label, &labels, at)
        })
    } else if few && segments <= row {
        let label = ui.label(text::body(spec.label, Tokens::of(ui)));
        help(label, spec);
        segmented_ui(ui, spec.label, &labels, at)
    } else {
        let menu: Vec<MenuOption<'_>> = labels
            .iter()
            .map(|label| MenuOption { label, hint: "" })
            .collect();
        let width = column(ui);
        row_ui(ui, spec, width, |ui, label| {
            menu_ui(ui, label, &menu, chosen, "", width)
        })
    };
    let option = options.get(picked?)?;
    Some(Value::Choice(option.key))
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
    let shown = written(range.unit, spec, number as f64);
    let text = ui.fonts_mut(|fonts| {
        fonts.layout_no_wrap(shown, Face::Regular.at(type_size::UI), Color32::PLACEHOLDER)
    });
    let width = (text.size().x + 2.0 * space::MEDIUM + 4.0).max(NUMBER);
    row_ui(ui, spec, width, |ui, label| {
        let speed = (number as f64 / 60.0).max(0.1);
        let drag = DragValue::new(&mut value)
            .range(range.min..=range.max)
            .speed(speed)
            .max_decimals(0)
            .update_while_editing(false)
            .clip_text(true)
            .min_size(vec2(width, 34.0))
            .custom_formatter(|shown, _| written(range.unit, spec, shown))
            .custom_parser(|words| read(spec, params, words));
        let response = ui.add(drag).labelled_by(label.id);
        help(response, spec);
    });
    if range.max - range.min <= SLIDER_RANGE {
        let name = format!("{}, slider", spec.label);
        let width = ui.available_width();
        let slider = slider_ui(ui, &mut value, range.min..=range.max, width, &name);
        help(slider, spec);
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
