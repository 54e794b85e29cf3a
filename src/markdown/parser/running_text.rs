//! The parser's events within a line: styles, links, pictures, footnote marks, HTML tags.
//!
//! Each either changes what the coming text looks like or adds text to the leaf being read.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::{Builder, Leaf};
use crate::markdown::document::{LinkKind, PictureSize, Style};
use crate::markdown::inline::Picture;

impl Builder<'_> {
    /// Takes the tags that style running text, and gives back all others.
    pub(super) fn start_inline<'t>(
        &mut self,
        tag: Tag<'t>,
        range: &Range<usize>,
    ) -> Option<Tag<'t>> {
        let mut style = Style::default();
        match tag {
            Tag::Emphasis => style.emphasis = true,
            Tag::Strong => style.strong = true,
            Tag::Strikethrough => style.strikethrough = true,
            Tag::Superscript => style.superscript = true,
            Tag::Subscript => style.subscript = true,
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                self.read_loose_text(range);
                let (destination, kind) = link_target(link_type, &dest_url);
                self.inline.begin_link(destination, kind);
                return None;
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            } => {
                self.read_loose_text(range);
                self.start_image(link_type, &dest_url, &title, range);
                return None;
            }
            other => return Some(other),
        }
        self.read_loose_text(range);
        self.inline.begin_style(style);
        None
    }

    /// `![[note]]` embeds a note: within a line it is a link to it.
    fn start_image(&mut self, kind: LinkType, to: &str, title: &str, range: &Range<usize>) {
        let is_wiki = matches!(kind, LinkType::WikiLink { .. });
        let (destination, _) = link_target(kind, to);
        self.inline.begin_image(Picture {
            is_note: is_wiki && !names_picture(&destination),
            destination,
            alt: String::new(),
            title: title.into(),
            size: PictureSize::default(),
            range: range.clone(),
        });
    }

    pub(super) fn text(&mut self, text: &CowStr<'_>, range: Range<usize>) {
        match &mut self.leaf {
            Some((Leaf::Code(code), _)) => code.push(text, range.start),
            Some((Leaf::Preformatted(lines), _)) => lines.push_str(text),
            _ => {
                self.read_loose_text(&range);
                let before = range.start.checked_sub(1);
                let escaped = before.and_then(|at| self.source.as_bytes().get(at)) == Some(&b'\\');
                self.inline.push_text(text, escaped);
            }
        }
    }

    pub(super) fn inline_event(&mut self, event: &Event<'_>, range: Range<usize>) {
        self.read_loose_text(&range);
        match event {
            Event::Code(code) => self.inline.push_code(code),
            Event::InlineMath(tex) => self.inline.push_math(tex),
            Event::DisplayMath(tex) => self.inline.push_display_math(tex),
            Event::InlineHtml(tag) => self.inline_html(tag, range),
            Event::FootnoteReference(label) => {
                let number = self.footnotes.number(label);
                self.inline.push_reference(label, number);
            }
            Event::SoftBreak | Event::HardBreak if self.end_title_line(range.end) => {}
            Event::SoftBreak => self.inline.push_text(" ", false),
            Event::HardBreak => self.inline.push_text("\n", false),
            _ => {}
        }
    }
}

/// Where a link leads and how it was written. In a table the bar of a wikilink is written
/// `\|`, and the backslash stays behind.
fn link_target(kind: LinkType, destination: &str) -> (Arc<str>, LinkKind) {
    match kind {
        LinkType::WikiLink { .. } => {
            let name = destination.trim_end_matches('\\').trim();
            (name.into(), LinkKind::Wiki)
        }
        LinkType::Email => (format!("mailto:{destination}").into(), LinkKind::Inline),
        _ => (destination.into(), LinkKind::Inline),
    }
}

fn names_picture(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default();
    ["png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "avif"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}
