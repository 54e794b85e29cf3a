//! From what was given to a list of files, each with its place below the library.
//!
//! A folder comes with its own name on top; a note that is given alone brings the pictures it
//! shows, as far as they lie beside or below it. Reads the notes for that, writes nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::anatomy::Anatomy;
use super::convert;
use super::output;
use super::source::{self, FileKind};
use super::{Cancelled, Step, Watch};
use crate::base::io_reason::io_reason;
use crate::base::text::{count, grouped};

/// A file to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) path: PathBuf,
    pub(super) target: String,
    pub(super) kind: FileKind,
    pub(super) size_bytes: u64,
    /// Why it cannot be imported, if that is clear already.
    pub(super) problem: Option<String>,
    /// A sentence for the review.
    pub(super) note: Option<String>,
}

/// All files, notes and what is not supported first, then the pictures of lone notes.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) sources: Vec<Source>,
    pub(super) notices: Vec<String>,
}

/// `inputs` are [`distinct`].
pub(super) fn gather(inputs: &[PathBuf], watch: &mut Watch<'_>) -> Result<Gathered, Cancelled> {
    let mut gathered = Gathered::default();
    let mut roots = BTreeSet::new();
    for input in inputs {
        watch(Step {
            done: 0,
            total: 0,
            label: &name_of(input),
        })?;
        gathered.add_input(input, &mut roots);
    }
    let shown = gathered.pictures_shown(watch)?;
    gathered.sort_out_pictures(shown);
    Ok(gathered)
}

/// The inputs without those that come along with another or were given before, however they were
/// spelled. What is hidden in a folder does not come with it.
pub(super) fn distinct(inputs: &[PathBuf]) -> Vec<PathBuf> {
    let all: BTreeSet<PathBuf> = inputs.iter().map(|input| canonical(input)).collect();
    let mut met = BTreeSet::new();
    let is_new = |input: &&PathBuf| {
        let path = canonical(input);
        let steps = path.ancestors().zip(path.ancestors().skip(1));
        let mut seen = steps.take_while(|(below, _)| !source::is_hidden(below));
        !seen.any(|(_, folder)| all.contains(folder)) && met.insert(path)
    };
    inputs.iter().filter(is_new).cloned().collect()
}

