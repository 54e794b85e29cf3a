//! A long note in stretches that can be read one by one, as if it were read whole.
//!
//! What the parser keeps of a text takes three times as much memory as the text, so a long one is
//! given to it in stretches. A stretch ends before a heading that begins its line behind a blank
//! one, where no fence and no block of HTML is open: nothing of what stood before reaches beyond.
//! Only definitions do (of links and footnotes): a note that may have some is one stretch. Where it
//! is not plain what is open, the rest is one stretch.

use std::ops::Range;

use memchr::{memchr, memmem};

/// A stretch has at least so many bytes, but for the last.
pub(super) const STRETCH: usize = 64 << 10;

/// The stretches of a text, in order: together they are the text.
pub(super) fn stretches(text: &str, at_least: usize) -> impl Iterator<Item = Range<usize>> {
    let is_short = text.len() <= at_least;
    let mut seams = Seams {
        lines: (!is_short && !may_define(text)).then_some(Lines { text, at: 0 }),
        has_returns: memchr(b'\r', text.as_bytes()).is_some(),
        open: None,
        behind_blank: false,
        behind_tag: false,
    };
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let seam = seams.find(|seam| *seam >= start + at_least);
        let stretch = start..seam.unwrap_or(text.len());
        start = stretch.end;
        Some(stretch)
    })
}

/// Whether something in it may be a definition, which counts for the whole note.
fn may_define(text: &str) -> bool {
    memmem::find(text.as_bytes(), b"]:").is_some()
}

/// Where stretches may end.
struct Seams<'a> {
    /// None once it is not plain any more what is open.
    lines: Option<Lines<'a>>,
    /// Whether there are carriage returns.
    has_returns: bool,
    open: Option<Fence>,
    behind_blank: bool,
    /// Whether a line since the last blank one begins a tag: what follows may be HTML.
    behind_tag: bool,
}

/// Lines with where they begin.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

/// A fence as a line begins with it.
#[derive(Clone, Copy, PartialEq)]
struct Fence {
    /// Spaces before it. At the edge it stands in no item of a list; within, it may.
    indent: usize,
    mark: u8,
    length: usize,
    /// Whether nothing follows, so that it may close another.
    is_bare: bool,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let at = self.at;
        let rest = self.text.get(at..).filter(|rest| !rest.is_empty())?;
        let end = memchr(b'\n', rest.as_bytes());
        let length = end.map_or(rest.len(), |end| end + 1);
        self.at += length;
        Some((at, rest.get(..length)?))
    }
}

impl Iterator for Seams<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        loop {
            let (at, line) = self.lines.as_mut()?.next()?;
            let is_seam = self.behind_blank && self.open.is_none() && is_heading(line);
            self.behind_blank = line.trim_ascii().is_empty();
            if self.has_returns && has_lone_return(line) || !self.follow(line) {
                self.lines = None;
            }
            self.behind_tag = !self.behind_blank && (self.behind_tag || begins_tag(line));
            if is_seam {
                return Some(at);
            }
        }
    }
}

impl Seams<'_> {
    /// Takes a line up; false if it is not plain what it opens or closes.
    fn follow(&mut self, line: &str) -> bool {
        let fence = Fence::at(line);
        let Some(open) = self.open else {
            self.open = fence;
            return if fence.is_some() {
                !self.behind_tag
            } else {
                !opens_html(line)
            };
        };
        let is_plain = open.indent == 0;
        match fence.filter(|fence| fence.closes(open)) {
            Some(fence) => {
                self.open = None;
                is_plain || fence.indent == open.indent
            }
            // An item of a list would end here, and the fence with it.
            None => is_plain || line.starts_with(char::is_whitespace),
        }
    }
}

impl Fence {
    /// Within a quote, behind the mark of an item or further in, none reaches beyond.
    fn at(line: &str) -> Option<Self> {
        let rest = line.trim_start_matches(' ');
        let indent = Some(line.len() - rest.len()).filter(|indent| *indent <= 3)?;
        let mark = rest.bytes().next().filter(|mark| b"`~".contains(mark))?;
        let length = rest.bytes().take_while(|byte| *byte == mark).count();
        let info = rest.get(length..)?;
        // Code within a line looks alike.
        let is_code = mark == b'`' && info.contains('`');
        (length >= 3 && !is_code).then(|| Self {
            indent,
            mark,
            length,
            is_bare: info.trim_ascii().is_empty(),
        })
    }

    fn closes(self, open: Self) -> bool {
        self.is_bare && self.mark == open.mark && self.length >= open.length
    }
}

/// A heading whose first hash begins the line.
fn is_heading(line: &str) -> bool {
    let title = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - title.len())) && title.starts_with([' ', '\t'])
}

