//! Why the disk refused, in words for a person.
//!
//! The system's own texts ("No such file or directory (os error 2)") help nobody who studies.

use std::io::{Error, ErrorKind};

/// A clause that can follow a colon: `the disk is full`.
pub fn io_reason(error: &Error) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "it is not there",
        ErrorKind::PermissionDenied => "permission was denied",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full",
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only",
        ErrorKind::NotADirectory => "a part of its path is a file, not a folder",
        ErrorKind::IsADirectory => "a folder stands in its place",
        ErrorKind::InvalidFilename => "its name is not allowed there",
        ErrorKind::FileTooLarge => "it is larger than the disk allows",
        _ => return error.to_string(),
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_disk_is_called_so() {
        assert_eq!(
            io_reason(&Error::from(ErrorKind::StorageFull)),
            "the disk is full"
        );
    }

    #[test]
    fn rare_error_keeps_the_words_of_the_system() {
        assert_eq!(io_reason(&Error::other("cable pulled")), "cable pulled");
    }
}
