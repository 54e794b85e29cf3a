//! Opening the index: as it was kept if it is sound, else a new one, in the folder or in memory.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use tantivy::{Index, IndexReader, ReloadPolicy};

use super::IndexError;
use super::schema::{self, Fields};
use crate::base::ids::NoteId;

/// Written with every state of the index. Another first line means another program: the index is
/// built again. Count up when words, entries or fields come to mean something else.
const FORMAT: &str = "nephoscope notes 4";

/// An open index as it is after its last update. Cheap to clone.
#[derive(Clone)]
pub(super) struct Open {
    /// The engine's index.
    pub index: Index,
    /// Sees what the last update left.
    pub reader: IndexReader,
    /// Its fields.
    pub fields: Fields,
    /// The notes in it, each with the fingerprint of what was indexed.
    pub known: Arc<BTreeMap<NoteId, u64>>,
    /// Whether it lies in its folder.
    pub is_on_disk: bool,
}

impl std::fmt::Debug for Open {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Open")
            .field("notes", &self.known.len())
            .field("is_on_disk", &self.is_on_disk)
            .finish_non_exhaustive()
    }
}

impl Open {
    /// What lies in `folder`, else a new index there, else one in memory.
    pub(super) fn kept_or_new(folder: Option<&Path>) -> Result<Self, IndexError> {
        let on_disk = folder.and_then(|folder| Self::kept(folder).or_else(|| Self::new_in(folder)));
        on_disk.map_or_else(Self::in_memory, Ok)
    }

    /// An empty index for this run.
    pub(super) fn in_memory() -> Result<Self, IndexError> {
        let (schema, fields) = schema::schema();
        let index = Index::create_in_ram(schema);
        Ok(Self::of(index, fields, BTreeMap::new(), false)?)
    }

    /// The index in `folder`, if every byte of it is as it was written, by this version.
    fn kept(folder: &Path) -> Option<Self> {
        let index = Index::open_in_dir(folder).ok()?;
        let (schema, fields) = schema::schema();
        let known = read_known(&index.load_metas().ok()?.payload?)?;
        let is_sound = index.schema() == schema && index.validate_checksum().ok()?.is_empty();
        is_sound.then(|| Self::of(index, fields, known, true).ok())?
    }

    fn new_in(folder: &Path) -> Option<Self> {
        clear(folder);
        fs::create_dir_all(folder).ok()?;
        let (schema, fields) = schema::schema();
        let index = Index::create_in_dir(folder, schema).ok()?;
        Self::of(index, fields, BTreeMap::new(), true).ok()
    }

    fn of(
        index: Index,
        fields: Fields,
        known: BTreeMap<NoteId, u64>,
        is_on_disk: bool,
    ) -> tantivy::Result<Self> {
        schema::register(&index);
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            index,
            reader,
            fields,
            known: Arc::new(known),
            is_on_disk,
        })
    }
}

/// Removes the folder of an index with all that is in it.
pub(super) fn clear(folder: &Path) {
    // What cannot be removed shows when a new index is made there.
    let _unremoved = fs::remove_dir_all(folder);
}

/// The known notes as a text that is committed together with the index.
pub(super) fn write_known(known: &BTreeMap<NoteId, u64>) -> String {
    let notes = known.iter();
    let lines = notes.map(|(note, fingerprint)| format!("{fingerprint:016x} {note}"));
    let lines: Vec<String> = std::iter::once(FORMAT.to_owned()).chain(lines).collect();
    lines.join("\n")
}

fn read_known(text: &str) -> Option<BTreeMap<NoteId, u64>> {
    let mut lines = text.lines();
    if lines.next() != Some(FORMAT) {
        return None;
    }
    let note = |line: &str| {
        let (fingerprint, note) = line.split_once(' ')?;
        let fingerprint = u64::from_str_radix(fingerprint, 16).ok()?;
        Some((NoteId::new(note), fingerprint))
    };
    lines.map(note).collect()
}
