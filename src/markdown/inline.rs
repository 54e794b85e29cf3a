//! Running text: collects characters and styles while a paragraph, heading or cell is read.
//!
//! Highlight marks and bare addresses may reach over several events of the parser, so they are
//! found at the end, in the finished text. Nesting costs a stack entry, not a call.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use memchr::memchr2;

use super::document::{Inline, Link, LinkKind, Span, Spans, Style};
use super::highlight_marks::{self, Edit};
use super::picture::MetPicture;
use super::{autolink, hidden, html};
use crate::base::shared_text::SharedText;

/// The marks of a text that are looked through again for each of its pictures.
const MOST_MARKS: usize = 256;

/// What was in force before a nested style, link or image began.
#[derive(Debug)]
struct Saved {
    style: Style,
    link: Option<Arc<Link>>,
    /// What began, at which byte of the text.
    begun: Begun,
    start: usize,
}

/// What nests in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begun {
    Style,
    Link,
    Image,
}

/// Running text in the making.
#[derive(Debug, Default)]
pub(super) struct InlineBuilder {
    source: Arc<str>,
    /// Where the text begins in the source, if that was said.
    from: usize,
    text: String,
    spans: Spans,
    style: Style,
    /// Set by HTML tags, which need not nest with the rest.
    html_style: Style,
    html_link: Option<Arc<Link>>,
    html_link_start: usize,
    link: Option<Arc<Link>>,
    saved: Vec<Saved>,
    image_depth: usize,
    marks: Vec<usize>,
    /// Where comments may begin and end.
    comment_marks: Vec<usize>,
    pictures: Vec<MetPicture>,
    /// The words of the last picture.
    picture_words: Range<usize>,
    /// The link that ended last, and where its text begins.
    ended_link: Option<(Arc<Link>, usize)>,
    /// Whether the text, with what was taken from it before, holds anything but pictures.
    has_words: bool,
    /// How many displayed formulas were met.
    displayed: usize,
    /// Whether spaces in a row stay: in headings, whose anchors have a hyphen for each.
    keeps_spaces: bool,
}

impl InlineBuilder {
    /// Collects texts of this source.
    pub(super) fn new(source: &Arc<str>) -> Self {
        Self {
            source: Arc::clone(source),
            from: usize::MAX,
            ..Self::default()
        }
    }

    /// Says at which byte of the source the text begins, if it begins now.
    pub(super) fn begin_at(&mut self, at: usize) {
        if self.text.is_empty() {
            self.from = at;
        }
    }

    /// Lets spaces in a row be as they are until the text is forgotten.
    pub(super) fn keep_spaces(&mut self) {
        self.keeps_spaces = true;
    }

    /// Plain text; `escaped` when a backslash stands before its first character.
    pub(super) fn push_text(&mut self, text: &str, escaped: bool) {
        let text = &*self.single_spaced(text);
        if self.image_depth == 0 && memchr2(b'=', b'%', text.as_bytes()).is_some() {
            let base = self.text.len();
            let found = |sign| highlight_marks::marks(text, sign).filter(|at| *at > 0 || !escaped);
            self.marks.extend(found(b'=').map(|at| base + at));
            self.comment_marks.extend(found(b'%').map(|at| base + at));
        }
        self.push(text);
    }

    /// Spaces in a row are one, and none begins a line, as in HTML.
    fn single_spaced<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.keeps_spaces {
            return Cow::Borrowed(text);
        }
        let text = if self.text.ends_with([' ', '\n']) {
            text.trim_start_matches(' ')
        } else {
            text
        };
        if !text.contains("  ") {
            return Cow::Borrowed(text);
        }
        let mut single = String::with_capacity(text.len());
        for part in text.split_inclusive(' ') {
            if part != " " || !single.ends_with(' ') {
                single.push_str(part);
            }
        }
        Cow::Owned(single)
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
        self.save(Begun::Style);
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

