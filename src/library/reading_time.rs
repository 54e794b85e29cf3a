//! How long a section has to be on screen until it counts as read.
//!
//! Time is given to one block at a time, as a reader reads: to the first on screen that has not
//! had its own yet. So a page full of words takes as long as its words, and a glance marks nothing.
//! Pure: time and what is on screen are arguments.

use std::ops::Range;
use std::time::Duration;

use crate::markdown::document::{BlockKind, Document};
use crate::markdown::outline::Outline;

/// Nobody reads to understand at more words a minute: people read about 240 silently, and beyond
/// 400 they skim.
const WORDS_PER_MINUTE: u64 = 400;

/// A block needs no more than this: long code and tables are looked up rather than read through.
const LONGEST: Duration = Duration::from_secs(20);

/// A picture, a question or a diagram is looked at this long at least.
const LOOK: Duration = Duration::from_secs(3);

/// No more time than this passes between two frames: whoever sleeps does not read, and neither does
/// a machine.
pub const MOST_AT_ONCE: Duration = Duration::from_mins(1);

/// The time that the sections of one note take, and have had.
#[derive(Debug, Clone, Default)]
pub struct ReadingTime {
    blocks: Vec<BlockTime>,
    sections: Vec<Section>,
}

#[derive(Debug, Clone, Copy)]
struct BlockTime {
    needs: Duration,
    had: Duration,
    /// How far down it was seen: 0 to 1.
    seen: f32,
}

#[derive(Debug, Clone)]
struct Section {
    /// The entry of the outline; none for what stands above the first.
    entry: Option<usize>,
    blocks: Range<usize>,
    is_read: bool,
}

/// A block on screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// Its index.
    pub block: usize,
    /// How far down it is in view: 0 to 1.
    pub share: f32,
}

impl BlockTime {
    /// What it can still be given.
    fn wants(&self) -> Duration {
        let reachable = if self.seen >= 1.0 {
            self.needs
        } else {
            self.needs.mul_f32(self.seen.max(0.0))
        };
        reachable.saturating_sub(self.had)
    }

    fn is_read(&self) -> bool {
        self.had + Duration::from_millis(1) >= self.needs
    }
}

impl ReadingTime {
    /// The sections of `document`; blocks that are `hidden` need no time, and sections that are
    /// `read` already want none. Both are asked by index: of the block, of the outline's entry.
    pub fn of(
        document: &Document,
        hidden: impl Fn(usize) -> bool,
        read: impl Fn(Option<usize>) -> bool,
    ) -> Self {
        let outline = Outline::of(document);
        let starts = outline.entries.iter().map(|entry| entry.block);
        let ends = starts.clone().chain([document.blocks.len()]);
        let entries =
            std::iter::once((None, 0)).chain(starts.zip(0..).map(|(at, n)| (Some(n), at)));
        let sections = entries
            .zip(ends)
            .map(|((entry, from), to)| Section {
                entry,
                blocks: from..to,
                is_read: read(entry),
            })
            .filter(|section| !section.blocks.is_empty());
        let sections: Vec<Section> = sections.collect();
        let mut blocks: Vec<BlockTime> = Vec::with_capacity(document.blocks.len());
        for section in &sections {
            for at in section.blocks.clone() {
                let block = document.blocks.get(at).filter(|_| !section.is_read);
                let block = block.filter(|_| !hidden(at));
                blocks.push(BlockTime {
                    needs: block.map_or(Duration::ZERO, |block| needs(&block.kind)),
                    had: Duration::ZERO,
                    seen: 0.0,
                });
            }
        }
        Self { blocks, sections }
    }

    /// Some time has passed with these blocks on screen, in order. Returns the outline's entries of
    /// the sections that are read with it; none stands for what is above the first.
    pub fn pass(&mut self, passed: Duration, seen: &[Seen]) -> Vec<Option<usize>> {
        let mut left = passed.min(MOST_AT_ONCE);
        for one in seen {
            let Some(block) = self.blocks.get_mut(one.block) else {
                continue;
            };
            block.seen = block.seen.max(one.share);
            let given = block.wants().min(left);
            block.had += given;
            left -= given;
        }
        let blocks = &self.blocks;
        let is_read = |section: &Section| {
            let own = blocks.get(section.blocks.clone()).unwrap_or_default();
            own.iter().all(BlockTime::is_read)
        };
        let on_screen =
            |section: &Section| seen.iter().any(|one| section.blocks.contains(&one.block));
        let mut done = Vec::new();
        for section in &mut self.sections {
            if !section.is_read && on_screen(section) && is_read(section) {
                section.is_read = true;
                done.push(section.entry);
            }
        }
        done
    }

