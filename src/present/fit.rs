//! Divides what is too high for the screen, so that nothing is ever cut off.
//!
//! First smaller type (or larger, for a screen that says little), then several screens, broken between blocks where that is possible and
//! inside a block where it is not. Knows no fonts: heights come from the closure it is given,
//! which may answer infinity for what is too wide.

use std::collections::VecDeque;

use super::narrow;
use super::seams::{Seams, longest};
use crate::markdown::document::{Block, BlockKind};

/// Sizes of type that are tried, relative to the slide's body size.
pub const SCALES: [f32; 3] = [1.0, 0.9, 0.8];

/// Size of the type of a screen that says little, relative to the body size.
const GENEROUS: f32 = 1.2;
/// A screen says little if it fills at most this share of the room in that type.
const LITTLE_SHARE: f32 = 0.5;

/// The smallest body type that can be read from a distance, in points.
pub const READABLE_PTS: f32 = 15.0;

/// Below the readable size, for a single word that is higher than the screen.
const LAST_RESORT: [f32; 4] = [0.7, 0.55, 0.4, 0.3];

/// Sections of at most this many screens are filled evenly.
const EVEN_UP_TO: usize = 6;

/// Shares of the room that may be enough for each screen when all are filled evenly.
const EVEN_TARGETS: [f32; 5] = [0.5, 0.6, 0.7, 0.8, 0.9];

/// Smaller type must save screens: nine in type of 90 % are worth as much as ten and a half.
const SMALLNESS_PENALTY: f32 = -1.4;

/// A block that must be divided anyway begins on a screen that is filled less than this.
const BEGIN_BELOW_SHARE: f32 = 0.55;

/// The height of blocks, in points, set at a size relative to the body size.
pub type Measure<'a> = dyn FnMut(&[Block], f32) -> f32 + 'a;

/// What stands on one screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// In order.
    pub blocks: Vec<Block>,
    /// Size of the type relative to the slide's body size.
    pub scale: f32,
    /// Whether it is too high even so: one thing that cannot be divided.
    pub oversize: bool,
}

/// The sizes that may be tried for body type of `body` points: always the full size.
pub fn scales(body: f32) -> Vec<f32> {
    let readable = |scale: &f32| *scale == 1.0 || body * scale >= READABLE_PTS;
    SCALES.into_iter().filter(readable).collect()
}

/// Divides `blocks` into screens of the height `room`; `scales` are tried in order.
pub fn fit(blocks: &[Block], room: f32, scales: &[f32], measure: &mut Measure<'_>) -> Vec<Part> {
    if blocks.is_empty() {
        return Vec::new();
    }
    if blocks.iter().all(is_text) && measure(blocks, GENEROUS) <= room * LITTLE_SHARE {
        return vec![Part {
            blocks: blocks.to_vec(),
            scale: GENEROUS,
            oversize: false,
        }];
    }
    if let Some(scale) = scales.iter().find(|scale| measure(blocks, **scale) <= room) {
        return vec![Part {
            blocks: blocks.to_vec(),
            scale: *scale,
            oversize: false,
        }];
    }
    let mut full = Paginator::run(blocks, room, room, scales, measure);
    let mut chosen = scales;
    for from in 1..scales.len() {
        let smaller = scales.get(from..).unwrap_or_default();
        let candidate = Paginator::run(blocks, room, room, smaller, measure);
        if candidate.effort(smaller) < full.effort(chosen) {
            (full, chosen) = (candidate, smaller);
        }
    }
    evened(full, blocks, room, chosen, measure).parts
}

/// The same number of screens, filled as evenly as possible.
fn evened(
    full: Pagination,
    blocks: &[Block],
    room: f32,
    scales: &[f32],
    measure: &mut Measure<'_>,
) -> Pagination {
    if full.parts.len() > EVEN_UP_TO {
        return full;
    }
    EVEN_TARGETS
        .into_iter()
        .map(|target| Paginator::run(blocks, room, room * target, scales, measure))
        .find(|even| even.cost() <= full.cost())
        .unwrap_or(full)
}

struct Paginator<'a, 'm> {
    /// The height that must not be exceeded.
    room: f32,
    /// The height to fill; what does not fit into it alone may take the whole room.
    target: f32,
    scales: &'a [f32],
    measure: &'a mut Measure<'m>,
    queue: VecDeque<Block>,
    parts: Vec<Part>,
    divided: usize,
}