fn canonical(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// The last name of a path, printable; the whole path where it has none.
pub(super) fn name_of(path: &Path) -> String {
    let path = fs::canonicalize(path)
        .ok()
        .filter(|_| path.file_name().is_none())
        .unwrap_or_else(|| path.to_owned());
    match path.file_name() {
        Some(name) => source::slashed(Path::new(name)),
        None => "notes".to_owned(), // the root of a disk
    }
}

/// The pictures that notes show.
#[derive(Default)]
struct Shown {
    /// Those that come along anyway.
    met: BTreeSet<PathBuf>,
    /// Those that must be added, with their places.
    added: Vec<(PathBuf, String)>,
}

impl Gathered {
    fn add_input(&mut self, input: &Path, roots: &mut BTreeSet<String>) {
        match fs::metadata(input) {
            Ok(metadata) if metadata.is_dir() => self.add_folder(input, roots),
            Ok(_) => self.add(input.to_owned(), &name_of(input), None),
            Err(error) => self.add(input.to_owned(), &name_of(input), Some(io_reason(&error))),
        }
    }

    fn add_folder(&mut self, folder: &Path, roots: &mut BTreeSet<String>) {
        let name = name_of(folder);
        let mut root = name.clone();
        let mut number = 2;
        while !roots.insert(root.to_lowercase()) {
            root = output::numbered(&name, number);
            number += 1;
        }
        let room = source::MAX_FILES.saturating_sub(self.sources.len());
        let walk = source::walk(folder, room);
        for found in walk.found {
            let target = match found.relative.as_str() {
                "" => root.clone(),
                relative => format!("{root}/{relative}"),
            };
            self.add(found.path, &target, found.problem);
        }
        if walk.hidden > 0 {
            let files = count(walk.hidden, "hidden file");
            self.notices.push(format!("{files} in {root} passed over"));
        }
        if walk.cut {
            self.notices.push(format!(
                "There are more than {} files; the rest is not looked at",
                grouped(source::MAX_FILES as u64)
            ));
        }
    }

    fn add(&mut self, path: PathBuf, target: &str, problem: Option<String>) {
        let kind = FileKind::of(&path);
        let size_bytes = fs::symlink_metadata(&path).map_or(0, |metadata| metadata.len());
        let problem = problem.or_else(|| match kind {
            FileKind::Other => Some(unsupported(&path)),
            _ => convert::check_size(size_bytes).err(),
        });
        let stored = output::storable(target);
        let note = (stored != target)
            .then(|| format!("is called {stored:?} here, as not every system can store its name"));
        self.sources.push(Source {
            path,
            target: stored,
            kind,
            size_bytes,
            problem,
            note,
        });
    }

    /// The pictures that the notes show; notes whose pictures are not to be had get a sentence.
    fn pictures_shown(&mut self, watch: &mut Watch<'_>) -> Result<Shown, Cancelled> {
        let total = self.sources.len();
        let given: BTreeSet<PathBuf> = self.sources.iter().map(|s| s.path.clone()).collect();
        let mut shown = Shown::default();
        for (done, source) in self.sources.iter_mut().enumerate() {
            watch(Step {
                done,
                total,
                label: &source.target,
            })?;
            if source.kind != FileKind::Note || source.problem.is_some() {
                continue;
            }
            let Ok(note) = convert::read_note(&source.path) else {
                continue; // said when the file is looked at
            };
            let mut missing = 0;
            for destination in pictures_in(&note.text) {
                let path = resolved(&source.path, &destination);
                if given.contains(&path) {
                    shown.met.insert(path);
                } else if let Some(picture) = picture_beside(source, &destination) {
                    shown.added.push(picture);
                } else {
                    missing += 1;
                }
            }
            if missing > 0 {
                let pictures = count(missing, "picture");
                let missing = format!("{pictures} it shows not found beside or below it");
                source.note = Some(match source.note.take() {
                    Some(note) => format!("{note}; {missing}"),
                    None => missing,
                });
            }
        }
        Ok(shown)
    }

    /// Pictures in folders count if a note shows them or stands in the same or a higher folder;
    /// shown pictures that were not given are added.
    fn sort_out_pictures(&mut self, shown: Shown) {
        let folders: BTreeSet<String> = self
            .sources
            .iter()
            .filter(|source| source.kind == FileKind::Note)
            .map(|source| output::parent_of(&source.target).to_owned())
            .collect();
        for source in &mut self.sources {
            let is_open = source.kind == FileKind::Picture && source.problem.is_none();
            let beside = output::parents_of(&source.target).any(|above| folders.contains(above));
            if is_open && !beside && !shown.met.contains(&source.path) {
                source.problem = Some("no note shows it or stands beside it".to_owned());
            }
        }
        let mut added = BTreeSet::new();
        for (path, target) in shown.added {
            if added.insert(path.clone()) {
                self.add(path, &target, None);
            }
        }
    }
}

fn unsupported(path: &Path) -> String {
    match path.extension() {
        Some(ending) => format!(
            "it is a .{} file; notes are .md, .markdown or .txt files",
            ending.to_string_lossy().to_lowercase()
        ),
        None => "its name has no ending; notes are .md, .markdown or .txt files".to_owned(),
    }
}

/// The relative destinations of the pictures in a note, `%20` and the like resolved.
fn pictures_in(text: &str) -> BTreeSet<String> {
    Anatomy::of(text)
        .references
        .into_iter()
        .filter(|reference| reference.picture && reference.is_relative())
        .map(|reference| {
            source::percent_decoded(&reference.destination).unwrap_or(reference.destination)
        })
        .collect()
}

/// The picture at `destination` with its place, if it lies beside or below the note and is no
/// link.
fn picture_beside(note: &Source, destination: &str) -> Option<(PathBuf, String)> {
    let folder = note.path.parent()?;
    let relative = output::normalized(destination)?;
    let path = folder.join(&relative);
    let is_file = fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_file());
    let is_inside = fs::canonicalize(&path)
        .ok()?
        .starts_with(fs::canonicalize(folder).ok()?);
    let target = output::below(output::parent_of(&note.target), &relative);
    (is_file && is_inside && FileKind::of(&path) == FileKind::Picture).then_some((path, target))
}

/// Where a relative destination leads, by names only.
fn resolved(note: &Path, destination: &str) -> PathBuf {
    let mut path = note.parent().map(Path::to_owned).unwrap_or_default();
    for component in Path::new(destination).components() {
        match component {
            Component::ParentDir => {
                path.pop();
            }
            Component::Normal(name) => path.push(name),
            _ => {}
        }
    }
    path
}
