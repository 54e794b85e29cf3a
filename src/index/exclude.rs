//! What must not be there, as a condition that may be asked about any entry in order.
//!
//! The engine asks an excluded condition about entries that lie before its first match, which its
//! phrases do not allow for; this cover answers such questions itself.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Result, Score, SegmentReader};

/// A condition to be excluded.
#[derive(Debug)]
pub(super) struct Excluded(pub Box<dyn Query>);

impl Clone for Excluded {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl Query for Excluded {
    fn weight(&self, scoring: EnableScoring<'_>) -> Result<Box<dyn Weight>> {
        Ok(Box::new(ExcludedWeight(self.0.weight(scoring)?)))
    }
}

struct ExcludedWeight(Box<dyn Weight>);

impl Weight for ExcludedWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> Result<Box<dyn Scorer>> {
        Ok(Box::new(Matches(self.0.scorer(segment, boost)?)))
    }

    fn explain(&self, segment: &SegmentReader, entry: DocId) -> Result<Explanation> {
        self.0.explain(segment, entry)
    }
}

/// The matches in order. The trait's own way of seeking looks where it is before it moves.
struct Matches(Box<dyn Scorer>);

impl DocSet for Matches {
    fn advance(&mut self) -> DocId {
        self.0.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target > self.0.doc() {
            self.0.seek(target);
        }
        self.0.doc()
    }

    fn doc(&self) -> DocId {
        self.0.doc()
    }

    fn size_hint(&self) -> u32 {
        self.0.size_hint()
    }
}

impl Scorer for Matches {
    fn score(&mut self) -> Score {
        self.0.score()
    }
}
