//! Flowcharts as people write them, spelled as the crates understand them.
//!
//! The crates want spaces around links, one thing on each side of a link, plain names and labels
//! without brackets, and pass over what they do not understand. Here a statement is read whole:
//! what is not understood is said, with its line.

use std::collections::BTreeMap;

use super::words;
use pieces::{link, name_length, shape};

mod pieces;

/// Words at which the crates take a name for a statement.
const RESERVED: [&str; 8] = [
    "class",
    "classDef",
    "click",
    "direction",
    "end",
    "linkStyle",
    "style",
    "subgraph",
];

/// A drawing as it is handed to the crates.
#[derive(Debug, Default)]
pub(super) struct Spelled {
    /// Its text.
    pub(super) text: String,
    /// What must stand on the drawing: the label of every thing.
    pub(super) labels: Vec<String>,
}

impl From<String> for Spelled {
    fn from(text: String) -> Self {
        let labels = Vec::new();
        Self { text, labels }
    }
}

/// Reads a flowchart.
///
/// # Errors
/// A sentence without a full stop that names the line that is not understood.
pub(super) fn spelled(source: &str) -> Result<Spelled, String> {
    let mut chart = Chart::default();
    let mut is_header = true;
    for (index, line) in source.lines().enumerate() {
        let not_understood = || format!("Line {} of the drawing is not understood", index + 1);
        if line.trim_start().starts_with("%%") {
            continue;
        }
        for statement in statements(line) {
            if std::mem::take(&mut is_header) {
                chart.header(statement).ok_or_else(not_understood)?;
            } else {
                chart.statement(statement).ok_or_else(not_understood)?;
            }
        }
    }
    let labels = chart.labels.into_values();
    Ok(Spelled {
        text: chart.out,
        labels: labels.map(|label| words::plain(&label)).collect(),
    })
}

