//! The harmless HTML that people write in notes, read as if it were Markdown.
//!
//! A block or tag of HTML becomes [`Piece`]s: text, and tags with their [`Meaning`]. What has no
//! meaning here is shown as it stands; nothing of it is ever run, fetched or dropped.

use super::document::Style;

mod meaning;
mod pieces;

pub(super) use meaning::{Attributes, Meaning};
pub(super) use pieces::{Piece, PieceKind, pieces};

/// A style with the flags of both.
pub(super) fn union(a: Style, b: Style) -> Style {
    combined(a, b, |a, b| a || b)
}

/// A style without the flags of another.
pub(super) fn difference(a: Style, b: Style) -> Style {
    combined(a, b, |a, b| a && !b)
}

fn combined(a: Style, b: Style, flag: impl Fn(bool, bool) -> bool) -> Style {
    Style {
        strong: flag(a.strong, b.strong),
        emphasis: flag(a.emphasis, b.emphasis),
        code: flag(a.code, b.code),
        strikethrough: flag(a.strikethrough, b.strikethrough),
        highlight: flag(a.highlight, b.highlight),
        superscript: flag(a.superscript, b.superscript),
        subscript: flag(a.subscript, b.subscript),
        image: flag(a.image, b.image),
        key: flag(a.key, b.key),
        underline: flag(a.underline, b.underline),
        math: flag(a.math, b.math),
    }
}
