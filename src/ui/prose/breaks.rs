//! Where lines break: a number stays with its unit, and a long word breaks where its parts meet.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::PlacedRow;
use egui::{Galley, Ui};

use super::ProseContext;
use super::formula::as_characters;
use super::inline::{Setting, layout};
use crate::markdown::document::Inline;
use crate::ui_kit::soft_marks::{BREAK, KEEP, MARK};

/// A text is laid out at most so many times to mend its breaks.
const MOST_BREAKS: usize = 12;
/// Names of so many letters are not broken between their parts: `CloudFormation`, `HalfAtATime`.
const LONGEST_UNBROKEN: usize = 14;
/// From here on scripts break lines between any two signs.
const FIRST_IDEOGRAPH: char = '\u{2e80}';
/// Words of this length after a number may be its unit.
const LONGEST_UNIT: usize = 4;
/// Short words that are no units.
const NO_UNITS: &[&str] = &[
    "to", "or", "and", "of", "in", "at", "is", "a", "an", "by", "per", "if", "for", "the", "on",
    "from", "with", "are", "was", "has", "have", "can", "may", "but", "not", "then", "than",
    "when", "into", "over", "more", "less", "each", "both", "as", "so", "it", "its", "no", "also",
    "only", "you", "all", "any", "that", "this", "they", "out", "up", "via", "new", "old",
];

/// A text that is laid out, with what its letters stand for.
pub(super) struct Laid<'a> {
    /// The text with the marks of where it is broken and where it is not.
    pub text: Cow<'a, Inline>,
    /// As it is drawn.
    pub galley: Arc<Galley>,
}

/// Lays a text out at `width`.
pub(super) fn lay_out<'a>(
    ui: &Ui,
    written: &'a Inline,
    setting: Setting,
    width: f32,
    cx: &ProseContext<'_>,
) -> Laid<'a> {
    // Formulas first: where a line breaks is counted in what is shown.
    let shown = as_characters(ui, written, setting.size, width);
    let mut text = match with_units(&shown) {
        Cow::Owned(marked) => Cow::Owned(marked),
        Cow::Borrowed(_) => shown,
    };
    let mut galley = layout(ui, &text, setting, width, cx);
    let mut from = 0;
    for _ in 0..MOST_BREAKS {
        if !breaks_words(&galley) {
            break;
        }
        let letters: Vec<char> = text.text.chars().collect();
        let Some(place) = bad_break(&galley, &letters, from) else {
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

/// Whether any row ends within a word.
fn breaks_words(galley: &Galley) -> bool {
    galley.rows.windows(2).any(|rows| match rows {
        [row, next] if !row.ends_with_newline => {
            let ends = [row.row.glyphs.last(), next.row.glyphs.first()];
            ends.iter()
                .all(|end| end.is_some_and(|glyph| is_of_word(glyph.chr)))
        }
        _ => false,
    })
}

/// A row that ends within a word.
struct BadBreak {
    /// The first character of the next row, counted in the whole text.
    end: usize,
    /// Before which character the word is better broken, if anywhere.
    better: Option<usize>,
}

/// The first row that ends within a word at a place after `from` that is not a good one.
fn bad_break(galley: &Galley, letters: &[char], from: usize) -> Option<BadBreak> {
    let mut start = 0;
    let mut rows = galley.rows.iter().peekable();
    while let Some(placed) = rows.next() {
        let end = start + placed.row.glyphs.len();
        let inside = |at: usize| letters.get(at).is_some_and(|letter| is_of_word(*letter));
        if !placed.ends_with_newline && end > from && inside(end - 1) && inside(end) {
            if let Some(next) = rows.peek()
                && let Some(at) = later_seam(galley, placed, next, letters, end)
            {
                let better = Some(at);
                return Some(BadBreak { end, better });
            }
            if !is_seam(letters, end) {
                let word = (start..end).rev().take_while(|at| inside(*at)).last();
                let seams = word.map_or(end, |word| word + 1)..end;
                let better = seams.rev().find(|at| is_seam(letters, *at));
                return Some(BadBreak { end, better });
            }
        }
        start = end + usize::from(placed.ends_with_newline);
    }
    None
}

/// Whether it belongs to a word in which no line should break anywhere.
fn is_of_word(letter: char) -> bool {
    letter == KEEP || !letter.is_whitespace() && letter < FIRST_IDEOGRAPH
}

/// The last seam of a word up to which it would have fitted into a row that was broken before,
/// counted in the whole text; `end` is where the next row begins.
fn later_seam(
    galley: &Galley,
    row: &PlacedRow,
    next: &PlacedRow,
    letters: &[char],
    end: usize,
) -> Option<usize> {
    let room = galley.job.wrap.max_width - row.row.size.x;
    let mut used = 0.0;
    let mut seam = None;
    for (at, glyph) in next.row.glyphs.iter().enumerate() {
        if !is_of_word(glyph.chr) {
            break;
        }
        if at > 0 && is_seam(letters, end + at) {
            seam = Some(end + at);
        }
        used += glyph.advance_width;
        if used > room {
            break;
        }
    }
    seam
}

/// Whether a word may be broken before the letter `at`: after `/ : . _ -` and the like, and
/// between the parts of `camelCaseNames` and `HTTPServerErrors` that are long.
pub(super) fn is_seam(letters: &[char], at: usize) -> bool {
    let (Some(before), Some(after)) = (
        at.checked_sub(1).and_then(|before| letters.get(before)),
        letters.get(at),
    ) else {
        return false;
    };
    let is_hump = match before {
        '.' | ':' | ',' if after.is_ascii_digit() => return false,
        '/' | ':' | '.' | '_' | '-' | ',' | '=' | '&' | '?' | '|' | ';' | '@' | '+'
        | '\u{2013}' => {
            return after.is_alphanumeric()
                || matches!(after, '{' | '<' | '(' | '[' | '$' | '*' | '"');
        }
        before if before.is_lowercase() => after.is_uppercase(),
        before if before.is_uppercase() => {
            let then = letters.get(at + 1);
            after.is_uppercase() && then.is_some_and(|then| then.is_lowercase())
        }
        _ => false,
    };
    is_hump && letters_around(letters, at) > LONGEST_UNBROKEN
}

/// How many letters stand together around the place `at`; marks do not part them.
fn letters_around(letters: &[char], at: usize) -> usize {
    let (before, after) = letters.split_at_checked(at).unwrap_or((letters, &[]));
    let together =
        |letter: &&char| letter.is_alphanumeric() || **letter == MARK || **letter == '\n';
    let count = |letters: &mut dyn Iterator<Item = &char>| {
        let run = letters.take_while(together);
        run.filter(|letter| letter.is_alphanumeric()).count()
    };
    count(&mut before.iter().rev()) + count(&mut after.iter())
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
            ("s3:GetObject", "s3:|GetObject"),
            ("CloudFormation", "CloudFormation"),
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
