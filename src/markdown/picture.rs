//! A picture met in running text, and the size that is written with its words.

use std::ops::Range;
use std::sync::Arc;

use super::document::{Link, PictureSize};

/// A picture met in running text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MetPicture {
    pub(super) destination: Arc<str>,
    pub(super) alt: String,
    pub(super) title: Arc<str>,
    pub(super) size: PictureSize,
    /// Whether it is a note that stands here, not a picture.
    pub(super) is_note: bool,
    /// The link that holds nothing else.
    pub(super) link: Option<Arc<Link>>,
    /// Its bytes in the source.
    pub(super) range: Range<usize>,
}

/// The words and the size of `words|300` or `words|300x200`, as notes write them.
pub(super) fn with_size(alt: &str) -> Option<(String, PictureSize)> {
    let (words, size) = alt.rsplit_once('|').unwrap_or(("", alt));
    let (width, height) = match size.trim().split_once('x') {
        None => (size.trim().parse().ok()?, None),
        Some((width, height)) => (width.parse().ok()?, Some(height.parse().ok()?)),
    };
    let size = PictureSize {
        width: Some(width),
        height,
    };
    Some((words.trim().to_owned(), size))
}
