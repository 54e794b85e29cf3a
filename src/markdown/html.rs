//! The little HTML that people write in notes: comments, line breaks, styles of a word.
//!
//! Everything else is shown as it stands; this module only says which is which.

use super::document::Style;

/// What a tag within a line means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// A comment: not shown.
    Comment,
    /// `<br>`
    Break,
    /// A tag that sets (or, closing, ends) a style.
    Style { style: Style, opens: bool },
    /// Anything else.
    Unknown,
}

/// Reads one tag as it stands within a line.
pub(super) fn tag(html: &str) -> Tag {
    if html.starts_with("<!--") {
        return Tag::Comment;
    }
    let inner = html.trim_start_matches('<').trim_end_matches('>');
    let opens = !inner.starts_with('/');
    let inner = inner.trim_matches('/').trim();
    let mut style = Style::default();
    match inner.to_ascii_lowercase().as_str() {
        "br" => return Tag::Break,
        "b" | "strong" => style.strong = true,
        "i" | "em" => style.emphasis = true,
        "s" | "del" | "strike" => style.strikethrough = true,
        "mark" => style.highlight = true,
        "sup" => style.superscript = true,
        "sub" => style.subscript = true,
        "code" | "kbd" | "samp" | "tt" => style.code = true,
        _ => return Tag::Unknown,
    }
    Tag::Style { style, opens }
}

/// What is left of a block of HTML without its comments; empty if nothing else is in it
/// but line breaks. A comment that is never closed would swallow the note, so it stays.
pub(super) fn without_comments(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, comment)) = rest.split_once("<!--")
        && let Some((_, after)) = comment.split_once("-->")
    {
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    let shown = out.trim();
    if shown.split('\n').all(|line| tag(line.trim()) == Tag::Break) {
        return String::new();
    }
    shown.to_owned()
}

/// A style with the flags of both.
pub(super) fn union(a: Style, b: Style) -> Style {
    Style {
        strong: a.strong || b.strong,
        emphasis: a.emphasis || b.emphasis,
        code: a.code || b.code,
        strikethrough: a.strikethrough || b.strikethrough,
        highlight: a.highlight || b.highlight,
        superscript: a.superscript || b.superscript,
        subscript: a.subscript || b.subscript,
        image: a.image || b.image,
    }
}

/// A style without the flags of another.
pub(super) fn difference(a: Style, b: Style) -> Style {
    Style {
        strong: a.strong && !b.strong,
        emphasis: a.emphasis && !b.emphasis,
        code: a.code && !b.code,
        strikethrough: a.strikethrough && !b.strikethrough,
        highlight: a.highlight && !b.highlight,
        superscript: a.superscript && !b.superscript,
        subscript: a.subscript && !b.subscript,
        image: a.image && !b.image,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_leave_the_rest() {
        assert_eq!(
            without_comments("<!-- a -->\n<p>b</p>\n<!-- c"),
            "<p>b</p>\n<!-- c"
        );
        assert_eq!(without_comments("<!-- a -->\n<br/>\n"), "");
    }

    #[test]
    fn tags_are_known_in_any_case() {
        let sub = Style {
            subscript: true,
            ..Style::default()
        };
        let open = |opens| Tag::Style { style: sub, opens };
        assert_eq!(tag("<SUB>"), open(true));
        assert_eq!(tag("</sub>"), open(false));
        assert_eq!(tag("<br />"), Tag::Break);
        assert_eq!(tag("<div>"), Tag::Unknown);
    }
}
