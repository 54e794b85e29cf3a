//! Formulas: characters in running text, blocks of their own.
//!
//! In a line a formula is one character that stands on the text's baseline; where it is too wide
//! it is set smaller. What cannot be set is shown as its source, as code is.

use std::borrow::Cow;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Rect, Ui, WidgetInfo, vec2};

use super::pieces::Letters;
use super::{ProseAction, ProseContext, code};
use crate::base::text::sentence;
use crate::markdown::document::{Inline, Span, Spans};
use crate::markdown::formula::FormulaStyle;
use crate::ui_kit::button::SmallButton;
use crate::ui_kit::fonts::Face;
use crate::ui_kit::formula::{self, character, extent, is_formula, paint_display, refusal};
use crate::ui_kit::tokens::{measure, space};
use crate::ui_kit::{icons, layout, text};

/// A formula is set no smaller than this share of its size.
const LEAST_SHARE: f32 = 0.6;

/// A displayed formula is set no smaller than this share; it scrolls sideways…
const LEAST_DISPLAY_SHARE: f32 = 0.8;

/// …but for slides, on which nobody scrolls.
const LEAST_SLIDE_SHARE: f32 = 0.35;

/// Room above and below a displayed formula, in points.
const DISPLAY_PADDING: f32 = 6.0;

/// The text with each formula that fits into a line `width` points wide as one character.
/// Spans stay the same in number and order.
pub(super) fn as_characters<'t>(
    ui: &Ui,
    inline: &'t Inline,
    size: f32,
    width: f32,
) -> Cow<'t, Inline> {
    if !inline.spans.iter().any(|span| span.style.math) {
        return Cow::Borrowed(inline);
    }
    let mut text = String::with_capacity(inline.text.len());
    let mut spans = Spans::with_capacity(inline.spans.len());
    for (written, span) in inline.runs() {
        let start = text.len();
        let character = match character_of(written, span) {
            None if span.style.math => in_line(ui, written, size, width),
            // It is one already, or no formula.
            Some(_) | None => None,
        };
        match character {
            Some(character) => text.push(character),
            None => text.push_str(written),
        }
        spans.push(span.over(start..text.len()));
    }
    Cow::Owned(Inline {
        text: text.into(),
        spans,
    })
}

fn in_line(ui: &Ui, tex: &str, size: f32, width: f32) -> Option<char> {
    let character = character(ui.ctx(), tex, FormulaStyle::Inline)?;
    let extent = extent(ui.ctx(), character, size)?;
    let share = extent.share_in_line(width, ui.pixels_per_point());
    (share >= LEAST_SHARE).then_some(character)
}

/// The character of the formula that a run shows, if it shows one.
pub(super) fn character_of(shown: &str, span: &Span) -> Option<char> {
    let first = shown.chars().next()?;
    (span.style.math && is_formula(first)).then_some(first)
}

/// How a formula is set in a line `width` points wide, in the format of the words around it.
pub(super) fn format(ui: &Ui, character: char, around: TextFormat, width: f32) -> TextFormat {
    let size = around.font_id.size;
    let Some(extent) = extent(ui.ctx(), character, size) else {
        return around;
    };
    let share = extent.share_in_line(width, ui.pixels_per_point());
    let line = around.line_height.unwrap_or(size);
    TextFormat {
        font_id: Face::Regular.at(size * share),
        line_height: Some(line.max(extent.line_height(size) * share)),
        ..around
    }
}