    /// How long these blocks have to stay on screen until another section is read; none if that
    /// needs more than time.
    pub fn until_next(&self, seen: &[Seen]) -> Option<Duration> {
        let mut wait = Duration::ZERO;
        let wants = |block: usize, share: f32| {
            let time = self.blocks.get(block)?;
            let seen = time.seen.max(share);
            Some((BlockTime { seen, ..*time }.wants(), *time))
        };
        for section in &self.sections {
            let mut missing = self
                .blocks
                .get(section.blocks.clone())
                .unwrap_or_default()
                .iter()
                .filter(|block| !block.is_read())
                .count();
            for one in seen
                .iter()
                .filter(|one| section.blocks.contains(&one.block))
            {
                let Some((wanted, time)) = wants(one.block, one.share) else {
                    continue;
                };
                wait += wanted;
                let will_be = BlockTime {
                    had: time.had + wanted,
                    ..time
                };
                missing -= usize::from(!time.is_read() && will_be.is_read());
            }
            if missing == 0 && !section.is_read && wait > Duration::ZERO {
                return Some(wait);
            }
        }
        None
    }
}

/// The time a block takes.
fn needs(kind: &BlockKind) -> Duration {
    let words = |text: &str| {
        let words = text.split_whitespace().count() as u64;
        Duration::from_millis(words * 60_000 / WORDS_PER_MINUTE)
    };
    let time = match kind {
        BlockKind::Heading { text, .. }
        | BlockKind::Paragraph(text)
        | BlockKind::CalloutTitle(text) => words(&text.text),
        BlockKind::Code { text, .. } | BlockKind::Math(text) => words(text),
        BlockKind::Table(table) => {
            let cells = table.header.iter().chain(table.rows.iter().flatten());
            cells.map(|cell| words(&cell.text)).sum()
        }
        BlockKind::Image { .. } | BlockKind::Embed { .. } | BlockKind::Drawing(_) => LOOK,
        BlockKind::Directive(directive) => words(&directive.body).max(LOOK),
        BlockKind::Rule => Duration::ZERO,
    };
    time.min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    /// Two sections of 20 words each below a heading of one word: 3 s and 150 ms each.
    fn note() -> ReadingTime {
        let words = "word ".repeat(20);
        let note = format!("# One\n\n{words}\n\n# Two\n\n{words}\n\n---\n");
        ReadingTime::of(&parse(note), |_| false, |_| false)
    }

    fn seen(blocks: Range<usize>) -> Vec<Seen> {
        blocks.map(|block| Seen { block, share: 1.0 }).collect()
    }

    fn millis(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn section_is_read_after_the_time_of_its_words() {
        let mut time = note();
        assert_eq!(time.until_next(&seen(0..2)), Some(millis(3_150)));
        assert!(time.pass(millis(3_000), &seen(0..2)).is_empty());
        assert_eq!(time.pass(millis(150), &seen(0..2)), [Some(0)]);
        assert!(time.pass(millis(9_000), &seen(0..2)).is_empty(), "once");
        assert_eq!(time.until_next(&seen(0..2)), None);
    }

    #[test]
    fn sections_on_one_screen_are_read_one_after_the_other() {
        let mut time = note();
        assert_eq!(time.pass(millis(3_150), &seen(0..5)), [Some(0)]);
        assert_eq!(time.until_next(&seen(0..5)), Some(millis(3_150)));
        assert_eq!(time.pass(millis(3_150), &seen(0..5)), [Some(1)]);
    }

    #[test]
    fn what_was_not_in_view_is_not_read() {
        let mut time = note();
        assert!(time.pass(millis(50_000), &seen(0..1)).is_empty());
        assert_eq!(time.until_next(&seen(0..1)), None);
        let half = [Seen {
            block: 1,
            share: 0.5,
        }];
        assert!(time.pass(millis(50_000), &half).is_empty());
        assert_eq!(time.pass(millis(1_500), &seen(1..2)), [Some(0)]);
    }

    #[test]
    fn sleep_counts_as_a_minute_at_most() {
        let long = "word ".repeat(100);
        let paragraphs: Vec<_> = (0..5).map(|_| long.clone()).collect();
        let document = parse(paragraphs.join("\n\n"));
        let mut time = ReadingTime::of(&document, |_| false, |_| false);
        assert!(
            time.pass(Duration::from_secs(9_999), &seen(0..5))
                .is_empty()
        );
        assert_eq!(time.pass(Duration::from_secs(15), &seen(0..5)), [None]);
    }

    #[test]
    fn folded_and_read_parts_want_no_time() {
        let document = parse("# One\n\nfirst words\n\n# Two\n\nsecond words\n");
        let mut time = ReadingTime::of(&document, |at| at == 1, |entry| entry == Some(1));
        assert_eq!(time.until_next(&seen(2..4)), None);
        assert_eq!(time.pass(millis(150), &seen(0..1)), [Some(0)]);
    }

    #[test]
    fn waiting_as_long_as_it_says_always_reads_a_section() {
        let words = |count| "word ".repeat(count);
        let text = format!(
            "{}\n\n# A\n\n{}\n\n![p](p.png)\n\n## B\n\n```\n{}\n```\n",
            words(7),
            words(500),
            words(90)
        );
        let document = parse(text);
        let mut time = ReadingTime::of(&document, |_| false, |_| false);
        let all = seen(0..document.blocks.len());
        let mut read = 0;
        while let Some(wait) = time.until_next(&all) {
            let done = time.pass(wait, &all);
            assert!(!done.is_empty(), "{wait:?}");
            read += done.len();
        }
        assert_eq!(read, 3);
    }
}
