//! What a word is: the one rule by which notes are indexed, queries are read and hits are lit.
//!
//! Words are those of Unicode's text segmentation, parted further at punctuation within them
//! (`s3:GetObject`, `max_size`, `node.js`), in lower case and without accents. A name written in
//! humps is a word by itself and by each hump: `DynamoDB` is found by `dynamodb` and `dynamo`.
//! Scripts without spaces come out as short words beside each other; a query looks for them as a
//! sequence.

use std::ops::Range;

use nucleo_matcher::chars::normalize;
use unicode_segmentation::UnicodeSegmentation as _;

/// Of longer words (keys, hashes, encoded pictures) only so many bytes of the beginning count: all
/// that begin so are one word.
const LONGEST: usize = 80;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Which word of the text it is, from 0; the humps of a name share its position.
    pub position: usize,
    /// Lower case, without accents; of an endless word its beginning.
    pub text: String,
}

/// The words of a text in order, each name in humps followed by its humps.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for (position, range) in pieces(text).enumerate() {
        let Some(piece) = text.get(range.clone()) else {
            continue;
        };
        push(&mut words, piece, range.start, position);
        let humps = humps(piece);
        if humps.len() > 1 {
            for hump in humps {
                if let Some(piece) = piece.get(hump.clone()) {
                    push(&mut words, piece, range.start + hump.start, position);
                }
            }
        }
    }
    words
}

/// The words of what was typed: without humps.
pub fn typed(text: &str) -> Vec<String> {
    let pieces = pieces(text).filter_map(|range| text.get(range));
    pieces.map(folded).filter(|word| !word.is_empty()).collect()
}

/// A word as it is compared: lower case, without accents, and of an endless one the beginning.
pub fn folded(word: &str) -> String {
    let word = beginning(word);
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let lower = word.chars().flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(word.len());
    for letter in lower.filter(|c| !is_accent(*c)) {
        match letter {
            '\u{df}' => folded.push_str("ss"),
            letter => folded.extend(normalize(letter).to_lowercase()),
        }
    }
    folded.truncate(beginning(&folded).len());
    folded
}

fn beginning(word: &str) -> &str {
    word.get(..word.floor_char_boundary(LONGEST))
        .unwrap_or(word)
}

fn push(words: &mut Vec<Word>, piece: &str, start: usize, position: usize) {
    let text = folded(piece);
    if !text.is_empty() {
        words.push(Word {
            range: start..start + piece.len(),
            position,
            text,
        });
    }
}

/// A mark that stands on the letter before it.
fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The byte ranges of the words, names in humps whole.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let parts_words = |c: char| c.is_ascii_punctuation() || matches!(c, '\u{2019}' | '\u{b7}');
    text.unicode_word_indices().flat_map(move |(start, word)| {
        let parts = word.split(parts_words).filter(|part| !part.is_empty());
        parts.map(move |part| {
            let at = start + (part.as_ptr().addr() - word.as_ptr().addr());
            at..at + part.len()
        })
    })
}

/// Whether a letter of a name begins a hump of it, by those around it: R in `IAMRole` and `myRole`.
pub(super) fn begins_hump(before: char, here: char, next: Option<char>) -> bool {
    here.is_uppercase() && (before.is_lowercase() || next.is_some_and(char::is_lowercase))
}

/// The humps of a name: `ReceiveMessage`, `IAMRole`, `EC2Instance`; ranges within it.
fn humps(name: &str) -> Vec<Range<usize>> {
    if name.len() > LONGEST {
        return Vec::new();
    }
    let chars: Vec<(usize, char)> = name.char_indices().collect();
    let mut starts = vec![0];
    for (pair, index) in chars.windows(2).zip(1..) {
        let [(_, before), (at, here)] = pair else {
            continue;
        };
        let next = chars.get(index + 1).map(|(_, next)| *next);
        if begins_hump(*before, *here, next) {
            starts.push(*at);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([name.len()]);
    let humps = starts.iter().copied().zip(ends);
    humps
        .map(|(start, end)| start..end)
        .filter(|hump| hump.len() > 1)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let words: Vec<String> = words(text).into_iter().map(|word| word.text).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn words_are_folded_and_parted_at_punctuation() {
        check("The Visibility-Timeout.", &["the", "visibility", "timeout"]);
        check("s3:GetObject", &["s3", "getobject", "get", "object"]);
        check(
            "node.js max_size don't",
            &["node", "js", "max", "size", "don", "t"],
        );
        check("Größer, café, cafe\u{301}", &["grosser", "cafe", "cafe"]);
        check("ПРИВЕТ Δελφοί", &["привет", "δελφοί"]);
        check("", &[]);
    }

    #[test]
    fn names_in_humps_are_words_whole_and_in_parts() {
        check("DynamoDB", &["dynamodb", "dynamo", "db"]);
        check("IAMRole", &["iamrole", "iam", "role"]);
        check("EC2Instance", &["ec2instance", "ec2", "instance"]);
        check("SQS EC2", &["sqs", "ec2"]);
        let positions: Vec<usize> = words("a DynamoDB table")
            .iter()
            .map(|word| word.position)
            .collect();
        assert_eq!(positions, [0, 1, 1, 1, 2]);
    }

    #[test]
    fn script_without_spaces_is_parted_too() {
        assert_eq!(typed("東京都"), ["東", "京", "都"]);
        assert_eq!(typed("DynamoDB Table"), ["dynamodb", "table"]);
    }

    #[test]
    fn endless_words_are_known_by_their_beginning() {
        let endless = "X".repeat(200);
        check(&format!("a {endless} b"), &["a", &"x".repeat(80), "b"]);
        assert_eq!(typed(&endless), ["x".repeat(80)]);
        assert_eq!(typed(&"ß".repeat(79)), ["s".repeat(80)]);
        assert_eq!(words(&endless)[0].range, 0..200);
    }

    proptest! {
        #[test]
        fn every_word_stands_where_it_says(text in any::<String>()) {
            let mut position = 0;
            for word in words(&text) {
                let there = text.get(word.range.clone());
                prop_assert_eq!(there.map(folded), Some(word.text));
                prop_assert!(word.position >= position);
                position = word.position;
            }
        }
    }
}
