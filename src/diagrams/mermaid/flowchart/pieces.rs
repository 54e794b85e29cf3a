//! The pieces of a statement, read from its front: names, shapes with their labels, links.
//!
//! Each takes what it understands off the text, and nothing if it does not understand it.

use crate::diagrams::mermaid::words;

/// Openings of shapes with what closes them, longer ones first.
const SHAPES: [(&str, &[&str]); 12] = [
    ("(((", &[")))"]),
    ("((", &["))"]),
    ("([", &["])"]),
    ("[(", &[")]"]),
    ("[[", &["]]"]),
    ("{{", &["}}"]),
    ("[/", &["/]", "\\]"]),
    ("[\\", &["\\]", "/]"]),
    ("(", &[")"]),
    ("[", &["]"]),
    ("{", &["}"]),
    (">", &["]"]),
];

/// Letters, digits, and within them dashes, dots and the like.
pub(super) fn name_length(text: &str) -> usize {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let mut length = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let followed = letters.peek().is_some_and(|(_, next)| is_letter(*next));
        let joins = at > 0 && followed && matches!(c, '-' | '.' | '/' | '\'' | '#');
        if !is_letter(c) && !joins {
            break;
        }
        length = at + c.len_utf8();
    }
    length
}

/// The shape that begins here: its opening, its label, its end.
pub(super) fn shape<'t>(rest: &mut &'t str) -> Option<(&'static str, String, &'t str)> {
    let text = *rest;
    let (open, closes) = SHAPES.iter().find(|(open, _)| text.starts_with(open))?;
    let inner = text.get(open.len()..)?;
    let quoted = inner.trim_start().strip_prefix('"');
    let (label, after) = match quoted.and_then(|quoted| quoted.split_once('"')) {
        Some((label, after)) => (label, after.trim_start()),
        None => inner.split_at(closes.iter().filter_map(|close| inner.find(close)).min()?),
    };
    let close = closes.iter().find(|close| after.starts_with(**close))?;
    let (close, after) = after.split_at(close.len());
    *rest = after;
    Some((open, label.trim().to_owned(), close))
}

/// The link that begins here with its label, as one; `Some(None)` for one that is not seen.
#[expect(
    clippy::option_option,
    reason = "no link at all is another thing than one that is not seen"
)]
pub(super) fn link(rest: &mut &str) -> Option<Option<String>> {
    let mut text = *rest;
    if let Some(after) = text.strip_prefix("~~~") {
        *rest = after.trim_start_matches('~').trim_start();
        return Some(None);
    }
    let head = ["<", "x", "o"].into_iter().find(|head| {
        let after = text.strip_prefix(head);
        after.is_some_and(|after| {
            ["--", "==", "-."]
                .iter()
                .any(|line| after.starts_with(line))
        })
    });
    let head = head.unwrap_or_default();
    text = text.get(head.len()..)?;
    let (line, mut label) = line_and_label(&mut text)?;
    text = text.trim_start();
    if let Some((words, after)) = text.strip_prefix('|').and_then(|text| text.split_once('|')) {
        label = Some(words);
        text = after.trim_start();
    }
    *rest = text;
    let label = label.map(|label| words::hidden(label.trim().trim_matches('"')));
    let label = label.filter(|label| !label.is_empty());
    let label = label.map_or_else(String::new, |label| format!("|{label}|"));
    Some(Some(format!("{head}{line}{label}")))
}

/// `-->`, `-- words -->`, and the same with `==` and `-.`.
fn line_and_label<'t>(text: &mut &'t str) -> Option<(String, Option<&'t str>)> {
    let dotted = text.starts_with("-.");
    let stroke = if dotted { "-." } else { text.get(..2)? };
    if !["--", "==", "-."].contains(&stroke) {
        return None;
    }
    if let Some(length) = whole_line(text, dotted) {
        let (line, after) = text.split_at(length);
        *text = after;
        return Some((line.to_owned(), None));
    }
    let inner = text.get(2..)?;
    let ending = if dotted { ".-" } else { stroke };
    let end = inner.find(ending)?;
    let (label, closing) = inner.split_at(end);
    let run = closing.trim_start_matches(['-', '=', '.']).len();
    let mut length = closing.len() - run;
    length += head_length(closing.get(length..)?);
    let (closing, after) = closing.split_at(length);
    *text = after;
    let line = if dotted {
        format!("-{closing}")
    } else {
        closing.to_owned()
    };
    Some((line, Some(label)))
}

/// The length of a line without words in it.
fn whole_line(text: &str, dotted: bool) -> Option<usize> {
    let run = if dotted {
        let dots = text
            .get(1..)?
            .bytes()
            .take_while(|byte| *byte == b'.')
            .count();
        let dashes = text
            .get(1 + dots..)?
            .bytes()
            .take_while(|byte| *byte == b'-')
            .count();
        if dashes == 0 {
            return None;
        }
        1 + dots + dashes
    } else {
        let first = text.bytes().next()?;
        text.bytes().take_while(|byte| *byte == first).count()
    };
    let head = head_length(text.get(run..)?);
    (dotted || run > 2 || head > 0).then_some(run + head)
}

/// An arrowhead; a letter is one only where no word begins with it.
fn head_length(text: &str) -> usize {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some('>'), _) => 1,
        (Some('x' | 'o'), next) if !next.is_some_and(char::is_alphanumeric) => 1,
        _ => 0,
    }
}
