//! What an import would do, worked out before anything is written.
//!
//! Each file gets a place below the library and a verdict. The plan is a value for the review;
//! the person's decisions are a [`Selection`] beside it. Reads sources and library, writes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::convert::{self, ContentHash};
use super::gather::{self, Source};
use super::output::{self, Output};
use super::source::{self, FileKind};
use super::split;
use super::{Cancelled, Step, Watch};
use crate::base::text::count;
use crate::base::time::Moment;

/// What would be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The name by which the import can be undone.
    pub batch: String,
    /// What a person calls it: the folder's or the file's name.
    pub name: String,
    /// Every file that was met.
    pub items: Vec<PlannedFile>,
    /// Sentences about the whole.
    pub notices: Vec<String>,
}

/// One file of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFile {
    /// Where it is.
    pub source: PathBuf,
    /// Its place below the library, with forward slashes.
    pub target: String,
    /// A note or a picture.
    pub kind: FileKind,
    /// What would happen to it as one file.
    pub verdict: Verdict,
    /// Its size.
    pub size_bytes: u64,
    /// The encoding it is converted from; `None` for UTF-8 and pictures.
    pub encoding: Option<&'static str>,
    /// A sentence for the review.
    pub note: Option<String>,
    /// How it could be cut into a folder of notes, if it is long.
    pub split: Option<SplitOffer>,
}

/// A long note as a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitOffer {
    /// The folder's place below the library.
    pub folder: String,
    /// The titles of its notes, in order.
    pub titles: Vec<String>,
    /// What would happen to it as a folder.
    pub verdict: Verdict,
}

/// What an import would do with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is in its place.
    New,
    /// It replaces an older text, which is kept for the undo.
    Changed,
    /// The library has it as it is.
    Identical,
    /// Its place is taken by something else; it gets a name of its own.
    Clash {
        /// What is there.
        with: String,
    },
    /// It cannot be imported.
    Unsupported {
        /// A clause: "it is 200 MB; files up to 100 MB are read".
        reason: String,
    },
}

/// What is in the library already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExistingNotes {
    /// The library's folder.
    pub root: PathBuf,
    /// By path below it, with forward slashes.
    pub hashes: BTreeMap<String, ContentHash>,
}

/// The person's decisions, one for each item of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// In the order of [`Plan::items`].
    pub choices: Vec<Choice>,
}

/// What to do with one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    /// Import it.
    pub take: bool,
    /// As a folder, where that is offered.
    pub split: bool,
}

impl Verdict {
    /// Whether importing the file would change the library.
    pub fn can_import(&self) -> bool {
        matches!(self, Self::New | Self::Changed | Self::Clash { .. })
    }
}

impl PlannedFile {
    /// What would happen to it as one file, or as a folder where that is offered.
    pub fn verdict_if(&self, split: bool) -> &Verdict {
        match &self.split {
            Some(offer) if split => &offer.verdict,
            _ => &self.verdict,
        }
    }
}

impl Selection {
    /// All that can be imported, long notes as folders unless they are in the library whole.
    pub fn suggested(plan: &Plan) -> Self {
        let choices = plan
            .items
            .iter()
            .map(|item| {
                let split = item.split.is_some() && item.verdict == Verdict::New;
                let take = item.verdict_if(split).can_import();
                Choice { take, split }
            })
            .collect();
        Self { choices }
    }

    /// How many items are taken.
    pub fn taken(&self) -> usize {
        self.choices.iter().filter(|choice| choice.take).count()
    }
}

impl ExistingNotes {
    /// Looks at all that is in the library. Files that cannot be read count as not there.
    pub fn scan(library: &Path, watch: &mut Watch<'_>) -> Result<Self, Cancelled> {
        let mut hashes = BTreeMap::new();
        if library.is_dir() {
            let found = source::walk(library, source::MAX_FILES).found;
            for (done, file) in found.iter().enumerate() {
                watch(Step {
                    done,
                    total: found.len(),
                    label: &file.relative,
                })?;
                if file.problem.is_none()
                    && let Ok(bytes) = convert::read_bytes(&file.path)
                {
                    hashes.insert(file.relative.clone(), ContentHash::of(&bytes));
                }
            }
        }
        let root = library.to_owned();
        Ok(Self { root, hashes })
    }
}

/// Looks at `inputs` (files and folders) and says what an import would do.
pub fn plan(
    inputs: &[PathBuf],
    existing: &ExistingNotes,
    now: Moment,
    watch: &mut Watch<'_>,
) -> Result<Plan, Cancelled> {
    let inputs = &gather::distinct(inputs);
    let gathered = gather::gather(inputs, watch)?;
    let mut places = Places::new(existing);
    let mut items = Vec::with_capacity(gathered.sources.len());
    for (done, source) in gathered.sources.iter().enumerate() {
        watch(Step {
            done,
            total: gathered.sources.len(),
            label: &source.target,
        })?;
        items.push(places.look_at(source));
    }
    Ok(Plan {
        batch: now.file_stamp(),
        name: name_of(inputs),
        items,
        notices: gathered.notices,
    })
}

