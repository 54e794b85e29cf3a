//! What stands in a text but is not read: `%%comments%%`, and the names of blocks, `^name`.

use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use super::document::{Block, Container, Inline};

/// The comments of a text, by the places of its `%%`, each with the space that it leaves over; and
/// the mark that has no pair.
pub(super) fn comments(text: &str, marks: &[usize]) -> (Vec<Range<usize>>, Option<usize>) {
    let mut comments = Vec::new();
    let mut open = None;
    for &at in marks {
        let before = text.get(..at).unwrap_or_default();
        match open.take() {
            Some(start) => comments.push(with_space(text, start..at + 2)),
            None if before.ends_with(char::is_alphanumeric) => {}
            None => open = Some(at),
        }
    }
    (comments, open)
}

/// Where marks of a text stand once its comments are cut; those within a comment are gone.
pub(super) fn moved(marks: &[usize], comments: &[Range<usize>]) -> Vec<usize> {
    let mut comments = comments.iter().peekable();
    let mut cut = 0;
    let stays = |mark: &usize| {
        while let Some(comment) = comments.next_if(|comment| comment.end <= *mark) {
            cut += comment.len();
        }
        let within = comments
            .peek()
            .is_some_and(|comment| comment.start <= *mark);
        (!within).then_some(*mark - cut)
    };
    marks.iter().filter_map(stays).collect()
}

/// A comment, with the space before it where one follows as well, or nothing does; at the
/// beginning with the space behind it.
fn with_space(text: &str, comment: Range<usize>) -> Range<usize> {
    let before = text.get(..comment.start).unwrap_or_default();
    let behind = text.get(comment.end..).unwrap_or_default();
    if before.trim().is_empty() {
        let space = behind.len() - behind.trim_start_matches(' ').len();
        return comment.start..comment.end + space;
    }
    if !behind.is_empty() && !behind.starts_with(char::is_whitespace) {
        return comment;
    }
    before.trim_end_matches(' ').len()..comment.end
}

/// The name at the end of a text, with its bytes and the space before it, unless it is `written`
/// with a backslash before it.
pub(super) fn block_name(text: &Inline, written: &str) -> Option<(Range<usize>, String)> {
    let span = text.spans.last()?;
    if span.style.code || span.style.math || span.link.is_some() {
        return None;
    }
    let at = text
        .text
        .rfind('^')
        .filter(|at| *at >= span.range().start)?;
    let (before, name) = text.text.split_at_checked(at)?;
    let escaped = |before: &str| before.ends_with('\\');
    if written.trim_end().strip_suffix(name).is_some_and(escaped) {
        return None;
    }
    let is_name = |name: &str| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let is_number = name.chars().all(|c| c.is_ascii_digit());
        name.chars().all(allowed) && (!is_number || name.len() > 5)
    };
    let stands_alone = before.is_empty() || before.ends_with(char::is_whitespace);
    (stands_alone && is_name(name.get(1..)?))
        .then(|| (before.trim_end().len()..text.text.len(), name.to_owned()))
}

/// Blocks of a text in which half a comment stands, and whether it may begin there, and end.
pub(super) type Half = (RangeInclusive<usize>, (bool, bool));

/// The comments that reach over several blocks, from the first block to the last.
pub(super) fn across_blocks(halves: &[Half]) -> Vec<RangeInclusive<usize>> {
    let mut comments = Vec::new();
    let mut open = None;
    for (blocks, (begins, ends)) in halves {
        match open {
            None if *begins => open = Some(*blocks.start()),
            Some(start) if *ends => {
                comments.push(start..=*blocks.end());
                open = None;
            }
            _ => {}
        }
    }
    comments
}

/// Takes blocks out, and moves the named places with those that stay. An item whose beginning goes
/// begins with the next of its blocks.
pub(super) fn take_out(
    comments: &[RangeInclusive<usize>],
    blocks: &mut Vec<Block>,
    places: &mut [(Arc<str>, usize)],
) {
    if comments.is_empty() {
        return;
    }
    // Where each block comes to stand, or what follows it where it goes.
    let mut moved = Vec::with_capacity(blocks.len());
    let mut rest = comments.iter().peekable();
    let mut kept = 0;
    let mut begun = Vec::new();
    for (at, block) in blocks.iter_mut().enumerate() {
        rest.next_if(|comment| *comment.end() < at);
        moved.push(kept);
        if rest.peek().is_some_and(|comment| comment.contains(&at)) {
            begun.extend(items_begun(block));
        } else {
            begin_items(block, &begun);
            begun.clear();
            kept += 1;
        }
    }
    let mut next = moved.iter().skip(1).chain([&kept]).zip(&moved);
    blocks.retain(|_| next.next().is_some_and(|(next, own)| next > own));
    for (_, block) in places {
        *block = moved.get(*block).copied().unwrap_or(kept);
    }
}

