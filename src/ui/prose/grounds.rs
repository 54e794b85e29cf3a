//! What stands behind runs of a text: the grounds of code, keys, tags, highlighted words and words
//! in the place of a picture, and the room that those take which are wider than their letters.

use std::ops::Range;
use std::sync::Arc;

use egui::{Galley, Pos2, Rect, Stroke, Ui, Vec2, pos2};

use super::ProseContext;
use super::inline::{Setting, chars_of, ink, row_rects};
use crate::markdown::document::{Inline, LinkKind, Span};

/// Between code and the words beside it, on top of their space, in points.
pub(super) const CODE_GAP: f32 = 3.0;

/// How far below the middle of a line the line under words lies, beside their size.
const BELOW_MIDDLE: f32 = 0.47;

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

/// Takes out the rows that hold nothing but the space at which a line was broken: it had no room
/// behind a word that fills its line, nor had the next word behind it. Nothing if there are none.
pub(super) fn without_lone_spaces(galley: &Galley) -> Option<Arc<Galley>> {
    let is_lone = |index: usize| {
        let [before, placed, _] = galley.rows.get(index - 1..index + 2)? else {
            return None;
        };
        let goes_on = !before.ends_with_newline && !placed.ends_with_newline;
        let is_space = matches!(&*placed.row.glyphs, [space] if space.chr == ' ');
        (goes_on && is_space).then_some(index)
    };
    let lone: Vec<usize> = (1..galley.rows.len()).filter_map(is_lone).collect();
    if lone.is_empty() {
        return None;
    }
    let mut galley = galley.clone();
    let mut up = 0.0;
    for index in 0..galley.rows.len() {
        let before = index.checked_sub(1).and_then(|at| galley.rows.get(at));
        let end = before.map(|before| pos2(before.rect().right(), before.pos.y));
        let Some(placed) = galley.rows.get_mut(index) else {
            break;
        };
        placed.pos.y -= up;
        if let Some(end) = end.filter(|_| lone.contains(&index)) {
            up += placed.row.size.y;
            placed.pos = end;
        }
    }
    galley.rect.max.y -= up;
    galley.mesh_bounds.max.y -= up;
    Some(Arc::new(galley))
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

/// A text that is laid out, and where.
pub(super) struct Placed<'a> {
    pub inline: &'a Inline,
    pub galley: &'a Galley,
    pub origin: Pos2,
    pub setting: Setting,
}

impl Placed<'_> {
    /// Where a run stands, row by row.
    fn rects(&self, span: &Span) -> Vec<Rect> {
        row_rects(self.galley, chars_of(self.inline, span), self.origin)
    }
}

/// Paints what lies behind code, highlighted words and those that stand for a picture: as high as
/// the letters, not as the line.
pub(super) fn grounds_ui(ui: &Ui, text: &Placed<'_>, cx: &ProseContext<'_>) {
    for span in &text.inline.spans {
        if span.style.key {
            key_caps_ui(ui, text.rects(span), text.setting, cx);
            continue;
        }
        let has_ground = span.style.code || span.style.image || is_tag(span);
        let (ground, radius, more) = match (span.style.highlight, has_ground) {
            (true, _) => (cx.tokens.highlight, 2.0, 2.0),
            // Seen on every surface that text stands on.
            (false, true) => (cx.tokens.ink.gamma_multiply(0.075), 4.0, 4.0),
            (false, false) => continue,
        };
        for rect in text.rects(span) {
            let height = (text.setting.size * 1.32).min(rect.height());
            let ground_rect =
                Rect::from_center_size(rect.center(), Vec2::new(rect.width() + more, height));
            ui.painter().rect_filled(ground_rect, radius, ground);
        }
    }
}

/// Lines below underlined words, near them: those of the layout lie at the bottom of the line.
pub(super) fn underlines_ui(ui: &Ui, text: &Placed<'_>, cx: &ProseContext<'_>) {
    let spans = text.inline.spans.iter();
    for span in spans.filter(|span| span.style.underline) {
        let color = ink(span.style, span.link.as_deref(), text.setting, cx);
        for rect in text.rects(span) {
            let y = (rect.center().y + text.setting.size * BELOW_MIDDLE).round();
            let stroke = Stroke::new(1.0, color);
            ui.painter().hline(rect.x_range(), y, stroke);
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

#[cfg(test)]
mod tests {
    use egui::text::CCursor;

    use super::*;
    use crate::base::reading::Typeface;
    use crate::ui_kit::fonts::{self, Face};

    #[test]
    fn no_line_holds_a_space_alone() {
        let ctx = egui::Context::default();
        ctx.set_fonts(fonts::definitions(Typeface::Sans));
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let lay_out = |text: &str| {
                let (text, font) = (text.to_owned(), Face::Mono.at(10.0));
                ui.fonts_mut(|fonts| fonts.layout(text, font, egui::Color32::BLACK, 62.0))
            };
            let laid = lay_out("0123456789 0123456789 0");
            let mended = without_lone_spaces(&laid).unwrap();
            let height = laid.rows[0].row.size.y;
            assert_eq!(mended.size().y, laid.size().y - height);
            let place = |letter| mended.pos_from_cursor(CCursor::new(letter));
            assert_eq!(place(5).top(), 0.0);
            assert_eq!(place(11 + 5).top(), mended.rows[2].pos.y);
            assert!((mended.rows[2].pos.y - height).abs() < 1.0);
            for plain in ["0123456789", "0 1 2", "0123456789\n \n0123456789", ""] {
                assert!(without_lone_spaces(&lay_out(plain)).is_none(), "{plain:?}");
            }
        });
        output.drop_without_applying_deltas();
    }
}
