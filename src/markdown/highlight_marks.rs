//! `==highlight==`: finds the pairs of marks in a finished line and cuts them out.
//!
//! A mark opens before a character that is no space and after one that is no letter or digit,
//! and closes the other way round, so `a == b` and `x==y` stay as they are.

use std::ops::Range;

use super::document::{Inline, Span, Spans};

/// Where exactly two of `sign` stand in `text`, as byte offsets.
pub(super) fn marks(text: &str, sign: u8) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let is_sign = move |at: usize| bytes.get(at) == Some(&sign);
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            while is_sign(at) {
                at += 1;
            }
            match at - start {
                0 => at += 1,
                2 => return Some(start),
                _ => {}
            }
        }
        None
    })
}

/// Whether the last of the marks opens a highlight that none of them closes.
pub(super) fn is_open(text: &str, marks: &[usize]) -> bool {
    pairs(text, marks).1.is_some()
}

/// Pairs of marks that belong together: offsets of the opening and the closing one; and of the one
/// that is open at the end.
fn pairs(text: &str, marks: &[usize]) -> (Vec<(usize, usize)>, Option<usize>) {
    let mut pairs = Vec::new();
    let mut opened = None;
    for &at in marks {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + 2..).and_then(|text| text.chars().next());
        let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        match opened {
            Some(open) if !space(before) && !letter(after) => {
                pairs.push((open, at));
                opened = None;
            }
            None if !space(after) && !letter(before) => opened = Some(at),
            _ => {}
        }
    }
    (pairs, opened)
}

/// What to do with a stretch of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    /// Take it out.
    Cut,
    /// Highlight it.
    Highlight,
}

/// The text without space around it, with what stands between `marks` highlighted, behind the number
/// of bytes that were cut before it; nothing if it stays as it is.
pub(super) fn highlighted(
    text: &str,
    spans: &[Span],
    marks: &[usize],
) -> Option<(usize, String, Spans)> {
    let kept = text.trim_start();
    let lead = text.len() - kept.len();
    let end = lead + kept.trim_end().len();
    let mut edits = Vec::new();
    if lead > 0 {
        edits.push((0..lead, Edit::Cut));
    }
    for (open, close) in pairs(text, marks).0 {
        edits.push((open..open + 2, Edit::Cut));
        edits.push((open + 2..close, Edit::Highlight));
        edits.push((close..close + 2, Edit::Cut));
    }
    if end < text.len() {
        edits.push((end..text.len(), Edit::Cut));
    }
    if edits.is_empty() {
        return None;
    }
    let (text, spans) = apply(text, spans, &edits);
    Some((lead, text, spans))
}

/// A text without some of its bytes.
pub(super) fn without(inline: &Inline, bytes: Range<usize>) -> Inline {
    let (text, spans) = apply(&inline.text, &inline.spans, &[(bytes, Edit::Cut)]);
    Inline {
        text: text.into(),
        spans,
    }
}

/// Applies edits (in order, without overlaps) to a text and its spans.
pub(super) fn apply(text: &str, spans: &[Span], edits: &[(Range<usize>, Edit)]) -> (String, Spans) {
    let mut out = String::with_capacity(text.len());
    let mut out_spans = Spans::with_capacity(spans.len());
    let mut edits = edits.iter().peekable();
    for span in spans {
        let mut at = span.range().start;
        while at < span.range().end {
            while edits.next_if(|(range, _)| range.end <= at).is_some() {}
            let (end, edit) = match edits.peek() {
                Some((range, edit)) if range.start <= at => (range.end, Some(*edit)),
                Some((range, _)) => (range.start, None),
                None => (span.range().end, None),
            };
            let end = end.min(span.range().end);
            if edit != Some(Edit::Cut) {
                let start = out.len();
                out.push_str(text.get(at..end).unwrap_or_default());
                let mut style = span.style;
                style.highlight |= edit == Some(Edit::Highlight);
                out_spans.push(Span::new(start..out.len(), style, span.link.clone()));
            }
            at = end;
        }
    }
    (out, out_spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marks_at_words_pair_up() {
        let check = |text: &str, expected: &[(usize, usize)]| {
            let marks: Vec<usize> = marks(text, b'=').collect();
            assert_eq!(pairs(text, &marks).0, expected, "{text}");
        };
        check("a ==b c== d", &[(2, 7)]);
        check("==a== and ==b==.", &[(0, 3), (10, 13)]);
        check("if a == b or c == d", &[]);
        check("x==1&y==2", &[]);
        check("=== rule ===", &[]);
        check("==open", &[]);
    }
}
