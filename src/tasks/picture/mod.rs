//! Pictures of notes: found, read, decoded and made as small as they are shown, off the screen's
//! thread.
//!
//! Whatever a file claims to be, the work and the memory are bounded before anything is decoded.
//! What is not shown comes back as a sentence without a full stop.

mod data_url;
mod drawing;
mod photo;
mod place;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use crate::base::pixels::Frames;
use crate::base::text::byte_size;

/// Larger files are not shown.
pub const MAX_BYTES: u64 = 32 << 20;
/// No side of a decoded picture is longer, in pixels.
pub const LONGEST_SIDE: u32 = 4096;

/// How far a drawing is enlarged to fit its place.
const LARGEST_SCALE: f64 = 64.0;

/// Where the pictures of a note lie.
#[derive(Debug, Clone)]
pub struct Folder {
    /// The folder of the note.
    pub note: PathBuf,
    /// The folder that no picture may lie outside of.
    pub root: PathBuf,
}

/// A picture that can be shown.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Its own size, in pixels.
    pub size: [u32; 2],
    /// Its pixels, at the size that was asked for.
    pub frames: Frames,
    /// Whether it can be drawn larger than it is without loss.
    pub scales: bool,
    /// What is not shown as it is, in a sentence.
    pub remark: Option<&'static str>,
}

/// Reads the picture that a note in `folder` calls `destination` and makes it fit into `room`
/// (width and height in pixels). A note without a folder can hold pictures within its text only.
pub fn load(folder: Option<&Folder>, destination: &str, room: [u32; 2]) -> Result<Picture, String> {
    // Decoders are written for speed; one that breaks takes its picture with it and nothing else.
    let work = || {
        let bytes = read(folder, destination)?;
        decode(&bytes, room)
    };
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_fault| Err("The picture is damaged".to_owned()))
}

fn read(folder: Option<&Folder>, destination: &str) -> Result<Vec<u8>, String> {
    if data_url::is_one(destination) {
        return data_url::bytes(destination);
    }
    let Some(folder) = folder else {
        return Err("A picture beside a bundled note cannot be shown".to_owned());
    };
    place::read(folder, destination)
}

/// Decodes a picture and makes it fit into `room`.
fn decode(bytes: &[u8], room: [u32; 2]) -> Result<Picture, String> {
    if drawing::is_one(bytes) {
        drawing::draw(bytes, room)
    } else {
        photo::decode(bytes, room)
    }
}

fn too_large(bytes: u64) -> Option<String> {
    (bytes > MAX_BYTES).then(|| {
        let (size, limit) = (byte_size(bytes), byte_size(MAX_BYTES));
        format!("The picture is {size}; up to {limit} are shown")
    })
}

/// The size at which a picture of `size` is decoded for `room`: its shape is kept, and only what
/// `scales` becomes larger than it is.
pub fn fitted(size: [u32; 2], room: [u32; 2], scales: bool) -> [u32; 2] {
    let [width, height] = size.map(|side| f64::from(side.max(1)));
    let [most_wide, most_high] = room.map(|side| f64::from(side.clamp(1, LONGEST_SIDE)));
    let most = if scales { LARGEST_SCALE } else { 1.0 };
    let scale = (most_wide / width).min(most_high / height).min(most);
    [width, height].map(|side| ((side * scale).round() as u32).max(1))
}

#[cfg(test)]
mod tests;
