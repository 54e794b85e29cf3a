//! One line of a journal: 8 hex digits of CRC-32, a space, one line of RON.
//!
//! Also the first line of the file, which has no check sum: if it is damaged, the records are
//! still good, and the file's name tells the device.

use ron::value::RawValue;
use serde::{Deserialize, Serialize};

use super::{Record, What};
use crate::base::ids::DeviceId;
use crate::base::time::Moment;

/// The version of the format that this program writes.
pub const VERSION: u32 = 1;

const FORMAT: &str = "nephoscope-journal";

/// The first line of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    format: String,
    /// See [`VERSION`].
    pub version: u32,
    /// Whose journal it is.
    pub device: DeviceId,
    /// When it was begun.
    pub began: Moment,
}

/// A record as it stands in its line: the device is in the header.
#[derive(Serialize)]
struct WrittenLine<'a> {
    seq: u64,
    at: Moment,
    what: &'a What,
}

#[derive(Deserialize)]
struct ReadLine {
    seq: u64,
    at: Moment,
    what: Box<RawValue>,
}

impl Header {
    /// The header of a new journal.
    pub fn new(device: DeviceId, began: Moment) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            device,
            began,
        }
    }

    /// Reads a first line without its line break; `None` if it is no header.
    pub fn decode(line: &[u8]) -> Option<Self> {
        let header: Self = ron::from_str(std::str::from_utf8(line).ok()?).ok()?;
        (header.format == FORMAT).then_some(header)
    }

    /// The line, with its line break.
    pub fn encode(&self) -> Result<String, ron::Error> {
        Ok(format!("{}\n", ron::to_string(self)?))
    }
}

/// The line of a record, with its line break. A record from a newer program has no line here.
pub fn encode(record: &Record) -> Result<String, ron::Error> {
    let text = ron::to_string(&WrittenLine {
        seq: record.seq,
        at: record.at,
        what: &record.what,
    })?;
    Ok(format!("{:08x} {text}\n", crc32fast::hash(text.as_bytes())))
}

/// Reads a line without its line break; `None` if it is damaged.
///
/// A line with a good check sum whose `what` is not known becomes [`What::FromNewer`].
pub fn decode(line: &[u8], device: &DeviceId) -> Option<Record> {
    let text = std::str::from_utf8(line).ok()?;
    let (sum, text) = text.split_at_checked(8)?;
    let text = text.strip_prefix(' ')?;
    if u32::from_str_radix(sum, 16).ok()? != crc32fast::hash(text.as_bytes()) {
        return None;
    }
    let ReadLine { seq, at, what } = ron::from_str(text).ok()?;
    let what = what.get_ron().trim();
    Some(Record {
        at,
        device: device.clone(),
        seq,
        what: ron::from_str(what).unwrap_or_else(|_| What::FromNewer(what.to_owned())),
    })
}
