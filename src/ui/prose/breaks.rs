//! Lays texts out: a word that is longer than its line breaks where its parts meet; what stays
//! together on a line is [`super::ties`]'s matter.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::{Glyph, PlacedRow};
use egui::{Galley, Ui};

use super::ProseContext;
use super::formula::as_characters;
use super::inline::{Setting, layout};
use super::ties::{kept_at, space_before_lone_word, with_units};
use crate::markdown::document::Inline;
use crate::ui_kit::soft_marks::{BREAK, KEEP};

/// Names of so many letters are not broken between their parts: `CloudFormation`, `HalfAtATime`.
const LONGEST_UNBROKEN: usize = 14;
/// Signs from here on are no letters of a word that is kept together.
const FIRST_IDEOGRAPH: char = '\u{2e80}';

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
    let text = match with_units(&shown) {
        Cow::Owned(marked) => Cow::Owned(marked),
        Cow::Borrowed(_) => shown,
    };
    let mut laid = Laid {
        galley: layout(ui, &text, setting, width, cx),
        text,
    };
    let set = |text: Inline| Laid {
        galley: layout(ui, &text, setting, width, cx),
        text: Cow::Owned(text),
    };
    let places = better_breaks(&laid.galley, &laid.text.text);
    if !places.is_empty() {
        laid = set(broken_at(&laid.text, &places));
    }
    if let Some(space) = space_before_lone_word(&laid.galley, &laid.text.text) {
        laid = set(kept_at(&laid.text, &[space]));
    }
    laid
}

/// Before which characters of `text` words are better broken that are longer than their line.
fn better_breaks(galley: &Galley, text: &str) -> Vec<usize> {
    let rows = &galley.rows;
    let is_broken = |at: usize| rows.get(at..at + 2).is_some_and(breaks_word);
    if !(0..rows.len()).any(is_broken) {
        return Vec::new();
    }
    let letters: Vec<char> = text.chars().collect();
    let glyphs: usize = rows.iter().map(|row| row.row.glyphs.len()).sum();
    let newlines = rows.iter().filter(|row| row.ends_with_newline).count();
    // Some scripts draw a letter with several signs; what is counted is then not the letters.
    if glyphs + newlines != letters.len() {
        return Vec::new();
    }
    let mut places = Vec::new();
    let (mut at, mut start) = (0, 0);
    while let Some(row) = rows.get(at) {
        let mut word = vec![row];
        while is_broken(at) {
            at += 1;
            word.extend(rows.get(at));
        }
        if word.len() > 1 {
            seams_of(
                &word,
                galley.job.wrap.max_width,
                &letters,
                start,
                &mut places,
            );
        }
        let signs: usize = word.iter().map(|row| row.row.glyphs.len()).sum();
        let newline = word.last().is_some_and(|row| row.ends_with_newline);
        start += signs + usize::from(newline);
        at += 1;
    }
    places
}

/// Whether the first of two rows ends within a word.
fn breaks_word(rows: &[PlacedRow]) -> bool {
    let [row, next] = rows else { return false };
    let is_of_word = |end: Option<&Glyph>| end.is_some_and(|end| is_of_word(end.chr));
    !row.ends_with_newline
        && is_of_word(row.row.glyphs.last())
        && is_of_word(next.row.glyphs.first())
}

/// Whether it belongs to a word in which no line should break anywhere.
fn is_of_word(letter: char) -> bool {
    letter == KEEP || !letter.is_whitespace() && letter < FIRST_IDEOGRAPH
}

/// The seams at which a word fills its lines best that covers `rows`, from the letter `start` on:
/// lines are broken within words only where a line holds nothing else.
fn seams_of(
    rows: &[&PlacedRow],
    width: f32,
    letters: &[char],
    start: usize,
    seams: &mut Vec<usize>,
) {
    // How wide the letters are up to here since the line began, and since the last seam.
    let (mut line, mut part) = (0.0, 0.0);
    let mut seam = None;
    let signs = rows.iter().flat_map(|row| advances(row));
    for (at, (sign, advance)) in (start..).zip(signs) {
        if at > start && is_seam(letters, at) {
            (seam, part) = (Some(at), 0.0);
        }
        if !is_of_word(sign) {
            // The line may break here by itself.
            (line, part, seam) = (0.0, 0.0, None);
            continue;
        }
        if line + advance > width {
            match seam.take() {
                Some(seam) => {
                    seams.push(seam);
                    line = part;
                }
                None => line = 0.0,
            }
        }
        line += advance;
        part += advance;
    }
}