    /// A link that an HTML tag begins (or, with `None`, ends).
    pub(super) fn set_html_link(&mut self, destination: Option<&str>) {
        let ended = self.html_link.take();
        self.ended_link = ended.map(|link| (link, self.html_link_start));
        self.html_link_start = self.text.len();
        self.html_link = destination.map(|destination| {
            let kind = LinkKind::Inline;
            let destination = destination.into();
            Arc::new(Link { destination, kind })
        });
    }

    /// TeX between dollar signs.
    pub(super) fn push_math(&mut self, tex: &str) {
        let saved = self.style;
        self.style.math = true;
        self.push(tex);
        self.style = saved;
    }

    /// TeX between double dollar signs: a block of its own where nothing stands beside it.
    pub(super) fn push_display_math(&mut self, tex: &str) {
        self.displayed += 1;
        self.push_math(tex);
    }

    /// The displayed formula, if the text is nothing else.
    pub(super) fn lone_formula(&self) -> Option<Arc<str>> {
        let mut spans = self.spans.iter().filter(|span| {
            let text = self.text.get(span.range()).unwrap_or_default();
            !text.trim().is_empty()
        });
        let is_formula = spans.next()?.style.math && spans.next().is_none();
        (self.displayed == 1 && is_formula).then(|| self.text.trim().into())
    }

    /// A line break, where something stands before it.
    pub(super) fn push_break(&mut self) {
        if !self.text.trim_end_matches([' ', '\t']).is_empty() && !self.text.ends_with('\n') {
            self.push("\n");
        }
    }

    /// Text of HTML: white space is one space, and none at the beginning of a line.
    pub(super) fn push_html_text(&mut self, text: &str) {
        let mut pending = text.starts_with(char::is_whitespace);
        let mut words = text.split_whitespace().peekable();
        if words.peek().is_none() && pending {
            self.push_space();
        }
        while let Some(word) = words.next() {
            if pending {
                self.push_space();
            }
            self.push(word);
            pending = words.peek().is_some() || text.ends_with(char::is_whitespace);
            if words.peek().is_none() && pending {
                self.push_space();
            }
        }
    }

