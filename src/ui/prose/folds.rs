//! Which callouts of a note stand open: a view's own matter, begun as the note says.

use std::collections::BTreeSet;

use crate::base::ids::NoteId;
use crate::library::anchor::{Place, find_all};
use crate::markdown::document::{Block, BlockKind, Container, Document, Fold};

/// The callouts that were folded or unfolded by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folds {
    /// By their numbers in the text that is shown.
    turned: BTreeSet<u32>,
    /// By their titles: those that stand in no text that is shown.
    away: Vec<Place>,
}

impl Folds {
    /// Whether nothing was folded or unfolded.
    pub fn is_empty(&self) -> bool {
        self.turned.is_empty() && self.away.is_empty()
    }

    /// The text is not shown any more: numbers mean nothing in another one.
    pub fn leave(&mut self, note: &NoteId, document: &Document) {
        let turned = std::mem::take(&mut self.turned);
        if turned.is_empty() {
            return;
        }
        let titles = document.blocks.iter().enumerate();
        let titles =
            titles.filter(|(_, block)| titled(block).is_some_and(|id| turned.contains(&id)));
        self.away
            .extend(titles.map(|(at, _)| Place::of(document, note, at)));
    }

    /// Finds the callouts in the text that is shown now. Those that are gone may come back.
    pub fn enter(&mut self, document: &Document) {
        let away = std::mem::take(&mut self.away);
        let found = find_all(document, &away.iter().collect::<Vec<_>>());
        for (place, found) in away.into_iter().zip(found) {
            let block = document.blocks.get(found.range.start.block);
            match block.filter(|_| found.is_there()).and_then(titled) {
                Some(callout) => {
                    self.turned.insert(callout);
                }
                None => self.away.push(place),
            }
        }
    }

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

/// The callout of which a block is the title.
fn titled(block: &Block) -> Option<u32> {
    match (&block.kind, block.containers.last()) {
        (BlockKind::CalloutTitle(_), Some(Container::Callout { id, .. })) => Some(*id),
        _ => None,
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
    #[test]
    fn callout_stays_open_when_others_come_and_go() {
        let text = "> [!tip]- First\n> a\n\n> [!tip]- Second\n> b\n";
        let document = parse(text);
        let note = NoteId::new("a");
        let mut folds = Folds::default();
        assert!(folds.reveal(&document.blocks[3]));
        let mut shown = document;
        let edits = [
            (
                "> [!tip]- New\n> c\n\n".to_owned() + text,
                ["New", "First", "Second", "b"].as_slice(),
            ),
            (String::new(), &[]),
            (text.to_owned(), &["First", "Second", "b"]),
        ];
        for (text, expected) in edits {
            folds.leave(&note, &shown);
            shown = parse(text);
            folds.enter(&shown);
            let open = shown.blocks.iter().filter(|block| !folds.hide(block));
            assert_eq!(open.map(Block::plain_text).collect::<Vec<_>>(), expected);
        }
    }
}
