//! Pointing the links of a cut note anew, so that they lead where they led.
//!
//! A part lies one folder deeper than the original did, and what was an anchor of the same file
//! may now stand in another. Every change is an [`Edit`] of a destination; the words of the
//! person are not touched. Used by [`super::split`] only.

use std::collections::BTreeSet;
use std::ops::Range;

use super::anatomy::{Anatomy, Reference, unique_anchors};
use crate::base::text::slug;

/// Bytes of the original, and what is written instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Which bytes; may be empty.
    pub range: Range<usize>,
    /// What stands there in the part.
    pub text: String,
}

/// Where everything of a cut note is.
pub(super) struct Links<'a> {
    original: &'a str,
    /// The name that the original's file had.
    name: &'a str,
    anatomy: &'a Anatomy,
    files: &'a [(String, Range<usize>)],
    targets: Vec<Target>,
}

/// Where a heading is now.
struct Target {
    /// In the original.
    old_anchor: String,
    /// In the part.
    new_anchor: String,
    part: usize,
}

/// The text of `range` with `edits` made; they are in order and do not overlap.
pub(super) fn edited(original: &str, range: &Range<usize>, edits: &[Edit]) -> String {
    let mut text = String::with_capacity(range.len());
    let mut from = range.start;
    for edit in edits {
        text.push_str(original.get(from..edit.range.start).unwrap_or_default());
        text.push_str(&edit.text);
        from = edit.range.end;
    }
    text.push_str(original.get(from..range.end).unwrap_or_default());
    text
}

impl<'a> Links<'a> {
    pub(super) fn new(
        original: &'a str,
        name: &'a str,
        anatomy: &'a Anatomy,
        files: &'a [(String, Range<usize>)],
    ) -> Self {
        let old = unique_anchors(anatomy.headings.iter().map(|h| h.anchor.as_str()));
        let mut targets = Vec::with_capacity(old.len());
        let mut old = old.into_iter();
        for (part, (_, range)) in files.iter().enumerate() {
            let inside = anatomy
                .headings
                .iter()
                .filter(|heading| range.contains(&heading.start))
                .map(|heading| heading.anchor.as_str());
            for (new_anchor, old_anchor) in unique_anchors(inside).into_iter().zip(old.by_ref()) {
                targets.push(Target {
                    old_anchor,
                    new_anchor,
                    part,
                });
            }
        }
        Self {
            original,
            name,
            anatomy,
            files,
            targets,
        }
    }

    /// What must be written differently where `range` of the original stands in part `part`.
    pub(super) fn edits_in(&self, range: &Range<usize>, part: usize) -> Vec<Edit> {
        let mut edits: Vec<Edit> = self
            .anatomy
            .references
            .iter()
            .filter(|reference| {
                let at = reference.range.as_ref();
                at.is_some_and(|at| range.start <= at.start && at.end <= range.end)
            })
            .filter_map(|reference| self.edit(reference, part))
            .collect();
        edits.sort_by_key(|edit| edit.range.start);
        edits.dedup_by_key(|edit| edit.range.start);
        edits
    }

    /// Copies of the definitions that part `part` uses and that stand in other parts.
    pub(super) fn definitions_for(&self, part: usize) -> String {
        let Some((_, own)) = self.files.get(part) else {
            return String::new();
        };
        let foreign: BTreeSet<(usize, usize)> = self
            .anatomy
            .uses
            .iter()
            .filter(|(at, definition)| own.contains(at) && !own.contains(&definition.start))
            .map(|(_, definition)| (definition.start, definition.end))
            .collect();
        let mut copies = String::new();
        for (start, end) in foreign {
            let range = start..end;
            let text = edited(self.original, &range, &self.edits_in(&range, part));
            copies.push_str(text.trim_end());
            copies.push('\n');
        }
        copies
    }

    fn edit(&self, reference: &Reference, part: usize) -> Option<Edit> {
        let range = reference.range.clone()?;
        let destination = reference.destination.as_str();
        let anchor = destination
            .strip_prefix(self.name)
            .unwrap_or(destination)
            .strip_prefix('#');
        if let Some(anchor) = anchor {
            let target = self.target(anchor, reference.wiki)?;
            let text = self.written(target, part, reference.wiki);
            return (text != destination).then_some(Edit { range, text });
        }
        let goes_up = reference.is_relative() && !reference.wiki;
        goes_up.then(|| Edit {
            range: range.start..range.start,
            text: "../".to_owned(),
        })
    }

    fn target(&self, anchor: &str, wiki: bool) -> Option<&Target> {
        let wanted = if wiki {
            slug(anchor)
        } else {
            anchor.to_owned()
        };
        self.targets
            .iter()
            .find(|target| target.old_anchor == wanted)
    }

    fn written(&self, target: &Target, part: usize, wiki: bool) -> String {
        let anchor = &target.new_anchor;
        let file = self.files.get(target.part).map_or("", |(name, _)| name);
        match (target.part == part, wiki) {
            (true, _) => format!("#{anchor}"),
            (false, false) => format!("{file}#{anchor}"),
            (false, true) => format!("{}#{anchor}", file.trim_end_matches(".md")),
        }
    }
}
