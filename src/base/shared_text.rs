//! A text that is a part of a longer one and shares it.
//!
//! Most words of a note stand in its source letter by letter. They are not kept twice.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::sync::Arc;

/// A text, or a part of one that others hold too. As long as it lives, so does the whole.
#[derive(Clone, Default)]
pub struct SharedText {
    whole: Arc<str>,
    start: u32,
    length: u32,
}

impl SharedText {
    /// A part of `whole`; a copy of it beyond the first 4 GB; empty where there is no such part.
    pub fn part(whole: &Arc<str>, range: Range<usize>) -> Self {
        let text = whole.get(range.clone()).unwrap_or_default();
        match (u32::try_from(range.start), u32::try_from(text.len())) {
            (Ok(start), Ok(length)) if !text.is_empty() => Self {
                whole: Arc::clone(whole),
                start,
                length,
            },
            _ => text.into(),
        }
    }

    /// A part of it; empty where there is no such part.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let start = self.start as usize;
        match self.get(range.clone()) {
            Some(_) => Self::part(&self.whole, start + range.start..start + range.end),
            None => Self::default(),
        }
    }

    /// How many bytes are kept for it alone: none where it is a part.
    pub fn own_bytes(&self) -> usize {
        let is_whole = self.len() == self.whole.len();
        if is_whole { self.len() } else { 0 }
    }

    /// It, without whatever it is a part of.
    pub fn alone(&self) -> Arc<str> {
        if self.len() == self.whole.len() {
            Arc::clone(&self.whole)
        } else {
            (**self).into()
        }
    }
}

impl Deref for SharedText {
    type Target = str;

    fn deref(&self) -> &str {
        let start = self.start as usize;
        let part = self.whole.get(start..start + self.length as usize);
        part.unwrap_or_default()
    }
}

impl From<Arc<str>> for SharedText {
    /// What is longer than 4 GB, which no note is, is cut off there.
    fn from(whole: Arc<str>) -> Self {
        let most = whole.floor_char_boundary(u32::MAX as usize);
        Self {
            length: u32::try_from(most).unwrap_or(u32::MAX),
            whole,
            start: 0,
        }
    }
}

impl From<&str> for SharedText {
    fn from(text: &str) -> Self {
        Arc::<str>::from(text).into()
    }
}

impl From<String> for SharedText {
    fn from(text: String) -> Self {
        Arc::<str>::from(text).into()
    }
}

impl PartialEq for SharedText {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for SharedText {}

impl Hash for SharedText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl fmt::Debug for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn part_is_not_a_copy() {
        let whole: Arc<str> = "one two three".into();
        let part = SharedText::part(&whole, 4..7);
        assert_eq!(&*part, "two");
        assert_eq!(part.as_ptr(), whole[4..].as_ptr());
        assert_eq!(&*part.slice(1..3), "wo");
        assert_eq!(part.slice(1..3).as_ptr(), whole[5..].as_ptr());
        assert_eq!(&*part.slice(1..4), "");
        assert_eq!(&*part.alone(), "two");
        assert_eq!((part.own_bytes(), part.alone().len()), (0, 3));
        assert_ne!(part.alone().as_ptr(), part.as_ptr());
        assert_eq!(part, SharedText::from("two"));
    }

    #[test]
    fn whole_is_handed_out_as_it_is() {
        let whole: Arc<str> = "one".into();
        let text = SharedText::from(Arc::clone(&whole));
        assert!(Arc::ptr_eq(&text.alone(), &whole));
        assert_eq!(text.own_bytes(), 3);
        assert_eq!(&*SharedText::part(&whole, 2..9), "");
        assert_eq!(&*SharedText::default(), "");
    }
}
