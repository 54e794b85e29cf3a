//! The parser's events within a line: styles, links, pictures, footnote marks, HTML tags.
//!
//! Each either changes what the coming text looks like or adds text to the leaf being read.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CowStr, Event, LinkType, Tag};

use super::{Builder, Leaf};
use crate::markdown::document::{LinkKind, PictureSize, Style, wiki_words};
use crate::markdown::formula::{self, FormulaStyle};
use crate::markdown::picture::MetPicture;

/// So much TeX of a note is checked, in bytes; a second's work at most.
const CHECKED_FORMULA_BYTES: usize = 128 << 10;
/// A formula costs at least as much as so many bytes.
const LEAST_FORMULA_BYTES: usize = 32;

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
                self.is_bare_wikilink = is_bare(link_type);
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
                self.is_bare_wikilink = is_bare(link_type);
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
        self.inline.begin_image(MetPicture {
            is_note: is_wiki && !names_picture(&destination),
            destination,
            alt: String::new(),
            title: title.into(),
            size: PictureSize::default(),
            link: None,
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
                let rest = self.text_behind_picture(text);
                self.inline.begin_at(range.end.saturating_sub(rest.len()));
                if self.is_bare_wikilink {
                    self.inline.push_text(&wiki_words(rest), escaped);
                } else {
                    self.inline.push_text(rest, escaped);
                }
            }
        }
    }

    pub(super) fn inline_event(&mut self, event: &Event<'_>, range: Range<usize>) {
        self.read_loose_text(&range);
        match event {
            Event::Code(code) => self.inline.push_code(code),
            // A dollar sign before a digit closes nothing: "$5-$10".
            Event::InlineMath(_) if self.digit_follows(&range) => {
                let written = self.source.get(range).unwrap_or_default();
                self.inline.push_text(written, false);
            }
            Event::InlineMath(tex) => {
                self.check_formula(tex, FormulaStyle::Inline, range.start);
                self.inline.push_math(tex);
            }
            Event::DisplayMath(tex) => {
                self.check_formula(tex, FormulaStyle::Display, range.start);
                self.inline.push_display_math(tex);
            }
            Event::InlineHtml(tag) => self.inline_html(tag, range),
            Event::FootnoteReference(label) => {
                let number = self.footnotes.number(label);
                self.inline.push_reference(label, number);
            }
            Event::SoftBreak | Event::HardBreak if self.end_title_line(range.end) => {}
            Event::SoftBreak => self.inline.push_text(" ", true),
            Event::HardBreak => self.inline.push_text("\n", true),
            _ => {}
        }
    }
}

impl Builder<'_> {
    fn digit_follows(&self, range: &Range<usize>) -> bool {
        let next = self.source.as_bytes().get(range.end);
        next.is_some_and(u8::is_ascii_digit)
    }

    /// Lists a formula that cannot be set. A note may hold more of them than anyone waits for:
    /// the first are checked.
    fn check_formula(&mut self, tex: &str, style: FormulaStyle, at: usize) {
        if !self.checks_formulas || self.formula_bytes > CHECKED_FORMULA_BYTES {
            return;
        }
        self.formula_bytes += tex.len().clamp(LEAST_FORMULA_BYTES, formula::MAX_BYTES);
        if let Err(why) = formula::set(tex, style) {
            self.issues.add(at, why);
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

/// Whether a wikilink has no words of its own.
fn is_bare(kind: LinkType) -> bool {
    matches!(kind, LinkType::WikiLink { has_pothole: false })
}

fn names_picture(path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default();
    ["png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "avif"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}
