//! The form of fences that the program interprets: arguments on the fence, `key = value` lines.
//!
//! Syntax only: which keys exist and what they mean is known to `quiz` and `diagrams`, which
//! call this. Nothing fails; what does not fit the form is an [`Issue`] with its line.

use super::document::{Directive, Issue, line_of};

/// What stands on the fence line behind the directive's name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arguments {
    /// Words without `=`, in order: a diagram's kind.
    pub words: Vec<String>,
    /// `key=value`, in order, quotes taken off.
    pub pairs: Vec<(String, String)>,
}

/// One `key = value` line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What stands before the first `=`, trimmed.
    pub key: String,
    /// What stands after it, trimmed, quotes taken off.
    pub value: String,
    /// Its line in the note, from 1.
    pub line: usize,
}

/// A `diagram` fence as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DiagramFence {
    /// The first word behind `diagram`; empty if there is none.
    pub kind: String,
    /// The line of the fence, from 1.
    pub line: usize,
    /// The value of `preset`, if one is named.
    pub preset: Option<Entry>,
    /// All other values: those on the fence line, then those below.
    pub entries: Vec<Entry>,
    /// What does not fit the form.
    pub issues: Vec<Issue>,
}

impl Arguments {
    /// Reads `id=gir-minimum title="two words" loose`; an unclosed quote reaches to the end.
    pub fn parse(text: &str) -> Self {
        let mut arguments = Self::default();
        for word in split_words(text) {
            match word.split_once('=') {
                Some((key, value)) if !key.is_empty() && !key.starts_with(['"', '\'']) => {
                    let pair = (key.to_owned(), unquoted(value).to_owned());
                    arguments.pairs.push(pair);
                }
                _ => arguments.words.push(unquoted(word).to_owned()),
            }
        }
        arguments
    }

    /// The value of `key`; of several the last counts.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs
            .iter()
            .rev()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.as_str())
    }
}

/// Reads the `key = value` lines of a body whose first line is `first_line` of the note.
/// Blank lines and lines that begin with `#` are passed over.
pub fn parse_entries(body: &str, first_line: usize) -> (Vec<Entry>, Vec<Issue>) {
    let (mut entries, mut issues) = (Vec::new(), Vec::new());
    for (number, text) in body.lines().enumerate() {
        let text = text.trim();
        let line = first_line + number;
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        match text.split_once('=') {
            Some((key, value)) if !key.trim().is_empty() => entries.push(Entry {
                key: key.trim().to_owned(),
                value: unquoted(value.trim()).to_owned(),
                line,
            }),
            _ => issues.push(Issue {
                line,
                message: format!("\"{text}\" is no `key = value` line"),
            }),
        }
    }
    (entries, issues)
}

impl DiagramFence {
    /// Reads a `diagram` directive of the note whose text is `source`.
    pub fn read(directive: &Directive, source: &str) -> Self {
        let body_line = line_of(source, directive.body_start);
        let line = if directive.body.is_empty() && !source.is_empty() {
            line_of(source, directive.body_start.saturating_sub(1))
        } else {
            body_line.saturating_sub(1).max(1)
        };
        let arguments = Arguments::parse(&directive.arguments);
        let on_fence = arguments
            .pairs
            .into_iter()
            .map(|(key, value)| Entry { key, value, line });
        let (below, mut issues) = parse_entries(&directive.body, body_line);
        let (presets, entries): (Vec<Entry>, Vec<Entry>) = on_fence
            .chain(below)
            .partition(|entry| entry.key == "preset");
        let mut words = arguments.words.into_iter();
        let kind = words.next().unwrap_or_default();
        issues.extend(words.map(|word| Issue {
            line,
            message: format!("\"{word}\" is no `key=value`"),
        }));
        Self {
            kind,
            line,
            preset: presets.into_iter().next_back(),
            entries,
            issues,
        }
    }
}

/// Words by white space, except within quotes.
fn split_words(text: &str) -> impl Iterator<Item = &str> {
    let mut quote = None;
    text.split(move |c: char| {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            _ => {}
        }
        quote.is_none() && c.is_whitespace()
    })
    .filter(|word| !word.is_empty())
}

fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote) {
            return inner.strip_suffix(quote).unwrap_or(inner);
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::document::BlockKind;
    use crate::markdown::parse;

    #[test]
    fn arguments_are_words_and_pairs() {
        let arguments = Arguments::parse(r#"id=gir-minimum  domain=1.3 loose title="two 'words'""#);
        assert_eq!(arguments.words, ["loose"]);
        assert_eq!(arguments.get("id"), Some("gir-minimum"));
        assert_eq!(arguments.get("domain"), Some("1.3"));
        assert_eq!(arguments.get("title"), Some("two 'words'"));
        assert_eq!(arguments.get("type"), None);
    }

    #[test]
    fn unclosed_quote_reaches_to_the_end() {
        let arguments = Arguments::parse("a=\"b c");
        assert_eq!(arguments.get("a"), Some("b c"));
    }

    #[test]
    fn diagram_fence_knows_its_lines() {
        let document = parse(
            "text\n\n```diagram s3-lifecycle step=9 odd\n\
             preset = access-logs\n# quiet\nsize = 20 KB\nwrong\n```\n",
        );
        let Some(BlockKind::Directive(directive)) = document.blocks.get(1).map(|b| &b.kind) else {
            panic!("no directive in {document:?}");
        };
        let fence = DiagramFence::read(directive, &document.source);
        let entry = |key: &str, value: &str, line| Entry {
            key: key.to_owned(),
            value: value.to_owned(),
            line,
        };
        assert_eq!(fence.kind, "s3-lifecycle");
        assert_eq!(fence.line, 3);
        assert_eq!(fence.preset, Some(entry("preset", "access-logs", 4)));
        assert_eq!(
            fence.entries,
            [entry("step", "9", 3), entry("size", "20 KB", 6)]
        );
        let issues: Vec<_> = fence
            .issues
            .iter()
            .map(|issue| (issue.line, issue.message.as_str()))
            .collect();
        assert_eq!(
            issues,
            [
                (7, "\"wrong\" is no `key = value` line"),
                (3, "\"odd\" is no `key=value`")
            ]
        );
    }
}