/// The parser takes it for the end of a line in some places and for a space in others.
fn has_lone_return(line: &str) -> bool {
    let inner = line.trim_end_matches('\n');
    let inner = inner.strip_suffix('\r').unwrap_or(inner);
    memchr(b'\r', inner.as_bytes()).is_some()
}

fn begins_tag(line: &str) -> bool {
    line.trim_ascii_start().starts_with('<')
}

/// Whether a block of HTML may begin in the line that does not end with the next blank line.
fn opens_html(line: &str) -> bool {
    let Some(tag) = line.trim_ascii_start().strip_prefix('<') else {
        return false;
    };
    let is = |name: &str| {
        let begin = tag.get(..name.len());
        begin.is_some_and(|begin| begin.eq_ignore_ascii_case(name))
    };
    tag.starts_with(['!', '?']) || ["script", "pre", "style", "textarea"].into_iter().any(is)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{parse_beginning, read_in};
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let stretches = stretches(text, 1);
        stretches.map(|stretch| &text[stretch]).collect()
    }

    #[test]
    fn stretches_end_before_headings() {
        assert_eq!(
            cut("one\n\n# Two\n\nthree\n\n## Four\nfive\n# Six\n"),
            ["one\n\n", "# Two\n\nthree\n\n", "## Four\nfive\n# Six\n"]
        );
    }

    #[test]
    fn stretches_do_not_end_within_what_is_open() {
        for text in [
            "```\n\n# no\n\n```\n",
            "~~~~\n~~~\n\n# no\n~~~~\n",
            "```\n    ```\n\n# no\n",
            "- a\n\n  ```\n\nb\n\n```\n\n# no\n",
            "<!-- a\n\n# no\n-->\n",
            "  <pre>\n\n# no\n",
            "```a``` b\n\n```\n\n# no\n\n```\n",
            "<div>\n```\n\n```\n\n# no\n",
            "<div>\r\n# no\r\n</div>\r\n",
            "a\rb\n\n# no\n",
            "a\n\n# [b]\n\n[b]: c\n",
        ] {
            assert_eq!(cut(text), [text]);
        }
    }

    #[test]
    fn short_text_is_one_stretch() {
        let text = "a\n\n# b\n";
        assert_eq!(stretches(text, STRETCH).count(), 1);
        assert_eq!(stretches("", 1).count(), 0);
    }

    /// Pieces of notes, such as open and close what reaches over lines.
    fn piece() -> impl Strategy<Value = String> {
        let line = prop::sample::select(vec![
            "",
            "",
            "",
            "# A",
            "## *B*",
            "# ",
            "#x",
            "text",
            "text",
            "- item",
            "  more",
            "    code",
            "1. one",
            "> quote",
            "> # inner",
            "```",
            "```rust",
            "~~~",
            "````",
            "- ```",
            "  ```",
            "> ```",
            "    ```",
            " ```",
            "<!-- a",
            "-->",
            "<div>",
            "</div>",
            "<details>",
            "<pre>",
            "</pre>",
            "<summary>s</summary>",
            "</details>",
            "| a | b |",
            "|---|---|",
            "$$",
            "x^2",
            "> [!note] t",
            "> [!tip]- t",
            "[^1]",
            "[^1]: foot",
            "[a]: b",
            "[a]",
            "term",
            ": meaning",
            "---",
            "===",
            "*a",
            "a*",
            "`",
            "- [ ] task",
            "<script>",
            "</script>",
            "\\",
            "==a",
            "%%",
            "```a``` b",
            "a %%b",
            "text ^name",
            "#tag",
            "![[a]]",
            "[[#A]]",
            "a==",
        ]);
        let end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
        let lines = prop::collection::vec(line, 1..24);
        (lines, end).prop_map(|(lines, end)| lines.join(end))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn note_read_in_stretches_is_the_note_read_whole(text in piece()) {
            let whole = read_in(&text.as_str().into(), true, usize::MAX);
            let stretched = read_in(&text.as_str().into(), true, 1);
            prop_assert_eq!(stretched, whole);
        }

        #[test]
        fn beginning_of_a_note_is_that_of_the_whole(text in piece()) {
            let source = text.as_str().into();
            let whole = read_in(&source, true, usize::MAX);
            if let Some(beginning) = parse_beginning(&source, 1) {
                let blocks = beginning.blocks.len();
                prop_assert_eq!(Some(&*beginning.blocks), whole.blocks.get(..blocks));
                let anchors = beginning.anchors.len();
                prop_assert_eq!(Some(&*beginning.anchors), whole.anchors.get(..anchors));
            }
        }
    }
}
