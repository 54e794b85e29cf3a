//! What a note says of itself before its text: YAML between two `---` lines.
//!
//! Unknown keys are passed over with whatever they hold. What is not YAML is an issue, and the
//! entries around it are read all the same, so a colon too many does not cost a note its title.
//! Called by the parser, which reads the Markdown after it.

use super::issues::Issues;
use super::yaml::{self, Entry, Fault};
use crate::base::text::beginning;

/// The keys of the front matter that the program uses.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FrontMatter {
    /// The title; if absent the heading above all others, or the file's name, serves.
    pub title: Option<String>,
    /// The stable identity that links, cards and bookmarks hang on.
    pub id: Option<String>,
    /// One sentence for search and tooltip.
    pub summary: Option<String>,
    /// Further names under which wikilinks find the note.
    pub aliases: Vec<String>,
    /// Exam task statements ("1.3").
    pub domains: Vec<String>,
    /// Year and month when the facts were checked ("2026-11").
    pub facts_as_of: Option<String>,
    /// Whether it only collects what other notes teach: it may be long and need not ask.
    pub overview: bool,
    /// Whether task lists with a ticked item are questions too.
    pub quiz: bool,
    /// Whether `==cloze==` and the like are questions too.
    pub cards: bool,
}

/// Longer front matter is taken for text between two rules, in bytes.
const MAX_LENGTH: usize = 64 << 10;
/// Of a longer title, summary or date the beginning is shown, in characters.
const LONGEST_LINE: usize = 400;

/// Reads the front matter of `source` and says where the text behind it begins (0 if there is
/// none, or behind a byte order mark).
pub(super) fn read(source: &str, issues: &mut Issues) -> (FrontMatter, usize) {
    let start = if source.starts_with('\u{feff}') { 3 } else { 0 };
    let Some((yaml, end)) = fenced(source, start) else {
        return (FrontMatter::default(), start);
    };
    let offset = start
        + source
            .get(start..)
            .map_or(0, |rest| rest.len() - after_line(rest).len());
    let (entries, faults) = yaml::entries(yaml);
    let mut front_matter = FrontMatter::default();
    for entry in &entries {
        front_matter.set(entry, offset, issues);
    }
    for Fault { at, message } in faults {
        issues.add(offset + at, message);
    }
    (front_matter, end)
}

/// The text between the `---` lines, and where the rest begins.
///
/// A pair of rules around running text is no front matter: its first line must be a key.
fn fenced(source: &str, start: usize) -> Option<(&str, usize)> {
    let text = source.get(start..)?;
    let rest = after_line(text);
    if text.get(..text.len() - rest.len())?.trim_end() != "---" {
        return None;
    }
    let mut length = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let yaml = rest.get(..length)?;
            let first = yaml.lines().find(|line| !yaml::is_blank(line));
            let is_front_matter = first.is_none_or(yaml::is_entry);
            let end = start + text.len() - rest.len() + length + line.len();
            return is_front_matter.then_some((yaml, end));
        }
        length += line.len();
        if length > MAX_LENGTH {
            return None;
        }
    }
    None
}

fn after_line(text: &str) -> &str {
    text.split_once('\n').map_or("", |(_, rest)| rest)
}

impl FrontMatter {
    fn set(&mut self, entry: &Entry, offset: usize, issues: &mut Issues) {
        match entry.key.as_str() {
            "title" => self.title = line(entry, offset, issues),
            "id" => self.id = entry.text(),
            "summary" => self.summary = line(entry, offset, issues),
            "facts-as-of" => self.facts_as_of = line(entry, offset, issues),
            "alias" | "aliases" => self.aliases = entry.list(),
            "domains" => self.domains = entry.list(),
            "overview" => self.overview = switch(entry, offset, issues),
            "quiz" => self.quiz = switch(entry, offset, issues),
            "cards" => self.cards = switch(entry, offset, issues),
            _ => {}
        }
    }
}

fn line(entry: &Entry, offset: usize, issues: &mut Issues) -> Option<String> {
    let text = entry.text()?;
    let shown = beginning(&text, LONGEST_LINE);
    if shown != text {
        let message = format!("the {} is long: its beginning is shown", entry.key);
        issues.add(offset + entry.at, message);
    }
    Some(shown.into_owned())
}

fn switch(entry: &Entry, offset: usize, issues: &mut Issues) -> bool {
    let value = entry.text().unwrap_or_default().to_lowercase();
    match value.as_str() {
        "true" | "yes" | "on" => true,
        "false" | "no" | "off" | "" => false,
        _ => {
            let key = &entry.key;
            let message = format!("\"{value}\" is no value for `{key}`; allowed: true, false");
            issues.add(offset + entry.at, message);
            false
        }
    }
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
            summary: Some("It's \"so\"".to_owned()),
            domains: vec!["1.3".to_owned(), "4.3".to_owned()],
            facts_as_of: Some("2026-11".to_owned()),
            aliases: vec!["Classes".to_owned()],
            quiz: true,
            ..FrontMatter::default()
        };
        check(
            "---\ntitle: \"Storage: classes\"\nid: s3/storage-classes   # stable\n\
             summary: It's \"so\" # a comment\ntags:\n  - a\n  - b: [c, {d: e}]\nalias: Classes\ndomains: [1.3, '4.3']\n\
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
    fn what_is_no_yaml_is_named_and_the_rest_is_read() {
        check(
            "---\ncards: maybe\n---\ntext",
            &FrontMatter::default(),
            &[(2, "\"maybe\" is no value for `cards`; allowed: true, false")],
        );
        let expected = FrontMatter {
            title: Some("One: two".to_owned()),
            summary: Some("A [b".to_owned()),
            domains: vec!["1.1".to_owned()],
            ..FrontMatter::default()
        };
        check(
            "---\ntitle: One: two\nnonsense\nsummary: A [b\ndomains: [1.1]\n---\ntext",
            &expected,
            &[
                (
                    2,
                    "this is not YAML and is taken as it stands: mapping values are not allowed in this context",
                ),
                (3, "the front matter takes `key: value` lines only"),
            ],
        );
    }

    #[test]
    fn endless_title_is_shown_by_its_beginning() {
        let title = "word ".repeat(9_000);
        let expected = FrontMatter {
            title: Some(beginning(title.trim(), LONGEST_LINE).into_owned()),
            ..FrontMatter::default()
        };
        check(
            &format!("---\ntitle: {title}\n---\ntext"),
            &expected,
            &[(2, "the title is long: its beginning is shown")],
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
