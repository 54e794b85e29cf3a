//! Sets running text: styled runs become one galley, its links real widgets.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::Glyph;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align, Color32, FontId, Galley, Pos2, Rangef, Rect, Response, Sense, Stroke, Ui, Vec2,
    WidgetInfo,
};

use super::grounds::{
    CODE_GAP, Placed, clear_of_the_edge, frame_gap, grounds_ui, is_framed, underlines_ui,
    without_indents, without_lone_spaces,
};
use super::pieces::Letters;
use super::{ProseAction, ProseContext, breaks, footnote, formula, link_tip};
use crate::markdown::document::{Inline, Link, LinkKind, Span, Style};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::soft_marks;
use crate::ui_kit::tokens::type_size;

/// How a whole text is set before its runs differ.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// In points.
    pub size: f32,
    /// Whether all of it is strong.
    pub strong: bool,
    /// Its color.
    pub color: Color32,
    /// To which side.
    pub align: Align,
}

/// Draws a text over the available width.
pub fn inline_ui(ui: &mut Ui, inline: &Inline, cx: &mut ProseContext<'_>) -> Response {
    let setting = Setting {
        size: cx.style.body,
        strong: false,
        color: cx.tokens.ink,
        align: Align::Min,
    };
    set_ui(ui, inline, setting, cx)
}

/// Draws a text over the available width as `setting` says.
pub(super) fn set_ui(
    ui: &mut Ui,
    inline: &Inline,
    setting: Setting,
    cx: &mut ProseContext<'_>,
) -> Response {
    let laid = breaks::lay_out(ui, inline, setting, ui.available_width(), cx);
    let size = Vec2::new(ui.available_width(), laid.galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, cx.text_sense());
    let first = laid.galley.rows.first().map(|row| row.row.size.y);
    cx.first_line = cx.first_line.or(first);
    let text = (inline, &*laid.text);
    paint_marked_ui(ui, text, &laid.galley, rect, &response, setting, cx);
    response
}

/// Lays a text out at `width`, without drawing it.
pub(super) fn layout(
    ui: &Ui,
    inline: &Inline,
    setting: Setting,
    width: f32,
    cx: &ProseContext<'_>,
) -> Arc<Galley> {
    let inline = &*formula::as_characters(ui, inline, setting.size, width);
    let mut job = job(ui, inline, setting, width, cx);
    let shifts = setting.align == Align::Min && inline.spans.iter().any(is_framed);
    let shift = if shifts { CODE_GAP } else { 0.0 };
    job.wrap = TextWrapping::wrap_at_width((width - shift).max(1.0));
    job.halign = setting.align;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let galley = without_lone_spaces(&galley).unwrap_or(galley);
    let galley = match setting.align {
        Align::Min => without_indents(&galley).unwrap_or(galley),
        _ => galley,
    };
    if shifts {
        clear_of_the_edge(&galley, inline).unwrap_or(galley)
    } else {
        galley
    }
}

/// Paints a laid-out text into `rect`, selectable, with its links as widgets. The typesetter may have
/// put marks into it; what is read is the text `written`.
pub(super) fn paint_marked_ui(
    ui: &mut Ui,
    (written, inline): (&Inline, &Inline),
    galley: &Arc<Galley>,
    rect: Rect,
    response: &Response,
    setting: Setting,
    cx: &mut ProseContext<'_>,
) {
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &*written.text));
    if !ui.is_rect_visible(rect) {
        if let Some(selecting) = &mut cx.selecting {
            selecting.part += 1;
        }
        return;
    }
    let inline = &*formula::as_characters(ui, inline, setting.size, rect.width());
    let origin = match setting.align {
        Align::Min => rect.left_top(),
        Align::Center => rect.center_top(),
        Align::Max => rect.right_top(),
    };
    let placed = Placed {
        inline,
        galley,
        origin,
        setting,
    };
    grounds_ui(ui, &placed, cx);
    let letters = Letters::of(written, inline);
    if let Some(lit) = cx.lit {
        lit.grounds_ui(ui, &letters, galley, origin, setting.size);
    }
    cx.text_ui(ui, response, (letters, galley), origin, setting.color);
    underlines_ui(ui, &placed, cx);
    for ((text, _), (shown, span)) in written.runs().zip(inline.runs()) {
        let is_refused = span.style.math && formula::character_of(shown, span).is_none();
        if span.link.is_none() && !(is_refused && cx.style.selectable) {
            continue;
        }
        let rects = row_rects(galley, chars_of(inline, span), origin);
        let id = ui.id_for_link(origin, span.range().start);
        match &span.link {
            Some(link) => link_ui(ui, text, link, &rects, id, cx),
            None => formula::refusal_tip(ui, text, &rects, id),
        }
    }
}