    fn push_space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
            self.push(" ");
        }
    }

    /// Finishes what was read up to here as a text of its own; styles that are open go on.
    pub(super) fn take_line(&mut self) -> Inline {
        let line = self.take_text();
        self.has_words = false;
        line
    }

    /// As [`Self::take_line`], of a text that goes on: whether it held words is not forgotten.
    pub(super) fn take_text(&mut self) -> Inline {
        let text = self.finished();
        self.empty_text();
        text
    }

    /// Whether a comment or a highlight was begun and not ended; among too many marks it is taken
    /// to be so.
    fn is_within_marks(&self) -> bool {
        if self.comment_marks.len() + self.marks.len() > MOST_MARKS {
            return true;
        }
        let (_, comment) = hidden::comments(&self.text, &self.comment_marks);
        comment.is_some() || highlight_marks::is_open(&self.text, &self.marks)
    }

    /// Whether a comment of several blocks may begin or end here: a mark without its pair is the
    /// first, or the last, of the text.
    pub(super) fn open_comment(&self) -> (bool, bool) {
        if self.comment_marks.is_empty() {
            return (false, false);
        }
        let (_, open) = hidden::comments(&self.text, &self.comment_marks);
        let Some(at) = open else {
            return (false, false);
        };
        let before = self.text.get(..at).unwrap_or_default();
        let behind = self.text.get(at + 2..).unwrap_or_default();
        (before.trim().is_empty(), behind.trim().is_empty())
    }

    /// A link that lasts until [`Self::end`].
    pub(super) fn begin_link(&mut self, destination: Arc<str>, kind: LinkKind) {
        self.save(Begun::Link);
        if self.image_depth == 0 {
            self.link = Some(Arc::new(Link { destination, kind }));
        }
    }

    /// Ends what was begun last.
    pub(super) fn end(&mut self) {
        let Some(saved) = self.saved.pop() else {
            return;
        };
        match saved.begun {
            Begun::Style => {}
            Begun::Link => self.ended_link = self.link.take().map(|link| (link, saved.start)),
            Begun::Image => self.end_image(saved.start),
        }
        self.style = saved.style;
        self.link = saved.link;
    }

    /// Whether nothing was collected.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.pictures.is_empty()
    }

    /// The finished text, without space around it. What it was collected in serves for the next.
    pub(super) fn finish(&mut self) -> Inline {
        let text = self.take_text();
        self.empty();
        text
    }

    /// Forgets everything, but keeps the room for it.
    pub(super) fn empty(&mut self) {
        self.empty_text();
        self.keeps_spaces = false;
        self.style = Style::default();
        self.html_style = Style::default();
        self.html_link = None;
        self.link = None;
        self.ended_link = None;
        self.saved.clear();
        self.image_depth = 0;
        self.has_words = false;
    }

    /// Forgets the text; styles that are open stay.
    fn empty_text(&mut self) {
        self.from = usize::MAX;
        self.text.clear();
        self.spans.clear();
        self.marks.clear();
        self.comment_marks.clear();
        self.pictures.clear();
        self.displayed = 0;
    }

    /// Comments go first: what is written in one pairs with nothing outside.
    fn finished(&self) -> Inline {
        if self.comment_marks.is_empty() {
            return self.highlighted(&self.text, &self.spans, &self.marks);
        }
        let (comments, _) = hidden::comments(&self.text, &self.comment_marks);
        let marks = hidden::moved(&self.marks, &comments);
        let edits: Vec<_> = comments
            .into_iter()
            .map(|range| (range, Edit::Cut))
            .collect();
        let (text, spans) = highlight_marks::apply(&self.text, &self.spans, &edits);
        self.highlighted(&text, &spans, &marks)
    }

    fn highlighted(&self, text: &str, spans: &Spans, marks: &[usize]) -> Inline {
        match highlight_marks::highlighted(text, spans, marks) {
            Some((lead, text, spans)) => self.inline(&text, self.from.saturating_add(lead), spans),
            None => self.inline(text, self.from, spans.clone()),
        }
    }

    /// The text with its addresses; not a copy where it stands so at `from` in the source.
    fn inline(&self, text: &str, from: usize, spans: Spans) -> Inline {
        let range = from..from.saturating_add(text.len());
        let text = if self.source.get(range.clone()) == Some(text) {
            SharedText::part(&self.source, range)
        } else {
            text.into()
        };
        let spans = autolink::link_addresses(&text, spans);
        Inline { text, spans }
    }

    fn save(&mut self, begun: Begun) {
        self.saved.push(Saved {
            style: self.style,
            link: self.link.clone(),
            begun,
            start: self.text.len(),
        });
    }

    /// Takes back what was collected since the byte `start`.
    fn cut_from(&mut self, start: usize) {
        self.text.truncate(start);
        while self
            .spans
            .last()
            .is_some_and(|last| last.range().start >= start)
        {
            self.spans.pop();
        }
        if let Some(last) = self.spans.last_mut() {
            let Range { start: from, end } = last.range();
            *last = last.over(from..end.min(start));
        }
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.image_depth == 0 && !text.trim().is_empty() {
            self.has_words = true;
        }
        let start = self.text.len();
        self.text.push_str(text);
        let style = html::union(self.style, self.html_style);
        let link = self.link.as_ref().or(self.html_link.as_ref()).cloned();
        let end = self.text.len();
        if let Some(last) = self.spans.last_mut()
            && last.style == style
            && same_link(last.link.as_ref(), link.as_ref())
        {
            *last = last.over(last.range().start..end);
            return;
        }
        self.spans.push(Span::new(start..end, style, link));
    }
}

fn same_link(a: Option<&Arc<Link>>, b: Option<&Arc<Link>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => Arc::ptr_eq(a, b),
        (None, None) => true,
        _ => false,
    }
}

mod pictures;