/// The statements of a line: parted by semicolons outside of labels.
fn statements(line: &str) -> impl Iterator<Item = &str> {
    let (mut quoted, mut depth) = (false, 0_usize);
    let parts = line.split(move |c: char| {
        match c {
            '"' => quoted = !quoted,
            '[' | '(' | '{' if !quoted => depth += 1,
            ']' | ')' | '}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ';' && !quoted && depth == 0
    });
    parts.map(str::trim).filter(|part| !part.is_empty())
}

#[derive(Debug, Default)]
struct Chart {
    out: String,
    /// Names as the crates may have them, by names as they are written.
    names: BTreeMap<String, String>,
    /// The label of each thing, by its name.
    labels: BTreeMap<String, String>,
}

impl Chart {
    fn header(&mut self, statement: &str) -> Option<()> {
        let mut words = statement.split_whitespace();
        let keyword = words.next()?;
        if !keyword.starts_with("graph") && !keyword.starts_with("flowchart") {
            return None;
        }
        let direction = words.next().unwrap_or("TB");
        self.line(&format!("flowchart {direction}"));
        Some(())
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn statement(&mut self, statement: &str) -> Option<()> {
        let (word, rest) = statement
            .split_once(char::is_whitespace)
            .unwrap_or((statement, ""));
        match word {
            "click" | "accTitle:" | "accDescr:" | "linkStyle" => {}
            "classDef" | "direction" | "end" => self.line(statement),
            "style" | "class" => {
                let (ids, how) = rest.trim().split_once(char::is_whitespace)?;
                let ids: Vec<String> = ids.split(',').map(|id| self.name(id.trim())).collect();
                self.line(&format!("{word} {} {}", ids.join(","), how.trim()));
            }
            "subgraph" => self.subgraph(rest.trim()),
            _ => self.links(statement)?,
        }
        Some(())
    }

    /// `subgraph id [Title]`, `subgraph "Title"`, `subgraph Title`.
    fn subgraph(&mut self, rest: &str) {
        let (id, title) = match rest.split_once('[') {
            Some((id, title)) => (id.trim(), title.trim_end_matches(']')),
            None => (rest, rest),
        };
        let name = self.name(id.trim_matches('"'));
        // A link may have named it before: it is no thing of its own.
        self.labels.remove(&name);
        let title = words::hidden(title.trim().trim_matches('"'));
        self.line(&format!("subgraph {name}[{title}]"));
    }

    /// Things and the links between them.
    fn links(&mut self, statement: &str) -> Option<()> {
        let mut rest = statement;
        let mut left = self.things(&mut rest)?;
        if rest.is_empty() {
            for thing in &left {
                self.line(thing);
            }
        }
        while !rest.is_empty() {
            let link = link(&mut rest)?;
            let right = self.things(&mut rest)?;
            for from in &left {
                for to in &right {
                    if let Some(link) = &link {
                        self.line(&format!("{from} {link} {to}"));
                    } else {
                        self.line(from);
                        self.line(to);
                    }
                }
            }
            left = right;
        }
        Some(())
    }

    /// One thing, or several joined by `&`.
    fn things(&mut self, rest: &mut &str) -> Option<Vec<String>> {
        let mut things = vec![self.thing(rest)?];
        while let Some(after) = rest.strip_prefix('&') {
            *rest = after.trim_start();
            things.push(self.thing(rest)?);
        }
        Some(things)
    }

    /// A name with its shape and its class.
    fn thing(&mut self, rest: &mut &str) -> Option<String> {
        let length = name_length(rest);
        let (id, after) = rest
            .split_at_checked(length)
            .filter(|(id, _)| !id.is_empty())?;
        *rest = after;
        let is_new = !self.names.contains_key(id);
        let name = self.name(id);
        let mut spelled = name.clone();
        if let Some((open, label, close)) = shape(rest) {
            spelled.extend([open, &words::hidden(&label), close]);
            self.labels.insert(name, label);
        } else if is_new {
            if name != id {
                spelled.extend(["[", &words::hidden(id), "]"]);
            }
            self.labels.insert(name, id.to_owned());
        }
        if let Some(class) = rest.strip_prefix(":::") {
            let length = class
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(class.len());
            let (class, after) = class.split_at(length);
            spelled.extend([":::", class]);
            *rest = after;
        }
        *rest = rest.trim_start();
        Some(spelled)
    }

    /// A name that the crates take for what it is.
    fn name(&mut self, id: &str) -> String {
        if let Some(name) = self.names.get(id) {
            return name.clone();
        }
        let is_plain = id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && !RESERVED.iter().any(|word| id.starts_with(word));
        let name = if is_plain {
            id.to_owned()
        } else {
            format!("__{}", self.names.len())
        };
        self.names.insert(id.to_owned(), name.clone());
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        let spelled = spelled(&format!("flowchart LR\n{source}")).unwrap();
        let text = spelled.text.strip_prefix("flowchart LR\n").unwrap();
        assert_eq!(text.trim_end(), expected, "{source}");
    }

    #[test]
    fn links_get_room_around_them() {
        check("A-->B", "A --> B");
        check("A--->B-.->C==>D", "A ---> B\nB -.-> C\nC ==> D");
        check("a-b-->c", "__0[a-b] --> c");
        check("A<-->B x--x C", "A <--> B\nB x--x C");
        check("A --- oB", "A --- oB");
        check("A ~~~ B", "A\nB");
    }

    #[test]
    fn words_on_links_stand_between_bars() {
        check("A -- pre-signed --> B", "A -->|pre-signed| B");
        check("A --yes--> B", "A -->|yes| B");
        check("A -. maybe .-> B", "A -.->|maybe| B");
        check("A == sure ==> B", "A ==>|sure| B");
        check("A -->|\"go (now)\"| B", "A -->|go \u{f8f0}now\u{f8f1}| B");
    }

    #[test]
    fn lists_are_linked_each_with_each() {
        check("A & B --> C & D", "A --> C\nA --> D\nB --> C\nB --> D");
        check("A; B --> C;", "A\nB --> C");
    }

    #[test]
    fn labels_may_hold_anything_in_quotes() {
        check(
            "A[\"f(x) [1]; y\"]",
            "A[f\u{f8f0}x\u{f8f1} \u{f8f2}1\u{f8f3}; y]",
        );
        check("A([Stadium]) --> B[(Store)]", "A([Stadium]) --> B[(Store)]");
        check("A{{Six}}:::hot", "A{{Six}}:::hot");
        check("A[/lean/]", "A[/lean/]");
    }

    #[test]
    fn names_of_any_script_are_taken() {
        check("Größe --> 2", "__0[Größe] --> __1[2]");
        check(
            "Größe --> B\nstyle Größe fill:#fff",
            "__0[Größe] --> B\nstyle __0 fill:#fff",
        );
        check("classy --> B\nclassy --> C", "__0[classy] --> B\n__0 --> C");
    }

    #[test]
    fn frames_have_titles() {
        check(
            "subgraph vpc [Private subnet]\nend",
            "subgraph vpc[Private subnet]\nend",
        );
        check("subgraph Two words\nend", "subgraph __0[Two words]\nend");
    }

    #[test]
    fn header_without_a_direction_leads_down() {
        assert_eq!(spelled("graph\nA").unwrap().text, "flowchart TB\nA\n");
        assert_eq!(
            spelled("%% x\n\nflowchart TD; A-->B").unwrap().text,
            "flowchart TD\nA --> B\n"
        );
    }

    #[test]
    fn line_that_is_not_understood_is_named() {
        for source in ["A -->", "A --> --> B", "A[open", "A B", "-->"] {
            let why = spelled(&format!("flowchart LR\nX\n{source}")).unwrap_err();
            assert_eq!(why, "Line 3 of the drawing is not understood", "{source}");
        }
    }
}
