//! All kinds of diagrams, by name.
//!
//! The gallery lists [`KINDS`] in this order; fences and links find a kind by [`kind`].
//! Adding a kind means one line here: `tests` then tries it like all others.

use crate::base::text::nearest;

use super::{Kind, s3_lifecycle};

/// Every kind, in the order of the chapters.
pub static KINDS: &[Kind] = &[s3_lifecycle::KIND, super::lambda_edge::KIND];

/// A name that no kind has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown diagram \"{id}\"{}; allowed: {allowed}", did_you_mean(*nearest))]
pub struct UnknownKind {
    /// As written.
    pub id: String,
    /// The nearest name, if one is near enough to be meant.
    pub nearest: Option<&'static str>,
    /// All names.
    pub allowed: String,
}

/// The kind of this name.
pub fn kind(id: &str) -> Result<&'static Kind, UnknownKind> {
    KINDS
        .iter()
        .find(|kind| kind.id == id)
        .ok_or_else(|| UnknownKind {
            id: id.to_owned(),
            nearest: nearest(id, KINDS.iter().map(|kind| kind.id)),
            allowed: KINDS
                .iter()
                .map(|kind| kind.id)
                .collect::<Vec<_>>()
                .join(", "),
        })
}

fn did_you_mean(nearest: Option<&'static str>) -> String {
    nearest.map_or_else(String::new, |name| format!(", did you mean \"{name}\"?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelled_kind_names_the_nearest() {
        let error = kind("s3-lifecyle").unwrap_err();
        assert_eq!(error.nearest, Some("s3-lifecycle"));
        assert!(
            error
                .to_string()
                .starts_with("unknown diagram \"s3-lifecyle\", did you mean \"s3-lifecycle\"?")
        );
    }

    #[test]
    fn every_kind_is_found_by_its_name() {
        for known in KINDS {
            assert_eq!(kind(known.id).unwrap().title, known.title);
        }
    }
}
