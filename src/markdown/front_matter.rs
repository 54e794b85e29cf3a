//! What a note says of itself before its text.
//!
//! Reads the small part of YAML that notes use: `key: value`, `[a, b]`, `- item` lines, quotes
//! and comments. Unknown keys are passed over with whatever they hold; a line that is none of
//! this is an issue. Called by the parser, which reads the Markdown after it.

use super::issues::Issues;

/// The keys of the front matter that the program uses.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FrontMatter {
    /// The title; if absent the first heading or the file's name serves.
    pub title: Option<String>,
    /// The stable identity that links, cards and bookmarks hang on.
    pub id: Option<String>,
    /// One sentence for search and tooltip.
    pub summary: Option<String>,
    /// Exam task statements ("1.3").
    pub domains: Vec<String>,
    /// Year and month when the facts were checked ("2026-11").
    pub facts_as_of: Option<String>,
    /// Whether task lists with a ticked item are questions too.
    pub quiz: bool,
    /// Whether `==cloze==` and the like are questions too.
    pub cards: bool,
}

/// One `key: value` with the lines that continue it.
struct Entry<'a> {
    key: &'a str,
    /// The first value, then one for each further line or `- item`.
    values: Vec<&'a str>,
    offset: usize,
}

/// Reads the front matter of `source` and says where the text behind it begins (0 if there is
/// none, or behind a byte order mark).
pub(super) fn read(source: &str, issues: &mut Issues) -> (FrontMatter, usize) {
    let start = if source.starts_with('\u{feff}') { 3 } else { 0 };
    let Some((lines, end)) = fenced_lines(source, start) else {
        return (FrontMatter::default(), start);
    };
    let mut front_matter = FrontMatter::default();
    for entry in entries(&lines, issues) {
        front_matter.set(&entry, issues);
    }
    (front_matter, end)
}

/// The lines between the `---` lines, each with its offset, and where the rest begins.
///
/// A pair of rules around running text is no front matter: its first line must be a key.
fn fenced_lines(source: &str, start: usize) -> Option<(Vec<(usize, &str)>, usize)> {
    let mut offset = start;
    let mut lines: Vec<(usize, &str)> = Vec::new();
    for (number, line) in source.get(start..)?.split_inclusive('\n').enumerate() {
        let content = line.trim_end();
        let at = offset;
        offset += line.len();
        match number {
            0 if content == "---" => {}
            0 => return None,
            _ if content == "---" || content == "..." => {
                let first = lines.iter().find(|(_, line)| !is_blank(line));
                let is_front_matter = first.is_none_or(|(_, line)| key_and_value(line).is_some());
                return is_front_matter.then_some((lines, offset));
            }
            _ => lines.push((at, content)),
        }
    }
    None
}

fn entries<'a>(lines: &[(usize, &'a str)], issues: &mut Issues) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for &(offset, line) in lines {
        if is_blank(line) {
            continue;
        }
        if let Some((key, value)) = key_and_value(line) {
            entries.push(Entry {
                key,
                values: vec![value],
                offset,
            });
        } else if let Some(entry) = entries.last_mut().filter(|_| continues(line)) {
            entry.values.push(line.trim_start_matches([' ', '\t', '-']));
        } else {
            issues.add(offset, "the front matter takes `key: value` lines only");
        }
    }
    entries
}

impl FrontMatter {
    fn set(&mut self, entry: &Entry<'_>, issues: &mut Issues) {
        match entry.key {
            "title" => self.title = entry.text(),
            "id" => self.id = entry.text(),
            "summary" => self.summary = entry.text(),
            "facts-as-of" => self.facts_as_of = entry.text(),
            "domains" => self.domains = entry.list(),
            "quiz" => self.quiz = entry.switch(issues),
            "cards" => self.cards = entry.switch(issues),
            _ => {}
        }
    }
}

