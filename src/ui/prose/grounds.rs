//! What stands behind runs of a text: the grounds of code, keys, tags, highlighted words and words
//! in the place of a picture, and the room that those take which are wider than their letters.

use std::ops::Range;
use std::sync::Arc;

use egui::{Galley, Pos2, Rect, Stroke, Ui, Vec2};

use super::ProseContext;
use super::inline::{Setting, chars_of, row_rects};
use crate::markdown::document::{Inline, LinkKind, Span};

/// Between code and the words beside it, on top of their space, in points.
pub(super) const CODE_GAP: f32 = 3.0;

/// Whether the ground of a run is wider than its letters.
pub(super) fn is_framed(span: &Span) -> bool {
    frame_gap(span) > 0.0
}

fn is_tag(span: &Span) -> bool {
    matches!(&span.link, Some(link) if link.kind == LinkKind::Tag)
}

/// Room between a run with a ground of its own and the words beside it, on top of their space.
pub(super) fn frame_gap(span: &Span) -> f32 {
    let style = span.style;
    if style.key {
        2.0 * CODE_GAP
    } else if style.code || style.image || is_tag(span) {
        CODE_GAP
    } else {
        0.0
    }
}

/// Moves the rows to the edge that begin with the space at which their line was broken. Nothing if
/// there are none.
pub(super) fn without_indents(galley: &Galley) -> Option<Arc<Galley>> {
    let mut moved: Option<Galley> = None;
    for (index, placed) in galley.rows.iter().enumerate() {
        let spaces = spaces_at_wrap(galley, index);
        if let Some(first) = placed.row.glyphs.get(spaces).filter(|_| spaces > 0) {
            let galley = moved.get_or_insert_with(|| galley.clone());
            if let Some(row) = galley.rows.get_mut(index) {
                row.pos.x -= first.pos.x;
            }
        }
    }
    moved.map(Arc::new)
}

/// How many spaces a row begins with because its line was broken there.
fn spaces_at_wrap(galley: &Galley, index: usize) -> usize {
    let before = index
        .checked_sub(1)
        .and_then(|before| galley.rows.get(before));
    let goes_on = before.is_some_and(|before| !before.ends_with_newline);
    let glyphs = galley.rows.get(index).map(|placed| &placed.row.glyphs);
    match glyphs.map(|glyphs| &**glyphs) {
        Some([space, _, ..]) if goes_on && space.chr == ' ' => 1,
        _ => 0,
    }
}

/// Moves the rows to the right that begin with code, whose ground would stick out of the text's
/// edge. Nothing if there are none.
pub(super) fn clear_of_the_edge(galley: &Galley, inline: &Inline) -> Option<Arc<Galley>> {
    let framed: Vec<Range<usize>> = inline
        .spans
        .iter()
        .filter(|span| is_framed(span))
        .map(|span| chars_of(inline, span))
        .collect();
    let mut start = 0;
    let mut moved: Option<Galley> = None;
    for (index, placed) in galley.rows.iter().enumerate() {
        let spaces = spaces_at_wrap(galley, index);
        let first = placed.row.glyphs.get(spaces);
        let at_edge = first.is_some_and(|first| placed.pos.x + first.pos.x < CODE_GAP / 2.0);
        let letter = start + spaces;
        if at_edge && framed.iter().any(|range| range.contains(&letter)) {
            let galley = moved.get_or_insert_with(|| galley.clone());
            if let Some(row) = galley.rows.get_mut(index) {
                row.pos.x += CODE_GAP;
            }
        }
        start += placed.row.glyphs.len() + usize::from(placed.ends_with_newline);
    }
    moved.map(Arc::new)
}

/// Paints what lies behind code, highlighted words and those that stand for a picture: as high as the letters, not as the line.
pub(super) fn grounds_ui(
    ui: &Ui,
    inline: &Inline,
    galley: &Galley,
    origin: Pos2,
    setting: Setting,
    cx: &ProseContext<'_>,
) {
    for span in &inline.spans {
        if span.style.key {
            key_caps_ui(
                ui,
                row_rects(galley, chars_of(inline, span), origin),
                setting,
                cx,
            );
            continue;
        }
        let has_ground = span.style.code || span.style.image || is_tag(span);
        let (ground, radius) = match (span.style.highlight, has_ground) {
            (true, _) => (cx.tokens.highlight, 2.0),
            // Seen on every surface that text stands on.
            (false, true) => (cx.tokens.ink.gamma_multiply(0.075), 4.0),
            (false, false) => continue,
        };
        for rect in row_rects(galley, chars_of(inline, span), origin) {
            let height = (setting.size * 1.32).min(rect.height());
            let ground_rect =
                Rect::from_center_size(rect.center(), Vec2::new(rect.width() + 4.0, height));
            ui.painter().rect_filled(ground_rect, radius, ground);
        }
    }
}

/// The outline of a key around its name.
fn key_caps_ui(ui: &Ui, rects: Vec<Rect>, setting: Setting, cx: &ProseContext<'_>) {
    for rect in rects {
        let height = (setting.size * 1.36).min(rect.height());
        let size = Vec2::new(rect.width() + 8.0, height);
        let cap = Rect::from_center_size(rect.center(), size);
        let stroke = Stroke::new(1.0, cx.tokens.line_strong);
        let painter = ui.painter();
        painter.rect_filled(
            cap.translate(Vec2::new(0.0, 1.5)),
            4.0,
            cx.tokens.line_strong,
        );
        painter.rect(cap, 4.0, cx.tokens.raised, stroke, egui::StrokeKind::Inside);
    }
}
