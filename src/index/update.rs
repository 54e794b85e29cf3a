//! Brings an index up to date, note by note, in one commit.

use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::indexer::IndexWriterOptions;
use tantivy::{IndexWriter, TantivyDocument, Term};

use super::open::{Open, write_known};
use super::schema::Fields;
use super::{Changes, IndexError, Notes};
use crate::base::ids::NoteId;
use crate::search::entry::{Entry, NoteEntries};

/// What the engine may hold in memory before it writes, in bytes.
const BUDGET: usize = 32 << 20;

/// Indexes what is new or changed and removes what is gone. `None` if it was stopped.
pub(super) fn update(
    open: &Open,
    notes: &dyn Notes,
    go_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Option<(Open, Changes)>, IndexError> {
    let mut known = BTreeMap::new();
    let mut changes = Changes::default();
    // The writer holds threads and a lock: there is none as long as nothing changed.
    let mut writer = None;
    for at in 0..notes.count() {
        if !go_on(at) {
            return Ok(None);
        }
        let Some((note, stamp)) = notes.stamp(at) else {
            continue;
        };
        let before = open.known.get(&note).copied();
        if before == Some(stamp) {
            known.insert(note, stamp);
            continue;
        }
        let Some(entries) = notes.entries(at) else {
            // What cannot be read now is found as it was.
            known.extend(before.map(|before| (note, before)));
            continue;
        };
        let writer = writer_of(open, &mut writer)?;
        if before.is_some() {
            remove(writer, &open.fields, &note);
        }
        add(writer, &open.fields, &entries)?;
        known.insert(note, stamp);
        changes.indexed += 1;
    }
    for note in open.known.keys().filter(|note| !known.contains_key(*note)) {
        remove(writer_of(open, &mut writer)?, &open.fields, note);
        changes.removed += 1;
    }
    if let Some(writer) = writer {
        commit(writer, &known)?;
        open.reader.reload()?;
    }
    let updated = Open {
        known: Arc::new(known),
        ..open.clone()
    };
    Ok(Some((updated, changes)))
}

fn writer_of<'a>(
    open: &Open,
    writer: &'a mut Option<IndexWriter>,
) -> Result<&'a mut IndexWriter, IndexError> {
    let ready = if let Some(ready) = writer.take() {
        ready
    } else {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(BUDGET)
            .build();
        open.index.writer_with_options(options)?
    };
    Ok(writer.insert(ready))
}

fn commit(mut writer: IndexWriter, known: &BTreeMap<NoteId, u64>) -> Result<(), IndexError> {
    let mut prepared = writer.prepare_commit()?;
    prepared.set_payload(&write_known(known));
    prepared.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

fn remove(writer: &IndexWriter, fields: &Fields, note: &NoteId) {
    writer.delete_term(Term::from_field_text(fields.note, note.as_str()));
}

fn add(writer: &IndexWriter, fields: &Fields, note: &NoteEntries) -> Result<(), IndexError> {
    for entry in &note.entries {
        writer.add_document(document(fields, note, entry))?;
    }
    Ok(())
}

fn document(fields: &Fields, note: &NoteEntries, entry: &Entry) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    document.add_text(fields.note, note.note.as_str());
    document.add_u64(fields.block, entry.block as u64);
    document.add_text(fields.kind, entry.kind.name());
    let (title, heading) = (&*entry.title, &*entry.heading);
    let texts = entry.texts.iter().map(|text| &**text);
    let around = entry.around.iter().map(|text| &**text);
    let chapter = note.chapter.iter().map(|text| &**text);
    let each = [
        (fields.title, vec![title]),
        (fields.heading, vec![heading]),
        (
            fields.text,
            [title, heading].into_iter().chain(texts).collect(),
        ),
        (fields.around, around.collect()),
        (fields.chapter, chapter.collect()),
    ];
    for (field, texts) in each {
        for text in texts.into_iter().filter(|text| !text.is_empty()) {
            document.add_text(field, text);
        }
    }
    document
}
