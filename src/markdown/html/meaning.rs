//! What a tag means for a note, by its name and attributes.

use std::collections::BTreeMap;

use crate::markdown::document::{Alignment, PictureSize, Style};

/// The attributes of a tag, names in lower case, entities resolved.
pub(in crate::markdown) type Attributes = BTreeMap<String, String>;

/// What an element is to a note.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::markdown) enum Meaning {
    /// Styles the words in it.
    Style(Style),
    /// `<a>`: leads somewhere, or only names a place.
    Link(Option<String>),
    /// `<img>`
    Picture {
        source: String,
        alt: String,
        title: String,
        size: PictureSize,
    },
    /// `<br>`
    Break,
    /// `<hr>`
    Rule,
    /// `<p>`
    Paragraph(Alignment),
    /// `<div>` and its like: only its alignment counts.
    Division(Alignment),
    /// `<h1>` to `<h6>`
    Heading(u8, Alignment),
    /// `<ul>`, or `<ol>` with its first number.
    List(Option<u64>),
    /// `<li>`
    Item,
    /// `<dl>`
    Definitions,
    /// `<dt>`
    Term,
    /// `<dd>`
    Definition,
    /// `<blockquote>`
    Quote,
    /// `<pre>`
    Preformatted,
    /// `<details>`, open or not at first.
    Details { open: bool },
    /// `<summary>`
    Summary,
    /// `<table>`
    Table,
    /// `<tr>`
    Row,
    /// `<td>`, `<th>`
    Cell { header: bool, alignment: Alignment },
    /// Changes nothing that a note shows: `<span>`, `<tbody>`.
    Nothing,
    /// Not for notes: shown as its text.
    Unknown,
}

impl Meaning {
    /// What an element of this `name` (in lower case) is.
    pub(in crate::markdown) fn of(name: &str, attributes: &Attributes) -> Self {
        if let Some(style) = style(name) {
            return Self::Style(style);
        }
        let get = |key: &str| attributes.get(key).cloned().unwrap_or_default();
        match name {
            "a" => Self::Link(attributes.get("href").cloned()),
            "img" => Self::Picture {
                source: get("src"),
                alt: get("alt"),
                title: get("title"),
                size: PictureSize {
                    width: points(&get("width")),
                    height: points(&get("height")),
                },
            },
            "br" => Self::Break,
            "hr" => Self::Rule,
            "p" => Self::Paragraph(alignment(attributes)),
            "center" => Self::Division(Alignment::Center),
            "div" | "section" | "article" | "header" | "footer" | "main" | "figure"
            | "figcaption" | "nav" | "aside" => Self::Division(alignment(attributes)),
            "h1" => Self::Heading(1, alignment(attributes)),
            "h2" => Self::Heading(2, alignment(attributes)),
            "h3" => Self::Heading(3, alignment(attributes)),
            "h4" => Self::Heading(4, alignment(attributes)),
            "h5" => Self::Heading(5, alignment(attributes)),
            "h6" => Self::Heading(6, alignment(attributes)),
            "ul" => Self::List(None),
            "ol" => Self::List(Some(get("start").parse().unwrap_or(1))),
            "li" => Self::Item,
            "dl" => Self::Definitions,
            "dt" => Self::Term,
            "dd" => Self::Definition,
            "blockquote" => Self::Quote,
            "pre" => Self::Preformatted,
            "details" => Self::Details {
                open: attributes.contains_key("open"),
            },
            "summary" => Self::Summary,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell {
                header: name == "th",
                alignment: alignment(attributes),
            },
            "span" | "font" | "small" | "big" | "abbr" | "bdi" | "wbr" | "time" | "picture"
            | "source" | "thead" | "tbody" | "tfoot" | "caption" | "colgroup" | "col" | "nobr"
            | "label" => Self::Nothing,
            _ => Self::Unknown,
        }
    }

    /// Whether it stands within a line; anything else ends the line.
    pub(in crate::markdown) fn is_inline(&self) -> bool {
        matches!(
            self,
            Self::Style(_)
                | Self::Link(_)
                | Self::Picture { .. }
                | Self::Break
                | Self::Nothing
                | Self::Unknown
        )
    }
}

fn style(name: &str) -> Option<Style> {
    let mut style = Style::default();
    match name {
        "b" | "strong" => style.strong = true,
        "i" | "em" | "cite" | "dfn" | "var" => style.emphasis = true,
        "s" | "del" | "strike" => style.strikethrough = true,
        "mark" => style.highlight = true,
        "u" | "ins" => style.underline = true,
        "sup" => style.superscript = true,
        "sub" => style.subscript = true,
        "code" | "samp" | "tt" => style.code = true,
        "kbd" => style.key = true,
        _ => return None,
    }
    Some(style)
}

/// `300`, `300px`; a share of the column is not a size in points.
fn points(value: &str) -> Option<u16> {
    value.trim().trim_end_matches("px").trim_end().parse().ok()
}

fn alignment(attributes: &Attributes) -> Alignment {
    let named = attributes.get("align").map(String::as_str);
    let styled = attributes.get("style").and_then(|style| {
        let (_, value) = style.split_once("text-align")?;
        value.trim_start().strip_prefix(':')
    });
    let value = named.or(styled).unwrap_or_default().trim_start();
    match value.split([';', ' ']).next().unwrap_or_default() {
        "left" => Alignment::Left,
        "center" => Alignment::Center,
        "right" => Alignment::Right,
        _ => Alignment::None,
    }
}
