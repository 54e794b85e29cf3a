//! Formulas: TeX in, a flat list of outlines and rules out, each with its place.
//!
//! The only place that knows the crate that reads TeX. Pure and total: what cannot be set is a
//! sentence that says why. Length, nesting and size are bounded, so any formula is set within
//! milliseconds; there are no macros that could grow. Units: one em of the formula's type;
//! the origin lies on the baseline at the left edge, `y` grows upward.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use latex_rust::{
    Error, FontError, MathFont, MathNode, MathStyle, ParseError, ParseOptions,
    layout_with_max_depth, parse_with_options,
};

mod boxes;
mod outline;
mod spelling;

pub use outline::Glyph;

/// Longer formulas are not set.
pub const MAX_BYTES: usize = 4 << 10;
/// Formulas are not nested deeper: levels of the parser, of which a braced argument takes two.
const MAX_NESTING: usize = 28;
/// Wider formulas are not set, in em.
const MAX_WIDTH: f32 = 160.0;
/// Higher formulas are not set, in em.
const MAX_HEIGHT: f32 = 80.0;

/// How large operators and fractions are set, and where their limits stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormulaStyle {
    /// In a line of text.
    Inline,
    /// On lines of its own.
    Display,
}

/// A formula that is set.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    /// How far the text moves on.
    pub width: f32,
    /// Above the baseline.
    pub height: f32,
    /// Below the baseline.
    pub depth: f32,
    /// What is drawn, all in one color.
    pub pieces: Vec<Piece>,
}

/// One thing that is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// The outline of a character or of a part of one.
    Glyph(Glyph),
    /// A filled rectangle: its left lower corner and its size.
    Rule {
        /// Left edge.
        x: f32,
        /// Lower edge.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
    },
    /// A straight line.
    Line {
        /// Where it begins.
        from: (f32, f32),
        /// Where it ends.
        to: (f32, f32),
        /// How thick it is.
        thickness: f32,
    },
}

/// Sets `tex`.
///
/// # Errors
/// A sentence without a full stop, lower case first, that says why it cannot be set.
pub fn set(tex: &str, style: FormulaStyle) -> Result<Formula, String> {
    if tex.len() > MAX_BYTES {
        let (size, limit) = (tex.len(), MAX_BYTES);
        return Err(format!(
            "the formula is {size} bytes long; up to {limit} are set"
        ));
    }
    let tex = spelling::as_understood(tex);
    // Whatever the crate may stumble over costs one formula, not the program.
    let formula = catch_unwind(AssertUnwindSafe(|| lay_out(&tex, style)));
    formula.unwrap_or_else(|_stumbled| Err("the formula cannot be set".to_owned()))
}

fn lay_out(tex: &str, style: FormulaStyle) -> Result<Formula, String> {
    let font = font().ok_or("the typeface of formulas is damaged")?;
    let options = ParseOptions::new().with_max_depth(MAX_NESTING);
    let (node, _) = parse_with_options(tex, &options).map_err(|error| in_words(&error.into()))?;
    if matches!(&node, MathNode::Row(parts) if parts.is_empty()) {
        return Err("the formula is empty".to_owned());
    }
    let style = match style {
        FormulaStyle::Inline => MathStyle::Text,
        FormulaStyle::Display => MathStyle::Display,
    };
    let laid =
        layout_with_max_depth(&node, font, style, MAX_NESTING).map_err(|error| in_words(&error))?;
    let formula = boxes::flatten(&laid);
    let sized = |length: f32, most: f32| length.is_finite() && (-most..=most).contains(&length);
    let fits = (0.0..=MAX_WIDTH).contains(&formula.width)
        && sized(formula.height, MAX_HEIGHT)
        && sized(formula.depth, MAX_HEIGHT)
        && formula.pieces.iter().all(Piece::is_finite);
    if fits {
        Ok(formula)
    } else {
        Err("the formula is too large to be set".to_owned())
    }
}

/// The typeface, read once.
fn font() -> Option<&'static MathFont> {
    static FONT: OnceLock<Option<MathFont>> = OnceLock::new();
    FONT.get_or_init(|| MathFont::stix_two_math().ok()).as_ref()
}

impl Piece {
    fn is_finite(&self) -> bool {
        let values = match self {
            Self::Glyph(glyph) => [glyph.x, glyph.y, glyph.scale, 0.0, 0.0],
            Self::Rule {
                x,
                y,
                width,
                height,
            } => [*x, *y, *width, *height, 0.0],
            Self::Line {
                from,
                to,
                thickness,
            } => [from.0, from.1, to.0, to.1, *thickness],
        };
        values.into_iter().all(f32::is_finite)
    }
}

fn in_words(error: &Error) -> String {
    match error {
        Error::Parse(ParseError::TrailingBackslash) => {
            "the formula ends with a lone backslash".to_owned()
        }
        Error::Parse(ParseError::Unknown(command)) => {
            format!("the formula uses {command}, which is not known here")
        }
        Error::Parse(ParseError::UnmatchedDelimiter) => {
            "the formula has a \\left without its \\right, or the other way round".to_owned()
        }
        Error::Parse(ParseError::Malformed(what)) if what.contains("nests deeper") => {
            "the formula is nested too deeply".to_owned()
        }
        Error::Parse(ParseError::Malformed(what) | ParseError::Unsupported(what))
        | Error::Unsupported { what }
        | Error::Malformed { what }
        | Error::InvalidOption { what } => format!("the formula cannot be set: {what}"),
        Error::Font(FontError::MissingGlyph { ch }) => {
            format!("the typeface of formulas has no \u{201c}{ch}\u{201d}")
        }
        Error::Font(FontError::InvalidFace) => "the typeface of formulas is damaged".to_owned(),
    }
}

#[cfg(test)]
mod tests;
