//! Identities that survive a restart, a rename and a move.
//!
//! All are cheap to clone (`Arc<str>` inside) and are saved as plain strings.
//! They say nothing about whether the thing still exists: the library knows that.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! string_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Wraps a text that is already in its canonical form.
            pub fn new(text: impl AsRef<str>) -> Self {
                Self(Arc::from(text.as_ref()))
            }

            /// The identity as it is saved and shown in links.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{:?}", &self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

string_id! {
    /// One note: `s3/storage-classes` (bundled) or `my/interview` (the person's own).
    NoteId
}
string_id! {
    /// One folder of notes in the tree: `09-s3`, `my/travel/japan`.
    TopicId
}
string_id! {
    /// One question: the note's id, `#`, the question's own id.
    CardId
}
string_id! {
    /// One installation of the program; names its journal file.
    DeviceId
}
string_id! {
    /// One bookmark or highlight, unique in all journals.
    MarkId
}

impl TopicId {
    /// Whether it is `around`, or stands in it.
    pub fn is_within(&self, around: &Self) -> bool {
        let rest = self.as_str().strip_prefix(around.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl CardId {
    /// The identity of question `own` inside `note`.
    pub fn in_note(note: &NoteId, own: &str) -> Self {
        Self::new(format!("{note}#{own}"))
    }

    /// The note that the question stands in.
    pub fn note(&self) -> NoteId {
        NoteId::new(
            self.as_str()
                .split_once('#')
                .map_or(self.as_str(), |(note, _)| note),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_knows_its_note() {
        let card = CardId::in_note(&NoteId::new("s3/lifecycle"), "waterfall");
        assert_eq!(card.as_str(), "s3/lifecycle#waterfall");
        assert_eq!(card.note(), NoteId::new("s3/lifecycle"));
    }
}
