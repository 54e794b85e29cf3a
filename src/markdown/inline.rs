//! Running text: collects characters and styles while a paragraph, heading or cell is read.
//!
//! Highlight marks and bare addresses may reach over several events of the parser, so they are
//! found at the end, in the finished text. Nesting costs a stack entry, not a call.

use std::ops::Range;
use std::sync::Arc;

use super::document::{Inline, Link, LinkKind, Span, Style};
use super::highlight_marks::{self, Edit};
use super::{autolink, html};

/// A picture met in running text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Picture {
    pub(super) destination: Arc<str>,
    pub(super) alt: String,
    pub(super) title: Arc<str>,
    /// Its bytes in the source.
    pub(super) range: Range<usize>,
}

/// What was in force before a nested style, link or image began.
#[derive(Debug)]
struct Saved {
    style: Style,
    link: Option<Arc<Link>>,
    /// Where the text of an image begins, if it was one.
    image_start: Option<usize>,
}

/// Running text in the making.
#[derive(Debug, Default)]
pub(super) struct InlineBuilder {
    text: String,
    spans: Vec<Span>,
    style: Style,
    /// Set by HTML tags, which need not nest with the rest.
    html_style: Style,
    link: Option<Arc<Link>>,
    saved: Vec<Saved>,
    image_depth: usize,
    marks: Vec<usize>,
    pictures: Vec<Picture>,
    has_other_text: bool,
}

impl InlineBuilder {
    /// Plain text; `escaped` when a backslash stands before its first character.
    pub(super) fn push_text(&mut self, text: &str, escaped: bool) {
        if text.contains("==") && self.image_depth == 0 {
            let base = self.text.len();
            let found = highlight_marks::marks(text).filter(|at| *at > 0 || !escaped);
            self.marks.extend(found.map(|at| base + at));
        }
        self.push(text);
    }

    /// Text in code style.
    pub(super) fn push_code(&mut self, code: &str) {
        let saved = self.style;
        self.style.code = true;
        self.push(code);
        self.style = saved;
    }

    /// The mark of a footnote.
    pub(super) fn push_reference(&mut self, label: &str, number: u32) {
        let kind = LinkKind::Footnote;
        self.begin_link(label.into(), kind);
        self.style.superscript = true;
        self.push(&number.to_string());
        self.end();
    }

    /// A style that lasts until [`Self::end`].
    pub(super) fn begin_style(&mut self, style: Style) {
        self.save(None);
        if self.image_depth == 0 {
            self.style = html::union(self.style, style);
        }
    }

    /// A style that an HTML tag begins or ends.
    pub(super) fn set_html_style(&mut self, style: Style, opens: bool) {
        self.html_style = if opens {
            html::union(self.html_style, style)
        } else {
            html::difference(self.html_style, style)
        };
    }

    /// A link that lasts until [`Self::end`].
    pub(super) fn begin_link(&mut self, destination: Arc<str>, kind: LinkKind) {
        self.save(None);
        if self.image_depth == 0 {
            self.link = Some(Arc::new(Link { destination, kind }));
        }
    }

    /// A picture whose alternative text lasts until [`Self::end`].
    pub(super) fn begin_image(
        &mut self,
        destination: Arc<str>,
        title: Arc<str>,
        range: Range<usize>,
    ) {
        self.save(Some(self.text.len()));
        self.image_depth += 1;
        if self.image_depth > 1 {
            return;
        }
        self.has_other_text |= self.link.is_some();
        self.style.image = true;
        if self.link.is_none() {
            let destination = destination.clone();
            let kind = LinkKind::Image;
            self.link = Some(Arc::new(Link { destination, kind }));
        }
        self.pictures.push(Picture {
            destination,
            alt: String::new(),
            title,
            range,
        });
    }

    /// Ends what was begun last.
    pub(super) fn end(&mut self) {
        let Some(saved) = self.saved.pop() else {
            return;
        };
        if let Some(start) = saved.image_start {
            self.end_image(start);
        }
        self.style = saved.style;
        self.link = saved.link;
    }

    /// Whether nothing was collected.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.pictures.is_empty()
    }

    /// The pictures, if the text consists of nothing else.
    pub(super) fn take_lone_pictures(&mut self) -> Option<Vec<Picture>> {
        (!self.has_other_text && !self.pictures.is_empty())
            .then(|| std::mem::take(&mut self.pictures))
    }

    /// The finished text, without space around it.
    pub(super) fn finish(self) -> Inline {
        let (mut text, mut spans) = (self.text, self.spans);
        let kept = text.trim_start();
        let lead = text.len() - kept.len();
        let end = lead + kept.trim_end().len();
        let mut edits = Vec::new();
        if lead > 0 {
            edits.push((0..lead, Edit::Cut));
        }
        for (open, close) in highlight_marks::pairs(&text, &self.marks) {
            edits.push((open..open + 2, Edit::Cut));
            edits.push((open + 2..close, Edit::Highlight));
            edits.push((close..close + 2, Edit::Cut));
        }
        if end < text.len() {
            edits.push((end..text.len(), Edit::Cut));
        }
        if !edits.is_empty() {
            (text, spans) = highlight_marks::apply(&text, &spans, &edits);
        }
        let spans = autolink::link_addresses(&text, spans);
        let text = text.into();
        Inline { text, spans }
    }

    fn save(&mut self, image_start: Option<usize>) {
        self.saved.push(Saved {
            style: self.style,
            link: self.link.clone(),
            image_start,
        });
    }

    /// An inner image has no life of its own: its words belong to the outer one's.
    fn end_image(&mut self, start: usize) {
        self.image_depth = self.image_depth.saturating_sub(1);
        if self.image_depth > 0 {
            return;
        }
        let Some(picture) = self.pictures.last_mut() else {
            return;
        };
        picture.alt = self
            .text
            .get(start..)
            .unwrap_or_default()
            .trim()
            .replace('\n', " ");
        if picture.alt.is_empty() {
            let name = file_stem(&picture.destination).to_owned();
            self.image_depth = 1;
            self.push(&name);
            self.image_depth = 0;
        }
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.image_depth == 0 && !text.trim().is_empty() {
            self.has_other_text = true;
        }
        let start = self.text.len();
        self.text.push_str(text);
        let style = html::union(self.style, self.html_style);
        let end = self.text.len();
        if let Some(last) = self.spans.last_mut()
            && last.style == style
            && same_link(last.link.as_ref(), self.link.as_ref())
        {
            last.range.end = end;
            return;
        }
        self.spans.push(Span {
            range: start..end,
            style,
            link: self.link.clone(),
        });
    }
}

fn same_link(a: Option<&Arc<Link>>, b: Option<&Arc<Link>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    }
}

fn file_stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.split_once('.').map_or(name, |(stem, _)| stem)
}
