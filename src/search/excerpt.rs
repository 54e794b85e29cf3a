//! Some of a text around what was looked for, on one line.

use std::ops::Range;

use super::sought::Sought;

/// About so many characters of a text are shown around a hit.
const EXCERPT: usize = 180;
/// So many of them before the first hit.
const BEFORE: usize = 50;

/// Some of a text, on one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// With `…` where something is left out.
    pub text: String,
    /// The parts that were looked for: byte ranges, ascending.
    pub lit: Vec<Range<usize>>,
}

impl Excerpt {
    /// What stands around the first hit of a text, by whole words.
    pub fn of(text: &str, sought: &Sought) -> Self {
        let text = one_line(text);
        let found = sought.stretches(&text);
        let first = found.first().map_or(0, |range| range.start);
        let start = start_before(&text, first);
        let end = end_after(&text, start);
        let opening = if start > 0 { "\u{2026}" } else { "" };
        let closing = if end < text.len() { "\u{2026}" } else { "" };
        let shown = text.get(start..end).unwrap_or_default().trim_end();
        let lit = found
            .into_iter()
            .filter(|range| range.start >= start && range.end <= start + shown.len())
            .map(|range| range.start - start + opening.len()..range.end - start + opening.len())
            .collect();
        Self {
            text: format!("{opening}{shown}{closing}"),
            lit,
        }
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where the excerpt begins so that `hit` is well within it: at a word.
fn start_before(text: &str, hit: usize) -> usize {
    let before = text.get(..hit).unwrap_or_default();
    let Some((from, _)) = before.char_indices().rev().nth(BEFORE) else {
        return 0;
    };
    let tail = before.get(from..).unwrap_or_default();
    let after_space = tail.find(' ').map_or(from, |space| from + space + 1);
    let sentence = tail.rfind(". ").map(|stop| from + stop + 2);
    sentence.unwrap_or(after_space)
}

fn end_after(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let Some((end, _)) = rest.char_indices().nth(EXCERPT) else {
        return text.len();
    };
    let head = rest.get(..end).unwrap_or_default();
    start
        + head
            .rfind(' ')
            .filter(|space| *space > EXCERPT / 2)
            .unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sought(words: &[&str]) -> Sought {
        let mut sought = Sought::default();
        for word in words {
            sought.add(vec![[(*word).to_owned()].into()]);
        }
        sought
    }

    #[test]
    fn excerpt_shows_the_hit_in_its_sentence() {
        let text = format!(
            "{} Then the queue waits. {}",
            "Some words first. ".repeat(9),
            "More words. ".repeat(30)
        );
        let excerpt = Excerpt::of(&text, &sought(&["queue"]));
        assert!(
            excerpt
                .text
                .starts_with("\u{2026}Then the queue waits. More"),
            "{}",
            excerpt.text
        );
        assert!(excerpt.text.ends_with("\u{2026}"));
        assert_eq!(excerpt.text.get(excerpt.lit[0].clone()), Some("queue"));
    }

    proptest! {
        #[test]
        fn excerpt_of_any_text_is_sound(text in "[a-c é東\n.“]{0,400}") {
            let excerpt = Excerpt::of(&text, &sought(&["a", "b"]));
            let lit: Vec<_> = excerpt.lit.iter().map(|range| excerpt.text.get(range.clone())).collect();
            let is_sought = |lit: &str| lit.chars().all(|c| matches!(c, 'a' | 'b' | ' '));
            prop_assert!(lit.iter().all(|lit| lit.is_some_and(is_sought)), "{:?}", excerpt);
            prop_assert!(excerpt.text.chars().count() <= EXCERPT + 2);
        }
    }
}
