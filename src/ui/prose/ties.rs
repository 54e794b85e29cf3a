//! What stays together on a line: a number with its unit, a short last word with the one before.

use std::borrow::Cow;
use std::ops::Range;

use egui::Galley;
use egui::epaint::text::PlacedRow;

use crate::markdown::document::Inline;
use crate::ui_kit::soft_marks::KEEP;

/// A last word of so many signs does not stand alone on its line,
const LONGEST_LONE: usize = 5;
/// if the line before has so many words.
const WORDS_TO_SPARE: usize = 4;
/// What stands with the number before it.
const UNITS: &[&str] = &[
    "%", "\u{b0}", "\u{b0}C", "\u{b0}F", "\u{20ac}", "$", "USD", "EUR", "B", "KB", "kB", "MB",
    "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "bit", "bits", "byte", "Kbps", "Mbps", "Gbps",
    "KB/s", "MB/s", "GB/s", "KiB/s", "MiB/s", "ms", "ns", "\u{b5}s", "s", "min", "h", "d", "day",
    "days", "week", "year", "am", "pm", "mm", "cm", "m", "km", "m/s", "km/h", "mg", "g", "kg", "t",
    "ml", "l", "Hz", "kHz", "MHz", "GHz", "V", "mV", "kV", "A", "mA", "W", "kW", "MW", "kWh", "K",
    "Pa", "kPa", "bar", "J", "kJ", "kcal", "mol", "N", "px", "pt", "dpi", "fps", "IOPS", "RCU",
    "WCU", "vCPU", "GPU", "ly", "pc", "au", "p.m.", "a.m.",
];

/// The space before the last word of a text if that is short and alone on the last line, and the
/// line before can spare a word.
pub(super) fn space_before_lone_word(galley: &Galley, text: &str) -> Option<usize> {
    let [.., before, last] = galley.rows.as_slice() else {
        return None;
    };
    // A space may stand behind the word. In most texts more stands on the last line.
    if last.row.glyphs.len() > LONGEST_LONE + 1 {
        return None;
    }
    let letters = |row: &PlacedRow| row.row.text().trim().to_owned();
    let (before_last, word) = (letters(before), letters(last));
    let is_lone = !before.ends_with_newline
        && word.chars().count() <= LONGEST_LONE
        && !word.contains(char::is_whitespace);
    let can_spare = before_last.split_whitespace().count() >= WORDS_TO_SPARE;
    let space = text.trim_end().rfind(' ')?;
    let is_last = text.get(space + 1..)?.trim_end() == word;
    (is_lone && can_spare && is_last).then_some(space)
}

/// The text whose numbers stay with their units.
pub(super) fn with_units(cell: &Inline) -> Cow<'_, Inline> {
    let spaces = spaces_before_units(&cell.text);
    if spaces.is_empty() {
        Cow::Borrowed(cell)
    } else {
        Cow::Owned(kept_at(cell, &spaces))
    }
}

/// The text with no line break at these of its spaces, which are in order.
pub(super) fn kept_at(cell: &Inline, spaces: &[usize]) -> Inline {
    let mut text = String::with_capacity(cell.text.len() + spaces.len());
    let mut from = 0;
    for space in spaces {
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
    cell
}

/// Where a single space stands between a number and what may be its unit.
fn spaces_before_units(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(' ') {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + 1..).unwrap_or_default();
        let openings = [' ', '\n', '(', '"', '\u{201c}', '\u{bb}', '\u{ab}'];
        let number = before.rsplit(openings).next().unwrap_or_default();
        let number =
            number.trim_start_matches(['+', '-', '\u{2212}', '~', '\u{2248}', '$', '\u{20ac}']);
        let is_number = number.starts_with(|c: char| c.is_ascii_digit())
            && number.ends_with(|c: char| c.is_ascii_digit());
        if !is_number {
            continue;
        }
        let unit = after
            .split([' ', '\n', ',', ';', ')', '|'])
            .next()
            .unwrap_or_default();
        let bare = unit.trim_end_matches(['.', ':', '!', '?']);
        let is_unit = UNITS.contains(&unit) || UNITS.contains(&bare);
        if is_unit {
            found.push(at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_stays_with_its_unit_and_with_nothing_else() {
        let glued = |text: &str| with_units(&Inline::plain(text)).text.replace(KEEP, "~");
        assert_eq!(glued("600 s"), "600~s");
        assert_eq!(glued("about 5 % of 10 GB."), "about 5~% of 10~GB.");
        assert_eq!(glued("1 to 20 days"), "1 to 20~days");
        assert_eq!(glued("20 minutes"), "20 minutes");
        assert_eq!(glued("a 5"), "a 5");
        assert_eq!(glued("S3 m, Route 53 bill"), "S3 m, Route 53 bill");
        assert_eq!(glued("(\u{2212}5 \u{b0}C)"), "(\u{2212}5~\u{b0}C)");
        assert_eq!(glued("\"10 %, wait\""), "\"10~%, wait\"");
        assert_eq!(glued("5  s"), "5  s");
    }
}
