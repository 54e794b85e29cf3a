//! What an import must know of a Markdown text: its headings, and what it refers to and where.
//!
//! Positions are bytes of the text. Fences, quotes and lists are seen as the reader sees them, so
//! a `#` in a code block is no heading. Shows nothing and keeps no text: `markdown` does that.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::base::text::slug;

/// One text, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Anatomy {
    /// The front matter with its fences.
    pub front_matter: Option<Range<usize>>,
    /// Headings that stand in no list or quote, in order.
    pub headings: Vec<Heading>,
    /// Links and pictures with their destinations, also those inside definitions.
    pub references: Vec<Reference>,
    /// Where something uses a definition (of a link or a footnote), and where that stands.
    pub uses: Vec<(usize, Range<usize>)>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Where its first line begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// 1 to 6.
    pub level: u8,
    /// What it says, without markup.
    pub text: String,
    /// Its anchor as given by `{#id}`, or made from the text and not yet unique.
    pub anchor: String,
}

/// Something that points elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// As it is understood: escapes resolved.
    pub destination: String,
    /// Where the destination stands in the text, if it stands there as it is understood.
    pub range: Option<Range<usize>>,
    /// Whether it is a picture to show.
    pub picture: bool,
    /// Whether it is a `[[wikilink]]`.
    pub wiki: bool,
}

impl Reference {
    /// Whether it names a file by a path relative to the note.
    pub fn is_relative(&self) -> bool {
        let text = self.destination.as_str();
        !(text.is_empty() || text.starts_with(['#', '/', '\\']) || has_scheme(text))
    }
}

impl Anatomy {
    /// Takes `text` apart.
    pub fn of(text: &str) -> Self {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_MATH
            | Options::ENABLE_GFM
            | Options::ENABLE_WIKILINKS;
        let front_matter = front_matter(text);
        let text = &*without(text, front_matter.as_ref());
        let parser = Parser::new_ext(text, options);
        let mut reader = Reader::new(text);
        reader.anatomy.front_matter = front_matter;
        let mut definitions: Vec<(Range<usize>, String)> = parser
            .reference_definitions()
            .iter()
            .map(|(_, definition)| (definition.span.clone(), definition.dest.to_string()))
            .collect();
        definitions.sort_by_key(|(span, _)| span.start);
        for (span, destination) in definitions {
            reader.define(&span, destination);
        }
        let labels: BTreeMap<String, Range<usize>> = parser
            .reference_definitions()
            .iter()
            .map(|(label, definition)| (folded(label), definition.span.clone()))
            .collect();
        for (event, range) in parser.into_offset_iter() {
            reader.read(&event, range);
        }
        reader.finish(&labels)
    }
}

/// Anchors that are unique in the order given: a second `notes` becomes `notes-1`.
pub fn unique_anchors<'a>(anchors: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    anchors
        .into_iter()
        .map(|anchor| {
            let times = seen.entry(anchor).or_insert(0);
            *times += 1;
            match *times {
                1 => anchor.to_owned(),
                more => format!("{anchor}-{}", more - 1),
            }
        })
        .collect()
}

