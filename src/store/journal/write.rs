//! Appending to this device's own journal.
//!
//! A record is written, flushed to disk, and only then counts. On any failure the file is cut
//! back to its last whole line, so that nothing is ever appended to a torn one. The file is
//! opened anew for each record: a sync program may have put another in its place meanwhile.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::line::{self, Header};
use super::{Record, What};
use crate::base::ids::DeviceId;
use crate::base::time::Moment;
use crate::store::atomic;
use crate::store::set_aside;

/// Appends records of one device.
#[derive(Debug)]
pub struct Writer {
    path: PathBuf,
    set_aside: PathBuf,
    device: DeviceId,
    next_seq: u64,
}

/// A file that can grow and be cut back; the disk, or a small one in tests.
pub trait Growing: Write {
    /// Bytes in it.
    fn size(&self) -> io::Result<u64>;
    /// Cuts it to `size` bytes.
    fn cut(&mut self, size: u64) -> io::Result<()>;
    /// Returns when everything written would survive a power cut.
    fn sync(&mut self) -> io::Result<()>;
}

impl Growing for File {
    fn size(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn cut(&mut self, size: u64) -> io::Result<()> {
        self.set_len(size)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_data()
    }
}

impl Writer {
    /// A writer for `device` in the folder `progress`, whose next record gets `next_seq`.
    pub fn new(progress: &Path, set_aside: PathBuf, device: DeviceId, next_seq: u64) -> Self {
        Self {
            path: progress.join(format!("{device}.journal")),
            set_aside,
            device,
            next_seq,
        }
    }

    /// The journal's file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes one record. When this returns it is on disk; on an error the file ends in a whole
    /// line, as before.
    pub fn append(&mut self, what: What, at: Moment) -> io::Result<Record> {
        let record = self.append_all(vec![what], at)?.pop();
        record.ok_or_else(|| io::Error::other("nothing was written"))
    }

    /// Writes many records at once, with one flush. When this returns all are on disk; on an error
    /// none is.
    pub fn append_all(&mut self, all: Vec<What>, at: Moment) -> io::Result<Vec<Record>> {
        let record = |(seq, what)| Record {
            at,
            device: self.device.clone(),
            seq,
            what,
        };
        let records: Vec<Record> = (self.next_seq..).zip(all).map(record).collect();
        let mut text = String::new();
        for record in &records {
            text.push_str(&line::encode(record).map_err(io::Error::other)?);
        }
        let (mut file, is_new) = self.open()?;
        if file.size()? == 0 {
            let header = Header::new(self.device.clone(), at);
            text.insert_str(0, &header.encode().map_err(io::Error::other)?);
        }
        append_whole(&mut file, text.as_bytes())?;
        self.next_seq += records.len() as u64;
        if is_new && let Some(folder) = self.path.parent() {
            // The records are on disk: a folder that cannot be flushed takes none of them back.
            let _unflushed = atomic::sync_folder(folder);
        }
        Ok(records)
    }

    /// Makes the file end in a whole line: a torn one is kept in `set-aside/` and cut off.
    /// Says whether there was one. A journal that is not there yet is in order.
    pub fn repair(&self) -> io::Result<bool> {
        match File::options().read(true).append(true).open(&self.path) {
            Ok(mut file) => self.repair_end(&mut file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn open(&self) -> io::Result<(File, bool)> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        let is_new = !self.path.exists();
        let mut file = File::options()
            .read(true)
            .append(true)
            .create(true)
            .open(&self.path)?;
        self.repair_end(&mut file)?;
        Ok((file, is_new))
    }

    fn repair_end(&self, file: &mut File) -> io::Result<bool> {
        let size = file.size()?;
        if size == 0 || ends_in_break(file)? {
            return Ok(false);
        }
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(0))?;
        file.read_to_end(&mut bytes)?;
        let end = bytes
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |at| at + 1);
        let tail = bytes.get(end..).unwrap_or_default();
        if line::decode(tail, &self.device).is_some() {
            append_whole(file, b"\n")?; // only the line break is missing
            return Ok(false);
        }
        set_aside::keep_line(tail, &format!("{}-torn", self.device), &self.set_aside)?;
        file.cut(end as u64)?;
        file.sync()?;
        Ok(true)
    }
}

/// Writes all of `bytes` and flushes them to disk, or leaves the file as it was.
pub fn append_whole(file: &mut impl Growing, bytes: &[u8]) -> io::Result<()> {
    let before = file.size()?;
    let written = file.write_all(bytes).and_then(|()| file.sync());
    if written.is_err() && file.cut(before).is_ok() {
        let _ = file.sync(); // the first error is the one to tell; a torn end is repaired later
    }
    written
}

fn ends_in_break(file: &mut File) -> io::Result<bool> {
    let mut last = [0];
    file.seek(SeekFrom::End(-1))?;
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}
