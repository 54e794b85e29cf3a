//! Footnotes: numbers in order of first reference, definitions collected for the end.
//!
//! A definition may stand anywhere, before or after what refers to it, in a list or in another
//! footnote; its blocks leave that place.

use std::collections::HashMap;

use super::document::{Block, Container};

/// The numbers given so far and the definitions met so far.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    numbers: HashMap<String, u32>,
    /// Definitions being read, outermost first.
    open: Vec<Vec<Block>>,
    complete: Vec<Vec<Block>>,
}

impl Footnotes {
    /// The number of a label, given at its first reference.
    pub(super) fn number(&mut self, label: &str) -> u32 {
        let next = self.numbers.len() as u32 + 1;
        *self.numbers.entry(label.to_lowercase()).or_insert(next)
    }

    pub(super) fn begin(&mut self) {
        self.open.push(Vec::new());
    }

    pub(super) fn end(&mut self) {
        self.complete.extend(self.open.pop());
    }

    /// Where blocks go now, if a definition is being read.
    pub(super) fn target(&mut self) -> Option<&mut Vec<Block>> {
        self.open.last_mut()
    }

    /// All definitions: by number, then those that nothing refers to.
    pub(super) fn into_blocks(self) -> Vec<Block> {
        let numbers = self.numbers;
        let mut definitions: Vec<(u32, Vec<Block>)> = self
            .complete
            .into_iter()
            .map(|mut blocks| {
                let number = number_blocks(&mut blocks, &numbers);
                (number, blocks)
            })
            .collect();
        definitions.sort_by_key(|(number, _)| if *number == 0 { u32::MAX } else { *number });
        definitions
            .into_iter()
            .flat_map(|(_, blocks)| blocks)
            .collect()
    }
}

fn number_blocks(blocks: &mut [Block], numbers: &HashMap<String, u32>) -> u32 {
    let mut known = 0;
    for block in blocks {
        if let Some(Container::Footnote { label, number, .. }) = block.containers.first_mut() {
            *number = numbers.get(&label.to_lowercase()).copied().unwrap_or(0);
            known = *number;
        }
    }
    known
}
