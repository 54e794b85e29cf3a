//! A block of code: a quiet line with its language, a button that copies it and a switch that wraps
//! its lines; below it the code, whose words take their colors as soon as they are known.
//!
//! Lines that are wider than the block scroll sideways inside it. Long code is laid out in pieces,
//! and only those on screen.

mod lines;

use std::ops::Range;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Galley, Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

use self::lines::{Lines, Piece};
use super::pieces::Letters;
use super::{ProseAction, ProseContext, ProseStyle};
use crate::markdown::highlight::{self, Highlight, Role, language};
use crate::ui_kit::button::SmallButton;
use crate::ui_kit::fonts::Face;
use crate::ui_kit::tokens::{Tokens, measure, type_size};
use crate::ui_kit::{icons, layout};

const PADDING: f32 = 14.0;
/// The least room between the end of a line and the edge.
const LEAST_AT_END: f32 = 7.0;
/// The line above the code.
const HEAD: f32 = 36.0;

/// One block of code, as it is drawn.
struct Code<'a> {
    /// As the reader calls the language; may be empty.
    name: String,
    text: &'a Arc<str>,
    lines: Arc<Lines>,
    words: Option<Arc<Highlight>>,
}

/// Draws the code.
pub(super) fn show(ui: &mut Ui, language: &str, text: &Arc<str>, cx: &mut ProseContext<'_>) {
    let code = Code {
        name: language::shown_name(language),
        text,
        lines: lines::of(ui, text),
        words: if ui.is_visible() && !language::is_plain(language) {
            cx.resources.code(language, text)
        } else {
            None
        },
    };
    let frame = egui::Frame::new()
        .fill(cx.tokens.sunken)
        .corner_radius(measure::RADIUS_LARGE - 2);
    let has_head = has_head(cx.style, &code.name);
    let wraps = cx.style.selectable && wraps(ui, text);
    let longest = if wraps { 0.0 } else { width(ui, &code, cx) };
    let drawn = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(if has_head { HEAD } else { PADDING });
        if has_head {
            name_ui(ui, &code, cx);
        }
        if wraps {
            wrapped_ui(ui, &code, cx);
        } else {
            let area = layout::sideways(ui, "code");
            area.show(ui, |ui| {
                straight_ui(ui, &code, longest, cx);
                cx.follow_pointer_ui(ui);
            });
        }
    });
    if cx.style.selectable {
        let block = drawn.response.rect;
        let is_of_use = wraps || is_too_wide(longest, block.width());
        let wrap = is_of_use.then_some(wraps);
        buttons_ui(ui, block, &code, wrap, cx);
    }
}

/// Height of a block of `lines` lines in what a fence calls `language`.
pub(super) fn height(lines: usize, language: &str, style: ProseStyle) -> f32 {
    let has_head = has_head(style, &language::shown_name(language));
    let above = if has_head { HEAD } else { PADDING };
    above + lines as f32 * line_height(style) + PADDING
}

/// Code without a language needs no line above it; on slides each line counts.
fn has_head(style: ProseStyle, name: &str) -> bool {
    style.selectable && !name.is_empty()
}

fn font(style: ProseStyle) -> FontId {
    Face::Mono.at(style.scaled(type_size::CODE - 0.5))
}

fn line_height(style: ProseStyle) -> f32 {
    style.line_height(font(style).size)
}

/// What the reader calls the language, in the line above the code.
fn name_ui(ui: &Ui, code: &Code<'_>, cx: &ProseContext<'_>) {
    let at = ui.cursor().left_top() + vec2(PADDING, -HEAD / 2.0);
    let font = Face::Medium.at(type_size::SMALL);
    let ink = cx.tokens.ink_soft;
    ui.painter()
        .text(at, egui::Align2::LEFT_CENTER, &code.name, font, ink);
}