/// A formula in the middle of the column.
pub(super) fn display_ui(ui: &mut Ui, tex: &Arc<str>, cx: &mut ProseContext<'_>) {
    let found = character(ui.ctx(), tex, FormulaStyle::Display);
    let extent_of = |character| extent(ui.ctx(), character, cx.style.body);
    let Some((character, extent)) = found.and_then(|c| Some((c, extent_of(c)?))) else {
        refusal_ui(ui, tex, cx);
        code::show(ui, "tex", tex, cx);
        return;
    };
    let column = ui.available_width();
    let least = if cx.style.selectable {
        LEAST_DISPLAY_SHARE
    } else {
        LEAST_SLIDE_SHARE
    };
    let share = (column / extent.width).clamp(least, 1.0);
    let size = cx.style.body * share;
    let response = if extent.width * share > column {
        let area = layout::sideways(ui, "formula");
        let content = |ui: &mut Ui| {
            let response = sized_ui(ui, tex, character, size, cx);
            ui.add_space(measure::BAR_ROOM);
            response
        };
        area.show(ui, content).inner
    } else {
        sized_ui(ui, tex, character, size, cx)
    };
    if cx.style.selectable {
        copy_button_ui(ui, tex, &response, cx);
    }
}

/// Above the source of a displayed formula that cannot be set: why. On slides there is no room.
fn refusal_ui(ui: &mut Ui, tex: &str, cx: &ProseContext<'_>) {
    let reason = refusal(ui.ctx(), tex, FormulaStyle::Display);
    let Some(reason) = reason.filter(|_| cx.style.selectable) else {
        return;
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        ui.label(text::icon(icons::WARNING_CIRCLE, 17.0, cx.tokens.warn));
        ui.add(egui::Label::new(text::soft(sentence(&reason), cx.tokens)).wrap());
    });
    ui.add_space(space::SMALL);
}

/// Says why a formula in a line is shown as its source, to whoever points at it.
pub(super) fn refusal_tip(ui: &Ui, tex: &str, rects: &[Rect], id: egui::Id) {
    let Some(reason) = refusal(ui.ctx(), tex, FormulaStyle::Inline) else {
        return;
    };
    for (part, rect) in rects.iter().enumerate() {
        let response = ui.interact(*rect, id.with(part), egui::Sense::hover());
        response.on_hover_text(sentence(&reason));
    }
}

/// At the right of a formula, while the pointer is there.
fn copy_button_ui(ui: &Ui, tex: &str, response: &egui::Response, cx: &mut ProseContext<'_>) {
    let block = Rect::from_x_y_ranges(ui.max_rect().x_range(), response.rect.y_range());
    let place = Rect::from_min_size(block.right_top() - vec2(28.0, 0.0), vec2(28.0, 28.0));
    let shown = ui.rect_contains_pointer(block);
    let button = SmallButton::icon(icons::COPY, "Copy formula");
    if button.show(ui, place, shown).clicked() {
        cx.actions.push(ProseAction::Copy(tex.to_owned()));
    }
}

fn sized_ui(
    ui: &mut Ui,
    tex: &Arc<str>,
    character: char,
    size: f32,
    cx: &mut ProseContext<'_>,
) -> egui::Response {
    let extent = extent(ui.ctx(), character, size).unwrap_or(formula::Extent {
        width: 0.0,
        height: 0.0,
        depth: 0.0,
    });
    let height = extent.whole_height().ceil();
    let format = TextFormat {
        font_id: Face::Regular.at(size),
        line_height: Some(height),
        color: cx.tokens.ink,
        ..Default::default()
    };
    let mut job = LayoutJob::single_section(character.to_string(), format);
    job.wrap.max_width = f32::INFINITY;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let width = ui.available_width().max(galley.size().x);
    let area = vec2(width, height + 2.0 * DISPLAY_PADDING);
    let (rect, response) = ui.allocate_exact_size(area, cx.text_sense());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &**tex));
    if !ui.is_rect_visible(rect) {
        if let Some(selecting) = &mut cx.selecting {
            selecting.part += 1;
        }
        return response;
    }
    let left = ((width - galley.size().x) / 2.0).max(0.0);
    let at = rect.min + vec2(left, DISPLAY_PADDING);
    // The character is blank: it is there to be selected, where texts can be.
    if cx.selecting.is_some() || cx.style.selectable {
        let letters = Letters::of_formula(tex, character);
        cx.text_ui(ui, &response, (letters, &galley), at, cx.tokens.ink);
    }
    paint_display(ui, character, at, size, cx.tokens.ink);
    response
}
