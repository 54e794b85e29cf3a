//! The small elements: tokens, callouts, labels.

use egui::{Align2, Rect, pos2, vec2};

use super::geometry::TOKEN_RADIUS;
use super::pen::{Pen, Type, types};
use crate::diagrams::scene::{Align, Tone};
use crate::ui_kit::fonts::Face;
use crate::ui_kit::icons;

/// Paints a token around the middle of `area` (units).
pub(super) fn paint_token(pen: &Pen, area: Rect, text: &str, tone: Tone) {
    let tokens = pen.tokens;
    let (color, ground) = match tone {
        Tone::Neutral => (tokens.ink, tokens.raised),
        tone => tokens.tone(tone),
    };
    let center = pen.rect(area).center();
    let radius = pen.len(TOKEN_RADIUS);
    // A rim in the ground's color keeps tokens apart from what they lie on.
    pen.painter
        .circle_filled(center, radius + pen.len(1.5), tokens.panel);
    let weight = if pen.lit { 2.5 } else { 1.75 };
    pen.painter.circle(
        center,
        radius - pen.len(1.0),
        ground,
        pen.stroke(weight, color),
    );
    let short: String = text.chars().take(3).collect();
    if short.is_empty() {
        pen.painter.circle_filled(center, pen.len(4.0), color);
        return;
    }
    let size = if short.chars().count() > 2 { 9.5 } else { 11.5 };
    let kind = Type::new(Face::Strong, size);
    pen.write(center, Align2::CENTER_CENTER, &short, kind, color);
}

/// Paints a sentence on the soft ground of its tone over `area` (units).
pub(super) fn paint_callout(pen: &Pen, area: Rect, text: &str, tone: Tone) {
    let rect = pen.rect(area);
    let tokens = pen.tokens;
    let (color, ground) = tokens.tone(tone);
    let weight = if pen.lit { 1.5 } else { 1.0 };
    let line = match tone {
        Tone::Neutral | Tone::Muted => tokens.line_strong,
        _ => color.gamma_multiply(0.45),
    };
    pen.panel(rect, 8.0, ground, pen.stroke(weight, line));
    let left = rect.left() + pen.len(34.0);
    let room = vec2(
        rect.right() - pen.len(12.0) - left,
        rect.height() - pen.len(12.0),
    );
    let row = pen.line("x", types::TEXT, f32::INFINITY).size().y;
    let rows = (room.y / row).max(1.0) as usize;
    let galley = pen.paragraph(text, types::TEXT, room.x, rows);
    let first_row = if galley.rows.len() > 1 {
        rect.center().y - galley.size().y / 2.0 + row / 2.0
    } else {
        rect.center().y
    };
    pen.icon(
        pos2(rect.left() + pen.len(19.0), first_row),
        callout_icon(tone),
        17.0,
        color,
    );
    pen.put(
        pos2(left, rect.center().y),
        Align2::LEFT_CENTER,
        galley,
        tokens.ink,
    );
}

fn callout_icon(tone: Tone) -> char {
    match tone {
        Tone::Neutral | Tone::Muted | Tone::Accent | Tone::Family(_) => icons::INFO,
        Tone::Good => icons::CHECK_CIRCLE,
        Tone::Warn => icons::WARNING,
        Tone::Bad => icons::PROHIBIT,
    }
}

/// Paints a word or two at `at` (units).
pub(super) fn paint_label(pen: &Pen, at: (f32, f32), text: &str, tone: Tone, align: Align) {
    let anchor = match align {
        Align::Start => Align2::LEFT_TOP,
        Align::Center => Align2::CENTER_TOP,
        Align::End => Align2::RIGHT_TOP,
    };
    let color = match tone {
        Tone::Neutral => pen.tokens.ink,
        Tone::Muted => pen.tokens.ink_soft,
        tone => pen.tokens.tone(tone).0,
    };
    let at = pen.view.point(pos2(at.0, at.1));
    pen.write(at, anchor, text, types::LABEL, color);
}