struct Pagination {
    parts: Vec<Part>,
    /// How often a block was divided.
    divided: usize,
}

impl Pagination {
    /// Screens, broken blocks, screens in small type: the fewer the better.
    fn cost(&self) -> (usize, usize, usize) {
        let small = self.parts.iter().filter(|part| part.scale < 1.0).count();
        (self.parts.len(), self.divided, small)
    }

    /// The number of screens, each weighing more the smaller its type is.
    fn effort(&self, scales: &[f32]) -> f32 {
        let scale = scales.first().copied().unwrap_or(1.0);
        self.parts.len() as f32 * scale.powf(SMALLNESS_PENALTY)
    }
}

impl<'a, 'm> Paginator<'a, 'm> {
    fn run(
        blocks: &[Block],
        room: f32,
        target: f32,
        scales: &'a [f32],
        measure: &'a mut Measure<'m>,
    ) -> Pagination {
        let queue = blocks.iter().cloned().collect();
        let mut paginator = Self {
            room,
            target,
            scales,
            measure,
            queue,
            parts: Vec::new(),
            divided: 0,
        };
        while !paginator.queue.is_empty() {
            paginator.next_part();
        }
        Pagination {
            parts: paginator.parts,
            divided: paginator.divided,
        }
    }

    fn next_part(&mut self) {
        let full = self.full_scale();
        let target = self.target;
        let blocks = self.queue.make_contiguous();
        let measure = &mut *self.measure;
        let mut fits = |count: usize| {
            blocks
                .get(..count)
                .is_none_or(|head| measure(head, full) <= target)
        };
        let count = longest(blocks.len(), &mut fits);
        let count = self.good_break(count);
        if count == 0 {
            self.first_block();
        } else if self.next_begins_here(count) && self.divide(count, self.scales) {
            let scale = self.scale_of_divided(count + 1);
            self.emit(count + 1, scale, false);
        } else {
            self.emit(count, full, false);
        }
    }

    /// Where to break, if the first `count` blocks fit: never behind a heading, and before a
    /// sentence that announces what follows, if the two will stand together then.
    fn good_break(&mut self, count: usize) -> usize {
        let blocks = self.queue.make_contiguous();
        let firm = break_before(blocks, count, is_heading);
        let soft = break_before(blocks, count, belongs_to_next);
        if soft == firm {
            return firm;
        }
        let (room, scales, measure) = (self.room, self.scales, &mut *self.measure);
        let pair = blocks.get(soft..=count).unwrap_or_default();
        let together = scales.iter().any(|scale| measure(pair, *scale) <= room);
        if together || self.fits_nowhere(count) {
            soft
        } else {
            firm
        }
    }

    /// Whether the block after the first `count` fits on no screen, and there is room for its
    /// beginning below them.
    fn next_begins_here(&mut self, count: usize) -> bool {
        let full = self.full_scale();
        let (room, measure) = (self.room, &mut *self.measure);
        let head = self.queue.make_contiguous().get(..count);
        head.is_some_and(|head| measure(head, full) <= room * BEGIN_BELOW_SHARE)
            && self.fits_nowhere(count)
    }

    /// The next block does not fit at full size with what belongs above it.
    fn first_block(&mut self) {
        let headings = self
            .queue
            .iter()
            .take_while(|block| is_heading(block))
            .count();
        let lead = self
            .queue
            .iter()
            .take_while(|block| belongs_to_next(block))
            .count();
        if lead > headings && self.announced(lead) {
            return;
        }
        if self.placed(headings) || (headings > 0 && self.placed(0)) {
            return;
        }
        if let Some(blocks) = self.queue.front().and_then(narrow::unfolded) {
            self.queue.pop_front();
            for block in blocks.into_iter().rev() {
                self.queue.push_front(block);
            }
        } else {
            self.emit_somehow();
        }
    }

    /// Places the block at `lead` with the sentence that announces it; divides it only if it
    /// fits on no screen of its own.
    fn announced(&mut self, lead: usize) -> bool {
        let count = lead + 1;
        let scale = match self.scale_for(count, self.scales) {
            Some(scale) => scale,
            None if self.fits_nowhere(lead) && self.divide(lead, self.scales) => {
                self.scale_of_divided(count)
            }
            None => return false,
        };
        self.emit(count, scale, false);
        true
    }

