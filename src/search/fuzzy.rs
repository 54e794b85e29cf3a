//! Fuzzy matching of names: the letters in order, with the places to light up.
//!
//! A thin cover over `nucleo-matcher`: its scores, plus a small preference by the caller's
//! weight, ties in the caller's order. Words that a name lacks are looked for in its context
//! (`s3 introduction`, `hooks diagram`); a hit by the name alone is preferred.

use std::ops::Range;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};

/// A list of names to search in.
#[derive(Debug, Default)]
pub struct Names {
    entries: Vec<Entry>,
}

/// A name to be found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name itself.
    pub label: String,
    /// Where it belongs, for those who type that too: a chapter, `Diagram`.
    pub context: String,
    /// A heavier name comes first among about equal matches.
    pub weight: u32,
}

#[derive(Debug)]
struct Entry {
    text: Utf32String,
    in_context: Utf32String,
    name: Name,
}

/// How much a match by name alone is preferred to one that needs the context.
const BY_NAME: u32 = 40;

/// One name that matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its place in the list.
    pub index: usize,
    /// The parts of the name that match: byte ranges, ascending.
    pub lit: Vec<Range<usize>>,
}

impl Names {
    /// From the names to search in.
    pub fn new(names: impl IntoIterator<Item = Name>) -> Self {
        let entries = names
            .into_iter()
            .map(|name| Entry {
                text: Utf32String::from(name.label.as_str()),
                in_context: Utf32String::from(format!("{} {}", name.label, name.context)),
                name,
            })
            .collect();
        Self { entries }
    }

    /// How many names.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The best `limit` names for `query`; the first ones if nothing is asked.
    pub fn rank(&self, query: &str, limit: usize) -> Vec<Hit> {
        self.rank_among(query, limit, |_| true)
    }

    /// The same among the names whose index `may` accepts.
    pub fn rank_among(&self, query: &str, limit: usize, may: impl Fn(usize) -> bool) -> Vec<Hit> {
        if query.trim().is_empty() {
            return (0..self.len())
                .filter(|index| may(*index))
                .take(limit)
                .map(|index| Hit {
                    index,
                    lit: Vec::new(),
                })
                .collect();
        }
        // Letters that stand apart are looked for in one word; several words say enough as they
        // are, and in many names the other would take longer than a frame.
        let kind = if query.split_whitespace().nth(1).is_some() {
            AtomKind::Substring
        } else {
            AtomKind::Fuzzy
        };
        let pattern = Pattern::new(query, CaseMatching::Ignore, Normalization::Smart, kind);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut scored: Vec<(u32, usize)> = self
            .entries
            .iter()
            .enumerate()
            .filter(|(index, _)| may(*index))
            .filter_map(|(index, entry)| {
                let by_name = pattern.score(entry.text.slice(..), &mut matcher);
                let score = by_name.map(|score| score + BY_NAME);
                let score =
                    score.or_else(|| pattern.score(entry.in_context.slice(..), &mut matcher))?;
                Some((score + entry.name.weight, index))
            })
            .collect();
        scored.sort_by_key(|(score, index)| (std::cmp::Reverse(*score), *index));
        scored.truncate(limit);
        scored
            .into_iter()
            .map(|(_, index)| Hit {
                index,
                lit: self.lit(index, &pattern, &mut matcher),
            })
            .collect()
    }

    fn lit(&self, index: usize, pattern: &Pattern, matcher: &mut Matcher) -> Vec<Range<usize>> {
        let Some(entry) = self.entries.get(index) else {
            return Vec::new();
        };
        let mut chars = Vec::new();
        if pattern
            .indices(entry.text.slice(..), matcher, &mut chars)
            .is_none()
        {
            chars.clear();
            pattern.indices(entry.in_context.slice(..), matcher, &mut chars);
        }
        chars.sort_unstable();
        chars.dedup();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (at, (byte, character)) in entry.name.label.char_indices().enumerate() {
            if chars.binary_search(&(at as u32)).is_err() {
                continue;
            }
            let end = byte + character.len_utf8();
            match ranges.last_mut() {
                Some(last) if last.end == byte => last.end = end,
                _ => ranges.push(byte..end),
            }
        }
        ranges
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let labels = [
            "Storage classes",
            "Lifecycle rules",
            "Event source mappings",
            "Visibility timeout",
        ];
        Names::new(labels.map(|label| name(label, "", 0)))
    }

    fn name(label: &str, context: &str, weight: u32) -> Name {
        Name {
            label: label.to_owned(),
            context: context.to_owned(),
            weight,
        }
    }

    #[test]
    fn words_of_the_context_help_and_are_not_lit() {
        let names = Names::new([
            name("Introduction", "SQS", 0),
            name("Introduction", "S3", 0),
            name("The four hooks", "Diagram", 0),
        ]);
        let best = |query| names.rank(query, 1).into_iter().next();
        assert_eq!(best("s3 intro").map(|hit| hit.index), Some(1));
        let hooks = best("hooks diagram").expect("a hit");
        assert_eq!(hooks.index, 2);
        let lit: Vec<&str> = hooks
            .lit
            .iter()
            .filter_map(|range| "The four hooks".get(range.clone()))
            .collect();
        assert_eq!(lit, ["hooks"]);
    }

    #[test]
    fn match_by_name_stands_above_one_by_context() {
        let names = Names::new([name("Limits", "Athena", 0), name("Amazon Athena", "S3", 0)]);
        let best = names.rank("athena", 2);
        assert_eq!(best.first().map(|hit| hit.index), Some(1));
    }

    fn check(query: &str, best: Option<usize>) {
        let hits = names().rank(query, 10);
        assert_eq!(hits.first().map(|hit| hit.index), best, "{query}");
    }

    #[test]
    fn letters_in_order_find_a_name() {
        check("lifec", Some(1));
        check("vto", Some(3));
        check("esm", Some(2));
        check("xyz", None);
    }

    #[test]
    fn nothing_asked_shows_the_first_names() {
        let hits = names().rank("", 10).into_iter().map(|hit| hit.index);
        assert_eq!(hits.collect::<Vec<_>>(), [0, 1, 2, 3]);
    }

    #[test]
    fn matching_letters_are_lit() {
        let hits = names().rank("rules", 1);
        let lit: Vec<_> = hits
            .iter()
            .flat_map(|hit| hit.lit.iter().map(|range| (range.start, range.end)))
            .collect();
        assert_eq!(lit, [(10, 15)]);
    }

    #[test]
    fn heavier_name_wins_among_equals() {
        let names = Names::new([name("Prices", "", 0), name("Prices", "", 5)]);
        assert_eq!(
            names.rank("prices", 1).first().map(|hit| hit.index),
            Some(1)
        );
    }
}
