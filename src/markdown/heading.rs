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
    taken: HashMap<String, usize>,
}

impl Anchors {
    /// A free anchor for a heading that says `text` and asks for `wanted`.
    pub(super) fn assign(&mut self, text: &str, wanted: Option<&str>) -> Arc<str> {
        let base = wanted.map_or_else(|| slug(text), str::to_owned);
        let base = if base.is_empty() {
            "section".to_owned()
        } else {
            base
        };
        let Some(mut number) = self.taken.get(&base).copied() else {
            self.taken.insert(base.clone(), 1);
            return base.into();
        };
        let mut candidate = format!("{base}-{number}");
        while self.taken.contains_key(&candidate) {
            number += 1;
            candidate = format!("{base}-{number}");
        }
        self.taken.insert(base, number + 1);
        self.taken.insert(candidate.clone(), 1);
        candidate.into()
    }
}

/// The `{#id}` at the end of a heading: the bytes to take out of its text, and the id.
pub(super) fn explicit_anchor(heading: &Inline) -> Option<(Range<usize>, String)> {
    let text = heading.text.as_ref();
    let body = text.strip_suffix('}')?;
    let start = body.rfind("{#")?;
    let id = body.get(start + 2..)?;
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    let in_code = heading.spans.last().is_some_and(|span| span.style.code);
    if id.is_empty() || in_code || !id.chars().all(allowed) {
        return None;
    }
    let kept = text.get(..start)?.trim_end().len();
    Some((kept..text.len(), id.to_owned()))
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