/// The items that begin with a block: how deep they stand, and their lists.
fn items_begun(block: &Block) -> impl Iterator<Item = (usize, u32)> {
    let around = block.containers.iter().enumerate();
    around.filter_map(|(depth, container)| match container {
        Container::Item {
            list, first: true, ..
        } => Some((depth, *list)),
        _ => None,
    })
}

fn begin_items(block: &mut Block, begun: &[(usize, u32)]) {
    for (depth, list) in begun {
        if let Some(Container::Item {
            list: own, first, ..
        }) = block.containers.get_mut(*depth)
        {
            *first |= own == list;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::document::{BlockKind, Container};
    use crate::markdown::parse;

    /// What is read of a note, block by block, and the names of blocks.
    fn read(source: &str) -> (Vec<String>, Vec<(String, usize)>) {
        let document = parse(source);
        let blocks = document
            .blocks
            .iter()
            .filter_map(|block| match &block.kind {
                BlockKind::Rule => None,
                _ => Some(block.plain_text()),
            });
        let names = document.anchors.iter();
        let names = names.map(|(name, block)| (name.to_string(), *block));
        (blocks.collect(), names.collect())
    }

    fn check(source: &str, expected: &[&str]) {
        assert_eq!(read(source).0, expected, "{source}");
    }

    #[test]
    fn comments_are_not_read() {
        check("one %%two%% three", &["one three"]);
        check("one%%two%%, %%a%% ==b==%%c%%", &["one%%two%%, b"]);
        check("one %%two%%", &["one"]);
        check("%%one%% two", &["two"]);
        check("==a %%b%% c== %%==%% d", &["a c d"]);
        check("one %% two ==three== %% ==four==", &["one four"]);
        check("%%\none\ntwo\n%%\n\nthree", &["three"]);
        check("# one %%two%%\n\n- %%three%%\n- four", &["one", "", "four"]);
    }

    #[test]
    fn item_begins_with_what_is_read_of_it() {
        let document = parse("- %%\n\n  a\n\n  %%\n\n  b\n\n  c\n- d");
        let firsts = document
            .blocks
            .iter()
            .map(|block| match block.containers[..] {
                [Container::Item { first, .. }] => first,
                _ => false,
            });
        assert_eq!(firsts.collect::<Vec<_>>(), [true, false, true]);
    }

    #[test]
    fn comment_may_hold_blocks() {
        check(
            "one\n\n%%\n\n# two\n\n- three\n\n%%\n\nfour",
            &["one", "four"],
        );
        check("%% one\n\ntwo %%\n\nthree", &["three"]);
        check("a\n\n%%\n- b\n%%\n\nc", &["a", "c"]);
        let long = "word ".repeat(4_000);
        check(&format!("a\n\n%% b\n\n{long}%%\n\nc"), &["a", "c"]);
        check("a %% b\n![](c.png)\nd %% e", &["a e"]);
    }

    #[test]
    fn what_is_no_comment_stays() {
        for source in ["100%% sure and 50%% more", "%% never closed", "one %% two"] {
            check(source, &[source]);
        }
        check("`%%a%%` and \\%%b%%", &["%%a%% and %%b%%"]);
        check("%%\n\nnever closed", &["%%", "never closed"]);
    }

    #[test]
    fn names_of_blocks_are_places_and_not_read() {
        let (text, names) =
            read("one ^first\n\n- two ^second-1\n- three\n\n| a |\n|---|\n\n^table\n\nend");
        assert_eq!(text, ["one", "two", "three", "a", "end"]);
        let expected = [("^first", 0), ("^second-1", 1), ("^table", 3)];
        assert_eq!(
            names,
            expected.map(|(name, block)| (name.to_owned(), block))
        );
    }

    #[test]
    fn powers_are_no_names() {
        for source in [
            "two ^3",
            "x^y",
            "a ^b c",
            "`one ^code`",
            "one ^",
            "one \\^two",
        ] {
            assert_eq!(read(source).1, [], "{source}");
        }
    }
}