/// The signs of a row, each with how far it is to the next.
fn advances(row: &PlacedRow) -> impl Iterator<Item = (char, f32)> {
    let glyphs = &row.row.glyphs;
    let next = glyphs.iter().skip(1).map(|glyph| glyph.pos.x);
    let next = next.chain(glyphs.last().map(Glyph::max_x));
    glyphs
        .iter()
        .zip(next)
        .map(|(glyph, next)| (glyph.chr, next - glyph.pos.x))
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

/// How many letters stand together around the place `at`, as far as it matters.
fn letters_around(letters: &[char], at: usize) -> usize {
    let (before, after) = letters.split_at_checked(at).unwrap_or((letters, &[]));
    let count = |letters: &mut dyn Iterator<Item = &char>| {
        let run = letters.take_while(|letter| letter.is_alphanumeric());
        run.take(LONGEST_UNBROKEN + 1).count()
    };
    count(&mut before.iter().rev()) + count(&mut after.iter())
}

/// The text with breaks before these of its characters, which are in order.
fn broken_at(text: &Inline, places: &[usize]) -> Inline {
    let ends = std::iter::once(text.text.len());
    let starts: Vec<usize> = text
        .text
        .char_indices()
        .map(|(byte, _)| byte)
        .chain(ends)
        .collect();
    let bytes: Vec<usize> = places
        .iter()
        .filter_map(|at| starts.get(*at).copied())
        .collect();
    let mut broken = String::with_capacity(text.text.len() + bytes.len() * BREAK.len());
    let mut from = 0;
    for byte in &bytes {
        broken.push_str(text.text.get(from..*byte).unwrap_or_default());
        broken.push_str(BREAK);
        from = *byte;
    }
    broken.push_str(text.text.get(from..).unwrap_or_default());
    let mut spans = text.spans.clone();
    // A break between two spans belongs to the first.
    let before = |end: usize| bytes.partition_point(|byte| *byte <= end) * BREAK.len();
    for (number, span) in spans.iter_mut().enumerate() {
        let Range { start, end } = span.range();
        let start = if number == 0 {
            start
        } else {
            start + before(start)
        };
        *span = span.over(start..end + before(end));
    }
    Inline {
        text: broken.into(),
        spans,
    }
}

#[cfg(test)]
mod tests {
    use egui::Color32;
    use proptest::prelude::*;

    use super::*;
    use crate::base::reading::Typeface;
    use crate::ui_kit::fonts::{self, Face};
    use crate::ui_kit::soft_marks::MARK;

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

    /// The rows of a text in lines of ten letters, as they are mended.
    fn rows(text: &str) -> Vec<String> {
        let ctx = egui::Context::default();
        ctx.set_fonts(fonts::definitions(Typeface::Sans));
        let mut rows = Vec::new();
        let output = ctx.run_ui(egui::RawInput::default(), |ui| {
            let lay_out = |text: &str| {
                let (text, font) = (text.to_owned(), Face::Mono.at(10.0));
                ui.fonts_mut(|fonts| fonts.layout(text, font, Color32::BLACK, 62.0))
            };
            let places = better_breaks(&lay_out(text), text);
            let mut text = broken_at(&Inline::plain(text), &places);
            if let Some(space) = space_before_lone_word(&lay_out(&text.text), &text.text) {
                text = kept_at(&text, &[space]);
            }
            let galley = lay_out(&text.text);
            let text_of = |row: &PlacedRow| row.row.text().replace(MARK, "").trim().to_owned();
            rows = galley.rows.iter().map(text_of).collect();
        });
        output.drop_without_applying_deltas();
        rows
    }

    #[test]
    fn long_word_is_broken_between_its_parts_only() {
        for (text, expected) in [
            ("GetObjectVersionTagging", "GetObject|Version|Tagging"),
            (
                "a GetObjectVersionTagging b c",
                "a|GetObject|Version|Tagging b|c",
            ),
            ("s3:GetObject ok", "s3:|GetObject|ok"),
            ("0123456789abcdef0123", "0123456789|abcdef0123"),
            (
                "0123456789abcdefghij GetObjectVersionTagging",
                "0123456789|abcdefghij|GetObject|Version|Tagging",
            ),
            ("one two three", "one two|three"),
        ] {
            assert_eq!(rows(text).join("|"), expected, "{text}");
        }
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
    fn short_word_does_not_end_a_text_alone() {
        for (text, expected) in [
            ("a b c d e f.", "a b c d|e\u{a0}f."),
            ("aaaa bbbb f.", "aaaa bbbb|f."),
            ("a b c d e\nf.", "a b c d e|f."),
            ("a b c d e longer", "a b c d e|longer"),
        ] {
            assert_eq!(rows(text).join("|"), expected, "{text}");
        }
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
            let marked = broken_at(&marked, &[at % letters.len()]);
            let plain = |text: &str| text.replace(BREAK, "").replace(KEEP, " ");
            prop_assert_eq!(plain(&marked.text), text.clone());
            let runs: Vec<String> = marked.spans.iter().map(|span| plain(&marked.text[span.range()])).collect();
            prop_assert_eq!(runs, [text[..cut].to_owned(), text[cut..].to_owned()]);
        }
    }
}