    /// Whether the block at `index` is too high even alone and in the smallest readable type.
    fn fits_nowhere(&mut self, index: usize) -> bool {
        let smallest = self.scales.last().copied().unwrap_or(1.0);
        let blocks = self.queue.make_contiguous();
        blocks
            .get(index..=index)
            .is_some_and(|block| (self.measure)(block, smallest) > self.room)
    }

    /// Places the block at `lead`, or its beginning, with the headings before it.
    fn placed(&mut self, lead: usize) -> bool {
        let count = lead + 1;
        let scale = match self.scale_for(count, self.scales) {
            Some(scale) => scale,
            None if self.divide(lead, self.scales) => self.scale_of_divided(count),
            None => return false,
        };
        self.emit(count, scale, false);
        true
    }

    /// Divides the block at `lead`, so that its head fits below the blocks before it in one of
    /// the sizes `scales`.
    fn divide(&mut self, lead: usize, scales: &[f32]) -> bool {
        let above: Vec<Block> = self.queue.iter().take(lead).cloned().collect();
        let Some(block) = self.queue.get(lead) else {
            return false;
        };
        let seams = Seams::of(block);
        let measure = &mut *self.measure;
        let room = self.room;
        let divided = sizes_to_divide_at(block, scales)
            .into_iter()
            .find_map(|scale| {
                seams.divide(&mut |head| {
                    let mut blocks = above.clone();
                    blocks.push(head.clone());
                    measure(&blocks, scale) <= room
                })
            });
        let Some((head, tail)) = divided else {
            return false;
        };
        if let Some(place) = self.queue.get_mut(lead) {
            *place = head;
        }
        self.queue.insert(lead + 1, tail);
        self.divided += 1;
        true
    }

    /// At which size the head of a divided block fits, by the same order as it was divided.
    fn scale_of_divided(&mut self, count: usize) -> f32 {
        let order = self
            .queue
            .get(count - 1)
            .map(|block| sizes_to_divide_at(block, self.scales));
        let found = order.and_then(|order| self.scale_for(count, &order));
        found.unwrap_or_else(|| self.full_scale())
    }

    /// What does not fit in readable type: smaller, and divided even so if it must be.
    fn emit_somehow(&mut self) {
        if let Some(scale) = self.scale_for(1, &LAST_RESORT) {
            self.emit(1, scale, false);
        } else if self.divide(0, &LAST_RESORT) {
            let scale = self.scale_for(1, &LAST_RESORT).unwrap_or(1.0);
            self.emit(1, scale, false);
        } else {
            self.emit(1, self.scales.last().copied().unwrap_or(1.0), true);
        }
    }

    fn scale_for(&mut self, count: usize, scales: &[f32]) -> Option<f32> {
        let room = self.room;
        let blocks = self.queue.make_contiguous().get(..count)?;
        scales
            .iter()
            .copied()
            .find(|scale| (self.measure)(blocks, *scale) <= room)
    }

    fn emit(&mut self, count: usize, scale: f32, oversize: bool) {
        let blocks = self.queue.drain(..count).collect();
        self.parts.push(Part {
            blocks,
            scale,
            oversize,
        });
    }

    fn full_scale(&self) -> f32 {
        self.scales.first().copied().unwrap_or(1.0)
    }
}

/// Code and tables that must be broken are set small, so that they break seldom and look alike
/// on all their screens; text stays large.
fn sizes_to_divide_at(block: &Block, scales: &[f32]) -> Vec<f32> {
    let mut scales = scales.to_vec();
    if matches!(block.kind, BlockKind::Code { .. } | BlockKind::Table(_)) {
        scales.reverse();
    }
    scales
}

/// How many of the first `count` blocks to take, so that none that `belongs` to the next one
/// ends the screen.
fn break_before(blocks: &[Block], count: usize, belongs: fn(&Block) -> bool) -> usize {
    if count >= blocks.len() {
        return count;
    }
    let head = blocks.get(..count).unwrap_or_default();
    head.iter()
        .rposition(|block| !belongs(block))
        .map_or(0, |at| at + 1)
}

fn belongs_to_next(block: &Block) -> bool {
    let announces = |text: &str| text.trim_end().ends_with(':');
    is_heading(block) || matches!(&block.kind, BlockKind::Paragraph(text) if announces(&text.text))
}

fn is_text(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph(_))
}

fn is_heading(block: &Block) -> bool {
    matches!(
        block.kind,
        BlockKind::Heading { .. } | BlockKind::CalloutTitle(_)
    )
}

#[cfg(test)]
mod tests;
