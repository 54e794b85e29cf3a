//! How long a section has to be on screen until it counts as read.
//!
//! Time is given to one block at a time, as a reader reads: to the first on screen that has not
//! had its own yet. So a page full of words takes as long as its words, and a glance marks nothing.
//! Pure: time and what is on screen are arguments.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use unicode_segmentation::UnicodeSegmentation as _;

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
    document: Arc<Document>,
    blocks: Vec<BlockTime>,
    sections: Vec<Section>,
}

#[derive(Debug, Clone, Copy, Default)]
struct BlockTime {
    /// Not known before it is on screen.
    needs: Option<Duration>,
    had: Duration,
    /// How far down it was seen: 0 to 1.
    seen: f32,
}

#[derive(Debug, Clone)]
struct Section {
    /// Of its heading; none for what stands above the first.
    anchor: Option<Arc<str>>,
    blocks: Range<usize>,
    is_read: bool,
    /// How many of its blocks have not had their time.
    unread: usize,
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
        let needs = self.needs.unwrap_or_default();
        let reachable = if self.seen >= 1.0 {
            needs
        } else {
            needs.mul_f32(self.seen.max(0.0))
        };
        reachable.saturating_sub(self.had)
    }

    fn is_read(&self) -> bool {
        let needs = self.needs;
        needs.is_some_and(|needs| self.had + Duration::from_millis(1) >= needs)
    }
}

impl ReadingTime {
    /// The sections of `document`; blocks that are `hidden` need no time, and sections that are
    /// `read` already want none. They are asked by the index of the block, by the anchor.
    pub fn of(
        document: &Arc<Document>,
        hidden: impl Fn(usize) -> bool,
        read: impl Fn(Option<&Arc<str>>) -> bool,
    ) -> Self {
        let outline = Outline::of(document);
        let starts = outline.entries.iter().map(|entry| entry.block);
        let ends = starts.clone().chain([document.blocks.len()]);
        let entries = outline.entries.iter();
        let entries = entries.map(|entry| (Some(Arc::clone(&entry.anchor)), entry.block));
        let all = std::iter::once((None, 0)).chain(entries).zip(ends);
        let mut time = Self {
            document: Arc::clone(document),
            blocks: vec![BlockTime::default(); document.blocks.len()],
            sections: Vec::new(),
        };
        for ((anchor, from), to) in all.filter(|((_, from), to)| from < to) {
            let is_read = read(anchor.as_ref());
            let mut unread = 0;
            for at in from..to {
                let is_rule = |at: usize| {
                    let block = document.blocks.get(at);
                    block.is_some_and(|block| block.kind == BlockKind::Rule)
                };
                if is_read || is_rule(at) || hidden(at) {
                    time.know(at, Duration::ZERO);
                } else {
                    unread += 1;
                }
            }
            time.sections.push(Section {
                anchor,
                blocks: from..to,
                is_read,
                unread,
            });
        }
        time
    }

    fn know(&mut self, block: usize, needs: Duration) {
        if let Some(block) = self.blocks.get_mut(block) {
            block.needs = Some(needs);
        }
    }

    /// Learns what the blocks on screen need.
    fn look_at(&mut self, seen: &[Seen]) {
        for one in seen {
            let is_new = self
                .blocks
                .get(one.block)
                .is_some_and(|block| block.needs.is_none());
            let block = self.document.blocks.get(one.block).filter(|_| is_new);
            let Some(needs) = block.map(|block| needs(&block.kind)) else {
                continue;
            };
            self.know(one.block, needs);
            if needs.is_zero() {
                self.count_read(one.block);
            }
        }
    }

    /// A block has had its time.
    fn count_read(&mut self, block: usize) {
        let at = self.section_of(block);
        if let Some(section) = self.sections.get_mut(at) {
            section.unread = section.unread.saturating_sub(1);
        }
    }

    fn section_of(&self, block: usize) -> usize {
        let sections = &self.sections;
        sections.partition_point(|section| section.blocks.end <= block)
    }

    /// The sections that have blocks on screen.
    fn on_screen(&self, seen: &[Seen]) -> Range<usize> {
        let (Some(first), Some(last)) = (seen.first(), seen.last()) else {
            return 0..0;
        };
        let (from, to) = (self.section_of(first.block), self.section_of(last.block));
        from..(to + 1).min(self.sections.len())
    }

