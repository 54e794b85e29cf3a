//! Anchors of headings: given as `{#id}` at the end of the line, or made from the text.
//!
//! Unique within a note: the second of its name gets `-1`, the third `-2`, as on GitHub.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::document::Inline;
use crate::base::text::slug;

/// The anchors given out so far, each with the next number to try behind it.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    taken: HashMap<Arc<str>, usize>,
}

impl Anchors {
    /// A free anchor for a heading that says `text` and asks for `wanted`.
    pub(super) fn assign(&mut self, text: &str, wanted: Option<&str>) -> Arc<str> {
        let base = wanted.map_or_else(|| slug(text), str::to_owned);
        let base = if base.is_empty() { "section" } else { &base };
        let Some(mut number) = self.taken.get(base).copied() else {
            return self.take(base);
        };
        let mut candidate = format!("{base}-{number}");
        while self.taken.contains_key(&*candidate) {
            number += 1;
            candidate = format!("{base}-{number}");
        }
        if let Some(next) = self.taken.get_mut(base) {
            *next = number + 1;
        }
        self.take(&candidate)
    }

    fn take(&mut self, anchor: &str) -> Arc<str> {
        let anchor: Arc<str> = anchor.into();
        self.taken.insert(Arc::clone(&anchor), 1);
        anchor
    }
}

/// The attributes `{#id .class key=value}` at the end of a heading: the bytes to take out of its
/// text, and the id if one is given. Braces that hold anything else are text.
pub(super) fn attributes(heading: &Inline) -> Option<(Range<usize>, Option<String>)> {
    let text = &*heading.text;
    let body = text.strip_suffix('}')?;
    let start = body.rfind('{')?;
    let in_code = heading.spans.last().is_some_and(|span| span.style.code);
    let words: Vec<&str> = body.get(start + 1..)?.split_whitespace().collect();
    if in_code || words.is_empty() || !words.iter().all(|word| is_attribute(word)) {
        return None;
    }
    let id = words.iter().rev().find_map(|word| word.strip_prefix('#'));
    let kept = text.get(..start)?.trim_end().len();
    Some((kept..text.len(), id.map(str::to_owned)))
}

fn is_attribute(word: &str) -> bool {
    let is_name = |name: &str| {
        let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
        !name.is_empty() && name.chars().all(allowed)
    };
    match word.strip_prefix(['#', '.']) {
        Some(name) => is_name(name),
        None => word
            .split_once('=')
            .is_some_and(|(key, value)| is_name(key) && is_name(value.trim_matches('"'))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_headings_get_numbers() {
        let mut anchors = Anchors::default();
        let given: Vec<_> = ["Costs", "Costs", "Costs 1", "Costs", "!?"]
            .iter()
            .map(|text| anchors.assign(text, None).to_string())
            .collect();
        assert_eq!(
            given,
            ["costs", "costs-1", "costs-1-1", "costs-2", "section"]
        );
    }
}
