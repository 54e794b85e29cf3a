//! The text of a cell: a number stays with its unit, and a long word breaks where its parts meet.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::PlacedRow;
use egui::{Galley, Ui};

use super::super::ProseContext;
use super::super::formula::as_characters;
use super::super::inline::{Setting, layout};
use crate::markdown::document::Inline;
use crate::ui_kit::soft_marks::{BREAK, KEEP};

/// A cell is laid out at most so many times to mend its breaks.
const MOST_BREAKS: usize = 12;
/// Words of this length after a number may be its unit.
const LONGEST_UNIT: usize = 4;
/// Short words that are no units.
const NO_UNITS: &[&str] = &[
    "to", "or", "and", "of", "in", "at", "is", "a", "an", "by", "per", "if", "for", "the", "on",
];

/// A cell that is laid out, with the text that its letters stand for.
pub(super) struct Laid<'a> {
    /// The cell's text with the marks of where it is broken and where it is not.
    pub text: Cow<'a, Inline>,
    /// As it is drawn.
    pub galley: Arc<Galley>,
}

/// Lays a cell out at `width`.
pub(super) fn lay_out<'a>(
    ui: &Ui,
    cell: &'a Inline,
    setting: Setting,
    width: f32,
    cx: &ProseContext<'_>,
) -> Laid<'a> {
    // Formulas first: where a line breaks is counted in what is shown.
    let cell = as_characters(ui, cell, setting.size, width);
    let mut text = match with_units(&cell) {
        Cow::Owned(marked) => Cow::Owned(marked),
        Cow::Borrowed(_) => cell,
    };
    let mut galley = layout(ui, &text, setting, width, cx);
    let mut from = 0;
    for _ in 0..MOST_BREAKS {
        let Some(place) = bad_break(&galley, from) else {
            break;
        };
        from = place.end;
        let Some(better) = place.better else {
            continue;
        };
        text = Cow::Owned(broken_at(&text, better));
        from = better;
        galley = layout(ui, &text, setting, width, cx);
    }
    Laid { text, galley }
}

/// A row that ends within a word.
struct BadBreak {
    /// The first character of the next row, counted in the whole text.
    end: usize,
    /// Before which character the word is better broken, if anywhere.
    better: Option<usize>,
}

/// The first row that ends within a word at a place after `from` that is not a good one.
fn bad_break(galley: &Galley, from: usize) -> Option<BadBreak> {
    let mut start = 0;
    let mut rows = galley.rows.iter().peekable();
    while let Some(placed) = rows.next() {
        let letters: Vec<char> = placed.row.glyphs.iter().map(|glyph| glyph.chr).collect();
        let end = start + letters.len();
        let next = rows.peek().and_then(|next| next.row.glyphs.first());
        if let Some(next) = next.filter(|_| !placed.ends_with_newline && end > from) {
            let mut word: Vec<char> = letters.clone();
            word.push(next.chr);
            let inside = letters
                .last()
                .is_some_and(|last| !last.is_whitespace() || *last == KEEP)
                && !(next.chr.is_whitespace() && next.chr != KEEP);
            let begins = letters
                .iter()
                .rposition(|letter| letter.is_whitespace() && *letter != KEEP)
                .map_or(0, |space| space + 1);
            if inside {
                let later = later_seam(galley, placed, rows.peek().copied());
                let seams = (begins + 1..letters.len()).rev();
                let earlier = || seams.into_iter().find(|at| is_seam(&word, *at));
                if let Some(at) = later {
                    let better = Some(end + at);
                    return Some(BadBreak { end, better });
                }
                if !is_seam(&word, letters.len()) {
                    let better = earlier().map(|at| start + at);
                    return Some(BadBreak { end, better });
                }
            }
        }
        start = end + usize::from(placed.ends_with_newline);
    }
    None
}

/// The last seam of a word up to which it would have fitted into a row that was broken before: how
/// many letters of the next row come before it.
fn later_seam(galley: &Galley, row: &PlacedRow, next: Option<&PlacedRow>) -> Option<usize> {
    let room = galley.job.wrap.max_width - row.row.size.x;
    let letters: Vec<char> = next?.row.glyphs.iter().map(|glyph| glyph.chr).collect();
    let mut used = 0.0;
    let mut seam = None;
    for (at, glyph) in next?.row.glyphs.iter().enumerate() {
        if glyph.chr.is_whitespace() && glyph.chr != KEEP {
            break;
        }
        if at > 0 && is_seam(&letters, at) {
            seam = Some(at);
        }
        used += glyph.advance_width;
        if used > room {
            break;
        }
    }
    seam
}

/// Whether a word may be broken before its letter `at`: after `/ : . _ -` and the like, and
/// between the parts of `camelCase` and `HTTPServer`.
pub(super) fn is_seam(word: &[char], at: usize) -> bool {
    let (Some(before), Some(after)) = (
        at.checked_sub(1).and_then(|before| word.get(before)),
        word.get(at),
    ) else {
        return false;
    };
    let then = word.get(at + 1);
    match before {
        '.' | ':' | ',' if after.is_ascii_digit() => false,
        '/' | ':' | '.' | '_' | '-' | ',' | '=' | '&' | '?' | '|' | ';' | '@' | '+'
        | '\u{2013}' => {
            after.is_alphanumeric() || matches!(after, '{' | '<' | '(' | '[' | '$' | '*' | '"')
        }
        before if before.is_lowercase() => after.is_uppercase(),
        before if before.is_uppercase() => {
            after.is_uppercase() && then.is_some_and(|then| then.is_lowercase())
        }
        _ => false,
    }
}

