//! Reading a picture that a note shows.

use std::path::Path;
use std::sync::Arc;

use crate::base::io_reason::io_reason;
use crate::base::text::byte_size;

/// Larger files are not shown.
pub const MAX_BYTES: u64 = 32 << 20;

/// The bytes of the picture at `destination`, as a note in `folder` names it; or a sentence that
/// says why it is not shown.
pub fn read(folder: &Path, destination: &str) -> Result<Arc<[u8]>, String> {
    let path = folder.join(decoded(destination));
    let told = |reason: String| format!("{reason}: \"{destination}\"");
    let size = std::fs::metadata(&path)
        .map_err(|error| told(io_reason(&error)))?
        .len();
    if size > MAX_BYTES {
        let (size, limit) = (byte_size(size), byte_size(MAX_BYTES));
        return Err(told(format!(
            "The picture is {size}; up to {limit} are shown"
        )));
    }
    std::fs::read(&path)
        .map(Arc::from)
        .map_err(|error| told(io_reason(&error)))
}

/// `%20` and the like resolved; anything else as it stands.
fn decoded(destination: &str) -> String {
    let mut bytes = Vec::with_capacity(destination.len());
    let mut rest = destination.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = (*first == b'%')
            .then(|| tail.get(..2))
            .flatten()
            .and_then(|hex| std::str::from_utf8(hex).ok());
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = tail.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_not_text| destination.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picture_is_found_beside_its_note() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a b.png"), b"png").unwrap();
        assert_eq!(read(folder.path(), "a%20b.png").as_deref(), Ok(&b"png"[..]));
    }

    #[test]
    fn missing_picture_is_named() {
        let folder = tempfile::tempdir().unwrap();
        assert!(
            read(folder.path(), "gone.png")
                .unwrap_err()
                .ends_with(": \"gone.png\"")
        );
    }
}
