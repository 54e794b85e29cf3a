use super::*;
use crate::library::{NoteSource, Origin};
use crate::markdown::document::DirectiveName;

/// Shows the first line of every question, and the arguments of every diagram.
pub(crate) struct Plain;

impl Inserts for Plain {
    fn insert(&self, _note: &NoteId, _block: usize, directive: &Directive) -> Option<Insert> {
        let (kind, title, text) = match directive.name {
            DirectiveName::Quiz => (Kind::Question, "", directive.body.lines().next()?),
            DirectiveName::Diagram => (Kind::Diagram, &*directive.arguments, ""),
        };
        Some(Insert {
            kind,
            title: title.into(),
            texts: vec![text.into()],
            offered: Vec::new(),
        })
    }
}

impl Texts for Plain {
    fn document(&self, note: &Note) -> Option<Arc<Document>> {
        note.parse_kept().map(Arc::new)
    }
}

/// A library of these notes: path and text.
pub(crate) fn library(notes: &[(&str, &str)]) -> Library {
    let sources = notes.iter().map(|(path, text)| NoteSource {
        path: (*path).to_owned(),
        text: (*text).into(),
        origin: Origin::Bundled,
        root: None,
    });
    Library::build(sources.collect())
}

const NOTE: &str = "---
title: Queues
summary: What waits.
---
# Queues

First words.

## Sending

One sends.

```quiz id=a
How does one send?

- [x] So
- [ ] Not so
```

### In batches

| a | b |
|---|---|
| c | d |

## Pictures

![a queue](q.png)

```diagram s3-lifecycle
```
";

fn short(entry: &Entry) -> String {
    let around: Vec<&str> = entry.around.iter().map(|text| &**text).collect();
    let texts: Vec<&str> = entry.texts.iter().map(|text| &**text).collect();
    format!(
        "{}@{} {}|{}|{}|{}",
        entry.kind.name(),
        entry.block,
        entry.title,
        entry.heading,
        texts.join("/"),
        around.join(" > ")
    )
}

#[test]
fn note_is_cut_into_head_sections_questions_and_diagrams() {
    let library = library(&[("02-messaging/01-queues.md", NOTE)]);
    let note = &library.notes()[0];
    let cut = entries_of(&library, note, &note.parse_kept().unwrap(), &Plain);
    let entries: Vec<String> = cut.entries.iter().map(short).collect();
    assert_eq!(
        entries,
        [
            "text@0 Queues||What waits./First words.|Messaging",
            "question@4 ||How does one send?|Messaging > Queues > Sending",
            "text@2 |Sending|One sends.|Messaging > Queues",
            "text@5 |In batches|a/b/c/d|Messaging > Queues > Sending",
            "diagram@9 |s3-lifecycle||Messaging > Queues > Pictures",
            "text@7 |Pictures|a queue/|Messaging > Queues",
        ]
    );
    assert_eq!(
        cut.chapter.iter().map(|name| &**name).collect::<Vec<_>>(),
        ["Messaging", "02-messaging"]
    );
}

#[test]
fn fingerprint_follows_what_is_found() {
    let print = |text: &str| {
        let library = library(&[("a.md", text)]);
        let note = &library.notes()[0];
        entries_of(&library, note, &note.parse_kept().unwrap(), &Plain).fingerprint()
    };
    assert_eq!(print("# A\n\nb\n"), print("# A\n\nb\n"));
    assert_ne!(print("# A\n\nb\n"), print("# A\n\nc\n"));
    assert_ne!(print("# A\n\nb\n"), print("# A\n\nb\n\n## c\n"));
}

#[test]
fn kind_is_named_by_its_beginning() {
    let check =
        |text: &str, expected: Option<Kind>| assert_eq!(Kind::named(text), expected, "{text}");
    check("Questions", Some(Kind::Question));
    check("d", Some(Kind::Diagram));
    check("text", Some(Kind::Text));
    check("", None);
    check("questionss", None);
}
