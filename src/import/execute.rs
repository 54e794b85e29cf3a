//! Carrying out a plan: all that was chosen, or nothing.
//!
//! Everything is first written to a hidden folder inside the library, then moved into place in one
//! go ([`super::batch`]). A source that vanished meanwhile is skipped with a reason; a disk that is
//! full, or a cancel, takes everything back. The sources are only read.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::batch::{Batch, Change, ImportPlaces, STAGING_PREFIX};
use super::convert::{self, ContentHash};
use super::gather;
use super::output::{self, Output};
use super::plan::{Choice, Plan, PlannedFile, Selection, Verdict};
use super::source::FileKind;
use super::split;
use super::{Step, Watch};
use crate::base::io_reason::io_reason;

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// How it ended.
    pub ending: Ending,
    /// The files that were written; empty unless it is done.
    pub imported: Vec<Imported>,
    /// What was chosen and not imported.
    pub skipped: Vec<Skipped>,
    /// By which it can be undone; `None` if nothing was changed.
    pub undo: Option<UndoBatch>,
}

/// How an import ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// To its end.
    Done,
    /// The person stopped it; everything is as before.
    Cancelled,
    /// The disk refused; everything is as before. A sentence.
    Failed(String),
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Its place below the library.
    pub target: String,
    /// Whether it replaced an older text.
    pub replaced: bool,
    /// The encoding it was converted from, if it was not UTF-8.
    pub converted_from: Option<&'static str>,
}

impl Imported {
    /// Whether it is a note; otherwise it is a picture that one shows.
    pub fn is_note(&self) -> bool {
        FileKind::of(Path::new(&self.target)) == FileKind::Note
    }
}

/// A file that was chosen and not imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The source.
    pub source: PathBuf,
    /// A clause: "it is not there".
    pub reason: String,
}

/// An import that can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoBatch {
    /// Its name; see [`super::batch::undo`].
    pub batch: String,
    /// What a person calls it.
    pub name: String,
    /// How many files it changed.
    pub files: usize,
}

/// Imports what `selection` takes of `plan`.
pub fn execute(
    plan: &Plan,
    selection: &Selection,
    places: &ImportPlaces,
    watch: &mut Watch<'_>,
) -> Report {
    let mut staging = Staging::new(plan, places);
    let written = staging.write_all(plan, selection, watch);
    let committed = written.and_then(|()| staging.commit(plan));
    staging.clean_up();
    match committed {
        Ok(undo) => Report {
            ending: Ending::Done,
            imported: staging.imported,
            skipped: staging.skipped,
            undo,
        },
        Err(ending) => Report {
            ending,
            imported: Vec::new(),
            skipped: staging.skipped,
            undo: None,
        },
    }
}

/// The hidden folder with what is to be moved into place.
struct Staging<'a> {
    places: &'a ImportPlaces,
    folder: PathBuf,
    changes: Vec<Change>,
    imported: Vec<Imported>,
    skipped: Vec<Skipped>,
    taken: BTreeSet<String>,
}

impl<'a> Staging<'a> {
    fn new(plan: &Plan, places: &'a ImportPlaces) -> Self {
        let name = format!("{STAGING_PREFIX}{}", plan.batch);
        Self {
            folder: places.library.join(name),
            places,
            changes: Vec::new(),
            imported: Vec::new(),
            skipped: Vec::new(),
            taken: BTreeSet::new(),
        }
    }

    fn write_all(
        &mut self,
        plan: &Plan,
        selection: &Selection,
        watch: &mut Watch<'_>,
    ) -> Result<(), Ending> {
        let chosen: Vec<(&PlannedFile, &Choice)> = plan
            .items
            .iter()
            .zip(&selection.choices)
            .filter(|(_, choice)| choice.take)
            .collect();
        for (done, (item, choice)) in chosen.iter().enumerate() {
            let step = Step {
                done,
                total: chosen.len(),
                label: &item.target,
            };
            watch(step).map_err(|_cancelled| Ending::Cancelled)?;
            match outputs_of(item, choice.split) {
                Ok((outputs, converted_from)) => {
                    for output in outputs {
                        self.write(item, &output, converted_from)
                            .map_err(|error| failed(&error, &output.target))?;
                    }
                }
                Err(reason) => self.skip(item, reason),
            }
        }
        Ok(())
    }

    fn write(
        &mut self,
        item: &PlannedFile,
        output: &Output,
        converted_from: Option<&'static str>,
    ) -> io::Result<()> {
        let target = output.target.clone();
        if !self.taken.insert(target.to_lowercase()) {
            self.skip(
                item,
                format!("another file goes to the same place: {target:?}"),
            );
            return Ok(());
        }
        let hash = ContentHash::of(&output.bytes);
        let place = self.places.library.join(&target);
        let replaces = place.exists();
        if replaces && convert::read_bytes(&place).is_ok_and(|old| ContentHash::of(&old) == hash) {
            return Ok(()); // it is there as it is
        }
        write_new(&self.folder.join(&target), &output.bytes)?;
        self.changes.push(Change {
            target: target.clone(),
            hash,
            replaces,
        });
        self.imported.push(Imported {
            target,
            replaced: replaces,
            converted_from,
        });
        Ok(())
    }

    fn skip(&mut self, item: &PlannedFile, reason: String) {
        let source = item.source.clone();
        self.skipped.push(Skipped { source, reason });
    }

    fn commit(&mut self, plan: &Plan) -> Result<Option<UndoBatch>, Ending> {
        if self.changes.is_empty() {
            return Ok(None);
        }
        let files = self.changes.len();
        let changes = std::mem::take(&mut self.changes);
        let (batch, name) = Batch::begin(&plan.batch, self.places, changes)
            .map_err(|error| failed(&error, "the backup"))?;
        if let Err(error) = batch.commit(&self.folder) {
            let report = batch.take_back();
            return Err(match report.kept.first() {
                None => failed(&error, &plan.name),
                Some(kept) => Ending::Failed(format!(
                    "The import stopped ({}) and could not be taken back whole: {} ({:?})",
                    io_reason(&error),
                    kept.reason,
                    kept.target
                )),
            });
        }
        Ok(Some(UndoBatch {
            batch: name,
            name: plan.name.clone(),
            files,
        }))
    }

    fn clean_up(&self) {
        let _ = fs::remove_dir_all(&self.folder); // hidden; removed at the next start if it stays
    }
}

/// What is written for an item, and what it was converted from.
fn outputs_of(
    item: &PlannedFile,
    split: bool,
) -> Result<(Vec<Output>, Option<&'static str>), String> {
    if let Verdict::Unsupported { reason } = &item.verdict {
        return Err(reason.clone());
    }
    let bytes = convert::read_bytes(&item.source)?;
    if item.kind == FileKind::Picture {
        let target = item.target.clone();
        return Ok((vec![Output { target, bytes }], None));
    }
    let converted = convert::decode(bytes)?;
    let name = gather::name_of(&item.source);
    let outputs = match split::propose(&converted.text, &name).filter(|_| split) {
        Some(split) => output::parts(&split, &converted.text, &item.target),
        None => vec![Output {
            target: item.target.clone(),
            bytes: converted.text.into_bytes(),
        }],
    };
    Ok((outputs, converted.from))
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn failed(error: &io::Error, at: &str) -> Ending {
    Ending::Failed(format!(
        "Nothing was imported, because {}. Your library is as it was before. {at:?}",
        io_reason(error)
    ))
}

#[cfg(test)]
mod tests;
