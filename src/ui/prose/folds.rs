//! Which callouts of a note stand open: a view's own matter, begun as the note says.

use std::collections::BTreeSet;

use crate::markdown::document::{Block, BlockKind, Container, Fold};

/// The callouts that were folded or unfolded by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folds {
    turned: BTreeSet<u32>,
}

impl Folds {
    /// Opens what is closed and closes what is open.
    pub fn turn(&mut self, callout: u32) {
        if !self.turned.remove(&callout) {
            self.turned.insert(callout);
        }
    }

    /// Whether the text of a callout is shown.
    pub fn is_open(&self, callout: u32, fold: Fold) -> bool {
        match fold {
            Fold::Never => true,
            Fold::Open => !self.turned.contains(&callout),
            Fold::Closed => self.turned.contains(&callout),
        }
    }

    /// Whether `block` stands in a closed callout; the title of that callout does not.
    pub fn hide(&self, block: &Block) -> bool {
        self.closed_around(block).next().is_some()
    }

    /// Opens all callouts around `block`, for whoever is led to it.
    pub fn reveal(&mut self, block: &Block) -> bool {
        let closed: Vec<u32> = self.closed_around(block).collect();
        for callout in &closed {
            self.turn(*callout);
        }
        !closed.is_empty()
    }

    fn closed_around<'a>(&'a self, block: &'a Block) -> impl Iterator<Item = u32> + 'a {
        let own_title = matches!(block.kind, BlockKind::CalloutTitle(_));
        let around = block.containers.len() - usize::from(own_title);
        let around = block.containers.iter().take(around);
        around.filter_map(|container| match container {
            Container::Callout { id, fold, .. } if !self.is_open(*id, *fold) => Some(*id),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    #[test]
    fn closed_callout_hides_all_but_its_title() {
        let document = parse("> [!tip]- Outer\n> a\n>\n> > [!bug]+ Inner\n> > b\n\nc");
        let mut folds = Folds::default();
        let shown = |folds: &Folds| -> Vec<String> {
            let shown = document.blocks.iter().filter(|block| !folds.hide(block));
            shown.map(Block::plain_text).collect()
        };
        assert_eq!(shown(&folds), ["Outer", "c"]);
        assert!(folds.reveal(&document.blocks[1]));
        assert_eq!(shown(&folds), ["Outer", "a", "Inner", "b", "c"]);
        let Some(Container::Callout { id, .. }) = document.blocks[3].containers.last() else {
            panic!("no callout");
        };
        folds.turn(*id);
        assert_eq!(shown(&folds), ["Outer", "a", "Inner", "c"]);
    }
}
