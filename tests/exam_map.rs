//! The overviews of the exam hold what the chapters hold: they cannot drift.
//!
//! `UPDATE_NOTES=1` writes the lists of notes anew into the notes of the exam's tasks.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use nephoscope::base::ids::NoteId;
use nephoscope::library::{Library, Note, links};
use nephoscope::markdown::document::{Block, BlockKind, Inline, LinkKind, Table};
use nephoscope::quiz::blueprint;

use crate::bundled_notes::library;

const EXAM: &str = "exam/";

#[test]
fn note_of_each_task_leads_to_every_note_that_answers_it() {
    let library = library();
    let update = std::env::var_os("UPDATE_NOTES").is_some();
    let mut stale = Vec::new();
    for task in blueprint::tasks() {
        let id = NoteId::new(format!("{EXAM}task-{}", task.replace('.', "-")));
        let note = library.note(&id).unwrap_or_else(|| panic!("no note {id}"));
        let source = note.parse_kept().unwrap().source.to_string();
        let (before, _) = source
            .split_once("## Notes\n")
            .unwrap_or_else(|| panic!("{id}"));
        let expected = format!("{before}## Notes\n\n{}", list_of(&library, &task));
        if source != expected && update {
            let file = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("notes")
                .join(note.path());
            std::fs::write(file, expected).unwrap();
        } else if source != expected {
            stale.push(id.to_string());
        }
    }
    assert!(
        stale.is_empty(),
        "UPDATE_NOTES=1 cargo test exam_map mends {stale:?}"
    );
}

/// The notes with `task` at their head, by chapter.
fn list_of(library: &Library, task: &str) -> String {
    let chapter = |note: &Note| {
        library
            .topics_above(note)
            .first()
            .map(|topic| topic.title.clone())
    };
    let answers = |note: &&Note| {
        let named = note.domains().iter().any(|domain| domain == task);
        named && !note.is_topic_page() && !note.id().as_str().starts_with(EXAM)
    };
    let notes: Vec<&Note> = library.notes().iter().filter(answers).collect();
    let parts = notes
        .chunk_by(|a, b| chapter(a) == chapter(b))
        .map(|notes| {
            let link = |note: &&Note| format!("[[{}|{}]]", note.id(), note.title());
            let links: Vec<String> = notes.iter().map(link).collect();
            let title = notes
                .first()
                .and_then(|note| chapter(note))
                .unwrap_or_default();
            format!("### {title}\n\n{}\n", links.join("\u{a0}· "))
        });
    parts.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_row_of_a_collected_table_stands_in_a_chapter() {
    let library = library();
    let collects = |note: &&Note| {
        let id = note.id().as_str();
        id.starts_with("exam/often-confused") || id.starts_with("exam/numbers")
    };
    let mut wrong = String::new();
    let mut rows = 0;
    for note in library.notes().iter().filter(collects) {
        let document = note.parse_kept().unwrap();
        let sections = document
            .blocks
            .chunk_by(|_, next| !matches!(next.kind, BlockKind::Heading { .. }));
        for section in sections {
            let sources = tables_linked_by(&library, note, section);
            for table in section.iter().filter_map(table_of) {
                for row in rows_of(table) {
                    rows += 1;
                    if !sources.iter().any(|source| holds(source, &row)) {
                        let _ = writeln!(wrong, "{}: {row:?}", note.id());
                    }
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "in no table of the notes that the section links to:\n{wrong}"
    );
    assert!(rows > 500, "{rows} rows");
}

/// The tables of all notes that a section links to.
fn tables_linked_by(library: &Library, from: &Note, section: &[Block]) -> Vec<Table> {
    let spans = section
        .iter()
        .flat_map(Block::inlines)
        .flat_map(|inline| &inline.spans);
    let links = spans
        .filter_map(|span| span.link.as_ref())
        .filter(|link| link.kind == LinkKind::Wiki);
    let notes: BTreeSet<NoteId> = links
        .filter_map(|link| match links::resolve(library, from.id(), link) {
            links::Target::Note { id, .. } => Some(id),
            _ => None,
        })
        .collect();
    let documents = notes
        .iter()
        .filter_map(|id| library.note(id))
        .filter_map(Note::parse_kept);
    documents
        .flat_map(|document| {
            document
                .blocks
                .iter()
                .filter_map(table_of)
                .cloned()
                .collect::<Vec<_>>()
        })
        .collect()
}

fn table_of(block: &Block) -> Option<&Table> {
    match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    }
}

/// The cells of each row as text, the header's first.
fn rows_of(table: &Table) -> Vec<Vec<String>> {
    let cells = |row: &Vec<Inline>| row.iter().map(|cell| cell.text.trim().to_owned()).collect();
    std::iter::once(&table.header)
        .chain(&table.rows)
        .map(cells)
        .collect()
}

/// Whether a row, perhaps without some of its cells, stands in a table.
fn holds(table: &Table, row: &[String]) -> bool {
    rows_of(table).iter().any(|source| {
        let mut cells = source.iter();
        row.iter().all(|cell| cells.any(|other| other == cell))
    })
}
