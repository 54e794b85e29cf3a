//! The words that a query came to mean, found again in any text.
//!
//! The index tells which words of the notes a typed word stands for (its other forms, its
//! continuations, its likely spellings); what is lit is exactly what was matched.

use std::collections::BTreeSet;
use std::ops::Range;

use super::words::{Word, words};

/// What is looked for: sequences of words, each place filled by any of several forms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    sequences: Vec<Vec<BTreeSet<String>>>,
}

/// One occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Which of the sequences it is.
    pub sequence: usize,
}

impl Sought {
    /// Looks for a sequence too: the forms of its first word, of its second, and so on. One that
    /// has a place without any form occurs nowhere.
    pub fn add(&mut self, sequence: Vec<BTreeSet<String>>) {
        if !sequence.is_empty() {
            self.sequences.push(sequence);
        }
    }

    /// How many sequences are looked for.
    pub fn len(&self) -> usize {
        self.sequences.len()
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.sequences.is_empty()
    }

    /// What is lit in a text, in order: neighbors with nothing but a space or a dash between them
    /// are one stretch.
    pub fn stretches(&self, text: &str) -> Vec<Range<usize>> {
        let mut stretches: Vec<Range<usize>> = Vec::new();
        for Occurrence { range, .. } in self.find(text) {
            let gap = |last: &Range<usize>| text.get(last.end..range.start).unwrap_or("\n");
            match stretches.last_mut() {
                Some(last) if matches!(gap(last), "" | " " | "-") => last.end = range.end,
                _ => stretches.push(range),
            }
        }
        stretches
    }

    /// All occurrences in a text, in order, none within another.
    pub fn find(&self, text: &str) -> Vec<Occurrence> {
        let words = words(text);
        let mut found: Vec<Occurrence> = Vec::new();
        for (sequence, places) in self.sequences.iter().enumerate() {
            found.extend(occurrences(places, &words).map(|range| Occurrence { range, sequence }));
        }
        found.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
        let mut end = 0;
        found.retain(|found| {
            let is_free = found.range.start >= end;
            end = end.max(found.range.end);
            is_free
        });
        found
    }
}

fn occurrences<'a>(
    places: &'a [BTreeSet<String>],
    words: &'a [Word],
) -> impl Iterator<Item = Range<usize>> + 'a {
    words.iter().enumerate().filter_map(move |(at, first)| {
        let (head, rest) = places.split_first()?;
        let mut end = head.contains(&first.text).then_some(first.range.end)?;
        let mut following = words.get(at..)?.iter();
        for (step, forms) in rest.iter().enumerate() {
            let position = first.position + step + 1;
            let next = following
                .find(|word| word.position >= position && forms.contains(&word.text))
                .filter(|word| word.position == position)?;
            end = next.range.end;
        }
        Some(first.range.start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sought(sequences: &[&[&[&str]]]) -> Sought {
        let mut sought = Sought::default();
        for sequence in sequences {
            let forms = |forms: &&[&str]| forms.iter().map(|form| (*form).to_owned()).collect();
            sought.add(sequence.iter().map(forms).collect());
        }
        sought
    }

    fn check(sought: &Sought, text: &str, expected: &[&str]) {
        let found = sought.find(text).into_iter();
        let lit: Vec<&str> = found.map(|found| &text[found.range]).collect();
        assert_eq!(lit, expected, "{text}");
    }

    #[test]
    fn any_form_of_a_word_is_found_as_it_is_written() {
        let sought = sought(&[&[&["queue", "queues"]], &[&["cafe"]]]);
        check(
            &sought,
            "A Queue, two queues, Café.",
            &["Queue", "queues", "Café"],
        );
    }

    #[test]
    fn sequence_is_found_as_a_whole_only() {
        let sought = sought(&[&[&["dead"], &["letter", "letters"]]]);
        check(
            &sought,
            "dead letter, dead-letters, a dead old letter",
            &["dead letter", "dead-letters"],
        );
    }

    #[test]
    fn neighbors_are_one_stretch() {
        let sought = sought(&[&[&["dead"]], &[&["letter"]]]);
        let text = "dead-letter, letter dead. dead";
        let lit: Vec<&str> = sought
            .stretches(text)
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(lit, ["dead-letter", "letter dead", "dead"]);
    }

    #[test]
    fn hump_of_a_name_is_lit_alone_and_the_name_as_a_whole() {
        check(&sought(&[&[&["dynamo"]]]), "DynamoDB", &["Dynamo"]);
        check(
            &sought(&[&[&["dynamodb"]], &[&["db"]]]),
            "DynamoDB db",
            &["DynamoDB", "db"],
        );
        check(
            &sought(&[&[&["dynamodb"], &["table"]]]),
            "a DynamoDB table",
            &["DynamoDB table"],
        );
    }
}