fn name_of(inputs: &[PathBuf]) -> String {
    match inputs {
        [one] => gather::name_of(one),
        many => count(many.len(), "item"),
    }
}

/// The places below the library, taken and to be taken.
struct Places<'a> {
    existing: &'a ExistingNotes,
    /// By their spelling in lower case: some disks know no other difference.
    taken: BTreeMap<String, String>,
    folders: BTreeSet<String>,
    planned: BTreeSet<String>,
}

impl<'a> Places<'a> {
    fn new(existing: &'a ExistingNotes) -> Self {
        let paths = existing.hashes.keys();
        Self {
            existing,
            taken: paths
                .clone()
                .map(|p| (p.to_lowercase(), p.clone()))
                .collect(),
            folders: paths.flat_map(|path| folders_above(path)).collect(),
            planned: BTreeSet::new(),
        }
    }

    fn look_at(&mut self, source: &Source) -> PlannedFile {
        let mut item = PlannedFile {
            source: source.path.clone(),
            target: source.target.clone(),
            kind: source.kind,
            verdict: Verdict::New,
            size_bytes: source.size_bytes,
            encoding: None,
            note: source.note.clone(),
            split: None,
        };
        let root = &self.existing.root;
        let read = if !root.as_os_str().is_empty() && source.path.starts_with(root) {
            Err("it is in the library already".to_owned())
        } else {
            match &source.problem {
                Some(reason) => Err(reason.clone()),
                None => convert::read_bytes(&source.path),
            }
        };
        let filled = read.and_then(|bytes| self.fill(&mut item, bytes));
        if let Err(reason) = filled {
            item.verdict = Verdict::Unsupported { reason };
        }
        item
    }

    fn fill(&mut self, item: &mut PlannedFile, bytes: Vec<u8>) -> Result<(), String> {
        if item.kind == FileKind::Picture {
            self.place(item, ContentHash::of(&bytes));
            return Ok(());
        }
        let converted = convert::decode(bytes)?;
        item.encoding = converted.from;
        if converted.lossy {
            let lossy = "some signs could not be read and become \u{fffd}";
            item.note = Some(joined(item.note.take(), lossy));
        }
        self.place(item, ContentHash::of(converted.text.as_bytes()));
        let name = gather::name_of(&item.source);
        if let Some(split) = split::propose(&converted.text, &name) {
            let outputs = output::parts(&split, &converted.text, &item.target);
            item.split = Some(SplitOffer {
                folder: output::folder_of(&item.target),
                titles: split.parts.into_iter().map(|part| part.title).collect(),
                verdict: self.verdict_of_parts(&outputs),
            });
        }
        Ok(())
    }

    /// Finds the item's place and its verdict there.
    fn place(&mut self, item: &mut PlannedFile, hash: ContentHash) {
        let wanted = item.target.clone();
        let mut number = 2;
        let mut clash = None;
        loop {
            match self.at(&item.target, hash) {
                Ok(verdict) => {
                    item.verdict = match (verdict, clash) {
                        (Verdict::Identical, _) => Verdict::Identical,
                        (_, Some(with)) => Verdict::Clash { with },
                        (verdict, None) => verdict,
                    };
                    break;
                }
                Err(with) => {
                    clash.get_or_insert(with);
                    item.target = output::numbered(&wanted, number);
                    number += 1;
                }
            }
        }
        self.planned.insert(item.target.to_lowercase());
        self.taken
            .insert(item.target.to_lowercase(), item.target.clone());
        self.folders.extend(folders_above(&item.target));
    }

    /// The verdict at `target`, or what else is there.
    fn at(&self, target: &str, hash: ContentHash) -> Result<Verdict, String> {
        let folded = target.to_lowercase();
        if self.folders.contains(&folded) {
            return Err(format!("{target}/"));
        }
        let Some(there) = self.taken.get(&folded) else {
            return Ok(Verdict::New);
        };
        match self.existing.hashes.get(there) {
            Some(old) if !self.planned.contains(&folded) && *old == hash => Ok(Verdict::Identical),
            Some(_) if !self.planned.contains(&folded) && there == target => Ok(Verdict::Changed),
            _ => Err(there.clone()),
        }
    }

    fn verdict_of_parts(&self, outputs: &[Output]) -> Verdict {
        let old = |output: &Output| self.existing.hashes.get(&output.target);
        if outputs.iter().all(|output| old(output).is_none()) {
            return Verdict::New;
        }
        let same = |output: &Output| old(output) == Some(&ContentHash::of(&output.bytes));
        if outputs.iter().all(same) {
            return Verdict::Identical;
        }
        Verdict::Changed
    }
}

fn folders_above(path: &str) -> impl Iterator<Item = String> + '_ {
    path.match_indices('/')
        .filter_map(|(at, _)| Some(path.get(..at)?.to_lowercase()))
}

fn joined(note: Option<String>, more: &str) -> String {
    note.map_or_else(|| more.to_owned(), |note| format!("{note}; {more}"))
}

#[cfg(test)]
mod tests;