/// The characters of a run, counted in the whole text.
pub(super) fn chars_of(inline: &Inline, span: &Span) -> Range<usize> {
    let count = |range: Range<usize>| {
        inline
            .text
            .get(range)
            .map_or(0, |text| text.chars().count())
    };
    let start = count(0..span.range().start);
    start..start + count(span.range())
}

fn link_ui(
    ui: &Ui,
    text: &str,
    link: &Arc<Link>,
    rects: &[Rect],
    id: egui::Id,
    cx: &mut ProseContext<'_>,
) {
    let mut hovered = false;
    let mut clicked = false;
    for (part, rect) in rects.iter().enumerate() {
        // Only the first piece takes the focus and stands in the accessibility tree.
        let sense = if part == 0 {
            Sense::click()
        } else {
            Sense::click() - Sense::FOCUSABLE
        };
        let response = ui.interact(*rect, id.with(part), sense);
        if part == 0 {
            response.widget_info(|| {
                WidgetInfo::labeled(egui::Role::Link, true, soft_marks::without(text))
            });
        }
        if response.has_focus() {
            crate::ui_kit::button::focus_ring(ui, rect.expand(2.0), cx.tokens);
        }
        hovered |= response.hovered();
        clicked |= response.clicked();
        if link.kind == LinkKind::Footnote {
            footnote::popover_ui(&response, &link.destination, cx);
        } else {
            link_tip::show(&response, link, cx);
        }
    }
    if hovered {
        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    if hovered || cx.tokens.underlined_links {
        for rect in rects {
            let y = rect.bottom() - (rect.height() * 0.18).round();
            ui.painter()
                .hline(rect.x_range(), y, Stroke::new(1.5, cx.tokens.accent));
        }
    }
    if clicked {
        cx.actions.push(ProseAction::Follow(Arc::clone(link)));
    }
}

trait LinkId {
    fn id_for_link(&self, origin: Pos2, start: usize) -> egui::Id;
}

impl LinkId for Ui {
    /// Unique in its block: the text's place within the block tells cells of a table apart.
    fn id_for_link(&self, origin: Pos2, start: usize) -> egui::Id {
        let place = origin - self.max_rect().min;
        self.scope_id().with((
            "link",
            place.x.round() as i32,
            place.y.round() as i32,
            start,
        ))
    }
}

/// Glyphs that are further apart than this do not stand side by side: between them is what is
/// written in the other direction.
const APART: f32 = 2.0;

/// The rectangles that the characters `range` cover: one a row, more where directions mix.
pub(in crate::ui) fn row_rects(galley: &Galley, range: Range<usize>, origin: Pos2) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut row_start = 0;
    for placed in &galley.rows {
        let count = placed.row.glyphs.len();
        let from = range.start.clamp(row_start, row_start + count) - row_start;
        let to = range.end.clamp(row_start, row_start + count) - row_start;
        let glyphs = without_spaces_at_wrap(&placed.row.glyphs, from..to);
        let is_seen = glyphs.iter().any(|glyph| glyph.chr != soft_marks::MARK);
        if is_seen {
            let top = origin.y + placed.pos.y;
            let rows = Rangef::new(top, top + placed.row.size.y);
            let left = origin.x + placed.pos.x;
            let stretches = stretches(glyphs).into_iter();
            let placed = stretches.map(|x| Rangef::new(left + x.min, left + x.max));
            rects.extend(placed.map(|x| Rect::from_x_y_ranges(x, rows)));
        }
        row_start += count + usize::from(placed.ends_with_newline);
    }
    rects
}

