//! The words that a query came to mean, found again in any text.
//!
//! The index tells which words of the notes a typed word stands for (its other forms, its
//! continuations, its likely spellings); what is lit is exactly what was matched. The name of a
//! note is looked for as it is written.

use std::collections::BTreeSet;
use std::ops::Range;

use super::words::{Word, typed, words};

/// What is looked for: sequences of words, each place filled by any of several forms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    sequences: Vec<Sequence>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Sequence {
    /// The forms of its first word, of its second, and so on.
    places: Vec<BTreeSet<String>>,
    written: Option<Written>,
}

/// How a name of one word has to be written to be one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Written {
    name: String,
    /// Whether the word is a usual one too, which has a capital wherever a sentence begins.
    is_usual: bool,
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
            self.sequences.push(Sequence {
                places: sequence,
                written: None,
            });
        }
    }

    /// Looks for a name too: several words in any case, one word only as it is written, and where
    /// it `is_usual` only within a sentence.
    pub fn add_name(&mut self, name: &str, is_usual: bool) {
        let words = typed(name);
        let name = name.trim().to_owned();
        let written = (words.len() == 1).then_some(Written { name, is_usual });
        let places = words.into_iter().map(|word| [word].into()).collect();
        self.sequences.push(Sequence { places, written });
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
        for (sequence, sought) in self.sequences.iter().enumerate() {
            let ranges = occurrences(&sought.places, &words);
            let written = sought.written.as_ref();
            let ranges =
                ranges.filter(|range| written.is_none_or(|written| written.is_at(text, range)));
            found.extend(ranges.map(|range| Occurrence { range, sequence }));
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

impl Written {
    fn is_at(&self, text: &str, range: &Range<usize>) -> bool {
        let before = text.get(..range.start).unwrap_or_default();
        let behind = text.get(range.end..).unwrap_or_default();
        let is_hump =
            before.ends_with(char::is_alphanumeric) || behind.starts_with(char::is_alphanumeric);
        text.get(range.clone()) == Some(self.name.as_str())
            && !is_hump
            && !(self.is_usual && begins_sentence(before))
    }
}

/// Whether a sentence begins behind `before`; a text of its own is one too.
fn begins_sentence(before: &str) -> bool {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | ':' | '\u{b7}' | '\n');
    let opens = |c: char| !c.is_alphanumeric() && !ends(c);
    let last = before.trim_end_matches(opens).chars().next_back();
    last.is_none_or(|last| !last.is_alphanumeric())
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
    fn name_of_one_word_is_found_as_it_is_written_only() {
        let mut sought = Sought::default();
        sought.add_name("Saturn", false);
        sought.add_name("The Ring Nebula", false);
        check(
            &sought,
            "Saturn, saturn, SATURN, OnSaturnOnly, the ring nebula",
            &["Saturn", "the ring nebula"],
        );
        let mut usual = Sought::default();
        usual.add_name("Tables", true);
        check(&usual, "Tables are here. Tables too: Tables", &[]);
        check(&usual, "See Tables, (Tables) and *Tables*", &["Tables"; 3]);
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
