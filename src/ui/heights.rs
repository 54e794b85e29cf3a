//! Heights, of the blocks of a note or the rows of a table, as a tree of partial sums: place to block
//! and back in logarithmic time, however many there are.

/// Heights by block, first estimated, then measured.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heights {
    heights: Vec<f32>,
    /// Partial sums (a Fenwick tree), in double precision so that long notes do not drift.
    sums: Vec<f64>,
}

impl Heights {
    /// From an estimate for each block.
    pub(crate) fn new(estimates: impl Iterator<Item = f32>) -> Self {
        let heights: Vec<f32> = estimates.collect();
        let mut sums = vec![0.0; heights.len() + 1];
        for (index, height) in heights.iter().enumerate() {
            let at = index + 1;
            if let Some(sum) = sums.get_mut(at) {
                *sum += f64::from(*height);
            }
            let (value, parent) = (sums.get(at).copied().unwrap_or(0.0), at + lowest_bit(at));
            if let Some(sum) = sums.get_mut(parent) {
                *sum += value;
            }
        }
        Self { heights, sums }
    }

    /// How many blocks.
    pub(crate) fn len(&self) -> usize {
        self.heights.len()
    }

    /// Height of the block.
    pub(crate) fn get(&self, block: usize) -> f32 {
        self.heights.get(block).copied().unwrap_or(0.0)
    }

    /// Replaces the height of a block.
    pub(crate) fn set(&mut self, block: usize, height: f32) {
        let Some(old) = self.heights.get_mut(block) else {
            return;
        };
        let delta = f64::from(height) - f64::from(*old);
        *old = height;
        let mut at = block + 1;
        while let Some(sum) = self.sums.get_mut(at) {
            *sum += delta;
            at += lowest_bit(at);
        }
    }

    /// The upper edge of the block (of the end, for the number of blocks).
    pub(crate) fn top(&self, block: usize) -> f64 {
        let mut at = block.min(self.len());
        let mut total = 0.0;
        while at > 0 {
            total += self.sums.get(at).copied().unwrap_or(0.0);
            at -= lowest_bit(at);
        }
        total
    }

    /// Height of all.
    pub(crate) fn total(&self) -> f64 {
        self.top(self.len())
    }

    /// The block at `y`: the last one if `y` lies below all.
    pub(crate) fn block_at(&self, y: f64) -> usize {
        let mut block = 0;
        let mut left = y;
        let mut step = self.len().next_power_of_two();
        while step > 0 {
            let next = block + step;
            if let Some(sum) = self.sums.get(next)
                && *sum <= left
            {
                block = next;
                left -= sum;
            }
            step /= 2;
        }
        block.min(self.len().saturating_sub(1))
    }
}

fn lowest_bit(value: usize) -> usize {
    value & value.wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn tops_are_the_sums_of_the_heights_above(
            mut heights in prop::collection::vec(0_u16..500, 1..80),
            changes in prop::collection::vec((0_usize..80, 0_u16..500), 0..20),
        ) {
            let mut tree = Heights::new(heights.iter().map(|height| f32::from(*height)));
            for (block, height) in changes {
                tree.set(block, f32::from(height));
                if let Some(old) = heights.get_mut(block) {
                    *old = height;
                }
            }
            let mut top = 0.0;
            for (block, height) in heights.iter().enumerate() {
                prop_assert_eq!(tree.top(block), top);
                if *height > 0 {
                    prop_assert_eq!(tree.block_at(top), block);
                    prop_assert_eq!(tree.block_at(top + f64::from(*height) - 0.5), block);
                }
                top += f64::from(*height);
            }
            prop_assert_eq!(tree.total(), top);
            prop_assert_eq!(tree.block_at(top + 10.0), heights.len() - 1);
        }
    }
}