/// Where glyphs stand, those side by side together.
fn stretches(glyphs: &[Glyph]) -> Vec<Rangef> {
    let mut stretches: Vec<Rangef> = Vec::new();
    for glyph in glyphs {
        let x = Rangef::new(glyph.pos.x, glyph.pos.x + glyph.advance_width);
        match stretches.last_mut() {
            Some(last) if x.min <= last.max + APART && x.max >= last.min - APART => {
                *last = Rangef::new(last.min.min(x.min), last.max.max(x.max));
            }
            _ => stretches.push(x),
        }
    }
    stretches
}

/// The glyphs `part` of a row without the space at which its line was broken.
fn without_spaces_at_wrap(row: &[Glyph], part: Range<usize>) -> &[Glyph] {
    let (at_start, at_end) = (part.start == 0, part.end == row.len());
    let mut glyphs = row.get(part).unwrap_or_default();
    if at_end
        && let [rest @ .., last] = glyphs
        && last.chr == ' '
        && !rest.is_empty()
    {
        glyphs = rest;
    }
    if at_start
        && let [first, rest @ ..] = glyphs
        && first.chr == ' '
        && !rest.is_empty()
    {
        glyphs = rest;
    }
    glyphs
}

fn job(ui: &Ui, inline: &Inline, setting: Setting, width: f32, cx: &ProseContext<'_>) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut before = 0.0_f32;
    for (text, span) in inline.runs() {
        // The ground of code is wider than its letters and must not touch its neighbors.
        let own = frame_gap(span);
        let gap = own.max(before);
        before = own;
        let format = match formula::character_of(text, span) {
            Some(character) => {
                let style = Style {
                    math: false,
                    ..span.style
                };
                let around = format(style, span.link.as_deref(), setting, cx);
                formula::format(ui, character, around, width)
            }
            None => format(span.style, span.link.as_deref(), setting, cx),
        };
        job.append(text, gap, format);
    }
    if job.sections.is_empty() {
        job.append("", 0.0, format(Style::default(), None, setting, cx));
    }
    job
}

/// The font of words in a style.
pub(super) fn font(style: Style, setting: Setting) -> FontId {
    let strong = style.strong || setting.strong;
    let is_code = style.code || style.math;
    let face = match (is_code, strong, style.emphasis) {
        (true, true, _) => Face::MonoStrong,
        (true, false, _) => Face::Mono,
        (false, true, true) => Face::TextStrongItalic,
        (false, true, false) => Face::TextStrong,
        (false, false, true) => Face::TextItalic,
        (false, false, false) => Face::Text,
    };
    let mut size = setting.size;
    if style.key {
        size = (size * 0.82 * 2.0).round() / 2.0;
    }
    if is_code {
        size = (size * type_size::CODE / type_size::BODY * 2.0).round() / 2.0;
    }
    if style.superscript || style.subscript {
        size = (size * 0.76 * 2.0).round() / 2.0;
    }
    face.at(size)
}

/// The color of words.
pub(super) fn ink(
    style: Style,
    link: Option<&Link>,
    setting: Setting,
    cx: &ProseContext<'_>,
) -> egui::Color32 {
    match link {
        Some(link) if cx.resources.is_broken(link) => cx.tokens.ink_soft,
        Some(_) => cx.tokens.accent,
        None if style.image => cx.tokens.ink_soft,
        None => setting.color,
    }
}

fn format(
    style: Style,
    link: Option<&Link>,
    setting: Setting,
    cx: &ProseContext<'_>,
) -> TextFormat {
    let font_id = font(style, setting);
    let size = font_id.size;
    // Raised and lowered words stand in a lower line of their own, at its upper or lower edge.
    let line_height = match (style.superscript, style.subscript) {
        (true, _) => size * 1.7,
        (_, true) => size * 1.5,
        _ => cx.style.line_height(setting.size),
    };
    let color = ink(style, link, setting, cx);
    let strike = if style.strikethrough {
        Stroke::new(1.0, color)
    } else {
        Stroke::NONE
    };
    TextFormat {
        font_id,
        line_height: Some(line_height),
        color,
        strikethrough: strike,
        valign: match (style.superscript, style.subscript) {
            (true, _) => Align::TOP,
            (_, true) => Align::BOTTOM,
            // Where a formula makes the line higher, the words stay on its baseline.
            (false, false) => Align::Center,
        },
        ..Default::default()
    }
}
