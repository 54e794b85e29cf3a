//! From nested boxes to a flat list of pieces.

use latex_rust::{BoxContent, Dim, MathBox};

use super::{Formula, Glyph, Piece};

/// What stands where the arrow of a vector belongs (see [`super::spelling::VECTOR`]), the arrow,
/// and how high that reaches above its baseline, in em.
const FOUR_DOTS: char = '\u{20dc}';
const ARROW: char = '\u{20d7}';
const ARROW_TOP: f32 = 0.843;

fn arrow() -> Option<u16> {
    Some(super::font()?.face().glyph_index(ARROW)?.0)
}

/// The pieces of a box, with its size.
pub(super) fn flatten(laid: &MathBox) -> Formula {
    let mut pieces = Vec::new();
    collect(laid, 0.0, 0.0, &mut pieces);
    let arrows = pieces.iter().filter_map(|piece| match piece {
        Piece::Glyph(glyph) if Some(glyph.id) == arrow() => Some(glyph.y + ARROW_TOP * glyph.scale),
        _ => None,
    });
    Formula {
        width: em(&laid.width),
        height: arrows.fold(em(&laid.height), f32::max),
        depth: em(&laid.depth),
        pieces,
    }
}

/// Colors are left out: a formula has the color of its text, which can be read in every theme.
fn collect(laid: &MathBox, x: f32, baseline: f32, pieces: &mut Vec<Piece>) {
    let y = baseline + em(&laid.shift);
    match &laid.content {
        BoxContent::Empty | BoxContent::Kern(_) => {}
        BoxContent::Glyph {
            ch,
            glyph_id,
            scale,
            ..
        } => pieces.push(Piece::Glyph(Glyph {
            id: arrow().filter(|_| *ch == FOUR_DOTS).unwrap_or(*glyph_id),
            x,
            y,
            scale: em(scale),
        })),
        BoxContent::Rule => rule(laid, x, y, pieces),
        BoxContent::HList(parts) => {
            let mut left = x;
            for part in parts {
                collect(part, left, y, pieces);
                left += em(&part.width);
            }
        }
        BoxContent::VList(parts) => {
            let mut line = y;
            for (index, part) in parts.iter().enumerate() {
                if index > 0 {
                    line -= em(&part.height);
                }
                collect(part, x, line, pieces);
                line -= em(&part.depth);
            }
        }
        BoxContent::Overlap(parts) => {
            // Under an accent wider than itself a base is set in, though its box is not.
            let set_in = parts.first().map_or(0.0, |base| em(&base.width)) - em(&laid.width);
            for part in parts {
                collect(part, x - set_in.max(0.0), y, pieces);
            }
        }
        BoxContent::Color(_, inner) | BoxContent::BackColor(_, inner) => {
            collect(inner, x, y, pieces);
        }
        BoxContent::Line {
            x1,
            y1,
            x2,
            y2,
            thickness,
        } => pieces.push(Piece::Line {
            from: (x + em(x1), y + em(y1)),
            to: (x + em(x2), y + em(y2)),
            thickness: em(thickness),
        }),
        BoxContent::Frame {
            thickness, inner, ..
        } => {
            frame(laid, x, y, em(thickness), pieces);
            collect(inner, x, y, pieces);
        }
    }
}

fn rule(laid: &MathBox, x: f32, y: f32, pieces: &mut Vec<Piece>) {
    let (width, height) = (em(&laid.width), em(&laid.height) + em(&laid.depth));
    if width > 0.0 && height > 0.0 {
        pieces.push(Piece::Rule {
            x,
            y: y - em(&laid.depth),
            width,
            height,
        });
    }
}

/// Four rules along the inside of a box.
fn frame(laid: &MathBox, x: f32, y: f32, thickness: f32, pieces: &mut Vec<Piece>) {
    let (width, bottom) = (em(&laid.width), y - em(&laid.depth));
    let height = em(&laid.height) + em(&laid.depth);
    let (right, top) = (x + width - thickness, bottom + height - thickness);
    for (x, y, width, height) in [
        (x, bottom, width, thickness),
        (x, top, width, thickness),
        (x, bottom, thickness, height),
        (right, bottom, thickness, height),
    ] {
        pieces.push(Piece::Rule {
            x,
            y,
            width,
            height,
        });
    }
}

fn em(length: &Dim) -> f32 {
    f32::from_bits(length.to_ieee32_bits())
}