impl Entry<'_> {
    /// The value as one line; a block scalar's lines are joined.
    fn text(&self) -> Option<String> {
        let words: Vec<&str> = self
            .values
            .iter()
            .map(|value| scalar(value))
            .filter(|value| !value.is_empty() && !is_block_mark(value))
            .collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// The value as a list: `[a, b]`, `a, b` or one `- item` a line.
    fn list(&self) -> Vec<String> {
        self.values
            .iter()
            .flat_map(|value| {
                let value = without_comment(value);
                let inner = value.strip_prefix('[').unwrap_or(value);
                inner.strip_suffix(']').unwrap_or(inner).split(',')
            })
            .map(|item| scalar(item).to_owned())
            .filter(|item| !item.is_empty())
            .collect()
    }

    fn switch(&self, issues: &mut Issues) -> bool {
        let value = self.text().unwrap_or_default().to_lowercase();
        match value.as_str() {
            "true" | "yes" | "on" => true,
            "false" | "no" | "off" | "" => false,
            _ => {
                let key = self.key;
                let message = format!("\"{value}\" is no value for `{key}`; allowed: true, false");
                issues.add(self.offset, message);
                false
            }
        }
    }
}

fn is_blank(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

fn continues(line: &str) -> bool {
    line.starts_with([' ', '\t']) || line.starts_with("- ") || line == "-"
}

fn is_block_mark(value: &str) -> bool {
    matches!(value, ">" | "|" | ">-" | "|-" | ">+" | "|+")
}

fn key_and_value(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let in_key = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
    let is_key = key.starts_with(char::is_alphanumeric) && key.chars().all(in_key);
    let is_value = value.is_empty() || value.starts_with([' ', '\t']);
    (is_key && is_value).then_some((key.trim_end(), value.trim()))
}

/// A value without quotes and without a comment behind it.
fn scalar(value: &str) -> &str {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(quote)
            && let Some((inner, _)) = rest.split_once(quote)
        {
            return inner;
        }
    }
    without_comment(value)
}

/// A `#` between spaces begins a comment; "Part #1" has none.
fn without_comment(value: &str) -> &str {
    let kept = value.split_once(" # ").map_or(value, |(kept, _)| kept);
    kept.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &FrontMatter, expected_issues: &[(usize, &str)]) {
        let mut issues = Issues::default();
        let (front_matter, end) = read(source, &mut issues);
        assert_eq!(front_matter, *expected, "{source}");
        assert_eq!(&source[end..], "text", "{source}");
        let issues: Vec<_> = issues
            .into_lines(source)
            .into_iter()
            .map(|issue| (issue.line, issue.message))
            .collect();
        let expected: Vec<_> = expected_issues
            .iter()
            .map(|(line, message)| (*line, (*message).to_owned()))
            .collect();
        assert_eq!(issues, expected, "{source}");
    }

    #[test]
    fn known_keys_are_read_and_others_passed_over() {
        let expected = FrontMatter {
            title: Some("Storage: classes".to_owned()),
            id: Some("s3/storage-classes".to_owned()),
            summary: Some("It's #1".to_owned()),
            domains: vec!["1.3".to_owned(), "4.3".to_owned()],
            facts_as_of: Some("2026-11".to_owned()),
            quiz: true,
            cards: false,
        };
        check(
            "---\ntitle: \"Storage: classes\"\nid: s3/storage-classes   # stable\n\
             summary: It's #1\ntags:\n  - a\n- b\ndomains: [1.3, '4.3']\n\
             facts-as-of: 2026-11\nquiz: true\n---\ntext",
            &expected,
            &[],
        );
    }

    #[test]
    fn lists_and_long_values_may_take_several_lines() {
        let expected = FrontMatter {
            summary: Some("one two".to_owned()),
            domains: vec!["1.1".to_owned(), "1.2".to_owned()],
            ..FrontMatter::default()
        };
        check(
            "---\r\nsummary: >\r\n  one\r\n  two\r\ndomains:\r\n  - 1.1\r\n  - 1.2\r\n---\r\ntext",
            &expected,
            &[],
        );
    }

    #[test]
    fn malformed_lines_are_named() {
        check(
            "---\ncards: maybe\nnonsense\n---\ntext",
            &FrontMatter::default(),
            &[
                (2, "\"maybe\" is no value for `cards`; allowed: true, false"),
                (3, "the front matter takes `key: value` lines only"),
            ],
        );
    }

    #[test]
    fn rules_around_text_are_no_front_matter() {
        for source in ["---\nno key here\n---\ntext", "---\ntitle: open", "text"] {
            let (front_matter, end) = read(source, &mut Issues::default());
            assert_eq!((front_matter, end), (FrontMatter::default(), 0), "{source}");
        }
    }
}