/// The buttons in the upper right corner: in the line above the code, or over the code's end while
/// the pointer is there. The one that wraps lines says whether it does, if it is of use.
fn buttons_ui(
    ui: &Ui,
    block: Rect,
    code: &Code<'_>,
    wrap: Option<bool>,
    cx: &mut ProseContext<'_>,
) {
    let has_head = has_head(cx.style, &code.name);
    let shown = has_head || ui.rect_contains_pointer(block);
    let middle = block.top() + HEAD / 2.0;
    let place = |right: f32, width: f32| {
        let rect = Rect::from_min_max(
            pos2(right - width, middle - 14.0),
            pos2(right, middle + 14.0),
        );
        if shown && !has_head {
            ui.painter().rect_filled(rect, 0.0, cx.tokens.sunken);
        }
        rect
    };
    let copy = place(block.right() - 6.0, 28.0);
    let button = SmallButton::icon(icons::COPY, "Copy code");
    if button.show(ui, copy, shown).clicked() {
        cx.actions.push(ProseAction::Copy(code.text.to_string()));
    }
    if let Some(wraps) = wrap.filter(|_| highlight::is_affordable(code.text)) {
        let switch = SmallButton::word("Wrap", "Wrap lines").on(wraps);
        let place = place(copy.left() - 4.0, 52.0);
        if switch.show(ui, place, shown).clicked() {
            ui.data_mut(|data| data.insert_temp(wrap_id(code.text), !wraps));
            ui.request_repaint();
        }
    }
}

/// Whether lines so wide are too wide for a block so wide; at its right they may come nearer to its
/// edge than at its left.
fn is_too_wide(lines: f32, block: f32) -> bool {
    lines + PADDING + LEAST_AT_END > block
}

/// How wide the longest line is: of a few lines by their letters, of many by its length.
fn width(ui: &Ui, code: &Code<'_>, cx: &ProseContext<'_>) -> f32 {
    match code.lines.pieces.as_slice() {
        [only] => galley(ui, code, only, f32::INFINITY, cx).size().x,
        _ => code.lines.longest as f32 * letter_width(ui, cx.style),
    }
}

/// Whether the lines of this block are wrapped.
fn wraps(ui: &Ui, text: &str) -> bool {
    ui.data(|data| data.get_temp(wrap_id(text)).unwrap_or(false))
}

/// One switch for each block: blocks are told apart by where their text lies in memory.
fn wrap_id(text: &str) -> Id {
    Id::unique(("wrap", text.as_ptr().addr(), text.len()))
}

fn letter_width(ui: &Ui, style: ProseStyle) -> f32 {
    let font = font(style);
    ui.fonts_mut(|fonts| fonts.glyph_width(&font, '0'))
}

/// Lines as they are; what does not fit is scrolled to.
fn straight_ui(ui: &mut Ui, code: &Code<'_>, longest: f32, cx: &mut ProseContext<'_>) {
    let line_height = line_height(cx.style);
    let room = ui.available_width();
    let width = if is_too_wide(longest, room) {
        longest + 2.0 * PADDING
    } else {
        room
    };
    let rows = code.lines.rows as f32 * line_height;
    let size = vec2(width, rows + PADDING);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let mut y = rect.top();
    let lines = Arc::clone(&code.lines);
    for piece in &lines.pieces {
        let height = piece.rows as f32 * line_height;
        let place = Rect::from_min_size(pos2(rect.left(), y), vec2(rect.width(), height));
        y += height;
        if ui.is_rect_visible(place) || lines.pieces.len() == 1 {
            let galley = galley(ui, code, piece, f32::INFINITY, cx);
            piece_ui(ui, code, piece, place, &galley, cx);
        } else if let Some(lit) = cx.lit.filter(|_| ui.is_visible())
            && lit.is_sought_in(code.text, &piece.bytes)
        {
            lit.seen.set(Some(place));
        }
    }
}

/// Long lines go on below their beginning.
fn wrapped_ui(ui: &mut Ui, code: &Code<'_>, cx: &mut ProseContext<'_>) {
    let width = ui.available_width();
    let lines = Arc::clone(&code.lines);
    for piece in &lines.pieces {
        let galley = galley(ui, code, piece, width - 2.0 * PADDING, cx);
        let (rect, _) = ui.allocate_exact_size(vec2(width, galley.size().y), Sense::hover());
        piece_ui(ui, code, piece, rect, &galley, cx);
    }
    ui.add_space(PADDING);
}

fn piece_ui(
    ui: &Ui,
    code: &Code<'_>,
    piece: &Piece,
    rect: Rect,
    galley: &Arc<Galley>,
    cx: &mut ProseContext<'_>,
) {
    let id = ui.scope_id().with(("code", piece.bytes.start));
    let response = ui.interact(rect, id, cx.text_sense());
    response.widget_info(|| {
        let text = code.text.get(piece.bytes.clone()).unwrap_or_default();
        let name = match (piece.bytes.start, code.name.as_str()) {
            (0, "") => text.to_owned(),
            (0, name) => format!("Code, {name}: {text}"),
            _ => text.to_owned(),
        };
        WidgetInfo::labeled(egui::Role::Label, true, name)
    });
    if let Some(selecting) = &mut cx.selecting {
        // All pieces are one text.
        selecting.part = 0;
    }
    let at = rect.min + vec2(PADDING, 0.0);
    let letters = Letters::within(code.text, piece.bytes.clone());
    if let Some(lit) = cx.lit.filter(|_| ui.is_rect_visible(rect)) {
        lit.grounds_ui(ui, &letters, galley, at, font(cx.style).size);
    }
    cx.text_ui(ui, &response, (letters, galley), at, cx.tokens.ink);
}

