//! What stands in a text but is not read: `%%comments%%`, and the names of blocks, `^name`.

use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

use super::document::{Block, Inline};

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

/// The name at the end of a text, with its bytes and the space before it.
pub(super) fn block_name(text: &Inline) -> Option<(Range<usize>, String)> {
    let span = text.spans.last()?;
    if span.style.code || span.style.math || span.link.is_some() {
        return None;
    }
    let at = text
        .text
        .rfind('^')
        .filter(|at| *at >= span.range().start)?;
    let (before, name) = text.text.split_at_checked(at)?;
    let is_name = |name: &str| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let is_number = name.chars().all(|c| c.is_ascii_digit());
        name.chars().all(allowed) && (!is_number || name.len() > 5)
    };
    let stands_alone = before.is_empty() || before.ends_with(char::is_whitespace);
    (stands_alone && is_name(name.get(1..)?))
        .then(|| (before.trim_end().len()..text.text.len(), name.to_owned()))
}

/// The comments that reach over several blocks, by half a mark each at their ends: the first and
/// the last block.
pub(super) fn across_blocks(halves: &[(usize, (bool, bool))]) -> Vec<RangeInclusive<usize>> {
    let mut comments = Vec::new();
    let mut open = None;
    for &(block, (begins, ends)) in halves {
        match open {
            None if begins => open = Some(block),
            Some(start) if ends => {
                comments.push(start..=block);
                open = None;
            }
            _ => {}
        }
    }
    comments
}

/// Takes blocks out, and moves the named places with those that stay.
pub(super) fn take_out(
    comments: &[RangeInclusive<usize>],
    blocks: &mut Vec<Block>,
    places: &mut [(Arc<str>, usize)],
) {
    for comment in comments.iter().rev() {
        blocks.drain(comment.clone());
        for (_, block) in places.iter_mut() {
            if *block > *comment.end() {
                *block -= comment.end() + 1 - comment.start();
            } else {
                *block = (*block).min(*comment.start());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::document::BlockKind;
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
        check("one %% two ==three== %% ==four==", &["one four"]);
        check("%%\none\ntwo\n%%\n\nthree", &["three"]);
        check("# one %%two%%\n\n- %%three%%\n- four", &["one", "", "four"]);
    }

    #[test]
    fn comment_may_hold_blocks() {
        check(
            "one\n\n%%\n\n# two\n\n- three\n\n%%\n\nfour",
            &["one", "four"],
        );
        check("%% one\n\ntwo %%\n\nthree", &["three"]);
        check("a\n\n%%\n- b\n%%\n\nc", &["a", "c"]);
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
        for source in ["two ^3", "x^y", "a ^b c", "`one ^code`", "one ^"] {
            assert_eq!(read(source).1, [], "{source}");
        }
    }
}
