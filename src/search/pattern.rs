//! What is typed to be found in one note: plain words, or a regular expression.

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use thiserror::Error;

use super::lights::Finds;

/// A compiled expression takes at most so many bytes.
const SIZE_LIMIT: usize = 1 << 20;

/// What is to be found, as it was typed and switched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pattern {
    /// As typed.
    pub text: String,
    /// Whether A is not a.
    pub match_case: bool,
    /// Whether letters, digits or `_` beside a hit spoil it.
    pub whole_words: bool,
    /// Whether the text is a regular expression.
    pub regex: bool,
}

/// Why a pattern cannot be looked for. As one sentence without its full stop.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PatternError {
    /// The rules of regular expressions are broken.
    #[error("not a regular expression: {reason}")]
    Syntax {
        /// In few words.
        reason: String,
    },
    /// It would take too much memory.
    #[error("this regular expression is too large")]
    TooLarge,
}

/// Finds what a [`Pattern`] says, in time proportional to the text.
#[derive(Debug, Clone)]
pub struct Finder(Regex);

impl Pattern {
    /// These words are to be found, as they stand.
    pub fn seek(&mut self, words: String) {
        self.text = if self.regex {
            regex::escape(&words)
        } else {
            words
        };
    }

    /// Makes it ready to find; nothing if nothing is typed.
    pub fn finder(&self) -> Result<Option<Finder>, PatternError> {
        if self.text.is_empty() {
            return Ok(None);
        }
        let wanted = if self.regex {
            // On its own first, so that a reason names what was typed.
            built(&self.text, self.match_case)?;
            self.text.clone()
        } else {
            literal(&self.text)
        };
        let expression = if self.whole_words {
            self.between_words(&wanted)
        } else {
            wanted
        };
        built(&expression, self.match_case).map(|regex| Some(Finder(regex)))
    }

    /// The expression with no letter before and behind it. Plain words that begin or end with
    /// something else (`@Edge`) may stand beside letters there.
    fn between_words(&self, wanted: &str) -> String {
        let bound = |end: Option<char>, mark| {
            let is_bound = self.regex || end.is_some_and(|c| c.is_alphanumeric() || c == '_');
            if is_bound { mark } else { "" }
        };
        let start = bound(self.text.chars().next(), r"\b{start-half}");
        let end = bound(self.text.chars().next_back(), r"\b{end-half}");
        format!("{start}(?:{wanted}){end}")
    }
}

/// The expression for words as they stand; a space stands for any white space.
fn literal(text: &str) -> String {
    let mut expression = String::with_capacity(text.len());
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        expression.push_str(&regex::escape(word));
        if words.peek().is_some() {
            expression.push_str(r"\s");
        }
    }
    expression
}

fn built(expression: &str, match_case: bool) -> Result<Regex, PatternError> {
    RegexBuilder::new(expression)
        .case_insensitive(!match_case)
        .multi_line(true)
        .size_limit(SIZE_LIMIT)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => PatternError::TooLarge,
            other => PatternError::Syntax {
                reason: last_line(&other.to_string()),
            },
        })
}

/// What is wrong, without the drawing of where.
fn last_line(message: &str) -> String {
    let line = message.lines().last().unwrap_or_default().trim();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

impl Finds for Finder {
    fn find_in(&self, text: &str) -> Vec<Range<usize>> {
        let found = self.0.find_iter(text).map(|found| found.range());
        found.filter(|range| !range.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pattern(text: &str, switches: &str) -> Pattern {
        Pattern {
            text: text.to_owned(),
            match_case: switches.contains('c'),
            whole_words: switches.contains('w'),
            regex: switches.contains('r'),
        }
    }

    fn check(typed: &str, switches: &str, text: &str, expected: &[&str]) {
        let finder = pattern(typed, switches).finder().unwrap().unwrap();
        let found = finder.find_in(text).into_iter();
        let found: Vec<&str> = found.map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{typed} {switches}");
    }

    #[test]
    fn words_are_found_as_they_stand() {
        check("queue", "", "A Queue, two QUEUES.", &["Queue", "QUEUE"]);
        check("queue", "c", "A Queue, two queues.", &["queue"]);
        check("s3:*", "", "allow s3:* and s3:Get", &["s3:*"]);
        check("über", "", "Über über", &["Über", "über"]);
        check(
            "30 days",
            "",
            "30\u{a0}days\n30\ndays",
            &["30\u{a0}days", "30\ndays"],
        );
    }

    #[test]
    fn whole_words_have_none_of_their_kind_beside_them() {
        check(
            "queue",
            "w",
            "queue queues a_queue (queue)",
            &["queue", "queue"],
        );
        check("@Edge", "w", "Lambda@Edge @Edges", &["@Edge"]);
        check("a|ab", "rw", "ab a", &["ab", "a"]);
    }

    #[test]
    fn regular_expressions_work_line_by_line() {
        check(
            r"\d+ (days|h)",
            "r",
            "30 days, 5 h, x days",
            &["30 days", "5 h"],
        );
        check("^- .*$", "r", "x\n- a\n- b", &["- a", "- b"]);
        check("x*", "r", "axxb", &["xx"]);
    }

    #[test]
    fn what_cannot_be_looked_for_says_why() {
        let check = |typed: &str, expected: &str| {
            let error = pattern(typed, "r").finder().unwrap_err();
            assert_eq!(error.to_string(), expected, "{typed}");
        };
        check("(a", "not a regular expression: unclosed group");
        check("[a", "not a regular expression: unclosed character class");
        check(
            r"\p{Nothing}",
            "not a regular expression: Unicode property not found",
        );
        check(
            "(((a{1000}){1000}){1000}",
            "not a regular expression: unclosed group",
        );
        check(
            "((a{1000}){1000}){1000}",
            "this regular expression is too large",
        );
        assert!(pattern("", "r").finder().unwrap().is_none());
    }

    proptest! {
        #[test]
        fn plain_words_find_themselves(text in "[a-zé()*.\\[\\]+ ]{1,12}") {
            let found = pattern(&text, "c").finder().unwrap().unwrap().find_in(&text);
            prop_assert_eq!(found, vec![0..text.len()]);
        }

        #[test]
        fn any_expression_is_taken_or_refused(text in ".{0,40}", note in ".{0,80}") {
            if let Ok(Some(finder)) = pattern(&text, "rw").finder() {
                for range in finder.find_in(&note) {
                    prop_assert!(note.get(range).is_some());
                }
            }
        }
    }
}