fn galley(
    ui: &Ui,
    code: &Code<'_>,
    piece: &Piece,
    width: f32,
    cx: &ProseContext<'_>,
) -> Arc<Galley> {
    let mut job = job(code, piece.bytes.clone(), cx);
    job.wrap.max_width = width.max(1.0);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

fn job(code: &Code<'_>, bytes: Range<usize>, cx: &ProseContext<'_>) -> LayoutJob {
    let font_id = font(cx.style);
    let format = |color: Color32| TextFormat {
        font_id: font_id.clone(),
        line_height: Some(line_height(cx.style)),
        color,
        ..Default::default()
    };
    let mut job = LayoutJob::default();
    let mut append = |range: Range<usize>, color| {
        if let Some(text) = code.text.get(range).filter(|text| !text.is_empty()) {
            job.append(text, 0.0, format(color));
        }
    };
    let mut at = bytes.start;
    let words = code
        .words
        .iter()
        .flat_map(|words| words.within(bytes.clone()));
    for (range, role) in words {
        append(at..range.start, cx.tokens.ink);
        at = range.end;
        append(range, color(role, cx.tokens));
    }
    append(at..bytes.end, cx.tokens.ink);
    if job.sections.is_empty() {
        job.append("", 0.0, format(cx.tokens.ink));
    }
    job
}

fn color(role: Role, tokens: &Tokens) -> Color32 {
    match role {
        Role::Comment => tokens.code.comment,
        Role::Keyword => tokens.code.keyword,
        Role::Quoted => tokens.code.quoted,
        Role::Number => tokens.code.number,
        Role::Type => tokens.code.type_name,
        Role::Function => tokens.code.function,
        Role::Name => tokens.code.name,
        Role::Punctuation => tokens.code.punctuation,
        Role::Inserted => tokens.good,
        Role::Deleted => tokens.bad,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ImageState, NoResources, Resources, block_ui};
    use super::*;
    use crate::markdown::document::{Block, BlockKind};

    /// Knows all words of all code.
    #[derive(Debug)]
    struct Knowing;

    impl Resources for Knowing {
        fn image(&self, destination: &str) -> ImageState {
            NoResources.image(destination)
        }

        fn code(&self, language: &str, text: &str) -> Option<Arc<Highlight>> {
            Some(Arc::new(highlight::highlight(language, text, &mut || true)))
        }
    }

    /// The size of the block, and the colors of its letters.
    fn drawn(text: &str, resources: &dyn Resources) -> (egui::Vec2, usize) {
        let block = Block {
            kind: BlockKind::Code {
                language: "rust".into(),
                text: text.into(),
            },
            range: 0..0,
            containers: Vec::new(),
        };
        let ctx = egui::Context::default();
        crate::ui_kit::theme::install(&ctx);
        let mut size = egui::Vec2::ZERO;
        let mut colors = std::collections::HashSet::new();
        for _ in 0..2 {
            let output = ctx.run_ui(egui::RawInput::default(), |ui| {
                let mut cx = ProseContext::new(ui, ProseStyle::NOTE, resources);
                block_ui(ui, None, &block, &mut cx);
                size = ui.min_rect().size();
            });
            for clipped in &output.shapes {
                if let egui::Shape::Text(shape) = &clipped.shape {
                    let sections = shape.galley.job.sections.iter();
                    colors.extend(sections.map(|section| section.format.color));
                }
            }
            output.drop_without_applying_deltas();
        }
        (size, colors.len())
    }

    #[test]
    fn nothing_moves_when_the_colors_come() {
        for text in [
            "fn main() { let a = \"b\"; } // c",
            "// a\n\nlet b = 1;\n\tc();",
            "",
        ] {
            let (plain, _) = drawn(text, &NoResources);
            let (colored, _) = drawn(text, &Knowing);
            assert_eq!(plain, colored, "{text}");
        }
        let (_, few) = drawn("fn main() {} // c", &NoResources);
        let (_, many) = drawn("fn main() {} // c", &Knowing);
        assert!(many > few + 2, "{many} colors after {few}");
    }
}
