//! How high each item of a note is at the present width, and which items are on screen.
//!
//! Items are the note's header, its blocks, and its footer.

use std::sync::Arc;

use crate::markdown::document::Document;
use crate::ui::heights::Heights;
use crate::ui::prose::{Folds, ProseStyle, estimated_height};

/// Heights of the items of one document at one width.
#[derive(Debug)]
pub(super) struct Extent {
    /// The document that was measured.
    pub document: Arc<Document>,
    /// The width of the column, in points.
    pub width: f32,
    style: ProseStyle,
    heights: Heights,
    measured: Vec<bool>,
    /// What stands in a closed callout.
    hidden: Vec<bool>,
}

/// A place in the note: an item, and how far its top lies above the upper edge of the view.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Spot {
    /// The item.
    pub item: usize,
    /// In points; negative when the item begins below the edge.
    pub offset: f32,
}

/// The header's item.
pub(super) const HEADER: usize = 0;

impl Extent {
    /// Estimates all heights for text that is set in `style`; what `folds` hide has none.
    pub(super) fn new(
        document: Arc<Document>,
        width: f32,
        style: ProseStyle,
        folds: &Folds,
    ) -> Self {
        let hidden = document.blocks.iter().map(|block| folds.hide(block));
        let hidden: Vec<bool> = hidden.collect();
        let blocks = hidden.iter().enumerate();
        let blocks = blocks.map(|(at, hidden)| estimate(&document, at, width, style, *hidden));
        let heights = Heights::new(
            std::iter::once(140.0)
                .chain(blocks)
                .chain(std::iter::once(160.0)),
        );
        let measured = vec![false; heights.len()];
        Self {
            document,
            width,
            style,
            heights,
            measured,
            hidden,
        }
    }

    /// Takes over what was folded and unfolded since.
    pub(super) fn refold(&mut self, folds: &Folds) {
        for (index, block) in self.document.blocks.iter().enumerate() {
            let hidden = folds.hide(block);
            let Some(was_hidden) = self.hidden.get_mut(index) else {
                continue;
            };
            if std::mem::replace(was_hidden, hidden) == hidden {
                continue;
            }
            let height = estimate(&self.document, index, self.width, self.style, hidden);
            let item = index + 1;
            self.heights.set(item, height);
            if let Some(measured) = self.measured.get_mut(item) {
                *measured = hidden;
            }
        }
    }

    /// How many items.
    pub(super) fn len(&self) -> usize {
        self.heights.len()
    }

    /// The footer's item.
    pub(super) fn footer(&self) -> usize {
        self.len() - 1
    }

    /// Height of everything.
    pub(super) fn total(&self) -> f64 {
        self.heights.total()
    }

    /// Height of an item, estimated until it was measured.
    pub(super) fn height(&self, item: usize) -> f32 {
        self.heights.get(item)
    }

    /// Upper edge of an item.
    pub(super) fn top(&self, item: usize) -> f64 {
        self.heights.top(item)
    }

    /// The item at `y`.
    pub(super) fn item_at(&self, y: f64) -> usize {
        self.heights.block_at(y)
    }

    /// This item, or the first behind it that has a height.
    pub(super) fn past_hidden(&self, item: usize) -> usize {
        self.item_at(self.top(item)).max(item)
    }

    /// The place whose item lies at `y`.
    pub(super) fn spot_at(&self, y: f64) -> Spot {
        let item = self.item_at(y);
        Spot {
            item,
            offset: (y - self.top(item)) as f32,
        }
    }

    /// How far down the note the place is.
    pub(super) fn y_of(&self, spot: Spot) -> f64 {
        (self.top(spot.item) + f64::from(spot.offset)).max(0.0)
    }

    /// Measures the items between `from` and `to` that never were, with `measure`, keeping what
    /// stands at `keep` in its place. Returns how far everything below moved.
    pub(super) fn measure(
        &mut self,
        from: f64,
        to: f64,
        keep: f64,
        mut measure: impl FnMut(usize) -> f32,
    ) -> f64 {
        let mut moved = 0.0;
        let mut item = self.item_at(from.max(0.0));
        while item < self.len() && self.top(item) <= to + moved {
            item = self.past_hidden(item);
            if self.measured.get(item) == Some(&false) {
                let height = measure(item);
                moved += self.set(item, height, keep + moved);
            }
            item += 1;
        }
        moved
    }

    /// Takes over the true height of an item; returns how far what stands at `keep` moved.
    pub(super) fn set(&mut self, item: usize, height: f32, keep: f64) -> f64 {
        let old = self.heights.get(item);
        let bottom = self.top(item) + f64::from(old);
        if let Some(measured) = self.measured.get_mut(item) {
            *measured = true;
        }
        if (height - old).abs() < 0.25 {
            return 0.0;
        }
        self.heights.set(item, height);
        if bottom <= keep + 0.5 {
            f64::from(height - old)
        } else {
            0.0
        }
    }
}

fn estimate(document: &Document, index: usize, width: f32, style: ProseStyle, hidden: bool) -> f32 {
    let blocks = &document.blocks;
    let previous = index.checked_sub(1).and_then(|before| blocks.get(before));
    let shown = blocks.get(index).filter(|_| !hidden);
    shown.map_or(0.0, |block| estimated_height(previous, block, width, style))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::document::{Block, BlockKind, Inline};

    fn note(paragraphs: usize) -> Arc<Document> {
        let block = Block {
            kind: BlockKind::Paragraph(Inline::plain("a short line")),
            range: 0..0,
            containers: Vec::new(),
        };
        Arc::new(Document {
            blocks: vec![block; paragraphs],
            ..Default::default()
        })
    }

    #[test]
    fn text_stays_in_place_while_blocks_above_it_are_measured() {
        let mut extent = Extent::new(note(1_000), 600.0, ProseStyle::READING, &Folds::default());
        let keep = extent.top(500);
        let mut measured = 0;
        let moved = extent.measure(keep - 300.0, keep + 600.0, keep, |_| {
            measured += 1;
            90.0
        });
        assert!((10..80).contains(&measured), "{measured} measured");
        assert!(moved > 0.0);
        assert!((extent.top(500) - (keep + moved)).abs() < 0.01);
    }

    #[test]
    fn place_is_found_again_after_the_heights_changed() {
        let mut extent = Extent::new(note(100), 600.0, ProseStyle::READING, &Folds::default());
        let spot = Spot {
            item: 40,
            offset: 7.0,
        };
        extent.set(10, 500.0, 0.0);
        assert_eq!(extent.spot_at(extent.y_of(spot)), spot);
    }
}
