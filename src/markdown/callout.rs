//! Callouts: the `[!kind]- Title` that may begin a quote.
//!
//! The five alerts of GitHub come from the parser ready made; titles, folds and the further kinds
//! are read here, from the quote's first line in the source.

use super::document::{CalloutKind, Fold, Inline};
use super::highlight_marks;

/// What the first line of a quote says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CalloutHeader {
    /// What it is about; a word that nobody knows makes a note with that word as its title.
    pub(super) kind: CalloutKind,
    pub(super) fold: Fold,
    /// The title where none is written.
    pub(super) title: String,
}

/// Reads the line that begins a quote, its `>` included.
pub(super) fn header(quote: &str) -> Option<CalloutHeader> {
    let line = quote.lines().next()?.trim_start();
    let (word, fold, _) = marker(line.strip_prefix('>')?.trim_start())?;
    let kind = CalloutKind::named(word);
    Some(CalloutHeader {
        kind: kind.unwrap_or(CalloutKind::Note),
        fold,
        title: kind.map_or_else(|| capitalized(word), |kind| kind.title().to_owned()),
    })
}

/// The written title: the quote's first line without its marker; `otherwise` if nothing is left.
pub(super) fn title(line: &Inline, otherwise: &str) -> Inline {
    let length = marker(&line.text).map_or(0, |(_, _, length)| length);
    let title = highlight_marks::without(line, 0..length);
    if title.is_empty() {
        return Inline::plain(otherwise);
    }
    title
}

/// `[!word]`, an optional `+` or `-`, and the space behind: the word, the fold, its length.
fn marker(line: &str) -> Option<(&str, Fold, usize)> {
    let (word, rest) = line.strip_prefix("[!")?.split_once(']')?;
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '|');
    if word.trim().is_empty() || !word.chars().all(allowed) {
        return None;
    }
    let (fold, rest) = match rest.strip_prefix(['+', '-']) {
        Some(after) if rest.starts_with('+') => (Fold::Open, after),
        Some(after) => (Fold::Closed, after),
        None => (Fold::Never, rest),
    };
    let length = line.len() - rest.trim_start().len();
    // What stands behind a bar is for the looks of other programs.
    let word = word.split('|').next().unwrap_or(word).trim();
    Some((word, fold, length))
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_line_says_kind_fold_and_title() {
        let check = |quote: &str, kind, fold, title: &str| {
            let title = title.to_owned();
            let expected = CalloutHeader { kind, fold, title };
            assert_eq!(header(quote), Some(expected), "{quote}");
        };
        check(
            "> [!faq]- Why?",
            CalloutKind::Question,
            Fold::Closed,
            "Question",
        );
        check(">[!TIP]+", CalloutKind::Tip, Fold::Open, "Tip");
        check(
            "> [!recipe|left] x",
            CalloutKind::Note,
            Fold::Never,
            "Recipe",
        );
        for other in ["> [!]", "> [x]", "> text [!note]", "[!note]", "> [!a.b]"] {
            assert_eq!(header(other), None, "{other}");
        }
    }

    #[test]
    fn title_is_what_stands_behind_the_marker() {
        let check = |line: &str, expected: &str| {
            assert_eq!(
                &*title(&Inline::plain(line), "Note").text,
                expected,
                "{line}"
            );
        };
        check("[!note]- Mind the gap", "Mind the gap");
        check("[!note]", "Note");
    }
}
