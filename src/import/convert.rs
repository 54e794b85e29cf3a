//! From the bytes of a file to text, or to a clear refusal.
//!
//! Reads UTF-8 and UTF-16 by their marks, plain UTF-8 (also with single bytes that are damaged), and
//! guesses old encodings. Never writes.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use crate::base::hash::fnv1a;
use crate::base::io_reason::io_reason;
use crate::base::text::byte_size;

/// Larger files are refused.
pub const MAX_BYTES: u64 = 100 * 1024 * 1024;

/// In damaged UTF-8 so many signs beyond ASCII are whole for each that is not: in other encodings
/// hardly any is, and only by chance.
const WHOLE_FOR_EACH_DAMAGED: usize = 3;

/// The text of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// Without a byte order mark.
    pub text: String,
    /// The encoding it was in, if that was not UTF-8.
    pub from: Option<&'static str>,
    /// Whether some bytes meant nothing in that encoding and became `�`.
    pub lossy: bool,
}

/// What a file holds, in 64 bits: the same on every machine and in every version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash(pub u64);

impl ContentHash {
    /// The hash of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(fnv1a(bytes))
    }
}

/// Reads a whole file within the limit, or says in a clause why not.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let metadata = fs::metadata(path).map_err(|error| io_reason(&error))?;
    if !metadata.is_file() {
        return Err("it is not a file that can be read".to_owned());
    }
    check_size(metadata.len())?;
    read_within(path, metadata.len(), MAX_BYTES).map_err(|error| io_reason(&error))
}

/// Why a file of `bytes` is refused, if it is.
pub fn check_size(bytes: u64) -> Result<(), String> {
    if bytes > MAX_BYTES {
        let (size, limit) = (byte_size(bytes), byte_size(MAX_BYTES));
        return Err(format!("it is {size}; files up to {limit} are read"));
    }
    Ok(())
}

/// Decodes the bytes of a note, or says in a clause why it is none.
pub fn decode(bytes: Vec<u8>) -> Result<Converted, String> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return Ok(decoded(encoding, bytes.get(mark..).unwrap_or_default()));
    }
    if bytes.contains(&0) {
        return Err("it is not text (it contains zero bytes)".to_owned());
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            return Ok(Converted {
                text,
                from: None,
                lossy: false,
            });
        }
        Err(error) => error.into_bytes(),
    };
    if is_damaged_utf8(&bytes) {
        return Ok(decoded(UTF_8, &bytes));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes, true);
    Ok(decoded(detector.guess(None, Utf8Detection::Deny), &bytes))
}

/// Whether what is no UTF-8 was UTF-8 before some bytes were damaged.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk
            .valid()
            .chars()
            .filter(|sign| !sign.is_ascii())
            .count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    whole >= damaged * WHOLE_FOR_EACH_DAMAGED
}

/// Reads and decodes a note.
pub fn read_note(path: &Path) -> Result<Converted, String> {
    decode(read_bytes(path)?)
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Converted {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    Converted {
        text: text.into_owned(),
        from: (encoding != UTF_8).then(|| name_of(encoding)),
        lossy,
    }
}

/// As people write it.
fn name_of(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "windows-1250" => "Windows-1250",
        "windows-1251" => "Windows-1251",
        "windows-1252" => "Windows-1252",
        other => other,
    }
}

/// The file may have grown since its size was asked for.
fn read_within(path: &Path, expected: u64, limit: u64) -> io::Result<Vec<u8>> {
    // One more, so that the end is met without growing.
    let mut bytes = Vec::with_capacity(expected as usize + 1);
    let read = File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    if read as u64 > limit {
        return Err(io::Error::other("it is growing while it is read"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;
