//! A note as plain text, the way a screen reader or a terminal gets it.
//!
//! Headings keep their `#`, list items their markers, table cells are parted by tabs; questions
//! and diagrams are written out. Called by `nephoscope text PATH`.

use super::document::{
    Block, BlockKind, Container, Directive, DirectiveName, Document, Inline, Marker, Picture,
};
use super::{directive, parse};

/// The whole note as text, with a line break at its end; empty for an empty note.
pub fn to_text(document: &Document) -> String {
    blocks_to_text(&document.blocks)
}

/// Some blocks as text, with a line break at its end.
pub fn blocks_to_text(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut previous: Option<&Block> = None;
    for block in blocks {
        if previous.is_some_and(|previous| !stand_close(previous, block)) {
            out.push('\n');
        }
        write_block(&mut out, block);
        previous = Some(block);
    }
    out
}

/// Whether no blank line parts two blocks: neighbors in one tight list.
fn stand_close(above: &Block, below: &Block) -> bool {
    if matches!(above.kind, BlockKind::CalloutTitle(_)) {
        return below.containers.starts_with(&above.containers);
    }
    let is_text = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_));
    below.shares_tight_list(above) && is_text(above) && is_text(below)
}

fn write_block(out: &mut String, block: &Block) {
    let (mut first, mut next) = (String::new(), String::new());
    let is_title = matches!(block.kind, BlockKind::CalloutTitle(_));
    for (depth, container) in block.containers.iter().enumerate() {
        let names_it = is_title && depth + 1 == block.containers.len();
        let (opening, rest) = prefixes(container, names_it);
        first.push_str(&opening);
        next.push_str(&rest);
    }
    for line in block_text(&block.kind).split('\n') {
        out.push_str(format!("{first}{line}").trim_end());
        out.push('\n');
        first.clone_from(&next);
    }
}

/// What stands before the first and before each further line of a block in a container.
/// The title of a callout (`names_it`) stands before its text, not in it.
fn prefixes(container: &Container, names_it: bool) -> (String, String) {
    let opening = match container {
        Container::Quote { .. } => return ("> ".to_owned(), "> ".to_owned()),
        Container::Callout { .. } if names_it => return (String::new(), String::new()),
        Container::Callout { .. } => return ("  ".to_owned(), "  ".to_owned()),
        Container::Aligned(_) => return (String::new(), String::new()),
        Container::Item { marker, .. } => match marker {
            Marker::Bullet => "- ".to_owned(),
            Marker::Number(number) => format!("{number}. "),
            Marker::Task { progress, number } => {
                let number = number.map_or_else(String::new, |number| format!("{number}. "));
                format!("{number}[{}] ", progress.sign())
            }
            Marker::Definition => "  ".to_owned(),
        },
        Container::Footnote { label, number, .. } => match number {
            0 => format!("[{label}] "),
            number => format!("[{number}] "),
        },
    };
    let blank = " ".repeat(opening.chars().count());
    let first = match container {
        Container::Item { first, .. } | Container::Footnote { first, .. } => *first,
        Container::Quote { .. } | Container::Callout { .. } | Container::Aligned(_) => false,
    };
    if first {
        (opening, blank)
    } else {
        (blank.clone(), blank)
    }
}

fn block_text(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Heading { level, text, .. } => {
            let hashes = "#".repeat(usize::from(*level));
            format!("{hashes} {}", inline_text(text).replace('\n', " "))
        }
        BlockKind::Paragraph(text) => inline_text(text),
        BlockKind::CalloutTitle(text) => format!("{}:", inline_text(text)),
        BlockKind::Embed { link } => format!("Note: {}", link.destination),
        BlockKind::Pictures(pictures) => {
            let lines: Vec<String> = pictures.iter().map(picture_text).collect();
            lines.join("\n")
        }
        BlockKind::Code { text, .. } | BlockKind::Math(text) | BlockKind::Drawing(text) => {
            text.to_string()
        }
        BlockKind::Table(table) => table.plain_text(),
        BlockKind::Rule => "---".to_owned(),
        BlockKind::Directive(directive) => directive_text(directive),
    }
}

fn picture_text(picture: &Picture) -> String {
    match (&*picture.alt, &*picture.title) {
        (alt, "") => format!("Picture: {alt}"),
        ("", title) => format!("Picture: {title}"),
        (alt, title) => format!("Picture: {alt} ({title})"),
    }
}

/// The text with footnote marks in brackets, as nothing can be raised here.
fn inline_text(inline: &Inline) -> String {
    inline
        .runs()
        .map(|(text, span)| {
            let is_mark = span.style.superscript
                && span
                    .link
                    .as_ref()
                    .is_some_and(|link| link.kind == super::document::LinkKind::Footnote);
            if is_mark {
                format!("[{text}]")
            } else {
                text.to_owned()
            }
        })
        .collect()
}

fn directive_text(directive: &Directive) -> String {
    match directive.name {
        DirectiveName::Quiz => {
            let body = question_text(&directive.body);
            format!("Question:\n{}", body.trim_end())
        }
        DirectiveName::Diagram => {
            let arguments = directive::Arguments::parse(&directive.arguments);
            let kind = arguments.words.first().map_or("unnamed", String::as_str);
            let (entries, _) = directive::parse_entries(&directive.body, 1);
            let below = entries.into_iter().map(|entry| (entry.key, entry.value));
            let title = format!("Diagram: {kind}");
            let values = arguments.pairs.into_iter().chain(below);
            let lines = values.map(|(key, value)| format!("  {key} = {value}"));
            let lines: Vec<String> = std::iter::once(title).chain(lines).collect();
            lines.join("\n")
        }
    }
}

/// The body of a question is Markdown itself; a fence within it is left as it stands.
fn question_text(body: &str) -> String {
    let mut document = parse(body);
    for block in &mut document.blocks {
        if let BlockKind::Directive(inner) = &block.kind {
            block.kind = BlockKind::Code {
                language: "".into(),
                text: inner.body.clone(),
            };
        }
    }
    to_text(&document)
}

#[cfg(test)]
mod tests;