    /// Some time has passed with these blocks on screen, in order. Returns the anchors of the
    /// sections that are read with it; none stands for what is above the first heading.
    pub fn pass(&mut self, passed: Duration, seen: &[Seen]) -> Vec<Option<Arc<str>>> {
        self.look_at(seen);
        let mut left = passed.min(MOST_AT_ONCE);
        for one in seen {
            let Some(block) = self.blocks.get_mut(one.block) else {
                continue;
            };
            let was_read = block.is_read();
            block.seen = block.seen.max(one.share);
            let given = block.wants().min(left);
            block.had += given;
            left -= given;
            if block.is_read() && !was_read {
                self.count_read(one.block);
            }
        }
        let mut done = Vec::new();
        let on_screen = self.on_screen(seen);
        for section in self.sections.get_mut(on_screen).unwrap_or_default() {
            if !section.is_read && section.unread == 0 {
                section.is_read = true;
                done.push(section.anchor.clone());
            }
        }
        done
    }

    /// How long these blocks have to stay on screen until another section is read; none if that
    /// needs more than time.
    pub fn until_next(&mut self, seen: &[Seen]) -> Option<Duration> {
        self.look_at(seen);
        let mut wait = Duration::ZERO;
        for section in self.sections.get(self.on_screen(seen)).unwrap_or_default() {
            let mut missing = section.unread;
            for one in seen
                .iter()
                .filter(|one| section.blocks.contains(&one.block))
            {
                let Some(time) = self.blocks.get(one.block) else {
                    continue;
                };
                let seen = time.seen.max(one.share);
                let wanted = BlockTime { seen, ..*time }.wants();
                wait += wanted;
                let will_be = BlockTime {
                    had: time.had + wanted,
                    ..*time
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
        // By the rules of Unicode: a script without spaces has words too.
        let words = text.unicode_words().count() as u64;
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
        BlockKind::Pictures(_) | BlockKind::Embed { .. } | BlockKind::Drawing(_) => LOOK,
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
        ReadingTime::of(&Arc::new(parse(note)), |_| false, |_| false)
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
        assert_eq!(time.pass(millis(150), &seen(0..2)), [Some("one".into())]);
        assert!(time.pass(millis(9_000), &seen(0..2)).is_empty(), "once");
        assert_eq!(time.until_next(&seen(0..2)), None);
    }

    #[test]
    fn sections_on_one_screen_are_read_one_after_the_other() {
        let mut time = note();
        assert_eq!(time.pass(millis(3_150), &seen(0..5)), [Some("one".into())]);
        assert_eq!(time.until_next(&seen(0..5)), Some(millis(3_150)));
        assert_eq!(time.pass(millis(3_150), &seen(0..5)), [Some("two".into())]);
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
        assert_eq!(time.pass(millis(1_500), &seen(1..2)), [Some("one".into())]);
    }

    #[test]
    fn sleep_counts_as_a_minute_at_most() {
        let long = "word ".repeat(100);
        let paragraphs: Vec<_> = (0..5).map(|_| long.clone()).collect();
        let document = Arc::new(parse(paragraphs.join("\n\n")));
        let mut time = ReadingTime::of(&document, |_| false, |_| false);
        assert!(
            time.pass(Duration::from_secs(9_999), &seen(0..5))
                .is_empty()
        );
        assert_eq!(time.pass(Duration::from_secs(15), &seen(0..5)), [None]);
    }

    #[test]
    fn folded_and_read_parts_want_no_time() {
        let document = Arc::new(parse("# One\n\nfirst words\n\n# Two\n\nsecond words\n"));
        let mut time = ReadingTime::of(
            &document,
            |at| at == 1,
            |anchor| anchor.is_some_and(|anchor| **anchor == *"two"),
        );
        assert_eq!(time.until_next(&seen(2..4)), None);
        assert_eq!(time.pass(millis(150), &seen(0..1)), [Some("one".into())]);
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
        let document = Arc::new(parse(text));
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

    #[test]
    fn script_without_spaces_takes_its_time() {
        let document = Arc::new(parse("\u{8cb7}\u{7269}".repeat(100)));
        let mut time = ReadingTime::of(&document, |_| false, |_| false);
        assert!(time.until_next(&seen(0..1)) >= Some(Duration::from_secs(15)));
    }
}