/// The state while events go by.
struct Reader<'a> {
    text: &'a str,
    anatomy: Anatomy,
    /// How many lists, quotes and the like are open.
    depth: usize,
    heading: Option<Heading>,
    /// Open links and pictures, outermost first, with the end of what they contain so far.
    open: Vec<(Reference, LinkType, usize)>,
    labels_used: Vec<(usize, String)>,
    footnotes_used: Vec<(usize, String)>,
    footnotes: BTreeMap<String, Range<usize>>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            anatomy: Anatomy::default(),
            depth: 0,
            heading: None,
            open: Vec::new(),
            labels_used: Vec::new(),
            footnotes_used: Vec::new(),
            footnotes: BTreeMap::new(),
        }
    }

    fn read(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(*tag, &range),
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut self.heading {
                    heading.text.push_str(text);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(html, range.start),
            Event::FootnoteReference(label) => {
                self.footnotes_used.push((range.start, folded(label)));
            }
            _ => {}
        }
        for (_, _, inner_end) in &mut self.open {
            if !matches!(event, Event::Start(_)) {
                *inner_end = (*inner_end).max(range.end);
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Heading { level, id, .. } if self.depth == 0 => {
                self.heading = Some(Heading {
                    start: line_start(self.text, range.start),
                    end: range.end,
                    level: *level as u8,
                    text: String::new(),
                    anchor: id.as_deref().unwrap_or_default().to_owned(),
                });
            }
            Tag::FootnoteDefinition(label) => {
                self.footnotes.insert(folded(label), range.clone());
                self.depth += 1;
            }
            Tag::BlockQuote(_) | Tag::List(_) | Tag::Item => self.depth += 1,
            Tag::Link {
                link_type,
                dest_url,
                id,
                ..
            } => self.open(*link_type, dest_url, id, range, false),
            Tag::Image {
                link_type,
                dest_url,
                id,
                ..
            } => self.open(*link_type, dest_url, id, range, true),
            _ => {}
        }
    }

    fn open(
        &mut self,
        kind: LinkType,
        destination: &CowStr<'_>,
        label: &CowStr<'_>,
        range: &Range<usize>,
        picture: bool,
    ) {
        if matches!(
            kind,
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
        ) {
            self.labels_used.push((range.start, folded(label)));
        }
        let reference = Reference {
            destination: destination.to_string(),
            range: None,
            picture,
            wiki: matches!(kind, LinkType::WikiLink { .. }),
        };
        self.open.push((reference, kind, range.start));
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Heading(_) => {
                if let Some(mut heading) = self.heading.take() {
                    heading.text.truncate(heading.text.trim_end().len());
                    if heading.anchor.is_empty() {
                        heading.anchor = slug(&heading.text);
                    }
                    self.anatomy.headings.push(heading);
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::Link | TagEnd::Image => {
                if let Some((mut reference, kind, inner_end)) = self.open.pop() {
                    reference.range = match kind {
                        LinkType::Inline => self.find(&reference.destination, inner_end..range.end),
                        LinkType::WikiLink { .. } => {
                            self.find(&reference.destination, range.clone())
                        }
                        _ => None,
                    };
                    self.anatomy.references.push(reference);
                }
            }
            _ => {}
        }
    }

    fn define(&mut self, span: &Range<usize>, destination: String) {
        let after_label = self
            .text
            .get(span.clone())
            .and_then(|text| text.find("]:"))
            .map_or(span.start, |at| span.start + at);
        let range = self.find(&destination, after_label..span.end);
        self.anatomy.references.push(Reference {
            destination,
            range,
            picture: false,
            wiki: false,
        });
    }

    /// `src` and `href` in raw HTML.
    fn html(&mut self, html: &str, start: usize) {
        for (name, picture) in [("src=", true), ("href=", false)] {
            for (at, _) in html.match_indices(name) {
                let value_at = at + name.len();
                let Some(rest) = html.get(value_at..) else {
                    continue;
                };
                let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
                    continue;
                };
                let Some((value, _)) = rest.get(1..).and_then(|rest| rest.split_once(quote)) else {
                    continue;
                };
                let from = start + value_at + 1;
                let range = Some(from..from + value.len())
                    .filter(|range| self.text.get(range.clone()) == Some(value));
                self.anatomy.references.push(Reference {
                    destination: value.to_owned(),
                    range,
                    picture,
                    wiki: false,
                });
            }
        }
    }

    fn find(&self, wanted: &str, within: Range<usize>) -> Option<Range<usize>> {
        if wanted.is_empty() {
            return None;
        }
        let from = within.start;
        let at = from + self.text.get(within)?.find(wanted)?;
        Some(at..at + wanted.len())
    }

    fn finish(mut self, labels: &BTreeMap<String, Range<usize>>) -> Anatomy {
        let links = self
            .labels_used
            .iter()
            .filter_map(|(at, label)| Some((*at, labels.get(label)?.clone())));
        let footnotes = self
            .footnotes_used
            .iter()
            .filter_map(|(at, label)| Some((*at, self.footnotes.get(label)?.clone())));
        self.anatomy.uses = links.chain(footnotes).collect();
        self.anatomy
    }
}

/// The front matter with its fences: only at the very start, and only if it begins with a key.
/// (The parser's own rule would take any text between two rules for one.)
fn front_matter(text: &str) -> Option<Range<usize>> {
    let mut lines = text.split_inclusive('\n');
    let mut end = lines.next().filter(|line| line.trim_end() == "---")?.len();
    let mut has_key = false;
    for line in lines {
        end += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return has_key.then_some(0..end);
        }
        has_key |= line.contains(':');
        if !has_key && !line.trim().is_empty() {
            return None;
        }
    }
    None
}

/// The text with `range` blanked, so that all positions stay.
fn without<'a>(text: &'a str, range: Option<&Range<usize>>) -> Cow<'a, str> {
    let Some(range) = range else {
        return Cow::Borrowed(text);
    };
    let rest = text.get(range.end..).unwrap_or_default();
    let blank = " ".repeat(range.end.saturating_sub(1));
    Cow::Owned(format!("{blank}\n{rest}"))
}

fn folded(label: &str) -> String {
    label
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |break_at| break_at + 1)
}

/// `mailto:`, `https:`, `diagram:`, and drive letters.
fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

#[cfg(test)]
mod tests;
