//! Reading journals: one file, and the union of all in the folder.
//!
//! Reading never fails whole. A damaged line is named and kept aside, the rest is read; a torn
//! last line is the one thing that a power cut may cost. Conflict copies of sync programs are
//! just more input, whatever their names, as long as they end in `.journal`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Record;
use super::line::{self, Header};
use crate::base::ids::DeviceId;

/// One journal, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journal {
    /// Its first line; `None` if that is missing or damaged.
    pub header: Option<Header>,
    /// The records in file order.
    pub records: Vec<Record>,
    /// Lines that could not be read.
    pub damaged: Vec<Damaged>,
    /// What stands after the last line break, if it is no whole record.
    pub torn: Option<Vec<u8>>,
}

/// A line that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damaged {
    /// Counted from 1.
    pub line: usize,
    /// As it stands in the file, without the line break.
    pub bytes: Vec<u8>,
}

/// A journal of the folder.
#[derive(Debug)]
pub struct Found {
    /// The file.
    pub path: PathBuf,
    /// What is in it, or why it could not be opened.
    pub journal: io::Result<Journal>,
}

/// Reads the bytes of a journal. `fallback` names the device if the header does not.
pub fn parse(bytes: &[u8], fallback: &DeviceId) -> Journal {
    let (whole, tail) = match bytes.iter().rposition(|byte| *byte == b'\n') {
        Some(end) => bytes.split_at(end + 1),
        None => (&[][..], bytes),
    };
    let mut lines = whole
        .split_inclusive(|byte| *byte == b'\n')
        .map(without_break)
        .enumerate()
        .peekable();
    let header = lines.peek().and_then(|(_, first)| Header::decode(first));
    if header.is_some() {
        lines.next();
    }
    let device = header
        .as_ref()
        .map_or(fallback, |header| &header.device)
        .clone();
    let mut journal = Journal {
        header,
        records: Vec::new(),
        damaged: Vec::new(),
        torn: None,
    };
    for (index, text) in lines {
        match line::decode(text, &device) {
            Some(record) => journal.records.push(record),
            None if text.is_empty() => {}
            None => journal.damaged.push(Damaged {
                line: index + 1,
                bytes: text.to_owned(),
            }),
        }
    }
    match line::decode(tail, &device) {
        Some(record) => journal.records.push(record),
        None if tail.is_empty() => {}
        None => journal.torn = Some(tail.to_owned()),
    }
    journal
}

/// Reads every journal in `folder`, by name. A folder that is not there holds none.
pub fn all(folder: &Path) -> io::Result<Vec<Found>> {
    let mut paths = match fs::read_dir(folder) {
        Ok(entries) => entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<io::Result<Vec<_>>>()?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "journal"));
    paths.sort();
    Ok(paths
        .into_iter()
        .map(|path| Found {
            journal: fs::read(&path).map(|bytes| parse(&bytes, &device_of(&path))),
            path,
        })
        .collect())
}

/// All records in the order of the union; equal ones once.
pub fn union(journals: impl IntoIterator<Item = Vec<Record>>) -> Vec<Record> {
    let mut records: Vec<Record> = journals.into_iter().flatten().collect();
    records.sort();
    records.dedup();
    records
}

/// The device that a file's name tells: up to the first sign that no device has.
fn device_of(path: &Path) -> DeviceId {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let end = stem
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .unwrap_or(stem.len());
    DeviceId::new(stem.get(..end).unwrap_or_default())
}

/// Git and some editors turn `\n` into `\r\n`.
fn without_break(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}
