//! The entries of a YAML mapping, as far as front matter needs them.
//!
//! Reads the events of the parser and keeps scalars and lists of scalars; whatever is nested
//! deeper is passed over. Aliases are never expanded, so a small text cannot become a large one.

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

/// One `key: value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: String,
    /// The value, or the items of a list.
    values: Vec<String>,
    is_list: bool,
    /// Where its line begins, in bytes.
    pub(super) at: usize,
}

/// What is wrong, and where in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) message: String,
}

impl Entry {
    /// The value as one line.
    pub(super) fn text(&self) -> Option<String> {
        let words: Vec<&str> = self
            .values
            .iter()
            .flat_map(|value| value.split_whitespace())
            .collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// The value as a list; a plain value is parted at its commas.
    pub(super) fn list(&self) -> Vec<String> {
        let parts = self.values.iter().flat_map(|value| {
            let separator = if self.is_list { '\0' } else { ',' };
            value.split(separator).map(|part| part.trim().to_owned())
        });
        parts.filter(|part| !part.is_empty()).collect()
    }
}

/// The entries of `yaml` in order. Where it is no mapping as a whole, each of its entries is read
/// for itself, and one that cannot be read has the rest of its line as its value.
pub(super) fn entries(yaml: &str) -> (Vec<Entry>, Vec<Fault>) {
    if let Ok(entries) = mapping(yaml, 0) {
        return (entries, Vec::new());
    }
    let (mut entries, mut faults) = (Vec::new(), Vec::new());
    for (at, part) in parts(yaml) {
        if !is_entry(part) {
            let message = "the front matter takes `key: value` lines only".to_owned();
            faults.push(Fault { at, message });
            continue;
        }
        match mapping(part, at) {
            Ok(found) => entries.extend(found),
            Err(error) => {
                entries.extend(as_it_stands(part, at));
                let reason = error.info();
                let message = format!("this is not YAML and is taken as it stands: {reason}");
                faults.push(Fault { at, message });
            }
        }
    }
    (entries, faults)
}

/// Whether a line is empty or a comment.
pub(super) fn is_blank(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

/// Whether a text begins with `key:`.
pub(super) fn is_entry(text: &str) -> bool {
    key_and_value(text.lines().next().unwrap_or_default()).is_some()
}

fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let in_key = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ' | '"' | '\'');
    let is_key =
        key.chars().all(in_key) && key.starts_with(|c: char| !c.is_whitespace() && c != '-');
    let is_value = value.trim_end().is_empty() || value.starts_with([' ', '\t']);
    (is_key && is_value).then_some((key.trim_matches([' ', '"', '\'']), value.trim()))
}

/// The lines of each entry with those that continue it.
fn parts(yaml: &str) -> Vec<(usize, &str)> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        let continues = line.starts_with([' ', '\t', '-', '#']) || line.trim().is_empty();
        if !continues || starts.is_empty() && !is_blank(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([yaml.len()]);
    let parts = starts.iter().zip(ends);
    parts
        .filter_map(|(start, end)| Some((*start, yaml.get(*start..end)?)))
        .collect()
}

fn as_it_stands(part: &str, at: usize) -> Option<Entry> {
    let (key, value) = key_and_value(part.lines().next()?)?;
    Some(Entry {
        key: key.to_owned(),
        values: vec![value.to_owned()],
        is_list: false,
        at,
    })
}

/// The entries of a text that is one mapping; `start` is added to their places.
fn mapping(yaml: &str, start: usize) -> Result<Vec<Entry>, ScanError> {
    let lines: Vec<usize> = line_starts(yaml);
    let mut entries = Vec::new();
    let mut entry: Option<Entry> = None;
    let mut depth = 0_usize;
    for event in Parser::new_from_str(yaml) {
        let (event, span) = event?;
        let ends_value = match event {
            Event::Scalar(text, style, ..) => {
                let is_null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                match &mut entry {
                    None if depth == 1 => {
                        let line = lines.get(span.start.line().saturating_sub(1));
                        let at = start + line.copied().unwrap_or(0);
                        let key = text.into_owned();
                        entry = Some(Entry {
                            key,
                            values: Vec::new(),
                            is_list: false,
                            at,
                        });
                        false
                    }
                    Some(entry) if depth <= 2 => {
                        entry.values.extend((!is_null).then(|| text.into_owned()));
                        depth == 1
                    }
                    _ => false,
                }
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                let is_list = matches!(event, Event::SequenceStart(..));
                depth += 1;
                match &mut entry {
                    // The value is a mapping: its words are not the entry's.
                    Some(_) if depth == 2 && !is_list => depth += 1,
                    Some(entry) if depth == 2 => entry.is_list = true,
                    _ => {}
                }
                false
            }
            Event::SequenceEnd => {
                depth = depth.saturating_sub(1);
                depth == 1
            }
            Event::MappingEnd => {
                depth = depth.saturating_sub(1);
                if depth == 2 && entry.as_ref().is_some_and(|entry| !entry.is_list) {
                    depth = 1;
                }
                depth == 1
            }
            Event::Alias(_) => depth == 1 && entry.is_some(),
            _ => false,
        };
        if ends_value {
            entries.extend(entry.take());
        }
    }
    Ok(entries)
}

fn line_starts(text: &str) -> Vec<usize> {
    let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(breaks).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(yaml: &str) -> Vec<(String, Vec<String>)> {
        let (entries, _) = entries(yaml);
        entries
            .into_iter()
            .map(|entry| (entry.key.clone(), entry.list()))
            .collect()
    }

    fn entry(key: &str, values: &[&str]) -> (String, Vec<String>) {
        (
            key.to_owned(),
            values.iter().map(|value| (*value).to_owned()).collect(),
        )
    }

    #[test]
    fn scalars_and_lists_are_kept_and_all_else_passed_over() {
        assert_eq!(
            read(
                "a: 1, 2\nb: [x, 'y, z', [deep], {k: v}]\nc:\n  d: e\n  f: {g: h}\ni: null\nj: |\n  k\n  l\n\"m n\": o"
            ),
            [
                entry("a", &["1", "2"]),
                entry("b", &["x", "y, z"]),
                entry("c", &[]),
                entry("i", &[]),
                entry("j", &["k\nl"]),
                entry("m n", &["o"]),
            ]
        );
    }

    #[test]
    fn aliases_are_not_expanded() {
        let mut bomb = "a: &a [lol, lol]\n".to_owned();
        for step in b'b'..=b'z' {
            let (name, before) = (char::from(step), char::from(step - 1));
            let line = format!("{name}: &{name} [*{before}, *{before}, *{before}]\n");
            bomb.push_str(&line);
        }
        assert_eq!(
            read(&bomb)
                .iter()
                .map(|(_, values)| values.len())
                .sum::<usize>(),
            2
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>()) {
            let (_, faults) = entries(&text);
            for fault in faults {
                prop_assert!(fault.at <= text.len());
            }
        }

        #[test]
        fn any_markup_is_read(pieces in prop::collection::vec(prop::sample::select(vec![
            "a", ": ", "- ", "[", "]", "{", "}", "\n", "  ", "'", "\"", "|", "&x ", "*x", "#", ",", "?", "!",
        ]), 0..40)) {
            entries(&pieces.concat());
        }
    }
}