/// The text with a break before its character `at`.
fn broken_at(text: &Inline, at: usize) -> Inline {
    let byte = text
        .text
        .char_indices()
        .nth(at)
        .map_or(text.text.len(), |(byte, _)| byte);
    let (before, after) = text.text.split_at(byte);
    let mut broken = Inline {
        text: format!("{before}{BREAK}{after}").into(),
        spans: text.spans.clone(),
    };
    // A break between two spans belongs to the first.
    let mut taken = false;
    for span in &mut broken.spans {
        let Range { mut start, mut end } = span.range();
        if taken || start > byte {
            start += BREAK.len();
        }
        if end >= byte {
            end += BREAK.len();
            taken = true;
        }
        *span = span.over(start..end);
    }
    broken
}

/// The text whose numbers stay with their units.
pub(super) fn with_units(cell: &Inline) -> Cow<'_, Inline> {
    let spaces = spaces_before_units(&cell.text);
    if spaces.is_empty() {
        return Cow::Borrowed(cell);
    }
    let mut text = String::with_capacity(cell.text.len() + spaces.len());
    let mut from = 0;
    for space in &spaces {
        text.push_str(cell.text.get(from..*space).unwrap_or_default());
        text.push(KEEP);
        from = space + 1;
    }
    text.push_str(cell.text.get(from..).unwrap_or_default());
    let mut cell = Inline {
        text: text.into(),
        spans: cell.spans.clone(),
    };
    let added = |byte: usize| (KEEP.len_utf8() - 1) * spaces.partition_point(|space| *space < byte);
    for span in &mut cell.spans {
        let Range { start, end } = span.range();
        *span = span.over(start + added(start)..end + added(end));
    }
    Cow::Owned(cell)
}

/// Where a single space stands between a number and what may be its unit.
fn spaces_before_units(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(' ') {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + 1..).unwrap_or_default();
        if !before.ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let unit = after
            .split([' ', '\n', ',', ';', ')', '|'])
            .next()
            .unwrap_or_default();
        let unit = unit.trim_end_matches(['.', ':', '!', '?']);
        let letters = unit.chars().count();
        let is_unit = (1..=LONGEST_UNIT).contains(&letters)
            && unit
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '%' | '\u{b0}' | '\u{20ac}' | '$' | '/'))
            && !NO_UNITS.contains(&unit);
        if is_unit {
            found.push(at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(word: &str) -> Vec<String> {
        let letters: Vec<char> = word.chars().collect();
        let mut parts = vec![String::new()];
        for (at, letter) in letters.iter().enumerate() {
            if is_seam(&letters, at) {
                parts.push(String::new());
            }
            parts.last_mut().unwrap().push(*letter);
        }
        parts
    }

    #[test]
    fn word_has_seams_between_its_parts() {
        for (word, seams) in [
            ("s3:GetObjectVersion", "s3:|Get|Object|Version"),
            ("arn:aws:s3:::bucket/key", "arn:|aws:|s3:::|bucket/|key"),
            ("HTTPServerError", "HTTP|Server|Error"),
            ("snake_case_name", "snake_|case_|name"),
            ("3.14", "3.14"),
            ("10:30", "10:30"),
            ("word", "word"),
            ("a-b", "a-|b"),
            ("...", "..."),
        ] {
            assert_eq!(parts(word).join("|"), seams);
        }
    }

    #[test]
    fn number_stays_with_its_unit_and_with_nothing_else() {
        let glued = |text: &str| with_units(&Inline::plain(text)).text.replace(KEEP, "~");
        assert_eq!(glued("600 s"), "600~s");
        assert_eq!(glued("about 5 % of 10 GB."), "about 5~% of 10~GB.");
        assert_eq!(glued("1 to 20 days"), "1 to 20~days");
        assert_eq!(glued("20 minutes"), "20 minutes");
        assert_eq!(glued("a 5"), "a 5");
        assert_eq!(glued("5  s"), "5  s");
    }

    proptest! {
        /// Marks are only added: without them the text and its runs are what they were.
        #[test]
        fn marks_keep_text_and_runs(text in "[a-z0-9 %\u{e4}]{1,30}", cut in 0_usize..30, at in 0_usize..30) {
            let letters: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
            let cut = letters[cut % letters.len()];
            let mut cell = Inline::plain(text.as_str());
            let mut second = cell.spans[0].clone();
            cell.spans[0] = second.over(0..cut);
            second = second.over(cut..text.len());
            cell.spans.push(second);
            let marked = with_units(&cell);
            let marked = broken_at(&marked, at % letters.len());
            let plain = |text: &str| text.replace(BREAK, "").replace(KEEP, " ");
            prop_assert_eq!(plain(&marked.text), text.clone());
            let runs: Vec<String> = marked.spans.iter().map(|span| plain(&marked.text[span.range()])).collect();
            prop_assert_eq!(runs, [text[..cut].to_owned(), text[cut..].to_owned()]);
        }
    }
}
